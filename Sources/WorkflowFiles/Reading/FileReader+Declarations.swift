import Values

extension FileReader {
    /// What a workflow or shared file declares beside the chart.
    func declarations(_ keyed: KeyedNodes) -> FileDeclarations {
        FileDeclarations(
            clauses: texts(keyed["clauses"]),
            roles: named(keyed["roles"], .plain).map { pair in
                let title = localized(pair.value, of: pair.key.text)
                return (
                    name: pair.key, title: title ?? LocalizedText(zhHant: pair.key.text, en: pair.key.text)
                )
            },
            relations: named(keyed["relations"], .plain).compactMap { relation($0.key, $0.value) },
            fields: fields(keyed["fields"]),
            occurrences: named(keyed["occurrences"], .plain).compactMap { occurrence($0.key, $0.value) },
            facts: named(keyed["facts"], .variable).compactMap { fact($0.key, $0.value) },
            notices: named(keyed["notices"], .plain).compactMap { notice($0.key, $0.value) },
            data: data(keyed["data"])
        )
    }

    private func relation(_ name: SourceText, _ node: SourceNode) -> RelationDraft? {
        guard let keyed = map(node, .relation), let field = self.name(keyed["field"], .path) else {
            return nil
        }
        return RelationDraft(
            name: name,
            title: requiredText(keyed, "title", of: name.text),
            field: field,
            isConflicted: boolean(keyed["conflict"]) ?? false,
            refersUpward: boolean(keyed["refers-upward"]) ?? boolean(keyed["refers-from-below"]) ?? false,
            refersFromBelow: boolean(keyed["refers-from-below"]) ?? false,
            keepsCase: boolean(keyed["keeps-case"]) ?? false
        )
    }

    private func occurrence(_ kind: SourceText, _ node: SourceNode) -> OccurrenceDraft? {
        guard let keyed = map(node, .occurrence), let condition = expression(keyed["when"]),
            let day = expression(keyed["day"])
        else { return nil }
        return OccurrenceDraft(kind: kind, condition: condition, day: day, places: texts(keyed["at"]))
    }

    private func fact(_ name: SourceText, _ node: SourceNode) -> FactDraft? {
        guard let keyed = map(node, .fact), let kind = text(keyed["occurrences"]),
            let day = expression(keyed["around"])
        else { return nil }
        return FactDraft(
            name: name,
            kind: kind,
            day: day,
            places: texts(keyed["at"]),
            isKnownToActor: boolean(keyed["known-to-actor"]) ?? false
        )
    }

    private func notice(_ name: SourceText, _ node: SourceNode) -> NoticeDraft? {
        guard let keyed = map(node, .notice) else { return nil }
        return NoticeDraft(
            name: name,
            tell: texts(keyed["tell"]),
            text: requiredText(keyed, "text", of: name.text),
            clauses: texts(keyed["clause"])
        )
    }

    /// A workflow file; nil if it lacks what everything else hangs on.
    func workflow(_ root: SourceNode) -> WorkflowDraft? {
        guard let keyed = map(root, .workflow), let name = name(keyed["workflow"], .plain) else { return nil }
        var opening = FormDraft()
        if let node = keyed["open"], let form = map(node, .opening) { opening = self.form(form, of: "open") }
        return WorkflowDraft(
            name: name,
            title: requiredText(keyed, "title", of: name.text),
            number: text(keyed["number"]),
            includes: texts(keyed["include"]),
            access: texts(keyed["access"]),
            refersUpward: expression(keyed["refer-upward"]),
            declarations: declarations(keyed),
            opening: opening,
            openingPosition: keyed["open"]?.position ?? root.position,
            chart: chart(keyed),
            waivers: (keyed["waive"].map { list($0) } ?? []).compactMap { waiver($0) }
        )
    }

    private func waiver(_ node: SourceNode) -> WaiverDraft? {
        guard let keyed = map(node, .waiver), let code = text(keyed["code"]),
            let reason = text(keyed["reason"])
        else { return nil }
        guard FindingCode(rawValue: code.text)?.severity == .warning else {
            report(
                .badWaiver,
                at: code.position,
                zh: "「\(code.text)」不是可以放行的警告。",
                en: "'\(code.text)' is no warning that can be waived."
            )
            return nil
        }
        return WaiverDraft(code: code, subject: text(keyed["at"]), reason: reason.text)
    }
}
