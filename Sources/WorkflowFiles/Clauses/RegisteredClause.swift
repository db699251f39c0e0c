import Casework
import Values

/// The register of one regulation, or of a part of it, as a file gives it.
struct ClauseRegister {
    /// The prefix of the ids (`K`).
    let regulation: String
    /// The regulation's official name.
    let title: LocalizedText
    let clauses: [RegisteredClause]
}

/// A clause with what the register says beside its title.
struct RegisteredClause {
    /// What bundles hold; its citation begins with the regulation's name.
    let clause: Clause
    /// The place inside the regulation (第十五點第一項).
    let place: LocalizedText
    let obligation: Obligation?
    /// The procedures and registers that it belongs to, whether they are built yet or not.
    let procedures: [String]
    /// Why no workflow has to carry it out; nil where one has to.
    let reason: LocalizedText?
    let position: SourcePosition
}
