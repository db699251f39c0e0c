import Testing
import Values

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "1", "-9223372036854775808", "1.0", "1e+20", "5e-324", "\"a\\n\\\"\\u0001\"",
        "[1,[2,{}]]",
        "{\"b\":1,\"a\":[]}", "{\"$uint\":\"18446744073709551615\"}", "{\"$bytes\":\"AAEC\"}",
        "{\"$double\":\"NaN\"}",
        "{\"$timestamp\":\"2026-11-24T01:00:00Z\"}", "{\"$duration\":\"-1.5s\"}",
        "{\"$map\":[[1,2],[true,\"x\"]]}",
        "{\"$map\":[[\"$uint\",\"1\"]]}", "\"危-社工科-115-0042 𠮷\"",
    ])
    func `What is written is what was read`(text: String) throws {
        #expect(try Value(json: text).json == text)
    }

    @Test(arguments: [
        ("", JSONProblem.Kind.unexpectedEnd), ("{", .unexpectedEnd), ("[1,]", .unexpectedCharacter),
        ("01", .badNumber), ("1.", .badNumber), ("9223372036854775808", .numberOutOfRange),
        ("1e999", .numberOutOfRange), ("{\"a\":1,\"a\":2}", .duplicateKey), ("\"\\ud800\"", .loneSurrogate),
        ("\"\\u0000\"", .nul), ("\"\u{1}\"", .controlCharacter), ("1 2", .trailingCharacters),
        ("{\"$uint\":\"-1\"}", .badTag), ("{\"$map\":[[1.5,2]]}", .badTag), ("nul", .unexpectedCharacter),
        (String(repeating: "[", count: 65), .tooDeep),
    ])
    func `What is not JSON is refused with its place`(text: String, kind: JSONProblem.Kind) {
        #expect { try Value(json: text) } throws: { ($0 as? JSONProblem)?.kind == kind }
    }

    @Test(arguments: [
        ("{\"\u{E9}\":1,\"e\u{301}\":2}", 2), ("{\"\u{F9E4}\":1,\"\u{7406}\":2}", 2),
        ("{\"\\u00e9\":1,\"e\\u0301\":2}", 2), ("{\"$map\":[[\"\u{E9}\",1],[\"e\u{301}\",2]]}", 2),
    ])
    func `Keys that merely look alike are two keys, and both are written back`(text: String, count: Int)
        throws
    {
        let map = try #require(try Value(json: text).pairs)
        #expect(map.count == count)
        #expect(try Value(json: Value.map(map).json) == .map(map))
    }

    @Test(arguments: ["{\"\u{E9}\":1,\"\\u00e9\":2}", "{\"\u{7406}\":1,\"\\u7406\":2}"])
    func `The same key written in two ways is a duplicate`(text: String) {
        #expect { try Value(json: text) } throws: { ($0 as? JSONProblem)?.kind == .duplicateKey }
    }

    @Test func `Bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONProblem.self) { try Value(json: [0x22, 0xFF, 0x22]) }
    }
}

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0), Int32(0)), ("2026-11-24T09:00+08:00", 1_795_482_000, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0), ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
        ("2024-02-29T00:00:00-05:30", 1_709_184_600, 0),
    ])
    func `RFC 3339 is parsed`(text: String, seconds: Int64, nanoseconds: Int32) throws {
        let instant = try #require(Instant(rfc3339: text))
        #expect(instant.seconds == seconds && instant.nanoseconds == nanoseconds)
        #expect(Instant(rfc3339: instant.rfc3339) == instant)
    }

    @Test(arguments: [
        "", "2026-11-24", "2026-02-29T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T09:00:00",
        "2026-11-24T09:00:60Z", "0000-01-01T00:00:00Z", "2026-11-24T09:00:00+08",
    ])
    func `What is not RFC 3339 is refused`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [
        ("1h30m", "5400s"), ("-1.5s", "-1.5s"), ("250ms", "0.25s"), ("0", "0s"), ("1us", "0.000001s"),
    ])
    func `Durations are parsed and printed as CEL does`(text: String, printed: String) {
        #expect(TimeSpan(text: text)?.text == printed)
    }

    @Test(arguments: [
        "999999999999999999h", "9999999999999999999s", "153722867280912930m8s", "-153722867280912930m8s",
        "153722867280912930m7s1000ms", "153722867280912930m7s1000000us", "153722867280912930m7.5s500ms",
    ])
    func `A duration of more seconds than can be counted is none`(text: String) {
        #expect(TimeSpan(text: text) == nil)
    }

    @Test(arguments: [
        ("153722867280912930m7s", Int64.max), ("-153722867280912930m7s", -Int64.max),
        ("999999999999999999s", 999_999_999_999_999_999),
    ])
    func `The longest durations are still read`(text: String, seconds: Int64) {
        #expect(TimeSpan(text: text) == TimeSpan(seconds: seconds))
    }

    @Test(arguments: ["", "1", "s", "1h ", "1d", "--1s"])
    func `What is not a duration is refused`(text: String) { #expect(TimeSpan(text: text) == nil) }

    @Test func `Every day of four centuries survives the round trip`() {
        for day in -146_097...146_097 {
            let date = Gregorian.date(dayNumber: day)
            if Gregorian.dayNumber(year: date.year, month: date.month, day: date.day) != day {
                Issue.record("day \(day)")
            }
        }
    }
}
