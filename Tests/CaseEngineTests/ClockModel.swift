import CaseworkSamples
import CivilCalendar
import Values

/// What the clock's cases must do, reckoned by hand: day after day, one thing after the other.
struct ClockModel {
    /// Something that the journal must hold: of which case, what, and when it was due if the clock set it off.
    struct Expected: Equatable {
        let id: Int64
        let event: String
        var due: Instant?
    }

    struct Running: Equatable {
        let name: String
        let occasion: Int
        var status = "waiting"
        var from: Instant?
        var due: Instant?
        var reminders: [Instant] = []
    }

    struct File {
        var isOpen = true
        var basis: Instant?
        var deadlines: [Running] = []
        var occasions: [String: Int] = [:]
        var pending: [Instant] = []
    }

    var files: [Int64: File] = [:]
    var holidays: [Int: Set<CivilDate>] = [:]
    var now = World.start

    // MARK: What people do

    mutating func open(_ id: Int64, basis: Instant?) -> [Expected] {
        files[id] = File(basis: basis)
        enter(id)
        return [Expected(id: id, event: "open")] + fireAll(id)
    }

    mutating func act(_ id: Int64, _ action: String, basis: Instant?, delay: TimeSpan?) -> [Expected] {
        let early = fireAll(id)
        files[id]?.deadlines.removeAll { "did-\($0.name)" == action }
        switch action {
        case "correct": files[id]?.basis = basis
        case "later": if let delay { files[id]?.pending.append(now + delay) }
        case "again": enter(id)
        case "close":
            files[id]?.isOpen = false
            files[id]?.deadlines = []
        case _: break
        }
        files[id]?.pending.sort()
        reckon(id)
        return early + [Expected(id: id, event: action)] + fireAll(id)
    }

    private mutating func enter(_ id: Int64) {
        guard var file = files[id] else { return }
        file.isOpen = true
        file.deadlines = []
        for period in ClockWorkflow.periods {
            let occasion = file.occasions[period.name, default: 0]
            file.occasions[period.name] = occasion + 1
            file.deadlines.append(Running(name: period.name, occasion: occasion))
        }
        files[id] = file
        reckon(id)
    }

    // MARK: What the clock does

    /// The earliest thing of a case, if it is due by now.
    private func earliest(_ id: Int64, by bound: Instant) -> (due: Instant, place: Int?, isMiss: Bool)? {
        guard let file = files[id] else { return nil }
        var found: (due: Instant, place: Int?, isMiss: Bool)?
        func consider(_ due: Instant?, _ place: Int?, _ isMiss: Bool) {
            guard let due, due <= bound, found.map({ due < $0.due }) ?? true else { return }
            found = (due, place, isMiss)
        }
        for (place, deadline) in file.deadlines.enumerated() {
            consider(deadline.reminders.first, place, false)
            consider(deadline.due, place, true)
        }
        consider(file.pending.first, nil, false)
        return found
    }

    /// The next instant at which anything is due.
    var next: Instant? {
        files.keys.compactMap { earliest($0, by: Instant(milliseconds: .max))?.due }.min()
    }

    private mutating func fireOne(_ id: Int64) -> Expected? {
        guard let (due, place, isMiss) = earliest(id, by: now) else { return nil }
        var event = "tick"
        if let place, let name = files[id]?.deadlines[place].name {
            event = (isMiss ? "deadline.missed." : "reminder.") + name
            if isMiss {
                files[id]?.deadlines.remove(at: place)
            } else {
                files[id]?.deadlines[place].reminders.removeFirst()
            }
        } else {
            files[id]?.pending.removeFirst()
        }
        reckon(id)
        return Expected(id: id, event: event, due: due)
    }

    mutating func fireAll(_ id: Int64) -> [Expected] {
        var fired: [Expected] = []
        while let one = fireOne(id) { fired.append(one) }
        return fired
    }

    /// All that is due of all cases, in due order.
    mutating func fireDue() -> [Expected] {
        var fired: [Expected] = []
        while let id = files.keys.compactMap({ id in earliest(id, by: now).map { (due: $0.due, id: id) } })
            .min(by: { ($0.due, $0.id) < ($1.due, $1.id) })?.id, let one = fireOne(id)
        {
            fired.append(one)
        }
        return fired
    }

    /// Which cases a new calendar moves, and what is due then; each case in the order of its number.
    mutating func publish(_ year: Int, _ days: Set<CivilDate>) -> [(isMoved: Bool, then: [Expected])] {
        holidays[year] = days
        return files.keys.sorted().filter {
            files[$0]?.deadlines.contains { $0.status == "running" } ?? false
        }
        .map { id in
            let before = files[id]?.deadlines.map(\.due)
            reckon(id)
            let isMoved = files[id]?.deadlines.map(\.due) != before
            let entry = Expected(id: id, event: "calendar.changed")
            return (isMoved, [entry] + fireAll(id))
        }
    }

    // MARK: When it is due

    private mutating func reckon(_ id: Int64) {
        guard var file = files[id], file.isOpen else { return }
        for (place, deadline) in file.deadlines.enumerated() {
            guard let from = deadline.name == "office" ? deadline.from ?? now : file.basis else {
                file.deadlines[place] = Running(name: deadline.name, occasion: deadline.occasion)
                continue
            }
            let due = due(deadline.name, from)
            guard deadline.status == "waiting" || deadline.from != from || deadline.due != due else {
                continue
            }
            file.deadlines[place].status = "running"
            file.deadlines[place].from = from
            file.deadlines[place].due = due
            file.deadlines[place].reminders = reminders(deadline.name, from, due)
        }
        files[id] = file
    }

    private func reminders(_ name: String, _ from: Instant, _ due: Instant?) -> [Instant] {
        if let due, due <= now { return [] }
        let spans = ClockWorkflow.periods.first { $0.name == name }?.reminders ?? []
        let all = spans.compactMap { TimeSpan(text: $0) }.map { span in due.map { $0 - span } ?? from + span }
            .sorted()
        let ahead = all.filter { $0 > now }
        return ahead.isEmpty ? all.suffix(1) : ahead
    }

    private func due(_ name: String, _ from: Instant) -> Instant? {
        let day = Taipei.date(of: from)
        switch name {
        case "hours": return from + TimeSpan(seconds: 8 * 3_600)
        case "days": return Taipei.endOfDay(working(day.adding(days: 10)))
        case "office":
            var last = day
            for _ in 0..<5 { last = working(last.adding(days: 1)) }
            return Taipei.endOfDay(last)
        case "month": return Taipei.endOfDay(working(monthEnd(day.adding(days: 1))))
        case _: return nil
        }
    }

    /// The last day of a month that begins with a day: the one before its like, or the month's last.
    private func monthEnd(_ first: CivilDate) -> CivilDate {
        var day = first.adding(days: 27)
        while true {
            let next = day.adding(days: 1)
            if next.month != first.month, next.day == first.day { return day }
            // The month after has no such day: it is over before the like of the first comes.
            if (next.month - first.month + 12) % 12 == 2 { return day }
            day = next
        }
    }

    private func working(_ day: CivilDate) -> CivilDate {
        var day = day
        while day.weekday.isWeekend || holidays[day.year]?.contains(day) ?? false {
            day = day.adding(days: 1)
        }
        return day
    }
}
