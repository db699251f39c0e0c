public import Casework
import Synchronization
import Values

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

    /// Signs the ends of journal and streams if one has grown since the last head; says whether it had.
    @discardableResult
    public func sign() throws -> Bool { try sign(accepting: nil) }

    @discardableResult
    private func sign(accepting reason: String?) throws -> Bool {
        let (head, streams, first) = try storage.read { snapshot in
            var streams: [RecordStream: StreamHead] = [:]
            for stream in RecordStream.allCases { streams[stream] = try snapshot.streamHead(stream) }
            return (try snapshot.chainHead(), streams, try snapshot.entries(after: 0, limit: 1).first)
        }
        guard let first else { return false }
        return try signed.withLock { last in
            let hasGrown = head.sequence > (last?.head.sequence ?? 0) || streams != last?.streams
            guard reason != nil || hasGrown,
                let new = signer.sign(head, streams, of: first.hash, accepting: reason)
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
        for stream in RecordStream.allCases {
            if let end = signed.streams?[stream] {
                try compare(end, of: stream, at: signed.head.at, snapshot)
            }
        }
    }

    private func compare(
        _ signed: StreamHead,
        of stream: RecordStream,
        at instant: Instant,
        _ snapshot: any StorageSnapshot
    ) throws {
        let end = try snapshot.streamHead(stream)
        guard end.count >= signed.count else {
            throw HeadProblem.streamBehind(stream, size: end.count, signed: signed.count, at: instant)
        }
        guard signed.count > 0 else { return }
        guard try snapshot.records(of: stream, after: signed.count - 1, limit: 1).first?.hash == signed.hash
        else { throw HeadProblem.streamDiffers(stream, size: signed.count, at: instant) }
    }

    /// The heads that count, shortest first, which is the order of their signing: an accepted restoration takes away
    /// those that go further, and those of as many entries, before it.
    public static func standing(_ heads: [SignedHead]) -> [SignedHead] {
        var standing: [SignedHead] = []
        for head in heads {
            if head.acceptance != nil { standing.removeAll { $0.head.sequence >= head.head.sequence } }
            standing.append(head)
        }
        return standing
    }

    /// The ends of the streams that heads state.
    public static func streamEnds(_ heads: [SignedHead]) -> [RecordStream: [StreamHead]] {
        Dictionary(grouping: heads.flatMap { $0.streams ?? [:] }, by: \.key).mapValues { $0.map(\.value) }
    }
}

extension HeadProblem {
    /// Whether a deliberate restoration explains it.
    var isRestoration: Bool {
        switch self {
        case .behind, .differs, .streamBehind, .streamDiffers: true
        case .foreign, .malformed, .forged, .unreadable: false
        }
    }
}
