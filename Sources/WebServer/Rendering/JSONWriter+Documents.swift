import CaseEngine
import Casework
import CivilCalendar
import Documents
import Values

/// The regulations' forms as `CaseAPI` lays them out.
extension JSONWriter {
    /// One form of `GET /forms`.
    mutating func form(_ form: FormView) {
        raw("{\"name\":")
        string(form.name)
        member("title", text: form.title)
        member("workflow", string: form.workflow)
        member("from", string: form.from.iso)
        if !form.copies.isEmpty { member("copies", list: form.copies) { $0.option($1) } }
        raw("}")
    }

    /// One form of `GET /cases/{number}/documents`.
    mutating func document(_ document: DocumentView) {
        raw("{\"form\":")
        string(document.form)
        member("title", text: document.title)
        member("modes", strings: document.modes.map(\.rawValue))
        if !document.copies.isEmpty { member("copies", list: document.copies) { $0.option($1) } }
        if !document.produced.isEmpty { member("produced", list: document.produced) { $0.produced($1) } }
        raw("}")
    }

    private mutating func produced(_ produced: DocumentView.Produced) {
        raw("{\"version\":")
        integer(Int64(produced.document.version))
        member("copy", string: produced.document.copy)
        member("revision", integer: produced.document.revision)
        member("at", instant: produced.document.at)
        member("stale", boolean: produced.isStale)
        member("void", boolean: produced.document.isVoid)
        raw("}")
    }
}
