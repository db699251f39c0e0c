import Values

/// What becomes of the documents of a case when its history is decided again: each is held against the case as the
/// corrected history has it at the step that produced it.
///
///     recorded   v3 notice 1 ──── v7 notice 2          the data after v3, after v7, as the entries have them
///     replayed   v3 notice 1 ──── (v7 voided)          the data there now
///     outcome    data that differ ─ void
struct CorrectedDocuments {
    /// A document that the replay produced.
    struct Replayed {
        let document: Entry.ProducedDocument
        /// The revision of the entry that was decided again; of what a correction adds, that of the correction.
        let revision: Int64?
        /// The case's data after the step.
        let data: [String: Value]
    }

    /// The documents that the corrected history has beside those on record.
    private(set) var new: [Entry.ProducedDocument] = []
    /// What changes for those on record.
    private(set) var changed: [Entry.CorrectedDocument] = []

    init(of file: CaseFile, _ past: [PastEntry], replayed: [Replayed], to target: CaseFile) {
        guard !file.documents.isEmpty || !replayed.isEmpty else { return }
        var rest = replayed
        var missing: [CaseDocument] = []
        let data = CorrectedDocuments.data(of: past)
        for document in file.documents {
            let place = rest.firstIndex { $0.revision == document.revision && $0.isLike(document) }
            guard let place else {
                missing.append(document)
                continue
            }
            let found = rest.remove(at: place)
            let then = data[document.revision] ?? [:]
            note(document, CorrectedDocuments.differences(then, found.data), isVoid: false)
        }
        // What an earlier correction added stands at that correction on record, and at its own place in the replay.
        for document in missing {
            guard let place = rest.firstIndex(where: { $0.isLike(document) }) else {
                note(document, document.corrected, isVoid: true)
                continue
            }
            rest.remove(at: place)
            let changed = CorrectedDocuments.differences(file.data, target.data)
            note(document, Set(document.corrected).union(changed).sorted(), isVoid: false)
        }
        new = rest.map(\.document)
    }

    private mutating func note(_ document: CaseDocument, _ data: [String], isVoid: Bool) {
        guard document.corrected != data || document.isVoid != isVoid else { return }
        changed.append(
            Entry.CorrectedDocument(
                form: document.form,
                version: document.version,
                data: data,
                isVoid: isVoid
            )
        )
    }

    /// The data after each entry that produced a document, as the entries have them.
    private static func data(of past: [PastEntry]) -> [Int64: [String: Value]] {
        var found: [Int64: [String: Value]] = [:]
        var data: [String: Value] = [:]
        for entry in past {
            for (name, value) in entry.entry.outcome.data { data[name] = value }
            if !entry.entry.outcome.documents.isEmpty { found[entry.revision] = data }
        }
        return found
    }

    private static func differences(_ old: [String: Value], _ new: [String: Value]) -> [String] {
        Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    }
}

extension CorrectedDocuments.Replayed {
    fileprivate func isLike(_ other: CaseDocument) -> Bool {
        document.form == other.form && document.copy == other.copy
    }
}
