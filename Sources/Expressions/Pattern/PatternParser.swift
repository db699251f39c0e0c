/// Parses RE2's syntax.
struct PatternParser {
    /// The flags that `(?imsU)` sets.
    struct Flags {
        var foldsCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    private let scalars: [Unicode.Scalar]
    private(set) var position = 0
    private var depth = 0
    var flags = Flags()

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func wholePattern() throws(PatternProblem) -> PatternNode {
        let node = try alternatives()
        guard peek() == nil else { throw PatternProblem(reason: "unexpected )") }
        return node
    }

    private mutating func alternatives() throws(PatternProblem) -> PatternNode {
        var options = [try sequence()]
        while take("|") { options.append(try sequence()) }
        return options.count == 1 ? options[0] : .alternatives(options)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = peek(), scalar != "|", scalar != ")" {
            if takeAll("\\Q") {
                quotation(into: &parts)
                if let last = parts.popLast() { parts.append(try repeated(last)) }
                continue
            }
            let part = try atom()
            parts.append(try repeated(part))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func quotation(into parts: inout [PatternNode]) {
        while let scalar = peek() {
            if takeAll("\\E") { return }
            advance()
            parts.append(.scalar(.only(scalar, foldsCase: flags.foldsCase)))
        }
    }

    private mutating func atom() throws(PatternProblem) -> PatternNode {
        guard let scalar = peek() else { return .empty }
        advance()
        switch scalar {
        case "(": return try group()
        case "[": return .scalar(try bracket())
        case ".": return .scalar(flags.dotTakesNewline ? .any : .anyButNewline)
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?":
            throw PatternProblem(reason: "missing argument to repetition operator: \(scalar)")
        case "\\": return try escape()
        default: return .scalar(.only(scalar, foldsCase: flags.foldsCase))
        }
    }

    private mutating func group() throws(PatternProblem) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Pattern.maximumDepth else { throw PatternProblem(reason: "nesting too deep") }
        let outer = flags
        if take("?"), try !groupHead() { return .empty }
        let node = try alternatives()
        guard take(")") else { throw PatternProblem(reason: "missing )") }
        flags = outer
        return node
    }

    /// What follows `(?`; false if it was flags alone, which hold until the group around them ends.
    private mutating func groupHead() throws(PatternProblem) -> Bool {
        if takeAll("P<") || peek() == "<" && peek(1) != "=" && peek(1) != "!" && take("<") {
            var isEmpty = true
            while let scalar = peek(), scalar != ">" {
                guard ScalarSet.word.contains(scalar) else { break }
                isEmpty = false
                advance()
            }
            guard !isEmpty, take(">") else { throw PatternProblem(reason: "invalid named capture") }
            return true
        }
        var isSetting = true
        while let scalar = peek() {
            advance()
            switch scalar {
            case "i": flags.foldsCase = isSetting
            case "m": flags.isMultiline = isSetting
            case "s": flags.dotTakesNewline = isSetting
            case "U": break
            case "-" where isSetting: isSetting = false
            case ":": return true
            case ")": return false
            default: throw PatternProblem(reason: "invalid or unsupported group syntax")
            }
        }
        throw PatternProblem(reason: "missing )")
    }

    // MARK: Moving

    func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func advance() { position += 1 }

    mutating func rewind(to position: Int) { self.position = position }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        advance()
        return true
    }

    mutating func takeAll(_ text: String) -> Bool {
        var distance = 0
        for scalar in text.unicodeScalars {
            guard peek(distance) == scalar else { return false }
            distance += 1
        }
        position += distance
        return true
    }
}
