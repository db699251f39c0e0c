import CaseAPI

/// One backslash command: its names in both languages, what it takes, its help, and what it does.
///
/// Help, completion and execution all read this one record, so that they cannot say different things.
struct Command: Sendable {
    /// What may stand at a place of the command line.
    enum Argument: Sendable, Hashable {
        case caseNumber, action, workflow, due, format, setting, command, file, person, snippet, onOff
        case deadline, verb, none
        /// `name=value` of the form of the case and action before.
        case field
        /// `name=value` of a list's filter.
        case filter
    }

    /// The Latin names; the first one is what documentation uses.
    let names: [String]
    /// The Chinese synonyms.
    let chinese: [String]
    /// What stands after the name, in order; the last one may repeat.
    let arguments: [Argument]
    /// How it is written, after the name.
    let usage: String
    let summary: WireText
    let example: String
    /// Whether the line is kept out of the history.
    var isSensitive = false
    /// Whether what follows the name is taken as it is, such as Lua, instead of as words.
    var takesRest = false
    let run: @Sendable (CommandDesk, CommandInput) throws(ConsoleError) -> Void

    /// Every name, in the order of being offered.
    var allNames: [String] { names + chinese }
}
