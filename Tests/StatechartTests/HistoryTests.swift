import Statechart
import Testing

@Suite
struct HistoryTests {
    /// A state `s` with two levels and one history state, left by `out` and entered again by `back`.
    private func chart(_ history: StateDefinition) throws -> Dialogue {
        try Dialogue([
            state(
                "s",
                [on("out", to: "away")],
                [
                    history,
                    state("a", [on("next", to: "b2")], [state("a1"), state("a2")]),
                    state("b", [state("b1"), state("b2")]),
                ]
            ),
            state("away", [on("back", to: "h")]),
        ])
    }

    @Test
    func `shallow history restores the child, and that one's own default`() throws {
        var chart = try chart(shallow("h", default: first("a")))
        chart.say("next")
        #expect(chart.active == "s b b2")
        chart.say("out")
        #expect(chart.say("back") == "-away +s +b +b1")
    }

    @Test
    func `deep history restores the atomic states`() throws {
        var chart = try chart(deep("h", default: first("a")))
        chart.say("next")
        chart.say("out")
        #expect(chart.say("back") == "-away +s +b +b2")
    }

    @Test(arguments: [false, true])
    func `with nothing remembered the default is entered, after its actions`(isDeep: Bool) throws {
        let initial = first("b2", do: [note("default")])
        let history = isDeep ? deep("h", default: initial) : shallow("h", default: initial)
        var chart = try Dialogue([
            state("away", [on("back", to: "h")]),
            state(
                "s",
                [on("out", to: "away")],
                [history, state("a"), state("b", [state("b1"), state("b2")])]
            ),
        ])
        #expect(chart.say("back") == "-away +s default +b +b2")
        chart.say("out")
        #expect(chart.say("back") == (isDeep ? "-away +s +b +b2" : "-away +s +b +b1"))
    }

    @Test
    func `a history state without a default leads to the default of its parent, without its actions`() throws
    {
        var chart = try Dialogue([
            state("away", [on("back", to: "h")]),
            state("s", initial: first("b", do: [note("init")]), [deep("h"), state("a"), state("b")]),
        ])
        #expect(chart.say("back") == "-away +s +b")
    }

    @Test
    func `the history of a parallel state restores every region`() throws {
        let regions = [
            state("x", [state("x1", [on("next", to: "x2")]), state("x2")]),
            state("y", [state("y1", [on("next", to: "y2")]), state("y2")]),
        ]
        for (history, expected) in [
            (shallow("h"), "-away +p +x +x1 +y +y1"), (deep("h"), "-away +p +x +x2 +y +y2"),
        ] {
            var chart = try Dialogue([
                parallel("p", [on("out", to: "away")], [history] + regions),
                state("away", [on("back", to: "h")]),
            ])
            chart.say("next")
            chart.say("out")
            #expect(chart.say("back") == expected)
        }
    }

