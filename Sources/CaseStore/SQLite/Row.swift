import Casework
import GRDBSQLite
import Values

/// The row that a statement stands on; valid until the statement moves on.
struct Row {
    let statement: OpaquePointer

    /// Whether a column is NULL.
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    /// Whether a column holds a whole number.
    func isInteger(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_INTEGER }

    /// How many columns the row has.
    var columnCount: Int32 { sqlite3_column_count(statement) }

    /// A whole number.
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// A truth value.
    func boolean(_ column: Int32) -> Bool { integer(column) != 0 }

    /// A case's id.
    func caseID(_ column: Int32) -> CaseID { CaseID(integer(column)) }

    /// An instant from its milliseconds.
    func instant(_ column: Int32) -> Instant { Instant(milliseconds: integer(column)) }

    /// A text; empty for NULL.
    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A text, or nil for NULL.
    func textIfAny(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// Bytes; empty for NULL.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, column))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    /// How many bytes a text or blob has.
    func byteCount(_ column: Int32) -> Int { Int(sqlite3_column_bytes(statement, column)) }

    /// A list of texts from its JSON.
    func texts(_ column: Int32) throws(StorageFailure) -> [String] {
        guard let elements = (try? Value(json: text(column)))?.elements else {
            throw .corrupt("column \(column) is no list")
        }
        return elements.compactMap(\.text)
    }
}
