import Casework
import Values

/// Level 2: the register's rows are those that entries have put, and fit together.
extension JournalVerifier {
    /// The register's rows decide who may do what, so they have to be those that entries have put.
    mutating func compareRegister() throws {
        for kind in RegisterKind.allCases {
            let rows = try snapshot.register(kind)
            let expected = register[kind] ?? [:]
            for id in Set(rows.keys).union(expected.keys).sorted() where rows[id] != expected[id] {
                let row = "\(kind.rawValue) \(id)"
                find(2, nil, nil, "登錄資料與紀錄不符:\(row)", "a row is not what its entries make it: \(row)")
            }
        }
        for problem in directory.problems {
            let place = "\(problem.field): "
            find(2, nil, nil, "登錄資料不合:" + place + problem.message.zhHant, place + problem.message.en)
        }
    }
}
