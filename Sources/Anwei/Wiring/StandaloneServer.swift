import CaseEngine
import CaseStore
import Casework
import Dispatch
import Foundation
import Logging
import Schema
import Values
import WebServer

/// A server inside the console's process, on a socket that nobody else can reach: one way in, for one console.
///
/// It holds the database's lock as any server does, takes no commands, fires nothing that is due, and records who
/// looks at what in the same stream as ever.
final class StandaloneServer {
    let installation: Installation
    let socket: String
    private let folder: String
    private let task: Task<Void, any Error>
    private let ended = DispatchSemaphore(value: 0)

    /// What the process may map: a server needs more than a console.
    static let addressSpace = 64 << 30

    init(_ options: DatabaseOptions) throws {
        let logger = Logger(label: "anwei") { name in
            var handler = StreamLogHandler.standardError(label: name)
            handler.logLevel = .critical
            return handler
        }
        do {
            installation = try Installation(options, logger: logger)
        } catch StorageFailure.inUse {
            throw StandaloneServer.held(options.database)
        }
        try installation.engine.closeLostConsoles()
        folder = try StandaloneServer.privateFolder()
        socket = folder + "/s"
        let place = try SocketPlace(path: socket)
        let (opened, ended) = (DispatchSemaphore(value: 0), ended)
        let doors = Doors(
            service: installation.engine,
            settings: StandaloneServer.settings(),
            address: nil,
            place: place,
            logger: logger,
            opened: { _ in opened.signal() }
        )
        task = Task.detached {
            defer {
                opened.signal()
                ended.signal()
            }
            try await doors.run()
        }
        opened.wait()
    }

    /// Closes the door, finishes what waits and gives the database back.
    func stop() throws {
        task.cancel()
        ended.wait()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try installation.close()
    }

    private static func settings() -> DoorSettings {
        let clock = SystemClock()
        return DoorSettings(
            release: AnweiCommand.release,
            environment: "獨占",
            description: APIDescription.bytes,
            serverUser: geteuid(),
            now: { clock.now() },
            demandsSession: true,
            isReadOnly: true
        )
    }

    private static func privateFolder() throws -> String {
        let base =
            ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((base + "/anwei-" + String(repeating: "X", count: 6)).utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure(
                .inputOutput,
                zhHant: "無法於 \(base) 建立暫存目錄(\(String(cString: strerror(errno))))。",
                en: "Cannot make a folder in \(base) (\(String(cString: strerror(errno))))."
            )
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Who has the database, and what to do instead.
    private static func held(_ database: String) -> Failure {
        let holder = ServerLock.holder(of: database).map { "(pid \($0))" } ?? ""
        return Failure(
            .inUse,
            zhHant: "伺服器執行中\(holder),請改以 anwei console -S 通訊端 連線;二者不得同時使用同一資料庫。",
            en:
                "A server has the database open \(holder); attach with anwei console -S SOCKET instead. Never both."
        )
    }
}
