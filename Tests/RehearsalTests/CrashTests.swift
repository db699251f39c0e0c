import Casework
import CivilCalendar
import Foundation
import Rehearsal
import Synchronization
import Testing
import WorkflowFiles

@Suite struct CrashTests {
    /// Definitions that are others the second time they are asked for: what crashes must bring to light.
    private final class DriftingSource: WorkflowSource {
        private let first = FileLibrary(files: Ledger.files, digest: Play.digest)
        private let later = FileLibrary(
            files: Ledger.files.merging([
                "ledger.yaml": Array(Ledger.workflow.replacing("en: Entered}", with: "en: Noted}").utf8)
            ]) { $1 },
            digest: Play.digest
        )
        private let asked = Mutex(0)

        var names: [String] { first.names }
        var calendarTexts: [Int: String] { first.calendarTexts }

        func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? {
            let isFirst = asked.withLock { asked in
                asked += 1
                return asked == 1
            }
            return (isFirst ? first : later).bundle(workflow: workflow, profile: profile, on: day)
        }

        func compile(_ bundle: AssembledBundle) throws -> Workflow { try first.compile(bundle) }

        func calendar(from texts: [Int: String]) throws -> OfficeCalendar { try first.calendar(from: texts) }
    }

    private static func play(_ source: any WorkflowSource, crashes: Bool) async throws -> RehearsalReport {
        let file = FileManager.default.temporaryDirectory.appending(path: "crash-\(UUID().uuidString).yaml")
        try Data((Ledger.head + PlayingTests.open).utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return await RehearsalSuite.run(
            files: [file.path],
            options: RehearsalOptions(workflows: source, digest: Play.digest, crashes: crashes)
        )
    }

    @Test func `a journal that crashes have changed fails the rehearsal`() async throws {
        let report = try await CrashTests.play(DriftingSource(), crashes: true)
        let failure = try #require(report.results.first?.failures.first)
        #expect(failure.line == 1 && failure.expected.hasPrefix("with crashes entry"), "\(report.text)")
        #expect(failure.expected != failure.found)
    }

    @Test func `without crashes nothing is compared`() async throws {
        #expect(try await CrashTests.play(DriftingSource(), crashes: false).exitCode == 0)
    }
}
