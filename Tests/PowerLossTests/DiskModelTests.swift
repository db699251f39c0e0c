import CTestDisk
import Foundation
import Testing

@Suite
struct `The model of a disk` {
    private static let created: [DiskRecord] = [.created(file: 0, name: "a"), write("12")]

    private static func write(_ text: String, at offset: Int = 0) -> DiskRecord {
        .written(file: 0, offset: offset, bytes: Array(text.utf8))
    }

    private static func sync(before: Int, names: Bool = false) -> DiskRecord {
        .synced(file: 0, before: before, names: names)
    }

    /// What the file "a" may hold after some records; nil where there is no such file.
    private func outcomes(_ records: [DiskRecord], _ losses: [Loss] = Loss.allCases) -> Set<String?> {
        var model = DiskModel()
        for record in records { model.apply(record) }
        var dice = Dice(seed: 1)
        let images = (0..<200).flatMap { _ in losses.map { $0.image(of: model, &dice) } }
        return Set(images.map { $0.files["a"].map { String(decoding: $0, as: UTF8.self) } })
    }

    @Test
    func `keeps what was synced, with its name`() {
        let records = Self.created + [Self.sync(before: 2, names: true)]
        #expect(outcomes(records) == ["12"])
    }

    @Test
    func `may lose a name whose directory was not synced`() {
        #expect(outcomes(Self.created + [Self.sync(before: 2)]) == [nil, "12"])
    }

    @Test
    func `may lose what was written while the sync ran`() {
        let records = Self.created + [Self.write("3"), Self.sync(before: 2, names: true)]
        #expect(outcomes(records, [.everything, .nothing, .some]) == ["12", "32"])
    }

    @Test
    func `may bring back what was cut, and a name that was removed`() {
        let synced = Self.created + [Self.sync(before: 2, names: true)]
        #expect(outcomes(synced + [.cut(file: 0, size: 1)]) == ["12", "1"])
        #expect(outcomes(synced + [.deleted(name: "a", isSynced: false)]) == ["12", nil])
        #expect(outcomes(synced + [.deleted(name: "a", isSynced: true)]) == [nil])
    }

    @Test
    func `fills a gap with zeros, and reorders what overlaps`() {
        let synced = Self.created + [Self.sync(before: 2, names: true)]
        #expect(outcomes(synced + [Self.write("9", at: 3)], [.nothing]) == ["12\09"])
        let twice = synced + [Self.write("x"), Self.write("y")]
        #expect(outcomes(twice, [.some]) == ["12", "x2", "y2"])
        #expect(outcomes(synced + [Self.write("xx"), Self.write("y")], [.nothing, .some]).contains("xx"))
        #expect(!outcomes(synced + [Self.write("y"), Self.write("xx")], [.some]).contains("yx"))
        #expect(
            outcomes([Self.write("y"), Self.write("xx")].reduce(synced) { $0 + [$1] }, [.reordered])
                .contains("yx")
        )
    }

    @Test
    func `tears a write at the sectors of the disk, not of the write`() {
        let old = String(repeating: "o", count: 1_024)
        let start = Loss.sector - 2
        let records = [
            .created(file: 0, name: "a"), Self.write(old), Self.sync(before: 2, names: true),
            Self.write("nnnn", at: start),
        ]
        let seen = outcomes(records, [.torn]).compactMap { $0.map { String($0.dropFirst(start).prefix(4)) } }
        #expect(Set(seen) == ["oooo", "nnoo", "oonn", "nnnn"])
    }

    @Test
    func `loses everything if the disk only says that it has synced`() {
        var model = DiskModel(ignoresSyncs: true)
        for record in Self.created + [Self.sync(before: 2, names: true)] { model.apply(record) }
        var dice = Dice(seed: 1)
        #expect(Loss.everything.image(of: model, &dice).files.isEmpty)
    }

    @Test
    func `records only what happens in its own directory`() throws {
        try Scratch.with { scratch in
            try FileManager.default.createDirectory(
                atPath: scratch.directory + "/inner",
                withIntermediateDirectories: true
            )
            let disk = RecordedDisk(directory: scratch.directory)
            for path in [scratch.path, scratch.directory + "/inner/other.db"] {
                try RawFile.write([], to: path)
                let content = try DatabaseContent(path: path)
                #expect(try content.integrity() == "ok")
                content.close()
            }
            disk.mark(.acknowledged(3))
            let records = disk.stop()
            #expect(records.count == 2)
            guard case .found(0, "anwei.db") = records[0], case .mark(.acknowledged(3)) = records[1] else {
                Issue.record("\(records)")
                return
            }
        }
    }
}
