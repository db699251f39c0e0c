import Testing

@testable import Statechart

@Suite("Which transitions an event asks")
struct ListeningTests {
    private static func chart(_ count: Int) throws -> Chart {
        var transitions = (0..<count).map { TransitionDefinition(on: ["a\($0).b"], to: ["s"], label: $0) }
        transitions.insert(TransitionDefinition(on: ["*"], to: ["s"], label: count), at: count / 2)
        transitions.append(TransitionDefinition(on: ["a0", "a0.b"], to: ["s"], label: count + 1))
        return try Chart(ChartDefinition(states: [StateDefinition("s", transitions: transitions)]))
    }

    /// The labels of the transitions that are asked for an event.
    private static func asked(_ event: String, of chart: Chart) throws -> [Int] {
        let tables = chart.tables
        let state = try #require(tables.indices["s"])
        return tables.nodes[state].eventful(matching: tables.descriptors(matching: event))
            .map { tables.transitions[$0].label }
    }

    @Test func `of a thousand actions an event asks those that listen to it, in the order of the file`()
        throws
    {
        let chart = try ListeningTests.chart(1_000)
        #expect(try ListeningTests.asked("a7.b", of: chart) == [7, 1_000])
        #expect(try ListeningTests.asked("a999.b.c", of: chart) == [1_000, 999])
        #expect(try ListeningTests.asked("a0.b", of: chart) == [0, 1_000, 1_001])
        #expect(try ListeningTests.asked("other", of: chart) == [1_000])
    }

    @Test func `a few are asked one by one`() throws {
        #expect(try ListeningTests.asked("other", of: ListeningTests.chart(3)) == [0, 3, 1, 2, 4])
    }
}
