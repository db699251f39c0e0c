import Casework
import Values

/// Proposing, agreeing and applying.
extension Turn {
    mutating func propose(
        _ id: String,
        _ reason: ChangeSet.Reason,
        _ fingerprint: String,
        _ cases: Int,
        _ consent: String?,
        for account: String
    ) throws -> Receipt {
        var set = try own(id, for: account)
        guard !set.items.isEmpty else { throw Refusal.missing("operations") }
        guard cases == set.items.count else { throw Refusal.missing("cases") }
        guard policy.reasons[reason.code] != nil else { throw Refusal.missing("code") }
        for (name, text) in [("text", reason.text), ("basis", reason.basis)] {
            guard text.contains(where: { !$0.isWhitespace }), text.count <= 1_000 else {
                throw Refusal.missing(name)
            }
        }
        let consequences = try consequences(of: set)
        guard consequences.agrees(with: fingerprint) else { throw Refusal.stale }
        set.reason = reason
        set.fingerprint = consequences.fingerprint
        if let consent { return try applyUrgently(set, consent, for: account) }
        guard consequences.needsSecond else { return try apply(set, as: .applied, for: account) }
        set.state = .proposed
        return try put(set, consequences, for: account)
    }

    private mutating func applyUrgently(_ set: ChangeSet, _ consent: String, for account: String) throws
        -> Receipt
    {
        for item in set.items {
            guard try standing(of: account, in: item.caseID).standing.holds(policy.dutySupervisors) else {
                throw Refusal.notPermitted(action: "propose --urgent", by: policy.dutySupervisors)
            }
        }
        guard let person = state.directory.accounts[consent]?.person, person != self.person(of: account)
        else {
            throw Refusal.missing("consent")
        }
        var set = set
        set.consent = consent
        set.agreeBy = now + policy.agreementWithin
        return try apply(set, as: .urgent, for: account)
    }

    mutating func approve(_ id: String, _ fingerprint: String, _ digits: String, for account: String) throws
        -> Receipt
    {
        var set = try pending(id, for: account, "approve")
        guard person(of: set.author) != person(of: account) else { throw Refusal.samePerson }
        let number = try set.items.first.flatMap { try transaction.caseHead($0.caseID)?.file.number } ?? ""
        guard digits == String(number.suffix(4)) else { throw Refusal.missing("digits") }
        set.approver = account
        guard set.state == .proposed else {
            guard set.fingerprint.map({ Consequences.agree($0, fingerprint) }) == true else {
                throw Refusal.stale
            }
            set.state = .applied
            return try put(set, for: account)
        }
        let consequences = try consequences(of: set.asProposed)
        guard consequences.fingerprint == set.fingerprint, consequences.agrees(with: fingerprint) else {
            throw Refusal.stale
        }
        return try apply(set, as: .applied, for: account)
    }

    mutating func reject(_ id: String, _ remark: String, for account: String) throws -> Receipt {
        var set = try pending(id, for: account, "reject")
        guard set.state == .proposed else { throw Refusal.over(set) }
        guard remark.contains(where: { !$0.isWhitespace }), remark.count <= 1_000 else {
            throw Refusal.missing("text")
        }
        set.state = .rejected
        set.remark = remark
        return try put(set, for: account)
    }

    /// A change set that waits for a second person, who may be this one.
    private func pending(_ id: String, for account: String, _ action: String) throws -> ChangeSet {
        let set = try find(id, for: account)
        guard set.isPending else { throw Refusal.over(set) }
        for item in set.items {
            guard try standing(of: account, in: item.caseID).standing.holds(policy.approvers) else {
                throw Refusal.notPermitted(action: action, by: policy.approvers)
            }
        }
        return set
    }

    private func person(of account: String) -> String { state.directory.accounts[account]?.person ?? account }

    /// Applies a change set for good: the row with the receipt first, then one entry for each case.
    private mutating func apply(_ set: ChangeSet, as state: ChangeSet.State, for account: String) throws
        -> Receipt
    {
        var set = set
        set.state = state
        let receipt = try nextReceipt()
        set.receipt = receipt
        let sequence = try append(set, for: account)
        let consequences = try apply(set, receipt: receipt, cause: sequence)
        if let undoes = set.undoes, var undone = try changeSets().first(where: { $0.receipt == undoes }),
            undone.state == .urgent
        {
            undone.state = .applied
            undone.remark = receipt
            _ = try append(undone, for: account)
        }
        var done = Receipt(sequence: sequence, at: now)
        done.notices = notices
        done.change = try view(set, consequences, reveals: false, for: account)
        return done
    }

