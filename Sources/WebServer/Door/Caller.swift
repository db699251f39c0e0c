/// Who asks, once it is proved.
struct Caller: Sendable, Hashable {
    /// The account.
    let account: String
    /// Whether it is the machine's own administrator, who could read the files anyway.
    let ownsMachine: Bool
    /// The console's session that the request came in; nil for every other client.
    var session: ConsoleSession?
    /// Where a console's request notes what it touches.
    var trace: RequestTrace?
    /// Whether the request may change anything; looking and dry runs are always possible.
    var mayWrite = true

    /// Whether sensitive values of a case stay hidden even where the account may read them: in a console until they
    /// were asked to be revealed.
    func isMasked(_ number: String) -> Bool { session.map { !$0.reveals(number) } ?? false }
}
