import Casework
import Crypto
import Foundation
import Testing
import Values

@testable import CaseStore

@Suite
struct `A case's key` {
    private static let master = MasterKey(from: SeededRandomness(seed: 1))
    private static let key = [UInt8](repeating: 0x5A, count: 60)

    @Test(arguments: StoreKind.allCases)
    func `is gone for every reader once it was destroyed`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let ids = try storage.write { transaction throws in
                let ids = [try transaction.open(), try transaction.open()]
                for id in ids { try transaction.keep(caseKey: Self.key, for: id) }
                return ids
            }
            try storage.write { transaction throws in
                try transaction.destroy(caseKey: ids[0])
                #expect(try transaction.caseKey(ids[0]) == nil)
                #expect(try transaction.caseHead(ids[0])?.file == Sample.file(ids[0]))
            }
            try storage.truncateLog()
            try storage.read { snapshot throws in
                #expect(try snapshot.caseKey(ids[0]) == nil)
                #expect(try snapshot.caseKey(ids[1]) == Self.key)
                #expect(try snapshot.caseHead(ids[0])?.file == Sample.file(ids[0]))
                #expect(try snapshot.chainHead().sequence == 2)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `stays if its destruction is rolled back`(_ kind: StoreKind) throws {
        try kind.with { storage in
            let id = try storage.write { transaction throws in
                let id = try transaction.open()
                try transaction.keep(caseKey: Self.key, for: id)
                return id
            }
            try storage.write { transaction throws in
                #expect(throws: Undone.self) {
                    try transaction.savepoint {
                        try transaction.destroy(caseKey: id)
                        throw Undone()
                    }
                }
                #expect(try transaction.caseKey(id) == Self.key)
            }
            #expect(throws: Undone.self) {
                try storage.write { transaction throws in
                    try transaction.destroy(caseKey: id)
                    throw Undone()
                }
            }
            #expect(try storage.read { try $0.caseKey(id) } == Self.key)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `that is not there is destroyed without a word`(_ kind: StoreKind) throws {
        try kind.with { storage in
            try storage.write { try $0.destroy(caseKey: CaseID(7)) }
            try storage.truncateLog()
            #expect(try storage.read { try $0.chainHead() } == .empty)
        }
    }

    @Test
    func `leaves no byte in the files when it is destroyed and the log is emptied`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            let sealing = AESSealing(Self.master, randomness: SeededRandomness(seed: 3))
            // Enough to fill several pages, so that deleting also merges pages.
            let ids = (1...900).map { CaseID($0) }
            let keys = Dictionary(uniqueKeysWithValues: ids.map { ($0, sealing.makeCaseKey(for: $0)) })
            for part in stride(from: 0, to: ids.count, by: 60) {
                try storage.write { transaction throws in
                    for id in ids[part..<part + 60] { try transaction.keep(caseKey: keys[id] ?? [], for: id) }
                }
            }
            // Every third stays; the others go in an order that jumps about, one transaction each.
            let doomed = ids.filter { $0.number % 3 != 0 }
            for step in doomed.indices {
                let id = doomed[step * 211 % doomed.count]
                try storage.write { try $0.destroy(caseKey: id) }
            }
            try storage.truncateLog()
            #expect(scratch.bytes("anwei.db-wal").isEmpty)
            func lookForKeys() {
                let files = ["anwei.db", "anwei.db-wal", "anwei.db-shm"].map { Data(scratch.bytes($0)) }
                for id in ids {
                    // A third of a wrapped key is found too: not only whole ones count.
                    let pieces = stride(from: 0, to: 60, by: 20).map { Data((keys[id] ?? [])[$0..<$0 + 20]) }
                    let isFound = files.contains { file in pieces.contains { file.range(of: $0) != nil } }
                    #expect(isFound == (id.number % 3 == 0), "case \(id.number)")
                }
            }
            lookForKeys()
            try storage.close()
            lookForKeys()
        }
    }

    @Test
    func `is wiped from the log at the next opening if the server died before it could do so`() throws {
        try Scratch.with { scratch in
            let key = (0..<60).map { UInt8($0) + 100 }
            let copy = try Scratch.with { source in
                let storage = try source.open()
                defer { try? storage.close() }
                try storage.write { try $0.keep(caseKey: key, for: CaseID(1)) }
                try storage.write { try $0.destroy(caseKey: CaseID(1)) }
                // What a process that is killed now would leave behind.
                return ["anwei.db", "anwei.db-wal"].map { ($0, source.bytes($0)) }
            }
            #expect(Data(copy[1].1).range(of: Data(key)) != nil, "the log still has it")
            for (name, bytes) in copy {
                let path = scratch.directory + "/" + name
                #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
            }
            let storage = try scratch.open()
            defer { try? storage.close() }
            #expect(try storage.read { try $0.caseKey(CaseID(1)) } == nil)
            for name in ["anwei.db", "anwei.db-wal", "anwei.db-shm"] {
                #expect(Data(scratch.bytes(name)).range(of: Data(key)) == nil, "\(name)")
            }
        }
    }

    @Test
    func `waits in the log while a query still reads it, and the writer goes on`() throws {
        try Scratch.with { scratch in
            let storage = try scratch.open()
            defer { try? storage.close() }
            try storage.write { try $0.keep(caseKey: Self.key, for: CaseID(1)) }
            try storage.read { snapshot throws in
                #expect(try snapshot.caseKey(CaseID(1)) == Self.key)
                try storage.write { try $0.destroy(caseKey: CaseID(1)) }
                #expect(throws: StorageFailure.busy) { try storage.truncateLog() }
                #expect(try snapshot.caseKey(CaseID(1)) == Self.key)
            }
            try storage.truncateLog()
            #expect(scratch.bytes("anwei.db-wal").isEmpty)
            try storage.write { try $0.keep(caseKey: [1], for: CaseID(2)) }
            #expect(try storage.read { try $0.caseKey(CaseID(2)) } == [1])
        }
    }

    @Test
    func `is forgotten by the sealing that had it unwrapped`() throws {
        let sealing = AESSealing(Self.master, randomness: SeededRandomness(seed: 3))
        let key = sealing.makeCaseKey(for: CaseID(1))
        let sealed = try sealing.seal([7], field: "f", of: CaseID(1), revision: 1, caseKey: key)
        var cache = KeyCache()
        cache[CaseID(1), key] = SymmetricKey(data: [UInt8](repeating: 1, count: 32))
        cache.forget(CaseID(1))
        #expect(cache[CaseID(1), key] == nil)
        sealing.forget(CaseID(1))
        #expect(try sealing.open(sealed, field: "f", of: CaseID(1), caseKey: key) == [7])
    }
}
