import CaseAPI
import Values

/// What `\l` was asked for: what the server sifts, what is sifted here, and the order.
struct CaseSearch {
    /// The lists that are asked of the server; several where a state's title means several states.
    private(set) var filters: [CaseFilter] = []
    /// Only cases due on this day or before, counted from 1970.
    private var lastDay: Int64?
    private var order: Order?

    /// Whether closed cases were left out because nobody asked for them.
    private(set) var hidesClosed = false

    /// Whether rows can be shown as they come: nothing is sorted or sifted here.
    var canStream: Bool { order == nil && lastDay == nil }

    private enum Order: String, CaseIterable {
        case due, opened, number, unit, state

        static let words: [(String, Order)] = [
            ("期限", .due), ("開案", .opened), ("案號", .number), ("單位", .unit), ("狀態", .state),
        ]
    }

    init(_ input: CommandInput, _ desk: CommandDesk) throws(ConsoleError) {
        var filter = CaseFilter()
        var states: [String?] = [nil]
        for assignment in input.assignments {
            switch assignment.name {
            case "state", "狀態": states = try CaseSearch.states(assignment.value, desk)
            case "unit", "單位": filter.unit = CaseSearch.unit(assignment.value, desk)
            case "workflow", "流程": filter.workflow = try CaseSearch.workflow(assignment.value, desk)
            case "closed", "結案": filter.closed = try FieldReader.truth(assignment.value)
            case "party", "承辦": filter.isMine = try CaseSearch.isMe(assignment.value)
            case "due<", "期限<", "due", "期限": try limit(to: assignment.value, &filter, desk)
            default:
                throw .usage(
                    "無此篩選「\(assignment.name)」,可用:\(CaseSearch.names.prefix(6).joined(separator: "、"))",
                    "no such filter \"\(assignment.name)\", known: state, unit, workflow, closed, party, due"
                )
            }
        }
        var wantsAll = input.flags.contains("all")
        for word in input.words {
            if word == "全部" || word == "all" {
                wantsAll = true
            } else if let mark = word.firstIndex(of: "<"), ["期限", "due"].contains(word[..<mark]) {
                try limit(to: String(word[word.index(after: mark)...]), &filter, desk)
            } else {
                throw .usage(
                    "無此篩選「\(word)」,可用:全部、狀態=、期限<3日、承辦=我、單位=、流程=、結案=",
                    "no such filter \"\(word)\", known: --all, state=, due<3d, party=me, unit=, workflow=, closed="
                )
            }
        }
        // What is closed is out of the work lists unless somebody asks for it.
        if filter.closed == nil, !wantsAll { filter.closed = false }
        hidesClosed = filter.closed == false
        if let word = input.options["sort"] { order = try CaseSearch.order(word) }
        filters = states.map { state in
            var one = filter
            one.state = state
            return one
        }
    }

    /// The names that a filter takes, as completion offers them.
    static let names = [
        "狀態", "單位", "流程", "結案", "承辦", "期限", "state", "unit", "workflow", "closed", "party", "due",
    ]

    /// The cases that were asked for, in order.
    func sifted(_ items: [WireCaseSummary]) -> [WireCaseSummary] {
        var items = items
        if let lastDay {
            items = items.filter { item in
                (item.nextDeadline?.due ?? item.nextDeadline?.from).flatMap { WireTime($0) }
                    .map { $0.localDay <= lastDay } ?? false
            }
        }
        guard let order else { return items }
        func key(_ item: WireCaseSummary) -> String {
            switch order {
            // What has no due instant comes last.
            case .due: item.nextDeadline?.due ?? item.nextDeadline?.from ?? "~"
            case .opened: item.openedAt
            case .number: item.number
            case .unit: item.unitName?.zhHant ?? item.unit
            case .state: item.states.map(\.title.zhHant).joined()
            }
        }
        return items.sorted { (key($0), $0.number) < (key($1), $1.number) }
    }

    private mutating func limit(
        to text: String,
        _ filter: inout CaseFilter,
        _ desk: CommandDesk
    ) throws(ConsoleError) {
        if let known = CommandDesk.dueWords.first(where: { $0.word == text }) {
            filter.due = known.filter
            return
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let days = Int64(digits), days < 10_000,
            ["日", "天", "d", ""].contains(text.dropFirst(digits.count))
        else {
            throw .usage("期限須為 逾期、今日 或 N日:\(text)", "due is overdue, today or Nd: \(text)")
        }
        lastDay = desk.now().localDay + days
        if days <= 7 { filter.due = "7d" }
    }

    private static func order(_ word: String) throws(ConsoleError) -> Order {
        if let known = Order.words.first(where: { $0.0 == word })?.1 ?? Order(rawValue: word) { return known }
        throw .usage(
            "無法依「\(word)」排序,可用:期限、開案、案號、單位、狀態",
            "cannot sort by \"\(word)\", known: due, opened, number, unit, state"
        )
    }

    private static func isMe(_ word: String) throws(ConsoleError) -> Bool {
        guard word == "我" || word == "me" else {
            throw .usage("承辦 僅能為 我(可查自己在其中的案件)", "party can only be me")
        }
        return true
    }

    /// The ids of the states of a title; an id stands for itself.
    private static func states(_ word: String, _ desk: CommandDesk) throws(ConsoleError) -> [String?] {
        guard !word.allSatisfy(\.isASCII) else { return [word] }
        let all = try desk.allDefinitions().flatMap(\.states)
        let found = Set(all.filter { $0.title.zhHant == word }.map(\.id)).sorted()
        guard found.isEmpty else { return found }
        let titles = Set(all.map(\.title.zhHant))
        let near =
            titles.filter { $0.contains(word) }.sorted().prefix(5)
            + NearestName.all(to: word, among: titles)
        throw ConsoleError(
            .unknown,
            "無此狀態「\(word)」" + (near.isEmpty ? ";\\dw+ 流程 列出狀態" : ";是否為 \(near.joined(separator: "、"))?"),
            "no such state \"\(word)\"; \\dw+ WORKFLOW lists states"
        )
    }

    private static func unit(_ word: String, _ desk: CommandDesk) -> String {
        guard !word.allSatisfy(\.isASCII), let staff = try? desk.staff() else { return word }
        return staff.units.first { $0.name.zhHant == word }?.id ?? word
    }

    private static func workflow(_ word: String, _ desk: CommandDesk) throws(ConsoleError) -> String {
        guard !word.allSatisfy(\.isASCII) else { return word }
        return try desk.workflow(named: word).name
    }
}
