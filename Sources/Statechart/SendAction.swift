/// A `send`: everything in it is evaluated when it is executed, not when the event is delivered.
public struct SendAction: Sendable {
    let event: Operand
    let target: SendTarget
    let delay: Operand?
    let id: Operand?
    let idLocation: String?
    let payload: Payload

    /// A send from its parts.
    ///
    /// - Parameters:
    ///   - delay: a duration or its CEL text (`90s`); negative is an error.
    ///   - idLocation: where in the data the id is stored; one is generated when none is given.
    public init(
        _ event: Operand,
        to target: SendTarget = .itself,
        after delay: Operand? = nil,
        id: Operand? = nil,
        idLocation: String? = nil,
        payload: Payload = .none
    ) {
        self.event = event
        self.target = target
        self.delay = delay
        self.id = id
        self.idLocation = idLocation
        self.payload = payload
    }
}
