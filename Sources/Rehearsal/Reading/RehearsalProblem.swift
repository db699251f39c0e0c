public import Values

/// What keeps a rehearsal from being read, and where: for the person who wrote it.
public struct RehearsalProblem: Error, Sendable, Hashable {
    /// The file's path as it was given.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong and what to do about it.
    public let message: LocalizedText

    /// A problem from its parts.
    public init(file: String, line: Int, message: LocalizedText) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `FILE:LINE: sentence`, in English.
    public var description: String { "\(file):\(line): \(message.en)" }
}
