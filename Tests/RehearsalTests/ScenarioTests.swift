import Foundation
import Rehearsal
import Testing
import Values
import WorkflowFiles

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

    @Test func `every rehearsal of the product passes`() async throws {
        let report = try await ScenarioTests.run(Play.scenarios)
        #expect(report.exitCode == 0, "\(report.text)")
        #expect(report.passed >= 52)
    }

    @Test(arguments: ["report", "conflict", "edges", "charts"])
    func `crashes change nothing, byte for byte`(file: String) async throws {
        let report = try await ScenarioTests.run(Play.scenarios + "/\(file).yaml", crashes: true)
        #expect(report.exitCode == 0, "\(report.text)")
    }

    @Test func `every transition that Kaohsiung knows is rehearsed`() async throws {
        let coverage = try await ScenarioTests.run(Play.scenarios).coverage
        let reports = try #require(coverage.profiles["kaohsiung"]?["threat-report"])
        let missed = reports.transitions.filter { $0.taken == 0 && $0.event != "escalate" }
        #expect(missed.isEmpty, "\(missed)")
        #expect(reports.requirements.allSatisfy { $0.held > 0 })
        // Refused at least once, but for what Lienchiang alone demands and what no path can break.
        let unbroken = reports.requirements.filter {
            $0.refused + $0.undecided == 0 && $0.clause?.hasPrefix("K") == true
        }
        #expect(unbroken.map(\.action) == ["control-danger", "confirm-major"], "\(unbroken)")
        let clauses =
            ["K-2.1", "K-2.2.1a", "K-2.2.1b", "K-2.2.2a", "K-2.2.2b", "K-2.2.3", "K-12b", "K-14", "K-15.1a"]
            + ["K-15.1b", "K-15.1c", "K-15.2", "K-16.0", "K-16.1", "K-16.2", "K-16.6", "K-19"]
        for clause in clauses { #expect(reports.clauses[clause, default: 0] > 0, "\(clause)") }
    }
}
