extension Defect {
    /// What is wrong with a file as a file.
    static let file: [Defect] = [
        Defect(
            .workflow,
            "a workflow of more than a megabyte",
            "initial: a",
            "BIG\ninitial: a",
            "1:1 error too-large"
        ),
        Defect(
            .profile,
            "a profile of more than a megabyte",
            "versions:",
            "BIG\nversions:",
            "1:1 error too-large"
        ),
        Defect(
            .shared,
            "a shared file of more than a megabyte",
            "clauses:",
            "BIG\nclauses:",
            "1:1 error too-large"
        ),
        Defect(.chart, "a chart of more than a megabyte", "initial:", "BIG\ninitial:", "1:1 error too-large"),
        Defect(
            .workflow,
            "a workflow of too many states",
            "states:\n",
            "states:\nMANY",
            "10022:3 error too-large"
        ),
        Defect(
            .chart,
            "a chart of too many states",
            "states:\n  p:",
            "states:\nMANY  p:",
            "10005:3 error too-large"
        ),
        Defect(
            .chart,
            "a chart of too many states in several nests",
            "over: {type: final}",
            "over: {type: final}\nWIDE",
            "20:11751 error too-large"
        ),
        Defect(.workflow, "a byte that is no text", "initial: a", "initial: a\u{0}", "1:1 error encoding"),
        Defect(.register, "a register with a byte that is no text", "K-1", "K-1\u{0}", "1:1 error encoding"),
        Defect(.workflow, "a tab", "  b:\n", "\tb:\n", "34:1 error syntax"),
        Defect(.workflow, "a bracket that stays open", "by: [worker]", "by: [worker", "19:7 error syntax"),
        Defect(.workflow, "a colon in a plain text", "en: Reported}", "en: a: b}", "15:50 error syntax"),
        Defect(.profile, "a quote that stays open", "zh-Hant: 高雄市", "zh-Hant: \"高雄市", "2:18 error syntax"),
        Defect(
            .calendar,
            "a list that goes on as a map",
            "workdays: []",
            "- workdays: []",
            "10:1 error syntax"
        ),
        Defect(
            .chart,
            "a second document",
            "over: {type: final}",
            "over: {type: final}\n---\nx: 1",
            "19:1 error syntax"
        ),
        Defect(.workflow, "a form too deep", "asks: [owner!, count]", "asks: DEEP", "19:56 error too-deep"),
        Defect(.chart, "states too deep", "b1: {on", "b1: DEEP\n          b3: {on", "16:58 error too-deep"),
        Defect(.workflow, "an alias", "initial: a", "initial: *a", "20:10 error alias"),
        Defect(.shared, "an anchor", "field: lead", "field: &f lead", "7:17 error alias"),
        Defect(.workflow, "a tag", "initial: a", "initial: !x a", "20:10 error tag"),
        Defect(.calendar, "a tag of the language", "year: 115", "year: !!int 115", "1:7 error tag"),
        Defect(.workflow, "a key twice", "initial: a", "initial: a\ninitial: b", "21:1 error duplicate-key"),
        Defect(
            .chart,
            "a state twice in one place",
            "  over: {type: final}",
            "  over: {type: final}\n  over: {type: final}",
            "19:3 error duplicate-key"
        ),
        Defect(.register, "a clause twice", "  K-2:", "  K-1:", "5:3 error duplicate-key"),
        Defect(
            .profile,
            "a figure twice",
            "must: false",
            "must: false, must: true",
            "5:47 error duplicate-key"
        ),
    ]
}
