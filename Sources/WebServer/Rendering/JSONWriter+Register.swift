import CaseEngine
import Casework
import Values

/// The register and the definitions as `CaseAPI` lays them out.
extension JSONWriter {
    /// The answer of `GET /register`.
    mutating func register(_ register: RegisterView) {
        raw("{\"units\":")
        list(register.units) { writer, unit in
            writer.raw("{\"id\":")
            writer.string(unit.id)
            writer.member("name", text: unit.name)
            writer.member("parent", string: unit.parent)
            writer.member("head", string: unit.head)
            writer.member("profile", string: unit.profile)
            if unit.isAgency { writer.member("agency", boolean: true) }
            writer.raw("}")
        }
        member("people", list: register.people) { writer, person in
            writer.raw("{\"account\":")
            writer.string(person.account.id)
            writer.member("name", string: person.account.name)
            writer.member("roles", list: person.grants) { $0.grant($1) }
            writer.raw("}")
        }
        member("sites", list: register.sites) { writer, site in
            writer.raw("{\"id\":")
            writer.string(site.id)
            writer.member("name", text: site.name)
            writer.member("unit", string: site.unit)
            writer.raw("}")
        }
        raw("}")
    }

    /// The answer of `GET /workflows/{name}`.
    mutating func definition(_ workflow: Workflow) {
        raw("{\"name\":")
        string(workflow.name)
        member("title", text: workflow.title)
        member("hash", string: workflow.bundleHash)
        member("profile", text: workflow.profile.title)
        let shown = workflow.titles(ofAtomic: workflow.states.keys.sorted())
        member("states", list: shown) { writer, state in
            writer.raw("{\"id\":")
            writer.string(state.id)
            writer.member("title", text: state.title)
            writer.member("closed", boolean: workflow.states[state.id]?.isClosed ?? false)
            writer.member("clauses", strings: workflow.states[state.id]?.clauses ?? [])
            writer.raw("}")
        }
        member("actions", list: workflow.peoplesRules) { writer, rule in
            writer.raw("{\"name\":")
            writer.string(rule.event)
            let title = rule.title ?? LocalizedText(zhHant: rule.event, en: rule.event)
            writer.member("title", text: title)
            writer.member("by", strings: rule.by)
            writer.member("clauses", strings: rule.clauses)
            writer.member("asks", list: rule.asks.compactMap { workflow.field($0.field) }) {
                $0.recordMember($1)
            }
            writer.raw("}")
        }
        member("deadlines", list: workflow.deadlines) { $0.deadlineRule($1) }
        var titles = workflow.roles
        for relation in workflow.relations { titles[relation.name] = relation.title }
        textsByName("roles", titles)
        raw("}")
    }

    private mutating func deadlineRule(_ rule: DeadlineRule) {
        raw("{\"name\":")
        string(rule.name)
        member("title", text: rule.title)
        member("state", string: rule.state)
        let within =
            switch rule.within {
            case .immediately: "immediately"
            case .period(let text): text
            case .computed: "computed"
            }
        member("within", string: within)
        member("tell", strings: rule.tell)
        member("clause", string: rule.clause)
        raw("}")
    }
}

extension Workflow {
    /// The rules that people may take, one for each event.
    fileprivate var peoplesRules: [TransitionRule] {
        var seen: Set<String> = []
        return rules.filter { !$0.by.isEmpty && seen.insert($0.event).inserted }
    }
}
