import ArgumentParser
import Foundation
import Rehearsal
import Values
import WorkflowFiles

/// `anwei rehearse`: plays rehearsals through the real engine in virtual time.
struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays rehearsals in virtual time. 演練流程。",
        discussion:
            """
            The last line is `N passed, N failed`; exit code 1 means that something failed, or that --complete \
            has found something that can happen and never did.
            """
    )

    @Argument(help: "Rehearsal files, or folders of them. 演練檔或目錄。")
    var files: [String]

    @Flag(help: "Closes and reopens everything from disk after every step. 每步驟後重新開啟。")
    var crash = false

    @Option(help: "How to write the report. 輸出格式。")
    var format = ReportFormat.text

    @Option(help: ArgumentHelp("Where to write what was gone through. 涵蓋率檔。", valueName: "file"))
    var coverage: String?

    @Option(
        help: ArgumentHelp(
            "Lists what these workflows can do and no rehearsal did; `all` for every one rehearsed. 未演練事項。",
            valueName: "workflow,…"
        )
    )
    var complete: String?

    @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
    var workflows: String?

    @Option(help: "What all chance is made from. 亂數種子。")
    var seed: UInt64 = 20_130_830

    func run() async throws {
        let library = try Definitions.library(workflows)
        try complain(of: wanted.filter { !library.names.contains($0) }, library)
        var report = await RehearsalSuite.run(files: files, options: options(library))
        if complete != nil {
            report.completeness = await Completeness(
                of: report.coverage,
                workflows: wanted.isEmpty ? library.names.filter(report.coverage.workflows.contains) : wanted,
                in: library
            )
        }
        try tell(report)
    }

    /// The names of the workflows that are to be complete; none for all of them.
    private var wanted: [String] {
        complete == "all" ? [] : complete?.split(separator: ",").map(String.init) ?? []
    }

    private func complain(of unknown: [String], _ library: FileLibrary) throws {
        guard let name = unknown.first else { return }
        let known = library.names.joined(separator: ", ")
        throw Failure(
            .wrongUse,
            zhHant: "沒有名為「\(name)」的流程；現有：\(known)",
            en: "There is no workflow '\(name)'; there are: \(known)"
        )
    }

    private func options(_ library: FileLibrary) -> RehearsalOptions {
        RehearsalOptions(
            workflows: library,
            digest: Digest.sha256,
            crashes: crash,
            seed: seed,
            countsCoverage: coverage != nil || complete != nil
        )
    }

    private func tell(_ report: RehearsalReport) throws {
        switch format {
        case .text: Terminal.answer(Array(report.text.utf8), endsLine: false)
        case .json: Terminal.answer(report.json)
        }
        if let coverage { try keep(report.coverage.value.jsonBytes, at: coverage) }
        guard report.exitCode == 0 else { throw ExitStatus.findings.code }
    }

    private func keep(_ bytes: [UInt8], at path: String) throws {
        do {
            try Data(bytes + [0x0A]).write(to: URL(fileURLWithPath: path))
        } catch {
            throw Failure(
                .inputOutput,
                zhHant: "無法寫入 \(path);請檢查路徑與權限。",
                en: "\(path) cannot be written; check the path and who may write there."
            )
        }
    }
}
