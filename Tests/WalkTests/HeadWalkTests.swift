import Casework
import Testing
import Values

@testable import Rehearsal

/// The head, and everybody whom he could ask, looks for the complaint about him through every way in: it is as if
/// there were none (promise 5, B-6).
@Suite struct HeadWalkTests {
    /// The head, his secretary, a subordinate who investigated, his stand-in, and whoever was head before.
    static let accounts = ["yuan", "mi", "fang", "dai", "hong"]
    static let invented = ["申-教保組-115-00007", "申-青嶼市政府社會局-115-0001", "申-教保組-115-0002", "危-教保組-115-0009"]

    @Test func `every endpoint that is described is walked`() {
        let walk = HeadWalkTests.walk("yuan", ["n"], [], [])
        #expect(Walk.endpoints.count > 14)
        for endpoint in Walk.endpoints {
            #expect(walk.questions(at: endpoint)?.isEmpty == false, "nothing is asked at \(endpoint)")
        }
    }

    /// Each story with the head, and those with all of them in which they have had most to do with it.
    static let walks: [(story: String, account: String)] = HeadStories.all.enumerated().flatMap {
        place,
        story in
        (place < 2 ? accounts : ["yuan", "hong"]).map { (story.name, $0) }
    }

    @Test(arguments: walks)
    func `the complaint about the head is as if it were not`(story: String, account: String) async throws {
        let steps = try #require(HeadStories.all.first { $0.name == story }).steps
        let twins = Twins(
            with: try await Scene(HeadStories.world(steps), aliases: HeadStories.aliases),
            without: try await Scene(HeadStories.world(""), aliases: HeadStories.aliases, seed: 2)
        )
        let shared = Set(twins.with.texts.values)
        let hidden = try twins.with.numbers().filter { !shared.contains($0) }
        #expect(hidden.contains { $0.hasPrefix("申-青嶼市政府社會局-") })
        let workflow = try #require(try twins.with.stage.workflow("complaint", "bali"))
        let walk = HeadWalkTests.walk(
            account,
            hidden + HeadWalkTests.invented,
            account == "yuan"
                ? workflow.rules.filter { !$0.by.isEmpty }.map(\.event).unique : ["accept", "recuse"],
            account == "yuan" ? workflow.states.keys.sorted() : ["triaged", "received", "reported"]
        )
        for endpoint in Walk.endpoints {
            for question in walk.questions(at: endpoint) ?? [] { try await twins.ask(question) }
        }
        try await HeadWalkTests.workOn(twins, walk)
        try await HeadWalkTests.compareWithInvented(twins.with, walk, hidden)
    }

    /// What the account does itself tells nothing either: numbers, receipts, checks, and what the clock does later.
    static func workOn(_ twins: Twins, _ walk: Walk) async throws {
        for deed in OwnDeeds(account: walk.account).all { try await twins.ask(deed) }
        for question in walk.overview() { try await twins.ask(question) }
        try twins.wait(3 * 86_400)
        for question in walk.overview() { try await twins.ask(question) }
    }

    /// A hidden number and one that nobody has get the same answer, word for word.
    private static func compareWithInvented(_ scene: Scene, _ walk: Walk, _ hidden: [String]) async throws {
        for endpoint in Walk.endpoints where endpoint.contains("{number}") {
            func answers(_ number: String) async throws -> [Reply] {
                var narrow = walk
                narrow.numbers = [number]
                narrow.known = []
                var found: [Reply] = []
                for question in narrow.questions(at: endpoint) ?? [] {
                    found.append(await scene.answer(question))
                }
                return found
            }
            let expected = try await answers("申-教保組-115-00000")
            for number in hidden { #expect(try await answers(number) == expected, "\(endpoint) \(number)") }
        }
    }

    static func walk(_ account: String, _ numbers: [String], _ actions: [String], _ states: [String]) -> Walk
    {
        Walk(
            account: account,
            numbers: numbers,
            known: HeadStories.aliases,
            actions: actions,
            states: states,
            workflows: [
                "complaint", "complaint-diversion", "hazard-review", "relief", "threat-report", "visit",
            ],
            units: ["home", "care", "bureau"],
            keys: ["key-of-lin"]
        )
    }
}

/// What the attacker does in his own name, to see from it what others have done.
struct OwnDeeds {
    let account: String

