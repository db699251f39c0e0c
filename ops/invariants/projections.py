"""Compares every table beside the journal with what the entries make it: nothing missing, nothing more."""
from . import strict_json
from .casefold import same_head
from .changes import KINDS as CHANGED, NOTICE
from .condition import Beyond

REASONS = ("step", "missed", "reminder", "correction")
TELLS = {"step": None, "reminder": ("deadline",), "missed": ("deadline", *CHANGED), "correction": CHANGED}


def check_projections(database, journal, findings):
    """Everything that can be derived from the entries."""
    check_cases(database, journal, findings)
    cases = journal.cases.values()
    tables = (
        ("number", "SELECT number, case_id, unit FROM numbers", [case.numbers() for case in cases]),
        ("party", "SELECT account, case_id, is_conflicted FROM parties", [case.party_rows() for case in cases]),
        ("deadline", "SELECT due, case_id, name, occasion, status FROM deadlines", [case.listed() for case in cases]),
        ("key", "SELECT case_id FROM case_keys", [{(case.id,)} for case in cases if case.erasedAt is None]),
    )
    for kind, query, expected in tables:
        findings.sets(kind, "row", set().union(*expected), set(database.rows(query)))
    check_register(database, journal, findings)
    check_serials(database, journal, findings)
    check_outbox(database, journal, findings)


def check_cases(database, journal, findings):
    query = "SELECT id, unit, workflow, is_closed, next_due, states, occurrences, head FROM cases ORDER BY id"
    rows = {row[0]: row[1:] for row in database.rows(query)}
    findings.sets("case", "row", {(case,) for case in journal.cases}, {(case,) for case in rows})
    places = set()
    for case in journal.cases.values():
        if case.id in rows:
            check_case(case, rows[case.id], places, findings)
    found = set(database.rows("SELECT kind, place, day, case_id FROM occurrences"))
    findings.sets("occurrence", "row", places, found)


def check_case(case, row, places, findings):
    unit, workflow, is_closed, next_due, states, occurrences, head = row
    place = f"case {case.id}"
    findings.same("case", f"{place} unit", case.unit, unit)
    findings.same("case", f"{place} workflow", case.workflow, workflow)
    findings.same("case", f"{place} is_closed", case.isClosed(), is_closed)
    findings.same("case", f"{place} states", case.states(), states)
    due = case.due()
    # Between two milliseconds the column takes the later one.
    if next_due != due and (due is None or next_due != due + 1 or not case.chart.get("pending")):
        findings.add("due", f"{place} next_due", due, next_due)
    try:
        stored = strict_json.parse(head)
        differing = same_head(case, stored) if isinstance(stored, dict) else ["all"]
    except strict_json.NotJSON:
        differing = ["bytes"]
    for member in differing:
        findings.add("head", f"{place} {member}", "what the entries make it", "something else")
    check_occurrences(case, occurrences, places, findings)


def check_occurrences(case, text, places, findings):
    place = f"case {case.id} occurrences"
    try:
        listed = strict_json.parse(text.encode("utf-8", "surrogateescape"))
        rows = {(kind, where, day, case.id) for kind, day, at in listed for where in at}
    except (ValueError, TypeError):
        findings.add("occurrence", place, "a list of occurrences", "something else")
        return
    places.update(rows)
    try:
        findings.alike("occurrence", place, strict_json.exact(case.occurrences()), strict_json.exact(listed))
    except Beyond:
        kinds = set(case.definition.occurrences)
        if not {kind for kind, _, _, _ in rows} <= kinds:
            findings.add("occurrence", place, "a kind that the workflow declares", "another")


def check_register(database, journal, findings):
    rows = {(kind, name): bytes(row) for kind, name, row in database.rows("SELECT kind, id, row FROM register")}
    findings.sets("register", "row", set(journal.register), set(rows))
    for place, (data, _) in journal.register.items():
        if place in rows and rows[place] != data:
            findings.add("register", f"{place[0]} {place[1]}", "the row of its last entry", "another")


def check_serials(database, journal, findings):
    stored = dict(database.rows("SELECT series, last FROM serials"))
    expected = {series: len(taken) for series, taken in journal.serials.items()}
    if journal.cases:
        expected[""] = len(journal.cases)
    findings.sets("serial", "series", set(expected.items()), set(stored.items()))
    for series, taken in sorted({**journal.serials, "": list(journal.cases)}.items()):
        if sorted(taken) != list(range(1, len(taken) + 1)):
            findings.add("serial", f"series {series!r}", "each serial once", "gaps or doubles")


def check_outbox(database, journal, findings):
    """The rows in order are the notices of the entries in order, with the texts of the bundles."""
    query = "SELECT id, account, case_id, name, at, reason, zh_hant, en FROM outbox ORDER BY id"
    rows = database.rows(query)
    findings.same("outbox", "rows", len(journal.notices), len(rows))
    for position, (owed, row) in enumerate(zip(journal.notices, rows), 1):
        account, case, name, at, kind, sequence, definition = owed
        if row[:5] != (position, account, case, name, at):
            findings.add("outbox", f"row {row[0]}", f"a notice of entry {sequence}", "another")
            continue
        reason = row[5]
        texts = NOTICE if reason == "correction" else definition.noticeText(name, reason)
        kinds = TELLS.get(reason, ())
        isOwed = kind in kinds if kinds is not None else not (kind == "deadline" and name in definition.deadlineState)
        if reason not in REASONS or texts != row[6:] or not isOwed:
            findings.add("outbox", f"row {row[0]}", "reason and texts of the bundle", "others")
