import Casework
import CivilCalendar
import Documents
import Foundation
import Synchronization
import Values
import WebServer

@testable import CaseEngine

/// An engine of one case, which remembers what it was asked.
final class FakeService: CaseService {
    struct State {
        var isReady = true
        var requests: [CaseEngine.Request] = []
        var listings: [CaseListing] = []
        var windows: [Window] = []
        var submission: Result<Receipt, Refusal> = .success(.sample)
        var failure: (any Error)?
        var grants = [RoleGrant(role: "social-worker", unit: "north")]
        var levels: [Int] = []
        var notes: [ConsoleNote] = []
        /// The documents asked for: form, mode and copy.
        var copies: [String] = []
        /// The names of the threads that commands and lists were asked for on.
        var threads: [String] = []
    }
    struct Window: Hashable {
        let before: Instant?
        let overdueOnly: Bool
        var isMine = false
        let limit: Int
    }
    let state = Mutex(State())

    init(_ change: (inout State) -> Void = { _ in }) { state.withLock { change(&$0) } }

    var isReady: Bool { state.withLock(\.isReady) }

    var requests: [CaseEngine.Request] { state.withLock(\.requests) }

    func submit(_ request: CaseEngine.Request) async throws -> Result<Receipt, Refusal> {
        let (failure, submission) = state.withLock { state in
            state.requests.append(request)
            state.threads.append(FakeService.thread)
            return (state.failure, state.submission)
        }
        if let failure { throw failure }
        return submission
    }

    private static var thread: String {
        (try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)) ?? ""
    }

    func changeSet(_ id: String, reveals: Bool, as account: String) async throws -> ChangeView {
        try fail()
        guard id == "D-118" else { throw Refusal.unknown(.changeSet) }
        return .sample
    }

    func proposals(as account: String) async throws -> [ChangeView] {
        try fail()
        return [.sample]
    }

    func view(number: String, as account: String, masked: Bool) async throws -> CaseView {
        try known(number)
        return .sample
    }

    func cases(_ listing: CaseListing, as account: String) async throws -> Page<CaseSummary> {
        try fail()
        state.withLock {
            $0.listings.append(listing)
            $0.threads.append(FakeService.thread)
        }
        return Page(items: [CaseView.sample.summary], next: "after-1")
    }

    func history(number: String, cursor: String?, limit: Int, as account: String) async throws
        -> Page<EntryView>
    {
        try known(number)
        return Page(items: [.sample], next: nil)
    }

    func actions(number: String, as account: String, masked: Bool) async throws -> [ActionView] {
        try known(number)
        return CaseView.sample.actions
    }

    func why(number: String, action: String, data: ValueMap, as account: String, masked: Bool) async throws
        -> ReasonsView
    {
        try known(number)
        let none = [[Cure]](repeating: [], count: ActionView.sample.requirements.count)
        return ReasonsView(action: .sample, data: [:], cures: none)
    }

    func clock(number: String, deadline: String, from: Instant?, as account: String) async throws -> ClockView
    {
        throw Refusal.unknown(.case)
    }

    func diagram(number: String, as account: String) async throws -> DiagramView {
        try known(number)
        return DiagramView(
            number: number,
            marks: Diagram.Marks(),
            text: LocalizedText(zhHant: "圖", en: "chart")
        )
    }

    func view(number: String, at moment: PastMoment, as account: String, masked: Bool) async throws
        -> CaseView
    {
        try known(number)
        return .sample
    }

    func changes(number: String, from: Int64, to: Int64, as account: String, masked: Bool) async throws
        -> ChangesView
    {
        throw Refusal.unknown(.case)
    }

    func simulate(number: String, moves: [SimulatedMove], as account: String, masked: Bool) async throws
        -> SimulationView
    {
        throw Refusal.unknown(.case)
    }

    func record(_ note: ConsoleNote) async throws -> Int64 {
        try fail()
        return state.withLock { state in
            state.notes.append(note)
            return Int64(state.notes.count)
        }
    }

    func audit(_ filter: AuditFilter, as account: String) async throws -> Page<AuditView> {
        Page(items: [], next: nil)
    }

    func review(session: Int64, verdict: String, text: String, as account: String) async throws -> Int64 { 1 }

    func definition(of name: String, as account: String) async throws -> Workflow {
        throw Refusal.unknown(.workflow)
    }

    func register(as account: String) async throws -> RegisterView { .sample }

    func deadlines(dueBefore: Instant?, overdueOnly: Bool, isMine: Bool, limit: Int, as account: String)
        async throws -> Page<DeadlineView>
    {
        state.withLock {
            $0.windows.append(
                Window(before: dueBefore, overdueOnly: overdueOnly, isMine: isMine, limit: limit)
            )
        }
        return Page(items: CaseView.sample.deadlines, next: nil)
    }

    func numbers(matching text: String, limit: Int, as account: String) async throws -> [String] {
        [CaseView.number].filter { $0.contains(text) }
    }

    func workflows(as account: String) async throws -> [WorkflowView] { [.sample] }

    func account(_ id: String) async throws -> AccountView {
        let grants = state.withLock(\.grants)
        guard id == "lin" else { throw Refusal.unknown(.account) }
        return AccountView(account: Account(id: "lin", name: "林示例", grants: grants), grants: grants)
    }

    func account(systemUser: Int64) async throws -> String? { systemUser == 4_242 ? "lin" : nil }

    func account(token: String) async throws -> String? {
        try fail()
        return token == "good" ? "lin" : nil
    }

    func officeCalendar() async throws -> OfficeCalendar { .weekendsOnly }

    func forms() async throws -> [FormView] { [.sample] }

    func blank(form: String, copy: String?) async throws -> Document {
        guard form == FormView.sample.name else { throw Refusal.unknown(.form) }
        return .sample
    }

    func documents(number: String, as account: String) async throws -> [DocumentView] {
        try known(number)
        return [.sample]
    }

    func document(number: String, _ request: DocumentRequest, as account: String) async throws -> Document {
        try known(number)
        let moment =
            switch request.moment {
            case .now: ""
            case .version(let version): " version \(version)"
            case .past(.revision(let revision)): " revision \(revision)"
            case .past(.instant(let instant)): " instant \(instant.milliseconds)"
            }
        let asked = "\(request.form) \(request.mode.rawValue) \(request.copy ?? "-")" + moment
        state.withLock { $0.copies.append(asked) }
        return try await blank(form: request.form, copy: request.copy)
    }

    func verify(level: Int) async throws -> VerificationReport {
        state.withLock { $0.levels.append(level) }
        let finding = VerificationFinding(
            level: 1,
            sequence: 7,
            number: CaseView.number,
            message: LocalizedText(zhHant: "雜湊不符", en: "hash differs")
        )
        return VerificationReport(entries: 9, cases: 2, decided: 0, level: level, findings: [finding])
    }

    private func known(_ number: String) throws {
        try fail()
        guard number == CaseView.number else { throw Refusal.unknown(.case) }
    }

    private func fail() throws {
        if let failure = state.withLock(\.failure) { throw failure }
    }
}
