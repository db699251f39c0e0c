import Casework
import Testing
import Values

@testable import WorkflowFiles

@Suite("Where a workflow names a clause")
struct ClauseCitationTests {
    private static let worker = "title: {zh-Hant: 做, en: Do}, by: [worker]"

    /// The places of K-1 in a workflow that begins with the head.
    private func places(_ text: String, beside others: [String: String] = [:]) throws -> [String] {
        var files = ["clauses/k.yaml": Array(Probe.clauses.utf8), "t.yaml": Array(text.utf8)]
        for (path, text) in others { files[path] = Array(text.utf8) }
        let rows = try ClauseTable(files: files).rows
        return try #require(rows.first { $0.id == "K-1" }).implementedBy
    }

    @Test(
        "everywhere that the format allows",
        arguments: [
            ("clauses: [K-2, K-1]", ["t: clauses (t.yaml:6)"]),
            ("fields: {f: {type: date, label: {zh-Hant: 日}, clause: K-1}}", ["t: field f (t.yaml:6)"]),
            (
                "fields: {f: {type: list, label: {zh-Hant: 列}, of: {type: record, fields: "
                    + "{g: {type: record, label: {zh-Hant: 錄}, fields: "
                    + "{h: {type: date, label: {zh-Hant: 日}, clause: K-1}}}}}}}",
                ["t: field f.g.h (t.yaml:6)"]
            ),
            ("notices: {n: {tell: [head], text: {zh-Hant: 知}, clause: K-1}}", ["t: notice n (t.yaml:6)"]),
            ("states: {b: {title: {zh-Hant: 乙}, clauses: [K-1]}}", ["t: b (t.yaml:6)"]),
            (
                "states: {b: {title: {zh-Hant: 乙}, on: {go: {\(worker), clause: K-1}}}}",
                ["t: b / go (t.yaml:6)"]
            ),
            (
                "states: {b: {title: {zh-Hant: 乙}, on: {go: {\(worker), clauses: [K-2, K-1]}}}}",
                ["t: b / go (t.yaml:6)"]
            ),
            (
                "states: {b: {title: {zh-Hant: 乙}, always: {when: false, clauses: [K-1]}}}",
                ["t: b / always (t.yaml:6)"]
            ),
            (
                "states: {b: {title: {zh-Hant: 乙}, on: {go: {\(worker), requires: "
                    + "[{that: true, else: {zh-Hant: 否}}, {that: true, else: {zh-Hant: 否}, clause: K-1}]}}}}",
                ["t: b / go / requires 2 (t.yaml:6)"]
            ),
            (
                "states: {b: {title: {zh-Hant: 乙}, deadlines: "
                    + "{d: {title: {zh-Hant: 限}, within: 1d, met: go, clause: K-1}}}}",
                ["t: b / deadline d (t.yaml:6)"]
            ),
            ("states: {b: {title: {zh-Hant: 乙}}}", []),
        ]
    )
    func everywhere(line: String, found: [String]) throws {
        let states = line.hasPrefix("states:") ? "" : Probe.states
        #expect(try places(Probe.head + line + "\n" + states) == found)
    }

    @Test func `the opening and what it requires`() throws {
        let head = Probe.head.replacing(
            "by: [worker]}",
            with: "by: [worker], clause: K-1, requires: [{that: true, else: {zh-Hant: 否}, clause: K-1}]}"
        )
        #expect(
            try places(head + Probe.states) == ["t: open (t.yaml:5)", "t: open / requires 1 (t.yaml:5)"]
        )
    }

    @Test func `a state is named with the track that it belongs to`() throws {
        let states = """
            states:
              whole:
                title: {zh-Hant: 全, en: Whole}
                type: parallel
                states:
                  line:
                    title: {zh-Hant: 線, en: Line}
                    track: true
                    clauses: [K-1]
                    states:
                      group:
                        title: {zh-Hant: 群, en: Group}
                        states:
                          deep: {title: {zh-Hant: 深, en: Deep}, clauses: [K-1]}

            """
        #expect(try places(Probe.head + states) == ["t: line (t.yaml:14)", "t: line.deep (t.yaml:19)"])
    }

    @Test func `what is included is named with its own file, for each workflow that includes it`() throws {
        let shared = """
            shared: s
            clauses: [K-1]
            fields: {f: {type: date, label: {zh-Hant: 日, en: Day}, clause: K-1}}

            """
        let found = try places(
            Probe.head + "include: [shared/s.yaml]\n" + Probe.states,
            beside: [
                "shared/s.yaml": shared,
                "u.yaml": Probe.head.replacing("workflow: t", with: "workflow: u")
                    + "include: [shared/s.yaml]\n" + Probe.states,
            ]
        )
        #expect(
            found == [
                "t: clauses (shared/s.yaml:2)", "t: field f (shared/s.yaml:3)",
                "u: clauses (shared/s.yaml:2)", "u: field f (shared/s.yaml:3)",
            ]
        )
    }

    @Test func `every construct at once, in the order of the file`() throws {
        let found = try places(Probe.head + Constructs.part)
        let places = found.compactMap { $0.split(separator: " (").first.map(String.init) }
        #expect(places == ["t: clauses", "t: notice told", "t: both", "t: both / stop"])
    }

    @Test func `a bundle holds the clauses of fields inside fields, and an unknown one is found`() throws {
        let field =
            "fields: {f: {type: list, label: {zh-Hant: 列, en: L}, of: {type: record, fields: "
            + "{g: {type: date, label: {zh-Hant: 日, en: D}, clause: K-2}}}}}\n"
        let workflow = try Probe.workflow(field + Probe.states)
        #expect(workflow.clauses.keys.sorted() == ["K-2"])
        let unknown = Probe.check(field.replacing("K-2", with: "K-3") + Probe.states)
        #expect(unknown.filter { $0.contains("clause") } == ["6:10 error unknown-clause"])
    }
}
