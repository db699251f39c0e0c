import Crypto
import Foundation

/// Cuts the power after every record of a load's log, builds what the disk may hold then, and judges it.
struct PowerCuts {
    /// What was tried and found.
    struct Report {
        /// Images that differ from each other.
        var images = 0
        /// Those of them that were cut during the recovery from another one.
        var recoveries = 0
        /// States of loads proven by verification and by going on.
        var proven = 0
        var faults: [String] = []
        /// How many images each kind of fault was found in.
        var lost = 0
        var corrupt = 0

        static func + (left: Report, right: Report) -> Report {
            Report(
                images: left.images + right.images,
                recoveries: left.recoveries + right.recoveries,
                proven: left.proven + right.proven,
                faults: Array((left.faults + right.faults).prefix(5)),
                lost: left.lost + right.lost,
                corrupt: left.corrupt + right.corrupt
            )
        }
    }

    /// What is done wrong on purpose, to see that it is noticed.
    enum Control {
        /// The load was played without syncs.
        case unsyncedLoad
        /// The disk says that it has synced, and has not.
        case lyingDisk
    }

    private let load: Load
    private let budget: Int
    private let ignoresSyncs: Bool
    private let scratch: Scratch
    private var recovery: Recovery
    private var dice: Dice
    private var seen: Set<SHA256.Digest> = []
    private var report = Report()
    /// After how many tries a record is left, if they give nothing new.
    private static let triesOfRecord = 12
    /// Of so many images one is cut again during its recovery, so many times.
    private static let recoveryEvery = 40
    private static let recoveryImages = 12

    private init(_ load: Load, budget: Int, _ control: Control?, scratch: Scratch) {
        self.load = load
        self.budget = budget
        ignoresSyncs = control == .lyingDisk
        self.scratch = scratch
        recovery = Recovery(of: load, in: scratch, proves: control == nil)
        dice = Dice(seed: load.seed)
    }

    /// Tries about as many images of a load as its budget says.
    static func report(_ load: Load, budget: Int, control: Control? = nil) throws -> Report {
        try Scratch.with { scratch in
            var cuts = PowerCuts(load, budget: budget, control, scratch: scratch)
            try cuts.walk()
            cuts.report.proven = cuts.recovery.provenCount
            return cuts.report
        }
    }

    private mutating func walk() throws {
        var model = DiskModel(ignoresSyncs: ignoresSyncs)
        var promise = Recovery.Promise()
        var tries = 0
        for (index, record) in load.records.enumerated() {
            model.apply(record)
            if case .mark(let mark) = record { promise.take(mark) }
            // Spread over all records, so that a small budget too sees the whole of the log.
            let wanted = (index + 1) * budget / load.records.count
            for _ in 0..<PowerCuts.triesOfRecord where report.images < wanted {
                let loss = model.isSettled ? .everything : Loss.allCases[tries % Loss.allCases.count]
                tries += 1
                try attempt(loss, model, promise)
            }
        }
    }

    /// Builds one image and judges it, unless it was there before.
    private mutating func attempt(_ loss: Loss, _ model: DiskModel, _ promise: Recovery.Promise) throws {
        let image = loss.image(of: model, &dice)
        guard seen.insert(image.digest).inserted else { return }
        report.images += 1
        let isCutAgain = report.images % PowerCuts.recoveryEvery == 0
        try image.write(to: scratch.directory)
        let disk = isCutAgain ? RecordedDisk(directory: scratch.directory) : nil
        note(try recovery.judge(promise), image, "\(loss)", promise)
        if let disk { try cutAgain(image, disk.stop(), promise) }
    }

    /// Cuts the power again at some places of a recovery.
    private mutating func cutAgain(
        _ image: DiskImage,
        _ records: [DiskRecord],
        _ promise: Recovery.Promise
    ) throws {
        guard !records.isEmpty else { return }
        let places = (0..<PowerCuts.recoveryImages).map { _ in
            Int.random(in: 0..<records.count, using: &dice)
        }
        var model = DiskModel(image, ignoresSyncs: ignoresSyncs)
        for (index, record) in records.enumerated() {
            model.apply(record)
            for place in places where place == index {
                let loss = Loss.allCases.randomElement(using: &dice) ?? .some
                let second = loss.image(of: model, &dice)
                guard seen.insert(second.digest).inserted else { continue }
                report.images += 1
                report.recoveries += 1
                try second.write(to: scratch.directory)
                note(try recovery.judge(promise), second, "\(loss) during a recovery", promise)
            }
        }
    }

    private mutating func note(
        _ fault: Recovery.Fault?,
        _ image: DiskImage,
        _ loss: String,
        _ promise: Recovery.Promise
    ) {
        switch fault {
        case nil: return
        case .lost: report.lost += 1
        case .corrupt, .unopenable: report.corrupt += 1
        }
        guard let fault, report.faults.count < 5 else { return }
        report.faults.append("seed \(load.seed), \(loss), after batch \(promise.acknowledged): \(fault)")
    }
}
