#!/usr/bin/env python3
"""Falsifies a journal in random ways and demands that the checker of invariants sees every one.

    invariant_tests.py ANWEI [--count N] [--seed N] [--verify N] [--jobs N]

A database is made with the real program: the invented county and some people at work. Each round takes a fresh copy,
applies one kind of mutation (mutations.py), and checks it with what was noted outside the file: the head of the
chain and what clients were told. What changes no row is no mutation and is not counted. With --verify N the program's
own `anwei verify` looks at N of them too; what it misses is listed by kind. The last line is `N passed, N failed`.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import multiprocessing
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "ops")]

from faults.people import crew  # noqa: E402
from faults.server import Server, richer_workflows  # noqa: E402
from invariants import check  # noqa: E402
import row_mutations  # noqa: E402, F401
from change_mutations import UNANCHORED  # noqa: E402
import stream_mutations  # noqa: E402
from mutations import KINDS  # noqa: E402


class World:
    """A sound database, what was noted of it outside, and an older state of it."""

    def __init__(self, binary, folder, seed):
        self.server = Server(binary, folder, richer_workflows(folder))
        self.server.make()
        for account in ("wang", "lin"):
            self.server.run("user", "token", account, "--database", self.server.database, *self.server.extra)
        self.since = last_entry(self.server.database)[0]
        people = crew(self.server, "m", seed)
        self.work(people, 10)
        self.older = os.path.join(folder, "older.db")
        shutil.copyfile(self.server.database, self.older)
        self.work(people, 10)
        self.database, self.key = self.server.database, self.server.key()
        self.acknowledged = [step for person in people for step in person.steps]
        self.head = last_entry(self.database)
        self.streams = last_rows(self.database)

    def work(self, people, rounds):
        self.server.start()
        for _ in range(rounds):
            for person in people:
                person.work()
        people[0].visit()
        people[2].visit()
        # What is delayed by a second or two comes due while the server runs.
        time.sleep(2.5)
        for person in people:
            person.hang_up()
        if self.server.stop() != 0:
            raise SystemExit("the server did not end with 0")

    def problems(self, path, anchored=True):
        """What the checker finds, told of the heads noted outside or not."""
        heads, streams = ([self.head], self.streams) if anchored else ([], [])
        return check(path, self.acknowledged, self.key, heads, self.since, streams=streams)


def last_entry(path):
    """Number and hash of the last entry: the head that somebody notes outside."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    sequence, found = connection.execute("SELECT sequence, hash FROM entries ORDER BY sequence DESC").fetchone()
    connection.close()
    return sequence, bytes(found).hex()


def last_rows(path):
    """Stream, number and hash of the last row of each stream, noted outside like the head."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = [(stream, connection.execute(f"SELECT id, hash FROM {stream} ORDER BY id DESC").fetchone())
            for stream in stream_mutations.STREAMS]
    connection.close()
    return [(stream, row[0], bytes(row[1]).hex()) for stream, row in rows if row]


def content(path):
    """A digest of schema and rows; None where SQLite cannot read them."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        marks = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
        digest = hashlib.sha256(repr(marks).encode())
        tables = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        digest.update(repr(tables).encode())
        for name in sorted(row[1].decode() for row in tables if row[0] == b"table"):
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            digest.update(repr(sorted(rows, key=repr)).encode())
        for (line,) in connection.execute("PRAGMA integrity_check"):
            digest.update(line)
        return digest.digest()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def file_byte(path, chance):
    """One byte of the file itself, outside of SQLite."""
    with open(path, "r+b") as file:
        place = chance.randrange(os.path.getsize(path))
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ chance.randint(1, 255)]))


def mutate(name, world, path, chance):
    """Makes a mutated copy at a path."""
    shutil.copyfile(world.older if name == "older_file" else world.database, path)
    if name == "file_byte":
        file_byte(path, chance)
    elif name != "older_file":
        connection = sqlite3.connect(path)
        try:
            KINDS[name](connection, chance)
            connection.commit()
        except sqlite3.IntegrityError:
            connection.rollback()
        connection.close()
    for ending in ("-wal", "-shm"):
        if os.path.exists(path + ending):
            os.remove(path + ending)


def rounds(world, options, folder, job=0):
    """Mutates and checks every so many rounds, as there are jobs; gives back the counts by kind and what was missed."""
    sound = content(world.database)
    path = os.path.join(folder, f"mutated{job}.db")
    done, missed, unseen = collections.Counter(), [], collections.Counter()
    names = [*sorted(KINDS), "file_byte", "older_file"]
    number = job - options.jobs + 1
    while sum(done.values()) < (options.count + options.jobs - 1 - job) // options.jobs:
        number += options.jobs
        name = names[number % len(names)]
        chance = random.Random(f"{options.seed} {number}")
        mutate(name, world, path, chance)
        if content(path) == sound:
            continue
        done[name] += 1
        if not world.problems(path, anchored=name not in UNANCHORED):
            missed.append(f"{name}, round {number} of seed {options.seed}")
        elif sum(done.values()) * options.jobs <= options.verify and not is_seen(world, path):
            unseen[name] += 1
    return done, missed, unseen


def shared_rounds(*shared):
    """The rounds, shared out to processes, which inherit world, options and folder: a world cannot be sent."""
    done, missed, unseen = collections.Counter(), [], collections.Counter()
    jobs = shared[1].jobs
    context = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(jobs, context, INHERITED.extend, (shared,)) as pool:
        for part in pool.map(inherited_rounds, range(jobs)):
            done.update(part[0])
            missed.extend(part[1])
            unseen.update(part[2])
    return done, missed, unseen


INHERITED = []


def inherited_rounds(job):
    return rounds(*INHERITED, job)


def is_seen(world, path):
    """Whether the program's own verification notices; a mutated file may also be refused when it is opened."""
    for ending in (".key", ".heads"):
        if os.path.exists(world.database + ending):
            shutil.copy2(world.database + ending, path + ending)
    return world.server.run("verify", "--database", path, "--level", "3", *world.server.extra).returncode != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verify", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, help="how many processes share the rounds")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="anwei-mutations-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        world = World(options.binary, folder, options.seed)
        alarms = world.problems(world.database)
        done, missed, unseen = shared_rounds(world, options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for problem in alarms:
        print("WRONG a sound database is said to be broken:", problem)
    for line in missed:
        print("WRONG not detected:", line)
    if options.verify:
        for name, count in sorted(unseen.items()):
            print(f"anwei verify did not see {count} of {name}")
    print(f"{sum(done.values())} mutations of {len(done)} kinds of a journal of {world.head[0]} entries, "
          f"{len(missed)} not detected")
    failed = len(missed) + (1 if alarms else 0)
    print(f"{sum(done.values()) + 1 - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
