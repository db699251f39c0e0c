import Casework
import CivilCalendar
import Expressions
import Testing
import Values

@testable import WorkflowFiles

@Suite("Profiles that extend another")
struct ExtendedProfileTests {
    private static let national = """
        profile: national
        title: {zh-Hant: 全國, en: National}
        base: true
        versions:
          - from: 2022-01-01
            until: 2023-12-31
            values: {shared: 1, common: 5}
            clocks: {osh: \(rule("high"))}
          - from: 2024-01-01
            values: {shared: 2, common: 5}
            clocks: {osh: \(rule("high")), cst: \(rule("medium"))}

        """

    private static func rule(_ confidence: String) -> String {
        "{within: 8 hours, from: {zh-Hant: 知悉, en: knowing}, confidence: \(confidence),"
            + " basis: {zh-Hant: 法第1條, en: 'Act, 1'}}"
    }

    /// A county over the national profile, its one version from line 5 on.
    private static func county(_ version: String, name: String = "county") -> String {
        "profile: \(name)\ntitle: {zh-Hant: 縣, en: County}\nextends: national\nversions:\n  - {\(version)}\n"
    }

    private static func library(_ county: String) -> FileLibrary {
        Probe.library(["t.yaml": Probe.head + Probe.states, "n.yaml": national, "c.yaml": county])
    }

    private static func profile(_ county: String, on day: String) throws -> Profile? {
        let day = try #require(CivilDate(iso: day))
        let library = library(county)
        return try library.bundle(workflow: "t", profile: "county", on: day).map {
            try FileLibrary(files: [:], digest: Probe.digest).compile($0).profile
        }
    }

    private static func found(_ files: [String: String]) -> [String] {
        CheckReport(checking: files.mapValues { Array($0.utf8) }).findings.map {
            "\($0.position) \($0.code.rawValue)"
        }
    }

    @Test func `the county's own values lie over the base's of the same day`() throws {
        let text = ExtendedProfileTests.county("from: 2022-06-01, values: {common: 7, own: a}")
        let before = try #require(try ExtendedProfileTests.profile(text, on: "2023-12-31"))
        let after = try #require(try ExtendedProfileTests.profile(text, on: "2024-01-01"))
        #expect(before.values["shared"] == 1 && before.values["common"] == 7 && before.values["own"] == "a")
        #expect(after.values["shared"] == 2 && after.values["common"] == 7 && after.values["own"] == "a")
        #expect(before.values["clocks"]?["cst"] == nil)
        #expect(after.values["clocks"]?["osh"] == .map(ValueMap([("within", "8 hours"), ("on", true)])))
        #expect(after.values["clocks"]?["cst"]?["on"] == false)
        #expect(try ExtendedProfileTests.profile(text, on: "2022-05-31") == nil)
    }

    @Test(
        "a clock is on by its confidence or a person's confirmation, and off by a reason",
        arguments: [
            ("", true, false), ("cst: {confirmed-by: 某局}", true, true),
            ("osh: {confidence: low}", false, false), ("osh: {off: 不適用}", false, false),
            ("cst: {confirmed-by: 某局, off: 暫停}", true, false), ("cst: {confirmed-by: null}", true, false),
            ("cst: {confidence: high}", true, true), ("osh: {confirmed-by: 某局, off: 暫停}", false, false),
        ]
    )
    func clocks(own: String, osh: Bool, cst: Bool) throws {
        let text = ExtendedProfileTests.county("from: 2024-06-01, values: {}, clocks: {\(own)}")
        let clocks = try ExtendedProfileTests.profile(text, on: "2026-11-24")?.values["clocks"]
        #expect(clocks?["osh"]?["on"] == .bool(osh))
        #expect(clocks?["cst"]?["on"] == .bool(cst))
        #expect(clocks?["osh"]?["within"] == "8 hours")
    }

    @Test func `a county may have another period, and clocks of its own`() throws {
        let own = "{osh: {within: 4 hours}, mine: \(ExtendedProfileTests.rule("high"))}"
        let text = ExtendedProfileTests.county("from: 2024-06-01, values: {}, clocks: \(own)")
        let clocks = try ExtendedProfileTests.profile(text, on: "2026-11-24")?.values["clocks"]
        #expect(clocks?["osh"] == .map(ValueMap([("within", "4 hours"), ("on", true)])))
        #expect(clocks?["mine"]?["on"] == true)
    }

