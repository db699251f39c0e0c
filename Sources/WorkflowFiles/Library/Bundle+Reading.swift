import Casework
import Values

extension Bundle {
    /// A bundle from its bytes; nil if they are no bundle of a format that is known.
    init?(_ bytes: [UInt8]) {
        guard let value = try? Value(json: bytes), value["format"] == 1,
            let workflow = value["workflow"].flatMap(Bundle.text),
            let includes = value["includes"]?.elements,
            let clauses = value["clauses"]?.elements,
            let profile = value["profile"], let name = profile["name"]?.text,
            let title = profile["title"].flatMap(Bundle.localized),
            let values = profile["values"]?.pairs
        else { return nil }
        self.workflow = workflow
        self.includes = includes.compactMap(Bundle.text)
        self.clauses = clauses.compactMap { clause in
            guard let id = clause["id"]?.text, let citation = clause["citation"].flatMap(Bundle.localized),
                let title = clause["title"].flatMap(Bundle.localized)
            else { return nil }
            return Clause(id: id, citation: citation, title: title)
        }
        self.profile = Profile(
            name: name,
            title: title,
            values: values,
            regulations: profile["regulations"]?.elements?.compactMap(\.text) ?? []
        )
        foreignKeys = value["foreign"]?.elements?.compactMap(\.text) ?? []
        blanks = value["blanks"]?.pairs ?? ValueMap()
    }

    private static func text(_ value: Value) -> WorkflowParts.Text? {
        guard let path = value["path"]?.text, let text = value["text"]?.text else { return nil }
        return WorkflowParts.Text(path: path, bytes: Array(text.utf8))
    }

    private static func localized(_ value: Value) -> LocalizedText? {
        guard let chinese = value["zh-Hant"]?.text, let english = value["en"]?.text else { return nil }
        return LocalizedText(zhHant: chinese, en: english)
    }

    /// The workflow that the bundle describes; throws what is wrong with it.
    func compile(hash: String) throws(FileProblems) -> Workflow {
        let texts = Dictionary(includes.map { ($0.path, $0.bytes) }) { first, _ in first }
        let parts = WorkflowParts(workflow) { texts[$0] }
        guard let draft = parts.draft else { throw FileProblems(parts.findings) }
        let input = CompilerInput(
            draft: draft,
            profile: profile,
            foreignKeys: foreignKeys,
            blanks: blanks,
            clauses: Dictionary(clauses.map { ($0.id, $0) }) { first, _ in first },
            bundleHash: hash
        )
        let (workflow, findings) = WorkflowCompiler(input).compile()
        let all = parts.findings + findings
        guard let workflow, !all.contains(where: { $0.severity == .error }) else { throw FileProblems(all) }
        return workflow
    }
}
