import CaseStore
import Casework
import Foundation
import TestFolders
import Testing
import Values

/// What signed heads show that the chain alone cannot.
@Suite struct SignedHeadTests {
    private let folder: String
    private let signer: HeadSigner
    private var file: HeadFile { HeadFile(path: folder + "/anwei.db.heads") }

    private static let end: Value = [1, .string(Base64.encode([UInt8](repeating: 1, count: 32)))]

    init() throws {
        folder = try TestFolder.make("heads")
        signer = HeadSigner(MasterKey(from: SeededRandomness(seed: 7)))
    }

    /// A store with so many entries; `mark` tells journals of one length apart.
    private func storage(_ count: Int, mark: String = "a") throws -> MemoryStorage {
        let storage = MemoryStorage()
        try append(to: storage, 1...count, mark: mark)
        return storage
    }

    private func append(to storage: MemoryStorage, _ range: ClosedRange<Int>, mark: String) throws {
        try storage.write { transaction in
            for number in range {
                let bytes = Array("{\"sequence\":\(number),\"mark\":\"\(mark)\"}".utf8)
                try transaction.append(
                    EntryDraft(
                        sequence: Int64(number),
                        caseID: nil,
                        revision: 0,
                        at: Sample.at(Int64(number)),
                        kind: .register,
                        account: nil,
                        bytes: bytes
                    )
                )
            }
        }
    }

    private func keeper(_ storage: MemoryStorage, signer: HeadSigner? = nil) -> HeadKeeper {
        HeadKeeper(file, signer: signer ?? self.signer, storage: storage)
    }

    @Test func `a journal that went on is the one that was signed`() throws {
        let storage = try storage(3)
        #expect(try keeper(storage).sign())
        try append(to: storage, 4...6, mark: "a")
        try keeper(storage).compare()
        let heads = try file.read(signedBy: signer.publicKey)
        #expect(heads.map(\.head.sequence) == [3])
        #expect(heads.allSatisfy { $0.isGenuine && $0.acceptance == nil })
    }

    @Test func `nothing is signed twice, and nothing where there is nothing`() throws {
        #expect(try !keeper(MemoryStorage()).sign())
        let storage = try storage(2)
        let keeper = keeper(storage)
        #expect(try keeper.sign())
        #expect(try !keeper.sign())
        let next = self.keeper(storage)
        try next.compare()
        #expect(try !next.sign())
        try append(to: storage, 3...3, mark: "a")
        #expect(try next.sign())
        #expect(try file.read(signedBy: nil).map(\.head.sequence) == [2, 3])
    }

