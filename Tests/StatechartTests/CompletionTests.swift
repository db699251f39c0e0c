import Statechart
import Testing
import Values

@Suite
struct CompletionTests {
    @Test
    func `done comes after the final child's entry actions, and the microstep completes first`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("done.state.s", to: "next", do: [note(valueOf: "event.type")])],
                [state("a", [on("go", to: "f")]), final("f", entry: [raise("earlier")])]
            ),
            state("next"),
        ])
        #expect(chart.say("go") == "-a +f -f -s platform +next")
        #expect(chart.steps.last?.microsteps.map(\.event) == ["go", "done.state.s"])
    }

    @Test
    func `what a final child raises on entry comes before done`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("earlier", do: [note("earlier")]), on("done.state.s", do: [note("done")])],
                [state("a", [on("go", to: "f")]), final("f", entry: [raise("earlier")])]
            )
        ])
        #expect(chart.say("go") == "-a +f earlier done")
    }

    @Test
    func `done carries the final state's data, evaluated on entry`() throws {
        let fields: [(name: String, value: Operand)] = [("x", v("x")), ("who", .literal("f"))]
        var chart = try Dialogue(
            [
                state(
                    "s",
                    [on("done.state.s", do: [set("x", "0"), note(valueOf: "event.data")])],
                    [
                        state("a", [on("go", to: "f")]),
                        final("f", entry: [set("x", "2")], data: .fields(fields)),
                    ]
                )
            ],
            vars: "x=1"
        )
        #expect(chart.say("go") == #"-a +f {"x":2,"who":"f"}"#)
    }

    @Test
    func `done may carry a single value`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("done.state.s", do: [note(valueOf: "event.data")])],
                [state("a", [on("go", to: "f")]), final("f", data: .value(v("[1,2]")))]
            )
        ])
        #expect(chart.say("go") == "-a +f [1,2]")
    }

    @Test
    func `data that fail raise an error first, and done carries none`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [
                    on("error.execution", do: [note("error")]),
                    on("done.state.s", do: [note(valueOf: "event.data")]),
                ],
                [state("a", [on("go", to: "f")]), final("f", data: .fields([("x", v("nothing"))]))]
            )
        ])
        #expect(chart.say("go") == "-a +f error null")
        #expect(chart.errors.map(\.place) == [.doneData("f")])
    }

    @Test
    func `a member of the data that fails is left out, and the others are carried`() throws {
        let data = [("x", v("nothing")), ("y", v("2")), ("z", v("boom"))]
        var chart = try Dialogue([
            state(
                "s",
                [
                    on("error.execution", do: [note("error")]),
                    on("done.state.s", do: [note(valueOf: "event.data")]),
                ],
                [state("a", [on("go", to: "f")]), final("f", data: .fields(data))]
            )
        ])
        #expect(chart.say("go") == "-a +f error error {\"y\":2}")
        #expect(chart.errors.map(\.place) == [.doneData("f"), .doneData("f")])
    }

    @Test
    func `a parallel state is done when the last region is, after that region`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("done", do: [note(valueOf: "event.name")])],
                [
                    state("x", [state("x1", [on("one", to: "xf")]), final("xf", data: .value(v("1")))]),
                    state("y", [state("y1", [on("two", to: "yf")]), final("yf", data: .value(v("2")))]),
                ]
            )
        ])
        #expect(chart.say("one") == "-x1 +xf done.state.x")
        #expect(chart.say("two") == "-y1 +yf done.state.y done.state.p")
    }

    @Test
    func `regions that complete in one microstep complete the parallel state once`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("done", do: [note(valueOf: "event.name"), note(valueOf: "event.data")])],
                [
                    state("x", [state("x1", [on("go", to: "xf")]), final("xf", data: .value(v("1")))]),
                    state("y", [state("y1", [on("go", to: "yf")]), final("yf", data: .value(v("2")))]),
                ]
            )
        ])
        #expect(
            chart.say("go") == "-y1 -x1 +xf +yf done.state.x 1 done.state.y 2 done.state.p null"
        )
    }

    @Test
    func `a parallel state that is a region completes the one around it`() throws {
        var chart = try Dialogue([
            parallel(
                "outer",
                [on("done.state.outer", do: [note("outer")]), on("done.state.inner", do: [note("inner")])],
                [
                    parallel("inner", [state("x", [state("x1", [on("go", to: "xf")]), final("xf")])]),
                    state("y", [final("yf")]),
                ]
            )
        ])
        #expect(chart.say("go") == "-x1 +xf inner outer")
    }

    @Test
    func `a region without a final state keeps the parallel state open`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("done.state.p", do: [note("wrong")])],
                [state("x", [state("x1", [on("go", to: "xf")]), final("xf")]), state("y")]
            )
        ])
        #expect(chart.say("go") == "-x1 +xf")
    }

    @Test
    func `a final state stays active until its parent is left`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("out", to: "t")],
                [state("a", [on("go", to: "f")]), final("f", exit: [note("bye")])]
            ),
            state("t"),
        ])
        chart.say("go")
        #expect(chart.active == "s f")
        #expect(chart.say("out") == "-f bye -s +t")
        #expect(chart.status == .running)
    }

    @Test
    func `a top-level final state ends the chart after leaving everything`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "end", do: [send("later", after: "1s")])]),
            final("end", entry: [raise("unheard")], exit: [note("bye")], data: .value(v("'over'"))),
        ])
        #expect(chart.say("go") == "-a +end -end bye")
        #expect(chart.status == .ended("over"))
        #expect(chart.active == "end", "what it ended in stays readable")
        #expect(chart.interpreter.nextDue == nil)
        #expect(chart.interpreter.snapshot.pending.isEmpty)
        #expect(chart.steps.last?.microsteps.count == 1, "the internal queue is not worked off")
    }

    @Test
    func `an ended chart hears nothing`() throws {
        var chart = try Dialogue([state("a", [on("go", to: "end")]), final("end")])
        chart.say("go")
        let before = chart.interpreter.snapshot
        #expect(chart.say("go").isEmpty)
        #expect(chart.steps.last?.status == .ended(nil))
        #expect(chart.interpreter.snapshot == before)
        #expect(chart.interpreter.selected(for: Event("go")).isEmpty)
        #expect(chart.interpreter.candidates.isEmpty)
        #expect(chart.interpreter.start().microsteps.isEmpty)
    }

    @Test
    func `a chart may end at its start`() throws {
        let chart = try Dialogue(
            [state("a", [always(to: "end")]), final("end", data: .value(v("x")))],
            vars: "x=3"
        )
        #expect(chart.status == .ended(3))
    }

    @Test
    func `the end data see what the last exit did`() throws {
        let chart = try Dialogue(
            [final("end", exit: [set("x", "x + 1")], data: .value(v("x")))],
            vars: "x=1"
        )
        #expect(chart.status == .ended(2))
    }

    @Test
    func `effects of the last exits are still effects, but what waits is dropped`() throws {
        let chart = try Dialogue(
            [
                final(
                    "end",
                    exit: [
                        send("report", to: .parent), send("never", to: .parent, after: "1s"), send("self"),
                    ]
                )
            ],
            hasParent: true
        )
        #expect(chart.effects == [.send(Event("report"), to: .parent)])
    }
}
