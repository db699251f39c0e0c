/// What an event, a started case or a final state carries.
public enum Payload: Sendable {
    case none
    /// One value.
    case value(Operand)
    /// A map with these members, in this order.
    case fields([(name: String, value: Operand)])
}
