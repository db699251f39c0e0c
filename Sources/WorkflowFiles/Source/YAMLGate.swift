/// Looks over a text before the YAML library sees it, and refuses what could exhaust stack or time there.
///
/// It follows indentation, brackets, quotes, comments and block scalars well enough to count the nesting and
/// to notice anchors and aliases. It may count a level too many, never a level too few for a text that
/// follows the format; the library's own bound of 1000 levels stands behind it.
struct YAMLGate {
    /// Why a text is refused, and at which scalar.
    enum Refusal: Equatable {
        case tooDeep(at: Int)
        case alias(at: Int)
        case tag(at: Int)
        case tooMany(at: Int)
    }

    /// The most levels that a file may have.
    static let deepest = 48
    /// The most entries that one list or map may have, and the most states that a chart may have.
    static let mostEntries = 10_000

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var lineStart = 0
    /// The open levels of indentation, each with its column and how many lines began there.
    private var indents: [(column: Int, lines: Int)] = []
    /// For each open bracket how many commas stand directly in it.
    private var commas: [Int] = []
    /// Where a level got more entries than are allowed.
    private var excess: Int?
    /// Whether a new token may begin here.
    private var isOpen = true

    init(_ file: SourceFile) { scalars = file.scalars }

    /// Walks over the whole text; nil if nothing is to be refused.
    mutating func refusal() -> Refusal? {
        startLine()
        while index < scalars.count {
            if indents.count + commas.count > YAMLGate.deepest { return .tooDeep(at: index) }
            if let refusal = step() { return refusal }
            if let excess { return .tooMany(at: excess) }
        }
        return nil
    }

    private var next: Unicode.Scalar { index + 1 < scalars.count ? scalars[index + 1] : "\n" }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || SourceFile.endsLine(scalar)
    }

    private mutating func step() -> Refusal? {
        let scalar = scalars[index]
        if SourceFile.endsLine(scalar) {
            index += 1
            startLine()
            return nil
        }
        if scalar == "#", index == 0 || YAMLGate.isBlank(scalars[index - 1]) {
            skipLine()
            return nil
        }
        let isInFlow = !commas.isEmpty
        if isOpen, let refusal = beginToken(scalar) { return refusal }
        if isInFlow { stepInFlow(scalar) }
        if scalar == ":", YAMLGate.isBlank(next) || !commas.isEmpty { isOpen = true }
        index += 1
        return nil
    }

    private mutating func beginToken(_ scalar: Unicode.Scalar) -> Refusal? {
        switch scalar {
        case " ", "\t": return nil
        case "&", "*":
            if next.properties.isAlphabetic || next.properties.numericType != nil || next == "_" {
                return .alias(at: index)
            }
        case "!": return !commas.isEmpty || !YAMLGate.isBlank(next) ? .tag(at: index) : nil
        case "\"", "'":
            skipQuoted(scalar)
        case "|", ">":
            if commas.isEmpty {
                skipBlock()
                return nil
            }
        case "-", "?":
            if commas.isEmpty, YAMLGate.isBlank(next) {
                openCompact()
                return nil
            }
        case "[", "{":
            if commas.isEmpty {
                commas = [0]
                return nil
            }
        default: break
        }
        isOpen = false
        return nil
    }

    private mutating func stepInFlow(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "[", "{":
            commas.append(0)
            isOpen = true
        case "]", "}":
            commas.removeLast()
            isOpen = false
        case ",":
            commas[commas.count - 1] += 1
            if commas[commas.count - 1] >= YAMLGate.mostEntries { excess = index + 1 }
            isOpen = true
        default: break
        }
    }

    private mutating func startLine() {
        lineStart = index
        while index < scalars.count, scalars[index] == " " { index += 1 }
        isOpen = true
        guard commas.isEmpty, index < scalars.count, !SourceFile.endsLine(scalars[index]),
            scalars[index] != "#"
        else { return }
        let column = index - lineStart
        while let last = indents.last, last.column > column { indents.removeLast() }
        guard let last = indents.indices.last, indents[last].column == column else {
            indents.append((column: column, lines: 1))
            return
        }
        indents[last].lines += 1
        if indents[last].lines > YAMLGate.mostEntries { excess = index }
    }

    private mutating func skipLine() {
        while index < scalars.count, !SourceFile.endsLine(scalars[index]) { index += 1 }
    }

    /// `- - a` and `- key: a` open a level in the middle of a line.
    private mutating func openCompact() {
        var column = index - lineStart + 1
        while lineStart + column < scalars.count, scalars[lineStart + column] == " " { column += 1 }
        indents.append((column: column, lines: 1))
    }

    /// Leaves the last character of the quoted scalar as the current one.
    private mutating func skipQuoted(_ quote: Unicode.Scalar) {
        index += 1
        while index < scalars.count {
            if quote == "\"", scalars[index] == "\\" {
                index += 1
            } else if scalars[index] == quote {
                guard quote == "'", next == "'" else { return }
                index += 1
            }
            index += 1
        }
        index = scalars.count - 1
    }

    private mutating func skipBlock() {
        // Directly behind a dash it is the dash that its lines are indented against.
        if indents.last?.column == index - lineStart { indents.removeLast() }
        let parent = indents.last?.column ?? 0
        skipLine()
        while index < scalars.count {
            var first = index + 1
            while first < scalars.count, scalars[first] == " " { first += 1 }
            guard first < scalars.count else {
                index = scalars.count - 1
                return
            }
            let isContent = first - index - 1 > parent || SourceFile.endsLine(scalars[first])
            guard isContent else { break }
            index = first
            skipLine()
        }
        index -= 1
    }
}
