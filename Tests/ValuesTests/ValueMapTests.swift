import Testing
import Values

@Suite struct ValueMapTests {
    /// Pairs of keys that Swift's strings take for equal though their scalars differ.
    static let lookAlikes = [
        ("\u{E9}", "e\u{301}"), ("\u{F9E4}", "\u{7406}"), ("\u{2F81A}", "\u{51AC}"), ("\u{212B}", "A\u{30A}"),
    ]

    @Test(arguments: lookAlikes)
    func `Keys are told apart scalar by scalar`(one: String, other: String) {
        #expect(one == other)
        var map: ValueMap = [one: 1, other: 2]
        #expect(map.count == 2 && map[one] == 1 && map[other] == 2)
        #expect(
            map.keys.compactMap { $0.text.map { Array($0.utf8) } } == [Array(one.utf8), Array(other.utf8)]
        )
        map[one] = nil
        #expect(map.count == 1 && map[one] == nil && map[other] == 2)
        #expect(([one: 1] as ValueMap) != [other: 1])
        #expect(([one: 1, other: 2] as ValueMap) == [other: 2, one: 1])
    }

    @Test func `A later pair replaces an earlier one and keeps its place`() {
        let map: ValueMap = ["b": 1, "a": 2, "b": 3]
        #expect(map.map(\.value) == [3, 2] && map.keys == ["b", "a"])
    }

    @Test func `Maps are equal in any order of their keys, and only with equal values`() {
        let map: ValueMap = ["a": 1, "b": 2, "c": 3]
        #expect(map == ["c": 3, "a": 1, "b": 2] && map == ["a": 1, "b": 2, "c": 3])
        #expect(map != ["a": 1, "b": 2, "c": 4] && map != ["c": 3, "a": 1, "b": 4])
        #expect(map != ["a": 1, "b": 2, "d": 3] && map != ["a": 1, "b": 2])
        #expect(ValueMap(uniqueKeysWithValues: [("c", 3), ("a", 1), ("b", 2)]) == map)
        // As many bytes and canonically equivalent, but other scalars.
        #expect((["q\u{307}\u{323}": 1] as ValueMap) != ["q\u{323}\u{307}": 1])
    }

    @Test func `Keys of different types are different keys`() {
        var map = ValueMap()
        for key in [Value.int(1), .uint(1), .string("1"), .bool(true)] { map[key] = key }
        #expect(map.count == 4)
        for (key, value) in map { #expect(key == value) }
    }

    @Test func `Equal keys are found however their strings are stored`() {
        let long = String(repeating: "海", count: 40)
        let slice = String(("x" + long).dropFirst())
        let map: ValueMap = [long: 1, "short": 2]
        #expect(map[slice] == 1 && map["sh" + "ort"] == 2 && map[String(long.dropLast())] == nil)
    }
}
