import CivilCalendar
import Testing
import Values

@testable import WorkflowFiles

@Suite("What a start reads of the workflows")
struct LibraryReadingTests {
    private static let files = [
        "t.yaml": Probe.head + Probe.states,
        "u.yaml": (Probe.head + Probe.states).replacing("workflow: t", with: "workflow: u"),
        "shared/s.yaml": "shared: s\nroles: {more: {zh-Hant: 測, en: More}}\n",
        "calendars/115.yaml": calendar,
    ]
    private static let calendar = """
        # A comment first.
        year: 115
        published: community
        source: a test
        days-off: 105
        holidays:
          - {date: 2026-01-01, name: {zh-Hant: 開國紀念日, en: Founding Day}}
        workdays: []

        """

    private func passed(_ files: [String: String] = files) -> Set<String> {
        let verdicts = Probe.library(files).verdicts { _ in false }
        #expect(verdicts.report.errorCount == 0, "\(verdicts.report.text(in: .en))")
        return Set(verdicts.passed)
    }

    @Test func `nothing, where the folder has passed, until a workflow is asked for`() throws {
        let known = passed()
        #expect(known.count == 3, "two workflows and the folder")
        let library = Probe.library(LibraryReadingTests.files)
        let verdicts = library.verdicts { known.contains($0) }
        #expect(verdicts.passed == [])
        #expect(verdicts.report.findings == [] && verdicts.report.fileCount == 6)
        #expect(library.calendarTexts == [2026: LibraryReadingTests.calendar])
        #expect(try library.calendar(from: library.calendarTexts).isWorkday(try day("2026-01-01")) == false)
        #expect(!library.isRead)
        #expect(library.bundle(workflow: "t", profile: "kaohsiung", on: try day("2026-11-24")) != nil)
        #expect(library.isRead)
    }

    @Test(
        "of one file that is another now: it alone is checked, whatever is known of the others",
        arguments: [
            ("t.yaml", "title: {zh-Hant: 測試", "title: {zh-Hant: 試驗", 2),
            ("u.yaml", "title: {zh-Hant: 測試", "title: {zh-Hant: 試驗", 2),
            ("shared/s.yaml", "測", "試", 1), ("calendars/115.yaml", "comment", "remark", 1),
            ("profiles/k.yaml", "outlets: 3", "outlets: 4", 3),
        ]
    )
    func changed(path: String, old: String, new: String, count: Int) throws {
        let known = passed()
        var files = LibraryReadingTests.files
        files["profiles/k.yaml"] = Probe.profile
        let text = try #require(files[path])
        files[path] = text.replacing(old, with: new)
        let library = Probe.library(files)
        let verdicts = library.verdicts { known.contains($0) }
        #expect(library.isRead)
        #expect(verdicts.report.errorCount == 0)
        #expect(verdicts.passed.count == count && known.isDisjoint(with: verdicts.passed))
    }

    @Test(
        "a file that came, went, or has another name is a change too",
        arguments: ["new.yaml", "calendars/115.yaml", "shared/s.yaml"]
    )
    func folder(path: String) {
        let known = passed()
        var files = LibraryReadingTests.files
        if files.removeValue(forKey: path) == nil { files[path] = "rehearsal: r\n" }
        let gone = Probe.library(files).verdicts { known.contains($0) }
        #expect(gone.passed.count == 1, "the folder is another, the workflows are not")
        files["moved/" + path] = LibraryReadingTests.files[path]
        let moved = Probe.library(files).verdicts { (known.union(gone.passed)).contains($0) }
        #expect(moved.passed.count == (path == "new.yaml" ? 0 : 1))
    }

    @Test func `what stood at the end of a file and now begins the next is another folder`() {
        let one = ["a.yaml": "rehearsal: r\n", "b.yaml": "# b\nrehearsal: s\n"]
        let other = ["a.yaml": "rehearsal: r\n# b\n", "b.yaml": "rehearsal: s\n"]
        #expect(passed(one).isDisjoint(with: passed(other)))
    }

    @Test func `a mistake is found in a changed file, and nothing is kept`() throws {
        let known = passed()
        var files = LibraryReadingTests.files
        files["u.yaml"] = files["u.yaml"]?.replacing(", closed: true", with: "")
        let library = Probe.library(files)
        let verdicts = library.verdicts { known.contains($0) }
        #expect(verdicts.report.findings.map(\.position.file) == ["u.yaml"])
        #expect(verdicts.report.errorCount == 1 && verdicts.passed == [])
        #expect(library.bundle(workflow: "u", profile: "kaohsiung", on: try day("2026-11-24")) == nil)
    }

    @Test func `a calendar that names itself later is found all the same, and a broken one is none`() {
        let later = LibraryReadingTests.calendar.replacing("year: 115\n", with: "") + "year: 115\n"
        let broken = LibraryReadingTests.calendar.replacing("year: 115", with: "year: soon")
        let library = Probe.library(["x.yaml": later, "y.yaml": broken, "z.yaml": "year: {"])
        #expect(library.calendarTexts == [2026: later])
    }

    @Test(
        "the first line tells the sort of a file, or nothing",
        arguments: [
            ("workflow: t\n", FileKind.workflow), ("# c\n\nyear: 115\n", .calendar),
            ("year:\n  115\n", .calendar),
            ("year:", .calendar), ("profile:\tp", .profile), ("\u{FEFF}shared: s\r\n", .shared),
            ("year:115\n", nil), ("title: year: 115\n", nil), ("\"year\": 115\n", nil),
            ("{year: 115}\n", nil),
            ("--- \nyear: 115\n", nil), (" year: 115\n", nil), ("year\n: 115\n", nil), ("", nil),
            ("# year: 115", nil),
        ]
    )
    func kinds(text: String, kind: FileKind?) {
        #expect(FileKind(firstLineOf: Array(text.utf8)) == kind)
    }

    @Test func `the first line of each shipped file says what reading it says`() throws {
        let files = FileSet(try FileLibrary.texts(inFolder: Repository.path("Workflows/files")))
        #expect(!files.kinds.isEmpty)
        for (path, kind) in files.kinds {
            #expect(FileKind(firstLineOf: files.texts[path] ?? []) == kind, "\(path)")
        }
    }

    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }
}
