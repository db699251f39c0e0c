import Casework
import Values

/// A correction that somebody carries through in a rehearsal, from the draft to the receipt.
///
/// ```
/// - correct:
///     by: wang
///     agreed: zhou           # the second person; nobody where one is enough
///     case: report
///     text: 獲知時間登錄錯誤
///     operations:
///       - {verb: setfield, field: knownAt, value: 2026-11-24T08:00}
///       - {verb: retime, entry: assign, at: 2026-11-24T09:10}
///     as: first              # for undoing it later
/// - correct: {by: wang, agreed: zhou, undo: first}
/// ```
struct Correcting: Sendable {
    /// Who proposes it.
    let account: String
    /// Who agrees to it; nil where one person is enough.
    let approver: String?
    /// The case, by its alias; nil where something is undone.
    let alias: String?
    /// What it is for.
    let text: String
    let operations: [Operation]
    /// The name by which it can be undone later.
    let name: String?
    /// The correction that is undone, by its name.
    let undoes: String?
    /// How it must be refused, wherever on the way; nil if it must be applied.
    let refusal: ExpectedRefusal?

    /// An operation as the script has it; which entry is meant is found on the stage.
    enum Operation: Sendable {
        case plain(CorrectionOperation)
        case retime(Entry, to: Instant)
        case void(Entry)
    }

    /// An entry of the case: the last one of an action, or the one that left a revision behind.
    enum Entry: Sendable {
        case last(String)
        case revision(Int64)
    }
}

extension Correcting {
    private static let keys: Set<String> = ["by", "agreed", "case", "text", "operations", "as", "undo"]
    private static let operationKeys: Set<String> = [
        "verb", "field", "value", "entry", "at", "action", "with", "state", "from", "to",
    ]

    /// Reads `correct: {…}` with what stands beside it.
    init(_ node: RehearsalNode, beside step: NodeReader) throws(RehearsalProblem) {
        let reader = try NodeReader(node, keys: Correcting.keys)
        account = try reader.required("by").asText()
        approver = try reader.text("agreed")
        undoes = try reader.text("undo")
        name = try reader.text("as")
        text = try reader.text("text") ?? "更正登錄"
        var refusal: ExpectedRefusal?
        if let refused = step["refused"] { refusal = try ExpectedRefusal(refused) }
        self.refusal = refusal
        guard undoes == nil else {
            alias = nil
            operations = []
            return
        }
        alias = try reader.required("case").asText()
        var operations: [Operation] = []
        for operation in try reader.required("operations").asList() {
            operations.append(try Operation(try NodeReader(operation, keys: Correcting.operationKeys)))
        }
        self.operations = operations
    }
}

extension Correcting.Operation {
    fileprivate init(_ reader: NodeReader) throws(RehearsalProblem) {
        let verb = try reader.required("verb")
        switch try verb.asText() {
        case "setfield":
            let value = reader["value"]?.value ?? .null
            self = .plain(.setField(try reader.required("field").asText(), value))
        case "retime":
            self = .retime(try Correcting.Entry(reader), to: try reader.required("at").asInstant())
        case "void": self = .void(try Correcting.Entry(reader))
        case "append":
            let action = try reader.required("action").asText()
            self = .plain(
                .append(
                    action,
                    data: try reader.values("with"),
                    at: try reader.required("at").asInstant()
                )
            )
        case "restate": self = .plain(.restate(try reader.required("state").asText(), way: nil))
        case "reassign":
            let from = try reader.required("from").asText()
            self = .plain(.reassign(from: from, to: try reader.required("to").asText()))
        case "recompute": self = .plain(.recompute)
        default:
            throw verb.problem(
                "可用:setfield、retime、void、append、restate、reassign、recompute",
                "There are: setfield, retime, void, append, restate, reassign, recompute"
            )
        }
    }
}

extension Correcting.Entry {
    fileprivate init(_ reader: NodeReader) throws(RehearsalProblem) {
        let node = try reader.required("entry")
        if case .scalar(.int(let revision)) = node.content {
            self = .revision(revision)
        } else {
            self = .last(try node.asText())
        }
    }
}
