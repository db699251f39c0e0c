import CaseStore
import Dispatch
import Logging
import ServiceLifecycle
import Values

/// Signs the journal's end every few minutes while the server runs.
struct HeadSigning: Service {
    private let keeper: HeadKeeper
    private let minutes: Int
    private let logger: Logger

    init(_ keeper: HeadKeeper, everyMinutes minutes: Int, logger: Logger) {
        self.keeper = keeper
        self.minutes = minutes
        self.logger = logger
    }

    /// Signs at once, so that a first start leaves a head, and then again and again until the server stops.
    ///
    /// A stream waits for the end, because it remembers an end that came before anybody waited.
    func run() async throws {
        let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "anwei.heads", qos: .utility))
        timer.setEventHandler { sign() }
        timer.schedule(deadline: .now(), repeating: .seconds(minutes * 60))
        timer.activate()
        await withTaskCancellationOrGracefulShutdownHandler {
            for await _ in end {}
        } onCancelOrGracefulShutdown: {
            ending.finish()
        }
        timer.cancel()
    }

    /// A file that cannot be written is said and tried again.
    private func sign() {
        do {
            try keeper.sign()
        } catch let problem as HeadProblem {
            logger.error("the journal's end could not be signed: \(problem.message.en)")
        } catch {
            logger.error("the journal's end could not be signed: \(error)")
        }
    }
}
