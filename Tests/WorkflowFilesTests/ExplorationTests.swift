import Testing
import Values

@testable import WorkflowFiles

@Suite("Exploring")
struct ExplorationTests {
    @Test func `shipped`() throws {
        let files = FileSet(try FileLibrary.texts(inFolder: Repository.path("Workflows/files")))
        for path in files.workflows.values {
            let draft = try #require(files.parts(of: path)?.draft)
            let start = ContinuousClock.now
            let e = try #require(Exploration(draft, EventWorld(files), bound: 20_000))
            print(path, e.graph.nodes.count, e.graph.edges.count, e.graph.isComplete, ContinuousClock.now - start)
            for v in e.abstract.variables { _ = v
        }
    }
}
