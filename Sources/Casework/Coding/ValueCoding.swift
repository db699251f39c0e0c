import Statechart
import Values

/// What is stored is not what was expected: the text was altered, or another version wrote it.
public struct CodingProblem: Error, Sendable, Hashable {
    /// Which member is missing or wrong.
    public let member: String

    /// A problem with one member.
    public init(_ member: String) { self.member = member }
}

/// Reads members of a map one after the other, with the member's name in the problem.
struct MemberReader {
    private let map: ValueMap
    private let place: String

    init(_ value: Value, _ place: String) throws(CodingProblem) {
        guard case .map(let map) = value else { throw CodingProblem(place) }
        self.map = map
        self.place = place
    }

    func optional(_ name: String) -> Value? {
        guard let value = map[name], value != .null else { return nil }
        return value
    }

    func value(_ name: String) throws(CodingProblem) -> Value {
        guard let value = map[name] else { throw CodingProblem("\(place).\(name)") }
        return value
    }

    func text(_ name: String) throws(CodingProblem) -> String {
        guard case .string(let text)? = map[name] else { throw CodingProblem("\(place).\(name)") }
        return text
    }

    func integer(_ name: String) throws(CodingProblem) -> Int64 {
        guard case .int(let number)? = map[name] else { throw CodingProblem("\(place).\(name)") }
        return number
    }

    func instant(_ name: String) throws(CodingProblem) -> Instant {
        Instant(milliseconds: try integer(name))
    }

    func optionalInstant(_ name: String) -> Instant? {
        map[name]?.integer.map { Instant(milliseconds: $0) }
    }

    func optionalText(_ name: String) -> String? { map[name]?.text }

    func elements(_ name: String) throws(CodingProblem) -> [Value] {
        guard let value = map[name] else { return [] }
        guard case .list(let elements) = value else { throw CodingProblem("\(place).\(name)") }
        return elements
    }

    func texts(_ name: String) throws(CodingProblem) -> [String] {
        var texts: [String] = []
        for element in try elements(name) {
            guard case .string(let text) = element else { throw CodingProblem("\(place).\(name)") }
            texts.append(text)
        }
        return texts
    }

    func pairs(_ name: String) throws(CodingProblem) -> [(String, Value)] {
        guard let value = map[name] else { return [] }
        guard case .map(let inner) = value else { throw CodingProblem("\(place).\(name)") }
        var pairs: [(String, Value)] = []
        for (key, value) in inner {
            guard case .string(let name) = key else { throw CodingProblem("\(place).\(name)") }
            pairs.append((name, value))
        }
        return pairs
    }
}

/// Puts members into a map one after the other, leaving out what is empty.
struct MemberWriter {
    private(set) var map = ValueMap()

    var value: Value { .map(map) }

    mutating func put(_ name: String, _ value: Value) { map[name] = value }

    mutating func put(_ name: String, _ text: String?) {
        guard let text else { return }
        map[name] = .string(text)
    }

    mutating func put(_ name: String, _ number: Int64) { map[name] = .int(number) }

    mutating func put(_ name: String, _ instant: Instant?) {
        guard let instant else { return }
        map[name] = .int(instant.milliseconds)
    }

    mutating func put(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        map[name] = .list(texts.map { .string($0) })
    }

    mutating func put(_ name: String, list: [Value]) {
        guard !list.isEmpty else { return }
        map[name] = .list(list)
    }

    mutating func put(_ name: String, sorted members: [String: Value]) {
        guard !members.isEmpty else { return }
        map[name] = .map(ValueMap(members.sorted { $0.key < $1.key }))
    }
}
