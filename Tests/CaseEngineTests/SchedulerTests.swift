import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Testing
import Values

/// Nothing here sleeps: a test waits for an entry that the scheduler has to make.
@Suite(.timeLimit(.minutes(1))) struct SchedulerTests {
    private static func bench() throws -> (Bench, FailingStorage, WatchedStorage) {
        let failing = FailingStorage(MemoryStorage())
        let watched = WatchedStorage(failing)
        return (try Bench(storage: watched, longestSleep: TimeSpan(milliseconds: 1)), failing, watched)
    }

    @Test func `A clock that is set forward is noticed without a restart`() async throws {
        let (bench, _, watched) = try SchedulerTests.bench()
        _ = try bench.assign(bench.open().number)
        try bench.engine.startScheduler()
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        await watched.next(.deadline)
        try bench.engine.stop()
    }

    @Test(arguments: [StorageFailure.busy, .full])
    func `What falls due while the store is busy or full is fired as soon as it is not`(
        failure: StorageFailure
    ) async throws {
        let (bench, failing, watched) = try SchedulerTests.bench()
        _ = try bench.assign(bench.open().number)
        try bench.engine.startScheduler()
        failing.arm(failure, after: 0)
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        await watched.next(.deadline)
        #expect(failing.disarm())
        try bench.engine.stop()
    }

    @Test func `What is due by the journal's time does not wait for a clock that was set back`() async throws
    {
        let (bench, _, watched) = try SchedulerTests.bench()
        _ = try bench.assign(bench.open().number)
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        _ = try bench.open()
        bench.clock.move(to: "2026-11-24T09:00:00+08:00")
        try bench.engine.startScheduler()
        await watched.next(.deadline)
        try bench.engine.stop()
    }

    @Test func `After downtime more is fired than one turn may take, and an action waits for all of it`()
        throws
    {
        let bench = try Bench()
        let number = try SchedulerTests.family(sending: 100, on: bench)
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        #expect(try bench.act("close", number) == .failure(.busy))
        _ = try bench.act("close", number).get()
        let entries = try bench.storage.read { try $0.entries(of: CaseID(1), after: 0, limit: .max) }
        #expect(entries.filter { $0.draft.kind == .delayed }.count == 100)
        #expect(entries.last?.draft.kind == .action)
    }

    @Test func `After downtime the scheduler fires more than one turn may take`() throws {
        let bench = try Bench()
        _ = try SchedulerTests.family(sending: 100, on: bench)
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        while try bench.engine.fireDue().map({ $0 <= bench.clock.now() }) ?? false {}
        let entries = try bench.storage.read { try $0.entries(of: CaseID(1), after: 0, limit: .max) }
        #expect(entries.filter { $0.draft.kind == .delayed }.count == 100)
    }

    @Test func `After downtime what is due of several cases fires in due order`() throws {
        let bench = try Bench()
        _ = try bench.open()
        var later = World.report
        later["knownAt"] = "2026-11-24T09:05+08:00"
        bench.clock.move(to: "2026-11-24T09:05:00+08:00")
        _ = try bench.open(later)
        bench.clock.move(to: "2026-11-24T12:00:00+08:00")
        try bench.engine.fireDue()
        let fired = try bench.storage.read { try $0.entries(after: 0, limit: .max) }
            .filter { $0.draft.kind == .deadline }.compactMap(\.draft.caseID?.number)
        // Known at 8:50 and 9:05, with a ladder of 10 and 30 minutes: 9:15, 9:20 and 9:35 lie ahead.
        #expect(fired == [2, 1, 2])
    }

    @Test func `A new calendar moves the deadlines of a case with more due than one turn may take`() throws {
        let clock = HandClock(World.start)
        let randomness = SeededRandomness(seed: 7)
        let sealing = AESSealing(MasterKey(from: randomness), randomness: randomness)
        let storage = MemoryStorage()
        let engine = try Bench.engine(storage, sealing, clock, ClockSource())
        let register: [RegisterChange] = [
            .unit(Unit(id: "north", name: World.text("社工科", "North"), parent: nil, head: nil, profile: "p")),
            .account(
                Account(id: "chen", name: "陳測二", grants: [RoleGrant(role: "supervisor", unit: "north")])
            ),
        ]
        for change in register {
            _ = try engine.perform(Request(account: Gate.system, command: .register(change))).get()
        }
        let data: ValueMap = ["basis": .timestamp(World.start)]
        let open = Command.open(workflow: "clock", unit: "north", data: data)
        let number = try engine.perform(Request(account: "chen", command: open)).get().number
        let later = Command.act(number: number, action: "later", data: ["delay": "86400s"], revision: nil)
        for _ in 0..<100 { _ = try engine.perform(Request(account: "chen", command: later)).get() }
        clock.move(to: "2026-11-26T09:00:00+08:00")
        // The fourth of December is the tenth day.
        let change = RegisterChange.calendar(year: 2026, text: "2026-12-04")
        _ = try engine.perform(Request(account: Gate.system, command: .register(change))).get()
        let head = try storage.read { try $0.caseHead(CaseID(1)) }
        let days = head?.file.deadlines.first { $0.name == "days" }
        #expect(days?.due == World.at("2026-12-08T00:00:00+08:00"))
        while try engine.fireDue().map({ $0 <= clock.now() }) ?? false {}
        let entries = try storage.read { try $0.entries(of: CaseID(1), after: 0, limit: .max) }
        #expect(entries.filter { $0.draft.kind == .delayed }.count == 100)
        #expect(entries.filter { $0.draft.kind == .calendar }.count == 1)
    }

    /// A case with so many sends waiting, each due ten days after it was made.
    private static func family(sending count: Int, on bench: Bench) throws -> String {
        let open = Command.open(workflow: "family", unit: "north", data: World.report)
        let number = try bench.engine.perform(Request(account: "lin", command: open)).get().number
        _ = try bench.act("help", number).get()
        for _ in 0..<count { _ = try bench.act("tell", number).get() }
        return number
    }
}
