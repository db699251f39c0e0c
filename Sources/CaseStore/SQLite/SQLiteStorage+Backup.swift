import Casework
import GRDB
import Synchronization

extension SQLiteStorage {
    /// Writes a consistent copy of the database to a file that must not exist yet, while work goes on.
    ///
    /// The copy has no log beside it and is durable when the call returns. The master key is not in it.
    public func backup(to target: String) throws {
        let lane = try Lane(path: path, isReadOnly: false, busyTimeout: 5_000, cacheKibibytes: 1_024)
        defer { try? lane.close() }
        let file = DatabaseFile(path: target)
        try file.create()
        try lane.execute("VACUUM INTO ?", arguments: [target])
        try file.sync()
        try file.syncDirectory()
    }
}
