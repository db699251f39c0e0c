import CaseEngine
import CaseStore
import Casework
import CaseworkSamples
import Testing
import Values

/// What tells nobody that there is a case which he may not know of.
@Suite struct SecrecyTests {
    private static let accused: ValueMap = {
        var report = World.report
        report["harmers"] = .list([.map(ValueMap([("person", .string("chen"))]))])
        return report
    }()

    /// A case that is hidden from `chen`, as the harmer in it, and its number.
    private static func hidden(_ storage: any Storage = MemoryStorage()) throws -> (Bench, String) {
        let bench = try Bench(storage: storage)
        let number = try bench.open(SecrecyTests.accused).number
        return (bench, number)
    }

    @Test func `as much is asked of the store for a hidden case as for none`() throws {
        let storage = FailingStorage(MemoryStorage())
        let (bench, number) = try SecrecyTests.hidden(storage)
        func calls(_ number: String) throws -> Int {
            _ = storage.disarm()
            let answer = try bench.act("assign", number, by: "chen")
            guard case .failure(.unknown) = answer else {
                Issue.record("\(answer)")
                return 0
            }
            return storage.calls
        }
        #expect(try calls(number) == calls("危-無此科-115-0001"))
    }

    @Test func `pages tell of the cases shown alone`() async throws {
        let (bench, number) = try SecrecyTests.hidden()
        let shown = try bench.open().number
        for _ in 0..<3 { _ = try bench.open(SecrecyTests.accused) }
        var listing = CaseListing(limit: 1)
        let page = try await bench.engine.cases(listing, as: "chen")
        #expect(page.items.map(\.number) == [shown] && page.next == nil)
        // A number that is hidden is no place in a list, and no more is one that nobody has.
        for cursor in [number, "危-無此科-115-0001", "3"] {
            listing.cursor = cursor
            await #expect(throws: Refusal.unknown(.case)) {
                try await bench.engine.cases(listing, as: "chen")
            }
        }
        let next = try bench.open().number
        listing.cursor = nil
        let first = try await bench.engine.cases(listing, as: "chen")
        #expect(first.items.map(\.number) == [next] && first.next == next)
        listing.cursor = first.next
        #expect(try await bench.engine.cases(listing, as: "chen").items.map(\.number) == [shown])
    }

    @Test func `hidden cases take no place among numbers and deadlines`() async throws {
        let (bench, _) = try SecrecyTests.hidden()
        let shown = try bench.open().number
        for _ in 0..<250 { _ = try bench.open(SecrecyTests.accused) }
        #expect(try await bench.engine.numbers(matching: "危", limit: 1, as: "chen") == [shown])
        let due = try await bench.engine.deadlines(dueBefore: nil, overdueOnly: false, limit: 1, as: "chen")
        #expect(due.items.map(\.number) == [shown])
    }

    @Test func `a receipt says no more than its reader may know afterwards`() throws {
        let bench = try Bench()
        let number = try bench.open().number
        let accused = ValueMap([("harmers", SecrecyTests.accused["harmers"] ?? .null)])
        let first = try bench.act("describe", number, accused, by: "chen", key: "k").get()
        let again = try bench.act("describe", number, accused, by: "chen", key: "k").get()
        for receipt in [first, again] {
            #expect(receipt.number == number && receipt.entered.isEmpty && receipt.changed.isEmpty)
        }
    }
}
