import CaseEngine
import Casework
import Statechart
import Values

/// Something that somebody tries to do, and how it must come out.
struct Attempt: Sendable {
    let deed: Deed
    /// Who tries.
    let account: String
    /// How it must be refused; nil if it must be done.
    let refusal: ExpectedRefusal?
    let isDryRun: Bool
    let key: String?
    let line: Int

    enum Deed: Sendable {
        /// Opens a case, known in the rehearsal by the alias; the unit is the opener's own unless given.
        case open(workflow: String, alias: String, unit: String?, data: ValueMap)
        /// Takes a case over from paper, known by the alias.
        case takeOver(PaperCase, alias: String, unit: String?)
        case act(String, alias: String, data: ValueMap, revision: Int64?)
        /// An event from outside, for bare charts.
        case send(Event, alias: String)
        case register(RegisterChange)
    }
}
