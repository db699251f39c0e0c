/// A function that the host adds to the language; `Activation.call` computes it.
///
/// It is strict: with an unknown or faulty argument it is not called.
public struct HostFunction: Sendable, Hashable {
    /// What a host function takes at one place.
    public enum Parameter: Sendable, Hashable {
        /// The path of a field, passed as its dotted name (`"profile.ladder"`) without being evaluated.
        case field
        /// A value of a type.
        case value(ExpressionType)
    }

    /// The name it is called by.
    public let name: String
    /// Whether it is called as `receiver.name(...)`, the receiver being the first parameter.
    public let isMember: Bool
    /// What it takes, the receiver of a member function first.
    public let parameters: [Parameter]
    /// The type of what it gives.
    public let result: ExpressionType

    /// A function from its signature.
    public init(
        _ name: String,
        _ parameters: [Parameter],
        _ result: ExpressionType,
        isMember: Bool = false
    ) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.isMember = isMember
    }
}

extension HostFunction.Parameter {
    /// A value of any type.
    public static let dyn = Self.value(.dyn)
    /// A truth value.
    public static let bool = Self.value(.bool)
    /// A whole number with a sign.
    public static let int = Self.value(.int)
    /// A whole number without a sign.
    public static let uint = Self.value(.uint)
    /// A floating-point number.
    public static let double = Self.value(.double)
    /// A text.
    public static let string = Self.value(.string)
    /// A sequence of bytes.
    public static let bytes = Self.value(.bytes)
    /// A point in time.
    public static let timestamp = Self.value(.timestamp)
    /// A length of time.
    public static let duration = Self.value(.duration)

    /// A list of values of a type.
    public static func list(_ element: ExpressionType) -> Self { .value(.list(element)) }

    /// A map from keys to values of two types.
    public static func map(_ key: ExpressionType, _ value: ExpressionType) -> Self {
        .value(.map(key, value))
    }
}
