import ArgumentParser
import CaseEngine
import Foundation
import Logging
import Schema
import ServiceLifecycle
import UnixSignals
import Values
import WebServer

/// `anwei serve`: the engine with its doors, until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the API over TCP and a Unix socket. 啟動伺服器。",
        discussion: """
            SIGTERM and SIGINT finish what is under way, then stop. Exit code 74 means that the outcome of a write \
            is unknown: start again and repeat unanswered requests with the same Idempotency-Key.
            """
    )

    @OptionGroup var options: DatabaseOptions

    @Option(help: ArgumentHelp("Where to listen over TCP. 監聽位址。", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @Option(help: ArgumentHelp("The Unix socket, at most 107 bytes. 本機通訊端。", valueName: "path"))
    var socket: String?

    @Option(help: "How many threads handle connections. 連線處理緒數。")
    var threads = 1

    @Option(help: ArgumentHelp("What the installation is called. 環境名稱。", valueName: "name"))
    var environment = "正式"

    @Flag(help: "Logs every request in one line. 逐筆記錄請求。")
    var verbose = false

    func validate() throws {
        guard Doors.Address(listen) != nil else {
            throw ValidationError("--listen 須為 HOST:PORT (takes HOST:PORT).")
        }
        guard (1...64).contains(threads) else { throw ValidationError("--threads 須為 1–64 (takes 1 to 64).") }
    }

    func run() async throws {
        // A client that goes away is no reason to end; elsewhere a closed pipe ends the command as usual.
        signal(SIGPIPE, SIG_IGN)
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "anwei")
        logger.logLevel = verbose ? .debug : .notice
        var place: SocketPlace?
        if let socket { place = try SocketPlace(path: socket) }
        let engine = try Installation(options, logger: logger).engine
        try engine.startScheduler()
        let doors = Doors(
            service: engine,
            settings: settings(),
            address: Doors.Address(listen),
            place: place,
            threads: threads,
            logger: logger,
            opened: { Terminal.complain("anwei: listening on \($0)") }
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [doors],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet(logger)
            )
        )
        do {
            try await group.run()
        } catch {
            try? engine.stop()
            throw error
        }
        try engine.stop()
    }

    private func settings() -> DoorSettings {
        let clock = SystemClock()
        return DoorSettings(
            environment: environment,
            description: APIDescription.bytes,
            serverUser: geteuid(),
            now: { clock.now() }
        )
    }

    /// The lifecycle's own messages: only what needs somebody.
    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}
