import CaseAPI

// How deadlines come about, where a case stands, what it was.
extension CommandDesk {
    func showClock(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let file = try client.caseFile(number)
        remember(file)
        guard input.words.count > 1 else {
            show(
                Presentation(
                    "case.deadlines/1",
                    .list(file.deadlines.map { WireValue(encoding: $0) }),
                    [.table(deadlineTable(file.deadlines, namesCase: false, labels: file.labels))]
                )
            )
            let names = file.deadlines.map(\.name).joined(separator: "、")
            return tell("請指定時限:\(names)", "name a deadline: \(names)")
        }
        let wanted = input.words[1]
        let found = file.deadlines.last { [$0.name, $0.title.zhHant, $0.title.en].contains(wanted) }
        guard let found else {
            let names = file.deadlines.map(\.name).joined(separator: "、")
            throw ConsoleError(.unknown, "無此時限「\(wanted)」,可用:\(names)", "no such deadline, known: \(names)")
        }
        show(clockCard(try client.clock(number, found.name, from: start(of: input)), file))
    }

    /// The start that is supposed, if one is.
    private func start(of input: CommandInput) throws(ConsoleError) -> String? {
        for assignment in input.assignments {
            guard ["起算", "from"].contains(assignment.name) else {
                throw .usage("無此假設「\(assignment.name)」,可用:起算=時間", "known: from=TIME")
            }
            return try instant(assignment.value)
        }
        guard input.flags.contains("what-if") else { return nil }
        throw .usage("--what-if 之後須有 起算=時間", "--what-if takes from=TIME")
    }

    /// An instant from what a person wrote; a day alone is its beginning.
    func instant(_ text: String) throws(ConsoleError) -> String {
        try FieldReader.instant(text, today: now())
    }

    func clockCard(_ clock: WireClock, _ file: WireCase) -> Presentation {
        var head = [
            Presentation.Field(label: label("規則", "rule"), text: rule(of: clock)),
            Presentation.Field(
                label: label("起算", "start"),
                text: (clock.start.map { time($0) } ?? label("未定", "not yet")) + source(of: clock, file)
            ),
        ]
        if let due = clock.due {
            head.append(.init(label: label("期限", "due"), text: limit(due)))
        } else if clock.within == "immediately" {
            head.append(.init(label: label("期限", "due"), text: label("立即(無數字,不推定逾期)", "at once, no figure")))
        }
        if let clause = clock.deadline.clause {
            head.append(.init(label: label("條款", "clause"), text: clause))
        }
        var title = "\(file.number)  \(text(clock.deadline.title))"
        if clock.supposed { title += label("  [假設]", "  [what if]") }
        var blocks: [Presentation.Block] = [.heading(title), .fields(head)]
        if !clock.days.isEmpty { blocks.append(.table(dayTable(clock.days))) }
        var remarks = clock.remarks.map { "※ " + text($0) }
        if clock.shortMonth == true {
            remarks.append(
                label("※ 末月無相當日,以該月末日為期間末日(行政程序法§48 III)", "* the last month has no such day: its end counts")
            )
        }
        if !remarks.isEmpty { blocks.append(.lines(remarks)) }
        return Presentation("case.clock/1", WireValue(encoding: clock), blocks)
    }

    private func rule(of clock: WireClock) -> String {
        clock.period.map { text($0) + ($0.en == clock.within ? "" : " (\(clock.within))") } ?? clock.within
    }

    /// Where the start comes from.
    private func source(of clock: WireClock, _ file: WireCase) -> String {
        guard let expression = clock.startsFrom else { return label(" (進入狀態時)", " (entering the state)") }
        return " (" + (file.labels[expression].map(text) ?? expression) + ")"
    }

    /// The end of the last day, as people say it.
    private func limit(_ due: String) -> String {
        guard let instant = WireTime(due) else { return due }
        let before = WireTime(seconds: instant.seconds - 60).text(dateStyle)
        guard instant.text(.iso).hasSuffix("00:00") else { return time(due) }
        return String(before.dropLast(5)) + "24:00" + label(" 止", " at the latest")
    }

