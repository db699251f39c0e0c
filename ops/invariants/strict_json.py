"""JSON as the journal holds it: UTF-8, no member twice, numbers kept as they are written."""
import json


class NotJSON(ValueError):
    """The bytes are no JSON as the journal writes it."""


def _members(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJSON("a member stands twice")
    return found


def _constant(text):
    raise NotJSON(f"{text} is no JSON")


def parse(data):
    """The value of JSON bytes; whole numbers are int, others stay text behind a mark."""
    try:
        return json.loads(
            bytes(data).decode("utf-8"),
            object_pairs_hook=_members,
            parse_float=lambda text: {"$written": text},
            parse_constant=_constant,
        )
    except NotJSON:
        raise
    except (ValueError, RecursionError) as problem:
        raise NotJSON("unreadable") from problem


def exact(value):
    """A text that is the same for the same value alone: 1, true and 1.0 differ, the order of members does not."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