    @Test func `what changes in the base changes the hash, and what is overlaid does not`() throws {
        let day = try #require(CivilDay.example)
        func hash(_ national: String) -> String? {
            Probe.library([
                "t.yaml": Probe.head + Probe.states, "n.yaml": national,
                "c.yaml": ExtendedProfileTests.county("from: 2024-06-01, values: {common: 7}"),
            ]).bundle(workflow: "t", profile: "county", on: day)?.hash
        }
        let text = ExtendedProfileTests.national
        #expect(hash(text) != nil)
        #expect(hash(text.replacing("shared: 2", with: "shared: 3")) != hash(text))
        #expect(hash(text.replacing("confidence: medium", with: "confidence: high")) != hash(text))
        #expect(hash(text.replacing("common: 5", with: "common: 6")) == hash(text))
        #expect(hash(text.replacing("shared: 1", with: "shared: 4")) == hash(text), "of other days")
    }

    @Test func `no unit follows a base, and it alone is no jurisdiction to check under`() throws {
        let text = ExtendedProfileTests.county("from: 2024-06-01, values: {}")
        let library = ExtendedProfileTests.library(text)
        #expect(library.profiles == ["county", "kaohsiung"])
        let day = try #require(CivilDay.example)
        #expect(library.bundle(workflow: "t", profile: "national", on: day) == nil)
        #expect(library.bundle(workflow: "t", profile: "county", on: day) != nil)
    }

    @Test(
        "what cannot be extended is found at its place",
        arguments: [
            (["n.yaml": national, "c.yaml": county("from: 2022-01-01, values: {}")], []),
            (["c.yaml": county("from: 2022-01-01, values: {}")], ["c.yaml:3:10 unknown-name"]),
            (
                ["n.yaml": national, "c.yaml": county("from: 2021-12-31, values: {}")],
                ["c.yaml:5:5 bad-value"]
            ),
            (
                [
                    "n.yaml": national.replacing("2024-01-01", with: "2024-01-02"),
                    "c.yaml": county("from: 2022-01-01, values: {}"),
                ], ["c.yaml:5:5 bad-value"]
            ),
            (
                [
                    "n.yaml": national.replacing(
                        "- from: 2024-01-01",
                        with: "- from: 2024-01-01\n    until: 2025-12-31"
                    ),
                    "c.yaml": county("from: 2022-01-01, until: 2025-12-31, values: {}"),
                ], []
            ),
            (
                [
                    "n.yaml": national.replacing(
                        "- from: 2024-01-01",
                        with: "- from: 2024-01-01\n    until: 2025-12-31"
                    ),
                    "c.yaml": county("from: 2022-01-01, until: 2026-01-01, values: {}"),
                ], ["c.yaml:5:5 bad-value"]
            ),
            (
                [
                    "n.yaml": national.replacing(
                        "- from: 2024-01-01",
                        with: "- from: 2024-01-01\n    until: 2025-12-31"
                    ),
                    "c.yaml": county("from: 2022-01-01, values: {}"),
                ], ["c.yaml:5:5 bad-value"]
            ),
            (["c.yaml": county("from: 2022-01-01, values: {}", name: "national")], ["c.yaml:3:10 bad-value"]),
            (
                [
                    "n.yaml": national.replacing("base: true", with: "extends: county"),
                    "c.yaml": county("from: 2024-01-01, values: {}"),
                ], ["n.yaml:3:10 bad-value"]
            ),
        ]
    )
    func unfit(files: [String: String], expected: [String]) {
        #expect(ExtendedProfileTests.found(files) == expected)
    }

