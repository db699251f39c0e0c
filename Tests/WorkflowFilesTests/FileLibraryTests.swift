import Casework
import CivilCalendar
import Statechart
import Testing
import Values

@testable import WorkflowFiles

@Suite("The library of workflows")
struct FileLibraryTests {
    private let library = Probe.library(["t.yaml": Probe.head + Constructs.part])

    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    @Test func `a bundle compiles to the workflow, without files`() throws {
        let bundle = try #require(
            library.bundle(workflow: "t", profile: "kaohsiung", on: try day("2026-11-24"))
        )
        let elsewhere = FileLibrary(files: [:], digest: Probe.digest)
        let workflow = try elsewhere.compile(bundle)
        #expect(workflow.name == "t")
        #expect(workflow.bundleHash == bundle.hash)
        #expect(workflow.profile.name == "kaohsiung")
        #expect(workflow.profile.title.en == "Kaohsiung")
        #expect(workflow.clauses["K-2"]?.citation.zhHant == "要點第二點")
        #expect(workflow.expressions == (try library.compile(bundle)).expressions)
    }

    @Test func `the same files give the same bytes and hash`() throws {
        let again = Probe.library(["t.yaml": Probe.head + Constructs.part])
        let day = try day("2026-11-24")
        let bundle = library.bundle(workflow: "t", profile: "kaohsiung", on: day)
        #expect(bundle != nil)
        #expect(again.bundle(workflow: "t", profile: "kaohsiung", on: day) == bundle)
        #expect(library.bundle(workflow: "t", profile: "kaohsiung", on: try self.day("2023-01-01")) == bundle)
    }

    @Test(
        "another word in a file, an include, a clause or a profile gives another hash",
        arguments: ["t.yaml", "clauses/k.yaml", "profiles/k.yaml", "shared/s.yaml"]
    )
    func changes(path: String) throws {
        var texts = [
            "t.yaml": "include: [shared/s.yaml]\n" + Probe.head + "clauses: [K-1]\n" + Probe.states,
            "shared/s.yaml": "shared: s\nroles: {more: {zh-Hant: 測, en: More}}\n",
            "clauses/k.yaml": Probe.clauses, "profiles/k.yaml": Probe.profile,
        ]
        let day = try day("2026-11-24")
        let before = Probe.library(texts).bundle(workflow: "t", profile: "kaohsiung", on: day)
        let marks = [
            "t.yaml": "甲", "clauses/k.yaml": "第一點", "profiles/k.yaml": "outlets: 3", "shared/s.yaml": "測",
        ]
        let changed = [
            "t.yaml": "乙", "clauses/k.yaml": "第壹點", "profiles/k.yaml": "outlets: 4", "shared/s.yaml": "試",
        ]
        texts[path] = texts[path]?.replacing(marks[path] ?? "", with: changed[path] ?? "")
        let after = Probe.library(texts).bundle(workflow: "t", profile: "kaohsiung", on: day)
        #expect(before != nil && after != nil)
        #expect(before != after)
    }

    @Test func `clauses that the file does not cite and other workflows leave the hash alone`() throws {
        let day = try day("2026-11-24")
        let text = Probe.head + "clauses: [K-1]\n" + Probe.states
        let before = Probe.library(["t.yaml": text]).bundle(workflow: "t", profile: "kaohsiung", on: day)
        let more = Probe.library([
            "t.yaml": text, "clauses/k.yaml": Probe.clauses.replacing("第二點", with: "第貳點"),
            "u.yaml": text.replacing("workflow: t", with: "workflow: u"),
        ])
        #expect(before != nil)
        #expect(more.bundle(workflow: "t", profile: "kaohsiung", on: day) == before)
        #expect(more.names == ["t", "u"])
        #expect(more.profiles == ["kaohsiung"])
    }

    @Test func `there is no bundle before the profile, for unknown names, or for a file with errors`() throws
    {
        let day = try day("2026-11-24")
        #expect(library.bundle(workflow: "t", profile: "kaohsiung", on: try self.day("2021-12-31")) == nil)
        #expect(library.bundle(workflow: "u", profile: "kaohsiung", on: day) == nil)
        #expect(library.bundle(workflow: "t", profile: "taipei", on: day) == nil)
        let broken = Probe.library(["t.yaml": Probe.head + "states: {a: {title: {zh-Hant: 甲, en: A}}}\n"])
        #expect(broken.bundle(workflow: "t", profile: "kaohsiung", on: day) == nil)
    }

    @Test func `the version of the profile in force on the day is taken`() throws {
        let profile = """
            profile: kaohsiung
            title: {zh-Hant: 高雄市, en: Kaohsiung}
            versions:
              - {from: 2022-01-17, until: 2023-12-31, values: {n: 1}}
              - {from: 2025-01-01, values: {n: 2}, confirmed-by: 測試局}

            """
        let library = Probe.library(["t.yaml": Probe.head + Probe.states, "profiles/k.yaml": profile])
        func value(_ iso: String) throws -> Value? {
            let bundle = library.bundle(workflow: "t", profile: "kaohsiung", on: try day(iso))
            return try bundle.map { try library.compile($0).profile.values["n"] } ?? nil
        }
        #expect(try value("2022-01-16") == nil)
        #expect(try value("2022-01-17") == 1)
        #expect(try value("2023-12-31") == 1)
        #expect(try value("2024-06-01") == nil)
        #expect(try value("2025-01-01") == 2)
        #expect(try value("2099-01-01") == 2)
    }

    @Test func `bytes that do not fit their hash, or are no bundle, are refused`() throws {
        let bundle = try #require(
            library.bundle(workflow: "t", profile: "kaohsiung", on: try day("2026-11-24"))
        )
        let other = Probe.library([:])
        #expect(throws: FileProblems.self) {
            try other.compile(AssembledBundle(bytes: bundle.bytes + [32], hash: bundle.hash))
        }
        let junk = Array("{\"format\":2}".utf8)
        let hash = Probe.digest(junk).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(throws: FileProblems.self) { try other.compile(AssembledBundle(bytes: junk, hash: hash)) }
    }

    @Test func `an include brings its declarations, and mistakes in it have its name`() throws {
        let shared = """
            shared: parties
            roles: {duty: {zh-Hant: 值日, en: Duty}}
            fields: {who: {type: person, label: {zh-Hant: 人, en: Who}}}
            relations: {one: {field: who, title: {zh-Hant: 人, en: One}}}
            data: {n: 1}

            """
        let text = "include: [shared/p.yaml]\n" + Probe.head + "access: [duty]\n" + Probe.states
        let library = Probe.library(["t.yaml": text, "shared/p.yaml": shared])
        let bundle = try #require(
            library.bundle(workflow: "t", profile: "kaohsiung", on: try day("2026-11-24"))
        )
        let workflow = try FileLibrary(files: [:], digest: Probe.digest).compile(bundle)
        #expect(workflow.roles.keys.sorted() == ["duty", "head", "worker"])
        #expect(workflow.relations.map(\.name) == ["one"])
        #expect(workflow.dataNames == ["n"])
        let broken = shared.replacing("type: person", with: "type: persn")
        let found = Probe.findings(text, beside: ["shared/p.yaml": broken])
        #expect(found.first?.position == SourcePosition(file: "shared/p.yaml", line: 3, column: 22))
    }

    @Test func `a compiled chart starts where the file says`() throws {
        let workflow = try Probe.workflow(Constructs.part)
        #expect(workflow.chart.definition.initial?.targets == ["both"])
        #expect(workflow.opening.event == "open")
        #expect(workflow.opening.by == ["worker"])
    }
}

