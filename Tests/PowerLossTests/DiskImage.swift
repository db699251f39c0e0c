import Crypto
import Foundation

/// The files of a directory as a loss of power has left them.
struct DiskImage {
    var files: [String: [UInt8]] = [:]

    /// What two images share if and only if they are the same.
    var digest: SHA256.Digest {
        var hash = SHA256()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name) \(bytes.count)\n".utf8))
            bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        }
        return hash.finalize()
    }

    /// Puts the files into a directory, in place of all that is there.
    func write(to directory: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) where files[name] == nil {
            unlink(directory + "/" + name)
        }
        for (name, bytes) in files { try RawFile.write(bytes, to: directory + "/" + name) }
    }

    /// The files that are in a directory, without those that no sync ever covers.
    init(reading directory: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory)
        where !name.hasSuffix("-shm") && !name.hasSuffix(".lock") {
            files[name] = try RawFile.read(directory + "/" + name)
        }
    }

    init(files: [String: [UInt8]] = [:]) { self.files = files }
}

/// Files read and written without more ado: a hundred thousand images are.
enum RawFile {
    struct Failure: Error {
        let path: String
        let code: Int32
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        defer { close(descriptor) }
        let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw Failure(path: path, code: errno) }
    }

    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = pread(descriptor, buffer.baseAddress, size, 0)
            guard count == size else { throw Failure(path: path, code: errno) }
        }
    }
}

/// A directory of a test's own, in memory where the system has a place for that.
struct Scratch {
    let directory: String
    var path: String { directory + "/anwei.db" }

    static func with<Result>(_ test: (Scratch) throws -> Result) throws -> Result {
        let memory = "/dev/shm"
        let place =
            FileManager.default.isWritableFile(atPath: memory)
            ? memory : FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        let directory = "\(place)/anwei-power-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        return try test(Scratch(directory: directory))
    }
}
