import Testing
import Values

@testable import WorkflowFiles

@Suite("How a finding is shown to be one")
struct CounterexampleTests {
    private static let stuck = Sketch(
        "stuck",
        """
        fields:
          yes: {type: boolean, label: {zh-Hant: 是, en: Yes}}
          count: {type: integer, minimum: 0, label: {zh-Hant: 數, en: Count}}
        states:
          a: {=;, on: {go: {!;, asks: [yes!, count!], to: b}}}
          b: {=;, on: {end: {!;, when: yes && count > 3, to: c}}}
          c: {=;, closed: true}
        """
    )

    private func finding() throws -> Finding {
        let found = Probe.findings(Probe.head + CounterexampleTests.stuck.part)
        #expect(found.map(\.code) == [.deadlock])
        return try #require(found.first)
    }

    @Test func `the steps and what is assumed are named`() throws {
        let example = try #require(try finding().counterexample)
        #expect(example.steps == ["open", "go"])
        #expect(example.assumed == ["!(yes)"])
    }

    @Test func `the rehearsal has the values that lead there`() throws {
        let text = try #require(try finding().counterexample?.rehearsal)
        #expect(
            text == """
                rehearsal: how a case comes to b
                profile: kaohsiung
                at: 2022-01-17T09:00+08:00
                given:
                  units: {desk: {name: 示範單位}}
                  people: {p1: {name: 林示例, role: worker, unit: desk}}
                steps:
                  - do: {open: t, as: a, by: p1}
                  - do: {action: go, case: a, by: p1, with: {yes: false, count: 2}}
                  - expect: {case: a, in: [b]}

                """
        )
        let root = try YAMLDocument.read(Array(text.utf8), path: "r.yaml")
        #expect(FileKind(root) == .rehearsal)
    }

    @Test func `the report shows it under the finding, and to programs`() throws {
        let files = ["t.yaml": Array((Probe.head + CounterexampleTests.stuck.part).utf8)]
        let report = CheckReport(checking: files)
        #expect(report.text(in: .en).contains("\n    steps: open → go\n    assuming: !(yes)\n"))
        #expect(report.text(in: .zhHant).contains("\n    過程：open → go\n    假設：!(yes)\n"))
        let example = try Value(json: report.json)["findings"]?.elements?.first?["counterexample"]
        #expect(example?["steps"] == ["open", "go"])
        #expect(example?["assumed"] == ["!(yes)"])
    }

    @Test(
        "what goes wrong in a chart is found at its place",
        arguments: [
            Sketch(
                "a state that no way leads out of",
                "states:\n  a: {=;, on: {x: {!;, to: b}, y: {!;, to: c}}}\n  b: {=;}\n  c: {=;, closed: true}",
                "8:3 error stranded"
            ),
            Sketch(
                "regions that wait for each other",
                "states:\n  p: {=;, type: parallel, on: {done.state.p: e}, states: {l: {=;, states: {a: {=;, always: {when: \"inState('d')\", to: b}}, b: {=;, type: final}}}, r: {=;, states: {c: {=;, always: {when: \"inState('b')\", to: d}}, d: {=;, type: final}}}}}\n  e: {=;, closed: true}",
                "7:3 error no-end",
                "7:56 warning never-taken",
                "7:164 error shadowed",
                "7:196 error unreachable",
                "7:325 error shadowed",
                "7:357 error unreachable",
                "8:3 error unreachable"
            ),
            Sketch(
                "a circle through a raised event",
                "states:\n  a: {=;, closed: true, entry: [{raise: x}], on: {x: b}}\n  b: {=;, entry: [{raise: x}], on: {x: a}}",
                "7:75 error endless-loop"
            ),
            Sketch(
                "a circle with some data",
                Sketch.fields
                    + "states:\n  a: {=;, closed: true, on: {x: {!;, asks: [yes!, count, kind], to: b}}}\n  b: {=;, always: [{when: yes, to: c}, {to: a}]}\n  c: {=;, always: b}",
                "12:44 warning livelock"
            ),
            Sketch(
                "an action behind another of the same name",
                "states:\n  a: {=;, on: {x: [{!;, to: b}, {!;, to: a}]}}\n  b: {=;, closed: true}",
                "7:40 error shadowed"
            ),
            Sketch(
                "an order that nobody has chosen",
                "states:\n  p: {=;, type: parallel, states: {l: {=;, states: {a: {=;, on: {x: {!;, to: e}}}}}, r: {=;, states: {c: {=;, on: {x: {!;, to: f}}}}}}}\n  e: {=;, closed: true}\n  f: {=;, closed: true}",
                "7:274 warning conflict",
                "7:274 error shadowed",
                "9:3 error unreachable"
            ),
            Sketch(
                "a requirement that comes too early",
                "fields: {n: {type: integer, label: {zh-Hant: 數, en: N}}}\nstates:\n  a: {=;, on: {x: {!;, requires: [{that: n > 1, else: {zh-Hant: 否, en: No}}], to: b}}}\n  b: {=;, on: {y: {!;, asks: [n!], to: c}}}\n  c: {=;, closed: true}",
                "8:104 error unfilled-field"
            ),
        ]
    )
    func places(sketch: Sketch) {
        #expect(Set(Probe.check(sketch.part)) == Set(sketch.found))
    }

    @Test func `too many configurations are said to be too many, and nothing is made up`() throws {
        let regions = (0..<12).map { number in
            "r\(number): {=;, states: {a\(number): {=;, on: {x\(number): {!;, to: b\(number)}}}, b\(number): {=;}}}"
        }
        let part = Sketch(
            "many",
            "states:\n  p: {=;, type: parallel, on: {stop: {!;, to: e}}, states: {\(regions.joined(separator: ", "))}}\n  e: {=;, closed: true}"
        ).part
        let files = FileSet(["t.yaml": Array((Probe.head + part).utf8)])
        let draft = try #require(files.parts(of: "t.yaml")?.draft)
        let exploration = try #require(Exploration(draft, EventWorld(files), bound: 100))
        #expect(!exploration.graph.isComplete)
        let found = ChartCheck(draft, EventWorld(files), [exploration]).findings()
        #expect(found.map(\.code) == [.boundReached])
    }
}
