import Testing
import Values

@testable import WorkflowFiles

@Suite("Following the charts of the semantics")
struct FollowedChartsTests {
    /// The bare charts among the scenarios, by path.
    static let charts: [String: [UInt8]] = {
        let files = try? FileLibrary.texts(inFolder: Repository.path("Tests/Scenarios"))
        return (files ?? [:]).filter { $0.value.starts(with: Array("chart:".utf8)) }
    }()

    /// The ids of the states that the explorer comes to, and whether the start leads to rest; nil where the
    /// chart cannot be followed.
    private func follow(_ draft: ChartDraft) -> (reached: Set<String>, rests: Bool)? {
        guard let abstract = AbstractChartBuilder(draft, data: [], fields: []).build(openings: [:]) else {
            return nil
        }
        var explorer = Explorer(
            abstract,
            OutsideWorld(draft, abstract, messages: [], isOpen: true),
            valuations: 3
        )
        let graph = explorer.explore()
        guard graph.isComplete else { return nil }
        let states = draft.all
        let resting = graph.nodes.indices.filter { graph.nodes[$0].isStable || graph.nodes[$0].isOver }
        return (Set(graph.nodes.flatMap(\.states).map { states[$0].id.text }), graph.reaching(resting)[0])
    }

    @Test("wherever a chart really comes, the explorer has been", arguments: charts.keys.sorted())
    func sound(path: String) throws {
        let bytes = try #require(FollowedChartsTests.charts[path])
        let text = String(decoding: bytes, as: UTF8.self)
        let reader = FileReader(isBare: true)
        guard (try? CompiledChart(bytes, path: path)) != nil,
            let keyed = reader.map(try YAMLDocument.read(bytes, path: path), .chart)
        else { return }
        var draft = reader.chart(keyed)
        draft.data = reader.data(keyed["data"])
        guard let (reached, rests) = follow(draft) else { return }
        var player = try ChartPlayer(text)
        // The explorer takes it that what a chart begins with can be computed.
        guard player.errors.isEmpty else { return }
        #expect(rests)
        #expect(reached.isSuperset(of: player.active.split(separator: " ").map(String.init)))
        for descriptor in draft.all.flatMap(\.transitions).flatMap(\.descriptors) {
            player.send(OutsideWorld.name(descriptor))
            player.wait(5)
            #expect(reached.isSuperset(of: player.active.split(separator: " ").map(String.init)))
        }
    }

    @Test func `there are charts to follow`() { #expect(FollowedChartsTests.charts.count > 100) }
}
