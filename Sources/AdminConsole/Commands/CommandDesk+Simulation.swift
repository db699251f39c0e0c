import CaseAPI

/// A case played on by the server, move by move; nothing of it is kept there, so all moves go out each time.
struct SimulationRun {
    let number: String
    private(set) var moves: [WireValue] = []
    private(set) var last: WireSimulation

    init(_ number: String, _ client: CaseClient) throws(ConsoleError) {
        self.number = number
        last = try client.simulation(number, moves: [])
    }

    /// What one more move brings about; a refused one is not kept.
    mutating func add(_ move: WireValue, _ client: CaseClient) throws(ConsoleError) -> WireSimulatedOutcome {
        let result = try client.simulation(number, moves: moves + [move])
        guard let outcome = result.outcomes.last else {
            throw ConsoleError(.internalError, "伺服器的回答不完整", "the server's answer is incomplete")
        }
        guard outcome.refusal == nil else { return outcome }
        moves.append(move)
        last = result
        return outcome
    }

    /// Takes the last move back.
    mutating func back(_ client: CaseClient) throws(ConsoleError) {
        guard !moves.isEmpty else { return }
        moves.removeLast()
        last = try client.simulation(number, moves: moves)
    }
}

// What if: a copy of a case, with its own clock.
extension CommandDesk {
    func simulate(_ input: CommandInput) throws(ConsoleError) {
        var run = try SimulationRun(word(0, of: input), client)
        let lines = Array(input.words.dropFirst())
        guard lines.isEmpty else { return try play(lines, &run) }
        guard let ask else {
            throw .usage(
                "請給步驟,例:\\sim 案號 \"wait 3d\" \"close result=已處理\"",
                "give the moves, such as: \\sim NUMBER \"wait 3d\" \"close result=done\""
            )
        }
        tell(
            "假設推演:動作 欄=值、wait 3d、until 時間、back、show;空白行離開。不寫入任何資料。",
            "what if: ACTION field=value, wait 3d, until TIME, back, show; an empty line leaves. Nothing is kept."
        )
        while true {
            offer?(run.last.after.actions.filter(\.enabled).map(\.name) + ["wait", "until", "back", "show"])
            defer { offer?([]) }
            guard let line = ask(label("假設 ", "what if ") + time(run.last.ended) + "> "), !line.isEmpty else {
                return tell("已離開推演,案件未變更", "left; the case is as it was")
            }
            do {
                try play([line], &run)
            } catch {
                tell(error.text.zhHant, error.text.en)
                if let refusal = error.refusal { tell(refusal) }
            }
        }
    }

    private func play(_ lines: [String], _ run: inout SimulationRun) throws(ConsoleError) {
        remember(run.last.after)
        for line in lines {
            let words = try CommandInput.words(of: line)
            switch words.first {
            case "back", "上一步":
                try run.back(client)
                tell("已取消上一步", "took the last move back")
            case "show", "案卡": show(caseCard(run.last.after))
            case nil: break
            default:
                let move = try move(words, in: run.last)
                let outcome = try run.add(move, client)
                if let refusal = outcome.refusal {
                    let text = outcome.detail ?? WireText(zhHant: "無法辦理", en: "refused")
                    throw ConsoleError(.refused, text.zhHant, text.en, refusal: refusal)
                }
                show(outcomeCard(outcome, run.last))
                remember(run.last.after)
            }
        }
    }

    /// A move from its words: `wait 3d`, `until 115/12/01 09:00`, or an action with its fields.
    func move(_ words: [String], in simulation: WireSimulation) throws(ConsoleError) -> WireValue {
        let rest = words.dropFirst().joined(separator: " ")
        switch words[0] {
        case "wait", "經過": return ["wait": .string(rest)]
        case "until", "到": return ["until": .string(try instant(rest))]
        default: break
        }
        var assignments = try CommandInput(words: words).assignments
        var members: [String: WireValue] = ["action": .string(words[0])]
        if let position = assignments.firstIndex(where: { ["as", "以"].contains($0.name) }) {
            members["as"] = .string(assignments.remove(at: position).value)
        }
        let fields = simulation.after.actions.first { $0.name == words[0] }?.asks ?? []
        let data = try FieldReader(fields: fields, today: WireTime(simulation.ended) ?? now())
            .values(of: assignments)
        if !data.isEmpty { members["data"] = .object(data) }
        return .object(members)
    }

    func outcomeCard(_ outcome: WireSimulatedOutcome, _ simulation: WireSimulation) -> Presentation {
        var table = Table([
            Table.Column(key: "at", title: label("時間", "time")),
            Table.Column(key: "number", title: label("案號", "number")),
            Table.Column(key: "event", title: label("事項", "event")),
            Table.Column(key: "states", title: label("狀態變動", "states")),
            Table.Column(key: "deadlines", title: label("時限", "deadlines")),
            Table.Column(key: "notices", title: label("通知", "notices")),
        ])
        table.rows = outcome.events.map { event in
            [
                time(event.entry.at), event.number, text(event.entry.title),
                movement(left: event.entry.left, entered: event.entry.entered),
                event.deadlines.map { deadline in
                    text(deadline.title) + " " + stateName(deadline)
                        + (deadline.due.map { " " + time($0) } ?? "")
                }.joined(separator: "、"),
                event.notices.map { "\(text($0.text)) ×\($0.recipients)" }.joined(separator: "、"),
            ]
        }
        let states = states(simulation.after.configuration)
        var blocks: [Presentation.Block] = [
            .heading(label("[假設] ", "[what if] ") + "\(time(outcome.at))  \(states)")
        ]
        if outcome.events.isEmpty {
            blocks.append(.lines([label("  (無事發生)", "  (nothing happens)")]))
        } else {
            blocks.append(.table(table))
        }
        if simulation.cut { blocks.append(.lines([label("※ 事項過多,推演至此", "* too much happens, cut here")])) }
        return Presentation("case.simulation/1", WireValue(encoding: outcome), blocks)
    }
}
