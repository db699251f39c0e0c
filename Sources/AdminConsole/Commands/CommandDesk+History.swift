import CaseAPI

// What happened to a case.
extension CommandDesk {
    func showHistory(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let limit = try count(input.options["n"] ?? input.options["limit"], otherwise: 1_000)
        let file = try? client.caseFile(number)
        if let file { remember(file) }
        let all = try history(number, revision: file?.revision, input, file?.labels ?? [:])
        let entries = Array(all.suffix(limit))
        let labels = input.flags.contains("raw") ? nil : file?.labels
        var result = historyList(entries, labels: labels)
        result.isTruncated = all.count > entries.count
        show(result)
        tell("(\(entries.count) 筆,最新在後)", "(\(entries.count) entries, newest last)")
    }

    /// The entries that a command line asks for; of a long history only as much is fetched as it needs.
    private func history(
        _ number: String,
        revision: Int64?,
        _ input: CommandInput,
        _ labels: [String: WireText]
    ) throws(ConsoleError) -> [WireEntry] {
        let isWhole = input.options["since"] != nil || input.options["field"] != nil
        let limit =
            isWhole ? 50_000 : try count(input.options["n"] ?? input.options["limit"], otherwise: 1_000)
        var entries = try history(number, limit: limit, revision: revision)
        if let text = input.options["since"] {
            let reader = FieldReader(fields: [], today: now())
            let day = try reader.day(text)
            entries = entries.filter { WireTime($0.at).map { $0.localDay >= day } ?? true }
        }
        if let field = input.options["field"] {
            let names = Set(labels.filter { $0.key == field || text($0.value) == field }.map(\.key))
            guard !names.isEmpty else {
                throw ConsoleError(.unknown, "案件無欄位「\(field)」", "the case has no field \"\(field)\"")
            }
            entries = entries.filter { !names.isDisjoint(with: $0.changed) }
        }
        return entries
    }

    /// The last entries of a case, oldest first.
    ///
    /// A history's cursor is the revision after which it begins.
    func history(_ number: String, limit: Int, revision: Int64? = nil) throws(ConsoleError) -> [WireEntry] {
        var entries: [WireEntry] = []
        var cursor = revision.flatMap { $0 > Int64(limit) ? String($0 - Int64(limit)) : nil }
        repeat {
            let page = try client.history(number, cursor: cursor)
            entries += page.items
            cursor = page.next
        } while cursor != nil && entries.count < 50_000
        return Array(entries.sorted { $0.revision ?? 0 < $1.revision ?? 0 }.suffix(limit))
    }

    /// Entries in a table; with labels, internal data are left out of what changed.
    func historyList(_ entries: [WireEntry], labels: [String: WireText]? = nil) -> Presentation {
        let table = historyTable(entries, labels: labels)
        return Presentation("case.log/1", .list(entries.map { WireValue(encoding: $0) }), [.table(table)])
    }

    func historyTable(_ entries: [WireEntry], labels: [String: WireText]?) -> Table {
        var table = Table([
            Table.Column(key: "revision", title: label("序號", "entry"), alignsRight: true),
            Table.Column(key: "at", title: label("時間", "time")),
            Table.Column(key: "actor", title: label("辦理人", "actor")),
            Table.Column(key: "event", title: label("事項", "event")),
            Table.Column(key: "states", title: label("狀態變動", "states")),
            Table.Column(key: "changed", title: label("變更欄位", "changed"), canGo: true),
            Table.Column(key: "clauses", title: label("條款", "clauses"), canGo: true),
        ])
        table.rows = entries.map { entry in
            [
                entry.revision.map(String.init) ?? "", times(of: entry), actor(of: entry),
                text(entry.title) + mark(of: entry), movement(left: entry.left, entered: entry.entered),
                changed(entry, labels),
                entry.clauses.joined(separator: "、"),
            ]
        }
        return table
    }

    /// The fields that an entry changed; with labels, internal data have no place among them.
    private func changed(_ entry: WireEntry, _ labels: [String: WireText]?) -> String {
        guard let labels, !labels.isEmpty else { return entry.changed.joined(separator: "、") }
        let titles = entry.changed.compactMap { labels[$0].map(text) }
        guard titles.count > 6 else { return titles.joined(separator: "、") }
        return titles.prefix(5).joined(separator: "、")
            + label("等 \(titles.count) 欄", " and more (\(titles.count))")
    }

    /// When it happened; of what was entered from paper the claimed time, with the one of entering.
    private func times(of entry: WireEntry) -> String {
        guard let claimed = entry.claimed else { return time(entry.at) }
        return time(claimed) + label(" 補登 ", " entered ") + time(entry.at)
    }

    /// Why an entry was made, where it says so, and what a correction has made of it; it stays as it was written.
    private func mark(of entry: WireEntry) -> String {
        let reason = entry.reason.map { " " + $0 } ?? ""
        guard let correction = entry.correctedBy else { return reason }
        return reason + label(" [已更正 → v\(correction)]", " [corrected → v\(correction)]")
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
