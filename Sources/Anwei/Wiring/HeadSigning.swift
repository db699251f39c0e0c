import CaseStore
import Logging
import ServiceLifecycle
import Values

/// Signs the journal's end every few minutes while the server runs.
struct HeadSigning: Service {
    private let keeper: HeadKeeper
    private let interval: Duration
    private let logger: Logger

    init(_ keeper: HeadKeeper, everyMinutes minutes: Int, logger: Logger) {
        self.keeper = keeper
        interval = .seconds(minutes * 60)
        self.logger = logger
    }

    /// Signs at once, so that a first start leaves a head; a file that cannot be written is said and tried again.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try keeper.sign()
                } catch let problem as HeadProblem {
                    logger.error("the journal's end could not be signed: \(problem.message.en)")
                } catch {
                    logger.error("the journal's end could not be signed: \(error)")
                }
                try? await Task.sleep(for: interval)
            }
        }
    }
}
