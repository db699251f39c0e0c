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
    }

    /// The most levels that a file may have.
    static let deepest = 48

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var lineStart = 0
    private var indents: [Int] = []
    private var brackets = 0
    /// Whether a new token may begin here.
    private var isOpen = true

    init(_ file: SourceFile) { scalars = file.scalars }

    /// Walks over the whole text; nil if nothing is to be refused.
    mutating func refusal() -> Refusal? {
        startLine()
        while index < scalars.count {
            if indents.count + brackets > YAMLGate.deepest { return .tooDeep(at: index) }
            if let refusal = step() { return refusal }
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
        let isInFlow = brackets > 0
        if isOpen, let refusal = beginToken(scalar) { return refusal }
        if isInFlow { stepInFlow(scalar) }
        if scalar == ":", YAMLGate.isBlank(next) || brackets > 0 { isOpen = true }
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
        case "!": return brackets > 0 || !YAMLGate.isBlank(next) ? .tag(at: index) : nil
        case "\"", "'":
            skipQuoted(scalar)
        case "|", ">":
            if brackets == 0 {
                skipBlock()
                return nil
            }
        case "-", "?":
            if brackets == 0, YAMLGate.isBlank(next) {
                openCompact()
                return nil
            }
        case "[", "{":
            if brackets == 0 {
                brackets = 1
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
            brackets += 1
            isOpen = true
        case "]", "}":
            brackets -= 1
            isOpen = false
        case ",": isOpen = true
        default: break
        }
    }

    private mutating func startLine() {
        lineStart = index
        while index < scalars.count, scalars[index] == " " { index += 1 }
        isOpen = true
        guard brackets == 0, index < scalars.count, !SourceFile.endsLine(scalars[index]),
            scalars[index] != "#"
        else { return }
        let column = index - lineStart
        while let last = indents.last, last >= column { indents.removeLast() }
        indents.append(column)
    }

    private mutating func skipLine() {
        while index < scalars.count, !SourceFile.endsLine(scalars[index]) { index += 1 }
    }

    /// `- - a` and `- key: a` open a level in the middle of a line.
    private mutating func openCompact() {
        var column = index - lineStart + 1
        while lineStart + column < scalars.count, scalars[lineStart + column] == " " { column += 1 }
        indents.append(column)
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
        if indents.last == index - lineStart { indents.removeLast() }
        let parent = indents.last ?? 0
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
