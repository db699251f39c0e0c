/// The keys that a map of some sort may have; the JSON Schemas are held against these tables by a test.
struct KeyTable: Sendable {
    /// The name of the sort, as `$defs` of the schemas have it.
    let name: String
    /// All keys, those most used first.
    let keys: [String]
    /// The keys without which the map means nothing.
    let required: [String]

    init(_ name: String, _ keys: [String], required: [String] = []) {
        self.name = name
        self.keys = keys
        self.required = required
    }
}

extension KeyTable {
    static let text = KeyTable("text", ["zh-Hant", "en"], required: ["zh-Hant"])

    static let workflow = KeyTable(
        "workflow",
        [
            "workflow", "title", "number", "include", "clauses", "access", "refer-upward", "roles",
            "relations", "fields",
            "occurrences", "facts", "notices", "open", "data", "initial", "states", "waive",
        ],
        required: ["workflow", "title", "number", "open", "states"]
    )
    static let shared = KeyTable(
        "shared",
        ["shared", "clauses", "roles", "relations", "fields", "occurrences", "facts", "notices", "data"],
        required: ["shared"]
    )
    static let chart = KeyTable(
        "chart",
        ["chart", "initial", "data", "states"],
        required: ["chart", "states"]
    )

    static let relation = KeyTable(
        "relation",
        ["field", "title", "conflict", "refers-upward", "refers-from-below", "keeps-case"],
        required: ["field", "title"]
    )
    static let field = KeyTable(
        "field",
        [
            "type", "label", "clause", "sensitive", "readers", "max-length", "minimum", "maximum", "options",
            "of", "fields",
        ],
        required: ["type", "label"]
    )
    static let element = KeyTable("element", field.keys, required: ["type"])
    static let occurrence = KeyTable("occurrence", ["when", "day", "at"], required: ["when", "day", "at"])
    static let fact = KeyTable(
        "fact",
        ["occurrences", "around", "at", "known-to-actor"],
        required: ["occurrences", "around", "at"]
    )
    static let notice = KeyTable("notice", ["tell", "text", "clause"], required: ["tell", "text"])
    static let opening = KeyTable(
        "opening",
        ["title", "by", "asks", "requires", "clause", "clauses"],
        required: ["title", "by"]
    )
    static let waiver = KeyTable("waiver", ["code", "at", "reason"], required: ["code", "reason"])

    static let initial = KeyTable("initial", ["to", "do"], required: ["to"])
    static let state = KeyTable(
        "state",
        [
            "title", "clauses", "closed", "track", "type", "history", "initial", "states", "data", "entry",
            "exit", "deadlines", "always", "on", "done",
        ]
    )
    static let bareState = KeyTable(
        "bareState",
        ["type", "history", "initial", "states", "data", "entry", "exit", "always", "on", "done"]
    )
    static let transition = KeyTable(
        "transition",
        [
            "to", "when", "internal", "do", "title", "by", "asks", "requires", "clause", "clauses",
        ]
    )
    static let bareTransition = KeyTable("bareTransition", ["to", "when", "internal", "do"])
    static let requirement = KeyTable("requirement", ["that", "else", "clause"], required: ["that", "else"])
    static let deadline = KeyTable(
        "deadline",
        ["title", "within", "from", "met", "remind", "tell", "clause"],
        required: ["title", "within", "met"]
    )
    static let met = KeyTable("met", ["when", "at"], required: ["when"])
    static let done = KeyTable("done", ["with"], required: ["with"])

    static let set = KeyTable("set", ["set"], required: ["set"])
    static let raise = KeyTable("raise", ["raise", "with"], required: ["raise"])
    static let send = KeyTable("send", ["send", "to", "after", "id", "store-id", "with"], required: ["send"])
    static let cancel = KeyTable("cancel", ["cancel"], required: ["cancel"])
    static let choose = KeyTable("if", ["if", "do", "elseif", "else"], required: ["if", "do"])
    static let branch = KeyTable("elseif", ["if", "do"], required: ["if", "do"])
    static let forEach = KeyTable(
        "foreach",
        ["foreach", "in", "index", "do"],
        required: ["foreach", "in", "do"]
    )
    static let start = KeyTable("start", ["start", "workflow", "with"], required: ["start", "workflow"])
    static let notify = KeyTable("notify", ["notify"], required: ["notify"])
    static let document = KeyTable("document", ["document", "with"], required: ["document"])
    static let actions = [set, raise, send, cancel, choose, forEach, start, notify, document]

    static let profile = KeyTable(
        "profile",
        ["profile", "title", "regulations", "extends", "base", "versions"],
        required: ["profile", "title", "versions"]
    )
    static let version = KeyTable(
        "version",
        ["from", "until", "confirmed-by", "values", "clocks"],
        required: ["from", "values"]
    )
    /// What is needed of a clock may also stand in the profile that is extended.
    static let clock = KeyTable(
        "clock",
        ["within", "from", "confidence", "basis", "source", "confirmed-by", "off"]
    )
    static let register = KeyTable(
        "register",
        ["regulation", "title", "source", "clauses"],
        required: ["regulation", "title", "clauses"]
    )
    static let clause = KeyTable(
        "clause",
        ["citation", "title", "obligation", "procedures", "reason"],
        required: ["citation", "title"]
    )
    static let calendar = KeyTable(
        "calendar",
        ["year", "published", "source", "confirmed-by", "days-off", "holidays", "workdays"],
        required: ["year", "published", "days-off", "holidays"]
    )
    static let holiday = KeyTable("holiday", ["date", "name"], required: ["date", "name"])
}

extension KeyTable {
    static let form = KeyTable(
        "form",
        [
            "form", "title", "workflow", "covers", "from", "until", "source", "confirmed-by", "filled",
            "redacted", "codes", "secrets", "copies", "series", "blanks", "sheets",
        ],
        required: ["form", "title", "workflow", "covers", "from", "filled", "blanks", "sheets"]
    )
    static let release = KeyTable("release", ["for", "when"], required: ["for"])
    static let copies = KeyTable("copies", ["standard", "options"], required: ["standard", "options"])
    static let series = KeyTable("series", ["of", "at-least"], required: ["of"])
    static let blank = KeyTable(
        "blank",
        ["value", "as", "choose", "options", "lines", "age", "at", "width", "redacted", "clause"]
    )
    static let sheet = KeyTable("sheet", ["each", "blocks"], required: ["blocks"])
    static let block = KeyTable("block", ["heading", "lines", "table", "align", "clause"])
    static let table = KeyTable("table", ["columns", "rows"], required: ["columns", "rows"])
    static let rows = KeyTable("rows", ["each", "rows"], required: ["each", "rows"])
    static let cell = KeyTable("cell", ["text", "lines", "span", "rows", "room", "align", "clause"])
    static let line = KeyTable("line", ["each", "text"], required: ["text"])
    static let formTables = [
        form, release, copies, series, blank, sheet, block, table, rows, cell, line,
    ]
}

extension KeyTable {
    /// All tables, for the test that holds the JSON Schemas against them.
    static let all =
        [
            text, workflow, shared, chart, relation, field, element, occurrence, fact, notice, opening,
            waiver,
            initial, state, bareState, transition, bareTransition, requirement, deadline, met, done, branch,
            profile, version, clock, register, clause, calendar, holiday,
        ] + actions + formTables
}
