import CaseEngine
import Casework
import CivilCalendar
import Values

/// Reasons, clocks, charts, the past and simulations as `CaseAPI` lays them out.
extension JSONWriter {
    /// Why an action can or cannot be taken.
    mutating func reasons(_ view: ReasonsView) {
        let action = view.action
        raw("{\"action\":")
        string(action.name)
        member("title", text: action.title)
        member("permitted", boolean: action.isPermitted)
        member("possible", boolean: action.isPossible)
        member("by", strings: action.by)
        member("requirements", list: zip(action.requirements, view.cures)) { writer, pair in
            writer.requirement(pair.0, view.data, pair.1)
        }
        raw("}")
    }

    private mutating func requirement(
        _ finding: RequirementFinding,
        _ data: [String: ReasonsView.Datum],
        _ cures: [Cure]
    ) {
        raw("{\"outcome\":")
        string(finding.outcome.rawValue)
        member("text", text: finding.sentence)
        member("clause", string: finding.clause)
        if let citation = finding.citation { member("citation", text: citation) }
        member("reads", list: finding.reads) { writer, path in
            let datum = data[path.description]
            writer.raw("{\"field\":")
            writer.string(path.description)
            if let label = datum?.label { writer.member("label", text: label) }
            writer.member("value", value: datum?.value)
            if datum?.isMasked == true { writer.member("masked", boolean: true) }
            writer.raw("}")
        }
        member("missing", strings: finding.missing.map(\.description))
        member("cures", list: cures) { $0.cure($1) }
        raw("}")
    }

    private mutating func cure(_ cure: Cure) {
        raw("{\"field\":")
        string(cure.datum.description)
        switch cure.kind {
        case .action(let name, let title, let by, let isSame, let isHere):
            member("kind", string: "action")
            member("action", string: name)
            if let title { member("title", text: title) }
            member("by", strings: by)
            member("same", boolean: isSame)
            member("here", boolean: isHere)
        case .opening(let by):
            member("kind", string: "opening")
            member("by", strings: by)
        case .profile: member("kind", string: "profile")
        case .otherCases: member("kind", string: "otherCases")
        case .circumstances: member("kind", string: "circumstances")
        }
        raw("}")
    }

    /// How a deadline comes about.
    mutating func clock(_ view: ClockView) {
        let clock = view.clock
        raw("{\"deadline\":")
        deadline(view.deadline)
        member("within", string: clock.within)
        if let period = clock.period { member("period", text: period.display) }
        member("startsFrom", string: clock.startsFrom)
        member("start", instant: clock.start)
        member("due", instant: clock.due)
        member("supposed", boolean: view.isSupposed)
        member("calendar", string: clock.calendarVersion)
        member("shortMonth", boolean: clock.endsWithShortMonth)
        member("remarks", list: clock.remarks) { $0.text($1) }
        member("days", list: clock.days) { $0.countedDay($1) }
        raw("}")
    }

    private mutating func countedDay(_ counted: CountedDay) {
        raw("{\"date\":")
        string(counted.date.iso)
        member("weekday", text: counted.date.weekday.name)
        let (part, number): (String, Int?) =
            switch counted.part {
            case .start: ("start", nil)
            case .counted(let number): ("counted", number)
            case .omitted: ("omitted", nil)
            case .lastOff: ("lastOff", nil)
            case .passedOver: ("passedOver", nil)
            case .last(let number): ("last", number)
            }
        member("part", string: part)
        if let number { member("number", integer: number) }
        member("workday", boolean: counted.day.isWorkday)
        if counted.day != .workday { member("reason", text: counted.day.reason) }
        raw("}")
    }

    /// The chart with the place of a case.
    mutating func diagram(_ view: DiagramView) {
        raw("{\"number\":")
        string(view.number)
        member("text", text: view.text)
        member("current", strings: view.marks.current.sorted())
        member("visited", strings: view.marks.visited.sorted())
        member("possible", strings: view.marks.possible.sorted())
        member("refused", strings: view.marks.refused.sorted())
        raw("}")
    }

    /// What two revisions differ in.
    mutating func changes(_ view: ChangesView) {
        raw("{\"number\":")
        string(view.number)
        member("from", integer: view.from)
        member("to", integer: view.to)
        member("fields", list: view.fields) { writer, change in
            writer.raw("{\"field\":")
            writer.string(change.field.name)
            writer.member("label", text: change.field.label)
            writer.member("before", value: change.before)
            writer.member("after", value: change.after)
            writer.member("masked", boolean: change.isMasked)
            writer.raw("}")
        }
        member("left", list: view.left) { $0.state($1) }
        member("entered", list: view.entered) { $0.state($1) }
        member("deadlines", list: view.deadlines) { writer, change in
            guard let one = change.after ?? change.before else { return writer.raw("{}") }
            writer.raw("{\"name\":")
            writer.string(one.deadline.name)
            writer.member("title", text: one.title)
            if let before = change.before {
                writer.name("before")
                writer.deadline(before)
            }
            if let after = change.after {
                writer.name("after")
                writer.deadline(after)
            }
            writer.raw("}")
        }
        raw("}")
    }

    /// What would happen.
    mutating func simulation(_ view: SimulationView) {
        raw("{\"began\":")
        string(view.began.rfc3339)
        member("ended", instant: view.ended)
        member("cut", boolean: view.isCut)
        member("outcomes", list: view.outcomes) { writer, outcome in
            writer.raw("{\"at\":")
            writer.string(outcome.at.rfc3339)
            if let refusal = outcome.refusal {
                writer.member("detail", text: Problem(refusal).detail)
                writer.refusal(refusal)
            }
            writer.member("events", list: outcome.events) { $0.event($1) }
            writer.raw("}")
        }
        name("after")
        caseView(view.after)
        raw("}")
    }

    private mutating func event(_ event: SimulatedEvent) {
        raw("{\"number\":")
        string(event.number)
        member("title", text: event.title)
        name("entry")
        entry(event.entry, placed: false)
        member("deadlines", list: event.deadlines) { $0.deadline($1) }
        member("notices", list: event.notices) { writer, notice in
            writer.raw("{\"reason\":")
            writer.string(notice.reason.rawValue)
            writer.member("text", text: notice.text)
            writer.member("recipients", integer: notice.recipients)
            writer.raw("}")
        }
        raw("}")
    }
}
