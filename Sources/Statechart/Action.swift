/// A piece of executable content, on entry, exit, a transition, an initial or a history default.
public indirect enum Action: Sendable {
    /// Assigns a value to a location of the data.
    case set(String, Operand)
    /// Puts an event on the internal queue.
    case raise(String, payload: Payload)
    /// Sends an event, now or later, to this case or another.
    case send(SendAction)
    /// Forgets the delayed send with an id; without effect when it is already delivered.
    case cancel(Operand)
    /// Runs one of two lists; `elseif` is a `choose` in the second list.
    case choose(ExpressionReference, then: [Action], else: [Action])
    /// Runs a list for each element of a list, which is copied before the first round.
    case forEach(item: String, index: String?, in: Operand, do: [Action])
    /// Opens another case under a name; its end comes back as the event `done.case.NAME`.
    case start(name: Operand, workflow: Operand, payload: Payload)
    /// Something that the chart does not know (`notify`, `document`): evaluated here, done by the caller.
    case perform(String, arguments: [(name: String, value: Operand)])
    /// Always fails with a message: what could not be read at load stands so in a bare chart.
    case fail(String)
}
