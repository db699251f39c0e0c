/// How documents look: A4 portrait, black on white, nothing smaller than 12 points, so that a fax stays readable.
///
/// Page margins carry 「第 n 頁，共 m 頁」 where the browser knows margin boxes (Chromium from 131).
public enum FormStyle {
    /// The widest room that a form can leave, in full-width characters, and the most lines of room in a cell.
    static let widest = 40

    /// The style sheet: the same for all documents, so that its digest can be allowed and nothing else.
    public static let sheet: String = {
        let widths = (1...widest).map { ".w\($0){width:\($0)em}" }
        let rooms = (2...widest).map { ".r\($0){height:\($0 * 7)mm}" }
        return rules + (widths + rooms).joined(separator: "\n") + "\n"
    }()

    /// SHA-256 of the style sheet in Base64: what the Content-Security-Policy allows.
    public static let digest = "/3RcdEy6hjqsiGodDSwqWfRCYr99wM7lKehUUZSnRoc="

    /// What a browser may load and run for a document: this style sheet, and nothing.
    public static let policy =
        "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"

    private static let rules = """
        @page {
          size: A4 portrait; margin: 12mm 14mm 15mm;
          @bottom-center {
            content: "第 " counter(page) " 頁，共 " counter(pages) " 頁";
            font: 12pt \(fonts); color: #000;
          }
        }
        html { background: #fff; color: #000; }
        body { margin: 0 auto; max-width: 182mm; font: 12pt/1.4 \(fonts); }
        section { break-before: page; }
        section:first-of-type { break-before: auto; }
        h1 { margin: 0 0 3mm; font-size: 16pt; line-height: 1.4; text-align: center; font-weight: bold; }
        p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.4em; }
        .mark { text-align: right; }
        .center { text-align: center; }
        .right { text-align: right; }
        .block { margin: 2mm 0; }
        table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 2mm; }
        table { border: 2.25pt solid #000; }
        td { border: 0.75pt solid #000; padding: 0.5mm 0.8mm; vertical-align: middle; height: 6.5mm; }
        tr.short { break-inside: avoid; }
        table.whole { break-inside: avoid; }
        h1, .block.center { break-after: avoid; }
        td.left { vertical-align: top; }
        td.one { vertical-align: middle; }
        span.rule { display: inline-block; border-bottom: 0.75pt solid #000; height: 1.1em; vertical-align: bottom; }
        span.room { display: inline-block; }
        @media screen { section { margin: 8mm auto; } }

        """

    private static let fonts =
        "\"TW-Kai\", \"TW-MOE-Std-Kai\", \"DFKai-SB\", \"BiauKai\", \"標楷體\", "
        + "\"Noto Serif CJK TC\", \"PMingLiU\", \"AR PL UMing TW\", \"Noto Sans CJK TC\", serif"
}
