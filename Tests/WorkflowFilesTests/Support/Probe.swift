import Casework
import Values

@testable import WorkflowFiles

/// What the tests say files with: a head of five lines, so that the part under test begins in line 6.
enum Probe {
    static let head = """
        workflow: t
        title: {zh-Hant: 測試, en: Test}
        number: "{serial:4}"
        roles: {worker: {zh-Hant: 社工, en: Worker}, head: {zh-Hant: 主管, en: Head}}
        open: {title: {zh-Hant: 開案, en: Open}, by: [worker]}

        """

    /// A chart that has nothing wrong with it, for tests about other parts.
    static let states = """
        states:
          a: {title: {zh-Hant: 甲, en: A}, closed: true}

        """

    static let clauses = """
        regulation: K
        title: {zh-Hant: 要點, en: Guidelines}
        clauses:
          K-1: {citation: {zh-Hant: 第一點, en: point 1}, title: {zh-Hant: 通報, en: Report}}
          K-2: {citation: {zh-Hant: 第二點, en: point 2}, title: {zh-Hant: 指派, en: Assign}}

        """

    static let profile = """
        profile: kaohsiung
        title: {zh-Hant: 高雄市, en: Kaohsiung}
        versions:
          - from: 2022-01-17
            values: {ladder: [10m, 20m], must: false, outlets: 3, note: {zh-Hant: 註, en: Note}}

        """

    /// The findings of a workflow that begins with the head, as `LINE:COLUMN severity code`.
    static func check(_ part: String, beside others: [String: String] = [:]) -> [String] {
        lines(head + part, beside: others)
    }

    /// The findings of a whole file.
    static func lines(_ text: String, beside others: [String: String] = [:]) -> [String] {
        findings(text, beside: others).map { finding in
            "\(finding.position.line):\(finding.position.column) \(finding.severity.rawValue) \(finding.code.rawValue)"
        }
    }

    static func findings(_ text: String, beside others: [String: String] = [:]) -> [Finding] {
        var files = ["clauses/k.yaml": Array(clauses.utf8), "profiles/k.yaml": Array(profile.utf8)]
        for (path, text) in others { files[path] = Array(text.utf8) }
        files["t.yaml"] = Array(text.utf8)
        return CheckReport(checking: files, only: ["t.yaml"]).findings
    }

    /// The workflow that begins with the head; throws its findings if it has errors.
    static func workflow(_ part: String) throws -> Workflow {
        let library = library(["t.yaml": head + part])
        guard let day = CivilDay.example,
            let bundle = library.bundle(workflow: "t", profile: "kaohsiung", on: day)
        else { throw FileProblems(findings(head + part)) }
        return try library.compile(bundle)
    }

    /// A library over texts, with the clauses and the profile above.
    static func library(_ texts: [String: String]) -> FileLibrary {
        var files = ["clauses/k.yaml": Array(clauses.utf8), "profiles/k.yaml": Array(profile.utf8)]
        for (path, text) in texts { files[path] = Array(text.utf8) }
        return FileLibrary(files: files, digest: digest)
    }

    /// A digest that tells texts apart well enough for tests: FNV-1a, four times with other seeds.
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        (0..<4).flatMap { seed in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325 &+ UInt64(seed)
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return (0..<8).map { UInt8(truncatingIfNeeded: hash >> ($0 * 8)) }
        }
    }
}
