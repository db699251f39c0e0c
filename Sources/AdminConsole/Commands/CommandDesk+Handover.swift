import CaseAPI
import Values

// Work that changes hands: of one case by its action, of everything somebody had by a change set.
extension CommandDesk {
    /// Begins a change set that hands over every open case in which somebody stands.
    func handOver(_ input: CommandInput) throws(ConsoleError) {
        let (from, to) = (try word(0, of: input), try word(1, of: input))
        let known = try staff().people.map(\.account)
        guard known.contains(to) else { throw CommandDesk.nobody(to, among: known) }
        let (numbers, unread) = try held(by: from)
        if unread > 0 {
            tell(
                "另有 \(unread) 件含遮蔽欄位,\(from) 是否在其中無從得知;請逐案 \\reveal 後以 \\add 案號 reassign 補列",
                "\(unread) more have masked fields, where \(from) may stand; \\reveal them, and \\add reassign"
            )
        }
        guard !numbers.isEmpty else {
            // The account of somebody who has left may be disabled, and is listed no more.
            guard known.contains(from) else { throw CommandDesk.nobody(from, among: known) }
            return tell("查無 \(from) 承辦之未結案件", "no open case in which \(from) can be seen")
        }
        let title = input.words.dropFirst(2).joined(separator: " ")
        let text = title.isEmpty ? label("移交 \(from) 之案件予 \(to)", "hand \(from)'s cases to \(to)") : title
        keep(try client.begin(["text": .string(text)]))
        let id = try currentChange(nil)
        var refused: [(String, ConsoleError)] = []
        for number in numbers {
            let members: [String: WireValue] = [
                "case": .string(number), "verb": "reassign", "from": .string(from), "to": .string(to),
            ]
            do throws(ConsoleError) {
                note(try client.change(id, "operations", members))
            } catch {
                guard error.code == .refused || error.code == .notAllowed else { throw error }
                refused.append((number, error))
            }
        }
        show(differenceCard(try client.changeSet(id, reveals: false)))
        for (number, error) in refused {
            tell("未列入 \(number):\(error.text.zhHant)", "left out \(number): \(error.text.en)")
        }
        tell(
            "列入 \(numbers.count - refused.count) 件;確認後 \\propose 提出",
            "\(numbers.count - refused.count) cases; go on with \\propose"
        )
    }

    private static func nobody(_ account: String, among known: [String]) -> ConsoleError {
        let near = NearestName.all(to: account, among: known).joined(separator: "、")
        return ConsoleError(
            .unknown,
            "查無此人員「\(account)」" + (near.isEmpty ? ";\\du 列出人員" : ";是否為 \(near)?"),
            "nobody is called \"\(account)\"; \\du lists the people"
        )
    }

    /// The open cases in whose data somebody stands, and how many others have data that are masked here.
    private func held(by account: String) throws(ConsoleError) -> (found: [String], unread: Int) {
        var filter = CaseFilter()
        filter.closed = false
        var found: [String] = []
        var unread = 0
        for item in try cases(filter, limit: CommandDesk.mostRows).0 {
            let file = try client.caseFile(item.number)
            if file.data.values.contains(where: { $0.names(account) }) {
                found.append(item.number)
            } else if !file.masked.isEmpty {
                unread += 1
            }
        }
        return (found, unread)
    }

    // MARK: One action in few words

    /// Gives a case to somebody by whichever of its actions does that.
    func assign(_ input: CommandInput) throws(ConsoleError) {
        let person = try word(1, of: input)
        try take(input, ["assign", "hand-over"], "person", person, "指派或移交", "assigns or hands over")
    }

    /// Adds a note to a case by whichever of its actions does that.
    func addNote(_ input: CommandInput) throws(ConsoleError) {
        _ = try word(1, of: input)
        let text = input.words.dropFirst().joined(separator: " ")
        try take(input, ["note"], "text", text, "登錄註記", "takes a note")
    }

    /// Takes the one possible action whose name says what is meant, with its one required field of a type.
    private func take(
        _ input: CommandInput,
        _ names: [String],
        _ type: String,
        _ value: String,
        _ zhHant: String,
        _ en: String
    ) throws(ConsoleError) {
        let number = try word(0, of: input)
        let possible = try client.actions(number).items.filter { $0.enabled || $0.permitted == true }
        // What is refused only until its form is filled in counts, too.
        // The one field of the type, or the one of them that is required.
        func field(of action: WireAction) -> WireFormField? {
            let typed = action.asks.filter { $0.type == type }
            let required = typed.filter(\.required)
            return typed.count == 1 ? typed[0] : required.count == 1 ? required[0] : nil
        }
        let fitting = possible.filter { action in
            names.contains { action.name.contains($0) } && field(of: action) != nil
        }
        guard fitting.count == 1, let field = field(of: fitting[0]) else {
            let known = (fitting.isEmpty ? possible : fitting).map(\.name).joined(separator: "、")
            throw ConsoleError(
                fitting.isEmpty ? .refused : .wrongUse,
                "此案目前" + (fitting.isEmpty ? "沒有" : "不只一個") + "可\(zhHant)的動作;請以 \\advance 辦理:\(known)",
                "\(fitting.isEmpty ? "no action" : "several actions") here \(en); use \\advance: \(known)"
            )
        }
        var whole = input
        whole.words = [number, fitting[0].name]
        whole.assignments.append(.init(name: field.name, value: value))
        try advance(whole)
    }
}

extension WireValue {
    /// Whether an account stands anywhere in the value.
    fileprivate func names(_ account: String) -> Bool {
        switch self {
        case .string(let text): text == account
        case .list(let elements): elements.contains { $0.names(account) }
        case .object(let members): members.values.contains { $0.names(account) }
        case .null, .bool, .int, .double, .tagged: false
        }
    }
}
