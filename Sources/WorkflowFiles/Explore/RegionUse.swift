import Values

/// What some states of a chart listen to, raise, read and write: by it they bear on others.
struct RegionUse {
    /// Everything that others may use too, each with the sort of thing that it is in front.
    private(set) var things: Set<String> = []
    /// The completions that are waited for.
    private(set) var awaited: Set<String> = []
    /// Whether something is computed or anything is listened to, so that it may bear on all others.
    private(set) var isOpen = false

    /// What states do; not what those inside them do.
    init(_ states: [StateDraft], _ actions: [ActionDraft] = []) {
        for action in actions { add(action) }
        for state in states { add(state) }
    }

    private mutating func add(_ state: StateDraft) {
        add(states: [state.id.text])
        if !state.children.isEmpty { add(event: "done.state." + state.id.text) }
        add(data: state.data.map(\.name.text))
        for text in state.data.flatMap(\.value.expressions) + state.done.expressions { add(text) }
        for text in state.deadlines.flatMap(\.expressions) { add(text) }
        add(states: state.initial?.targets.map(\.text) ?? [])
        for transition in state.transitions { add(transition) }
        for action in state.actions { add(action) }
    }

    private mutating func add(_ transition: TransitionDraft) {
        for descriptor in transition.descriptors {
            let event = OutsideWorld.name(descriptor)
            if event.hasPrefix("done.state.") { awaited.insert(event) }
            add(event: descriptor == "*" ? "" : event)
        }
        add(states: transition.targets.map(\.text))
        add(data: transition.form.asks.map(\.field.text))
        for text in transition.form.requires.map(\.condition) + [transition.condition].compactMap(\.self) {
            add(text)
        }
    }

    private mutating func add(_ action: ActionDraft) {
        for text in action.expressions { add(text) }
        switch action.kind {
        case .set(let assignments): add(data: assignments.map(\.path.text))
        case .raise(let event, _): add(event: event.text)
        case .send(let send):
            add(data: [send.store?.text].compactMap(\.self))
            guard send.returns else { return }
            if case .literal(let event) = send.event { add(event: event.text) } else { isOpen = true }
            if let id = send.id { add(sending: id) }
        case .cancel(let id): add(sending: id)
        case .start(.literal(let name), _, _): add(event: "done.case." + name.text)
        // Under which name is not known: it bears on whoever waits for the end of any case.
        case .start(.computed, _, _): things.insert(RegionUse.ends)
        case .choose, .forEach, .notify, .document: break
        }
    }

    private mutating func add(states: [String]) { things.formUnion(states.map { "state " + $0 }) }

    private mutating func add(data: [String]) {
        things.formUnion(data.map { "datum " + $0.prefix { $0 != "." } })
    }

    /// Who cancels a send bears on who sends it.
    private mutating func add(sending id: NameDraft) {
        if case .literal(let text) = id { things.insert("send " + text.text) } else { isOpen = true }
    }

    /// Events are told apart by their first token, those that the system makes by the whole name.
    private mutating func add(event: String) {
        let tokens = event.split(separator: ".")
        switch tokens.first {
        case nil: isOpen = true
        case "done", "deadline":
            if tokens.count < 3 { isOpen = true }
            things.insert("event " + event)
            if event.hasPrefix("done.case") { things.insert(RegionUse.ends) }
        case let first?: things.insert("event " + first)
        }
    }

    private mutating func add(_ text: SourceText) {
        add(data: Array(ChartCheck.names(in: text).subtracting(RegionUse.common)))
        for piece in text.text.split(separator: "inState", omittingEmptySubsequences: false).dropFirst() {
            let quoted = piece.drop { $0 == " " || $0 == "(" }
            guard let quote = quoted.first, quote == "'" || quote == "\"" else {
                isOpen = true
                continue
            }
            add(states: [String(quoted.dropFirst().prefix { $0 != quote })])
        }
    }

    private static let ends = "ends of cases"

    /// Names that every expression may use and no state writes.
    private static let common: Set = ["profile", "event", "actor", "case", "now", "facts", "workflow"]
}
