import Values

extension FileReader {
    /// A list of actions; one action may stand without the list.
    func actions(_ node: SourceNode?) -> [ActionDraft] {
        guard let node else { return [] }
        return list(node).compactMap { action($0) }
    }

    /// Blocks of actions: a list of lists, or a list that is the only block.
    func blocks(_ node: SourceNode?) -> [[ActionDraft]] {
        guard let node else { return [] }
        let nodes = list(node)
        let isNested = nodes.contains { if case .list = $0.content { true } else { false } }
        guard isNested else { return nodes.isEmpty ? [] : [nodes.compactMap { action($0) }] }
        return nodes.map { block in
            if case .list(let inner) = block.content { return inner.compactMap { action($0) } }
            expected("清單(與其他區塊相同)", "a list like the other blocks", block)
            return []
        }
    }

    private func action(_ node: SourceNode) -> ActionDraft? {
        guard let pairs = pairs(node) else { return nil }
        let verbs = KeyTable.actions.map(\.name)
        guard let verb = pairs.first(where: { verbs.contains($0.key.text) })?.key.text,
            let table = KeyTable.actions.first(where: { $0.name == verb })
        else {
            let written = pairs.first?.key.text ?? ""
            let nearest = NearestName.of(written, among: verbs)
            report(
                .unknownKey,
                at: pairs.first?.key.position ?? node.position,
                zh: "「\(written)」不是動作"
                    + (nearest.map { "，是否為「\($0)」？" } ?? "；可用：\(verbs.joined(separator: ", "))。"),
                en: "'\(written)' is no action"
                    + (nearest.map { "; did you mean '\($0)'?" }
                        ?? "; known are \(verbs.joined(separator: ", ")).")
            )
            return nil
        }
        guard let keyed = map(node, table), let kind = kind(verb, keyed) else { return nil }
        return ActionDraft(kind: kind, position: node.position)
    }

    private func kind(_ verb: String, _ keyed: KeyedNodes) -> ActionDraft.Kind? {
        switch verb {
        case "set": assignments(keyed)
        case "raise": text(keyed["raise"]).map { .raise($0, payload(keyed["with"])) }
        case "send": send(keyed)
        case "cancel": computable(keyed["cancel"]).map { .cancel($0) }
        case "if": choose(keyed)
        case "foreach": forEach(keyed)
        case "start": start(keyed)
        case "notify": name(keyed["notify"], .plain).map { .notify($0) }
        case "document": name(keyed["document"], .plain).map { .document($0, payload(keyed["with"])) }
        default: nil
        }
    }

    private func assignments(_ keyed: KeyedNodes) -> ActionDraft.Kind? {
        guard let node = keyed["set"], let pairs = pairs(node) else { return nil }
        let sound = pairs.filter { isBare || checked($0.key, .path) }
        return .set(sound.map { (path: $0.key, value: value($0.value)) })
    }

    private func send(_ keyed: KeyedNodes) -> ActionDraft.Kind? {
        guard let event = computable(keyed["send"]) else { return nil }
        return .send(
            SendDraft(
                event: event,
                to: computable(keyed["to"]),
                after: computable(keyed["after"]),
                id: computable(keyed["id"]),
                store: name(keyed["store-id"], .path),
                payload: payload(keyed["with"])
            )
        )
    }

    private func choose(_ keyed: KeyedNodes) -> ActionDraft.Kind? {
        var branches: [ActionDraft.Branch] = []
        if let condition = expression(keyed["if"]) {
            branches.append(.init(condition: condition, actions: actions(keyed["do"])))
        }
        for node in keyed["elseif"].map({ list($0) }) ?? [] {
            guard let arm = map(node, .branch), let condition = expression(arm["if"]) else { continue }
            branches.append(.init(condition: condition, actions: actions(arm["do"])))
        }
        return branches.isEmpty ? nil : .choose(branches, else: actions(keyed["else"]))
    }

    private func forEach(_ keyed: KeyedNodes) -> ActionDraft.Kind? {
        let item = isBare ? text(keyed["foreach"]) : name(keyed["foreach"], .variable)
        guard let item, let list = expression(keyed["in"]) else { return nil }
        let index = isBare ? text(keyed["index"]) : name(keyed["index"], .variable)
        return .forEach(item: item, index: index, in: list, do: actions(keyed["do"]))
    }

    private func start(_ keyed: KeyedNodes) -> ActionDraft.Kind? {
        guard let name = computable(keyed["start"]), let workflow = computable(keyed["workflow"]) else {
            return nil
        }
        return .start(name: name, workflow: workflow, payload: payload(keyed["with"]))
    }
}
