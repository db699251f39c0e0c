import Values

extension Step {
    private static let keys: Set<String> = [
        "do", "refused", "batch", "wait", "at", "expect", "register", "send", "with", "case", "print",
        "correct",
        "shows", "hides",
    ]

    static func list(_ node: RehearsalNode) throws(RehearsalProblem) -> [Step] {
        var steps: [Step] = []
        for step in try node.asList() { steps.append(try Step(step)) }
        return steps
    }

    init(_ node: RehearsalNode) throws(RehearsalProblem) {
        let reader = try NodeReader(node, keys: Step.keys)
        line = node.line
        if let wait = reader["wait"] {
            kind = .advance(try wait.asSpan())
        } else if let at = reader["at"] {
            kind = .advanceTo(try at.asInstant())
        } else if let expected = reader["expect"] {
            kind = .expect(try Expectation(expected))
        } else if let print = reader["print"] {
            kind = .print(try Printing(print, beside: reader))
        } else if let correct = reader["correct"] {
            kind = .correct(try Correcting(correct, beside: reader))
        } else if let batch = reader["batch"] {
            var attempts: [Attempt] = []
            for attempt in try batch.asList() { attempts.append(try Attempt(attempt)) }
            kind = .perform(attempts)
        } else if let register = reader["register"] {
            let world = try World(register, profile: "", isComplete: false)
            kind = .perform(world.changes.map { Attempt(system: .register($0), line: node.line) })
        } else {
            kind = .perform([try Attempt(node)])
        }
    }
}
