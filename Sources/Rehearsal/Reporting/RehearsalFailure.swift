/// Something that did not come out as a rehearsal says it must.
public struct RehearsalFailure: Sendable, Hashable {
    /// The rehearsal's title.
    public let rehearsal: String
    /// The file's path as it was given.
    public let file: String
    /// The line that says so.
    public let line: Int
    /// What was expected.
    public let expected: String
    /// What was found.
    public let found: String

    /// `FILE:LINE: expected ..., found ...`.
    public var text: String { "\(file):\(line): expected \(expected)\n    found \(found)" }
}
