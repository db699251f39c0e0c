import WorkflowFiles

extension Check {
    /// Shows what the profiles say, or what keeps them from being read.
    func showProfiles() throws {
        let texts = try FileLibrary.texts(inFolder: try Definitions.folder(workflows))
        let table: ProfileTable
        do {
            table = try ProfileTable(files: texts)
        } catch {
            return try show(CheckReport(findings: error.findings, fileCount: texts.count))
        }
        switch format {
        case .text: Terminal.answer(Array(table.text(in: Terminal.language).utf8), endsLine: false)
        case .json: Terminal.answer(Array(table.json.utf8), endsLine: false)
        }
    }
}
