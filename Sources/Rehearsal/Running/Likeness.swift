import CivilCalendar
import Values

/// Whether a value is what a person has written in YAML for it.
enum Likeness {
    /// Whether a value found is meant by a value written: times as text, whole numbers for decimals.
    static func isAlike(_ written: Value, _ found: Value) -> Bool {
        if let instant = found.instant, let text = written.text {
            return (Instant(rfc3339: text) ?? Instant(rfc3339: text + "+08:00")) == instant
        }
        if case .duration(let span) = found, let text = written.text { return TimeSpan(text: text) == span }
        if case .double(let double) = found, let number = written.integer { return Double(number) == double }
        if case .uint(let unsigned) = found, let number = written.integer {
            return UInt64(exactly: number) == unsigned
        }
        if let left = written.elements, let right = found.elements {
            return left.count == right.count && zip(left, right).allSatisfy { isAlike($0, $1) }
        }
        if let left = written.pairs, let right = found.pairs {
            return left.count == right.count
                && left.allSatisfy { pair in right[pair.key].map { isAlike(pair.value, $0) } ?? false }
        }
        if let pattern = written.text, let text = found.text { return fits(pattern, text) }
        return written == found
    }

    /// Whether a text is the one written, where `#` stands for any digit: for numbers that are drawn.
    static func fits(_ written: String, _ found: String) -> Bool {
        written.count == found.count
            && zip(written, found).allSatisfy { $0 == $1 || ($0 == "#" && $1.isASCII && $1.isNumber) }
    }
}

extension FieldPath {
    /// What stands at the path; null if nothing does.
    ///
    /// A whole number picks an element of a list.
    func value(in data: [String: Value]) -> Value {
        guard var value = data[root] else { return .null }
        for name in names.dropFirst() {
            if let elements = value.elements, let position = Int(name), elements.indices.contains(position) {
                value = elements[position]
            } else {
                value = value[name] ?? .null
            }
        }
        return value
    }
}
