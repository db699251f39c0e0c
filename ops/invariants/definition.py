"""What a bundle says about its cases, read from the bundle's own bytes: states, deadlines, fields, relations."""
import functools

from . import small_yaml, strict_json


class State:
    """One state of a chart; `inside` are the states directly in it."""

    def __init__(self, name, parent, declared):
        self.name, self.parent = name, parent
        self.kind = declared.get("type")
        self.isClosed = declared.get("closed") is True
        self.inside = list(declared.get("states") or {})
        self.deadlines = declared.get("deadlines") or {}


class Definition:
    """A workflow as its bundle has it."""

    def __init__(self, data):
        bundle = strict_json.parse(data)
        files = [bundle["workflow"], *bundle.get("includes", [])]
        texts = [small_yaml.parse(file["text"]) for file in files]
        workflow = texts[0]
        self.name = workflow["workflow"]
        self.pattern = workflow["number"]
        self.fields = _together(texts, "fields")
        self.notices = _together(texts, "notices")
        self.relations = _together(texts, "relations")
        self.occurrences = _together(texts, "occurrences")
        self.states = {}
        self._collect(workflow.get("states") or {}, None)
        self.top = list(workflow.get("states") or {})
        self.sealsData = any(field.get("sensitive") is True for field in self.fields.values())
        self.deadlineState = {name: s.name for s in self.states.values() for name in s.deadlines}

    def _collect(self, states, parent):
        for name, declared in states.items():
            declared = declared or {}
            self.states[name] = State(name, parent, declared)
            self._collect(declared.get("states") or {}, name)

    def seals(self, name):
        """Whether a datum may stand only as ciphertext."""
        field = self.fields.get(name)
        return self.sealsData if field is None else field.get("sensitive") is True

    def isClosed(self, active):
        return any(self.states[name].isClosed for name in active if name in self.states)

    def illegal(self, active):
        """Why the active states are no configuration of the chart; None if they are one."""
        present = set(active)
        if len(present) != len(active) or not present <= set(self.states):
            return "a state that is unknown or stands twice"
        for name in present:
            parent = self.states[name].parent
            if parent is not None and parent not in present:
                return f"{name} without {parent}"
            if self.states[name].kind == "history":
                return f"the history {name}"
        for name in present:
            state = self.states[name]
            real = [inner for inner in state.inside if self.states[inner].kind != "history"]
            count = sum(inner in present for inner in real)
            if real and count != (len(real) if state.kind == "parallel" else 1):
                return f"{count} states active in {name}"
        if sum(name in present for name in self.top) != 1:
            return "not one outermost state"
        return None

    def number(self, unit, year, serial):
        """The number that a case of a unit gets."""
        kind = "{serial:" if "{serial:" in self.pattern else "{random:"
        before, rest = self.pattern.split(kind, 1)
        width, after = rest.split("}", 1)
        width = width.split("/")[0]
        text = before + str(serial).rjust(int(width), "0") + after
        return text.replace("{unit}", unit).replace("{roc-year}", str(year))

    def noticeText(self, name, reason):
        """Both texts of a notice; None where the bundle has none of this name."""
        if name in self.notices and reason == "step":
            text = self.notices[name].get("text") or {}
            return text.get("zh-Hant"), text.get("en")
        if name not in self.deadlineState:
            return None
        title = self.states[self.deadlineState[name]].deadlines[name].get("title") or {}
        zh, en = title.get("zh-Hant"), title.get("en")
        if reason == "missed":
            return f"「{zh}」已逾期,請即處理", f"“{en}” is overdue; act now"
        return f"「{zh}」尚待辦理", f"“{en}” is still to be done"


def _together(texts, key):
    found = {}
    for text in texts:
        found.update(text.get(key) or {})
    return found


@functools.lru_cache(maxsize=64)
def definition(data):
    """The definition in a bundle's bytes; a ValueError where they cannot be read."""
    try:
        return Definition(data)
    except (KeyError, AttributeError, TypeError) as problem:
        raise ValueError("a bundle without a workflow") from problem
