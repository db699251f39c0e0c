import CaseAPI
import LuaScripting
import Values

/// Answers the requests of the Lua prelude with the same calls and the same output as the commands.
final class ScriptDesk: LuaHost {
    let desk: CommandDesk
    /// What the last condition of `\if` came to.
    var condition: Bool?
    /// What was fetched, for showing it again in full: scripts keep only bare values.
    private var files: [String: WireCase] = [:]
    private var trials: [String: Trial] = [:]
    /// Why the server could not be reached; the rest of the input does not ask it again.
    private var offline: ConsoleError?
    /// What scripts play on in the server's memory, by their order.
    var simulations: [SimulationRun] = []

    /// A trial with its values, whose types must not suffer from the way through a script.
    private struct Trial {
        var data: [String: WireValue]
        var step: WireStep?
    }

    init(desk: CommandDesk) { self.desk = desk }

    /// A new input begins: the server is asked again.
    func begin() { offline = nil }

    /// Prints what a script wrote; it may hold text of a case, so it may not steer the terminal.
    func print(_ bytes: [UInt8]) { desk.emitText(SafeText.block(String(decoding: bytes, as: UTF8.self))) }

    func answer(_ request: UInt32, _ argument: LuaValue) -> LuaAnswer {
        guard let request = LuaPrelude.Request(rawValue: request) else { return .value(["value": .null]) }
        if request == .exit { return .exit(Int32(truncatingIfNeeded: argument.int ?? 0)) }
        do throws(ConsoleError) {
            if let offline, !request.isAnsweredHere { throw offline }
            return .value(["value": try value(request, argument)])
        } catch {
            if error.code == .unreachable { offline = error }
            return .value(["error": ScriptDesk.table(of: error)])
        }
    }

    private func value(_ request: LuaPrelude.Request, _ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        switch request {
        case .caseFile: return try keep(desk.client.caseFile(number(argument)))
        case .cases: return try cases(argument)
        case .deadlines:
            let isMine = argument["mine"] == true
            return try items(desk.deadlines(dueFilter(argument), isMine: isMine))
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
        case .print: desk.emitText(SafeText.block(argument.string ?? ""))
        case .confirm: return .bool(desk.ask.map { desk.isYes($0(argument.string ?? "")) } ?? false)
        case .rocTime: return .string(desk.time(argument.string))
        case .condition: condition = argument == true
        case .register: return try register(argument)
        case .definition:
            return LuaValue(WireValue(encoding: try desk.definition(of: argument.string ?? "")))
        case .takeOver: return try takeOver(argument)
        case .day: return try day(argument)
        case .workday: return try workday(argument)
        case .simulate: return try simulation(of: number(argument))
        case .simulatedMove: return try simulatedMove(argument)
        case .beginChange: return try begin(changeSet: argument)
        case .operation: return try add(operation: argument)
        case .changeSet: return try look(atChangeSet: argument)
        case .changeAct: return try act(onChangeSet: argument)
        case .proposals: return LuaValue(try desk.client.proposals().members["items"] ?? .list([]))
        case .records: return try records(argument)
        case .dayOff: return try dayOff(argument)
        case .spelling:
            let names = (argument["names"].list ?? []).compactMap(\.string)
            return .list(
                NearestName.all(to: argument["word"].string ?? "", among: names).map { .string($0) }
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

    func keep(_ file: WireCase) -> LuaValue {
        if files.count > 500 { files = [:] }
        files[file.number] = file
        return LuaValue(WireValue(encoding: file))
    }

    // MARK: Looking

    private func cases(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        var input = try CommandInput(words: ["l"])
        var limit = 5_000
        guard case .table(let members) = argument else {
            return items(try desk.cases(CaseFilter(), limit: limit).0)
        }
        input.flags.insert("all")
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch (name, value) {
            case ("limit", .int(let number)): limit = Int(number)
            case ("sort", .string(let order)): input.options["sort"] = order
            case (_, .bool(let truth)):
                input.assignments.append(.init(name: name, value: truth ? "true" : "false"))
            // due = {lt = "3d"} reads like due < 3d.
            case (_, .table(let bounds)):
                guard let text = bounds["lt"]?.string else {
                    throw .usage("「\(name)」須為文字或 {lt=\"3d\"}", "\"\(name)\" is a text or {lt=\"3d\"}")
                }
                input.assignments.append(.init(name: name, value: text))
            case (_, .string(let text)): input.assignments.append(.init(name: name, value: text))
            default: throw .usage("「\(name)」的值不可用", "\"\(name)\" has no usable value")
            }
        }
        let search = try CaseSearch(input, desk)
        var found: [WireCaseSummary] = []
        for filter in search.filters { found += try desk.cases(filter, limit: limit).0 }
        return items(search.sifted(found).prefix(limit))
    }

    private func register(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let staff = try desk.staff()
        let pattern = argument["pattern"].string ?? "*"
        switch argument["part"].string {
        case "people":
            return items(
                staff.people.filter { person in
                    Glob.fits(pattern, person.account) || Glob.fits(pattern, person.name)
                        || person.roles.contains { Glob.fits(pattern, $0.role) }
                }
            )
        case "units":
            return items(
                staff.units.filter { Glob.fits(pattern, $0.id) || Glob.fits(pattern, $0.name.zhHant) }
            )
        default:
            return items(
                staff.sites.filter { Glob.fits(pattern, $0.id) || Glob.fits(pattern, $0.name.zhHant) }
            )
        }
    }

    /// A day from any way of writing it, with days added.
    private func day(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard let text = argument["text"].string else {
            throw .usage("日期須為文字,例:\"115/11/21\"", "a date is a text, such as \"115/11/21\"")
        }
        let reader = FieldReader(fields: [], today: desk.now())
        let day = try reader.day(text) + (argument["add"].int ?? 0)
        guard (-1_000_000...1_000_000).contains(day) else {
            throw .usage("日期超出範圍", "the date is out of range")
        }
        // Noon in Taipei.
        let noon = WireTime(seconds: day * 86_400 + 4 * 3_600)
        func date(_ style: DateStyle) -> LuaValue { .string(String(noon.text(style).prefix { $0 != " " })) }
        return ["day": .int(day), "iso": date(.iso), "roc": date(.roc)]
    }

    /// The day some working days after another, which only the office calendar knows.
    private func workday(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let count = argument["add"].int ?? 0
        guard let first = try day(["text": argument["text"]])["iso"].string, (0...1_000).contains(count)
        else {
            throw .usage("工作日數須為 0 至 1000", "0 to 1000 working days")
        }
        return ["iso": .string(try desk.client.workday(first, count).date)]
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
        let data = try desk.reader(of: fields).values(of: members)
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
        guard !desk.demands.isDryRun else {
            throw ConsoleError(.notAllowed, "試行模式(--dry-run),未辦理", "a dry run (--dry-run), not done")
        }
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
        if kind == "json" { return desk.emit(SafeText.json(WireValue(value).json) + "\n") }
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
