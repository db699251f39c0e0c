import Statechart
import Testing

@Suite
struct InitialTests {
    @Test
    func `without an initial the first child is entered`() throws {
        let chart = try Dialogue([state("a", [state("x"), state("y")]), state("b")])
        #expect(chart.active == "a x")
    }

    @Test
    func `a history state standing first is not the first child`() throws {
        let chart = try Dialogue([state("a", [shallow("h"), state("x"), state("y")])])
        #expect(chart.active == "a x")
    }

    @Test
    func `the chart's initial may name a deep state, and its ancestors are entered`() throws {
        var chart = try Dialogue(
            [state("a"), state("b", [state("x"), state("y", [state("y1"), state("y2")])])],
            initial: first("y2")
        )
        #expect(chart.heard() == "+b +y +y2")
    }

    @Test
    func `the chart's initial actions run before anything is entered`() throws {
        var chart = try Dialogue([state("a"), state("b")], initial: first("b", do: [note("first")]))
        #expect(chart.heard() == "first +b")
    }

    @Test
    func `initial actions run after the state's entry and before its children's`() throws {
        var chart = try Dialogue([
            state(
                "a",
                initial: first("y", do: [note("init")]),
                entry: [note("more")],
                [state("x"), state("y")]
            )
        ])
        #expect(chart.heard() == "+a more init +y")
    }

    @Test
    func `initial actions do not run when a child is entered directly`() throws {
        var chart = try Dialogue([
            state("s", [on("direct", to: "x"), on("default", to: "a")]),
            state("a", initial: first("y", do: [note("init")]), [state("x"), state("y")]),
        ])
        #expect(chart.say("direct") == "-s +a +x")
        chart = try Dialogue([
            state("s", [on("default", to: "a")]),
            state("a", initial: first("y", do: [note("init")]), [state("x"), state("y")]),
        ])
        #expect(chart.say("default") == "-s +a init +y")
    }

    @Test
    func `an initial may name several deep targets in different regions`() throws {
        var chart = try Dialogue([
            state(
                "s",
                initial: first("b2 a2", do: [note("init")]),
                [
                    parallel(
                        "p",
                        [
                            state("a", [state("a1"), state("a2")]),
                            state("b", [state("b1"), state("b2")]),
                            state("c", [state("c1"), state("c2")]),
                        ]
                    )
                ]
            )
        ])
        #expect(chart.heard() == "+s init +p +a +a2 +b +b2 +c +c1")
    }

    @Test
    func `the chart's initial may name several deep targets`() throws {
        let chart = try Dialogue(
            [
                parallel(
                    "p",
                    [
                        state("a", [state("a1"), state("a2")]),
                        state("b", initial: first("b2"), [state("b1"), state("b2"), state("b3")]),
                    ]
                )
            ],
            initial: first("a2 b3")
        )
        #expect(chart.active == "p a a2 b b3")
    }

    @Test
    func `an initial may lead deep past the defaults of the states between, whose actions do not run`() throws
    {
        var chart = try Dialogue([
            state(
                "s",
                initial: first("y1"),
                [
                    state(
                        "m",
                        initial: first("x", do: [note("wrong")]),
                        [state("x"), state("y", [state("y1")])]
                    )
                ]
            )
        ])
        #expect(chart.heard() == "+s +m +y +y1")
    }

    @Test
    func `an initial may name a history state`() throws {
        var chart = try Dialogue([
            state(
                "a",
                initial: first("h"),
                [on("out", to: "b")],
                [
                    shallow("h", default: first("y", do: [note("fresh")])),
                    state("x"),
                    state("y", [on("next", to: "z")]),
                    state("z"),
                ]
            ),
            state("b", [on("back", to: "a")]),
        ])
        #expect(chart.heard() == "+a fresh +y")
        chart.say("next")
        chart.say("out")
        #expect(chart.say("back") == "-b +a +z")
    }

    @Test
    func `an error in initial actions ends them only`() throws {
        var chart = try Dialogue([
            state("a", initial: first("y", do: [.fail("no"), note("never")]), [state("x"), state("y")])
        ])
        #expect(chart.heard() == "+a +y")
        #expect(chart.errors.map(\.place) == [.initial("a")])
    }
}
