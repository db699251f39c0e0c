/// One round of leaving, acting and entering.
public struct Microstep: Sendable {
    let tables: ChartTables
    let taken: [Int]
    let left: BitSet
    let reached: BitSet

    /// The event that enabled it; nil for eventless transitions and for the start.
    public let event: String?

    /// The transitions taken together, in the order of their actions.
    public var transitions: [TransitionReference] { taken.map { tables.reference($0) } }

    /// The ids of the states left, in the order of leaving: reverse document order.
    public var exited: [String] { tables.ids(of: left).reversed() }

    /// The ids of the states entered, in the order of entering: document order.
    public var entered: [String] { tables.ids(of: reached) }
}
