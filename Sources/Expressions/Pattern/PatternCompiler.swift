/// One instruction of a compiled pattern; the next one follows unless it names others.
enum PatternInstruction: Sendable {
    case scalar(ScalarSet)
    case assertion(PatternAssertion)
    case split(Int, Int)
    case jump(Int)
    case accept
}

/// Turns a parsed pattern into instructions of a nondeterministic automaton (Thompson's construction).
struct PatternCompiler {
    private var instructions: [PatternInstruction] = []
    private var steps = 0

    mutating func program(for node: PatternNode) throws(PatternProblem) -> [PatternInstruction] {
        try compile(node)
        instructions.append(.accept)
        return instructions
    }

    private mutating func compile(_ node: PatternNode) throws(PatternProblem) {
        // Counting visits, not only instructions, bounds repetitions of what compiles to nothing.
        steps += 1
        guard steps <= Pattern.maximumSize else { throw PatternProblem.tooLarge }
        switch node {
        case .empty: break
        case .scalar(let set): instructions.append(.scalar(set))
        case .assertion(let assertion): instructions.append(.assertion(assertion))
        case .sequence(let parts): for part in parts { try compile(part) }
        case .alternatives(let options): try compile(alternatives: options)
        case .repetition(let inner, let minimum, let maximum):
            for _ in 0..<minimum { try compile(inner) }
            guard let maximum else { return try compileStar(inner) }
            try compile(inner, upTo: maximum - minimum)
        }
    }

    private mutating func compile(alternatives options: [PatternNode]) throws(PatternProblem) {
        var jumps: [Int] = []
        for (index, option) in options.enumerated() {
            guard index < options.count - 1 else {
                try compile(option)
                break
            }
            let split = reserve()
            try compile(option)
            jumps.append(reserve())
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func compileStar(_ node: PatternNode) throws(PatternProblem) {
        let split = reserve()
        try compile(node)
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
    }

    private mutating func compile(_ node: PatternNode, upTo count: Int) throws(PatternProblem) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(reserve())
            try compile(node)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    /// A place for a jump whose target is not known yet.
    private mutating func reserve() -> Int {
        instructions.append(.jump(0))
        return instructions.count - 1
    }
}
