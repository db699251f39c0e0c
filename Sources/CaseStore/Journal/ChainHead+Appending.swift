import Casework
import Crypto
import Values

extension ChainHead {
    /// The end of the chain once an entry follows: `hash = SHA-256(previous ‖ bytes)`.
    func appending(_ entry: EntryDraft) throws(StorageFailure) -> ChainHead {
        guard entry.sequence == sequence + 1 else {
            throw .corrupt("entry \(entry.sequence) cannot follow entry \(sequence)")
        }
        return ChainHead(
            sequence: entry.sequence,
            hash: ChainHead.hash(of: entry.bytes, after: hash),
            at: Instant(milliseconds: entry.at.milliseconds)
        )
    }

    /// The hash of an entry's bytes after the hash of the entry before it.
    static func hash(of bytes: [UInt8], after previous: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: previous)
        hasher.update(data: bytes)
        return Array(hasher.finalize())
    }
}
