import Casework
import Crypto

/// Recomputes the chain from the entries' bytes alone: the tests' own look at a store, apart from the product's.
struct ChainCheck: Sendable {
    /// How many entries are read at once.
    private static let page = 1_000

    /// What is wrong with the chain, in order of position; empty if nothing is.
    private(set) var findings: [Finding] = []
    /// The end of the chain as recomputed: what a signed head is compared with.
    private(set) var head = ChainHead.empty

    /// Something that is wrong at one position of the chain.
    struct Finding: Sendable, Hashable {
        /// The position.
        let sequence: Int64
        /// What is wrong there.
        let what: What

        /// What can be wrong with an entry, without a key.
        enum What: String, Sendable, Hashable, CaseIterable {
            /// The entry's hash is not that of its bytes after the entry before it.
            case hashDiffers
            /// The entry does not follow the one before it: entries are missing in between.
            case gap
            /// The entry's time lies before that of the entry before it.
            case timeGoesBack
            /// The case's entries before it are not as many as its revision says.
            case revisionDiffers
        }
    }

    private var revisions: [CaseID: Int64] = [:]

    /// Checks every entry of a store.
    init(of snapshot: any StorageSnapshot) throws {
        var page = try snapshot.entries(after: 0, limit: ChainCheck.page)
        while let last = page.last {
            for entry in page { check(entry) }
            page = try snapshot.entries(after: last.draft.sequence, limit: ChainCheck.page)
        }
    }

    /// Compares an entry with its place in the chain, then goes on from what is stored, so that one altered
    /// entry gives one finding.
    private mutating func check(_ entry: StoredEntry) {
        let draft = entry.draft
        if draft.sequence != head.sequence + 1 { find(.gap, at: draft.sequence) }
        if Array(SHA256.hash(data: head.hash + draft.bytes)) != entry.hash {
            find(.hashDiffers, at: draft.sequence)
        }
        if draft.at < head.at { find(.timeGoesBack, at: draft.sequence) }
        if let id = draft.caseID {
            if draft.revision != revisions[id, default: 0] + 1 { find(.revisionDiffers, at: draft.sequence) }
            revisions[id] = draft.revision
        }
        head = ChainHead(sequence: draft.sequence, hash: entry.hash, at: draft.at)
    }

    private mutating func find(_ what: Finding.What, at sequence: Int64) {
        findings.append(Finding(sequence: sequence, what: what))
    }
}
