import Casework
import CivilCalendar
import Documents
import Values

/// What a correction makes of documents: the record says which data differ, the forms which of these they show.
extension Turn {
    func papers(of difference: CaseDifference, _ file: CaseFile) throws -> [ChangeView.Paper] {
        guard !difference.documents.isEmpty else { return [] }
        let shelf = try forms()
        let day = Taipei.date(of: file.openedAt)
        return difference.documents.compactMap { paper in
            // A form that is no longer on file can be printed by nobody.
            guard let form = shelf.form(paper.after.form, on: day) else { return nil }
            let fields = form.fields(of: .filled)
            guard let fate = paper.fate(showing: fields) else { return nil }
            return ChangeView.Paper(
                form: form.name,
                title: form.title,
                version: paper.after.version,
                copy: form.copies?.options.first { $0.value == paper.after.copy }?.label,
                fate: fate
            )
        }
    }
}

extension CaseDifference.Paper {
    /// What becomes of the document, as far as a form that shows some data tells; nil for nothing.
    fileprivate func fate(showing fields: Set<String>) -> ChangeView.Paper.Fate? {
        guard let before else { return .added }
        if before.isVoid != after.isVoid, after.isVoid { return .void }
        switch (before.isStale(showing: fields), after.isStale(showing: fields)) {
        case (false, true): return .stale
        case (true, false): return .sound
        case (true, true): return before.isVoid ? .stale : nil
        case (false, false): return nil
        }
    }
}
