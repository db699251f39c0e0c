import Casework
import Statechart
import Values

extension Step {
    private static let keys: Set<String> = [
        "do", "refused", "batch", "wait", "at", "expect", "register", "send", "with", "case",
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

extension Attempt {
    private static let keys: Set<String> = ["do", "refused", "send", "with", "case"]
    private static let deedKeys: Set<String> = [
        "open", "action", "as", "case", "by", "unit", "with", "revision", "dry-run", "key",
    ]

    /// Something that the engine's own account does.
    init(system deed: Deed, line: Int) {
        self.init(
            deed: deed,
            account: Gate.system,
            refusal: nil,
            isDryRun: false,
            key: nil,
            line: line
        )
    }

    init(_ node: RehearsalNode) throws(RehearsalProblem) {
        let outer = try NodeReader(node, keys: Attempt.keys)
        if let event = outer["send"] {
            try self.init(event: event, outer)
            return
        }
        let reader = try NodeReader(try outer.required("do"), keys: Attempt.deedKeys)
        var refusal: ExpectedRefusal?
        if let refused = outer["refused"] { refusal = try ExpectedRefusal(refused) }
        self.init(
            deed: try Deed(reader),
            account: try reader.required("by").asText(),
            refusal: refusal,
            isDryRun: try reader.flag("dry-run") ?? false,
            key: try reader.text("key"),
            line: node.line
        )
    }

    /// An event from outside, as it comes to a bare chart.
    private init(event: RehearsalNode, _ reader: NodeReader) throws(RehearsalProblem) {
        let data = reader["with"].map(\.value)
        self.init(
            system: .send(
                Event(try event.asText(), data: data),
                alias: try reader.text("case") ?? Rehearsal.chartAlias
            ),
            line: reader.node.line
        )
    }
}

extension Attempt.Deed {
    fileprivate init(_ reader: NodeReader) throws(RehearsalProblem) {
        let data = try reader.values("with")
        guard let workflow = try reader.text("open") else {
            self = .act(
                try reader.required("action").asText(),
                alias: try reader.required("case").asText(),
                data: data,
                revision: try reader.number("revision").map { Int64($0) }
            )
            return
        }
        self = .open(
            workflow: workflow,
            alias: try reader.text("as") ?? workflow,
            unit: try reader.text("unit"),
            data: data
        )
    }
}

extension ExpectedRefusal {
    /// Reads `refused: unmet` or `refused: {kind, clauses, undecided, fields}`.
    init(_ node: RehearsalNode) throws(RehearsalProblem) {
        guard case .map = node.content else {
            kind = try ExpectedRefusal.kind(node)
            return
        }
        let reader = try NodeReader(node, keys: ["kind", "clauses", "undecided", "fields"])
        if let named = reader["kind"] { kind = try ExpectedRefusal.kind(named) }
        clauses = try reader.texts("clauses")
        undecided = try reader.texts("undecided")
        fields = try reader.texts("fields")
    }

    private static func kind(_ node: RehearsalNode) throws(RehearsalProblem) -> RefusalKind {
        guard let kind = RefusalKind(rawValue: try node.asText()) else {
            let known = RefusalKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.problem("拒絕種類為:\(known)", "The kinds of refusal are: \(known)")
        }
        return kind
    }
}
