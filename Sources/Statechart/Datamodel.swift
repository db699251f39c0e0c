public import Values

/// The data and the expression language of a chart: the only door through which the interpreter meets them.
public protocol Datamodel {
    /// Evaluates a condition; must have no side effect on the data.
    mutating func condition(_ expression: ExpressionReference) -> Truth

    /// Evaluates an expression to a value; an unknown is an error here.
    mutating func value(of expression: ExpressionReference) throws(ExecutionError) -> Value

    /// Makes a name a variable, empty if it is new: every datum at the start, and what `foreach` binds.
    ///
    /// Fails where the name cannot be a variable (bad syntax, read-only).
    mutating func declare(_ name: String) throws(ExecutionError)

    /// Stores a value at a location, a name or a path into a variable; fails where there is none.
    mutating func assign(_ location: String, _ value: Value) throws(ExecutionError)

    /// Makes an event the one that expressions read; it stays so until the next call.
    mutating func setEvent(_ event: Event?)

    /// Tells which states are active, for `inState`: before an evaluation, if they changed since.
    mutating func setConfiguration(_ configuration: Configuration)
}
