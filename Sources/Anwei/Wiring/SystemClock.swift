import CaseEngine
import Foundation
import Values

/// The system's clock: the only one in the product.
struct SystemClock: EngineClock {
    func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }
}
