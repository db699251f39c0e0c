import Casework
import Expressions
import Statechart
import Testing
import Values

@testable import WorkflowFiles

@Suite("Small parts")
struct SmallPartsTests {
    @Test(
        "event descriptors match by whole tokens",
        arguments: [
            ("error", "error", true), ("error", "error.execution", true),
            ("error.*", "error.execution", true),
            ("error.*", "error", true), ("error", "errors", false), ("error.execution", "error", false),
            ("*", "anything.at.all", true), ("a.b", "a.b.c", true), ("a.b", "a.bc", false), ("", "a", false),
        ]
    )
    func events(descriptor: String, event: String, matches: Bool) {
        #expect(EventMatch.matches(descriptor, event) == matches)
    }

    @Test(
        "number patterns",
        arguments: [
            ("{serial:4}", [.serial(width: 4)]),
            (
                "危-{unit}-{roc-year}-{serial:3}",
                [
                    .literal("危-"), .unit, .literal("-"), .rocYear, .literal("-"), .serial(width: 3),
                ]
            ),
            ("{unit}{serial:1}號", [.unit, .serial(width: 1), .literal("號")]),
            ("{serial:4/random:6}", [.serialOrLot(width: 4, lot: 6)]), ("{random:5}", [.lot(width: 5)]),
            ("{serial:4/random:5}", nil), ("{random:6/serial:4}", nil), ("{serial:4/}", nil),
            ("{serial:4/random:6}{serial:4}", nil), ("{serial:4/random:6/random:6}", nil),
            ("", nil), ("{serial}", nil), ("{serial:10}", nil), ("{serial:-1}", nil), ("{", nil), ("}", nil),
            ("{}", nil), ("{{serial:4}}", nil), ("{serial:4}{serial:4}", nil), ("{year}{serial:4}", nil),
        ] as [(String, [NumberPattern.Part]?)]
    )
    func patterns(text: String, parts: [NumberPattern.Part]?) {
        #expect(NumberPattern(text: text)?.parts == parts)
    }

    @Test(
        "what a place wants and an expression gives",
        arguments: [
            (.condition, .bool, true), (.condition, .dyn, true), (.condition, .int, false),
            (.text, .string, true), (.text, .int, false), (.instant, .timestamp, true),
            (.instant, .string, false), (.day, .string, true), (.day, .timestamp, true), (.day, .int, false),
            (.span, .duration, true), (.span, .string, true), (.span, .int, false),
            (.list, .list(.int), true), (.list, .map(.string, .int), false), (.list, .dyn, true),
            (.anything, .type, true), (.type(.double), .int, true), (.type(.int), .double, false),
            (.type(.int), .uint, true), (.type(.string), .timestamp, true),
            (.type(.timestamp), .string, false),
            (.type(.string), .null, true), (.type(.dyn), .bytes, true),
            (.type(.list(.string)), .list(.dyn), true),
            (.type(.list(.string)), .list(.int), false),
            (.type(.record(["a": .int])), .map(.string, .dyn), true),
            (.type(.record(["a": .int])), .record(["b": .int]), true),
            (.type(.record(["a": .int])), .string, false),
        ] as [(ExpressionPool.Wanted, ExpressionType, Bool)]
    )
    func types(wanted: ExpressionPool.Wanted, given: ExpressionType, fits: Bool) {
        #expect(ExpressionPool.accepts(wanted, given) == fits)
    }

    @Test(
        "the type of a profile's value",
        arguments: [
            (.bool(true), .bool), (.int(1), .int), (.double(0.5), .double), ("x", .string), (.null, .dyn),
            (.list([]), .list(.dyn)), (.list([1, 2]), .list(.int)), (.list([1, "x"]), .list(.dyn)),
            (.map(ValueMap([("a", 1)])), .record(["a": .int])), (.map(ValueMap()), .map(.string, .dyn)),
            (.list([.map(ValueMap([("a", "x")]))]), .list(.record(["a": .string]))),
        ] as [(Value, ExpressionType)]
    )
    func profileTypes(value: Value, type: ExpressionType) {
        #expect(Declared.type(of: value) == type)
    }

