import Statechart
import Values

/// Reading what somebody wants put right, before anything is decided.
extension CaseDecision {
    /// An operation with its values as the fields take them and its way found; refused where it makes no sense.
    public func accepted(
        _ operation: CorrectionOperation,
        on file: CaseFile,
        past: [PastEntry],
        workflows: [String: Workflow],
        by author: String
    ) throws -> Result<CorrectionOperation, Refusal> {
        switch operation {
        case .setField(let name, let value): return accepted(name, value)
        case .retime(_, let instant):
            guard instant <= situation.recorded else {
                return .failure(.invalid("at", CorrectionProblem.future))
            }
        case .append(_, _, let instant):
            guard instant <= situation.recorded, instant >= file.openedAt else {
                return .failure(.invalid("at", CorrectionProblem.future))
            }
        case .reassign(let from, let to):
            guard from != to, situation.directory.accounts[to]?.isEnabled == true,
                !file.parties.contains(where: { $0.account == to && $0.isConflicted })
            else { return .failure(.invalid("to", CorrectionProblem.successor)) }
            guard !file.handover(from: from, to: to, workflow).isEmpty else {
                return .failure(.invalid("from", CorrectionProblem.nothingHeld))
            }
        case .restate(let state, nil):
            guard workflow.states[state] != nil || workflow.chart.holds(state) else {
                return .failure(.invalid("state", CorrectionProblem.state))
            }
            return try way(to: state, file, past, workflows, author)
        case .restate, .void, .recompute, .migrate: break
        }
        return .success(operation)
    }

    private func accepted(_ name: String, _ value: Value) -> Result<CorrectionOperation, Refusal> {
        var problems: [FieldProblem] = []
        guard workflow.field(name) != nil else {
            let names = NearestName.all(to: name, among: workflow.fields.map(\.name))
            return .failure(.invalid(name, CorrectionProblem.field(nearest: names)))
        }
        let asks = [TransitionRule.Ask(field: name, isRequired: false)]
        let read = reading.read(ValueMap([(name, value)]), asks: asks, &problems)
        guard problems.isEmpty, let accepted = read.first(where: { _ in true }) else {
            return .failure(.invalidData(problems))
        }
        return .success(.setField(accepted.key.text ?? name, accepted.value))
    }

    // MARK: Restating

    /// How many acts may be taken back, how many may follow, and how many places are looked at in all.
    private static let wayLimits = (voids: 10, actions: 4, places: 400)

    /// Looks for a lawful way to a state: as few acts taken back as possible, then as few new ones.
    private func way(
        to state: String,
        _ file: CaseFile,
        _ past: [PastEntry],
        _ workflows: [String: Workflow],
        _ author: String
    ) throws -> Result<CorrectionOperation, Refusal> {
        let acts = past.filter { $0.entry.kind == .action }.map(\.revision).reversed()
        var places = 0
        for count in 0...min(acts.count, CaseDecision.wayLimits.voids) {
            let voids = acts.prefix(count).sorted()
            let way = CorrectionOperation.Way(voids: voids, actions: [])
            let record = CorrectionRecord.trial([.restate(state, way: way)], by: author)
            let history = CorrectedHistory(past, record, at: situation.recorded)
            var replay = Replay(self, of: file, past, workflows)
            try replay.play(history.inputs)
            guard replay.blocked.isEmpty, let start = replay.file else { continue }
            let inside = CaseDecision(in: situation.with(replay.workflow), asking: surroundings)
            guard let actions = try inside.actions(from: start, to: state, &places) else { continue }
            // Taking back nothing and doing nothing leads nowhere.
            guard count > 0 || !actions.isEmpty else { return .failure(.unreachable(state)) }
            return .success(.restate(state, way: CorrectionOperation.Way(voids: voids, actions: actions)))
        }
        return .failure(.unreachable(state))
    }

    private func actions(from start: CaseFile, to state: String, _ places: inout Int) throws -> [String]? {
        var frontier: [(file: CaseFile, actions: [String])] = [(start, [])]
        for depth in 0...CaseDecision.wayLimits.actions {
            if let found = frontier.first(where: { $0.file.chart.configuration.contains(state) }) {
                return found.actions
            }
            guard depth < CaseDecision.wayLimits.actions else { return nil }
            var next: [(CaseFile, [String])] = []
            for place in frontier {
                for action in actions(in: place.file) {
                    places += 1
                    guard places <= CaseDecision.wayLimits.places else { return nil }
                    let happening = Happening.action(action, data: ValueMap(), account: Gate.system)
                    guard case .success(let taken)? = try decide(happening, on: place.file) else { continue }
                    next.append((taken.after, place.actions + [action]))
                }
            }
            frontier = next
        }
        return nil
    }
}

