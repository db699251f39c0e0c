import Values

/// A workflow file with the texts that it includes, read and merged.
struct WorkflowParts {
    /// A file's path and text.
    struct Text {
        let path: String
        let bytes: [UInt8]
    }

    let file: Text
    let includes: [Text]
    let draft: WorkflowDraft?
    let findings: [Finding]

    /// Reads a workflow and merges its includes, which `find` looks up by path.
    init(_ file: Text, find: (String) -> [UInt8]?) {
        self.file = file
        let reader = FileReader()
        var draft: WorkflowDraft?
        var texts: [Text] = []
        var findings: [Finding] = []
        do {
            draft = reader.workflow(try YAMLDocument.read(file.bytes, path: file.path))
            for include in draft?.includes ?? [] {
                guard let bytes = find(include.text) else {
                    findings.append(
                        .unknown(include, code: .unknownFile, "檔案", "file", among: [])
                    )
                    continue
                }
                guard !texts.contains(where: { $0.path == include.text }) else { continue }
                texts.append(Text(path: include.text, bytes: bytes))
                let root = try YAMLDocument.read(bytes, path: include.text)
                guard let keyed = reader.map(root, .shared) else { continue }
                draft?.declarations.merge(reader.declarations(keyed))
            }
        } catch {
            findings += error.findings
        }
        includes = texts
        self.findings = reader.findings + findings
        self.draft = self.findings.contains { $0.code.isAboutTheFile } ? nil : draft
    }
}

extension FindingCode {
    /// Whether nothing more can be said about a file with such a finding.
    var isAboutTheFile: Bool {
        switch self {
        case .unreadable, .tooLarge, .encoding, .syntax, .tooDeep, .alias, .tag, .duplicateKey, .unknownFile:
            true
        case .unknownKey, .missingKey, .wrongType, .badName, .badValue, .duplicateName, .missingText,
            .missingEnglish, .unknownName, .unknownClause, .uncoveredClause, .expression, .chart,
            .unreachable, .noEnd,
            .nobodyMay,
            .unheardMiss, .misplacedRequires, .endlessLoop, .neverTaken, .unfilledField, .unused, .badWaiver,
            .unusedWaiver, .stranded, .shadowed, .deadlock, .livelock, .endOutOfReach, .conflict,
            .boundReached:
            false
        }
    }
}

extension FileDeclarations {
    /// Adds what an included file declares, behind what is there.
    mutating func merge(_ other: FileDeclarations) {
        clauses += other.clauses
        roles += other.roles
        relations += other.relations
        fields += other.fields
        occurrences += other.occurrences
        facts += other.facts
        notices += other.notices
        data += other.data
    }
}

extension WorkflowDraft {
    /// The ids of all clauses that the file cites, sorted, each once.
    var citedClauses: [String] { Set(citations.map(\.clause.text)).sorted() }
}
