import Expressions
import Values

/// What an evaluation came to, as the command says it.
struct EvaluationAnswer {
    /// Either an outcome with what was read, or a problem found before anything was evaluated.
    private enum Content {
        case evaluated(Evaluation)
        case problem(code: String, LocalizedText, line: Int, column: Int)
    }

    private let content: Content

    /// Parses, checks and evaluates an expression.
    init(_ expression: String, over data: EvaluationData) {
        do {
            let checked = try ParsedExpression(parsing: expression).check(data.declarations)
            content = .evaluated(checked.evaluate(data))
        } catch let problem as ExpressionProblem {
            content = EvaluationAnswer.content(problem)
        } catch let problems as ExpressionProblems {
            guard let first = problems.problems.first else {
                preconditionFailure("Invalid state: the checker refused without a problem")
            }
            content = EvaluationAnswer.content(first)
        } catch {
            preconditionFailure("Invalid state: \(error)")
        }
    }

    private static func content(_ problem: ExpressionProblem) -> Content {
        .problem(code: problem.code.rawValue, problem.message, line: problem.line, column: problem.column)
    }

    /// Whether there is a value.
    var isValue: Bool {
        guard case .evaluated(let evaluation) = content, case .value = evaluation.outcome else {
            return false
        }
        return true
    }

    /// One line: the value as JSON, `error: ...` or `unknown: a, b`.
    func text(_ language: Language) -> String {
        switch content {
        case .problem(_, let message, let line, let column):
            return "error: \(line):\(column): \(message[language])"
        case .evaluated(let evaluation):
            switch evaluation.outcome {
            case .value(let value): return value.json
            case .unknown(let paths): return "unknown: " + paths.map(\.description).joined(separator: ", ")
            case .error(let error):
                return "error: \(error.line):\(error.column): \(error.message[language])"
            }
        }
    }

    /// One object: `value`, `error` or `unknown`, and what was read at what cost.
    var json: [UInt8] {
        var answer = ValueMap()
        switch content {
        case .problem(let code, let message, let line, let column):
            answer["error"] = EvaluationAnswer.error(code, message, line, column)
        case .evaluated(let evaluation):
            switch evaluation.outcome {
            case .value(let value): answer["value"] = value
            case .unknown(let paths): answer["unknown"] = .list(paths.map { .string($0.description) })
            case .error(let error):
                answer["error"] = EvaluationAnswer.error(
                    error.code.rawValue,
                    error.message,
                    error.line,
                    error.column
                )
            }
            answer["reads"] = .list(evaluation.reads.map { .string($0.description) })
            answer["cost"] = .int(Int64(clamping: evaluation.cost))
        }
        return Value.map(answer).jsonBytes
    }

    private static func error(_ code: String, _ message: LocalizedText, _ line: Int, _ column: Int) -> Value {
        [
            "code": .string(code), "message": message.value, "line": .int(Int64(line)),
            "column": .int(Int64(column)),
        ]
    }
}
