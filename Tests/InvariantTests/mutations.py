"""Ways to falsify a database with SQL: each kind takes an open connection and a source of chance.

A kind that finds nothing to change returns without a change; the caller notices by comparing all rows.
"""
import hashlib
import json

KINDS = {}


def kind(function):
    """Registers a kind of mutation under its name."""
    KINDS[function.__name__] = function
    return function


def one(connection, chance, query, *values):
    """A row of a query by chance; None if there is none."""
    rows = connection.execute(query, values).fetchall()
    return chance.choice(rows) if rows else None


def rehash(connection, first, last=None):
    """Recomputes the hashes of the entries from one on, as somebody who can write the file would."""
    found = connection.execute("SELECT hash FROM entries WHERE sequence < ? ORDER BY sequence DESC", (first,)).fetchone()
    previous = bytes(found[0]) if found else bytes(32)
    rows = connection.execute("SELECT sequence, bytes FROM entries WHERE sequence >= ? ORDER BY sequence", (first,))
    for sequence, data in rows.fetchall():
        if last is not None and sequence > last:
            return
        previous = hashlib.sha256(previous + bytes(data)).digest()
        connection.execute("UPDATE entries SET hash = ? WHERE sequence = ?", (previous, sequence))


def flipped(data, chance):
    """Bytes with one of them changed."""
    data = bytearray(data)
    data[chance.randrange(len(data))] ^= chance.randint(1, 255)
    return bytes(data)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def change_bytes(connection, sequence, data):
    connection.execute("UPDATE entries SET bytes = ? WHERE sequence = ?", (data, sequence))


def change_head(connection, chance, change):
    """Changes the head of a case by a function of its members."""
    case, head = one(connection, chance, "SELECT id, head FROM cases")
    value = json.loads(bytes(head))
    change(value)
    connection.execute("UPDATE cases SET head = ? WHERE id = ?", (compact(value), case))


def length(connection):
    return connection.execute("SELECT max(sequence) FROM entries").fetchone()[0]


# The chain

@kind
def entry_byte(connection, chance):
    sequence, data = one(connection, chance, "SELECT sequence, bytes FROM entries")
    change_bytes(connection, sequence, flipped(data, chance))


@kind
def entry_byte_whole_rehash(connection, chance):
    entry_byte(connection, chance)
    rehash(connection, 1)


@kind
def entry_byte_part_rehash(connection, chance):
    sequence, data = one(connection, chance, "SELECT sequence, bytes FROM entries")
    change_bytes(connection, sequence, flipped(data, chance))
    rehash(connection, sequence, chance.randint(sequence, length(connection)))


@kind
def entry_hash(connection, chance):
    sequence, found = one(connection, chance, "SELECT sequence, hash FROM entries")
    connection.execute("UPDATE entries SET hash = ? WHERE sequence = ?", (flipped(found, chance), sequence))


@kind
def entry_hash_blank(connection, chance):
    connection.execute("UPDATE entries SET hash = zeroblob(32) WHERE sequence = ?", (chance.randint(1, length(connection)),))


@kind
def entry_previous_hash(connection, chance):
    """An entry chained to another than the one before it, and all after it rehashed."""
    last = length(connection)
    sequence = chance.randint(2, last)
    other = connection.execute("SELECT hash FROM entries WHERE sequence = ?", (chance.randint(1, last),)).fetchone()[0]
    data = connection.execute("SELECT bytes FROM entries WHERE sequence = ?", (sequence,)).fetchone()[0]
    value = hashlib.sha256(bytes(other) + bytes(data)).digest()
    connection.execute("UPDATE entries SET hash = ? WHERE sequence = ?", (value, sequence))
    rehash(connection, sequence + 1)


