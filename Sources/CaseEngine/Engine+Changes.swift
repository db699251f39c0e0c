import Casework
import Values

extension Engine {
    /// A change set with its consequences as they would be now; nothing is kept but the look at what is revealed.
    public func changeSet(_ id: String, reveals: Bool, as account: String) async throws -> ChangeView {
        let request = Request(
            account: account,
            isDryRun: true,
            command: .change(.preview(set: id, reveals: reveals))
        )
        guard let view = try await submit(request).get().change else { throw Refusal.unknown(.changeSet) }
        for place in view.cases where reveals {
            let shown = (place.difference?.data ?? []).filter {
                $0.isSealed && !place.masked.contains($0.name)
            }
            guard let id = place.difference?.caseID, !shown.isEmpty else { continue }
            try await record(
                LookRow(
                    at: configuration.clock.now(),
                    account: account,
                    caseID: id,
                    fields: shown.map(\.name)
                )
            )
        }
        return view
    }

    /// The change sets that wait: those of an account's own that it can still change, and those that wait for a second
    /// person and that it may know of.
    public func proposals(as account: String) async throws -> [ChangeView] {
        try read(as: account) { reading in
            var views: [ChangeView] = []
            for (id, row) in try reading.snapshot.register(.changeSet).sorted(by: { $0.key < $1.key }) {
                guard case .changeSet(let set) = try RegisterChange(kind: .changeSet, id: id, row: row),
                    let view = try reading.waiting(set, configuration.corrections)
                else { continue }
                views.append(view)
            }
            return views
        }
    }
}

extension Reading {
    /// For each entry that a correction has voided or moved, the revision of the last one that did.
    func corrected(_ seen: SeenCase, key: [UInt8]?) throws -> [Int64: Int64] {
        let id = seen.head.file.id
        var corrected: [Int64: Int64] = [:]
        for stored in try snapshot.entries(of: id, after: 0, limit: Int(Int32.max))
        where stored.draft.kind == .correction {
            let revision = stored.draft.revision
            let coding = engine.vault.coding(for: seen.workflow, id: id, revision: revision, key: key)
            guard case .correction(let record) = try coding.decode(stored.draft.bytes).entry.input else {
                continue
            }
            for operation in record.operations {
                for entry in operation.concerned { corrected[entry] = revision }
            }
        }
        return corrected
    }

    /// A change set that waits for the account or for somebody such as it; nil where it may not know of it.
    fileprivate func waiting(_ set: ChangeSet, _ policy: CorrectionPolicy) throws -> ChangeView? {
        let isOwn = set.author == account
        let isDraft = set.state == .draft && isOwn && now < set.begunAt + policy.draftLife
        guard set.isPending || isDraft else { return nil }
        let roles = policy.approvers + policy.correctors + policy.supervisors + policy.dutySupervisors
        var cases: [ChangeView.Case] = []
        for item in set.items {
            guard let seen = try see(item.caseID), isOwn || seen.standing.holds(roles) else { return nil }
            cases.append(
                ChangeView.Case(
                    number: seen.head.file.number,
                    revision: item.revision,
                    operations: item.operations
                )
            )
        }
        guard isOwn || !set.items.isEmpty else { return nil }
        var view = ChangeView(set: set, cases: cases)
        view.fingerprint = set.fingerprint
        view.isOverdue = set.state == .urgent && set.agreeBy.map { $0 <= now } ?? false
        return view
    }
}
