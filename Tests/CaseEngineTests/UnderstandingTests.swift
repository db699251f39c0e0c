import Casework
import CaseworkSamples
import CivilCalendar
import Testing
import Values

@testable import CaseEngine

@Suite struct `Understanding a case` {
    private func written(_ bench: Bench) throws -> (ChainHead, Int, Int) {
        try bench.storage.read { snapshot in
            (
                try snapshot.chainHead(), try snapshot.notices(after: 0, limit: .max).count,
                try snapshot.refusals(limit: .max).count
            )
        }
    }

    // MARK: Why

    @Test func `what does not hold names the data, masked by rights, and who can cure it`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let same = ValueMap([("companion", "lin")])
        let reasons = try await bench.engine.why(number: number, action: "assign", data: same, as: "chen")
        #expect(reasons.action.requirements.map(\.outcome) == [.notMet])
        #expect(reasons.data["worker"]?.value == "lin")
        let cures = try #require(reasons.cures.first)
        #expect(
            cures.map(\.kind) == [
                .action(
                    name: "assign",
                    title: LocalizedText(zhHant: "指派", en: "Assign"),
                    by: ["supervisor"],
                    isSame: true,
                    isHere: true
                ), .opening(by: ["social-worker", "supervisor"]),
            ]
        )
        let held = try await bench.engine.why(
            number: number,
            action: "assign",
            data: ValueMap([("companion", "chen")]),
            as: "chen"
        )
        #expect(held.cures == [[]])
    }

    // MARK: Clocks

    @Test func `a clock tells its start and every day, and supposes another start`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.assign(number)
        let view = try await bench.engine.clock(number: number, deadline: "review", from: nil, as: "chen")
        #expect(view.clock.due == view.deadline.deadline.due)
        #expect(view.clock.days.first?.part == .start)
        #expect(view.clock.startsFrom == nil)
        let supposed = try await bench.engine.clock(
            number: number,
            deadline: "review",
            from: World.at("2026-12-01T09:00:00+08:00"),
            as: "chen"
        )
        #expect(supposed.isSupposed)
        #expect(supposed.clock.due == World.at("2026-12-12T00:00:00+08:00"))
        let stopwatch = try await bench.engine.clock(
            number: number,
            deadline: "companion",
            from: nil,
            as: "chen"
        )
        #expect(stopwatch.clock.due == nil)
        #expect(stopwatch.clock.startsFrom == "knownAt")
        await #expect(throws: Refusal.unknown(.case)) {
            try await bench.engine.clock(number: number, deadline: "review", from: nil, as: "wang")
        }
    }

    // MARK: The chart

    @Test func `the chart marks where the case is, was, and what can be done`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.assign(number)
        let view = try await bench.engine.diagram(number: number, as: "chen")
        #expect(view.marks.current.contains("assigned"))
        #expect(view.marks.visited.contains("received"))
        #expect(view.marks.possible == ["close", "describe"])
        #expect(view.text.en.contains("● assigned"))
        #expect(view.text.en.contains("✓ ▶ received"))
        #expect(view.text.en.contains("⇒ → Close"))
        // Whoever may take nothing sees the same chart with everything refused.
        let reader = try await bench.engine.diagram(number: number, as: "lin")
        #expect(reader.marks.refused.contains("close"))
    }

    // MARK: The past

    @Test func `a case folded to its end is the case, and to its opening what it was`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        bench.clock.move(to: "2026-11-24T10:00:00+08:00")
        _ = try bench.assign(number)
        bench.clock.move(to: "2026-11-24T11:00:00+08:00")
        _ = try bench.act("close", number, ValueMap([("result", "已處理")])).get()
        let now = try await bench.engine.view(number: number, as: "chen")
        let last = try await bench.engine.view(
            number: number,
            at: .revision(now.summary.revision),
            as: "chen"
        )
        #expect(last.fields == now.fields)
        #expect(last.deadlines == now.deadlines)
        #expect(last.summary == now.summary)
        let first = try await bench.engine.view(
            number: number,
            at: .instant(World.at("2026-11-24T09:00:00+08:00")),
            as: "chen"
        )
        #expect(first.summary.revision == 1)
        #expect(first.summary.states.map(\.id).contains("received"))
        #expect(first.fields.first { $0.field.name == "companion" }?.value == nil)
        #expect(first.actions.isEmpty)
        await #expect(throws: Refusal.unknown(.case)) {
            let beyond = PastMoment.revision(now.summary.revision + 1)
            return try await bench.engine.view(number: number, at: beyond, as: "chen")
        }
        await #expect(throws: Refusal.unknown(.case)) {
            try await bench.engine.view(number: number, at: .instant(Instant(seconds: 0)), as: "chen")
        }
        await #expect(throws: Refusal.unknown(.case)) {
            try await bench.engine.view(number: number, at: .revision(1), as: "wang")
        }
    }

    @Test func `two revisions differ in what was done between them`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        _ = try bench.assign(number)
        let changes = try await bench.engine.changes(number: number, from: 1, to: 2, as: "chen")
        #expect(changes.fields.map(\.field.name) == ["companion"])
        #expect(changes.fields.first?.after == "chen")
        #expect(changes.left.map(\.id) == ["received"])
        #expect(changes.entered.map(\.id) == ["assigned"])
        #expect(changes.deadlines.compactMap(\.after).map(\.deadline.name) == ["companion", "review"])
        let none = try await bench.engine.changes(number: number, from: 2, to: 2, as: "chen")
        #expect(none.fields.isEmpty && none.deadlines.isEmpty && none.left.isEmpty)
    }

    @Test func `the past is masked by today's rights, and a look at it is recorded`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let seen = try await bench.engine.view(number: number, at: .revision(1), as: "chen")
        #expect(seen.fields.first { $0.field.name == "narrative" }?.value == "當面恐嚇")
        let masked = try await bench.engine.view(number: number, at: .revision(1), as: "chen", masked: true)
        #expect(masked.fields.first { $0.field.name == "narrative" }?.value == nil)
        #expect(masked.fields.first { $0.field.name == "narrative" }?.isMasked == true)
        let looks = try bench.storage.read { try $0.looks(at: CaseID(1), limit: 10) }
        #expect(looks.map(\.fields) == [["narrative"]])
    }

    // MARK: What if

    @Test func `a simulation does what the real steps then do, and keeps nothing but the look`() async throws
    {
        let bench = try Bench()
        let number = try bench.open().number
        let before = try written(bench)
        let moves: [SimulatedMove] = [
            .act(action: "assign", data: ValueMap([("companion", "chen")]), account: nil),
            .wait(try #require(Period(11, .days))),
            .act(action: "close", data: ValueMap([("result", "已處理")]), account: nil),
        ]
        let view = try await bench.engine.simulate(number: number, moves: moves, as: "chen")
        #expect(view.outcomes.map(\.refusal) == [nil, nil, nil])
        #expect(view.after.summary.isClosed)
        let after = try written(bench)
        #expect(after == before)
        let looks = try bench.storage.read { try $0.looks(at: CaseID(1), limit: 10) }
        #expect(
            looks == [LookRow(at: World.start, account: "chen", caseID: CaseID(1), fields: ["narrative"])]
        )

        // The same for real.
        _ = try bench.assign(number)
        bench.clock.move(to: "2026-12-05T00:00:00+08:00")
        try bench.engine.fireDue()
        bench.clock.move(to: "2026-12-05T09:00:00+08:00")
        _ = try bench.act("close", number, ValueMap([("result", "已處理")])).get()
        let real = try await bench.engine.view(number: number, as: "chen")
        #expect(view.after.summary.states == real.summary.states)
        #expect(view.after.deadlines == real.deadlines)
        #expect(view.after.summary.revision == real.summary.revision)
    }

    @Test func `virtual time stops at everything that is due`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let moves: [SimulatedMove] = [
            .act(action: "assign", data: ValueMap([("companion", "chen")]), account: nil),
            .until(World.at("2026-12-20T09:00:00+08:00")),
        ]
        let view = try await bench.engine.simulate(number: number, moves: moves, as: "chen")
        let event = try #require(view.outcomes.last?.events.first)
        // Ten days from 24 November end on Friday 4 December.
        #expect(event.entry.at == World.at("2026-12-05T00:00:00+08:00"))
        #expect(event.entry.title.zhHant == "逾期：檢討")
        #expect(event.deadlines.map(\.deadline.status) == [.missed])
        #expect(event.notices.map(\.reason) == [.missed])
        #expect(view.ended == World.at("2026-12-20T09:00:00+08:00"))
    }

    @Test func `what is refused ends the simulation, and is in no stream`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let before = try written(bench)
        let moves: [SimulatedMove] = [
            .act(action: "assign", data: ValueMap([("companion", "lin")]), account: nil),
            .wait(try #require(Period(1, .days))),
        ]
        let view = try await bench.engine.simulate(number: number, moves: moves, as: "chen")
        #expect(view.outcomes.count == 1)
        guard case .unmet? = view.outcomes.first?.refusal else {
            Issue.record("\(view.outcomes)")
            return
        }
        #expect(view.after.summary.revision == 1)
        #expect(try written(bench) == before)
    }

    @Test func `somebody else is played only by whoever holds a role, and learns no grounds`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let move = SimulatedMove.act(
            action: "assign",
            data: ValueMap([("companion", "chen")]),
            account: "chen"
        )
        // The affected worker is a party without a role that sees the case.
        let party = try await bench.engine.simulate(number: number, moves: [move], as: "lin")
        #expect(party.outcomes.first?.refusal != nil)
        let chief = try await bench.engine.simulate(number: number, moves: [move], as: "chief")
        #expect(chief.outcomes.first?.refusal == nil)
        let wrong = SimulatedMove.act(
            action: "assign",
            data: ValueMap([("companion", "lin")]),
            account: "chen"
        )
        let refused = try await bench.engine.simulate(number: number, moves: [wrong], as: "chief")
        guard case .notPossible? = refused.outcomes.first?.refusal else {
            Issue.record("\(refused.outcomes)")
            return
        }
    }

    @Test func `nobody simulates what they may not know of, for ever, or backwards`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        await #expect(throws: Refusal.unknown(.case)) {
            try await bench.engine.simulate(number: number, moves: [], as: "wang")
        }
        let years = SimulatedMove.wait(try #require(Period(4, .years)))
        let long = try await bench.engine.simulate(number: number, moves: [years], as: "chen")
        #expect(long.outcomes.map(\.refusal) == [.tooMuch])
        let back = try await bench.engine.simulate(
            number: number,
            moves: [.until(Instant(seconds: 0))],
            as: "chen"
        )
        #expect(back.outcomes.first?.refusal != nil)
        let many = [SimulatedMove](repeating: .wait(try #require(Period(1, .hours))), count: 101)
        await #expect(throws: Refusal.tooMuch) {
            try await bench.engine.simulate(number: number, moves: many, as: "chen")
        }
    }

    @Test func `children run in the fork, and what is secret stays so`() async throws {
        let bench = try Bench()
        let number = try bench.open().number
        let moves = [
            SimulatedMove.act(
                action: "describe",
                data: ValueMap([("narrative", "再次恐嚇")]),
                account: nil
            )
        ]
        let masked = try await bench.engine.simulate(number: number, moves: moves, as: "chen", masked: true)
        #expect(masked.after.fields.first { $0.field.name == "narrative" }?.value == nil)
        let open = try await bench.engine.simulate(number: number, moves: moves, as: "chen")
        #expect(open.after.fields.first { $0.field.name == "narrative" }?.value == "再次恐嚇")
        // The real case has kept its own words.
        let real = try await bench.engine.view(number: number, as: "chen")
        #expect(real.fields.first { $0.field.name == "narrative" }?.value == "當面恐嚇")
    }
}
