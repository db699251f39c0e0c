/// How an attempt must be refused; what is nil is not looked at.
struct ExpectedRefusal: Sendable {
    var kind: RefusalKind?
    /// The clauses of the requirements that do not hold, in any order.
    var clauses: [String]?
    /// The empty fields that left a requirement undecided, in any order.
    var undecided: [String]?
    /// The fields of the form that are wrong, in any order.
    var fields: [String]?
    /// The step from paper that is refused, counted from 0.
    var step: Int?
}
