import CaseAPI
import LuaScripting

// Change sets for scripts: the same requests and the same output as the commands.
extension ScriptDesk {
    func begin(changeSet argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard let title = argument["text"].string else {
            throw .usage("用法:changeset \"說明\"", "usage: changeset \"what for\"")
        }
        var members: [String: WireValue] = ["text": .string(title)]
        if let receipt = argument["undo"].string { members["undo"] = .string(receipt) }
        let workflow = argument["workflow"].string
        if let workflow {
            members["workflow"] = .string(try desk.workflow(named: workflow).name)
            members["states"] = .object(WireValue(argument["states"]).members)
        }
        let view = try desk.client.begin(members, migrates: workflow != nil)
        desk.note(view)
        return LuaValue(view)
    }

    func add(operation argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let reader = FieldReader(fields: [], today: desk.now())
        var members: [String: WireValue] = [:]
        for (name, value) in WireValue(argument).members where name != "set" && value != .null {
            if name == "at" || name == "value", case .string(let text) = value {
                members[name] = try reader.value(text, of: desk.fields[WireValue(argument["field"]).text])
            } else if name == "data" {
                members[name] = .object(try reader.values(of: value.members))
            } else {
                members[name] = value
            }
        }
        let view = try desk.client.change(set(argument), "operations", members)
        desk.note(view)
        return LuaValue(view)
    }

    /// The change set with its consequences; shown unless a script only wants to have it.
    func look(atChangeSet argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let view = try desk.client.changeSet(set(argument), reveals: false)
        desk.note(view)
        if argument["quietly"] != true { desk.show(desk.differenceCard(view)) }
        return LuaValue(view)
    }

    /// Proposes, agrees, refuses or gives up; what has effects asks for the fingerprint of what was seen.
    func act(onChangeSet argument: LuaValue) throws(ConsoleError) -> LuaValue {
        let id = try set(argument)
        let act = argument["act"].string ?? ""
        var members = WireValue(argument).members
        for name in ["set", "act", "sha"] { members[name] = nil }
        if act == "propose" || act == "approve" {
            guard !desk.demands.isDryRun else {
                throw ConsoleError(.notAllowed, "試行模式(--dry-run),未辦理", "a dry run (--dry-run), not done")
            }
            let view = try desk.client.changeSet(id, reveals: false)
            let found = view.text(of: "fingerprint")
            let cases = view.members["cases"].map(\.count) ?? 0
            try agree(argument["sha"].string, found, cases)
            members["fingerprint"] = .string(found)
            if act == "propose" { members["count"] = .int(Int64(cases)) }
        }
        let view = try desk.client.change(id, act, members)
        desk.keep(view)
        return LuaValue(view)
    }

    /// Lets a person, the options of the batch, or the fingerprint of what was seen confirm.
    private func agree(_ seen: String?, _ found: String, _ cases: Int) throws(ConsoleError) {
        if let wanted = desk.demands.count, wanted != cases {
            throw ConsoleError(
                .conflict,
                "應影響 \(wanted) 件,實為 \(cases) 件,未辦理",
                "\(wanted) cases expected, \(cases) touched, not done"
            )
        }
        if let seen, seen != found {
            throw ConsoleError(.conflict, "後果已變更,請重新檢視 diff", "the consequences have changed, look again")
        }
        guard seen == nil, !desk.applies else { return }
        guard desk.isYes(desk.ask?(desk.label("以所見後果提出或核可?輸入「是」確認:", "go on? type yes: "))) else {
            throw ConsoleError(
                .notAllowed,
                "未確認,未辦理;非互動執行時須給 sha = s:diff().sha 或 --apply",
                "not confirmed; without a terminal give sha = s:diff().sha, or --apply"
            )
        }
    }

    private func set(_ argument: LuaValue) throws(ConsoleError) -> String {
        guard let id = argument["set"].string else {
            throw .usage("更動集編號須為字串", "a change set is named by a text")
        }
        return id
    }

    // MARK: The record, and days off

    func records(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        var filter: [String: String] = [:]
        for (name, value) in WireValue(argument).members where name != "limit" {
            guard ["case", "session", "account", "step"].contains(name) else {
                throw .usage("無此篩選「\(name)」,可用:case、session、account、step", "no such filter \"\(name)\"")
            }
            filter[name] = value.text
        }
        let limit = Int(argument["limit"].int ?? 1_000)
        var rows: [WireValue] = []
        var cursor: String?
        repeat {
            let page = try desk.client.audit(
                filter,
                cursor: cursor,
                limit: min(200, max(1, limit - rows.count))
            )
            rows += page.items.map { WireValue(encoding: $0) }
            cursor = page.next
        } while cursor != nil && rows.count < limit
        return LuaValue(.list(rows))
    }

    func dayOff(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard let text = argument["date"].string, let name = argument["name"].string else {
            throw .usage("用法:dayoff(\"115/12/01\", \"颱風停止上班\")", "usage: dayoff(\"2026-12-01\", \"typhoon\")")
        }
        let date = try desk.isoDay(text)
        let isApplied = (desk.applies || argument["apply"] == true) && !desk.demands.isDryRun
        let day = try desk.client.takeDayOff(date, name, isDryRun: !isApplied, key: desk.demands.key)
        desk.show(desk.card(day))
        return LuaValue(WireValue(encoding: day))
    }
}

extension WireValue {
    /// A text or number as it is written; empty for anything else.
    fileprivate var text: String {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .null, .bool, .double, .list, .object, .tagged: ""
        }
    }

    fileprivate func text(of name: String) -> String { members[name]?.text ?? "" }

    fileprivate var count: Int { if case .list(let elements) = self { elements.count } else { 0 } }
}
