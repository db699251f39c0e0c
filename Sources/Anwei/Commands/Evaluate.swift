import ArgumentParser
import Expressions
import Values

/// `anwei evaluate`: what an expression comes to over some data.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evaluates a CEL expression over JSON data. 計算運算式。",
        discussion: """
            Exit code 0 for a value, 1 for an error and for an unknown. In --data, {"$unknown":true} stands for a \
            field that is not filled in, and {"$timestamp":"..."}, {"$duration":"..."}, {"$uint":"..."}, \
            {"$bytes":"..."}, {"$double":"NaN"} for values that JSON has not.
            """
    )

    @Argument(help: "The expression. 運算式。")
    var expression: String

    @Option(help: ArgumentHelp("The variables, as a JSON object. 變數。", valueName: "json"))
    var data = "{}"

    @Option(help: "How to write the outcome. 輸出格式。")
    var format = ReportFormat.text

    func run() throws {
        let data: EvaluationData
        do { data = try EvaluationData(json: self.data) } catch {
            throw ValidationError(
                "--data 於第 \(error.offset) 位元組處有誤 (is wrong at byte \(error.offset)): \(error.kind)"
            )
        }
        let answer = EvaluationAnswer(expression, over: data)
        switch format {
        case .text: Terminal.answer(answer.text(Terminal.language))
        case .json: Terminal.answer(answer.json)
        }
        guard answer.isValue else { throw ExitStatus.findings.code }
    }
}
