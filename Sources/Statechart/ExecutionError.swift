/// Why an expression, an assignment or an action failed: becomes the data of `error.execution`.
public struct ExecutionError: Error, Sendable, Hashable {
    /// The sentence for the log and for `event.data.message`.
    public let message: String
    /// The id of the send that failed, if it is one.
    var sendID: String?

    /// An error with its sentence.
    public init(_ message: String) { self.message = message }
}
