import CTestDisk

/// What SQLite does to the files of a directory, written down by the tests' own file layer.
final class RecordedDisk {
    private let log: OpaquePointer

    /// Begins to record; connections that are open already are left out.
    init(directory: String) {
        _ = test_disk_install()
        log = test_disk_start(directory)
    }

    /// Adds a mark of the test's own.
    func mark(_ mark: Mark) {
        switch mark {
        case .begun(let batch): test_disk_mark(log, 0, Int64(batch))
        case .acknowledged(let batch): test_disk_mark(log, 1, Int64(batch))
        }
    }

    /// Ends the recording and returns it.
    func stop() -> [DiskRecord] {
        test_disk_stop(log)
        return (0..<test_disk_count(log)).map { DiskRecord(test_disk_at(log, $0)) }
    }

    /// Everything that touched the files has to be closed by now.
    deinit {
        test_disk_stop(log)
        test_disk_free(log)
    }
}

/// What a test says about the batch that it hands to the engine.
enum Mark: Hashable {
    /// From here on the batch may be on the disk.
    case begun(Int)
    /// From here on the batch must be on the disk.
    case acknowledged(Int)
}

/// One thing that was done to the disk, in the order of completion.
enum DiskRecord {
    case found(file: Int, name: String)
    case created(file: Int, name: String)
    case written(file: Int, offset: Int, bytes: [UInt8])
    case cut(file: Int, size: Int)
    /// What was completed before a position of the log is durable, and perhaps the directory's names.
    case synced(file: Int, before: Int, names: Bool)
    case deleted(name: String, isSynced: Bool)
    case mark(Mark)

    init(_ record: test_disk_record) {
        let file = Int(record.file)
        let offset = Int(record.offset)
        let name = record.name.map { String(cString: $0) } ?? ""
        switch record.kind {
        case TEST_DISK_FOUND: self = .found(file: file, name: name)
        case TEST_DISK_CREATED: self = .created(file: file, name: name)
        case TEST_DISK_WRITTEN:
            let bytes = UnsafeBufferPointer(start: record.bytes, count: Int(record.count))
            self = .written(file: file, offset: offset, bytes: Array(bytes))
        case TEST_DISK_CUT: self = .cut(file: file, size: offset)
        case TEST_DISK_SYNCED: self = .synced(file: file, before: offset, names: record.count != 0)
        case TEST_DISK_DELETED: self = .deleted(name: name, isSynced: record.count != 0)
        case TEST_DISK_MARK: self = .mark(file == 0 ? .begun(offset) : .acknowledged(offset))
        case let kind: preconditionFailure("Invalid state: a record of kind \(kind)")
        }
    }
}
