import Values

/// A case's inputs as corrections leave them: what is voided is out, what is retimed, amended or added is in place,
/// in the order in which it is now said to have happened.
struct CorrectedHistory {
    /// One thing to be decided again.
    struct Input {
        var what: What
        /// When it is said to have happened.
        var at: Instant
        /// By when it was recorded.
        let recorded: Instant
        /// The entry's revision; of what a correction adds, that of the correction; `Int64.max` for one being made.
        let revision: Int64
    }

    enum What {
        case past(PastEntry)
        case append(String, ValueMap, account: String)
        case overlay(ValueMap)
        case reassign(from: String, to: String)
        case take(String)
        case settle
        case migrate(to: String, states: [String: String])
    }

    private(set) var inputs: [Input] = []
    /// Operations that name no entry which they could change.
    private(set) var strayed: [CorrectionOperation] = []

    /// The history with the corrections in it and one more, which is made at an instant.
    init(_ past: [PastEntry], _ new: CorrectionRecord, at now: Instant) {
        let voided = CorrectedHistory.voided(past, new)
        for entry in past where !voided.contains(entry.revision) && entry.isInput {
            inputs.append(
                Input(
                    what: .past(entry),
                    at: entry.entry.claimed ?? entry.entry.at,
                    recorded: entry.entry.at,
                    revision: entry.revision
                )
            )
        }
        for entry in past where !voided.contains(entry.revision) {
            guard let record = entry.correction else { continue }
            for operation in record.operations {
                apply(operation, of: record, at: entry.entry.at, revision: entry.revision)
            }
        }
        for operation in new.operations {
            if let problem = CorrectedHistory.unvoidable(operation, past) { strayed.append(problem) }
            apply(operation, of: new, at: now, revision: Int64.max)
        }
        sort()
    }

    /// The revisions that do not stand: a correction that is itself voided voids nothing.
    private static func voided(_ past: [PastEntry], _ new: CorrectionRecord) -> Set<Int64> {
        var voided = Set(new.operations.flatMap(\.voids))
        for entry in past.reversed() where !voided.contains(entry.revision) {
            voided.formUnion(entry.correction?.operations.flatMap(\.voids) ?? [])
        }
        return voided
    }

    /// Only what a person did can be voided, and a correction; the rest follows from these.
    private static func unvoidable(_ operation: CorrectionOperation, _ past: [PastEntry])
        -> CorrectionOperation?
    {
        for revision in operation.voids {
            let kind = past.first { $0.revision == revision }?.entry.kind
            guard kind == .action || kind == .correction else { return operation }
        }
        return nil
    }

    // MARK: Operations

    private mutating func apply(
        _ operation: CorrectionOperation,
        of record: CorrectionRecord,
        at time: Instant,
        revision: Int64
    ) {
        func add(_ what: What, at instant: Instant) {
            inputs.append(Input(what: what, at: instant, recorded: time, revision: revision))
        }
        switch operation {
        case .setField(let field, let value):
            amend(field, value, before: revision)
            add(.overlay(ValueMap([(field, value)])), at: time)
        case .retime(let entry, let instant):
            guard let place = inputs.firstIndex(where: { $0.isPerson && $0.revision == entry }) else {
                if revision == Int64.max { strayed.append(operation) }
                return
            }
            inputs[place].at = instant
            sort()
        case .append(let action, let data, let instant):
            add(.append(action, data, account: record.author), at: instant)
            sort()
        case .restate(_, let way): for action in way?.actions ?? [] { add(.take(action), at: time) }
        case .reassign(let from, let to): add(.reassign(from: from, to: to), at: time)
        case .recompute: add(.settle, at: time)
        case .migrate(let bundle, let states): add(.migrate(to: bundle, states: states), at: time)
        case .void: add(.settle, at: time)
        }
    }

    /// Gives a field another value in every form, from the last back, that gave it the value it has.
    private mutating func amend(_ field: String, _ value: Value, before revision: Int64) {
        var wrong: Value?
        for place in inputs.indices.reversed() where inputs[place].revision < revision {
            guard let given = inputs[place].form?[.string(field)] else { continue }
            guard wrong == nil || wrong == given else { return }
            wrong = given
            inputs[place].give(field, value)
        }
    }

    /// In order of time; what happened at the same instant stays as it was recorded, an opening comes first.
    private mutating func sort() {
        let sorted = inputs.enumerated().sorted { left, right in
            let places = (left.element.isOpening ? 0 : 1, right.element.isOpening ? 0 : 1)
            guard places.0 == places.1 else { return places.0 < places.1 }
            return (left.element.at, left.element.revision, left.offset)
                < (right.element.at, right.element.revision, right.offset)
        }
        inputs = sorted.map(\.element)
    }
}

extension PastEntry {
    /// Whether it has to be decided again: what a new calendar moved is reckoned by the present one anyway.
    fileprivate var isInput: Bool {
        switch entry.kind {
        case .open, .action, .message, .facts, .deadline, .delayed: true
        case .calendar, .correction, .migration, .erasure, .register: false
        }
    }
}

extension CorrectedHistory.Input {
    /// Whether the case begins with it.
    var isOpening: Bool {
        if case .past(let past) = what { past.entry.kind == .open } else { false }
    }

    /// Whether somebody did it, so that it may have been at another time.
    var isPerson: Bool {
        switch what {
        case .past(let past): past.entry.kind == .open || past.entry.kind == .action
        case .append: true
        case .overlay, .reassign, .take, .settle, .migrate: false
        }
    }

    var form: ValueMap? {
        switch what {
        case .past(let past):
            if case .form(let form) = past.entry.input { form } else { nil }
        case .append(_, let data, _): data
        case .overlay(let data): data
        case .reassign, .take, .settle, .migrate: nil
        }
    }

    fileprivate mutating func give(_ field: String, _ value: Value) {
        switch what {
        case .past(let past):
            guard case .form(var form) = past.entry.input else { return }
            form[field] = value
            var entry = past.entry
            entry.input = .form(form)
            what = .past(
                PastEntry(
                    entry: entry,
                    revision: past.revision,
                    opening: past.opening,
                    workflow: past.workflow
                )
            )
        case .append(let action, var data, let account):
            data[field] = value
            what = .append(action, data, account: account)
        case .overlay(var data):
            data[field] = value
            what = .overlay(data)
        case .reassign, .take, .settle, .migrate: break
        }
    }
}
