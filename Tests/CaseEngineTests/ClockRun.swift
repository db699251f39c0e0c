import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import CivilCalendar
import Statechart
import Values

/// A life of some cases under a clock that jumps: each thing that happens is compared with the model's.
///
/// A seed gives the same life in every run. What is wrong is a list of sentences.
struct ClockRun {
    private var dice: ClockDice
    private let clock: HandClock
    private let store: () throws -> any Storage
    private var storage: any Storage
    private let sealing: AESSealing
    private var source = ClockSource()
    private var engine: Engine
    private var model = ClockModel()
    private var numbers: [Int64: String] = [:]
    private var serials: [Int: Int] = [:]
    private var last: (sequence: Int64, at: Instant)
    private var farJumps = 0
    private(set) var wrong: [String] = []
    /// How often each kind of thing happened: a run in which nothing did would prove nothing.
    private(set) var tally: [String: Int] = [:]

    /// A life in a file, which is closed and opened again, or in memory.
    init(seed: UInt64, file: String? = nil) throws {
        dice = ClockDice(state: seed)
        let memory = MemoryStorage()
        store = { if let file { try SQLiteStorage(path: file) } else { memory } }
        storage = try store()
        let starts = [
            "2026-11-24T09:00:00+08:00", "2026-12-31T23:59:58+08:00", "2028-02-28T22:00:00+08:00",
            "2038-01-19T03:14:00Z", "2027-01-30T10:00:00+08:00", "2027-12-20T12:00:00+08:00",
        ]
        let start = starts[Int(dice.next() % UInt64(starts.count))]
        clock = HandClock(World.at(start))
        let randomness = SeededRandomness(seed: seed)
        sealing = AESSealing(MasterKey(from: randomness), randomness: randomness)
        engine = try Bench.engine(storage, sealing, clock, source)
        for change in [
            RegisterChange.unit(
                Unit(id: "north", name: World.text("社工科", "North"), parent: nil, head: nil, profile: "p")
            ),
            .account(
                Account(id: "chen", name: "陳測二", grants: [RoleGrant(role: "supervisor", unit: "north")])
            ),
        ] {
            _ = try engine.perform(Request(account: Gate.system, command: .register(change))).get()
        }
        last = (2, clock.now())
        model.now = clock.now()
    }

    /// Closes the store at the end of a life.
    func close() throws { try engine.stop() }

    // MARK: A life

    mutating func live(_ rounds: Int) throws {
        for round in 0..<rounds where wrong.isEmpty {
            model.now = max(clock.now(), last.at)
            switch dice.below(12) {
            case 0, 1: try open()
            case 2...5: try act()
            case 6...8: jump()
            case 9: try publish()
            case 10: try reopen()
            case _: try fireDue()
            }
            try compareHeads("after round \(round)")
        }
        for _ in 0..<3 where wrong.isEmpty {
            // Nothing is lost: in the end everything that was ever promised fires.
            clock.move(to: clock.now() + TimeSpan(seconds: 400 * 86_400))
            model.now = max(clock.now(), last.at)
            try fireDue()
        }
        if wrong.isEmpty, let next = model.next, next <= clock.now() {
            wrong.append("something is never fired")
        }
    }

    private mutating func open() throws {
        guard numbers.count < 6 else { return }
        let basis = dice.below(4) == 0 ? nil : moment()
        var data = ValueMap()
        if let basis { data["basis"] = .timestamp(basis) }
        let command = Command.open(workflow: "clock", unit: "north", data: data)
        let receipt = try engine.perform(Request(account: "chen", command: command)).get()
        let id = Int64(numbers.count + 1)
        numbers[id] = receipt.number
        let year = Taipei.date(of: model.now).year - 1_911
        serials[year, default: 0] += 1
        let serial = String(serials[year, default: 0])
        let number = "鐘-\(year)-" + String(repeating: "0", count: 4 - serial.count) + serial
        if receipt.number != number { wrong.append("\(receipt.number) should be \(number)") }
        try compare(model.open(id, basis: basis))
    }

    private mutating func act() throws {
        guard let id = numbers.keys.sorted().randomElement(using: &dice), let number = numbers[id] else {
            return
        }
        let isOpen = model.files[id]?.isOpen ?? false
        let names = ClockWorkflow.periods.map { "did-\($0.name)" }
        let actions = isOpen ? names + ["correct", "correct", "later", "later", "again", "close"] : ["again"]
        guard let action = actions.randomElement(using: &dice) else { return }
        let basis = dice.below(5) == 0 ? nil : moment()
        let seconds = [0, 1, 90, 3_600, 86_400, 31 * 86_400, 366 * 86_400][dice.below(7)]
        var data = ValueMap()
        if action == "correct" { data["basis"] = basis.map { .timestamp($0) } ?? .null }
        if action == "later" { data["delay"] = .string("\(seconds)s") }
        let command = Command.act(number: number, action: action, data: data, revision: nil)
        _ = try engine.perform(Request(account: "chen", command: command)).get()
        let delay = TimeSpan(seconds: Int64(seconds))
        try compare(model.act(id, action, basis: basis, delay: delay))
    }

    private mutating func fireDue() throws {
        let next = try engine.fireDue()
        try compare(model.fireDue())
        if next != model.next { wrong.append("next is \(text(next)) and should be \(text(model.next))") }
        if try engine.fireDue() != next || (try new()).count > 0 { wrong.append("something fired twice") }
    }

