/// How one requirement of an action came out, with its sentence and clause.
public struct WireRequirement: Codable, Sendable, Hashable {
    /// How a requirement can come out.
    public enum Outcome: String, Codable, Sendable, Hashable {
        case met, notMet, undecided, faulty
    }
    /// How it came out.
    public var outcome: Outcome
    /// What the person reads.
    public var text: WireText
    /// The clause that demands it.
    public var clause: String?
    /// Where the clause stands.
    public var citation: WireText?
    /// The data it looked at.
    public var reads: [WireReading]
    /// The empty fields that left it undecided.
    public var missing: [String]
    /// What can change the outcome, where reasons were asked for.
    public var cures: [WireCure]?

    /// A finding from its parts.
    public init(
        outcome: Outcome,
        text: WireText,
        clause: String? = nil,
        citation: WireText? = nil,
        reads: [WireReading] = [],
        missing: [String] = [],
        cures: [WireCure]? = nil
    ) {
        self.outcome = outcome
        self.text = text
        self.clause = clause
        self.citation = citation
        self.reads = reads
        self.missing = missing
        self.cures = cures
    }
}
