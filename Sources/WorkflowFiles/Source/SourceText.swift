import Values

/// A scalar of a YAML file: its text, how it was written, and where each character stands.
struct SourceText: Sendable {
    /// How it was written.
    enum Style: Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case block
    }

    let text: String
    let style: Style
    /// Where the scalar begins, its quote included.
    let position: SourcePosition
    let file: SourceFile
    /// What stands before `text` in the scalar: the `= ` of a computed name.
    var lead = ""

    /// The same scalar without the characters that it begins with.
    func dropping(_ prefix: String) -> SourceText {
        var rest = SourceText(
            text: String(text.dropFirst(prefix.count)),
            style: style,
            position: position,
            file: file
        )
        rest.lead = lead + prefix
        return rest
    }

    /// What it stands for: plain `null`, `true`, `false` and decimal numbers, and text for all else.
    var value: Value {
        guard style == .plain else { return .string(text) }
        switch text {
        case "", "~", "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard digits.utf8.first.map({ (48...57).contains($0) }) == true else { return .string(text) }
        if let number = Int64(text) { return .int(number) }
        let isDecimal = digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
        if isDecimal, digits.utf8.last != 46, let number = Double(text) { return .double(number) }
        return .string(text)
    }

    /// The place of the character some Unicode scalars into the text.
    ///
    /// Follows text and file side by side: runs of white space may differ (folding, indentation), quotes
    /// and escapes take more room in the file than in the text.
    func position(ofScalar offset: Int) -> SourcePosition {
        let raw = file.scalars
        var index = file.index(of: position)
        switch style {
        case .plain: break
        case .singleQuoted, .doubleQuoted: index += 1
        case .block: index = file.nextLine(after: index)
        }
        var walked = 0
        let target = offset + lead.unicodeScalars.count
        for scalar in (lead + text).unicodeScalars {
            skipEscapedLineEnds(&index)
            if !SourceText.isSpace(scalar) {
                while index < raw.count, SourceText.isSpace(raw[index]) { index += 1 }
            }
            if walked == target { break }
            walked += 1
            guard index < raw.count else { break }
            if SourceText.isSpace(scalar), !SourceText.isSpace(raw[index]), raw[index] != "\\" { continue }
            index += width(at: index)
        }
        return file.position(of: min(index, raw.count))
    }

    /// A backslash at the end of a line joins it to the next: nothing of it is in the text.
    private func skipEscapedLineEnds(_ index: inout Int) {
        let raw = file.scalars
        while style == .doubleQuoted, index + 1 < raw.count, raw[index] == "\\",
            SourceFile.endsLine(raw[index + 1])
        {
            index += 1
            while index < raw.count, SourceText.isSpace(raw[index]) { index += 1 }
        }
    }

    /// How many characters of the file one of the text takes.
    private func width(at index: Int) -> Int {
        let raw = file.scalars
        let next = index + 1 < raw.count ? raw[index + 1] : " "
        switch (style, raw[index]) {
        case (.singleQuoted, "'") where next == "'": return 2
        case (.doubleQuoted, "\\"):
            switch next {
            case "x": return 4
            case "u": return 6
            case "U": return 10
            default: return 2
            }
        case (.plain, _), (.singleQuoted, _), (.doubleQuoted, _), (.block, _): return 1
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || SourceFile.endsLine(scalar)
    }
}

extension SourceText {
    /// The same scalar without its last character: the `!` of a required field.
    func droppingLast() -> SourceText {
        var rest = SourceText(text: String(text.dropLast()), style: style, position: position, file: file)
        rest.lead = lead
        return rest
    }
}
