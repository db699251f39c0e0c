/// A case that another one started.
public struct WireChild: Codable, Sendable, Hashable {
    /// The name in the chart of the case that started it.
    public var name: String
    /// The case's number.
    public var number: String

    /// From its parts.
    public init(
        name: String,
        number: String
    ) {
        self.name = name
        self.number = number
    }
}
