import Foundation
import Rehearsal
import Testing
import Values
import WorkflowFiles

/// The rehearsals of the product are played by `ops/test`, all of them, plain and with crashes; here stand a few.
@Suite struct ScenarioTests {
    private static func run(_ path: String, crashes: Bool = false) async throws -> RehearsalReport {
        await RehearsalSuite.run(
            files: [path],
            options: RehearsalOptions(workflows: try Play.product(), digest: Play.digest, crashes: crashes)
        )
    }

    @Test func `the product's files check without a finding`() throws {
        let folder = Play.package.appending(path: "Workflows/files").path
        let report = CheckReport(checking: try FileLibrary.texts(inFolder: folder))
        #expect(report.errorCount == 0, "\(report.text(in: .en))")
    }

    @Test(arguments: ["report", "conflict", "edges", "charts"])
    func `crashes change nothing, byte for byte`(file: String) async throws {
        let report = try await ScenarioTests.run(Play.scenarios + "/\(file).yaml", crashes: true)
        #expect(report.exitCode == 0, "\(report.text)")
    }
}
