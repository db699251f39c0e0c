#!/usr/bin/env python3
"""Falsifies histories in every way that counts and demands that the checker of histories refuses every one.

    history_tests.py [--count N] [--seed N]

Sound histories come from a model: clients whose requests take effect at one random instant between start and end,
some unanswered, some sent twice. Each must pass; then one thing in it is changed so that no order can explain it
any more (a lost update, a stale read, a second effect ...), and it must be refused. The last line is
`N passed, N failed`.
"""
import argparse
import copy
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "..", "ops")]

from histories import check  # noqa: E402

CASES = ("a", "b")


class Model:
    """A server that is right: requests take effect one after the other."""

    def __init__(self, chance):
        self.chance = chance
        self.sequence, self.keys, self.expected = 0, {}, {}
        self.cases, self.trails = {}, {}

    def append(self, case, note):
        self.sequence += 1
        self.cases[case] = (self.cases.get(case, (0, ""))[0] + 1, note)
        self.trails.setdefault(case, []).append((self.sequence, self.cases[case][0]))
        return {"case": case, "revision": self.cases[case][0], "sequence": self.sequence, "at": self.sequence // 3}

    def command(self, record):
        """Answers an open or a write."""
        if record["key"] in self.keys:
            request, answer = self.keys[record["key"]]
            if request != record["request"]:
                return {"status": 422, "problem": "keyReused"}
            return {"status": 200, "repeated": True, **answer}
        revision = self.cases.get(record["case"], (0, ""))[0]
        if record["expected"] not in (None, revision):
            return {"status": 412, "problem": "conflict", "revision": revision}
        answer = self.append(record["case"], record["note"])
        self.keys[record["key"]] = (record["request"], answer)
        return {"status": 200, "repeated": False, **answer}

    def answer(self, record):
        if record["op"] in ("open", "write"):
            return self.command(record)
        if record["op"] == "list":
            return {"status": 200, "items": [(case, state[0]) for case, state in self.cases.items()]}
        if record["op"] == "trail":
            return {"status": 200, "items": list(self.trails[record["case"]])}
        revision, note = self.cases[record["case"]]
        return {"status": 200, "revision": revision, "note": note}


def request(chance, number, case, last):
    """One request; what a write expects is settled when it takes effect."""
    op = chance.choices(("write", "read", "list", "trail", "again"), (5, 4, 1, 1, 2))[0]
    record = {"op": op, "client": number, "case": case, "expected": None}
    if op == "again" and last:
        record = {**chance.choice(last), "client": number, "again": True}
        if chance.random() < 0.3:
            record.update(note="another", request=f"another {record['request']}")
    elif op in ("write", "again"):
        key = f"k{number}"
        record.update(op="write", key=key, note=f"note {key}", request=f"{case} {key}", wish=chance.random())
    return record


def sound(chance, count=60):
    """A history that the model explains."""
    model, history, plan, last = Model(chance), [], [], []
    for place, case in enumerate(CASES):
        plan.append((place, {"op": "open", "client": -place, "case": case, "key": f"open {case}", "request": case,
                             "note": "", "expected": None, "start": place - 0.4, "end": place + 0.4}))
    for number in range(1, count):
        record = request(chance, number, chance.choice(CASES), last)
        moment = 5 + number if record.get("again") else 5 + chance.uniform(0, count)
        record.update(start=moment - chance.expovariate(0.3), end=moment + chance.expovariate(0.3))
        record["start"] = max(record["start"], 3)
        plan.append((moment, record))
        if record["op"] == "write" and not record.get("again"):
            last.append(record)
    for moment, record in sorted(plan, key=lambda pair: pair[0]):
        settle(model, record, chance)
        history.append(record)
    return history


def settle(model, record, chance):
    """Lets a request take effect; what was never answered may have happened or not."""
    wish = record.pop("wish", 1)
    record.pop("again", None)
    if wish < 0.7:
        seen = max(model.cases[record["case"]][0] - (wish < 0.2), 1)
        record["expected"] = model.expected.setdefault(record["key"], seen)
    is_lost = record["op"] == "write" and chance.random() < 0.1
    if is_lost and chance.random() < 0.5:
        record.update(status=None, end=None)
        return
    answer = model.answer(record)
    record.update({"status": None, "end": None} if is_lost else answer)


# Mutations: each changes a history so that nothing explains it, or gives back False where it finds no place for it.


def done(history, op):
    return [record for record in history if record["op"] == op and record["status"] == 200]


def fresh(history):
    """Writes that were told as done for the first time."""
    return [record for record in done(history, "write") if not record["repeated"]]


def newer(history, record):
    """A write of the same case that had ended before this record began, the last one."""
    found = [w for w in fresh(history) if w["case"] == record["case"] and w["end"] < record["start"]]
    return max(found, key=lambda write: write["revision"], default=None)


def stale_read(history, chance):
    for record in chance.sample(done(history, "read"), len(done(history, "read"))):
        if newer(history, record):
            record["revision"], record["note"] = newer(history, record)["revision"] - 1, None
            return True
    return False


def stale_list(history, chance):
    for record in done(history, "list"):
        for place, (case, _) in enumerate(record["items"]):
            write = newer(history, {**record, "case": case})
            if write:
                record["items"][place] = (case, write["revision"] - 1)
                return True
    return False


def future_read(history, chance):
    for record in chance.sample(done(history, "read"), len(done(history, "read"))):
        later = [w for w in effects(history, record["case"]) if w["start"] > record["end"]]
        if later:
            record["revision"], record["note"] = later[-1]["revision"], later[-1]["note"]
            return True
    return False


def effects(history, case):
    """First answers whose request nobody else sent: they cannot have happened earlier."""
    sent = [record.get("key") for record in history]
    return [w for w in fresh(history) if w["case"] == case and sent.count(w["key"]) == 1]


def lost_update(history, chance):
    """Two writes go from the same revision to the same revision."""
    writes = sorted(fresh(history), key=lambda write: (write["case"], write["revision"]))
    for first, second in zip(writes, writes[1:]):
        if first["case"] == second["case"] and second["revision"] == first["revision"] + 1:
            second["revision"] = first["revision"]
            return True
    return False


def vanished_update(history, chance):
    """What was acknowledged stands nowhere: the last look finds the note of somebody else."""
    for record in chance.sample(done(history, "read"), len(done(history, "read"))):
        if record["revision"] > 1 and record["note"]:
            record["note"] = "note of nobody"
            return True
    return False


def double_effect(history, chance):
    for record in chance.sample(done(history, "write"), len(done(history, "write"))):
        if record["repeated"]:
            record["revision"] += 1
            record["sequence"] += 1000
            return True
    return False


def carried_out_twice(history, chance):
    """A key's second request says that it was the first."""
    for record in chance.sample(done(history, "write"), len(done(history, "write"))):
        if record["repeated"] and any(w["key"] == record["key"] for w in fresh(history)):
            record["repeated"] = False
            return True
    return False


def silent_effect(history, chance):
    """An entry that nobody asked for: all that come after it stand one revision higher."""
    for write in chance.sample(fresh(history), len(fresh(history))):
        blind = any(r["status"] is None and r["case"] == write["case"] for r in history)
        if not blind and raise_after(history, write):
            return True
    return False


def raise_after(history, write):
    """Lifts every revision of a case from a write on."""
    for record in history:
        if record.get("case") == write["case"] and record.get("revision") is not None:
            record["revision"] += record["revision"] >= write["revision"]
        for place, (case, revision) in enumerate(record.get("items", ())):
            if record["op"] == "list" and case == write["case"]:
                record["items"][place] = (case, revision + (revision >= write["revision"]))
    return True


def write_from_old(history, chance):
    """A write succeeds from a revision that was no longer the case's."""
    for write in chance.sample(fresh(history), len(fresh(history))):
        if write["expected"] is not None:
            write["expected"] -= 1
            return True
    return False


def needless_conflict(history, chance):
    for record in history:
        if record.get("problem") == "conflict":
            record["revision"] = record["expected"]
            return True
    return False


def conflict_as_done(history, chance):
    """A loser is told that it has won."""
    for record in history:
        if record.get("problem") == "conflict":
            del record["problem"]
            record.update(status=200, repeated=False, revision=record["expected"] + 1, sequence=9999, at=9999)
            return True
    return False


def another_request_taken(history, chance):
    for record in history:
        if record.get("problem") == "keyReused":
            first = [w for w in fresh(history) if w["key"] == record["key"] and w["request"] != record["request"]]
            if first:
                told = {name: first[0][name] for name in ("case", "revision", "sequence", "at")}
                del record["problem"]
                record.update(status=200, repeated=True, **told)
                return True
    return False


def key_refused(history, chance):
    """A key that nobody has used is refused as used."""
    for write in chance.sample(fresh(history), len(fresh(history))):
        if [record.get("key") for record in history].count(write["key"]) == 1:
            write.update(status=422, problem="keyReused")
            return True
    return False


def swapped_order(history, chance):
    """The journal holds two entries against the order in which they happened."""
    for first in fresh(history):
        for second in effects(history, first["case"]):
            if first["end"] < second["start"] and first["key"] != second["key"]:
                first["sequence"], second["sequence"] = second["sequence"], first["sequence"]
                return True
    return False


def time_back(history, chance):
    writes = sorted(fresh(history), key=lambda write: write["sequence"])
    for earlier, later in zip(writes, writes[1:]):
        if [record.get("key") for record in history].count(later["key"]) == 1:
            later["at"] = earlier["at"] - 1
            return True
    return False


def gap(history, chance):
    for record in chance.sample(done(history, "trail"), len(done(history, "trail"))):
        if len(record["items"]) > 1:
            del record["items"][chance.randrange(len(record["items"]) - 1)]
            return True
    return False


def other_entry(history, chance):
    known = {(w["case"], w["revision"]) for w in fresh(history)}
    for record in done(history, "trail"):
        for place, (sequence, revision) in enumerate(record["items"]):
            if (record["case"], revision) in known:
                record["items"][place] = (sequence + 1000, revision)
                return True
    return False


def mixed_list(history, chance):
    """A list shows one case after an entry and another as it was before an earlier entry."""
    writes = sorted(fresh(history), key=lambda write: write["sequence"])
    for record in done(history, "list"):
        for early in writes:
            late = next((w for w in writes if w["case"] != early["case"] and w["sequence"] > early["sequence"]), None)
            if late:
                record["items"] = [(early["case"], early["revision"] - 1), (late["case"], late["revision"])]
                return True
    return False


def server_error(history, chance):
    for record in chance.sample(history, len(history)):
        record.update(status=500, problem="internal", end=record["start"] + 1)
        return True


MUTATIONS = (
    stale_read, stale_list, future_read, lost_update, vanished_update, double_effect, carried_out_twice,
    silent_effect, write_from_old, needless_conflict, conflict_as_done, another_request_taken, key_refused,
    swapped_order, time_back, gap, other_entry, mixed_list, server_error,
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=40, help="histories, each falsified in every way")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passed, failures, done_by = 0, [], dict.fromkeys((mutation.__name__ for mutation in MUTATIONS), 0)
    for number in range(options.count):
        history = sound(random.Random(f"{options.seed} {number}"))
        wrong = check(history)
        passed += not wrong
        failures += [f"history {number} is sound and was refused: {line}" for line in wrong]
        for mutation in MUTATIONS:
            name, mutated = mutation.__name__, copy.deepcopy(history)
            if not mutation(mutated, random.Random(f"{options.seed} {number} {name}")):
                continue
            done_by[name] += 1
            refused = bool(check(mutated))
            passed += refused
            failures += [] if refused else [f"history {number} was not refused: {name}"]
    failures += [f"{name} found no place in any history" for name, count in done_by.items() if count == 0]
    for line in failures[:20]:
        print("FAILED:", line)
    print(", ".join(f"{name} {count}" for name, count in done_by.items()))
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
