import Testing
import Values

@testable import WorkflowFiles

@Suite("Hostile files")
struct HostileFilesTests {
    @Test("deep nesting is refused before anything recurses", arguments: Nesting.all)
    func deep(nesting: Nesting) {
        #expect(Hostile.outcome(Array(nesting.text.utf8)).hasSuffix("too-deep"))
    }

    @Test func `forty-eight levels are read and forty-nine are not`() {
        func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(Hostile.outcome(nested(47)) == "read")
        #expect(Hostile.outcome(nested(49)) == "1:49 too-deep")
    }

    @Test func `an alias bomb goes no further than its first anchor`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(Hostile.outcome(Array(text.utf8)) == "1:5 alias")
    }

    @Test func `a file of more than a megabyte is not looked at`() {
        let bytes = Array(repeating: UInt8(ascii: "["), count: YAMLDocument.largest + 1)
        #expect(Hostile.outcome(bytes) == "1:1 too-large")
    }

    @Test(
        "other encodings and broken UTF-8 are refused",
        arguments: [
            [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x00, 0x00], [0xA6, 0x72],
            [0x61, 0x3A, 0x20, 0xC3], [0xED, 0xA0, 0x80], [0x61, 0x3A, 0x00],
        ] as [[UInt8]]
    )
    func encodings(bytes: [UInt8]) {
        #expect(Hostile.outcome(bytes) == "1:1 encoding")
    }

    @Test func `a long file is checked in the time that its length deserves`() {
        let states = (0..<2_000).map {
            "  s\($0): {title: {zh-Hant: 字, en: T}, on: {e: {to: s\($0 + 1), title: {zh-Hant: 字, en: T}, by: [worker]}}}\n"
        }
        .joined()
        let text = Probe.head + "states:\n" + states + "  s2000: {title: {zh-Hant: 字, en: T}, closed: true}\n"
        let clock = ContinuousClock()
        let time = clock.measure {
            let found = Probe.findings(text)
            #expect(found.isEmpty)
        }
        // Fifty times what it takes; it guards against work that grows with the square.
        #expect(time < .seconds(60))
    }

    @Test func `no mangled file brings the reader down`() {
        var random = SplitMix(seed: 20_261_121)
        let sample = Array((Probe.head + Constructs.part).utf8)
        let alphabet = Array("[]{}:,-?&*!|>'\"#%@` \n\tab0~".utf8)
        for _ in 0..<400 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let letter = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = letter
                case 1: bytes.insert(letter, at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 40))
                }
            }
            let report = CheckReport(checking: ["t.yaml": bytes])
            // Whatever is wrong has a place inside the file and a sentence in both languages.
            for finding in report.findings {
                #expect(finding.position.line >= 1 && finding.position.column >= 1)
                #expect(!finding.message.zhHant.isEmpty && !finding.message.en.isEmpty)
            }
        }
    }
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// A text that nests too deep, by a short name.
struct Nesting: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    private init(_ name: String, _ text: String) {
        testDescription = name
        self.text = text
    }

    static let all = [
        Nesting("lists", String(repeating: "[", count: 100_000)),
        Nesting("maps", String(repeating: "{a: ", count: 100_000)),
        Nesting("dashes", String(repeating: "- ", count: 100_000)),
        Nesting("question marks", String(repeating: "? ", count: 100_000)),
        Nesting("indentation", (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
        Nesting("balanced", String(repeating: "[", count: 60) + String(repeating: "]", count: 60)),
        Nesting("brackets closed in quotes", "a: " + String(repeating: "[\"]\", ", count: 200)),
        Nesting("brackets closed in comments", "a: " + String(repeating: "[ # ]\n ", count: 200)),
    ]
}
