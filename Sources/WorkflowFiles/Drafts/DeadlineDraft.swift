import Values

/// A deadline as a file gives it.
struct DeadlineDraft {
    /// What meets it.
    enum Met {
        case events([SourceText])
        case condition(SourceText, at: SourceText?)
    }

    /// When reminders go out.
    enum Remind {
        case spans([SourceText])
        case computed(SourceText)
    }

    let name: SourceText
    let title: LocalizedText
    let within: NameDraft
    let from: SourceText?
    let met: Met
    let remind: Remind?
    let tell: [SourceText]
    let clauses: [SourceText]
}
