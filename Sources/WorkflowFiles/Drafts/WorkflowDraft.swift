import Casework
import Values

/// What a workflow or an included file declares beside the chart.
struct FileDeclarations {
    var clauses: [SourceText] = []
    var roles: [(name: SourceText, title: LocalizedText)] = []
    var relations: [RelationDraft] = []
    var fields: [FieldDraft] = []
    var occurrences: [OccurrenceDraft] = []
    var facts: [FactDraft] = []
    var notices: [NoticeDraft] = []
    var data: [DatumDraft] = []
}

/// A field with where its parts stand.
struct FieldDraft {
    let field: Field
    let name: SourceText
    let clause: SourceText?
    let readers: [SourceText]
}

/// A relation as a file gives it.
struct RelationDraft {
    let name: SourceText
    let title: LocalizedText
    let field: SourceText
    let isConflicted: Bool
    let refersUpward: Bool
    let refersFromBelow: Bool
    let keepsCase: Bool
}

/// An occurrence as a file gives it.
struct OccurrenceDraft {
    let kind: SourceText
    let condition: SourceText
    let day: SourceText
    let places: [SourceText]
}

/// A fact as a file gives it.
struct FactDraft {
    let name: SourceText
    let kind: SourceText
    let day: SourceText
    let places: [SourceText]
    let isKnownToActor: Bool
}

/// A notice as a file gives it.
struct NoticeDraft {
    let name: SourceText
    let tell: [SourceText]
    let text: LocalizedText
    let clauses: [SourceText]
}

/// A finding that the author has looked at and means to keep.
struct WaiverDraft {
    let code: SourceText
    let subject: SourceText?
    let reason: String
}

/// The chart of a file, bare or inside a workflow.
struct ChartDraft {
    var initial: InitialDraft?
    var data: [DatumDraft] = []
    var states: [StateDraft] = []

    /// All states in the order of the file.
    var all: [StateDraft] { states.flatMap(\.all) }
}

/// A workflow file as read, its includes not yet merged.
struct WorkflowDraft {
    let name: SourceText
    let title: LocalizedText
    let number: SourceText?
    let includes: [SourceText]
    let access: [SourceText]
    let refersUpward: SourceText?
    var declarations: FileDeclarations
    let opening: FormDraft
    let openingPosition: SourcePosition
    var chart: ChartDraft
    let waivers: [WaiverDraft]
}
