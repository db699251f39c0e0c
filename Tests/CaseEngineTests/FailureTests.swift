import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Synchronization
import Testing
import Values

@Suite struct FailureTests {
    private static let commands: [(String, Command)] = [
        ("open", .open(workflow: "sample", unit: "north", data: World.report)),
        (
            "assign",
            .act(number: "危-社工科-115-0001", action: "assign", data: ["companion": "chen"], revision: nil)
        ),
        (
            "refer",
            .act(
                number: "危-社工科-115-0001",
                action: "describe",
                data: ["harmers": [["person": "chief"]]],
                revision: nil
            )
        ),
        (
            "refused",
            .act(number: "危-社工科-115-0001", action: "assign", data: ["companion": "lin"], revision: nil)
        ),
        (
            "register",
            .register(.site(Site(id: "new", name: World.text("新", "New"), unit: "north")))
        ),
    ]

    private static func bench(
        failStop: @escaping @Sendable (StorageFailure) -> Void = { _ in }
    ) throws -> (Bench, FailingStorage) {
        let storage = FailingStorage(MemoryStorage())
        let bench = try Bench(storage: storage, failStop: failStop)
        _ = try bench.open()
        bench.clock.move(to: "2026-11-24T09:30:00+08:00")
        return (bench, storage)
    }

    private static func request(_ name: String, _ command: Command) -> Request {
        Request(account: name == "register" ? Gate.system : "chen", key: name, command: command)
    }

    @Test(arguments: commands.map(\.0), [StorageFailure.busy, .full])
    func `A store that is busy or full at any call does nothing, and the next request is taken`(
        name: String,
        failure: StorageFailure
    ) async throws {
        let command = try #require(FailureTests.commands.first { $0.0 == name }).1
        let request = FailureTests.request(name, command)
        var calls = 0
        while true {
            let (bench, storage) = try FailureTests.bench()
            let before = try bench.storage.read { (try $0.chainHead(), try $0.refusals(limit: 9).count) }
            let directory = bench.engine.directory
            storage.arm(failure, after: calls)
            let failed = await FailureTests.failure(of: request, on: bench.engine)
            guard storage.disarm() else {
                #expect(failed == nil)
                break
            }
            #expect(failed == failure, "\(name) after \(calls)")
            let after = try bench.storage.read { (try $0.chainHead(), try $0.refusals(limit: 9).count) }
            #expect(after == before && bench.engine.directory == directory, "\(name) after \(calls)")
            _ = try await bench.engine.submit(request)
            let findings = try await bench.verified().findings
            #expect(findings.isEmpty, "\(name) after \(calls): \(findings)")
            calls += 1
        }
        #expect(calls >= 5)
    }

    private static func failure(of request: Request, on engine: Engine) async -> StorageFailure? {
        do {
            _ = try await engine.submit(request)
            return nil
        } catch {
            return error as? StorageFailure
        }
    }

    @Test(arguments: commands.map(\.0))
    func `After an unknown outcome the engine stops once and nothing is answered as done`(name: String)
        async throws
    {
        let command = try #require(FailureTests.commands.first { $0.0 == name }).1
        let request = FailureTests.request(name, command)
        let failure = StorageFailure.outcomeUnknown("the disk")
        var calls = 0
        while true {
            let stops = Mutex(0)
            let (bench, storage) = try FailureTests.bench { _ in stops.withLock { $0 += 1 } }
            storage.arm(failure, after: calls)
            let failed = await FailureTests.failure(of: request, on: bench.engine)
            guard storage.disarm() else { break }
            #expect(failed == failure && stops.withLock { $0 } == 1, "\(name) after \(calls)")
            // The store would take it now, but what the disk holds is not known.
            let before = try bench.storage.read { try $0.chainHead() }
            await #expect(throws: Refusal.busy) { try await bench.engine.submit(request) }
            #expect(throws: StorageFailure.self) { try bench.engine.perform(request) }
            #expect(throws: StorageFailure.self) { try bench.engine.fireDue() }
            #expect(try bench.storage.read { try $0.chainHead() } == before)
            #expect(!bench.engine.isReady && stops.withLock { $0 } == 1)
            calls += 1
        }
        #expect(calls >= 5)
    }

    @Test func `Requests that wait behind an unknown outcome are not carried out`() async throws {
        let (bench, storage) = try FailureTests.bench()
        let before = try bench.storage.read { try $0.chainHead() }
        storage.arm(.outcomeUnknown("the disk"), after: 0)
        let done = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<64 {
                group.addTask {
                    let request = Request(
                        account: "lin",
                        key: "w\(index)",
                        command: .open(workflow: "sample", unit: "north", data: World.report)
                    )
                    return await FailureTests.answered(request, by: bench.engine)
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done == 0)
        #expect(try bench.storage.read { try $0.chainHead() } == before)
    }

    private static func answered(_ request: Request, by engine: Engine) async -> Bool {
        do { return try await engine.submit(request).get().sequence > 0 } catch { return false }
    }

    @Test func `Requests that come while the engine stops are each done or refused, and none is lost`()
        async throws
    {
        let (bench, _) = try FailureTests.bench()
        let before = try bench.storage.read { try $0.caseCount() }
        let done = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let request = Request(
                        account: "lin",
                        key: "s\(index)",
                        command: .open(workflow: "sample", unit: "north", data: World.report)
                    )
                    return await FailureTests.answered(request, by: bench.engine)
                }
                if index == 100 { try bench.engine.stop() }
            }
            return try await group.reduce(into: Int64(0)) { $0 += $1 ? 1 : 0 }
        }
        #expect(try bench.storage.read { try $0.caseCount() } == before + done)
        #expect(done < 200)
    }
}
