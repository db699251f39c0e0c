import Casework
import Values

/// What a refusal says, for comparing and for people.
enum RefusalText {
    /// The clauses of the requirements that do not hold.
    static func clauses(_ refusal: Refusal) -> [String] {
        guard case .unmet(_, let findings) = refusal.cause else { return [] }
        return findings.filter { $0.outcome != .met }.compactMap(\.clause)
    }

    /// The empty fields that left a requirement undecided.
    static func undecided(_ refusal: Refusal) -> [String] {
        guard case .unmet(_, let findings) = refusal.cause else { return [] }
        return findings.filter { $0.outcome == .undecided }.flatMap { $0.missing.map(\.description) }
    }

    /// The fields of the form that are wrong.
    static func fields(_ refusal: Refusal) -> [String] {
        guard case .invalidData(let problems) = refusal.cause else { return [] }
        return problems.map(\.field)
    }

    /// The refusal in a line.
    static func text(_ refusal: Refusal) -> String {
        let kind = RefusalKind(refusal).rawValue
        switch refusal {
        case .notPermitted(_, let by): return "\(kind) (by: \(by.joined(separator: ", ")))"
        case .notPossible(_, let possible, _):
            return "\(kind) (possible: \(possible.joined(separator: ", ")))"
        case .unmet(_, let findings):
            let lines = findings.filter { $0.outcome != .met }.map { finding in
                let missing = finding.missing.map(\.description).joined(separator: ", ")
                let why = missing.isEmpty ? finding.fault ?? "" : "empty: \(missing)"
                return "\(finding.clause ?? "no clause") \(finding.outcome.rawValue) "
                    + "“\(finding.sentence.en)”" + (why.isEmpty ? "" : " (\(why))")
            }
            return "\(kind): " + lines.joined(separator: "; ")
        case .invalidData(let problems):
            return "\(kind): " + problems.map { "\($0.field): \($0.message.en)" }.joined(separator: "; ")
        case .conflict(let revision): return "\(kind) (revision \(revision))"
        case .unknown(let thing): return "\(kind) (\(thing.rawValue))"
        case .keyReused, .busy, .tooMuch: return kind
        case .inStep(let step, let cause): return "step \(step): " + text(cause)
        }
    }
}
