import Expressions
import Statechart
import Values

extension CaseDecision {
    /// What a correction changes in its case.
    ///
    /// - Parameters:
    ///   - file: the case before.
    ///   - after: the case when everything that the correction sets off is done.
    public func difference(
        from file: CaseFile,
        to after: CaseFile,
        by correction: Correction,
        past: [PastEntry],
        workflow old: Workflow
    ) -> CaseDifference {
        let outcome = correction.decision.entry.outcome
        var difference = CaseDifference(caseID: file.id, number: file.number, revision: file.revision)
        difference.data = data(from: file, to: after)
        difference.timeline = marks(correction, past)
        let configuration = file.chart.configuration
        difference.left = configuration.filter { !after.chart.configuration.contains($0) }
        difference.entered = after.chart.configuration.filter { !configuration.contains($0) }
        difference.deadlines = clocks(from: file, to: after, old)
        let before = outlook(of: file)
        let now = outlook(of: after)
        difference.opened = now.keys.filter { before[$0] == nil }.sorted()
        difference.closed = before.keys.filter { now[$0] == nil }.sorted()
        difference.told = outcome.notices.sorted()
        difference.suppressed = correction.suppressed.sorted()
        difference.unsent = correction.unsent.sorted()
        difference.overhasty = correction.overhasty.sorted()
        difference.started = correction.decision.openings.map(\.name).sorted()
        difference.stray = correction.stray.sorted()
        difference.documents = after.documents.enumerated().compactMap { place, document in
            let before = file.documents.indices.contains(place) ? file.documents[place] : nil
            return before == document ? nil : CaseDifference.Paper(before: before, after: document)
        }
        difference.lost = correction.lost
        difference.clauses = clauses(before, now) + clauses(difference.deadlines)
        let since = difference.timeline.compactMap(\.revision).min() ?? Int64.max
        difference.relied = reliance(
            on: Set(difference.data.map(\.name)),
            past.filter { $0.revision > since }
        )
        let parties = Set(file.parties).symmetricDifference(Set(after.parties))
        difference.affected = Set(parties.map(\.account)).sorted()
        difference.wasClosed = file.isClosed(in: old)
        difference.referral = outcome.referral
        return difference
    }

    private func data(from file: CaseFile, to after: CaseFile) -> [CaseDifference.Datum] {
        Set(file.data.keys).union(after.data.keys).sorted().compactMap { name in
            guard file.data[name] != after.data[name] else { return nil }
            return CaseDifference.Datum(
                name: name,
                field: workflow.field(name),
                isSealed: workflow.isSealed(name),
                old: file.data[name],
                new: after.data[name]
            )
        }
    }

    // MARK: Timeline

    private func marks(_ correction: Correction, _ past: [PastEntry]) -> [CaseDifference.Mark] {
        guard case .correction(let record) = correction.decision.entry.input else { return [] }
        let now = situation.recorded
        let old = CorrectedHistory(past, .trial([], by: record.author), at: now).inputs
        let new = CorrectedHistory(past, record, at: now).inputs
        var marks: [CaseDifference.Mark] = []
        for entry in past {
            let isCorrection = entry.correction != nil
            guard isCorrection || old.contains(where: { $0.isPast(entry.revision) }) else { continue }
            let name = entry.entry.event
            if record.operations.flatMap(\.voids).contains(entry.revision) {
                marks.append(.init(revision: entry.revision, event: name, kind: .voided, at: entry.entry.at))
                continue
            }
            guard !isCorrection, let before = old.first(where: { $0.isPast(entry.revision) }),
                let after = new.first(where: { $0.isPast(entry.revision) })
            else { continue }
            if before.at != after.at {
                marks.append(.init(revision: entry.revision, event: name, kind: .retimed, at: after.at))
            } else if before.form != after.form {
                marks.append(.init(revision: entry.revision, event: name, kind: .amended, at: after.at))
            }
        }
        for operation in record.operations {
            switch operation {
            case .append(let action, _, let at):
                marks.append(.init(revision: nil, event: action, kind: .added, at: at))
            case .restate(_, let way):
                for action in way?.actions ?? [] {
                    marks.append(.init(revision: nil, event: action, kind: .added, at: now))
                }
            case .setField, .retime, .void, .reassign, .recompute, .migrate: break
            }
        }
        return marks
    }

    // MARK: Deadlines and clauses

