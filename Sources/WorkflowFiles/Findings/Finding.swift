public import Values

/// Something that is wrong with a file, or looks wrong, and where.
public struct Finding: Sendable, Hashable, Error {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The file does not load.
        case error
        /// The file loads; somebody should look at it, or waive it with a reason.
        case warning
    }

    /// How bad it is.
    public let severity: Severity
    /// What sort of thing it is.
    public let code: FindingCode
    /// What is wrong and what to do about it.
    public let message: LocalizedText
    /// Where it is.
    public let position: SourcePosition
    /// The name of the state, field or deadline that it is about, as `waive` names it; empty for none.
    public let subject: String
    /// How a case comes to it; nil where it holds whatever happens.
    public let counterexample: Counterexample?

    /// A finding from its parts; the severity is the code's own unless given.
    public init(
        _ code: FindingCode,
        _ message: LocalizedText,
        at position: SourcePosition,
        subject: String = "",
        severity: Severity? = nil,
        counterexample: Counterexample? = nil
    ) {
        self.severity = severity ?? code.severity
        self.code = code
        self.message = message
        self.position = position
        self.subject = subject
        self.counterexample = counterexample
    }
}

/// Everything that keeps a file from being used; never without an error.
public struct FileProblems: Error, Sendable, Hashable {
    /// The findings, in the order of the file.
    public let findings: [Finding]

    /// Problems from their findings.
    public init(_ findings: [Finding]) { self.findings = findings }
}

extension FileProblems: CustomStringConvertible {
    /// The errors as the check writes them: `FILE:LINE:COLUMN: error CODE: sentence`, in English.
    public var description: String {
        findings.filter { $0.severity == .error }
            .map { "\($0.position): error \($0.code.rawValue): \($0.message.en)" }
            .joined(separator: "; ")
    }
}
