/// What the door says to a request.
enum Outcome: Sendable, Hashable {
    case answer(Answer)
    /// Nothing: the store's state is unknown and the process is about to end (promise 2).
    case silence
}
