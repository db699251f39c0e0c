import Testing

@testable import WorkflowFiles

@Suite("Regions that bear on nothing else are followed alone")
struct RegionSplitTests {
    /// Two regions with fields and a way out of both.
    private static func part(_ left: String, _ right: String, on: String = "stop: {!;, to: e}") -> String {
        Sketch(
            "",
            Sketch.fields
                + "data: {flag: false}\nstates:\n  p: {=;, type: parallel, on: {\(on)}, states: {l: {=;, states: {\(left)}}, "
                + "r: {=;, states: {\(right)}}}}\n  e: {=;, closed: true}"
        )
        .part
    }

    private func free(_ part: String) throws -> [String] {
        let files = FileSet(["t.yaml": Array((Probe.head + part).utf8)])
        let draft = try #require(files.parts(of: "t.yaml")?.draft)
        return RegionSplit(draft.chart).idle.sorted()
    }

    private static let left = "a: {=;, on: {x: {!;, to: b}}}, b: {=;}"
    private static let right = "c: {=;, on: {y: {!;, to: d}}}, d: {=;}"

    @Test func `regions with events of their own are free`() throws {
        #expect(try free(RegionSplitTests.part(RegionSplitTests.left, RegionSplitTests.right)) == ["l", "r"])
    }

    @Test(
        "what two regions share ties both",
        arguments: [
            ("an event", "x: {!;, to: d}"), ("all events", "'*': d"), ("a prefix", "x.more: {!;, to: d}"),
            ("a state asked about", "y: {!;, when: \"inState('b')\", to: d}"),
            ("a computed state", "y: {!;, when: inState(kind), to: d}"),
            ("a target", "y: {!;, to: b}"), ("a completion", "done.state.l: d"),
        ]
    )
    func tied(name: String, right: String) throws {
        let other = "c: {=;, on: {\(right)}}, d: {=;}"
        #expect(try free(RegionSplitTests.part(RegionSplitTests.left, other)) == [], "\(name)")
    }

    @Test(
        "data and raised events tie too",
        arguments: [
            ("x: {!;, asks: [yes!], to: b}", "y: {!;, when: yes, to: d}"),
            ("x: {!;, to: b, do: [{set: {flag: true}}]}", "y: {!;, when: flag, to: d}"),
            ("x: {!;, to: b, do: [{raise: ping}]}", "ping: d"),
            ("x: {!;, to: b, do: [{send: ping}]}", "ping: d"),
            ("x: {!;, to: b, do: [{send: '= kind'}]}", "ping: d"),
            ("x: {!;, to: b, do: [{send: own, after: 1s, id: i}]}", "y: {!;, to: d, do: [{cancel: i}]}"),
            ("x: {!;, to: b, do: [{start: k, workflow: t}]}", "done.case.k: d"),
            ("x: {!;, to: b}", "y: {!;, to: d, requires: [{that: yes, else: {zh-Hant: 否, en: No}}]}, x: c"),
        ]
    )
    func tiedByDoing(left: String, right: String) throws {
        let part = RegionSplitTests.part(
            "a: {=;, on: {\(left)}}, b: {=;}",
            "c: {=;, on: {\(right)}}, d: {=;}"
        )
        #expect(try free(part) == [])
    }

    @Test(
        "what a region shares with the outside ties it, and not the other",
        arguments: [
            ("x: {!;, to: e}", "stop: {!;, to: e}", ["r"]), ("x: {!;, to: b}", "x: {!;, to: e}", ["r"]),
            ("x: {!;, asks: [yes!], to: b}", "stop: {!;, when: yes, to: e}", ["r"]),
            ("x: {!;, to: b}", "stop: {!;, to: e}, back: {!;, to: b}", ["r"]),
            ("x: {!;, to: b}", "done.state.p: e", []), ("x: {!;, to: b}", "'*': e", []),
        ]
    )
    func outside(left: String, on: String, found: [String]) throws {
        let part = RegionSplitTests.part("a: {=;, on: {\(left)}}, b: {=;}", RegionSplitTests.right, on: on)
        #expect(try free(part) == found)
    }

    private static let many = (0..<12).map { region in
        let states = (0..<5).map { state in
            "s\(region)x\(state): {=;, on: {go\(region): {!;, to: s\(region)x\((state + 1) % 5)}}}"
        }
        return "r\(region): {=;, states: {\(states.joined(separator: ", "))}}"
    }

    @Test func `twelve regions of five states are looked at whole and quickly`() {
        let part =
            "states:\n  p: {=;, type: parallel, on: {stop: {!;, to: e}}, states: {"
            + RegionSplitTests.many.joined(separator: ", ") + "}}\n  e: {=;, closed: true}"
        #expect(Probe.check(Sketch("", part).part) == [])
    }

    @Test(
        "what is wrong in a free region, or in the rest, is found all the same",
        arguments: [
            ("c: {=;, on: {y: {!;, to: d}}}, d: {=;}, f: {=;}", "stop: {!;, to: e}", "unreachable"),
            ("c: {=;, on: {y: [{!;, to: d}, {!;, to: c}]}}, d: {=;}", "stop: {!;, to: e}", "shadowed"),
            ("c: {=;, on: {y: {!;, to: d}}}, d: {=;, always: d}", "stop: {!;, to: e}", "endless-loop"),
        ]
    )
    func faults(right: String, on: String, code: String) {
        let part = RegionSplitTests.part(RegionSplitTests.left, right, on: on)
        let found = Probe.check(part).filter { !$0.hasSuffix("unused") }
        #expect(found.count == 1 && found.first?.hasSuffix(code) == true, "\(found)")
    }
}