    // MARK: Showing

    /// A change set as the account may see it: sealed values stay hidden unless it may read them and asks to.
    func view(_ set: ChangeSet, _ consequences: Consequences?, reveals: Bool, for account: String) throws
        -> ChangeView
    {
        var cases: [ChangeView.Case] = []
        for (position, item) in set.items.enumerated() {
            let (standing, file) = try standing(of: account, in: item.caseID)
            var view = ChangeView.Case(
                number: file.number,
                revision: item.revision,
                operations: item.operations
            )
            if let consequences {
                var difference = consequences.differences[position]
                let workflow = consequences.workflows[position]
                // A name can say as much as a value; the fingerprint stands for what is not shown, too.
                difference.data.removeAll { !standing.mayLearn(of: $0.name, in: workflow) }
                view.difference = difference
                view.documents = try papers(of: difference, file)
                if !reveals { view.masked = Set(difference.data.filter(\.isSealed).map(\.name)) }
                for state in difference.left + difference.entered {
                    view.titles[state] = workflow.states[state]?.title
                }
            }
            cases.append(view)
        }
        var view = ChangeView(set: set, cases: cases)
        // What was applied keeps the fingerprint that was agreed to, also right after it was applied.
        let isApplied = set.receipt != nil
        view.fingerprint = isApplied ? set.fingerprint : consequences?.fingerprint ?? set.fingerprint
        view.traits = (consequences?.traits ?? []).sorted { $0.rawValue < $1.rawValue }
        view.needsSecond = consequences?.needsSecond ?? true
        view.isOverdue = set.state == .urgent && set.agreeBy.map { $0 <= now } ?? false
        return view
    }
}

extension ChangeSet {
    /// As it was when its author saw the consequences.
    fileprivate var asProposed: ChangeSet {
        var set = self
        set.approver = nil
        return set
    }
}

extension Turn.Consequences {
    /// Whether a fingerprint, whole or as people compare it, is that of these consequences.
    func agrees(with text: String) -> Bool { Turn.Consequences.agree(fingerprint, text) }

    static func agree(_ fingerprint: String, _ text: String) -> Bool {
        let digits = text.filter { $0 != "-" }
        return digits.count >= 8 && fingerprint.hasPrefix(digits)
    }
}

extension Refusal {
    private static func because(_ action: String, _ zhHant: String, _ en: String) -> Refusal {
        .notPossible(action: action, possible: [], because: LocalizedText(zhHant: zhHant, en: en))
    }

    /// The consequences are not those that were agreed to.
    static let stale = because(
        "propose",
        "已過時:後果與所附指紋不同,請重新檢視差異後再提出",
        "Stale: the consequences are not those of the fingerprint; look at the diff again and propose anew"
    )
    static let samePerson = because(
        "approve",
        "須由另一自然人核可,同一人的不同帳號亦不得為之",
        "Another natural person has to agree; another account of the same one does not count"
    )
    static let expired = because(
        "change",
        "更動集草稿已逾24小時失效,請重新建立",
        "The draft is more than 24 hours old and has lapsed; begin a new one"
    )
    static let lasting = because(
        "undo",
        "版本轉換不能以更正撤銷,請再轉換至適用版本",
        "A migration cannot be undone by a correction; migrate the case again"
    )

    static func over(_ set: ChangeSet) -> Refusal {
        because(
            "change",
            "更動集 \(set.id) 目前狀態(\(set.state.rawValue))不能辦理此事",
            "Change set \(set.id) is \(set.state.rawValue), which does not allow that"
        )
    }

    static func upToDate(_ number: String) -> Refusal {
        because("migrate", "案件 \(number) 已適用現行版本", "Case \(number) follows the version in force already")
    }

    static func missing(_ field: String) -> Refusal {
        let message = LocalizedText(
            zhHant: "「\(changeLabels[field] ?? field)」未填、有誤或超過字數,請更正",
            en: "'\(field)' is missing, wrong or too long; correct it"
        )
        return .invalidData([FieldProblem(field: field, message: message)])
    }

    /// What people call the members of a request about a change set.
    private static let changeLabels = [
        "operations": "更正事項", "cases": "案件數", "code": "理由代碼", "text": "理由", "basis": "依據",
        "consent": "電話同意之人", "digits": "首件案號末四碼",
    ]
}
