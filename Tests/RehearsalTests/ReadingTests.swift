import Casework
import Testing
import Values

@testable import Rehearsal

@Suite struct ReadingTests {
    private static func alone(_ path: String) throws(RehearsalProblem) -> (text: String, file: String) {
        throw RehearsalProblem(file: path, line: 1, message: LocalizedText(zhHant: "無", en: "none"))
    }

    private static let open = "  - do: {open: ledger, as: a, by: ann, with: {amount: 5}}\n"

    @Test(arguments: [
        ("  - do: {open: ledger, by: ann, whit: {}}", 15, "'whit' is not known here"),
        ("  - wait: soon", 15, "Give a length of time"),
        ("  - wait: -10m", 15, "Give a length of time"),
        ("  - at: tomorrow", 15, "Give a time"),
        ("  - do: {action: check, case: a}", 15, "'by' is missing"),
        ("  - do: {action: check, by: ann}", 15, "'case' is missing"),
        ("  - expect: {case: a, deadlines: {checking: done}}", 15, "A deadline is one of"),
        ("  - expect: {case: a, seen-by: {ann: all}}", 15, "Give nothing, referred"),
        ("  - expect: {case: a, closed: maybe}", 15, "Give true or false"),
        ("  - expect: {case: a, revision: two}", 15, "A whole number"),
        (
            "  - wait: 1m\n  - do: {action: x, case: a, by: ann}\n    refused: no", 17,
            "The kinds of refusal are"
        ),
        ("  - {}", 15, "'do' is missing"),
        ("  wait: 10m", 15, "A list belongs here"),
        ("  - expect: &x {case: a}\n  - expect: *x", 15, "aliases"),
    ])
    func `a mistake is reported at its line`(steps: String, line: Int, message: String) async throws {
        let report = try await Play.steps(steps)
        #expect(report.passed == 0 && report.failed == 1 && report.exitCode == 1)
        let problem = try #require(report.problems.first)
        #expect(problem.line == line)
        #expect(problem.message.en.contains(message))
        #expect(report.text.hasSuffix("0 passed, 1 failed\n"))
    }

    @Test(arguments: [
        ("rehearsal: x\nprofile: town\nsteps: []", "'at' is missing"),
        ("rehearsal: x\nat: 2026-11-24T09:00\nsteps: []", "'profile' is missing"),
        ("rehearsal: x\nprofile: town\nat: 2026-11-24T09:00", "'steps' is missing"),
        ("rehearsal: x\nprofile: town\nat: 2026-11-24T09:00\nsteps: []\nevents: []", "use steps"),
        ("rehearsal: x\nrehearsal: y", "stands twice"),
        ("rehearsal: [x", "This is not YAML"),
        ("- rehearsal: x", "A map"),
        ("", "There is no rehearsal"),
    ])
    func `what is no rehearsal is said to be none`(text: String, message: String) async throws {
        let report = try await Play.text(text)
        #expect(report.problems.count == 1)
        #expect(report.problems.first?.message.en.contains(message) == true, "\(report.text)")
    }

    @Test func `a mistake in a later document is not passed over`() async throws {
        let report = try await Play.text(Ledger.head + "  - wait: 1m\n---\nrehearsal: [x")
        #expect(report.failed == 1 && report.problems.first?.message.en.contains("This is not YAML") == true)
    }

    @Test func `a file that is not there counts as failed`() async {
        let options = RehearsalOptions(
            workflows: ChartSource(path: "", bytes: [], digest: Play.digest),
            digest: Play.digest
        )
        let report = await RehearsalSuite.run(files: ["/nowhere/at-all.yaml"], options: options)
        #expect(report.failed == 1 && report.exitCode == 1)
        #expect(report.text.hasPrefix("/nowhere/at-all.yaml:1:"))
    }

    @Test(arguments: [
        "chart: x\nstates: {a: {}}", "people: {ann: {role: clerk, unit: desk}}", "sites: {}\nunits: {}",
    ])
    func `what rehearsals only name is passed over`(text: String) async throws {
        let report = try await Play.text(text)
        #expect(report.text == "0 passed, 0 failed\n")
    }

    @Test func `several rehearsals stand in one file and keep their lines`() throws {
        let one = "rehearsal: first\nprofile: p\nat: 2026-11-24T09:00\nsteps: []\n"
        let found = try RehearsalScript.all(in: one + "---\n" + one, file: "f.yaml", read: ReadingTests.alone)
        #expect(found.map(\.line) == [1, 6])
    }

    @Test(arguments: [
        ("90s", 90), ("10m", 600), ("2h30m", 9_000), ("3d", 259_200), ("1.5s", 1),
    ])
    func `lengths of time are read`(text: String, seconds: Int64) throws {
        let node = RehearsalNode(content: .scalar(.string(text)), file: "f", line: 1)
        #expect(try node.asSpan().seconds == seconds)
    }

    @Test func `a time without a zone is Taipei's`() throws {
        let plain = RehearsalNode(content: .scalar("2026-11-24T09:00"), file: "f", line: 1)
        let zoned = RehearsalNode(content: .scalar("2026-11-24T01:00Z"), file: "f", line: 1)
        #expect(try plain.asInstant() == zoned.asInstant())
    }

    @Test func `what is given may stand in a file of its own`() async throws {
        let text =
            "rehearsal: x\nprofile: town\nat: 2026-11-24T09:00\ngiven: people.yaml\nsteps:\n"
            + ReadingTests.open
        let world = "people: {ann: {role: clerk, unit: desk}}"
        #expect(try await Play.text(text, files: ["people.yaml": world]).exitCode == 0)
        let wrong = try await Play.text(text, files: ["people.yaml": "persons: {}"])
        #expect(wrong.text.contains("people.yaml:1: 'persons' is not known here"))
        #expect(try await Play.text(text).text.contains("people.yaml:1: The file cannot be read"))
    }

    @Test func `units that only people name become roots with the rehearsal's profile`() throws {
        let text =
            "rehearsal: x\nprofile: p\nat: 2026-11-24T09:00\n"
            + "given: {people: {ann: {role: clerk, unit: desk}}}\nsteps: []"
        let world = try #require(try RehearsalScript.all(in: text, file: "f", read: ReadingTests.alone).first)
            .world
        #expect(world.units.map(\.id) == ["desk"])
        #expect(world.units.first?.profile == "p" && world.units.first?.parent == nil)
        #expect(world.accounts.first?.grants.map(\.role) == ["clerk"])
    }
}
