import Casework
import Expressions
import Values

extension ExpressionPool {
    /// What is wrong with an expression's text.
    struct Problems: Error {
        /// One problem and the Unicode scalar where it is.
        struct Problem {
            let message: LocalizedText
            let offset: Int
        }

        let list: [Problem]

        init(_ problems: [ExpressionProblem], in text: String) {
            list = problems.map { problem in
                let before = text.utf8.prefix(problem.offset)
                let offset = String(decoding: before, as: UTF8.self).unicodeScalars.count
                return Problem(message: problem.message, offset: offset)
            }
        }
    }

    /// The one place where the expression room is asked.
    static func compile(
        _ text: String,
        variables: [String: ExpressionType],
        isLenient: Bool = false
    ) -> Result<CheckedExpression, Problems> {
        let declarations = Declarations(
            variables: variables,
            functions: CaseDeclarations.functions,
            undeclared: isLenient ? .dyn : .error
        )
        let parsed: ParsedExpression
        do {
            parsed = try ParsedExpression(parsing: text)
        } catch {
            return .failure(Problems([error], in: text))
        }
        do {
            return .success(try parsed.check(declarations))
        } catch {
            return .failure(Problems(error.problems, in: text))
        }
    }
}
