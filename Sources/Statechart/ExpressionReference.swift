/// An expression that the datamodel holds, by its number there: the chart never looks inside.
public struct ExpressionReference: Sendable, Hashable {
    /// The number under which the datamodel keeps the expression.
    public let index: Int

    /// A reference to the expression with a number.
    public init(_ index: Int) { self.index = index }
}
