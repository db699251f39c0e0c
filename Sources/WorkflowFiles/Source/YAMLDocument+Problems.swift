import Values
import Yams

extension YAMLDocument {
    static let tooLarge = LocalizedText(
        zhHant: "檔案超過 1 MB；請拆成數個檔案，以 include 合併。",
        en: "The file is larger than 1 MB; split it and use include."
    )
    static let tooMany = LocalizedText(
        zhHant: "一個清單或對照表最多 \(YAMLGate.mostEntries) 項，一個狀態圖最多 \(YAMLGate.mostEntries) 個狀態；請拆開。",
        en: "A list or map has at most \(YAMLGate.mostEntries) entries, "
            + "a chart at most \(YAMLGate.mostEntries) states; split it."
    )
    static let encoding = LocalizedText(
        zhHant: "檔案不是 UTF-8 文字；請以 UTF-8 另存。",
        en: "The file is not UTF-8 text; save it as UTF-8."
    )
    static let empty = LocalizedText(zhHant: "檔案是空的。", en: "The file is empty.")
    static let unreadable = LocalizedText(zhHant: "無法讀取此 YAML。", en: "This YAML cannot be read.")
    static let tooDeep = LocalizedText(
        zhHant: "巢狀超過 \(YAMLGate.deepest) 層；請減少層次。",
        en: "Nested more than \(YAMLGate.deepest) levels deep; flatten it."
    )
    static let alias = LocalizedText(
        zhHant: "不使用 YAML 錨點(&)與別名(*)；共用部分請放在 shared/。若為運算式，請加引號。",
        en: "YAML anchors (&) and aliases (*) are not used; put what is shared into shared/. "
            + "Quote it if it is an expression."
    )
    static let tag = LocalizedText(
        zhHant: "不使用 YAML 標籤(!)；若為運算式，請加引號。",
        en: "YAML tags (!) are not used. Quote it if it is an expression."
    )

    static func problem(_ code: FindingCode, _ message: LocalizedText, at position: SourcePosition)
        -> FileProblems
    {
        FileProblems([Finding(code, message, at: position)])
    }

    static func problem(_ code: FindingCode, key position: SourcePosition) -> FileProblems {
        let message = LocalizedText(
            zhHant: "鍵必須是文字；以 { 或 [ 開頭的運算式請加引號。",
            en: "A key must be text; quote an expression that begins with { or [."
        )
        return problem(code, message, at: position)
    }

    static func problem(_ refusal: YAMLGate.Refusal, in file: SourceFile) -> FileProblems {
        switch refusal {
        case .tooDeep(let index): problem(.tooDeep, tooDeep, at: file.position(of: index))
        case .alias(let index): problem(.alias, alias, at: file.position(of: index))
        case .tag(let index): problem(.tag, tag, at: file.position(of: index))
        case .tooMany(let index): problem(.tooLarge, tooMany, at: file.position(of: index))
        }
    }

    static func problem(_ error: YamlError, in file: SourceFile) -> FileProblems {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let reason = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
            // What is never closed ends with the file; where it begins is what the author wants to see.
            let end = file.position(of: file.scalars.count)
            let isAtEnd = (mark.line, mark.column) >= (end.line, end.column)
            let place = isAtEnd ? context?.mark ?? mark : mark
            return syntax(reason, at: file.position(line: place.line, column: place.column))
        case .reader(let problem, let offset, _, _):
            return syntax(problem, at: file.position(of: offset ?? 0))
        case .duplicatedKeysInMapping(let keys, let context):
            return duplicate(keys.first ?? "", first: context.mark, in: file)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return problem(.syntax, unreadable, at: file.position(line: 1, column: 1))
        }
    }

    private static func syntax(_ reason: String, at position: SourcePosition) -> FileProblems {
        let message = LocalizedText(
            zhHant: "此處不是正確的 YAML(\(reason))；含有「: 」或「 #」的文字請加引號。",
            en: "This is not YAML (\(reason)); quote text that contains ': ' or ' #'."
        )
        return problem(.syntax, message, at: position)
    }

    /// The library tells where the key stands first; the second time is what the author wants to see.
    private static func duplicate(_ key: String, first mark: Mark, in file: SourceFile) -> FileProblems {
        let first = file.position(line: mark.line, column: mark.column)
        let position = secondPlace(of: key, mark, in: file).map { file.position(of: $0) } ?? first
        let message = LocalizedText(
            zhHant: "鍵「\(key)」重複(先見於第 \(first.line) 行)；請刪去其一。",
            en: "The key '\(key)' stands twice (first in line \(first.line)); remove one."
        )
        return problem(.duplicateKey, message, at: position)
    }

    /// The scalar where a key begins for the second time in its map, of which the first is known.
    private static func secondPlace(of key: String, _ mark: Mark, in file: SourceFile) -> Int? {
        let wanted = Array((key + ":").unicodeScalars)
        let first = file.index(of: file.position(line: mark.line, column: mark.column))
        if let found = secondInBraces(wanted, first + wanted.count, file.scalars) { return found }
        var start = file.nextLine(after: first)
        while start < file.scalars.count {
            let index = start + mark.column - 1
            if file.scalars.dropFirst(index).starts(with: wanted),
                file.scalars[start..<index].allSatisfy({ $0 == " " })
            {
                return index
            }
            start = file.nextLine(after: start)
        }
        return nil
    }

    /// The next place of a key between the same braces; nil if they end before it, or there are none.
    private static func secondInBraces(_ wanted: [Unicode.Scalar], _ start: Int, _ scalars: [Unicode.Scalar])
        -> Int?
    {
        var depth = 0
        var isOpen = false
        for index in start..<max(start, scalars.count) {
            switch scalars[index] {
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            case ",": isOpen = depth == 0
            case " ", "\n", "\r": break
            default:
                if isOpen, scalars[index...].starts(with: wanted) { return index }
                isOpen = false
            }
            if depth < 0 { return nil }
        }
        return nil
    }
}
