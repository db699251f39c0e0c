/// Answers the questions that an abstract run leaves open, so that run after run all answers are tried.
///
/// ```
///  begin ──► run: asked? answer of the script, else "no" ──► next script: last "no" becomes "yes" ──┐
///                 ▲                                           none left: over                      │
///                 └─────────────────────────────────────────────────────────────────────────────────┘
/// ```
final class Oracle {
    /// A question and its answer.
    struct Choice: Hashable {
        let text: String
        let holds: Bool
        /// The variable that was narrowed; nil for what cannot be remembered.
        let variable: Int?
        /// The values that the answer leaves.
        let left: UInt64
    }

    /// More questions in one run than this are answered with "no", and the exploration is not complete.
    static let limit = 24

    private var script: [Bool] = []
    private(set) var choices: [Choice] = []
    private(set) var isExhausted = false

    /// Begins the first run.
    func begin() {
        script = []
        choices = []
    }

    /// - Parameters:
    ///   - yes: the values of the variable with which it holds.
    ///   - no: those with which it does not.
    func answer(_ text: String, _ variable: Int?, yes: UInt64 = 0, no: UInt64 = 0) -> Bool {
        var holds = false
        if choices.count < script.count {
            holds = script[choices.count]
        } else if choices.count >= Oracle.limit {
            isExhausted = true
        }
        choices.append(Choice(text: text, holds: holds, variable: variable, left: holds ? yes : no))
        return holds
    }

    /// Begins the next run; false when all have been tried.
    func next() -> Bool {
        var answers = choices.prefix(Oracle.limit).map(\.holds)
        while answers.last == true { answers.removeLast() }
        guard !answers.isEmpty else { return false }
        answers[answers.count - 1] = true
        script = answers
        choices = []
        return true
    }
}
