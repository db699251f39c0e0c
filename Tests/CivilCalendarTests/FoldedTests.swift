import CivilCalendar
import Testing

@Suite("Folding of structured fields")
struct FoldedTests {
    @Test(arguments: [
        ("１１５／１１／２１", "115/11/21"), ("（０７）０００", "(07)000"), ("ＡＢｃ～！", "ABc~!"),
        ("　115　　11 ", "115 11"), ("\t115\n11\r\n", "115 11"), ("115\u{00A0}年", "115 年"),
        ("14：05", "14:05"), ("115–11—21", "115-11-21"), ("115−11‐21", "115-11-21"),
        ("115\u{F98E}11\u{2F49}21\u{2F47}", "115年11月21日"), ("", ""), ("　", ""), ("年月日", "年月日"),
    ])
    func `look-alikes become the plain sign and spaces become one`(text: String, folded: String) {
        #expect(Folded.text(text) == folded)
        #expect(Folded.text(folded) == folded)
    }

    @Test(arguments: ["林示例", "謝例測", "\u{2000B}野家", "\u{F9F4}", "é", "①", "㈱"])
    func `other characters stay as they are`(text: String) {
        #expect(Array(Folded.text(text).unicodeScalars) == Array(text.unicodeScalars))
    }
}
