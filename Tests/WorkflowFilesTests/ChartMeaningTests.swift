import Testing

@testable import WorkflowFiles

@Suite("What a chart means")
struct ChartMeaningTests {
    private static let text = "title: {zh-Hant: 字, en: T}"
    private static let worker = "\(text), by: [worker]"

    @Test("reach and ends", arguments: reach) func reaching(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let reach = [
        Mistake("a state that nothing leads to", Probe.states + "  b: {\(text)}\n", "8:3 error unreachable"),
        Mistake(
            "a state that only itself leads to",
            Probe.states + "  b: {\(text), on: {x: {to: b, \(worker)}}}\n",
            "8:3 error unreachable"
        ),
        Mistake(
            "a state behind an unreachable one",
            Probe.states + "  b: {\(text), always: c}\n  c: {\(text)}\n",
            "8:3 error unreachable",
            "9:3 error unreachable"
        ),
        Mistake("no end", "states:\n  a: {\(text)}\n", "7:3 error no-end"),
        Mistake(
            "an end that is not reached",
            "states:\n  a: {\(text)}\n  b: {\(text), type: final}\n",
            "7:3 error no-end",
            "8:3 error unreachable"
        ),
        Mistake(
            "a final state inside is no end of the case",
            "states:\n  a: {\(text), states: {b: {\(text), type: final}}}\n",
            "7:3 error no-end"
        ),
        Mistake(
            "a final state at the top is",
            "states:\n  a: {\(text), on: {x: {to: b, \(worker)}}}\n  b: {\(text), type: final}\n"
        ),
        Mistake(
            "a default that is not the first",
            "initial: b\nstates:\n  a: {\(text)}\n  b: {\(text), closed: true}\n",
            "8:3 error unreachable"
        ),
        Mistake(
            "regions are reached together",
            "states:\n  p: {\(text), type: parallel, states: {q: {\(text), states: {x: {\(text)}}}, r: {\(text), closed: true}}}\n"
        ),
        Mistake(
            "a target deep inside a region reaches its siblings",
            Probe.states.replacing("closed: true", with: "on: {x: {to: deep, \(worker)}}")
                + "  p: {\(text), type: parallel, states: {q: {\(text), states: {y: {\(text)}, deep: {\(text)}}}, r: {\(text), closed: true}}}\n",
            "8:101 error unreachable"
        ),
        Mistake(
            "a history state is never reported, its default is reached",
            Probe.states.replacing("closed: true", with: "on: {x: {to: h, \(worker)}}")
                + "  p: {\(text), initial: y, states: {h: {type: history, initial: z}, y: {\(text)}, z: {\(text), closed: true}}}\n",
            "8:88 error unreachable"
        ),
    ]

    @Test("who acts", arguments: acting) func who(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let acting = [
        Mistake("an action that no role may take", only("on: {x: {\(text)}}"), "9:10 error nobody-may"),
        Mistake("one that asks but says not whom", only("on: {x: {asks: [f]}}"), "9:10 error nobody-may"),
        Mistake(
            "one for those alone who are kept away",
            only("on: {x: {\(text), by: [harmer]}}")
                + "relations: {harmer: {field: f, \(text), conflict: true}}\n",
            "9:10 error nobody-may"
        ),
        Mistake(
            "one for them and others",
            only("on: {x: {\(text), by: [harmer, worker]}}")
                + "relations: {harmer: {field: f, \(text), conflict: true}}\n"
        ),
        Mistake("an event that nothing raises", only("on: {x: {do: []}}"), "9:10 warning never-taken"),
        Mistake("an event that the chart raises", only("on: {x: {do: []}}, entry: {raise: x}")),
        Mistake(
            "an event that the chart sends to itself",
            only("on: {x.y: {do: []}}, entry: {send: x.y.z, after: 1s}")
        ),
        Mistake(
            "an event that it sends away",
            only("on: {x: {do: []}}, entry: {send: x, to: parent}"),
            "9:10 warning never-taken"
        ),
        Mistake("an event with a computed name", only("on: {x: {do: []}}, entry: {send: \"= 'x'\"}")),
        Mistake(
            "events of the platform",
            only("on: {done.state.a: a, error: a, done.case.x: a, deadline.missed.d: a, \"*\": a}"),
            "9:10 warning never-taken",
            "9:37 warning never-taken",
            "9:53 warning never-taken",
            "9:75 warning never-taken"
        ),
        Mistake(
            "an event that others may post",
            only("on: {x: [{when: 1 > 2, do: []}, {\(worker)}]}"),
            "9:10 warning never-taken"
        ),
        Mistake(
            "requires without anybody",
            only("on: {x: {requires: [{that: 1 > 2, else: \(map)}]}}"),
            "9:10 error nobody-may"
        ),
        Mistake(
            "requires on an event of the chart",
            only("on: {x: {\(worker), requires: [{that: 1 > 2, else: \(map)}]}}, entry: {raise: x}"),
            "9:74 error misplaced-requires"
        ),
        Mistake(
            "requires on a missed deadline",
            only("on: {deadline.missed: {\(worker), requires: [{that: 1 > 2, else: \(map)}]}}"),
            "9:88 error misplaced-requires"
        ),
        Mistake(
            "requires on an eventless transition",
            only("always: {when: 2 > 1, requires: [{that: 1 > 2, else: \(map)}]}"),
            "9:13 error endless-loop",
            "9:45 error misplaced-requires"
        ),
    ]

    @Test func `a case that nobody may open is refused`() {
        let text = Probe.head.replacing("by: [worker]", with: "by: []") + Probe.states
        #expect(Probe.lines(text) == ["5:7 error nobody-may"])
    }

    @Test("deadlines, loops, fields", arguments: others) func rest(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let others = [
        Mistake(
            "a miss that nobody hears of",
            only("deadlines: {d: {\(text), within: 1d, met: x}}, on: {x: {\(worker)}}"),
            "9:17 error unheard-miss"
        ),
        Mistake(
            "a miss that the chart handles",
            only("deadlines: {d: {\(text), within: 1d, met: x}}, on: {x: {\(worker)}, deadline.missed: a}")
        ),
        Mistake(
            "a stopwatch without reminders",
            only("deadlines: {d: {\(text), within: immediately, met: x}}, on: {x: {\(worker)}}")
        ),
        Mistake(
            "a stopwatch whose reminders nobody gets",
            only(
                "deadlines: {d: {\(text), within: immediately, met: x, remind: [10m]}}, on: {x: {\(worker)}}"
            ),
            "9:17 error unheard-miss"
        ),
        Mistake("a state that goes round to itself", only("always: a"), "9:13 error endless-loop"),
        Mistake(
            "a transition without target that never rests",
            only("always: {do: []}"),
            "9:13 error endless-loop"
        ),
        Mistake(
            "a circle of three",
            "states:\n  a: {\(text), closed: true, always: b}\n  b: {\(text), always: c}\n  c: {\(text), always: a}\n",
            "7:57 error endless-loop"
        ),
        Mistake(
            "a circle with a condition",
            "states:\n  a: {\(text), closed: true, always: b}\n  b: {\(text), always: {when: 1 > 2, to: a}}\n",
            "8:43 error shadowed"
        ),
        Mistake(
            "a requirement about a field that no form fills",
            only("on: {x: {\(worker), requires: [{that: filled(f), else: \(map)}]}}", asks: false),
            "9:74 error unfilled-field"
        ),
        Mistake(
            "a field that nothing uses",
            only("on: {x: {\(worker)}}", asks: false),
            "11:3 warning unused"
        ),
        Mistake(
            "a notice that nothing gives",
            only("on: {x: {\(worker)}}") + "notices: {told: {tell: [head], text: \(map)}}\n",
            "15:11 warning unused"
        ),
    ]

    private static let map = "{zh-Hant: 字, en: T}"

    /// A chart of one closed state with a further line, the ninth of the file, and a field `f`, asked or not.
    private static func only(_ line: String, asks: Bool = true) -> String {
        """
        states:
          a:
            {title: {zh-Hant: 甲, en: A}, closed: true,
            \(line)}
        fields:
          f: {type: person, label: {zh-Hant: 人, en: F}}
        \(asks ? "occurrences: {o: {when: filled(f), day: f, at: []}}" : "# f is not used here")
        # a line
        # another

        """
    }
}
