"""Folds the outcomes of a case's entries into what its stored head and projections must be; decides nothing."""
import datetime

from . import condition
from . import strict_json

NEVER = 2**63 - 1
CHART_FIELD = "chart:"
TAIPEI = datetime.timezone(datetime.timedelta(hours=8))


class Case:
    """A case as its entries have made it so far."""

    def __init__(self, entry, definition, number):
        opening = entry["opening"]
        self.id, self.number, self.pointers = entry["case"], number, []
        self.workflow, self.bundle, self.unit = opening["workflow"], entry["bundle"], opening["unit"]
        self.parent = opening.get("parent")
        self.revision, self.openedAt, self.changedAt = 0, entry.get("claimed", entry["at"]), entry["at"]
        self.paper = [entry["at"], opening["paper"]] if "paper" in opening else None
        self.claimed = None
        self.definition = definition
        self.chart, self.data, self.sealed, self.deadlines = {}, {}, {}, []
        self.parties, self.children, self.passedTo, self.faults = [], {}, set(), []
        self.documents = []
        self.erasedAt = None

    # Folding

    def fold(self, entry):
        outcome = entry["outcome"]
        self.revision += 1
        self.changedAt = entry["at"]
        self.claimed = entry.get("claimed")
        self.chart = outcome["chart"]
        self._fold_data(outcome, entry.get("sealed", {}))
        self._fold_deadlines(outcome.get("deadlines", []))
        if "parties" in outcome:
            self.parties = outcome["parties"]
        if "referral" in outcome:
            self.pointers.append([self.number, self.unit])
            self.unit, self.number = outcome["referral"]
        self.children.update(outcome.get("children", {}))
        self.passedTo.update(outcome.get("passedTo", []))
        self._fold_documents(entry, outcome)
        if entry["kind"] == "erasure":
            self.erasedAt = entry["at"]
        self.openedAt = outcome.get("openedAt", self.openedAt)
        self.bundle = outcome.get("bundle", self.bundle)
        self.faults += outcome.get("faults", [])

    def _fold_data(self, outcome, sealed):
        self.data.update(outcome.get("data", {}))
        for name, box in sealed.items():
            if not name.startswith("input:") and name != CHART_FIELD:
                self.sealed[name] = box
        for name in outcome.get("emptied", []):
            self.data.pop(name, None)
            self.sealed.pop(name, None)
        self.sealed.pop(CHART_FIELD, None)
        if CHART_FIELD in sealed:
            self.sealed[CHART_FIELD] = sealed[CHART_FIELD]

    def _fold_deadlines(self, changed):
        for new in changed:
            for place, old in enumerate(self.deadlines):
                if (old["name"], old["occasion"]) == (new["name"], new["occasion"]):
                    self.deadlines[place] = new
                    break
            else:
                self.deadlines.append(new)
        for name in {deadline["name"] for deadline in changed if _isSettled(deadline)}:
            settled = [d for d in self.deadlines if d["name"] == name and _isSettled(d)]
            for old in settled[:-1]:
                self.deadlines.remove(old)

    def _fold_documents(self, entry, outcome):
        for form, *copy in outcome.get("documents", []):
            version = 1 + sum(document["form"] == form for document in self.documents)
            document = {"form": form, "version": version, "revision": self.revision}
            document["at"] = entry.get("claimed", entry["at"])
            self.documents.append(document | ({"copy": copy[0]} if copy else {}))
        for new in outcome.get("correctedDocuments", []):
            for document in self.documents:
                if (document["form"], document["version"]) == (new["form"], new["version"]):
                    marks = {"corrected": new.get("data"), "void": new.get("void")}
                    document.update(marks)
                    for name in [name for name, mark in marks.items() if not mark]:
                        del document[name]

    # What must be stored

    def head(self):
        """The members of the head; empty ones are left out."""
        members = {
            "id": self.id, "number": self.number, "pointers": self.pointers, "workflow": self.workflow,
            "bundle": self.bundle, "unit": self.unit, "revision": self.revision, "chart": self.chart,
            "data": self.data, "sealed": self.sealed, "deadlines": self.deadlines, "parties": self.parties,
            "parent": self.parent, "children": self.children, "passedTo": sorted(self.passedTo),
            "documents": self.documents, "erasedAt": self.erasedAt, "paper": self.paper, "openedAt": self.openedAt, "changedAt": self.changedAt, "faults": self.faults,
        }
        return {name: value for name, value in members.items() if value not in (None, [], {})}

    def active(self):
        return self.chart.get("in", [])

    def status(self):
        return self.chart.get("status", "running")

    def isClosed(self):
        if self.erasedAt is not None or self.status() == "ended":
            return 1
        return int(self.status() == "running" and self.definition.isClosed(self.active()))

    def states(self):
        return "\n" + "\n".join(self.active()) + "\n" if self.active() else ""

    def due(self, reminds=True):
        """The millisecond at which something is due next; None if nothing is. On paper nobody was reminded."""
        if self.status() != "running":
            return None
        found = [send["due"] for send in self.chart.get("pending", [])]
        for deadline in self.open_deadlines():
            found += [deadline["due"]] if "due" in deadline else []
            found += deadline.get("reminders", [])[:1] if reminds else []
        return min(found, default=None)

    def open_deadlines(self):
        return [d for d in self.deadlines if d["status"] in ("waiting", "running")]

    def listed(self):
        """The rows of the list of deadlines: those still to be met, in time or late."""
        return {
            (d.get("due", NEVER), self.id, d["name"], d["occasion"], d["status"])
            for d in self.deadlines
            if d["status"] in ("waiting", "running", "missed")
        }

    def numbers(self):
        return {(self.number, self.id, None)} | {(number, self.id, unit) for number, unit in self.pointers}

    def party_rows(self):
        kept_away = {}
        for account, _, is_conflicted in self.parties:
            kept_away[account] = kept_away.get(account, False) or is_conflicted
        return {(account, self.id, int(is_away)) for account, is_away in kept_away.items()}

    def occurrences(self):
        """The occurrences that the rules make of the data; a Beyond where that cannot be said from outside."""
        found = []
        for kind, rule in self.definition.occurrences.items():
            places = [self.clear(name) for name in rule["at"]]
            places = [place for place in places if isinstance(place, str)]
            if not condition.holds(str(rule["when"]), self.clear) or not places:
                continue
            if not str(rule["day"]).isidentifier():
                raise condition.Beyond(rule["day"])
            day = _day(self.clear(rule["day"]))
            if day:
                found.append([kind, day, places])
        return found

    def clear(self, name):
        """A datum that stands in clear; None if it is empty."""
        if self.definition.seals(name):
            raise condition.Beyond(name)
        return self.data.get(name)

    def related(self, relation):
        """The accounts that stand in a relation; None where the field is sealed."""
        root, *rest = self.definition.relations[relation]["field"].split(".")
        if self.definition.seals(root):
            return None
        return list(dict.fromkeys(_accounts(self.data.get(root), rest)))


def _accounts(value, path):
    if isinstance(value, list):
        return [account for element in value for account in _accounts(element, path)]
    if not path:
        return [value] if isinstance(value, str) else []
    return _accounts(value.get(path[0]), path[1:]) if isinstance(value, dict) else []


def _isSettled(deadline):
    return deadline["status"] in ("met", "cancelled") and "missedAt" not in deadline


def _day(value):
    """The day in Taipei of an instant, or a day itself."""
    if isinstance(value, dict) and "$timestamp" in value:
        instant = datetime.datetime.fromisoformat(value["$timestamp"].replace("Z", "+00:00"))
        return instant.astimezone(TAIPEI).date().isoformat()
    return value if isinstance(value, str) else None


def roc_year(milliseconds):
    """The 民國 year in Taipei of an instant."""
    return datetime.datetime.fromtimestamp(milliseconds / 1000, TAIPEI).year - 1911


def same_head(case, stored):
    """The members in which a stored head is not what the entries make it."""
    expected = case.head()
    return sorted(
        name
        for name in set(expected) | set(stored)
        if name not in expected or name not in stored
        or strict_json.exact(expected[name]) != strict_json.exact(stored[name])
    )