    @Test(
        "a clock that is not whole is found at its place",
        arguments: [
            ("x: {within: 8 hours}", ["c.yaml:5:45 missing-key"]),
            ("x: \(rule("sure"))", ["c.yaml:5:45 missing-key", "c.yaml:5:112 bad-value"]),
            ("osh: {within: soon}", ["c.yaml:5:59 bad-value"]),
            ("osh: {until: x}", ["c.yaml:5:51 unknown-key"]),
            ("a-b: {}", ["c.yaml:5:45 bad-name"]), ("osh: {basis: 法}", ["c.yaml:5:58 wrong-type"]),
        ]
    )
    func brokenClocks(clock: String, expected: [String]) {
        let text = ExtendedProfileTests.county("from: 2022-01-01, values: {}, clocks: {\(clock)}")
        #expect(
            Set(ExtendedProfileTests.found(["n.yaml": ExtendedProfileTests.national, "c.yaml": text]))
                == Set(expected)
        )
    }

    @Test func `clocks stand beside the values`() {
        let text = ExtendedProfileTests.county("from: 2022-01-01, values: {clocks: {}}")
        #expect(
            ExtendedProfileTests.found(["n.yaml": ExtendedProfileTests.national, "c.yaml": text])
                == ["c.yaml:5:33 bad-name"]
        )
    }

    // MARK: Expressions

    private static func when(_ expression: String) -> String {
        """
        states:
          a: {title: {zh-Hant: 甲, en: A}, closed: true}
          b: {title: {zh-Hant: 乙, en: B}, always: {when: "\(expression)", to: a}, on: {go: {title: {zh-Hant: 去, en: Go}, by: [worker], to: a}}}
        initial: b

        """
    }

    private static func errors(_ expression: String, _ county: String) -> Int {
        let files = ["t.yaml": Probe.head + when(expression), "n.yaml": national, "c.yaml": county]
        return CheckReport(checking: files.mapValues { Array($0.utf8) }).errorCount
    }

    @Test(
        "expressions see the clocks with their types",
        arguments: [
            ("profile.clocks.osh.on", 0), ("profile.clocks.osh.within == '8 hours'", 0),
            ("profile.clocks.osh.within", 1), ("profile.clocks.osh.basis == ''", 1),
            ("profile.clocks.nope.on", 1),
            ("profile.clocks.osh.on == 1", 1),
        ]
    )
    func seen(expression: String, errors: Int) {
        let text = ExtendedProfileTests.county("from: 2024-06-01, values: {}")
        #expect(ExtendedProfileTests.errors(expression, text) == errors)
    }

    @Test(
        "an empty value has the type that another profile or version gives it",
        arguments: [
            ("shared: null", "profile.shared > 1", 0), ("shared: null", "profile.shared == 'a'", 1),
            ("more: null", "profile.more == 'a' || profile.more > 1", 0),
            ("shared: text", "profile.shared == 'a'", 0),
        ]
    )
    func empty(value: String, expression: String, errors: Int) throws {
        let text = ExtendedProfileTests.county("from: 2024-06-01, values: {\(value)}")
        #expect(ExtendedProfileTests.errors(expression, text) == errors)
        guard errors == 0 else { return }
        // A bundle alone tells the type: it compiles without the other files.
        let files = [
            "t.yaml": Probe.head + ExtendedProfileTests.when(expression),
            "n.yaml": ExtendedProfileTests.national,
            "c.yaml": text,
        ]
        let library = FileLibrary(files: files.mapValues { Array($0.utf8) }, digest: Probe.digest)
        let day = try #require(CivilDay.example)
        let bundle = try #require(library.bundle(workflow: "t", profile: "county", on: day))
        #expect(try FileLibrary(files: [:], digest: Probe.digest).compile(bundle).name == "t")
    }

    @Test func `the type of an empty value is kept with the bundle`() throws {
        func blanks(_ others: String) -> ValueMap {
            let texts = [
                "c.yaml":
                    "profile: c\ntitle: {zh-Hant: 縣, en: C}\nversions: [{from: 2024-01-01, values: {n: null}}]\n"
            ]
            let other =
                "profile: d\ntitle: {zh-Hant: 縣, en: D}\nversions: [{from: 2024-01-01, values: {\(others)}}]\n"
            let set = FileSet(texts.merging(["d.yaml": other]) { $1 }.mapValues { Array($0.utf8) })
            return set.shelf.blanks(for: ValueMap([("n", .null)]))
        }
        #expect(Declared.type(of: blanks("n: [10m]")["n"] ?? .null) == .list(.string))
        #expect(Declared.type(of: blanks("n: 0.5")["n"] ?? .null) == .double)
        #expect(Declared.type(of: blanks("n: {a: 1}")["n"] ?? .null) == .record(["a": .int]))
        #expect(Declared.type(of: blanks("n: true")["n"] ?? .null) == .bool)
        #expect(blanks("n: null").isEmpty && blanks("m: 1").isEmpty)
    }

    // MARK: The table

    private static func table(_ county: String) throws -> ProfileTable {
        let files = ["n.yaml": national, "c.yaml": county]
        return try ProfileTable(files: files.mapValues { Array($0.utf8) })
    }

    @Test func `the table shows each value where it stands, what is open and what is off`() throws {
        let text = ExtendedProfileTests.county(
            "from: 2024-06-01, confirmed-by: 某局, values: {own: null}, clocks: {cst: {off: 暫停}}"
        )
        let table = try ExtendedProfileTests.table(text)
        #expect(
            table.rows.map(\.key) == [
                "common", "common", "own", "shared", "shared", "cst", "cst", "osh", "osh",
            ]
        )
        let chinese = table.text(in: .zhHant).split(separator: "\n").map(String.init)
        #expect(chinese.contains("  縣 (county)｜2024-06-01 起｜未定｜某局"))
        #expect(chinese.contains("  全國 (national)｜2022-01-01 至 2023-12-31｜1｜待機關確認"))
        #expect(chinese.contains { $0.hasSuffix("｜8小時｜知悉｜不適用：可信度中，待機關確認｜法第1條｜待機關確認") })
        #expect(chinese.contains { $0.hasPrefix("  縣 (county)") && $0.contains("｜不適用：暫停｜") })
        #expect(chinese.contains { $0.contains("｜適用：可信度高｜") })
        #expect(chinese.last?.hasPrefix("共 9 項：未定 1，待機關確認 8，不適用之時限 2。") == true)
        let english = table.text(in: .en)
        #expect(english.contains("undetermined | 某局") && english.contains("off: confidence medium, until"))
    }

    @Test func `the table as JSON`() throws {
        let text = ExtendedProfileTests.county("from: 2024-06-01, values: {own: null}")
        let json = try Value(json: try ExtendedProfileTests.table(text).json)
        #expect(json["values"]?.elements?.count == 5 && json["clocks"]?.elements?.count == 3)
        let own = json["values"]?.elements?.first { $0["key"] == "own" }
        #expect(own?["value"] == .null && own?["confirmedBy"] == .null && own?["profile"] == "county")
        let clock = json["clocks"]?.elements?.first { $0["key"] == "cst" }
        #expect(clock?["on"] == false && clock?["confidence"] == "medium" && clock?["value"] == "8 hours")
        #expect(clock?["why"]?["en"]?.text?.hasPrefix("off") == true)
    }

    @Test func `there is no table over a profile that is not sound`() {
        #expect(throws: FileProblems.self) {
            try ProfileTable(files: [
                "c.yaml": Array(ExtendedProfileTests.county("from: 2024-06-01, values: {}").utf8)
            ])
        }
    }
}

