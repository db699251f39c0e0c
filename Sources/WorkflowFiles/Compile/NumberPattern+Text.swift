import Casework

extension NumberPattern {
    /// A pattern from its text, such as `危-{unit}-{roc-year}-{serial:4}`; nil unless it has exactly one serial.
    init?(text: String) {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "{" else {
                if character == "}" { return nil }
                literal.append(character)
                continue
            }
            guard let close = rest.firstIndex(of: "}"), let part = NumberPattern.part(rest[..<close]) else {
                return nil
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(part)
            rest = rest[rest.index(after: close)...]
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        let serials = parts.count { if case .serial = $0 { true } else { false } }
        guard serials == 1 else { return nil }
        self.init(parts: parts)
    }

    private static func part(_ name: Substring) -> Part? {
        switch name {
        case "unit": return .unit
        case "roc-year": return .rocYear
        default:
            guard name.hasPrefix("serial:"), let width = Int(name.dropFirst(7)), (1...9).contains(width)
            else {
                return nil
            }
            return .serial(width: width)
        }
    }
}
