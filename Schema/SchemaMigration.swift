/// One numbered step of the database's schema: SQL that runs in one transaction.
public struct SchemaMigration: Sendable, Hashable {
    /// The user version that the database has afterwards.
    public let version: Int
    /// The statements.
    public let sql: String

    /// All migrations, from the first on; the last one's version is the newest that this program knows.
    public static let all: [SchemaMigration] = [
        SchemaMigration(version: 1, bytes: PackageResources.v0001_journal_sql),
        SchemaMigration(version: 2, bytes: PackageResources.v0002_verdicts_sql),
        SchemaMigration(version: streams, bytes: PackageResources.v0003_streams_sql),
        SchemaMigration(version: 4, bytes: PackageResources.v0004_console_sql),
    ]

    /// The version from which on the rows of the streams are chained; what was there before has to be hashed, which
    /// SQL alone cannot.
    public static let streams = 3

    private init(version: Int, bytes: [UInt8]) {
        self.version = version
        sql = String(decoding: bytes, as: UTF8.self)
    }
}
