import Casework
import Statechart
import Values

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
                alias: try reader.text("case") ?? RehearsalScript.chartAlias
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
