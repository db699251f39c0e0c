import CaseEngine
import Casework
import Statechart
import Values

extension Attempt {
    private static let keys: Set<String> = ["do", "refused", "send", "with", "case"]
    private static let deedKeys: Set<String> = [
        "open", "action", "as", "case", "by", "unit", "with", "revision", "dry-run", "key", "at", "paper",
        "steps",
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
        let alias = try reader.text("as") ?? workflow
        let unit = try reader.text("unit")
        guard reader["at"] != nil || reader["paper"] != nil || reader["steps"] != nil else {
            self = .open(workflow: workflow, alias: alias, unit: unit, data: data)
            return
        }
        var steps: [PaperCase.Step] = []
        for step in try reader["steps"]?.asList() ?? [] { steps.append(try PaperCase.Step(step)) }
        let paper = PaperCase(
            workflow: workflow,
            unit: unit ?? "",
            data: data,
            at: try reader.required("at").asInstant(),
            paper: try PaperRecord(try reader.required("paper")),
            steps: steps
        )
        self = .takeOver(paper, alias: alias, unit: unit)
    }
}

extension PaperCase.Step {
    fileprivate init(_ node: RehearsalNode) throws(RehearsalProblem) {
        let reader = try NodeReader(node, keys: ["action", "at", "with"])
        self.init(
            action: try reader.required("action").asText(),
            data: try reader.values("with"),
            at: try reader.required("at").asInstant()
        )
    }
}

extension PaperRecord {
    /// `paper: 簿冊第 12 號` or `paper: {reference, reason}`.
    fileprivate init(_ node: RehearsalNode) throws(RehearsalProblem) {
        guard case .map = node.content else {
            self.init(reference: try node.asText())
            return
        }
        let reader = try NodeReader(node, keys: ["reference", "reason"])
        self.init(reference: try reader.required("reference").asText(), reason: try reader.text("reason"))
    }
}
