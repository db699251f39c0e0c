import Values

extension FileReader {
    func transitions(_ keyed: KeyedNodes) -> [TransitionDraft] {
        var found: [TransitionDraft] = []
        if let always = keyed["always"] { found += list(always).compactMap { transition($0, on: nil) } }
        guard let on = keyed["on"], let pairs = pairs(on) else { return found }
        for (event, node) in pairs {
            // `tick:` alone, or an empty list, would silently do nothing.
            let nodes = list(node)
            if nodes.isEmpty { expected("轉移", "a transition", node) }
            found += nodes.compactMap { transition($0, on: event) }
        }
        return found
    }

    private func transition(_ node: SourceNode, on event: SourceText?) -> TransitionDraft? {
        var transition = TransitionDraft(event: event, position: event?.position ?? node.position)
        if node.scalar != nil {
            transition.targets = texts(node)
            return transition
        }
        guard let keyed = map(node, isBare ? .bareTransition : .transition) else { return nil }
        transition.targets = texts(keyed["to"])
        transition.condition = expression(keyed["when"])
        transition.isInternal = boolean(keyed["internal"]) ?? false
        transition.actions = actions(keyed["do"])
        transition.form = form(keyed, of: event?.text ?? "")
        if !transition.form.by.isEmpty, transition.form.title == nil, keyed["title"] == nil {
            missingText(at: transition.position, of: event?.text ?? "")
        }
        return transition
    }

    func form(_ keyed: KeyedNodes, of subject: String) -> FormDraft {
        FormDraft(
            title: localized(keyed["title"], of: subject),
            by: texts(keyed["by"]),
            asks: texts(keyed["asks"]).map { ask in
                ask.text.hasSuffix("!")
                    ? (field: ask.droppingLast(), isRequired: true) : (field: ask, isRequired: false)
            },
            requires: (keyed["requires"].map { list($0) } ?? []).compactMap { requirement($0, of: subject) },
            clauses: texts(keyed["clauses"]) + texts(keyed["clause"])
        )
    }

    private func requirement(_ node: SourceNode, of subject: String) -> RequirementDraft? {
        guard let keyed = map(node, .requirement), let condition = expression(keyed["that"]) else {
            return nil
        }
        return RequirementDraft(
            condition: condition,
            sentence: requiredText(keyed, "else", of: subject),
            clauses: texts(keyed["clause"])
        )
    }

    func deadlines(_ node: SourceNode?) -> [DeadlineDraft] {
        named(node, .plain).compactMap { deadline($0.key, $0.value) }
    }

    private func deadline(_ name: SourceText, _ node: SourceNode) -> DeadlineDraft? {
        guard let keyed = map(node, .deadline), let within = computable(keyed["within"]),
            let met = met(keyed["met"])
        else { return nil }
        return DeadlineDraft(
            name: name,
            title: requiredText(keyed, "title", of: name.text),
            within: within,
            from: expression(keyed["from"]),
            met: met,
            remind: remind(keyed["remind"]),
            tell: texts(keyed["tell"]),
            clauses: texts(keyed["clause"])
        )
    }

    private func met(_ node: SourceNode?) -> DeadlineDraft.Met? {
        guard let node else { return nil }
        guard case .map = node.content else { return .events(texts(node)) }
        guard let keyed = map(node, .met), let condition = expression(keyed["when"]) else { return nil }
        return .condition(condition, at: expression(keyed["at"]))
    }

    private func remind(_ node: SourceNode?) -> DeadlineDraft.Remind? {
        guard let node else { return nil }
        if case .list = node.content { return .spans(texts(node)) }
        return expression(node).map { .computed($0) }
    }
}
