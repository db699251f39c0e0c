import Statechart
import Testing
import Values

@Suite
struct DataBindingTests {
    @Test
    func `data of every state are bound at the start, long before the state is entered`() throws {
        let chart = try Dialogue([
            state("a"), state("b", data: [datum("x", "1")], [state("c", data: [datum("y", "x + 1")])]),
        ])
        #expect(chart.data == ["x": 1, "y": 2])
    }

    @Test
    func `entering a state again does not bind its data again`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "a", do: [set("x", "x + 1")])], data: [datum("x", "1")])
        ])
        chart.say("go")
        chart.say("go")
        #expect(chart.data["x"] == 3)
    }

    @Test
    func `data are bound in document order, and before any entry action`() throws {
        var chart = try Dialogue(
            [state("a", entry: [note(valueOf: "z")], data: [datum("z", "y + 1")])],
            vars: "x=1 y=x+1"
        )
        #expect(chart.heard() == "+a 3")
    }

    @Test
    func `all data exist, empty, before the first value is computed`() throws {
        let chart = try Dialogue([state("a", data: [datum("later", "5")])], vars: "x=later")
        #expect(chart.data["x"] == .null)
        #expect(chart.errors.isEmpty)
    }

    @Test
    func `a value that fails leaves the datum empty and raises an error that the chart can take`() throws {
        var chart = try Dialogue(
            [state("a", [on("error.execution", do: [note("told")])])],
            vars: "x=nothing y=unknown z=1"
        )
        #expect(chart.heard() == "+a told told")
        #expect(chart.data == ["x": .null, "y": .null, "z": 1])
        #expect(chart.errors.map(\.place) == [.datum("x"), .datum("y")])
    }

    @Test
    func `a name that cannot be a variable is an error`() throws {
        let chart = try Dialogue([state("a")], vars: "readonly")
        #expect(chart.errors.map(\.place) == [.datum("readonly")])
    }

    @Test
    func `given values replace those of the workflow's data, and of no other`() throws {
        let given = ValueMap([("x", 10), ("y", 20), ("z", 30)])
        let chart = try Dialogue([state("a", data: [datum("y", "2")])], vars: "x=boom", given: given)
        #expect(chart.data == ["x": 10, "y": 2])
        #expect(chart.errors.isEmpty)
    }

    @Test
    func `a datum may have a literal value`() throws {
        let data = [DatumDefinition("x", value: .literal(["a": 1]))]
        let chart = try Dialogue(Chart(ChartDefinition(data: data, states: [state("s")])))
        #expect(chart.data == ["x": ["a": 1]])
    }
}