    @Test(
        "names",
        arguments: [
            ("a", .plain, true), ("a-b_1", .plain, true), ("中文", .plain, true), ("1a", .plain, true),
            ("", .plain, false), ("a b", .plain, false), ("a.b", .plain, false),
            ("a", .variable, true), ("_a1", .variable, true), ("1a", .variable, false),
            ("a-b", .variable, false),
            ("中", .variable, false), ("", .variable, false), ("in", .variable, false),
            ("package", .variable, false),
            ("a.b", .event, true), ("a..b", .event, false), (".a", .event, false),
            ("a.b.c", .path, true), ("a.0.b", .path, true), ("0.a", .path, false), ("a.", .path, false),
            ("a.b-c", .path, false),
        ] as [(String, FileReader.NameKind, Bool)]
    )
    func names(text: String, kind: FileReader.NameKind, isName: Bool) {
        #expect(FileReader.isName(text, kind) == isName)
    }

    @Test(
        "how many letters differ",
        arguments: [
            ("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1),
            ("abc", "ab", 1),
            ("kitten", "sitting", 3), ("ca", "abc", 3),
        ]
    )
    func distances(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left), Array(right)) == distance)
        #expect(NearestName.distance(Array(right), Array(left)) == distance)
    }

    @Test(
        "a file's first known key says what it is",
        arguments: [
            ("workflow: x", .workflow), ("title: {}\nworkflow: x", .workflow), ("shared: x", .shared),
            ("chart: x\nworkflow: y", .chart), ("profile: x", .profile), ("regulation: K", .register),
            ("year: 115", .calendar), ("rehearsal: x", .rehearsal), ("a: 1", nil), ("[]", nil), ("x", nil),
        ] as [(String, FileKind?)]
    )
    func kinds(text: String, kind: FileKind?) throws {
        #expect(FileKind(try YAMLDocument.read(Array(text.utf8), path: "f")) == kind)
    }

    @Test func `a bundle is read back as it was written`() throws {
        let text = LocalizedText(zhHant: "字\"引\n", en: "T")
        let bundle = Bundle(
            workflow: .init(path: "w.yaml", bytes: Array("中文: \"x\"\n\u{1F600}".utf8)),
            includes: [.init(path: "shared/a.yaml", bytes: Array("a".utf8))],
            clauses: [Clause(id: "K-1", citation: text, title: text)],
            profile: Profile(
                name: "p",
                title: text,
                values: ValueMap([("n", 1), ("x", 0.5), ("l", .list(["a", .null])), ("m", .map(ValueMap()))])
            ),
            foreignKeys: ["a", "b"],
            blanks: ValueMap([("e", 0.5)])
        )
        let again = try #require(Bundle(bundle.bytes))
        #expect(again.bytes == bundle.bytes)
        #expect(again.profile == bundle.profile)
        #expect(again.clauses == bundle.clauses)
        #expect(again.foreignKeys == ["a", "b"])
        #expect(again.blanks == ValueMap([("e", 0.5)]))
        #expect(again.workflow.bytes == bundle.workflow.bytes)
        #expect(again.includes.map(\.path) == ["shared/a.yaml"])
    }

    @Test(
        "bytes that are no bundle",
        arguments: [
            "", "{}", "[]", "{\"format\":1}", "{\"format\":2,\"workflow\":{\"path\":\"\",\"text\":\"\"}}",
            "nonsense",
        ]
    )
    func noBundle(text: String) {
        #expect(Bundle(Array(text.utf8))?.bytes == nil)
    }

    @Test func `codes are written with hyphens and each has a severity`() {
        for code in FindingCode.allCases {
            #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
            #expect(FindingCode(rawValue: code.rawValue) == code)
            #expect(Finding.Severity.allCases.contains(code.severity))
        }
    }
}
