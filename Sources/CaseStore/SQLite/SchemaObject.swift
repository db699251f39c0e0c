import Casework
import Schema
import Synchronization
import Values

/// A table, index, trigger or view that the schema declares.
struct SchemaObject: Sendable, Hashable {
    let type: String
    let name: String
    let sql: String

    /// What the migrations make of an empty database: the only measure of what a file should declare.
    static func expected() throws -> Set<SchemaObject> {
        let lane = try Lane(path: ":memory:", isReadOnly: false, busyTimeout: 0, cacheKibibytes: 256)
        for migration in SchemaMigration.all { try lane.execute(migration.sql) }
        let objects = try lane.connection.withLock { try $0.schemaObjects() }
        try lane.close()
        return objects
    }

    /// What is missing, added or another, by name.
    static func differences(between expected: Set<SchemaObject>, and found: Set<SchemaObject>)
        -> [LocalizedText]
    {
        let missing = expected.subtracting(found).sorted { $0.name < $1.name }
            .map { object in
                LocalizedText(
                    zhHant: "資料庫結構缺少或更動:\(object.type) \(object.name)",
                    en: "the schema lacks \(object.type) \(object.name), or has another"
                )
            }
        let names = Set(expected.map(\.name))
        let added = found.subtracting(expected).filter { !names.contains($0.name) }
            .sorted { $0.name < $1.name }
            .map { object in
                LocalizedText(
                    zhHant: "資料庫結構多出:\(object.type) \(object.name)",
                    en: "the schema has \(object.type) \(object.name), which is none of ours"
                )
            }
        return missing + added
    }
}
