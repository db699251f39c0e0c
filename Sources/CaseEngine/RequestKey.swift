public import Casework
import CivilCalendar
import Statechart
import Values

/// An idempotency key with the request it came with, both as keyed digests: neither is stored in clear.
struct RequestKey {
    let digest: [UInt8]
    let request: [UInt8]
    /// 128 bits of a keyed digest: nobody without the master key can make two alike, and the index stays small.
    private static let byteCount = 16

    init(_ key: String, of request: Request, sealing: any Sealing) {
        let name = Array("key\0\(request.account)\0\(key)".utf8)
        digest = Array(sealing.digest(name).prefix(RequestKey.byteCount))
        self.request = Array(sealing.digest(RequestKey.bytes(of: request)).prefix(RequestKey.byteCount))
    }

    /// What the request's entry states.
    var digests: RequestDigests { RequestDigests(key: digest, request: request) }

    func answered(_ receipt: Receipt, _ subject: CaseID?) -> AnsweredKey {
        AnsweredKey(
            key: digest,
            request: request,
            sequence: receipt.sequence,
            caseID: subject ?? CaseID(0)
        )
    }

    private static func bytes(of request: Request) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(request.account)
        writer.string(kind(of: request.command))
        switch request.command {
        case .open(let workflow, let unit, let data):
            writer.string(workflow)
            writer.string(unit)
            writer.write(.map(data))
        case .takeOver(let paper): writer.paperCase(paper)
        case .act(let number, let action, let data, _):
            writer.string(number)
            writer.string(action)
            writer.write(.map(data))
        case .deliver(let number, let event):
            writer.string(number)
            writer.string(event.name)
            writer.write(event.data ?? .null)
        case .erase(let number, let reason, let includingPassed):
            writer.string(number)
            writer.write([.string(reason), .bool(includingPassed)])
        case .change(let change): writer.write(change.value)
        case .dayOff(let date, let name): writer.write([.string(date.iso), .string(name)])
        case .register(let change):
            writer.string(change.kind.rawValue)
            writer.string(change.id)
            writer.raw(bytes: change.row)
        }
        return writer.bytes
    }
}

extension JSONWriter {
    /// All that tells two cases from paper apart.
    fileprivate mutating func paperCase(_ paper: PaperCase) {
        write([.string(paper.workflow), .string(paper.unit), .map(paper.data), .timestamp(paper.at)])
        write([.string(paper.paper.reference), paper.paper.reason.map { .string($0) } ?? .null])
        for step in paper.steps { write([.string(step.action), .map(step.data), .timestamp(step.at)]) }
    }
}

extension RequestKey {
    private static func kind(of command: Command) -> String {
        switch command {
        case .open: "open"
        case .takeOver: "takeOver"
        case .act: "act"
        case .deliver: "deliver"
        case .register: "register"
        case .dayOff: "dayOff"
        case .erase: "erase"
        case .change: "change"
        }
    }
}

extension Refusal {
    /// The refusal as the stream of refusals keeps it: attribute names, never values.
    func row(
        for request: Request,
        at now: Instant,
        _ transaction: any StorageTransaction,
        knowing names: KnownNames
    ) throws -> RefusalRow {
        var caseID: CaseID?
        let action: String
        switch request.command {
        case .open(let workflow, _, _): action = "open \(names.workflow(workflow))"
        case .takeOver(let paper):
            let taken = step.flatMap { paper.steps.indices.contains($0) ? paper.steps[$0].action : nil }
            action = taken.map(names.action) ?? "open \(names.workflow(paper.workflow))"
        case .act(let number, let name, _, _):
            action = names.action(name)
            if case .current(let id)? = try transaction.lookUp(number: number) { caseID = id }
        case .deliver(_, let event): action = names.action(event.name)
        case .erase(let number, _, _):
            action = "erase"
            if case .current(let id)? = try transaction.lookUp(number: number) { caseID = id }
        case .change(let change):
            action = change.name
            if let number = change.numbers.first,
                case .current(let id)? = try transaction.lookUp(number: number)
            {
                caseID = id
            }
        case .register(let change): action = "register \(change.kind.rawValue)"
        case .dayOff: action = "register calendar"
        }
        var clauses: [String] = []
        var attributes: [String] = []
        switch cause {
        case .unmet(_, let findings):
            for finding in findings where finding.outcome != .met {
                if let clause = finding.clause { clauses.append(clause) }
                attributes += finding.reads.map(\.description)
            }
        case .invalidData(let problems): attributes = problems.map(\.field)
        case .notPermitted, .notPossible, .conflict, .unknown, .keyReused, .busy, .tooMuch, .inStep: break
        }
        return RefusalRow(
            at: now,
            account: request.account,
            caseID: caseID,
            action: action,
            kind: kind,
            clauses: clauses,
            attributes: attributes.map(names.attribute)
        )
    }

    /// The kind's name: in problem types, in the stream of refusals, in rehearsals.
    public var kind: String {
        switch self {
        case .notPermitted: "notPermitted"
        case .notPossible: "notPossible"
        case .unmet: "unmet"
        case .invalidData: "invalidData"
        case .conflict: "conflict"
        case .unknown: "unknown"
        case .keyReused: "keyReused"
        case .busy: "busy"
        case .tooMuch: "tooMuch"
        case .inStep(_, let cause): cause.kind
        }
    }
}
