import CivilCalendar
import Expressions
import Statechart
import Values

/// Decides what a happening does to a case: pure, from values to a value.
///
/// ```
///   action ──▶ form read ──▶ transitions selected ──▶ by ──▶ requires ──▶ chart steps ─┐
///   due, message, facts, calendar ────────────────────────────────────▶ chart steps ─┤
///                                                                                    ▼
///   Decision ◀── notices ◀── referral ◀── parties ◀── occurrences ◀── deadlines kept ─┘
/// ```
///
/// A refused action leaves everything as it was. Throws only what the store throws when it is asked.
public struct CaseDecision {
    /// What may be looked at.
    public let situation: Situation
    let surroundings: RecordingSurroundings
    var workflow: Workflow { situation.workflow }

    /// Decides inside a situation; used once.
    public init(in situation: Situation) {
        self.situation = situation
        surroundings = RecordingSurroundings(situation.surroundings)
    }

    // MARK: Opening

    /// Decides an opening; the case number is drawn from the surroundings.
    public func open(_ opening: Opening) throws -> Result<Decision, Refusal> {
        let file = newFile(opening)
        var standing = standing(of: opening.account, in: file)
        if opening.account != Gate.system {
            // Somebody who opens a case is not yet a party; roles in the unit decide.
            let roles = situation.directory.roles(of: opening.account, in: opening.unit, at: situation.now)
            guard roles.contains(where: { workflow.opening.by.contains($0.role) }) else {
                return .failure(.notPermitted(action: "open", by: workflow.opening.by))
            }
            standing = Standing(
                account: opening.account,
                grants: roles,
                relations: [],
                isConflicted: false,
                maySee: true
            )
        }
        let form: ValueMap
        if opening.account == Gate.system {
            form = taken(from: opening.data)
        } else {
            switch reading.read(opening.data, asks: workflow.opening.asks, data: [:]) {
            case .success(let values): form = values
            case .failure(let refusal): return .failure(refusal)
            }
        }
        var model = model(for: file, standing: standing)
        model.overlay(form)
        model.setEvent(Event("open", data: .map(form)))
        let findings = findings(of: workflow.opening.requires, model)
        if opening.account != Gate.system, findings.contains(where: { $0.outcome != .met }) {
            return .failure(.unmet(action: "open", findings))
        }
        var interpreter = interpreter(model, file)
        let step = interpreter.start(given: given(form))
        var entry = entry(.open, "open", .form(form), standing, by: workflow.opening.by)
        entry.account = opening.account == Gate.system ? nil : opening.account
        return .success(
            try finish(entry, before: file, step: step, interpreter, events: ["open"])
        )
    }

    /// What the workflow takes of the values that another case starts it with; the rest has no place here.
    private func taken(from values: ValueMap) -> ValueMap {
        var taken = ValueMap()
        for (key, value) in values {
            guard let name = key.text else { continue }
            if let field = workflow.field(name) {
                taken[name] = field.type.accepting(value)
            } else if workflow.dataNames.contains(name) {
                taken[name] = value
            }
        }
        return taken
    }

    /// What an opening gives the chart's own data to start with.
    private func given(_ form: ValueMap) -> ValueMap {
        var given = ValueMap()
        for (key, value) in form where workflow.dataNames.contains(key.text ?? "") { given[key] = value }
        return given
    }

    private func newFile(_ opening: Opening) -> CaseFile {
        let unit = situation.directory.units[opening.unit]
        let year = Taipei.date(of: situation.now).rocYear
        let number = number(in: opening.unit, named: unit?.name.zhHant ?? opening.unit, year: year)
        return CaseFile(
            id: opening.id,
            number: number,
            workflow: workflow.name,
            bundleHash: workflow.bundleHash,
            unit: opening.unit,
            revision: 0,
            chart: ChartSnapshot(hasParent: opening.parent != nil),
            data: [:],
            parent: opening.parent,
            openedAt: situation.now,
            changedAt: situation.now
        )
    }

    func number(in unit: String, named name: String, year: Int) -> String {
        let empty = workflow.numberPattern.number(unit: name, rocYear: year, serial: 0)
        let serial = surroundings.serial(empty)
        return workflow.numberPattern.number(unit: name, rocYear: year, serial: serial)
    }

    // MARK: Actions

    /// Decides a happening; nil where it changes nothing and needs no entry.
    public func decide(_ happening: Happening, on file: CaseFile) throws -> Result<Decision, Refusal>? {
        switch happening {
        case .action(let action, let data, let account):
            return try act(action, data, account, on: file)
        case .due: return try due(on: file).map { .success($0) }
        case .message(let event):
            let decision = try deliver(event, kind: .message, input: .message(event), on: file)
            return decision.map { .success($0) }
        case .facts:
            let event = Event("facts.changed", type: .platform)
            return try deliver(event, kind: .facts, input: .none, on: file).map { .success($0) }
        case .calendar: return try recalculate(file).map { .success($0) }
        }
    }

    private func act(
        _ action: String,
        _ data: ValueMap,
        _ account: String,
        on file: CaseFile
    ) throws -> Result<Decision, Refusal> {
        let standing = standing(of: account, in: file)
        guard standing.maySee else { return .failure(.unknown(.case)) }
        guard case .running = file.chart.status else {
            return .failure(.notPossible(action: action, possible: []))
        }
        let examined = examine(action, data, standing, on: file)
        switch examined {
        case .failure(let refusal): return .failure(refusal)
        case .success(let examination):
            guard examination.findings.allSatisfy({ $0.outcome == .met }) else {
                return .failure(.unmet(action: action, examination.findings))
            }
            var interpreter = examination.interpreter
            let step = interpreter.deliver(Event(action, data: .map(examination.form)))
            let entry = entry(.action, action, .form(examination.form), standing, by: examination.by)
            return .success(
                try finish(
                    entry,
                    before: file,
                    step: step,
                    interpreter,
                    events: [action]
                )
            )
        }
    }

