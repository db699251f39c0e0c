/// What an expression may name beside the language itself: variables and host functions with their types.
public struct Declarations: Sendable, Hashable {
    /// What a name without a declaration means.
    public enum Undeclared: Sendable, Hashable {
        /// A problem at the check.
        case error
        /// A variable of type `dyn`; if it is absent when evaluated, that is an error then.
        case dyn
    }

    /// The variables by name.
    public let variables: [String: ExpressionType]
    /// The host functions; several with one name are overloads.
    public let functions: [HostFunction]
    /// What a name without a declaration means.
    public let undeclared: Undeclared

    /// Declarations from variables and host functions.
    public init(
        variables: [String: ExpressionType] = [:],
        functions: [HostFunction] = [],
        undeclared: Undeclared = .error
    ) {
        self.variables = variables
        self.functions = functions
        self.undeclared = undeclared
    }
}
