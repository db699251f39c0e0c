public import Casework
import Synchronization

/// Keeps signed heads of one database: compares them with the journal at start, and signs its end now and then.
public final class HeadKeeper: Sendable {
    private let file: HeadFile
    private let signer: HeadSigner
    private let storage: any Storage
    private let signed = Mutex<SignedHead?>(nil)

    /// A keeper of a database's heads.
    public init(_ file: HeadFile, signer: HeadSigner, storage: any Storage) {
        self.file = file
        self.signer = signer
        self.storage = storage
    }

    /// Compares the journal with the heads; throws `HeadProblem` where it ends too early or differs.
    ///
    /// Only the furthest head is looked at, so that a start costs the same however long the journal is; `verify`
    /// looks at all of them. Whoever restored an older file on purpose says why, and the heads that go further
    /// no longer count.
    public func compare(accepting reason: String? = nil) throws {
        let heads = try file.read(signedBy: signer.publicKey)
        let standing = HeadKeeper.standing(heads)
        guard let furthest = standing.last else { return }
        do {
            try storage.read { try compare(furthest, $0) }
            signed.withLock { $0 = furthest }
        } catch let problem as HeadProblem {
            guard let reason, problem.isRestoration else { throw problem }
            try sign(accepting: reason)
        }
    }

    /// Signs the journal's end if it has grown since the last head; says whether it had.
    @discardableResult
    public func sign() throws -> Bool { try sign(accepting: nil) }

    @discardableResult
    private func sign(accepting reason: String?) throws -> Bool {
        let (head, first) = try storage.read {
            (try $0.chainHead(), try $0.entries(after: 0, limit: 1).first)
        }
        guard let first else { return false }
        return try signed.withLock { last in
            guard reason != nil || head.sequence > (last?.head.sequence ?? 0),
                let new = signer.sign(head, of: first.hash, accepting: reason)
            else { return false }
            try file.append(new)
            last = new
            return true
        }
    }

    private func compare(_ signed: SignedHead, _ snapshot: any StorageSnapshot) throws {
        let end = try snapshot.chainHead()
        if let first = try snapshot.entries(after: 0, limit: 1).first, first.hash != signed.journal {
            throw HeadProblem.foreign(path: file.path)
        }
        guard end.sequence >= signed.head.sequence else {
            throw HeadProblem.behind(size: end.sequence, signed: signed.head.sequence, at: signed.head.at)
        }
        let entry = try snapshot.entries(after: signed.head.sequence - 1, limit: 1).first
        guard entry?.hash == signed.head.hash else {
            throw HeadProblem.differs(size: signed.head.sequence, at: signed.head.at)
        }
    }

    /// The heads that count, shortest first: an accepted restoration takes away those that go further, and those
    /// of as many entries, before it.
    public static func standing(_ heads: [SignedHead]) -> [SignedHead] {
        var standing: [SignedHead] = []
        for head in heads {
            if head.acceptance != nil { standing.removeAll { $0.head.sequence >= head.head.sequence } }
            standing.append(head)
        }
        return standing.sorted { $0.head.sequence < $1.head.sequence }
    }
}

extension HeadProblem {
    /// Whether a deliberate restoration explains it.
    var isRestoration: Bool {
        switch self {
        case .behind, .differs: true
        case .foreign, .malformed, .forged, .unreadable: false
        }
    }
}