    private func clocks(from file: CaseFile, to after: CaseFile, _ old: Workflow) -> [CaseDifference.Clock] {
        let rules =
            workflow.deadlines
            + old.deadlines.filter { rule in
                !workflow.deadlines.contains { $0.name == rule.name }
            }
        return rules.flatMap { rule -> [CaseDifference.Clock] in
            let occasions = Set(
                (file.deadlines + after.deadlines).filter { $0.name == rule.name }.map(\.occasion)
            )
            return occasions.sorted().compactMap { occasion -> CaseDifference.Clock? in
                func own(_ deadlines: [Deadline]) -> Deadline? {
                    deadlines.first { $0.name == rule.name && $0.occasion == occasion }
                }
                let (before, now) = (own(file.deadlines), own(after.deadlines))
                // A settled one that makes room for a later one was forgotten, not changed.
                guard now != nil || before?.isOpen == true else { return nil }
                if let before, let now, before.isAlike(now) { return nil }
                return CaseDifference.Clock(
                    rule: rule,
                    before: before,
                    after: now,
                    wasLate: before?.isLate(at: situation.recorded) ?? false,
                    isLate: now?.isLate(at: situation.recorded) ?? false
                )
            }
        }
    }

    private func clauses(_ clocks: [CaseDifference.Clock]) -> [CaseDifference.ClauseChange] {
        clocks.compactMap { clock in
            guard let clause = clock.rule.clause, clock.wasLate != clock.isLate else { return nil }
            return CaseDifference.ClauseChange(
                clause: clause,
                action: nil,
                before: clock.wasLate ? .notMet : .met,
                after: clock.isLate ? .notMet : .met
            )
        }
    }

    /// For each action that the chart would take where a case stands, how its requirements with a clause come out.
    private func outlook(of file: CaseFile) -> [String: [String: RequirementFinding.Outcome]] {
        guard case .running = file.chart.status,
            file.chart.configuration.allSatisfy({ workflow.chart.holds($0) })
        else { return [:] }
        let model = model(for: file, standing: nil)
        var outlook: [String: [String: RequirementFinding.Outcome]] = [:]
        for action in actions(in: file) {
            let rules = rules(selectedBy: Event(action, data: .map(ValueMap())), model, file)
            guard !rules.isEmpty else { continue }
            var outcomes: [String: RequirementFinding.Outcome] = [:]
            for finding in findings(of: rules.flatMap(\.requires), model) {
                if let clause = finding.clause { outcomes[clause] = finding.outcome }
            }
            outlook[action] = outcomes
        }
        return outlook
    }

    private func clauses(
        _ before: [String: [String: RequirementFinding.Outcome]],
        _ now: [String: [String: RequirementFinding.Outcome]]
    ) -> [CaseDifference.ClauseChange] {
        before.keys.sorted().flatMap { action -> [CaseDifference.ClauseChange] in
            let old = before[action] ?? [:]
            guard let new = now[action] else { return [] }
            return old.keys.sorted().compactMap { clause in
                guard let was = old[clause], let stands = new[clause], was != stands else { return nil }
                return CaseDifference.ClauseChange(clause: clause, action: action, before: was, after: stands)
            }
        }
    }

    // MARK: Reliance

    /// The entries since a value was first given that looked at it: their conditions, requirements and deadlines.
    private func reliance(on fields: Set<String>, _ past: [PastEntry]) -> [CaseDifference.Reliance] {
        guard !fields.isEmpty else { return [] }
        return past.compactMap { past in
            let looked = past.looksAt.intersection(fields)
            guard !looked.isEmpty, past.entry.kind != .open else { return nil }
            return CaseDifference.Reliance(
                revision: past.revision,
                event: past.entry.event,
                fields: looked.sorted()
            )
        }
    }
}

extension PastEntry {
    /// The data that the entry's transitions, requirements and deadline look at.
    fileprivate var looksAt: Set<String> {
        var expressions: [ExpressionReference] = []
        for label in entry.outcome.taken where workflow.rules.indices.contains(label) {
            expressions += workflow.rules[label].requires.map(\.condition)
            expressions += workflow.chart.conditions(of: label)
        }
        let names = Set(entry.outcome.deadlines.map(\.name))
        for rule in workflow.deadlines where names.contains(rule.name) {
            if let from = rule.from { expressions.append(from) }
            if case .computed(let length) = rule.within { expressions.append(length) }
            if case .condition(let condition, _) = rule.met { expressions.append(condition) }
        }
        return Set(expressions.flatMap { workflow.expression($0).reads.map(\.root) })
    }
}

extension Chart {
    /// The conditions of the transitions with a label.
    fileprivate func conditions(of label: Int) -> [ExpressionReference] {
        Chart.conditions(of: label, definition.states)
    }

    private static func conditions(of label: Int, _ states: [StateDefinition]) -> [ExpressionReference] {
        states.flatMap { state in
            state.transitions.filter { $0.label == label }.compactMap(\.condition)
                + conditions(of: label, state.children)
        }
    }
}

extension CorrectedHistory.Input {
    /// Whether it is the entry after which the case had a revision.
    fileprivate func isPast(_ revision: Int64) -> Bool {
        if case .past(let past) = what { past.revision == revision } else { false }
    }
}
