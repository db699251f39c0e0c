import Testing
import Values

@testable import WorkflowFiles

@Suite("Exploring the files that come with the program")
struct ShippedExplorationTests {
    @Test func `every workflow is followed to the end, far from the bound`() throws {
        let files = FileSet(try FileLibrary.texts(inFolder: Repository.path("Workflows/files")))
        for path in files.workflows.values {
            let draft = try #require(files.parts(of: path)?.draft)
            let start = ContinuousClock.now
            let exploration = try #require(Exploration(draft, EventWorld(files), valuations: 3))
            print(
                path,
                exploration.graph.nodes.count,
                exploration.graph.edges.count,
                ContinuousClock.now - start
            )
            #expect(exploration.graph.isComplete)
            #expect(exploration.graph.nodes.count < Explorer.bound / 10)
        }
    }
}
