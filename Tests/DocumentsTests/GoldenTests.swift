import Documents
import Foundation
import Testing

/// Every form blank, filled and redacted, compared with what somebody has looked at on paper.
///
/// A change on purpose: run with `ANWEI_GOLDEN=write`, print the pages, look at them, commit.
@Suite struct GoldenTests {
    static let forms = ["complaint-application", "power-of-attorney", "complaint-report", "crisis-notice"]

    @Test(arguments: forms, ["blank", "filled", "redacted"])
    func `a form is printed as it was looked at`(form: String, mode: String) throws {
        let page = String(decoding: try GoldenTests.document(form, mode).html, as: UTF8.self)
        let body = try #require(page.firstRange(of: "<body>")).lowerBound
        let found = String(page[body...])
        let path = Cases.repository("Tests/DocumentsTests/Golden/\(form)-\(mode).html")
        if ProcessInfo.processInfo.environment["ANWEI_GOLDEN"] == "write" {
            try found.write(toFile: path, atomically: true, encoding: .utf8)
            try page.write(toFile: "/tmp/golden-\(form)-\(mode).html", atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        #expect(found == expected, "\(form)-\(mode)")
    }

    static func document(_ form: String, _ mode: String) throws -> Document {
        if mode == "blank" { return FormFilling(blank: try Cases.form(form)).document() }
        let mode: FormMode = mode == "filled" ? .filled : .redacted
        if form == "crisis-notice" {
            return try Cases.crisis().document(form, mode, as: "zhi", copy: "follow-up")
        }
        return try Cases.complaint().document(form, mode, as: form == "complaint-report" ? "shi" : "ren")
    }

    @Test(arguments: forms)
    func `a page is whole by itself`(form: String) throws {
        let page = String(decoding: try GoldenTests.document(form, "filled").html, as: UTF8.self)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hant-TW\">"))
        #expect(page.contains("content=\"\(FormStyle.policy)\""))
        for word in ["<script", "<img", "<link", "https:", "url(", " style=", " onload", " onerror"] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("size: A4 portrait") && page.contains("counter(pages)"))
    }
}
