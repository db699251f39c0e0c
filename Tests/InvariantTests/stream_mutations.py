"""Ways to falsify the streams beside the chain (refusals, looks, verdicts, console) and the credentials of the register.

Somebody who can write the file can also add a sound row behind the last one that was noted outside; that shows
nowhere, as it does not for the chain itself, and is no kind here.
"""
import hashlib
import json

from mutations import change_bytes, compact, flipped, kind, one, rehash

STREAMS = ("refusals", "looks", "verdicts", "console")


def some_stream(connection, chance, least=1):
    """A stream by chance that has so many rows; None if there is none."""
    found = [name for name in STREAMS if connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] >= least]
    return chance.choice(found) if found else None


def some_row(connection, chance, stream):
    return one(connection, chance, f"SELECT id FROM {stream}")[0]


def column(value):
    if value is None:
        return b"\n"
    if isinstance(value, int):
        return b"%d\n" % value
    data = value.encode() if isinstance(value, str) else bytes(value)
    return b"%d:%s\n" % (len(data), data)


def chain_anew(connection, stream, first):
    """Recomputes the hashes of a stream from a row on."""
    found = connection.execute(f"SELECT hash FROM {stream} WHERE id < ? ORDER BY id DESC", (first,)).fetchone()
    previous = bytes(found[0]) if found else bytes(32)
    for *columns, _ in connection.execute(f"SELECT * FROM {stream} WHERE id >= ? ORDER BY id", (first,)).fetchall():
        previous = hashlib.sha256(previous + b"".join(map(column, columns))).digest()
        connection.execute(f"UPDATE {stream} SET hash = ? WHERE id = ?", (previous, columns[0]))


def change_row(connection, chance, stream):
    """A column of a row is another; gives back the row's number."""
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({stream})")][1:-1]
    row, name = some_row(connection, chance, stream), chance.choice(names)
    value, = connection.execute(f"SELECT {name} FROM {stream} WHERE id = ?", (row,)).fetchone()
    if isinstance(value, str) and value.startswith("["):
        value = json.dumps([*json.loads(value)[:-1], "place"], separators=(",", ":"))
    elif value == "":
        value = " 1 "
    elif isinstance(value, str):
        place = chance.randrange(len(value))
        value = value[:place] + chance.choice("0123456789abcdef") + value[place + 1:]
    else:
        value = 1 if value is None else value + chance.choice((-1, 1))
    connection.execute(f"UPDATE {stream} SET {name} = ? WHERE id = ?", (value, row))
    return row


@kind
def stream_column(connection, chance):
    change_row(connection, chance, some_stream(connection, chance))


@kind
def stream_column_rehashed(connection, chance):
    """A row changes, and all after it are hashed anew: only what was noted outside shows it."""
    stream = some_stream(connection, chance)
    chain_anew(connection, stream, change_row(connection, chance, stream))


@kind
def stream_hash(connection, chance):
    stream = some_stream(connection, chance)
    row, found = one(connection, chance, f"SELECT id, hash FROM {stream}")
    connection.execute(f"UPDATE {stream} SET hash = ? WHERE id = ?", (flipped(found, chance), row))


@kind
def stream_row_deleted(connection, chance):
    """A row goes; those after it move up by half the chances, and are hashed anew by half of these."""
    stream = some_stream(connection, chance, 2)
    row = some_row(connection, chance, stream)
    connection.execute(f"DELETE FROM {stream} WHERE id = ?", (row,))
    if chance.random() < 0.5:
        for (later,) in connection.execute(f"SELECT id FROM {stream} WHERE id > ? ORDER BY id", (row,)).fetchall():
            connection.execute(f"UPDATE {stream} SET id = ? WHERE id = ?", (later - 1, later))
        if chance.random() < 0.5:
            chain_anew(connection, stream, row)


