import CaseAPI

// Who can change what a requirement looked at, and how.
extension CommandDesk {
    func lines(on cures: [WireCure], _ file: WireCase?) -> [String] {
        cures.map { cure in
            let title = file?.labels[CommandDesk.root(of: cure.field)].map(text) ?? cure.field
            return label("      補正:", "      cure: ") + title + " ← " + way(of: cure)
        }
    }

    private static func root(of path: String) -> String {
        path.split(separator: ".").first.map(String.init) ?? path
    }

    private func way(of cure: WireCure) -> String {
        let by = roleNames(cure.by ?? [])
        let who = by.isEmpty ? "" : label("(\(by))", " (\(by))")
        switch cure.kind {
        case "action":
            if cure.same == true { return label("本表單", "this form") + who }
            let name = cure.title.map(text) ?? cure.action ?? ""
            let when = cure.here == true ? label(",目前可辦", ", possible here") : label(",目前不可辦", ", not here")
            return "\(name) \(cure.action ?? "")\(who)\(when)"
        case "opening": return label("僅開案時填寫,須更正", "only asked at the opening: to be corrected") + who
        case "profile": return label("機關設定", "the agency's profile")
        case "otherCases": return label("其他案件之登錄", "what other cases report")
        default: return label("由其他人員或於其他步驟", "another person, or another step")
        }
    }
}
