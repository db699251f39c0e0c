import Casework
import Testing

@testable import WorkflowFiles

@Suite("Defects seeded into right files")
struct SeededDefectsTests {
    @Test("the files themselves have nothing wrong with them", arguments: Defect.File.allCases)
    func right(file: Defect.File) {
        let text = SeededFolder.files[file.rawValue] ?? ""
        #expect(SeededFolder.found(file.rawValue, Array(text.utf8)) == [])
    }

    @Test("each is found at its place, and nothing else", arguments: Defect.all) func seeded(defect: Defect) {
        #expect(SeededFolder.files[defect.file.rawValue]?.contains(defect.old) == true)
        #expect(SeededFolder.found(defect.file.rawValue, Array(defect.text.utf8)) == defect.found)
    }

    @Test func `a bundle that is none is found at its beginning`() throws {
        let library = Probe.library(SeededFolder.files)
        let bundle = AssembledBundle(bytes: Array("no bundle".utf8), hash: "00")
        let problems = #expect(throws: FileProblems.self) { try library.compile(bundle) }
        #expect(problems?.findings.map { "\($0.position) \($0.code.rawValue)" } == ["00:1:1 unreadable"])
    }

    @Test func `too many configurations are found at the file's name`() throws {
        let files = FileSet(SeededFolder.files.mapValues { Array($0.utf8) })
        let draft = try #require(files.parts(of: "p.yaml")?.draft)
        let exploration = try #require(Exploration(draft, EventWorld(files), bound: 5))
        let found = ChartCheck(draft, EventWorld(files), [exploration]).findings()
        #expect(found.map { "\($0.position) \($0.code.rawValue)" } == ["p.yaml:1:11 bound-reached"])
    }

    @Test func `every code has its defect, and there are more than a hundred`() {
        // What forms leave out is looked for in `FormFindingsTests`.
        let elsewhere: Set = ["unreadable", "bound-reached", "uncovered-clause"]
        let seeded = Defect.all.reduce(into: elsewhere) { $0.formUnion($1.codes) }
        #expect(seeded == Set(FindingCode.allCases.map(\.rawValue)))
        #expect(Defect.all.count >= 180)
        #expect(Set(Defect.all.map(\.file)) == Set(Defect.File.allCases))
    }
}
