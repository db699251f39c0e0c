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

/// What is known of a copy beside the blanks of its form.
public struct Imprint: Sendable, Hashable {
    /// The name of the agency, as titles have it; nil leaves room for it.
    public var agency: String?
    /// The case's number; nil on a blank form.
    public var number: String?
    /// When it is printed; nil on a blank form.
    public var printed: Instant?
    /// Which copy is printed, where a form has several.
    public var copy: String?

    /// What is known.
    public init(agency: String? = nil, number: String? = nil, printed: Instant? = nil, copy: String? = nil) {
        self.agency = agency
        self.number = number
        self.printed = printed
        self.copy = copy
    }
}
