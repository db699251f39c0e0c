import Testing
import Values

@testable import WorkflowFiles

@Suite("Reading YAML")
struct YAMLDocumentTests {
    @Test(
        "plain scalars are told apart by a short rule, and quotes make text",
        arguments: [
            ("1", Value.int(1)), ("-3", .int(-3)), ("0.5", .double(0.5)), ("-2.25", .double(-2.25)),
            ("true", .bool(true)), ("false", .bool(false)), ("null", .null), ("~", .null), ("", .null),
            ("yes", "yes"), ("on", "on"), ("No", "No"), ("True", "True"), ("1e3", "1e3"), ("0x10", "0x10"),
            ("1_000", "1_000"), ("2026-11-24", "2026-11-24"), ("10:30", "10:30"), ("1.", "1."), ("-", "-"),
            (".5", ".5"), ("\"1\"", "1"), ("'true'", "true"), ("''", ""),
            ("99999999999999999999", .double(1e20)),
        ]
    )
    func scalars(written: String, meant: Value) throws {
        let written = written == "-" ? "\"-\"" : written
        let root = try YAMLDocument.read(Array("a: \(written)\n".utf8), path: "f")
        #expect(root.value["a"] == meant)
    }

    @Test func `maps keep the order of the file and lists nest`() throws {
        let root = try YAMLDocument.read(Array("z: [1, {b: x}]\na:\n  - - 2\n".utf8), path: "f")
        #expect(root.value.json == #"{"z":[1,{"b":"x"}],"a":[[2]]}"#)
    }

    @Test func `a byte order mark is skipped`() throws {
        let root = try YAMLDocument.read([0xEF, 0xBB, 0xBF] + Array("a: b".utf8), path: "f")
        #expect(root.value.json == #"{"a":"b"}"#)
    }

    @Test(
        "what cannot be read is refused at its place",
        arguments: [
            ("", "1:1 syntax"),
            ("a: 1\nb: 2\na: 3\n", "3:1 duplicate-key"),
            ("x:\n  a: 1\n  bb: 2\n  a: 3\n", "4:3 duplicate-key"),
            ("{a: 1, a: 2}", "1:8 duplicate-key"),
            ("a: &x 1\n", "1:4 alias"),
            ("a: 1\nb: *x\n", "2:4 alias"),
            ("- &anchor a\n- *anchor\n", "1:3 alias"),
            ("a: [b, &c d]\n", "1:8 alias"),
            ("a: !str 1\n", "1:4 tag"),
            ("a: !!binary aGk=\n", "1:4 tag"),
            ("!x\na: 1\n", "1:1 tag"),
            ("a: b: c\n", "1:5 syntax"),
            ("a: [1, 2\n", "1:4 syntax"),
            ("a: \"b\n", "1:4 syntax"),
            ("\ta: 1\n", "1:1 syntax"),
            ("a: 1\n---\nb: 2\n", "2:1 syntax"),
            ("a: \u{7}\n", "1:4 syntax"),
            ("? [a, b]\n: c\n", "1:3 syntax"),
            ("? {a: b}\n: c\n", "1:3 syntax"),
            ("@a: 1\n", "1:1 syntax"),
        ]
    )
    func refused(text: String, finding: String) {
        #expect(Hostile.outcome(Array(text.utf8)) == finding)
    }

    @Test(
        "ampersands, asterisks and brackets in texts and expressions do no harm",
        arguments: [
            "a: \"&x *y !z [[[\"\nb: '*x'\nc: p && q * r\n",
            "that: |\n  *p\n  &q\n  [[[\nb: 1\n",
            "that: >-\n  p\n    && q\n",
            "# &x *x [\na: it's * fine # &y\n",
            "a: {b: \"}\", c: ']', d: x*y}\n",
            "a: 'it''s &x'\nb: \"q\\\" &x\"\n",
            "k:\n- |\n  &x\n- b\n",
        ]
    )
    func harmless(text: String) {
        #expect(Hostile.outcome(Array(text.utf8)) == "read")
    }
}
