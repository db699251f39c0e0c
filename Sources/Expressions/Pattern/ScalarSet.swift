/// The scalars that one place of a pattern accepts.
struct ScalarSet: Sendable {
    /// A part of a set.
    enum Item: Sendable {
        case range(UInt32, UInt32)
        case category(String, isNegated: Bool)
        case set(ScalarSet)
    }

    var items: [Item] = []
    var isNegated = false
    var foldsCase = false

    static let digit = ScalarSet(items: [.range(48, 57)])
    static let word = ScalarSet(items: [.range(48, 57), .range(65, 90), .range(95, 95), .range(97, 122)])
    static let space = ScalarSet(items: [.range(9, 10), .range(12, 13), .range(32, 32)])
    static let any = ScalarSet(items: [], isNegated: true)
    static let anyButNewline = ScalarSet(items: [.range(10, 10)], isNegated: true)

    /// The scalar alone.
    static func only(_ scalar: Unicode.Scalar, foldsCase: Bool) -> ScalarSet {
        ScalarSet(items: [.range(scalar.value, scalar.value)], foldsCase: foldsCase)
    }

    /// The set with everything it had not.
    var inverted: ScalarSet { ScalarSet(items: items, isNegated: !isNegated, foldsCase: foldsCase) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var isInside = lists(scalar)
        if !isInside, foldsCase {
            isInside = ScalarSet.otherCases(of: scalar).contains { lists($0) }
        }
        return isInside != isNegated
    }

    private func lists(_ scalar: Unicode.Scalar) -> Bool {
        for item in items {
            switch item {
            case .range(let first, let last):
                if scalar.value >= first, scalar.value <= last { return true }
            case .category(let name, let isNegated):
                if ScalarSet.isIn(scalar, category: name) != isNegated { return true }
            case .set(let set):
                if set.contains(scalar) { return true }
            }
        }
        return false
    }

    private static func otherCases(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap { text in
            let scalars = text.unicodeScalars
            return scalars.count == 1 ? scalars.first : nil
        }
    }
}