@kind
def stream_tail_cut(connection, chance):
    stream = some_stream(connection, chance)
    last, = connection.execute(f"SELECT max(id) FROM {stream}").fetchone()
    connection.execute(f"DELETE FROM {stream} WHERE id > ?", (last - chance.choice((1, 1, 2, 5)),))


@kind
def stream_emptied(connection, chance):
    connection.execute(f"DELETE FROM {some_stream(connection, chance)}")


@kind
def stream_rows_swapped(connection, chance):
    """Two rows change their places, with their hashes; the stream is hashed anew by half the chances."""
    stream = some_stream(connection, chance, 2)
    first, second = sorted(chance.sample([row for (row,) in connection.execute(f"SELECT id FROM {stream}")], 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        connection.execute(f"UPDATE {stream} SET id = ? WHERE id = ?", (new, old))
    if chance.random() < 0.5:
        chain_anew(connection, stream, first)


@kind
def stream_row_inserted(connection, chance):
    """A row stands twice; those after it move down, and are hashed anew by half the chances."""
    stream = some_stream(connection, chance)
    row = some_row(connection, chance, stream)
    for (later,) in connection.execute(f"SELECT id FROM {stream} WHERE id > ? ORDER BY id DESC", (row,)).fetchall():
        connection.execute(f"UPDATE {stream} SET id = ? WHERE id = ?", (later + 1, later))
    columns = list(connection.execute(f"SELECT * FROM {stream} WHERE id = ?", (row,)).fetchone())
    if stream == "verdicts":
        columns[1] = flipped_digit(columns[1])
    columns[0] += 1
    connection.execute(f"INSERT INTO {stream} VALUES ({', '.join('?' * len(columns))})", columns)
    if chance.random() < 0.5 and columns[0] <= noted(connection, stream):
        chain_anew(connection, stream, row)


def noted(connection, stream):
    """How many rows the stream had before a row came in between."""
    return connection.execute(f"SELECT max(id) - 1 FROM {stream}").fetchone()[0]


def flipped_digit(text):
    return ("1" if text[0] == "0" else "0") + text[1:]


@kind
def credential_row(connection, chance):
    """A token lets in somebody else, nobody, or one that nobody issued lets somebody in."""
    row_id, row = one(connection, chance, "SELECT id, row FROM register WHERE kind = 'credential'")
    value = json.loads(bytes(row))
    other = flipped_digit(row_id)
    statement, *values = chance.choice((
        ("DELETE FROM register WHERE id = ?", row_id),
        ("UPDATE register SET row = ? WHERE id = ?", compact(dict(value, account="audit")), row_id),
        ("UPDATE register SET row = ?, id = ? WHERE id = ?", compact(dict(value, id=other)), other, row_id),
        ("INSERT INTO register VALUES ('credential', ?, ?)", other, compact(dict(value, id=other)))))
    connection.execute(statement, values)


@kind
def credential_forged(connection, chance):
    """The same with the entry that put it, and the whole chain rehashed."""
    query = "SELECT sequence, bytes FROM entries WHERE kind = 'register' AND instr(bytes, '\"register\":\"credential\"')"
    sequence, data = one(connection, chance, query)
    value = json.loads(bytes(data))
    value["row"]["account"] = "audit"
    change_bytes(connection, sequence, compact(value))
    connection.execute("UPDATE register SET row = ? WHERE id = ?", (compact(value["row"]), value["id"]))
    rehash(connection, sequence)


@kind
def credential_repeated(connection, chance):
    """The issuing of a token stands once more at the end of the chain."""
    query = "SELECT bytes FROM entries WHERE kind = 'register' AND instr(bytes, '\"register\":\"credential\"')"
    value = json.loads(bytes(one(connection, chance, query)[0]))
    last, at = connection.execute("SELECT sequence, at FROM entries ORDER BY sequence DESC").fetchone()
    value.update(sequence=last + 1, at=at)
    row = (last + 1, None, 0, at, "register", value["account"], bytes(32), compact(value))
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    rehash(connection, last + 1)
