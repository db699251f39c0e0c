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

    /// Decides on as another decision does: what is asked is recorded there.
    init(in situation: Situation, asking surroundings: RecordingSurroundings) {
        self.situation = situation
        self.surroundings = surroundings
    }

    // MARK: Opening

    /// Decides an opening; the case number is drawn from the surroundings.
    public func open(_ opening: Opening) throws -> Result<Decision, Refusal> {
        var file = newFile(opening)
        var standing = standing(of: opening.account, in: file)
        if opening.account != Gate.system {
            // Somebody who opens a case is not yet a party; roles in the unit decide.
            let roles =
                situation.repetition?.standing(of: opening.account, in: file).grants
                ?? situation.directory.roles(of: opening.account, in: opening.unit, at: situation.recorded)
            let isPermitted = roles.contains { workflow.opening.by.contains($0.role) }
            guard isPermitted || situation.repetition != nil else {
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
            var problems: [FieldProblem] = []
            form = reading.read(opening.data, asks: workflow.opening.asks, &problems)
            problems += reading.missing(workflow.opening.asks, form, data: [:], beside: problems)
            guard problems.isEmpty else { return .failure(.invalidData(problems)) }
        }
        var model = model(for: file, standing: standing)
        model.overlay(form)
        // By now it is known from whom the case is kept away.
        file.number = number(in: opening.unit, hides: parties(model.data).contains(where: \.isConflicted))
        model = self.model(for: file, standing: standing)
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
        CaseFile(
            id: opening.id,
            number: "",
            workflow: workflow.name,
            bundleHash: workflow.bundleHash,
            unit: opening.unit,
            revision: 0,
            chart: ChartSnapshot(hasParent: opening.parent != nil),
            data: [:],
            parent: opening.parent,
            paper: opening.paper.map { CaseFile.Paper(record: $0, recordedAt: situation.recorded) },
            openedAt: situation.now,
            changedAt: situation.now
        )
    }

    /// The number of a case that comes to a unit.
    ///
    /// - Parameter hides: whether somebody is kept away from it.
    func number(in unit: String, hides: Bool) -> String {
        let pattern = workflow.numberPattern
        let name = situation.directory.units[unit]?.name.zhHant ?? unit
        let year = Taipei.date(of: situation.now).rocYear
        func text(_ number: Int) -> String { pattern.number(unit: name, rocYear: year, serial: number) }
        guard let lots = pattern.lots(hides: hides) else { return text(surroundings.serial(text(0))) }
        return text(surroundings.lot(text(0), among: lots, text))
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
        guard file.erasedAt == nil else { return .failure(.erased(action)) }
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
            // After the requirements, so that a workflow's own sentence with its clause comes first.
            let barred = keptAway(examination.form, examination.data)
            guard barred.isEmpty else { return .failure(.invalidData(barred)) }
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
    ///
    /// Whoever may not take the action learns that and nothing else: neither what is wrong with the form nor
    /// how a requirement came out.
    func examine(
        _ action: String,
        _ data: ValueMap,
        _ standing: Standing,
        on file: CaseFile
    ) -> Result<Examination, Refusal> {
        var model = model(for: file, standing: standing)
        let bare = model
        if workflow.selectionAsksFacts {
            // What was asked is part of the entry, so these ask whether their answer is needed or not.
            _ = plainRules(of: action, bare, file)
            _ = possible(for: standing, file)
        }
        var interpreter = interpreter(model, file)
        guard let asks = asks(among: transitions(of: action, interpreter), for: standing) else {
            guard let first = plainRules(of: action, bare, file).first else {
                return .failure(impossible(action, standing, file))
            }
            return .failure(.notPermitted(action: action, by: first.by))
        }
        var problems: [FieldProblem] = []
        let form = reading.read(data, asks: asks, &problems)
        model.overlay(form)
        interpreter.model = model
        let event = Event(action, data: .map(form))
        let rules =
            problems.isEmpty ? selectedRules(event, &interpreter) : plainRules(of: action, bare, file)
        if let barred = rules.first(where: { !permits(standing, $0) }) {
            return .failure(.notPermitted(action: action, by: barred.by))
        }
        guard problems.isEmpty else {
            problems += reading.missing(rules.flatMap(\.asks), form, data: file.data, beside: problems)
            return .failure(.invalidData(problems))
        }
        guard !rules.isEmpty else { return .failure(impossible(action, standing, file)) }
        problems = reading.missing(rules.flatMap(\.asks), form, data: file.data, beside: [])
        guard problems.isEmpty else { return .failure(.invalidData(problems)) }
        model.setEvent(event)
        model.setActive(file.chart.configuration)
        return .success(
            Examination(
                form: form,
                data: model.data,
                by: rules.flatMap(\.by),
                findings: findings(of: rules.flatMap(\.requires), model),
                interpreter: interpreter
            )
        )
    }

    /// Whether the account may take a transition; the engine itself may take all.
    func permits(_ standing: Standing, _ rule: TransitionRule) -> Bool {
        standing.account == Gate.system || situation.repetition != nil || standing.isAmong(rule.by)
    }

    /// The fields that an action's form takes from an account where the case stands: those of all transitions
    /// of this name that the account may take, nothing required yet; nil if it may take none.
    func asks(of action: String, for standing: Standing, in file: CaseFile) -> [TransitionRule.Ask]? {
        asks(
            among: transitions(of: action, interpreter(model(for: file, standing: nil), file)),
            for: standing
        )
    }

    private func asks(among rules: [TransitionRule], for standing: Standing) -> [TransitionRule.Ask]? {
        let rules = rules.filter { permits(standing, $0) }
        guard !rules.isEmpty else { return nil }
        var asks: [TransitionRule.Ask] = []
        for ask in rules.flatMap(\.asks) where !asks.contains(where: { $0.field == ask.field }) {
            asks.append(TransitionRule.Ask(field: ask.field, isRequired: false))
        }
        return asks
    }

    /// The rules of the selected transitions that people take under the event's very name.
    ///
    /// A transition without `by` in another region goes along and demands nothing of its own; where only such
    /// are selected, or the name matches by prefix, people can do nothing.
    func rules(selectedBy event: Event, _ model: CaseModel, _ file: CaseFile) -> [TransitionRule] {
        var interpreter = interpreter(model, file)
        return selectedRules(event, &interpreter)
    }

    /// The rules that an action's bare name selects, before any form is laid over the data.
    private func plainRules(of action: String, _ model: CaseModel, _ file: CaseFile) -> [TransitionRule] {
        rules(selectedBy: Event(action, data: .map(ValueMap())), model, file)
    }

    private func impossible(_ action: String, _ standing: Standing, _ file: CaseFile) -> Refusal {
        .notPossible(action: action, possible: possible(for: standing, file))
    }

    private func selectedRules(_ event: Event, _ interpreter: inout Interpreter<CaseModel>)
        -> [TransitionRule]
    {
        interpreter.selected(for: event).map { workflow.rules[$0.label] }
            .filter { !$0.by.isEmpty && $0.event == event.name }
    }

    /// Persons of a form who are kept away from the case by a conflict of interest and so cannot be assigned.
    private func keptAway(_ form: ValueMap, _ data: [String: Value]) -> [FieldProblem] {
        let barred = Set(parties(data).filter(\.isConflicted).map(\.account))
        return form.compactMap { key, value in
            guard let name = key.text, let account = value.text, barred.contains(account),
                workflow.field(name)?.type == .person,
                !workflow.relations.contains(where: { $0.isConflicted && $0.field.root == name })
            else { return nil }
            return FieldProblem(
                field: name,
                message: LocalizedText(
                    zhHant: "此人因利益衝突應迴避本案,請另選他人",
                    en: "This person is kept away from the case by a conflict of interest; choose another"
                )
            )
        }
    }

    /// The names of the actions that the account may take where the case stands, in the order of the file.
    func possible(for standing: Standing, _ file: CaseFile) -> [String] {
        let model = model(for: file, standing: standing)
        return actions(in: file).filter { action in
            let rules = rules(selectedBy: Event(action, data: .map(ValueMap())), model, file)
            return !rules.isEmpty && rules.allSatisfy { standing.isAmong($0.by) }
        }
    }

    /// The actions that some transition of the active states listens to, in the order of the file.
    func actions(in file: CaseFile) -> [String] {
        var seen: Set<String> = []
        return candidates(interpreter(model(for: file, standing: nil), file)).map(\.event).filter {
            seen.insert($0).inserted
        }
    }

    /// The transitions of the active states that people take under a name.
    private func transitions(of action: String, _ interpreter: Interpreter<CaseModel>) -> [TransitionRule] {
        candidates(interpreter).filter { $0.event == action }
    }

    private func candidates(_ interpreter: Interpreter<CaseModel>) -> [TransitionRule] {
        interpreter.candidates.map { workflow.rules[$0.label] }.filter { !$0.by.isEmpty }
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
                fault = error.withoutValues
            }
            return RequirementFinding(
                outcome: outcome,
                sentence: requirement.sentence,
                clause: requirement.clause,
                citation: requirement.clause.flatMap { workflow.clauses[$0]?.citation },
                reads: evaluation.reads,
                missing: missing,
                fault: fault,
                condition: requirement.condition
            )
        }
    }

    // MARK: What is needed on the way

    var reading: FormReading {
        FormReading(workflow: workflow, directory: situation.directory, now: situation.now)
    }

    func standing(of account: String, in file: CaseFile) -> Standing {
        if let repetition = situation.repetition, account != Gate.system {
            return repetition.standing(of: account, in: file)
        }
        return Gate.standing(
            of: account,
            in: file,
            workflow: workflow,
            directory: situation.directory,
            now: situation.recorded
        )
    }

    /// The data of a case as it stands before a step, or without one.
    func model(for file: CaseFile, standing: Standing?) -> CaseModel {
        var model = CaseModel(
            file: file,
            standing: standing,
            situation: situation,
            surroundings: surroundings
        )
        model.setActive(file.chart.configuration)
        return model
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
            at: situation.recorded,
            claimed: situation.isClaimed ? situation.now : nil,
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