    @Test
    func `deep history over nested parallel states restores all atomic states`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("out", to: "away")],
                [
                    deep("h"),
                    state("quiet", [on("next", to: "p")]),
                    parallel(
                        "p",
                        [
                            state("x", [state("x1", [on("next", to: "x2")]), state("x2")]),
                            state("y", [parallel("q", [state("q1"), state("q2", [state("q2a")])])]),
                        ]
                    ),
                ]
            ),
            state("away", [on("back", to: "h")]),
        ])
        chart.say("next")
        chart.say("next")
        let before = chart.active
        #expect(before == "s p x x2 y q q1 q2 q2a")
        chart.say("out")
        chart.say("back")
        #expect(chart.active == before)
    }

    @Test
    func `history of one region leaves the other regions to their defaults`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("out", to: "away")],
                [
                    state("x", [shallow("h"), state("x1", [on("next", to: "x2")]), state("x2")]),
                    state("y", [state("y1", [on("next", to: "y2")]), state("y2")]),
                ]
            ),
            state("away", [on("back", to: "h")]),
        ])
        chart.say("next")
        chart.say("out")
        chart.say("back")
        #expect(chart.active == "p x x2 y y1")
    }

    @Test
    func `history is remembered as it was before anything was left, and anew each time`() throws {
        var chart = try chart(shallow("h"))
        chart.say("out")
        chart.say("back")
        #expect(chart.active == "s a a1")
        chart.say("next")
        chart.say("out")
        chart.say("back")
        #expect(chart.active == "s b b1")
    }

    @Test
    func `a state may leave and come back to its own history in one transition`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("again", to: "h")],
                [deep("h"), state("a", [on("next", to: "b")]), state("b", [state("b1"), state("b2")])]
            )
        ])
        chart.say("next")
        #expect(chart.say("again") == "-b1 -b -s +s +b +b1")
    }

    @Test
    func `leaving all and coming back to a history that remembers it only now enters all again`() throws {
        var chart = try Dialogue([
            state("s", [parallel("p", [deep("h"), state("x", [state("y", [on("again", to: "h")])])])])
        ])
        #expect(chart.say("again") == "-y -x -p +p +x +y")
        #expect(chart.active == "s p x y")
    }

    @Test
    func `what a history stands for decides how far an inner transition leaves`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("out", to: "away")],
                [
                    deep("h", default: first("c2")),
                    state("c", [on("flip", to: "c2")], [state("c1", [on("home", to: "h")]), state("c2")]),
                    state("d"),
                ]
            ),
            state("away", [on("back", to: "c1")]),
        ])
        #expect(chart.say("home") == "-c1 +c2", "all inside c: c stays")
    }

    @Test
    func `default actions of a history run for it alone, not for another of the same parent`() throws {
        var chart = try Dialogue([
            state("away", [on("back", to: "h1")]),
            state(
                "s",
                [
                    shallow("h1", default: first("a", do: [note("one")])),
                    shallow("h2", default: first("a", do: [note("two")])),
                    state("a"),
                ]
            ),
        ])
        #expect(chart.say("back") == "-away +s one +a")
    }

    @Test
    func `a default inside one region leaves the other region where it is`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [
                    deep("h", default: first("x2")),
                    parallel(
                        "p",
                        [
                            state("x", [state("x1", [on("home", to: "h")]), state("x2")]),
                            state("y", [state("y1", [on("next", to: "y2")]), state("y2")]),
                        ]
                    ),
                ]
            )
        ])
        chart.say("next")
        #expect(chart.say("home") == "-x1 +x2")
        #expect(chart.active == "s p x x2 y y2")
    }

    @Test
    func `default actions run also when the history is reached from inside its parent`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [
                    shallow("h", default: first("b", do: [note("default")])), state("a", [on("go", to: "h")]),
                    state("b"),
                ]
            )
        ])
        #expect(chart.say("go") == "-a default +b")
    }

    @Test
    func `a region that is not entered again does not run the default actions of its own history`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [
                    deep("h", default: first("x2")),
                    parallel(
                        "p",
                        [
                            state("x", [state("x1", [on("home", to: "h")]), state("x2")]),
                            state(
                                "y",
                                initial: first("hh"),
                                [shallow("hh", default: first("y1", do: [note("inner")])), state("y1")]
                            ),
                        ]
                    ),
                ]
            )
        ])
        #expect(chart.heard() == "+s +p +x +x1 +y inner +y1")
        #expect(chart.say("home") == "-x1 +x2")
    }

    @Test
    func `an error in history default actions ends them only`() throws {
        var chart = try Dialogue([
            state("away", [on("back", to: "h")]),
            state("s", [shallow("h", default: first("a", do: [.fail("no"), note("never")])), state("a")]),
        ])
        #expect(chart.say("back") == "-away +s +a")
        #expect(chart.errors.map(\.place) == [.historyDefault("h")])
    }

    @Test
    func `a default may lead to the history of a state further in`() throws {
        var chart = try Dialogue([
            state("away", [on("back", to: "h")]),
            state(
                "s",
                [on("out", to: "away")],
                [
                    shallow("h", default: first("hh")),
                    state("a"),
                    state(
                        "b",
                        [
                            shallow("hh", default: first("b2", do: [note("inner")])), state("b1"),
                            state("b2"),
                        ]
                    ),
                ]
            ),
        ])
        #expect(chart.say("back") == "-away +s +b inner +b2")
    }
}
