import Casework
import Documents
import Testing
import Values

@Suite struct FillingTests {
    @Test(arguments: GoldenTests.forms)
    func `every blank of a form finds its value in a case that has all`(form: String) throws {
        let definition = try Cases.form(form)
        let full = form == "crisis-notice" ? try Cases.crisis() : try Cases.complaint()
        let account = form == "crisis-notice" ? "zhi" : form == "complaint-report" ? "shi" : "ren"
        let text = try full.document(form, .filled, as: account, copy: "follow-up").text
        #expect(!text.contains("○○○"))
        // What is not filled in stands out in a copy without the fields that its blank reads.
        for (name, blank) in definition.blanks {
            var poorer = full
            for field in definition.fields(of: name) { poorer.file.data[field] = nil }
            let without = try poorer.document(form, .filled, as: account, copy: "initial").text
            #expect(without != text, "\(name) prints nothing of \(blank.reads)")
        }
    }

    @Test func `what the reader may not see is hidden, not left empty`() throws {
        let text = try Cases.complaint().document("complaint-application", .filled, as: "shi").text
        #expect(text.contains("林示例") && text.contains("○○○"))
        for secret in ["Z159990002", "79年1月2日", "海風縣虛構鎮範例路0號\n"] { #expect(!text.contains(secret)) }
    }

    @Test(arguments: ["deaths", "casualties", "occurredAt", "respondents", "interviews", "powers", "codes"])
    func `an empty field leaves room to write in`(field: String) throws {
        let complaint = try Cases.complaint { $0[field] = nil }
        let crisis = try Cases.crisis { $0[field] = nil }
        for form in GoldenTests.forms {
            let file = form == "crisis-notice" ? crisis : complaint
            let account = form == "crisis-notice" ? "zhi" : "ren"
            let document = try file.document(form, .filled, as: account)
            #expect(!document.sheets.isEmpty)
            #expect(!document.text.contains("null"))
        }
    }

    @Test(arguments: [
        ("2026-11-24", "86歲"), ("2026-05-01", "86歲"), ("2026-04-30", "85歲"), ("1940-05-01", "0歲"),
        ("1940-04-30", " 歲"),
    ])
    func `the age is that of the day of the event`(day: String, age: String) throws {
        let instant = try #require(Instant(rfc3339: day + "T12:00:00+08:00"))
        let text = try Cases.crisis { $0["occurredAt"] = .timestamp(instant) }
            .document("crisis-notice", .filled, as: "zhi").text
        #expect(text.contains(age))
        // Where nobody knows the day of birth, the age that was told.
        #expect(text.contains("71歲"))
    }

    @Test(arguments: [
        (nil, "□初報　□續報（2）　□結報"), ("initial", "■初報　□續報（ ）　□結報"), ("follow-up", "□初報　■續報（2）　□結報"),
        ("next-follow-up", "□初報　■續報（3）　□結報"), ("closing", "□初報　□續報（ ）　■結報"),
    ])
    func `the head says which report it is`(copy: String?, head: String) throws {
        let text = try Cases.crisis().document("crisis-notice", .filled, as: "zhi", copy: copy).text
        if let copy { #expect(text.contains(head), "\(copy)") }
        let form = try Cases.form("crisis-notice")
        let blank = FormFilling(blank: form, Imprint(copy: copy)).document().text
        #expect(blank.contains("■") == (copy != nil && copy != "next-follow-up"))
    }

    @Test(arguments: [
        (0, "00"), (999_999, "999,999"), (1_000_000, "■100萬元"), (3_000_000, "■300萬元"),
        (3_000_001, "■其他3,000,001"),
        (12_345_678_901, "■其他12,345,678,901"),
    ])
    func `an amount ticks its box or is written out`(amount: Int64, shown: String) throws {
        let text = try Cases.crisis { $0["lossEstimate"] = .int(amount) }
            .document("crisis-notice", .filled, as: "zhi").text
        #expect(text.contains(shown))
    }

    @Test func `text of a reader is text, whatever it looks like`() throws {
        let hostile =
            "<script>alert('x')</script>&amp;\"{name}\u{202E}\u{0}\u{1B}[31m</td></style><img src=x onerror=y>"
        let document = try Cases.complaint {
            $0["narrative"] = .string(hostile)
            $0["applicantName"] = .string(hostile)
        }.document("complaint-application", .filled, as: "ren")
        let page = String(decoding: document.html, as: UTF8.self)
        for word in ["<script", "<img", "\u{202E}", "\u{0}", "\u{1B}"] { #expect(!page.contains(word)) }
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;&quot;{name}"))
    }

    @Test func `long text stands there to the end`() throws {
        let long = (1...4_000).map { "第\($0)段" }.joined(separator: "\r\n")
        let document = try Cases.complaint { $0["narrative"] = .string(long) }
            .document("complaint-application", .filled, as: "ren")
        #expect(document.text.contains("第1段\n第2段") && document.text.contains("第4000段"))
    }
}

extension FormDefinition {
    /// The fields that a blank of a name reads, those of its list included.
    func fields(of name: String) -> Set<String> {
        var fields = Set(blanks[name]?.reads.map(\.root) ?? [])
        for (name, list) in series where fields.remove(name) != nil {
            fields.formUnion(list.list.reads.map(\.root))
        }
        return fields
    }
}
