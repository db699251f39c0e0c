import CaseAPI
import LuaScripting

// What if, for scripts: the same calls and output as `\\sim`.
extension ScriptDesk {
    func simulation(of number: String) throws(ConsoleError) -> LuaValue {
        let run = try SimulationRun(number, desk.client)
        simulations.append(run)
        return [
            "id": .int(Int64(simulations.count - 1)), "number": .string(number),
            "ended": .string(run.last.ended), "states": ScriptDesk.states(of: run),
        ]
    }

    func simulatedMove(_ argument: LuaValue) throws(ConsoleError) -> LuaValue {
        guard let id = argument["id"].int.map({ Int($0) }), simulations.indices.contains(id) else {
            throw .usage("無此推演", "there is no such simulation")
        }
        let move = try move(argument["move"], in: simulations[id].last)
        let outcome = try simulations[id].add(move, desk.client)
        if let refusal = outcome.refusal {
            let text = outcome.detail ?? WireText(zhHant: "無法辦理", en: "refused")
            desk.tell(text.zhHant, text.en)
            desk.tell(refusal)
        } else {
            desk.show(desk.outcomeCard(outcome, simulations[id].last))
        }
        let events = LuaValue(WireValue.list(outcome.events.map { WireValue(encoding: $0) }))
        return [
            "ok": .bool(outcome.refusal == nil), "events": outcome.refusal == nil ? events : .list([]),
            "ended": .string(simulations[id].last.ended), "states": ScriptDesk.states(of: simulations[id]),
        ]
    }

    private func move(_ value: LuaValue, in simulation: WireSimulation) throws(ConsoleError) -> WireValue {
        if let span = value["wait"].string { return ["wait": .string(span)] }
        if let instant = value["until"].string { return ["until": .string(try desk.instant(instant))] }
        guard let action = value["action"].string else {
            throw .usage("請指定動作,例:s:advance(\"close\")", "name the action, such as s:advance(\"close\")")
        }
        var members: [String: WireValue] = ["action": .string(action)]
        if let account = value["as"].string { members["as"] = .string(account) }
        let fields = simulation.after.actions.first { $0.name == action }?.asks ?? []
        let today = WireTime(simulation.ended) ?? desk.now()
        let data = try FieldReader(fields: fields, today: today).values(of: WireValue(value["data"]).members)
        if !data.isEmpty { members["data"] = .object(data) }
        return .object(members)
    }

    private static func states(of run: SimulationRun) -> LuaValue {
        .list(run.last.after.configuration.map { .string($0.id) })
    }
}
