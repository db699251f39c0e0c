/// The accounts behind the credentials that were asked for last, so that a request need not read the store to
/// know who asks.
///
/// Holds digests only. Whether the account is enabled is asked of the directory each time; a credential that
/// nobody holds is never kept, so guessing fills no memory.
struct CredentialCache {
    private static let capacity = 4_096
    private var accounts: [[UInt8]: String] = [:]
    /// How often credentials have changed: what was read before a change must not be kept after it.
    private(set) var version = 0

    /// The account behind a digest, if it was asked for before.
    func account(_ digest: [UInt8]) -> String? { accounts[digest] }

    /// Keeps what the store has answered, unless credentials have changed since it was asked.
    mutating func keep(_ account: String, for digest: [UInt8], readAt version: Int) {
        guard version == self.version else { return }
        if accounts.count >= CredentialCache.capacity { accounts.removeAll() }
        accounts[digest] = account
    }

    /// Forgets everything, because credentials have changed.
    mutating func clear() {
        accounts.removeAll()
        version += 1
    }
}
