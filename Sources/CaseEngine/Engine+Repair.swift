import Casework
import Statechart
import Values

/// What was done to make anew what is kept beside the entries.
public struct Rebuilding: Sendable, Hashable {
    /// How many cases were made anew.
    public var cases = 0
    /// How many rows of the register were not what its entries make them.
    public var registered = 0
    /// The numbers of the cases that were left as they stood, because their keys were destroyed.
    public var kept: [String] = []

    /// Whether a finding is about the form of rows that are made anew anyway.
    fileprivate static func puts(right finding: VerificationFinding) -> Bool {
        ["cases", "numbers", "parties", "deadlines", "occurrences"].contains {
            finding.message.zhHant.hasPrefix("資料表 \($0) ")
        }
    }
}

// Repairs: while no server has the database, and no door is open.
extension Engine {
    /// Makes cases, numbers, parties, deadlines, occurrences and register anew from the entries; nil, with nothing
    /// changed, where the chain itself is broken, because then the entries are no ground to build on.
    public func rebuild() throws -> Rebuilding? {
        try alone { transaction, _, _ in
            var verifier = JournalVerifier(
                transaction,
                workflows: configuration.workflows,
                sealing: configuration.sealing,
                digest: configuration.digest
            )
            let report = try verifier.run(level: 2)
            guard !report.findings.contains(where: { $0.level == 1 && !Rebuilding.puts(right: $0) }) else {
                return nil
            }
            var done = Rebuilding()
            let records = try verifier.records(vault, &done)
            try transaction.forgetCases()
            for record in records { try transaction.save(record) }
            for (kind, rows) in verifier.register {
                for (id, row) in rows where try transaction.registered(kind, id: id) != row {
                    try transaction.put(kind, id: id, row: row)
                    done.registered += 1
                }
            }
            return done
        }
    }

    /// Reckons every running deadline by the calendar in force, one entry for each case whose deadlines move; how
    /// many did.
    public func recomputeDeadlines() throws -> Int {
        try alone { try recalculateDeadlines($0, $1, $2).count }
    }
}

extension JournalVerifier {
    /// The cases as their entries have made them, to be saved anew.
    fileprivate func records(_ vault: CaseVault, _ done: inout Rebuilding) throws -> [CaseRecord] {
        let rows = try snapshot.projections()
        var records: [CaseRecord] = []
        for (_, folded) in cases.sorted(by: { $0.key < $1.key }) {
            let head: CaseHead
            if let key = folded.key {
                head = try sealed(folded, key, vault)
                done.cases += 1
            } else if let stored = try snapshot.caseHead(folded.file.id) {
                // Its entries hold ciphertexts that nobody can open; the head holds the same.
                head = stored
                done.kept.append(folded.file.number)
            } else {
                throw StorageFailure.corrupt("case \(folded.file.id.number) is gone, and so is its key")
            }
            records.append(
                CaseRecord(
                    head: head,
                    isClosed: folded.file.erasedAt != nil || folded.file.isClosed(in: folded.workflow),
                    states: folded.file.chart.configuration,
                    nextDue: folded.file.nextDue,
                    occurrences: occurrences(
                        of: folded,
                        stored: rows[folded.file.id]?.row?.occurrences ?? "[]"
                    ) ?? []
                )
            )
        }
        return records
    }

    /// The head of a case whose values are open, sealed anew.
    private func sealed(_ folded: Folded, _ key: [UInt8], _ vault: CaseVault) throws -> CaseHead {
        let file = folded.file
        func seal(_ name: String, _ value: Value) throws -> SealedValue {
            try vault.sealing.seal(
                value.jsonBytes,
                field: name,
                of: file.id,
                revision: file.revision,
                caseKey: key
            )
        }
        var boxes: [String: SealedValue] = [:]
        for (name, value) in file.data where folded.workflow.isSealed(name) {
            boxes[name] = try seal(name, value)
        }
        if folded.workflow.sealsData, let withheld = file.chart.withheld {
            boxes[CaseHead.chartField] = try seal(CaseHead.chartField, withheld)
        }
        return vault.close(file, workflow: folded.workflow, earlier: [:], new: boxes)
    }
}
