import Casework
import CivilCalendar
import Statechart
import Values

/// Entering a case that was kept on paper: the opening and its steps, each at the instant claimed for it.
///
/// ```
///  claimed   open ──── due ── step 0 ───── step 1 ── now    what is due in between falls due at its own instant
///  entries    1         2       3            4              one after the other, all recorded now
/// ```
extension Turn {
    /// How many steps one case from paper may have.
    static let stepLimit = 200
    /// How many things may fall due between the steps of one.
    private static let dueLimit = 1_000
    /// How long ago something may have happened, in months.
    private static let reach = 240

    mutating func takeOver(_ paper: PaperCase, for account: String) throws -> Receipt {
        try check(paper)
        claimed = paper.at
        try checkDefinition(of: paper)
        // One request for all of it: the last entry states it, which is what its key is answered with.
        let stated = request
        if !paper.steps.isEmpty { request = nil }
        var receipt = try open(paper.workflow, in: paper.unit, paper.data, for: account, paper: paper.paper)
        guard let id = subject else {
            preconditionFailure("Invalid state: a case was opened without an entry")
        }
        var dues = 0
        for (position, step) in paper.steps.enumerated() {
            do {
                try catchUp(to: step.at, counting: &dues)
                entries = 0
                claimed = step.at
                if position == paper.steps.count - 1 { request = stated }
                // A referral on the way gives the case another number.
                let number = try transaction.caseHead(id)?.file.number ?? receipt.number
                receipt = try act(step.action, on: number, step.data, nil, for: account)
            } catch let refusal as Refusal {
                throw Refusal.inStep(position, refusal)
            }
        }
        claimed = nil
        try describe(&receipt, id)
        return receipt
    }

    /// Takes what falls due up to an instant in the cases from paper, each thing at its own instant.
    private mutating func catchUp(to end: Instant, counting dues: inout Int) throws {
        while let (id, due) = try firstDue(by: end) {
            dues += 1
            guard dues <= Turn.dueLimit else { throw Refusal.tooMuch }
            entries = 0
            claimed = claimed.map { max($0, due) }
            guard let receipt = try takeOne(id, cause: nil) else { return }
            _ = try workOff(receipt)
        }
    }

    private func firstDue(by end: Instant) throws -> (id: CaseID, due: Instant)? {
        var first: (id: CaseID, due: Instant)?
        for id in takenOver.sorted() {
            guard let due = try transaction.caseHead(id)?.file.nextDue(withReminders: false), due <= end,
                first.map({ due < $0.due }) ?? true
            else { continue }
            first = (id, due)
        }
        return first
    }

    /// The receipt says where the case stands after all of it.
    private func describe(_ receipt: inout Receipt, _ id: CaseID) throws {
        guard let file = try transaction.caseHead(id)?.file else { return }
        let workflow = try shelf.workflow(file.bundleHash, in: transaction)
        receipt.left = []
        receipt.entered = file.chart.configuration
        receipt.titles = [:]
        for state in workflow.titles(ofAtomic: receipt.entered) { receipt.titles[state.id] = state.title }
    }

    // MARK: What can be claimed

    private func check(_ paper: PaperCase) throws {
        var problems: [FieldProblem] = []
        if !paper.paper.reference.contains(where: { !$0.isWhitespace }) || paper.paper.reference.count > 200 {
            problems.append(Turn.problem("paper.reference", ClaimProblem.reference))
        }
        if paper.paper.reason?.count ?? 0 > 1_000 {
            problems.append(Turn.problem("paper.reason", ClaimProblem.reason))
        }
        if paper.steps.count > Turn.stepLimit { problems.append(Turn.problem("steps", ClaimProblem.steps)) }
        if let claim = problem(with: paper.at, after: nil) { problems.append(Turn.problem("at", claim)) }
        guard problems.isEmpty else { throw Refusal.invalidData(problems) }
        var before = paper.at
        for (position, step) in paper.steps.enumerated() {
            if let claim = problem(with: step.at, after: before) {
                throw Refusal.inStep(position, .invalidData([Turn.problem("at", claim)]))
            }
            before = step.at
        }
    }

    private func problem(with instant: Instant, after before: Instant?) -> LocalizedText? {
        let earliest = Taipei.startOfDay(Taipei.date(of: now).adding(months: -Turn.reach))
        if instant > now { return ClaimProblem.future }
        if instant < earliest { return ClaimProblem.longAgo }
        return before.map { instant < $0 } == true ? ClaimProblem.order : nil
    }

    /// A workflow that is in force today may not have been on the day that is claimed.
    private func checkDefinition(of paper: PaperCase) throws {
        guard try definition(of: paper.workflow, in: paper.unit, at: paper.at) == nil,
            try definition(of: paper.workflow, in: paper.unit, at: now) != nil
        else { return }
        throw Refusal.invalidData([Turn.problem("at", ClaimProblem.notInForce)])
    }

    private static func problem(_ field: String, _ message: LocalizedText) -> FieldProblem {
        FieldProblem(field: field, message: message)
    }
}

/// What is said of a claim that cannot be taken.
private enum ClaimProblem {
    static let reference = LocalizedText(
        zhHant: "請填寫紙本簿冊與編號(200字以內，勿含個人資料)",
        en: "Name the paper register and number (200 characters at most, no personal data)"
    )
    static let reason = LocalizedText(
        zhHant: "補登原因以1000字為限",
        en: "Give the reason in 1000 characters at most"
    )
    static let steps = LocalizedText(
        zhHant: "一次最多補登\(Turn.stepLimit)個步驟",
        en: "At most \(Turn.stepLimit) steps can be entered at once"
    )
    static let future = LocalizedText(
        zhHant: "所載時間尚未到來；請核對紙本時間",
        en: "This time lies in the future; compare it with the paper"
    )
    static let longAgo = LocalizedText(
        zhHant: "所載時間早於20年前；請核對紙本時間",
        en: "This time lies more than 20 years back; compare it with the paper"
    )
    static let order = LocalizedText(
        zhHant: "所載時間早於前一步驟；請依時間先後排列",
        en: "This time lies before that of the step before; put the steps in order of time"
    )
    static let notInForce = LocalizedText(
        zhHant: "當日尚無施行中之設定，無法依當時規定補登",
        en: "No definition was in force on that day, so the case cannot follow the rules of the time"
    )
}
