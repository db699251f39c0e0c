"""Ways to falsify what stands beside the chain: cases, their projections, keys, notices, the file itself."""
import json

from mutations import change_head, compact, flipped, kind, one


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
