import ArgumentParser
import CaseEngine
import Dispatch
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
            is unknown: start again and repeat unanswered requests with the same Idempotency-Key. Exit code 1 means \
            that the journal is not the one that was signed: it was cut off, restored or written anew.
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

    @Option(help: ArgumentHelp("How often the journal's end is signed. 簽署間隔。", valueName: "minutes"))
    var headsEvery = 5

    @Option(
        help: ArgumentHelp("Why an older file was restored on purpose. 有意還原舊檔之理由。", valueName: "reason")
    )
    var acceptRestored: String?

    @Flag(help: "Over the socket only unlocked consoles may write. 通訊端之寫入須經主控台解鎖。")
    var socketDemandsSession = false

    @Flag(help: "Logs every request in one line. 逐筆記錄請求。")
    var verbose = false

    func validate() throws {
        guard Doors.Address(listen) != nil else {
            throw ValidationError("--listen 須為 HOST:PORT (takes HOST:PORT).")
        }
        guard (1...1_440).contains(headsEvery) else {
            throw ValidationError("--heads-every 須為 1–1440 (takes 1 to 1440).")
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
        let installation = try Installation(options, logger: logger, acceptingRestored: acceptRestored)
        let engine = installation.engine
        try engine.closeLostConsoles()
        try engine.startScheduler()
        let reading = DispatchQueue(label: "anwei.reading", qos: .utility)
        let doors = Doors(
            service: engine,
            settings: settings(),
            address: Doors.Address(listen),
            place: place,
            threads: threads,
            logger: logger,
            opened: { place in
                Terminal.complain("anwei: listening on \(place)")
                reading.async { installation.readAhead() }
            }
        )
        // Named here: by itself the lifecycle prints a service with all that it holds, keys too, and puts that in logs.
        typealias ServiceConfiguration = ServiceGroupConfiguration.ServiceConfiguration
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    ServiceConfiguration(service: doors, serviceName: "doors"),
                    ServiceConfiguration(
                        service: HeadSigning(installation.heads, everyMinutes: headsEvery, logger: logger),
                        serviceName: "head signing"
                    ),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet(logger)
            )
        )
        do {
            try await group.run()
        } catch {
            try? installation.close()
            throw error
        }
        try installation.close()
    }

    private func settings() -> DoorSettings {
        let clock = SystemClock()
        return DoorSettings(
            release: AnweiCommand.release,
            environment: environment,
            description: APIDescription.bytes,
            serverUser: geteuid(),
            now: { clock.now() },
            demandsSession: socketDemandsSession,
            isAlive: { kill($0, 0) == 0 || errno == EPERM }
        )
    }

    /// The lifecycle's own messages: only what needs somebody.
    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}
