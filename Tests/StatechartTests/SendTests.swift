import Statechart
import Testing
import Values

@Suite
struct SendTests {
    /// A chart that sends on `go` and notes the name of what it hears.
    private func sender(_ actions: [Action], vars: String = "", hasParent: Bool = false) throws -> Dialogue {
        try Dialogue(
            [state("a", [on("go", do: actions), on("*", do: [note(valueOf: "event.name")])])],
            vars: vars,
            hasParent: hasParent
        )
    }

    // MARK: delays

    @Test
    func `delayed sends arrive when due, not before, in due order`() throws {
        var chart = try sender([
            send("late", after: "3s"), send("early", after: "1s"), send("middle", after: "2s"), send("now"),
        ])
        #expect(chart.say("go") == "now")
        #expect(chart.interpreter.nextDue == Instant(seconds: 1))
        #expect(chart.wait(0).isEmpty)
        #expect(chart.wait(1) == "early")
        #expect(chart.wait(10) == "middle late")
        #expect(chart.interpreter.nextDue == nil)
    }

    @Test
    func `sends due at the same time arrive in the order sent`() throws {
        var chart = try sender([
            send("one", after: "1s"), send("two", after: "1s"), send("three", after: "1s"),
        ])
        chart.say("go")
        #expect(chart.wait(1) == "one two three")
    }

    @Test
    func `the delay counts from the moment of sending`() throws {
        var chart = try sender([send("x", after: "5s")])
        chart.wait(100)
        chart.say("go")
        #expect(chart.interpreter.nextDue == Instant(seconds: 105))
    }

    @Test
    func `after a long sleep everything due comes once, in order`() throws {
        var chart = try sender([send("b", after: "2s"), send("a", after: "1s")])
        chart.say("go")
        chart.interpreter.now = Instant(seconds: 1_000)
        #expect(chart.say("x") == "x a b")
        #expect(chart.wait(1_000).isEmpty)
    }

    @Test(arguments: ["'1500ms'", "'0s'"])
    func `a delay may be computed as a text`(source: String) throws {
        let later = Action.send(SendAction(.literal("x"), after: v(source)))
        var chart = try sender([later])
        let now = chart.say("go")
        #expect(now + chart.wait(2) == "x")
    }

    @Test
    func `a delay may be a duration`() throws {
        var chart = try sender([
            .send(SendAction(.literal("x"), after: .literal(.duration(TimeSpan(seconds: 9)))))
        ])
        chart.say("go")
        #expect(chart.wait(8).isEmpty)
        #expect(chart.wait(1) == "x")
    }

    @Test(arguments: ["'-1s'", "'soon'", "5", "unknown", "nothing", "null"])
    func `a bad delay is an error and nothing is sent`(source: String) throws {
        var chart = try sender([.send(SendAction(.literal("x"), after: v(source))), note("never")])
        #expect(chart.say("go") == "error.execution")
        #expect(chart.interpreter.nextDue == nil)
    }

    @Test
    func `a delayed send outlives the state that sent it`() throws {
        var chart = try Dialogue([
            state("a", [on("go", to: "b")], entry: [send("later", after: "5s")]),
            state("b", [on("go", to: "c")]),
            state("c", [on("later", do: [note("heard")])]),
        ])
        chart.say("go")
        chart.say("go")
        #expect(chart.wait(5) == "heard")
    }

    // MARK: payload and event

    @Test
    func `the payload is evaluated when sending, not when delivered`() throws {
        var chart = try Dialogue(
            [
                state(
                    "a",
                    [
                        on(
                            "go",
                            do: [
                                .send(
                                    SendAction(
                                        .literal("later"),
                                        after: .literal("1s"),
                                        payload: .fields([("x", v("x"))])
                                    )
                                ),
                                set("x", "2"),
                            ]
                        ),
                        on("later", do: [note(valueOf: "event.data"), note(valueOf: "x")]),
                    ]
                )
            ],
            vars: "x=1"
        )
        chart.say("go")
        #expect(chart.wait(1) == #"{"x":1} 2"#)
    }

    @Test
    func `event, target, delay and id may all be computed`() throws {
        var chart = try sender(
            [
                .send(
                    SendAction(
                        v("'ti' + 'ck'"),
                        to: .computed(v("who")),
                        after: v("wait"),
                        id: v("who + '1'")
                    )
                )
            ],
            vars: "who='self' wait='2s'"
        )
        chart.say("go")
        #expect(chart.interpreter.snapshot.pending.map(\.event.sendID) == ["self1"])
        #expect(chart.wait(2) == "tick")
    }

    @Test(arguments: ["''", "1", "nothing", "unknown"])
    func `an event name that is no text is an error`(source: String) throws {
        var chart = try sender([.send(SendAction(v(source))), note("never")])
        #expect(chart.say("go") == "error.execution")
    }

