import Values

/// One operation of a parsed expression with what it works on.
struct SyntaxNode: Sendable {
    let kind: SyntaxKind
    /// Where problems and errors of this operation are shown.
    let span: SourceSpan
    /// How many operations stand within each other from here on.
    let depth: Int
}

/// What an operation is.
indirect enum SyntaxKind: Sendable {
    case literal(Value)
    /// A name; with a leading point it is looked up outside comprehensions.
    case name(String, isRooted: Bool)
    case member(SyntaxNode, String)
    case has(SyntaxNode, String)
    case index(SyntaxNode, SyntaxNode)
    case call(String, [SyntaxNode])
    case memberCall(SyntaxNode, String, [SyntaxNode])
    case list([SyntaxNode])
    case map([(key: SyntaxNode, value: SyntaxNode)])
    case not(SyntaxNode)
    case negate(SyntaxNode)
    case binary(BinaryOperator, SyntaxNode, SyntaxNode)
    /// `&&` over two or more operands.
    case and([SyntaxNode])
    /// `||` over two or more operands.
    case or([SyntaxNode])
    case conditional(SyntaxNode, SyntaxNode, SyntaxNode)
    case comprehension(SyntaxComprehension)
}

/// One of the macros over a list or a map, as parsed.
struct SyntaxComprehension: Sendable {
    let macro: ComprehensionMacro
    let range: SyntaxNode
    let variable: String
    /// Which elements count; absent in `map` with two arguments.
    let condition: SyntaxNode?
    /// What `map` makes of an element.
    let transform: SyntaxNode?
}

/// The macros that go over the elements of a list or the keys of a map.
enum ComprehensionMacro: String, Sendable, CaseIterable {
    case all
    case exists
    case existsOne = "exists_one"
    case map
    case filter
}

/// The operators between two operands, without `&&` and `||`.
enum BinaryOperator: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulus = "%"

    /// How tightly it binds: relations 3, sums 4, products 5.
    var precedence: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: 3
        case .add, .subtract: 4
        case .multiply, .divide, .modulus: 5
        }
    }
}
