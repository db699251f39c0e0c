import CaseEngine
import Casework
import CaseworkSamples
import Values

/// A seeded load: what is asked of the engine, batch after batch.
struct Script {
    /// What is done in one turn of the writer.
    enum Turn {
        case requests([Request])
        case due
        case token(account: String, String)
        /// The server is stopped in good order and started again.
        case restart
    }

    private var dice: Dice
    private var numbers: [String] = []
    private var closed: [String] = []
    private var used: [Request] = []
    private var keys = 0
    /// Turns still to come, the next one last.
    private var rest: Int
    private let restartsAt: Int

    init(seed: UInt64, turns: Int) {
        dice = Dice(seed: seed)
        rest = turns
        restartsAt = turns / 2
    }

    /// The first turn: people, units and sites.
    static var register: Turn {
        let directory = World.directory
        let changes =
            directory.units.values.sorted { $0.id < $1.id }.map { RegisterChange.unit($0) }
            + directory.accounts.values.sorted { $0.id < $1.id }.map { .account($0) }
            + directory.sites.values.sorted { $0.id < $1.id }.map { .site($0) }
        return .requests(changes.map { Request(account: Gate.system, command: .register($0)) })
    }

    /// The next turn and how many seconds pass before it; nil at the end.
    mutating func next() -> (Turn, seconds: Int64)? {
        guard rest > 0 else { return nil }
        rest -= 1
        let seconds = Int64(dice.chance(15) ? 86_400 : 60)
        if rest == restartsAt { return (.restart, seconds) }
        switch Int.random(in: 0..<20, using: &dice) {
        case 0: return (.due, seconds)
        case 1: return (.token(account: "chen", "token \(rest)"), seconds)
        case 2, 4: return (retry, seconds)
        case 3 where !closed.isEmpty, 5 where !closed.isEmpty: return (erasure, seconds)
        case _:
            let count = dice.chance(60) ? 1 : Int.random(in: 2...6, using: &dice)
            return (.requests((0..<count).map { _ in request() }), seconds)
        }
    }

    /// Learns what a turn has opened and closed.
    mutating func note(_ receipts: [Receipt]) {
        for receipt in receipts where !receipt.isDryRun && !receipt.isRepeated {
            if receipt.revision == 1 { numbers.append(receipt.number) }
            if receipt.entered.contains("closed") { closed.append(receipt.number) }
        }
    }

    private var retry: Turn {
        mutating get { used.randomElement(using: &dice).map { .requests([$0]) } ?? .due }
    }

    private var erasure: Turn {
        mutating get {
            let number = closed.remove(at: Int.random(in: 0..<closed.count, using: &dice))
            let command = Command.erase(number: number, reason: "保存期限屆滿", includingPassed: false)
            return .requests([Request(account: Gate.system, key: key(), command: command)])
        }
    }

    private mutating func key() -> String {
        keys += 1
        return "k\(keys)"
    }

    /// Any action on any case: some are refused, which leaves its trace too.
    private mutating func request() -> Request {
        let number = numbers.randomElement(using: &dice)
        let isDryRun = dice.chance(10)
        let request: Request
        switch (Int.random(in: 0..<10, using: &dice), number) {
        case (0...2, _), (_, nil):
            let open = Command.open(workflow: "sample", unit: "north", data: World.report)
            request = Request(account: "lin", key: key(), isDryRun: isDryRun, command: open)
        case (3, _?):
            let account = World.directory.accounts["lin"]
            let change = account.map { RegisterChange.account($0) }
            guard let change else { preconditionFailure("Invalid state: nobody is there") }
            request = Request(account: Gate.system, key: key(), command: .register(change))
        case (4, let number?): request = act("assign", number, [("companion", "lin")], isDryRun)
        case (5, let number?): request = act("describe", number, [("narrative", "補充說明")], isDryRun)
        case (6...7, let number?): request = act("assign", number, [("companion", "chen")], isDryRun)
        case (_, let number?): request = act("close", number, [("result", "已結")], isDryRun)
        }
        if !isDryRun { used.append(request) }
        return request
    }

    private mutating func act(
        _ action: String,
        _ number: String,
        _ data: [(String, Value)],
        _ isDryRun: Bool
    ) -> Request {
        let command = Command.act(number: number, action: action, data: ValueMap(data), revision: nil)
        return Request(account: "chen", key: key(), isDryRun: isDryRun, command: command)
    }
}
