#!/usr/bin/env python3
"""Sets the clock of a real server forward and back (ops/faults/clock.c) and looks whether its deadlines keep up.

    ops/clock_jumps.py --binary PATH [--seed 1] [--patience 30]

Cases with a deadline of seven days are opened; the wall clock then jumps by seconds, hours, days and years, both
ways, while the server runs and while it does not. After each jump forward every deadline that is over must be
missed within --patience seconds of real time without a restart or a request; after a jump back the journal's time
stands still and nothing fires; no deadline fires twice or early. Standard library only; needs a C compiler.
The last line is `N passed, N failed`.
"""
import argparse
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from concurrency import make_server  # noqa: E402
from histories.clients import Client, Work  # noqa: E402
from invariants import check as check_file  # noqa: E402

HOUR, DAY = 3600, 86400
JUMPS = (1, -1, HOUR, -HOUR, DAY, -DAY, 12 * DAY, -12 * DAY, 12 * DAY)
FAR = (3653 * DAY, -3653 * DAY)
# A deadline of seven days ends within so many by the calendar, whatever holidays there are.
LONGEST = 20 * DAY


class Clock:
    """The wall clock that the server sees; its steady clock is left alone, as in a machine whose clock is set."""

    def __init__(self, server):
        self.path, self.offset = os.path.join(server.folder, "offset"), 0
        with open(self.path, "wb") as file:
            file.write(struct.pack("<q", 0))
        library = os.path.join(server.folder, "clock.so")
        source = os.path.join(HERE, "faults", "clock.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-o", library, source], check=True)
        server.environment = {"LD_PRELOAD": library, "CLOCK_OFFSET": self.path}

    def move(self, seconds):
        self.offset += seconds
        with open(self.path, "r+b") as file:
            file.write(struct.pack("<q", self.offset * 10**9))

    def now(self):
        """In milliseconds, as the journal has it."""
        return int((time.time() + self.offset) * 1000)


def rows(server, query, *values):
    connection = sqlite3.connect(f"file:{server.database}?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def overdue(server, now):
    """How many cases have something due by an instant."""
    return rows(server, "SELECT count(*) FROM cases WHERE next_due <= ?", now)[0][0]


def entries(server):
    """The journal in order: number, time, kind, bytes."""
    return rows(server, "SELECT sequence, at, kind, bytes FROM entries ORDER BY sequence")


def wait_until_fired(server, clock, patience):
    """Whether all that is due has fired in time, with nobody asking anything of the server."""
    end = time.monotonic() + patience
    while overdue(server, clock.now()):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def play(server, clock, options):
    """Jumps the clock in some order; gives back what is wrong."""
    chance, client, wrong = random.Random(options.seed), Client(0, server), []
    work = Work(f"c{options.seed}", options.seed, 0)
    jumps = [*chance.sample(JUMPS, len(JUMPS)), *FAR, LONGEST]
    for number, jump in enumerate(jumps):
        client.open(work, chance)
        is_down = number % 4 == 3
        before = len(entries(server))
        if is_down:
            client.hang_up()
            server.stop()
        clock.move(jump)
        if is_down:
            server.start()
        if not wait_until_fired(server, clock, options.patience):
            wrong.append(f"{options.patience} s after a jump of {jump} s something due has not fired")
        new = entries(server)[before:]
        if jump < 0 and new and not is_down:
            wrong.append(f"after a jump back of {-jump} s there are {len(new)} new entries")
    client.hang_up()
    return wrong


def wrong_with(journal):
    """What the journal itself shows: time that goes back, deadlines early or twice."""
    wrong, latest, missed = [], 0, set()
    for sequence, at, kind, content in journal:
        if at < latest:
            wrong.append(f"#{sequence}: the journal's time goes back")
        latest = at
        if kind != "deadline":
            continue
        entry = json.loads(content)
        name = (entry["case"], entry["event"])
        if name in missed:
            wrong.append(f"#{sequence}: {name} is missed twice")
        missed.add(name)
        if any(deadline["due"] > at for deadline in entry["outcome"]["deadlines"] if deadline["status"] == "missed"):
            wrong.append(f"#{sequence}: {name} is missed early")
    if not missed:
        wrong.append("no deadline was ever missed: nothing was tried")
    return wrong, len(missed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/anwei")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=30)
    parser.add_argument("--keep", action="store_true", help="keep the database")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="anwei-clock-")
    server = make_server(options.binary, folder)
    clock = Clock(server)
    server.start()
    try:
        wrong = play(server, clock, options)
        code = server.stop()
        journal = entries(server)
        told, missed = wrong_with(journal)
        wrong += told + check_file(server.database, key=server.key())
        wrong += [f"the server ended with {code} after SIGTERM"] if code else []
    finally:
        server.kill()
    print(f"{len(journal)} entries, {missed} deadlines missed")
    for line in wrong[:50]:
        print("WRONG", line)
    if wrong or options.keep:
        print("kept", folder)
    else:
        shutil.rmtree(folder)
    print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
