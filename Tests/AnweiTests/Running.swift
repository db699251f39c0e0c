import Foundation
import Testing

/// A running server on a demonstration database.
struct Running {
    let folder: String
    let process: Process
    let address: String

    /// Starts a server, on a new demonstration database unless a folder with one is given.
    ///
    /// - Parameters:
    ///   - existing: the folder of a database that is there already.
    ///   - largestFile: the size beyond which the system lets no file grow, in KiB; nil for no limit.
    init(on existing: String? = nil, largestFile: Int? = nil) throws {
        folder = try existing ?? Program.demonstration()
        let arguments = [
            "serve", "--database", folder + "/anwei.db", "--listen", "127.0.0.1:0", "--socket", folder + "/s",
        ]
        let environment = ["LANG": "en_GB.UTF-8"]
        if let largestFile {
            process = try Program.start(
                arguments,
                folder: folder,
                environment: environment,
                limited: "trap '' XFSZ; ulimit -f \(largestFile);"
            )
        } else {
            process = try Program.start(arguments, folder: folder, environment: environment)
        }
        address = try Running.address(folder, process)
    }

    /// The address that the server reports; it is written once both doors are open.
    private static func address(_ folder: String, _ process: Process) throws -> String {
        for _ in 0..<2_000 {
            let lines = try String(contentsOfFile: folder + "/err", encoding: .utf8).split(
                separator: "\n"
            )
            let places = lines.compactMap { $0.split(separator: "listening on ").dropFirst().first }
            if places.count == 2, let place = places.first(where: { $0.contains("127.0.0.1") }) {
                return String(place)
            }
            guard process.isRunning else { break }
            usleep(10_000)
        }
        throw CocoaError(.fileReadUnknown)
    }

    func stop(_ signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What the server gives to a GET over TCP.
    func get(_ path: String, token: String? = nil) throws -> String {
        try Talk.ask(address, path, headers: token.map { ["Authorization: Bearer \($0)"] } ?? [])
    }
}
