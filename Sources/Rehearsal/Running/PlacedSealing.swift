import CaseStore
import Casework

/// Sealing whose chance depends on what is sealed, not on when: the same value in the same place always
/// gives the same bytes, in whatever order the fields of an entry come.
///
/// For rehearsals only, where every place is sealed once; real nonces must never repeat.
struct PlacedSealing: Sealing {
    private let master: MasterKey
    private let seed: UInt64

    init(seed: UInt64) {
        master = MasterKey(from: SeededRandomness(seed: seed))
        self.seed = seed
    }

    func makeCaseKey(for id: CaseID) -> [UInt8] { sealing(at: "key", id, 0).makeCaseKey(for: id) }

    func seal(
        _ plaintext: [UInt8],
        field: String,
        of id: CaseID,
        revision: Int64,
        caseKey: [UInt8]
    ) throws(SealingFailure) -> SealedValue {
        try sealing(at: field, id, revision)
            .seal(plaintext, field: field, of: id, revision: revision, caseKey: caseKey)
    }

    func open(
        _ sealed: SealedValue,
        field: String,
        of id: CaseID,
        caseKey: [UInt8]
    ) throws(SealingFailure) -> [UInt8] {
        try sealing(at: field, id, 0).open(sealed, field: field, of: id, caseKey: caseKey)
    }

    func lot(below limit: Int, for id: CaseID, attempt: Int) -> Int {
        sealing(at: "lot", id, Int64(attempt)).lot(below: limit, for: id, attempt: attempt)
    }

    /// Nothing is kept in memory.
    func forget(_ id: CaseID) {}

    func digest(_ bytes: [UInt8]) -> [UInt8] {
        AESSealing(master, randomness: SeededRandomness(seed: seed)).digest(bytes)
    }

    /// FNV-1a (64 bits) over the place, as the seed of its chance.
    private func sealing(at field: String, _ id: CaseID, _ revision: Int64) -> AESSealing {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(seed) \(id.number) \(revision) \(field)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return AESSealing(master, randomness: SeededRandomness(seed: hash))
    }
}
