package import Casework
import CivilCalendar
package import Values

/// The people and units of the core's dialogues, and short words to make things happen in them.
package struct World {
    package static let start = at("2026-11-24T09:00:00+08:00")

    package static let directory = Directory(
        units: [
            "county": Unit(
                id: "county",
                name: text("海風縣政府", "Haifeng County"),
                parent: nil,
                head: "magistrate",
                profile: "p"
            ),
            "north": Unit(
                id: "north",
                name: text("社工科", "Social work"),
                parent: "county",
                head: "chief",
                profile: nil
            ),
            "south": Unit(
                id: "south",
                name: text("保護科", "Protection"),
                parent: "county",
                head: nil,
                profile: nil
            ),
        ],
        accounts: Dictionary(
            uniqueKeysWithValues: [
                account("lin", "林示例", [RoleGrant(role: "social-worker", unit: "north")]),
                account("chen", "陳測二", [RoleGrant(role: "supervisor", unit: "north")]),
                account("chief", "張例四", [RoleGrant(role: "supervisor", unit: "north")]),
                account("wang", "王範五", [RoleGrant(role: "supervisor", unit: "south")]),
                account("magistrate", "黃示六", [RoleGrant(role: "supervisor", unit: "county")]),
                account("gone", "李例七", [RoleGrant(role: "supervisor", unit: "north")], isEnabled: false),
                account(
                    "deputy",
                    "趙測八",
                    [RoleGrant(role: "supervisor", unit: "north", standsInFor: "chief")]
                ),
                account(
                    "past",
                    "吳範九",
                    [RoleGrant(role: "supervisor", unit: "north", until: at("2026-01-01T00:00:00+08:00"))]
                ),
            ].map { ($0.id, $0) }
        ),
        sites: ["centre": Site(id: "centre", name: text("社福中心", "Welfare centre"), unit: "north")]
    )

    package var now = World.start
    package var directory = World.directory
    package var found: [FoundOccurrence] = []
    package var workflow = Sample.workflow

    package init() {}

    package static func at(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }
    package static func text(_ zhHant: String, _ en: String) -> LocalizedText {
        LocalizedText(zhHant: zhHant, en: en)
    }

    private static func account(_ id: String, _ name: String, _ grants: [RoleGrant], isEnabled: Bool = true)
        -> Account
    {
        Account(id: id, name: name, grants: grants, isEnabled: isEnabled)
    }

    private struct Answers: Surroundings {
        let found: [FoundOccurrence]
        func occurrences(_ search: OccurrenceSearch) throws -> [FoundOccurrence] { found }
        func serial(_ series: String) throws -> Int { 42 }
        func lot(_ series: String, among lots: Range<Int>, _ number: (Int) -> String) throws -> Int { 42 }
    }

    package var decision: CaseDecision {
        CaseDecision(
            in: Situation(
                workflow: workflow,
                now: now,
                calendar: .weekendsOnly,
                directory: directory,
                surroundings: Answers(found: found)
            )
        )
    }

    package func open(_ data: ValueMap, by account: String = "lin", in unit: String = "north") throws
        -> Result<Decision, Refusal>
    {
        try decision.open(Opening(id: CaseID(1), unit: unit, data: data, account: account, parent: nil))
    }

    package func act(_ action: String, _ data: ValueMap = ValueMap(), by account: String, on file: CaseFile)
        throws -> Result<Decision, Refusal>
    {
        try decision.decide(.action(action, data: data, account: account), on: file)
            ?? .failure(.unknown(.action))
    }

    /// A report as `lin` would open it.
    package static let report = ValueMap([
        ("kind", "threat"), ("worker", "lin"), ("occurredAt", "115/11/24 08:30"),
        ("knownAt", "2026-11-24T08:50+08:00"),
        ("injured", 1), ("workplace", "centre"), ("narrative", "當面恐嚇"),
    ])
}
