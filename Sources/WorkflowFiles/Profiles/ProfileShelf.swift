import CivilCalendar
import Values

/// The profiles of a folder with what they extend: a version of a profile is in force together with the base's
/// version of the same days, whose values and clocks stand where its own say nothing.
///
/// ```
///   national  ├──────── v1 ────────┼──────── v2 ───────▶
///   county           ├──────────── v1 ─────────────────▶
///   in force         ├─ v1 over v1 ┼─── v1 over v2 ────▶
/// ```
struct ProfileShelf {
    /// As their files have them, by name.
    let written: [String: ProfileFile]
    /// With what they extend merged in, by name; bases among them.
    private(set) var merged: [String: ProfileFile] = [:]
    private(set) var findings: [Finding] = []

    init(_ written: [String: ProfileFile]) {
        self.written = written
        for name in written.keys.sorted() { _ = merge(name, above: []) }
    }

    /// Those that units may follow.
    var jurisdictions: [String: ProfileFile] { merged.filter { !$0.value.isBase } }

    /// What an empty key would hold by what other versions and profiles give it.
    ///
    /// A value of that type, so that a bundle alone tells it; none where nobody says, or not all say the same.
    func blanks(for values: ValueMap) -> ValueMap {
        var blanks = ValueMap()
        for (key, value) in values where value == .null {
            guard let name = key.text else { continue }
            let known = merged.values.flatMap(\.versions).compactMap { $0.values[name] }.filter {
                $0 != .null
            }
            let kinds = Set(known.map(\.blank))
            if kinds.count == 1, let kind = kinds.first { blanks[name] = kind }
        }
        return blanks
    }

    private mutating func merge(_ name: String, above: [String]) -> ProfileFile? {
        if let known = merged[name] { return known }
        guard var file = written[name] else { return nil }
        if let base = file.base {
            if above.contains(base.text) || base.text == name {
                report(
                    .badValue,
                    at: base.position,
                    zh: "設定檔「\(name)」經由「\(base.text)」以自己為基礎。",
                    en: "The profile '\(name)' extends itself, by way of '\(base.text)'."
                )
            } else if let below = merge(base.text, above: above + [name]) {
                file.versions = versions(of: file, over: below)
            } else {
                let known = written.keys.filter { $0 != name }
                findings.append(.unknown(base, "設定檔", "profile", among: known))
            }
        }
        finish(&file)
        merged[name] = file
        return file
    }

    /// Each version cut along the base's, with the base's values and clocks under its own.
    private mutating func versions(of file: ProfileFile, over base: ProfileFile) -> [ProfileFile.Version] {
        var found: [ProfileFile.Version] = []
        for version in file.versions {
            /// The first day that nothing has been found for; nil when there is none.
            var open: CivilDate? = version.from
            for below in base.versions {
                guard let first = open, below.until.map({ $0 >= first }) ?? true else { continue }
                if let until = version.until, below.from > until { break }
                if below.from > first { lacks(base, at: version, from: first) }
                let until = [version.until, below.until].compactMap(\.self).min()
                found.append(version.laid(over: below, from: max(first, below.from), until: until))
                open = until.flatMap { $0 == version.until ? nil : $0.adding(days: 1) }
            }
            if let open { lacks(base, at: version, from: open) }
        }
        return found
    }

    private mutating func lacks(_ base: ProfileFile, at version: ProfileFile.Version, from day: CivilDate) {
        report(
            .badValue,
            at: version.position,
            zh: "自 \(day.iso) 起，所依據的「\(base.name.text)」沒有版本；請補上該期間的版本。",
            en: "From \(day.iso) on the base '\(base.name.text)' has no version; add one for those days."
        )
    }

    /// Gives expressions the clocks, and says what is missing of them.
    private mutating func finish(_ file: inout ProfileFile) {
        for (number, version) in file.versions.enumerated() where !version.clocks.isEmpty {
            var map = ValueMap()
            for clock in version.clocks {
                map[clock.name.text] = clock.rule?.value
                for key in clock.missing where clock.name.position.file == file.name.position.file {
                    report(
                        .missingKey,
                        at: clock.name.position,
                        zh: "缺少鍵「\(key)」。",
                        en: "The key '\(key)' is missing."
                    )
                }
            }
            file.versions[number].values[ClockRule.key] = .map(map)
        }
    }

    private mutating func report(_ code: FindingCode, at position: SourcePosition, zh: String, en: String) {
        let finding = Finding(code, LocalizedText(zhHant: zh, en: en), at: position)
        if !findings.contains(finding) { findings.append(finding) }
    }
}

extension ProfileFile.Version {
    /// This version over a base's, in force over the days of both.
    fileprivate func laid(over base: Self, from: CivilDate, until: CivilDate?) -> Self {
        var values = base.values
        for (key, value) in self.values { values[key] = value }
        let own = Dictionary(clocks.map { ($0.name.text, $0) }) { first, _ in first }
        let names = Set(base.clocks.map(\.name.text))
        let below = base.clocks.map { clock in own[clock.name.text].map { clock.overlaid(by: $0) } ?? clock }
        return Self(
            from: from,
            until: until,
            confirmedBy: confirmedBy,
            values: values,
            clocks: below + clocks.filter { !names.contains($0.name.text) },
            position: position
        )
    }
}

extension Value {
    /// A value of the same type, whatever it is; a number that JSON cannot take for a whole one.
    fileprivate var blank: Value {
        switch self {
        case .bool: false
        case .int: 0
        case .double: 0.5
        case .string: ""
        case .list(let elements):
            .list(Set(elements.map(\.blank)).count == 1 ? [elements[0].blank] : [])
        case .map(let map): .map(ValueMap(map.map { ($0.key.text ?? "", $0.value.blank) }))
        case .null, .uint, .bytes, .timestamp, .duration, .type: .null
        }
    }
}
