import Testing
import Values

@testable import Statechart

@Suite
struct ChartProblemTests {
    private func problems(_ states: [StateDefinition], initial: InitialDefinition? = nil) -> [ChartProblem] {
        do {
            _ = try Chart(ChartDefinition(initial: initial, states: states))
            return []
        } catch { return error.problems }
    }

    private func kinds(_ states: [StateDefinition], initial: InitialDefinition? = nil) -> [ChartProblem.Kind]
    {
        problems(states, initial: initial).map(\.kind)
    }

    @Test
    func `a chart needs a state`() { #expect(kinds([]) == [.noStates]) }

    @Test
    func `every state needs an id of its own`() {
        #expect(kinds([state("")]) == [.missingID])
        #expect(kinds([state("a", [state("b")]), state("b")]) == [.duplicateID])
        #expect(problems([state("a", [state("b")]), state("b")]).map(\.state) == ["b"])
    }

    @Test
    func `targets must exist, and the problem says which transition`() {
        let found = problems([state("a", [on("go", to: "b", label: 4)])])
        #expect(found.map(\.kind) == [.unknownTarget("b")])
        #expect(found.map(\.state) == ["a"])
        #expect(found.map(\.label) == [4])
        #expect(kinds([state("a")], initial: first("z")) == [.unknownTarget("z")])
        #expect(kinds([state("a", initial: first("z"), [state("b")])]) == [.unknownTarget("z")])
    }

    @Test
    func `several targets must be able to be active together`() {
        let regions = parallel(
            "p",
            [state("x", [state("x1"), state("x2"), deep("h")]), state("y", [state("y1")])]
        )
        for (targets, isSound) in [
            ("x1 y1", true), ("x y", true), ("x1 y", true), ("h y1", true),
            ("x1 x2", false), ("x x1", false), ("p x", false), ("x1 x1", false), ("a x1", false),
            ("h x1", false), ("h x", false),
        ] {
            let found = kinds([state("a", [on("go", to: targets)]), regions])
            #expect(found.isEmpty == isSound, "\(targets)")
            #expect(kinds([state("a"), regions], initial: first(targets)).isEmpty == isSound, "\(targets)")
        }
    }

    @Test
    func `a default must lie inside and have a target`() {
        #expect(kinds([state("a", initial: first("b"), [state("x")]), state("b")]) == [.defaultOutside("b")])
        #expect(kinds([state("a", initial: first("a"), [state("x")])]) == [.defaultOutside("a")])
        #expect(kinds([state("a", initial: first(""), [state("x")])]) == [.emptyDefault])
        let shallow = shallow("h", default: first("b"))
        #expect(kinds([state("a", [shallow, state("x")]), state("b")]) == [.defaultOutside("b")])
    }

    @Test
    func `only a compound state has a default`() {
        #expect(kinds([state("a", initial: first("a"))]) == [.defaultWithoutChildren])
        let regions = StateDefinition("p", kind: .parallel, initial: first("x"), children: [state("x")])
        #expect(kinds([regions]) == [.defaultWithoutChildren])
    }

    @Test
    func `history states stand inside a state, empty, and do not lead in circles`() {
        #expect(kinds([state("a"), shallow("h")]) == [.misplacedHistory])
        let full = StateDefinition("h", kind: .deepHistory, transitions: [on("x")])
        #expect(kinds([state("a", [full, state("b")])]) == [.historyWithContents])
        let circle = [shallow("h", default: first("i")), shallow("i", default: first("h")), state("b")]
        #expect(kinds([state("a", circle)]) == [.historyLoop, .historyLoop])
        let own = state("a", initial: first("h"), [shallow("h"), state("b")])
        #expect(kinds([own]) == [.historyLoop])
    }

    @Test
    func `final states hold nothing and are no regions`() {
        let full = StateDefinition("f", kind: .final, children: [state("x")])
        #expect(kinds([full]) == [.finalWithContents])
        let leaving = StateDefinition("f", kind: .final, transitions: [on("x")])
        #expect(kinds([leaving]) == [.finalWithContents])
        #expect(kinds([parallel("p", [final("f")])]) == [.finalInParallel])
        #expect(kinds([parallel("p", [])]) == [.parallelWithoutRegions])
    }

    @Test(arguments: [" ", ".", "..", "a b", "a.*.b", ".a", "a..", "*.a", "a*"])
    func `event descriptors are tokens joined by points`(descriptor: String) {
        let transition = TransitionDefinition(on: [descriptor])
        #expect(kinds([state("a", [transition])]) == [.malformedEvent(descriptor)])
    }

    @Test
    func `everything wrong is told at once`() {
        let found = kinds([state("a", [on("go", to: "x"), on("go", to: "y")]), state("a"), shallow("h")])
        #expect(found.count == 4)
    }

    @Test
    func `every problem is told in both languages and names what it is about`() {
        let kinds: [ChartProblem.Kind] = [
            .noStates, .missingID, .duplicateID, .unknownTarget("目標"), .targetsNotOrthogonal("甲", "乙"),
            .emptyDefault, .defaultOutside("目標"), .defaultWithoutChildren, .historyLoop, .misplacedHistory,
            .historyWithContents, .finalInParallel, .finalWithContents, .parallelWithoutRegions,
            .malformedEvent("x y"), .unknownState("舊"), .illegalConfiguration,
        ]
        let texts = kinds.map { ChartProblem(kind: $0, state: "某狀態", label: nil).text }
        #expect(Set(texts.map(\.zhHant)).count == kinds.count)
        #expect(Set(texts.map(\.en)).count == kinds.count)
        for text in texts { #expect(text.zhHant.hasSuffix("。") && text.en.hasSuffix(".")) }
    }
}
