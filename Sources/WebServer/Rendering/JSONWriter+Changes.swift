import CaseEngine
import Casework
import Values

/// Change sets and their consequences, as the description lays them out.
extension JSONWriter {
    /// A change set.
    mutating func change(_ view: ChangeView) {
        let set = view.set
        raw("{\"id\":")
        string(set.id)
        member("text", string: set.title)
        member("state", string: set.state.rawValue)
        member("author", string: set.author)
        member("begunAt", instant: set.begunAt)
        member("undoes", string: set.undoes)
        member("receipt", string: set.receipt)
        member("approver", string: set.approver)
        member("consent", string: set.consent)
        member("agreeBy", instant: set.agreeBy)
        member("overdue", boolean: view.isOverdue)
        member("remark", string: set.remark)
        if let reason = set.reason {
            name("reason")
            raw("{\"code\":")
            string(reason.code)
            member("text", string: reason.text)
            member("basis", string: reason.basis)
            raw("}")
        }
        member("fingerprint", string: view.fingerprint)
        member("short", string: view.fingerprint.map(ChangeView.short))
        member("needsSecond", boolean: view.needsSecond)
        member("traits", strings: view.traits.map(\.rawValue))
        member("cases", list: view.cases) { $0.changedCase($1) }
        raw("}")
    }

    private mutating func changedCase(_ view: ChangeView.Case) {
        raw("{\"number\":")
        string(view.number)
        member("revision", integer: view.revision)
        member("operations", list: view.operations) { writer, operation in
            writer.raw("{\"number\":")
            writer.integer(operation.number)
            writer.member("what", value: operation.outline)
            writer.raw("}")
        }
        if let difference = view.difference {
            name("difference")
            self.difference(difference, view)
        }
        raw("}")
    }

    private mutating func difference(_ difference: CaseDifference, _ view: ChangeView.Case) {
        raw("{\"data\":")
        list(difference.data) { $0.datum($1, isMasked: view.masked.contains($1.name)) }
        member("timeline", list: difference.timeline) { writer, mark in
            writer.raw("{\"event\":")
            writer.string(mark.event)
            if let revision = mark.revision { writer.member("entry", integer: revision) }
            writer.member("kind", string: mark.kind.rawValue)
            writer.member("at", instant: mark.at)
            writer.raw("}")
        }
        member("left", list: difference.left.filter { view.titles[$0] != nil }) {
            $0.place($1, view.titles[$1])
        }
        member("entered", list: difference.entered.filter { view.titles[$0] != nil }) {
            $0.place($1, view.titles[$1])
        }
        member("deadlines", list: difference.deadlines) { $0.clock($1) }
        member("opened", strings: difference.opened)
        member("closed", strings: difference.closed)
        member("told", strings: difference.told)
        member("suppressed", strings: difference.suppressed)
        member("unsent", strings: difference.unsent)
        member("overhasty", strings: difference.overhasty)
        member("started", strings: difference.started)
        member("stray", strings: difference.stray)
        member("lost", strings: difference.lost)
        member("documents", list: view.documents) { writer, paper in
            writer.raw("{\"form\":")
            writer.string(paper.form)
            writer.member("title", text: paper.title)
            writer.member("version", integer: Int64(paper.version))
            if let copy = paper.copy { writer.member("copy", text: copy) }
            writer.member("fate", string: paper.fate.rawValue)
            writer.raw("}")
        }
        member("clauses", list: difference.clauses) { writer, change in
            writer.raw("{\"clause\":")
            writer.string(change.clause)
            writer.member("action", string: change.action)
            writer.member("before", string: change.before.rawValue)
            writer.member("after", string: change.after.rawValue)
            writer.raw("}")
        }
        member("relied", list: difference.relied) { writer, reliance in
            writer.raw("{\"entry\":")
            writer.integer(reliance.revision)
            writer.member("event", string: reliance.event)
            writer.member("fields", strings: reliance.fields)
            writer.raw("}")
        }
        member("affected", strings: difference.affected)
        raw("}")
    }

    private mutating func place(_ id: String, _ title: LocalizedText?) {
        raw("{\"id\":")
        string(id)
        if let title { member("title", text: title) }
        raw("}")
    }

    private mutating func datum(_ datum: CaseDifference.Datum, isMasked: Bool) {
        raw("{\"field\":")
        string(datum.name)
        if let label = datum.field?.label { member("label", text: label) }
        member("masked", boolean: isMasked)
        if !isMasked {
            member("old", value: datum.old)
            member("new", value: datum.new)
        }
        raw("}")
    }

    private mutating func clock(_ clock: CaseDifference.Clock) {
        raw("{\"name\":")
        string(clock.rule.name)
        member("title", text: clock.rule.title)
        member("clause", string: clock.rule.clause)
        for (deadline, isBefore) in [(clock.before, true), (clock.after, false)] {
            guard let deadline else { continue }
            if isBefore { name("before") } else { name("after") }
            raw("{\"status\":")
            string(deadline.status.rawValue)
            member("from", instant: deadline.from)
            member("due", instant: deadline.due)
            member("satisfiedAt", instant: deadline.satisfiedAt)
            raw("}")
        }
        member("wasLate", boolean: clock.wasLate)
        member("isLate", boolean: clock.isLate)
        raw("}")
    }
}
