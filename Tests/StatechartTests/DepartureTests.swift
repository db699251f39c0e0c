import Testing
import Values

@testable import Statechart

/// The places where the interpreter leaves the letter of Appendix D: what the text wants and we do, and what
/// the letter would do.
@Suite
struct DepartureTests {
    /// What the pseudo-code notes on some events, with or without a departure, and where it ends up.
    private func letter(
        without departure: Departures,
        _ states: [StateDefinition],
        _ events: [String]
    ) throws -> (heard: String, active: String, errors: Int) {
        let plain = AppendixD(
            ChartDefinition(states: states),
            model: ToyModel(),
            hasParent: false,
            limits: StepLimits(microsteps: 20, actions: 200),
            departures: Departures.ours.subtracting(departure)
        )
        var report = plain.start(given: ValueMap())
        var errors = report.errors.count
        for event in events {
            report = plain.deliver(Event(event))
            errors += report.errors.count
        }
        let words = report.effects.compactMap { effect -> String? in
            guard case .perform("note", let arguments) = effect else { return nil }
            return arguments["word"]?.text
        }
        let active = plain.snapshot.configuration.joined(separator: " ")
        return (words.joined(separator: " "), plain.status.isFaulted ? "faulted" : active, errors)
    }

    /// The same of our interpreter, which must do as the pseudo-code with all departures.
    private func ours(
        _ states: [StateDefinition],
        _ events: [String]
    ) throws -> (heard: String, active: String, errors: Int) {
        var chart = try Dialogue(states)
        var heard = chart.heard()
        for event in events { heard = chart.say(event) }
        let plain = try letter(without: [], states, events)
        #expect(plain == (heard, chart.active, chart.errors.count))
        return plain
    }

    @Test
    func `only states inside the domain are entered, not others of the history's parent`() throws {
        let states = [
            state(
                "s",
                [
                    deep("h", default: first("x2")),
                    parallel(
                        "p",
                        [state("x", [state("x1", [on("home", to: "h")]), state("x2")]), state("y")]
                    ),
                ]
            )
        ]
        #expect(try ours(states, ["home"]).heard == "-x1 +x2")
        #expect(try letter(without: .onlyInsideDomain, states, ["home"]).heard == "-x1 +p +x +x2 +y")
    }

    @Test
    func `the domain is that of the moment before anything was left`() throws {
        let states = [
            state("s", [parallel("p", [deep("h"), state("x", [state("y", [on("go", to: "h")])])])])
        ]
        #expect(try ours(states, ["go"]) == ("-y -x -p +p +x +y", "s p x y", 0))
        #expect(try letter(without: .domainBeforeExit, states, ["go"]) == ("-y -x -p +y", "s y", 0))
    }

    @Test
    func `a history's default actions run also while its parent stays active`() throws {
        let states = [
            state(
                "s",
                [
                    state("a", [on("go", to: "h")]), state("b"),
                    shallow("h", default: first("b", do: [note("default")])),
                ]
            )
        ]
        #expect(try ours(states, ["go"]).heard == "-a default +b")
        #expect(try letter(without: .historyContentAlways, states, ["go"]).heard == "-a +b")
    }

    @Test
    func `a parallel state that is a region completes the parallel state around it`() throws {
        let states = [
            parallel(
                "p",
                [on("done.state.p", do: [note("done")])],
                [parallel("q", [state("x", [state("a", [on("go", to: "f")]), final("f")])])]
            )
        ]
        #expect(try ours(states, ["go"]).heard == "-a +f done")
        #expect(try letter(without: .parallelCompletesParallel, states, ["go"]).heard == "-a +f")
    }

    @Test(arguments: [always(to: "b", when: "boom"), on("error", to: "b", when: "boom")])
    func `a condition that fails without an event or on an error does not raise its own cause for ever`(
        waiting: TransitionDefinition
    ) throws {
        let states = [state("a", [on("go", do: [.fail("no")]), waiting]), state("b")]
        #expect(try ours(states, ["go"]).active == "a")
        #expect(try letter(without: .errorOncePerMacrostep, states, ["go"]).active == "faulted")
    }

    @Test
    func `a condition around several regions is evaluated once, and its error is one`() throws {
        let states = [parallel("p", [on("go", when: "boom")], [state("x"), state("y"), state("z")])]
        #expect(try ours(states, ["go"]).errors == 1)
        #expect(try letter(without: .conditionOncePerSelection, states, ["go"]).errors == 3)
    }
}
