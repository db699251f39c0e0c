import Statechart
import Testing
import Values

@Suite
struct ActionTests {
    /// What some actions note when run on an event, with the errors they raise.
    private func run(_ actions: [Action], vars: String = "") throws -> (heard: String, chart: Dialogue) {
        var chart = try Dialogue([state("a", [on("go", do: actions)])], vars: vars)
        let heard = chart.say("go")
        return (heard, chart)
    }

    // MARK: set

    @Test
    func `set computes, and later actions see it`() throws {
        let (heard, _) = try run([set("x", "x + 1"), set("y", "x + x"), note(valueOf: "y")], vars: "x=1 y")
        #expect(heard == "4")
    }

    @Test(arguments: ["unknown", "nothing", "1 + 'a'"])
    func `set with an unknown or failing value is an error and leaves the old value`(source: String) throws {
        let (heard, chart) = try run([set("x", source), note("never")], vars: "x=1")
        #expect(heard.isEmpty)
        #expect(chart.errors.count == 1)
        #expect(chart.data["x"] == 1)
    }

    @Test
    func `set of an undeclared location is an error`() throws {
        let (_, chart) = try run([set("z", "1")])
        #expect(chart.errors.map(\.message) == ["no variable 'z'"])
    }

    // MARK: if, elseif, else

    private func ladder() -> Action {
        .choose(
            e("x == 1"),
            then: [note("one")],
            else: [.choose(e("x == 2"), then: [note("two")], else: [note("other")])]
        )
    }

    @Test(arguments: [("1", "one"), ("2", "two"), ("3", "other")])
    func `if, elseif and else take the first that holds`(x: String, expected: String) throws {
        #expect(try run([ladder()], vars: "x=" + x).heard == expected)
    }

    @Test(arguments: [("unknown", 0), ("boom", 1), ("false", 0)])
    func `an if that is unknown or fails is not taken, and the block goes on`(
        source: String,
        errors: Int
    ) throws {
        let (heard, chart) = try run([
            .choose(e(source), then: [note("then")], else: [note("else")]), note("after"),
        ])
        #expect(heard == "else after")
        #expect(chart.errors.count == errors)
        #expect(chart.errors.allSatisfy { $0.place == .transition(source: "a", label: 0) })
    }

