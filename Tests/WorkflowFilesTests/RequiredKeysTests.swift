import Casework
import CivilCalendar
import Testing
import Values

@testable import WorkflowFiles

@Suite("What must not be left out")
struct RequiredKeysTests {
    private static let text = "{zh-Hant: 字, en: T}"
    private static let act = "title: \(text), by: [worker]"

    /// A state with one more line and a field; the line is the ninth, from column 5.
    private static func with(_ line: String) -> String {
        """
        states:
          a:
            {title: {zh-Hant: 甲, en: A}, closed: true,
            \(line)}
        fields: {f: {type: person, label: \(text)}}
        occurrences: {o: {when: filled(f), day: f, at: []}}

        """
    }

    @Test("in a state", arguments: inState) func state(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let inState = [
        Mistake("an action's title", with("on: {x: {by: [worker]}}"), "9:10 error missing-text"),
        Mistake(
            "a requirement's condition",
            with("on: {x: {\(act), requires: [{else: \(text)}]}}"),
            "9:67 error missing-key"
        ),
        Mistake(
            "a requirement's sentence",
            with("on: {x: {\(act), requires: [{that: 1 > 0}]}}"),
            "9:67 error missing-key"
        ),
        Mistake(
            "a requirement's Chinese",
            with("on: {x: {\(act), requires: [{that: 1 > 0, else: {en: T}}]}}"),
            "9:87 error missing-text"
        ),
        Mistake(
            "a deadline's title",
            with("deadlines: {d: {within: 1d, met: {when: 1 > 0}, tell: [head]}}"),
            "9:20 error missing-key"
        ),
        Mistake(
            "how long a deadline is",
            with("deadlines: {d: {title: \(text), met: {when: 1 > 0}, tell: [head]}}"),
            "9:20 error missing-key"
        ),
        Mistake(
            "what meets a deadline",
            with("deadlines: {d: {title: \(text), within: 1d, tell: [head]}}"),
            "9:20 error missing-key"
        ),
        Mistake(
            "when a deadline is met",
            with("deadlines: {d: {title: \(text), within: 1d, met: {at: now}, tell: [head]}}"),
            "9:66 error missing-key"
        ),
        Mistake("what is done", with("done: {}"), "9:11 error missing-key"),
        Mistake("where a default leads", with("initial: {do: []}"), "9:14 error missing-key"),
        Mistake("a condition", with("entry: [{if: '', do: []}]"), "9:18 error wrong-type"),
        Mistake("what an if does", with("entry: [{if: 1 > 0}]"), "9:13 error missing-key"),
        Mistake(
            "what an elseif asks",
            with("entry: [{if: 1 > 0, do: [], elseif: [{do: []}]}]"),
            "9:42 error missing-key"
        ),
        Mistake("which workflow is started", with("entry: [{start: x}]"), "9:13 error missing-key"),
        Mistake("a transition behind an event", with("on: {x: }"), "9:13 error wrong-type"),
        Mistake(
            "the name of an event's form",
            with("on: {x: {\(act), asks: [f, '!']}}"),
            "9:66 error unknown-name"
        ),
    ]

    @Test("in a declaration", arguments: declared) func declaration(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let declared = [
        Mistake(
            "a relation's field",
            with("on: {}") + "relations: {r: {title: \(text)}}\n",
            "12:16 error missing-key"
        ),
        Mistake(
            "a relation's title",
            with("on: {}") + "relations: {r: {field: f}}\n",
            "12:16 error missing-key"
        ),
        Mistake(
            "whom a notice tells",
            with("on: {}") + "notices: {n: {text: \(text)}}\n",
            "12:11 warning unused",
            "12:14 error missing-key"
        ),
        Mistake(
            "a notice's text",
            with("entry: {notify: n}") + "notices: {n: {tell: [head]}}\n",
            "12:14 error missing-key"
        ),
        Mistake(
            "a fact's kind",
            with("on: {}") + "facts: {x: {around: f, at: []}}\n",
            "12:12 error missing-key"
        ),
        Mistake(
            "a fact's day",
            with("on: {}") + "facts: {x: {occurrences: o, at: []}}\n",
            "12:12 error missing-key"
        ),
        Mistake(
            "a fact's place",
            with("on: {}") + "facts: {x: {occurrences: o, around: f}}\n",
            "12:12 error missing-key"
        ),
        Mistake("a waiver's reason", with("on: {}") + "waive: [{code: unused}]\n", "12:9 error missing-key"),
        Mistake("a role's title", with("on: {}") + "shared: x\n", "12:1 error unknown-key"),
    ]

    @Test(
        "of the head",
        arguments: [
            ("workflow: t\n", ""), ("title: {zh-Hant: 測試, en: Test}\n", ""), ("number: \"{serial:4}\"\n", ""),
            ("open: {title: {zh-Hant: 開案, en: Open}, by: [worker]}\n", ""),
        ]
    )
    func head(line: String, replacement: String) {
        let text = Probe.head.replacing(line, with: replacement) + Probe.states
        let codes = Probe.findings(text).filter { $0.severity == .error }.map(\.code)
        #expect(codes.contains(.missingKey))
    }

    @Test func `a shared file is checked by itself too`() {
        func found(_ text: String) -> [String] {
            CheckReport(checking: ["shared/s.yaml": Array(text.utf8)]).findings.map {
                "\($0.position.line):\($0.position.column) \($0.code.rawValue)"
            }
        }
        #expect(found("shared: s\nroles: {a: {zh-Hant: 字, en: A}}\n") == [])
        #expect(found("shared: s\nstates: {}\n") == ["2:1 unknown-key"])
        #expect(found("shared: s\nfields: {f: {type: date}}\n") == ["2:13 missing-key"])
        #expect(found("shared: s\nroles: {a: {en: A}}\n") == ["2:12 missing-text"])
    }

    @Test func `what two files declare alike is found where it stands second`() {
        let shared = "shared: s\nroles: {worker: {zh-Hant: 社工, en: Worker}}\nnotices: {}\n"
        let text = Probe.head.replacing("number", with: "include: [shared/s.yaml]\nnumber") + Probe.states
        let found = Probe.findings(text, beside: ["shared/s.yaml": shared])
        #expect(found.map(\.code) == [.duplicateName])
        #expect(found.map(\.position.file) == ["shared/s.yaml"])
        #expect(found.first?.message.en == "'worker' is declared already at t.yaml:5:9; rename one.")
    }

    @Test func `many may ask the library at once`() async throws {
        let library = Probe.library(["t.yaml": Probe.head + Constructs.part])
        let day = try #require(CivilDay.example)
        let hashes = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let bundle = library.bundle(workflow: "t", profile: "kaohsiung", on: day)
                    return try bundle.map { try library.compile($0).bundleHash }
                }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(hashes.count == 1)
        #expect(hashes.first != .some(nil))
    }
}
