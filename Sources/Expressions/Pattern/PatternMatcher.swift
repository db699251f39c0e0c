/// Runs a pattern over a text, all of its threads side by side (Pike's machine without captures).
///
/// Each instruction is visited at most once for each scalar, whatever the pattern: time is their product.
struct PatternMatcher {
    private let instructions: [PatternInstruction]
    /// The step at which an instruction was last visited.
    private var visited: [Int]
    private var threads: [Int] = []
    private var pending: [Int] = []
    /// How many instructions were visited.
    private(set) var steps = 0

    init(_ instructions: [PatternInstruction]) {
        self.instructions = instructions
        visited = Array(repeating: -1, count: instructions.count)
    }

    /// Whether the text contains a match.
    mutating func matches(_ text: [Unicode.Scalar]) -> Bool {
        for place in 0...text.count {
            let before = place > 0 ? text[place - 1] : nil
            let after = place < text.count ? text[place] : nil
            var current: [Int] = []
            for thread in threads where follow(thread, place, before, after, into: &current) { return true }
            if follow(0, place, before, after, into: &current) { return true }
            threads.removeAll(keepingCapacity: true)
            guard let after else { return false }
            for thread in current {
                guard case .scalar(let set) = instructions[thread], set.contains(after) else { continue }
                threads.append(thread + 1)
            }
        }
        return false
    }

    /// Follows jumps from an instruction to those that take a scalar; true when the pattern accepts.
    private mutating func follow(
        _ start: Int,
        _ place: Int,
        _ before: Unicode.Scalar?,
        _ after: Unicode.Scalar?,
        into current: inout [Int]
    ) -> Bool {
        pending.append(start)
        while let index = pending.popLast() {
            guard visited[index] != place else { continue }
            visited[index] = place
            steps += 1
            switch instructions[index] {
            case .accept: return true
            case .scalar: current.append(index)
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assertion(let assertion):
                if assertion.holds(before, after) { pending.append(index + 1) }
            }
        }
        return false
    }
}
