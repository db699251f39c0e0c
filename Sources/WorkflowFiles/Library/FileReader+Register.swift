import Casework
import Values

extension FileReader {
    /// One regulation's register with all that it says; nil if there is none to be read.
    func clauseRegister(_ root: SourceNode) -> ClauseRegister? {
        guard let keyed = map(root, .register) else { return nil }
        let title = localized(keyed["title"]) ?? LocalizedText(zhHant: "", en: "")
        guard let regulation = text(keyed["regulation"]), let node = keyed["clauses"],
            let pairs = pairs(node)
        else { return nil }
        let clauses = pairs.compactMap { clause($0.key, $0.value, of: title) }
        return ClauseRegister(regulation: regulation.text, title: title, clauses: clauses)
    }

    private func clause(_ id: SourceText, _ node: SourceNode, of regulation: LocalizedText)
        -> RegisteredClause?
    {
        guard let keyed = map(node, .clause) else { return nil }
        let place = requiredText(keyed, "citation", of: id.text)
        return RegisteredClause(
            clause: Clause(
                id: id.text,
                citation: FileReader.citation(of: place, in: regulation),
                title: requiredText(keyed, "title", of: id.text)
            ),
            place: place,
            obligation: obligation(keyed["obligation"]),
            procedures: texts(keyed["procedures"]).filter { checked($0, .plain) }.map(\.text),
            reason: localized(keyed["reason"], of: id.text),
            position: id.position
        )
    }

    /// As lawyers cite: the regulation's name with the place behind it.
    private static func citation(of place: LocalizedText, in regulation: LocalizedText) -> LocalizedText {
        LocalizedText(
            zhHant: regulation.zhHant + place.zhHant,
            en: regulation.en.isEmpty ? place.en : regulation.en + ", " + place.en
        )
    }

    private func obligation(_ node: SourceNode?) -> Obligation? {
        guard let text = text(node) else { return nil }
        if let obligation = Obligation(rawValue: text.text) { return obligation }
        badValue(text, known: Obligation.allCases.map(\.rawValue))
        return nil
    }
}
