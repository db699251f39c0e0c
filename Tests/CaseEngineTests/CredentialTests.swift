import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Synchronization
import Testing
import Values

/// Who a token belongs to: asked of the store once, and anew whenever the answer may have changed.
@Suite struct CredentialTests {
    private static func bench() throws -> (Bench, CountingStorage) {
        let storage = CountingStorage(MemoryStorage())
        return (try Bench(storage: storage), storage)
    }

    @Test func `A token is looked up in the store once`() async throws {
        let (bench, storage) = try CredentialTests.bench()
        try bench.engine.issueToken(for: "lin", token: "one")
        let before = storage.reads
        for _ in 0..<3 {
            let account = try await bench.engine.account(token: "one")
            #expect(account == "lin")
        }
        #expect(storage.reads == before + 1)
    }

    @Test func `A token that nobody holds is looked up each time`() async throws {
        let (bench, storage) = try CredentialTests.bench()
        let before = storage.reads
        for _ in 0..<3 {
            let account = try await bench.engine.account(token: "none")
            #expect(account == nil)
        }
        #expect(storage.reads == before + 3)
        try bench.engine.issueToken(for: "lin", token: "none")
        let account = try await bench.engine.account(token: "none")
        #expect(account == "lin")
    }

    @Test func `A token that is issued to another account is the other's from then on`() async throws {
        let (bench, _) = try CredentialTests.bench()
        try bench.engine.issueToken(for: "lin", token: "one")
        let first = try await bench.engine.account(token: "one")
        try bench.engine.issueToken(for: "chen", token: "one")
        let second = try await bench.engine.account(token: "one")
        #expect(first == "lin" && second == "chen")
    }

    @Test func `An account that is disabled is nobody at once, and somebody again once enabled`() async throws
    {
        let (bench, _) = try CredentialTests.bench()
        try bench.engine.issueToken(for: "lin", token: "one")
        let before = try await bench.engine.account(token: "one")
        try CredentialTests.put("lin", isEnabled: false, in: bench)
        let disabled = try await bench.engine.account(token: "one")
        try CredentialTests.put("lin", isEnabled: true, in: bench)
        let enabled = try await bench.engine.account(token: "one")
        #expect(before == "lin" && disabled == nil && enabled == "lin")
    }

    private static func put(_ id: String, isEnabled: Bool, in bench: Bench) throws {
        let old = try #require(bench.engine.directory.accounts[id])
        try bench.put(.account(Account(id: id, name: old.name, grants: old.grants, isEnabled: isEnabled)))
    }

    @Test func `After an unknown outcome a known token is asked of the store again`() async throws {
        let failing = FailingStorage(MemoryStorage())
        let storage = CountingStorage(failing)
        let bench = try Bench(storage: storage)
        try bench.engine.issueToken(for: "lin", token: "one")
        _ = try await bench.engine.account(token: "one")
        failing.arm(.outcomeUnknown("EIO"), after: 0)
        _ = try? bench.open()
        let before = storage.reads
        _ = try await bench.engine.account(token: "one")
        #expect(storage.reads == before + 1)
    }
}

/// A store that counts what is read outside of the writer's turn.
final class CountingStorage: Storage {
    private let base: any Storage
    private let count = Mutex(0)

    init(_ base: any Storage) { self.base = base }

    /// How often was read.
    var reads: Int { count.withLock { $0 } }

    func write<Result>(_ body: (any StorageTransaction) throws -> Result) throws -> Result {
        try base.write(body)
    }

    func read<Result>(_ body: (any StorageSnapshot) throws -> Result) throws -> Result {
        count.withLock { $0 += 1 }
        return try base.read(body)
    }

    func truncateLog() throws { try base.truncateLog() }

    func close() throws { try base.close() }
}
