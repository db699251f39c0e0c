/// Puts the way to a node into words.
struct CounterexampleWriter {
    private let exploration: Exploration

    init(_ exploration: Exploration) { self.exploration = exploration }

    /// The way to a node, what is assumed on it and there, and the event that then shows the fault.
    func example(
        to node: Int,
        assuming choices: [Oracle.Choice] = [],
        then event: OutsideEvent? = nil
    ) -> Counterexample {
        let path = exploration.graph.path(to: node)
        var steps = path.compactMap(\.event).compactMap { name($0) }
        if let event { steps += [name(event)].compactMap(\.self) }
        var assumed: [String] = []
        for choice in path.flatMap(\.choices) + choices where !choice.text.isEmpty {
            let text = CounterexampleWriter.text(choice)
            if !assumed.contains(text) { assumed.append(text) }
        }
        var writer = RehearsalWriter(exploration)
        let state = exploration.graph.nodes[node]
        let rehearsal = event == nil && state.isStable ? writer.text(path, choices, state) : nil
        return Counterexample(steps: steps, assumed: assumed, rehearsal: rehearsal)
    }

    private func name(_ event: OutsideEvent) -> String? {
        switch event.origin {
        case .itself, .surroundings: nil
        case .opening, .person, .deadline, .delayed, .child, .message, .error: event.name
        }
    }

    /// An answer as it would be written: what does not hold is false, or undecided.
    static func text(_ choice: Oracle.Choice) -> String {
        if choice.holds { return choice.text }
        if choice.text.hasPrefix("!("), choice.text.hasSuffix(")") {
            return String(choice.text.dropFirst(2).dropLast())
        }
        return "!(" + choice.text + ")"
    }
}
