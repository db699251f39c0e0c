import ArgumentParser
import Foundation
import Values
import WorkflowFiles

/// `anwei check`: what is wrong with workflow files, with line and column.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks workflow files. 檢查流程檔。",
        discussion:
            """
            Without files, checks all of the folder. Exit code 1 means errors; warnings alone end with 0. \
            --clauses shows every clause on register with the places that carry it out instead; --profiles \
            shows what the profiles say, and who confirmed it.
            """
    )

    @Argument(help: "Files to check; the folder's others serve as includes. 檔案。")
    var files: [String] = []

    @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
    var workflows: String?

    @Option(help: "How to write the report. 輸出格式。")
    var format = ReportFormat.text

    @Flag(help: "Shows which clauses the workflows carry out. 條文與實作對照表。")
    var clauses = false

    @Flag(help: "Shows the values and statutory clocks of the profiles. 設定值與法定時限一覽。")
    var profiles = false

    @Option(
        help: ArgumentHelp(
            "With --clauses: what `anwei rehearse --coverage` wrote. 涵蓋率檔。",
            valueName: "file"
        )
    )
    var coverage: String?

    func validate() throws {
        if clauses, !files.isEmpty {
            throw ValidationError("--clauses looks at the whole folder; name no files. --clauses 不接受檔案引數。")
        }
        if profiles, clauses || !files.isEmpty {
            throw ValidationError(
                "--profiles looks at the whole folder and goes alone. --profiles 不接受檔案引數，不與 --clauses 併用。"
            )
        }
        if coverage != nil, !clauses {
            throw ValidationError("--coverage goes with --clauses. --coverage 須與 --clauses 併用。")
        }
    }

    func run() throws {
        if clauses { return try showClauses() }
        if profiles { return try showProfiles() }
        try show(try report())
    }

    /// Writes what was found; ends with 1 if there are errors.
    func show(_ report: CheckReport) throws {
        switch format {
        case .text: Terminal.answer(Array(report.text(in: Terminal.language).utf8), endsLine: false)
        case .json: Terminal.answer(Array(report.json.utf8), endsLine: false)
        }
        guard report.exitCode == 0 else { throw ExitStatus.findings.code }
    }

    private func report() throws -> CheckReport {
        let folder = try Definitions.folder(workflows)
        do {
            var texts = try FileLibrary.texts(inFolder: folder)
            guard !files.isEmpty else { return CheckReport(checking: texts) }
            var paths: [String] = []
            for file in files {
                let path = Check.path(of: file, in: folder)
                texts[path] = try FileLibrary.text(atPath: file)
                paths.append(path)
            }
            return CheckReport(checking: texts, only: paths)
        } catch {
            return CheckReport(findings: error.findings, fileCount: files.count)
        }
    }

    /// The path from the folder for a file in it; as it was typed for any other.
    private static func path(of file: String, in folder: String) -> String {
        let absolute = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path + "/"
        return absolute.hasPrefix(root) ? String(absolute.dropFirst(root.count)) : file
    }
}
