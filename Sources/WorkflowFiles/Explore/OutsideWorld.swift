import Statechart

/// What can come to a case from outside, where it stands.
struct OutsideWorld {
    /// The form fields that an action asks for, with whether they are required.
    private let transitions: [TransitionDraft]
    private let states: [StateDraft]
    private let abstract: AbstractChart
    /// The names that other workflows send; nil among them for computed ones.
    private let messages: [String?]
    /// Whether anybody may send anything: bare charts.
    private let isOpen: Bool
    private let hasFacts: Bool
    /// The transitions with forms by the events that they listen to.
    private var forms: [String: [Int]] = [:]

    init(
        _ chart: ChartDraft,
        _ abstract: AbstractChart,
        messages: [String?],
        isOpen: Bool
    ) {
        transitions = chart.all.flatMap(\.transitions)
        states = chart.all
        self.abstract = abstract
        self.messages = messages
        self.isOpen = isOpen
        hasFacts = abstract.variables.contains { $0.lifetime == .event }
        for (label, transition) in transitions.enumerated()
        where !transition.form.by.isEmpty && !transition.form.asks.isEmpty {
            for descriptor in transition.descriptors {
                let name = descriptor == "*" ? descriptor : OutsideWorld.name(descriptor)
                forms[name, default: []].append(label)
            }
        }
    }

    /// The events that can come and that some transition of an active state listens to.
    func events(_ at: Interpreter<AbstractModel>, _ active: [Int]) -> [OutsideEvent] {
        let candidates = at.candidates.map { transitions[$0.label] }
        var found: [OutsideEvent] = []
        var seen: Set<String> = []
        func add(_ name: String, _ origin: OutsideEvent.Origin) {
            guard seen.insert(name).inserted else { return }
            found.append(OutsideEvent(name: name, origin: origin))
        }
        for (number, count) in at.model.waiting.enumerated() where count > 0 {
            found.append(OutsideEvent(name: abstract.delayed[number].event, origin: .delayed(number)))
        }
        let descriptors = candidates.flatMap(\.descriptors)
        func offer(_ name: String, _ origin: OutsideEvent.Origin) {
            if descriptors.contains(where: { EventMatch.matches($0, name) }) { add(name, origin) }
        }
        for transition in candidates where !transition.form.by.isEmpty {
            for descriptor in transition.descriptors { add(OutsideWorld.name(descriptor), .person) }
        }
        for state in active {
            for deadline in states[state].deadlines {
                offer("deadline.missed." + deadline.name.text, .deadline(deadline.name.text))
            }
        }
        for (number, name) in abstract.started.enumerated()
        where at.model.started & (1 << UInt64(number)) != 0 {
            offer("done.case." + name, .child(number))
        }
        for message in messages { if let message { offer(message, .message) } }
        let isAny = isOpen || abstract.sendsAny || messages.contains { $0 == nil }
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
        let listening = Set(OutsideWorld.prefixes(of: event).flatMap { forms[$0] ?? [] })
        guard !listening.isEmpty else { return [] }
        for candidate in at.candidates where listening.contains(candidate.label) {
            let transition = transitions[candidate.label]
            for ask in transition.form.asks where !fields.contains(where: { $0.0 == ask.field.text }) {
                fields.append((ask.field.text, ask.isRequired))
            }
        }
        return fields
    }

    /// The descriptors that match a name, as `forms` has them.
    private static func prefixes(of name: String) -> [String] {
        name.indices.filter { name[$0] == "." }.map { String(name[..<$0]) } + [name, "*"]
    }
}
