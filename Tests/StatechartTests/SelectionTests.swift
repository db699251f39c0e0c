import Statechart
import Testing

@Suite
struct SelectionTests {
    @Test
    func `the first transition in document order wins`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "b", when: "false"), on("go", to: "c"), on("go", to: "d")]),
            state("b"), state("c"), state("d"),
        ])
        chart.say("go")
        #expect(chart.active == "c")
    }

    @Test
    func `an exact name later in the file does not beat an earlier star`() throws {
        var chart = try Dialogue([state("a", [on("*", to: "b"), on("go", to: "c")]), state("b"), state("c")])
        chart.say("go")
        #expect(chart.active == "b")
    }

    @Test
    func `an inner transition beats an outer one, unless its condition fails`() throws {
        var chart = try Dialogue(
            [
                state(
                    "outer",
                    [on("go", to: "far")],
                    [state("inner", [on("go", to: "near", when: "x == 1")]), state("near")]
                ),
                state("far"),
            ],
            vars: "x=1"
        )
        var other = chart
        chart.say("go")
        #expect(chart.active == "outer near")
        other = try Dialogue(
            [
                state(
                    "outer",
                    [on("go", to: "far")],
                    [state("inner", [on("go", to: "near", when: "x == 1")]), state("near")]
                ),
                state("far"),
            ],
            vars: "x=2"
        )
        other.say("go")
        #expect(other.active == "far")
    }

    @Test
    func `an inner transition keeps an outer one from being taken, also one without target`() throws {
        var chart = try Dialogue([
            state(
                "outer",
                [on("go", do: [note("outer")])],
                [state("inner", [on("go", do: [note("inner")])])]
            )
        ])
        #expect(chart.say("go") == "inner")
    }

    @Test(arguments: [
        ("true", "b", 0), ("false", "c", 0), ("unknown", "c", 0), ("boom", "c", 1), ("1", "c", 1),
    ])
    func `only a true condition lets through, and only an error is raised`(
        condition: String,
        expected: String,
        errors: Int
    ) throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "b", when: condition), on("go", to: "c")]),
            state("b", [on("error.execution", do: [note("error")])]),
            state("c", [on("error.execution", do: [note("error")])]),
        ])
        let heard = chart.say("go")
        #expect(chart.active == expected)
        #expect(heard.hasSuffix("error") == (errors > 0))
        #expect(chart.errors.count == errors)
        if errors > 0 { #expect(chart.errors.first?.place == .condition(source: "a", label: 0)) }
    }

    @Test
    func `every region takes its own transition in one microstep`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("r1", [state("a1", [on("go", to: "b1", do: [note("t1")])]), state("b1")]),
                    state("r2", [state("a2", [on("go", to: "b2", do: [note("t2")])]), state("b2")]),
                    state("r3", [state("a3")]),
                ]
            )
        ])
        #expect(chart.heard() == "+p +r1 +a1 +r2 +a2 +r3 +a3")
        #expect(chart.say("go") == "-a2 -a1 t1 t2 +b1 +b2")
        #expect(chart.active == "p r1 b1 r2 b2 r3 a3")
        #expect(chart.steps.last?.microsteps.count == 1)
    }

    @Test
    func `of two transitions that leave the same parallel state the first in document order wins`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("r1", [state("a1", [on("go", to: "x1")])]),
                    state("r2", [state("a2", [on("go", to: "x2")])]),
                ]
            ),
            state("x1"), state("x2"),
        ])
        chart.say("go")
        #expect(chart.active == "x1")
    }

    @Test
    func `a region's own move preempts a later one that leaves the parallel state`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("r1", [state("a1", [on("go", to: "b1")]), state("b1")]),
                    state("r2", [state("a2", [on("go", to: "out")])]),
                ]
            ),
            state("out"),
        ])
        chart.say("go")
        #expect(chart.active == "p r1 b1 r2 a2")
    }

    @Test
    func `a descendant's transition preempts an ancestor's that another region found first`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("go", to: "out")],
                [
                    state("r1", [state("a1")]),
                    state("r2", [state("a2", [on("go", to: "b2")]), state("b2")]),
                ]
            ),
            state("out"),
        ])
        chart.say("go")
        #expect(chart.active == "p r1 a1 r2 b2")
    }

    @Test
    func `a transition without target conflicts with nothing`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("go", do: [note("p")])],
                [
                    state("r1", [state("a1", [on("go", to: "b1", do: [note("t1")])]), state("b1")]),
                    state("r2", [state("a2")]),
                ]
            )
        ])
        #expect(chart.say("go") == "-a1 t1 p +b1")
    }

    @Test
    func `an outer transition found by several regions is taken once and its condition evaluated once`()
        throws
    {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("go", when: "false"), on("go", when: "true", do: [note("once")])],
                [state("r1", [state("a1")]), state("r2", [state("a2")]), state("r3", [state("a3")])]
            )
        ])
        #expect(chart.say("go") == "once")
        #expect(chart.interpreter.model.conditionCount == 2)
    }

    @Test
    func `an error in a condition shared by regions is raised once`() throws {
        var chart = try Dialogue([
            parallel("p", [on("go", when: "boom")], [state("r1"), state("r2")])
        ])
        chart.say("go")
        #expect(chart.errors.count == 1)
    }

    @Test
    func `a failing condition that waits without event does not run for ever`() throws {
        var chart = try Dialogue([
            state("a", [always(to: "b", when: "boom"), on("error", do: [note("told")])]), state("b"),
        ])
        #expect(chart.heard() == "+a told")
        #expect(chart.status == .running)
        #expect(chart.say("anything") == "told", "it is raised again in the next macrostep")
        #expect(chart.active == "a")
    }

    @Test
    func `a failing condition on the error itself does not run for ever`() throws {
        var chart = try Dialogue([
            state("a", [on("go", when: "boom"), on("error.execution", to: "b", when: "boom")]), state("b"),
        ])
        chart.say("go")
        #expect(chart.status == .running)
        #expect(chart.errors.map(\.place).count == 2)
    }

    @Test
    func `an eventless failing condition is raised again when its state is entered again`() throws {
        var chart = try Dialogue(
            [
                state("a", [always(to: "c", when: "boom"), on("error", to: "b", when: "n < 3")]),
                state("b", [always(to: "a", do: [set("n", "n + 1")])]),
                state("c"),
            ],
            vars: "n=0"
        )
        #expect(chart.errors.count == 4)
        #expect(chart.active == "a")
        #expect(chart.say("x").isEmpty)
    }

    @Test
    func `conditions see the active states, also while states are being left and entered`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "b", do: [note(valueOf: "in('a')")])], exit: [note(valueOf: "in('a')")]),
            state(
                "b",
                entry: [note(valueOf: "in('b')"), note(valueOf: "in('c')")],
                [state("c", entry: [note(valueOf: "in('c')"), note(valueOf: "in('nowhere')")])]
            ),
        ])
        #expect(chart.say("go") == "-a true false +b true false +c true false")
    }

    @Test
    func `a region may wait for another by its state`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("r1", [state("a1", [on("go", to: "b1")]), state("b1")]),
                    state("r2", [state("a2", [always(to: "b2", when: "in('b1')")]), state("b2")]),
                ]
            )
        ])
        #expect(chart.active == "p r1 a1 r2 a2")
        chart.say("go")
        #expect(chart.active == "p r1 b1 r2 b2")
    }
}
