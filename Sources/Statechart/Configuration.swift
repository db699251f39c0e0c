/// The set of active states of a chart, as a datamodel sees it.
public struct Configuration: Sendable {
    let tables: ChartTables
    let members: BitSet

    /// Whether the state with an id is active; false for an id that the chart does not have.
    public func contains(_ id: String) -> Bool {
        guard let index = tables.indices[id] else { return false }
        return members.contains(index)
    }

    /// The ids of the active states, in document order.
    public var ids: [String] { tables.ids(of: members) }
}
