import CaseEngine
import Casework
import Crypto
import Foundation

@testable import CaseStore

/// Starts the product on what a loss of power has left, and judges what it finds.
struct Recovery {
    /// What was promised when the power went.
    struct Promise: Hashable {
        /// The last batch that was answered.
        var acknowledged = 0
        /// The last batch that the engine had been asked for.
        var begun = 0

        mutating func take(_ mark: Mark) {
            switch mark {
            case .begun(let batch): begun = batch
            case .acknowledged(let batch): acknowledged = batch
            }
        }
    }

    /// What is wrong with an image.
    enum Fault: Hashable, CustomStringConvertible {
        /// An answered step is gone.
        case lost(found: Int, acknowledged: Int)
        /// The content is that of no commit, or fails a check.
        case corrupt(String)
        /// The product refuses to start.
        case unopenable(String)

        var description: String {
            switch self {
            case .lost(let found, let acknowledged):
                "batch \(acknowledged) was acknowledged, the content is that of batch \(found)"
            case .corrupt(let text): "corrupt: \(text)"
            case .unopenable(let text): "cannot be opened: \(text)"
            }
        }
    }

    /// What was found in a database file; the same bytes give the same again.
    private enum Found {
        case sound(ClosedRange<Int>)
        case faulty(Fault)
    }

    private let load: Load
    private let scratch: Scratch
    /// Whether states are proven; a control, which only counts what is missing, does without.
    private let proves: Bool
    private var found: [SHA256.Digest: Found] = [:]
    private var proven: Set<Int> = []

    init(of load: Load, in scratch: Scratch, proves: Bool) {
        self.load = load
        self.proves = proves
        self.scratch = scratch
    }

    /// How many states of the load were proven by the product's verification and by going on from them.
    var provenCount: Int { proven.count }

    /// Recovers an image that stands in the directory and returns what is wrong with it.
    mutating func judge(_ promise: Promise) throws -> Fault? {
        do {
            try SQLiteStorage(path: scratch.path).close()
        } catch {
            return .unopenable("\(error)")
        }
        let bytes = try RawFile.read(scratch.path)
        let key = bytes.withUnsafeBytes { SHA256.hash(data: $0) }
        let known = try found[key] ?? look(at: bytes)
        found[key] = known
        switch known {
        case .faulty(let fault): return fault
        case .sound(let range):
            if range.upperBound < promise.acknowledged {
                return .lost(found: range.upperBound, acknowledged: promise.acknowledged)
            }
            if range.lowerBound > promise.begun {
                return .corrupt("batch \(range.lowerBound) is there before it was asked for")
            }
            return nil
        }
    }

    private mutating func look(at bytes: [UInt8]) throws -> Found {
        do {
            let content = try DatabaseContent(path: scratch.path, standsStill: true)
            let integrity = try content.integrity()
            guard integrity == "ok" else { return .faulty(.corrupt(integrity)) }
            guard let range = load.states[try content.digest()] else {
                return .faulty(.corrupt("the content is that of no commit"))
            }
            content.close()
            for key in load.destroyed where key.batch <= range.lowerBound && bytes.holds(key.wrapped) {
                return .faulty(.corrupt("a key destroyed by batch \(key.batch) still stands in the file"))
            }
            if proves, proven.insert(range.lowerBound).inserted {
                // On a copy: going on from it must not show in what the recovery is seen to do.
                let problems = try Scratch.with { copy in
                    try RawFile.write(bytes, to: copy.path)
                    return try Proof(of: load, after: range.upperBound, at: copy.path).problems()
                }
                guard problems.isEmpty else {
                    return .faulty(.corrupt(problems.joined(separator: "; ")))
                }
            }
            return .sound(range)
        } catch let failure as DatabaseContent.Failure {
            return .faulty(.corrupt(failure.text))
        }
    }
}

extension [UInt8] {
    /// Whether some bytes stand anywhere among these.
    func holds(_ needle: [UInt8]) -> Bool { Data(self).range(of: Data(needle)) != nil }
}
