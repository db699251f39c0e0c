import CaseAPI

// Change sets: what is to be put right, its consequences, and the two persons who agree to exactly these.
extension CommandDesk {
    func beginChange(_ input: CommandInput) throws(ConsoleError) {
        var members: [String: WireValue] = ["text": .string(input.words.joined(separator: " "))]
        for assignment in input.assignments { members[assignment.name] = .string(assignment.value) }
        if let receipt = input.options["undo"] {
            members["undo"] = .string(receipt)
            if input.words.isEmpty { members["text"] = .string(label("撤銷 ", "undoing ") + receipt) }
        }
        keep(try client.begin(members))
    }

    func migrate(_ input: CommandInput) throws(ConsoleError) {
        var states: [String: WireValue] = [:]
        for assignment in input.assignments { states[assignment.name] = .string(assignment.value) }
        var members: [String: WireValue] = [
            "text": .string(try word(0, of: input)), "states": .object(states),
        ]
        if let workflow = input.options["workflow"] {
            members["workflow"] = .string(try self.workflow(named: workflow).name)
        } else {
            _ = try word(1, of: input)
            members["cases"] = .list(input.words.dropFirst().map { .string($0) })
        }
        note(try client.begin(members, migrates: true))
        show(differenceCard(try client.changeSet(try currentChange(nil), reveals: false)))
    }

    /// What can be done to a case by a change set.
    static let correctionVerbs = ["setfield", "retime", "void", "append", "restate", "reassign", "recompute"]

    func addOperation(_ input: CommandInput) throws(ConsoleError) {
        let verb = try word(1, of: input)
        var members: [String: WireValue] = ["case": .string(try word(0, of: input)), "verb": .string(verb)]
        let reader = FieldReader(fields: [], today: now())
        var data: [String: WireValue] = [:]
        for assignment in input.assignments {
            let value = try reader.value(assignment.value, of: fields[assignment.name])
            switch (verb, assignment.name) {
            case ("setfield", _):
                members["field"] = .string(assignment.name)
                members["value"] = value
            case (_, "at"): members["at"] = value
            case ("append", _): data[assignment.name] = value
            default: members[assignment.name] = .string(assignment.value)
            }
        }
        switch verb {
        case "retime", "void":
            members["entry"] = .int(try entry(try word(2, of: input)))
        case "append":
            members["action"] = .string(try word(2, of: input))
            members["data"] = .object(data)
        case "restate": members["state"] = .string(try word(2, of: input))
        default: break
        }
        keep(try client.change(try currentChange(nil), "operations", members))
    }

    func dropOperation(_ input: CommandInput) throws(ConsoleError) {
        guard let number = Int64(try word(0, of: input)) else {
            throw .usage("請以項次指明更動", "name the operation by its number")
        }
        keep(try client.change(try currentChange(nil), "drop", ["operation": .int(number)]))
    }

    /// Takes up a change set again, so that what follows is about it.
    func pickChange(_ input: CommandInput) throws(ConsoleError) {
        let id = try word(0, of: input)
        let view = try client.changeSet(id, reveals: false)
        changeSet = id
        keep(view)
    }

    func showDifference(_ input: CommandInput) throws(ConsoleError) {
        let id = try currentChange(input.words.first)
        show(differenceCard(try client.changeSet(id, reveals: input.flags.contains("all"))))
    }

    func proposeChange(_ input: CommandInput) throws(ConsoleError) {
        let id = try currentChange(input.words.first)
        let view = try client.changeSet(id, reveals: false)
        let count = view.member("cases")?.elements.count ?? 0
        var members: [String: WireValue] = ["count": .int(Int64(count))]
        members["fingerprint"] = view.member("fingerprint")
        for assignment in input.assignments { members[assignment.name] = .string(assignment.value) }
        if let consent = input.options["urgent"] { members["consent"] = .string(consent) }
        if case .string(let text)? = members["count"], let typed = Int64(text) {
            members["count"] = .int(typed)
        }
        if !input.flags.contains("apply"), !applies {
            show(differenceCard(view))
            let question = label("請輸入案件數 (\(count)) 以確認:", "type the number of cases (\(count)): ")
            try confirm(question, answer: String(count))
        }
        keep(try client.change(id, "propose", members))
    }

