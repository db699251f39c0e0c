import Foundation
import Synchronization

/// Folders for the files that tests write: all inside one of the process, which is gone when the process ends.
///
/// A test that makes hundreds of them removes each with `with`; the others need not think of it.
public enum TestFolder {
    /// A fresh folder, its name telling whose it is.
    public static func make(_ name: String) throws -> String {
        let path = try root.get() + "/\(name)-\(count.add(1, ordering: .relaxed).newValue)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        return path
    }

    /// Runs a test with a fresh folder and removes it afterwards.
    public static func with<Result>(_ name: String, _ test: (String) throws -> Result) throws -> Result {
        let path = try make(name)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try test(path)
    }

    private static let count = Atomic<Int>(0)

    /// The process's folder; a process that is killed leaves it, and its number in the name.
    private static let root = Result {
        let path = FileManager.default.temporaryDirectory.path + "/anwei-tests-\(getpid())"
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        place.withLock { $0 = path }
        atexit { TestFolder.place.withLock { try? FileManager.default.removeItem(atPath: $0) } }
        return path
    }

    private static let place = Mutex("")
}