@Suite("The national profile that comes with the program")
struct NationalProfileTests {
    private static func files() throws -> [String: [UInt8]] {
        try FileLibrary.texts(inFolder: Repository.path("Workflows/files"))
    }

    @Test func `every county follows it, and nobody has confirmed anything yet`() throws {
        let set = FileSet(try NationalProfileTests.files())
        #expect(set.shelf.written["national"]?.isBase == true)
        #expect(set.profiles.values.allSatisfy { $0.base?.text == "national" })
        #expect(set.shelf.written["national"]?.versions.allSatisfy { $0.confirmedBy == nil } == true)
    }

    @Test func `what is sure runs, what is not waits`() throws {
        let set = FileSet(try NationalProfileTests.files())
        let day = try #require(CivilDay.example)
        for profile in set.profiles.values {
            let clocks = try #require(profile.version(on: day)).clocks.compactMap(\.rule)
            let on = clocks.filter(\.isOn)
            #expect(on.allSatisfy { $0.confidence == .high } && on.contains { $0.name == "osh37" })
            let waiting = Set(clocks.map(\.name)).subtracting(on.map(\.name))
            #expect(waiting == ["cst72", "pdp72"])
            #expect(clocks.first { $0.name == "osh37" }?.within == "8 hours")
            #expect(clocks.first { $0.name == "cst72" }?.within == "72 hours")
            for clock in clocks {
                #expect(
                    clock.confirmedBy == nil && clock.source != nil && clock.basis.zhHant.contains(/第.+條|草案/)
                )
            }
        }
    }
}
