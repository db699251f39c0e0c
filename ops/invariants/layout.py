"""The layout of an entry's bytes: which members stand where, and of what kind (Schema/JSON/entry.schema.json)."""
import re

from . import strict_json

KINDS = ("open", "action", "deadline", "delayed", "message", "facts", "calendar", "erasure", "correction",
         "migration", "register")
STATUSES = ("waiting", "running", "met", "missed", "cancelled")
REGISTERS = ("unit", "account", "site", "calendar", "credential", "changeSet")

_TEXT, _WHOLE, _LIST, _MAP = str, int, list, dict
_HEAD = {"v": _WHOLE, "sequence": _WHOLE, "at": _WHOLE, "kind": _TEXT}
_REGISTER = dict(_HEAD, account=_TEXT, register=_TEXT, id=_TEXT)
_CASE = dict(_HEAD, case=_WHOLE, number=_TEXT, revision=_WHOLE, event=_TEXT, bundle=_TEXT, calendar=_TEXT, outcome=_MAP)
_CASE_MAY = {
    "account": _TEXT, "roles": _LIST, "claimed": _WHOLE, "cause": _WHOLE, "opening": _MAP, "input": _MAP,
    "answers": _LIST, "sealed": _MAP, "request": _LIST,
}
_OUTCOME = {
    "left": _LIST, "entered": _LIST, "taken": _LIST, "data": _MAP, "emptied": _LIST, "chart": _MAP,
    "deadlines": _LIST, "parties": _LIST, "referral": _LIST, "children": _MAP, "notices": _LIST, "sent": _LIST,
    "passedTo": _LIST, "documents": _LIST, "correctedDocuments": _LIST, "faults": _LIST, "openedAt": _WHOLE,
    "bundle": _TEXT,
}
_CHART = {
    "in": _LIST, "history": _MAP, "pending": _LIST, "children": _LIST, "generatedIDs": _WHOLE, "hasParent": bool,
    "status": _TEXT, "done": None, "reason": _TEXT,
}
_DEADLINE = {
    "name": _TEXT, "occasion": _WHOLE, "status": _TEXT, "from": _WHOLE, "due": _WHOLE, "computed": None,
    "satisfiedAt": _WHOLE, "recordedAt": _WHOLE, "missedAt": _WHOLE, "reminders": _LIST, "waitsFor": _LIST,
}
_OPENING = {"workflow": _TEXT, "unit": _TEXT, "parent": _LIST, "paper": _LIST}
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}\Z")


class BadLayout(ValueError):
    """The bytes are no entry; says which member."""


def entry(data):
    """An entry's value from its bytes; BadLayout where they are none."""
    try:
        value = strict_json.parse(data)
    except strict_json.NotJSON as problem:
        raise BadLayout(str(problem)) from problem
    if not isinstance(value, dict) or value.get("v") != 1 or value.get("kind") not in KINDS:
        raise BadLayout("v or kind")
    if value["kind"] == "register":
        _members(value, _REGISTER, {"row": None, "request": _LIST}, "entry")
        _check_request(value)
        if value["register"] not in REGISTERS or "row" not in value:
            raise BadLayout("register")
        if value["register"] == "credential":
            _members(value["row"], {"id": _TEXT, "account": _TEXT}, {"issuedAt": _WHOLE}, "credential")
            if not re.fullmatch(r"[0-9a-f]{64}", value["row"]["id"]):
                raise BadLayout("credential.id")
        return value
    _members(value, _CASE, _CASE_MAY, "entry")
    _check_request(value)
    _check_outcome(value["outcome"])
    _check_sealed(value.get("sealed", {}))
    if (value["kind"] == "open") != ("opening" in value):
        raise BadLayout("opening")
    if "opening" in value:
        _members(value["opening"], {"workflow": _TEXT, "unit": _TEXT}, _OPENING, "opening")
        _pair(value["opening"].get("parent", [0, ""]), (int, str), "parent")
        paper = value["opening"].get("paper", [""])
        _pair(paper, (str,) * max(1, min(len(paper), 2)), "paper")
    if not re.fullmatch(r"[0-9a-f]{64}", value["bundle"]):
        raise BadLayout("bundle")
    return value


def _members(value, must, may, place):
    if not isinstance(value, dict):
        raise BadLayout(place)
    for name in must:
        if name not in value:
            raise BadLayout(f"{place}.{name} is missing")
    for name, member in value.items():
        if name not in must and name not in may:
            raise BadLayout(f"{place}.{name} is unknown")
        kind = must.get(name, may.get(name))
        if kind and type(member) is not kind:
            raise BadLayout(f"{place}.{name}")


def _check_request(value):
    if "request" in value:
        _pair(value["request"], (str, str), "request")
        if not all(_BASE64.match(text) for text in value["request"]):
            raise BadLayout("request")


def _check_outcome(outcome):
    _members(outcome, {"chart": _MAP}, _OUTCOME, "outcome")
    _members(outcome["chart"], {}, _CHART, "chart")
    for name in ("left", "entered", "emptied", "notices", "sent", "faults"):
        if not all(isinstance(text, str) for text in outcome.get(name, [])):
            raise BadLayout(f"outcome.{name}")
    if not all(isinstance(name, str) for name in outcome["chart"].get("in", [])):
        raise BadLayout("chart.in")
    for deadline in outcome.get("deadlines", []):
        _members(deadline, {"name": _TEXT, "occasion": _WHOLE, "status": _TEXT}, _DEADLINE, "deadline")
        if deadline["status"] not in STATUSES:
            raise BadLayout("deadline.status")
    for document in outcome.get("documents", []):
        if not isinstance(document, list) or not 1 <= len(document) <= 2 or not all(isinstance(t, str) for t in document):
            raise BadLayout("outcome.documents")
    for document in outcome.get("correctedDocuments", []):
        _members(document, {"form": _TEXT, "version": _WHOLE}, {"data": _LIST, "void": bool}, "correctedDocument")
    for party in outcome.get("parties", []):
        _pair(party, (str, str, bool), "party")
    if "referral" in outcome:
        _pair(outcome["referral"], (str, str), "referral")


def _check_sealed(sealed):
    for name, box in sealed.items():
        _pair(box, (int, str, str), "sealed")
        if not all(_BASE64.match(text) for text in box[1:]):
            raise BadLayout("sealed")


def _pair(value, kinds, place):
    if not isinstance(value, list) or [type(part) for part in value] != list(kinds):
        raise BadLayout(place)
