"""A served database, one person who uses it, and what was expected of it while its disk was broken."""
import sqlite3
import subprocess
import urllib.parse

from invariants import check

from .breaking import Breaker
from .people import Person
from .server import Server


class Bench:
    """A served database, one person who uses it, and what went wrong."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.server = Server(options.binary, folder)
        self.server.make()
        self.key = self.server.key()
        self.since = last_entry(self.server.database)
        self.breaker = Breaker(self.server)
        self.person = Person("d", "wang", self.server, options.seed)
        self.wrong, self.hits, self.place = [], 0, ""

    def say(self, text):
        self.wrong.append(f"{self.place}: {text}")

    def expect(self, what, found, *allowed):
        if found not in allowed:
            self.say(f"{what}: expected {' or '.join(map(str, allowed))}, found {found}")

    def start(self, *arguments, **named):
        """Starts with a breaker that breaks nothing yet."""
        self.breaker.arm(*arguments, **named)
        self.server.start()

    def request(self):
        """One new request, of a kind that is always taken; 0 where the connection ends without an answer."""
        self.person.serial += 1
        self.person.unanswered = self.last_request()
        return self.again()

    def last_request(self):
        """Path, body and key of the newest request."""
        number, serial = urllib.parse.quote(self.person.cases[-1], safe=""), self.person.serial
        path = f"/api/v1/cases/{number}/actions/supplement"
        return path, {"data": {"narrative": f"第 {serial} 次補充"}}, f"d-{serial}"

    def again(self):
        """The unanswered request once more, with its key."""
        try:
            return self.person.settle()
        except OSError:
            return 0

    def opened(self):
        """The status of opening a case; 0 where the connection ends without an answer."""
        try:
            return self.fresh()
        except OSError:
            return 0

    def fresh(self):
        """Opens a case whose reporter may add to it; gives back the status."""
        kept, self.person.cases = self.person.cases[-1:], []
        when = {"$timestamp": "2026-11-01T00:00:00Z"}
        data = {"victims": [{"person": "zhang"}], "kinds": ["intimidation"], "occurredAt": when}
        body = {"workflow": "threat-report", "unit": "haifeng-shegong", "data": data}
        status = self.person.command("/api/v1/cases", body)
        self.person.cases = self.person.cases or kept
        return status

    def reading(self):
        """What looking at cases gives while the disk is broken; looks themselves are recorded, lists are not."""
        try:
            return self.person.ask("GET", "/api/v1/cases?limit=5")[0]
        except OSError:
            return 0

    def ended(self):
        """The exit code within ten seconds, None if the server goes on."""
        try:
            return self.server.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            return None

    def restart(self):
        self.person.hang_up()
        if self.server.process.poll() is None:
            self.server.kill()
        self.breaker.disarm()
        self.server.start()

    def close(self, code=0):
        """Stops in order and checks the file."""
        self.person.hang_up()
        self.expect("exit code", self.server.stop(), code)
        self.check()

    def check(self):
        for problem in check(self.server.database, self.person.steps, self.key, since=self.since)[:5]:
            self.say(str(problem))
        self.wrong += [f"{self.place}: answered {status}" for status, _ in self.person.strange]
        self.person.strange = []


def last_entry(path):
    """The number of the last entry."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    sequence = connection.execute("SELECT max(sequence) FROM entries").fetchone()[0]
    connection.close()
    return sequence
