import CaseEngine
import Casework
import Values

/// Actions, requirements and refusals as `CaseAPI` lays them out.
extension JSONWriter {
    /// An action at the place where a case stands.
    mutating func action(_ action: ActionView) {
        raw("{\"name\":")
        string(action.name)
        member("title", text: action.title)
        member("clauses", strings: action.clauses)
        member("by", strings: action.by)
        member("enabled", boolean: action.isPossible)
        member("permitted", boolean: action.isPermitted)
        member("asks", list: action.form) { $0.formField($1) }
        member("refusals", list: action.requirements.filter { $0.outcome != .met }) { $0.requirement($1) }
        raw("}")
    }

    /// How one requirement came out.
    mutating func requirement(_ finding: RequirementFinding) {
        raw("{\"outcome\":")
        string(finding.outcome.rawValue)
        member("text", text: finding.sentence)
        member("clause", string: finding.clause)
        if let citation = finding.citation { member("citation", text: citation) }
        member("reads", list: finding.reads) { writer, path in
            writer.raw("{\"field\":")
            writer.string(path.description)
            writer.raw("}")
        }
        member("missing", strings: finding.missing.map(\.description))
        raw("}")
    }

    /// The refusal of a problem, as a member.
    mutating func refusal(_ refusal: Refusal) {
        name("refusal")
        raw("{\"kind\":")
        switch refusal.cause {
        case .notPermitted(let action, let by):
            string("notPermitted")
            member("action", string: action)
            member("by", strings: by)
        case .notPossible(let action, let possible, _):
            string("notPossible")
            member("action", string: action)
            member("possible", strings: possible)
        case .unmet(let action, let findings):
            string("requirements")
            member("action", string: action)
            member("requirements", list: findings) { $0.requirement($1) }
        case .invalidData(let problems):
            string("invalidData")
            member("fields", list: problems) { writer, problem in
                writer.raw("{\"field\":")
                writer.string(problem.field)
                writer.member("message", text: problem.message)
                writer.raw("}")
            }
        case .conflict(let revision):
            string("conflict")
            member("revision", integer: revision)
        case .unknown: string("unknown")
        case .keyReused: string("keyReused")
        case .busy: string("busy")
        case .tooMuch, .inStep: string(refusal.kind)
        }
        if let step = refusal.step { member("step", integer: step) }
        raw("}")
    }
}
