"""Checks a history: keys, the one order of all entries, lists, and for each case whether one order explains it.

A history is a list of records, one for each request that was sent:
  op        open, write, read, list, trail (the journal of a case)
  client    who sent it; start, end: when, in any one unit; end is None without an answer
  case      its number, None for a list or an open without an answer
  key, request   the idempotency key and what came with it; expected: the revision named, or None
  note      what was written or read
  status    of the answer, None without one; problem: its kind where it is a refusal
  revision, sequence, at, repeated   as told; items: pairs of case (list) or sequence (trail) and revision
Cases are independent of each other (linearizability is local), so each is searched alone.
"""
import collections

from .search import EVER, Operation, unexplained

DONE = (200, 201)
UNDONE = (503, 507)


def check(history):
    """What is wrong with a history, a list of sentences; empty if nothing is."""
    effects = effects_of(history)
    wrong = [line for attempts in by_key(history).values() for line in wrong_with_key(attempts)]
    wrong += wrong_with_answers(history)
    wrong += wrong_with_order(effects)
    wrong += wrong_with_lists(history, effects)
    wrong += wrong_with_trails(history, effects)
    for case, operations in sorted(operations_of(history, effects).items()):
        blocked = unexplained(operations)
        if blocked is not None:
            wrong.append(f"{case}: no order explains {'; '.join(blocked[:4])}")
    return wrong


def by_key(history):
    """The attempts of each key, in the order of their start."""
    found = collections.defaultdict(list)
    for record in sorted(history, key=lambda record: record["start"]):
        if record.get("key"):
            found[record["key"]].append(record)
    return found


def is_done(record):
    return record["status"] in DONE


def may_be_done(record):
    """Whether an attempt may have had an effect: it was answered as done, or not answered at all."""
    return is_done(record) or record["status"] is None


# Keys


def wrong_with_key(attempts):
    """One key has one effect, and the same answer each time; with another request it is refused."""
    key, done = attempts[0]["key"], [record for record in attempts if is_done(record)]
    wrong = []
    if len({(record["case"], record["revision"], record["sequence"], record["at"]) for record in done}) > 1:
        wrong.append(f"key {key} has several effects: {sorted(record['sequence'] for record in done)}")
    if len({record["request"] for record in done}) > 1:
        wrong.append(f"key {key} was taken with several requests")
    if sum(not record["repeated"] for record in done) > 1:
        wrong.append(f"key {key} was carried out more than once")
    if done and all(record["repeated"] for record in done) and not lost(attempts, done[0]):
        wrong.append(f"key {key} is told as repeated and never happened")
    for record in attempts:
        wrong += wrong_with_attempt(record, attempts, done)
    return wrong


def lost(attempts, done):
    """Whether the first effect may have gone unanswered."""
    return any(record["status"] is None and record["request"] == done["request"] for record in attempts)


def wrong_with_attempt(record, attempts, done):
    """What an attempt must not be told in view of the others with its key."""
    told = record.get("problem")
    others = [other for other in attempts if other["request"] != record["request"]]
    if told == "keyReused" and not any(may_be_done(o) and o["start"] <= record["end"] for o in others):
        return [f"key {record['key']} is refused as used, and nobody used it"]
    before = [other for other in done if record["end"] is not None and other["end"] < record["start"]]
    if any(other["request"] == record["request"] for other in before) and told:
        return [f"key {record['key']} had been carried out and is refused now: {told}"]
    if any(other["request"] != record["request"] for other in before) and told != "keyReused":
        return [f"key {record['key']} had been used for another request and is not refused"]
    return []


def wrong_with_answers(history):
    """Answers that nobody should ever get."""
    wrong = []
    for record in history:
        expected = ("conflict", "keyReused")
        if record["status"] in (None, *DONE, *UNDONE) or record.get("problem") in expected:
            continue
        wrong.append(f"{tag(record)} was answered {record['status']} {record.get('problem')}")
    return wrong


# Effects


def effects_of(history):
    """One record for each open and write that happened, with the first start and end that it may have had."""
    effects = []
    for attempts in by_key(history).values():
        done = sorted((record for record in attempts if is_done(record)), key=lambda record: record["repeated"])
        if done:
            tries = [record for record in attempts if may_be_done(record) and record["request"] == done[0]["request"]]
            start, end = min(record["start"] for record in tries), min(record["end"] for record in done)
            effects.append({**done[0], "start": start, "end": end})
    return effects


