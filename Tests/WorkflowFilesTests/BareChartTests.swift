import Expressions
import Statechart
import Testing
import Values

@testable import WorkflowFiles

@Suite("Bare charts")
struct BareChartTests {
    private func compiled(_ text: String) throws(FileProblems) -> CompiledChart {
        try CompiledChart(Array(text.utf8), path: "c.yaml")
    }

    private func warnings(_ states: String) throws -> [String] {
        try compiled("chart: c\n" + states).warnings.map {
            "\($0.position.line):\($0.position.column) \($0.code.rawValue)"
        }
    }

    @Test func `a chart needs no titles, roles or clauses`() throws {
        let chart = try compiled(BareCharts.light)
        #expect(chart.name == "traffic-light")
        #expect(chart.warnings == [])
        #expect(chart.chart.definition.states.map(\.id) == ["red", "green", "over", "idle"])
        #expect(chart.expressions.map(\.source) == ["rounds < 3", "rounds + 1"])
    }

    @Test(
        "what would be an error in a workflow is a warning",
        arguments: [
            ("states: {a: {on: {e: {when: unheard > 1, to: a}}}}", ["2:29 expression"]),
            ("states: {a: {on: {e: {when: '1 +', to: a}}}}", ["2:33 expression"]),
            ("states: {a: {entry: {set: {m: 1}}}}", ["2:28 unknown-name"]),
            ("states: {a: {entry: {set: {'a b': 1}}}}", ["2:28 unknown-name"]),
            ("data: {n: 1, m: '1 +'}\nstates: {a: {entry: {set: {n: m}}}}", ["2:21 expression"]),
            ("data: {n: 1}\nstates: {a: {entry: {foreach: x, in: '[n]', do: {set: {n: x}}}}}", []),
            ("states: {a: {entry: {send: e, to: nobody}}}", []),
            ("states: {a: {always: a}, b: {}}", []),
        ]
    )
    func warned(states: String, found: [String]) throws {
        #expect(try warnings(states) == found)
    }

    @Test(
        "what no chart can be made of is an error",
        arguments: [
            ("states: {}", "2:9 missing-key"),
            ("states: {a: {on: {e: b}}}", "2:19 chart"),
            ("states: {a: {}, b: {states: {a: {}}}}", "2:30 chart"),
            ("states: {a: {title: {zh-Hant: 甲, en: A}}}", "2:14 unknown-key"),
            ("states: {a: {type: paralel}}", "2:20 bad-value"),
            ("roles: {}\nstates: {a: {}}", "2:1 unknown-key"),
            ("states: {a: {on: {e: {by: [x], to: a}}}}", "2:23 unknown-key"),
            ("states: {p: {type: parallel, states: {f: {type: final}}}}", "2:39 chart"),
        ]
    )
    func refused(states: String, found: String) {
        do {
            _ = try compiled("chart: c\n" + states)
            Issue.record("the chart was taken")
        } catch {
            let first = error.findings.first { $0.severity == .error }
            #expect(first.map { "\($0.position.line):\($0.position.column) \($0.code.rawValue)" } == found)
        }
    }

    @Test func `an expression that cannot be read fails when it is reached`() throws {
        let chart = try compiled("chart: c\nstates: {a: {on: {e: {when: '1 +', to: a}}}}")
        let condition = try #require(chart.expressions.first)
        guard case .error = condition.evaluate(Nothing()).outcome else {
            Issue.record("the condition gave a value")
            return
        }
    }

    /// Surroundings in which no name is known.
    private struct Nothing: Activation {
        func resolve(_ name: String) -> Binding { .absent }
    }
}
