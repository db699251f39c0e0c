import Testing
import Values

@testable import Rehearsal

@Suite struct LikenessTests {
    private static let noon = Value.timestamp(Instant(rfc3339: "2026-11-24T12:00+08:00") ?? .earliest)
    private static let ninety = Value.duration(TimeSpan(seconds: 90))

    private static func json(_ text: String) throws -> Value { try Value(json: text) }

    @Test(arguments: [
        ("5", "5", true), ("5", "5.0", true), ("5", "{\"$uint\":\"5\"}", true), ("5", "5.5", false),
        ("-1", "{\"$uint\":\"1\"}", false), ("\"5\"", "5", false), ("null", "null", true),
        ("null", "\"\"", false), ("true", "true", true), ("\"true\"", "true", false),
        ("[\"a\",1]", "[\"a\",1]", true), ("[\"a\"]", "[\"a\",\"a\"]", false),
        ("[\"a\",\"b\"]", "[\"b\",\"a\"]", false), ("[{\"k\":1}]", "[{\"k\":1.0}]", true),
        ("{\"k\":1}", "{\"k\":1,\"l\":2}", false), ("{\"k\":1,\"l\":2}", "{\"l\":2,\"k\":1}", true),
    ])
    func `what is written means what is found`(written: String, found: String, isAlike: Bool) throws {
        #expect(
            Likeness.isAlike(try LikenessTests.json(written), try LikenessTests.json(found)) == isAlike
        )
    }

    @Test(arguments: [
        ("2026-11-24T12:00+08:00", true), ("2026-11-24T12:00", true), ("2026-11-24T04:00Z", true),
        ("2026-11-24", false), ("2026-11-24T12:01", false),
    ])
    func `a time is meant in any zone, Taipei's if none is given`(written: String, isAlike: Bool) {
        #expect(Likeness.isAlike(.string(written), LikenessTests.noon) == isAlike)
    }

    @Test(arguments: [("90s", true), ("1m30s", true), ("1m", false), ("soon", false)])
    func `a length of time is meant as written`(written: String, isAlike: Bool) {
        #expect(Likeness.isAlike(.string(written), LikenessTests.ninety) == isAlike)
    }

    @Test(arguments: [
        ("list.1.name", "\"b\""), ("list.2.name", "null"), ("list.name", "null"), ("map.key", "1"),
        ("map.other", "null"), ("none", "null"), ("map", "{\"key\":1}"),
    ])
    func `a path leads to a member`(path: String, found: String) throws {
        let data = [
            "list": try LikenessTests.json("[{\"name\":\"a\"},{\"name\":\"b\"}]"),
            "map": try LikenessTests.json("{\"key\":1}"),
        ]
        let names = path.split(separator: ".").map(String.init)
        #expect(FieldPath(names).value(in: data) == (try LikenessTests.json(found)))
    }
}
