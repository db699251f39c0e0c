public import Values

/// What a name stands for during one evaluation.
public enum Binding: Sendable, Hashable {
    case value(Value)
    /// There is such a field, but it has not been filled in.
    case unknown
    /// There is no such name.
    case absent
}

/// What an expression is evaluated over: the host's variables, functions and zones.
public protocol Activation {
    /// What a variable stands for; called each time the expression reads it.
    func resolve(_ name: String) -> Binding

    /// Whether a member within a variable has not been filled in; asked for paths of two and more names.
    func isUnknown(_ path: FieldPath) -> Bool

    /// Computes a declared host function; an error without a place is given that of the call.
    func call(_ function: String, _ arguments: [Value]) -> Result<Value, EvaluationError>

    /// How many seconds east of Greenwich a zone's clocks stand at an instant; nil if there is no such zone.
    ///
    /// `UTC` and fixed offsets such as `+08:00` are known without asking.
    func zoneOffset(of zone: String, at instant: Instant) -> Int?
}

extension Activation {
    /// Members are known unless a host says otherwise.
    public func isUnknown(_ path: FieldPath) -> Bool { false }

    /// A host without functions.
    public func call(_ function: String, _ arguments: [Value]) -> Result<Value, EvaluationError> {
        .failure(.noSuchOverload(function, arguments))
    }

    /// A host without named zones.
    public func zoneOffset(of zone: String, at instant: Instant) -> Int? { nil }
}
