import Casework
import Values

/// The values of a field that its comparisons can tell apart.
struct ValueDomain {
    /// At most so many, empty among them.
    static let limit = 60

    /// By bit; nil stands for empty in front, and else for anything.
    let values: [Value?]
    /// Whether each bit stands for one value.
    let isConcrete: Bool

    /// A field that is empty or not, and nothing more is known.
    static let opaque = ValueDomain(values: [nil, nil], isConcrete: false)

    private init(values: [Value?], isConcrete: Bool) {
        self.values = values
        self.isConcrete = isConcrete
    }

    /// The domain of a field, or of a datum without type, from the values it is compared with and set to.
    init(_ type: FieldType?, _ literals: [Value]) {
        let found: [Value]? =
            switch type {
            case .boolean: [.bool(false), .bool(true)]
            case .choice(let options): options.map { .string($0.value) }
            case .integer(let minimum, let maximum):
                ValueDomain.integers(literals)?.filter { value in
                    guard case .int(let number) = value else { return false }
                    return number >= minimum ?? .min && number <= maximum ?? .max
                }
            case .text, .person, .unit, .site: ValueDomain.texts(literals)
            case .number, .date, .datetime, .list, .record, .any: nil
            case nil: ValueDomain.untyped(literals)
            }
        guard let found, !found.isEmpty, found.count < ValueDomain.limit else {
            self = .opaque
            return
        }
        self.init(values: [nil] + found.map(Optional.some), isConcrete: true)
    }

    private static func untyped(_ literals: [Value]) -> [Value]? {
        let present = literals.filter { $0 != .null }
        if present.isEmpty { return nil }
        if present.allSatisfy({ $0.boolean != nil }) { return [.bool(false), .bool(true)] }
        if present.allSatisfy({ $0.integer != nil }) { return integers(present) }
        if present.allSatisfy({ $0.text != nil }) { return texts(present) }
        return nil
    }

    /// Each number with its neighbours: between two of them no comparison changes.
    private static func integers(_ literals: [Value]) -> [Value]? {
        var numbers: Set<Int64> = []
        for literal in literals where literal != .null {
            guard case .int(let number) = literal, number > .min, number < .max else { return nil }
            numbers.formUnion([number - 1, number, number + 1])
        }
        return numbers.sorted().map { .int($0) }
    }

    /// Each text, one between each and the next, and one before all.
    private static func texts(_ literals: [Value]) -> [Value]? {
        var texts: Set<String> = [" "]
        for literal in literals where literal != .null {
            guard case .string(let text) = literal else { return nil }
            texts.formUnion([text, text + "~"])
        }
        return texts.sorted().map { .string($0) }
    }
}
