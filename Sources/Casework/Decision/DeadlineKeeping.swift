import CivilCalendar
import Expressions
import Statechart
import Values

/// Keeps a case's deadlines in step with its states and data: makes, starts, moves, meets and cancels them.
///
/// Runs after the chart is stable. A deadline is made for each entry of its state; what meets it is looked at
/// after that, so an act already recorded meets a deadline in the moment it is made.
struct DeadlineKeeping {
    let workflow: Workflow
    /// The instant by which the case runs.
    let now: Instant
    /// The journal's time, later where steps are entered from paper.
    let recorded: Instant
    let calendar: OfficeCalendar
    private(set) var deadlines: [Deadline]
    private(set) var faults: [String] = []

    init(
        _ deadlines: [Deadline],
        workflow: Workflow,
        now: Instant,
        recorded: Instant,
        calendar: OfficeCalendar
    ) {
        self.deadlines = deadlines
        self.workflow = workflow
        self.now = now
        self.recorded = recorded
        self.calendar = calendar
    }

    /// Follows a step: which states were left and entered, which events were taken, how the data are now.
    mutating func follow(
        left: [String],
        entered: [String],
        events: [String],
        active: [String],
        model: CaseModel
    ) {
        for position in deadlines.indices {
            guard let rule = rule(named: deadlines[position].name) else { continue }
            meet(position, byEvents: events, rule)
            if deadlines[position].isOpen, left.contains(rule.state) { cancel(position) }
        }
        for rule in workflow.deadlines where entered.contains(rule.state) && active.contains(rule.state) {
            let occasion = deadlines.last { $0.name == rule.name }.map { $0.occasion + 1 } ?? 0
            deadlines.append(Deadline(name: rule.name, occasion: occasion, status: .waiting))
        }
        for position in deadlines.indices {
            guard let rule = rule(named: deadlines[position].name) else { continue }
            if deadlines[position].isOpen { reckon(position, rule, model) }
            meet(position, byCondition: rule, model)
        }
    }

    /// The chart is over: whatever is still open belongs to a state that has been left with it.
    mutating func end() {
        for position in deadlines.indices where deadlines[position].isOpen { cancel(position) }
    }

    /// Marks a running deadline as missed by the server's clock.
    mutating func miss(_ position: Int) {
        deadlines[position].status = .missed
        deadlines[position].missedAt = now
        deadlines[position].reminders = []
    }

    /// Takes the first reminder off, as given.
    mutating func remind(_ position: Int) { deadlines[position].reminders.removeFirst() }

    /// By position, because a rule that is merely looked at need not be copied.
    private func rule(named name: String) -> DeadlineRule? {
        let rules = workflow.deadlines
        return rules.indices.first { rules[$0].name == name }.map { rules[$0] }
    }

    // MARK: Starting and moving

    /// Finds start and due instant anew; whatever they rest on may have been filled in or corrected.
    private mutating func reckon(_ position: Int, _ rule: DeadlineRule, _ model: CaseModel) {
        guard let start = start(of: position, rule, model) else { return }
        let isNew = deadlines[position].status == .waiting
        guard
            isNew || deadlines[position].from != start || rule.within.isComputed
                || deadlines[position].calendarVersion != calendar.version
        else { return }
        switch length(of: rule, position, from: start, model) {
        case nil: return
        case .stopwatch?:
            run(position, from: start, due: nil, computed: .null, rule, model)
        case .span(let span)?:
            let computed = Value.map(ValueMap([("span", .duration(span))]))
            run(position, from: start, due: start + span, computed: computed, rule, model)
        case .period(let period)?:
            let computation = DeadlineComputation(from: start, period, calendar: calendar, in: model.places)
            run(position, from: start, due: computation.due, computed: computation.value, rule, model)
        }
    }

    private mutating func start(of position: Int, _ rule: DeadlineRule, _ model: CaseModel) -> Instant? {
        guard let from = rule.from else { return deadlines[position].from ?? now }
        switch model.evaluate(from).outcome {
        case .value(.timestamp(let instant)): return instant.wholeMilliseconds
        case .value(.string(let text)):
            if let day = CivilDate(iso: text) { return Taipei.startOfDay(day) }
            fault(rule, "from gives a text that is no date")
            return nil
        case .value(let value):
            fault(rule, "from gives \(value.typeName), not a timestamp")
            return nil
        case .unknown(let fields):
            wait(position, for: fields, from: nil)
            return nil
        case .error(let error):
            fault(rule, error.withoutValues)
            return nil
        }
    }

    /// Stands still until fields are filled; a start that is known is kept, so that it runs backdated then.
    private mutating func wait(_ position: Int, for fields: [FieldPath], from: Instant?) {
        deadlines[position].waitsFor = fields.map(\.description)
        deadlines[position].status = .waiting
        deadlines[position].from = from
        deadlines[position].due = nil
        deadlines[position].computed = .null
        deadlines[position].reminders = []
    }

    private enum Length {
        case stopwatch
        case span(TimeSpan)
        case period(Period)
    }

