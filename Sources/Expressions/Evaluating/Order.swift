import Values

/// How two values of one kind stand to each other; numbers of all types are one kind.
enum Order: Sendable {
    case before
    case same
    case after
    /// One of them is NaN.
    case unordered

    /// The order of two values; nil if they have none.
    init?(_ left: Value, _ right: Value) {
        switch (left, right) {
        case (.int(let one), .int(let other)): self = Order.of(one, other)
        case (.uint(let one), .uint(let other)): self = Order.of(one, other)
        case (.double(let one), .double(let other)):
            self = one.isNaN || other.isNaN ? .unordered : Order.of(one, other)
        case (.int(let one), .uint(let other)): self = Order.ofWhole(one, other)
        case (.uint(let one), .int(let other)): self = Order.ofWhole(one, other)
        case (.int(let one), .double(let other)): self = Order.of(other, whole: one).reversed
        case (.double(let one), .int(let other)): self = Order.of(one, whole: other)
        case (.uint(let one), .double(let other)): self = Order.of(other, whole: one).reversed
        case (.double(let one), .uint(let other)): self = Order.of(one, whole: other)
        case (.bool(let one), .bool(let other)): self = Order.of(one ? 1 : 0, other ? 1 : 0)
        case (.string(let one), .string(let other)): self = Order.ofBytes(one.utf8, other.utf8)
        case (.bytes(let one), .bytes(let other)): self = Order.ofBytes(one, other)
        case (.timestamp(let one), .timestamp(let other)): self = Order.of(one, other)
        case (.duration(let one), .duration(let other)): self = Order.of(one, other)
        default: return nil
        }
    }

    /// Whether a relation holds between values so ordered.
    func satisfies(_ relation: BinaryOperator) -> Bool {
        switch relation {
        case .equal: self == .same
        case .notEqual: self != .same
        case .less: self == .before
        case .lessOrEqual: self == .before || self == .same
        case .greater: self == .after
        case .greaterOrEqual: self == .after || self == .same
        case .isIn, .add, .subtract, .multiply, .divide, .modulus: false
        }
    }

    private var reversed: Order {
        switch self {
        case .before: .after
        case .after: .before
        case .same, .unordered: self
        }
    }

    private static func of<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) -> Order {
        left < right ? .before : left == right ? .same : .after
    }

    private static func ofWhole(_ left: some BinaryInteger, _ right: some BinaryInteger) -> Order {
        left < right ? .before : left == right ? .same : .after
    }

    /// UTF-8 sorts like the scalars that it encodes.
    private static func ofBytes(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Order {
        if left.lexicographicallyPrecedes(right) { return .before }
        return right.lexicographicallyPrecedes(left) ? .after : .same
    }

    /// Exact: no whole number is rounded to a double.
    private static func of(_ left: Double, whole right: some FixedWidthInteger) -> Order {
        if left.isNaN { return .unordered }
        if left >= 18_446_744_073_709_551_616 { return .after }
        if left < -9_223_372_036_854_775_808 { return .before }
        if left < 0 {
            let whole = Int64(left)
            if whole != right { return whole < right ? .before : .after }
            return left < Double(whole) ? .before : .same
        }
        let whole = UInt64(left)
        if whole != right { return whole < right ? .before : .after }
        return left > Double(whole) ? .after : .same
    }
}
