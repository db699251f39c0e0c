import Foundation
import Testing
import Values

/// `anwei check --clauses`.
@Suite struct ClauseCommandTests {
    /// A file of a folder of its own, with a text.
    private func file(_ text: String) throws -> String {
        let path = try Program.temporaryFolder() + "/coverage.json"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `the table is an object with clauses`() throws {
        let result = try Program.run("check", "--clauses", "--format", "json")
        #expect(result.status == 0 && result.errors.isEmpty)
        let json = try Value(json: result.output)
        let clauses = try #require(json["clauses"]?.elements)
        #expect(clauses.count == 470 && json["summary"]?["clauses"] == 470)
        for clause in clauses {
            let isImplemented = clause["implementedBy"]?.elements?.isEmpty == false
            #expect((clause["reason"] == .null) == isImplemented, "\(clause["id"] ?? .null)")
            #expect(clause["rehearsedBy"] == [])
        }
    }

    @Test func `people get it in their language, with how to count rehearsals`() throws {
        let english = try Program.run("check", "--clauses")
        #expect(
            english.output.contains("add --coverage FILE") && english.output.contains("In all: 470 clauses")
        )
        let chinese = try Program.run(["check", "--clauses"], environment: ["LANG": "zh_TW.UTF-8"])
        #expect(chinese.output.contains("未計入演練") && chinese.output.contains("合計：條文 470"))
    }

    @Test func `coverage adds who rehearses a clause`() throws {
        let coverage = """
            {"profiles":{},"rehearsals":[{"rehearsal":"a report","passed":true,"about":["K-15.1a"],"touched":[]}]}
            """
        let result = try Program.run(
            "check",
            "--clauses",
            "--format",
            "json",
            "--coverage",
            try file(coverage)
        )
        #expect(result.status == 0)
        let clauses = try Value(json: result.output)["clauses"]?.elements ?? []
        let rehearsed = clauses.filter { $0["rehearsedBy"] != [] }
        #expect(rehearsed.map { $0["id"] } == ["K-15.1a"])
        #expect(rehearsed.first?["rehearsedBy"] == ["a report"])
    }

    @Test func `what rehearse writes is what check reads`() throws {
        let folder = try Program.temporaryFolder()
        let chart = "chart: door\ninitial: shut\nstates: {shut: {on: {open: ajar}}, ajar: {type: final}}\n"
        try chart.write(toFile: folder + "/door.yaml", atomically: true, encoding: .utf8)
        let rehearsal = """
            rehearsal: a door opens
            clauses: [K-8.2a]
            chart: door.yaml
            events: [{send: open}]
            expect: {ended: true}

            """
        try rehearsal.write(toFile: folder + "/opening.yaml", atomically: true, encoding: .utf8)
        let coverage = folder + "/coverage.json"
        #expect(try Program.run("rehearse", folder + "/opening.yaml", "--coverage", coverage).status == 0)
        let result = try Program.run("check", "--clauses", "--coverage", coverage, "--format", "json")
        #expect(result.status == 0)
        let clauses = try Value(json: result.output)["clauses"]?.elements ?? []
        #expect(clauses.first { $0["id"] == "K-8.2a" }?["rehearsedBy"] == ["a door opens"])
    }

    @Test func `a coverage file that is none or is not there is said so`() throws {
        let wrong = try Program.run("check", "--clauses", "--coverage", try file("# notes"))
        #expect(wrong.status == 2 && wrong.errors.contains("not JSON") && wrong.output.isEmpty)
        let missing = try Program.run("check", "--clauses", "--coverage", "/nowhere/coverage.json")
        #expect(missing.status == 74 && missing.errors.contains("/nowhere/coverage.json"))
    }

    @Test(arguments: [["check", "--coverage", "x"], ["check", "--clauses", "x.yaml"]])
    func `coverage goes with clauses, and clauses with the whole folder`(arguments: [String]) throws {
        #expect(try Program.run(arguments).status == 2)
    }

    @Test func `a clause that is not on register is a finding`() throws {
        let folder = try Program.temporaryFolder()
        let workflow = """
            workflow: t
            title: {zh-Hant: 測試, en: Test}
            number: "{serial:4}"
            clauses: [K-99]
            open: {title: {zh-Hant: 開案, en: Open}, by: []}
            states: {a: {title: {zh-Hant: 甲, en: A}, closed: true}}

            """
        try workflow.write(toFile: folder + "/t.yaml", atomically: true, encoding: .utf8)
        let result = try Program.run("check", "--clauses", "--workflows", folder)
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("t.yaml:4:11: error unknown-clause: "))
    }
}

/// `anwei check --profiles`.
@Suite struct ProfileCommandTests {
    @Test func `the figures and clocks are shown in the language of whoever asks`() throws {
        let english = try Program.run("check", "--profiles")
        #expect(english.status == 0 && english.output.contains("to be confirmed by the agency"))
        #expect(english.output.contains("Clock | profile"))
        let chinese = try Program.run(["check", "--profiles"], environment: ["LANG": "zh_TW.UTF-8"])
        #expect(chinese.output.contains("待機關確認") && chinese.output.contains("法定時限｜"))
    }

    @Test func `programs get an object`() throws {
        let result = try Program.run("check", "--profiles", "--format", "json")
        #expect(result.status == 0 && result.errors.isEmpty)
        let clocks = try #require(try Value(json: result.output)["clocks"]?.elements)
        #expect(clocks.contains { $0["key"] == "osh37" && $0["on"] == true })
    }

    @Test(arguments: [["--clauses"], ["x.yaml"]])
    func `it goes alone`(more: [String]) throws {
        #expect(try Program.run(["check", "--profiles"] + more).status == 2)
    }

    @Test func `a profile that is not sound is a finding`() throws {
        let folder = try Program.temporaryFolder()
        let text = "profile: p\ntitle: {zh-Hant: 縣, en: P}\nextends: none\nversions: []\n"
        try text.write(toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
        let result = try Program.run("check", "--profiles", "--workflows", folder)
        #expect(result.status == 1 && result.output.hasPrefix("p.yaml:3:10: error unknown-name: "))
    }
}
