public import Values

/// A condition taken apart into what decides it: for programs that look at all ways it can turn out.
public indirect enum ConditionTree: Sendable, Hashable {
    case constant(Bool)
    /// `inState("ID")`.
    case inState(String)
    case atom(ConditionAtom)
    case not(ConditionTree)
    case all([ConditionTree])
    case any([ConditionTree])
}

/// An atomic comparison: a part of a condition that is true or false as a whole.
public struct ConditionAtom: Sendable, Hashable {
    /// Its text in one canonical form, so that the same comparison has the same text everywhere.
    public let text: String
    /// The variables that it mentions, each once.
    public let reads: [String]
    /// Those without which it is unknown whatever the others are.
    public let needs: [String]
    /// The values that one variable is compared with, where it is such a comparison and nothing more.
    public let comparison: ConditionComparison?
    /// The list of which it demands something of every member, each for itself.
    public let everyMember: String?
    /// The list of which it demands that some member is so, each looked at for itself.
    public let someMember: FieldPath?
}

/// A comparison of one variable with values that stand in the text.
public struct ConditionComparison: Sendable, Hashable {
    /// The variable.
    public let variable: String
    /// What it is compared with; empty for the variable alone and for `filled(variable)`.
    public let literals: [Value]
}

extension ParsedExpression {
    /// The expression as a condition: `&&`, `||`, `!` and `?:` taken apart, complements recognised.
    ///
    /// `a != b` is `!(a == b)`, `a >= b` is `!(a < b)`, `a > b` is `b < a`.
    public var conditionTree: ConditionTree { ConditionReading().tree(root) }
}
