/// A transition of a compiled chart.
struct TransitionNode: Sendable {
    let source: Int
    let events: [String]
    /// The numbers of its descriptors, and whether `*` is one.
    let descriptors: BitSet
    let matchesAll: Bool
    let condition: ExpressionReference?
    let targets: [Int]
    let isInternal: Bool
    let actions: [Action]
    let label: Int
    /// The state inside which everything is left and entered; nil without targets or when it depends
    /// on what a history state among the targets remembers.
    var domain: Int?
    var hasHistoryTarget = false

    /// Whether one of its descriptors is among those that an event matches.
    func listens(to matching: BitSet) -> Bool { matchesAll || !descriptors.isDisjoint(with: matching) }
}
