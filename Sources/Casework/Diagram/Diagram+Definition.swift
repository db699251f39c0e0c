public import Expressions
public import Statechart
public import Values

extension Diagram {
    /// The drawing of a workflow's chart, with the titles that people know.
    public init(_ workflow: Workflow, in language: Language) {
        let reading = DiagramReading(
            language: language,
            expressions: workflow.expressions,
            workflow: workflow
        )
        self.init(
            title: "\(workflow.title[language]) (\(workflow.name))",
            chart: workflow.chart,
            reading: reading
        )
    }

    /// The drawing of a bare chart, whose states are known by their ids alone.
    public init(
        _ chart: Chart,
        named name: String,
        expressions: [CheckedExpression],
        in language: Language
    ) {
        let reading = DiagramReading(language: language, expressions: expressions, workflow: nil)
        self.init(title: name, chart: chart, reading: reading)
    }

    private init(title: String, chart: Chart, reading: DiagramReading) {
        self.title = title
        language = reading.language
        states = chart.definition.states.map(reading.state)
        initial =
            chart.definition.initial?.targets
            ?? chart.definition.states.first { $0.kind != .shallowHistory && $0.kind != .deepHistory }
            .map { [$0.id] } ?? []
    }
}

/// Reads states and transitions of a definition for a drawing.
private struct DiagramReading {
    let language: Language
    let expressions: [CheckedExpression]
    let workflow: Workflow?

    func state(_ state: StateDefinition) -> Diagram.State {
        Diagram.State(
            id: state.id,
            title: workflow?.states[state.id]?.title[language] ?? state.id,
            shape: shape(state),
            initial: initial(state),
            deadlines: workflow?.deadlines.filter { $0.state == state.id }.map(deadline) ?? [],
            arrows: state.transitions.map(arrow),
            children: state.children.map(self.state)
        )
    }

    private func shape(_ state: StateDefinition) -> Diagram.Shape {
        switch state.kind {
        case .parallel: .parallel
        case .final: .final
        case .shallowHistory, .deepHistory: .history
        case .state: workflow?.states[state.id]?.isClosed == true ? .closed : .plain
        }
    }

    private func initial(_ state: StateDefinition) -> [String] {
        if let initial = state.initial { return initial.targets }
        guard state.kind == .state else { return [] }
        return state.children.first.map { [$0.id] } ?? []
    }

    private func arrow(_ transition: TransitionDefinition) -> Diagram.Arrow {
        let rule = workflow.flatMap { workflow in
            workflow.rules.indices.contains(transition.label) ? workflow.rules[transition.label] : nil
        }
        return Diagram.Arrow(
            title: rule?.title?[language] ?? title(of: transition.events),
            events: transition.events,
            condition: transition.condition.map { DiagramReading.oneLine(expressions[$0.index].source) },
            targets: transition.targets
        )
    }

    /// A condition as it may be folded in the file, on one line.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What a transition without a title is called: a missed deadline by the deadline, the rest by its events.
    private func title(of events: [String]) -> String {
        guard !events.isEmpty else { return DiagramWords.byItself[language] }
        let missed = "deadline.missed."
        return events.map { event in
            guard event.hasPrefix(missed),
                let deadline = workflow?.deadlines.first(where: { missed + $0.name == event })
            else { return event }
            return DiagramWords.missed[language] + deadline.title[language]
        }
        .joined(separator: language == .en ? ", " : "、")
    }

    private func deadline(_ rule: DeadlineRule) -> String {
        let within =
            switch rule.within {
            case .immediately: DiagramWords.immediately[language]
            case .period(let text): text
            case .computed(let reference): expressions[reference.index].source
            }
        return "\(rule.title[language]) (\(within))"
    }
}

/// The few words that a drawing adds of its own.
enum DiagramWords {
    static let byItself = LocalizedText(zhHant: "自動", en: "by itself")
    static let missed = LocalizedText(zhHant: "逾期：", en: "missed: ")
    static let immediately = LocalizedText(zhHant: "立即", en: "immediately")
    static let stays = LocalizedText(zhHant: "狀態不變", en: "state stays")
    static let legend = LocalizedText(
        zhHant: "▶ 起始　∥ 並行　◉ 結案　■ 終結　↶ 回到先前　→ 轉移　↺ 狀態不變　◷ 期限",
        en:
            "▶ first  ∥ side by side  ◉ closed  ■ ended  ↶ back to before  → leads to  ↺ state stays  ◷ deadline"
    )
    static let empty = LocalizedText(zhHant: "（沒有狀態）", en: "(no states)")
}
