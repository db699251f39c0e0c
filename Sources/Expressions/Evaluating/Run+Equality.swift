import Values

extension Run {
    /// Equality as the language defines it: numbers across types, lists and maps member by member,
    /// different types never equal, and never an error.
    mutating func areEqual(_ left: Value, _ right: Value) throws(CostLimitReached) -> Bool {
        switch (left, right) {
        case (.list(let first), .list(let second)):
            guard first.count == second.count else { return false }
            try charge(UInt64(first.count))
            for (one, other) in zip(first, second) {
                guard try areEqual(one, other) else { return false }
            }
            return true
        case (.map(let first), .map(let second)):
            guard first.count == second.count else { return false }
            try charge(UInt64(first.count))
            for (key, one) in first {
                guard let other = second.lookup(key), try areEqual(one, other) else { return false }
            }
            return true
        case (.string(let first), .string(let second)):
            // Scalar by scalar: Swift's own equality would take composed and decomposed letters for one.
            guard first.utf8.count == second.utf8.count else { return false }
            try charge(left.textWeight)
            return first.utf8.elementsEqual(second.utf8)
        case (.bytes(let first), .bytes(let second)):
            guard first.count == second.count else { return false }
            try charge(left.textWeight)
            return first == second
        case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .double), (.double, .int),
            (.double, .uint), (.double, .double):
            return Order(left, right) == .same
        default: return left == right
        }
    }
}
