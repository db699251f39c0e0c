"""Goes through the chain from its first entry: hashes, columns, layout, and what each entry says about the others."""
import collections
import hashlib
import re

from . import layout
from .casefold import Case, roc_year
from .changes import KINDS as CHANGED, Changes
from .definition import definition

SYSTEM = "system"


class Journal:
    """What the entries say together; the projections are compared with it afterwards."""

    def __init__(self, database, findings):
        self.database, self.findings = database, findings
        self.count, self.last_hash, self.last_at = 0, bytes(32), 0
        self.hashes, self.entries = {0: bytes(32)}, {}
        self.cases, self.notices, self.children = {}, [], {}
        self.register = {}
        self.serials = collections.defaultdict(list)
        self.calendars, self.calendar_texts, self.numbers = {}, b"", set()
        self.bundles = dict(database.rows("SELECT hash, bytes FROM bundles"))
        self.definitions = {}
        self.changes = Changes(self, findings)

    def read(self):
        query = "SELECT sequence, case_id, revision, at, kind, account, hash, bytes FROM entries ORDER BY sequence"
        for row in self.database.connection.execute(query):
            try:
                self.take(*row)
            except (KeyError, ValueError, TypeError, AttributeError, IndexError) as problem:
                self.findings.add("fold", f"entry {row[0]}", "an entry that applies", type(problem).__name__)

    def take(self, sequence, case_id, revision, at, kind, account, stored_hash, data):
        place = f"entry {sequence}"
        self.findings.same("sequence", place, self.count + 1, sequence)
        self.count = sequence
        data, stored_hash = bytes(data), bytes(stored_hash)
        if hashlib.sha256(self.last_hash + data).digest() != stored_hash:
            self.findings.add("hash", place, "SHA-256(previous hash || bytes)", "another value")
        self.last_hash = self.hashes[sequence] = stored_hash
        try:
            entry = layout.entry(data)
        except layout.BadLayout as problem:
            self.findings.add("layout", place, "the layout of an entry", f"bad {problem}")
            return
        self.entries[sequence] = entry
        columns = (sequence, case_id, revision, at, kind, account)
        said = (entry["sequence"], entry.get("case"), entry.get("revision", 0), entry["at"], entry["kind"],
                entry.get("account"))
        for name, column, value in zip(("sequence", "case", "revision", "at", "kind", "account"), columns, said):
            self.findings.same("column", f"{place} {name}", value, column)
        if entry["at"] < self.last_at:
            self.findings.add("time", place, f"not before {self.last_at}", entry["at"])
        self.last_at = max(self.last_at, entry["at"])
        if entry["kind"] == "register":
            self.put(entry, data, place)
        else:
            self.happen(entry, place)

    # The register

    def put(self, entry, data, place):
        start = data.find(b',"row":')
        known = self.register.get((entry["register"], entry["id"]))
        # Calendars on file are taken over, and tokens issued, without a request that would be remembered.
        if entry["register"] in ("calendar", "credential") and known and known[1] == entry["row"]:
            self.findings.add("register", place, f"a {entry['register']} that is new", "the same again")
        self.register[entry["register"], entry["id"]] = (data[start + 7:-1], entry["row"])
        if entry["register"] == "calendar":
            rows = sorted((key, row[0]) for key, row in self.register.items() if key[0] == "calendar")
            self.calendar_texts = b"".join(hashlib.sha256(row).digest() for _, row in rows)
        if not self.knows(entry["account"]):
            self.findings.add("account", place, "an account of the register", "none")
        if entry["register"] == "credential" and not self.knows(entry["row"]["account"]):
            self.findings.add("credential", place, "a digest of an account", "something else")
        if entry["register"] == "changeSet":
            self.changes.put(entry, place)
        if isinstance(entry["row"], dict) and entry["row"].get("id") != entry["id"]:
            self.findings.add("register", place, "a row with its id", "another id")

    def knows(self, account):
        return account == SYSTEM or ("account", account) in self.register

    # Cases

    def happen(self, entry, place):
        meaning = self.definition(entry["bundle"], place)
        case = self.cases.get(entry["case"])
        if case is None:
            case = self.open(entry, meaning, place)
        elif entry["kind"] == "open":
            self.findings.add("open", place, "one opening for a case", "another")
        elif case.erasedAt is not None:
            self.findings.add("erased", place, "nothing after the erasure", entry["kind"])
        self.before(case, entry, place)
        if entry["kind"] in CHANGED:
            self.changes.take(entry, place)
        active = list(case.active())
        if entry["kind"] == "migration":
            case.definition = meaning
        case.fold(entry)
        self.after(case, entry, active, place)

    def open(self, entry, meaning, place):
        number = entry["number"]
        serials = [answer for answer in entry.get("answers", []) if "serial" in answer or "lot" in answer]
        opening = entry["opening"]
        unit = self.register.get(("unit", opening["unit"]))
        if unit is None:
            self.findings.add("unit", place, "a unit of the register", "none")
        elif serials:
            number = meaning.number(unit[1]["name"][0], roc_year(entry.get("claimed", entry["at"])), serials[0]["answer"])
        self.findings.same("workflow", place, meaning.name, opening["workflow"])
        case = self.cases[entry["case"]] = Case(entry, meaning, number)
        self.check_parent(entry, place)
        return case

    def check_parent(self, entry, place):
        parent = entry["opening"].get("parent")
        if parent is None:
            return
        opened = self.children.pop((parent[0], parent[1], entry["case"]), None)
        if opened is None or opened != entry.get("cause"):
            self.findings.add("child", place, "an entry of the parent that starts it", "none")

    def before(self, case, entry, place):
        self.findings.same("revision", place, case.revision + 1, entry["revision"])
        pinned = entry["outcome"].get("bundle") if entry["kind"] == "migration" else case.bundle
        self.findings.same("bundle", f"{place} pinned", pinned, entry["bundle"])
        account = entry.get("account")
        if account is not None and not self.knows(account):
            self.findings.add("account", place, "an account of the register", "none")
        isStarted = "parent" in entry.get("opening", {})
        if account is None and not isStarted and entry["kind"] in ("open", "action", "erasure", *CHANGED):
            self.findings.add("account", place, "somebody who acted", "nobody")
        self.check_claim(case, entry, place)
        due = case.due("claimed" not in entry) if entry["kind"] == "action" else None
        if due is not None and due <= entry.get("claimed", entry["at"]):
            self.findings.add("late", place, f"what was due at {due} before it", "nothing")
        cause = entry.get("cause")
        if cause is not None:
            causing = self.entries.get(cause)
            isApart = causing is None or ("case" not in causing) != (entry["kind"] in CHANGED)
            if isApart or cause >= entry["sequence"] or causing["at"] != entry["at"]:
                self.findings.add("cause", place, "an earlier entry of the same instant", cause)
        self.check_calendar(entry, place)

    def check_claim(self, case, entry, place):
        """What is said to have happened on paper stands at the beginning of a case from there, in order of time."""
        claimed, first = entry.get("claimed"), case.revision == 0
        if first and ("paper" in entry["opening"]) != (claimed is not None):
            self.findings.add("claimed", place, "paper and a claimed instant together", "one of them")
        if claimed is None:
            return
        if claimed > entry["at"]:
            self.findings.add("claimed", place, f"not after {entry['at']}", claimed)
        if not first and (case.claimed is None or claimed < case.claimed):
            self.findings.add("claimed", place, "claims in order from the opening on", claimed)

    def check_calendar(self, entry, place):
        """One version for one set of calendars."""
        known = self.calendars.setdefault(self.calendar_texts, entry["calendar"])
        self.findings.same("calendar", place, known, entry["calendar"])

    def after(self, case, entry, before, place):
        outcome = entry["outcome"]
        self.findings.same("number", place, case.number, entry["number"])
        self.numbers.update((case.number, *(number for number, _ in case.pointers)))
        self.check_configuration(case, outcome, before, place)
        self.check_deadlines(case, entry, place)
        self.check_sealing(case, entry, place)
        self.check_parties(case, place)
        self.check_answers(entry, place)
        for text in outcome.get("notices", []):
            account, _, name = text.partition(":")
            self.notices.append((account, case.id, name, entry["at"], entry["kind"], entry["sequence"],
                                 case.definition))
        for name, child in outcome.get("children", {}).items():
            self.children[case.id, name, child] = entry["sequence"]

    def check_configuration(self, case, outcome, before, place):
        if case.status() in ("running", "faulted"):
            count = collections.Counter(before)
            count.update(outcome.get("entered", []))
            count.subtract(outcome.get("left", []))
            if +count != collections.Counter(case.active()):
                self.findings.add("states", place, "states before, less left, and entered", case.active())
        illegal = case.definition.illegal(case.active()) if case.status() == "running" else None
        if illegal:
            self.findings.add("states", place, "a configuration of the chart", illegal)

    def check_deadlines(self, case, entry, place):
        """Complete: each rule of an active state has its deadline; none is open whose state is not active."""
        active = set(case.active())
        for deadline in case.open_deadlines():
            if case.definition.deadlineState.get(deadline["name"]) not in active:
                self.findings.add("deadline", f"{place} {deadline['name']}", "an active state", "none")
        if case.status() != "running" or case.erasedAt is not None:
            return
        entered = set(entry["outcome"].get("entered", []))
        made = {d["name"] for d in entry["outcome"].get("deadlines", [])}
        known = {d["name"] for d in case.deadlines}
        for name, state in case.definition.deadlineState.items():
            if state in active and (name not in known or (state in entered and name not in made)):
                self.findings.add("deadline", f"{place} {name}", "a deadline for its state", "none")

    def check_sealing(self, case, entry, place):
        outcome, sealed = entry["outcome"], entry.get("sealed", {})
        form = entry.get("input", {}).get("form", {})
        if case.definition.sealsData and "values" in entry.get("input", {}):
            self.findings.add("sealing", place, "ciphertext", "values of a correction in clear")
        for name in [*outcome.get("data", {}), *(n for n, value in form.items() if value is not None)]:
            if case.definition.seals(name):
                self.findings.add("sealing", f"{place} {name}", "ciphertext", "a value in clear")
        for name, (revision, _, _) in sealed.items():
            self.findings.same("sealing", f"{place} {name}", entry["revision"], revision)
        for name in entry.get("input", {}).get("asOutcome", []):
            if name not in sealed:
                self.findings.add("sealing", f"{place} {name}", "ciphertext", "none")

    def check_parties(self, case, place):
        for relation, rule in case.definition.relations.items():
            expected = case.related(relation)
            found = [account for account, name, _ in case.parties if name == relation]
            if expected is not None and expected != found:
                self.findings.add("parties", f"{place} {relation}", "whom the data name", "others")
            kept_away = {is_away for _, name, is_away in case.parties if name == relation}
            if kept_away - {rule.get("conflict") is True}:
                self.findings.add("parties", f"{place} {relation}", "kept away as the rule says", "otherwise")

    def check_answers(self, entry, place):
        for answer in entry.get("answers", []):
            if "serial" in answer:
                self.serials[answer["serial"]].append(answer["answer"])
            for number, _ in answer.get("found", []):
                if number not in self.numbers:
                    self.findings.add("answer", f"{place} {number}", "a case", "none")

    # Bundles

    def definition(self, name, place):
        if name not in self.definitions:
            data = self.bundles.get(name)
            if data is None:
                self.findings.add("bundle", f"{place} {name[:12]}", "its bytes", "none")
                raise ValueError("a bundle is missing")
            self.definitions[name] = definition(bytes(data))
        return self.definitions[name]


def check_bundles(journal, findings):
    """The bytes of every bundle are those that its name says."""
    for name, data in journal.bundles.items():
        if not re.fullmatch(r"[0-9a-f]{64}", name) or hashlib.sha256(bytes(data)).hexdigest() != name:
            findings.add("bundle", str(name)[:12], "bytes with this hash", "others")
    for parent, name, child in journal.children:
        findings.add("child", f"case {parent} {name}", f"case {child} opened by it", "none")