    var all: [Question] {
        [
            open("complaint", "home", complaint, dry: true),
            open("complaint", "home", complaint, as: "own1", key: "own-1"),
            open("complaint", "home", complaint, key: "own-1"),
            open("complaint", "home", complaint.replacing("辱罵", with: "推擠"), key: "own-1"),
            open("complaint", "care", complaint, as: "own2"),
            open("hazard-review", "home", #"{"source":"anonymous","content":"走道堆物"}"#, as: "own3"),
            open("hazard-review", "care", #"{"source":"anonymous","content":"走道堆物"}"#, as: "own4"),
            open("threat-report", "care", report, as: "own5"),
            open("visit", "care", visit, as: "own6"),
            act("<f>", "triage", triage, dry: true),
            act("<f>", "triage", triage),
            act("<f>", "protect-now", #"{"protectiveMeasure":"換班","measureBurdensVictim":false}"#),
            act("<own1>", "withdraw", #"{"withdrawnBy":"applicant","withdrawalLetter":"附件"}"#, dry: true),
            act("<own1>", "withdraw", #"{"withdrawnBy":"applicant","withdrawalLetter":"附件"}"#),
        ]
            + ["own1", "own2", "own3", "own4", "own5", "own6"].flatMap { alias in
                ["", "/history", "/actions"].map {
                    Question(account: account, target: "/api/v1/cases/<\(alias)>" + $0)
                }
            }
    }

    private var complaint: String {
        """
        {"filedAs":"receiver","applicantName":"某甲","eventFrom":"2026-11-20","narrative":"辱罵","kinds":["verbal"],\
        "respondents":[{"name":"某乙"}]}
        """
    }

    private var report: String {
        """
        {"victims":[{"person":"lin","protectedAs":"social-worker","harm":"none"}],\
        "occurredAt":{"$timestamp":"2026-11-23T08:30:00+08:00"},"kinds":["intimidation"],"harmStatus":"happened"}
        """
    }

    private var visit: String {
        """
        {"kind":"home-visit","subject":"外-1","place":"某路0號","purpose":"訪視",\
        "plannedStart":{"$timestamp":"2026-12-08T14:00:00+08:00"},\
        "expectedReturn":{"$timestamp":"2026-12-08T15:00:00+08:00"}}
        """
    }

    private var triage: String {
        """
        {"receivingAgency":"虛構星灣教養院","receivingTitle":"院長","source":"internal","kinds":["verbal"],\
        "receivedAt":{"$timestamp":"2026-12-07T09:00:00+08:00"},"duplicateCheck":"none"}
        """
    }

    private func open(
        _ workflow: String,
        _ unit: String,
        _ data: String,
        as alias: String? = nil,
        key: String? = nil,
        dry: Bool = false
    ) -> Question {
        let json = #"{"workflow":"\#(workflow)","unit":"\#(unit)","data":\#(data),"dryRun":\#(dry)}"#
        return Question(
            account: account,
            method: "POST",
            target: "/api/v1/cases",
            json: json,
            key: key,
            opens: dry ? "own1" : alias
        )
    }

    private func act(_ number: String, _ action: String, _ data: String, dry: Bool = false) -> Question {
        Question(
            account: account,
            method: "POST",
            target: "/api/v1/cases/\(number)/actions/\(action)",
            json: #"{"data":\#(data),"dryRun":\#(dry)}"#
        )
    }
}

extension Array where Element: Hashable {
    /// Each element once, in the order of first appearance.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
