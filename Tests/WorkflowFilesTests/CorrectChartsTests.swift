import Testing

@testable import WorkflowFiles

/// A chart in a few words: `=` stands for a title, `!` for an action's title and who may take it.
struct Sketch: Sendable, CustomTestStringConvertible {
    let name: String
    let part: String
    let found: [String]

    init(_ name: String, _ part: String, _ found: String...) {
        self.name = name
        self.part =
            part.replacing("=;", with: "title: {zh-Hant: 字, en: T}")
            .replacing("!;", with: "title: {zh-Hant: 字, en: T}, by: [worker]") + "\n"
        self.found = found
    }

    var testDescription: String { name }

    /// Declares a truth value, a number and a choice that an action of every chart may fill.
    static let fields = """
        fields:
          yes: {type: boolean, label: {zh-Hant: 是, en: Yes}}
          count: {type: integer, label: {zh-Hant: 數, en: Count}}
          kind: {type: choice, label: {zh-Hant: 類, en: Kind}, options: {x: {zh-Hant: 一, en: X}, y: {zh-Hant: 二, en: Y}}}

        """
}

@Suite("Correct charts, about which the check says nothing")
struct CorrectChartsTests {
    @Test("nothing is found", arguments: plain + eventless + parallel + others) func silent(sketch: Sketch) {
        #expect(Probe.check(sketch.part) == [])
    }

    static let plain = [
        Sketch("one end", "states:\n  a: {=;, closed: true}"),
        Sketch(
            "a line",
            "states:\n  a: {=;, on: {x: {!;, to: b}}}\n  b: {=;, on: {x: {!;, to: c}}}\n  c: {=;, type: final}"
        ),
        Sketch(
            "there and back",
            "states:\n  a: {=;, on: {x: {!;, to: b}, z: {!;, to: c}}}\n  b: {=;, on: {x: {!;, to: a}}}\n  c: {=;, closed: true}"
        ),
        Sketch(
            "closed and opened again",
            "states:\n  a: {=;, on: {x: {!;, to: b}}}\n  b: {=;, closed: true, on: {x: {!;, to: a}}}"
        ),
        Sketch(
            "a choice by a form",
            Sketch.fields
                + "states:\n  a: {=;, on: {x: [{!;, when: yes, asks: [yes!, count, kind], to: b}, {!;, asks: [yes!, count, kind], to: c}]}}\n  b: {=;, closed: true}\n  c: {=;, closed: true}"
        ),
        Sketch(
            "an action from everywhere inside",
            "states:\n  o: {=;, on: {stop: {!;, to: e}}, states: {a: {=;, on: {x: {!;, to: b}}}, b: {=;}}}\n  e: {=;, closed: true}"
        ),
        Sketch(
            "completion of a part",
            "states:\n  o: {=;, on: {done.state.o: e}, states: {a: {=;, on: {x: {!;, to: b}}}, b: {=;, type: final}}}\n  e: {=;, closed: true}"
        ),
        Sketch(
            "back to where it was",
            "states:\n  o: {=;, on: {p: {!;, to: w}, e: {!;, to: z}}, states: {h: {type: history}, a: {=;, on: {x: {!;, to: b}}}, b: {=;}}}\n  w: {=;, on: {r: {!;, to: h}}}\n  z: {=;, closed: true}"
        ),
        Sketch(
            "a deadline that leads on",
            "states:\n  a: {=;, deadlines: {d: {=;, within: 1d, met: x}}, on: {x: {!;, to: b}, deadline.missed.d: b}}\n  b: {=;, closed: true}"
        ),
        Sketch(
            "a send that leads on",
            "states:\n  a: {=;, entry: [{send: tick, after: 10s}], on: {tick: b}}\n  b: {=;, closed: true}"
        ),
        Sketch(
            "a child case that leads on",
            "states:\n  a: {=;, entry: [{start: c, workflow: t}], on: {done.case.c: b}}\n  b: {=;, closed: true}"
        ),
        Sketch(
            "a cancelled send",
            "states:\n  a: {=;, entry: [{send: tick, after: 10s, id: i}], on: {x: {!;, to: b, do: [{cancel: i}]}, tick: b}}\n  b: {=;, closed: true}"
        ),
    ]

