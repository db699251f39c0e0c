#!/usr/bin/env python3
"""Tests of what the checker of invariants reads and reckons with: YAML, conditions, JSON, AES-256-GCM, definitions.

    part_tests.py        The last line is `N passed, N failed`.
"""
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(ROOT, "ops"))

from invariants import condition, gcm, layout, small_yaml, streams, strict_json  # noqa: E402
from invariants.definition import Definition  # noqa: E402

TESTS = []


def test(function):
    """Registers a test."""
    TESTS.append(function)
    return function


def fails(kind, function, *values):
    """Whether a call fails with a kind of error."""
    try:
        function(*values)
    except kind:
        return True
    return False


@test
def yaml_of_workflows():
    table = {
        "a: 1\nb:\n  c: [x, 'y, z', \"w\\n\"]\n": {"a": "1", "b": {"c": ["x", "y, z", "w\n"]}},
        "a: {b: {c: d}, e: }\n": {"a": {"b": {"c": "d"}, "e": None}},
        "a:\n- x\n- y: 1\n  z: true\n": {"a": ["x", {"y": "1", "z": True}]},
        "a:\n  - if: p && q  # why\n    do: [{set: {r: true}}]\n": {"a": [{"if": "p && q", "do": [{"set": {"r": True}}]}]},
        "a: |\n  one\n  two\nb: null\n": {"a": "one\ntwo\n", "b": None},
        "a: x: y\n": {"a": "x: y"},
    }
    for text, value in table.items():
        assert small_yaml.parse(text) == value, (text, small_yaml.parse(text))


@test
def yaml_that_is_none():
    for text in ("a: 1\na: 2\n", "a: [1\n", "a: 1\n  b\n", "a: 'x\n"):
        assert fails(small_yaml.NotSmall, small_yaml.parse, text), text


@test
def yaml_of_every_shipped_file():
    files = glob.glob(os.path.join(ROOT, "Workflows", "files", "**", "*.yaml"), recursive=True)
    for path in files:
        with open(path, encoding="utf-8") as file:
            assert small_yaml.parse(file.read()), path
    assert files


@test
def conditions():
    data = {"yes": True, "no": False, "text": "x"}.get
    table = {
        "yes": True, "no": False, "unknown": False, "!no": True, "!unknown": False, "yes || unknown": True,
        "unknown || yes": True, "no || unknown": False, "yes && unknown": False, "!(yes && no)": True,
        "filled(text) && !filled(unknown)": True, "(yes || no) && !no": True, "unknown && no || yes": True,
    }
    for text, value in table.items():
        assert condition.holds(text, data) is value, text
    for text in ("text", "yes == no", "size(text)", "yes &&", "(yes", "a.b"):
        assert fails(condition.Beyond, condition.holds, text, data), text


@test
def json_is_strict():
    assert strict_json.exact(strict_json.parse(b'{"b":1,"a":true}')) == '{"a":true,"b":1}'
    assert strict_json.exact(1) != strict_json.exact(True) != strict_json.exact(1.0)
    for data in (b'{"a":1,"a":1}', b"[NaN]", b'"\xff"', b"[", b"[" * 100_000):
        assert fails(strict_json.NotJSON, strict_json.parse, data), data[:20]


@test
def aes_gcm_by_the_published_vectors():
    # FIPS 197, C.3; the GCM specification's test cases 13 and 14.
    block = gcm.encrypt(bytes(range(32)), bytes.fromhex("00112233445566778899aabbccddeeff"))
    assert block.hex() == "8ea2b7ca516745bfeafc49904b496089"
    assert gcm.isAuthentic(bytes(32), bytes(12), bytes.fromhex("530f8afbc74536b9a963b4f1c4cb738b"), b"")
    box = bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    assert gcm.isAuthentic(bytes(32), bytes(12), box, b"")
    for place in range(len(box)):
        broken = bytes(byte ^ (1 if number == place else 0) for number, byte in enumerate(box))
        assert not gcm.isAuthentic(bytes(32), bytes(12), broken, b"")
    assert not gcm.isAuthentic(bytes(32), bytes(12), box, b"elsewhere")
    assert gcm.unwrapped(bytes(32), bytes(12), box, b"") is None


