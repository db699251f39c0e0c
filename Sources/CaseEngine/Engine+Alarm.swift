import Dispatch
import Logging
import Synchronization
import Values

/// Wakes the writer when the next thing is due.
///
/// ```
///            COMMIT with a next due            not yet due by the clock
///  asleep ─────────────────────▶ armed ◀──────────────────────────────┐
///                                  │ after the rest, at most the longest sleep
///                                  ▼                                  │
///                               woken ────────────────────────────────┘
///                                  │ due: a turn of the writer ─▶ COMMIT ─▶ armed for the next
///                                  └─ the store was busy or full ─▶ armed, a second later
/// ```
extension Engine {
    /// When the writer is woken next, and for what.
    struct Alarm {
        var work: DispatchWorkItem?
        /// The next instant at which something is due; nil while nothing is.
        var next: Instant?
        /// What the work that waits was set for; another thing may be due first only if it is earlier.
        var armedFor = Instant(milliseconds: 0)
        /// The journal's time as of the last COMMIT: what is due by it does not wait for a clock set back.
        var journal = Instant(milliseconds: 0)
        var isOn = false
        /// Something due could not be taken; it is tried again, but not at once.
        var isStuck = false
        /// The clock is behind the journal, and the operator has been told.
        var isBehind = false
    }

    /// Lets the clock fire what is due from now on; what fell due while nobody ran is fired at once.
    public func startScheduler() throws {
        alarm.withLock { $0.isOn = true }
        try fireDue()
    }

    /// Sets the one alarm that wakes the writer when the next thing is due.
    func setAlarm(for next: Instant?, at journal: Instant) {
        alarm.withLock { alarm in
            // Each step moves a deadline, mostly to a later instant. An alarm that rings too early looks at the
            // clock and is set anew, once, instead of with each step.
            let isSet = alarm.work != nil && next.map { alarm.armedFor <= $0 } ?? true
            alarm.next = next
            alarm.journal = journal
            if !isSet { arm(&alarm) }
        }
    }

    /// Sleeps until the next thing is due, but never long: a clock that was set forward, or a machine that was
    /// suspended, is noticed only by looking.
    private func arm(_ alarm: inout Alarm) {
        alarm.work?.cancel()
        alarm.work = nil
        guard alarm.isOn, isReady, let next = alarm.next else { return }
        let soonest: Int64 = alarm.isStuck ? 1_000 : 0
        alarm.isStuck = false
        let clock = configuration.clock.now()
        warn(&alarm, clock)
        let left = (next - max(clock, alarm.journal)).milliseconds
        let wait = min(max(left, soonest) + 1, configuration.longestSleep.milliseconds)
        let work = DispatchWorkItem { [weak self] in self?.wake() }
        alarm.work = work
        alarm.armedFor = next
        writer.asyncAfter(deadline: .now() + .milliseconds(Int(wait)), execute: work)
    }

    /// Tells the operator once that the clock was set back: until it has caught up, nothing new falls due.
    private func warn(_ alarm: inout Alarm, _ clock: Instant) {
        let behind = (alarm.journal - clock).seconds
        if behind >= 60, !alarm.isBehind {
            configuration.logger.error(
                "the clock is \(behind) s behind the journal: until then nothing falls due"
            )
        }
        alarm.isBehind = behind >= 60
    }

    /// Looks at the clock; fires what is due, or sleeps on.
    ///
    /// What a busy or full store did not take is tried again.
    private func wake() {
        let isDue = alarm.withLock { alarm in
            alarm.work = nil
            guard let next = alarm.next else { return false }
            guard next > max(configuration.clock.now(), alarm.journal) else { return true }
            arm(&alarm)
            return false
        }
        guard isDue else { return }
        enqueue(
            Job(kind: .due) { [weak self] result in
                guard case .failure = result else { return }
                self?.alarm.withLock { alarm in
                    guard alarm.work == nil else { return }
                    alarm.isStuck = true
                    self?.arm(&alarm)
                }
            }
        )
    }
}
