import Casework
import Values

/// Holds the documents that a workflow's steps produce against the forms on file.
///
/// A folder without any form prints none: there a workflow is looked at alone.
struct DocumentCheck {
    private let draft: WorkflowDraft
    private let forms: [PrintedFormDraft]
    private let isWithoutForms: Bool

    init(_ draft: WorkflowDraft, _ forms: [PrintedFormDraft]) {
        self.draft = draft
        self.forms = forms.filter { $0.workflow.text == draft.name.text }
        isWithoutForms = forms.isEmpty
    }

    /// What is wrong, in the order of the file.
    var findings: [Finding] {
        guard !isWithoutForms else { return [] }
        return draft.chart.actions.flatMap { action -> [Finding] in
            guard case .document(let name, let payload) = action.kind else { return [] }
            let versions = forms.filter { $0.name.text == name.text }
            guard !versions.isEmpty else {
                let known = forms.map(\.name.text)
                return [.unknown(name, code: .unknownName, "表單", "form", among: known)]
            }
            return findings(name, payload, copies: Set(versions.flatMap { $0.copies.map(\.value) }))
        }
    }

    private func findings(_ name: SourceText, _ payload: PayloadDraft, copies: Set<String>) -> [Finding] {
        guard case .fields(let fields) = payload else {
            if case .none = payload { return [] }
            return [keys(name)]
        }
        return fields.flatMap { field -> [Finding] in
            guard field.name.text == "copy" else { return [keys(field.name)] }
            guard !copies.isEmpty else { return [uncopied(field.name, among: [])] }
            switch field.value {
            case .literal(let value):
                let text = value.text ?? ""
                guard !copies.contains(text) else { return [] }
                return [uncopied(field.name, among: copies.sorted())]
            case .expression(let text): return leaks(text)
            }
        }
    }

    private func keys(_ name: SourceText) -> Finding {
        Finding(
            .unknownKey,
            LocalizedText(
                zhHant: "document 之 with 只有 copy(份別)；表單內容取自案件資料。",
                en:
                    "'with' of a document has 'copy' and nothing else; what the form shows is the case's data."
            ),
            at: name.position,
            subject: name.text
        )
    }

    private func uncopied(_ name: SourceText, among copies: [String]) -> Finding {
        let known = copies.joined(separator: ", ")
        return Finding(
            .badValue,
            LocalizedText(
                zhHant: copies.isEmpty ? "此表單沒有份別(copies)。" : "此表單沒有這一份；可用：\(known)。",
                en: copies.isEmpty
                    ? "The form has no copies." : "The form has no such copy; known are \(known)."
            ),
            at: name.position,
            subject: name.text
        )
    }

    /// The record stands in clear, so which copy it is may not tell a sensitive value.
    private func leaks(_ text: SourceText) -> [Finding] {
        let words = Set(text.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        let sensitive = draft.declarations.fields.filter(\.field.isSensitive).map(\.field.name)
        return sensitive.filter(words.contains).map { field in
            Finding(
                .badValue,
                LocalizedText(
                    zhHant: "份別以明文存於歷程，不得取自敏感欄位「\(field)」。",
                    en:
                        "Which copy it is stands in the journal in clear and may not read the sensitive '\(field)'."
                ),
                at: text.position,
                subject: field
            )
        }
    }
}
