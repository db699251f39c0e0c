public import Values

/// A chart as people look at it: states inside states, what leaves them, what runs out in them.
///
/// A value in one language, made from a workflow or a bare chart; its texts are `text`, `mermaid` and
/// `graphviz`. The same definition always gives the same bytes.
public struct Diagram: Sendable, Hashable {
    /// What the chart is called, with its name in the files.
    public let title: String
    /// The language of the words that the drawing adds.
    public let language: Language
    /// The outermost states, in document order.
    public let states: [State]
    /// The states that are entered first.
    public let initial: [String]

    /// How a state is drawn.
    public enum Shape: Sendable, Hashable {
        /// A plain state; a frame where it holds others.
        case plain
        /// All that it holds goes on side by side.
        case parallel
        /// Closed for people, but it may be left again (◉).
        case closed
        /// Never left.
        case final
        /// Stands for where one was before.
        case history
    }

    /// One state with all that belongs to it.
    public struct State: Sendable, Hashable {
        /// The state's id.
        public let id: String
        /// What people call it; the id where nobody gave it a title.
        public let title: String
        /// How it is drawn.
        public let shape: Shape
        /// The states inside that are entered by default; a history state's default.
        public let initial: [String]
        /// What its deadlines demand, in the order of the file.
        public let deadlines: [String]
        /// What happens there, in the order of the file.
        public let arrows: [Arrow]
        /// The states inside, in document order.
        public let children: [State]
    }

    /// One transition.
    public struct Arrow: Sendable, Hashable {
        /// What people call the action; otherwise the events, or that it goes by itself.
        public let title: String
        /// The events as the file names them; empty where it goes by itself.
        public let events: [String]
        /// The condition's text; nil where there is none.
        public let condition: String?
        /// Where it leads; empty where the states stay as they are.
        public let targets: [String]
    }

    /// Every state by id.
    var byID: [String: State] {
        var found: [String: State] = [:]
        func add(_ states: [State]) {
            for state in states {
                found[state.id] = state
                add(state.children)
            }
        }
        add(states)
        return found
    }
}
