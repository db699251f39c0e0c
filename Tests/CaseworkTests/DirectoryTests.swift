import Casework
import CaseworkSamples
import Testing
import Values

@Suite struct DirectoryTests {
    @Test func `Whoever is granted something in a unit is found there, and no longer after a move`() {
        var directory = World.directory
        #expect(directory.accounts(grantedIn: "south").map(\.id) == ["wang"])
        let grant = RoleGrant(role: "supervisor", unit: "county")
        directory.apply(.account(Account(id: "wang", name: "王範五", grants: [grant])))
        #expect(directory.accounts(grantedIn: "south").isEmpty)
        #expect(directory.accounts(grantedIn: "county").map(\.id) == ["magistrate", "wang"])
        #expect(directory.accounts(grantedIn: "nowhere").isEmpty)
    }

    @Test func `A circle of units is walked once`() {
        var directory = World.directory
        let name = World.text("縣", "County")
        let county = Unit(id: "county", name: name, parent: "north", head: nil, profile: "p")
        directory.apply(.unit(county))
        #expect(directory.lineage(of: "north").map(\.id) == ["north", "county"])
        #expect(directory.lineageIDs(of: "north") == ["north", "county"])
        #expect(directory.lineageIDs(of: "nowhere").isEmpty && directory.lineage(of: "nowhere").isEmpty)
        #expect(directory.subtree(of: "county") == ["county", "north", "south"])
    }
}
