import Synchronization
import Values

/// The sessions of all consoles, in memory: a server that starts anew knows none.
final class SessionBook: Sendable {
    /// The most sessions at a time.
    static let capacity = 8

    private let sessions = Mutex<[String: ConsoleSession]>([:])
    private let isAlive: @Sendable (Int32) -> Bool

    /// A book without sessions; `isAlive` says whether a process still exists.
    init(isAlive: @escaping @Sendable (Int32) -> Bool) { self.isAlive = isAlive }

    /// A session that is over without having been closed, and why.
    struct Ended: Sendable, Hashable {
        let session: ConsoleSession
        let why: String
    }

    /// Takes away the sessions that nobody uses any more.
    func sweep(at now: Instant) -> [Ended] {
        sessions.withLock { sessions in
            var ended: [Ended] = []
            for (token, session) in sessions {
                let why: String
                if session.isOver(at: now) {
                    why = "idle"
                } else if case .process(_, let process) = session.peer, process > 0, !isAlive(process) {
                    why = "gone"
                } else {
                    continue
                }
                sessions[token] = nil
                ended.append(Ended(session: session, why: why))
            }
            return ended.sorted { $0.session.id < $1.session.id }
        }
    }

    /// Whether another session fits in.
    var hasRoom: Bool { sessions.withLock { $0.count < SessionBook.capacity } }

    /// Keeps a new session under its token; false if there is no room.
    func keep(_ session: ConsoleSession, under token: String) -> Bool {
        sessions.withLock { sessions in
            guard sessions.count < SessionBook.capacity else { return false }
            sessions[token] = session
            return true
        }
    }

    /// The session of a token and account, used now, with what time has ended of it; nil if there is none.
    func use(_ token: String, by account: String, at now: Instant) -> (
        ConsoleSession, [ConsoleSession.Lapse]
    )? {
        sessions.withLock { sessions in
            guard var session = sessions[token], session.account == account, !session.isOver(at: now) else {
                return nil
            }
            let lapses = session.lapse(at: now)
            session.lastUsed = max(now, session.lastUsed)
            sessions[token] = session
            return (session, lapses)
        }
    }

    /// Changes a session; nil if it is over.
    ///
    /// The change sees all sessions, this one's among them.
    func change(_ id: Int64, _ change: (inout ConsoleSession, [ConsoleSession]) throws -> Void) rethrows
        -> ConsoleSession?
    {
        try sessions.withLock { sessions in
            guard let (token, found) = sessions.first(where: { $0.value.id == id }) else { return nil }
            var session = found
            try change(&session, Array(sessions.values))
            sessions[token] = session
            return session
        }
    }

    /// Ends a session; nil if it is over already.
    func end(_ id: Int64) -> ConsoleSession? {
        sessions.withLock { sessions in
            guard let token = sessions.first(where: { $0.value.id == id })?.key else { return nil }
            return sessions.removeValue(forKey: token)
        }
    }

    /// All sessions, oldest first.
    var all: [ConsoleSession] { sessions.withLock { $0.values.sorted { $0.id < $1.id } } }

    /// A token that nobody can guess.
    static func makeToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
