import Values

extension Diagram {
    /// Where one case stands in its chart: what the drawing marks.
    public struct Marks: Sendable, Hashable {
        /// The states that it is in.
        public var current: Set<String>
        /// The states that it was in before.
        public var visited: Set<String>
        /// The actions that can be taken now.
        public var possible: Set<String>
        /// The actions that are refused now.
        public var refused: Set<String>

        /// Marks from their parts.
        public init(
            current: Set<String> = [],
            visited: Set<String> = [],
            possible: Set<String> = [],
            refused: Set<String> = []
        ) {
            self.current = current
            self.visited = visited
            self.possible = possible
            self.refused = refused
        }

        static let none = Marks()

        var isEmpty: Bool { self == .none }

        func mark(of state: String) -> String {
            current.contains(state) ? "● " : visited.contains(state) ? "✓ " : ""
        }

        /// The mark of an arrow that leaves a state: only what leaves a current one can be taken at all.
        func mark(of arrow: Arrow, in state: String) -> String {
            guard current.contains(state) else { return "" }
            if arrow.events.contains(where: possible.contains) { return "⇒ " }
            return arrow.events.contains(where: refused.contains) ? "✗ " : ""
        }

        static let legend = LocalizedText(
            zhHant: "● 目前　✓ 曾在　⇒ 目前可辦　✗ 目前不可辦",
            en: "● here now  ✓ was here  ⇒ possible now  ✗ refused now"
        )
    }
}
