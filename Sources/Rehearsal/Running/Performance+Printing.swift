import CaseEngine
import Casework
import Documents

extension Performance {
    /// Asks for a document as somebody would, and looks at what stands in it.
    mutating func check(_ printing: Printing, line: Int) async throws {
        guard let number = try number(of: printing.alias, line: line) else { return }
        let document: Document
        do {
            document = try await stage.engine.document(
                number: number,
                DocumentRequest(
                    form: printing.form,
                    mode: printing.isRedacted ? .redacted : .filled,
                    copy: printing.copy,
                    moment: printing.moment
                ),
                as: printing.account
            )
        } catch let refusal as Refusal {
            guard case .unknown = refusal, printing.isRefused else {
                fail(line, "the document \(printing.form)", RefusalText.text(refusal))
                return
            }
            return
        }
        guard !printing.isRefused else {
            fail(line, "no document \(printing.form) for \(printing.account)", "one")
            return
        }
        let text = document.text
        for word in printing.shows where !text.contains(word) { fail(line, "'\(word)' in it", "nowhere") }
        for word in printing.hides where text.contains(word) { fail(line, "no '\(word)' in it", "one") }
    }
}
