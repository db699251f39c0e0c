public import Values

/// A value in an action: written in the file, or computed by the datamodel when the action runs.
public enum Operand: Sendable, Hashable {
    case literal(Value)
    case expression(ExpressionReference)
}
