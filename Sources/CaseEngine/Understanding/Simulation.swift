public import Casework
public import CivilCalendar
public import Values

/// One thing supposed to happen in a simulation.
public enum SimulatedMove: Sendable, Hashable {
    /// Somebody takes an action; nil for whoever asks.
    case act(action: String, data: ValueMap, account: String?)
    /// Time goes by.
    case wait(Period)
    /// Time goes on to an instant.
    case until(Instant)
}

/// What a move would bring about.
public struct SimulatedOutcome: Sendable, Hashable {
    /// The virtual instant at which the move is over.
    public let at: Instant
    /// Why the action would be refused; nil if it would not.
    ///
    /// Of somebody else's action only the kind is told: what it looked at may be no business of whoever asks.
    public let refusal: Refusal?
    /// The entries that would be made, in cases that the account may see, in order.
    public let events: [SimulatedEvent]
}

/// An entry that would be made.
public struct SimulatedEvent: Sendable, Hashable {
    /// The case's number.
    public let number: String
    /// The case's title.
    public let title: LocalizedText
    /// The entry.
    public let entry: EntryView
    /// The deadlines that would start, end or move.
    public let deadlines: [DeadlineView]
    /// What people would be told, each sentence with how many would hear it.
    public let notices: [SimulatedNotice]
}

/// A notice that would be owed.
public struct SimulatedNotice: Sendable, Hashable {
    /// Why it would go out.
    public let reason: NoticeRow.Reason
    /// The content-free sentence.
    public let text: LocalizedText
    /// How many people would get it; who they are may be secret.
    public let recipients: Int
}

/// What a case would become.
public struct SimulationView: Sendable, Hashable {
    /// The virtual instants of beginning and end.
    public let began: Instant
    /// The virtual instant at the end.
    public let ended: Instant
    /// What each move would bring about; a refused one ends the simulation.
    public let outcomes: [SimulatedOutcome]
    /// The case at the end, masked as the account's rights and session demand.
    public let after: CaseView
    /// Whether more would happen than a simulation follows.
    public let isCut: Bool
}

/// The most that one simulation does.
enum SimulationLimit {
    static let events = 1_000
    static let moves = 100
    static let span = TimeSpan(seconds: 3 * 366 * 86_400)
}

extension Engine {
    /// Plays what is supposed to happen to a case on a fork in memory, with its own clock, and keeps nothing but the
    /// record that somebody looked.
    ///
    /// The same turn decides as for a real step; virtual time stops at everything that is due of the case, of those
    /// that it has started and of those that a step reaches.
    public func simulate(
        number: String,
        moves: [SimulatedMove],
        as account: String,
        masked: Bool = false
    ) async throws -> SimulationView {
        guard moves.count <= SimulationLimit.moves else { throw Refusal.tooMuch }
        let (view, look) = try read(as: account, masked: masked) { reading in
            let seen = try reading.visible(number)
            guard seen.head.file.erasedAt == nil else { throw Refusal.erased("simulate") }
            var simulation = try Simulation(of: seen, reading, workflows: configuration.workflows)
            let view = try simulation.play(moves)
            // What was looked at to decide is looked at, shown or not.
            let file = try reading.opened(seen)
            let sensitive = seen.workflow.fields.filter { field in
                field.isSensitive && file.data[field.name] != nil && reading.mayRead(field, as: seen.standing)
            }
            let row = LookRow(
                at: reading.now,
                account: account,
                caseID: file.id,
                fields: sensitive.map(\.name).sorted()
            )
            return (view, row)
        }
        try await record(look)
        return view
    }
}

/// A case played on in memory.
struct Simulation {
    private let reading: Reading
    private let fork: Fork
    private let vault: CaseVault
    private let workflows: any WorkflowSource
    private let id: CaseID
    private let began: Instant
    /// Whether the account holds a role by which the case may be seen.
    private let playsOthers: Bool
    private let access: [String]
    private var now: Instant
    /// The cases whose deadlines run in the simulation.
    private var family: Set<CaseID> = []
    /// Those of them of which something due cannot be taken.
    private var stuck: Set<CaseID> = []
    private var isCut = false

    init(of seen: SeenCase, _ reading: Reading, workflows: any WorkflowSource) throws {
        self.reading = reading
        self.workflows = workflows
        fork = try Fork(reading.snapshot)
        vault = CaseVault(sealing: ForkSealing(base: reading.vault.sealing))
        id = seen.head.file.id
        access = seen.workflow.access
        playsOthers = seen.standing.grants.contains { [access] in access.isEmpty || access.contains($0.role) }
        began = reading.now
        now = reading.now
        try adopt(id)
    }

    mutating func play(_ moves: [SimulatedMove]) throws -> SimulationView {
        var outcomes: [SimulatedOutcome] = []
        for move in moves {
            let mark = fork.steps.count
            var refusal: Refusal?
            do {
                try play(move)
            } catch let cause as Refusal {
                refusal = told(cause, of: move)
            }
            try adoptNew(since: mark)
            outcomes.append(
                SimulatedOutcome(at: now, refusal: refusal, events: try events(since: mark))
            )
            if refusal != nil || isCut { break }
        }
        let later = later()
        guard let seen = try later.see(id) else { throw Refusal.unknown(.case) }
        let file = try later.opened(seen)
        return SimulationView(
            began: began,
            ended: now,
            outcomes: outcomes,
            after: try later.view(of: seen, file, actions: later.actions(seen, file)),
            isCut: isCut
        )
    }

    // MARK: Moves

