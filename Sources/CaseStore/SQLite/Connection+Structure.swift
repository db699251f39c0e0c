import Casework
import Values

/// Whether the file still has the form that the migrations give it.
///
/// A dropped index makes a list lose rows, a trigger writes behind the engine's back, and neither changes a hash.
extension Connection {
    mutating func structureProblems(expected: Set<SchemaObject>) throws(StorageFailure) -> [LocalizedText] {
        var problems = try integrityProblems()
        let found = try schemaObjects()
        problems += SchemaObject.differences(between: expected, and: found)
        // With a table missing or another, what follows could not be asked.
        guard problems.isEmpty else { return problems }
        for (table, count) in try all(.storedClasses, read: { row in (row.text(0), row.integer(1)) })
        where count > 0 {
            problems.append(
                LocalizedText(
                    zhHant: "資料表 \(table) 有 \(count) 列之值不合規格",
                    en: "\(count) rows of table \(table) hold values that none of ours has"
                )
            )
        }
        for (table, what, count) in try all(
            .strayRows,
            read: { row in (row.text(0), row.text(1), row.integer(2)) }
        ) where count != 0 {
            problems.append(Connection.stray(table, what, count))
        }
        return problems
    }

    mutating func schemaObjects() throws(StorageFailure) -> Set<SchemaObject> {
        Set(
            try all(.schemaObjects) { row in
                SchemaObject(type: row.text(0), name: row.text(1), sql: row.text(2))
            }
        )
    }

    private mutating func integrityProblems() throws(StorageFailure) -> [LocalizedText] {
        try all(.integrity) { row in row.text(0) }.filter { $0 != "ok" }
            .map { LocalizedText(zhHant: "資料庫檔案損壞:\($0)", en: "the file is damaged: \($0)") }
    }

    private static func stray(_ table: String, _ what: String, _ count: Int64) -> LocalizedText {
        switch what {
        case "gap":
            LocalizedText(
                zhHant: "資料表 \(table) 缺漏 \(count) 列",
                en: "\(count) rows of table \(table) are missing"
            )
        case "time":
            LocalizedText(
                zhHant: "資料表 \(table) 有 \(count) 列之時間早於前一列",
                en: "\(count) rows of table \(table) have a time before that of the row before"
            )
        case _:
            LocalizedText(
                zhHant: "資料表 \(table) 有 \(count) 列所指對象不存在",
                en: "\(count) rows of table \(table) are about what does not exist"
            )
        }
    }
}