    private func dayTable(_ days: [WireClockDay]) -> Table {
        var table = Table([
            Table.Column(key: "date", title: label("日期", "day")),
            Table.Column(key: "number", title: label("第幾日", "no."), alignsRight: true),
            Table.Column(key: "part", title: label("計算", "count")),
            Table.Column(key: "reason", title: label("原因", "reason")),
        ])
        table.rows = days.map { day in
            let date = WireTime(day.date + "T00:00:00+08:00").map { String($0.text(dateStyle).dropLast(6)) }
            return [
                date ?? day.date, day.number.map(String.init) ?? "", part(day), day.reason.map(text) ?? "",
            ]
        }
        return table
    }

    private func part(_ day: WireClockDay) -> String {
        switch day.part {
        case "start": label("始日不計入", "start, not counted")
        case "counted": label("計入", "counts")
        case "omitted": label("不計入(非工作日)", "not counted, no working day")
        case "lastOff": label("末日,非工作日,順延", "last day, no working day: moves on")
        case "passedOver": label("順延經過", "passed over")
        default: label("末日", "last day")
        }
    }

    // MARK: Where it stands

    func showDiagram(_ input: CommandInput) throws(ConsoleError) {
        let diagram = try client.diagram(word(0, of: input))
        let lines = text(diagram.text).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
        show(Presentation("case.diagram/1", WireValue(encoding: diagram), [.lines(lines)]))
    }

    // MARK: What it was

    func showPast(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let moment = input.words.dropFirst().joined(separator: " ")
        guard !moment.isEmpty else {
            _ = try word(1, of: input)
            return
        }
        let revision = CommandDesk.revision(moment)
        let file = try client.caseFile(
            number,
            at: revision == nil ? instant(moment) : nil,
            revision: revision
        )
        show(caseCard(file))
        tell(
            "(當時 v\(file.revision);依今日權限顯示,不可辦理)",
            "(then v\(file.revision); by today's rights, nothing can be done)"
        )
    }

    private static func revision(_ text: String) -> Int64? {
        guard text.first == "v" || text.first == "V" else { return nil }
        return Int64(text.dropFirst())
    }

    func compare(_ input: CommandInput) throws(ConsoleError) {
        let number = try word(0, of: input)
        let revisions = [try word(1, of: input), try word(2, of: input)].map {
            CommandDesk.revision($0) ?? Int64($0)
        }
        guard let from = revisions[0], let to = revisions[1] else {
            throw .usage("版次寫作 v12", "a revision is written v12")
        }
        let differences = try client.differences(number, from: from, to: to)
        if let file = try? client.caseFile(number) { remember(file) }
        show(differenceCard(differences))
        let isSame =
            differences.fields.isEmpty && differences.left.isEmpty && differences.entered.isEmpty
            && differences.deadlines.isEmpty
        guard !isSame else { return tell("無差異", "no difference") }
        throw ConsoleError(.failed, "有差異", "they differ")
    }

    private func differenceCard(_ differences: WireDifferences) -> Presentation {
        var table = Table([
            Table.Column(key: "what", title: label("項目", "what")),
            Table.Column(key: "before", title: "v\(differences.from)"),
            Table.Column(key: "after", title: "v\(differences.to)"),
        ])
        if !differences.left.isEmpty || !differences.entered.isEmpty {
            table.rows.append([label("狀態", "states"), states(differences.left), states(differences.entered)])
        }
        for change in differences.fields {
            let field = fields[change.field]
            let shown = [change.before, change.after].map { value in
                change.masked ? "○○○" : value.map { self.value($0, of: field) } ?? "∅"
            }
            table.rows.append([text(change.label)] + shown)
        }
        for change in differences.deadlines {
            let shown = [change.before, change.after].map { deadline in
                deadline.map { stateName($0) + ($0.due == nil ? "" : " " + time($0.due)) } ?? "∅"
            }
            table.rows.append([label("時限 ", "deadline ") + text(change.title)] + shown)
        }
        return Presentation("case.differences/1", WireValue(encoding: differences), [.table(table)])
    }
}
