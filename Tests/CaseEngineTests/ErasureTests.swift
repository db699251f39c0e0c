import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Foundation
import Statechart
import Synchronization
import Testing
import Values

@Suite struct ErasureTests {
    @Test func `A closed case is erased: who, when and why stand in its history, the values are gone`()
        async throws
    {
        let bench = try Bench.administered()
        let number = try bench.closed()
        #expect(try bench.key(CaseID(1)) != nil)
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        let receipt = try bench.erase(number).get()
        #expect(receipt.number == number && receipt.revision == 4 && receipt.changed == ["narrative"])
        #expect(receipt.erased.isEmpty && receipt.passedTo.isEmpty)
        let head = try #require(try bench.storage.read { try $0.caseHead(CaseID(1)) })
        #expect(head.sealed.isEmpty && head.file.data["narrative"] == nil && head.file.data["injured"] == 1)
        #expect(head.file.chart.configuration.contains("closed"))
        #expect(head.file.erasedAt == World.at("2026-12-20T09:00:00+08:00"))
        #expect(try bench.key(CaseID(1)) == nil)
        let view = try await bench.engine.view(number: number, as: "chen")
        let narrative = try #require(view.fields.first { $0.field.name == "narrative" })
        #expect(narrative.isMasked && narrative.value == nil)
        #expect(view.summary.isErased && view.actions.isEmpty)
        #expect(view.summary.states.map(\.id) == ["closed", "none", "erased"])
        let history = try await bench.engine.history(number: number, cursor: nil, limit: 9, as: "chen").items
        #expect(history.map(\.event) == ["open", "assign", "close", "erase"])
        let last = try #require(history.last)
        #expect(last.kind == .erasure && last.account == "root" && last.reason == "保存期限屆滿")
        #expect(history.dropLast().allSatisfy { $0.reason == nil })
    }

    @Test func `Verification goes on, and says how many are erased`() async throws {
        let bench = try Bench.administered()
        let number = try bench.closed()
        _ = try bench.open()
        _ = try bench.erase(number).get()
        let report = try await bench.verified()
        #expect(report.findings.isEmpty && report.level == 3 && report.cases == 2 && report.erased == 1)
        #expect(report.decided == 1)
        let keyless = try bench.verifiedWithoutKey()
        #expect(keyless.findings.isEmpty && keyless.level == 2 && keyless.erased == 1)
    }

    @Test func `An occurrence that closing has withdrawn does not come back with the erasure`() throws {
        let bench = try Bench.administered()
        let number = try bench.closed()
        let places = { try bench.storage.read { try $0.projections()[CaseID(1)]?.places } }
        let before = try places()
        #expect(before == [])
        _ = try bench.erase(number).get()
        let after = try places()
        #expect(after == [])
    }

    @Test func `A key that is gone without an erasure is found, and so is one that is still there after it`()
        async throws
    {
        let bench = try Bench.administered()
        let number = try bench.closed()
        let key = try #require(try bench.key(CaseID(1)))
        try bench.storage.write { try $0.destroy(caseKey: CaseID(1)) }
        #expect(try bench.verifiedWithoutKey().findings.map(\.level) == [2])
        try bench.storage.write { try $0.keep(caseKey: key, for: CaseID(1)) }
        #expect(try bench.verifiedWithoutKey().findings.isEmpty)
        _ = try bench.erase(number).get()
        try bench.storage.write { try $0.keep(caseKey: key, for: CaseID(1)) }
        #expect(try bench.verifiedWithoutKey().findings.map(\.number) == [number])
    }

