import CaseStore
import Casework
import Foundation

/// The stores that the conformance suite runs against.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case sqlite

    /// Runs a test on an empty store of this kind.
    func with(_ test: (any Storage) throws -> Void) throws {
        switch self {
        case .memory: try test(MemoryStorage())
        case .sqlite:
            try Scratch.with { scratch in
                let storage = try scratch.open()
                defer { try? storage.close() }
                try test(storage)
            }
        }
    }
}

/// A directory of a test's own, removed afterwards.
struct Scratch {
    let directory: String

    /// The database's path.
    var path: String { directory + "/anwei.db" }

    /// Opens the database.
    func open(_ options: SQLiteOptions = Scratch.options) throws -> SQLiteStorage {
        try SQLiteStorage(path: path, options: options)
    }

    /// Waits little for locks, so that tests do not.
    static var options: SQLiteOptions {
        var options = SQLiteOptions()
        options.busyTimeout = 50
        return options
    }

    /// Runs a test with a fresh directory.
    static func with<Result>(name: String = "store", _ test: (Scratch) throws -> Result) throws -> Result {
        let name = "anwei-\(name)-\(UInt64.random(in: 0...UInt64.max))"
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        return try test(Scratch(directory: directory))
    }

    /// The bytes of a file in the directory; empty if there is none.
    func bytes(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: directory + "/" + name).map { Array($0) } ?? []
    }
}
