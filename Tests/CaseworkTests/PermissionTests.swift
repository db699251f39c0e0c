import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

/// What an account may not learn, and what time must not lose.
@Suite struct PermissionBeforeAllElseTests {
    private let world = World()

    private func reported(_ more: [(String, Value)] = []) throws -> CaseFile {
        var report = World.report
        for (name, value) in more { report[name] = value }
        return try world.open(report).get().after
    }

    @Test(arguments: [
        ValueMap(), ["companion": 5], ["no-such-field": 1], ["companion": "lin"], ["companion": "nobody"],
    ])
    func `Whoever may not act learns neither what is wrong with the form nor what is unmet`(data: ValueMap)
        throws
    {
        let file = try reported()
        #expect(throws: Refusal.notPermitted(action: "assign", by: ["supervisor"])) {
            try world.act("assign", data, by: "lin", on: file).get()
        }
    }

    @Test func `What an action demands is not told to whoever may not take it`() throws {
        let file = try reported()
        let decision = world.decision
        for (account, isTold) in [("lin", false), ("chen", true)] {
            let standing = Gate.standing(
                of: account,
                in: file,
                workflow: world.workflow,
                directory: world.directory,
                now: world.now
            )
            let choices = decision.choices(for: standing, on: file)
            let assign = try #require(choices.first { $0.rule.event == "assign" })
            #expect(assign.isPermitted == isTold && assign.findings.isEmpty == !isTold)
            #expect(assign.asks.isEmpty == !isTold)
            let why = try decision.choice("assign", ["companion": "lin"], for: standing, on: file).get()
            #expect(why.findings.map(\.outcome) == (isTold ? [.notMet] : []))
        }
    }

    @Test(arguments: ["assign.now", "describe.x", "", "*"])
    func `An action is taken under its own name only`(action: String) throws {
        let file = try reported()
        #expect(throws: Refusal.notPossible(action: action, possible: ["assign", "describe"])) {
            try world.act(action, by: "chen", on: file).get()
        }
    }

    @Test func `A form takes only what the actions of the place ask`() throws {
        let file = try reported()
        guard
            case .failure(.invalidData(let problems)) = try world.act(
                "assign",
                ["companion": "chen", "result": "x"],
                by: "chen",
                on: file
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(problems.map(\.field) == ["result"])
    }

    @Test func `Whoever is kept away cannot be assigned`() throws {
        let file = try reported([("harmers", [["person": "wang"]])])
        guard
            case .failure(.invalidData(let problems)) = try world.act(
                "assign",
                ["companion": "wang"],
                by: "chen",
                on: file
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(problems.map(\.field) == ["companion"])
    }

    @Test func `A stand-in for somebody kept away hears of nothing, wherever the list leads`() throws {
        var world = world
        world.directory.accounts["aide"] = Account(
            id: "aide",
            name: "周測",
            grants: [RoleGrant(role: "supervisor", unit: "county", standsInFor: "chief")]
        )
        let file = try world.open(World.report).get().after
        var referred = file
        referred.parties.append(Party(account: "chief", relation: "harmer", isConflicted: true))
        for unit in ["north", "county"] {
            referred.unit = unit
            let told = Gate.recipients(
                of: ["supervisor"],
                in: referred,
                workflow: world.workflow,
                directory: world.directory,
                now: world.now
            )
            #expect(!told.contains("aide") && !told.contains("deputy") && !told.isEmpty)
        }
    }
}

@Suite struct NothingDueIsLostTests {
    private let world = World()

    private func due(_ file: CaseFile, at time: String) throws -> Decision? {
        var world = world
        world.now = World.at(time)
        return try world.decision.decide(.due, on: file)?.get()
    }

    private func opened(knownAt: String) throws -> CaseFile {
        var report = World.report
        report["knownAt"] = .string(knownAt)
        return try world.open(report).get().after
    }

    @Test func `After downtime every reminder goes out, each once, with when it was due`() throws {
        var file = try opened(knownAt: "2026-11-24T09:00+08:00")
        #expect(file.deadlines[0].reminders.count == 2)
        for expected in ["2026-11-24T09:10:00+08:00", "2026-11-24T09:30:00+08:00"] {
            let decision = try #require(try due(file, at: "2026-11-24T12:00:00+08:00"))
            guard case .message(let event) = decision.entry.input else {
                Issue.record("no due time")
                return
            }
            #expect(event.data?["due"]?.instant == World.at(expected))
            #expect(decision.entry.at == World.at("2026-11-24T12:00:00+08:00"))
            file = decision.after
        }
        #expect(try due(file, at: "2026-11-25T12:00:00+08:00") == nil)
    }

    @Test func `A start so late that the whole ladder is past is told at once, once`() throws {
        let file = try opened(knownAt: "2026-11-24T07:00+08:00")
        #expect(file.deadlines[0].reminders == [World.at("2026-11-24T07:30:00+08:00")])
        let told = try #require(try due(file, at: "2026-11-24T09:00:00+08:00"))
        #expect(!told.notices.isEmpty && told.after.deadlines[0].reminders.isEmpty)
        let after = try world.act("describe", ["injured": 2], by: "lin", on: told.after).get().after
        #expect(after.deadlines[0].reminders.isEmpty)
    }

    @Test func `An act that came too late does not take the miss back, but is recorded`() throws {
        var report = World.report
        report["occurredAt"] = nil
        let file = try world.open(report).get().after
        let assigned = try world.act("assign", ["companion": "chen"], by: "chen", on: file).get().after
        let missed = try #require(try due(assigned, at: "2026-12-05T00:00:00+08:00")).after
        var later = world
        later.now = World.at("2026-12-06T10:00:00+08:00")
        let closed = try later.act("close", ["result": "已結"], by: "chen", on: missed).get().after
        #expect(closed.deadlines[1].status == .missed)
        #expect(closed.deadlines[1].satisfiedAt == later.now && closed.deadlines[1].recordedAt == later.now)
    }

    @Test func `A miss that the list reaches nobody with is told to the head above`() throws {
        let file = try world.open(World.report).get().after
        let assigned = try world.act("assign", ["companion": "chen"], by: "chen", on: file).get().after
        var later = world
        later.now = World.at("2026-12-05T00:00:00+08:00")
        later.directory.accounts["chief"] = Account(id: "chief", name: "張例四", grants: [], isEnabled: false)
        let decision = try #require(try later.decision.decide(.due, on: assigned)?.get())
        #expect(decision.notices.map(\.account) == ["magistrate"])
    }
}
