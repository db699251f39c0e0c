import CaseAPI

// What happened to a case.
extension CommandDesk {
    func showHistory(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let limit = try count(input.options["n"] ?? input.options["limit"], otherwise: 1_000)
        let entries = try history(number, limit: limit)
        let file = try? client.caseFile(number)
        show(historyList(entries, labels: file?.labels ?? [:]))
        tell("(\(entries.count) 筆,最新在後)", "(\(entries.count) entries, newest last)")
    }

    /// The last entries of a case, oldest first.
    func history(_ number: String, limit: Int) throws(ConsoleError) -> [WireEntry] {
        var entries: [WireEntry] = []
        var cursor: String?
        repeat {
            let page = try client.history(number, cursor: cursor)
            entries += page.items
            cursor = page.next
        } while cursor != nil && entries.count < 50_000
        return Array(entries.sorted { $0.revision ?? 0 < $1.revision ?? 0 }.suffix(limit))
    }

    func historyList(_ entries: [WireEntry], labels: [String: WireText] = [:]) -> Presentation {
        var table = Table([
            Table.Column(key: "revision", title: label("序號", "entry"), alignsRight: true),
            Table.Column(key: "at", title: label("時間", "time")),
            Table.Column(key: "actor", title: label("辦理人", "actor")),
            Table.Column(key: "event", title: label("事項", "event")),
            Table.Column(key: "states", title: label("狀態變動", "states")),
            Table.Column(key: "changed", title: label("變更欄位", "changed")),
            Table.Column(key: "clauses", title: label("條款", "clauses")),
        ])
        table.rows = entries.map { entry in
            [
                entry.revision.map(String.init) ?? "", times(of: entry), actor(of: entry),
                text(entry.title), movement(left: entry.left, entered: entry.entered),
                entry.changed.map { labels[$0].map(text) ?? $0 }.joined(separator: "、"),
                entry.clauses.joined(separator: "、"),
            ]
        }
        return Presentation("case.log/1", .list(entries.map { WireValue(encoding: $0) }), [.table(table)])
    }

    /// When it happened; of what was entered from paper the claimed time, with the one of entering.
    private func times(of entry: WireEntry) -> String {
        guard let claimed = entry.claimed else { return time(entry.at) }
        return time(claimed) + label(" 補登 ", " entered ") + time(entry.at)
    }

    private func actor(of entry: WireEntry) -> String {
        entry.actorName ?? entry.actor ?? label("(系統)", "(system)")
    }

    /// `left → entered`, or what there is of it.
    func movement(left: [WireState], entered: [WireState]) -> String {
        if left.isEmpty, entered.isEmpty { return "" }
        return "\(states(left)) → \(states(entered))"
    }
}
