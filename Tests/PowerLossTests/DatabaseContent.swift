import Crypto
import GRDBSQLite

/// A connection of the tests' own, beside the product's, that looks at a whole database.
final class DatabaseContent {
    struct Failure: Error {
        let text: String
    }

    private var handle: OpaquePointer?

    /// Opens a database; one that stands still is read without locks and without a log.
    init(path: String, standsStill: Bool = false) throws {
        let uri = "file:\(path)?\(standsStill ? "immutable=1" : "mode=rw")"
        let flags = SQLITE_OPEN_URI | SQLITE_OPEN_READWRITE
        try check(sqlite3_open_v2(uri, &handle, flags, nil))
    }

    deinit { sqlite3_close(handle) }

    func close() {
        sqlite3_close(handle)
        handle = nil
    }

    /// Runs a query and hands over each row.
    func rows(_ sql: String, _ body: (OpaquePointer) -> Void) throws {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
        defer { sqlite3_finalize(statement) }
        while let statement {
            let code = sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { return try check(code) }
                return
            }
            body(statement)
        }
    }

    /// The first column of a query.
    func texts(_ sql: String) throws -> [String] {
        var texts: [String] = []
        try rows(sql) { texts.append(sqlite3_column_text($0, 0).map { String(cString: $0) } ?? "") }
        return texts
    }

    /// What SQLite itself finds wrong; "ok" if nothing.
    func integrity() throws -> String { try texts("PRAGMA integrity_check").joined(separator: "; ") }

    /// A digest of the schema and of every row of every table.
    func digest() throws -> SHA256.Digest {
        var hash = SHA256()
        let tables = try texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        let queries =
            ["PRAGMA user_version", "SELECT * FROM sqlite_schema"] + tables.map { "SELECT * FROM \($0)" }
        for query in queries {
            hash.update(data: Array(query.utf8))
            try rows(query) { DatabaseContent.add($0, to: &hash) }
        }
        return hash.finalize()
    }

    private static func add(_ row: OpaquePointer, to hash: inout SHA256) {
        for column in 0..<sqlite3_column_count(row) {
            let type = sqlite3_column_type(row, column)
            let bytes = sqlite3_column_blob(row, column)
            let count = Int(sqlite3_column_bytes(row, column))
            withUnsafeBytes(of: (type, Int32(count))) { hash.update(bufferPointer: $0) }
            hash.update(bufferPointer: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
        }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else {
            throw Failure(text: "\(code): \(String(cString: sqlite3_errmsg(handle)))")
        }
    }
}
