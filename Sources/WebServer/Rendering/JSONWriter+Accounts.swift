import CaseEngine
import Casework
import Values

/// Accounts, workflows and verification as `CaseAPI` lays them out.
extension JSONWriter {
    /// The answer of `GET /me`.
    mutating func me(_ view: AccountView, environment: String, language: Language) {
        raw("{\"account\":")
        string(view.account.id)
        member("name", string: view.account.name)
        member("roles", list: view.grants) { $0.grant($1) }
        member("language", string: language.rawValue)
        member("environment", string: environment)
        raw("}")
    }

    /// A role that somebody holds.
    mutating func grant(_ grant: RoleGrant) {
        raw("{\"role\":")
        string(grant.role)
        member("unit", string: grant.unit)
        member("from", instant: grant.from)
        member("until", instant: grant.until)
        member("standsInFor", string: grant.standsInFor)
        raw("}")
    }

    /// One workflow of `GET /workflows`.
    mutating func workflow(_ workflow: WorkflowView) {
        raw("{\"name\":")
        string(workflow.name)
        member("title", text: workflow.title)
        member("hash", string: workflow.bundleHash)
        member("units", strings: workflow.units)
        member("asks", list: workflow.form) { $0.formField($1) }
        raw("}")
    }

    /// What verification found.
    mutating func verification(_ report: VerificationReport) {
        raw("{\"ok\":")
        raw(report.findings.isEmpty ? "true" : "false")
        member("level", integer: report.level)
        member("entries", integer: report.entries)
        member("cases", integer: report.cases)
        member("decided", integer: report.decided)
        member("erased", integer: report.erased)
        member("problems", list: report.findings) { $0.text($1.placed) }
        raw("}")
    }
}

extension VerificationFinding {
    /// The message with the place that it is about.
    var placed: LocalizedText {
        let places = [sequence.map { "#\($0)" }, number].compactMap(\.self)
        guard !places.isEmpty else { return message }
        let place = places.joined(separator: " ") + ": "
        return LocalizedText(zhHant: place + message.zhHant, en: place + message.en)
    }
}
