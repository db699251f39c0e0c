import Testing

@testable import WorkflowFiles

/// One mistake in a file, what stands beside it, and what is found.
struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let part: String
    let found: [String]

    init(_ name: String, _ part: String, _ found: String...) {
        self.name = name
        self.part = part
        self.found = found
    }

    var testDescription: String { name }
}

@Suite("Mistakes in a workflow file")
struct WorkflowFindingsTests {
    @Test("keys", arguments: misspelt) func keys(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let misspelt = [
        Mistake("nothing wrong", Probe.states),
        Mistake("an unknown key", Probe.states + "statess: {}\n", "8:1 error unknown-key"),
        Mistake("no states", "", "1:1 error missing-key"),
        Mistake("states that are no map", "states: [a]\n", "6:9 error wrong-type"),
        Mistake(
            "a state's unknown key",
            "states:\n  a: {titel: {zh-Hant: 甲, en: A}, closed: true}\n",
            "7:3 error missing-text",
            "7:7 error unknown-key"
        ),
        Mistake("no title", "states:\n  a: {closed: true}\n", "7:3 error missing-text"),
        Mistake("no Chinese", "states:\n  a: {title: {en: A}, closed: true}\n", "7:14 error missing-text"),
        Mistake(
            "no English",
            "states:\n  a: {title: {zh-Hant: 甲}, closed: true}\n",
            "7:14 warning missing-english"
        ),
        Mistake(
            "a title that is a text",
            "states:\n  a: {title: A, closed: true}\n",
            "7:14 error wrong-type"
        ),
        Mistake(
            "a truth value that is none",
            "states:\n  a: {title: {zh-Hant: 甲, en: A}, closed: yes}\n",
            "7:3 error no-end",
            "7:43 error wrong-type"
        ),
        Mistake(
            "a bad name of a state",
            "states:\n  a b: {title: {zh-Hant: 甲, en: A}, closed: true}\n",
            "7:3 error bad-name"
        ),
        Mistake(
            "an unknown type of state",
            Probe.states + "  b: {title: {zh-Hant: 乙, en: B}, type: paralel}\n",
            "8:3 error unreachable",
            "8:41 error bad-value"
        ),
        Mistake("an unknown action", chart("entry: [{notfy: x}]"), "9:14 error unknown-key"),
        Mistake(
            "an action's unknown key",
            chart("entry: [{send: x, too: parent}]"),
            "9:23 error unknown-key"
        ),
        Mistake(
            "an action without its parts",
            chart("entry: [{foreach: x}]"),
            "9:13 error missing-key",
            "9:13 error missing-key"
        ),
        Mistake("an action that is a text", chart("entry: [notify]"), "9:13 error wrong-type"),
        Mistake("a list where a value goes", chart("entry: [{set: {n: [1]}}]"), "9:23 error wrong-type"),
        Mistake(
            "an unknown language",
            "states:\n  a: {title: {zh-Hant: 甲, en: A, ja: B}, closed: true}\n",
            "7:34 error unknown-key"
        ),
    ]

    @Test("names", arguments: misnamed) func names(mistake: Mistake) {
        #expect(Probe.check(mistake.part) == mistake.found)
    }

    static let misnamed = [
        Mistake(
            "an unknown target",
            chart("on: {x: {to: bb, title: \(text), by: [worker]}}"),
            "9:18 error unknown-name"
        ),
        Mistake(
            "an unknown default",
            "initial: b\n" + Probe.states,
            "6:10 error unknown-name",
            "8:3 error unreachable",
            "8:3 error no-end"
        ),
        Mistake(
            "a role in by",
            chart("on: {x: {title: \(text), by: [worker, wrker]}}"),
            "9:55 error unknown-name"
        ),
        Mistake("a role of open", "access: [head, boss]\n" + Probe.states, "6:16 error unknown-name"),
        Mistake(
            "an asked field",
            chart("on: {x: {title: \(text), by: [worker], asks: [m!]}}"),
            "9:63 error unknown-name"
        ),
        Mistake("a clause of a state", chart("clauses: [K-1, K-9]"), "9:20 error unknown-clause"),
        Mistake("a clause of the file", "clauses: [X-1]\n" + Probe.states, "6:11 error unknown-clause"),
        Mistake("a notice", chart("entry: {notify: told}"), "9:21 error unknown-name"),
        Mistake("a started case", chart("entry: {send: x, to: child}"), "9:26 error unknown-name"),
        Mistake("a datum", chart("entry: {set: {m: 1}}"), "9:19 error unknown-name"),
        Mistake(
            "what meets a deadline",
            chart("deadlines: {d: {title: \(text), within: 1d, met: go, tell: [head]}}"),
            "9:66 error unknown-name"
        ),
        Mistake(
            "whom a deadline tells",
            chart("deadlines: {d: {title: \(text), within: 1d, met: {when: n == 1}, tell: [x]}}"),
            "9:89 error unknown-name"
        ),
        Mistake(
            "a state in inState",
            chart("always: {when: inState('b') && n == 1}"),
            "9:29 error expression"
        ),
        Mistake(
            "a field twice",
            chart("entry: {set: {m: 1}}", fields: "n: {type: integer, label: \(text)}"),
            "9:19 error unknown-name",
            "10:8 error duplicate-name",
            "12:3 warning unused"
        ),
        Mistake(
            "a state twice",
            Probe.states + "  b: {title: \(text), states: {a: {title: \(text)}}}\n",
            "8:44 error duplicate-name"
        ),
        Mistake(
            "a relation's field",
            Probe.states + "relations: {r: {field: x, title: \(text)}}\n",
            "8:24 error unknown-name"
        ),
        Mistake(
            "a relation to no person",
            chart(
                "entry: {set: {m: 1}}",
                fields: "m: {type: integer, label: \(text)}\nrelations: {r: {field: m, title: \(text)}}"
            ),
            "13:24 error wrong-type"
        ),
        Mistake(
            "a place that is none",
            chart(
                "entry: {set: {m: 1}}",
                fields:
                    "m: {type: integer, label: \(text)}\noccurrences: {o: {when: m > 1, day: \"'x'\", at: [m, p]}}"
            ),
            "13:49 error wrong-type",
            "13:52 error unknown-name"
        ),
        Mistake(
            "a fact of no kind",
            chart("entry: {set: {n: 1}}") + "facts: {f: {occurrences: o, around: \"'x'\", at: []}}\n",
            "11:26 error unknown-name"
        ),
        Mistake(
            "a reserved field",
            chart("entry: {set: {n: 1}}", fields: "now: {type: date, label: \(text)}"),
            "12:3 error bad-name",
            "12:3 warning unused"
        ),
        Mistake("a datum with a hyphen", Probe.states + "data: {a-b: 1}\n", "8:8 error bad-name"),
        Mistake(
            "a period",
            chart("deadlines: {d: {title: \(text), within: soon, met: {when: n == 1}, tell: [head]}}"),
            "9:57 error bad-value"
        ),
        Mistake(
            "a reminder",
            chart(
                "deadlines: {d: {title: \(text), within: 1d, met: {when: n == 1}, remind: [x], tell: [head]}}"
            ),
            "9:91 error bad-value"
        ),
        Mistake(
            "a field's type",
            chart("entry: {set: {n: 1}}", fields: "m: {type: int, label: \(text)}"),
            "12:13 error bad-value"
        ),
        Mistake(
            "a key of another type",
            chart("entry: {set: {m: true}}", fields: "m: {type: boolean, minimum: 1, label: \(text)}"),
            "12:22 error unknown-key"
        ),
        Mistake(
            "bounds the wrong way round",
            chart(
                "entry: {set: {m: 1}}",
                fields: "m: {type: integer, minimum: 5, maximum: 1, label: \(text)}"
            ),
            "12:43 error bad-value"
        ),
        Mistake(
            "a choice of nothing",
            chart("entry: {set: {m: \"'x'\"}}", fields: "m: {type: choice, label: \(text)}"),
            "12:6 error missing-key"
        ),
        Mistake(
            "a list of nothing",
            chart("entry: {set: {n: 1}}", fields: "m: {type: list, label: \(text)}"),
            "12:6 error missing-key"
        ),
        Mistake(
            "an include that is not there",
            "include: [shared/x.yaml]\n" + Probe.states,
            "6:11 error unknown-file"
        ),
    ]

    @Test(
        "a number needs one serial",
        arguments: [
            "危", "{serial:0}", "{serial:x}", "{serial:2}{serial:2}", "{unt}-{serial:4}", "{serial:4",
            "a}{serial:4}",
        ]
    )
    func numbers(pattern: String) {
        let text = Probe.head.replacing("{serial:4}", with: pattern) + Probe.states
        #expect(Probe.lines(text) == ["3:9 error bad-value"])
    }

    private static let text = "{zh-Hant: 字, en: T}"

    /// A chart whose only state has one more line, the ninth of the file from column 5.
    static func chart(_ line: String) -> String {
        "states:\n  a:\n    {title: {zh-Hant: 甲, en: A}, closed: true,\n    \(line)}\ndata: {n: 0}\n"
    }

    /// The same with fields in the line after it.
    static func chart(_ line: String, fields: String) -> String { chart(line) + "fields:\n  \(fields)\n" }
}
