import Statechart
import Testing
import Values

@testable import WorkflowFiles

@Suite("Exploring the files that come with the program")
struct ShippedExplorationTests {
    @Test func `every workflow is followed to the end, far from the bound`() throws {
        let files = FileSet(try FileLibrary.texts(inFolder: Repository.path("Workflows/files")))
        for path in files.workflows.values {
            let draft = try #require(files.parts(of: path)?.draft)
            let exploration = try #require(Exploration(draft, EventWorld(files), valuations: 3))
            let states = draft.chart.all.filter { $0.kind != .shallowHistory && $0.kind != .deepHistory }
            #expect(exploration.graph.isComplete && exploration.reached.count == states.count, "\(path)")
            #expect(exploration.graph.nodes.count < Explorer.bound / 10)
        }
    }
}

@Suite("The explorer and the interpreter")
struct SteppingTests {
    private static func chart() throws -> (draft: ChartDraft, compiled: CompiledChart) {
        let bytes = try FileLibrary.text(atPath: Repository.path("Tests/Scenarios/charts/crossing.yaml"))
        let reader = FileReader(isBare: true)
        let root = try YAMLDocument.read(bytes, path: "crossing.yaml")
        let keyed = try #require(reader.map(root, .chart))
        var draft = reader.chart(keyed)
        draft.data = reader.data(keyed["data"])
        return (draft, try CompiledChart(bytes, path: "crossing.yaml"))
    }

    @Test func `a bare chart is followed whole: every state is reached, every transition taken`() throws {
        let draft = try SteppingTests.chart().draft
        let builder = AbstractChartBuilder(draft, data: [], fields: [])
        let abstract = try #require(builder.build(openings: [:]))
        var explorer = Explorer(abstract, OutsideWorld(draft, abstract, messages: [], isOpen: true))
        let graph = explorer.explore()
        #expect(graph.isComplete && graph.cuts.isEmpty)
        let reached = Set(graph.nodes.flatMap(\.states)).map { draft.all[$0].id.text }.sorted()
        #expect(reached == draft.all.map(\.id.text).sorted())
        let transitions = draft.all.flatMap(\.transitions)
        #expect(Set(graph.edges.flatMap(\.taken)) == Set(transitions.indices))
    }

    @Test(
        "a step taken microstep by microstep comes out as it does at once",
        arguments: [
            ["power.fail", "power.back"], ["cars.stop", "cars.go", "cars.stop"], ["note", "stop"],
            ["nothing", "cars.stop", "power.fail", "stop"],
        ]
    )
    func stepping(events: [String]) throws {
        let (draft, _) = try SteppingTests.chart()
        let builder = AbstractChartBuilder(draft, data: [], fields: [])
        let abstract = try #require(builder.build(openings: [:]))
        let background = AbstractModel.Background(abstract, Oracle())
        let model = AbstractModel(background)
        var whole = try Interpreter(abstract.chart, model: model, now: Instant(milliseconds: 0))
        var slow = try Interpreter(abstract.chart, model: model, now: Instant(milliseconds: 0))
        _ = whole.start()
        _ = slow.open(nil)
        while slow.advance() != nil {}
        #expect(whole.snapshot == slow.snapshot)
        for event in events {
            _ = whole.deliver(Event(event))
            _ = slow.open(Event(event))
            while slow.advance() != nil {}
            #expect(whole.snapshot == slow.snapshot)
        }
    }
}
