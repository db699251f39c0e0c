"""What the checker says: one problem is one line with its kind, its place, and what was expected and found."""


class Problem:
    """One broken invariant; it names places and counts, never the content of a case."""

    def __init__(self, kind, place, expected, found):
        self.kind, self.place, self.expected, self.found = kind, place, expected, found

    def __str__(self):
        return f"{self.kind} {self.place}: expected {self.expected}, found {self.found}"

    def members(self):
        """The problem as a JSON object."""
        return {"kind": self.kind, "place": self.place, "expected": str(self.expected), "found": str(self.found)}


class Findings:
    """Collects problems; a comparison adds one where two sides differ."""

    def __init__(self):
        self.problems = []

    def add(self, kind, place, expected, found):
        self.problems.append(Problem(kind, place, expected, found))

    def same(self, kind, place, expected, found):
        """Compares two plain values that may be shown."""
        if type(expected) is not type(found) or expected != found:
            self.add(kind, place, repr(expected), repr(found))

    def alike(self, kind, place, expected, found):
        """Compares two values that must not be shown."""
        if type(expected) is not type(found) or expected != found:
            self.add(kind, place, "what the entries say", "something else")

    def sets(self, kind, place, expected, found):
        """Compares two sets of rows: each missing and each additional row is a problem."""
        for row in sorted(expected - found, key=repr):
            self.add(kind, f"{place} {row!r}", "a row", "none")
        for row in sorted(found - expected, key=repr):
            self.add(kind, f"{place} {row!r}", "no row", "one")
