"""Looks for an order of a case's operations that explains all answers (Wing and Gong, with Lowe's memory).

An operation takes effect at one instant between its start and its end. The model of a case is its revision and its
note: a write goes from revision r - 1 to r, and where it names a revision, from that one; a read tells both; a
conflict tells the revision that stood in the way. A write without an answer may have happened at any time after its
start, or never.
"""
import collections

EVER = float("inf")

# kind: open, write, read, conflict. revision: the one reached or told, None if unknown. expected: named by the
# writer. note: written or read, None where it is not told. tag: how to name it in a finding.
Operation = collections.namedtuple("Operation", "kind start end revision expected note tag")


def fits(operation, state):
    """The state after an operation; None where it cannot happen in this state."""
    revision, note = state
    if operation.kind == "open":
        return (1, "") if revision == 0 else None
    if operation.kind == "write":
        if revision == 0 or operation.expected not in (None, revision):
            return None
        return (revision + 1, operation.note) if operation.revision in (None, revision + 1) else None
    if operation.revision != revision:
        return None
    if operation.kind == "conflict":
        return state if operation.expected != revision else None
    return state if operation.note in (None, note) else None


def unexplained(operations):
    """None if some order explains all; else the tags of the operations that were first in the way."""
    operations = sorted(operations, key=lambda operation: operation.start)
    seen, furthest = set(), (-1, [])
    waiting = [(tuple(range(len(operations))), (0, ""))]
    while waiting:
        left, state = waiting.pop()
        left = without_tellers(operations, left, state)
        must = [place for place in left if operations[place].end != EVER]
        if not must:
            return None
        if left in seen:
            continue
        seen.add(left)
        if state[0] > furthest[0]:
            furthest = (state[0], [operations[place].tag for place in first(operations, left)])
        waiting += branches(operations, left, state)
    return furthest[1]


def first(operations, left):
    """The operations of which none has ended before another began: any of them may be the next."""
    bound = min(operations[place].end for place in left)
    return [place for place in left if operations[place].start <= bound]


def without_tellers(operations, left, state):
    """What is left when all that change nothing and fit here have happened; that is never a mistake."""
    while True:
        told = {place for place in first(operations, left)
                if operations[place].kind in ("read", "conflict") and fits(operations[place], state)} if left else ()
        if not told:
            return left
        left = tuple(place for place in left if place not in told)


def branches(operations, left, state):
    """Where one may go from here; what was answered is tried before what was not."""
    found = []
    for place in first(operations, left):
        if operations[place].kind in ("open", "write"):
            after = fits(operations[place], state)
            if after:
                found.append((tuple(other for other in left if other != place), after, operations[place].end))
    found.sort(key=lambda branch: -branch[2])
    return [(rest, after) for rest, after, _ in found]
