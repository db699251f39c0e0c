import Foundation
import Testing

@Suite
struct `A loss of power` {
    /// How many images, and the first seed: more of both in the soak.
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["ANWEI_SOAK_COUNT"].flatMap { Int($0) } ?? 300
    private static let seed = environment["ANWEI_SOAK_SEED"].flatMap { UInt64($0) } ?? 20_261_121
    /// The images that one load is good for, and the turns it takes then.
    private static let imagesOfLoad = 5_000

    @Test
    func `leaves every acknowledged step, once, whatever became of unsynced writes`() throws {
        var report = PowerCuts.Report()
        var seed = Self.seed &* 1_000
        let started = ContinuousClock.now
        while report.images < Self.count, report.faults.isEmpty {
            let budget = min(Self.count - report.images, Self.imagesOfLoad)
            let turns = min(40, 8 + budget / 50)
            let load = try Load(Load.Plan(seed: seed, turns: turns))
            report = report + (try PowerCuts.report(load, budget: budget))
            seed += 1
        }
        #expect(report.faults == [])
        #expect(report.images >= Self.count && report.recoveries > 0 && report.proven > 2)
        print("\(report.images) images, \(report.recoveries) of recoveries, \(report.proven) states proven,")
        print("seeds \(Self.seed &* 1_000)..<\(seed), \(ContinuousClock.now - started)")
    }

    @Test
    func `while the database is created leaves one that can be created`() throws {
        let load = try Load(Load.Plan(seed: 1, turns: 0))
        let report = try PowerCuts.report(load, budget: min(Self.count, 2_000))
        #expect(report.faults == [])
        #expect(report.images > 100 && report.proven == 1)
    }

    @Test(arguments: [1 as UInt64, 2, 3])
    func `is seen to lose steps where commits are not synced`(seed: UInt64) throws {
        let load = try Load(Load.Plan(seed: seed, turns: 10, synchronous: "OFF"))
        let report = try PowerCuts.report(load, budget: 60, control: .unsyncedLoad)
        #expect(report.lost > 0, "the same must not go unnoticed in the product")
    }

    @Test(arguments: [1 as UInt64, 2, 3])
    func `is seen to lose steps on a disk that only says it has synced`(seed: UInt64) throws {
        let load = try Load(Load.Plan(seed: seed, turns: 10))
        let report = try PowerCuts.report(load, budget: 60, control: .lyingDisk)
        #expect(report.lost > 0 && report.corrupt > 0)
    }

    @Test
    func `is modelled from a log that tells all that was done to the files`() throws {
        let load = try Load(Load.Plan(seed: 4, turns: 10))
        var model = DiskModel()
        for record in load.records { model.apply(record) }
        var dice = Dice(seed: 1)
        let image = Loss.nothing.image(of: model, &dice)
        #expect(image.files.keys.sorted() == ["anwei.db"])
        #expect(image.digest == load.last.digest)
    }
}
