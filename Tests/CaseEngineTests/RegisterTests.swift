import CaseEngine
import Casework
import CaseworkSamples
import Testing
import Values

/// What consoles ask beside the cases: who is there, what is in force, what is whose.
@Suite struct RegisterTests {
    @Test func `The register is that of the account's agencies, and nobody else's`() async throws {
        let bench = try Bench()
        try bench.put(
            .unit(
                Unit(
                    id: "elsewhere",
                    name: LocalizedText(zhHant: "他縣", en: "Elsewhere"),
                    parent: nil,
                    head: nil,
                    profile: nil
                )
            )
        )
        let stranger = RoleGrant(role: "supervisor", unit: "elsewhere")
        try bench.put(.account(Account(id: "stranger", name: "他縣人", grants: [stranger])))
        let mine = try await bench.engine.register(as: "lin")
        #expect(mine.units.map(\.id) == ["county", "north", "south"])
        #expect(mine.people.contains { $0.account.id == "lin" })
        #expect(!mine.people.contains { $0.account.id == "stranger" })
        #expect(mine.sites.map(\.id) == ["centre"])
        let theirs = try await bench.engine.register(as: "stranger")
        #expect(theirs.units.map(\.id) == ["elsewhere"])
        #expect(theirs.people.map(\.account.id) == ["stranger"])
        #expect(try await bench.engine.register(as: "nobody").people.isEmpty)
    }

    @Test func `A definition in force is found by its name`() async throws {
        let bench = try Bench()
        #expect(try await bench.engine.definition(of: "sample", as: "lin").name == "sample")
        await #expect(throws: Refusal.unknown(.workflow)) {
            try await bench.engine.definition(of: "none", as: "lin")
        }
        await #expect(throws: Refusal.unknown(.workflow)) {
            try await bench.engine.definition(of: "sample", as: "nobody")
        }
    }

    @Test func `A case names the people and places in what may be read of it`() async throws {
        let bench = try Bench()
        let view = try await bench.engine.view(number: bench.open().number, as: "lin")
        let worker = try #require(World.directory.accounts["lin"]?.name)
        #expect(view.names["person:lin"] == LocalizedText(zhHant: worker, en: worker))
        let shown = Set(view.fields.filter { $0.value != nil }.map(\.field.name))
        #expect(view.names.keys.contains("site:centre") == shown.contains("workplace"))
        #expect(!view.roles.isEmpty)
    }

    @Test func `One's own cases are those in which one stands in a relation`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        var listing = CaseListing()
        listing.party = "lin"
        #expect(try await bench.engine.cases(listing, as: "lin").items.map(\.number) == [number])
        listing.party = "chen"
        #expect(try await bench.engine.cases(listing, as: "chen").items.isEmpty)
        _ = try bench.assign(number)
        listing.party = nil
        listing.dueBefore = Instant(seconds: 0)
        #expect(try await bench.engine.cases(listing, as: "lin").items.isEmpty)
    }

    @Test func `One's own deadlines are those that one can meet`() async throws {
        let bench = try Bench()
        _ = try bench.open()
        func deadlines(of account: String, isMine: Bool) async throws -> Int {
            try await bench.engine.deadlines(
                dueBefore: nil,
                overdueOnly: false,
                isMine: isMine,
                limit: 9,
                as: account
            ).items.count
        }
        let all = try await deadlines(of: "chen", isMine: false)
        #expect(all > 0)
        #expect(try await deadlines(of: "chen", isMine: true) > 0)
        #expect(try await deadlines(of: "lin", isMine: true) < all)
    }
}
