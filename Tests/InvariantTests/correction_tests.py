#!/usr/bin/env python3
"""Corrects cases at random and undoes it: each correction leaves a lawful case, and undone it is as before.

    correction_tests.py ANWEI [--count N] [--seed N]

People work on the invented county with the real program; again and again somebody puts something right in a case by
chance, somebody else agrees, and the receipt is undone, sometimes twice over. After the undoing states, data and
deadlines must be what they were, and who saw the case must see it. At the end `anwei verify --level 3` decides every
entry again and the checker of invariants reads the file. The last line is `N passed, N failed`.
"""
import argparse
import collections
import os
import shutil
import sys
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "ops")]

from faults.people import Approver, Corrector, crew  # noqa: E402
from faults.server import Server  # noqa: E402
from invariants import check  # noqa: E402

REASON = {"code": "entry-error", "text": "登錄錯誤", "basis": "府社字第1150000000號"}


class Office:
    """Two persons who put a case right and undo it, and what the case is to them."""

    def __init__(self, server, seed):
        self.corrector = Corrector("c", "wang", server, seed)
        self.approver = Approver("a", "zhou", server, seed)
        self.counts, self.wrong = collections.Counter(), []

    def send(self, person, path, body):
        """A request with a key of its own; gives back the answer, None where it was refused."""
        person.serial += 1
        status, _, answer = person.ask("POST", "/api/v1/change-sets" + path, body, f"{person.name}-{person.serial}")
        if status >= 500:
            self.wrong.append(f"{path}: answered {status}")
        return answer if status in (200, 201) else None

    def seen(self, number):
        """What a correction can change and its undoing must restore."""
        path = "/api/v1/cases/" + urllib.parse.quote(number, safe="")
        status, _, case = self.corrector.ask("GET", path)
        if status != 200:
            return None
        # A clock that a correction began and its undoing stopped stays on record as cancelled.
        clocks = [{name: clock.get(name) for name in ("name", "state", "due", "from", "satisfiedAt", "missedAt")}
                  for clock in case.get("deadlines", []) if clock["state"] != "cancelled"]
        return {"states": case.get("states"), "data": case.get("data"), "masked": case.get("masked"), "clocks": clocks,
                "openedAt": case.get("openedAt"), "closed": case.get("closed"), "parties": case.get("parties")}

    def finish(self, place):
        """Proposes and agrees to a draft that has operations; gives back the receipt, None where it was refused."""
        status, _, shown = self.corrector.ask("GET", "/api/v1/change-sets" + place)
        if status != 200 or "fingerprint" not in shown:
            return self.send(self.corrector, place + "/withdraw", {}) and None
        count = len(shown["cases"])
        done = self.send(self.corrector, place + "/propose",
                         {**REASON, "fingerprint": shown["fingerprint"], "count": count})
        if done and done["state"] == "proposed":
            digits = shown["cases"][0]["number"][-4:]
            done = self.send(self.approver, place + "/approve", {"fingerprint": done["fingerprint"], "digits": digits})
        if done is None:
            return self.send(self.corrector, place + "/withdraw", {}) and None
        return done["receipt"]

    def correct(self, number):
        """One operation by chance; gives back verb and receipt, no receipt where it was refused somewhere."""
        operation = self.corrector.operation(number)
        begun = self.send(self.corrector, "", {"text": "更正登錄"})
        place = "/" + begun["id"]
        if self.send(self.corrector, place + "/operations", operation) is None:
            self.send(self.corrector, place + "/withdraw", {})
            return operation["verb"], None
        return operation["verb"], self.finish(place)

    def undo(self, receipt):
        begun = self.send(self.corrector, "", {"text": "撤銷更正", "undo": receipt})
        return self.finish("/" + begun["id"]) if begun else None

    def round(self, number):
        """A correction, its undoing, and now and then the undoing of that, twice."""
        before = self.seen(number)
        verb, receipt = self.correct(number)
        self.counts[verb, "applied" if receipt else "refused"] += 1
        if receipt is None:
            self.compare(number, before, f"{verb} was refused, yet the case changed")
            return
        after = self.seen(number)
        self.counts[verb, "changed nothing to be seen" if after == before else "changed something"] += 1
        undone = self.undo(receipt)
        if undone is None:
            # What came of it can stand in the way, which the refusal says; then nothing is undone.
            self.counts[verb, "not undone"] += 1
            self.compare(number, after, f"{verb}: the undoing was refused, yet the case changed")
            return
        self.compare(number, before, f"{verb} of {receipt}, undone by {undone}")
        if self.corrector.random.random() < 0.3:
            again = self.undo(undone)
            if again:
                self.compare(number, after, f"{verb}: {undone} undone by {again}")
                self.undo(again)

    def compare(self, number, wanted, what):
        found = self.seen(number)
        if found == wanted:
            return
        for name in wanted or {}:
            if not found or found[name] != wanted[name]:
                self.wrong.append(f"{number}: {what}: {name} is {found and found[name]}, not {wanted[name]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="anwei-corrections-")
    server = Server(options.binary, folder)
    server.make()
    server.start()
    office = Office(server, options.seed)
    people = [person for person in crew(server, "p", options.seed) if type(person).__name__ == "Person"]
    rounds = 0
    while rounds < options.count:
        for person in people:
            person.work()
        _, _, page = office.corrector.ask("GET", "/api/v1/cases?limit=50")
        if page.get("items"):
            office.round(office.corrector.random.choice(page["items"])["number"])
            rounds += 1
    for person in [*people, office.corrector, office.approver]:
        person.hang_up()
    server.stop()
    verified = server.run("verify", "--database", server.database, "--level", "3", *server.extra)
    if verified.returncode:
        office.wrong.append("anwei verify: " + (verified.stdout + verified.stderr)[-600:])
    office.wrong += map(str, check(server.database, key=server.key()))
    for (verb, what), count in sorted(office.counts.items()):
        print(f"{verb} {what}: {count}")
    if not any(what == "applied" for _, what in office.counts):
        office.wrong.append("nothing was ever corrected: nothing was tried")
    for line in office.wrong[:40]:
        print("WRONG", line)
    if office.wrong:
        print("kept", folder)
    else:
        shutil.rmtree(folder)
    print(f"{rounds - len(office.wrong) if len(office.wrong) < rounds else 0} passed, {len(office.wrong)} failed")
    sys.exit(1 if office.wrong else 0)


if __name__ == "__main__":
    main()
