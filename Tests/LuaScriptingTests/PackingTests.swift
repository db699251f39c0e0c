import Testing

@testable import LuaScripting

@Suite struct `Packed values` {
    static let values: [LuaValue] = [
        .null, true, false, 0, -1, .int(.max), .int(.min), .double(0.1), .double(-.infinity), "", "案件\u{0}",
        [], [1, [2, ["x"]]], [:], ["a": ["b": .null]],
    ]

    @Test(arguments: values) func `come back as they were`(value: LuaValue) {
        #expect(LuaValue(packed: value.packed) == value)
    }

    static let broken: [[UInt8]] = [
        [], [0xC1], [0xD3, 1, 2], [0xDB, 0, 0, 0, 9, 65], [0xDD, 0, 0, 0, 1], [0xDF, 0, 0, 0, 1, 0xC0, 0xC0],
    ]

    @Test(arguments: broken) func `that are not sound are nothing`(bytes: [UInt8]) {
        #expect(LuaValue(packed: bytes) == .null)
    }

    @Test func `bytes that are no text are shown as such`() {
        #expect(LuaValue(packed: [0xDB, 0, 0, 0, 2, 0xFF, 65]) == "\u{FFFD}A")
    }

    @Test func `members are reached by name, elements by list`() {
        let value: LuaValue = ["a": [1, 2], "n": 7, "s": "x"]
        #expect(value["a"].list == [1, 2])
        #expect(value["none"] == .null)
        #expect(value["n"].int == 7)
        #expect(value["s"].string == "x")
        #expect(value["s"].list == nil)
        #expect(LuaValue.table([:]).list == [])
    }
}
