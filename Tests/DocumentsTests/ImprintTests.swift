import Documents
import Testing
import Values

/// What stands above each sheet: as of which entry a copy is, and what has become of it.
@Suite struct ImprintTests {
    private static let at = Cases.now

    @Test(
        arguments: [
            (nil, "案號：危-1"), (Imprint.Origin(revision: 7, at: at), "案號：危-1　列印自v7　"),
            (Imprint.Origin(revision: 7, at: at, version: 2), "案號：危-1　第2版　列印自v7　"),
            (Imprint.Origin(revision: 7, at: at, version: 2, standing: .corrected), "<br>【已更正，請重印】"),
            (Imprint.Origin(revision: 7, at: at, version: 2, standing: .void), "<br>【已作廢】"),
        ] as [(Imprint.Origin?, String)]
    )
    func `a copy says where it comes from`(origin: Imprint.Origin?, says: String) throws {
        let form = try Cases.form("crisis-notice")
        let imprint = Imprint(number: "危-1", origin: origin)
        let document = FormFilling(blank: form, imprint).document()
        let page = String(decoding: document.html, as: UTF8.self)
        #expect(page.contains(says))
        #expect(!page.contains("\u{FFFD}"))
        #expect(document.text.contains("案號：危-1"))
    }

    @Test func `a blank form says nothing`() throws {
        let page = FormFilling(blank: try Cases.form("crisis-notice"), Imprint(copy: "initial")).document()
            .html
        #expect(!String(decoding: page, as: UTF8.self).contains("class=\"mark\""))
    }
}
