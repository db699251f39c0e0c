import CaseAPI

// Days off that are in no published calendar.
extension CommandDesk {
    func takeDayOff(_ input: CommandInput) throws(ConsoleError) {
        let date = try isoDay(try word(0, of: input))
        let name = input.words.dropFirst().joined(separator: " ")
        guard !name.isEmpty else {
            throw .usage("請寫明原因,例:\\停班 115/12/01 颱風停止上班", "say why, such as \\dayoff 115/12/01 typhoon")
        }
        if !isAppliedAtOnce(input) {
            show(card(try client.takeDayOff(date, name, isDryRun: true, key: nil)))
            guard !isDryRun(input) else { return }
            guard let ask else {
                return tell("試行完成,未變更任何資料;加 --apply 才會登記", "a dry run, nothing was changed; --apply does it")
            }
            let question = label(
                "將 \(date) 登記為放假日?輸入「是」確認:",
                "register \(date) as a day off? type yes: "
            )
            guard isYes(ask(question)) else { return tell("未登記", "not registered") }
        }
        let key = input.options["idem"] ?? demands.key
        show(card(try client.takeDayOff(date, name, isDryRun: false, key: key)))
        tell("已登記放假日:\(date)", "registered: \(date) is a day off")
    }

    /// A day as the API writes it, from any way of writing it.
    func isoDay(_ text: String) throws(ConsoleError) -> String {
        let day = try FieldReader(fields: [], today: now()).day(text)
        // Noon in Taipei.
        return String(WireTime(seconds: day * 86_400 + 4 * 3_600).text(.iso).prefix(10))
    }

    func card(_ day: WireDayOff) -> Presentation {
        var table = Table([
            Table.Column(key: "number", title: label("案號", "case")),
            Table.Column(key: "title", title: label("時限", "deadline")),
            Table.Column(key: "before", title: label("原期限", "before")),
            Table.Column(key: "after", title: label("新期限", "after")),
        ])
        table.rows = day.moved.map { [$0.number, text($0.title), time($0.before), time($0.after)] }
        let mark = day.dryRun ? label("試行", "dry run") : label("已登記", "registered")
        let heading = "\(day.date) \(day.name)  [\(mark)]"
        let rows: Presentation.Block =
            day.moved.isEmpty ? .lines([label("沒有時限因此變動", "no deadline moves")]) : .table(table)
        return Presentation("calendar.dayoff/1", WireValue(encoding: day), [.heading(heading), rows])
    }
}
