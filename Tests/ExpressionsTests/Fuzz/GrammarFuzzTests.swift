import Foundation
import Testing
import Values

@testable import Expressions

/// Expressions made at random from the grammar: a few thousand here, a million by `ops/soak expressions`.
@Suite struct `Expressions from the grammar` {
    private static let environment = ProcessInfo.processInfo.environment
    static let count = environment["ANWEI_SOAK_COUNT"].flatMap { Int($0) } ?? 1_600
    static let seed = environment["ANWEI_SOAK_SEED"].flatMap { UInt64($0) } ?? 20_261_124
    static let batches = 8

    /// One text and what its maker claims of it.
    static func specimen(_ writer: inout RandomExpression) -> (String, FuzzJudge.Claim) {
        writer.isWild = false
        let depth = 1 + writer.below(4)
        switch writer.below(20) {
        case 0..<11:
            let type = writer.pick(RandomExpression.types)
            return (writer.text(type, depth), .typed(type))
        case 11..<16:
            writer.isWild = true
            return (writer.text(writer.pick(RandomExpression.types), depth), .formed)
        case 16..<18: return (writer.garbage(), .anything)
        default: return (writer.broken(), .anything)
        }
    }

    @Test(arguments: 0..<batches)
    func `no expression breaks a promise of the language`(_ batch: Int) {
        let start = Self.seed &* 1_000_003 &+ UInt64(batch)
        var writer = RandomExpression(seed: start)
        for number in 0..<(Self.count / Self.batches) {
            let (source, claim) = Self.specimen(&writer)
            let judgement = start &+ UInt64(number)
            var judge = FuzzJudge(seed: judgement)
            guard let fault = judge.fault(of: source, claim) else { continue }
            let shortest = Shrinking.shortest(source) { candidate in
                var judge = FuzzJudge(seed: judgement)
                return judge.fault(of: candidate, .anything) != nil
            }
            Issue.record("seed \(Self.seed), batch \(batch), \(number): \(fault)\n\(shortest)\n\(source)")
        }
    }

    @Test(arguments: 0..<batches)
    func `and, or do not care about the order of random operands`(_ batch: Int) throws {
        var writer = RandomExpression(seed: Self.seed &+ 77 &+ UInt64(batch))
        for number in 0..<(Self.count / Self.batches / 10) {
            let empty = FuzzWorld.empties[number % FuzzWorld.empties.count]
            let host = TestHost(values: FuzzWorld.values, unknown: empty)
            let operands = (0..<3).map { _ in writer.text(.bool, 2) }
            for mark in ["&&", "||"] {
                let outcomes = try [[0, 1, 2], [2, 1, 0], [1, 2, 0]].map { order in
                    let source = order.map { operands[$0] }.joined(separator: " \(mark) ")
                    return try ParsedExpression(parsing: source).check(FuzzWorld.declarations)
                        .evaluate(host).outcome
                }
                let kinds = Set(
                    outcomes.map { outcome in
                        if case .error = outcome { "error" } else { shown(outcome) }
                    }
                )
                #expect(kinds.count == 1, "seed \(Self.seed): \(operands) \(mark) \(kinds)")
            }
        }
    }

    @Test func `the random texts are of every kind`() throws {
        var writer = RandomExpression(seed: 1)
        var outcomes: [String: Int] = [:]
        for _ in 0..<3_000 {
            let (source, _) = Self.specimen(&writer)
            guard let expression = try? ParsedExpression(parsing: source) else {
                outcomes["does not parse", default: 0] += 1
                continue
            }
            guard let checked = try? expression.check(FuzzWorld.declarations) else {
                outcomes["does not check", default: 0] += 1
                continue
            }
            let host = TestHost(values: FuzzWorld.values, unknown: FuzzWorld.empties[0])
            switch checked.evaluate(host).outcome {
            case .value: outcomes["value", default: 0] += 1
            case .unknown: outcomes["unknown", default: 0] += 1
            case .error(let error): outcomes[error.code.rawValue, default: 0] += 1
            }
        }
        let wanted = [
            "does not parse", "does not check", "value", "unknown", "noSuchOverload", "noSuchKey",
            "indexOutOfRange", "integerOverflow", "divisionByZero", "modulusByZero", "outOfRange",
            "invalidArgument", "repeatedKey",
        ]
        for kind in wanted { #expect(outcomes[kind, default: 0] > 0, "\(kind): \(outcomes)") }
        #expect(outcomes["value", default: 0] > 500, "\(outcomes)")
    }

    @Test func `a fault is shown in its shortest form`() {
        let shortest = Shrinking.shortest("[1 + 2, size('abc') * (7 - worker.age)]") { $0.contains("age") }
        #expect(shortest == "age")
        let division = Shrinking.shortest("i > 0 && [7, 4 / (j - 0)].exists(x, x == 1)") {
            (try? evaluation($0, TestHost(values: FuzzWorld.values)).outcome)
                .map { shown($0) == "error divisionByZero" } ?? false
        }
        #expect(division.utf8.count <= 5, "\(division)")
    }
}
