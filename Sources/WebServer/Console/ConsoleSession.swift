import Values

/// One person's session in a console: what it may do, and until when.
///
/// ```
///  attach ─▶ reading ──unlock──▶ writing ──lock, 15 min idle, 60 min──▶ reading
///               │                   │
///               └── reveal: sensitive fields of one case for at most 15 min, in either mode
///  any ── close, kick, 60 min idle ──▶ over
/// ```
struct ConsoleSession: Sendable, Hashable {
    /// What a session may do.
    enum Mode: String, Sendable, Hashable {
        /// Look, masked, and try.
        case reading
        /// Everything that the account may do.
        case writing
    }

    /// The sensitive fields of one case, shown for a while.
    struct Reveal: Sendable, Hashable {
        let number: String
        let until: Instant
        let reason: ConsoleReason
    }

    /// The row of the stream with which it began: its number.
    let id: Int64
    let account: String
    let name: String
    /// The system user and process at the other end; nil over TCP.
    let peer: Inquiry.Peer
    let began: Instant
    var reason: ConsoleReason
    var lastUsed: Instant
    var unlockedAt: Instant?
    var reveal: Reveal?
    /// How often a wrong credential was given since the last right one.
    var failedUnlocks = 0

    var mode: Mode { unlockedAt == nil ? .reading : .writing }

    /// Whether the sensitive fields of a case are shown.
    func reveals(_ number: String) -> Bool { reveal?.number == number }

    /// Spans of a session, in seconds.
    enum Span {
        static let idleWriting = TimeSpan(seconds: 15 * 60)
        static let writing = TimeSpan(seconds: 60 * 60)
        static let idle = TimeSpan(seconds: 60 * 60)
        static let longestReveal: Int64 = 15
    }

    /// What time alone has ended.
    enum Lapse: Sendable, Hashable {
        case locked, masked
    }

    /// Ends what is over by now; what that was is recorded.
    mutating func lapse(at now: Instant) -> [Lapse] {
        var lapses: [Lapse] = []
        if let unlockedAt,
            now - lastUsed >= Span.idleWriting || now - unlockedAt >= Span.writing
        {
            self.unlockedAt = nil
            lapses.append(.locked)
        }
        if let reveal, now >= reveal.until {
            self.reveal = nil
            lapses.append(.masked)
        }
        return lapses
    }

    /// Whether nobody has used it for so long that it is over.
    func isOver(at now: Instant) -> Bool { now - lastUsed >= Span.idle }
}