    @Test
    func `a send to itself comes as an external event with its origin`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [
                    on("go", do: [send("x")]),
                    on(
                        "x",
                        do: [
                            note(valueOf: "event.type"), note(valueOf: "event.origin"),
                            note(valueOf: "event.sendid"),
                            .send(SendAction(.literal("reply"), to: .computed(v("event.origin")))),
                        ]
                    ),
                    on("reply", do: [note("replied")]),
                ]
            )
        ])
        #expect(chart.say("go") == "external self null replied")
    }

    // MARK: ids

    @Test
    func `a given id comes with the event`() throws {
        var chart = try Dialogue([
            state("a", [on("go", do: [send("x", id: "mine")]), on("x", do: [note(valueOf: "event.sendid")])])
        ])
        #expect(chart.say("go") == "mine")
    }

    @Test
    func `a generated id is stored, comes with the event, and is never given twice`() throws {
        let action = Action.send(SendAction(.literal("x"), after: .literal("1s"), idLocation: "id"))
        var chart = try Dialogue(
            [
                state(
                    "a",
                    [
                        on("go", do: [action, note(valueOf: "id")]),
                        on("x", do: [note(valueOf: "event.sendid")]),
                        on("stop", do: [.cancel(v("id"))]),
                    ]
                )
            ],
            vars: "id"
        )
        let one = chart.say("go")
        let two = chart.say("go")
        #expect(one != two)
        #expect(!one.isEmpty)
        chart.say("stop")
        #expect(chart.wait(1) == one)
    }

    @Test
    func `an id that cannot be stored is an error and nothing is sent`() throws {
        var chart = try sender([.send(SendAction(.literal("x"), idLocation: "nowhere"))])
        #expect(chart.say("go") == "error.execution")
    }

    @Test
    func `the error of a failed send carries its id`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [
                    on("go", do: [send("x", to: .child("nobody"), id: "mine")]),
                    on("error", do: [note(valueOf: "event.sendid")]),
                ]
            )
        ])
        #expect(chart.say("go") == "mine")
    }

    // MARK: targets

    @Test
    func `a send to the internal queue comes before those raised later, as an internal event`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [
                    on("go", do: [send("out"), send("in", to: .internal, id: "i"), raise("r")]),
                    on("*", do: [note(valueOf: "event.name"), note(valueOf: "event.type")]),
                ]
            )
        ])
        #expect(chart.say("go") == "in internal r internal out external")
    }

    @Test
    func `the internal queue takes no delay`() throws {
        var chart = try sender([send("x", to: .internal, after: "1s")])
        #expect(chart.say("go") == "error.execution")
    }

    @Test
    func `sends to others are effects, at once or when due`() throws {
        var chart = try sender(
            [
                send("up", to: .parent), send("up.later", to: .parent, after: "1s"),
                send("other", to: .computed(.literal("危-1"))),
            ],
            hasParent: true
        )
        chart.say("go")
        #expect(
            chart.effects == [.send(Event("up"), to: .parent), .send(Event("other"), to: .number("危-1"))]
        )
        #expect(chart.wait(1).isEmpty, "it is not delivered here")
        #expect(chart.effects.last == .send(Event("up.later"), to: .parent))
    }

    @Test(
        arguments: [
            (SendTarget.parent, "no case has started this one"),
            (.child("nobody"), "no started case 'nobody'"),
            (.computed(.literal("parent")), "no case has started this one"),
            (.computed(.literal(5)), "to must be a string, not int"),
            (.computed(.literal("")), "to must not be empty"),
        ]
    )
    func `an unknown target is an error`(target: SendTarget, message: String) throws {
        var chart = try sender([send("x", to: target), note("never")])
        #expect(chart.say("go") == "error.execution")
        #expect(chart.errors.map(\.message) == [message])
    }

    @Test(
        arguments: [
            ("self", nil), ("internal", nil), ("parent", Recipient.parent), ("kid", .child("kid")),
            ("危-115-1", .number("危-115-1")),
        ]
    )
    func `a computed target is read as a word, a child's name, or a case number`(
        text: String,
        recipient: Recipient?
    ) throws {
        var chart = try sender(
            [
                .start(name: .literal("kid"), workflow: .literal("w"), payload: .none),
                send("x", to: .computed(.literal(.string(text)))),
            ],
            hasParent: true
        )
        #expect(chart.say("go") == (recipient == nil ? "x" : ""))
        #expect(Array(chart.effects.dropFirst()) == recipient.map { [.send(Event("x"), to: $0)] } ?? [])
    }

    // MARK: cancel

    @Test
    func `cancel forgets the delayed send with the id, and no other`() throws {
        var chart = try sender([
            send("one", after: "1s", id: "a"), send("two", after: "1s", id: "b"), send("three", after: "1s"),
            .cancel(.literal("a")),
        ])
        chart.say("go")
        #expect(chart.wait(1) == "two three")
    }

    @Test
    func `cancel of what is unknown or already delivered does nothing`() throws {
        var chart = try sender([send("one", id: "a"), .cancel(.literal("a")), .cancel(.literal("z"))])
        #expect(chart.say("go") == "one")
        #expect(chart.errors.isEmpty)
    }

    @Test
    func `cancel needs an id that is a text`() throws {
        var chart = try sender([.cancel(.literal(1)), note("never")])
        #expect(chart.say("go") == "error.execution")
    }

    @Test
    func `what is sent to itself without delay waits for the caller to deliver it`() throws {
        let chart = try Chart(
            ChartDefinition(states: [state("a", [on("x", to: "b")], entry: [send("x")]), state("b")])
        )
        var interpreter = try Interpreter(chart, model: ToyModel(), now: Instant(seconds: 7))
        _ = interpreter.start()
        #expect(interpreter.snapshot.configuration == ["a"])
        #expect(interpreter.nextDue == Instant(seconds: 7))
        let step = interpreter.deliverDue()
        #expect(step?.microsteps.count == 1)
        #expect(interpreter.snapshot.configuration == ["b"])
        let rest = interpreter.deliverDue()
        #expect(rest.map(\.status) == nil)
    }
}
