import CaseAPI
import Foundation

/// The server as a session sees it: attaches before the first request, and sends the session's token with each.
///
/// ```
///  no session ──first request: who, why──▶ attached ──the server knows it no more──▶ attached anew, read-only
/// ```
/// What a session may do is the server's business; what is kept here is only shown.
final class SessionKeeper: CaseServer {
    private let base: any CaseServer
    private let now: () -> WireTime
    /// Says why: code and text; nil where nobody can be asked.
    var askReason: (() throws(ConsoleError) -> (code: String?, text: String))?
    /// Looks whether server and console fit each other, before the first session begins.
    var checkServer: (() throws(ConsoleError) -> Void)?
    /// Whether the last announcement met silence: then the next request says what is wrong, and none waits twice.
    private var isUnheard = false
    /// Told of each new session, with whether it takes the place of one that is over.
    var attached: ((WireSession, Bool) -> Void)?
    /// The session; nil before the first request.
    private(set) var session: WireSession?
    private var token: String?
    private var reason: (code: String?, text: String)?
    private var lastUsed = WireTime(seconds: 0)
    private var unlockedAt: WireTime?

    /// After so many seconds without use a new session asks why again.
    private static let forgetsReasonAfter: Int64 = 300

    init(_ base: any CaseServer, reason: (code: String?, text: String)?, now: @escaping () -> WireTime) {
        self.base = base
        self.reason = reason
        self.now = now
    }

    func answer(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
        try attach()
        lapse()
        let answer = try send(request)
        guard SessionKeeper.isOver(answer) else { return answer }
        // The server has done nothing, so the request can go out again.
        if now().seconds - lastUsed.seconds > SessionKeeper.forgetsReasonAfter { reason = nil }
        drop()
        try attach(again: true)
        return try send(request)
    }

    private func send(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
        var request = request
        request.session = token
        let answer = try base.answer(request)
        isUnheard = false
        if !SessionKeeper.isOver(answer) { lastUsed = now() }
        if SessionKeeper.kind(of: answer) == "locked" { keep(mode: "reading") }
        return answer
    }

    /// Begins a session if there is none.
    func attach(again: Bool = false) throws(ConsoleError) {
        guard token == nil else { return }
        let (code, text) = try statedReason()
        try checkServer?()
        var members: [String: WireValue] = ["reason": .string(text)]
        if let code { members["code"] = .string(code) }
        let answer = try base.answer(
            ServerRequest(
                method: .post,
                target: RequestTarget("console", "sessions").text,
                body: WireValue.object(members).json
            )
        )
        guard answer.status == 201,
            let begun = try? JSONDecoder().decode(WireSession.self, from: Data(answer.body)),
            let token = begun.token
        else {
            reason = nil
            throw SessionKeeper.problem(answer)
        }
        self.token = token
        lastUsed = now()
        keep(begun)
        attached?(begun, again)
    }

    private func statedReason() throws(ConsoleError) -> (code: String?, text: String) {
        if let reason { return reason }
        guard let askReason else {
            throw ConsoleError(
                .notAllowed,
                "須說明理由:請加 -r 理由(至少 6 個字)",
                "say why: -r REASON, at least 6 characters"
            )
        }
        let stated = try askReason()
        reason = stated
        return stated
    }

    /// Records what somebody typed; a server that does not answer at once is not waited for.
    func announce(_ text: String) throws(ConsoleError) {
        guard !isUnheard else { return }
        do throws(ConsoleError) {
            try attach()
            guard let session else { return }
            _ = try answer(
                ServerRequest(
                    method: .post,
                    target: RequestTarget("console", "sessions", String(session.id), "input").text,
                    body: WireValue.object(["text": .string(text)]).json,
                    milliseconds: 1_000
                )
            )
        } catch {
            guard error.code != .interrupted else { throw error }
            isUnheard = true
        }
    }

    /// Ends the session; what goes wrong with it does not matter any more.
    func detach() {
        guard let session, token != nil else { return }
        let target = RequestTarget("console", "sessions", String(session.id), "close").text
        _ = try? base.answer(
            ServerRequest(method: .post, target: target, body: "{}", milliseconds: 2_000, session: token)
        )
        drop()
    }

    private func drop() {
        token = nil
        session = nil
        unlockedAt = nil
    }

    // MARK: What is shown

    /// Keeps what the server says of the session.
    func keep(_ session: WireSession) {
        if session.mode != "writing" { unlockedAt = nil }
        if session.mode == "writing", unlockedAt == nil { unlockedAt = now() }
        // Only the beginning tells of the session before.
        let last = session.lastSession ?? self.session?.lastSession
        self.session = session
        self.session?.lastSession = last
        if let reason = session.reason { self.reason = (session.code, reason) }
    }

    private func keep(mode: String) {
        guard var session else { return }
        session.mode = mode
        keep(session)
    }

    /// What the server ends by time is shown as ended, too.
    func lapse() {
        guard var session else { return }
        let seconds = now().seconds
        if let unlockedAt, seconds - lastUsed.seconds >= 15 * 60 || seconds - unlockedAt.seconds >= 60 * 60 {
            session.mode = "reading"
        }
        if let until = session.reveal.flatMap({ WireTime($0.until) }), !(now() < until) {
            session.reveal = nil
        }
        keep(session)
    }

    private static func kind(of answer: ServerAnswer) -> String? {
        guard answer.status == 401 || answer.status == 403,
            let problem = try? JSONDecoder().decode(WireProblem.self, from: Data(answer.body))
        else { return nil }
        return problem.type.split(separator: ":").last.map(String.init)
    }

    private static func isOver(_ answer: ServerAnswer) -> Bool { kind(of: answer) == "session" }

    private static func problem(_ answer: ServerAnswer) -> ConsoleError {
        if let problem = try? JSONDecoder().decode(WireProblem.self, from: Data(answer.body)) {
            return ConsoleError(problem)
        }
        return ConsoleError(
            .unreachable,
            "伺服器不支援主控台連線;請更新伺服器",
            "the server knows no console sessions; update it"
        )
    }
}
