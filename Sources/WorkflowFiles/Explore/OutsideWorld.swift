import Statechart

/// What can come to a case from outside, where it stands.
struct OutsideWorld {
    /// The form fields that an action asks for, with whether they are required.
    private let transitions: [TransitionDraft]
    private let abstract: AbstractChart
    /// What other workflows send.
    private let messages: [Offer]
    /// The deadlines that can be missed, by the place of their state.
    private let missed: [[Offer]]
    /// The ends of started cases.
    private let ended: [Offer]
    /// Whether anybody may send anything: bare charts.
    private let isOpen: Bool
    /// Whether a name of any kind can be sent.
    private let isAny: Bool
    private let hasFacts: Bool
    /// The transitions with forms by the events that they listen to.
    private var forms: [String: [Int]] = [:]
    /// The transitions that people take, by the very name of their event.
    private var people: [String: [Int]] = [:]
    /// The place of the state that each transition leaves.
    private let sources: [Int]

    init(
        _ chart: ChartDraft,
        _ abstract: AbstractChart,
        messages: [String?],
        isOpen: Bool
    ) {
        let states = chart.all
        let transitions = states.flatMap(\.transitions)
        func offer(_ name: String, _ origin: OutsideEvent.Origin) -> Offer {
            Offer(event: OutsideEvent(name: name, origin: origin), transitions)
        }
        self.transitions = transitions
        sources = states.indices.flatMap { place in states[place].transitions.map { _ in place } }
        self.abstract = abstract
        self.isOpen = isOpen
        self.messages = messages.compactMap { $0.map { offer($0, .message) } }
        isAny = isOpen || abstract.sendsAny || messages.contains(nil)
        missed = states.map { state in
            state.deadlines.map { offer("deadline.missed." + $0.name.text, .deadline($0.name.text)) }
        }
        ended = abstract.started.enumerated().map { offer("done.case." + $1, .child($0)) }
        hasFacts = abstract.variables.contains { $0.lifetime == .event }
        for (label, transition) in transitions.enumerated() where !transition.form.by.isEmpty {
            people[transition.event?.text ?? "", default: []].append(label)
            guard !transition.form.asks.isEmpty else { continue }
            for descriptor in transition.descriptors {
                let name = descriptor == "*" ? descriptor : OutsideWorld.name(descriptor)
                forms[name, default: []].append(label)
            }
        }
    }

    /// The events that can come and that some transition of an active state listens to.
    func events(_ at: Interpreter<AbstractModel>, _ active: [Int]) -> [OutsideEvent] {
        let labels = at.candidates.map(\.label)
        let candidates = labels.map { transitions[$0] }
        var found: [OutsideEvent] = []
        var seen: Set<String> = []
        func add(_ name: String, _ origin: OutsideEvent.Origin) {
            guard seen.insert(name).inserted else { return }
            found.append(OutsideEvent(name: name, origin: origin))
        }
        func add(_ offer: Offer) {
            if labels.contains(where: { offer.listeners[$0] }) { add(offer.event.name, offer.event.origin) }
        }
        for (number, count) in at.model.waiting.enumerated() where count > 0 {
            found.append(OutsideEvent(name: abstract.delayed[number].event, origin: .delayed(number)))
        }
        for transition in candidates where !transition.form.by.isEmpty {
            for descriptor in transition.descriptors { add(OutsideWorld.name(descriptor), .person) }
        }
        for state in active { missed[state].forEach(add) }
        for (number, offer) in ended.enumerated() where at.model.started & (1 << UInt64(number)) != 0 {
            add(offer)
        }
        messages.forEach(add)
        let descriptors = candidates.flatMap(\.descriptors)
        for descriptor in descriptors {
            let name = OutsideWorld.name(descriptor)
            let isPlatform = name.hasPrefix("done.") || name.hasPrefix("error") || name.hasPrefix("deadline.")
            if isAny, !isPlatform || isOpen { add(name, .message) }
            if abstract.startsAny, name.hasPrefix("done.case") { add(name, .message) }
            if name.hasPrefix("error") || descriptor == "*" {
                add(name.hasPrefix("error") ? name : "error.execution", .error)
            }
        }
        if hasFacts { found.append(OutsideEvent(name: "surroundings.changed", origin: .surroundings)) }
        return found
    }

    /// An event that a descriptor matches.
    static func name(_ descriptor: String) -> String {
        if descriptor == "*" { return "any" }
        return descriptor.hasSuffix(".*") ? String(descriptor.dropLast(2)) : descriptor
    }

    /// What an event brings with it: the values of its form, or that it no longer waits.
    func prepare(_ interpreter: inout Interpreter<AbstractModel>, for event: OutsideEvent) {
        switch event.origin {
        case .person:
            for (name, isRequired) in asked(interpreter, event.name) {
                // Where requirements are looked at, the selected transition says what is required.
                interpreter.model.fill(name, isRequired: isRequired && abstract.demands == nil)
            }
        case .delayed(let number): interpreter.model.deliver(number)
        case .child(let number): interpreter.model.started &= ~(1 << UInt64(number))
        case .opening, .deadline, .itself, .message, .surroundings, .error: break
        }
    }

    /// Whether people take a transition under an event's name, so that its requirements are asked.
    func isPersonal(_ label: Int, _ event: String) -> Bool {
        !transitions[label].form.by.isEmpty && transitions[label].event?.text == event
    }

    /// What the form of an action asks where the case stands.
    private func asked(_ at: Interpreter<AbstractModel>, _ event: String) -> [(String, Bool)] {
        var fields: [(String, Bool)] = []
        for label in listening(at, event) {
            for ask in transitions[label].form.asks where !fields.contains(where: { $0.0 == ask.field.text })
            {
                fields.append((ask.field.text, ask.isRequired))
            }
        }
        return fields
    }

    /// The transitions with forms of active states that an event concerns, in the order of the file.
    ///
    /// By the event, not by what a state has: a state with many actions is asked about each of them.
    private func listening(_ at: Interpreter<AbstractModel>, _ event: String) -> [Int] {
        let labels = Set(OutsideWorld.prefixes(of: event).flatMap { forms[$0] ?? [] })
        guard !labels.isEmpty else { return [] }
        let active = Set(at.activePlaces)
        return labels.filter { active.contains(sources[$0] + 1) }.sorted()
    }

    /// The transitions of active states that people take under an event's name, with requirements or not.
    func personal(_ at: Interpreter<AbstractModel>, _ event: String) -> [Int] {
        guard let labels = people[event] else { return [] }
        let active = Set(at.activePlaces)
        return labels.filter { active.contains(sources[$0] + 1) }
    }

    /// The descriptors that match a name, as `forms` has them.
    private static func prefixes(of name: String) -> [String] {
        name.indices.filter { name[$0] == "." }.map { String(name[..<$0]) } + [name, "*"]
    }
}

/// An event that can come, with who listens to it.
private struct Offer {
    let event: OutsideEvent
    /// Whether a transition has a descriptor that matches, by its number.
    let listeners: [Bool]

    init(event: OutsideEvent, _ transitions: [TransitionDraft]) {
        self.event = event
        listeners = transitions.map { $0.descriptors.contains { EventMatch.matches($0, event.name) } }
    }
}