extension Refusal {
    static func invalid(_ field: String, _ message: LocalizedText) -> Refusal {
        .invalidData([FieldProblem(field: field, message: message)])
    }

    static func strayed(_ operation: CorrectionOperation) -> Refusal {
        .invalid("entry", CorrectionProblem.entry)
    }

    static func unreachable(_ state: String) -> Refusal {
        .notPossible(
            action: "restate",
            possible: [],
            because: LocalizedText(
                zhHant: "依流程無合法途徑可使本案處於「\(state)」;請改以更正欄位或補登步驟辦理",
                en: "No lawful way leads the case to \(state); correct fields or append acts instead"
            )
        )
    }

    /// A correction that would make acts of the case's history impossible; all of them are named, each with its reason.
    static func blocked(_ steps: [BlockedStep]) -> Refusal {
        let zhHant = steps.map { "\($0.place)\($0.action)(\($0.reason.zhHant))" }.joined(separator: ";")
        let en = steps.map { "\($0.place)\($0.action) (\($0.reason.en))" }.joined(separator: "; ")
        return .notPossible(
            action: "correct",
            possible: [],
            because: LocalizedText(
                zhHant: "更正後下列步驟將不能成立,請一併更正或作廢:\(zhHant)",
                en:
                    "After this the following acts would not have been possible; correct or void them, too: \(en)"
            )
        )
    }

    static let referralStands = Refusal.notPossible(
        action: "correct",
        possible: [],
        because: LocalizedText(
            zhHant: "本案已移送上級機關,更正不得撤銷移送;請由受理機關另行處理",
            en: "The case was referred upward, which no correction takes back; the unit that holds it decides"
        )
    )
}

extension BlockedStep {
    fileprivate var place: String { revision.map { "v\($0) " } ?? "" }

    /// Why, in a few words: the clauses and sentences of what does not hold.
    fileprivate var reason: LocalizedText {
        switch refusal.cause {
        case .unmet(_, let findings):
            let open = findings.filter { $0.outcome != .met }
            return LocalizedText(
                zhHant: open.map {
                    [$0.clause, $0.sentence.zhHant].compactMap(\.self).joined(separator: " ")
                }
                .joined(separator: "、"),
                en: open.map { [$0.clause, $0.sentence.en].compactMap(\.self).joined(separator: " ") }
                    .joined(separator: ", ")
            )
        case .invalidData(let problems):
            return LocalizedText(
                zhHant: problems.map { "\($0.field):\($0.message.zhHant)" }.joined(separator: "、"),
                en: problems.map { "\($0.field): \($0.message.en)" }.joined(separator: ", ")
            )
        case .notPossible(_, _, let because?): return because
        case .notPermitted(_, let by):
            let roles = by.joined(separator: ", ")
            return LocalizedText(zhHant: "須具備角色或關係:\(roles)", en: "it asks for one of: \(roles)")
        case .notPossible, .conflict, .unknown, .keyReused, .busy, .tooMuch, .inStep:
            return LocalizedText(zhHant: "當時狀態不能辦理", en: "not possible where the case would have stood")
        }
    }
}

/// What is said of an operation that makes no sense.
enum CorrectionProblem {
    static let future = LocalizedText(
        zhHant: "時間不得晚於現在或早於開案;請核對佐證資料",
        en: "The time may lie neither in the future nor before the opening; compare it with the evidence"
    )
    static func field(nearest names: [String]) -> LocalizedText {
        let zhHant = names.isEmpty ? "" : ";是否指:" + names.joined(separator: "、")
        let en = names.isEmpty ? "" : "; did you mean: " + names.joined(separator: ", ")
        return LocalizedText(zhHant: "本案流程沒有此欄位" + zhHant, en: "The workflow has no such field" + en)
    }
    static let successor = LocalizedText(
        zhHant: "接辦人員帳號不存在、已停用或應迴避本案,請另選他人",
        en: "This account is unknown, disabled or kept away from the case; choose another"
    )
    static let nothingHeld = LocalizedText(
        zhHant: "此人於本案無可移交事項",
        en: "This account holds nothing in the case that could pass to another"
    )
    static let state = LocalizedText(zhHant: "流程無此狀態", en: "The workflow has no such state")
    static let entry = LocalizedText(
        zhHant: "請指明本案歷程中可更正之紀錄(人員所為之步驟,或尚有效之更正)",
        en: "Name an entry of the case that a person made, or a correction that still stands"
    )
}
