/// Who asks, once it is proved.
struct Caller: Sendable, Hashable {
    /// The account.
    let account: String
    /// Whether it is the machine's own administrator, who could read the files anyway.
    let ownsMachine: Bool
}