    func approveChange(_ input: CommandInput) throws(ConsoleError) {
        let id = try currentChange(try word(0, of: input))
        let view = try client.changeSet(id, reveals: false)
        var members: [String: WireValue] = [:]
        members["fingerprint"] = view.member("fingerprint")
        for assignment in input.assignments { members[assignment.name] = .string(assignment.value) }
        if members["digits"] == nil {
            show(differenceCard(view))
            // Of several the first one shown.
            let question = label(
                "核可請輸入(首件)案號末四碼:",
                "to agree, type the last four characters of the (first) number: "
            )
            guard let ask else { throw CommandDesk.needsAnswer("digits=") }
            members["digits"] = .string(ask(question) ?? "")
        }
        keep(try client.change(id, "approve", members))
    }

    func rejectChange(_ input: CommandInput) throws(ConsoleError) {
        var members: [String: WireValue] = [:]
        for assignment in input.assignments { members[assignment.name] = .string(assignment.value) }
        keep(try client.change(try currentChange(try word(0, of: input)), "reject", members))
    }

    func withdrawChange(_ input: CommandInput) throws(ConsoleError) {
        keep(try client.change(try currentChange(input.words.first), "withdraw", [:]))
    }

    func showPending() throws(ConsoleError) {
        let page = try client.proposals()
        let items = page.member("items")?.elements ?? []
        guard !items.isEmpty else {
            let none = label("沒有您的草稿,也沒有待核可之更動集。", "no draft of yours, and nothing that waits for approval.")
            show(Presentation("change.list/1", .list([]), [.lines([none])]))
            return
        }
        var table = Table([
            Table.Column(key: "id", title: label("更動集", "change set")),
            Table.Column(key: "state", title: label("狀態", "state")),
            Table.Column(key: "text", title: label("說明", "what for")),
            Table.Column(key: "author", title: label("提出", "by")),
            Table.Column(key: "cases", title: label("案件", "cases")),
            Table.Column(key: "agreeBy", title: label("核可期限", "agree by")),
        ])
        table.rows = items.map { item in
            let overdue = item.member("overdue") == .bool(true) ? " " + label("逾期!", "overdue!") : ""
            return [
                item.text("id"), stateName(item.text("state")), item.text("text"), item.text("author"),
                (item.member("cases")?.elements ?? []).map { $0.text("number") }.joined(separator: "、"),
                item.member("agreeBy")?.plain.map { time($0) + overdue } ?? "",
            ]
        }
        show(Presentation("change.list/1", .list(items), [.table(table)]))
    }

    // MARK: Parts

    /// The revision of an entry, as the history numbers it (`4` or `v4`).
    private func entry(_ text: String) throws(ConsoleError) -> Int64 {
        guard let revision = Int64(text.first == "v" ? String(text.dropFirst()) : text) else {
            throw .usage("請以 \\log 之序號指明步驟", "name the entry by its number in \\log")
        }
        return revision
    }

    /// The change set that is meant: the one named, or the one at hand.
    func currentChange(_ named: String?) throws(ConsoleError) -> String {
        guard let id = named ?? changeSet else {
            throw .usage("尚無更動集;先以 \\begin 建立", "no change set at hand; begin one with \\begin")
        }
        changeSet = id
        return id
    }

    private func confirm(_ question: String, answer: String) throws(ConsoleError) {
        guard let ask else { throw CommandDesk.needsAnswer("--apply") }
        guard ask(question) == answer else {
            throw ConsoleError(.notAllowed, "未確認,未變更任何資料", "not confirmed, nothing was changed")
        }
    }

    private static func needsAnswer(_ option: String) -> ConsoleError {
        ConsoleError(.notAllowed, "非互動執行時須加 \(option)", "without a terminal this needs \(option)")
    }

    /// Remembers a change set as the one at hand, without showing it.
    func note(_ view: WireValue) {
        changeSet = view.member("id")?.plain ?? changeSet
        openChanges =
            view.text("state") == "draft" ? view.list("cases").flatMap { $0.list("operations") }.count : nil
    }

    func keep(_ view: WireValue) {
        note(view)
        show(
            Presentation(
                "change.set/1",
                view,
                [.heading(heading(view)), .lines(operations(view) + footer(view))]
            )
        )
    }

    private func heading(_ view: WireValue) -> String {
        let cases = view.member("cases")?.elements ?? []
        let receipt = view.member("receipt")?.plain.map { label("  收據 ", "  receipt ") + $0 } ?? ""
        return label("更動集 ", "change set ") + view.text("id") + "「\(view.text("text"))」 "
            + label("案件 \(cases.count) 件", "\(cases.count) case(s)") + "  [\(stateName(view.text("state")))]"
            + receipt
    }

