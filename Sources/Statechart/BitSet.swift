/// A set of small indices: one word in place, so that charts of up to 64 states allocate nothing.
struct BitSet: Sendable, Sequence {
    private var low: UInt64 = 0
    private var high: [UInt64] = []

    init() {}

    init(_ indices: some Sequence<Int>) {
        for index in indices { insert(index) }
    }

    var isEmpty: Bool { low == 0 && high.allSatisfy { $0 == 0 } }

    func contains(_ index: Int) -> Bool {
        if index < 64 { return low & (1 << UInt64(index)) != 0 }
        let word = index / 64 - 1
        return word < high.count && high[word] & (1 << UInt64(index % 64)) != 0
    }

    mutating func insert(_ index: Int) {
        guard index >= 64 else {
            low |= 1 << UInt64(index)
            return
        }
        let word = index / 64 - 1
        while high.count <= word { high.append(0) }
        high[word] |= 1 << UInt64(index % 64)
    }

    mutating func remove(_ index: Int) {
        guard index >= 64 else {
            low &= ~(1 << UInt64(index))
            return
        }
        let word = index / 64 - 1
        if word < high.count { high[word] &= ~(1 << UInt64(index % 64)) }
    }

    mutating func formUnion(_ other: BitSet) {
        low |= other.low
        while high.count < other.high.count { high.append(0) }
        for word in other.high.indices { high[word] |= other.high[word] }
    }

    func intersection(_ other: BitSet) -> BitSet {
        var result = BitSet()
        result.low = low & other.low
        let words = Swift.min(high.count, other.high.count)
        if words > 0 {
            result.high.reserveCapacity(words)
            for word in 0..<words { result.high.append(high[word] & other.high[word]) }
        }
        return result
    }

    func isDisjoint(with other: BitSet) -> Bool {
        guard low & other.low == 0 else { return false }
        for word in 0..<Swift.min(high.count, other.high.count) where high[word] & other.high[word] != 0 {
            return false
        }
        return true
    }

    /// The members in ascending order.
    func makeIterator() -> Iterator { Iterator(word: low, rest: high) }

    struct Iterator: IteratorProtocol {
        var word: UInt64
        let rest: [UInt64]
        var position = 0

        mutating func next() -> Int? {
            while word == 0 {
                guard position < rest.count else { return nil }
                word = rest[position]
                position += 1
            }
            let bit = word.trailingZeroBitCount
            word &= word - 1
            return position * 64 + bit
        }
    }
}
