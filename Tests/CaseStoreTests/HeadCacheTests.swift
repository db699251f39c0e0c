import Casework
import Testing

@testable import CaseStore

/// What the writer remembers of cases, within its bound.
@Suite struct HeadCacheTests {
    private static func row(_ number: Int64, byteCount: Int) -> LoadedCase {
        LoadedCase(
            head: CaseHead(file: Sample.file(CaseID(number)), sealed: [:]),
            isClosed: false,
            nextDue: nil,
            states: "",
            occurrences: "[]",
            byteCount: byteCount
        )
    }

    /// The cases among the first so many that the cache has.
    private static func found(in cache: HeadCache, of count: Int64) -> [Int64] {
        var cache = cache
        return (1...count).filter { cache[CaseID($0)] != nil }
    }

    @Test func `What was kept is found as it was kept last, until it is forgotten`() {
        var cache = HeadCache()
        cache[CaseID(1)] = HeadCacheTests.row(1, byteCount: 100)
        cache[CaseID(1)] = HeadCacheTests.row(1, byteCount: 200)
        let kept = cache[CaseID(1)]
        cache[CaseID(1)] = nil
        let forgotten = cache[CaseID(1)]
        #expect(kept?.byteCount == 200 && kept?.head.file.id == CaseID(1))
        #expect(forgotten == nil)
    }

    @Test func `A thousand cases of a kilobyte are all remembered, however often they are saved`() {
        var cache = HeadCache()
        for _ in 0..<5 {
            for number in Int64(1)...1_000 {
                cache[CaseID(number)] = HeadCacheTests.row(number, byteCount: 1_024)
            }
        }
        #expect(HeadCacheTests.found(in: cache, of: 1_000).count == 1_000)
    }

    @Test func `The cases used last are remembered when there are too many bytes`() {
        var cache = HeadCache()
        let large = HeadCache.capacity / 4
        for number in Int64(1)...20 {
            cache[CaseID(number)] = HeadCacheTests.row(number, byteCount: large)
            // The first is asked for all the time.
            _ = cache[CaseID(1)]
        }
        let found = HeadCacheTests.found(in: cache, of: 20)
        #expect(found.contains(1) && found.contains(20) && !found.contains(2))
        #expect(found.count <= 10)
    }

    @Test func `Forgetting gives the room back`() {
        var cache = HeadCache()
        let large = HeadCache.capacity / 4
        cache[CaseID(1)] = HeadCacheTests.row(1, byteCount: large)
        for number in Int64(2)...100 {
            cache[CaseID(number)] = HeadCacheTests.row(number, byteCount: large)
            cache[CaseID(number)] = nil
        }
        #expect(HeadCacheTests.found(in: cache, of: 100) == [1])
    }
}
