import Testing

@testable import Statechart

@Suite
struct BitSetTests {
    @Test
    func `it behaves like a set of integers, on both sides of a word's end`() {
        var random = Lottery(seed: 11)
        for _ in 0..<200 {
            var bits = BitSet()
            var set: Set<Int> = []
            var otherBits = BitSet()
            var other: Set<Int> = []
            for _ in 0..<random.below(40) {
                let number = random.below(200)
                bits.insert(number)
                set.insert(number)
                let second = random.below(random.below(2) == 0 ? 60 : 200)
                otherBits.insert(second)
                other.insert(second)
                let third = random.below(200)
                bits.remove(third)
                set.remove(third)
            }
            #expect(Array(bits) == set.sorted())
            #expect(bits.isEmpty == set.isEmpty)
            #expect((0..<200).allSatisfy { bits.contains($0) == set.contains($0) })
            #expect(Array(bits.intersection(otherBits)) == set.intersection(other).sorted())
            #expect(bits.isDisjoint(with: otherBits) == set.isDisjoint(with: other))
            bits.formUnion(otherBits)
            #expect(Array(bits) == set.union(other).sorted())
        }
    }
}
