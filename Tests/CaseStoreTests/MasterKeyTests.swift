import Casework
import Foundation
import Testing
import Values

@testable import CaseStore

@Suite
struct `The master key` {
    private let randomness = SeededRandomness(seed: 1)

    private func path(_ scratch: Scratch) -> String { scratch.directory + "/master.key" }

    @Test
    func `is made on the first run, for its owner alone, and found on the next`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            let made = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            let attributes = try FileManager.default.attributesOfItem(atPath: path(scratch))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(scratch.bytes("master.key") == made.bytes)
            let found = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            #expect(found.bytes == made.bytes)
        }
    }

    @Test
    func `is not bound anew to a database with entries that has lost its mark`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            _ = try storage.write { try $0.append(after: nil, revision: 0, kind: .register) }
            try storage.writer.execute("DELETE FROM facts")
            #expect(throws: MasterKeyProblem.missingMark) {
                try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            }
        }
    }

    @Test
    func `must be there once the database has seen one`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            try FileManager.default.removeItem(atPath: path(scratch))
            #expect(throws: MasterKeyProblem.missingKey(path: path(scratch))) {
                _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            }
            #expect(!FileManager.default.fileExists(atPath: path(scratch)), "no second key is made")
        }
    }

    @Test
    func `must be the database's own`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            try write([UInt8](repeating: 7, count: 32), scratch)
            #expect(throws: MasterKeyProblem.foreignKey) {
                _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            }
        }
    }

    @Test(arguments: [0o640, 0o604, 0o666, 0o610])
    func `is refused if others may do anything with it`(_ mode: Int) throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            try write([UInt8](repeating: 7, count: 32), scratch, mode: mode)
            #expect(throws: MasterKeyProblem.exposed(path: path(scratch))) {
                _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            }
        }
    }

    @Test(arguments: [0, 31, 33])
    func `has 32 bytes`(_ count: Int) throws {
        #expect(MasterKey(bytes: [UInt8](repeating: 0, count: count)) == nil)
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            try write([UInt8](repeating: 7, count: count), scratch)
            #expect(throws: MasterKeyProblem.malformed(path: path(scratch))) {
                _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            }
        }
    }

    @Test
    func `is not read through a link`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            try FileManager.default.createSymbolicLink(
                atPath: path(scratch),
                withDestinationPath: scratch.directory + "/elsewhere"
            )
            #expect(throws: MasterKeyProblem.self) {
                _ = try MasterKey(path: path(scratch), for: storage, randomness: randomness)
            }
        }
    }

    @Test
    func `tells in both languages what to do about it`() {
        let problems: [MasterKeyProblem] = [
            .missingKey(path: "/k"), .foreignKey, .exposed(path: "/k"), .malformed(path: "/k"),
            .unreadable(path: "/k", reason: "r"),
        ]
        #expect(Set(problems.map(\.message.zhHant)).count == problems.count)
        #expect(problems.allSatisfy { $0.message.zhHant.contains("請") && !$0.message.en.isEmpty })
    }

    private func write(_ bytes: [UInt8], _ scratch: Scratch, mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path(scratch)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(scratch))
    }
}
