import Testing
import Values

@testable import WorkflowFiles

@Suite("The register of clauses that comes with the program")
struct ClauseRegisterTests {
    /// Read once: every test looks at all of it.
    private static let shipped = Result {
        try ClauseTable(files: try FileLibrary.texts(inFolder: Repository.path("Workflows/files"))).rows
    }

    private static func rows() throws -> [ClauseRow] { try shipped.get() }

    @Test(
        "each document is complete",
        arguments: [
            ("L-", 54), ("K-", 70), ("T-", 73), ("B-", 188), ("E-", 85), ("", 470),
            ("B-F2.", 50), ("B-F2.H", 6), ("B-F2.C", 8), ("B-F2.X", 15), ("B-F2.N", 10), ("B-F2.T", 11),
            ("B-F3.", 11), ("B-F41.", 30), ("B-POA.", 16), ("B-F42.", 20), ("E-F2.", 30), ("E-BK.", 8),
        ]
    )
    func complete(prefix: String, count: Int) throws {
        let ids = try ClauseRegisterTests.rows().map(\.id).filter { $0.hasPrefix(prefix) }
        #expect(ids.count == count)
        #expect(Set(ids).count == count)
    }

    @Test(
        "each binds as its document says",
        arguments: [
            (Obligation.must, 367), (.may, 32), (.should, 24), (.definition, 47),
        ]
    )
    func binding(obligation: Obligation, count: Int) throws {
        #expect(try ClauseRegisterTests.rows().count { $0.obligation == obligation } == count)
    }

    @Test func `titles and places stand in both languages and are short`() throws {
        for row in try ClauseRegisterTests.rows() {
            for text in [row.title, row.place, row.regulation] + [row.writtenReason].compactMap(\.self) {
                #expect(ClauseRegisterTests.isChinese(text.zhHant), "\(row.id) \(text.zhHant)")
                #expect(!text.en.isEmpty && text.en.allSatisfy(\.isASCII), "\(row.id) \(text.en)")
            }
            #expect(row.title.zhHant.count <= 24, "\(row.id)")
            #expect(row.title.en.count <= 80, "\(row.id)")
        }
    }

    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    private static let number = "[一二三四五六七八九十]+"
    private static let part = "(前段|中段|後段|末段)?"

    @Test(
        "places are written as lawyers write them",
        arguments: [
            ("L-", "第N點(序文|第N款(第N目)?)?P"),
            ("K-", "訂定與修正日期|第N點(序文|第N項|(第N款)?(第N目)?)P"),
            ("T-", #"第N項(目標N策略N)?(之N)?(序文|\(N\))?P"#),
            ("B-F2.", #"附表二(表頭第N欄|第N欄|(外部|內部)不法侵害第N列|註N|表一|說明N(\(N\)\d?)?)"#),
            ("B-F3.", "附表三第N列"), ("B-F41.", "附表四之一第N欄"), ("B-POA.", "附表四之一委任書第N欄"),
            ("B-F42.", "附表四之二第N欄"), ("E-F2.", "附件二第N欄"), ("E-BK.", "附件二背面附註第N則"),
        ] + (1...7).map { ("B-\($0)", #"第N點(序文|\(N\)(序文|\d(\(\d\))?)?)?P"#) }
            + (1...7).map { ("E-\($0)", "第N點(序文|第N款(第N目)?)?P") }
    )
    func places(prefix: String, pattern: String) throws {
        let filled = pattern.replacing("N", with: ClauseRegisterTests.number)
            .replacing("P", with: ClauseRegisterTests.part)
        let expression = try Regex(filled)
        for row in try ClauseRegisterTests.rows() where row.id.hasPrefix(prefix) {
            #expect(row.place.zhHant.wholeMatch(of: expression) != nil, "\(row.id) \(row.place.zhHant)")
            #expect(row.citation.zhHant == row.regulation.zhHant + row.place.zhHant)
            #expect(row.citation.en == row.regulation.en + ", " + row.place.en)
        }
    }

    private static let numerals = [
        "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
        "十七", "十八", "十九",
    ]

    @Test func `a place begins with the point that its id begins with`() throws {
        for row in try ClauseRegisterTests.rows() {
            let digits = row.id.dropFirst(2).prefix { $0.isNumber }
            guard let point = Int(digits), point > 0 else { continue }
            let word = row.id.hasPrefix("T-") ? "項" : "點"
            let begin = "第\(ClauseRegisterTests.numerals[point])\(word)"
            #expect(row.place.zhHant.hasPrefix(begin), "\(row.id) \(row.place.zhHant)")
            let english = row.place.en.split(separator: " ")
            #expect(english.dropFirst().first.map { $0.prefix { $0.isNumber } } == digits, "\(row.id)")
        }
    }

    @Test func `no number and no letter is left out`() throws {
        let ids = try ClauseRegisterTests.rows().map(\.id)
        for id in ids {
            for before in ClauseRegisterTests.neighbours(before: id) {
                let isThere = ids.contains { other in
                    before.contains {
                        other.hasPrefix($0) && other.dropFirst($0.count).first?.isNumber != true
                    }
                }
                #expect(isThere, "\(before) before \(id)")
            }
        }
    }

    /// For each number above 1 in an id, how the id one lower begins; for a letter after a, the one before.
    ///
    /// The numbers of annexes (`F42`) are the documents' own and have gaps.
    private static func neighbours(before id: String) -> [[String]] {
        var found: [[String]] = []
        for run in id.ranges(of: /\d+/) {
            let begin = id[..<run.lowerBound]
            guard let number = Int(id[run]), number > 1, !begin.hasSuffix("F") else { continue }
            found.append(["\(begin)\(number - 1)", "\(begin)0\(number - 1)"])
        }
        if let letter = id.utf8.last, ("b"..."d").contains(Character(UnicodeScalar(letter))) {
            found.append([id.dropLast() + String(UnicodeScalar(letter - 1))])
        }
        return found
    }

    @Test func `every clause belongs somewhere, and what is done needs no reason`() throws {
        let known: Set = [
            "visit", "threat-report", "major-incident", "complaint", "support",
            "crisis", "risk-assessment", "agency-request", "safety-meeting", "improvement",
            "provision-request", "risk-allowance", "prevention-measure", "training", "personnel-change",
            "commendation", "sop-register", "equipment-register", "watch-flag", "contact-register",
            "guidance-register",
            "insurance-register", "evaluation-register", "record-keeping", "statistics", "policy-versions",
            "access-rules",
        ]
        for row in try ClauseRegisterTests.rows() {
            #expect(!row.procedures.isEmpty && known.isSuperset(of: row.procedures), "\(row.id)")
            #expect(row.writtenReason == nil || row.implementedBy.isEmpty, "\(row.id)")
            #expect((row.reason == nil) == (row.status == .implemented), "\(row.id)")
        }
    }

    @Test func `the files of one regulation call it the same`() throws {
        let titles = Dictionary(grouping: try ClauseRegisterTests.rows()) { $0.id.prefix(1) }
        #expect(titles.keys.sorted() == ["B", "E", "K", "L", "T"])
        for rows in titles.values { #expect(Set(rows.map(\.regulation)).count == 1) }
    }

    @Test func `nobody's number or mailbox was taken from the sources`() throws {
        let contact = try Regex(#"@|\d{6,}|0\d-?\d{3}"#)
        for row in try ClauseRegisterTests.rows() {
            let texts = [row.title, row.place] + [row.writtenReason].compactMap(\.self)
            for text in texts.flatMap({ [$0.zhHant, $0.en] }) {
                #expect(text.firstMatch(of: contact) == nil, "\(row.id)")
            }
        }
    }
}
