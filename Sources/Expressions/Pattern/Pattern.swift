import Values

/// A compiled regular expression of RE2's syntax; matching takes time linear in the text.
///
/// It only answers whether a text contains a match: groups capture nothing, and greedy and lazy are the same.
struct Pattern: Sendable {
    /// How many instructions a pattern may compile to.
    static let maximumSize = 10_000
    /// How often one repetition may be written out (`a{1000}`).
    static let maximumRepetition = 1_000
    /// How deep groups may stand within each other.
    static let maximumDepth = 100

    let instructions: [PatternInstruction]

    /// Compiles a text; throws what is wrong with it.
    init(_ text: String) throws(PatternProblem) {
        var parser = PatternParser(text)
        var compiler = PatternCompiler()
        instructions = try compiler.program(for: parser.wholePattern())
    }

    /// What matching a text of so many scalars costs.
    func cost(matching length: Int) -> UInt64 {
        UInt64(length / 10 + 1) * UInt64(instructions.count / 4 + 1)
    }

    /// Whether the text contains a match.
    func matches(_ text: String) -> Bool {
        var matcher = PatternMatcher(instructions)
        return matcher.matches(Array(text.unicodeScalars))
    }
}

/// Why a text is not a regular expression.
struct PatternProblem: Error, Sendable, Hashable {
    /// The reason in English, as RE2 words it.
    let reason: String

    /// The pattern compiles to more instructions than there may be.
    static let tooLarge = PatternProblem(reason: "pattern too large")

    /// The error that an evaluation gives.
    func error(_ pattern: String) -> EvaluationError {
        EvaluationError(
            .invalidPattern,
            zhHant: "正規表示式「\(pattern)」無效：\(reason)",
            en: "invalid regular expression '\(pattern)': \(reason)"
        )
    }
}
