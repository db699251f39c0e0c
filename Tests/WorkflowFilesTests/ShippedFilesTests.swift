import Casework
import CivilCalendar
import Testing
import Values

@testable import WorkflowFiles

@Suite("The files that come with the program")
struct ShippedFilesTests {
    private static func files() throws -> [String: [UInt8]] {
        try FileLibrary.texts(inFolder: Repository.path("Workflows/files"))
    }

    @Test func `nothing is found in them`() throws {
        let report = CheckReport(checking: try ShippedFilesTests.files())
        #expect(report.findings == [], "\(report.text(in: .en))")
    }

    @Test func `every workflow gives a bundle for every profile today`() throws {
        let library = FileLibrary(files: try ShippedFilesTests.files(), digest: Probe.digest)
        let day = try #require(CivilDay.example)
        #expect(!library.names.isEmpty && !library.profiles.isEmpty)
        for name in library.names {
            for profile in library.profiles {
                let bundle = try #require(library.bundle(workflow: name, profile: profile, on: day))
                #expect(try library.compile(bundle).name == name)
            }
        }
    }

    @Test func `the calendars of 115 and 116 load together`() throws {
        let library = FileLibrary(files: try ShippedFilesTests.files(), digest: Probe.digest)
        #expect(library.calendarTexts.keys.sorted() == [2026, 2027])
        #expect(try library.calendar(from: library.calendarTexts).years.count == 2)
    }

    @Test func `a folder that is not there is said so`() {
        #expect(throws: FileProblems.self) { try FileLibrary.texts(inFolder: "/nowhere/at/all") }
    }
}
