import Testing
import Values

@testable import WorkflowFiles

@Suite("Which states can be reached")
struct StateTreeTests {
    private func tree(_ text: String) throws -> StateTree {
        let root = try YAMLDocument.read(Array(("chart: c\n" + text).utf8), path: "c.yaml")
        let reader = FileReader(isBare: true)
        let keyed = try #require(reader.map(root, .chart))
        #expect(reader.findings == [])
        return StateTree(reader.chart(keyed))
    }

    @Test(
        "from the default entry by transitions, whatever their conditions",
        arguments: [
            ("states: {a: {}, b: {}}", "a"),
            ("states: {a: {on: {e: b}}, b: {}, c: {}}", "a b"),
            ("states: {a: {always: {when: 1 > 2, to: b}}, b: {on: {e: c}}, c: {}}", "a b c"),
            ("initial: b\nstates: {a: {}, b: {}}", "b"),
            ("states: {a: {states: {b: {}, c: {}}}}", "a b"),
            ("states: {a: {initial: c, states: {b: {}, c: {}}}}", "a c"),
            ("states: {a: {type: parallel, states: {b: {states: {c: {}, d: {}}}, e: {}}}}", "a b c e"),
            (
                "states: {a: {on: {e: d}}, b: {type: parallel, states: {c: {states: {d: {}}}, f: {}}}}",
                "a b c d f"
            ),
            (
                "states: {a: {on: {e: h}}, b: {states: {c: {}, h: {type: history, initial: d}, d: {}}}}",
                "a b c d h"
            ),
            ("states: {a: {states: {h: {type: history}, b: {}}}}", "a b"),
            ("states: {a: {type: final, on: {e: b}}, b: {}}", "a"),
            ("states: {a: {on: {e: [b, c]}}, b: {}, c: {}}", "a b c"),
        ]
    )
    func reached(text: String, states: String) throws {
        #expect(try tree(text).reachable.sorted() == states.split(separator: " ").map(String.init))
    }

    @Test(
        "leaves entered by default",
        arguments: [
            ("states: {a: {}}", "a", ["a"]),
            ("states: {a: {states: {b: {states: {c: {}}}}}}", "a", ["c"]),
            ("states: {a: {type: parallel, states: {b: {}, c: {states: {d: {}}}}}}", "a", ["b", "d"]),
            ("states: {a: {initial: c, states: {b: {}, c: {}}}}", "a", ["c"]),
            ("states: {a: {}}", "nowhere", []),
        ]
    )
    func leaves(text: String, state: String, leaves: [String]) throws {
        #expect(try tree(text).leaves(of: state) == leaves)
    }

    @Test func `a default that leads back to its own state does not hang the check`() throws {
        let tree = try tree("states: {a: {initial: a, states: {b: {}}}}")
        #expect(tree.leaves(of: "a") == [])
        #expect(tree.reachable == ["a"])
    }

    @Test func `the lineage goes from the inside out`() throws {
        let tree = try tree("states: {a: {states: {b: {states: {c: {}}}}}}")
        #expect(tree.lineage(of: "c").map(\.id.text) == ["c", "b", "a"])
        #expect(tree.lineage(of: "x").map(\.id.text) == [])
    }
}
