import Statechart
import Testing
import Values

@Suite
struct LimitTests {
    private let limits = StepLimits(microsteps: 10, actions: 50)

    private func loop() throws -> Dialogue {
        try Dialogue(
            [
                state("quiet", [on("go", to: "a", do: [note("act")])], entry: [send("later", after: "1s")]),
                state("a", [always(to: "b")]),
                state("b", [always(to: "a")]),
            ],
            limits: limits
        )
    }

    @Test
    func `an endless eventless loop faults the chart and leaves no trace but that`() throws {
        var chart = try loop()
        var expected = chart.interpreter.snapshot
        expected.status = .faulted("more than 10 microsteps in one step")
        #expect(chart.say("go").isEmpty, "no effect of a faulted step is to be done")
        #expect(chart.interpreter.snapshot == expected)
        #expect(chart.steps.last?.status == expected.status)
        #expect(chart.steps.last?.microsteps.count == 10)
    }

    @Test
    func `a faulted chart hears nothing and delivers nothing`() throws {
        var chart = try loop()
        chart.say("go")
        #expect(chart.say("go").isEmpty)
        #expect(chart.interpreter.nextDue == nil)
        #expect(chart.wait(10).isEmpty)
        #expect(chart.active == "quiet")
    }

    @Test
    func `an endless chain of internal events faults too`() throws {
        var chart = try Dialogue([state("a", [on("go", do: [raise("go")])])], limits: limits)
        chart.say("go")
        #expect(chart.status == .faulted("more than 10 microsteps in one step"))
    }

    @Test
    func `a chart that loops at its start is faulted without ever being active`() throws {
        let chart = try Dialogue([state("a", [always(to: "a")])], limits: limits)
        #expect(chart.status == .faulted("more than 10 microsteps in one step"))
        #expect(chart.active.isEmpty)
    }

    @Test
    func `exactly as many microsteps as the limit are allowed`() throws {
        for (rounds, faults) in [(9, false), (10, true)] {
            var chart = try Dialogue(
                [
                    state(
                        "a",
                        [
                            on("go", do: [set("n", "0")]),
                            always(when: "n < \(rounds)", do: [set("n", "n + 1")]),
                        ]
                    )
                ],
                vars: "n=99",
                limits: limits
            )
            chart.say("go")
            #expect((chart.status != .running) == faults, "\(rounds) after the first")
        }
    }

    @Test
    func `the limit counts anew in each step`() throws {
        var chart = try Dialogue(
            [state("a", [on("go", do: [set("n", "0")]), always(when: "n < 9", do: [set("n", "n + 1")])])],
            vars: "n=99",
            limits: limits
        )
        for _ in 0..<5 { chart.say("go") }
        #expect(chart.status == .running)
    }

    @Test
    func `too many actions in one step fault the chart, however deep the loops`() throws {
        let body = Action.forEach(item: "y", index: nil, in: v("list"), do: [set("n", "n + 1")])
        var chart = try Dialogue(
            [
                state(
                    "a",
                    [on("go", to: "b", do: [.forEach(item: "x", index: nil, in: v("list"), do: [body])])]
                ),
                state("b"),
            ],
            vars: "list=[1,2,3,4,5,6,7,8] n=0",
            limits: limits
        )
        chart.say("go")
        #expect(chart.status == .faulted("more than 50 actions in one step"))
        #expect(chart.active == "a")
    }

    @Test
    func `internal events count like actions, even those that enable nothing`() throws {
        let raises = (0..<30).map { raise("e\($0)") }
        var chart = try Dialogue([state("a", [on("go", do: raises)])], limits: limits)
        chart.say("go")
        #expect(chart.status == .faulted("more than 50 actions in one step"))
    }

    @Test
    func `sending to itself for ever is no endless step: each one ends`() throws {
        let definition = ChartDefinition(states: [state("a", [on("x", do: [send("x")])], entry: [send("x")])])
        var interpreter = try Interpreter(
            Chart(definition),
            model: ToyModel(),
            now: .init(seconds: 0),
            limits: limits
        )
        _ = interpreter.start()
        for _ in 0..<100 {
            let step = interpreter.deliverDue()
            #expect(step?.microsteps.count == 1)
        }
        #expect(interpreter.snapshot.status == .running)
        #expect(interpreter.snapshot.pending.count == 1)
    }
}
