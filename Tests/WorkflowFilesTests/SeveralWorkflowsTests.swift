import Testing
import Values

@testable import WorkflowFiles

@Suite("Workflows that talk to each other")
struct SeveralWorkflowsTests {
    private static let text = "title: {zh-Hant: 字, en: T}"

    /// A workflow that waits for an event from its child, with fields.
    private func parent(_ line: String) -> String {
        Probe.head + "states:\n  a: {\(SeveralWorkflowsTests.text), closed: true, \(line)}\n"
    }

    private func child(_ action: String) -> String {
        Probe.head.replacing("workflow: t", with: "workflow: u")
            + "states:\n  a: {\(SeveralWorkflowsTests.text), closed: true, entry: [\(action)]}\n"
    }

    @Test(
        "an event that another workflow sends is waited for with reason",
        arguments: [
            ("{send: done.x, to: parent}", "done.x", true), ("{send: word, to: parent}", "word", true),
            ("{send: word.more, to: parent}", "word", true), ("{send: other, to: parent}", "word", false),
            ("{send: word}", "word", false), ("{send: \"= 'word'\", to: parent}", "word", true),
            ("{send: word, to: \"= case.number\"}", "word", true),
        ]
    )
    func sent(action: String, event: String, isRaised: Bool) {
        let found = Probe.lines(parent("on: {\(event): {do: []}}"), beside: ["u.yaml": child(action)])
        #expect(found == (isRaised ? [] : ["7:54 warning never-taken"]))
    }

    @Test func `requires cannot stand on an event that another case sends`() {
        let rule =
            "{title: {zh-Hant: 字, en: T}, by: [worker], requires: [{that: 1 > 2, else: {zh-Hant: 字, en: T}}]}"
        let text = parent("on: {word: \(rule)}")
        #expect(Probe.lines(text) == [])
        #expect(
            Probe.findings(text, beside: ["u.yaml": child("{send: word, to: parent}")]).map(\.code)
                == [.misplacedRequires]
        )
    }

    @Test(
        "a field that the starting case fills may be required",
        arguments: [
            ("{start: c, workflow: t, with: {f: 1}}", true), ("{start: c, workflow: t, with: {g: 1}}", false),
            ("{start: c, workflow: t, with: \"{'f': 1}\"}", true),
            ("{start: c, workflow: x, with: {f: 1}}", false),
            ("{start: c, workflow: t}", false),
        ]
    )
    func given(action: String, isFilled: Bool) {
        let rule =
            "{title: {zh-Hant: 字, en: T}, by: [worker], requires: [{that: f > 0, else: {zh-Hant: 字, en: T}}]}"
        let text = parent("on: {go: \(rule)}") + "fields: {f: {type: integer, label: {zh-Hant: 數, en: F}}}\n"
        let codes = Probe.findings(text, beside: ["u.yaml": child(action)]).map(\.code)
        #expect(codes == (isFilled ? [] : [.unfilledField]))
    }

    @Test func `a draft of a workflow may be checked beside the one on file`() {
        let text = Array((Probe.head + Probe.states).utf8)
        let files = ["t.yaml": text, "z/draft.yaml": text, "a/draft.yaml": text]
        #expect(CheckReport(checking: files, only: ["z/draft.yaml"]).findings == [])
        #expect(CheckReport(checking: files, only: ["a/draft.yaml"]).findings == [])
        #expect(CheckReport(checking: files).findings.map(\.code) == [.duplicateName, .duplicateName])
    }

    @Test func `two files cannot be the same workflow`() {
        let found = CheckReport(checking: [
            "a.yaml": Array((Probe.head + Probe.states).utf8),
            "b.yaml": Array((Probe.head + Probe.states).utf8),
        ]).findings
        #expect(found.map(\.code) == [.duplicateName])
        #expect(found.map(\.position.file) == ["b.yaml"])
    }
}
