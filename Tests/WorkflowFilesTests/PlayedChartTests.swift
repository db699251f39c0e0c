import Statechart
import Testing
import Values

@testable import WorkflowFiles

@Suite("Charts from files, played")
struct PlayedChartTests {
    @Test func `the traffic light counts its rounds and stops`() throws {
        var light = try ChartPlayer(BareCharts.light)
        #expect(light.active == "red")
        for round in 1...3 {
            light.send("next")
            #expect(light.active == "green")
            #expect(light["rounds"] == .int(Int64(round)))
            light.send("next")
        }
        #expect(light.active == "green")
        light.send("stop")
        #expect(light.hasEnded)
    }

    @Test func `a list of values is set in the order of the file`() throws {
        let chart = try ChartPlayer(
            """
            chart: c
            data: {a: 1, b: 2, c: "'x'", d: null, e: [], f: {}, g: true, h: 0.5}
            states:
              s: {entry: [{set: {a: b + 1, b: a + 1}}, {set: {c: null}}]}
            """
        )
        #expect(chart["a"] == 3)
        #expect(chart["b"] == 4)
        #expect(chart["c"] == .null)
        #expect(chart["d"] == .null)
        #expect(chart["e"] == .list([]))
        #expect(chart["f"] == .map(ValueMap()))
        #expect(chart["g"] == true)
        #expect(chart["h"] == 0.5)
    }

    @Test(
        "if, elseif and else",
        arguments: [(1, "one"), (2, "two"), (3, "three"), (4, "many")] as [(Int64, Value)]
    )
    func branches(number: Int64, word: Value) throws {
        var chart = try ChartPlayer(
            """
            chart: c
            data: {n: 0, word: null}
            states:
              s:
                on:
                  go:
                    do:
                      - set: {n: event.data}
                      - if: n == 1
                        do: [{set: {word: "'one'"}}]
                        elseif:
                          - {if: n == 2, do: [{set: {word: "'two'"}}]}
                          - {if: n == 3, do: [{set: {word: "'three'"}}]}
                        else: [{set: {word: "'many'"}}]
            """
        )
        chart.send("go", .int(number))
        #expect(chart["word"] == word)
    }

    @Test func `foreach walks a list with its index`() throws {
        let chart = try ChartPlayer(
            """
            chart: c
            data: {sum: 0, last: null, list: "[5, 6, 7]"}
            states:
              s: {entry: [{foreach: x, in: list, index: i, do: [{set: {sum: sum + x * i, last: i}}]}]}
            """
        )
        #expect(chart["sum"] == 20)
        #expect(chart["last"] == 2)
    }

    @Test func `raised events come before sent ones, and delays wait for their time`() throws {
        var chart = try ChartPlayer(
            """
            chart: c
            data: {log: "''", unit: "'s'"}
            states:
              s:
                entry:
                  - {send: late, after: 10s, id: l}
                  - {send: later, after: "= '20' + unit", with: {n: 4}}
                  - {send: never, after: 15s, id: "= 'n' + unit"}
                  - {cancel: "= 'ns'"}
                  - {send: "= 'no' + 'w'"}
                  - {raise: first, with: {x: "'!'"}}
                on:
                  first: {do: [{set: {log: log + 'f' + event.data.x}}]}
                  now: {do: [{set: {log: log + 'n'}}]}
                  late: {do: [{set: {log: log + 'l'}}]}
                  later: {do: [{set: {log: log + string(event.data.n)}}]}
                  never: {do: [{set: {log: log + 'x'}}]}
            """
        )
        #expect(chart["log"] == "f!n")
        chart.wait(9)
        #expect(chart["log"] == "f!n")
        chart.wait(1)
        #expect(chart["log"] == "f!nl")
        chart.wait(20)
        #expect(chart["log"] == "f!nl4")
        #expect(chart.errors == [])
    }

    @Test func `an error ends its block only`() throws {
        let chart = try ChartPlayer(
            """
            chart: c
            data: {a: 0, b: 0, caught: 0}
            states:
              s:
                entry:
                  - [{set: {a: 1 / 0}}, {set: {a: 9}}]
                  - [{set: {b: 1}}]
                on: {error.execution: {do: [{set: {caught: caught + 1}}]}}
            """
        )
        #expect(chart["a"] == 0)
        #expect(chart["b"] == 1)
        #expect(chart["caught"] == 1)
    }