    @Test
    func `an if without else may do nothing`() throws {
        #expect(
            try run([.choose(e("false"), then: [note("then")], else: []), note("after")]).heard == "after"
        )
    }

    // MARK: foreach

    @Test
    func `foreach binds item and index, in order`() throws {
        let body = [note(valueOf: "who"), note(valueOf: "at")]
        let (heard, chart) = try run(
            [.forEach(item: "who", index: "at", in: v("['a','b','c']"), do: body)],
            vars: "who at"
        )
        #expect(heard == "a 0 b 1 c 2")
        #expect(chart.data["who"] == "c")
        #expect(chart.data["at"] == 2)
    }

    @Test
    func `foreach declares item and index that are new`() throws {
        let (heard, chart) = try run([
            .forEach(item: "new", index: nil, in: .literal([1, 2]), do: [note(valueOf: "new")])
        ])
        #expect(heard == "1 2")
        #expect(chart.data["new"] == 2)
        #expect(chart.errors.isEmpty)
    }

    @Test
    func `foreach goes over a copy`() throws {
        let body = [set("list", "list + [9]"), note(valueOf: "item")]
        let (heard, chart) = try run(
            [.forEach(item: "item", index: nil, in: v("list"), do: body)],
            vars: "list=[1,2] item"
        )
        #expect(heard == "1 2")
        #expect(chart.data["list"] == [1, 2, 9, 9])
    }

    @Test
    func `foreach over nothing runs nothing, but still wants good names`() throws {
        let (heard, chart) = try run([
            .forEach(item: "item", index: nil, in: .literal([]), do: [note("body")]), note("after"),
        ])
        #expect(heard == "after")
        #expect(chart.data["item"] == .null)
        #expect(try run([.forEach(item: "1x", index: nil, in: .literal([]), do: [])]).chart.errors.count == 1)
    }

    @Test(arguments: [("1x", "i"), ("readonly", "i"), ("x", "1i"), ("x", "readonly")])
    func `a bad item or index is an error before any round`(item: String, index: String) throws {
        let (heard, chart) = try run([
            .forEach(item: item, index: index, in: .literal([1]), do: [note("body")]), note("after"),
        ])
        #expect(heard.isEmpty)
        #expect(chart.errors.count == 1)
    }

    @Test(arguments: ["1", "'text'", "null", "unknown", "nothing"])
    func `what is not a list is an error`(source: String) throws {
        let (heard, chart) = try run([
            .forEach(item: "x", index: nil, in: v(source), do: [note("body")]), note("after"),
        ])
        #expect(heard.isEmpty)
        #expect(chart.errors.count == 1)
    }

    @Test
    func `an error in a round ends the rounds and the block`() throws {
        let body: [Action] = [
            note(valueOf: "x"), .choose(e("x == 2"), then: [.fail("stop")], else: []), note("ok"),
        ]
        let (heard, chart) = try run([
            .forEach(item: "x", index: nil, in: .literal([1, 2, 3]), do: body), note("after"),
        ])
        #expect(heard == "1 ok 2")
        #expect(chart.errors.count == 1)
    }

    @Test
    func `loops may nest`() throws {
        let inner = Action.forEach(item: "y", index: nil, in: v("x"), do: [note(valueOf: "y")])
        let (heard, _) = try run([.forEach(item: "x", index: nil, in: v("[[1,2],[3]]"), do: [inner])])
        #expect(heard == "1 2 3")
    }

    // MARK: effects that the chart does not know

    @Test
    func `perform hands on its arguments evaluated, in their order`() throws {
        let (_, chart) = try run(
            [.perform("notify", arguments: [("to", .literal("head")), ("count", v("x"))]), set("x", "2")],
            vars: "x=1"
        )
        #expect(chart.effects == [.perform("notify", arguments: ValueMap([("to", "head"), ("count", 1)]))])
    }

    @Test
    func `perform with a failing argument is not performed`() throws {
        let (_, chart) = try run([.perform("notify", arguments: [("to", v("nothing"))])])
        #expect(chart.effects.isEmpty)
        #expect(chart.errors.count == 1)
    }

    @Test
    func `effects keep the order of the actions across states`() throws {
        let act = { (name: String) in Action.perform(name, arguments: []) }
        var chart = try Dialogue([
            state("a", [on("go", to: "b", do: [act("two")])], exit: [act("one")]),
            state("b", entry: [act("three")]),
        ])
        chart.say("go")
        let empty = ValueMap()
        #expect(
            chart.effects == [
                .perform("one", arguments: empty), .perform("two", arguments: empty),
                .perform("three", arguments: empty),
            ]
        )
    }

    // MARK: start

    @Test
    func `start is an effect with its payload, and makes the name a recipient`() throws {
        var chart = try Dialogue(
            [
                state(
                    "a",
                    [
                        on(
                            "go",
                            do: [
                                .start(
                                    name: .literal("support"),
                                    workflow: v("kind"),
                                    payload: .fields([("victim", .literal("lin"))])
                                ),
                                send("hello", to: .child("support")),
                            ]
                        )
                    ]
                )
            ],
            vars: "kind='support-item'"
        )
        chart.say("go")
        #expect(
            chart.effects == [
                .start(name: "support", workflow: "support-item", payload: ["victim": "lin"]),
                .send(Event("hello"), to: .child("support")),
            ]
        )
        #expect(chart.interpreter.snapshot.children == ["support"])
    }

    @Test
    func `the end of a started case comes as an external event, after which it is no recipient`() throws {
        var chart = try Dialogue([
            state(
                "a",
                [
                    on("done.case.item", do: [note(valueOf: "event.data"), send("x", to: .child("item"))]),
                    on("error.execution", do: [note("error")]),
                ],
                entry: [.start(name: .literal("item"), workflow: .literal("w"), payload: .none)]
            )
        ])
        #expect(chart.say("done.case.item", 5) == "5 error")
        #expect(chart.errors.map(\.message) == ["no started case 'item'"])
        #expect(chart.interpreter.snapshot.children.isEmpty)
    }

    @Test
    func `of two cases started under one name the end of one leaves the other reachable`() throws {
        let start = Action.start(name: .literal("item"), workflow: .literal("w"), payload: .none)
        var chart = try Dialogue([
            state("a", [on("x", do: [send("y", to: .child("item"))])], entry: [start, start])
        ])
        chart.say("done.case.item")
        chart.say("x")
        #expect(chart.errors.isEmpty)
        chart.say("done.case.item")
        chart.say("x")
        #expect(chart.errors.count == 1)
    }

    @Test(arguments: ["1", "''", "nothing"])
    func `start needs a name and a workflow that are texts`(source: String) throws {
        let good = Operand.literal("good")
        for action in [
            Action.start(name: v(source), workflow: good, payload: .none),
            Action.start(name: good, workflow: v(source), payload: .none),
            Action.start(name: good, workflow: good, payload: .value(v("nothing"))),
        ] {
            let (_, chart) = try run([action, note("never")])
            #expect(chart.effects.isEmpty)
            #expect(chart.errors.count == 1)
            #expect(chart.interpreter.snapshot.children.isEmpty)
        }
    }
}
