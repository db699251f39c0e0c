import CaseAPI

/// The titles of the roles and relations that the shipped workflows know.
///
/// The wire carries their ids alone; an id of somebody else's workflow is shown as it is.
enum RoleNames {
    private static let titles: [String: WireText] = [
        "social-worker": WireText(zhHant: "社工人員", en: "social worker"),
        "supervisor": WireText(zhHant: "督導", en: "supervisor"),
        "duty-officer": WireText(zhHant: "值日人員", en: "duty officer"),
        "safety-officer": WireText(zhHant: "場所安全專責人員", en: "safety officer"),
        "unit-head": WireText(zhHant: "單位主管", en: "head of the unit"),
        "agency-head": WireText(zhHant: "機關首長", en: "head of the agency"),
        "care-officer": WireText(zhHant: "協助承辦人員", en: "care officer"),
        "personnel": WireText(zhHant: "人事人員", en: "personnel officer"),
        "bureau-officer": WireText(zhHant: "社會局承辦人員", en: "officer of the bureau"),
        "inspector": WireText(zhHant: "查核人員", en: "inspector"),
        "contact-point": WireText(zhHant: "單一窗口", en: "single contact point"),
        "convener": WireText(zhHant: "召集人", en: "convener"),
        "administrator": WireText(zhHant: "系統管理者", en: "administrator"),
        "auditor": WireText(zhHant: "稽核人員", en: "auditor"),
        "reporter": WireText(zhHant: "通報人", en: "reporter"),
        "affected": WireText(zhHant: "受害人", en: "affected person"),
        "companion": WireText(zhHant: "陪同協助人員", en: "companion"),
        "harmer": WireText(zhHant: "加害人", en: "harmer"),
    ]

    /// What people call a role or relation.
    static func title(of id: String) -> WireText { titles[id] ?? WireText(zhHant: id, en: id) }

    /// Several, in one text.
    static func titles(of ids: [String]) -> WireText {
        let all = ids.map { title(of: $0) }
        return WireText(
            zhHant: all.map(\.zhHant).joined(separator: "、"),
            en: all.map(\.en).joined(separator: ", ")
        )
    }
}
