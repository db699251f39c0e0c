import Casework
import Values

/// Finds data for a way through a workflow, and writes it down as a rehearsal.
///
/// A form's value is one that all later answers about the field leave possible. There is no rehearsal where
/// a requirement would have to be met, where an answer is about more than one field, or where nobody with a
/// role can act.
struct RehearsalWriter {
    /// One line of `steps`, with the fields of its form.
    private struct Step {
        let lead: String
        var form: [(field: String, isRequired: Bool)] = []
        var masks: [String: UInt64] = [:]
    }

    private let exploration: Exploration
    private var steps: [Step] = []
    private var people: [(role: String, id: String)] = []
    /// The step whose form filled a variable last; nil under a number for one that an action has written.
    private var origins: [Int: Int?] = [:]

    init(_ exploration: Exploration) { self.exploration = exploration }

    /// The rehearsal of a way and what is assumed at its end; nil where no data can be found.
    mutating func text(
        _ path: [ExploredGraph.Edge],
        _ choices: [Oracle.Choice],
        _ end: ExploredGraph.Node
    ) -> String? {
        guard let profile = exploration.profile else { return nil }
        for edge in path {
            if let event = edge.event, !add(event, edge.taken) { return nil }
            guard edge.choices.allSatisfy({ narrow($0) }) else { return nil }
            let asked = Set(edge.event == nil ? [] : steps.last?.form.map(\.field) ?? [])
            for name in edge.filled.union(edge.emptied).subtracting(asked) {
                if let variable = exploration.abstract.pool.field(name) { origins[variable] = .some(nil) }
            }
        }
        guard choices.allSatisfy({ narrow($0) }) else { return nil }
        var lines: [String] = []
        for step in steps {
            guard let line = line(of: step) else { return nil }
            lines.append(line)
        }
        let inner = exploration.place(of: end).name.split(separator: "+").joined(separator: ", ")
        let staff = people.map { "\($0.id): {name: 林示例, role: \($0.role), unit: desk}" }
        return """
            rehearsal: how a case comes to \(exploration.place(of: end).name)
            profile: \(profile.name)
            at: \(profile.day)T09:00+08:00
            given:
              units: {desk: {name: 示範單位}}
              people: {\(staff.joined(separator: ", "))}
            steps:
            \(lines.map { "  - " + $0 }.joined(separator: "\n"))
              - expect: {case: a, in: [\(inner)]}

            """
    }

    // MARK: what happens

    private mutating func add(_ event: OutsideEvent, _ taken: [Int]) -> Bool {
        switch event.origin {
        case .opening:
            let opening = exploration.draft.opening
            guard let person = person(for: opening) else { return false }
            return addForm("open: \(exploration.draft.name.text), as: a, by: \(person)", [opening])
        case .person:
            let forms = taken.map { exploration.transitions[$0].form }
            guard let form = forms.first, let person = person(for: form) else { return false }
            return addForm("action: \(event.name), case: a, by: \(person)", forms)
        case .delayed(let number):
            guard let delay = exploration.abstract.delayed[number].delay else { return false }
            steps.append(Step(lead: "wait: \(delay)"))
            return true
        case .itself, .surroundings: return true
        case .deadline, .child, .message, .error: return false
        }
    }

    private mutating func addForm(_ lead: String, _ forms: [FormDraft]) -> Bool {
        guard forms.allSatisfy({ $0.requires.isEmpty }) else { return false }
        var step = Step(lead: lead)
        for ask in forms.flatMap(\.asks) {
            step.form.append((field: ask.field.text, isRequired: ask.isRequired))
            guard let variable = exploration.abstract.pool.field(ask.field.text) else { continue }
            let known = exploration.abstract.variables[variable]
            step.masks[ask.field.text] = ask.isRequired ? known.filled : known.domain
            origins[variable] = steps.count
        }
        steps.append(step)
        return true
    }

    private mutating func person(for form: FormDraft) -> String? {
        let roles = Set(exploration.draft.declarations.roles.map(\.name.text))
        guard let role = form.by.first(where: { roles.contains($0.text) })?.text else { return nil }
        if let known = people.first(where: { $0.role == role }) { return known.id }
        people.append((role: role, id: "p\(people.count + 1)"))
        return people.last?.id
    }

    /// Notes what an answer leaves possible; false if no form decides it.
    private mutating func narrow(_ choice: Oracle.Choice) -> Bool {
        guard let variable = choice.variable, let origin = origins[variable], let step = origin else {
            return false
        }
        let name = exploration.abstract.variables[variable].name
        steps[step].masks[name] = (steps[step].masks[name] ?? 0) & choice.left
        return steps[step].masks[name] != 0
    }

    // MARK: how it is written

    private func line(of step: Step) -> String? {
        guard !step.lead.hasPrefix("wait") else { return step.lead }
        var values: [String] = []
        for (name, isRequired) in step.form {
            let mask = step.masks[name] ?? 0
            let canBeEmpty = !isRequired && (mask == 0 || mask & AbstractVariable.empty != 0)
            if canBeEmpty { continue }
            guard let value = value(of: name, mask) else { return nil }
            values.append("\(name): \(value)")
        }
        let with = values.isEmpty ? "" : ", with: {\(values.joined(separator: ", "))}"
        return "do: {\(step.lead)\(with)}"
    }

    private func value(of name: String, _ mask: UInt64) -> String? {
        if let variable = exploration.abstract.pool.field(name) {
            let known = exploration.abstract.variables[variable].values
            for (bit, value) in known.enumerated() where mask & (1 << UInt64(bit)) != 0 {
                if let value { return value.json }
            }
        }
        let type = exploration.draft.declarations.fields.first { $0.name.text == name }?.field.type
        return switch type {
        case .text: "例"
        case .integer(let minimum, _): "\(minimum ?? 1)"
        case .number(let minimum, _): "\(minimum ?? 1)"
        case .boolean: "true"
        case .date: exploration.profile.map { "\"\($0.day)\"" }
        case .datetime: exploration.profile.map { "\"\($0.day)T08:00+08:00\"" }
        case .choice(let options): options.first?.value
        case .person: people.first?.id
        case .unit: "desk"
        case .any: "例"
        case .site, .list, .record, nil: nil
        }
    }
}
