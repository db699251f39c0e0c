import Casework
import Values

extension Engine {
    /// Keeps a credential for an account; only its digest is stored.
    public func issueToken(for account: String, token: String) throws {
        guard directory.accounts[account] != nil else { throw Refusal.unknown(.account) }
        let credential = Credential(digest: configuration.digest(Array(token.utf8)), account: account)
        _ = try perform(Request(account: Gate.system, command: .register(.credential(credential)))).get()
    }
}
