/// What sort of state a state is, in SCXML's terms.
public enum StateKind: Sendable, Hashable {
    /// Atomic without children; with children compound: exactly one of them is active.
    case state
    /// All children, the regions, are active together.
    case parallel
    /// Its entry completes the parent; at the top it ends the chart.
    case final
    /// Stands for the children of its parent that were active when the parent was last left.
    case shallowHistory
    /// Stands for the atomic states that were active when the parent was last left.
    case deepHistory

    var isHistory: Bool {
        switch self {
        case .shallowHistory, .deepHistory: true
        case .state, .parallel, .final: false
        }
    }
}
