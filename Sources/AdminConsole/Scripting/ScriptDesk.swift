import CaseAPI
import LuaScripting

/// Answers the requests of the Lua prelude with the same calls and the same output as the commands.
final class ScriptDesk: LuaHost {
    let desk: CommandDesk
    private let write: (String) -> Void
    /// What was fetched, for showing it again in full: scripts keep only bare values.
    private var files: [String: WireCase] = [:]
    private var trials: [String: Trial] = [:]
    /// What scripts play on in the server's memory, by their order.
    var simulations: [SimulationRun] = []

    /// A trial with its values, whose types must not suffer from the way through a script.
    private struct Trial {
        var data: [String: WireValue]
        var step: WireStep?
    }

    init(desk: CommandDesk, write: @escaping (String) -> Void) {
        self.desk = desk
        self.write = write
    }

    /// Prints what a script wrote; it may hold text of a case, so it may not steer the terminal.
    func print(_ bytes: [UInt8]) { write(SafeText.block(String(decoding: bytes, as: UTF8.self))) }

    func answer(_ request: UInt32, _ argument: LuaValue) -> LuaAnswer {
        guard let request = LuaPrelude.Request(rawValue: request) else { return .value(["value": .null]) }
        if request == .exit { return .exit(Int32(truncatingIfNeeded: argument.int ?? 0)) }
        do {
            return .value(["value": try value(request, argument)])
        } catch {
            return .value(["error": ScriptDesk.table(of: error)])
        }
    }

    private func value(_ request: LuaPrelude.Request, _ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        switch request {
        case .caseFile: return try keep(desk.client.caseFile(number(argument)))
        case .cases: return try cases(argument)
        case .deadlines: return try items(desk.deadlines(dueFilter(argument)))
        case .workflows: return try items(desk.client.workflows().items)
        case .account: return LuaValue(WireValue(encoding: try desk.client.account()))
        case .history: return try items(desk.history(number(argument), limit: 50_000))
        case .actions: return try items(desk.client.actions(number(argument)).items)
        case .why: return try reasons(argument)
        case .form: return try items(form(argument).fields)
        case .trial: return try trial(argument)
        case .apply: return try apply(argument)
        case .open: return try open(argument)
        case .verify: return LuaValue(WireValue(encoding: try desk.verification(of: argument.string)))
        case .show: try show(argument)
        case .now: return .int(desk.now().seconds)
        case .exit: break
        case .print: write(SafeText.block(argument.string ?? ""))
        case .confirm: return .bool(desk.ask.map { desk.isYes($0(argument.string ?? "")) } ?? false)
        case .rocTime: return .string(desk.time(argument.string))
        case .simulate: return try simulation(of: number(argument))
        case .simulatedMove: return try simulatedMove(argument)
        case .spelling:
            let names = (argument["names"].list ?? []).compactMap(\.string)
            return .list(
                Spelling.nearest(to: argument["word"].string ?? "", among: names).map { .string($0) }
            )
        }
        return .null
    }

    private func number(_ value: LuaValue) throws(ConsoleError) -> String {
        guard let number = value.string ?? value["number"].string else {
            throw .usage("案號須為字串,例:case \"危-社工科-115-0042\"", "a case number is a string")
        }
        return number
    }

    private func items(_ items: some Sequence<some Encodable>) -> LuaValue {
        .list(items.map { LuaValue(WireValue(encoding: $0)) })
    }

    private func keep(_ file: WireCase) -> LuaValue {
        if files.count > 500 { files = [:] }
        files[file.number] = file
        return LuaValue(WireValue(encoding: file))
    }

    // MARK: Looking

