/// Something that comes to a case from outside a step.
struct OutsideEvent: Hashable {
    /// Where it comes from.
    enum Origin: Hashable {
        case opening
        case person
        case deadline(String)
        /// A delayed event of the case's own, by its number.
        case delayed(Int)
        /// An event that the case has sent itself to be delivered at once.
        case itself
        case child(Int)
        case message
        /// Something about other cases has changed: facts and the clock are looked at anew.
        case surroundings
        case error
    }

    let name: String
    let origin: Origin

    /// Whether it can be counted on to lead out of a state.
    var isWayOut: Bool {
        switch origin {
        case .opening, .error: false
        case .person, .deadline, .delayed, .itself, .child, .message, .surroundings: true
        }
    }
}
