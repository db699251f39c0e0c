import CaseEngine
import CaseStore
import Casework
import CivilCalendar
import Statechart
import Values

/// Plays one rehearsal on a stage, step by step, and notes what does not come out as it must.
struct Performance {
    let rehearsal: RehearsalScript
    let stage: Stage
    private(set) var failures: [RehearsalFailure] = []
    /// What requirements came out as in refused actions; the journal has only those that held.
    private(set) var findings: [RefusedAction] = []
    private var cases: [String: CaseID] = [:]
    /// The receipts of the corrections that can be undone, by the names that the script gives them.
    var receipts: [String: String] = [:]

    init(_ rehearsal: RehearsalScript, on stage: Stage) {
        self.rehearsal = rehearsal
        self.stage = stage
    }

    /// An action that was refused for its requirements.
    struct RefusedAction: Sendable {
        let workflow: Workflow
        let findings: [RequirementFinding]
    }

    /// Plays the whole; stops where going on would only repeat the first failure.
    mutating func play() async throws {
        for change in rehearsal.world.changes { try register(change) }
        for step in rehearsal.steps {
            guard try await play(step) else { return }
            try stage.crash()
        }
        try await verify()
    }

    private func register(_ change: RegisterChange) throws {
        _ = try stage.engine.perform(Request(account: Gate.system, command: .register(change)))
        try stage.crash()
    }

    /// Plays one step; false if nothing after it can make sense.
    private mutating func play(_ step: Step) async throws -> Bool {
        switch step.kind {
        case .perform(let attempts): return try perform(attempts)
        case .advance(let span):
            try advance(to: stage.clock.now() + span, line: step.line)
        case .advanceTo(let instant):
            guard instant >= stage.clock.now() else {
                fail(step.line, "a time not before \(shown(stage.clock.now()))", shown(instant))
                return false
            }
            try advance(to: instant, line: step.line)
        case .expect(let expectation): try await check(expectation)
        case .correct(let correcting): return try correct(correcting, line: step.line)
        case .print(let printing): try await check(printing, line: step.line)
        }
        return true
    }

    // MARK: Time

    /// Moves the clock to an instant, stopping at everything that falls due on the way.
    private mutating func advance(to end: Instant, line: Int) throws {
        // A case takes at most so many things at a time; what is left over falls due once more.
        var repeats = 0
        while let next = try stage.engine.fireDue(), next <= end {
            repeats = next > stage.clock.now() ? 0 : repeats + 1
            guard repeats < 100 else {
                fail(line, "everything due to be fired", "something due at \(shown(next)) is not fired")
                break
            }
            stage.clock.set(max(next, stage.clock.now()))
            try stage.engine.fireDue()
            try stage.crash()
        }
        stage.clock.set(end)
        try stage.engine.fireDue()
    }

    // MARK: Deeds

    private mutating func perform(_ attempts: [Attempt]) throws -> Bool {
        var requests: [Request] = []
        for attempt in attempts {
            guard let command = try command(attempt) else { return false }
            requests.append(
                Request(
                    account: attempt.account,
                    key: attempt.key,
                    isDryRun: attempt.isDryRun,
                    command: command
                )
            )
        }
        let answers = try stage.engine.perform(requests)
        var goesOn = true
        for (attempt, answer) in zip(attempts, answers) {
            switch answer {
            case .success(let receipt): goesOn = try done(attempt, receipt) && goesOn
            case .failure(let refusal): goesOn = try refused(attempt, refusal) && goesOn
            }
        }
        return goesOn
    }

    private mutating func command(_ attempt: Attempt) throws -> Command? {
        switch attempt.deed {
        case .open(let workflow, _, let unit, let data):
            let unit = unit ?? ownUnit(of: attempt.account) ?? ""
            return .open(workflow: workflow, unit: unit, data: try numbered(data))
        case .takeOver(let paper, _, let unit):
            return .takeOver(
                PaperCase(
                    workflow: paper.workflow,
                    unit: unit ?? ownUnit(of: attempt.account) ?? "",
                    data: paper.data,
                    at: paper.at,
                    paper: paper.paper,
                    steps: paper.steps
                )
            )
        case .act(let action, let alias, let data, let revision):
            guard let number = try number(of: alias, line: attempt.line) else { return nil }
            return .act(number: number, action: action, data: try numbered(data), revision: revision)
        case .send(let event, let alias):
            guard let number = try number(of: alias, line: attempt.line) else { return nil }
            return .deliver(number: number, event: event)
        case .register(let change): return .register(change)
        }
    }

    /// The first unit in which a person holds a role.
    private func ownUnit(of account: String) -> String? {
        stage.engine.directory.grants(of: account, at: stage.clock.now()).first?.unit
    }

    private mutating func done(_ attempt: Attempt, _ receipt: Receipt) throws -> Bool {
        switch attempt.deed {
        case .open(_, let alias, _, _) where !attempt.isDryRun,
            .takeOver(_, let alias, _) where !attempt.isDryRun:
            cases[alias] = try stage.id(receipt.number)
        case .open, .takeOver, .act, .send, .register: break
        }
        guard let expected = attempt.refusal else { return true }
        fail(attempt.line, "refused" + (expected.kind.map { ": \($0.rawValue)" } ?? ""), "done")
        return true
    }

