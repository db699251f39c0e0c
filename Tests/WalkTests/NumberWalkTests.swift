import Casework
import Testing
import Values

@testable import Rehearsal

/// What counts over cases counts nothing that somebody is kept away from: a report about the head, and all that it sets
/// off, leaves no gap in the numbers that the head and those under him come to see.
@Suite struct NumberWalkTests {
    private static let about = """
          - do: {open: threat-report, as: x, by: lin, with: {victims: [{person: lin, protectedAs: social-worker, harm: injured}], occurredAt: "2026-11-23T08:30+08:00", kinds: [physical-attack], harmStatus: happened, harmer: yuan}}
          - do: {action: assign-companion, case: x, by: gao, with: {companion: shi, firstMeasure: 換班}}
          - do: {action: control-danger, case: x, by: gao, with: {controlFacts: 已離開, remainingRisk: low}}
        """

    private static func scene(_ hidden: String, seed: UInt64) async throws -> Scene {
        try await Scene(HeadStories.world(hidden), seed: seed)
    }

    @Test func `a report about the head takes no place in any series`() async throws {
        let with = try await NumberWalkTests.scene(NumberWalkTests.about, seed: 1)
        let without = try await NumberWalkTests.scene("", seed: 2)
        let hidden = Set(try with.numbers()).subtracting(try without.numbers())
        // The report with the number that it left behind, and the help that it set off.
        let workflows = Set(try hidden.map { try with.file($0).workflow })
        #expect(workflows.isSuperset(of: ["threat-report", "support"]), "\(hidden)")
        #expect(
            hidden.allSatisfy { number in number.split(separator: "-").last.map { $0.count >= 5 } ?? false },
            "\(hidden)"
        )

        func counted(_ scene: Scene) throws -> [String] {
            try scene.numbers().filter { $0.split(separator: "-").last?.count == 4 }.sorted()
        }
        #expect(try counted(with) == counted(without))
        #expect(
            try with.stage.storage.read { try $0.serials() }.filter { $0.key != "" }
                == without.stage.storage.read { try $0.serials() }.filter { $0.key != "" }
        )
    }

    @Test(arguments: HeadWalkTests.accounts)
    func `whoever opens cases gets the numbers that he would get without it`(account: String) async throws {
        var numbers: [[String]] = []
        for (hidden, seed) in [(NumberWalkTests.about, UInt64(1)), ("", 2)] {
            let scene = try await NumberWalkTests.scene(hidden, seed: seed)
            var opened: [String] = []
            for deed in OwnDeeds(account: account).all
            where deed.opens != nil && deed.json?.contains("dryRun\":false") == true {
                let answer = await scene.answer(deed)
                if let number = answer.text("number") { opened.append(number) }
                try scene.wait(3_600)
            }
            numbers.append(opened.filter { $0.split(separator: "-").last?.count == 4 })
        }
        #expect(numbers[0] == numbers[1])
    }
}
