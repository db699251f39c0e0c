import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

/// What happens first, and what must leave no trace.
@Suite struct OrderTests {
    private static func assigned() throws -> (Bench, String) {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.assign(number)
        return (bench, number)
    }

    private static func events(_ bench: Bench, _ number: String) async throws -> [String] {
        try await bench.engine.history(number: number, cursor: nil, limit: 99, as: "chen").items.map(\.event)
    }

    @Test func `What is due fires before a message is taken`() async throws {
        let (bench, number) = try OrderTests.assigned()
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        _ = try bench.engine.perform(
            Request(account: Gate.system, command: .deliver(number: number, event: Event("noise")))
        ).get()
        #expect(
            try await OrderTests.events(bench, number) == [
                "open", "assign", "deadline.missed.review", "noise",
            ]
        )
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `What is due fires before facts that changed elsewhere`() async throws {
        let (bench, number) = try OrderTests.assigned()
        bench.clock.move(to: "2026-12-20T09:00:00+08:00")
        _ = try bench.open()
        let events = try await OrderTests.events(bench, number)
        // The miss came first and saw the new fact itself, so that nothing was left for an entry of its own.
        #expect(events == ["open", "assign", "deadline.missed.review"])
        let view = try await bench.engine.view(number: number, as: "chen")
        #expect(view.summary.states.map(\.id).contains("proposed"))
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `What is overdue the moment it starts is told in the same command`() async throws {
        let bench = try Bench()
        var report = World.report
        report["knownAt"] = "2026-11-24T07:00+08:00"
        #expect(try bench.open(report).notices > 0)
        #expect(try bench.storage.read { try $0.nextDue() } == nil)
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `A dry run that is refused is not in the stream of refusals`() throws {
        let bench = try Bench()
        let number = try bench.open().number
        let refused = try bench.act("assign", number, ["companion": "lin"], isDryRun: true)
        #expect(throws: Refusal.self) { try refused.get() }
        #expect(try bench.storage.read { try $0.refusals(limit: 9) }.isEmpty)
        #expect(throws: Refusal.self) { try bench.act("assign", number, ["companion": "lin"]).get() }
        #expect(try bench.storage.read { try $0.refusals(limit: 9) }.count == 1)
    }

    @Test func `The same key of two accounts is two keys`() throws {
        let bench = try Bench()
        let one = try bench.open(by: "lin", key: "k")
        let other = try bench.open(by: "chen", key: "k")
        #expect(one.number != other.number && !other.isRepeated)
    }

    @Test func `A repeated change of the register has one entry and says when it was made`() throws {
        let bench = try Bench()
        let site = Site(id: "new", name: World.text("新", "New"), unit: "north")
        let request = Request(account: Gate.system, key: "r", command: .register(.site(site)))
        let first = try bench.engine.perform(request).get()
        bench.clock.move(to: "2026-11-25T09:00:00+08:00")
        _ = try bench.open()
        let again = try bench.engine.perform(request).get()
        #expect(again.isRepeated && again.sequence == first.sequence && again.at == first.at)
    }

    @Test func `A calendar that an administrator puts moves what it touches, one entry each, once`()
        async throws
    {
        let (bench, number) = try OrderTests.assigned()
        _ = try bench.open()
        try bench.put(.calendar(year: 2026, text: "2026-12-04"))
        try bench.put(.calendar(year: 2026, text: "2026-12-04"))
        try bench.put(.calendar(year: 2027, text: "2027-01-01"))
        #expect(try await OrderTests.events(bench, number).filter { $0 == "calendar.changed" }.count == 1)
        let review = try await bench.engine.view(number: number, as: "chen").deadlines
            .first { $0.deadline.name == "review" }
        #expect(review?.deadline.due == World.at("2026-12-08T00:00:00+08:00"))
        #expect(try await bench.verified().findings.isEmpty)
    }

    @Test func `A look at the forms of actions is recorded where they show what is sensitive`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try await bench.engine.actions(number: number, as: "chen")
        _ = try await bench.engine.why(number: number, action: "describe", data: ValueMap(), as: "lin")
        _ = try await bench.engine.why(number: number, action: "assign", data: ValueMap(), as: "chen")
        let looks = try bench.storage.read { try $0.looks(at: CaseID(1), limit: 9) }
        #expect(looks.map(\.account).sorted() == ["chen", "lin"])
    }

    @Test func `A clock ten years ahead and back stops the journal's time, and nothing fires twice`()
        async throws
    {
        let (bench, number) = try OrderTests.assigned()
        bench.clock.move(to: "2036-11-24T09:00:00+08:00")
        try bench.engine.fireDue()
        bench.clock.move(to: "2026-11-24T10:00:00+08:00")
        try bench.engine.fireDue()
        #expect(
            try bench.act("close", number, ["result": "已結"]).get().at
                == World.at("2036-11-24T09:00:00+08:00")
        )
        let events = try await OrderTests.events(bench, number)
        #expect(events.filter { $0 == "deadline.missed.review" }.count == 1)
        #expect(try await bench.verified().findings.isEmpty)
    }
}
