import Foundation
import Testing

@Suite struct UseTests {
    @Test(arguments: [
        ["unheard-of"], ["serve"], ["serve", "--database", "x", "--listen", "nowhere"], ["evaluate"],
        ["verify", "--database", "x", "--level", "9"], ["serve", "--database", "x", "--threads", "0"],
        ["evaluate", "1", "--format", "xml"],
        ["user", "add", "x", "--database", "y", "--name", "z", "--grant", "w"],
        ["document", "fill", "x", "y", "--version-number", "1", "--at", "v2"],
        ["document", "fill", "x", "y", "--version-number", "0"],
    ])
    func `wrong use ends with 2 and an explanation`(arguments: [String]) throws {
        let folder = try Program.temporaryFolder()
        let process = try Program.start(arguments, folder: folder, environment: [:])
        process.waitUntilExit()
        #expect(process.terminationStatus == 2)
        #expect(try String(contentsOfFile: folder + "/err", encoding: .utf8).contains("Usage:"))
        #expect(try String(contentsOfFile: folder + "/out", encoding: .utf8).isEmpty)
    }

    @Test(arguments: [
        [], ["serve"], ["evaluate"], ["verify"], ["user"], ["user", "token"], ["unit"], ["unit", "put"],
        ["document", "list"], ["document", "fill"], ["demo"],
    ])
    func `help is everywhere, in both languages`(command: [String]) throws {
        let folder = try Program.temporaryFolder()
        let process = try Program.start(command + ["--help"], folder: folder, environment: [:])
        process.waitUntilExit()
        let text = try String(contentsOfFile: folder + "/out", encoding: .utf8)
        #expect(process.terminationStatus == 0)
        #expect(text.contains("USAGE: anwei"))
        #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `the language of messages follows the locale`() throws {
        let english = try Program.run("verify", "--database", "/nowhere/x")
        #expect(english.errors.contains("There is no database"))
        let chinese = try Program.run(
            "verify",
            "--database",
            "/nowhere/x",
            environment: ["LANG": "zh_TW.UTF-8"]
        )
        #expect(chinese.errors.contains("找不到資料庫"))
    }
}
