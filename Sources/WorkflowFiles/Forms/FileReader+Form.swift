import Casework
import Documents
import Values

extension FileReader {
    /// A form; nil if it lacks what everything else hangs on.
    func form(_ root: SourceNode) -> PrintedFormDraft? {
        guard let keyed = map(root, .form), let name = name(keyed["form"], .plain),
            let workflow = text(keyed["workflow"]), let from = date(keyed["from"])
        else { return nil }
        var mentions = FormMentions()
        let copies = keyed["copies"].flatMap { map($0, .copies) }
        return PrintedFormDraft(
            name: name,
            title: requiredText(keyed, "title", of: name.text),
            workflow: workflow,
            covers: texts(keyed["covers"]),
            from: from,
            until: date(keyed["until"]),
            releases: releases(keyed["filled"], .filled) + releases(keyed["redacted"], .redacted),
            standardCopy: expression(copies?["standard"]),
            copies: named(copies?["options"], .plain).map { pair in
                let label = localized(pair.value, of: pair.key.text)
                return FieldType.Option(
                    value: pair.key.text,
                    label: label ?? LocalizedText(zhHant: pair.key.text, en: pair.key.text)
                )
            },
            codes: expression(keyed["codes"]),
            secrets: (keyed["secrets"].map { list($0) } ?? []).compactMap { expression($0) },
            series: named(keyed["series"], .variable).compactMap { series($0.key, $0.value) },
            blanks: named(keyed["blanks"], .plain).compactMap { blank($0.key, $0.value, &mentions) },
            sheets: (keyed["sheets"].map { list($0) } ?? []).compactMap { sheet($0, &mentions) },
            mentions: mentions
        )
    }

    private func releases(_ node: SourceNode?, _ mode: FormMode) -> [PrintedFormDraft.Release] {
        (node.map { list($0) } ?? []).compactMap { node in
            guard let keyed = map(node, .release) else { return nil }
            return PrintedFormDraft.Release(
                mode: mode,
                audience: texts(keyed["for"]),
                condition: expression(keyed["when"])
            )
        }
    }

    private func series(_ name: SourceText, _ node: SourceNode) -> PrintedFormDraft.Series? {
        guard let keyed = map(node, .series), let list = expression(keyed["of"]) else { return nil }
        return PrintedFormDraft.Series(name: name, list: list, atLeast: count(keyed["at-least"]) ?? 1)
    }

    /// A whole number from 0 to 100.
    func count(_ node: SourceNode?) -> Int? {
        guard let node, let number = integer(node) else { return nil }
        guard (0...100).contains(number) else {
            outOfRange(node, "0 – 100")
            return nil
        }
        return Int(number)
    }

    /// One of some words.
    func word<Word: RawRepresentable & CaseIterable>(_ node: SourceNode?, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = text(node) else { return nil }
        if let word = Word(rawValue: text.text) { return word }
        badValue(text, known: Word.allCases.map(\.rawValue))
        return nil
    }

    // MARK: Blanks

    private func blank(_ name: SourceText, _ node: SourceNode, _ mentions: inout FormMentions)
        -> PrintedFormDraft.Blank?
    {
        guard let keyed = map(node, .blank), let content = content(keyed, &mentions) else { return nil }
        return PrintedFormDraft.Blank(
            name: name,
            content: content,
            treatment: word(keyed["redacted"], FormBlank.Treatment.self),
            width: count(keyed["width"]) ?? 0,
            clauses: texts(keyed["clause"])
        )
    }

    private func content(_ keyed: KeyedNodes, _ mentions: inout FormMentions) -> PrintedFormDraft.Blank
        .Content?
    {
        if let value = expression(keyed["value"]) {
            return .value(value, word(keyed["as"], FormBlank.Style.self) ?? .text)
        }
        if let born = expression(keyed["age"]), let moment = expression(keyed["at"]) {
            return .age(born, at: moment)
        }
        if let choice = expression(keyed["choose"]), let options = keyed["options"],
            let pairs = pairs(options)
        {
            let endsLine = boolean(keyed["lines"]) ?? false
            return .choice(
                choice,
                pairs.compactMap { key, node in
                    formText(node, &mentions).map {
                        FormBlank.Option(value: key.text, text: $0, endsLine: endsLine)
                    }
                }
            )
        }
        report(
            .missingKey,
            at: keyed.position,
            zh: "空格須有 value，或 choose 與 options，或 age 與 at。",
            en: "A blank has 'value', or 'choose' and 'options', or 'age' and 'at'."
        )
        return nil
    }

    /// Text with blanks in braces.
    func formText(_ node: SourceNode?, _ mentions: inout FormMentions) -> FormText? {
        guard let node else { return nil }
        guard let scalar = node.scalar, !node.isEmpty else {
            expected("文字", "text", node)
            return nil
        }
        guard let text = FormText(scalar.text) else {
            report(
                .badValue,
                at: scalar.position,
                zh: "大括號沒有成對；空格寫成 {名稱}。",
                en: "The braces do not match; write a blank as {name}."
            )
            return nil
        }
        for blank in text.blanks { mentions.blanks.append((blank, scalar.position)) }
        return text
    }
}
