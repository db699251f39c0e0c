public import Values

extension ClauseTable {
    /// How many places and rehearsals of a clause the text names before it only counts the rest.
    private static let namedAtMost = 3

    /// The table for people: grouped by regulation, each clause with what carries it out, counted at the end.
    public func text(in language: Language) -> String {
        let colon = LocalizedText(zhHant: "：", en: ": ")[language]
        var text: [String] = []
        for group in groups {
            let name = group.first?.regulation[language] ?? ""
            text.append("\(name)\(colon)\(ClauseTable.counts(group, countsRehearsals, language))")
            text += group.flatMap { lines(of: $0, in: language) }
            text.append("")
        }
        if !countsRehearsals { text.append(ClauseTable.noRehearsals[language]) }
        let total = LocalizedText(zhHant: "合計", en: "In all")[language]
        text.append("\(total)\(colon)\(ClauseTable.counts(rows, countsRehearsals, language))")
        return text.joined(separator: "\n") + "\n"
    }

    /// The rows of each regulation.
    private var groups: [[ClauseRow]] {
        rows.reduce(into: []) { groups, row in
            if groups.last?.last?.regulation == row.regulation {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
    }

    private func lines(of row: ClauseRow, in language: Language) -> [String] {
        let mark =
            switch row.status {
            case .implemented: "✓"
            case .reasoned: "–"
            case .open: "○"
            }
        let obligation = row.obligation.map { " [\($0.title[language])]" } ?? ""
        let title = LocalizedText(
            zhHant: "\(row.place.zhHant)　\(row.title.zhHant)",
            en: "\(row.place.en): \(row.title.en)"
        )
        let head = "  \(mark) \(row.id)  \(title[language])\(obligation)"
        var details = ClauseTable.shortened(row.implementedBy, language)
        if let reason = row.reason { details.append(reason[language]) }
        if !row.rehearsedBy.isEmpty {
            let word = LocalizedText(zhHant: "演練：", en: "rehearsed: ")[language]
            details += ClauseTable.shortened(row.rehearsedBy, language).map { word + $0 }
        }
        return [head] + details.map { "      " + $0 }
    }

    private static func shortened(_ texts: [String], _ language: Language) -> [String] {
        let rest = texts.count - namedAtMost
        guard rest > 0 else { return texts }
        let more = LocalizedText(zhHant: "另有 \(rest) 處", en: "and \(rest) more")
        return texts.prefix(namedAtMost) + [more[language]]
    }

    private static func counts(_ rows: [ClauseRow], _ countsRehearsals: Bool, _ language: Language) -> String
    {
        let implemented = rows.count { $0.status == .implemented }
        let reasoned = rows.count { $0.status == .reasoned }
        let open = rows.count { $0.status == .open }
        let rehearsed = countsRehearsals ? rows.count { !$0.rehearsedBy.isEmpty } : nil
        let inChinese = rehearsed.map { "，演練 \($0)" } ?? ""
        let inEnglish = rehearsed.map { ", \($0) rehearsed" } ?? ""
        return LocalizedText(
            zhHant: "條文 \(rows.count)，實作 \(implemented)\(inChinese)，另有說明 \(reasoned)，未實作 \(open)",
            en:
                "\(rows.count) clauses, \(implemented) implemented\(inEnglish), \(reasoned) with a reason, \(open) open"
        )[language]
    }

    private static let noRehearsals = LocalizedText(
        zhHant: "未計入演練；請先執行 anwei rehearse 檔案 --coverage 檔案，再加上 --coverage 檔案。",
        en: "Rehearsals are not counted: run anwei rehearse FILES --coverage FILE, then add --coverage FILE."
    )
}
