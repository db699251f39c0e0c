import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Testing
import Values

@Suite struct TimeTests {
    @Test func `After downtime each thing fires once, in due order, with due and actual time`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.assign(number)
        let other = try bench.open().number
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        #expect(try bench.engine.fireDue() == nil)
        let view = try await bench.engine.view(number: number, as: "chen")
        #expect(
            view.deadlines.map(\.deadline.status) == [.met, .missed]
                || view.deadlines.contains { $0.deadline.status == .missed }
        )
        #expect(view.deadlines.contains { $0.deadline.missedAt == World.at("2026-12-20T09:00:00+08:00") })
        let reminders = try bench.storage.read { try $0.notices(after: 0, limit: 99) }.filter {
            $0.reason == .reminder
        }
        #expect(Set(reminders.map(\.caseID)) == [CaseID(2)] && reminders.count == 3)
        #expect(
            try await bench.engine.history(number: other, cursor: nil, limit: 9, as: "chen").items.count == 2
        )
        #expect(try bench.engine.fireDue() == nil)
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `What is due fires before the action that comes too late`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.assign(number)
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        _ = try bench.act("close", number, ValueMap([("result", "已結")])).get()
        let history = try await bench.engine.history(number: number, cursor: nil, limit: 9, as: "chen").items
        #expect(history.map(\.event) == ["open", "assign", "deadline.missed.review", "close"])
        let deadlines = try await bench.engine.view(number: number, as: "chen").deadlines.map(\.deadline)
        #expect(deadlines.contains { $0.status == .met && $0.missedAt != nil })
    }

    @Test func `If the clock goes back the journal's time stands still`() throws {
        let bench = try Bench()
        _ = try bench.open()
        bench.clock.move(to: "2026-11-23T09:00:00+08:00")
        #expect(try bench.open().at == World.start)
    }

    @Test func `A new engine on the same store goes on where the old one stood`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let engine = try Bench.engine(bench.storage, bench.sealing, bench.clock, bench.source)
        let command = Command.act(
            number: number,
            action: "assign",
            data: ValueMap([("companion", "chen")]),
            revision: 1
        )
        #expect(try engine.perform(Request(account: "chen", command: command)).get().revision == 2)
        #expect(engine.directory == bench.engine.directory)
    }

    @Test func `Many at once are one batch after the other and all are answered`() async throws {
        let bench = try Bench()
        let numbers = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<64 {
                group.addTask {
                    let command = Command.open(workflow: "sample", unit: "north", data: World.report)
                    return try await bench.engine.submit(
                        Request(account: "lin", key: "k\(index)", command: command)
                    ).get().number
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(numbers.count == 64)
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `A stopped engine takes nothing more`() async throws {
        let bench = try Bench()
        try bench.engine.stop()
        #expect(!bench.engine.isReady)
        await #expect(throws: Refusal.busy) {
            try await bench.engine.submit(
                Request(account: "lin", command: .open(workflow: "sample", unit: "north", data: World.report))
            )
        }
    }
}
