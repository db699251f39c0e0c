import Values

struct Run {
    var cost: UInt64 = 0
    init(_ activation: any Activation, costLimit: UInt64, slotCount: Int) {}
    mutating func outcome(of plan: Plan) -> Outcome { .value(.null) }
    func reads(of expression: CheckedExpression) -> [FieldPath] { [] }
}
