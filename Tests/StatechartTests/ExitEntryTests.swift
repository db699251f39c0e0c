import Statechart
import Testing

@Suite
struct ExitEntryTests {
    /// In `a`: `a1` with `a11` and `a12`, `a2`; in `b`: the parallel `b1` with `b1x` and `b1y`.
    private func tree(_ transitions: [TransitionDefinition]) -> [StateDefinition] {
        [
            state(
                "a",
                [
                    state("a1", [state("a11", transitions), state("a12")]),
                    state("a2"),
                ]
            ),
            state("b", [parallel("b1", [state("b1x", [state("b1x1")]), state("b1y")])]),
        ]
    }

    @Test
    func `entry is in document order, outer before inner`() throws {
        var chart = try Dialogue([state("b", [parallel("p", [state("x", [state("x1")]), state("y")])])])
        #expect(chart.heard() == "+b +p +x +x1 +y")
    }

    @Test
    func `exit is in reverse document order, inner before outer, before the actions and the entries`() throws
    {
        var chart = try Dialogue([
            parallel("p", [on("go", to: "z", do: [note("act")])], [state("x", [state("x1")]), state("y")]),
            state("z"),
        ])
        _ = chart.heard()
        #expect(chart.say("go") == "-y -x1 -x -p act +z")
    }

    @Test(
        arguments: [
            ("a12", "-a11 +a12"),
            ("a2", "-a11 -a1 +a2"),
            ("a11", "-a11 +a11"),
            ("a1", "-a11 -a1 +a1 +a11"),
            ("a", "-a11 -a1 -a +a +a1 +a11"),
            ("b", "-a11 -a1 -a +b +b1 +b1x +b1x1 +b1y"),
            ("b1y", "-a11 -a1 -a +b +b1 +b1x +b1x1 +b1y"),
            ("", ""),
        ]
    )
    func `a transition leaves up to the innermost compound state around source and target`(
        target: String,
        expected: String
    ) throws {
        var chart = try Dialogue(tree([on("go", to: target)]))
        #expect(chart.say("go") == expected)
    }

    @Test(arguments: [(true, "-x +y"), (false, "-x -s +s +y")])
    func `an internal transition to a descendant does not leave its compound source`(
        isInternal: Bool,
        expected: String
    ) throws {
        var chart = try Dialogue([
            state("s", [on("go", to: "y", internal: isInternal)], [state("x"), state("y")])
        ])
        #expect(chart.say("go") == expected)
    }

    @Test
    func `an internal transition re-enters the active child that it names`() throws {
        var chart = try Dialogue([state("s", [on("go", to: "x", internal: true)], [state("x"), state("y")])])
        #expect(chart.say("go") == "-x +x")
    }

    @Test
    func `an internal transition to the source itself or outside is external`() throws {
        var chart = try Dialogue([
            state(
                "s",
                [on("self", to: "s", internal: true), on("out", to: "t", internal: true)],
                [state("x")]
            ),
            state("t"),
        ])
        #expect(chart.say("self") == "-x -s +s +x")
        #expect(chart.say("out") == "-x -s +t")
    }

    @Test
    func `an internal transition from a parallel state is external`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [on("go", to: "x2", internal: true)],
                [state("x", [state("x1"), state("x2")]), state("y")]
            )
        ])
        #expect(chart.say("go") == "-y -x1 -x -p +p +x +x2 +y")
    }

    @Test
    func `an internal transition with one target outside is external`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("x", [on("go", to: "x2 y2", internal: true)], [state("x1"), state("x2")]),
                    state("y", [state("y1"), state("y2")]),
                ]
            )
        ])
        #expect(chart.say("go") == "-y1 -y -x1 -x -p +p +x +x2 +y +y2")
    }

    @Test
    func `a transition inside one region leaves the other regions alone`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [state("x", [state("x1", [on("go", to: "x2")]), state("x2")]), state("y", [state("y1")])]
            )
        ])
        #expect(chart.say("go") == "-x1 +x2")
    }

    @Test
    func `a region that is its own target makes the whole parallel state enter anew`() throws {
        var chart = try Dialogue([
            parallel("p", [state("x", [on("go", to: "x")], [state("x1")]), state("y")])
        ])
        #expect(chart.say("go") == "-y -x1 -x -p +p +x +x1 +y")
    }

    @Test
    func `a cross between regions leaves the parallel state and enters the others by default`() throws {
        var chart = try Dialogue([
            parallel(
                "p",
                [
                    state("x", [state("x1", [on("go", to: "y2")]), state("x2")]),
                    state("y", [state("y1"), state("y2")]),
                    state("z", [state("z1"), state("z2")]),
                ]
            )
        ])
        #expect(chart.say("go") == "-z1 -z -y1 -y -x1 -x -p +p +x +x1 +y +y2 +z +z1")
    }

    @Test
    func `several targets enter each its region and the rest by default`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "z2 x2")]),
            parallel(
                "p",
                [
                    state("x", [state("x1"), state("x2")]),
                    state("y", [state("y1"), state("y2")]),
                    state("z", [state("z1"), state("z2")]),
                ]
            ),
        ])
        #expect(chart.say("go") == "-a +p +x +x2 +y +y1 +z +z2")
    }

    @Test
    func `a step tells what was left and entered in each microstep`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "b", label: 7)], [state("a1")]),
            state("b", [always(to: "c", label: 8)]),
            state("c"),
        ])
        chart.say("go")
        let step = try #require(chart.steps.last)
        #expect(step.microsteps.map(\.exited) == [["a1", "a"], ["b"]])
        #expect(step.microsteps.map(\.entered) == [["b"], ["c"]])
        #expect(step.microsteps.map { $0.transitions.map(\.label) } == [[7], [8]])
        #expect(step.microsteps.map { $0.transitions.map(\.source) } == [["a"], ["b"]])
        #expect(step.microsteps.map(\.event) == ["go", nil])
        #expect(step.status == .running)
    }

    @Test
    func `a chart of more than two hundred states behaves like a small one`() throws {
        let leaves = (0..<200).map { number in
            state("s\(number)", [on("go", to: "s\((number + 67) % 200)")])
        }
        var chart = try Dialogue([state("all", leaves)])
        for round in 1...6 {
            chart.say("go")
            #expect(chart.active == "all s\(round * 67 % 200)")
        }
    }
}
