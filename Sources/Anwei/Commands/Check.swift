import ArgumentParser
import Foundation
import Values
import WorkflowFiles

/// `anwei check`: what is wrong with workflow files, with line and column.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks workflow files. 檢查流程檔。",
        discussion:
            "Without files, checks all of the folder. Exit code 1 means errors; warnings alone end with 0."
    )

    @Argument(help: "Files to check; the folder's others serve as includes. 檔案。")
    var files: [String] = []

    @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
    var workflows: String?

    @Option(help: "How to write the report. 輸出格式。")
    var format = ReportFormat.text

    func run() throws {
        let report = try report()
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
