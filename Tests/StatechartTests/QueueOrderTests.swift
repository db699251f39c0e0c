import Statechart
import Testing
import Values

@Suite
struct QueueOrderTests {
    @Test
    func `internal events come before those sent to itself, in the order raised`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [
                    on("go", do: [send("out"), raise("one"), raise("two"), send("later")]),
                    on("*", do: [note(valueOf: "event.name")]),
                ]
            )
        ])
        #expect(chart.say("go") == "one two out later")
    }

    @Test
    func `each event sent to itself is a step of its own`() throws {
        var chart = try Dialogue([state("a", [on("go", do: [send("x"), raise("y")]), on("x y")])])
        let before = chart.steps.count
        chart.say("go")
        #expect(chart.steps[before...].map { $0.microsteps.map(\.event) } == [["go", "y"], ["x"]])
    }

    @Test
    func `eventless transitions come before the internal queue`() throws {
        var chart = try Dialogue(
            [
                state("a", [on("go", to: "b", do: [raise("inside")])]),
                state("b", [on("inside", to: "wrong"), always(to: "c")]),
                state("c", [on("inside", to: "right")]),
                state("right"),
                state("wrong"),
            ]
        )
        #expect(chart.say("go") == "-a +b -b +c -c +right")
        #expect(chart.active == "right")
    }

    @Test
    func `eventless transitions are looked at again after every event, even one that enables nothing`() throws
    {
        var chart = try Dialogue([state("a", [always(to: "b", when: "event.name == 'x'")]), state("b")])
        #expect(chart.active == "a")
        chart.say("y")
        #expect(chart.active == "a")
        chart.say("x")
        #expect(chart.active == "b")
    }

    @Test
    func `events raised by entry are taken after the whole macrostep's eventless chain`() throws {
        let chart = try Dialogue(
            [
                state("a", [always(to: "b")], entry: [raise("e")]),
                state("b", [always(to: "c", when: "x == 1")], entry: [set("x", "1")]),
                state("c", [on("e", to: "d")]),
                state("d"),
            ],
            vars: "x"
        )
        #expect(chart.active == "d")
    }

    @Test
    func `the event stays readable through eventless microsteps until the next one`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "b", do: [raise("inner")])]),
            state("b", [always(to: "c", do: [note(valueOf: "event.name")])]),
            state(
                "c",
                [on("inner", to: "d", do: [note(valueOf: "event.name"), note(valueOf: "event.type")])]
            ),
            state("d", [always(to: "f", do: [note(valueOf: "event.name")])]),
            state("f"),
        ])
        #expect(chart.say("go") == "-a +b -b go +c -c inner internal +d -d inner +f")
        #expect(chart.interpreter.model.event?.name == "inner")
    }

    @Test
    func `events say who raised them and what they carry`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [
                    on("go", do: [.raise("in", payload: .value(.literal(7))), .fail("no"), note("never")]),
                    on("*", do: [note(valueOf: "event.type"), note(valueOf: "event.data")]),
                ]
            )
        ])
        #expect(chart.say("go") == #"internal 7 platform {"message":"no"}"#)
        #expect(chart.say("other", ["k": 1]) == #"external {"k":1}"#)
    }

    @Test
    func `a payload of fields keeps their order and one that fails stops the raise`() throws {
        let fields: [(name: String, value: Operand)] = [("b", v("x")), ("a", .literal("two"))]
        let bad: [(name: String, value: Operand)] = [("b", v("nothing"))]
        var chart = try Dialogue(
            [
                state(
                    "a",
                    [
                        on("good", do: [.raise("in", payload: .fields(fields))]),
                        on("bad", do: [.raise("in", payload: .fields(bad))]),
                        on("in", do: [note(valueOf: "event.data")]),
                    ]
                )
            ],
            vars: "x=1"
        )
        #expect(chart.say("good") == #"{"b":1,"a":"two"}"#)
        #expect(chart.say("bad").isEmpty)
        #expect(chart.errors.map(\.message) == ["no variable 'nothing'"])
    }
}
