import Values

/// A transition as a file gives it.
struct TransitionDraft {
    /// The key of `on` with its descriptors; nil for an eventless one.
    let event: SourceText?
    let position: SourcePosition
    var targets: [SourceText] = []
    var condition: SourceText?
    var isInternal = false
    var actions: [ActionDraft] = []
    var form = FormDraft()

    /// The event descriptors, without what only separates them.
    var descriptors: [String] { event.map { $0.text.split(separator: " ").map(String.init) } ?? [] }
}

/// What a person's action or the opening says beside the transition: who, what is asked, what must hold.
struct FormDraft {
    var title: LocalizedText?
    var by: [SourceText] = []
    var asks: [(field: SourceText, isRequired: Bool)] = []
    var requires: [RequirementDraft] = []
    var clauses: [SourceText] = []
}

/// A requirement as a file gives it.
struct RequirementDraft {
    let condition: SourceText
    let sentence: LocalizedText
    let clauses: [SourceText]
}
