#!/usr/bin/env python3
"""Kills the server under load and proves that nothing acknowledged is lost and nothing happens twice.

Clients open cases and take random actions over HTTP, each request with an idempotency key. At random moments, also
while it starts, the server is killed with SIGKILL and started again. What was not answered is sent again with the
same key. Every few kills the checker of invariants (ops/invariants) reads the file; a database ends with everything
answered, the checker told of every acknowledged step, and `anwei verify`. Then a new one is begun. Several databases
are worked on side by side. Standard library only; `--seed` repeats the choices.
"""
import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from faults.people import Person, person as person_of
from faults.server import Ended, Server, richer_workflows
from invariants import check


class Client(threading.Thread):
    """A person who never stops working until told to."""

    def __init__(self, person):
        super().__init__(daemon=True)
        self.person = person
        self.halt = threading.Event()

    def run(self):
        while not self.halt.is_set():
            try:
                if self.person.work() is None:
                    self.halt.wait(0.01)
            except OSError:
                self.halt.wait(0.005)
        self.person.hang_up()


class Siege:
    """One database from its making to its last check."""

    def __init__(self, options, folder, number):
        self.options, self.name = options, f"k{options.seed}-{number}"
        self.chance = random.Random(self.name)
        self.server = Server(options.binary, folder, [*richer_workflows(folder), *options.extra])
        self.server.make()
        self.key = self.server.key()
        first = check(self.server.database, key=self.key)
        self.wrong = [str(problem) for problem in first]
        self.since = self.last_entry()
        self.accounts = self.server.people
        self.people, self.left = [], {}
        self.kills, self.checks, self.early = 0, 0, 0

    def last_entry(self):
        """The number of the last entry, from the file itself."""
        connection = sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True)
        found = connection.execute("SELECT max(sequence) FROM entries").fetchone()[0]
        connection.close()
        return found

    def crew(self):
        """The clients of one life; each begins with what its place left unanswered."""
        found = []
        for place in range(self.options.clients):
            account = self.accounts[(place + self.kills) % len(self.accounts)]
            unanswered, cases = None, []
            if place in self.left:
                account, unanswered, cases = self.left.pop(place)
            name = f"{self.name}-{self.kills}-{place}"
            person = person_of(account)(name, account, self.server, name, unanswered)
            person.cases = cases
            found.append(person)
        return found

    def life(self):
        """Starts, works, kills."""
        if self.chance.random() < 0.1:
            self.kill_early()
        self.server.start()
        people = self.crew()
        clients = [Client(person) for person in people]
        for client in clients:
            client.start()
        if self.chance.random() < 0.8:
            self.wait_for_work(people)
        time.sleep(self.chance.uniform(0, self.options.longest))
        self.server.kill()
        self.kills += 1
        for client in clients:
            client.halt.set()
        for place, client in enumerate(clients):
            client.join(30)
            person = client.person
            self.left[place] = (person.account, person.unanswered, person.cases)
        self.people += people

    def wait_for_work(self, people):
        """Until somebody was answered: the first request of a life takes longest."""
        end = time.monotonic() + 3
        while time.monotonic() < end and not any(person.steps for person in people):
            time.sleep(0.002)

    def kill_early(self):
        """A kill while the server starts."""
        with_start = threading.Timer(self.chance.uniform(0.01, 0.2), lambda: self.server.process and self.server.kill())
        with_start.start()
        try:
            self.server.start()
        except Ended:
            pass
        with_start.join()
        # On a busy machine the moment may come before there is a process: then it is killed now.
        self.server.kill()
        self.kills += 1
        self.early += 1

    def told(self):
        return [step for person in self.people for step in person.steps]

    def look(self, since=None):
        """The checker's word on the file as it is."""
        self.checks += 1
        problems = check(self.server.database, self.told(), self.key, since=since)
        self.wrong += [f"after {self.kills} kills: {problem}" for problem in problems[:10]]

    def run(self, kills, end):
        while self.kills < kills and time.monotonic() < end and len(self.wrong) < 20:
            self.life()
            if self.kills % self.options.check_every == 0:
                self.look()
        self.finish()
        return self.report()

    def finish(self):
        """Everything is answered; the server stops in order; the whole is checked."""
        self.server.start()
        for account, unanswered, _ in self.left.values():
            if unanswered:
                person = Person(f"{self.name}-end", account, self.server, 0, unanswered)
                person.resent = 1
                person.settle()
                person.hang_up()
                self.people.append(person)
        code = self.server.stop()
        if code != 0:
            self.wrong.append(f"the server ended with {code} after SIGTERM")
        self.look(self.since)
        self.wrong += [f"answered {status}: {answer}" for person in self.people for status, answer in person.strange]
        verified = self.server.run(
            "verify", "--database", self.server.database, "--level", "3", *self.server.extra)
        if verified.returncode != 0:
            self.wrong.append(f"anwei verify ended with {verified.returncode}: {verified.stdout}{verified.stderr}")

    def report(self):
        steps = self.told()
        return {
            "kills": self.kills, "early": self.early, "checks": self.checks, "steps": len(steps),
            "refused": sum(person.refusals for person in self.people),
            "resent": sum(person.resent for person in self.people),
            "repeated": sum(step["repeated"] for step in steps),
            "wrong": self.wrong[:50],
        }


