"""Reads a database file: on a copy where a log stands beside it, so that nothing of the original is touched."""
import os
import shutil
import sqlite3
import tempfile

APPLICATION = 0x416E7765
MIGRATIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Schema", "Migrations")
CLASSES = {"INTEGER": "integer", "TEXT": "text", "BLOB": "blob", "REAL": "real"}


class Database:
    """An open database; use it in a `with` statement."""

    def __init__(self, path, live=False):
        self.path, self.live, self.folder = path, live, None

    def __enter__(self):
        path = os.path.abspath(self.path)
        log = path + "-wal"
        if self.live:
            place = f"file:{_quoted(path)}?mode=ro"
        elif os.path.exists(log) and os.path.getsize(log) > 0:
            shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
            self.folder = tempfile.mkdtemp(prefix="anwei-check-", dir=shared)
            copy = os.path.join(self.folder, "copy.db")
            shutil.copyfile(path, copy)
            shutil.copyfile(log, copy + "-wal")
            place = f"file:{_quoted(copy)}"
        else:
            place = f"file:{_quoted(path)}?mode=ro&immutable=1"
        self.connection = sqlite3.connect(place, uri=True, isolation_level=None)
        self.connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        return self

    def __exit__(self, *_):
        self.connection.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def pragma(self, name):
        return self.connection.execute(f"PRAGMA {name}").fetchone()[0]


def check_file(database, findings):
    """The file as SQLite sees it: pages, indexes, foreign keys, header, schema, the class of each value."""
    for (text,) in database.rows("PRAGMA integrity_check(20)"):
        if text != "ok":
            findings.add("integrity", "file", "ok", text.split("\n")[0])
    for row in database.rows("PRAGMA foreign_key_check"):
        findings.add("foreign-key", row[0], "a parent row", "none")
    findings.same("header", "application id", APPLICATION, database.pragma("application_id"))
    _check_schema(database, findings)
    _check_classes(database, findings)


def _expected_schema(version):
    fresh = sqlite3.connect(":memory:")
    for name in sorted(os.listdir(MIGRATIONS)):
        if name.endswith(".sql") and int(name[1:5]) <= version:
            with open(os.path.join(MIGRATIONS, name), encoding="utf-8") as file:
                fresh.executescript(file.read())
    return _schema(fresh)


def _versions():
    return [int(name[1:5]) for name in os.listdir(MIGRATIONS) if name.endswith(".sql")]


def _schema(connection):
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    return {(kind, name, sql) for kind, name, sql in connection.execute(query)}


_expected = {}


def _check_schema(database, findings):
    version = database.pragma("user_version")
    if version not in _versions():
        findings.add("header", "user version", "that of a migration", version)
    if version not in _expected:
        _expected[version] = _expected_schema(version)
    found = _schema(database.connection)
    for kind, name, _ in sorted(_expected[version] - found):
        findings.add("schema", f"{kind} {name}", f"as of version {version}", "missing or changed")
    for kind, name, _ in sorted(found - _expected[version]):
        findings.add("schema", f"{kind} {name}", f"as of version {version}", "additional or changed")


def _check_classes(database, findings):
    """Columns hold what they are declared for: SQLite itself would take anything."""
    for (table,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if table.startswith("sqlite_"):
            continue
        for _, column, declared, notNull, _, isKey in database.rows(f"PRAGMA table_info('{table}')"):
            expected = CLASSES.get(declared.upper())
            allowed = [expected] + ([] if notNull or isKey else ["null"])
            marks = ", ".join(f"'{name}'" for name in allowed)
            query = f'SELECT count(*) FROM "{table}" WHERE typeof("{column}") NOT IN ({marks})'
            count = database.rows(query)[0][0]
            if expected and count:
                findings.add("class", f"{table}.{column}", expected, f"{count} others")


def _quoted(path):
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
