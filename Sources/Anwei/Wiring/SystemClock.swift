import CaseEngine
import Foundation
import Values

/// The system's clock: the only one in the product.
///
/// It counts milliseconds, as the journal does: a finer instant would come out of replay as another one.
struct SystemClock: EngineClock {
    func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