    /// What an action meets on its way: the form, the transitions, the requirements.
    struct Examination {
        let form: ValueMap
        let data: [String: Value]
        let by: [String]
        let findings: [RequirementFinding]
        let interpreter: Interpreter<CaseModel>
    }

    /// Reads the form, selects the transitions and looks at every requirement; changes nothing.
    func examine(
        _ action: String,
        _ data: ValueMap,
        _ standing: Standing,
        on file: CaseFile
    ) -> Result<Examination, Refusal> {
        let asks = asks(of: action)
        var model = model(for: file, standing: standing)
        let form: ValueMap
        switch reading.read(data, asks: asks, data: file.data) {
        case .success(let values): form = values
        case .failure(let refusal):
            guard !selected(action, model, file).isEmpty else {
                return .failure(.notPossible(action: action, possible: possible(for: standing, file)))
            }
            return .failure(refusal)
        }
        model.overlay(form)
        let event = Event(action, data: .map(form))
        var interpreter = interpreter(model, file)
        let rules = interpreter.selected(for: event).map { workflow.rules[$0.label] }
        guard !rules.isEmpty, rules.allSatisfy({ !$0.by.isEmpty }) else {
            return .failure(.notPossible(action: action, possible: possible(for: standing, file)))
        }
        if standing.account != Gate.system {
            for rule in rules where !standing.isAmong(rule.by) {
                return .failure(.notPermitted(action: action, by: rule.by))
            }
        }
        model.setEvent(event)
        let requires = rules.flatMap(\.requires)
        model.setActive(file.chart.configuration)
        return .success(
            Examination(
                form: form,
                data: model.data,
                by: rules.flatMap(\.by),
                findings: findings(of: requires, model),
                interpreter: interpreter
            )
        )
    }

    /// The fields that an action's form may have, over all transitions that listen to it where the case stands.
    func asks(of action: String) -> [TransitionRule.Ask] {
        var asks: [TransitionRule.Ask] = []
        for rule in workflow.rules where rule.event == action {
            for ask in rule.asks where !asks.contains(where: { $0.field == ask.field }) { asks.append(ask) }
        }
        return asks
    }

    func selected(_ action: String, _ model: CaseModel, _ file: CaseFile) -> [TransitionReference] {
        var interpreter = interpreter(model, file)
        return interpreter.selected(for: Event(action, data: .map(ValueMap())))
    }

    /// The names of the actions that the account may take where the case stands, in the order of the file.
    func possible(for standing: Standing, _ file: CaseFile) -> [String] {
        candidates(in: file).filter { rule in
            standing.isAmong(rule.by)
                && !selected(rule.event, model(for: file, standing: standing), file).isEmpty
        }
        .map(\.event)
    }

    /// One rule for each action that some transition of the active states listens to.
    func candidates(in file: CaseFile) -> [TransitionRule] {
        var seen: Set<String> = []
        var rules: [TransitionRule] = []
        for transition in interpreter(model(for: file, standing: nil), file).candidates {
            let rule = workflow.rules[transition.label]
            guard !rule.by.isEmpty, seen.insert(rule.event).inserted else { continue }
            rules.append(rule)
        }
        return rules
    }

    func findings(of requirements: [Requirement], _ model: CaseModel) -> [RequirementFinding] {
        requirements.map { requirement in
            let evaluation = model.evaluate(requirement.condition)
            var outcome = RequirementFinding.Outcome.notMet
            var missing: [FieldPath] = []
            var fault: String?
            switch evaluation.outcome {
            case .value(.bool(let truth)): outcome = truth ? .met : .notMet
            case .value(let value):
                outcome = .faulty
                fault = "the condition gave \(value.typeName)"
            case .unknown(let fields):
                outcome = .undecided
                missing = fields
            case .error(let error):
                outcome = .faulty
                fault = error.message.en
            }
            return RequirementFinding(
                outcome: outcome,
                sentence: requirement.sentence,
                clause: requirement.clause,
                citation: requirement.clause.flatMap { workflow.clauses[$0]?.citation },
                reads: evaluation.reads,
                missing: missing,
                fault: fault
            )
        }
    }

    // MARK: What is needed on the way

    var reading: FormReading {
        FormReading(workflow: workflow, directory: situation.directory, now: situation.now)
    }

    func standing(of account: String, in file: CaseFile) -> Standing {
        Gate.standing(
            of: account,
            in: file,
            workflow: workflow,
            directory: situation.directory,
            now: situation.now
        )
    }

    func model(for file: CaseFile, standing: Standing?) -> CaseModel {
        CaseModel(file: file, standing: standing, situation: situation, surroundings: surroundings)
    }

    func interpreter(_ model: CaseModel, _ file: CaseFile) -> Interpreter<CaseModel> {
        do throws(ChartProblems) {
            return try Interpreter(workflow.chart, model: model, snapshot: file.chart, now: situation.now)
        } catch {
            preconditionFailure("Invalid state: case \(file.id.number) does not fit its chart: \(error)")
        }
    }

    func entry(
        _ kind: EntryKind,
        _ event: String,
        _ input: Entry.Input,
        _ standing: Standing?,
        by: [String] = []
    ) -> Entry {
        Entry(
            kind: kind,
            at: situation.now,
            account: standing?.account,
            roles: standing?.used(of: by) ?? [],
            event: event,
            input: input,
            answers: [],
            calendarVersion: situation.calendar.version,
            outcome: Entry.Outcome()
        )
    }
}
