import Statechart
import Testing
import Values

@Suite
struct SelectedTests {
    private func chart(x: String) throws -> Dialogue {
        try Dialogue(
            [
                parallel(
                    "p",
                    [on("close", to: "z", label: 1)],
                    [
                        state(
                            "a",
                            [
                                state(
                                    "a1",
                                    [on("go", to: "a2", when: "x == 1", label: 2), on("boom", when: "boom")]
                                ),
                                state("a2"),
                            ]
                        ),
                        state(
                            "b",
                            [
                                state(
                                    "b1",
                                    [on("go", label: 3), always(to: "b2", when: "x == 9", label: 4)]
                                ), state("b2"),
                            ]
                        ),
                    ]
                ),
                state("z", [on("later", label: 5)]),
            ],
            vars: "x=" + x
        )
    }

    @Test
    func `it tells the transitions that an event would take, by name and condition`() throws {
        var one = try chart(x: "1")
        #expect(one.interpreter.selected(for: Event("go")).map(\.label) == [2, 3])
        #expect(one.interpreter.selected(for: Event("go")).map(\.source) == ["a1", "b1"])
        #expect(one.interpreter.selected(for: Event("close")).map(\.label) == [1])
        #expect(one.interpreter.selected(for: Event("later")).isEmpty)
        var two = try chart(x: "2")
        #expect(two.interpreter.selected(for: Event("go")).map(\.label) == [3])
    }

    @Test
    func `asking changes nothing, not even the event that is readable`() throws {
        var asked = try chart(x: "1")
        asked.say("first")
        let before = asked.interpreter.snapshot
        let data = asked.data
        _ = asked.interpreter.selected(for: Event("go"))
        _ = asked.interpreter.selected(for: Event("boom"))
        #expect(asked.interpreter.snapshot == before)
        #expect(asked.data == data)
        #expect(asked.interpreter.model.event?.name == "first")
        var other = try chart(x: "1")
        other.say("first")
        #expect(asked.say("go") == other.say("go"))
        #expect(asked.errors.isEmpty, "a condition that failed when asked is not raised later")
    }

    @Test
    func `conditions read the event that is asked about`() throws {
        var chart = try Dialogue([state("a", [on("*", when: "event.data == 5", label: 6)])])
        #expect(chart.interpreter.selected(for: Event("x", data: 5)).map(\.label) == [6])
        #expect(chart.interpreter.selected(for: Event("x", data: 4)).isEmpty)
    }

    @Test
    func `what is selected is what is then taken`() throws {
        var chart = try chart(x: "1")
        for name in ["go", "go", "close", "later"] {
            let selected = chart.interpreter.selected(for: Event(name))
            chart.say(name)
            #expect(chart.steps.last?.microsteps.first?.transitions ?? [] == selected)
        }
    }

    @Test
    func `candidates are all transitions with events of active states, whatever the conditions`() throws {
        var chart = try chart(x: "2")
        #expect(chart.interpreter.candidates.map(\.label) == [1, 2, 0, 3])
        #expect(chart.interpreter.candidates.map(\.events) == [["close"], ["go"], ["boom"], ["go"]])
        #expect(chart.interpreter.model.conditionCount == 1, "only the eventless one, at the start")
        chart.say("close")
        #expect(chart.interpreter.candidates.map(\.label) == [5])
    }
}
