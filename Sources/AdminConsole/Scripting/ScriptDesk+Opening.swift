import CaseAPI
import LuaScripting

// Opening cases from scripts, and taking them over from paper.
extension ScriptDesk {
    func open(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard let workflow = argument["workflow"].string, let unit = argument["unit"].string else {
            throw .usage("用法:open{workflow=, unit=, data={}}", "usage: open{workflow=, unit=, data={}}")
        }
        try confirm(
            argument,
            desk.label("於 \(unit) 開立 \(workflow)?輸入「是」確認:", "open \(workflow) in \(unit)? type yes: ")
        )
        let data = WireValue(argument["data"]).members.mapValues { value in
            if case .string(let text) = value, WireTime(text) != nil { return WireValue.timestamp(text) }
            return value
        }
        return keep(
            try desk.client.open(WireOpenRequest(workflow: workflow, unit: unit, data: data), key: nil)
        )
    }

    /// Takes a case over from paper, as `\takeover` does with a file.
    func takeOver(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard case .object(var members) = WireValue(argument), members["at"] != nil, members["paper"] != nil
        else {
            throw .usage(
                "takeover 須有 workflow、unit、at 與 paper",
                "takeover needs workflow, unit, at and paper"
            )
        }
        members["apply"] = nil
        members["data"] = ScriptDesk.stamped(members["data"])
        if case .list(let steps)? = members["steps"] {
            members["steps"] = .list(
                steps.map { step in
                    var step = step.members
                    step["data"] = ScriptDesk.stamped(step["data"])
                    return .object(step)
                }
            )
        }
        let trial = try desk.client.tryOpening(members)
        let states = desk.states(trial.entered)
        try confirm(
            argument,
            desk.label("補登此案(→ \(states))?輸入「是」確認:", "take this case over (→ \(states))? type yes: ")
        )
        return keep(try desk.client.open(members, key: desk.demands.key))
    }

    /// Texts that are instants, as instants.
    private static func stamped(_ data: WireValue?) -> WireValue? {
        guard let data else { return nil }
        return .object(
            data.members.mapValues { value in
                if case .string(let text) = value, WireTime(text) != nil { return .timestamp(text) }
                return value
            }
        )
    }

    /// Lets a person, or the options of the batch, agree; nothing was written yet.
    private func confirm(_ argument: LuaValue, _ question: String) throws(ConsoleError) {
        guard !desk.demands.isDryRun else {
            throw ConsoleError(
                .notAllowed,
                "試行模式(--dry-run),未寫入",
                "a dry run (--dry-run), nothing was written"
            )
        }
        guard !desk.applies, argument["apply"] != true else { return }
        guard desk.isYes(desk.ask?(question)) else {
            throw ConsoleError(
                .notAllowed,
                "未確認,未開案;非互動執行時加 --apply 或 apply = true",
                "not confirmed, not opened; without a terminal use --apply or apply = true"
            )
        }
    }
}
