import CivilCalendar
import Values

/// A clock as one profile's version writes it; what a base says of it may be left out.
struct ClockDraft {
    let name: SourceText
    var within: String?
    var from: LocalizedText?
    var confidence: ClockRule.Confidence?
    var basis: LocalizedText?
    var source: String?
    var confirmedBy: String?
    var off: String?

    /// The same clock with what another profile says of it laid over.
    func overlaid(by other: ClockDraft) -> ClockDraft {
        ClockDraft(
            name: other.name,
            within: other.within ?? within,
            from: other.from ?? from,
            confidence: other.confidence ?? confidence,
            basis: other.basis ?? basis,
            source: other.source ?? source,
            confirmedBy: other.confirmedBy ?? confirmedBy,
            off: other.off ?? off
        )
    }

    /// The whole rule; nil while something of it is missing.
    var rule: ClockRule? {
        guard let within, let from, let confidence, let basis else { return nil }
        return ClockRule(
            name: name.text,
            within: within,
            from: from,
            confidence: confidence,
            basis: basis,
            source: source,
            confirmedBy: confirmedBy,
            off: off
        )
    }

    /// The keys without which there is no rule and that neither the profile nor a base of it has.
    var missing: [String] {
        [
            ("within", within == nil), ("from", from == nil), ("confidence", confidence == nil),
            ("basis", basis == nil),
        ]
        .filter(\.1).map(\.0)
    }
}

/// A statutory clock: how long, from when, by which law, and whether it may be relied on.
struct ClockRule: Hashable, Sendable {
    /// How sure it is that the figure is right as of the version's days.
    enum Confidence: String, CaseIterable, Hashable, Sendable {
        case high, medium, low
    }

    /// The name under which expressions find the clocks: `profile.clocks.NAME.on`.
    static let key = "clocks"

    let name: String
    /// A period, as `CivilCalendar` reads it.
    let within: String
    /// What it counts from.
    let from: LocalizedText
    let confidence: Confidence
    /// The law and article.
    let basis: LocalizedText
    /// Where the statement was taken from.
    let source: String?
    /// Who of the agency confirmed it.
    let confirmedBy: String?
    /// Why the agency has switched it off.
    let off: String?

    /// Whether workflows count by it: what is not sure waits until a person confirms it.
    var isOn: Bool { off == nil && (confidence == .high || confirmedBy != nil) }

    /// What expressions see.
    var value: Value { .map(ValueMap([("within", .string(within)), ("on", .bool(isOn))])) }
}

extension FileReader {
    func clock(_ name: SourceText, _ node: SourceNode) -> ClockDraft? {
        guard let keyed = map(node, .clock) else { return nil }
        return ClockDraft(
            name: name,
            within: period(keyed["within"]),
            from: localized(keyed["from"], of: name.text),
            confidence: confidence(keyed["confidence"]),
            basis: localized(keyed["basis"], of: name.text),
            source: text(keyed["source"])?.text,
            confirmedBy: text(keyed["confirmed-by"])?.text,
            off: text(keyed["off"])?.text
        )
    }

    private func period(_ node: SourceNode?) -> String? {
        guard let text = text(node) else { return nil }
        do {
            _ = try Period(text: text.text)
            return text.text
        } catch {
            report(.badValue, at: text.position, zh: error.message.zhHant + "。", en: error.message.en + ".")
            return nil
        }
    }

    private func confidence(_ node: SourceNode?) -> ClockRule.Confidence? {
        guard let text = text(node) else { return nil }
        if let confidence = ClockRule.Confidence(rawValue: text.text) { return confidence }
        badValue(text, known: ClockRule.Confidence.allCases.map(\.rawValue))
        return nil
    }
}
