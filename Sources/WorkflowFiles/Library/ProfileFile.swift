import Casework
import CivilCalendar
import Values

/// A profile's file: one jurisdiction's values, by date.
struct ProfileFile {
    /// The values in force over some days.
    struct Version {
        let from: CivilDate
        /// The last day; nil until further notice.
        let until: CivilDate?
        let values: ValueMap
        let position: SourcePosition
    }

    let name: SourceText
    let title: LocalizedText
    /// The registers of the regulations that apply.
    let regulations: [SourceText]
    let versions: [Version]

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
        for (key, value) in named(keyed["values"], .variable) { values[key.text] = value.value }
        return .init(from: from, until: until, values: values, position: node.position)
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
