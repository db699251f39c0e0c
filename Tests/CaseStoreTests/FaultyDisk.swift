import CTestDisk
import GRDBSQLite

/// A disk that fails when a test wants it to: the n-th write or sync of a write-ahead log below a directory
/// named `faulty` gives an error instead.
enum FaultyDisk {
    /// What fails.
    enum Operation: String, CaseIterable, Sendable {
        case write
        case sync
    }

    /// Puts itself between SQLite and the system, for every connection opened from now on.
    static var installed: Bool { test_disk_install() == SQLITE_OK }

    /// Lets so many operations pass, then fails every one with a code until `heal`.
    static func fail(_ operation: Operation, with code: Int32, after passing: Int) {
        let failing =
            switch operation {
            case .write: TEST_DISK_WRITE
            case .sync: TEST_DISK_SYNC
            }
        test_disk_fail(failing, code, Int64(passing))
    }

    /// Stops failing and says whether anything has failed.
    @discardableResult
    static func heal() -> Bool { test_disk_heal() != 0 }
}