    static let eventless = [
        Sketch("passing through", "states:\n  a: {=;, always: b}\n  b: {=;, closed: true}"),
        Sketch(
            "a fork with a rest",
            Sketch.fields
                + "initial: f\nstates:\n  f: {=;, on: {go: {!;, asks: [yes, count, kind], to: a}}}\n  a: {=;, always: [{when: count > 3, to: b}, {when: yes, to: c}, {to: d}]}\n  b: {=;, closed: true}\n  c: {=;, closed: true}\n  d: {=;, closed: true}"
        ),
        Sketch(
            "both sides of a comparison",
            Sketch.fields
                + "initial: f\nstates:\n  f: {=;, on: {go: {!;, asks: [yes, count!, kind], to: a}}}\n  a: {=;, always: [{when: count > 3, to: b}, {when: count <= 3, to: c}]}\n  b: {=;, closed: true}\n  c: {=;, closed: true}"
        ),
        Sketch(
            "all values of a choice",
            Sketch.fields
                + "initial: f\nstates:\n  f: {=;, on: {go: {!;, asks: [kind!, yes, count], to: a}}}\n  a: {=;, always: [{when: kind == 'x', to: b}, {when: kind == 'y', to: c}]}\n  b: {=;, closed: true}\n  c: {=;, closed: true}"
        ),
        Sketch(
            "waiting until it is filled",
            Sketch.fields
                + "states:\n  a: {=;, always: {when: filled(kind), to: b}, on: {go: {!;, asks: [kind!, yes, count]}}}\n  b: {=;, closed: true}"
        ),
        Sketch(
            "counting",
            "data: {n: 0}\nstates:\n  a: {=;, always: [{when: n < 3, to: a, do: [{set: {n: n + 1}}]}, {when: n >= 3, to: b}]}\n  b: {=;, closed: true}"
        ),
        Sketch(
            "a flag that is taken back",
            Sketch.fields
                + "initial: w\nstates:\n  w: {=;, on: {go: {!;, asks: [yes!, count, kind], to: a}}}\n  a: {=;, always: [{when: yes, to: b, do: [{set: {yes: false}}]}, {to: c}]}\n  b: {=;, always: a}\n  c: {=;, closed: true}"
        ),
        Sketch(
            "raised events in a row",
            "states:\n  a: {=;, entry: [{raise: one}], on: {one: {do: [{raise: two}]}, two: b}}\n  b: {=;, closed: true}"
        ),
        Sketch(
            "facts about other cases",
            "states:\n  a: {=;, closed: true, always: {when: now > case.openedAt, to: b}}\n  b: {=;, closed: true, always: {when: actor.account == 'x', to: c}}\n  c: {=;, closed: true}"
        ),
    ]

    private static func regions(_ left: String, _ right: String, on: String = "done.state.p: e") -> String {
        "states:\n  p: {=;, type: parallel, on: {\(on)}, states: {l: {=;, states: {\(left)}}, r: {=;, states: {\(right)}}}}\n  e: {=;, closed: true}"
    }

    static let parallel = [
        Sketch(
            "two regions that end",
            regions(
                "a: {=;, on: {x: {!;, to: b}}}, b: {=;, type: final}",
                "c: {=;, on: {y: {!;, to: d}}}, d: {=;, type: final}"
            )
        ),
        Sketch(
            "one event for both",
            regions(
                "a: {=;, on: {x: {!;, to: b}}}, b: {=;, type: final}",
                "c: {=;, on: {x: {!;, to: d}}}, d: {=;, type: final}"
            )
        ),
        Sketch(
            "one waits for the other",
            regions(
                "a: {=;, on: {x: {!;, to: b}}}, b: {=;, type: final}",
                "c: {=;, always: {when: inState('b'), to: d}}, d: {=;, type: final}"
            )
        ),
        Sketch(
            "one calls the other",
            regions(
                "a: {=;, on: {x: {!;, to: b, do: [{raise: call}]}}}, b: {=;, type: final}",
                "c: {=;, on: {call: d}}, d: {=;, type: final}"
            )
        ),
        Sketch(
            "one follows the other round",
            regions(
                "a: {=;, on: {x: {!;, to: b}}}, b: {=;, on: {x: {!;, to: a}}}",
                "c: {=;, always: {when: inState('b'), to: d}}, d: {=;, always: {when: inState('a'), to: c}}",
                on: "stop: {!;, to: e}"
            )
        ),
        Sketch(
            "a region leaves for all",
            regions(
                "a: {=;, on: {x: {!;, to: e}}}",
                "c: {=;, on: {y: {!;, to: d}}}, d: {=;}",
                on: "z: {!;, to: e}"
            )
        ),
        Sketch(
            "data shared by regions",
            Sketch.fields
                + regions(
                    "a: {=;, on: {x: {!;, asks: [yes!, count, kind]}}}",
                    "c: {=;, always: {when: yes, to: d}}, d: {=;, always: {when: '!yes', to: c}, on: {w: {!;, when: count > 1 && kind == 'x'}}}",
                    on: "stop: {!;, to: e}"
                )
        ),
        Sketch(
            "inner before outer",
            regions("a: {=;, on: {x: {!;, to: b}}}, b: {=;}", "c: {=;}", on: "x: {!;, to: e}")
        ),
        Sketch(
            "a closed region",
            "states:\n  p: {=;, type: parallel, states: {l: {=;, states: {a: {=;, on: {x: {!;, to: b}}}, b: {=;, closed: true}}}, r: {=;, states: {c: {=;, on: {y: {!;, to: d}}}, d: {=;, on: {y: {!;, to: c}}}}}}}"
        ),
    ]

    static let others = [
        Sketch(
            "regions within regions",
            regions(
                "a: {=;, type: parallel, states: {m: {=;, states: {m1: {=;, on: {x: {!;, to: m2}}}, m2: {=;, type: final}}}, n: {=;, states: {n1: {=;, on: {y: {!;, to: n2}}}, n2: {=;, type: final}}}}, on: {done.state.a: b}}, b: {=;, type: final}",
                "c: {=;, on: {z: {!;, to: d}}}, d: {=;, type: final}"
            )
        ),
        Sketch(
            "deep history of regions",
            "states:\n  p: {=;, type: parallel, on: {pause: {!;, to: w}, e: {!;, to: z}}, states: {l: {=;, states: {a: {=;, on: {x: {!;, to: b}}}, b: {=;}}}, r: {=;, states: {c: {=;, on: {y: {!;, to: d}}}, d: {=;}}}, h: {type: history, history: deep}}}\n  w: {=;, on: {back: {!;, to: h}}}\n  z: {=;, closed: true}"
        ),
    ]
}
