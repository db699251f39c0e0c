import CivilCalendar
public import Values

extension ProfileTable {
    /// The table for people: each value with what the versions of the profiles say, then the clocks.
    public func text(in language: Language) -> String {
        let values = rows.filter { $0.clock == nil }
        let clocks = rows.filter { $0.clock != nil }
        var lines: [String] = []
        if !values.isEmpty {
            lines.append(ProfileTable.headings.values[language])
            lines += ProfileTable.lines(of: values, in: language)
        }
        if !clocks.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines.append(ProfileTable.headings.clocks[language])
            lines += ProfileTable.lines(of: clocks, in: language)
        }
        return (lines + ["", summary[language]]).joined(separator: "\n") + "\n"
    }

    private static let headings = (
        values: LocalizedText(
            zhHant: "設定值｜設定檔｜適用期間｜值｜確認者",
            en: "Value | profile | in force | value | confirmed by"
        ),
        clocks: LocalizedText(
            zhHant: "法定時限｜設定檔｜適用期間｜時限｜起算｜是否適用｜法條依據｜確認者",
            en: "Clock | profile | in force | period | counts from | on or off | legal basis | confirmed by"
        )
    )

    private static func lines(of rows: [Row], in language: Language) -> [String] {
        var lines: [String] = []
        var key: String?
        for row in rows {
            if row.key != key { lines.append(row.key) }
            key = row.key
            lines.append("  " + row.cells(in: language).joined(separator: language == .zhHant ? "｜" : " | "))
        }
        return lines
    }

    private var summary: LocalizedText {
        let open = rows.count { $0.value == .null }
        let unconfirmed = rows.count { $0.confirmedBy == nil }
        let off = rows.count { $0.clock?.isOn == false }
        return LocalizedText(
            zhHant: "共 \(rows.count) 項：未定 \(open)，待機關確認 \(unconfirmed)，不適用之時限 \(off)。"
                + "本時限由機關設定，請與法制／人事單位確認。",
            en: "\(rows.count) in all: \(open) undetermined, \(unconfirmed) to be confirmed by the agency, "
                + "\(off) clocks off. The agency sets these; ask its legal and personnel offices to confirm them."
        )
    }
}

extension ProfileTable.Row {
    fileprivate func cells(in language: Language) -> [String] {
        let confirmed = confirmedBy ?? ProfileTable.Row.unconfirmed[language]
        let days = LocalizedText(
            zhHant: until.map { "\(from) 至 \($0)" } ?? "\(from) 起",
            en: until.map { "\(from) to \($0)" } ?? "from \(from)"
        )
        let before = ["\(title[language]) (\(profile))", days[language], shown(in: language)]
        guard let clock else { return before + [confirmed] }
        return before + [clock.from[language], clock.standing[language], clock.basis[language], confirmed]
    }

    /// The value as people read it; what the source does not say is undetermined.
    private func shown(in language: Language) -> String {
        switch value {
        case .null: LocalizedText(zhHant: "未定", en: "undetermined")[language]
        case .bool(let truth):
            truth
                ? LocalizedText(zhHant: "是", en: "yes")[language]
                : LocalizedText(zhHant: "否", en: "no")[language]
        case .string(let text): clock == nil ? text : (try? Period(text: text))?.display[language] ?? text
        case .int, .uint, .double, .bytes, .list, .map, .timestamp, .duration, .type: value.json
        }
    }

    private static let unconfirmed = LocalizedText(zhHant: "待機關確認", en: "to be confirmed by the agency")
}

extension ClockRule {
    /// Whether the clock runs, and why.
    var standing: LocalizedText {
        if let off { return LocalizedText(zhHant: "不適用：\(off)", en: "off: \(off)") }
        let level = confidence.title
        if confidence == .high {
            return LocalizedText(zhHant: "適用：可信度\(level.zhHant)", en: "on: confidence \(level.en)")
        }
        if let confirmedBy {
            return LocalizedText(zhHant: "適用：\(confirmedBy)已確認", en: "on: confirmed by \(confirmedBy)")
        }
        return LocalizedText(
            zhHant: "不適用：可信度\(level.zhHant)，待機關確認",
            en: "off: confidence \(level.en), until the agency confirms it"
        )
    }
}

extension ClockRule.Confidence {
    fileprivate var title: LocalizedText {
        switch self {
        case .high: LocalizedText(zhHant: "高", en: "high")
        case .medium: LocalizedText(zhHant: "中", en: "medium")
        case .low: LocalizedText(zhHant: "低", en: "low")
        }
    }
}
