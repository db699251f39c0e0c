/// What verification went through and found.
public struct WireVerification: Codable, Sendable, Hashable {
    /// Whether nothing is wrong.
    public var ok: Bool
    /// How many entries the chain has.
    public var entries: Int64
    /// How many cases were folded and compared.
    public var cases: Int64
    /// What is wrong.
    public var problems: [WireText]

    /// From its parts.
    public init(
        ok: Bool,
        entries: Int64,
        cases: Int64,
        problems: [WireText]
    ) {
        self.ok = ok
        self.entries = entries
        self.cases = cases
        self.problems = problems
    }
}
