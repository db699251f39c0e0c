public import CivilCalendar
import Expressions
import Statechart
public import Values

/// How a deadline comes about: its rule, what it counts from, and every day on the way.
public struct DeadlineClock: Sendable, Hashable {
    /// The rule.
    public let rule: DeadlineRule
    /// How long one has, as the file writes it.
    public let within: String
    /// The period, where it is one of the calendar.
    public let period: Period?
    /// What it counts from, as the file writes it; nil counts from entering the state.
    public let startsFrom: String?
    /// The instant that it counts from; nil while it waits.
    public let start: Instant?
    /// The first instant that is too late; nil while it waits, and for a stopwatch.
    public let due: Instant?
    /// Every day of a period of days.
    public let days: [CountedDay]
    /// Whether the end is the last day of a month that has no corresponding day.
    public let endsWithShortMonth: Bool
    /// What to know beside the date: that a calendar is not official, that a morning is advised.
    public let remarks: [LocalizedText]
    /// The version of the calendar that these days were counted by.
    public let calendarVersion: String
}

extension CaseDecision {
    /// How one of a case's deadlines comes about, from when it counts or from another instant; nil if the workflow
    /// knows no such deadline.
    public func clock(
        of deadline: Deadline,
        from hypothetical: Instant? = nil,
        on file: CaseFile
    ) -> DeadlineClock? {
        guard let rule = workflow.deadlines.first(where: { $0.name == deadline.name }) else { return nil }
        let model = model(for: file, standing: nil)
        let start = hypothetical ?? deadline.from
        let length = length(of: rule, model)
        var days: [CountedDay] = []
        var remarks: [LocalizedText] = []
        var due: Instant?
        var isShort = false
        switch (length, start) {
        case (.period(let period), let start?):
            let computation = DeadlineComputation(
                from: start,
                period,
                calendar: situation.calendar,
                in: model.places
            )
            due = computation.due
            days = computation.countedDays(calendar: situation.calendar, in: model.places)
            isShort = computation.endsWithShortMonth
            remarks = computation.warnings + [computation.advice].compactMap(\.self)
        case (.span(let span), let start?): due = start + span
        case (.stopwatch, _), (.unknown, _), (_, nil): due = nil
        }
        return DeadlineClock(
            rule: rule,
            within: text(of: rule.within),
            period: length.period,
            startsFrom: rule.from.map { workflow.expression($0).source },
            start: start,
            due: due,
            days: days,
            endsWithShortMonth: isShort,
            remarks: remarks,
            calendarVersion: situation.calendar.version
        )
    }

    private enum Length {
        case stopwatch, unknown
        case span(TimeSpan)
        case period(Period)

        var period: Period? {
            guard case .period(let period) = self else { return nil }
            return period
        }
    }

    private func length(of rule: DeadlineRule, _ model: CaseModel) -> Length {
        switch rule.within {
        case .immediately: return .stopwatch
        case .period(let text): return (try? Period(text: text)).map { .period($0) } ?? .unknown
        case .computed(let expression):
            guard case .value(let value) = model.evaluate(expression).outcome else { return .unknown }
            if case .duration(let span) = value { return .span(span) }
            guard let text = value.text else { return .unknown }
            return text == "immediately"
                ? .stopwatch : (try? Period(text: text)).map { .period($0) } ?? .unknown
        }
    }

    private func text(of within: DeadlineRule.Within) -> String {
        switch within {
        case .immediately: "immediately"
        case .period(let text): text
        case .computed(let expression): workflow.expression(expression).source
        }
    }
}