    private mutating func play(_ move: SimulatedMove) throws {
        switch move {
        case .act(let action, let data, let account):
            try run(until: now)
            try act(action, data, as: account ?? reading.account)
            try adoptNew(since: 0)
            try run(until: now)
        case .wait(let period): try run(until: now.after(period, reading.calendar))
        case .until(let instant):
            guard instant >= now else {
                throw Refusal.notPossible(
                    action: "until",
                    possible: [],
                    because: LocalizedText(zhHant: "時間不能倒轉", en: "time does not go back")
                )
            }
            try run(until: instant)
        }
    }

    private mutating func act(_ action: String, _ data: ValueMap, as account: String) throws {
        if account != reading.account {
            // Whoever only stands in a relation to the case plays nobody else: that would tell what is not theirs.
            guard playsOthers else {
                throw Refusal.notPermitted(action: action, by: access)
            }
        }
        guard let number = try fork.caseHead(id)?.file.number else { throw Refusal.unknown(.case) }
        _ = try fork.savepoint {
            var turn = turn()
            return try turn.run(
                Request(
                    account: account,
                    command: .act(number: number, action: action, data: data, revision: nil)
                )
            )
        }
    }

    private func told(_ refusal: Refusal, of move: SimulatedMove) -> Refusal {
        guard case .act(let action, _, let account?) = move, account != reading.account else {
            return refusal
        }
        return .notPossible(
            action: action,
            possible: [],
            because: LocalizedText(
                zhHant: "以該人員之身分不可辦理;原因僅該人員可見",
                en: "not possible as that person; only they may see why"
            )
        )
    }

    private func turn() -> Turn {
        Turn(
            fork,
            shelf: reading.engine.shelf,
            vault: vault,
            workflows: workflows,
            now: now,
            state: WriterState(directory: reading.directory, calendar: reading.calendar, calendarTexts: [:])
        )
    }

    /// Lets time go on, stopping at everything that is due on the way.
    private mutating func run(until target: Instant) throws {
        guard target - began <= SimulationLimit.span else { throw Refusal.tooMuch }
        while let (due, next) = try earliest(by: target) {
            guard fork.steps.count < SimulationLimit.events else {
                isCut = true
                return
            }
            now = max(now, due)
            let mark = fork.steps.count
            let isTaken = try fork.savepoint {
                var turn = turn()
                return try turn.takeDue(next)
            }
            if !isTaken { stuck.insert(next) }
            try adoptNew(since: mark)
        }
        now = max(now, target)
    }

    private func earliest(by target: Instant) throws -> (Instant, CaseID)? {
        try family.subtracting(stuck).sorted().compactMap { id in
            try fork.caseHead(id)?.file.nextDue.map { ($0, id) }
        }
        .filter { $0.0 <= target }
        .min { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    // MARK: Which cases run

    /// Lets a case and those that it has started run.
    private mutating func adopt(_ id: CaseID) throws {
        guard family.count < 200, family.insert(id).inserted, let file = try fork.caseHead(id)?.file else {
            return
        }
        for child in file.children.values.sorted() { try adopt(child) }
    }

    private mutating func adoptNew(since mark: Int) throws {
        for id in Set(fork.steps[mark...].compactMap(\.entry.draft.caseID)).sorted() { try adopt(id) }
    }

    // MARK: What is told

    /// The fork as the account would see it at the virtual instant.
    private func later() -> Reading {
        Reading(
            snapshot: fork,
            engine: reading.engine,
            account: reading.account,
            now: now,
            directory: reading.directory,
            calendar: reading.calendar,
            masksSensitive: reading.masksSensitive,
            vault: vault
        )
    }

    private func events(since mark: Int) throws -> [SimulatedEvent] {
        let later = later()
        return try fork.steps[mark...].compactMap { step in
            guard let head = step.head, let seen = try later.see(head) else { return nil }
            let before = step.before ?? []
            let changed = later.deadlines(seen).filter { view in !before.contains(view.deadline) }
            let key = try fork.caseKey(head.file.id)
            return SimulatedEvent(
                number: head.file.number,
                title: seen.workflow.title,
                entry: try later.entry(step.entry, seen, key: key),
                deadlines: changed,
                notices: Simulation.told(step.notices)
            )
        }
    }

    private static func told(_ notices: [NoticeRow]) -> [SimulatedNotice] {
        var told: [SimulatedNotice] = []
        for notice in notices
        where !told.contains(where: { $0.text == notice.text && $0.reason == notice.reason }) {
            let alike = notices.filter { $0.text == notice.text && $0.reason == notice.reason }
            told.append(
                SimulatedNotice(reason: notice.reason, text: notice.text, recipients: alike.count)
            )
        }
        return told
    }
}

extension Instant {
    /// The instant a period later as a person would say it: the same time of day some days, months or years on.
    fileprivate func after(_ period: Period, _ calendar: OfficeCalendar) -> Instant {
        let local = Taipei.local(self)
        var date = local.date
        switch period.unit {
        case .seconds: return self + TimeSpan(seconds: Int64(period.value))
        case .minutes: return self + TimeSpan(seconds: Int64(period.value) * 60)
        case .hours: return self + TimeSpan(seconds: Int64(period.value) * 3_600)
        case .days: date = date.adding(days: period.value)
        case .weeks: date = date.adding(days: period.value * 7)
        case .months: date = date.adding(months: period.value)
        case .years: date = date.adding(months: period.value * 12)
        case .officeDays:
            for _ in 0..<period.value { date = calendar.workday(onOrAfter: date.adding(days: 1)) }
        }
        return Taipei.startOfDay(date) + (self - Taipei.startOfDay(local.date))
    }
}
