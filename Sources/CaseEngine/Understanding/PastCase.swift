import Casework
import Statechart
import Values

/// A case folded from its entries up to some point: what it was, not what is kept of it.
struct PastCase {
    /// The case then, its sensitive values open where there is a key.
    let file: CaseFile
    /// The definition that it had pinned then.
    let workflow: Workflow
    /// The states that it had been in by then.
    let visited: Set<String>
    /// The journal's time of the last entry.
    let at: Instant
}

extension Reading {
    /// Folds a case's entries while they are wanted; nil if not even the first one is.
    func past(_ seen: SeenCase, while isWanted: (StoredEntry) -> Bool) throws -> PastCase? {
        let id = seen.head.file.id
        let key = try snapshot.caseKey(id)
        var file: CaseFile?
        var visited: Set<String> = []
        var workflow = seen.workflow
        var at = now
        var revision: Int64 = 0
        folding: while true {
            let page = try snapshot.entries(of: id, after: revision, limit: 200)
            guard !page.isEmpty else { break }
            for stored in page {
                guard isWanted(stored) else { break folding }
                let header = try Value(json: stored.draft.bytes, options: .storage)
                let hash = header["bundle"]?.text ?? seen.head.file.bundleHash
                workflow = try engine.shelf.workflow(hash, in: snapshot)
                let coding = vault.coding(for: workflow, id: id, revision: stored.draft.revision, key: key)
                let (entry, frame) = try coding.decode(stored.draft.bytes)
                if file == nil { file = Reading.opened(entry, frame) }
                file?.fold(entry)
                file?.bundleHash = frame.bundleHash
                visited.formUnion(entry.outcome.entered)
                revision = stored.draft.revision
                at = entry.at
            }
        }
        guard var file else { return nil }
        if key == nil {
            // What nobody can open any more reads as ciphertext, and the case is erased.
            file.data = file.data.filter { !workflow.isSealed($0.key) }
            file.erasedAt = seen.head.file.erasedAt
        }
        return PastCase(file: file, workflow: workflow, visited: visited, at: at)
    }

    private static func opened(_ entry: Entry, _ frame: EntryFrame) -> CaseFile {
        CaseFile(
            id: frame.caseID,
            number: frame.number,
            workflow: frame.opening?.workflow ?? "",
            bundleHash: frame.bundleHash,
            unit: frame.opening?.unit ?? "",
            revision: 0,
            chart: ChartSnapshot(hasParent: frame.opening?.parent != nil),
            data: [:],
            parent: frame.opening?.parent,
            paper: frame.opening?.paper.map { CaseFile.Paper(record: $0, recordedAt: entry.at) },
            openedAt: entry.claimed ?? entry.at,
            changedAt: entry.at
        )
    }

    /// A past case for the views: by today's rights, whoever was allowed what then.
    func seen(_ past: PastCase, by standing: Standing) -> SeenCase {
        SeenCase(head: CaseHead(file: past.file, sealed: [:]), workflow: past.workflow, standing: standing)
    }
}
