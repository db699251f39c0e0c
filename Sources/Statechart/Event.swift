public import Values

/// What happens to a chart, with the fields of SCXML's `_event`; those not given are nil.
public struct Event: Sendable, Hashable {
    /// The name, tokens joined by points (`error.execution`).
    public let name: String
    /// Who raised it: the chart itself, somebody outside, or the interpreter.
    public let type: EventType
    /// The id of the `send` it comes from, if that had one.
    public let sendID: String?
    /// Who sent it, in the form that a computed `to:` understands.
    public let origin: String?
    /// What sort of sender that is; the caller's word.
    public let originType: String?
    /// The name of the started case that it comes from.
    public let invokeID: String?
    /// What it carries.
    public let data: Value?

    /// An event from its fields.
    public init(
        _ name: String,
        type: EventType = .external,
        sendID: String? = nil,
        origin: String? = nil,
        originType: String? = nil,
        invokeID: String? = nil,
        data: Value? = nil
    ) {
        self.name = name
        self.type = type
        self.sendID = sendID
        self.origin = origin
        self.originType = originType
        self.invokeID = invokeID
        self.data = data
    }
}
