import Testing
import Values

@testable import Expressions

@Suite struct `Type relations` {
    static let person = ExpressionType.record(["name": .string, "age": .int])

    @Test(
        arguments: [
            (.int, .int, true),
            (.int, .uint, false),
            (.dyn, .int, true),
            (.int, .dyn, true),
            (.null, .int, false),
            (.list(.int), .list(.int), true),
            (.list(.int), .list(.string), false),
            (.list(.dyn), .list(.string), true),
            (.list(.list(.int)), .list(.list(.dyn)), true),
            (.map(.string, .int), .map(.string, .int), true),
            (.map(.string, .int), .map(.int, .int), false),
            (.map(.string, .dyn), .map(.string, .int), true),
            (person, .map(.string, .dyn), true),
            (person, .map(.string, .int), false),
            (person, .map(.int, .dyn), false),
            (person, .record(["name": .string]), true),
            (.record(["name": .string]), person, false),
            (.record(["name": .int, "age": .int]), person, false),
            (.map(.string, .int), person, false),
            (.timestamp, .duration, false),
            (.type, .type, true),
        ] as [(ExpressionType, ExpressionType, Bool)]
    )
    func `a type fits where another is wanted`(_ type: ExpressionType, _ wanted: ExpressionType, _ fits: Bool)
    {
        #expect(type.fits(wanted) == fits)
    }

    @Test(
        arguments: [
            (.int, .int, .int),
            (.int, .string, nil),
            (.int, .double, nil),
            (.int, .dyn, .dyn),
            (.null, .int, .dyn),
            (.int, .null, .dyn),
            (.null, .null, .null),
            (.list(.int), .list(.int), .list(.int)),
            (.list(.int), .list(.string), .list(.dyn)),
            (.list(.int), .int, nil),
            (.map(.string, .int), .map(.string, .bool), .map(.string, .dyn)),
            (.map(.string, .int), .map(.int, .int), .map(.dyn, .int)),
            (person, person, person),
            (person, .record(["name": .string]), .map(.string, .dyn)),
            (person, .map(.string, .int), .map(.string, .dyn)),
            (.map(.int, .int), person, .map(.dyn, .dyn)),
            (.timestamp, .duration, nil),
        ] as [(ExpressionType, ExpressionType, ExpressionType?)]
    )
    func `two types are joined`(
        _ one: ExpressionType,
        _ other: ExpressionType,
        _ joined: ExpressionType?
    ) {
        #expect(one.joined(with: other) == joined)
        #expect(other.joined(with: one) == joined)
    }

    @Test(
        arguments: [
            ("worke", "worker"),
            ("wroker", "worker"),
            ("WORKER", "worker"),
            ("companion2", "companion"),
            ("knownat", "knownAt"),
            ("x", nil),
            ("ab", nil),
            ("entirelyDifferent", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func `the nearest name is proposed, if it is near`(_ name: String, _ expected: String?) {
        let names = ["worker", "companion", "knownAt", "y", "ac"]
        #expect(NearestName.of(name, among: names) == expected)
        #expect(NearestName.of(name, among: names.reversed()) == expected)
    }

    @Test(
        arguments: [
            ("UTC", 0),
            ("Z", 0),
            ("+08:00", 28_800),
            ("08:00", 28_800),
            ("-02:30", -9_000),
            ("+00:00", 0),
            ("-00:00", 0),
            ("+23:59", 86_340),
            ("+24:00", nil),
            ("+08:60", nil),
            ("+8:00", nil),
            ("+0800", nil),
            ("+08:00:00", nil),
            ("++08:00", nil),
            ("", nil),
            ("+", nil),
            ("Asia/Taipei", nil),
            ("+0a:00", nil),
        ] as [(String, Int?)]
    )
    func `fixed offsets are read`(_ zone: String, _ expected: Int?) {
        #expect(TimeReading.fixedOffset(zone) == expected)
    }
}
