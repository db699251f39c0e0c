"""The streams beside the chain: refusals, looks, verdicts and what was done in consoles, each row hashed together with
the one before it."""
import hashlib
import json
import re

STREAMS = {"refusals": 3, "looks": 3, "verdicts": 3, "console": 4}  # with the version since which they are chained
STEPS = ("attached", "mode", "announced", "asked", "answered", "closed", "reviewed")
REFUSALS = ("notPermitted", "notPossible", "unmet", "invalidData", "conflict", "unknown", "keyReused", "busy", "tooMuch")


def check_streams(database, journal, noted, findings):
    """Hashes (since version 3), what was noted of them outside the file, and what their rows say.

    noted: triples of a stream, a number of rows and the hash of the last of them in hexadecimal.
    """
    version = database.pragma("user_version")
    if version >= 3:
        for stream in (stream for stream, since in STREAMS.items() if version >= since):
            check_chain(stream, chained(database, stream, findings), noted, findings)
    else:
        check_credentials(database, journal, findings)
    for stream in ("refusals", "looks"):
        check_rows(database, stream, journal, findings)
    if version >= STREAMS["console"]:
        check_console(database, journal, findings)
    for row, kind in database.rows("SELECT id, kind FROM refusals"):
        if kind not in REFUSALS:
            findings.add("stream", f"refusals {row} kind", "a kind of refusal", "another")
    for (key,) in database.rows("SELECT key FROM verdicts") if version >= 2 else ():
        if not re.fullmatch("[0-9a-f]{64}", str(key)):
            findings.add("verdict", "verdicts", "a digest", str(key)[:16])


def column(value):
    """A column as it is hashed: digits, or length, colon and bytes, or nothing; and a line feed."""
    if value is None:
        return b"\n"
    if isinstance(value, int):
        return b"%d\n" % value
    data = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(value)
    return b"%d:%s\n" % (len(data), data)


def chained(database, stream, findings):
    """Recomputes a stream; gives back the hash of each row."""
    hashes = {0: bytes(32)}
    last = 0
    for row, *columns, found in database.rows(f"SELECT * FROM {stream} ORDER BY id"):
        found = bytes(found)
        findings.same("stream", f"{stream} {row} id", last + 1, row)
        data = b"".join(map(column, (row, *columns)))
        if hashlib.sha256(hashes[last] + data).digest() != found:
            findings.add("stream", f"{stream} {row} hash", "SHA-256(previous hash || columns)", "another value")
        hashes[row], last = found, row
    return hashes


def check_chain(stream, hashes, noted, findings):
    """What was noted outside the file: the row N of the stream has this hash."""
    for name, count, value in noted:
        if name != stream:
            continue
        found = hashes.get(count)
        if found is None:
            findings.add("head-noted", f"{stream} {count}", "the row", "none: the stream is shorter")
        elif found.hex() != value:
            findings.add("head-noted", f"{stream} {count}", value[:16], found.hex()[:16])


def check_rows(database, stream, journal, findings):
    """Numbered without gaps, in the order of time, about cases and accounts that there are."""
    lists = "clauses, attributes" if stream == "refusals" else "fields, fields"
    latest = 0
    query = f"SELECT id, at, account, case_id, {lists} FROM {stream} ORDER BY id"
    for position, (row, at, _, case, *texts) in enumerate(database.rows(query), 1):
        place = f"{stream} {row}"
        findings.same("stream", f"{place} id", position, row)
        if at < latest:
            findings.add("stream", f"{place} at", f"not before {latest}", at)
        latest = max(latest, at)
        if case is not None and case not in journal.cases:
            findings.add("stream", f"{place} case", "a case", "none")
        if not all(map(is_text_list, texts)):
            findings.add("stream", place, "lists of names", "something else")


def check_console(database, journal, findings):
    """Each row belongs to a session that began before, and is of its account; each answer is to one question of it."""
    sessions, open_questions, closed, latest = {}, {}, set(), 0
    query = "SELECT id, at, session, account, step, refers_to, cases, content FROM console ORDER BY id"
    for position, (row, at, session, account, step, refers, cases, content) in enumerate(database.rows(query), 1):
        place = f"console {row}"
        findings.same("stream", f"{place} id", position, row)
        if at < latest:
            findings.add("stream", f"{place} at", f"not before {latest}", at)
        latest = max(latest, at)
        if step not in STEPS:
            findings.add("stream", f"{place} step", "one of ours", step)
        if step == "attached":
            findings.same("stream", f"{place} session", row, session)
            sessions[session] = account
        elif session not in sessions:
            findings.add("stream", f"{place} session", "one that began before", session)
        elif step != "reviewed":
            findings.same("stream", f"{place} account", sessions[session], account)
        elif sessions[session] == account:
            findings.add("stream", f"{place} reviewed", "by somebody else", account)
        if step == "asked":
            open_questions[row] = session
        if step == "answered" and open_questions.pop(refers, None) != session:
            findings.add("stream", f"{place} refers_to", "an open question of its session", refers)
        if step != "answered" and refers is not None:
            findings.add("stream", f"{place} refers_to", "nothing", refers)
        if step in ("asked", "mode", "announced") and session in closed:
            findings.add("stream", f"{place} session", "one that is not over", session)
        if step == "closed":
            closed.add(session)
        if any(not case.isdigit() or int(case) not in journal.cases for case in cases.split()):
            findings.add("stream", f"{place} cases", "cases that there are", cases)
        if not is_object(content):
            findings.add("stream", f"{place} content", "a JSON object", "something else")


def is_object(text):
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def is_text_list(text):
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, list) and all(isinstance(element, str) for element in value)


def check_credentials(database, journal, findings):
    """Before version 3 credentials stood in a table of their own, and no entry spoke of them."""
    for digest, account, _ in database.rows("SELECT digest, account, at FROM credentials"):
        if len(digest) != 32 or not journal.knows(account):
            findings.add("credential", "row", "a digest of an account", "something else")
