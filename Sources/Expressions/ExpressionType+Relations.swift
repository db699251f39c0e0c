/// How types fit to each other; `dyn` fits everywhere, because it is only known when evaluated.
extension ExpressionType {
    /// Whether a value of this type may stand where another type is wanted.
    func fits(_ wanted: ExpressionType) -> Bool {
        switch (self, wanted) {
        case (.dyn, _), (_, .dyn): true
        case (.list(let one), .list(let other)): one.fits(other)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            key.fits(otherKey) && value.fits(otherValue)
        case (.record(let members), .map(let key, let value)):
            ExpressionType.string.fits(key) && members.values.allSatisfy { $0.fits(value) }
        case (.record(let members), .record(let others)):
            others.allSatisfy { name, type in members[name]?.fits(type) ?? false }
        default: self == wanted
        }
    }

    /// Whether `==` between the two can be meant.
    func isComparable(to other: ExpressionType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        case (.null, .record), (.null, .map), (.null, .list), (.null, .timestamp), (.null, .duration): true
        case (.record, .null), (.map, .null), (.list, .null), (.timestamp, .null), (.duration, .null): true
        case (.list(let one), .list(let two)): one.isComparable(to: two)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            key.isComparable(to: otherKey) && value.isComparable(to: otherValue)
        case (.record, .map(let key, _)), (.map(let key, _), .record): key.isComparable(to: .string)
        case (.record, .record): true
        default: isNumeric && other.isNumeric || self == other
        }
    }

    /// Whether `<` between the two has a meaning.
    func isOrdered(with other: ExpressionType) -> Bool {
        switch (self, other) {
        case (.dyn, .dyn): true
        case (.dyn, let type), (let type, .dyn): type.isOrdered(with: type)
        case (.bool, .bool), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
            (.duration, .duration):
            true
        default: isNumeric && other.isNumeric
        }
    }

    /// The type that covers both, `dyn` where they differ inside; nil if the two have nothing in common.
    func joined(with other: ExpressionType) -> ExpressionType? {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): .dyn
        case (.null, _) where other != .null, (_, .null) where self != .null: .dyn
        case (.list(let one), .list(let two)): .list(one.joined(with: two) ?? .dyn)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            .map(key.joined(with: otherKey) ?? .dyn, value.joined(with: otherValue) ?? .dyn)
        case (.record(let one), .record(let two)) where one != two: .map(.string, .dyn)
        case (.record, .map(let key, _)), (.map(let key, _), .record):
            .map(key.joined(with: .string) ?? .dyn, .dyn)
        default: self == other ? self : nil
        }
    }

    /// Whether it is int, uint or double.
    var isNumeric: Bool { self == .int || self == .uint || self == .double }

    /// Whether keys of maps may have it.
    var isKey: Bool {
        switch self {
        case .dyn, .bool, .int, .uint, .string: true
        case .null, .double, .bytes, .list, .map, .record, .timestamp, .duration, .type: false
        }
    }
}
