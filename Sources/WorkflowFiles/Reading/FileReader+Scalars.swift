import Values

extension FileReader {
    /// A scalar as text; numbers and truth values keep their spelling.
    func text(_ node: SourceNode?) -> SourceText? {
        guard let node else { return nil }
        guard let scalar = node.scalar, !node.isEmpty else {
            expected("文字", "text", node)
            return nil
        }
        return scalar
    }

    func boolean(_ node: SourceNode?) -> Bool? {
        guard let node else { return nil }
        if case .bool(let truth) = node.scalar?.value { return truth }
        expected(" true 或 false", "true or false", node)
        return nil
    }

    func integer(_ node: SourceNode?) -> Int64? {
        guard let node else { return nil }
        if case .int(let number) = node.scalar?.value { return number }
        expected("整數", "a whole number", node)
        return nil
    }

    func number(_ node: SourceNode?) -> Double? {
        guard let node else { return nil }
        switch node.scalar?.value {
        case .int(let number): return Double(number)
        case .double(let number): return number
        default:
            expected("數字", "a number", node)
            return nil
        }
    }

    /// One text or a list of texts.
    func texts(_ node: SourceNode?) -> [SourceText] {
        guard let node else { return [] }
        return list(node).compactMap { text($0) }
    }

    /// An expression: any scalar, so that `when: true` needs no quotes.
    func expression(_ node: SourceNode?) -> SourceText? {
        guard let text = text(node) else { return nil }
        guard !text.text.allSatisfy(\.isWhitespace) else {
            report(.wrongType, at: text.position, zh: "運算式是空的。", en: "The expression is empty.")
            return nil
        }
        return text
    }

    /// A text in the two languages.
    func localized(_ node: SourceNode?, of subject: String = "") -> LocalizedText? {
        guard let node else { return nil }
        if node.scalar != nil {
            report(
                .wrongType,
                at: node.position,
                subject: subject,
                zh: "給人看的文字請寫成 {zh-Hant: …, en: …}。",
                en: "Write a text for people as {zh-Hant: …, en: …}."
            )
            return nil
        }
        guard let pairs = pairs(node) else { return nil }
        let keyed = KeyedNodes(pairs: pairs, position: node.position)
        for (key, value) in pairs where !KeyTable.text.keys.contains(key.text) {
            guard !value.isEmpty else {
                cutText(key)
                continue
            }
            report(
                .unknownKey,
                at: key.position,
                zh: "不認得語言「\(key.text)」；可用：zh-Hant、en。",
                en: "The language '\(key.text)' is unknown; known are zh-Hant and en."
            )
        }
        guard let chinese = text(keyed["zh-Hant"]), !chinese.text.isEmpty else {
            missingText(at: node.position, of: subject)
            return nil
        }
        guard let english = text(keyed["en"]), !english.text.isEmpty else {
            report(
                .missingEnglish,
                at: node.position,
                subject: subject,
                zh: "「\(chinese.text)」沒有英文；畫面將顯示中文。",
                en: "'\(chinese.text)' has no English; the Chinese will be shown."
            )
            return LocalizedText(zhHant: chinese.text, en: chinese.text)
        }
        return LocalizedText(zhHant: chinese.text, en: english.text)
    }

    /// `{en: Ask, then act}` is two pairs to YAML: the second half of a sentence stands there as a key.
    private func cutText(_ rest: SourceText) {
        report(
            .unknownKey,
            at: rest.position,
            zh: "「\(rest.text)」被逗號切開；大括號內含有逗號的文字請加引號。",
            en: "A comma cuts off '\(rest.text)'; quote text within braces that contains one."
        )
    }

    func missingText(at position: SourcePosition, of subject: String) {
        report(
            .missingText,
            at: position,
            subject: subject,
            zh: "缺少中文文字(zh-Hant)。",
            en: "The Chinese text (zh-Hant) is missing."
        )
    }

    /// A required text of a map; without the key the place of the map is reported.
    func requiredText(_ keyed: KeyedNodes, _ key: String, of subject: String) -> LocalizedText {
        localized(keyed[key], of: subject) ?? LocalizedText(zhHant: subject, en: subject)
    }
}
