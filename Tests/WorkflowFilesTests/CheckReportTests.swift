import Testing
import Values

@testable import WorkflowFiles

@Suite("What anwei check prints")
struct CheckReportTests {
    private static let text = Probe.head + "extra: 1\n" + Probe.states.replacing(", en: A", with: "")

    private let report = CheckReport(checking: ["t.yaml": Array(CheckReportTests.text.utf8)])

    @Test func `one line for each finding, with the place in front, and a last line that counts`() {
        #expect(
            report.text(in: .en) == """
                t.yaml:6:1: error unknown-key: The key 'extra' is unknown; known are workflow, title, number, \
                include, clauses, access, refer-upward, roles, relations, fields, occurrences, facts, notices, open, \
                data, initial, states, waive.
                t.yaml:8:14: warning missing-english: '甲' has no English; the Chinese will be shown.
                1 files checked: 1 errors, 1 warnings

                """
        )
        #expect(report.text(in: .zhHant).hasSuffix("檢查 1 個檔案：1 個錯誤，1 個警告\n"))
        #expect(report.text(in: .zhHant).contains("t.yaml:8:14: 警告 missing-english: 「甲」沒有英文"))
    }

    @Test func `JSON holds the same for programs`() throws {
        let json = try Value(json: report.json)
        #expect(json["errors"] == 1)
        #expect(json["warnings"] == 1)
        let first = try #require(json["findings"]?.elements?.first)
        #expect(first["code"] == "unknown-key")
        #expect(first["severity"] == "error")
        #expect(first["file"] == "t.yaml")
        #expect(first["line"] == 6)
        #expect(first["column"] == 1)
        #expect(first["message"]?["zh-Hant"]?.text?.isEmpty == false)
    }

    @Test func `errors make the exit code one, warnings alone do not`() {
        #expect(report.exitCode == 1)
        let warned = Probe.head + Probe.states.replacing(", en: A", with: "")
        #expect(CheckReport(checking: ["t.yaml": Array(warned.utf8)]).exitCode == 0)
        #expect(CheckReport(findings: [], fileCount: 0).exitCode == 0)
    }

    @Test func `a misspelt key is answered with the one that was meant`() {
        let found = Probe.findings(Probe.head + Probe.states.replacing("closed", with: "clsoed"))
        #expect(found.map(\.message.en).contains("The key 'clsoed' is unknown; did you mean 'closed'?"))
    }

    @Test func `a sentence that a comma cuts in two is said to need quotes`() {
        let found = Probe.findings(Probe.head + Probe.states.replacing("en: A", with: "en: Ask, then act"))
        #expect(
            found.map(\.message.en) == [
                "A comma cuts off 'then act'; quote text within braces that contains one."
            ]
        )
    }

    @Test func `only the files asked for are reported, the others serve them`() {
        let files = [
            "t.yaml": Array((Probe.head + "clauses: [K-1]\n" + Probe.states).utf8),
            "u.yaml": Array("workflow: u\n".utf8), "clauses/k.yaml": Array(Probe.clauses.utf8),
        ]
        #expect(CheckReport(checking: files, only: ["t.yaml"]).findings == [])
        #expect(CheckReport(checking: files).errorCount > 0)
    }

    @Test func `findings come in the order of the file, each once`() {
        let found = Probe.findings(CheckReportTests.text + "more: 1\n")
        #expect(found.map(\.position) == found.map(\.position).sorted())
        #expect(Set(found).count == found.count)
    }

    @Test func `a waiver takes away a warning, and one too many is a warning itself`() {
        let warned = Probe.states.replacing(", en: A", with: "")
        #expect(Probe.check(warned + "waive: [{code: missing-english, reason: Chinese only}]\n") == [])
        #expect(Probe.check(warned + "waive: [{code: missing-english, at: a, reason: x}]\n") == [])
        #expect(
            Probe.check(warned + "waive: [{code: missing-english, at: b, reason: x}]\n")
                == ["7:14 warning missing-english", "8:16 warning unused-waiver"]
        )
        #expect(
            Probe.check(Probe.states + "waive: [{code: no-end, reason: x}]\n") == ["8:16 error bad-waiver"]
        )
        #expect(
            Probe.check(Probe.states + "waive: [{code: nonsense, reason: x}]\n") == ["8:16 error bad-waiver"]
        )
        #expect(Probe.check(Probe.states + "waive: [{code: unused}]\n") == ["8:9 error missing-key"])
    }

    @Test(
        "the nearest name",
        arguments: [
            ("knwonAt", "knownAt"), ("recieved", "received"), ("x", nil), ("titel", "title"),
            ("completely", nil),
        ] as [(String, String?)]
    )
    func nearest(written: String, meant: String?) {
        #expect(NearestName.of(written, among: ["knownAt", "received", "title", "states"]) == meant)
    }
}
