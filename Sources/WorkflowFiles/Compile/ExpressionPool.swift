import Casework
import Expressions
import Statechart
import Values

/// Compiles the expressions of one file, numbers them, and reports what is wrong with them.
final class ExpressionPool {
    /// What the surroundings of an expression can use.
    enum Wanted: Hashable {
        case anything
        case condition
        case text
        case instant
        case day
        case span
        case list
        case type(ExpressionType)
    }

    let declared: Declared
    private(set) var expressions: [CheckedExpression] = []
    private(set) var findings: [Finding] = []
    /// The states that `inState` may name; empty where any may be named.
    var stateIDs: Set<String> = []
    /// Keys of the profile that may be read behind `has()` only.
    var foreignKeys: Set<String> = []
    /// Names bound by the `foreach` actions around the expression at hand.
    var locals: [String] = []

    init(_ declared: Declared) { self.declared = declared }

    /// The number of an expression; nil if it cannot be used, which is reported.
    func reference(_ text: SourceText, as wanted: Wanted) -> ExpressionReference? {
        var variables = declared.variables
        for local in locals { variables[local] = .dyn }
        switch ExpressionPool.compile(text.text, variables: variables, isLenient: declared.isLenient) {
        case .success(let checked):
            guard ExpressionPool.accepts(wanted, checked.type) else {
                report(ExpressionPool.mismatch(wanted, checked.type), at: text.position(ofScalar: 0))
                return nil
            }
            checkStates(text)
            checkForeignKeys(checked.expression.attributes, text)
            if declared.isLenient { warn(of: checked.expression.attributes, variables, text) }
            return add(checked)
        case .failure(let problems):
            for problem in problems.list {
                report(problem.message, at: text.position(ofScalar: problem.offset))
            }
            return nil
        }
    }

    private func checkStates(_ text: SourceText) {
        // Most expressions name none, and a pattern costs more than all else that is done with them.
        guard !stateIDs.isEmpty, text.text.contains("inState") else { return }
        for match in text.text.matches(of: /inState\(\s*(?:"([^"]*)"|'([^']*)')\s*\)/) {
            guard let id = match.1 ?? match.2, !stateIDs.contains(String(id)) else { continue }
            let offset = text.text.unicodeScalars.distance(from: text.text.startIndex, to: id.startIndex)
            let nearest = NearestName.of(String(id), among: stateIDs.sorted())
            report(
                LocalizedText(
                    zhHant: "沒有名為「\(id)」的狀態" + (nearest.map { "；是否為「\($0)」？" } ?? "。"),
                    en: "There is no state '\(id)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
                ),
                at: text.position(ofScalar: offset)
            )
        }
    }

    /// A key that this profile has not is an error when read; behind `has()` it is never read.
    private func checkForeignKeys(_ names: [FieldPath], _ text: SourceText) {
        for name in names where name.root == "profile" && name.names.count > 1 {
            let key = name.names[1]
            guard foreignKeys.contains(key), !text.text.contains("has(profile.\(key)") else { continue }
            report(
                LocalizedText(
                    zhHant: "並非每個縣市設定都有「\(key)」；請先以 has(profile.\(key)) 判斷。",
                    en: "Not every profile has '\(key)'; ask has(profile.\(key)) first."
                ),
                at: text.position(ofScalar: 0)
            )
        }
    }

    /// In a bare chart a name that nothing declares is tried when it is reached; the author is told.
    private func warn(of names: [FieldPath], _ variables: [String: ExpressionType], _ text: SourceText) {
        for name in names where variables[name.root] == nil {
            report(
                LocalizedText(
                    zhHant: "沒有宣告「\(name.root)」；執行到此將引發 error.execution。",
                    en: "'\(name.root)' is not declared; reaching this raises error.execution."
                ),
                at: text.position(ofScalar: 0)
            )
        }
    }

    func add(_ expression: CheckedExpression) -> ExpressionReference {
        expressions.append(expression)
        return ExpressionReference(expressions.count - 1)
    }

    func report(_ message: LocalizedText, at position: SourcePosition) {
        let severity: Finding.Severity = declared.isLenient ? .warning : .error
        findings.append(Finding(.expression, message, at: position, severity: severity))
    }

    /// Adds a finding of another sort; names that a bare chart gets wrong are warnings.
    func report(_ finding: Finding) {
        guard declared.isLenient else {
            findings.append(finding)
            return
        }
        findings.append(
            Finding(
                finding.code,
                finding.message,
                at: finding.position,
                subject: finding.subject,
                severity: .warning
            )
        )
    }
}
