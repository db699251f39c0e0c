import Testing
import Values

@Suite struct EvaluateCommandTests {
    @Test(arguments: [
        ("1 + 2", "{}", "3"), ("a.b + 1", #"{"a":{"b":2}}"#, "3"), ("1.5", "{}", "1.5"),
        ("'安' + '維'", "{}", "\"安維\""),
        ("[1, 'x'].size() == 2", "{}", "true"),
        (
            "t", #"{"t":{"$timestamp":"2026-11-24T01:00:00Z"}}"#,
            #"{"$timestamp":"2026-11-24T01:00:00Z"}"#
        ), ("true || u", #"{"u":{"$unknown":true}}"#, "true"),
        ("u == 1u", #"{"u":{"$uint":"1"}}"#, "true"), ("null", "{}", "null"),
    ])
    func `a value is printed as JSON`(expression: String, data: String, printed: String) throws {
        let result = try Program.run("evaluate", expression, "--data", data)
        #expect(result.output == printed + "\n")
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test(arguments: [
        ("u", #"{"u":{"$unknown":true}}"#, "u"), ("a.b > 1", #"{"a":{"b":{"$unknown":true}}}"#, "a.b"),
        ("b && a", #"{"a":{"$unknown":true},"b":{"$unknown":true}}"#, "a, b"),
    ])
    func `what is not filled in is named`(expression: String, data: String, names: String) throws {
        let result = try Program.run("evaluate", expression, "--data", data)
        #expect(result.output == "unknown: \(names)\n")
        #expect(result.status == 1)
    }

    @Test(arguments: ["1 / 0", "1 +", "nobody", "1 + 'a'", "[1][3]", "9223372036854775807 + 1"])
    func `an error says where it is`(expression: String) throws {
        let result = try Program.run("evaluate", expression)
        #expect(result.output.hasPrefix("error: 1:"))
        #expect(result.status == 1)
    }

    @Test func `programs are told value, reads and cost`() throws {
        let result = try Program.run("evaluate", "a + b", "--data", #"{"a":1,"b":2}"#, "--format", "json")
        let answer = try Value(json: result.output)
        #expect(answer["value"] == 3)
        #expect(answer["reads"] == ["a", "b"])
        #expect((answer["cost"]?.integer ?? 0) > 0)
        #expect(answer["error"] == nil)
    }

    @Test func `programs are told errors with code, place and both languages`() throws {
        let result = try Program.run("evaluate", "1 / 0", "--format", "json")
        let error = try #require(try Value(json: result.output)["error"])
        #expect(error["code"] == "divisionByZero")
        #expect(error["line"] == 1)
        #expect(error["column"] == 3)
        #expect(error["message"]?["zh-Hant"]?.text?.isEmpty == false)
        #expect(error["message"]?["en"]?.text?.isEmpty == false)
    }

    @Test func `programs are told what is unknown`() throws {
        let data = #"{"u":{"$unknown":true}}"#
        let result = try Program.run("evaluate", "u > 1", "--data", data, "--format", "json")
        #expect(try Value(json: result.output)["unknown"] == ["u"])
        #expect(result.status == 1)
    }

    @Test(arguments: ["[]", "{", "1", #"{"a":1,"a":2}"#, #"{"a":{"$other":1}}"#])
    func `data that are no object are wrong use`(data: String) throws {
        let result = try Program.run("evaluate", "1", "--data", data)
        #expect(result.status == 2)
        #expect(result.output == "")
    }
}
