extension Defect {
    /// Values and names of the wrong sort.
    static let values: [Defect] = [
        Defect(
            .workflow,
            "a truth value",
            "closed: true",
            "closed: yes",
            "22:3 error no-end",
            "36:13 error wrong-type"
        ),
        Defect(
            .workflow,
            "a text for people as text",
            "title: {zh-Hant: 乙, en: B}",
            "title: 乙",
            "35:12 error wrong-type"
        ),
        Defect(
            .workflow,
            "roles as a list",
            "roles:\n  worker: {zh-Hant: 社工, en: Worker}\n  head: {zh-Hant: 主管, en: Head}",
            "roles: [worker, head]",
            "5:8 error wrong-type",
            "13:17 error unknown-name",
            "16:8 error unknown-name",
            "24:70 error unknown-name",
            "28:14 error unknown-name"
        ),
        Defect(
            .workflow,
            "states as a list",
            "states:\n",
            "states: [a]\nmore:\n",
            "13:3 warning unused",
            "15:3 warning unused",
            "20:10 error unknown-name",
            "21:9 error wrong-type",
            "22:1 error unknown-key"
        ),
        Defect(
            .workflow,
            "a state as text",
            "  b:\n    title: {zh-Hant: 乙, en: B}\n    closed: true",
            "  b: yes",
            "22:3 error no-end",
            "34:6 error wrong-type"
        ),
        Defect(
            .workflow,
            "a list as a value",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {raise: r, with: {x: [1]}}]",
            "24:50 error wrong-type"
        ),
        Defect(
            .workflow,
            "an action as text",
            "entry: [{notify: told}]",
            "entry: [told]",
            "15:3 warning unused",
            "24:13 error wrong-type"
        ),
        Defect(
            .workflow,
            "a map for a role",
            "by: [head]",
            "by: [{head: x}]",
            "28:7 error nobody-may",
            "30:14 error wrong-type"
        ),
        Defect(
            .workflow,
            "an event without a transition",
            "        to: b\n",
            "        to: b\n      tick:\n",
            "34:12 error wrong-type"
        ),
        Defect(.workflow, "an empty expression", "size(result) > 0", "\" \"", "32:27 error wrong-type"),
        Defect(
            .workflow,
            "a relation to a number",
            "{field: owner",
            "{field: count",
            "9:18 error wrong-type"
        ),
        Defect(.shared, "a limit in words", "maximum: 9", "maximum: nine", "10:43 error wrong-type"),
        Defect(
            .shared,
            "a place that is none",
            "around: day, at: [place]",
            "around: day, at: [lead]",
            "17:49 error wrong-type"
        ),
        Defect(
            .shared,
            "a truth value in a shared file",
            "conflict: false",
            "conflict: no",
            "7:65 error wrong-type"
        ),
        Defect(
            .profile,
            "versions as text",
            "versions:\n",
            "versions: x\nmore:\n",
            "3:11 error wrong-type",
            "4:1 error unknown-key"
        ),
        Defect(
            .register,
            "clauses as text",
            "clauses:\n",
            "clauses: K\nmore:\n",
            "3:10 error wrong-type",
            "4:1 error unknown-key"
        ),
        Defect(
            .register,
            "a citation as text",
            "citation: {zh-Hant: 第一點, en: point 1}",
            "citation: 第一點",
            "4:19 error wrong-type"
        ),
        Defect(.calendar, "a year in words", "year: 115", "year: soon", "1:7 error wrong-type"),
        Defect(
            .chart,
            "an initial state in a chart as a number of maps",
            "initial: [a1, b1]",
            "initial: [{a1: x}]",
            "1:1 error chart",
            "3:11 error wrong-type"
        ),
        Defect(
            .workflow,
            "a name with a space",
            "  b:\n",
            "  b c:\n",
            "22:3 error no-end",
            "33:13 error unknown-name",
            "34:3 error bad-name"
        ),
        Defect(
            .workflow,
            "a reserved name",
            "  count: {",
            "  now: {",
            "12:3 error bad-name",
            "12:3 warning unused",
            "19:18 error unknown-name"
        ),
        Defect(
            .workflow,
            "a field with a dash",
            "  count: {",
            "  the-count: {",
            "12:3 error bad-name",
            "19:18 error unknown-name"
        ),
        Defect(
            .workflow,
            "a word of the language",
            "  count: {",
            "  in: {",
            "12:3 error bad-name",
            "19:18 error unknown-name"
        ),
        Defect(
            .workflow,
            "a path with a space",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {set: {a b: 1}}]",
            "24:36 error bad-name"
        ),
        Defect(.shared, "a datum with a dash", "{tally: 0}", "{tal-ly: 0}", "20:8 error bad-name"),
        Defect(.profile, "a figure with a dash", "outlets: 3", "out-lets: 3", "5:47 error bad-name"),
        Defect(.workflow, "a period", "within: 1d", "within: soon", "26:50 error bad-value"),
        Defect(.workflow, "the number", "{serial:4}", "serial", "3:9 error bad-value"),
        Defect(.workflow, "two serials", "{serial:4}", "{serial:4}{serial:4}", "3:9 error bad-value"),
        Defect(
            .workflow,
            "a field's type",
            "type: integer",
            "type: int",
            "12:17 error bad-value",
            "19:18 error unknown-name"
        ),
        Defect(
            .workflow,
            "a type of state",
            "closed: true",
            "type: end",
            "22:3 error no-end",
            "36:11 error bad-value"
        ),
        Defect(
            .workflow,
            "a depth of history",
            "closed: true",
            "closed: true\n  h: {type: history, history: far, initial: a}",
            "37:3 error chart",
            "37:31 error bad-value"
        ),
        Defect(
            .workflow,
            "a delay in days",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {send: x, after: 3 days}]",
            "24:46 error bad-value"
        ),
        Defect(
            .workflow,
            "a reminder",
            "met: go, tell",
            "met: go, remind: [often], tell",
            "26:72 error bad-value"
        ),
        Defect(.shared, "limits the wrong way round", "maximum: 9", "maximum: -1", "10:43 error bad-value"),
        Defect(
            .workflow,
            "a length out of range",
            "type: text",
            "type: text, max-length: 0",
            "13:36 error bad-value"
        ),
        Defect(.profile, "a day that does not exist", "2022-01-17", "2022-02-30", "4:11 error bad-value"),
        Defect(
            .profile,
            "a version that ends before it begins",
            "from: 2022-01-17",
            "from: 2022-01-17\n    until: 2021-01-01",
            "5:12 error bad-value"
        ),
        Defect(
            .register,
            "an obligation",
            "title: {zh-Hant: 指派",
            "obligation: shall, title: {zh-Hant: 指派",
            "5:60 error bad-value"
        ),
        Defect(.calendar, "who published it", "community", "rumour", "2:12 error bad-value"),
        Defect(
            .calendar,
            "a sum that does not add up",
            "days-off: 106",
            "days-off: 107",
            "5:11 error bad-value"
        ),
        Defect(.calendar, "a holiday of another year", "2026-10-09", "2025-10-09", "7:3 error bad-value"),
        Defect(
            .chart,
            "a type of state in a chart",
            "over: {type: final}",
            "over: {type: end}",
            "18:16 error bad-value"
        ),
    ]
}
