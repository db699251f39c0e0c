import Statechart
import Values

extension FileReader {
    /// The chart of a file, without the data that stand beside it.
    func chart(_ keyed: KeyedNodes) -> ChartDraft {
        if let node = keyed["states"], case .map(let pairs) = node.content, pairs.isEmpty {
            report(.missingKey, at: node.position, zh: "請至少寫一個狀態。", en: "Write at least one state.")
        }
        if let excess = FileReader.excess(keyed["states"]) {
            let text = YAMLDocument.tooMany
            report(.tooLarge, at: excess, zh: text.zhHant, en: text.en)
            return ChartDraft()
        }
        return ChartDraft(initial: initial(keyed["initial"]), states: states(keyed["states"]))
    }

    /// Where the first state stands that a chart has too many.
    private static func excess(_ node: SourceNode?) -> SourcePosition? {
        var count = 0
        var open = [node].compactMap(\.self)
        while let next = open.popLast() {
            guard case .map(let pairs) = next.content else { continue }
            count += pairs.count
            if count > YAMLGate.mostEntries {
                return pairs[pairs.count - 1 - (count - YAMLGate.mostEntries - 1)].key.position
            }
            for (_, state) in pairs {
                guard case .map(let parts) = state.content else { continue }
                open += parts.filter { $0.key.text == "states" }.map(\.value)
            }
        }
        return nil
    }

    func states(_ node: SourceNode?) -> [StateDraft] {
        named(node, .plain).map { state($0.key, $0.value) }
    }

    private func state(_ id: SourceText, _ node: SourceNode) -> StateDraft {
        var state = StateDraft(id: id)
        // `idle:` alone is an ordinary state in a bare chart.
        guard !(isBare && node.isEmpty), let keyed = map(node, isBare ? .bareState : .state) else {
            return state
        }
        state.kind = stateKind(keyed)
        state.title = localized(keyed["title"], of: id.text)
        if state.title == nil, keyed["title"] == nil, !isBare, !isHistory(state.kind) {
            missingText(at: id.position, of: id.text)
        }
        state.clauses = texts(keyed["clauses"])
        state.isClosed = boolean(keyed["closed"]) ?? false
        state.isTrack = boolean(keyed["track"]) ?? false
        state.initial = initial(keyed["initial"])
        state.data = data(keyed["data"])
        state.entry = blocks(keyed["entry"])
        state.exit = blocks(keyed["exit"])
        state.deadlines = deadlines(keyed["deadlines"])
        state.transitions = transitions(keyed)
        if let done = keyed["done"].flatMap({ map($0, .done) }) { state.done = payload(done["with"]) }
        state.children = states(keyed["states"])
        return state
    }

    private func isHistory(_ kind: StateKind) -> Bool { kind == .shallowHistory || kind == .deepHistory }

    private func stateKind(_ keyed: KeyedNodes) -> StateKind {
        let depth = text(keyed["history"])
        let isDeep = depth?.text == "deep"
        if let depth, !["shallow", "deep"].contains(depth.text) {
            badValue(depth, known: ["shallow", "deep"])
        }
        guard let type = text(keyed["type"]) else { return .state }
        switch type.text {
        case "parallel": return .parallel
        case "final": return .final
        case "history": return isDeep ? .deepHistory : .shallowHistory
        default:
            badValue(type, known: ["parallel", "final", "history"])
            return .state
        }
    }

    func badValue(_ text: SourceText, known: [String]) {
        let list = known.joined(separator: ", ")
        report(
            .badValue,
            at: text.position,
            zh: "「\(text.text)」不可用於此；可用：\(list)。",
            en: "'\(text.text)' does not go here; known are \(list)."
        )
    }

    func initial(_ node: SourceNode?) -> InitialDraft? {
        guard let node else { return nil }
        guard case .map = node.content else {
            return InitialDraft(targets: texts(node), actions: [], position: node.position)
        }
        guard let keyed = map(node, .initial), keyed["to"] != nil else { return nil }
        return InitialDraft(
            targets: texts(keyed["to"]),
            actions: actions(keyed["do"]),
            position: node.position
        )
    }
}
