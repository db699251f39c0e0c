import Foundation
import Testing

@Suite
struct `A loss of power` {
    /// How many images, and the first seed: more of both in the soak.
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["ANWEI_SOAK_COUNT"].flatMap { Int($0) } ?? 200
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
        #expect(report.images > min(Self.count, 2_000) / 2 && report.proven == 1)
    }

    /// How many loads each control plays: each of them has to fail.
    private static let controls = UInt64(min(100, max(2, count / 100)))

    @Test
    func `is seen to lose steps where commits are not synced`() throws {
        for seed in 1...Self.controls {
            let load = try Load(Load.Plan(seed: seed, turns: 6, synchronous: "OFF"))
            let report = try PowerCuts.report(load, budget: 40, control: .unsyncedLoad)
            #expect(report.lost > 0, "seed \(seed): the same would go unnoticed in the product")
        }
    }

    @Test
    func `is seen to lose steps, and no more than that, where only the copying is synced`() throws {
        for seed in 1...Self.controls {
            let load = try Load(Load.Plan(seed: seed, turns: 6, synchronous: "NORMAL"))
            let report = try PowerCuts.report(load, budget: 40, control: .unsyncedLoad)
            #expect(report.lost > 0 && report.corrupt == 0, "seed \(seed): \(report.faults)")
        }
    }

    @Test
    func `is seen to lose and to corrupt on a disk that only says it has synced`() throws {
        for seed in 1...Self.controls {
            let load = try Load(Load.Plan(seed: seed, turns: 6))
            let report = try PowerCuts.report(load, budget: 40, control: .lyingDisk)
            #expect(report.lost > 0 && report.corrupt > 0, "seed \(seed)")
        }
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
