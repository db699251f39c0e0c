import Statechart
import Testing
import Values

@Suite
struct BlockTests {
    private let broken: [Action] = [note("one"), .fail("no"), note("never")]

    @Test
    func `an error ends its entry block only, and the other blocks run`() throws {
        var chart = try Dialogue([
            StateDefinition(
                "a",
                transitions: [on("error.execution", do: [note("told")])],
                onEntry: [broken, [note("two")], broken, [note("three")]]
            )
        ])
        #expect(chart.heard() == "one two one three told told")
        #expect(chart.errors.map(\.place) == [.entry("a"), .entry("a")])
        #expect(chart.active == "a")
    }

    @Test
    func `an error ends its exit block only, and the state is left`() throws {
        var chart = try Dialogue([
            StateDefinition("a", transitions: [on("go", to: "b")], onExit: [broken, [note("two")]]),
            state("b", [on("error.execution", do: [note("told")])]),
        ])
        #expect(chart.say("go") == "one two +b told")
        #expect(chart.errors.map(\.place) == [.exit("a")])
    }

    @Test
    func `an error in a transition ends that transition's actions, not the move nor another region's`() throws
    {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("x", [state("x1", [on("go", to: "x2", do: broken, label: 3)]), state("x2")]),
                    state("y", [state("y1", [on("go", to: "y2", do: [note("fine")])]), state("y2")]),
                ]
            )
        ])
        #expect(chart.say("go") == "-y1 -x1 one fine +x2 +y2")
        #expect(chart.errors.map(\.place) == [.transition(source: "x1", label: 3)])
        #expect(chart.errors.map(\.message) == ["no"])
    }

    @Test
    func `an error in a nested list ends the whole block`() throws {
        var chart = try Dialogue([
            state("a", [on("go", do: [.choose(e("true"), then: broken, else: []), note("after")])])
        ])
        #expect(chart.say("go") == "one")
    }

    @Test
    func `what was done before the error stays done`() throws {
        var chart = try Dialogue(
            [state("a", [on("go", do: [set("x", "2"), raise("r"), .fail("no"), set("x", "3")])])],
            vars: "x=1"
        )
        chart.say("go")
        #expect(chart.data["x"] == 2)
    }

    @Test
    func `the error event is a platform event that says what went wrong`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [on("go", do: [set("nowhere", "1")]), on("error", do: [note(valueOf: "event.data.message")])]
            )
        ])
        #expect(chart.say("go") == "no variable 'nowhere'")
        #expect(chart.interpreter.model.event?.type == .platform)
        #expect(chart.interpreter.model.event?.name == "error.execution")
        #expect(chart.interpreter.model.event?.sendID == nil)
    }

    @Test
    func `an error raised on the way waits behind what was raised before it`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [on("go", do: [raise("first"), .fail("no")]), on("*", do: [note(valueOf: "event.name")])]
            )
        ])
        #expect(chart.say("go") == "first error.execution")
    }
}
