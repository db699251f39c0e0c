/// How a database is opened.
public struct SQLiteOptions: Sendable, Hashable {
    /// How long another process's lock is waited for, in milliseconds, before `.busy`.
    public var busyTimeout = 5_000
    /// How many queries can read at once.
    public var readers = 4
    /// The length of the write-ahead log, in pages of 4 KiB, from which it is copied into the database.
    public var checkpointPages = 4_000
    /// Whether a batch may be run again instead of keeping savepoints; not where random bytes are to come the same
    /// way as in another store.
    public var repeatsBatches = true
    /// The size that the database may not exceed, in pages; nil leaves it to the disk.
    public var maximumPages: Int?

    /// The defaults.
    public init() {}
}
