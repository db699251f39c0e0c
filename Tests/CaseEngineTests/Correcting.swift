import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import TestFolders
import Values

/// The stores on which corrections have to work alike.
enum CorrectingStore: String, CaseIterable {
    case memory, sqlite

    func bench() throws -> Bench {
        let bench: Bench
        switch self {
        case .memory: bench = try Bench()
        case .sqlite:
            bench = try Bench(storage: SQLiteStorage(path: TestFolder.make("correct") + "/case.db"))
        }
        try bench.admitCorrectors()
        return bench
    }
}

extension Bench {
    /// People who may put things right: `lai` proposes, `ho` agrees, `twin` is another account of `lai`, `duty` may have it
    /// done at once; `clerk` administers and has no right on any case.
    func admitCorrectors() throws {
        func account(_ id: String, _ roles: [String], unit: String = "north", person: String? = nil) throws {
            let grants = roles.map { RoleGrant(role: $0, unit: unit) }
            try put(.account(Account(id: id, name: "更測\(id)", grants: grants, person: person)))
        }
        try account("lai", ["corrector", "supervisor"])
        try account("ho", ["approver", "supervisor"])
        try account("twin", ["approver", "supervisor"], person: "lai")
        try account("duty", ["duty-supervisor", "supervisor"])
        try account("clerk", ["administrator"])
        try account("far", ["corrector", "approver", "supervisor"], unit: "south")
    }

    func change(
        _ request: ChangeRequest,
        by account: String = "lai",
        key: String? = nil,
        isDryRun: Bool = false
    )
        throws -> Result<Receipt, Refusal>
    {
        try engine.perform(
            Request(account: account, key: key, isDryRun: isDryRun, command: .change(request))
        )
    }

    /// Begins a draft and fills it; its id.
    func draft(_ operations: [(String, CorrectionOperation)], by account: String = "lai") throws -> String {
        let begun = try change(.begin(title: "補正", undoing: nil), by: account).get()
        let id = begun.change?.set.id ?? ""
        for (number, operation) in operations {
            _ = try change(.add(set: id, number: number, operation, revision: nil), by: account).get()
        }
        return id
    }

    func preview(_ id: String, reveals: Bool = false, by account: String = "lai") throws -> ChangeView? {
        try change(.preview(set: id, reveals: reveals), by: account, isDryRun: true).get().change
    }

    static let reason = ChangeSet.Reason(code: "entry-error", text: "登錄錯誤", basis: "府社字第1150000000號")

    func propose(_ id: String, consent: String? = nil, by account: String = "lai") throws
        -> Result<Receipt, Refusal>
    {
        let view = try preview(id, by: account)
        let request = ChangeRequest.propose(
            set: id,
            Bench.reason,
            fingerprint: view?.fingerprint ?? "",
            cases: view?.cases.count ?? 0,
            consent: consent
        )
        return try change(request, by: account)
    }

    func approve(_ id: String, by account: String = "ho", key: String? = nil) throws -> Result<
        Receipt, Refusal
    > {
        guard
            case .success(let shown) = try change(
                .preview(set: id, reveals: false),
                by: account,
                isDryRun: true
            )
        else {
            return try change(.approve(set: id, fingerprint: "", digits: ""), by: account)
        }
        let digits = String(shown.change?.cases.first?.number.suffix(4) ?? "")
        let fingerprint = shown.change?.fingerprint ?? ""
        return try change(
            .approve(set: id, fingerprint: ChangeView.short(fingerprint), digits: digits),
            by: account,
            key: key
        )
    }

    /// Puts something right from the draft to the receipt, with two persons.
    func correct(_ operations: [(String, CorrectionOperation)]) throws -> ChangeView {
        let id = try draft(operations)
        _ = try propose(id).get()
        guard let done = try approve(id).get().change else { throw Refusal.unknown(.changeSet) }
        return done
    }

    /// A case in the state `assigned`, its assignment recorded on 1 December.
    func assignedLate() throws -> String {
        let number = try open().number
        clock.move(to: "2026-12-01T10:00:00+08:00")
        _ = try assign(number)
        return number
    }

    func file(_ number: String) throws -> CaseFile {
        try storage.read { snapshot in
            guard case .current(let id)? = try snapshot.lookUp(number: number),
                let head = try snapshot.caseHead(id)
            else { throw Refusal.unknown(.case) }
            return head.file
        }
    }

    func deadline(_ name: String, of number: String) throws -> Deadline? {
        try file(number).deadlines.last { $0.name == name }
    }

    /// The revision of the last entry of an action; 0 if there is none.
    func revision(of action: String, _ number: String) throws -> Int64 {
        let id = try file(number).id
        return try storage.read { snapshot in
            try snapshot.entries(of: id, after: 0, limit: 999).last { stored in
                try Value(json: stored.draft.bytes, options: .storage)["event"]?.text == action
            }?.draft.revision ?? 0
        }
    }
}
