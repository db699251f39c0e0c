extension PatternParser {
    /// What follows a backslash outside brackets.
    mutating func escape() throws(PatternProblem) -> PatternNode {
        switch peek() {
        case "b":
            advance()
            return .assertion(.wordBoundary)
        case "B":
            advance()
            return .assertion(.noWordBoundary)
        case "A":
            advance()
            return .assertion(.textStart)
        case "z":
            advance()
            return .assertion(.textEnd)
        default:
            if let set = try classEscape() { return .scalar(set) }
            return .scalar(.only(try scalarEscape(), foldsCase: flags.foldsCase))
        }
    }

    /// `[...]` after its opening bracket.
    mutating func bracket() throws(PatternProblem) -> ScalarSet {
        var set = ScalarSet(foldsCase: flags.foldsCase)
        set.isNegated = take("^")
        var isFirst = true
        while let scalar = peek(), scalar != "]" || isFirst {
            isFirst = false
            if takeAll("[:") {
                set.items.append(.set(try posixClass()))
                continue
            }
            if scalar == "\\" {
                advance()
                if let inner = try classEscape() {
                    set.items.append(.set(inner))
                    continue
                }
                rewind(to: position - 1)
            }
            set.items.append(try range())
        }
        guard take("]") else { throw PatternProblem(reason: "missing closing ]") }
        return set
    }

    private mutating func range() throws(PatternProblem) -> ScalarSet.Item {
        let first = try bracketScalar()
        guard peek() == "-", let next = peek(1), next != "]" else {
            return .range(first.value, first.value)
        }
        advance()
        let last = try bracketScalar()
        guard first <= last else { throw PatternProblem(reason: "invalid character class range") }
        return .range(first.value, last.value)
    }

    private mutating func bracketScalar() throws(PatternProblem) -> Unicode.Scalar {
        guard let scalar = peek() else { throw PatternProblem(reason: "missing closing ]") }
        advance()
        return scalar == "\\" ? try scalarEscape() : scalar
    }

    private mutating func posixClass() throws(PatternProblem) -> ScalarSet {
        let isNegated = take("^")
        var name = ""
        while let scalar = peek(), scalar != ":", scalar != "]" {
            name.unicodeScalars.append(scalar)
            advance()
        }
        guard takeAll(":]"), let set = ScalarSet.posix(name) else {
            throw PatternProblem(reason: "invalid character class range")
        }
        return isNegated ? set.inverted : set
    }

    /// A class such as `\d` or `\p{Han}` after its backslash; nil, without moving, if there is none.
    private mutating func classEscape() throws(PatternProblem) -> ScalarSet? {
        guard let letter = peek() else { throw PatternProblem(reason: "trailing backslash") }
        let set: ScalarSet
        switch letter {
        case "d": set = .digit
        case "D": set = ScalarSet.digit.inverted
        case "w": set = .word
        case "W": set = ScalarSet.word.inverted
        case "s": set = .space
        case "S": set = ScalarSet.space.inverted
        case "p", "P":
            advance()
            return try category(isNegated: letter == "P")
        default: return nil
        }
        advance()
        return set
    }

    private mutating func category(isNegated: Bool) throws(PatternProblem) -> ScalarSet {
        var name = ""
        var isInverted = isNegated
        if take("{") {
            if take("^") { isInverted.toggle() }
            while let scalar = peek(), scalar != "}" {
                name.unicodeScalars.append(scalar)
                advance()
            }
            guard take("}") else { throw PatternProblem(reason: "invalid character class range") }
        } else if let scalar = peek() {
            name = String(scalar)
            advance()
        }
        guard ScalarSet.categories.contains(name) else {
            throw PatternProblem(reason: "invalid character class range: \(name)")
        }
        return ScalarSet(items: [.category(name, isNegated: isInverted)])
    }

    /// One scalar written with a backslash, which has been read.
    private mutating func scalarEscape() throws(PatternProblem) -> Unicode.Scalar {
        guard let letter = peek() else { throw PatternProblem(reason: "trailing backslash") }
        advance()
        switch letter {
        case "a": return "\u{7}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{B}"
        case "x": return try hexadecimal()
        case "0"..."7": return try octal(letter)
        default:
            guard letter.isASCII, !Lexer.isDigit(letter), !Lexer.startsName(letter) || letter == "_" else {
                throw PatternProblem(reason: "invalid escape sequence: \\\(letter)")
            }
            return letter
        }
    }

    private mutating func octal(_ first: Unicode.Scalar) throws(PatternProblem) -> Unicode.Scalar {
        var code = first.value - 48
        var digits = 1
        while digits < 3, let scalar = peek(), scalar >= "0", scalar <= "7" {
            code = code * 8 + scalar.value - 48
            digits += 1
            advance()
        }
        // A single digit other than 0 would be a reference to a group, which takes more than linear time.
        guard digits > 1 || first == "0", let scalar = Unicode.Scalar(code) else {
            throw PatternProblem(reason: "invalid escape sequence: \\\(first)")
        }
        return scalar
    }

    private mutating func hexadecimal() throws(PatternProblem) -> Unicode.Scalar {
        let isBraced = take("{")
        var digits = ""
        while let scalar = peek(), scalar.properties.isASCIIHexDigit, digits.count < (isBraced ? 8 : 2) {
            digits.unicodeScalars.append(scalar)
            advance()
        }
        guard isBraced ? take("}") : digits.count == 2,
            let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
        else { throw PatternProblem(reason: "invalid escape sequence: \\x") }
        return scalar
    }
}