    private func cases(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        var filter = CaseFilter()
        filter.state = argument["state"].string
        filter.unit = argument["unit"].string
        filter.workflow = argument["workflow"].string
        if case .bool(let closed) = argument["closed"] { filter.closed = closed }
        if case .table(let members) = argument {
            let known: Set = ["state", "unit", "workflow", "closed", "limit"]
            if let wrong = members.keys.sorted().first(where: { !known.contains($0) }) {
                throw .usage("cases 無此篩選「\(wrong)」", "cases has no filter \"\(wrong)\"")
            }
        }
        return items(try desk.cases(filter, limit: argument["limit"].int.map { Int($0) } ?? 5_000).0)
    }

    private func dueFilter(_ argument: LuaValue) throws(ConsoleError) -> String? {
        if argument["overdue"] == true { return "overdue" }
        guard let word = argument["due"].string else { return nil }
        return CommandDesk.dueWords.first { $0.word == word }?.filter ?? word
    }

    private func action(_ argument: LuaValue) throws(ConsoleError) -> String {
        guard let action = argument["action"].string else {
            throw .usage("請指定動作名稱,例:c:why \"close\"", "name the action, such as c:why \"close\"")
        }
        return action
    }

    private func reasons(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let reasons = try desk.client.reasons(number(argument), action(argument))
        desk.show(desk.reasonList(reasons, file: files[try number(argument)]))
        return items(reasons.requirements)
    }

    private func form(_ argument: LuaValue) throws(ConsoleError) -> WireForm {
        try desk.client.form(number(argument), action(argument))
    }

    // MARK: Acting

    private func trial(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let number = try number(argument)
        let action = try action(argument)
        let base = argument["revision"].int ?? 0
        let members = WireValue(argument["data"]).members
        let fields = try members.isEmpty ? [] : form(argument).fields
        let data = try FieldReader(fields: fields, today: desk.now()).values(of: members)
        var result: [String: LuaValue] = [
            "number": .string(number), "action": .string(action), "base": .int(base),
            "refusals": [],
        ]
        var trial = Trial(data: data)
        var content = "\(number)\n\(action)\n\(base)\n\(WireValue.object(data).json)\n"
        do {
            let answer = try desk.client.advance(number, action, data: data, revision: base, isDryRun: true)
            let step = files[number].map { answer.filled(from: $0, data) } ?? answer
            guard case .table(let members) = LuaValue(WireValue(encoding: step)) else { return .null }
            result.merge(members) { $1 }
            trial.step = step
            content += WireValue(encoding: step).json
            result["ok"] = true
        } catch {
            guard let refusal = error.refusal, error.code == .refused || error.code == .notAllowed else {
                throw error
            }
            result["ok"] = false
            result["zh"] = .string(error.text.zhHant)
            result["en"] = .string(error.text.en)
            result["refusals"] = items(refusal.requirements ?? [])
            result["fields"] = items(refusal.fields ?? [])
        }
        let sha = Fingerprint.text(of: content)
        if trials.count > 500 { trials = [:] }
        trials[sha] = trial
        result["sha"] = .string(sha)
        return .table(result)
    }

    private func apply(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let number = try number(argument)
        if !desk.applies {
            if let ask = desk.ask {
                let question = desk.label("套用到 \(number)?輸入「是」確認:", "apply to \(number)? type yes: ")
                guard desk.isYes(ask(question)) else {
                    throw ConsoleError(.notAllowed, "未確認,未辦理", "not confirmed")
                }
            } else if argument["sha"] == .null || argument["sha"] != argument["known"] {
                throw ConsoleError(
                    .notAllowed,
                    "非互動執行時須以 d:apply(d.sha) 或 --apply 確認所見之變動",
                    "without a terminal, confirm what was seen: d:apply(d.sha), or --apply"
                )
            }
        }
        guard let trial = argument["known"].string.flatMap({ trials[$0] }) else {
            throw ConsoleError(.conflict, "試行已過時,請重新試行", "the dry run is too old, repeat it")
        }
        let step = try desk.client.advance(
            number,
            action(argument),
            data: trial.data,
            revision: argument["revision"].int ?? 0,
            isDryRun: false
        )
        desk.show(desk.stepCard(files[number].map { step.filled(from: $0, trial.data) } ?? step))
        return .null
    }

