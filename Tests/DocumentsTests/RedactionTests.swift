import Testing
import Values

@testable import Documents

@Suite struct RedactionTests {
    @Test(arguments: GoldenTests.forms)
    func `nothing that identifies anybody stands in a redacted copy`(form: String) throws {
        let page = String(decoding: try GoldenTests.document(form, "redacted").html, as: UTF8.self)
        for secret in Cases.secrets { #expect(!page.contains(secret), "\(secret)") }
        // They do stand in the filled one: the search finds what there is.
        let filled = String(decoding: try GoldenTests.document(form, "filled").html, as: UTF8.self)
        #expect(Cases.secrets.contains { filled.contains($0) })
    }

    @Test func `a person has one code in all documents`() throws {
        let file = try Cases.complaint()
        for form in ["complaint-application", "complaint-report"] {
            let text = try file.document(form, .redacted, as: "ren").text
            #expect(text.contains("申請人甲") && text.contains("相對人乙") && text.contains("相對人丙"))
        }
        let power = try file.document("power-of-attorney", .redacted, as: "ren").text
        #expect(power.contains("代理人一") && power.contains("茲因與相對人乙間"))
    }

    @Test func `codes outlive what comes later`() throws {
        let later = try Cases.complaint { data in
            let joined = Value.map(ValueMap([("name", "新例一"), ("account", ""), ("code", "相對人丁")]))
            data["codes"] = .list((data["codes"]?.elements ?? []) + [joined])
            let respondent = Value.map(ValueMap([("name", "新例一")]))
            data["respondents"] = .list([respondent] + (data["respondents"]?.elements ?? []))
        }
        let text = try later.document("complaint-application", .redacted, as: "ren").text
        for code in ["相對人乙", "相對人丙", "相對人丁"] { #expect(text.contains(code)) }
        #expect(!text.contains("新例一"))
    }

    @Test func `who has no code is nobody`() throws {
        let text = try Cases.complaint { $0["codes"] = nil }.document(
            "complaint-application",
            .redacted,
            as: "ren"
        ).text
        #expect(text.contains(Redaction.mark))
        // Without a table running text cannot know the names: nobody may have such a copy unread.
        #expect(!text.contains("Z159990002") && !text.contains("0900-000-020"))
    }

    @Test(arguments: [
        ("張例四罵人", "相對人乙罵人"), ("張例罵人", "關係人一罵人"), ("lin 張例四", "lin 相對人乙"),
        ("身分證z159990002。", "身分證○○○。"), ("ZA99999005", "○○○"), ("電話(07)000-0012轉3", "電話○○○轉3"),
        ("0900000020", "○○○"), ("0900-000-020", "○○○"), ("115年11月24日15時", "115年11月24日15時"),
        ("79年1月2日生", "○○○生"),
        ("1990-01-02", "○○○"), ("共12人", "共12人"), ("", ""),
    ])
    func `running text loses names and numbers, and nothing else`(text: String, clean: String) {
        let redaction = Redaction(
            codes: [
                ["name": "張例", "account": "", "code": "關係人一"],
                ["name": "張例四", "account": "zhang", "code": "相對人乙"],
                ["name": "", "account": "lin", "code": "申請人甲"],
            ],
            secrets: [.list(["1990-01-02", ""])],
            accountName: { _ in nil }
        )
        #expect(redaction.scrubbed(text) == clean)
        #expect(redaction.code(ofAccount: "lin") == "申請人甲")
        #expect(redaction.code(ofName: "某人") == Redaction.mark)
    }
}

@Suite struct NumeralTests {
    @Test(arguments: [
        (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0"),
    ])
    func `positions in Chinese figures`(number: Int, text: String) {
        #expect(ChineseNumeral.text(of: number) == text)
    }
}
