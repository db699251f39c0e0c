import Foundation
import Testing
import Values

/// The commands that read workflow files and rehearsals.
@Suite struct FileCommandTests {
    private let chart = """
        chart: door
        initial: shut
        states:
          shut: {on: {open: {to: ajar}}}
          ajar: {on: {leave: {to: gone}}}
          gone: {type: final}

        """

    /// A folder with a chart and a rehearsal of it.
    private func folder(rehearsing expectation: String = "{in: [gone], ended: true}") throws -> String {
        let folder = try Program.temporaryFolder()
        try chart.write(toFile: folder + "/door.yaml", atomically: true, encoding: .utf8)
        let rehearsal = """
            rehearsal: somebody leaves
            chart: door.yaml
            events: [{send: open}, {send: leave}]
            expect: \(expectation)

            """
        try rehearsal.write(toFile: folder + "/leaving.yaml", atomically: true, encoding: .utf8)
        return folder
    }

    @Test func `a sound chart is checked in silence`() throws {
        let result = try Program.run("check", try folder() + "/door.yaml")
        #expect(result.output == "1 files checked: 0 errors, 0 warnings\n")
        #expect(result.status == 0)
    }

    @Test func `what is wrong has a file, a line and a column`() throws {
        let file = try folder() + "/door.yaml"
        let broken = chart.replacingOccurrences(of: "to: gone", with: "to: nowhere")
        try broken.write(toFile: file, atomically: true, encoding: .utf8)
        let text = try Program.run("check", file)
        #expect(text.output.contains("door.yaml:5:"))
        #expect(text.status == 1)
        let json = try Program.run("check", file, "--format", "json")
        let finding = try Value(json: json.output)["findings"]?.elements?.first
        #expect(finding?["line"] == 5)
        #expect(finding?["severity"] == "error")
        #expect(finding?["message"]?["zh-Hant"]?.text?.isEmpty == false)
        #expect(json.status == 1)
    }

    @Test func `the shipped workflows have no errors`() throws {
        let result = try Program.run("check", "--format", "json")
        #expect(try Value(json: result.output)["errors"] == 0, "\(result.output)")
        #expect(result.status == 0)
    }

    @Test func `a workflow is drawn by its name`() throws {
        let text = try Program.run("diagram", "threat-report")
        #expect(
            text.output.hasPrefix("危害事件通報 (threat-report)\n") || text.output.hasPrefix("Harm-event report")
        )
        #expect(text.status == 0)
        let english = try Program.run("diagram", "threat-report", "--language", "en", "--format", "mermaid")
        #expect(
            english.output.hasPrefix("---\ntitle: \"Harm-event report (threat-report)\"\n---\nflowchart TB\n")
        )
        let again = try Program.run("diagram", "threat-report", "--language", "en", "--format", "mermaid")
        #expect(again.output == english.output)
    }

    @Test func `a chart's file is drawn by its states' names`() throws {
        let result = try Program.run("diagram", try folder() + "/door.yaml")
        #expect(result.output.hasPrefix("door\n"))
        #expect(result.output.contains("\n├─ ▶ shut\n│     → open → ajar\n"))
        #expect(result.status == 0)
    }

    @Test(arguments: [
        (["diagram", "nothing"], 4), (["diagram", "threat-report", "--profile", "nowhere"], 4),
        (["diagram", "threat-report", "--language", "fr"], 2),
        (["diagram", "threat-report", "--format", "gif"], 2),
    ])
    func `what cannot be drawn is said`(arguments: [String], status: Int) throws {
        let result = try Program.run(arguments)
        #expect(Int(result.status) == status)
        #expect(result.output.isEmpty)
    }

    @Test func `a folder of definitions that is not there is bad configuration`() throws {
        #expect(try Program.run("check", "--workflows", "/nowhere").status == 78)
    }

    @Test(arguments: [[], ["--crash"]])
    func `a rehearsal that holds passes, crashes or not`(extra: [String]) throws {
        let folder = try folder()
        let result = try Program.run(["rehearse", folder + "/leaving.yaml"] + extra)
        #expect(result.output == "1 passed, 0 failed\n")
        #expect(result.status == 0)
    }

    @Test func `a rehearsal that does not hold says what it found`() throws {
        let folder = try folder(rehearsing: "{in: [shut]}")
        let text = try Program.run("rehearse", folder + "/leaving.yaml")
        #expect(text.output.hasSuffix("0 passed, 1 failed\n"))
        #expect(text.output.contains("leaving.yaml"))
        #expect(text.status == 1)
        let json = try Program.run("rehearse", folder + "/leaving.yaml", "--format", "json")
        #expect(try Value(json: json.output)["failed"] == 1)
        #expect(json.status == 1)
    }

    @Test func `coverage goes to a file`() throws {
        let folder = try folder()
        let result = try Program.run(
            "rehearse",
            folder + "/leaving.yaml",
            "--coverage",
            folder + "/coverage.json"
        )
        #expect(result.status == 0)
        #expect(
            try Value(json: String(contentsOfFile: folder + "/coverage.json", encoding: .utf8))["profiles"]
                != nil
        )
        let nowhere = try Program.run(
            "rehearse",
            folder + "/leaving.yaml",
            "--coverage",
            "/nowhere/coverage.json"
        )
        #expect(nowhere.status == 74)
    }
}