    @Test(arguments: ["chen", "magistrate", "lin", "local"])
    func `Only administrators of the whole installation may, whatever the number`(account: String) throws {
        let bench = try Bench.administered()
        let number = try bench.closed()
        for number in [number, "危-社工科-115-9999"] {
            #expect(throws: Refusal.notPermitted(action: "erase", by: ["administrator"])) {
                try bench.erase(number, by: account).get()
            }
        }
        #expect(try bench.key(CaseID(1)) != nil)
    }

    @Test func `An open case, an unknown one, one without a reason and an erased one are refused`() throws {
        let bench = try Bench.administered()
        let open = try bench.open().number
        let before = try bench.storage.read { try $0.chainHead() }
        guard case .failure(.notPossible("erase", [], let because?)) = try bench.erase(open) else {
            Issue.record("not refused")
            return
        }
        #expect(because.zhHant.contains(open) && because.en.contains("close it before"))
        #expect(throws: Refusal.unknown(.case)) { try bench.erase("危-社工科-115-9999").get() }
        guard case .failure(.invalidData(let problems)) = try bench.erase(open, reason: " \n") else {
            Issue.record("not refused")
            return
        }
        #expect(problems.map(\.field) == ["reason"])
        #expect(try bench.storage.read { try $0.chainHead() } == before)
        #expect(try bench.storage.read { try $0.refusals(limit: 1) }.first?.action == "erase")
        let closed = try bench.closed()
        _ = try bench.erase(closed).get()
        #expect(throws: Refusal.erased("erase")) { try bench.erase(closed).get() }
    }

    @Test func `Nothing more is done with an erased case, and nothing fails on it`() async throws {
        let bench = try Bench.administered()
        let number = try bench.closed()
        _ = try bench.erase(number, by: Gate.system).get()
        #expect(throws: Refusal.erased("close")) { try bench.act("close", number).get() }
        #expect(throws: Refusal.unknown(.case)) { try bench.act("close", number, by: "wang").get() }
        await #expect(throws: Refusal.erased("close")) {
            try await bench.engine.why(number: number, action: "close", data: ValueMap(), as: "chen")
        }
        #expect(try await bench.engine.actions(number: number, as: "chen").isEmpty)
        let deliver = Command.deliver(number: number, event: Event("told"))
        let delivered = try bench.engine.perform(Request(account: Gate.system, command: deliver))
        #expect(throws: Refusal.erased("told")) { try delivered.get() }
        // Another case at the same place asks for its occurrences, lists have it, and nothing of it is due.
        _ = try bench.open()
        #expect(try await bench.engine.cases(CaseListing(), as: "chen").items.count == 2)
        #expect(try await bench.engine.numbers(matching: "危", limit: 9, as: "chen").count == 2)
        bench.clock.move(to: "2027-12-20T09:00:00+08:00")
        try bench.engine.fireDue()
        let deadlines = try await bench.engine.deadlines(
            dueBefore: nil,
            overdueOnly: false,
            limit: 9,
            as: "chen"
        )
        #expect(deadlines.items.allSatisfy { $0.number != number })
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `A retry is answered from the entry, also of a request from before the erasure`() throws {
        let bench = try Bench.administered()
        let opened = try bench.open(key: "k1")
        _ = try bench.assign(opened.number)
        _ = try bench.act("close", opened.number, ValueMap([("result", "已結")])).get()
        let first = try bench.erase(opened.number, key: "k2").get()
        let again = try bench.erase(opened.number, key: "k2").get()
        #expect(again.isRepeated && again.sequence == first.sequence && again.changed == first.changed)
        let reopened = try bench.open(key: "k1")
        #expect(reopened.isRepeated && reopened.number == opened.number)
        #expect(throws: Refusal.keyReused) {
            try bench.erase(opened.number, includingPassed: true, key: "k2").get()
        }
    }

    @Test func `A dry run tells which cases hold its values, and destroys nothing`() throws {
        let bench = try Bench.administered()
        let (parent, child) = try bench.family()
        let receipt = try bench.erase(parent, isDryRun: true).get()
        #expect(receipt.isDryRun && receipt.passedTo == [child])
        #expect(try bench.key(CaseID(1)) != nil)
        #expect(try bench.storage.read { try $0.caseHead(CaseID(1)) }?.file.erasedAt == nil)
    }

    @Test func `Values passed on stay with the other case unless it is erased as well`() async throws {
        let bench = try Bench.administered()
        let (parent, child) = try bench.family()
        #expect(try bench.storage.read { try $0.caseHead(CaseID(1)) }?.file.passedTo == [CaseID(2)])
        #expect(try bench.erase(parent).get().passedTo == [child])
        #expect(try bench.key(CaseID(1)) == nil && bench.key(CaseID(2)) != nil)
        let seen = try await bench.engine.view(number: child, as: "chen")
        #expect(seen.fields.first { $0.field.name == "narrative" }?.value == "當面恐嚇")
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `With the cases that hold its values all are erased or none`() async throws {
        let bench = try Bench.administered()
        let (parent, child) = try bench.family()
        guard
            case .failure(.notPossible("erase", _, let because?)) = try bench.erase(
                parent,
                includingPassed: true
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(because.en.contains(child))
        #expect(try bench.key(CaseID(1)) != nil && bench.key(CaseID(2)) != nil)
        _ = try bench.assign(child)
        _ = try bench.act("close", child, ValueMap([("result", "已結")])).get()
        let receipt = try bench.erase(parent, includingPassed: true).get()
        #expect(receipt.erased == [child] && receipt.passedTo.isEmpty)
        #expect(try bench.key(CaseID(1)) == nil && bench.key(CaseID(2)) == nil)
        let report = try await bench.verified()
        #expect(report.findings.isEmpty && report.erased == 2 && report.decided == 0)
    }

    @Test func `A payload that waits is in the case, and neither in its stored head nor after the erasure`()
        throws
    {
        let bench = try Bench.administered()
        let (parent, _) = try bench.family()
        func pending() throws -> [PendingSend] {
            try #require(try bench.storage.read { try $0.caseHead(CaseID(1)) }).file.chart.pending
        }
        #expect(try pending().map(\.event.name) == ["asked.again"])
        #expect(try pending().allSatisfy { $0.event.data == nil })
        _ = try bench.erase(parent).get()
        #expect(try pending().isEmpty)
    }

    @Test
    func `If the log cannot be emptied at once the erasure holds; if anything fails before, nothing is done`()
        throws
    {
        var calls = 0
        var lastAnswer: Result<Receipt, Refusal>?
        while true {
            let storage = FailingStorage(MemoryStorage())
            let bench = try Bench.administered(storage: storage)
            let number = try bench.closed()
            storage.arm(.busy, after: calls)
            let answer = try? bench.erase(number)
            guard storage.disarm() else { break }
            #expect(try bench.key(CaseID(1)) == nil || answer == nil, "after \(calls)")
            #expect(try bench.key(CaseID(1)) != nil || answer != nil, "after \(calls)")
            lastAnswer = answer
            calls += 1
        }
        // The last call that can fail is the emptying of the log: the key is gone, and the answer says so.
        #expect(calls >= 8 && lastAnswer?.isSuccess == true)
    }

    @Test func `If the medium fails while the log is emptied, the engine stops and answers nothing more`()
        throws
    {
        var calls = 0
        var lastStop = 0
        while true {
            let stops = Mutex(0)
            let storage = FailingStorage(MemoryStorage())
            let bench = try Bench.administered(storage: storage) { _ in stops.withLock { $0 += 1 } }
            let number = try bench.closed()
            storage.arm(.outcomeUnknown("disk"), after: calls)
            let answer = try? bench.erase(number)
            guard storage.disarm() else { break }
            #expect(answer == nil && !bench.engine.isReady, "after \(calls)")
            lastStop = stops.withLock(\.self)
            calls += 1
        }
        #expect(calls >= 8 && lastStop == 1)
    }

    @Test func `An idempotency key is remembered by sixteen bytes of keyed digests`() throws {
        let bench = try Bench()
        let receipt = try bench.open(key: "k1")
        let digest = Array(bench.sealing.digest(Array("key\0lin\0k1".utf8)).prefix(16))
        let answered = try #require(try bench.storage.read { try $0.answered(digest) })
        #expect(answered.request.count == 16 && answered.sequence == receipt.sequence)
    }

    @Test func `In the database's files neither the text nor the key can be found afterwards`() async throws {
        try await Bench.withFiles { bench, files in
            let secret = "當面恐嚇"
            let (parent, child) = try bench.family()
            let kept = try #require(try bench.key(CaseID(2)))
            let key = try #require(try bench.key(CaseID(1)))
            let head = try #require(try bench.storage.read { try $0.caseHead(CaseID(1)) })
            let box = try #require(head.sealed["narrative"])
            #expect(files.contains(key) && files.contains(kept))
            _ = try bench.erase(parent).get()
            func look() {
                #expect(!files.contains(key) && files.contains(kept))
                #expect(!files.contains(Array(key.prefix(20))) && !files.contains(Array(key.suffix(20))))
                #expect(!files.contains(Array(secret.utf8)))
                // The journal keeps the ciphertext, because hashes cover it; nobody can open it.
                #expect(files.contains(Array(Base64.encode(box.box).utf8)))
            }
            look()
            #expect(files.bytes("-wal").isEmpty)
            #expect(try await bench.engine.view(number: parent, as: "chen").summary.isErased)
            #expect(try await bench.engine.view(number: child, as: "chen").summary.isErased == false)
            #expect(try await bench.verified().findings.isEmpty)
            try bench.engine.stop()
            look()
        }
    }
}

extension Bench {
    /// A bench with an administrator of the county and one of a unit below it.
    static func administered(
        storage: any Storage = MemoryStorage(),
        failStop: @escaping @Sendable (StorageFailure) -> Void = { _ in }
    ) throws -> Bench {
        let bench = try Bench(storage: storage, failStop: failStop)
        for (id, unit) in [("root", "county"), ("local", "north")] {
            let grants = [RoleGrant(role: "administrator", unit: unit)]
            try bench.put(.account(Account(id: id, name: "鄭範十", grants: grants)))
        }
        return bench
    }

    /// Runs a test on a database in a directory of its own.
    static func withFiles(_ test: (Bench, DatabaseFiles) async throws -> Void) async throws {
        let name = "anwei-erasure-\(UInt64.random(in: 0...UInt64.max))"
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/anwei.db"
        try await test(try administered(storage: SQLiteStorage(path: path)), DatabaseFiles(path: path))
    }

    func key(_ id: CaseID) throws -> [UInt8]? { try storage.read { try $0.caseKey(id) } }

    /// The number of a report that was opened, assigned and closed.
    func closed() throws -> String {
        let number = try open().number
        _ = try assign(number)
        return try act("close", number, ValueMap([("result", "已結")])).get().number
    }

    /// A closed case, and the open one that it started and told what it knows.
    func family() throws -> (parent: String, child: String) {
        let command = Command.open(workflow: "family", unit: "north", data: World.report)
        let parent = try engine.perform(Request(account: "lin", command: command)).get().number
        let child = try act("help", parent).get().started
        _ = try act("tell", parent).get()
        return (try act("close", parent).get().number, child.first ?? "")
    }

    func erase(
        _ number: String,
        reason: String = "保存期限屆滿",
        includingPassed: Bool = false,
        by account: String = "root",
        key: String? = nil,
        isDryRun: Bool = false
    ) throws -> Result<Receipt, Refusal> {
        let command = Command.erase(number: number, reason: reason, includingPassed: includingPassed)
        return try engine.perform(Request(account: account, key: key, isDryRun: isDryRun, command: command))
    }

    func verifiedWithoutKey() throws -> VerificationReport {
        try storage.read { snapshot in
            var verifier = JournalVerifier(
                snapshot,
                workflows: source,
                sealing: nil,
                digest: SampleSource.digest
            )
            return try verifier.run(level: 3)
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        switch self {
        case .success: true
        case .failure: false
        }
    }
}

/// A database's file, log and index, as somebody who steals the disk reads them.
struct DatabaseFiles {
    let path: String

    func bytes(_ suffix: String) -> Data { FileManager.default.contents(atPath: path + suffix) ?? Data() }

    func contains(_ bytes: [UInt8]) -> Bool {
        ["", "-wal", "-shm"].contains { self.bytes($0).range(of: Data(bytes)) != nil }
    }
}