@Suite("What has passed the check before")
struct VerdictTests {
    private static let text = Probe.head + Probe.states

    @Test func `a folder that passed costs no second look`() {
        let first = Probe.library(["t.yaml": VerdictTests.text]).verdicts { _ in false }
        #expect(first.report.findings == [])
        #expect(first.passed.count == 2, "the workflow and the folder")
        let second = Probe.library(["t.yaml": VerdictTests.text]).verdicts { first.passed.contains($0) }
        #expect(second.passed == [])
    }

    @Test func `what passed is not looked at: a known key is believed`() {
        let wrong = Probe.head + "states:\n  a: {title: {zh-Hant: 甲, en: A}}\n"
        #expect(Probe.library(["t.yaml": wrong]).verdicts { _ in false }.report.errorCount == 1)
        #expect(Probe.library(["t.yaml": wrong]).verdicts { _ in false }.passed == [])
        #expect(Probe.library(["t.yaml": wrong]).verdicts { _ in true }.report.errorCount == 0)
    }

    @Test(
        "whatever a verdict rests on changes its key",
        arguments: [
            ["t.yaml": Probe.head + Probe.states + "waive: []\n"],
            ["t.yaml": VerdictTests.text, "profiles/z.yaml": VerdictTests.other],
            ["t.yaml": VerdictTests.text, "u.yaml": VerdictTests.sender],
        ]
    )
    func keys(files: [String: String]) {
        let first = Probe.library(["t.yaml": VerdictTests.text]).verdicts { _ in false }
        let second = Probe.library(files).verdicts { first.passed.contains($0) }
        #expect(second.report.errorCount == 0, "\(second.report.text(in: .en))")
        #expect(second.passed.count == files.keys.count { !$0.contains("/") } + 1)
    }

    private static let other =
        "profile: other\ntitle: {zh-Hant: 他市, en: Other}\nversions:\n  - {from: 2022-01-17, values: {}}\n"
    private static let sender = VerdictTests.text.replacing("workflow: t", with: "workflow: u")
        .replacing("closed: true", with: "closed: true, entry: {send: ping, to: parent}")
}
