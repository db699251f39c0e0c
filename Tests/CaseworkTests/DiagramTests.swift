import Casework
import CaseworkSamples
import Statechart
import Testing
import Values

@Suite struct `A chart drawn` {
    /// A bit of everything that a drawing shows.
    private static func diagram(in language: Language = .en) throws -> Diagram {
        let chart = try Chart(
            ChartDefinition(
                initial: InitialDefinition(["work"]),
                states: [
                    StateDefinition(
                        "work",
                        transitions: [
                            TransitionDefinition(on: ["note"]), TransitionDefinition(on: ["skip"], to: ["b"]),
                            TransitionDefinition(to: ["over"]),
                        ],
                        children: [
                            StateDefinition(
                                "a",
                                transitions: [TransitionDefinition(on: ["go", "run"], to: ["b"])]
                            ),
                            StateDefinition("b"),
                            StateDefinition(
                                "before",
                                kind: .shallowHistory,
                                initial: InitialDefinition(["b"])
                            ),
                        ]
                    ),
                    StateDefinition(
                        "both",
                        kind: .parallel,
                        transitions: [TransitionDefinition(on: ["again"], to: ["before"])],
                        children: [StateDefinition("left"), StateDefinition("right")]
                    ),
                    StateDefinition("over", kind: .final),
                ]
            )
        )
        return Diagram(chart, named: "sample", expressions: [], in: language)
    }

    @Test func `is a tree of lines`() throws {
        let text = try Self.diagram().text
        let tree = """
            ├─ ▶ work
            │  │  ↺ note
            │  │  → skip → b
            │  │  → by itself → over
            │  ├─ ▶ a
            │  │     → go, run go run → b
            │  ├─ b
            │  └─ ↶ before
            │        → b
            ├─ ∥ both
            │  │  → again → before
            │  ├─ left
            │  └─ right
            └─ ■ over

            """
        #expect(text.hasPrefix("sample\n▶ first"))
        #expect(text.hasSuffix("\n\n" + tree))
    }

    @Test func `speaks Chinese where asked`() throws {
        let text = try Self.diagram(in: .zhHant).text
        #expect(text.contains("→ 自動 → over"))
        #expect(text.contains("◉ 結案"))
    }

    @Test func `is a Mermaid flowchart whose arrows cross frames`() throws {
        let mermaid = try Self.diagram().mermaid
        #expect(mermaid.contains("flowchart TB\n    subgraph s1[\"work<br/>↺ note\"]\n        s2(\"a\")"))
        #expect(mermaid.contains("    s1 -->|\"skip\"| s3\n"))
        #expect(mermaid.contains("    s5 -->|\"again\"| s4\n"))
        #expect(mermaid.contains("    start((\" \")) --> s1\n"))
        #expect(!mermaid.contains("s5_start"), "every region of a parallel state is entered")
    }

    @Test func `cuts the arrows of frames at the frame`() throws {
        let graph = try Self.diagram().graphviz
        #expect(graph.contains("subgraph \"cluster_work\""))
        #expect(graph.contains("\"before\" -> \"over\" [") && graph.contains("ltail=\"cluster_work\""))
        #expect(graph.contains("\"in work\" -> \"b\""), "from a frame to what it holds")
        #expect(graph.contains("\"right\" -> \"before\"") && graph.contains("ltail=\"cluster_both\""))
    }

    @Test func `shows a workflow's titles, deadlines and closed states`() {
        let diagram = Diagram(Sample.workflow, in: .zhHant)
        let titles = Sample.workflow.states.values.map { $0.title.zhHant }
        #expect(titles.allSatisfy { diagram.text.contains($0) })
        #expect(Sample.workflow.deadlines.allSatisfy { diagram.text.contains("◷ \($0.title.zhHant)") })
        #expect(diagram.text.contains("◉ "))
        #expect(diagram.graphviz.contains("peripheries=2"))
    }

    @Test func `is the same every time`() throws {
        let (first, second) = (try Self.diagram(), try Self.diagram())
        #expect(first == second)
        #expect(first.graphviz == second.graphviz)
        #expect(first.mermaid == second.mermaid)
    }

    @Test(arguments: [
        ("a\"b", "a#quot;b", "a&quot;b"), ("<script>", "#lt;script#gt;", "&lt;script&gt;"),
        ("甲&乙", "甲&乙", "甲&amp;乙"), ("x#1", "x#35;1", "x#1"),
    ])
    func `keeps what a title holds from being read as markup`(title: String, mermaid: String, graph: String)
        throws
    {
        let chart = try Chart(
            ChartDefinition(states: [
                StateDefinition("s", transitions: [TransitionDefinition(on: ["e"], to: ["t"])]),
                StateDefinition("t"),
            ])
        )
        let sample = Sample.workflow
        let workflow = Workflow(
            name: "hostile",
            bundleHash: "",
            title: LocalizedText(zhHant: title, en: title),
            numberPattern: sample.numberPattern,
            fields: [],
            relations: [],
            roles: [:],
            occurrences: [],
            facts: [],
            opening: sample.opening,
            chart: chart,
            rules: [TransitionRule(event: "e", title: LocalizedText(zhHant: title, en: title))],
            states: [
                "s": StateRule(
                    id: "s",
                    title: LocalizedText(zhHant: title, en: title),
                    isClosed: false,
                    isTrack: false,
                    clauses: []
                )
            ],
            deadlines: [],
            notices: [:],
            expressions: [],
            profile: sample.profile,
            clauses: [:]
        )
        let diagram = Diagram(workflow, in: .zhHant)
        #expect(diagram.mermaid.contains("s1(\"\(mermaid)\")"))
        #expect(diagram.mermaid.contains("|\"\(mermaid)\"|"))
        #expect(diagram.graphviz.contains(">\(graph)</FONT>"))
        #expect(diagram.text.contains(title))
    }
}
