import CaseAPI
import Foundation
import Testing

@Suite struct `Values on the wire` {
    static let texts: [(String, WireValue)] = [
        ("null", .null),
        ("true", true),
        ("-7", -7),
        ("9007199254740993", 9_007_199_254_740_993),
        ("1.5", .double(1.5)),
        (#""危-社工科""#, "危-社工科"),
        (#"[1,"a",null]"#, [1, "a", .null]),
        (#"{"a":{"b":[]}}"#, ["a": ["b": []]]),
        (#"{"$timestamp":"2026-11-24T01:00:00Z"}"#, .timestamp("2026-11-24T01:00:00Z")),
        (#"{"$uint":"18446744073709551615"}"#, .tagged("$uint", "18446744073709551615")),
        (#"{"$map":[[1,"a"]]}"#, ["$map": [[1, "a"]]]),
    ]

    @Test(arguments: texts) func `are read as what they are, and written back the same`(
        text: String,
        value: WireValue
    ) throws {
        #expect(try JSONDecoder().decode(WireValue.self, from: Data(text.utf8)) == value)
        #expect(value.json == text)
    }

    @Test func `keep a whole double a double, and name what JSON cannot`() {
        #expect(WireValue.double(1).json == "1.0")
        #expect(WireValue.double(.nan).json == #"{"$double":"NaN"}"#)
        #expect(WireValue.double(-.infinity).json == #"{"$double":"-Infinity"}"#)
    }

    @Test func `escape every control character, C1 included`() {
        #expect(WireValue.string("a\u{1B}[2J\u{9B}\n\"\\").json == #""a\u001b[2J\u009b\n\"\\""#)
    }
}

@Suite struct `Answers on the wire` {
    @Test func `a problem carries both languages and the refusal`() throws {
        let text = """
            {"type":"/problems/requirements","title":"Requirements unmet","status":409,
             "detail":"A","detail-zh":"甲","refusal":{"kind":"requirements","requirements":[
             {"outcome":"undecided","text":{"zh-Hant":"請填","en":"Fill in"},"clause":"K-16.0",
              "reads":[{"field":"result","value":null}],"missing":["result"]}]}}
            """
        let problem = try JSONDecoder().decode(WireProblem.self, from: Data(text.utf8))
        #expect(problem.detailZh == "甲")
        #expect(problem.refusal?.kind == .requirements)
        #expect(problem.refusal?.requirements?.first?.outcome == .undecided)
        #expect(problem.refusal?.requirements?.first?.reads == [WireReading(field: "result")])
    }

    @Test func `a case needs no more than its required members, and unknown ones do no harm`() throws {
        let text = """
            {"number":"危-1","workflow":"w","title":{"zh-Hant":"甲","en":"A"},"unit":"north","revision":3,
             "closed":false,"openedAt":"2026-11-24T01:00:00Z","configuration":[],"data":{"n":1},"labels":{},
             "masked":["narrative"],"deadlines":[],"actions":[],"children":[],"new-in-2030":1}
            """
        let file = try JSONDecoder().decode(WireCase.self, from: Data(text.utf8))
        #expect(file.data == ["n": 1])
        #expect(file.masked == ["narrative"])
        #expect(file.proposals == nil)
    }
}
