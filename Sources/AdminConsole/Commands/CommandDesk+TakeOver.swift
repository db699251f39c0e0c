import CaseAPI
import Foundation

// Taking over a case that was kept on paper: a file of the API's JSON, what would happen, the question, the case.
extension CommandDesk {
    func takeOver(_ input: CommandInput) throws(ConsoleError) {
        let body = try CommandDesk.paperCase(inFile: word(0, of: input))
        let applies = isAppliedAtOnce(input)
        if !applies || isDryRun(input) {
            let trial = try client.tryOpening(body)
            show(takeOverCard(trial, body))
            if isDryRun(input) { return }
            guard let ask else {
                throw ConsoleError(
                    .notAllowed,
                    "試行完成,未補登;非互動執行時,補登須加 --apply",
                    "a dry run, nothing was entered; without a terminal, taking over needs --apply"
                )
            }
            guard isYes(ask(label("補登此案?輸入「是」確認:", "take this case over? type yes: "))) else {
                return tell("未補登,未變更任何資料", "not taken over, nothing was changed")
            }
        }
        let file = try client.open(body, key: input.options["idem"] ?? demands.key)
        show(caseCard(file))
        tell("已補登:\(file.number)", "taken over: \(file.number)")
    }

    /// The request in a file; whether it is a dry run is not the file's to say.
    private static func paperCase(inFile path: String) throws(ConsoleError) -> [String: WireValue] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConsoleError(.unknown, "無法讀取檔案 \(path)", "the file \(path) cannot be read")
        }
        guard case .object(var members) = try WireValue(json: String(decoding: data, as: UTF8.self)),
            members["at"] != nil, members["paper"] != nil
        else {
            throw .usage(
                "檔案 \(path) 須為 JSON 物件,並含 at 與 paper",
                "the file \(path) must hold a JSON object with 'at' and 'paper'"
            )
        }
        members["dryRun"] = nil
        return members
    }

    /// What taking over would do: the claimed steps, and where the case would stand.
    private func takeOverCard(_ trial: WireStep, _ body: [String: WireValue]) -> Presentation {
        var fields: [Presentation.Field] = [
            .init(label: label("流程", "workflow"), text: member("workflow", of: .object(body))),
            .init(label: label("紙本", "paper"), text: member("reference", of: body["paper"])),
            .init(label: label("開案(所載)", "opened (claimed)"), text: member("at", of: .object(body))),
        ]
        if case .list(let steps)? = body["steps"] {
            for (position, step) in steps.enumerated() {
                let text = "\(member("at", of: step))  \(member("action", of: step))"
                fields.append(.init(label: label("步驟 \(position + 1)", "step \(position + 1)"), text: text))
            }
        }
        fields.append(.init(label: label("狀態", "states"), text: "→ " + states(trial.entered)))
        if trial.notices > 0 {
            fields.append(.init(label: label("通知", "notices"), text: "\(trial.notices)"))
        }
        return Presentation(
            "case.step/1",
            WireValue(encoding: trial),
            [
                .heading("\(label("補登", "taken over from paper"))  [\(label("試行", "dry run"))]"),
                .fields(fields),
            ]
        )
    }

    /// A member of an object as text; empty where there is none.
    private func member(_ name: String, of object: WireValue?) -> String {
        guard case .object(let members)? = object, let member = members[name] else { return "" }
        return value(member)
    }

    /// How a case from paper is marked: where it is found there, and when it was entered.
    func mark(of paper: WirePaper) -> String {
        let recorded = paper.recordedAt.map { label(",登錄 ", ", entered ") + time($0) } ?? ""
        return label("補登(\(paper.reference)\(recorded))", "from paper (\(paper.reference)\(recorded))")
    }
}
