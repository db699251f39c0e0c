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


# Helpers

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


# Cases and their projections

@kind
def case_column(connection, chance):
    case, = one(connection, chance, "SELECT id FROM cases")
    column, value = chance.choice((
        ("unit", "qingyu"), ("workflow", "other"), ("is_closed", 1), ("is_closed", 0), ("next_due", None),
        ("next_due", chance.randint(0, 2 * 10**12)), ("states", ""), ("states", "\nevent\n"), ("occurrences", "[]"),
        ("occurrences", '[["injury","2026-01-01",["center"]]]')))
    connection.execute(f"UPDATE cases SET {column} = ? WHERE id = ?", (value, case))


@kind
def case_deleted(connection, chance):
    case, = one(connection, chance, "SELECT id FROM cases")
    tables = chance.choice((("cases",), ("cases", "numbers", "parties", "deadlines", "occurrences", "case_keys", "entries")))
    for table in tables:
        connection.execute(f"DELETE FROM {table} WHERE {'id' if table == 'cases' else 'case_id'} = ?", (case,))


@kind
def case_invented(connection, chance):
    row = list(one(connection, chance, "SELECT * FROM cases"))
    row[0] = connection.execute("SELECT max(id) + 1 FROM cases").fetchone()[0]
    connection.execute("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


@kind
def head_byte(connection, chance):
    case, head = one(connection, chance, "SELECT id, head FROM cases")
    connection.execute("UPDATE cases SET head = ? WHERE id = ?", (flipped(head, chance), case))


@kind
def heads_swapped(connection, chance):
    rows = connection.execute("SELECT id, head FROM cases").fetchall()
    (first, one_head), (second, other_head) = chance.sample(rows, 2)
    connection.execute("UPDATE cases SET head = ? WHERE id = ?", (other_head, first))
    connection.execute("UPDATE cases SET head = ? WHERE id = ?", (one_head, second))


@kind
def head_member(connection, chance):
    """A member of a head is gone or another."""
    def change(value):
        member = chance.choice(sorted(value))
        if chance.random() < 0.5:
            del value[member]
        elif isinstance(value[member], int):
            value[member] += chance.choice((-1, 1))
        elif isinstance(value[member], str):
            value[member] += "0"
        elif isinstance(value[member], list):
            value[member] = value[member][1:]
        else:
            value[member] = dict(list(value[member].items())[1:])
    change_head(connection, chance, change)


@kind
def head_deadline(connection, chance):
    def change(value):
        for deadline in value.get("deadlines", []):
            deadline["status"] = "met" if deadline["status"] == "running" else "running"
    change_head(connection, chance, change)


@kind
def head_older(connection, chance):
    """Data of a head lose a field, as an update that was lost would leave it."""
    def change(value):
        for place in ("data", "sealed"):
            if value.get(place):
                del value[place][chance.choice(sorted(value[place]))]
    change_head(connection, chance, change)


@kind
def number_row(connection, chance):
    number, = one(connection, chance, "SELECT number FROM numbers")
    statement, *values = chance.choice((
        ("DELETE FROM numbers WHERE number = ?", number),
        ("UPDATE numbers SET number = number || '9' WHERE number = ?", number),
        ("UPDATE numbers SET case_id = case_id + 1 WHERE number = ?", number),
        ("UPDATE numbers SET unit = 'haifeng' WHERE number = ?", number),
        ("INSERT INTO numbers VALUES (? || 'x', 1, NULL)", number)))
    connection.execute(statement, values)


@kind
def party_row(connection, chance):
    account, case = one(connection, chance, "SELECT account, case_id FROM parties")
    statement, *values = chance.choice((
        ("DELETE FROM parties WHERE account = ? AND case_id = ?", account, case),
        ("UPDATE parties SET is_conflicted = 1 - is_conflicted WHERE account = ? AND case_id = ?", account, case),
        ("UPDATE OR IGNORE parties SET account = 'audit' WHERE account = ? AND case_id = ?", account, case),
        ("INSERT INTO parties VALUES (? || 'x', ?, 0)", account, case)))
    connection.execute(statement, values)


@kind
def deadline_row(connection, chance):
    row = one(connection, chance, "SELECT due, case_id, name, occasion FROM deadlines")
    if not row:
        return
    where = "WHERE due = ? AND case_id = ? AND name = ? AND occasion = ?"
    statement = chance.choice((
        f"DELETE FROM deadlines {where}", f"UPDATE deadlines SET due = due - 1 {where}",
        f"UPDATE deadlines SET status = 'missed' {where}", f"UPDATE deadlines SET occasion = occasion + 1 {where}",
        f"UPDATE deadlines SET case_id = case_id + 1000 {where}",
        "INSERT INTO deadlines VALUES (?, ?, ? || 'x', ?, 'running')"))
    connection.execute(statement, row)


@kind
def occurrence_row(connection, chance):
    row = one(connection, chance, "SELECT kind, place, day, case_id FROM occurrences")
    if not row:
        return
    where = "WHERE kind = ? AND place = ? AND day = ? AND case_id = ?"
    statement = chance.choice((
        f"DELETE FROM occurrences {where}", f"UPDATE occurrences SET day = '2026-01-01' {where}",
        f"UPDATE occurrences SET place = 'elsewhere' {where}", "INSERT INTO occurrences VALUES (?, ? || 'x', ?, ?)"))
    connection.execute(statement, row)


@kind
def occurrence_everywhere(connection, chance):
    """An occurrence disappears from the list and from the case."""
    row = one(connection, chance, "SELECT DISTINCT case_id FROM occurrences")
    if row:
        connection.execute("DELETE FROM occurrences WHERE case_id = ?", row)
        connection.execute("UPDATE cases SET occurrences = '[]' WHERE id = ?", row)


# What goes along with entries

@kind
def outbox_row(connection, chance):
    row, = one(connection, chance, "SELECT id FROM outbox")
    statement = chance.choice((
        "DELETE FROM outbox WHERE id = ?", "UPDATE outbox SET account = 'audit' WHERE id = ?",
        "UPDATE outbox SET case_id = case_id + 1 WHERE id = ?", "UPDATE outbox SET name = name || 'x' WHERE id = ?",
        "UPDATE outbox SET reason = 'missed' WHERE id = ?", "UPDATE outbox SET zh_hant = 'x' WHERE id = ?",
        "UPDATE outbox SET en = en || '.' WHERE id = ?", "UPDATE outbox SET at = at + 1 WHERE id = ?",
        "UPDATE outbox SET id = id + 100000 WHERE id = ?",
        "INSERT INTO outbox SELECT NULL, account, case_id, name, reason, zh_hant, en, at FROM outbox WHERE id = ?"))
    connection.execute(statement, (row,))


@kind
def answered_row(connection, chance):
    key, = one(connection, chance, "SELECT key FROM answered")
    statement, *values = chance.choice((
        ("DELETE FROM answered WHERE key = ?", key),
        ("UPDATE answered SET key = ? WHERE key = ?", flipped(key, chance), key),
        ("UPDATE answered SET request = x'00' WHERE key = ?", key),
        ("UPDATE answered SET sequence = sequence - 1 WHERE key = ?", key),
        ("UPDATE answered SET sequence = sequence + 100000 WHERE key = ?", key),
        ("UPDATE answered SET case_id = case_id + 1 WHERE key = ?", key),
        ("INSERT INTO answered SELECT ?, request, sequence, case_id FROM answered WHERE key = ?", flipped(key, chance), key)))
    connection.execute(statement, values)


@kind
def case_key(connection, chance):
    case, wrapped = one(connection, chance, "SELECT case_id, wrapped FROM case_keys")
    statement, *values = chance.choice((
        ("DELETE FROM case_keys WHERE case_id = ?", case),
        ("UPDATE case_keys SET wrapped = ? WHERE case_id = ?", flipped(wrapped, chance), case),
        ("UPDATE case_keys SET case_id = case_id + 100000 WHERE case_id = ?", case),
        ("INSERT INTO case_keys SELECT case_id + 100000, wrapped FROM case_keys WHERE case_id = ?", case)))
    connection.execute(statement, values)


@kind
def register_row(connection, chance):
    name, row_id, row = one(connection, chance, "SELECT kind, id, row FROM register")
    statement, *values = chance.choice((
        ("DELETE FROM register WHERE kind = ? AND id = ?", name, row_id),
        ("UPDATE register SET row = ? WHERE kind = ? AND id = ?", flipped(row, chance), name, row_id),
        ("UPDATE register SET id = id || 'x' WHERE kind = ? AND id = ?", name, row_id),
        ("INSERT INTO register SELECT kind, id || 'x', row FROM register WHERE kind = ? AND id = ?", name, row_id)))
    connection.execute(statement, values)


@kind
def grant_added(connection, chance):
    """Somebody makes themselves an administrator."""
    row_id, row = one(connection, chance, "SELECT id, row FROM register WHERE kind = 'account'")
    value = json.loads(bytes(row))
    value.setdefault("grants", []).append({"role": "administrator", "unit": "haifeng"})
    connection.execute("UPDATE register SET row = ? WHERE kind = 'account' AND id = ?", (compact(value), row_id))


@kind
def serial_row(connection, chance):
    series, = one(connection, chance, "SELECT series FROM serials")
    statement = chance.choice((
        "DELETE FROM serials WHERE series = ?", "UPDATE serials SET last = last + 1 WHERE series = ?",
        "UPDATE serials SET last = last - 1 WHERE series = ?", "INSERT INTO serials VALUES (? || 'x', 1)"))
    connection.execute(statement, (series,))


@kind
def bundle_row(connection, chance):
    name, data = one(connection, chance, "SELECT hash, bytes FROM bundles")
    statement, *values = chance.choice((
        ("DELETE FROM bundles WHERE hash = ?", name),
        ("UPDATE bundles SET bytes = ? WHERE hash = ?", flipped(data, chance), name),
        ("UPDATE bundles SET hash = lower(hex(randomblob(32))) WHERE hash = ?", name),
        ("INSERT INTO bundles SELECT lower(hex(randomblob(32))), bytes FROM bundles WHERE hash = ?", name)))
    connection.execute(statement, values)


@kind
def stream_row(connection, chance):
    """A refusal or a look goes, moves, or is about a case that is none."""
    table = chance.choice(("refusals", "looks"))
    row = one(connection, chance, f"SELECT id FROM {table} WHERE id < (SELECT max(id) FROM {table})")
    if row:
        statement = chance.choice((
            f"DELETE FROM {table} WHERE id = ?", f"UPDATE {table} SET id = -id WHERE id = ?",
            f"UPDATE {table} SET case_id = 100000 WHERE id = ?", f"UPDATE {table} SET at = at + 9999999999 WHERE id = ?"))
        connection.execute(statement, row)


@kind
def fact_row(connection, chance):
    connection.execute(chance.choice(("DELETE FROM facts", "UPDATE facts SET value = randomblob(16)")))


# The file as a whole

@kind
def schema(connection, chance):
    connection.execute(chance.choice((
        "DROP INDEX entries_of_case", "DROP INDEX cases_due", "DROP INDEX looks_at_case", "DROP TABLE looks",
        "CREATE TRIGGER hidden AFTER INSERT ON entries BEGIN DELETE FROM outbox; END",
        "CREATE TABLE more (a)", "CREATE VIEW more AS SELECT * FROM cases", "PRAGMA application_id = 7")))


@kind
def value_class(connection, chance):
    """A value of another class in a column by chance, or nothing in it."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = chance.choice([name for name in tables if not name.startswith("sqlite_")])
    columns = [row[1:3] for row in connection.execute(f"PRAGMA table_info({table})")]
    column, declared = chance.choice(columns)
    change = f"CAST({column} AS {'BLOB' if declared != 'BLOB' else 'TEXT'})"
    connection.execute(f"UPDATE OR IGNORE {table} SET {column} = {change}")


@kind
def value_blank(connection, chance):
    """A column by chance is blank in all rows."""
    table = chance.choice(("entries", "cases", "deadlines", "outbox", "answered", "register", "numbers", "case_keys"))
    columns = [row[1:3] for row in connection.execute(f"PRAGMA table_info({table})")]
    column, declared = chance.choice(columns)
    blank = {"BLOB": "x''", "TEXT": "''", "INTEGER": "0"}[declared]
    connection.execute(f"UPDATE OR IGNORE {table} SET {column} = {blank}")
