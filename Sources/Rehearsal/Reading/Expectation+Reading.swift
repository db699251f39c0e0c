import Casework
import Values

extension Expectation {
    private static let keys: Set<String> = [
        "case", "in", "not-in", "data", "deadlines", "seen-by", "notices", "number", "unit", "revision",
        "closed", "ended", "faults", "started", "refusals",
    ]

    init(_ node: RehearsalNode) throws(RehearsalProblem) {
        let reader = try NodeReader(node, keys: Expectation.keys)
        alias = try reader.text("case") ?? RehearsalScript.chartAlias
        line = node.line
        states = try reader.texts("in")
        absent = try reader.texts("not-in")
        data = reader["data"] == nil ? nil : try reader.values("data")
        number = try reader.text("number")
        unit = try reader.text("unit")
        revision = try reader.number("revision")
        isClosed = try reader.flag("closed")
        hasEnded = try reader.flag("ended")
        faults = try reader.number("faults")
        refusals = try reader.number("refusals")
        for pair in try reader["deadlines"]?.asPairs() ?? [] {
            deadlines.append((pair.key, pair.line, try ExpectedDeadline(pair.value)))
        }
        for pair in try reader["seen-by"]?.asPairs() ?? [] {
            views.append((pair.key, pair.line, try Expectation.view(pair.value)))
        }
        if let started = reader["started"] {
            var names: [(name: String, alias: String)] = []
            for pair in try started.asPairs() { names.append((pair.key, try pair.value.asText())) }
            self.started = names
        }
        if let notices = reader["notices"] { self.notices = try Expectation.notices(notices) }
    }

    private static func view(_ node: RehearsalNode) throws(RehearsalProblem) -> ExpectedView {
        if case .map = node.content {
            let reader = try NodeReader(node, keys: ["fields", "masked", "may", "may-not"])
            return .sees(
                ExpectedSight(
                    fields: try reader.texts("fields") ?? [],
                    masked: try reader.texts("masked") ?? [],
                    may: try reader.texts("may") ?? [],
                    mayNot: try reader.texts("may-not") ?? []
                )
            )
        }
        switch try node.asText() {
        case "nothing": return .nothing
        case "referred": return .referred
        case "case": return .sees(ExpectedSight())
        default:
            throw node.problem(
                "請填 nothing、referred、case 或 {fields, masked, may, may-not}",
                "Give nothing, referred, case or {fields, masked, may, may-not}"
            )
        }
    }

    private static func notices(_ node: RehearsalNode) throws(RehearsalProblem) -> ExpectedNotices {
        if case .scalar = node.content { return .total(try node.asNumber()) }
        var each: [(account: String, line: Int, count: Int?, names: [String]?)] = []
        for pair in try node.asPairs() {
            if case .list = pair.value.content {
                each.append((pair.key, pair.line, nil, try pair.value.asTexts()))
            } else {
                each.append((pair.key, pair.line, try pair.value.asNumber(), nil))
            }
        }
        return .each(each)
    }
}

extension Expectation.ExpectedDeadline {
    private static let keys: Set<String> = ["status", "due", "from", "satisfied-at", "missed", "reminders"]
    private static let statuses = ["waiting", "running", "met", "missed", "cancelled"]

    /// Reads `running` or `{status: running, due: ..., from: ..., reminders: 2}`.
    init(_ node: RehearsalNode) throws(RehearsalProblem) {
        if case .scalar = node.content {
            status = try Expectation.ExpectedDeadline.status(node)
            return
        }
        let reader = try NodeReader(node, keys: Expectation.ExpectedDeadline.keys)
        if let node = reader["status"] { status = try Expectation.ExpectedDeadline.status(node) }
        due = try reader["due"]?.asInstant()
        from = try reader["from"]?.asInstant()
        satisfiedAt = try reader["satisfied-at"]?.asInstant()
        wasMissed = try reader.flag("missed")
        reminders = try reader.number("reminders")
    }

    private static func status(_ node: RehearsalNode) throws(RehearsalProblem) -> String {
        let text = try node.asText()
        guard statuses.contains(text) else {
            let known = statuses.joined(separator: ", ")
            throw node.problem("期限狀態為:\(known)", "A deadline is one of: \(known)")
        }
        return text
    }
}