    /// A time at which a period may start: near now, at midnight, at the end of a month.
    private mutating func moment() -> Instant {
        let day = Taipei.date(of: model.now).adding(days: dice.below(60) - 45)
        switch dice.below(4) {
        case 0: return Taipei.startOfDay(day)
        case 1: return Taipei.endOfDay(day) - TimeSpan(milliseconds: 1)
        case 2: return Taipei.startOfDay(day.adding(days: -day.day))
        case _: return model.now - TimeSpan(milliseconds: Int64(dice.below(40 * 86_400)) * 1_000)
        }
    }

    // MARK: The clock

    /// A clock that goes on, jumps either way, or stands just before, at or after what is due next.
    private mutating func jump() {
        let edges: [Int64] = [-1, 0, 1]
        if let next = model.next, dice.below(2) == 0 {
            return clock.move(to: next + TimeSpan(milliseconds: edges[dice.below(3)]))
        }
        let sizes: [Int64] = [1, 60, 3_600, 86_400, 7 * 86_400, 3_653 * 86_400]
        var size = sizes[dice.below(sizes.count)]
        let isForward = dice.below(3) > 0
        if size > 365 * 86_400, isForward {
            farJumps += 1
            if farJumps > 2 { size = 40 * 86_400 }
        }
        clock.move(to: clock.now() + TimeSpan(seconds: isForward ? size : -size))
    }

    /// Closes the engine and opens another on the same store, perhaps with a calendar that came in between.
    private mutating func reopen() throws {
        let isPublished = dice.below(3) == 0
        let (year, days) = newCalendar()
        if isPublished { source.calendarTexts[year] = text(days) }
        try engine.stop()
        storage = try store()
        engine = try Bench.engine(storage, sealing, clock, source)
        if isPublished { try compare(publishing: year, days) }
    }

    private mutating func publish() throws {
        let (year, days) = newCalendar()
        source.calendarTexts[year] = text(days)
        let change = RegisterChange.calendar(year: year, text: text(days))
        _ = try engine.perform(Request(account: Gate.system, command: .register(change))).get()
        try compare(publishing: year, days)
    }

    /// A day off more: next year's table for the first time, or a typhoon day.
    private mutating func newCalendar() -> (Int, Set<CivilDate>) {
        let day = Taipei.date(of: model.now).adding(days: dice.below(60) - 5)
        return (day.year, model.holidays[day.year, default: []].union([day]))
    }

    // MARK: Comparing

    private mutating func compare(_ expected: [ClockModel.Expected]) throws {
        let found = try new()
        guard found != expected else { return }
        wrong.append("the journal has \(found) and should have \(expected)")
    }

    /// A case whose deadlines move has one entry; one whose basis alone is told otherwise may have one.
    private mutating func compare(publishing year: Int, _ days: Set<CivilDate>) throws {
        let isNew = model.holidays[year] != days
        var found = try new()[...]
        guard isNew else {
            if !found.isEmpty { wrong.append("a calendar that is known made \(found)") }
            return
        }
        for (isMoved, then) in model.publish(year, days) {
            let hasEntry = found.first.map { $0 == then[0] } ?? false
            if isMoved, !hasEntry {
                wrong.append("the calendar of \(year) moved \(then[0]) without an entry")
            }
            let expected = hasEntry ? then[...] : then.dropFirst()
            if Array(found.prefix(expected.count)) != Array(expected) {
                wrong.append(
                    "after the calendar of \(year) the journal has \(found) and should have \(expected)"
                )
            }
            found = found.dropFirst(expected.count)
        }
        if !found.isEmpty { wrong.append("the calendar of \(year) made \(found) too") }
    }

    /// What the journal has got since the last look; its time never goes back and nothing in it is early.
    private mutating func new() throws -> [ClockModel.Expected] {
        let after = last.sequence
        let entries = try storage.read { try $0.entries(after: after, limit: .max) }
        var found: [ClockModel.Expected] = []
        for entry in entries {
            let draft = entry.draft
            if draft.at < last.at { wrong.append("the journal's time goes back") }
            if draft.at != model.now { wrong.append("an entry is at \(draft.at), not \(model.now)") }
            last = (draft.sequence, draft.at)
            guard let id = draft.caseID else { continue }
            let value = try Value(json: draft.bytes)
            var due: Instant?
            if case .timestamp(let instant)? = value["input"]?["message"]?["data"]?["due"] { due = instant }
            if let due, due > draft.at { wrong.append("what is due at \(due) is early") }
            let event = value["event"]?.text ?? ""
            let kind =
                due == nil ? event : String(event.prefix { $0 != "." }) + (due == draft.at ? "" : " late")
            tally[kind, default: 0] += 1
            found.append(ClockModel.Expected(id: id.number, event: event, due: due))
        }
        return found
    }

    /// Every open deadline and waiting send stands as the model has it.
    private mutating func compareHeads(_ place: String) throws {
        for (id, file) in model.files.sorted(by: { $0.key < $1.key }) {
            let head = try storage.read { try $0.caseHead(CaseID(id)) }
            let open = head?.file.deadlines.filter(\.isOpen).map {
                ClockModel.Running(
                    name: $0.name,
                    occasion: $0.occasion,
                    status: $0.status.rawValue,
                    from: $0.from,
                    due: $0.due,
                    reminders: $0.reminders
                )
            }
            if open != file.deadlines {
                wrong.append("\(place) case \(id) has \(open ?? []) for \(file.deadlines)")
            }
            let pending = head?.file.chart.pending.map(\.due)
            if pending != file.pending { wrong.append("\(place) case \(id) waits for other sends") }
        }
    }

    private func text(_ days: Set<CivilDate>) -> String { days.map(\.iso).sorted().joined(separator: ",") }

    private func text(_ instant: Instant?) -> String { instant.map(\.description) ?? "nothing" }
}

/// SplitMix64: the same throws for a seed in every run.
struct ClockDice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