    @Test func `an end that was cut off is noticed`() throws {
        try keeper(storage(5)).sign()
        let cut = try storage(4)
        #expect(throws: HeadProblem.behind(size: 4, signed: 5, at: Sample.at(5))) {
            try keeper(cut).compare()
        }
    }

    @Test func `a journal written anew is noticed, however long it is`() throws {
        try keeper(storage(5)).sign()
        let other = try storage(1)
        try append(to: other, 2...9, mark: "b")
        #expect(throws: HeadProblem.differs(size: 5, at: Sample.at(5))) { try keeper(other).compare() }
    }

    @Test func `the journal of another database is told apart`() throws {
        try keeper(storage(3)).sign()
        let other = try storage(5, mark: "z")
        #expect(throws: HeadProblem.foreign(path: file.path)) { try keeper(other).compare() }
    }

    @Test func `a restoration that is accepted with a reason counts from then on`() throws {
        try keeper(storage(5)).sign()
        let restored = try storage(4)
        try keeper(restored).compare(accepting: "磁碟故障")
        try append(to: restored, 5...7, mark: "b")
        try keeper(restored).compare()
        #expect(try keeper(restored).sign())
        let heads = try file.read(signedBy: signer.publicKey)
        #expect(heads.map(\.acceptance) == [nil, "磁碟故障", nil])
        #expect(HeadKeeper.standing(heads).map(\.head.sequence) == [4, 7])
    }

    private func look(_ storage: MemoryStorage, _ accounts: String...) throws {
        try storage.write { transaction in
            for account in accounts {
                let look = LookRow(at: Sample.start, account: account, caseID: CaseID(1), fields: ["place"])
                try transaction.record(look)
            }
        }
    }

    @Test func `the streams are signed along, and signed again once one has grown`() throws {
        let storage = try storage(2)
        let keeper = keeper(storage)
        #expect(try keeper.sign())
        #expect(try !keeper.sign())
        try look(storage, "lin")
        #expect(try keeper.sign())
        let heads = try file.read(signedBy: signer.publicKey)
        #expect(heads.map { $0.streams?[.looks]?.count } == [0, 1])
        #expect(heads.allSatisfy { $0.streams?.count == RecordStream.allCases.count && $0.isGenuine })
        #expect(HeadKeeper.streamEnds(heads)[.looks]?.map(\.count) == [0, 1])
        try look(storage, "wang")
        try self.keeper(storage).compare()
    }

    @Test func `a stream whose end was cut off, or that was written anew, is noticed`() throws {
        let signed = try storage(2)
        try look(signed, "lin", "wang")
        try keeper(signed).sign()
        let cut = try storage(2)
        try look(cut, "lin")
        #expect(throws: HeadProblem.streamBehind(.looks, size: 1, signed: 2, at: Sample.at(2))) {
            try keeper(cut).compare()
        }
        let other = try storage(2)
        try look(other, "lin", "chen", "wang")
        #expect(throws: HeadProblem.streamDiffers(.looks, size: 2, at: Sample.at(2))) {
            try keeper(other).compare()
        }
        try keeper(other).compare(accepting: "磁碟故障")
        try keeper(other).compare()
    }

    @Test func `a head from before the streams were chained still counts`() throws {
        let storage = try storage(3)
        let (end, first) = try storage.read {
            (try $0.chainHead(), try $0.entries(after: 0, limit: 1)[0].hash)
        }
        let old = try #require(signer.sign(end, nil, of: first))
        try file.append(old)
        try look(storage, "lin")
        let keeper = keeper(storage)
        try keeper.compare()
        #expect(try keeper.sign(), "the streams are not signed for yet")
        let heads = try file.read(signedBy: signer.publicKey)
        #expect(heads.map { $0.streams?[.looks]?.count } == [nil, 1])
        #expect(throws: HeadProblem.behind(size: 2, signed: 3, at: Sample.at(3))) {
            try self.keeper(self.storage(2)).compare()
        }
    }

    @Test func `a reason is not asked for, and not written, where nothing is missing`() throws {
        let storage = try storage(2)
        try keeper(storage).sign()
        try keeper(storage).compare(accepting: "以防萬一")
        #expect(try file.read(signedBy: nil).count == 1)
    }

    @Test(arguments: ["size", "hash", "at", "journal", "streams", "accepted", "signature", "key"])
    func `a line that was changed is forged`(member: String) throws {
        let storage = try storage(5)
        try keeper(storage).sign()
        var head = try Value(json: String(contentsOfFile: file.path, encoding: .utf8)).pairs ?? ValueMap()
        head[member] =
            switch member {
            case "size": 4
            case "at": "2020-01-01T00:00:00Z"
            case "streams": .map(ValueMap(RecordStream.allCases.map { ($0.rawValue, SignedHeadTests.end) }))
            case "accepted": "有意還原"
            case "signature": .string(Base64.encode([UInt8](repeating: 1, count: 64)))
            default: .string(Base64.encode([UInt8](repeating: 1, count: 32)))
            }
        try Data(Value.map(head).jsonBytes + [0x0A]).write(to: URL(fileURLWithPath: file.path))
        #expect(throws: HeadProblem.forged(path: file.path, line: 1)) { try keeper(storage).compare() }
    }

    @Test func `a head from before the consoles were recorded still counts`() throws {
        let storage = try storage(3)
        let (head, first) = try storage.read { snapshot in
            (try snapshot.chainHead(), try snapshot.entries(after: 0, limit: 1).first)
        }
        let streams = Dictionary(uniqueKeysWithValues: RecordStream.first.map { ($0, StreamHead.empty) })
        let journal = try #require(first).hash
        let old = try #require(signer.sign(head, streams, of: journal, accepting: nil))
        try file.append(old)
        #expect(try file.read(signedBy: signer.publicKey) == [old])
        try keeper(storage).compare()
    }

    @Test func `heads of another key are forged, even if they are genuine`() throws {
        let storage = try storage(3)
        try keeper(storage, signer: HeadSigner(MasterKey(from: SeededRandomness(seed: 8)))).sign()
        #expect(throws: HeadProblem.forged(path: file.path, line: 1)) { try keeper(storage).compare() }
        #expect(try file.read(signedBy: nil).count == 1, "without a key to compare with, any is taken")
    }

    @Test func `a last line that a crash cut short is not counted, and is gone with the next`() throws {
        let storage = try storage(3)
        try keeper(storage).sign()
        let whole = try Data(contentsOf: URL(fileURLWithPath: file.path))
        try (whole + whole.prefix(whole.count / 2)).write(to: URL(fileURLWithPath: file.path))
        let again = keeper(storage)
        try again.compare()
        try append(to: storage, 4...4, mark: "a")
        #expect(try again.sign())
        #expect(try file.read(signedBy: signer.publicKey).map(\.head.sequence) == [3, 4])
    }

    @Test func `a line that is no head is said with its number`() throws {
        let storage = try storage(1)
        try keeper(storage).sign()
        let whole = try Data(contentsOf: URL(fileURLWithPath: file.path))
        try (whole + Data("{}\n".utf8)).write(to: URL(fileURLWithPath: file.path))
        #expect(throws: HeadProblem.malformed(path: file.path, line: 2)) { try keeper(storage).compare() }
    }

    @Test func `the file is for its owner alone`() throws {
        try keeper(storage(1)).sign()
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `the same master key signs with the same key`() {
        let again = HeadSigner(MasterKey(from: SeededRandomness(seed: 7)))
        #expect(again.publicKey == signer.publicKey)
        #expect(again.publicKey.count == 32)
    }
}
