"""The checker as a function: everything in the order in which it depends on each other."""
import sqlite3

from .database import Database, check_file
from .journal import Journal, check_bundles
from .keys import Keys
from .problem import Findings
from .projections import check_projections
from .requests import check_acknowledged, check_answered, check_heads, check_key, check_sealed
from .streams import check_streams


def check(path, acknowledged=(), key=None, heads=(), since=None, live=False, streams=()):
    """The problems of a database file, a list; empty if it is sound.

    acknowledged: what clients were told, as mappings with key, sequence and optionally account, number, revision.
    key: the 32 bytes of the master key, if digests of requests and authenticity are to be checked.
    heads: pairs of an entry's number and its hash in hexadecimal, noted earlier outside the file.
    since: the entry after which every act of a person is in `acknowledged`.
    live: reads beside a running server instead of a copy.
    streams: triples of a stream, its number of rows and the last one's hash in hexadecimal, noted like heads.
    """
    findings = Findings()
    try:
        with Database(path, live) as database:
            database.connection.execute("BEGIN")
            check_file(database, findings)
            journal = Journal(database, findings)
            journal.read()
            check_bundles(journal, findings)
            journal.changes.finish()
            check_projections(database, journal, findings)
            check_streams(database, journal, streams, findings)
            keys = Keys(key) if key else None
            check_key(database, findings, keys)
            if keys:
                check_sealed(database, journal, findings, keys)
            remembered = check_answered(database, journal, findings)
            check_acknowledged(acknowledged, remembered, journal, findings, keys, since)
            check_heads(heads, journal, findings)
    except sqlite3.Error as problem:
        findings.add("unreadable", "file", "a database of Anwei", type(problem).__name__)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as problem:
        findings.add("unreadable", "rows", "rows that can be compared", type(problem).__name__)
    return findings.problems
