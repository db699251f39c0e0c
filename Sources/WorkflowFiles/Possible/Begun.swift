import Values

/// Which workflows can have a case under a profile's values: people may open one, or another case starts it.
struct Begun {
    private let files: FileSet
    private let world: EventWorld
    private let values: ValueMap
    /// What is known of each workflow that was asked after, by its name.
    private(set) var ceilings: [String: Ceiling?] = [:]

    init(_ files: FileSet, _ world: EventWorld, _ values: ValueMap) {
        self.files = files
        self.world = world
        self.values = values
    }

    /// Whether there can be a case of the workflow.
    mutating func canBegin(_ workflow: String) -> Bool {
        if let known = ceilings[workflow] { return known?.canOpen ?? true }
        let ceiling = draft(workflow).flatMap { Ceiling($0, world, under: values) }
        ceilings[workflow] = .some(ceiling)
        if ceiling?.canOpen ?? true { return true }
        for starter in files.workflows.keys.sorted() where starter != workflow {
            guard let draft = draft(starter), draft.chart.actions.contains(where: { $0.starts(workflow) })
            else { continue }
            if canBegin(starter), canStart(workflow, draft) { return true }
        }
        return false
    }

    private func draft(_ workflow: String) -> WorkflowDraft? {
        files.workflows[workflow].flatMap { files.parts(of: $0)?.draft }
    }

    /// Whether something that the profile does not rule out starts the workflow.
    private func canStart(_ workflow: String, _ starter: WorkflowDraft) -> Bool {
        let ceiling = ceilings[starter.name.text] ?? nil
        let transitions = starter.chart.all.flatMap(\.transitions)
        let guarded = transitions.flatMap(\.actions).flatMap(\.all).count { $0.starts(workflow) }
        if starter.chart.actions.count(where: { $0.starts(workflow) }) > guarded { return true }
        return transitions.enumerated().contains { label, transition in
            guard transition.actions.flatMap(\.all).contains(where: { $0.starts(workflow) }) else {
                return false
            }
            guard let ceiling else { return true }
            return !ceiling.never.contains(label)
                && transition.form.requires.indices.allSatisfy { ceiling.allows(.held, label, $0) }
        }
    }
}

extension ActionDraft {
    /// Whether it opens, or may open, a case of the workflow.
    fileprivate func starts(_ workflow: String) -> Bool {
        guard case .start(_, let started, _) = kind else { return false }
        guard case .literal(let text) = started else { return true }
        return text.text == workflow
    }
}
