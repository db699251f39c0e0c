/// The parameters of a request target, each at most once and none unknown.
struct Query: Sendable, Hashable {
    private let values: [String: String]

    /// What was given, by name, in order.
    var kept: [(String, String)] { values.sorted { $0.key < $1.key } }

    /// The parameters of the text after `?`, of which only some are known.
    init(_ text: some StringProtocol, known: Set<String>) throws(Problem) {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(parts[0]),
                let value = PercentCoding.decode(parts.count > 1 ? parts[1] : "")
            else { throw .malformedQuery }
            guard known.contains(name), values[name] == nil else { throw .parameter(name) }
            values[name] = value
        }
        self.values = values
    }

    /// A parameter's text; nil when it is absent or empty.
    subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// How many items a page may hold, 1 to 200; 50 unless told.
    func limit() throws(Problem) -> Int {
        guard let text = self["limit"] else { return 50 }
        guard let number = Int(text), (1...200).contains(number) else { throw .parameter("limit") }
        return number
    }

    /// A truth value, written `true` or `false`.
    func flag(_ name: String) throws(Problem) -> Bool? {
        switch self[name] {
        case nil: return nil
        case "true": return true
        case "false": return false
        case .some: throw .parameter(name)
        }
    }
}
