"""Change sets and the corrections that follow from them: who agreed to what, and that nothing else was put right."""

NEXT = {
    "draft": ("draft", "proposed", "applied", "urgent", "withdrawn"),
    "proposed": ("draft", "proposed", "applied", "urgent", "rejected", "withdrawn"),
    "urgent": ("applied",),
    "applied": (), "rejected": (), "withdrawn": (),
}
KINDS = ("correction", "migration")
NOTICE = ("本案資料已更正,請查閱歷程", "The case was corrected; see its history")


class Changes:
    """The change sets as their entries have left them, and the corrections that are still to come."""

    def __init__(self, journal, findings):
        self.journal, self.findings = journal, findings
        self.sets, self.awaited, self.receipts = {}, {}, set()

    def person(self, account):
        row = self.journal.register.get(("account", account))
        return row[1].get("person", account) if row else account

    def put(self, entry, place):
        """A new row of a change set: one act further on its way."""
        new, old = entry["row"], self.sets.get(entry["id"])
        self.sets[entry["id"]] = new
        if old is None:
            self.findings.same("change", f"{place} id", f"D-{len(self.sets)}", entry["id"])
            allowed = ("draft",)
        else:
            allowed = NEXT[old["state"]]
            for name in ("author", "begunAt", "undoes"):
                self.findings.same("change", f"{place} {name}", old.get(name), new.get(name))
        if new["state"] not in allowed:
            self.findings.add("change", place, f"one of {allowed}", new["state"])
        if old is not None and new["state"] != "draft" and old.get("items") != new.get("items"):
            self.findings.add("change", f"{place} items", "what was looked at", "something else")
        for member in ("approver", "consent"):
            if member in new and self.person(new[member]) == self.person(new["author"]):
                self.findings.add("change", f"{place} {member}", "another natural person", "the same")
        given = [member for member in ("consent", "approver", "remark") if member in new]
        if given not in self.agreements(new["state"], old):
            self.findings.add("change", place, "the agreement that it takes", " ".join(given) or "none")
        if new["state"] in ("applied", "urgent") and (old is None or "receipt" not in old):
            if "receipt" not in new or new["receipt"] in self.receipts:
                self.findings.add("change", place, "a receipt of its own", new.get("receipt"))
            self.receipts.add(new.get("receipt"))
            for item in new.get("items", []):
                self.awaited[entry["id"], item["case"]] = item

    @staticmethod
    def agreements(state, old):
        """Which of consent, approver and remark a change set has where it stands.

        An urgent one is over when somebody has agreed, or when it was undone: then the remark names the receipt.
        """
        if state == "applied" and old is not None and old["state"] == "urgent":
            return ["consent", "approver"], ["consent", "remark"]
        return {"urgent": (["consent"],), "applied": ([], ["approver"]), "rejected": (["remark"],)}.get(state, ([],))

    def take(self, entry, place):
        """A correction's entry: what its change set says of this case, and once."""
        record = entry.get("input", {}).get("correction", {})
        name = record.get("set")
        item = self.awaited.pop((name, entry["case"]), None)
        row = self.sets.get(name)
        if item is None or row is None:
            self.findings.add("change", place, "an applied change set of this case", "none")
            return
        expected = {
            "set": name, "receipt": row.get("receipt"), "author": row["author"], "approver": row.get("approver"),
            "consent": row.get("consent"), "fingerprint": row.get("fingerprint"),
            "operations": [operation["outline"] for operation in item["operations"]],
            "code": row["reason"][0], "text": row["reason"][1], "basis": row["reason"][2],
        }
        for member, value in expected.items():
            self.findings.same("change", f"{place} {member}", value, record.get(member))
        self.findings.same("account", place, row["author"], entry.get("account"))
        migrates = any(operation["verb"] == "migrate" for operation in expected["operations"])
        self.findings.same("change", f"{place} kind", KINDS[migrates], entry["kind"])
        cause = self.journal.entries.get(entry.get("cause"), {})
        self.findings.same("cause", place, name, cause.get("id"))

    def finish(self):
        for name, case in self.awaited:
            self.findings.add("change", f"{name} case {case}", "an entry that puts it right", "none")
