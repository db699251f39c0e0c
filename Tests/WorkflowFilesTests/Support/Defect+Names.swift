extension Defect {
    /// Names that nothing declares, and expressions.
    static let names: [Defect] = [
        Defect(
            .workflow,
            "a target",
            "to: b",
            "to: bb",
            "22:3 error no-end",
            "33:13 error unknown-name",
            "34:3 error unreachable"
        ),
        Defect(.workflow, "a role", "by: [head]", "by: [boss]", "30:14 error unknown-name"),
        Defect(
            .workflow,
            "an asked field",
            "asks: [result!]",
            "asks: [resutl!]",
            "31:16 error unknown-name",
            "32:27 error unfilled-field"
        ),
        Defect(
            .workflow,
            "a notice",
            "{notify: told}",
            "{notify: tld}",
            "15:3 warning unused",
            "24:22 error unknown-name"
        ),
        Defect(.workflow, "the relation's field", "{field: owner", "{field: ower", "9:18 error unknown-name"),
        Defect(.workflow, "what meets", "met: go", "met: gone", "26:59 error unknown-name"),
        Defect(
            .workflow,
            "who hears of a miss",
            "tell: [head]}\n    on",
            "tell: [hed]}\n    on",
            "26:70 error unknown-name"
        ),
        Defect(
            .workflow,
            "a default",
            "initial: a",
            "initial: x",
            "20:10 error unknown-name",
            "22:3 error unreachable",
            "22:3 error no-end",
            "34:3 error unreachable"
        ),
        Defect(
            .workflow,
            "who may see cases",
            "initial: a",
            "access: [boss]\ninitial: a",
            "20:10 error unknown-name"
        ),
        Defect(
            .workflow,
            "a case that is not started",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {send: x, to: child}]",
            "24:43 error unknown-name"
        ),
        Defect(
            .workflow,
            "what a set assigns to",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {set: {cont: 1}}]",
            "24:36 error unknown-name"
        ),
        Defect(
            .shared,
            "who reads a field",
            "readers: [head]",
            "readers: [boss]",
            "11:66 error unknown-name"
        ),
        Defect(
            .shared,
            "where an occurrence is",
            "day: day, at: [place]}\nfacts",
            "day: day, at: [plce]}\nfacts",
            "15:47 error unknown-name"
        ),
        Defect(
            .shared,
            "what a fact counts",
            "{occurrences: injury",
            "{occurrences: injry",
            "17:23 error unknown-name"
        ),
        Defect(.shared, "who is told", "tell: [head]", "tell: [boss]", "19:17 error unknown-name"),
        Defect(.workflow, "a clause", "clause: K-2", "clause: K-9", "32:81 error unknown-clause"),
        Defect(
            .workflow,
            "a clause of the file",
            "clauses: [K-1]",
            "clauses: [K-7]",
            "4:11 error unknown-clause"
        ),
        Defect(
            .shared,
            "a clause of a shared file",
            "clauses: [K-2]",
            "clauses: [K-22]",
            "2:11 error unknown-clause"
        ),
        Defect(.shared, "a clause of a notice", "clause: K-1", "clause: K1", "19:63 error unknown-clause"),
        Defect(
            .workflow,
            "an include",
            "initial: a",
            "include: [shared/x.yaml]\ninitial: a",
            "20:11 error unknown-file"
        ),
        Defect(.regions, "another include", "shared/s.yaml", "shared/t.yaml", "4:11 error unknown-file"),
        Defect(.workflow, "a name in an expression", "size(result)", "size(reslt)", "32:32 error expression"),
        Defect(
            .workflow,
            "a type in an expression",
            "size(result) > 0",
            "size(result)",
            "32:27 error expression"
        ),
        Defect(.workflow, "two types compared", "size(result) > 0", "result > 0", "32:34 error expression"),
        Defect(.workflow, "a function", "size(result) > 0", "length(result) > 0", "32:27 error expression"),
        Defect(
            .workflow,
            "an expression cut short",
            "size(result) > 0",
            "size(result) >",
            "32:41 error expression"
        ),
        Defect(
            .workflow,
            "an expression nested too deep",
            "size(result) > 0",
            "NEST",
            "32:147 error expression"
        ),
        Defect(
            .workflow,
            "a set of the wrong type",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {set: {count: \"'x'\"}}]",
            "24:44 error expression"
        ),
        Defect(
            .workflow,
            "a figure that no profile has",
            "size(result) > 0",
            "size(result) > profile.most",
            "32:50 error expression"
        ),
        Defect(
            .workflow,
            "a fact that is not declared",
            "size(result) > 0",
            "size(facts.near) > 0",
            "32:38 error expression"
        ),
        Defect(
            .workflow,
            "a start that is no instant",
            "within: 1d",
            "within: 1d, from: count",
            "26:60 error expression"
        ),
        Defect(
            .regions,
            "a condition in a region",
            "r1: {title",
            "r1: {always: {when: nn > 1, to: r2}, title",
            "25:31 error expression"
        ),
        Defect(.shared, "a condition of an occurrence", "yes && n > 0", "yes && n", "15:25 error expression"),
        Defect(.shared, "a day of a fact", "around: day", "around: n", "17:39 error expression"),
        Defect(.chart, "a condition of a chart", "rounds < 3", "rounds <", "12:42 warning expression"),
        Defect(.chart, "a name in a chart", "rounds < 3", "round < 3", "12:34 warning expression"),
        Defect(
            .workflow,
            "a role and a relation of one name",
            "  owner: {field",
            "  head: {field",
            "9:3 error duplicate-name"
        ),
        Defect(
            .workflow,
            "a datum with the name of a field",
            "initial: a",
            "data: {count: 1}\ninitial: a",
            "20:8 error duplicate-name"
        ),
        Defect(
            .workflow,
            "a state twice",
            "closed: true",
            "closed: true\n    states: {a: {=;}}",
            "37:14 error duplicate-name"
        ),
        Defect(
            .regions,
            "a field twice, here and in the shared file",
            "data: {tries: 0}",
            "data: {tries: 0, n: 0}",
            "6:18 error duplicate-name"
        ),
        Defect(
            .calendar,
            "a holiday twice",
            "2026-10-09",
            "2026-01-01",
            "5:11 error bad-value",
            "9:5 error duplicate-name"
        ),
        Defect(
            .workflow,
            "a deadline twice",
            "closed: true",
            "closed: true\n    deadlines:\n      d: {=;, within: 1d, met: go, tell: [head]}",
            "38:7 error duplicate-name"
        ),
    ]
}
