import Testing
import Values

@Suite struct JSONWriterTests {
    /// Every ASCII character at every place of a text longer than a machine word, with neighbours of three bytes.
    @Test func `A character is escaped wherever it stands`() throws {
        for code in UInt8(1)..<0x80 {
            let character = Character(Unicode.Scalar(code))
            let mustEscape = code < 0x20 || code == 0x7F || character == "\"" || character == "\\"
            for before in 0..<18 {
                let text = String("安ab維cdefghijklmnop".prefix(before)) + String(character) + "全zz"
                let json = Value.string(text).json
                let isPlain = json == "\"\(text)\""
                let readBack = try Value(json: json)
                #expect(isPlain != mustEscape && readBack == .string(text))
            }
        }
    }

    @Test(arguments: [
        (Int64(0), "0"), (7, "7"), (-7, "-7"), (10, "10"), (-10, "-10"), (99, "99"), (100, "100"),
        (Int64.max, "9223372036854775807"), (Int64.min, "-9223372036854775808"),
    ])
    func `A whole number has no digit too many`(number: Int64, text: String) {
        var writer = JSONWriter()
        writer.integer(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [0, 1, 16, 4_096])
    func `What is appended grows past the room that was kept`(capacity: Int) {
        var writer = JSONWriter(capacity: capacity)
        #expect(writer.bytes.isEmpty && !writer.isAtFirstMember)
        writer.raw("{")
        #expect(writer.isAtFirstMember)
        for _ in 0..<100 {
            writer.name("name")
            writer.string("")
        }
        writer.raw(bytes: Array("}".utf8).lazy.map(\.self))
        let members = Array(repeating: "\"name\":\"\"", count: 100).joined(separator: ",")
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\(members)}")
    }
}
