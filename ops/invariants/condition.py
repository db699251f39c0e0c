"""A small part of the condition language: names of data, filled(), !, && and ||, with unknown where data is empty."""
import re

_TOKENS = re.compile(r"\s*(\|\||&&|!|\(|\)|[A-Za-z_][A-Za-z0-9_]*)")


class Beyond(ValueError):
    """The condition needs more of the language, or a datum that is sealed."""


def holds(text, value):
    """Whether a condition is true (False also where it is unknown); `value` gives a datum, None if empty."""
    tokens, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKENS.match(text, position)
        if not match:
            raise Beyond(text)
        tokens.append(match.group(1))
        position = match.end()
    result = _either(tokens, value)
    if tokens:
        raise Beyond(text)
    return result is True


def _either(tokens, value):
    left = _both(tokens, value)
    while tokens[:1] == ["||"]:
        tokens.pop(0)
        right = _both(tokens, value)
        left = True if True in (left, right) else (None if None in (left, right) else False)
    return left


def _both(tokens, value):
    left = _one(tokens, value)
    while tokens[:1] == ["&&"]:
        tokens.pop(0)
        right = _one(tokens, value)
        left = False if False in (left, right) else (None if None in (left, right) else True)
    return left


def _one(tokens, value):
    if not tokens:
        raise Beyond("")
    token = tokens.pop(0)
    if token == "!":
        inner = _one(tokens, value)
        return None if inner is None else not inner
    if token == "(":
        inner = _either(tokens, value)
        _expect(tokens, ")")
        return inner
    if token == "filled":
        _expect(tokens, "(")
        name = tokens.pop(0) if tokens else ""
        _expect(tokens, ")")
        return value(name) is not None
    if token in ("true", "false"):
        return token == "true"
    if not re.match(r"[A-Za-z_]", token) or tokens[:1] == ["("]:
        raise Beyond(token)
    found = value(token)
    if found is not None and not isinstance(found, bool):
        raise Beyond(token)
    return found


def _expect(tokens, token):
    if tokens[:1] != [token]:
        raise Beyond(token)
    tokens.pop(0)
