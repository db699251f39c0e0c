import Foundation
import GRDBSQLite
import Synchronization

/// A disk that fails when a test wants it to: SQLite's own file layer, whose n-th write or sync of a
/// write-ahead log below a directory named `faulty` gives an error instead.
enum FaultyDisk {
    /// What fails.
    enum Operation: String, CaseIterable, Sendable {
        case write
        case sync
    }

    private struct Plan {
        var operation = Operation.write
        var code: Int32 = SQLITE_OK
        var passing = Int.max
        var hasStruck = false
    }

    private static let plan = Mutex(Plan())
    /// The addresses of the real methods by the address of the file.
    private static let methods = Mutex<[UInt: UInt]>([:])

    /// Lets so many operations pass, then fails every one with a code until `heal`.
    static func fail(_ operation: Operation, with code: Int32, after passing: Int) {
        _ = installed
        plan.withLock { $0 = Plan(operation: operation, code: code, passing: passing) }
    }

    /// Stops failing and says whether anything has failed.
    @discardableResult
    static func heal() -> Bool {
        plan.withLock { plan in
            defer { plan = Plan() }
            return plan.hasStruck
        }
    }

    private static func verdict(_ operation: Operation) -> Int32 {
        plan.withLock { plan in
            guard plan.code != SQLITE_OK, plan.operation == operation else { return SQLITE_OK }
            plan.passing -= 1
            guard plan.passing < 0 else { return SQLITE_OK }
            plan.hasStruck = true
            return plan.code
        }
    }

    /// Puts itself between SQLite and the system, for every connection opened from now on.
    static let installed: Bool = {
        guard let unix = sqlite3_vfs_find("unix") else { return false }
        let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        layer.initialize(to: unix.pointee)
        layer.pointee.pNext = nil
        layer.pointee.zName = UnsafePointer(strdup("faulty"))
        layer.pointee.xOpen = { layer, name, file, flags, outFlags in
            guard let unix = sqlite3_vfs_find("unix"), let open = unix.pointee.xOpen else {
                return SQLITE_ERROR
            }
            let code = open(layer, name, file, flags, outFlags)
            guard code == SQLITE_OK, flags & SQLITE_OPEN_WAL != 0, let name, let file,
                String(cString: name).contains("faulty")
            else { return code }
            FaultyDisk.wrap(file)
            return code
        }
        return sqlite3_vfs_register(layer, 1) == SQLITE_OK
    }()

    private static func wrap(_ file: UnsafeMutablePointer<sqlite3_file>) {
        guard let real = file.pointee.pMethods else { return }
        methods.withLock { $0[UInt(bitPattern: file)] = UInt(bitPattern: real) }
        let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        table.initialize(to: real.pointee)
        table.pointee.xWrite = { file, bytes, count, offset in
            let code = FaultyDisk.verdict(.write)
            guard code == SQLITE_OK else { return code }
            return FaultyDisk.real(file)?.pointee.xWrite(file, bytes, count, offset) ?? SQLITE_ERROR
        }
        table.pointee.xSync = { file, flags in
            let code = FaultyDisk.verdict(.sync)
            guard code == SQLITE_OK else { return code }
            return FaultyDisk.real(file)?.pointee.xSync(file, flags) ?? SQLITE_ERROR
        }
        file.pointee.pMethods = UnsafePointer(table)
    }

    private static func real(
        _ file: UnsafeMutablePointer<sqlite3_file>?
    ) -> UnsafePointer<sqlite3_io_methods>? {
        methods.withLock { $0[UInt(bitPattern: file)] }.flatMap { UnsafePointer(bitPattern: $0) }
    }
}
