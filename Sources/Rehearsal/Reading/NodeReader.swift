import Values

/// Reads a map key by key and, at the end, refuses what nobody has asked for.
struct NodeReader {
    let node: RehearsalNode
    private let pairs: [(key: String, line: Int, value: RehearsalNode)]

    init(_ node: RehearsalNode, keys: Set<String>) throws(RehearsalProblem) {
        guard case .map(let pairs) = node.content else {
            throw node.problem("此處應為「鍵: 值」", "A map (key: value) belongs here")
        }
        for pair in pairs where !keys.contains(pair.key) {
            let known = keys.sorted().joined(separator: ", ")
            throw RehearsalProblem(
                file: node.file,
                line: pair.line,
                message: LocalizedText(
                    zhHant: "不認得「\(pair.key)」;可用:\(known)",
                    en: "'\(pair.key)' is not known here; there are: \(known)"
                )
            )
        }
        self.node = node
        self.pairs = pairs
    }

    /// What stands under a key.
    subscript(key: String) -> RehearsalNode? { pairs.first { $0.key == key }?.value }

    func required(_ key: String) throws(RehearsalProblem) -> RehearsalNode {
        guard let found = self[key], !found.isEmpty else {
            throw node.problem("缺少「\(key)」", "'\(key)' is missing")
        }
        return found
    }

    func text(_ key: String) throws(RehearsalProblem) -> String? { try self[key]?.asText() }

    func texts(_ key: String) throws(RehearsalProblem) -> [String]? { try self[key]?.asTexts() }

    func flag(_ key: String) throws(RehearsalProblem) -> Bool? {
        guard let found = self[key] else { return nil }
        guard case .scalar(.bool(let truth)) = found.content else {
            throw found.problem("請填 true 或 false", "Give true or false")
        }
        return truth
    }

    func number(_ key: String) throws(RehearsalProblem) -> Int? {
        guard let found = self[key] else { return nil }
        return try found.asNumber()
    }

    func values(_ key: String) throws(RehearsalProblem) -> ValueMap {
        guard let found = self[key], !found.isEmpty else { return ValueMap() }
        guard case .map(let map) = found.value else {
            throw found.problem("此處應為「欄位: 值」", "Fields with their values belong here")
        }
        return map
    }
}

extension RehearsalNode {
    func asText() throws(RehearsalProblem) -> String {
        guard let text else { throw problem("請填文字", "A text belongs here") }
        return text
    }

    /// A list of texts; one text alone stands for a list of one.
    func asTexts() throws(RehearsalProblem) -> [String] {
        switch content {
        case .scalar: return [try asText()]
        case .list(let nodes):
            var texts: [String] = []
            for node in nodes { texts.append(try node.asText()) }
            return texts
        case .map: throw problem("請填清單", "A list belongs here")
        }
    }

    func asNumber() throws(RehearsalProblem) -> Int {
        guard case .scalar(.int(let number)) = content else {
            throw problem("請填整數", "A whole number belongs here")
        }
        return Int(number)
    }

    func asList() throws(RehearsalProblem) -> [RehearsalNode] {
        guard case .list(let nodes) = content else { throw problem("請填清單", "A list belongs here") }
        return nodes
    }

    func asPairs() throws(RehearsalProblem) -> [(key: String, line: Int, value: RehearsalNode)] {
        guard case .map(let pairs) = content else {
            throw problem("此處應為「鍵: 值」", "A map (key: value) belongs here")
        }
        return pairs
    }

    /// An instant: RFC 3339, or without a zone in Asia/Taipei.
    func asInstant() throws(RehearsalProblem) -> Instant {
        let text = try asText()
        guard let instant = Instant(rfc3339: text) ?? Instant(rfc3339: text + "+08:00") else {
            throw problem("請填時間,例如 2026-11-24T09:00", "Give a time such as 2026-11-24T09:00")
        }
        return instant
    }

    /// A length of time: `10m`, `2h30m`, `90s`, `3d` (days of 24 hours).
    func asSpan() throws(RehearsalProblem) -> TimeSpan {
        let text = try asText()
        if text.hasSuffix("d"), let days = Int64(text.dropLast()), days >= 0, days < 100_000 {
            return TimeSpan(seconds: days * 86_400)
        }
        guard let span = TimeSpan(text: text), span > .zero else {
            throw problem("請填時間長度,例如 10m、2h、3d", "Give a length of time such as 10m, 2h or 3d")
        }
        return span
    }
}
