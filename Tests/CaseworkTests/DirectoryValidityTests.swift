import Casework
import CaseworkSamples
import Testing
import Values

/// A row of the register is refused where it would stand on nothing, or in a circle.
@Suite struct `A row of the register` {
    private static func unit(_ id: String, under parent: String?) -> Unit {
        Unit(id: id, name: World.text(id, id), parent: parent, head: nil, profile: nil)
    }

    private static func account(in unit: String) -> RegisterChange {
        let grants = [RoleGrant(role: "auditor", unit: "county"), RoleGrant(role: "supervisor", unit: unit)]
        return .account(Account(id: "new", name: "新示", grants: grants))
    }

    @Test(
        arguments: [
            (.unit(unit("team", under: "north")), nil), (.unit(unit("other", under: nil)), nil),
            (.unit(unit("team", under: "gone")), "parent"), (.unit(unit("county", under: "north")), "parent"),
            (.unit(unit("north", under: "north")), "parent"), (.unit(unit("new", under: "new")), "parent"),
            (account(in: "north"), nil), (account(in: "gone"), "grants"),
            (.site(Site(id: "s", name: World.text("所", "Site"), unit: "south")), nil),
            (.site(Site(id: "s", name: World.text("所", "Site"), unit: "gone")), "unit"),
            (.calendar(year: 2027, text: ""), nil),
        ] as [(RegisterChange, String?)]
    )
    func `is refused where it does not fit`(_ change: RegisterChange, _ field: String?) {
        let problem = World.directory.problem(with: change)
        #expect(problem?.field == field)
        #expect(problem?.message.zhHant.isEmpty != true && problem?.message.en.isEmpty != true)
    }

    @Test func `may come in any order as far as the rows that stand are concerned`() {
        #expect(World.directory.problems.isEmpty)
        var circle = World.directory
        circle.apply(.unit(Self.unit("north", under: "south")))
        circle.apply(.unit(Self.unit("south", under: "north")))
        #expect(circle.problems.map(\.field) == ["unit north parent", "unit south parent"])
        circle.apply(Self.account(in: "gone"))
        #expect(
            circle.problems.map(\.field) == ["account new grants", "unit north parent", "unit south parent"]
        )
    }
}
