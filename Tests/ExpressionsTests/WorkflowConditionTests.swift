import Testing
import Values

@testable import Expressions

/// Conditions as a workflow writes them, over a case that is filled in step by step.
@Suite struct `Conditions of a workflow` {
    static let declarations = Declarations(
        variables: [
            "worker": .string, "companion": .string, "knownAt": .timestamp, "injured": .int,
            "measures": .list(.string), "now": .timestamp, "event": .record(["name": .string, "data": .dyn]),
            "profile": .record(["ladder": .list(.duration), "threshold": .int]),
            "actor": .record(["account": .string, "roles": .list(.string)]),
        ],
        functions: [HostFunction("filled", [.field], .bool), HostFunction("twice", [.int], .int)]
    )

    static let constants: [String: Value] = [
        "now": .timestamp(Instant(seconds: 1_795_514_400)),
        "event": ["name": "assign-companion", "data": ["note": "電話"]],
        "profile": ["ladder": [.duration(TimeSpan(seconds: 1_800))], "threshold": 3],
        "actor": ["account": "林示例", "roles": ["supervisor"]],
    ]

    static let rows: [(condition: String, empty: String, filled: String)] = [
        ("companion != worker", "unknown companion, worker", "true"),
        ("filled(companion) && companion != worker", "false", "true"),
        ("!filled(companion) || companion != worker", "true", "true"),
        ("injured >= profile.threshold", "unknown injured", "false"),
        ("injured >= profile.threshold || 'supervisor' in actor.roles", "true", "true"),
        ("injured > 0 ? size(measures) > 0 : true", "unknown injured", "true"),
        ("now - knownAt > profile.ladder[0]", "unknown knownAt", "true"),
        ("knownAt.getHours('Asia/Taipei') < 18", "unknown knownAt", "true"),
        ("measures.exists(m, m.contains('陪同'))", "unknown measures", "true"),
        ("has(event.data.note) && event.data.note == '電話'", "true", "true"),
        ("has(event.data.other)", "false", "false"),
        ("event.name.matches('^assign-')", "true", "true"),
        ("profile.ladder.map(d, knownAt + d)[0] > now", "unknown knownAt", "false"),
        ("actor.account == worker", "unknown worker", "false"),
        ("twice(injured) == 4", "unknown injured", "true"),
        ("event.data.other == 1", "error noSuchKey", "error noSuchKey"),
        ("event.data.note > 1", "error noSuchOverload", "error noSuchOverload"),
        ("injured / 0 == 1", "unknown injured", "error divisionByZero"),
    ]

    @Test(arguments: rows.indices)
    func `a condition is undecided until what it needs is filled in`(_ index: Int) throws {
        let row = Self.rows[index]
        let checked = try ParsedExpression(parsing: row.condition).check(Self.declarations, expecting: .bool)
        let fields = ["worker", "companion", "knownAt", "injured", "measures"]
        let empty = TestHost(values: Self.constants, unknown: Set(fields))
        var values = Self.constants
        values["worker"] = "陳範例"
        values["companion"] = "王測試"
        values["knownAt"] = .timestamp(Instant(seconds: 1_795_510_800))
        values["injured"] = 2
        values["measures"] = ["派員陪同"]
        #expect(shown(checked.evaluate(empty).outcome) == row.empty, "\(row.condition)")
        #expect(shown(checked.evaluate(TestHost(values: values)).outcome) == row.filled, "\(row.condition)")
    }

    @Test func `setting null empties a field, in a choice too`() throws {
        let source = "injured > 0 ? companion : null"
        let checked = try ParsedExpression(parsing: source).check(Self.declarations, expecting: .string)
        let host = TestHost(values: ["injured": 0, "companion": "王測試"])
        #expect(checked.evaluate(host).outcome == .value(.null))
        #expect(checked.evaluate(host).reads == [FieldPath("injured")])
    }
}
