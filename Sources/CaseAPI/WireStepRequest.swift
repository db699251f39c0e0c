/// The body of taking an action.
public struct WireStepRequest: Codable, Sendable, Hashable {
    /// The form's values.
    public var data: [String: WireValue]
    /// Whether to go the whole way and then roll back.
    public var dryRun: Bool?

    /// From its parts.
    public init(
        data: [String: WireValue],
        dryRun: Bool? = nil
    ) {
        self.data = data
        self.dryRun = dryRun
    }
}
