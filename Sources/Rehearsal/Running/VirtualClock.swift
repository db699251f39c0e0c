import CaseEngine
import Synchronization
import Values

/// A clock that stands still until a rehearsal moves it.
final class VirtualClock: EngineClock {
    private let instant: Mutex<Instant>

    init(_ start: Instant) { instant = Mutex(start) }

    func now() -> Instant { instant.withLock { $0 } }

    /// Sets the clock.
    func set(_ new: Instant) { instant.withLock { $0 = new } }
}