    private mutating func length(
        of rule: DeadlineRule,
        _ position: Int,
        from start: Instant,
        _ model: CaseModel
    ) -> Length? {
        switch rule.within {
        case .immediately: return .stopwatch
        case .period(let text): return rule.period.map { .period($0) } ?? period(text, rule)
        case .computed(let expression):
            switch model.evaluate(expression).outcome {
            case .value(.duration(let span)): return .span(span)
            case .value(.string(let text)): return text == "immediately" ? .stopwatch : period(text, rule)
            case .value(let value):
                fault(rule, "within gives \(value.typeName), not a period")
                return nil
            case .unknown(let fields):
                wait(position, for: fields, from: start)
                return nil
            case .error(let error):
                fault(rule, error.withoutValues)
                return nil
            }
        }
    }

    private mutating func period(_ text: String, _ rule: DeadlineRule) -> Length? {
        guard let period = try? Period(text: text) else {
            fault(rule, "within gives a text that is no period")
            return nil
        }
        return .period(period)
    }

    private mutating func run(
        _ position: Int,
        from: Instant,
        due: Instant?,
        computed: Value,
        _ rule: DeadlineRule,
        _ model: CaseModel
    ) {
        let isMoved =
            deadlines[position].status != .running || deadlines[position].from != from
            || deadlines[position].due != due
        deadlines[position].status = .running
        deadlines[position].from = from
        deadlines[position].due = due
        deadlines[position].computed = computed
        deadlines[position].waitsFor = []
        // What is due but not yet given must not be lost when nothing moves.
        if isMoved { deadlines[position].reminders = reminders(rule, from: from, due: due, model) }
    }

    /// The instants still to come at which somebody is reminded.
    ///
    /// Those already past are left out, but if all are (the start was entered late), the last goes out at once:
    /// otherwise nobody would ever be told.
    private func reminders(_ rule: DeadlineRule, from: Instant, due: Instant?, _ model: CaseModel)
        -> [Instant]
    {
        guard let remind = rule.remind, case .value(.list(let steps)) = model.evaluate(remind).outcome else {
            return []
        }
        let spans = steps.compactMap { step -> TimeSpan? in
            if case .duration(let span) = step { return span }
            return step.text.flatMap { TimeSpan(text: $0) }
        }
        if let due, due <= recorded { return [] }
        let instants = spans.map { span in due.map { $0 - span } ?? from + span }.sorted()
        let future = instants.filter { $0 > recorded }
        return future.isEmpty ? instants.suffix(1) : future
    }

    // MARK: Meeting and cancelling

    private mutating func meet(_ position: Int, byEvents events: [String], _ rule: DeadlineRule) {
        guard case .event(let names) = rule.met, isUnmet(position), events.contains(where: names.contains)
        else {
            return
        }
        meet(position, claimed: now)
    }

    private mutating func meet(_ position: Int, byCondition rule: DeadlineRule, _ model: CaseModel) {
        guard case .condition(let condition, let at) = rule.met, isUnmet(position),
            case .value(.bool(true)) = model.evaluate(condition).outcome
        else { return }
        var claimed = now
        if let at, case .value(.timestamp(let instant)) = model.evaluate(at).outcome { claimed = instant }
        meet(position, claimed: claimed)
    }

    private func isUnmet(_ position: Int) -> Bool {
        deadlines[position].isOpen
            || (deadlines[position].status == .missed && deadlines[position].satisfiedAt == nil)
    }

    /// Records what a deadline demands as done; only a timely act takes the miss back, and none lies ahead.
    private mutating func meet(_ position: Int, claimed: Instant) {
        let claimed = min(claimed, now)
        let isLate =
            deadlines[position].status == .missed && deadlines[position].due.map { claimed >= $0 } ?? true
        if !isLate { deadlines[position].status = .met }
        deadlines[position].satisfiedAt = claimed
        deadlines[position].recordedAt = recorded
        deadlines[position].reminders = []
    }

    private mutating func cancel(_ position: Int) {
        deadlines[position].status = .cancelled
        deadlines[position].recordedAt = recorded
        deadlines[position].reminders = []
    }

    private mutating func fault(_ rule: DeadlineRule, _ message: String) {
        let fault = "deadline \(rule.name): \(message)"
        if !faults.contains(fault) { faults.append(fault) }
    }
}

extension DeadlineRule.Within {
    fileprivate var isComputed: Bool {
        switch self {
        case .computed: true
        case .immediately, .period: false
        }
    }
}

extension Deadline {
    /// The version of the calendar that the due instant rests on; nil for clocks of hours.
    fileprivate var calendarVersion: String? { computed["calendar"]?.text }
}

extension DeadlineComputation {
    /// How the due instant was found, to be kept with the deadline and shown to whoever asks.
    var value: Value {
        var pairs: [(String, Value)] = [
            ("period", .string(period.text)), ("calendar", .string(calendarVersion)),
        ]
        guard let days else { return .map(ValueMap(uniqueKeysWithValues: pairs)) }
        pairs.append(("rawLast", .string(days.rawLast.iso)))
        pairs.append(("statutoryLast", .string(days.statutoryLast.iso)))
        if let suggested = days.suggested { pairs.append(("suggested", .string(suggested.iso))) }
        if !days.skipped.isEmpty {
            let skipped = days.skipped.map { Value.list([.string($0.date.iso), $0.day.reason.encoded]) }
            pairs.append(("skipped", .list(skipped)))
        }
        if isProvisional { pairs.append(("provisional", .bool(true))) }
        return .map(ValueMap(uniqueKeysWithValues: pairs))
    }
}
