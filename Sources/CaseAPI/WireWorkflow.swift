/// A workflow in force that the account may know of.
public struct WireWorkflow: Codable, Sendable, Hashable {
    /// The workflow's name (`threat-report`).
    public var name: String
    /// What people call it.
    public var title: WireText
    /// The hash of the bundle in force.
    public var hash: String
    /// The units in which the account may open a case of it.
    public var units: [String]?
    /// The opening form.
    public var asks: [WireFormField]?

    /// From its parts.
    public init(
        name: String,
        title: WireText,
        hash: String,
        units: [String]? = nil,
        asks: [WireFormField]? = nil
    ) {
        self.name = name
        self.title = title
        self.hash = hash
        self.units = units
        self.asks = asks
    }
}