CHART = """
workflow: sample
number: 樣-{unit}-{roc-year}-{serial:3}
initial: open
fields:
  note: {type: text, sensitive: true}
  day: {type: date}
states:
  open:
    type: parallel
    states:
      left: {initial: l1, states: {l1: {deadlines: {reply: {title: {zh-Hant: 回覆, en: Reply}}}}, l2: {closed: true}}}
      right: {states: {r1: {}, h: {type: history}}}
  over: {type: final}
"""


@test
def definitions():
    bundle = {"format": 1, "workflow": {"path": "sample.yaml", "text": CHART}, "includes": []}
    found = Definition(json.dumps(bundle).encode())
    assert found.number("社工科", 115, 7) == "樣-社工科-115-007"
    assert found.seals("note") and not found.seals("day") and found.seals("anything")
    assert found.deadlineState == {"reply": "l1"}
    assert found.isClosed(["open", "left", "l2"]) and not found.isClosed(["open", "left", "l1"])
    assert found.illegal(["open", "left", "l1", "right", "r1"]) is None and found.illegal(["over"]) is None
    for active in (["open", "left", "l1"], ["open", "left", "l1", "l2", "right", "r1"], ["l1"], [], ["open", "over"],
                   ["open", "left", "l1", "right", "r1", "h"], ["other"]):
        assert found.illegal(active), active
    assert found.noticeText("reply", "missed")[1] == "“Reply” is overdue; act now"
    assert found.noticeText("none", "step") is None


ENTRY = {
    "v": 1, "sequence": 1, "case": 1, "number": "n", "revision": 1, "at": 5, "kind": "open", "event": "open",
    "account": "a", "bundle": "0" * 64, "calendar": "c", "opening": {"workflow": "w", "unit": "u"},
    "outcome": {"chart": {"in": ["s"]}},
}


@test
def layouts():
    assert layout.entry(json.dumps(ENTRY).encode())["case"] == 1
    changes = [
        {"v": 2}, {"kind": "other"}, {"case": "1"}, {"case": True}, {"more": 1}, {"bundle": "x"}, {"outcome": {}},
        {"outcome": {"chart": {"in": [1]}}}, {"opening": {"workflow": "w"}}, {"kind": "action"},
        {"outcome": {"chart": {}, "parties": [["a", "b"]]}}, {"sealed": {"f": [1, "?", "x"]}},
        {"outcome": {"chart": {}, "deadlines": [{"name": "d", "occasion": 0, "status": "other"}]}},
    ]
    for change in changes:
        assert fails(layout.BadLayout, layout.entry, json.dumps({**ENTRY, **change}).encode()), change
    for member in ENTRY:
        rest = {name: value for name, value in ENTRY.items() if name not in (member, "account")}
        assert member == "account" or fails(layout.BadLayout, layout.entry, json.dumps(rest).encode()), member


@test
def columns_of_streams():
    assert streams.column(None) == b"\n" and streams.column(-7) == b"-7\n" and streams.column("") == b"0:\n"
    assert streams.column("高") == b"3:\xe9\xab\x98\n" and streams.column(b"\xff") == streams.column("\udcff")


@test
def requests_that_entries_state():
    assert layout.entry(json.dumps({**ENTRY, "request": ["AAEC", "AwQF"]}).encode())["request"]
    for wrong in (["AAEC"], ["AAEC", 1], ["?", "AAEC"], "AAEC"):
        assert fails(layout.BadLayout, layout.entry, json.dumps({**ENTRY, "request": wrong}).encode()), wrong
    row = {"id": "0" * 64, "account": "a"}
    entry = {"v": 1, "sequence": 1, "at": 5, "kind": "register", "account": "system", "register": "credential",
             "id": "0" * 64, "row": row}
    assert layout.entry(json.dumps(entry).encode())
    for change in ({"id": "0"}, {"account": 1}, {"more": 1}, {"issuedAt": "5"}):
        changed = {**entry, "row": {**row, **change}}
        assert fails(layout.BadLayout, layout.entry, json.dumps(changed).encode()), change


def main():
    failed = 0
    for function in TESTS:
        try:
            function()
        except AssertionError as problem:
            failed += 1
            print("WRONG", function.__name__, problem)
    print(f"{len(TESTS) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