    private func open(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard let workflow = argument["workflow"].string, let unit = argument["unit"].string else {
            throw .usage("用法:open{workflow=, unit=, data={}}", "usage: open{workflow=, unit=, data={}}")
        }
        if !desk.applies, argument["apply"] != true {
            let question = desk.label(
                "於 \(unit) 開立 \(workflow)?輸入「是」確認:",
                "open \(workflow) in \(unit)? type yes: "
            )
            guard desk.isYes(desk.ask?(question)) else {
                throw ConsoleError(
                    .notAllowed,
                    "未確認,未開案;非互動執行時加 --apply 或 apply = true",
                    "not confirmed, not opened; without a terminal use --apply or apply = true"
                )
            }
        }
        let data = WireValue(argument["data"]).members.mapValues { value in
            if case .string(let text) = value, WireTime(text) != nil { return WireValue.timestamp(text) }
            return value
        }
        return keep(
            try desk.client.open(WireOpenRequest(workflow: workflow, unit: unit, data: data), key: nil)
        )
    }

    // MARK: Showing

    private func show(_ argument: LuaValue) throws(ConsoleError) {
        let value = argument["value"]
        guard (value.list ?? []).count <= 50_000 else {
            throw ConsoleError(.limit, "輸出超過 50000 筆", "more than 50000 rows")
        }
        let kind = argument["kind"].string ?? ""
        if kind == "case", let number = value["number"].string, let file = files[number] {
            return desk.show(desk.caseCard(file))
        }
        if kind == "trial" { return showTrial(value) }
        if kind == "rows", let list = known(argument["options"]["of"].string, value) {
            return desk.show(list)
        }
        let format = desk.renderer.format
        defer { desk.renderer.format = format }
        if let chosen = OutputFormat(rawValue: kind) { desk.renderer.format = chosen }
        if kind == "json" { return write(WireValue(value).json + "\n") }
        let columns = (argument["options"]["cols"].list ?? []).compactMap(\.string)
        desk.show(GenericTable(desk: desk).presentation(of: WireValue(value), columns: columns))
    }

    /// A list of a kind that a command shows, too.
    private func known(_ kind: String?, _ value: LuaValue) -> Presentation? {
        let rows = WireValue(value)
        switch kind {
        case "案件": return rows.decoded([WireCaseSummary].self).map { desk.caseList($0, isTruncated: false) }
        case "時限": return rows.decoded([WireDeadline].self).map { desk.deadlineList($0) }
        case "歷程": return rows.decoded([WireEntry].self).map { desk.historyList($0) }
        case "動作": return rows.decoded([WireAction].self).map(desk.actionList)
        case "表單": return rows.decoded([WireFormField].self).map { desk.formTable(WireForm(fields: $0)) }
        default: return nil
        }
    }

    private func showTrial(_ value: LuaValue) {
        if let step = value["sha"].string.flatMap({ trials[$0] })?.step {
            return desk.show(desk.stepCard(step))
        }
        desk.tell(value["zh"].string ?? "", value["en"].string ?? "")
        for requirement in value["refusals"].list ?? [] where requirement["outcome"] != "met" {
            let clause = requirement["clause"].string.map { " (\($0))" } ?? ""
            let text = requirement["text"]
            desk.tell(
                "  - " + (text["zh-Hant"].string ?? "") + clause,
                "  - " + (text["en"].string ?? "") + clause
            )
        }
    }

    private static func table(of error: ConsoleError) -> LuaValue {
        let clauses = (error.refusal?.requirements ?? []).compactMap(\.clause).map { LuaValue.string($0) }
        return [
            "code": .string(error.refusal?.kind.rawValue ?? "\(error.code)"),
            "zh": .string(error.text.zhHant),
            "en": .string(error.text.en), "exit": .int(Int64(error.code.rawValue)), "clauses": .list(clauses),
        ]
    }
}