@kind
def entries_swapped(connection, chance):
    """Two entries change their places; the chain is rehashed by half the chances."""
    first, second = sorted(chance.sample(range(1, length(connection) + 1), 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        connection.execute("UPDATE entries SET sequence = ? WHERE sequence = ?", (new, old))
    if chance.random() < 0.5:
        rehash(connection, first)


@kind
def entry_bytes_swapped(connection, chance):
    """Two entries change their contents, columns stay."""
    first, second = sorted(chance.sample(range(1, length(connection) + 1), 2))
    rows = dict(connection.execute("SELECT sequence, bytes FROM entries WHERE sequence IN (?, ?)", (first, second)))
    change_bytes(connection, first, rows[second])
    change_bytes(connection, second, rows[first])
    if chance.random() < 0.5:
        rehash(connection, first)


@kind
def entry_deleted(connection, chance):
    connection.execute("DELETE FROM entries WHERE sequence = ?", (chance.randint(1, length(connection) - 1),))


@kind
def entry_deleted_renumbered(connection, chance):
    """An entry is taken out; all after it move up, in column and bytes, with new hashes."""
    gone = chance.randint(1, length(connection) - 1)
    connection.execute("DELETE FROM entries WHERE sequence = ?", (gone,))
    query = "SELECT sequence, bytes FROM entries WHERE sequence > ? ORDER BY sequence"
    for sequence, data in connection.execute(query, (gone,)).fetchall():
        value = json.loads(bytes(data))
        value["sequence"] = sequence - 1
        connection.execute(
            "UPDATE entries SET sequence = ?, bytes = ? WHERE sequence = ?", (sequence - 1, compact(value), sequence))
    rehash(connection, gone)


@kind
def tail_deleted(connection, chance):
    count = chance.choice((1, 1, 2, 5, 20))
    connection.execute("DELETE FROM entries WHERE sequence > ?", (max(0, length(connection) - count),))


@kind
def entry_repeated(connection, chance):
    """An entry stands once more at the end, numbered and hashed as if it belonged there."""
    case_id, revision, at, name, account, data = one(
        connection, chance, "SELECT case_id, revision, at, kind, account, bytes FROM entries")
    last = length(connection)
    value = json.loads(bytes(data))
    value["sequence"] = last + 1
    if case_id is not None:
        query = "SELECT max(revision) FROM entries WHERE case_id = ?"
        value["revision"] = revision = connection.execute(query, (case_id,)).fetchone()[0] + 1
    at = value["at"] = connection.execute("SELECT at FROM entries WHERE sequence = ?", (last,)).fetchone()[0]
    row = (last + 1, case_id, revision, at, name, account, bytes(32), compact(value))
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    rehash(connection, last + 1)


@kind
def entries_renumbered(connection, chance):
    """All from one on move by one, without the bytes."""
    first = chance.randint(2, length(connection))
    connection.execute("UPDATE entries SET sequence = -sequence - 1 WHERE sequence >= ?", (first,))
    connection.execute("UPDATE entries SET sequence = -sequence WHERE sequence < 0")


@kind
def entry_column(connection, chance):
    """A column that repeats the bytes says something else."""
    column, value = chance.choice((
        ("case_id", 1), ("case_id", None), ("revision", chance.randint(1, 9)), ("at", chance.randint(0, 10**13)),
        ("kind", chance.choice(("open", "action", "deadline", "facts", "register"))), ("account", None),
        ("account", "audit")))
    sequence = chance.randint(1, length(connection))
    connection.execute(f"UPDATE OR IGNORE entries SET {column} = ? WHERE sequence = ?", (value, sequence))


@kind
def entry_forged(connection, chance):
    """A member of an entry changes in bytes and column, and the whole chain is rehashed."""
    sequence, data = one(connection, chance, "SELECT sequence, bytes FROM entries WHERE case_id IS NOT NULL")
    value = json.loads(bytes(data))
    member = chance.choice(("account", "at", "event", "number", "calendar", "roles", "bundle"))
    if member == "at":
        value["at"] += chance.choice((-1, 1)) * chance.randint(1, 10**7)
        connection.execute("UPDATE entries SET at = ? WHERE sequence = ?", (value["at"], sequence))
    elif member == "account":
        value["account"] = chance.choice(("audit", "li", "wang", "zhao"))
        connection.execute("UPDATE entries SET account = ? WHERE sequence = ?", (value["account"], sequence))
    elif member == "roles":
        value["roles"] = ["administrator"]
    else:
        value[member] = str(value[member])[:-1] + "0"
    change_bytes(connection, sequence, compact(value))
    rehash(connection, sequence)


@kind
def outcome_forged(connection, chance):
    """What came of an entry changes, and the whole chain is rehashed: only folding shows it."""
    sequence, data = one(connection, chance, "SELECT sequence, bytes FROM entries WHERE case_id IS NOT NULL")
    value = json.loads(bytes(data))
    outcome = value["outcome"]
    what = chance.choice(("left", "entered", "data", "chart", "deadlines", "parties", "notices", "sealed", "emptied"))
    if what == "data":
        outcome.setdefault("data", {})["result"] = "x"
    elif what == "chart":
        outcome["chart"]["in"] = outcome["chart"]["in"][:-1]
    elif what == "parties":
        outcome["parties"] = [["audit", "reporter", False]]
    elif what == "sealed":
        value["sealed"] = {}
    elif what == "deadlines":
        outcome["deadlines"] = [dict(d, due=1) for d in outcome.get("deadlines", [])]
    elif what == "emptied":
        outcome["emptied"] = ["harmStatus"]
    else:
        outcome[what] = outcome.get(what, ["zhao:reported"])[1:]
    change_bytes(connection, sequence, compact(value))
    rehash(connection, sequence)
