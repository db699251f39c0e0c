"""Ways to falsify change sets and corrections by somebody who can write the file and keeps all of it in step.

Each rewrites entries, the register's row and all hashes from there on, so that only the rules of change sets show it:
these are checked without the head that was noted outside.
"""
import json

from mutations import change_bytes, compact, kind, length, rehash

UNANCHORED = set()


def unanchored(function):
    """A kind that must be seen without the head noted outside."""
    UNANCHORED.add(function.__name__)
    return kind(function)


def entries(connection, kinds):
    """Sequence and value of the entries of some kinds, in order."""
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(f"SELECT sequence, bytes FROM entries WHERE kind IN ({marks}) ORDER BY sequence", kinds)
    return [(sequence, json.loads(bytes(data))) for sequence, data in rows.fetchall()]


def sets(connection):
    """The entries of each change set, by its id."""
    found = {}
    for sequence, value in entries(connection, ("register",)):
        if value["register"] == "changeSet":
            found.setdefault(value["id"], []).append((sequence, value))
    return found


def corrections(connection):
    return entries(connection, ("correction", "migration"))


def put(connection, changed):
    """Writes changed entries back, the register's rows after them, and all hashes anew."""
    for sequence, value in changed:
        change_bytes(connection, sequence, compact(value))
    for identifier, rows in sets(connection).items():
        connection.execute(
            "UPDATE register SET row = ? WHERE kind = 'changeSet' AND id = ?", (compact(rows[-1][1]["row"]), identifier))
    rehash(connection, min(sequence for sequence, _ in changed))


def applied(connection, chance, needs="receipt"):
    """A change set by chance that was applied: its entries from then on, and those of its corrections."""
    done = [rows for rows in sets(connection).values() if needs in rows[-1][1]["row"] and "receipt" in rows[-1][1]["row"]]
    if not done:
        return [], []
    rows = chance.choice(done)
    name = rows[-1][1]["id"]
    ours = [(s, v) for s, v in corrections(connection) if v["input"]["correction"]["set"] == name]
    return [(s, v) for s, v in rows if "receipt" in v["row"]], ours


@unanchored
def change_approved_by_author(connection, chance):
    """Who began it is said to have agreed to it too, everywhere."""
    rows, ours = applied(connection, chance, "approver")
    for _, value in rows:
        value["row"]["approver"] = value["row"]["author"]
    for _, value in ours:
        value["input"]["correction"]["approver"] = value["input"]["correction"]["author"]
    if rows:
        put(connection, rows + ours)


@unanchored
def change_record(connection, chance):
    """A correction says otherwise than its change set why, by whom, or what was put right."""
    rows, ours = applied(connection, chance)
    if not ours:
        return
    _, value = ours[0]
    record = value["input"]["correction"]
    member = chance.choice(("author", "approver", "text", "basis", "code", "fingerprint", "receipt", "set", "operations"))
    if member == "operations":
        record[member] = [{"verb": "recompute"}, *record[member]]
    elif member == "set":
        record[member] = "D-" + str(int(record[member][2:]) + 1)
    elif member in ("author", "approver"):
        record[member] = chance.choice(("lin", "gao", "wu"))
    else:
        record[member] = record.get(member, "") + "0"
    put(connection, ours[:1])


@unanchored
def change_row(connection, chance):
    """A change set says otherwise than its corrections why, on what ground, or with what consequences."""
    rows, ours = applied(connection, chance)
    if not ours:
        return
    member = chance.choice(("fingerprint", "reason", "receipt", "approver"))
    for _, value in rows:
        row = value["row"]
        if member == "reason":
            row[member] = [row[member][0], row[member][1] + "0", row[member][2]]
        else:
            row[member] = chance.choice(("lin", "gao")) if member == "approver" else row.get(member, "") + "0"
    put(connection, rows)


@unanchored
def change_items(connection, chance):
    """Other cases or operations stand in it when it is applied than when it was looked at."""
    rows, _ = applied(connection, chance, "approver")
    if not rows:
        return
    for _, value in rows:
        item = value["row"]["items"][0]
        if chance.random() < 0.5:
            item["revision"] += 1
        else:
            item["operations"] = item["operations"] * 2
    put(connection, rows)


@unanchored
def change_receipt_again(connection, chance):
    """Two change sets bear one receipt."""
    done = [rows for rows in sets(connection).values() if "receipt" in rows[-1][1]["row"]]
    if len(done) < 2:
        return
    first, second = chance.sample(done, 2)
    receipt, name = first[-1][1]["row"]["receipt"], second[-1][1]["id"]
    changed = [(s, v) for s, v in second if "receipt" in v["row"]]
    for _, value in changed:
        value["row"]["receipt"] = receipt
    ours = [(s, v) for s, v in corrections(connection) if v["input"]["correction"]["set"] == name]
    for _, value in ours:
        value["input"]["correction"]["receipt"] = receipt
    put(connection, changed + ours)


@unanchored
def change_way(connection, chance):
    """A change set stands where it cannot have come to: applied what was refused, open what was applied."""
    identifier, rows = chance.choice(sorted(sets(connection).items()))
    sequence, value = chance.choice(rows)
    state = value["row"]["state"]
    states = {"applied", "draft", "proposed", "urgent", "rejected", "withdrawn"} - {state}
    # Between these nobody can tell afterwards: a draft may be proposed again or given up at any time.
    if state in ("draft", "proposed", "rejected", "withdrawn"):
        states -= {"draft", "proposed", "rejected", "withdrawn"}
    value["row"]["state"] = chance.choice(sorted(states))
    put(connection, [(sequence, value)])


@unanchored
def change_undone(connection, chance):
    """The last entry of a correction is cut off, with all that came after it, but its change set stays applied."""
    last = corrections(connection)[-1:]
    if not last:
        return
    (sequence, value), = last
    rows = [(s, v) for s, v in entries(connection, ("register",)) if s < sequence and v["register"] == "changeSet"]
    if rows and length(connection) > sequence:
        connection.execute("DELETE FROM entries WHERE sequence >= ?", (sequence,))


@unanchored
def correction_outcome(connection, chance):
    """What a correction came to is something else."""
    ours = corrections(connection)
    if not ours:
        return
    sequence, value = chance.choice(ours)
    outcome = value["outcome"]
    member = chance.choice(("openedAt", "notices", "data", "kind"))
    if member == "openedAt":
        outcome[member] = outcome.get(member, value["at"]) - 60_000
    elif member == "notices":
        outcome[member] = outcome.get(member, [])[1:] or ["audit:correction"]
    elif member == "data":
        outcome.setdefault("data", {})["result"] = "x"
    else:
        value["kind"] = "migration" if value["kind"] == "correction" else "correction"
        connection.execute("UPDATE entries SET kind = ? WHERE sequence = ?", (value["kind"], sequence))
    put(connection, [(sequence, value)])
