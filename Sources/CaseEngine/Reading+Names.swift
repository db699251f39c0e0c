import Casework
import Values

// What a case's ids are called, and which cases and deadlines are somebody's own.
extension Reading {
    /// The names of the people, units and sites in readable fields, by `person:ID`, `unit:ID`, `site:ID`.
    ///
    /// Whoever may read the id of somebody in a case may know the name that belongs to it.
    func names(in fields: [FieldView]) -> [String: LocalizedText] {
        var names: [String: LocalizedText] = [:]
        for field in fields {
            guard let value = field.value else { continue }
            collect(value, field.field.type, &names)
        }
        return names
    }

    private func collect(_ value: Value, _ type: FieldType, _ names: inout [String: LocalizedText]) {
        switch (type, value) {
        case (.person, .string(let id)):
            names["person:" + id] = directory.accounts[id].map {
                LocalizedText(zhHant: $0.name, en: $0.name)
            }
        case (.unit, .string(let id)): names["unit:" + id] = directory.units[id]?.name
        case (.site, .string(let id)): names["site:" + id] = directory.sites[id]?.name
        case (.list(let element), .list(let values)):
            for value in values { collect(value, element, &names) }
        case (.record(let fields), .map):
            for field in fields {
                if let member = value[field.name] { collect(member, field.type, &names) }
            }
        default: break
        }
    }

    /// The titles of a workflow's roles and relations.
    func roleTitles(of workflow: Workflow) -> [String: LocalizedText] {
        var titles = workflow.roles
        for relation in workflow.relations { titles[relation.name] = relation.title }
        return titles
    }

    /// Whether a deadline is somebody's own: an action that would meet it, or fill the field that it asks for, is
    /// among those the account may take.
    func isFor(_ account: String, _ deadline: String, in seen: SeenCase) -> Bool {
        guard let rule = seen.workflow.deadlines.first(where: { $0.name == deadline }) else { return false }
        let wanted: (TransitionRule) -> Bool
        switch rule.met {
        case .event(let names): wanted = { names.contains($0.event) }
        case .condition(let condition, _):
            let read = seen.workflow.data(readBy: condition)
            wanted = { rule in rule.asks.contains { read.contains($0.field) } }
        }
        return seen.workflow.rules.contains { wanted($0) && seen.standing.isAmong($0.by) }
    }
}

extension CaseListing {
    /// Whether a case is one of those that the listing's own conditions let through; the store knows the rest.
    func holds(_ seen: SeenCase, _ reading: Reading) -> Bool {
        if let party, !seen.head.file.parties.contains(where: { $0.account == party && !$0.isConflicted }) {
            return false
        }
        guard let dueBefore else { return true }
        return reading.deadlines(seen).contains { deadline in
            // A stopwatch (立即) runs since its start, so it is always due.
            deadline.deadline.isOwed
                && ((deadline.deadline.due ?? deadline.deadline.from).map { $0 < dueBefore } ?? false)
        }
    }
}
