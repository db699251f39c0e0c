import Casework

extension NumberPattern {
    /// A pattern from its text, such as `危-{unit}-{roc-year}-{serial:4}`; nil unless it has exactly one
    /// `{serial:WIDTH}`, `{random:WIDTH}` or `{serial:WIDTH/random:WIDTH}`.
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
        let numbers = parts.count { part in
            switch part {
            case .serial, .lot, .serialOrLot: true
            case .literal, .unit, .rocYear: false
            }
        }
        guard numbers == 1 else { return nil }
        self.init(parts: parts)
    }

    private static func part(_ name: Substring) -> Part? {
        switch name {
        case "unit": return .unit
        case "roc-year": return .rocYear
        default:
            let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(number)
            switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
            case (1, .some(let part), _): return part
            // Two digits more, so that no serial is ever mistaken for what was drawn.
            case (2, .serial(let width), .lot(let lot)):
                return lot >= width + 2 ? .serialOrLot(width: width, lot: lot) : nil
            case _: return nil
            }
        }
    }

    private static func number(_ text: Substring) -> Part? {
        let (kind, digits) = (text.prefix(7), text.dropFirst(7))
        guard let width = Int(digits), (1...9).contains(width) else { return nil }
        switch kind {
        case "serial:": return .serial(width: width)
        // Fewer digits would soon be used up.
        case "random:": return width >= 4 ? .lot(width: width) : nil
        default: return nil
        }
    }
}