def besiege(options):
    """Database after database until the kills are done; prints one line of JSON."""
    total, end = {"databases": 0}, time.monotonic() + (options.minutes * 60 or 10**9)
    while total.get("kills", 0) < options.kills and time.monotonic() < end and not total.get("wrong"):
        folder = tempfile.mkdtemp(prefix="anwei-kill-")
        siege = Siege(options, folder, f"{options.share}-{total['databases']}")
        try:
            report = siege.run(min(options.renew, options.kills - total.get("kills", 0)), end)
        finally:
            if siege.server.process and siege.server.process.poll() is None:
                siege.server.kill()
        if report["wrong"] or options.keep:
            report["wrong"] = report["wrong"] and [*report["wrong"], f"kept {folder}"]
        else:
            shutil.rmtree(folder)
        add(total, {**report, "databases": 1})
        print(f"siege {options.share}: {total['kills']} of {options.kills} kills", file=sys.stderr, flush=True)
    print(json.dumps(total, ensure_ascii=False))


def add(total, report):
    """Adds figures to figures and lists to lists."""
    for name, value in report.items():
        total[name] = total.get(name, type(value)()) + value


def spread(options):
    """The same program once for each database worked on at a time; gives back the sum of what they report."""
    workers = []
    for share in range(options.databases):
        kills = options.kills // options.databases + (share < options.kills % options.databases)
        command = [sys.executable, "-B", __file__, *sys.argv[1:]]
        if "--" in command:
            at = command.index("--")
        else:
            at = len(command)
        command[at:at] = ["--databases", "1", "--share", str(share), "--kills", str(kills)]
        workers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    total = {}
    for worker in workers:
        output = worker.communicate()[0].strip().split("\n")
        report = json.loads(output[-1]) if worker.returncode == 0 else {"wrong": ["a worker failed"]}
        add(total, report)
    return total


def options_from(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/anwei")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--for", dest="minutes", type=float, default=0, help="minutes; 0: until --kills")
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--longest", type=float, default=0.3, help="longest life of a server in seconds")
    parser.add_argument("--databases", type=int, default=2, help="how many are worked on at a time")
    parser.add_argument("--renew", type=int, default=300, help="kills after which a new database is begun")
    parser.add_argument("--check-every", type=int, default=10, help="kills between two readings by the checker")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the databases")
    parser.add_argument("--share", default="", help=argparse.SUPPRESS)
    parser.add_argument("extra", nargs="*", help="further options of `anwei serve`, after --")
    return parser.parse_args(arguments)


def main():
    options = options_from(sys.argv[1:])
    if options.share:
        besiege(options)
        return
    began = time.monotonic()
    total = spread(options)
    minutes = (time.monotonic() - began) / 60
    wrong = total.get("wrong", [])
    print(f"{total.get('kills', 0)} kills ({total.get('early', 0)} while starting) on {total.get('databases', 0)} "
          f"databases, {total.get('kills', 0) / minutes:.0f} a minute; {total.get('steps', 0)} acknowledged steps, "
          f"{total.get('refused', 0)} refusals, {total.get('resent', 0)} sent again, of which "
          f"{total.get('repeated', 0)} had happened; {total.get('checks', 0)} checks of the file")
    if total.get("steps", 0) == 0:
        wrong.append("no step was ever acknowledged: nothing was tried")
    for line in wrong[:50]:
        print("WRONG", line)
    print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
