public import Casework
public import Values

/// What stands in a form's blanks: a case as somebody sees it.
public protocol FormValues {
    /// What an expression of the form comes to, with some names bound beside the case's data.
    func finding(of expression: CaseExpression, with names: [String: Value]) -> CaseSight.Finding
    /// The name of an account's holder; nil for no such account.
    func name(ofAccount account: String) -> String?
    /// The name of a unit; nil for no such unit.
    func name(ofUnit unit: String) -> String?
}
