import Casework
import CivilCalendar
import Values

/// A profile's file: one jurisdiction's values and clocks, by date, or those that several have in common.
struct ProfileFile {
    /// What is in force over some days.
    struct Version {
        let from: CivilDate
        /// The last day; nil until further notice.
        let until: CivilDate?
        /// Who of the agency has compared the figures with the regulation.
        var confirmedBy: String?
        /// The values by key; null where the source does not say.
        var values: ValueMap
        /// The clocks in the order of the file; a base's before the profile's own.
        var clocks: [ClockDraft] = []
        let position: SourcePosition
    }

    let name: SourceText
    let title: LocalizedText
    /// The registers of the regulations that apply.
    let regulations: [SourceText]
    /// The profile whose values stand where this one says nothing.
    var base: SourceText?
    /// Whether it is there for others to extend: no unit follows it.
    var isBase = false
    var versions: [Version]

    /// What a case keeps of a version.
    func profile(_ version: Version) -> Profile {
        Profile(
            name: name.text,
            title: title,
            values: version.values,
            regulations: regulations.map(\.text)
        )
    }

    /// The version in force on a day.
    func version(on day: CivilDate) -> Version? {
        versions.last { $0.from <= day && day <= $0.until ?? day }
    }

    /// All keys that any version has.
    var keys: Set<String> { Set(versions.flatMap { $0.values.keys.compactMap(\.text) }) }
}

extension FileReader {
    func profile(_ root: SourceNode) -> ProfileFile? {
        guard let keyed = map(root, .profile), let name = name(keyed["profile"], .plain) else { return nil }
        let title = requiredText(keyed, "title", of: name.text)
        let versions = (keyed["versions"].map { list($0) } ?? []).compactMap { version($0) }
        for (earlier, later) in zip(versions, versions.dropFirst())
        where later.from <= earlier.until ?? earlier.from {
            report(
                .badValue,
                at: later.position,
                subject: name.text,
                zh: "此版本的起日 \(later.from.iso) 未晚於前一版本；請依日期排列且不重疊。",
                en: "This version begins on \(later.from.iso), not after the one before; order them by date."
            )
        }
        return ProfileFile(
            name: name,
            title: title,
            regulations: texts(keyed["regulations"]),
            base: keyed["extends"].flatMap { self.name($0, .plain) },
            isBase: boolean(keyed["base"]) ?? false,
            versions: versions
        )
    }

    private func version(_ node: SourceNode) -> ProfileFile.Version? {
        guard let keyed = map(node, .version), let from = date(keyed["from"]) else { return nil }
        let until = date(keyed["until"])
        if let until, until < from, let text = keyed["until"] {
            report(.badValue, at: text.position, zh: "迄日早於起日。", en: "The last day lies before the first.")
        }
        var values = ValueMap()
        for (key, value) in named(keyed["values"], .variable) where !isReserved(key) {
            values[key.text] = value.value
        }
        return .init(
            from: from,
            until: until,
            confirmedBy: text(keyed["confirmed-by"])?.text,
            values: values,
            clocks: named(keyed["clocks"], .variable).compactMap { clock($0.key, $0.value) },
            position: node.position
        )
    }

    /// Whether a value's key is the one under which expressions find the clocks; reported if it is.
    private func isReserved(_ key: SourceText) -> Bool {
        guard key.text == ClockRule.key else { return false }
        report(
            .badName,
            at: key.position,
            zh: "「\(ClockRule.key)」請寫在 values 旁，不在其中。",
            en: "Write '\(ClockRule.key)' beside 'values', not in it."
        )
        return true
    }

    /// A day such as `2026-11-24`.
    func date(_ node: SourceNode?) -> CivilDate? {
        guard let text = text(node) else { return nil }
        if let date = CivilDate(iso: text.text) { return date }
        report(
            .badValue,
            at: text.position,
            zh: "「\(text.text)」不是日期；請寫成 2026-11-24。",
            en: "'\(text.text)' is no date; write it as 2026-11-24."
        )
        return nil
    }
}
