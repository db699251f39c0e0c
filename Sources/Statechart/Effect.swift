public import Values

/// Something that a step asks its caller to do.
public enum Effect: Sendable, Hashable {
    /// Delivers an event to another case; the recipient is never this one.
    case send(Event, to: Recipient)
    /// Opens a case of a workflow under a name, when the step is stable.
    case start(name: String, workflow: String, payload: Value?)
    /// Does what the workflow calls by a name (`notify`, `document`), with evaluated arguments.
    case perform(String, arguments: ValueMap)
}
