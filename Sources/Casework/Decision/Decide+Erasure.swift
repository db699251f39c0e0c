import Statechart
import Values

extension CaseDecision {
    /// Decides that a case's key is destroyed; refused unless the case is closed and still has its key.
    ///
    /// The entry empties every sealed datum and cancels what is still open, so that folding gives the case as it
    /// is afterwards without any key. What is not sealed stays: states, number, dates, parties, counts.
    ///
    /// - Parameters:
    ///   - file: the case with its sensitive values open.
    ///   - reason: why, in words without personal data: it stands in the journal in clear.
    ///   - account: who has it done.
    ///   - roles: the roles that let the account do it.
    public func erase(_ file: CaseFile, reason: String, account: String, roles: [String])
        -> Result<Decision, Refusal>
    {
        guard file.erasedAt == nil else { return .failure(.erased("erase")) }
        guard file.isClosed(in: workflow) else { return .failure(.openForErasure(file.number)) }
        var entry = entry(.erasure, "erase", .reason(reason), nil)
        entry.account = account
        entry.roles = roles
        for name in file.data.keys where workflow.isSealed(name) { entry.outcome.data[name] = .some(nil) }
        entry.outcome.chart = file.chart
        entry.outcome.chart.pending = []
        if workflow.sealsData { entry.outcome.chart.withhold() }
        entry.outcome.deadlines = file.deadlines.filter(\.isOpen).map { deadline in
            var deadline = deadline
            deadline.status = .cancelled
            deadline.reminders = []
            return deadline
        }
        var after = file
        after.fold(entry)
        var decision = Decision(after: after, entry: entry)
        // Others go on counting it: what happened has happened.
        decision.occurrences = occurrences(model(for: file, standing: nil), file)
        decision.isClosed = true
        return .success(decision)
    }
}

extension Refusal {
    /// The refusal of anything that somebody wants of a case whose key was destroyed.
    public static func erased(_ action: String) -> Refusal {
        .notPossible(
            action: action,
            possible: [],
            because: LocalizedText(
                zhHant: "本案個人資料已依規定銷毀,不得再辦理;僅能查閱歷程。",
                en:
                    "The case's personal data was destroyed; nothing more can be done, its history can be read."
            )
        )
    }

    /// The refusal to destroy the key of a case that is not closed.
    static func openForErasure(_ number: String) -> Refusal {
        .notPossible(
            action: "erase",
            possible: [],
            because: LocalizedText(
                zhHant: "案件 \(number) 尚未結案,不得銷毀個人資料;請先結案。",
                en: "Case \(number) is not closed; close it before its personal data is destroyed."
            )
        )
    }
}
