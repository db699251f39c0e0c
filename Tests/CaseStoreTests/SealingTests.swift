import CaseStore
import Casework
import Foundation
import Testing
import Values

@Suite
struct `Sealing values` {
    private static let master = MasterKey(from: SeededRandomness(seed: 1))
    private let sealing = AESSealing(Self.master, randomness: SeededRandomness(seed: 2))
    private let id = CaseID(7)

    @Test(arguments: [0, 1, 15, 16, 17, 4_096])
    func `opens what it has sealed`(_ count: Int) throws {
        let plaintext = [UInt8](repeating: 0x41, count: count)
        let key = sealing.makeCaseKey(for: id)
        let sealed = try sealing.seal(plaintext, field: "narrative", of: id, revision: 3, caseKey: key)
        #expect(sealed.revision == 3)
        #expect(sealed.nonce.count == 12)
        #expect(sealed.box.count == count + 16)
        #expect(try sealing.open(sealed, field: "narrative", of: id, caseKey: key) == plaintext)
        let other = AESSealing(Self.master, randomness: SeededRandomness(seed: 99))
        #expect(try other.open(sealed, field: "narrative", of: id, caseKey: key) == plaintext)
    }

    @Test
    func `refuses what was altered or moved`() throws {
        let key = sealing.makeCaseKey(for: id)
        let sealed = try sealing.seal([1, 2, 3], field: "narrative", of: id, revision: 3, caseKey: key)
        for index in sealed.box.indices {
            var box = sealed.box
            box[index] ^= 0x80
            let altered = SealedValue(revision: 3, nonce: sealed.nonce, box: box)
            #expect(throws: SealingFailure.unauthentic(field: "narrative")) {
                _ = try sealing.open(altered, field: "narrative", of: id, caseKey: key)
            }
        }
        let moved = SealedValue(revision: 4, nonce: sealed.nonce, box: sealed.box)
        #expect(throws: SealingFailure.unauthentic(field: "narrative")) {
            _ = try sealing.open(moved, field: "narrative", of: id, caseKey: key)
        }
        #expect(throws: SealingFailure.unauthentic(field: "address")) {
            _ = try sealing.open(sealed, field: "address", of: id, caseKey: key)
        }
        for nonce in [[], [UInt8](repeating: 0, count: 12), sealed.nonce + [0]] {
            let broken = SealedValue(revision: 3, nonce: nonce, box: sealed.box)
            #expect(throws: SealingFailure.unauthentic(field: "narrative")) {
                _ = try sealing.open(broken, field: "narrative", of: id, caseKey: key)
            }
        }
        let cut = SealedValue(revision: 3, nonce: sealed.nonce, box: Array(sealed.box.prefix(15)))
        #expect(throws: SealingFailure.unauthentic(field: "narrative")) {
            _ = try sealing.open(cut, field: "narrative", of: id, caseKey: key)
        }
    }

    @Test
    func `refuses a key of another case, of another database, or altered`() throws {
        let key = sealing.makeCaseKey(for: id)
        let sealed = try sealing.seal([1], field: "a", of: id, revision: 1, caseKey: key)
        let foreign = AESSealing(
            MasterKey(from: SeededRandomness(seed: 3)),
            randomness: SeededRandomness(seed: 4)
        )
        #expect(throws: SealingFailure.foreignKey) {
            _ = try foreign.open(sealed, field: "a", of: id, caseKey: key)
        }
        #expect(throws: SealingFailure.foreignKey) {
            _ = try sealing.open(sealed, field: "a", of: CaseID(8), caseKey: key)
        }
        for index in key.indices {
            var altered = key
            altered[index] ^= 1
            #expect(throws: SealingFailure.foreignKey) {
                _ = try sealing.open(sealed, field: "a", of: id, caseKey: altered)
            }
        }
        #expect(throws: SealingFailure.foreignKey) {
            _ = try sealing.seal([1], field: "a", of: id, revision: 1, caseKey: [])
        }
    }

    @Test
    func `opens with many keys in turn`() throws {
        let keys = (1...1_500).map { sealing.makeCaseKey(for: CaseID($0)) }
        #expect(Set(keys).count == keys.count)
        for (index, key) in (keys + keys).enumerated() {
            let id = CaseID(Int64(index % keys.count) + 1)
            let sealed = try sealing.seal([9], field: "f", of: id, revision: 1, caseKey: key)
            #expect(try sealing.open(sealed, field: "f", of: id, caseKey: key) == [9])
        }
    }

    @Test
    func `repeats itself for the same seed and for no other`() throws {
        func run(_ seed: UInt64) throws -> [[UInt8]] {
            let sealing = AESSealing(Self.master, randomness: SeededRandomness(seed: seed))
            let key = sealing.makeCaseKey(for: id)
            let sealed = try sealing.seal([1, 2], field: "f", of: id, revision: 1, caseKey: key)
            return [key, sealed.nonce, sealed.box]
        }
        #expect(try run(5) == run(5))
        #expect(try run(5) != run(6))
        let random = SystemRandomness()
        #expect(random.bytes(32) != random.bytes(32))
        #expect(SeededRandomness(seed: 0).bytes(3).count == 3)
        // The first number of SplitMix64 with seed 0, as published with the algorithm.
        #expect(SeededRandomness(seed: 0).bytes(8) == [0xAF, 0xCD, 0x1D, 0x7B, 0x39, 0xA8, 0x20, 0xE2])
    }

    @Test
    func `digests under the master key alone`() {
        let other = AESSealing(
            MasterKey(from: SeededRandomness(seed: 3)),
            randomness: SeededRandomness(seed: 2)
        )
        #expect(sealing.digest([1]).count == 32)
        #expect(sealing.digest([1]) == sealing.digest([1]))
        #expect(sealing.digest([1]) != sealing.digest([2]))
        #expect(sealing.digest([1]) != other.digest([1]))
    }

    @Test
    func `leaves no plaintext in the database, its log or its index`() throws {
        let canary = "林示例的住址是海風路一段一號"
        try Scratch.with { scratch in
            let storage = try scratch.open()
            let key = sealing.makeCaseKey(for: CaseID(1))
            let sealed = try sealing.seal(
                Array(canary.utf8),
                field: "address",
                of: CaseID(1),
                revision: 1,
                caseKey: key
            )
            try storage.write { transaction throws in
                try transaction.open { Sample.record(Sample.file($0), sealed: ["address": sealed]) }
                try transaction.keep(caseKey: key, for: CaseID(1))
            }
            func search() {
                for name in ["anwei.db", "anwei.db-wal", "anwei.db-shm"] {
                    let data = Data(scratch.bytes(name))
                    #expect(data.range(of: Data(canary.utf8)) == nil, "\(name)")
                    #expect(data.range(of: Data(Self.master.bytesForSearch)) == nil, "\(name)")
                }
            }
            search()
            try storage.close()
            search()
        }
    }
}

extension MasterKey {
    /// The bytes of the key made from seed 1.
    fileprivate var bytesForSearch: [UInt8] { SeededRandomness(seed: 1).bytes(32) }
}