    private mutating func refused(_ attempt: Attempt, _ refusal: Refusal) throws -> Bool {
        if case .unmet(_, let found) = refusal.cause { try note(attempt, found) }
        // A chart to which an event means nothing is a fine outcome: nothing happens.
        if attempt.refusal == nil, case .send = attempt.deed, case .notPossible = refusal { return true }
        return refused(refusal, attempt.refusal, line: attempt.line)
    }

    /// Compares a refusal with what was expected; false if nothing after it can make sense.
    mutating func refused(_ refusal: Refusal, _ expected: ExpectedRefusal?, line: Int) -> Bool {
        guard let expected else {
            fail(line, "done", "refused: " + RefusalText.text(refusal))
            return false
        }
        let kind = RefusalKind(refusal)
        if let wanted = expected.kind, wanted != kind {
            fail(line, "refused: \(wanted.rawValue)", "refused: " + RefusalText.text(refusal))
        }
        if let step = expected.step, step != refusal.step {
            fail(line, "refused in step \(step)", "refused: " + RefusalText.text(refusal))
        }
        compare(line, "clauses", expected.clauses, RefusalText.clauses(refusal))
        compare(line, "undecided", expected.undecided, RefusalText.undecided(refusal))
        compare(line, "fields", expected.fields, RefusalText.fields(refusal))
        return true
    }

    private mutating func note(_ attempt: Attempt, _ found: [RequirementFinding]) throws {
        let workflow: Workflow?
        switch attempt.deed {
        case .open(let name, _, let chosen, _):
            workflow = try self.workflow(name, in: chosen ?? ownUnit(of: attempt.account))
        case .takeOver(let paper, _, let chosen):
            workflow = try self.workflow(paper.workflow, in: chosen ?? ownUnit(of: attempt.account))
        case .act(_, let alias, _, _), .send(_, let alias):
            workflow = try cases[alias].flatMap { try stage.file($0) }
                .flatMap { try stage.workflow($0.bundleHash) }
        case .register: workflow = nil
        }
        if let workflow { findings.append(RefusedAction(workflow: workflow, findings: found)) }
    }

    /// The workflow as it is in force in a unit; nil if there is none of the name.
    private func workflow(_ name: String, in unit: String?) throws -> Workflow? {
        let profile = unit.flatMap { stage.engine.directory.profile(of: $0) }
        return try stage.workflow(name, profile ?? rehearsal.profile)
    }

    /// Every rehearsal ends with the journal's verification: chain, fold, and every entry decided anew.
    private mutating func verify() async throws {
        for finding in try await stage.engine.verify(level: 3).findings {
            fail(rehearsal.line, "a journal that verifies", "level \(finding.level): \(finding.message.en)")
        }
    }

    // MARK: Cases and failures

    mutating func id(of alias: String, line: Int) -> CaseID? {
        if let id = cases[alias] { return id }
        fail(
            line,
            "a case '\(alias)'",
            "there is none; opened are: \(cases.keys.sorted().joined(separator: ", "))"
        )
        return nil
    }

    mutating func name(_ alias: String, _ id: CaseID) { cases[alias] = id }

    mutating func number(of alias: String, line: Int) throws -> String? {
        // A number that nobody has: for what must be refused because there is no such case.
        if alias.hasPrefix("number ") { return String(alias.dropFirst("number ".count)) }
        guard let id = id(of: alias, line: line) else { return nil }
        return try stage.file(id)?.number
    }

    /// Values in which `number of ALIAS` is the number that the case has now: many are drawn by lot.
    func numbered(_ values: ValueMap) throws -> ValueMap {
        guard case .map(let values) = try numbered(.map(values)) else { return ValueMap() }
        return values
    }

    func numbered(_ value: Value) throws -> Value {
        switch value {
        case .string(let text) where text.hasPrefix("number of "):
            let id = cases[String(text.dropFirst("number of ".count))]
            return try id.flatMap { try stage.file($0)?.number }.map { .string($0) } ?? value
        case .list(let elements): return .list(try elements.map { try numbered($0) })
        case .map(let map):
            var numbered = ValueMap()
            for (key, value) in map { numbered[key] = try self.numbered(value) }
            return .map(numbered)
        case _: return value
        }
    }

    mutating func fail(_ line: Int, _ expected: String, _ found: String) {
        failures.append(
            RehearsalFailure(
                rehearsal: rehearsal.title,
                file: rehearsal.file,
                line: line,
                expected: expected,
                found: found
            )
        )
    }

    /// Compares two lists in any order; nothing expected, nothing compared.
    mutating func compare(_ line: Int, _ what: String, _ expected: [String]?, _ found: [String]) {
        guard let expected, Set(expected) != Set(found) else { return }
        fail(
            line,
            "\(what): [\(expected.sorted().joined(separator: ", "))]",
            "[\(found.sorted().joined(separator: ", "))]"
        )
    }

    func shown(_ instant: Instant) -> String { instant.rfc3339(offset: Taipei.offset(at: instant)) }
}