    @Test(
        "what could not be read fails when it is reached",
        arguments: [
            "entry: [{set: {a: '1 +'}}]", "entry: [{set: {nowhere: 1}}]", "entry: [{set: {'a b': 1}}]",
            "entry: [{send: e, with: {x: '('}}]", "entry: [{raise: e, with: '('}]",
            "entry: [{if: '(', do: []}]", "entry: [{foreach: x, in: '(', do: []}]",
            "entry: [{foreach: 'a b', in: '[1]', do: []}]", "entry: [{send: e, to: nobody}]",
            "entry: [{send: \"= (\"}]", "entry: [{cancel: \"= (\"}]", "entry: [{send: e, after: \"= (\"}]",
            "entry: [{send: e, after: soon}]", "entry: [{start: \"= (\", workflow: w}]",
            "always: {when: '('}",
            "entry: [{set: {a: undeclared}}]", "always: {when: undeclared > 1}",
        ]
    )
    func broken(line: String) throws {
        let chart = try ChartPlayer(
            """
            chart: c
            data: {a: 0, caught: 0}
            states:
              s:
                \(line)
                on: {error.execution: {do: [{set: {caught: 1}}]}}
            """
        )
        #expect(chart["caught"] == 1)
        #expect(chart["a"] == 0)
    }

    @Test func `parallel regions, history and done data work as written`() throws {
        var chart = try ChartPlayer(
            """
            chart: c
            initial: [a2, b1]
            data: {got: null}
            states:
              p:
                type: parallel
                on: {leave: out}
                states:
                  a: {states: {a1: {}, a2: {on: {end: af}}, af: {type: final, done: {with: {n: "7"}}}}}
                  b: {states: {b1: {on: {move: b2, end: bf}}, b2: {on: {end: bf}}, bf: {type: final}}}
                  h: {type: history, history: deep, initial: [a1, b1]}
              out: {on: {back: h, over: fin}}
              fin: {type: final, done: {with: got}}
            """
        )
        #expect(chart.active == "p a a2 b b1")
        chart.send("move")
        chart.send("leave")
        #expect(chart.active == "out")
        chart.send("back")
        #expect(chart.active == "p a a2 b b2")
        chart.send("end")
        #expect(chart.active == "p a af b bf")
        chart.send("leave")
        chart.send("over")
        #expect(chart.hasEnded)
        #expect(chart.result == .null)
    }

    @Test func `done data reach the event, and the payload may be one value`() throws {
        let chart = try ChartPlayer(
            """
            chart: c
            data: {got: null}
            states:
              s:
                initial: f
                on: {done.state.s: {to: t, do: [{set: {got: event.data.n}}]}}
                states: {f: {type: final, done: {with: "{'n': 7}"}}}
              t: {type: final, done: {with: got}}
            """
        )
        #expect(chart.result == 7)
    }

    @Test func `an initial transition and a history default run their actions`() throws {
        var chart = try ChartPlayer(
            """
            chart: c
            data: {log: "''"}
            initial: {to: s, do: [{set: {log: log + 'i'}}]}
            states:
              s: {entry: {set: {log: log + 's'}}, exit: {set: {log: log + 'x'}}, on: {go: h}}
              t:
                states:
                  h: {type: history, initial: {to: u, do: [{set: {log: log + 'h'}}]}}
                  u: {entry: {set: {log: log + 'u'}}}
            """
        )
        chart.send("go")
        #expect(chart["log"] == "isxhu")
    }

    @Test func `internal transitions stay, targetless ones do nothing, several events share one`() throws {
        var chart = try ChartPlayer(
            """
            chart: c
            data: {entered: 0, seen: 0}
            states:
              s:
                entry: {set: {entered: entered + 1}}
                on:
                  stay: {to: u, internal: true}
                  leave: {to: u}
                  "one two.*": {do: [{set: {seen: seen + 1}}]}
                  "*": {do: [{set: {seen: seen + 100}}]}
                states: {t: {}, u: {}}
            """
        )
        #expect(chart["entered"] == 1)
        chart.send("stay")
        #expect(chart["entered"] == 1)
        chart.send("leave")
        #expect(chart["entered"] == 2)
        chart.send("one")
        chart.send("two.three")
        #expect(chart["seen"] == 2)
        chart.send("other")
        #expect(chart["seen"] == 102)
    }

    @Test func `started cases and sends elsewhere become effects`() throws {
        let chart = try ChartPlayer(
            """
            chart: c
            data: {n: 1}
            states:
              s:
                entry:
                  - {start: child, workflow: w, with: {n: n}}
                  - {send: hello, to: child, with: n}
            """
        )
        let started = Effect.start(name: "child", workflow: "w", payload: ["n": 1])
        #expect(chart.effects.first == started)
        guard case .send(let event, to: let recipient)? = chart.effects.last else {
            Issue.record("nothing was sent")
            return
        }
        #expect(event.name == "hello")
        #expect(event.data == 1)
        #expect(recipient == .child("child"))
    }

    @Test func `the first transition that matches is taken, in the order of the file`() throws {
        var chart = try ChartPlayer(
            """
            chart: c
            data: {n: 1}
            states:
              s: {on: {go: [{when: n > 1, to: a}, {when: n == 1, to: b}, c]}}
              a:
              b:
              c:
            """
        )
        chart.send("go")
        #expect(chart.active == "b")
    }
}
