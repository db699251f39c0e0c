import Casework
import Testing
import Values

@testable import Rehearsal

/// How much is done for an answer tells no more than the answer.
///
/// The store is asked the same, in the same order, for a case that is hidden and for none; what a clock could show
/// beyond that is noise of the machine.
@Suite struct EffortWalkTests {
    private static func walk(_ account: String, _ numbers: [String]) -> Walk {
        var walk = HeadWalkTests.walk(account, numbers, ["accept", "recuse"], ["triaged"])
        walk.known = []
        return walk
    }

    /// What an account asks, what it is told, and what the store is asked for it.
    private static func efforts(_ scene: Scene, _ questions: [Question]) async -> [[String]] {
        var efforts: [[String]] = []
        // Whose token it is, is remembered from the first request on.
        for account in Set(questions.map(\.account)) {
            _ = await scene.answer(Question(account: account, target: "/api/v1/me"))
        }
        for question in questions {
            _ = scene.asked?.take()
            _ = await scene.answer(question)
            efforts.append(scene.asked?.take() ?? [])
        }
        return efforts
    }

    @Test(arguments: HeadWalkTests.accounts)
    func `as much is asked of the store for a hidden number as for one that nobody has`(account: String)
        async throws
    {
        let steps = try #require(HeadStories.all.first).steps
        let scene = try await Scene(HeadStories.world(steps), aliases: HeadStories.aliases, counts: true)
        let shared = Set(scene.texts.values)
        let hidden = try scene.numbers().filter { !shared.contains($0) }
        #expect(hidden.count > 1)
        for endpoint in Walk.endpoints where endpoint.contains("{number}") {
            let invented = EffortWalkTests.walk(account, ["申-教保組-115-00000"]).questions(at: endpoint) ?? []
            let expected = await EffortWalkTests.efforts(scene, invented)
            #expect(expected.contains { !$0.isEmpty }, "\(endpoint) asks nothing of the store")
            for number in hidden {
                let questions = EffortWalkTests.walk(account, [number]).questions(at: endpoint) ?? []
                let found = await EffortWalkTests.efforts(scene, questions)
                for (place, question) in questions.enumerated() where found[place] != expected[place] {
                    Issue.record("\(question): \(found[place]), but for none \(expected[place])")
                }
            }
        }
    }

    @Test(arguments: HeadWalkTests.accounts)
    func `as much is asked of the store where there is a hidden case as where there is none`(account: String)
        async throws
    {
        let steps = try #require(HeadStories.all.first).steps
        let with = try await Scene(HeadStories.world(steps), aliases: HeadStories.aliases, counts: true)
        let without = try await Scene(
            HeadStories.world(""),
            aliases: HeadStories.aliases,
            seed: 2,
            counts: true
        )
        let shared = Set(with.texts.values)
        let hidden = try with.numbers().filter { !shared.contains($0) }
        let walk = EffortWalkTests.walk(account, hidden)
        for endpoint in Walk.endpoints where !endpoint.hasSuffix("/verify") {
            let questions = walk.questions(at: endpoint) ?? []
            let found = await EffortWalkTests.efforts(with, questions)
            let expected = await EffortWalkTests.efforts(without, questions)
            for (place, question) in questions.enumerated() where found[place] != expected[place] {
                Issue.record("\(question): \(found[place]), but without it \(expected[place])")
            }
        }
    }
}
