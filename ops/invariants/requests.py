"""Idempotency: each remembered request points to its own entry, and whatever was acknowledged is there once."""
import base64
import collections

from .keys import isSealed

PEOPLE = ("open", "action", "erasure", "register")


def check_answered(database, journal, findings):
    """Rows of remembered requests: digests of 16 bytes, one entry each, of the case that they name.

    An entry states the digests of the request that asked for it, unless it is older than that.
    """
    rows = database.rows("SELECT key, request, sequence, case_id FROM answered")
    pointed = collections.Counter(sequence for _, _, sequence, _ in rows)
    for key, request, sequence, case in rows:
        place = f"key for entry {sequence}"
        if len(key) != 16 or len(request) != 16:
            findings.add("answered", place, "digests of 16 bytes", "others")
        entry = journal.entries.get(sequence)
        if entry is None:
            findings.add("answered", place, "an entry", "none")
        elif entry.get("case", 0) != case:
            findings.add("answered", place, f"case {entry.get('case', 0)}", f"case {case}")
        elif entry["kind"] not in PEOPLE + ("message",):
            findings.add("answered", place, "an act of somebody", entry["kind"])
        if pointed[sequence] > 1:
            findings.add("answered", place, "one request for one effect", f"{pointed[sequence]} requests")
        stated = stated_digests(entry) if entry else None
        if stated and stated != (bytes(key), bytes(request)):
            findings.add("answered", place, "the digests that the entry states", "others")
    for sequence, entry in journal.entries.items():
        if stated_digests(entry) and not pointed[sequence]:
            findings.add("answered", f"entry {sequence}", "the request that it states, remembered", "none")
    return {sequence: (bytes(key), bytes(request)) for key, request, sequence, _ in rows}


def stated_digests(entry):
    return tuple(map(base64.b64decode, entry.get("request", ()))) or None


def check_acknowledged(lines, remembered, journal, findings, keys=None, since=None):
    """What clients saw: members key, account, sequence, number, revision and request of each line.

    A line without `sequence` was answered without one: its entry is the one remembered under its key. After the entry
    `since` every act of a person must be remembered by its key, and acknowledged.
    """
    told, sequences = {}, collections.defaultdict(set)
    entries = {key: sequence for sequence, (key, _) in remembered.items()}
    for line in lines:
        if "sequence" not in line and keys:
            line = {**line, "sequence": entries.get(keys.of_key(line["account"], line["key"]))}
        key = (line.get("account"), line["key"])
        if told.setdefault(key, line["sequence"]) != line["sequence"]:
            findings.add("acknowledged", f"key {key[1]}", f"entry {told[key]} again", f"entry {line['sequence']}")
        sequences[line["sequence"]].add(key)
        check_line(line, remembered, journal, findings, keys)
    for sequence, given in sequences.items():
        if len(given) > 1:
            findings.add("acknowledged", f"entry {sequence}", "one key", f"{len(given)} keys")
    if since is None:
        return
    for sequence, entry in journal.entries.items():
        if sequence > since and is_act(entry):
            if sequence not in remembered:
                findings.add("acknowledged", f"entry {sequence}", "a remembered key", "none")
            if sequence not in sequences:
                findings.add("acknowledged", f"entry {sequence}", "somebody who was told", "nobody")


def is_act(entry):
    """Whether somebody did it by a request of its own.

    Calendars on file are taken over, and tokens issued, without one; the steps of a case from paper come with one
    request for all of them.
    """
    if "claimed" in entry:
        return False
    if entry["kind"] == "register":
        return entry["register"] not in ("calendar", "credential") or entry["account"] != "system"
    return entry["kind"] in PEOPLE and entry.get("account") not in (None, "system")


def check_line(line, remembered, journal, findings, keys):
    sequence = line["sequence"]
    place = f"entry {sequence} for key {line['key']}"
    entry = journal.entries.get(sequence)
    if entry is None:
        findings.add("acknowledged", place, "the entry", "none")
        return
    for member in ("account", "revision"):
        if line.get(member) is not None and entry.get(member) != line[member]:
            findings.add("acknowledged", f"{place} {member}", line[member], entry.get(member))
    # Whom a step has taken the case out of sight is told the number by which he knows it.
    case = journal.cases.get(entry.get("case"))
    known = {entry.get("number")} | ({number for number, _, _ in case.numbers()} if case else set())
    if line.get("number") is not None and line["number"] not in known:
        findings.add("acknowledged", f"{place} number", line["number"], entry.get("number"))
    if sequence not in remembered:
        findings.add("acknowledged", place, "the key remembered", "none")
    elif keys and line.get("account"):
        check_digests(line, *remembered[sequence], place, findings, keys)


def check_digests(line, key, request, place, findings, keys):
    """The digests under which the request is remembered; a line may hold path and body in `request`."""
    if key != keys.of_key(line["account"], line["key"]):
        findings.add("acknowledged", place, "the key's digest", "another")
    if "request" in line and keys.of_request(line["account"], *line["request"]) not in (None, request):
        findings.add("acknowledged", place, "the request's digest", "another")


def check_key(database, findings, keys):
    """The database belongs to the master key."""
    found = [bytes(value) for (value,) in database.rows("SELECT value FROM facts WHERE name = 'key check'")]
    if len(found) != 1 or len(found[0]) != 16 or (keys and found[0] != keys.check):
        findings.add("key", "facts", "the check value of the master key", "another")


def check_sealed(database, journal, findings, keys):
    """Every case's key opens with the master key, and every sealed value of the entries is authentic."""
    wrapped = dict(database.rows("SELECT case_id, wrapped FROM case_keys"))
    opened = {case: keys.case_key(case, bytes(box)) for case, box in wrapped.items()}
    for case, key in opened.items():
        if key is None:
            findings.add("key", f"case {case}", "a key that opens", "another")
    for sequence, entry in journal.entries.items():
        key = opened.get(entry.get("case"))
        for name, sealed in entry.get("sealed", {}).items() if key else ():
            if not isSealed(key, entry["case"], name, sealed):
                findings.add("sealing", f"entry {sequence} {name}", "an authentic value", "another")


def check_heads(heads, journal, findings):
    """What was noted outside the file: the entry N has this hash."""
    for sequence, noted in heads:
        found = journal.hashes.get(sequence)
        if found is None:
            findings.add("head-noted", f"entry {sequence}", "the entry", "none: the journal is shorter")
        elif found.hex() != noted:
            findings.add("head-noted", f"entry {sequence}", noted[:16], found.hex()[:16])
