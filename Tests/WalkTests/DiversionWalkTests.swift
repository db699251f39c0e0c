import Casework
import Testing
import Values

/// What a complaint says of sexual harassment goes on in a case of its own (B-3.4): those who see the complaint find no
/// trace of that case, and whoever does not see the complaint finds neither.
@Suite struct DiversionWalkTests {
    private static let complaint = """
          - do: {open: complaint, as: c, by: lin, with: {filedAs: applicant, applicantName: 林示例, respondents: [{person: zhang, name: 張例四}], confirmed: true, signature: applicant, eventFrom: 2026-11-20, narrative: 辱罵並有不當言語, kinds: [verbal], workplaceHead: zhu}}
          - do: {action: triage, case: c, by: ren, with: {receivingAgency: 虛構星灣教養院, receivingTitle: 組員, receivedAt: "2026-11-23T09:00+08:00", source: internal, kinds: [verbal, sexual-harassment], duplicateCheck: none}}
          - do: {action: assign-handler, case: c, by: zhu, with: {handler: qiu}}
        """

    private static let diversion = """
          - do: {action: divert, case: c, by: ren, with: {diversionReason: 部分依專屬程序, diversionPart: 不當言語部分}}
          - do: {action: accept, case: c, by: ren}
          - do: {action: protect-now, case: c, by: zhu, with: {protectiveMeasure: 二人一組, measureBurdensVictim: false}}
        """

    @Test(arguments: ["yuan", "mi", "fang", "dai", "an", "zhang", "lu"])
    func `whoever does not see the complaint finds neither`(account: String) async throws {
        let steps = DiversionWalkTests.complaint + "\n" + DiversionWalkTests.diversion
        let twins = Twins(
            with: try await Scene(HeadStories.world(steps), aliases: HeadStories.aliases),
            without: try await Scene(HeadStories.world(""), aliases: HeadStories.aliases, seed: 2)
        )
        let shared = Set(twins.with.texts.values)
        let hidden = try twins.with.numbers().filter { !shared.contains($0) }
        // They stand in the unit itself: only the gate is between them and the account.
        #expect(hidden.count == 2)
        let walk = HeadWalkTests.walk(account, hidden, ["accept", "take-up"], ["triaged", "received"])
        for endpoint in Walk.endpoints {
            for question in walk.questions(at: endpoint) ?? [] { try await twins.ask(question) }
        }
        try await HeadWalkTests.workOn(twins, walk)
    }

    @Test(arguments: ["ren", "zhu", "qiu"])
    func `whoever sees the complaint finds no trace of what it became`(account: String) async throws {
        let scene = try await Scene(
            HeadStories.world(DiversionWalkTests.complaint),
            aliases: HeadStories.aliases + ["c"]
        )
        let receipt = await scene.answer(
            Question(
                account: "ren",
                method: "POST",
                target: "/api/v1/cases/<c>/actions/divert",
                json: #"{"data":{"diversionReason":"部分依專屬程序","diversionPart":"不當言語部分"}}"#
            )
        )
        #expect(receipt.status == 200 && receipt.body.contains(#""started":[]"#), "\(receipt.body)")
        let diverted = try #require(try scene.numbers(of: "complaint-diversion").first)
        #expect(diverted.hasPrefix("申-教保組-115-"))
        var walk = HeadWalkTests.walk(account, [diverted], ["accept", "take-up"], ["triaged", "received"])
        walk.known = ["c"]
        for question in walk.overview() {
            let answer = await scene.answer(question)
            // An answer repeats what was asked for nowhere but in a question's own words.
            #expect(!answer.body.contains(diverted), "\(question)")
            #expect(!answer.body.contains("不當言語部分"), "\(question)")
        }
        for endpoint in Walk.endpoints where endpoint.contains("{number}") {
            let (mine, others) = (
                walk, HeadWalkTests.walk(account, ["申-教保組-115-00000"], walk.actions, walk.states)
            )
            for (asked, invented) in zip(
                DiversionWalkTests.asked(mine, endpoint),
                DiversionWalkTests.asked(others, endpoint)
            ) {
                #expect(await scene.answer(asked) == (await scene.answer(invented)), "\(asked)")
            }
        }
        // Event, safety and support go on beside it.
        try scene.act(
            "protect-now",
            scene.texts["c"] ?? "",
            #"{"protectiveMeasure":"換班","measureBurdensVictim":false}"#,
            by: "zhu"
        )
        try scene.act("accept", scene.texts["c"] ?? "", by: "ren")
    }

    private static func asked(_ walk: Walk, _ endpoint: String) -> [Question] {
        var walk = walk
        walk.known = []
        return walk.questions(at: endpoint) ?? []
    }
}
