import Foundation
import Values
import WorkflowFiles

extension Check {
    /// Shows the table of clauses, or what keeps it from being made.
    func showClauses() throws {
        let texts = try FileLibrary.texts(inFolder: try Definitions.folder(workflows))
        let rehearsed = try coverage.map(Check.rehearsed)
        let table: ClauseTable
        do {
            table = try ClauseTable(files: texts, rehearsed: rehearsed)
        } catch {
            return try show(CheckReport(findings: error.findings, fileCount: texts.count))
        }
        switch format {
        case .text: Terminal.answer(Array(table.text(in: Terminal.language).utf8), endsLine: false)
        case .json: Terminal.answer(Array(table.json(in: Terminal.language).utf8), endsLine: false)
        }
    }

    /// What a coverage file tells; 74 if it cannot be read, 2 if it is something else.
    private static func rehearsed(inFile path: String) throws -> RehearsedClauses {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                .inputOutput,
                zhHant: "無法讀取涵蓋率檔 \(path)；請確認路徑與權限。",
                en: "The coverage file \(path) cannot be read; check the path and who may read it."
            )
        }
        do {
            return try RehearsedClauses(coverage: Array(data))
        } catch {
            throw Failure(
                .wrongUse,
                zhHant: "\(path)：\(error.message.zhHant)",
                en: "\(path): \(error.message.en)"
            )
        }
    }
}
