#!/usr/bin/env python3
"""Kills the server with SIGKILL at every write to the database and its log during a scripted run.

The script is a number of requests by invented people. For N = 1, 2, 3 ... the server is started on the same database
and killed as it comes to its N-th write, fsync or truncation of database and log, until a run is not hit any more.
After each kill it is started again, what was not answered is sent again with the same key, and the checker of
invariants reads the file. `--tear` leaves half of the write on the disk; `--with strace` injects with strace, which
counts the writes of each thread for itself. Standard library only.
"""
import argparse
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time

from faults.breaking import Breaker
from faults.people import crew
from faults.server import Ended, Server, richer_workflows
from invariants import check


class Script:
    """The requests of the run, in pieces: each piece starts from a database that was closed in order."""

    def __init__(self, options, folder):
        self.options = options
        self.server = Server(options.binary, folder, richer_workflows(folder))
        self.server.make()
        self.breaker = Breaker(self.server)
        self.saved = os.path.join(folder, "saved")
        self.key, self.kills, self.wrong = self.server.key(), 0, []
        self.since = entry_count(self.server.database)
        self.steps, self.cases, self.serial = [], {}, 0
        self.number = 0

    def files(self, folder):
        """The database and what stands beside it for good: key and signed heads."""
        name = os.path.basename(self.server.database)
        return [each for each in os.listdir(folder) if each.startswith(name) and not each.endswith((".lock", "-shm"))]

    def save(self):
        shutil.rmtree(self.saved, ignore_errors=True)
        os.mkdir(self.saved)
        for name in self.files(self.server.folder):
            shutil.copy2(os.path.join(self.server.folder, name), self.saved)

    def restore(self):
        for name in self.files(self.server.folder):
            os.remove(os.path.join(self.server.folder, name))
        if os.path.exists(self.server.database + "-shm"):
            os.remove(self.server.database + "-shm")
        for name in self.files(self.saved):
            shutil.copy2(os.path.join(self.saved, name), self.server.folder)

    def people(self, piece):
        """The same people with the same choices each time a piece is played."""
        found = crew(self.server, f"p{piece}-", f"{self.options.seed} {piece}")
        for person in found:
            person.cases = list(self.cases.get(person.account, []))
        return found

    def play(self, people, requests):
        """Sends requests until the server is gone; says whether it still answers."""
        done, people = 0, list(people)  # turned by one when somebody has nothing to do
        while done < requests:
            try:
                if people[done % len(people)].work() is not None:
                    done += 1
                else:
                    people.append(people.pop(0))
            except OSError:
                return False
        return True

    def life(self, piece, requests, number):
        """One run that is to be killed at a write; gives back the people and whether it was hit."""
        self.restore()
        if self.options.tool == "strace":
            self.breaker.arm_strace(number)
        else:
            self.breaker.arm("tear" if self.options.tear else "kill", number)
        people = self.people(piece)
        try:
            self.server.start()
            # The last writes are those of the closing.
            hit = not self.play(people, requests) or self.server.stop() == -signal.SIGKILL
        except Ended as ended:
            hit = ended.code == -signal.SIGKILL
            if not hit:
                self.wrong.append(f"piece {piece}, write {number}: the start ended with {ended.code}")
        return people, hit

    def recover(self, people, place):
        """Starts again, sends again what was not answered, stops, and checks the file."""
        self.server.process.wait()
        self.breaker.disarm()
        self.server.start()
        for person in people:
            person.hang_up()
            if person.unanswered and person.settle() in (503, 507):
                self.wrong.append(f"{place}: the repeated request was not taken")
            person.hang_up()
        self.server.stop()
        self.finish(people, place)

    def finish(self, people, place):
        """What must hold once the server has been stopped in order."""
        for person in people:
            self.wrong += [f"{place}: answered {status}" for status, _ in person.strange]
        if self.server.process.returncode != 0:
            self.wrong.append(f"{place}: ended with {self.server.process.returncode}")
        told = self.steps + [step for person in people for step in person.steps]
        problems = check(self.server.database, told, self.key, since=self.since)
        self.wrong += [f"{place}: {problem}" for problem in problems[:5]]

    def run(self):
        for piece in range(max(1, self.options.requests // self.options.piece)):
            self.save()
            number = 1 + piece % self.options.every
            while True:
                place = f"piece {piece}, write {number}"
                people, hit = self.life(piece, self.options.piece, number)
                if not hit:
                    self.finish(people, place)
                    break
                self.recover(people, place)
                self.kills += 1
                if len(self.wrong) > 20 or time.monotonic() > self.options.end:
                    return
                number += self.options.every
            self.number += number
            self.steps += [step for person in people for step in person.steps]
            self.cases = {person.account: person.cases for person in people}


def entry_count(path):
    """The number of the last entry."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    count = connection.execute("SELECT max(sequence) FROM entries").fetchone()[0]
    connection.close()
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/anwei")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--piece", type=int, default=50, help="requests between two closings")
    parser.add_argument("--every", type=int, default=1, help="only each N-th write")
    parser.add_argument("--with", dest="tool", choices=("shim", "strace"), default="shim")
    parser.add_argument("--tear", action="store_true", help="leave half of the write that is hit")
    parser.add_argument("--for", dest="minutes", type=float, default=0, help="minutes; 0: until all is covered")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.end = time.monotonic() + (options.minutes * 60 or 10**9)
    folder = tempfile.mkdtemp(prefix="anwei-points-")
    script = Script(options, folder)
    began = time.monotonic()
    try:
        script.run()
    finally:
        if script.server.process and script.server.process.poll() is None:
            script.server.kill()
    rate = script.kills / max(time.monotonic() - began, 1) * 60
    print(f"{script.kills} kills at {script.number} write points ({options.tool}), {rate:.0f} a minute, "
          f"{len(script.steps)} acknowledged steps")
    if script.kills == 0:
        script.wrong.append("no write was ever hit: nothing was tried")
    for line in script.wrong[:50]:
        print("WRONG", line)
    if script.wrong:
        print("kept", folder)
    else:
        shutil.rmtree(folder)
    print(f"{0 if script.wrong else 1} passed, {1 if script.wrong else 0} failed")
    sys.exit(1 if script.wrong else 0)


if __name__ == "__main__":
    main()
