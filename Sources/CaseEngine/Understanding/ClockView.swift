public import Casework
import CivilCalendar
public import Values

/// How a deadline of a case comes about.
public struct ClockView: Sendable, Hashable {
    /// The deadline as it stands.
    public let deadline: DeadlineView
    /// How it comes about.
    public let clock: DeadlineClock
    /// Whether another start was supposed than the case has.
    public let isSupposed: Bool

    /// A view from its parts.
    public init(deadline: DeadlineView, clock: DeadlineClock, isSupposed: Bool) {
        self.deadline = deadline
        self.clock = clock
        self.isSupposed = isSupposed
    }
}

extension Engine {
    /// How a deadline comes about, from another start where one is supposed.
    ///
    /// Of several by the name the last one counts.
    public func clock(number: String, deadline name: String, from: Instant?, as account: String) async throws
        -> ClockView
    {
        try read(as: account) { reading in
            let seen = try reading.visible(number)
            let file = try reading.opened(seen)
            let found = reading.deadlines(seen).filter { $0.deadline.name == name }
                .max { $0.deadline.occasion < $1.deadline.occasion }
            guard let found,
                let clock = reading.decision(seen.workflow).clock(of: found.deadline, from: from, on: file)
            else { throw Refusal.unknown(.case) }
            return ClockView(deadline: found, clock: clock, isSupposed: from != nil)
        }
    }
}
