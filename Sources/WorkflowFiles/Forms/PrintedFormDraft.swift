import Casework
import CivilCalendar
import Documents
import Values

/// A form as its file gives it: its expressions are texts still, its layout is read.
struct PrintedFormDraft {
    /// Who gets it, and when.
    struct Release {
        let mode: FormMode
        let audience: [SourceText]
        let condition: SourceText?
    }

    /// A list whose elements fill rows of their own.
    struct Series {
        let name: SourceText
        let list: SourceText
        let atLeast: Int
    }

    /// A place in which something is written.
    struct Blank {
        enum Content {
            case value(SourceText, FormBlank.Style)
            case age(SourceText, at: SourceText)
            case choice(SourceText, [FormBlank.Option])
        }

        let name: SourceText
        let content: Content
        let treatment: FormBlank.Treatment?
        let width: Int
        let clauses: [SourceText]
    }

    let name: SourceText
    let title: LocalizedText
    let workflow: SourceText
    /// The beginnings of the ids of clauses all of which the form has to have a place for.
    let covers: [SourceText]
    let from: CivilDate
    let until: CivilDate?
    let releases: [Release]
    let standardCopy: SourceText?
    let copies: [FieldType.Option]
    let codes: SourceText?
    let secrets: [SourceText]
    let series: [Series]
    let blanks: [Blank]
    let sheets: [FormSheet]
    /// The blanks and series that the layout and the options name, and the clauses of what is printed as it is.
    let mentions: FormMentions

    /// Whether some day belongs to both.
    func overlaps(_ other: PrintedFormDraft) -> Bool {
        from <= other.until ?? from && other.from <= until ?? other.from
    }

    /// The clauses that something in it stands for.
    var clauses: [SourceText] { blanks.flatMap(\.clauses) + mentions.clauses }
}

/// What a form's layout names, with the places.
struct FormMentions {
    var blanks: [(name: String, position: SourcePosition)] = []
    var series: [SourceText] = []
    var clauses: [SourceText] = []
}