def wrong_with_order(effects):
    """The journal is one order of all effects, and it agrees with the clock on the wall of whoever watches."""
    wrong, latest, ordered = [], (None, None), sorted(effects, key=lambda effect: effect["sequence"])
    for place in ("sequence", ("case", "revision")):
        counts = collections.Counter(tuple(e[n] for n in ([place] if place == "sequence" else place)) for e in effects)
        wrong += [f"{value} was given to {count} effects" for value, count in counts.items() if count > 1]
    for effect in ordered:
        if latest[0] is not None and effect["end"] < latest[0]:
            wrong.append(f"{tag(effect)} ended before {latest[1]} began, and stands after it")
        if latest[0] is None or effect["start"] > latest[0]:
            latest = (effect["start"], tag(effect))
    for earlier, later in zip(ordered, ordered[1:]):
        if later["at"] < earlier["at"]:
            wrong.append(f"the journal's time goes back at {tag(later)}")
    return wrong


def places_of(effects):
    """The place in the journal at which each case reached each revision."""
    return {(effect["case"], effect["revision"]): effect["sequence"] for effect in effects}


def wrong_with_lists(history, effects):
    """A list shows its cases as of one instant: none had moved on before another came to where it stands."""
    wrong, places = [], places_of(effects)
    for record in history:
        if record["op"] != "list" or not is_done(record):
            continue
        reached = [places[item] for item in record["items"] if item in places]
        left = [places[(case, revision + 1)] for case, revision in record["items"] if (case, revision + 1) in places]
        if reached and left and max(reached) >= min(left):
            wrong.append(f"{tag(record)} mixes two instants")
    return wrong


def wrong_with_trails(history, effects):
    """A case's journal holds each revision once, at the place that whoever made it was told."""
    wrong, places = [], places_of(effects)
    for record in history:
        if record["op"] != "trail" or not is_done(record):
            continue
        if [revision for _, revision in record["items"]] != list(range(1, len(record["items"]) + 1)):
            wrong.append(f"{tag(record)} has gaps")
        for sequence, revision in record["items"]:
            if places.get((record["case"], revision), sequence) != sequence:
                wrong.append(f"{tag(record)} holds another entry at revision {revision}")
    return wrong


# Cases


def operations_of(history, effects):
    """The operations on each case, for the search."""
    found = collections.defaultdict(list)
    happened = {effect["key"] for effect in effects}
    for effect in effects:
        kind = "open" if effect["op"] == "open" else "write"
        found[effect["case"]].append(operation(kind, effect, effect["revision"], effect["note"]))
    for case, record in unanswered(history, happened):
        found[case].append(operation("write", record, None, record["note"])._replace(end=EVER))
    for record in history:
        if record.get("problem") == "conflict":
            found[record["case"]].append(operation("conflict", record, record["revision"], None))
        elif record["op"] == "read" and is_done(record):
            found[record["case"]].append(operation("read", record, record["revision"], record["note"]))
        elif record["op"] == "trail" and is_done(record):
            found[record["case"]].append(operation("read", record, len(record["items"]), None))
        elif record["op"] == "list" and is_done(record):
            for case, revision in record["items"]:
                found[case].append(operation("read", record, revision, None))
    opened = {effect["case"] for effect in effects if effect["op"] == "open"}
    return {case: operations for case, operations in found.items() if case in opened}


def unanswered(history, happened):
    """Writes of which nobody knows whether they happened: one for each key and request.

    Who sends again and is told of a conflict knows that it did not happen: what has happened is told as repeated.
    """
    seen = {(record.get("key"), record.get("request")) for record in history if record.get("problem") == "conflict"}
    for record in sorted(history, key=lambda record: record["start"]):
        name = (record.get("key"), record.get("request"))
        if record["op"] == "write" and record["status"] is None and record["key"] not in happened and name not in seen:
            seen.add(name)
            yield record["case"], record


def operation(kind, record, revision, note):
    return Operation(kind, record["start"], record["end"], revision, record.get("expected"), note, tag(record))


def tag(record):
    """How a finding names a request."""
    words = [record["op"], record.get("case") or "", record.get("key") or "", f"by {record['client']}"]
    if record.get("revision") is not None:
        words.append(f"at revision {record['revision']}")
    return " ".join(word for word in words if word)
