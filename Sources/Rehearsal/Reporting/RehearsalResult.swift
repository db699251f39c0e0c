/// How one rehearsal came out.
public struct RehearsalResult: Sendable, Hashable {
    /// What it shows, in a sentence.
    public let title: String
    /// The file's path as it was given.
    public let file: String
    /// The line it begins in.
    public let line: Int
    /// The clauses that it says it is about.
    public let clauses: [String]
    /// What did not come out as it must; empty when it passed.
    public let failures: [RehearsalFailure]

    /// Whether everything came out as it must.
    public var hasPassed: Bool { failures.isEmpty }
}
