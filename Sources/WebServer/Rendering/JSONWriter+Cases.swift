import CaseEngine
import Casework
import Values

/// Cases as `CaseAPI` lays them out.
extension JSONWriter {
    /// The answer of `GET /cases/{number}`.
    mutating func caseView(_ view: CaseView) {
        summaryMembers(view.summary)
        member("configuration", list: view.summary.states) { $0.state($1) }
        data(view.fields)
        name("labels")
        labels(view.fields)
        member("fields", list: view.fields) { $0.recordMember($1.field) }
        textsByName("names", view.names)
        textsByName("roles", view.roles)
        member("order", strings: view.fields.map(\.field.name))
        member("masked", strings: view.fields.filter(\.isMasked).map(\.field.name))
        member("deadlines", list: view.deadlines) { $0.deadline($1) }
        member("actions", list: view.actions) { $0.action($1) }
        member("parent", string: view.parent)
        member("children", list: view.children) { writer, child in
            writer.raw("{\"name\":")
            writer.string(child.name)
            writer.member("number", string: child.number)
            writer.raw("}")
        }
        member("faults", strings: view.faults)
        raw("}")
    }

    /// One row of `GET /cases`.
    mutating func summary(_ summary: CaseSummary) {
        summaryMembers(summary)
        member("states", list: summary.states) { $0.state($1) }
        if let deadline = summary.nextDeadline {
            name("nextDeadline")
            self.deadline(deadline)
        }
        raw("}")
    }

    /// What a list and a case have in common, without the closing brace.
    private mutating func summaryMembers(_ summary: CaseSummary) {
        raw("{\"number\":")
        string(summary.number)
        member("workflow", string: summary.workflow)
        member("title", text: summary.title)
        member("unit", string: summary.unit)
        member("unitName", text: summary.unitName)
        member("revision", integer: summary.revision)
        member("closed", boolean: summary.isClosed)
        member("referred", boolean: summary.isReferred)
        member("openedAt", instant: summary.openedAt)
        member("changedAt", instant: summary.changedAt)
        if let paper = summary.paper {
            name("paper")
            raw("{\"reference\":")
            string(paper.record.reference)
            member("reason", string: paper.record.reason)
            member("recordedAt", instant: paper.recordedAt)
            raw("}")
        }
    }

    private mutating func data(_ fields: [FieldView]) {
        name("data")
        write(
            .map(ValueMap(fields.compactMap { field in field.value.map { (field.field.name, $0) } }))
        )
    }

    private mutating func labels(_ fields: [FieldView]) {
        raw("{")
        for (position, field) in fields.enumerated() {
            if position > 0 { raw(",") }
            string(field.field.name)
            raw(":")
            text(field.field.label)
        }
        raw("}")
    }

    /// Texts by name, in order of the names.
    mutating func textsByName(_ name: StaticString, _ texts: [String: LocalizedText]) {
        self.name(name)
        raw("{")
        for (position, entry) in texts.sorted(by: { $0.key < $1.key }).enumerated() {
            if position > 0 { raw(",") }
            string(entry.key)
            raw(":")
            text(entry.value)
        }
        raw("}")
    }

    /// A state with its title.
    mutating func state(_ state: StateView) {
        raw("{\"id\":")
        string(state.id)
        member("title", text: state.title)
        raw("}")
    }

    /// A deadline.
    mutating func deadline(_ view: DeadlineView) {
        raw("{\"number\":")
        string(view.number)
        member("name", string: view.deadline.name)
        member("title", text: view.title)
        member("due", instant: view.deadline.due)
        member("from", instant: view.deadline.from)
        member("state", string: view.deadline.status.rawValue)
        member("clause", string: view.clause)
        member("unit", string: view.unit)
        member("satisfiedAt", instant: view.deadline.satisfiedAt)
        member("recordedAt", instant: view.deadline.recordedAt)
        member("missedAt", instant: view.deadline.missedAt)
        member("waitsFor", strings: view.deadline.waitsFor)
        member("computed", value: view.deadline.computed)
        raw("}")
    }

    /// One entry of a history.
    ///
    /// - Parameter placed: whether to tell the place in the chain and the hash, which tell of other cases.
    mutating func entry(_ entry: EntryView, placed: Bool) {
        raw("{\"revision\":")
        integer(entry.revision)
        if placed {
            member("sequence", integer: entry.sequence)
            member("hash", string: entry.hash)
        }
        member("at", instant: entry.at)
        member("claimed", instant: entry.claimed)
        member("kind", string: entry.kind.rawValue)
        member("actor", string: entry.account)
        member("actorName", string: entry.accountName)
        member("event", string: entry.event)
        member("title", text: entry.title)
        member("left", list: entry.left) { $0.state($1) }
        member("entered", list: entry.entered) { $0.state($1) }
        member("changed", strings: entry.changed)
        member("clauses", strings: entry.clauses)
        if let reason = entry.reason { member("reason", string: reason) }
        if let correction = entry.correctedBy { member("correctedBy", integer: correction) }
        raw("}")
    }
}
