import Statechart
import Testing
import Values

@Suite
struct SnapshotTests {
    private func chart() throws -> Chart {
        try Chart(
            ChartDefinition(states: [
                parallel(
                    "p",
                    [on("out", to: "away")],
                    [
                        state("x", [deep("h"), state("x1", [on("go", to: "x2")]), state("x2")]),
                        state("y", [state("y1", [on("later", to: "y2")]), state("y2")]),
                    ]
                ),
                state("away", [on("back", to: "h")], entry: [send("later", after: "9s", id: "i")]),
            ])
        )
    }

    private func wake(_ snapshot: ChartSnapshot) throws -> Interpreter<ToyModel> {
        try Interpreter(chart(), model: ToyModel(), snapshot: snapshot, now: Instant(seconds: 0))
    }

    @Test
    func `a new chart has an empty snapshot and waits for its start`() throws {
        var interpreter = try wake(ChartSnapshot())
        #expect(interpreter.snapshot == ChartSnapshot())
        #expect(interpreter.deliver(Event("go")).status == .new)
        #expect(interpreter.snapshot.configuration.isEmpty)
    }

    @Test
    func `a snapshot holds configuration, history and what waits, and wakes to the same`() throws {
        var interpreter = try wake(ChartSnapshot())
        _ = interpreter.start()
        _ = interpreter.deliver(Event("go"))
        _ = interpreter.deliver(Event("out"))
        let snapshot = interpreter.snapshot
        let event = Event("later", sendID: "i", origin: "self", originType: "case")
        #expect(
            snapshot
                == ChartSnapshot(
                    configuration: ["away"],
                    history: ["h": ["x2"]],
                    pending: [PendingSend(event, to: .itself, due: Instant(seconds: 9), isDelayed: true)],
                    status: .running
                )
        )
        var woken = try wake(snapshot)
        #expect(woken.snapshot == snapshot)
        _ = woken.deliver(Event("back"))
        #expect(woken.snapshot.configuration == ["p", "x", "x2", "y", "y1"])
        woken.now = Instant(seconds: 9)
        _ = woken.deliverDue()
        #expect(woken.snapshot.configuration == ["p", "x", "x2", "y", "y2"])
    }

    @Test
    func `starting twice does nothing the second time`() throws {
        var interpreter = try wake(ChartSnapshot())
        _ = interpreter.start()
        let before = interpreter.snapshot
        #expect(interpreter.start().microsteps.isEmpty)
        #expect(interpreter.snapshot == before)
    }

    @Test(
        arguments: [
            ["p"], ["x1"], ["p", "x", "x1"], ["p", "x", "x1", "x2", "y", "y1"], ["p", "x", "y", "y1"],
            ["p", "x", "x1", "y", "y1", "away"], ["x", "x1", "y", "y1"], [],
        ]
    )
    func `states that cannot be active together do not wake`(configuration: [String]) throws {
        let snapshot = ChartSnapshot(configuration: configuration, status: .running)
        let error = #expect(throws: ChartProblems.self) { try wake(snapshot) }
        #expect(error?.problems.map(\.kind) == [.illegalConfiguration])
    }

    @Test
    func `states that the chart does not have do not wake`() throws {
        let snapshot = ChartSnapshot(configuration: ["old"], history: ["x": ["x1"]], status: .running)
        let error = #expect(throws: ChartProblems.self) { try wake(snapshot) }
        #expect(error?.problems.map(\.kind) == [.unknownState("old"), .unknownState("x")])
    }

    @Test
    func `the order of ids in a snapshot does not matter`() throws {
        let interpreter = try wake(
            ChartSnapshot(configuration: ["y1", "y", "x2", "x", "p"], status: .running)
        )
        #expect(interpreter.snapshot.configuration == ["p", "x", "x2", "y", "y1"])
    }

    @Test
    func `ended and faulted charts wake as they are`() throws {
        for status in [ChartStatus.ended(5), .faulted("reason")] {
            var interpreter = try wake(ChartSnapshot(configuration: ["away"], status: status))
            #expect(interpreter.deliver(Event("back")).status == status)
            #expect(interpreter.snapshot.configuration == ["away"])
        }
    }
}
