/// A datum declared on the workflow or on a state; all of them are bound when the chart starts.
public struct DatumDefinition: Sendable {
    let name: String
    let value: Operand?

    /// A datum; without a value it starts empty (null).
    public init(_ name: String, value: Operand? = nil) {
        self.name = name
        self.value = value
    }
}
