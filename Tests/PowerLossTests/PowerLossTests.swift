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
        // There are only so many ways to create a small file.
        let report = try PowerCuts.report(load, budget: 200)
        #expect(report.faults == [])
        #expect(report.images > 100 && report.proven == 1)
    }

    /// How many loads each control plays.
    ///
    /// When the log is copied is left to a thread of its own, so that now and then a load has its commits on disk
    /// by luck; most of them must be seen to fail.
    private static let controls = UInt64(min(100, max(4, count / 100)))

    /// What the loads of a control came to, each by itself.
    private func reports(synchronous: String? = nil, _ control: PowerCuts.Control) throws -> [PowerCuts
        .Report]
    {
        try (1...Self.controls).map { seed in
            let load = try Load(Load.Plan(seed: seed, turns: 6, synchronous: synchronous))
            return try PowerCuts.report(load, budget: 80, control: control)
        }
    }

    @Test
    func `is seen to lose steps where commits are not synced`() throws {
        let reports = try reports(synchronous: "OFF", .unsyncedLoad)
        let failing = reports.count { $0.lost > 0 }
        #expect(failing * 2 > reports.count, "the same would go unnoticed in the product")
    }

    @Test
    func `is seen to lose steps, and no more than that, where only the copying is synced`() throws {
        let reports = try reports(synchronous: "NORMAL", .unsyncedLoad)
        let failing = reports.count { $0.lost > 0 }
        #expect(failing * 2 > reports.count)
        #expect(reports.allSatisfy { $0.corrupt == 0 }, "\(reports.flatMap(\.faults))")
    }

    @Test
    func `is seen to lose and to corrupt on a disk that only says it has synced`() throws {
        let reports = try reports(.lyingDisk)
        let (lost, corrupt) = (reports.count { $0.lost > 0 }, reports.count { $0.corrupt > 0 })
        #expect(lost * 2 > reports.count && corrupt * 2 > reports.count)
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