    private func stateName(_ state: String) -> String {
        switch state {
        case "draft": label("草稿", "draft")
        case "proposed": label("待核可", "waits for a second person")
        case "applied": label("已執行", "applied")
        case "urgent": label("緊急已執行,待補核可", "applied urgently, still to be agreed to")
        case "rejected": label("已退回", "rejected")
        case "withdrawn": label("已撤回", "withdrawn")
        default: state
        }
    }

    private func operations(_ view: WireValue) -> [String] {
        (view.member("cases")?.elements ?? []).flatMap { place in
            (place.member("operations")?.elements ?? []).map { operation in
                let what = operation.member("what")
                let rest = what?.pairs.filter { $0.key != "verb" }.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\(value($0.value))" }.joined(separator: " ")
                return " \(operation.text("number"))  \(place.text("number")) v\(place.text("revision"))"
                    + "  \(what?.text("verb") ?? "")  \(rest ?? "")"
            }
        }
    }

    private func footer(_ view: WireValue) -> [String] {
        guard let short = view.member("short")?.plain else { return [] }
        return [label(" 指紋    ", " fingerprint  ") + short]
    }

    // MARK: Consequences

    /// All consequences, case by case.
    func differenceCard(_ view: WireValue) -> Presentation {
        var lines: [String] = []
        for place in view.member("cases")?.elements ?? [] {
            lines.append("\(place.text("number")) v\(place.text("revision"))")
            guard let difference = place.member("difference") else { continue }
            lines += self.lines(of: difference)
        }
        let second = view.member("needsSecond") == .bool(true)
        let traits = view.list("traits").compactMap(\.plain).map(traitName).joined(
            separator: label("、", ", ")
        )
        lines += footer(view)
        lines.append(
            label(" 需第二人核可: ", " second person needed: ")
                + (second ? label("是", "yes") : label("否", "no")) + (traits.isEmpty ? "" : " (\(traits))")
        )
        return Presentation("change.diff/1", view, [.heading(heading(view)), .lines(lines)])
    }

    private func lines(of difference: WireValue) -> [String] {
        var lines: [String] = []
        for datum in difference.list("data") {
            let name = datum.localized("label", isEnglish) ?? datum.text("field")
            let values =
                datum.member("masked") == .bool(true)
                ? label("(遮蔽) → (遮蔽)", "(masked) → (masked)")
                : "\(value(datum.member("old"))) → \(value(datum.member("new")))"
            lines.append(label(" 欄位    ", " field     ") + "\(name)  \(values)")
        }
        for mark in difference.list("timeline") {
            let entry = mark.member("entry").map { "v\(value($0)) " } ?? ""
            lines.append(
                label(" 時間軸  ", " timeline  ") + "\(entry)\(mark.text("event"))  "
                    + markName(mark.text("kind")) + "  \(time(mark.member("at")?.plain))"
            )
        }
        let left = difference.list("left").compactMap { $0.localized("title", isEnglish) }
        let entered = difference.list("entered").compactMap { $0.localized("title", isEnglish) }
        if !(left + entered).isEmpty {
            lines.append(
                label(" 狀態    ", " states    ") + left.joined(separator: "、") + " → "
                    + entered.joined(separator: "、")
            )
        }
        lines += difference.list("deadlines").map(clockLine)
        lines += counted(difference)
        lines += difference.list("documents").map(paperLine)
        for change in difference.list("clauses") {
            lines.append(
                label(" 條款    ", " clause    ") + "\(change.text("clause"))  "
                    + "\(outcomeName(change.text("before"))) → \(outcomeName(change.text("after")))"
            )
        }
        for reliance in difference.list("relied") {
            let fields = reliance.list("fields").compactMap(\.plain).joined(separator: "、")
            lines.append(
                label(" 曾依據  ", " relied    ")
                    + "v\(reliance.text("entry")) \(reliance.text("event"))  \(fields)"
            )
        }
        return lines
    }

