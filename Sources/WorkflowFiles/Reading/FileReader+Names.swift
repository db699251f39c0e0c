import Values

extension FileReader {
    /// What a name may consist of.
    enum NameKind {
        /// States, events, roles, deadlines: letters, digits, `-`, `_`.
        case plain
        /// What expressions use: a letter or `_`, then letters, digits, `_`.
        case variable
        /// Events: plain names joined by points.
        case event
        /// A path of variables.
        case path
    }

    /// Whether a text is a name of a kind.
    static func isName(_ text: String, _ kind: NameKind) -> Bool {
        switch kind {
        case .plain:
            !text.isEmpty && text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" }
        case .variable:
            !text.isEmpty && !isDigit(text.unicodeScalars[text.unicodeScalars.startIndex])
                && text.unicodeScalars.allSatisfy { $0.isASCII && (isLetter($0) || isDigit($0)) }
                && !reservedWords.contains(text)
        case .event: pieces(text).allSatisfy { isName($0, .plain) }
        case .path:
            // After the first name a list is led into by the number of its element.
            isName(pieces(text)[0], .variable)
                && pieces(text).dropFirst().allSatisfy { isName($0, .plain) && !$0.contains("-") }
        }
    }

    /// Words of CEL, which no variable can be called by.
    private static let reservedWords: Set<String> = [
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let",
        "loop", "namespace", "null", "package", "return", "true", "var", "void", "while",
    ]

    /// The text of a node if it is a name; reported otherwise.
    func name(_ node: SourceNode?, _ kind: NameKind) -> SourceText? {
        text(node).flatMap { checked($0, kind) ? $0 : nil }
    }

    /// Whether a text is a name of a kind; reported if it is not.
    func checked(_ text: SourceText, _ kind: NameKind) -> Bool {
        guard !FileReader.isName(text.text, kind) else { return true }
        let (zh, en) =
            switch kind {
            case .plain: ("文字、數字、- 與 _", "letters, digits, '-' and '_'")
            case .variable:
                (
                    "英文字母、數字與 _，不以數字開頭，也不用 CEL 的保留字",
                    "letters a to z, digits and '_', not a digit first, no word of CEL"
                )
            case .event: ("以句點連接的文字、數字、- 與 _", "letters, digits, '-' and '_', joined by points")
            case .path: ("以句點連接的名稱", "names joined by points")
            }
        report(
            .badName,
            at: text.position,
            zh: "「\(text.text)」不能當名稱；請用\(zh)。",
            en: "'\(text.text)' cannot be a name; use \(en)."
        )
        return false
    }

    /// The pairs of a map whose keys are names of a kind.
    func named(_ node: SourceNode?, _ kind: NameKind) -> [(key: SourceText, value: SourceNode)] {
        guard let node, let pairs = pairs(node) else { return [] }
        return pairs.filter { checked($0.key, kind) }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func pieces(_ text: String) -> [String] {
        text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
}
