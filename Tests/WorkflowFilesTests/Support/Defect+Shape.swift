extension Defect {
    /// What stands where it does not belong, or is missing.
    static let shape: [Defect] = [
        Defect(
            .workflow,
            "a key",
            "    closed: true",
            "    closd: true",
            "22:3 error no-end",
            "36:5 error unknown-key"
        ),
        Defect(.workflow, "a key of the file", "initial: a", "intial: a", "20:1 error unknown-key"),
        Defect(.workflow, "a key that nothing is like", "initial: a", "xyzzy: a", "20:1 error unknown-key"),
        Defect(
            .workflow,
            "a verb",
            "{notify: told}",
            "{notfy: told}",
            "15:3 warning unused",
            "24:14 error unknown-key"
        ),
        Defect(
            .workflow,
            "a key of another type",
            "type: integer",
            "type: integer, max-length: 3",
            "12:26 error unknown-key"
        ),
        Defect(
            .workflow,
            "a language",
            "{zh-Hant: 已通報, en: Reported}",
            "{zh-Hant: 已通報, ja: x, en: Reported}",
            "15:45 error unknown-key"
        ),
        Defect(
            .workflow,
            "a comma that cuts a text",
            "en: Reported}",
            "en: Reported, at once}",
            "15:59 error unknown-key"
        ),
        Defect(.shared, "a key of a relation", "conflict:", "conflct:", "7:55 error unknown-key"),
        Defect(
            .shared,
            "a chart in a shared file",
            "data: {tally: 0}",
            "states: {}",
            "20:1 error unknown-key"
        ),
        Defect(
            .chart,
            "a title in a chart",
            "over: {type: final}",
            "over: {type: final, title: x}",
            "18:23 error unknown-key",
            "18:30 error wrong-type"
        ),
        Defect(
            .profile,
            "a key of a version",
            "values:",
            "vals:",
            "4:5 error missing-key",
            "5:5 error unknown-key"
        ),
        Defect(
            .register,
            "a key of a clause",
            "title: {zh-Hant: 指派",
            "titel: {zh-Hant: 指派",
            "5:8 error missing-key",
            "5:48 error unknown-key"
        ),
        Defect(.calendar, "a key of a calendar", "workdays:", "workday:", "10:1 error unknown-key"),
        Defect(
            .calendar,
            "a key of a holiday",
            "name: {zh-Hant: 國慶",
            "nam: {zh-Hant: 國慶",
            "9:5 error missing-key",
            "9:24 error unknown-key"
        ),
        Defect(.workflow, "no number", "number: \"{serial:4}\"\n", "", "1:1 error missing-key"),
        Defect(
            .workflow,
            "no opening",
            "open:\n  title: {zh-Hant: 通報, en: Report}\n  by: [worker]\n  asks: [owner!, count]\n",
            "",
            "1:1 error missing-key",
            "1:1 error nobody-may",
            "12:3 warning unused"
        ),
        Defect(
            .workflow,
            "a requirement without a sentence",
            "else: {zh-Hant: 否, en: No}, ",
            "",
            "32:20 error missing-key"
        ),
        Defect(.workflow, "a deadline without a period", "within: 1d, ", "", "26:10 error missing-key"),
        Defect(
            .workflow,
            "a field without a type",
            "{type: integer, label",
            "{label",
            "12:10 error missing-key",
            "19:18 error unknown-name"
        ),
        Defect(
            .workflow,
            "a choice without options",
            "type: integer",
            "type: choice",
            "12:10 error missing-key"
        ),
        Defect(
            .shared,
            "an occurrence without a day",
            ", day: day, at: [place]}\nfacts",
            ", at: [place]}\nfacts",
            "15:11 error missing-key",
            "17:23 error unknown-name"
        ),
        Defect(.profile, "a version without a day", "from: 2022-01-17\n    ", "", "4:5 error missing-key"),
        Defect(
            .register,
            "a clause without a place",
            "{citation: {zh-Hant: 第二點, en: point 2}, ",
            "{",
            "5:8 error missing-key"
        ),
        Defect(.calendar, "a calendar without a sum", "days-off: 106\n", "", "1:1 error missing-key"),
        Defect(
            .chart,
            "a chart without states",
            "states:\n  p:",
            "data2:\n  p:",
            "1:1 error missing-key",
            "1:1 error chart",
            "4:1 error unknown-key"
        ),
        Defect(
            .workflow,
            "a file that does not say what it is",
            "workflow: t",
            "flow: t",
            "1:1 error missing-key"
        ),
        Defect(
            .workflow,
            "a missing title",
            "    title: {zh-Hant: 乙, en: B}\n",
            "",
            "34:3 error missing-text"
        ),
        Defect(.workflow, "no Chinese", "{zh-Hant: 乙, en: B}", "{en: B}", "35:12 error missing-text"),
        Defect(
            .workflow,
            "an action without a title",
            "        title: {zh-Hant: 去, en: Go}\n",
            "",
            "28:7 error missing-text"
        ),
        Defect(
            .shared,
            "no Chinese in a shared file",
            "{zh-Hant: 已辦, en: Done}",
            "{en: Done}",
            "19:30 error missing-text"
        ),
        Defect(
            .register,
            "no Chinese in a register",
            "{zh-Hant: 指派, en: Assign}",
            "{en: Assign}",
            "5:55 error missing-text"
        ),
        Defect(
            .calendar,
            "a holiday without Chinese",
            "{zh-Hant: 開國紀念日, en: Founding Day}",
            "{en: Founding Day}",
            "7:30 error missing-text"
        ),
        Defect(
            .workflow,
            "no English",
            "{zh-Hant: 乙, en: B}",
            "{zh-Hant: 乙}",
            "35:12 warning missing-english"
        ),
        Defect(
            .shared,
            "no English in a shared file",
            "{zh-Hant: 數, en: N}",
            "{zh-Hant: 數}",
            "10:53 warning missing-english"
        ),
        Defect(
            .profile,
            "no English in a profile",
            "{zh-Hant: 高雄市, en: Kaohsiung}",
            "{zh-Hant: 高雄市}",
            "2:8 warning missing-english"
        ),
        Defect(
            .register,
            "no English in a register",
            "{zh-Hant: 要點, en: Guidelines}",
            "{zh-Hant: 要點}",
            "2:8 warning missing-english"
        ),
    ]
}
