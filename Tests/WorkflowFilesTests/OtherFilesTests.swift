import CivilCalendar
import Testing
import Values

@testable import WorkflowFiles

@Suite("Profiles, registers and calendars")
struct OtherFilesTests {
    private func findings(_ text: String) -> [String] {
        CheckReport(checking: ["f.yaml": Array(text.utf8)]).findings.map {
            "\($0.position.line):\($0.position.column) \($0.code.rawValue)"
        }
    }

    @Test(
        "profiles",
        arguments: [
            ("versions: [{from: 2022-01-17, values: {a: 1}}]", []),
            ("versions: [{from: 111-01-17, values: {}}]", ["3:19 bad-value"]),
            ("versions: [{from: 2022-02-30, values: {}}]", ["3:19 bad-value"]),
            ("versions: [{values: {}}]", ["3:12 missing-key"]),
            ("versions: [{from: 2022-01-17}]", ["3:12 missing-key"]),
            ("versions: [{from: 2022-01-17, until: 2021-01-01, values: {}}]", ["3:38 bad-value"]),
            ("versions: [{from: 2022-01-17, values: {a-b: 1}}]", ["3:40 bad-name"]),
            (
                "versions: [{from: 2023-01-17, values: {}}, {from: 2022-01-17, values: {}}]",
                ["3:44 bad-value"]
            ),
            (
                "versions: [{from: 2022-01-17, until: 2023-01-01, values: {}}, {from: 2023-01-01, values: {}}]",
                ["3:63 bad-value"]
            ),
            ("version: []", ["1:1 missing-key", "3:1 unknown-key"]),
        ]
    )
    func profiles(versions: String, found: [String]) {
        let head = "profile: p\ntitle: {zh-Hant: 縣, en: County}\n"
        #expect(findings(head + versions + "\n") == found)
    }

    @Test(
        "registers",
        arguments: [
            ("clauses: {K-1: {citation: {zh-Hant: 一, en: '1'}, title: {zh-Hant: 二, en: '2'}}}", []),
            ("clauses: {K-1: {citation: {zh-Hant: 一, en: '1'}}}", ["3:16 missing-key"]),
            ("clauses: {K-1: {citation: 第一點, title: {zh-Hant: 二, en: '2'}}}", ["3:27 wrong-type"]),
            ("clauses: [K-1]", ["3:10 wrong-type"]),
        ]
    )
    func registers(clauses: String, found: [String]) {
        #expect(findings("regulation: K\ntitle: {zh-Hant: 要點, en: Guidelines}\n" + clauses + "\n") == found)
    }

    @Test func `a clause and a profile are declared in one file only`() {
        let report = CheckReport(checking: [
            "a.yaml": Array(Probe.clauses.utf8), "b.yaml": Array(Probe.clauses.utf8),
            "c.yaml": Array(Probe.profile.utf8), "d.yaml": Array(Probe.profile.utf8),
        ])
        #expect(report.findings.map(\.code) == [.duplicateName, .duplicateName, .duplicateName])
        #expect(report.findings.map(\.position.file) == ["b.yaml", "b.yaml", "d.yaml"])
    }

    private static let calendar = """
        year: 115
        published: community
        source: a test
        days-off: 106
        holidays:
          - {date: 2026-01-01, name: {zh-Hant: 開國紀念日, en: Founding Day}}
          - {date: 2026-02-28, name: {zh-Hant: 和平紀念日, en: Peace Memorial Day}}
          - {date: 2026-10-09, name: {zh-Hant: 國慶日補假, en: Day off for the National Day}}
        workdays: []

        """

    @Test(
        "calendars",
        arguments: [
            ("", "", []),
            ("days-off: 106", "days-off: 107", ["4:11 bad-value"]),
            ("2026-10-09", "2025-10-09", ["6:3 bad-value"]),
            ("2026-10-09", "2026-01-01", ["8:5 duplicate-name", "4:11 bad-value"]),
            ("community", "rumour", ["2:12 bad-value"]),
            ("year: 115", "year: soon", ["1:7 wrong-type"]),
            ("workdays: []", "workdays: [2026-02-28]", ["6:3 bad-value"]),
            ("workdays: []", "workdays: [2026-13-28]", ["9:12 bad-value"]),
            ("workdays: []", "workday: []", ["9:1 unknown-key"]),
        ]
    )
    func calendars(part: String, other: String, found: [String]) {
        let text =
            part.isEmpty ? OtherFilesTests.calendar : OtherFilesTests.calendar.replacing(part, with: other)
        #expect(findings(text).sorted() == found.sorted())
    }

    @Test func `the library hands calendars out as texts and reads them back`() throws {
        let library = Probe.library(["calendars/115.yaml": OtherFilesTests.calendar])
        #expect(library.calendarTexts == [2026: OtherFilesTests.calendar])
        let calendar = try FileLibrary(files: [:], digest: Probe.digest).calendar(from: library.calendarTexts)
        let founding = try #require(CivilDate(iso: "2026-01-01"))
        #expect(!calendar.isWorkday(founding))
        #expect(calendar.basis(ofYear: 2026) == .community)
        #expect(calendar.version.count == 16)
        let other = try library.calendar(from: [
            2026: OtherFilesTests.calendar.replacing("a test", with: "another")
        ])
        #expect(other.version != calendar.version)
        #expect(throws: FileProblems.self) { try library.calendar(from: [2026: "year: 115"]) }
    }

    @Test func `a file that does not say what it is is told how to begin`() {
        #expect(findings("hello: 1\n") == ["1:1 missing-key"])
        #expect(findings("- hello\n") == ["1:1 missing-key"])
        #expect(findings("rehearsal: x\nsteps: []\n") == [])
    }
}