    private func clockLine(_ clock: WireValue) -> String {
        let was = clock.member("wasLate") == .bool(true)
        let isLate = clock.member("isLate") == .bool(true)
        let mark =
            switch (was, isLate) {
            case (false, true): label("  ⚠ 變為逾期", "  ⚠ becomes overdue")
            case (true, false): label("  不再逾期", "  no longer overdue")
            case _: ""
            }
        let name = clock.localized("title", isEnglish) ?? clock.text("name")
        let sides = ["before", "after"].map { side in
            guard let deadline = clock.member(side), deadline != .null else { return "∅" }
            let due = deadline.member("due")?.plain.map { time($0) + " " }
            // Without a due instant it is its beginning that moves.
            let from = deadline.member("from")?.plain.map { label("自 ", "from ") + time($0) + " " }
            return (due ?? from ?? "") + standingName(deadline.text("status"))
        }
        return label(" 時限    ", " deadline  ") + "\(name)  \(sides.joined(separator: " → "))\(mark)"
    }

    /// What becomes of a document: 通報單 第2版 將標示「已更正,請重印」.
    private func paperLine(_ paper: WireValue) -> String {
        let fate =
            switch paper.text("fate") {
            case "stale": label("將標示「已更正,請重印」", "will be marked as corrected, to be printed again")
            case "void": label("將標示「已作廢」", "will be marked as void")
            case "sound": label("內容恢復正確,不再標示", "is right again, no longer marked")
            default: label("將產製", "will be produced")
            }
        let title = paper.localized("title", isEnglish) ?? paper.text("form")
        let copy = paper.localized("copy", isEnglish).map { "(\($0))" } ?? ""
        let version = label("第\(paper.text("version"))版", "version \(paper.text("version"))")
        return label(" 文件    ", " document  ") + "\(title) \(version)\(copy)  \(fate)"
    }

    /// Why a second person is asked for, or not.
    private func traitName(_ trait: String) -> String {
        switch trait {
        case "freeText": label("文字敘述", "free text")
        case "field": label("法定欄位", "a field")
        case "retime": label("改時間", "retimed")
        case "void": label("作廢", "void")
        case "append": label("補登", "added")
        case "restate": label("改狀態", "another state")
        case "reassign": label("移交", "handed over")
        case "recompute": label("重算時限", "reckoned anew")
        case "migrate": label("改版", "another version")
        case "movesDeadline": label("動到時限", "moves a deadline")
        case "closedCase": label("已結案", "closed case")
        case "manyCases": label("多案", "many cases")
        default: trait
        }
    }

    private func counted(_ difference: WireValue) -> [String] {
        let parts: [(String, String, String)] = [
            ("opened", "可辦 +", "possible +"), ("closed", "可辦 -", "possible -"),
            ("started", "開立案件", "cases started"),
            ("stray", "不應開立之案件(不自動處理)", "cases that should not be (left as they are)"),
            ("told", "通知", "told"), ("suppressed", "通知(不發出)", "notices left out"),
            ("unsent", "對他案訊息(不發出)", "messages left out"),
            ("overhasty", "已發出而不應發出之訊息", "messages that should not have gone"),
            ("lost", "新版本無處存放", "no place in the new version"), ("affected", "關係人異動", "parties changed"),
        ]
        return parts.compactMap { key, zhHant, en in
            let items = difference.list(key).compactMap(\.plain)
            return items.isEmpty ? nil : " \(label(zhHant, en))  \(items.joined(separator: "、"))"
        }
    }

    private func markName(_ kind: String) -> String {
        switch kind {
        case "amended": label("[已更正]", "[amended]")
        case "retimed": label("[改時間]", "[retimed]")
        case "voided": label("[作廢]", "[void]")
        default: label("[補登]", "[added]")
        }
    }

    private func outcomeName(_ outcome: String) -> String {
        switch outcome {
        case "met": label("符合", "met")
        case "notMet": label("不符合", "not met")
        case "undecided": label("未定", "undecided")
        default: outcome
        }
    }
}

extension WireValue {
    /// A member of an object; nil where there is none.
    fileprivate func member(_ name: String) -> WireValue? { pairs[name] }

    fileprivate var pairs: [String: WireValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    fileprivate var elements: [WireValue] { if case .list(let elements) = self { elements } else { [] } }

    fileprivate func list(_ name: String) -> [WireValue] { member(name)?.elements ?? [] }

    /// A text or number as it is written.
    fileprivate var plain: String? {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .null, .bool, .double, .list, .object, .tagged: nil
        }
    }

    fileprivate func text(_ name: String) -> String { member(name)?.plain ?? "" }

    fileprivate func localized(_ name: String, _ isEnglish: Bool) -> String? {
        member(name)?.member(isEnglish ? "en" : "zh-Hant")?.plain
    }
}
