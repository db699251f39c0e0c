import Testing
import Values

@Suite struct HexadecimalTests {
    @Test(arguments: [([], ""), ([0], "00"), ([0x0A, 0xF0, 0xFF], "0af0ff")] as [([UInt8], String)])
    func `every byte has two lower-case digits`(bytes: [UInt8], text: String) {
        #expect(Hexadecimal.encode(bytes) == text)
    }
}
