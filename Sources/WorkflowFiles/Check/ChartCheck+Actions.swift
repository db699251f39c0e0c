import Values

extension ChartCheck {
    /// Who may take a transition, and whether somebody or something ever does.
    mutating func check(_ transition: TransitionDraft) {
        let form = transition.form
        let subject = transition.event?.text ?? "always"
        checkRequires(transition, subject)
        if transition.event == nil, let role = form.by.first {
            report(
                .nobodyMay,
                at: role.position,
                subject,
                zh: "always 轉移不是任何人的動作，不能有 by。",
                en: "An eventless transition is nobody's action; it takes no by."
            )
            return
        }
        guard transition.event != nil, form.by.isEmpty else {
            checkRelations(form, at: transition.position, subject)
            return
        }
        if form.title != nil || !form.asks.isEmpty || !form.requires.isEmpty {
            report(
                .nobodyMay,
                at: transition.position,
                subject,
                zh: "沒有角色可以執行「\(subject)」；請填 by。",
                en: "No role may take '\(subject)'; write by."
            )
        } else if !transition.descriptors.contains(where: { events.isRaised($0) }) {
            report(
                .neverTaken,
                at: transition.position,
                subject,
                zh: "沒有人也沒有任何動作會引發「\(subject)」。",
                en: "Nobody and nothing ever raises '\(subject)'."
            )
        }
    }

    /// An action that only those may take who are kept away from the case.
    private mutating func checkRelations(_ form: FormDraft, at position: SourcePosition, _ subject: String) {
        let conflicted = Set(draft.declarations.relations.filter(\.isConflicted).map(\.name.text))
        guard !form.by.isEmpty, form.by.allSatisfy({ conflicted.contains($0.text) }) else { return }
        report(
            .nobodyMay,
            at: position,
            subject,
            zh: "「\(subject)」只開放給須迴避之人，沒有人能執行。",
            en: "Only people who are kept away from the case may take '\(subject)', so nobody may."
        )
    }

    private mutating func checkRequires(_ transition: TransitionDraft, _ subject: String) {
        guard let first = transition.form.requires.first else { return }
        let reason: (zh: String, en: String)? =
            if transition.event == nil {
                ("無事件轉移", "an eventless transition")
            } else if transition.descriptors.contains(where: { events.isRaisedWithin($0) }) {
                ("由狀態圖、期限或其他案件引發的事件", "an event that the chart, a deadline or another case raises")
            } else {
                nil
            }
        guard let reason else { return }
        report(
            .misplacedRequires,
            at: first.condition.position,
            subject,
            zh: "requires 不能用於\(reason.zh)：沒有人可以被拒絕；請改用 when。",
            en: "requires cannot stand on \(reason.en): there is nobody to refuse; use when."
        )
    }
}
