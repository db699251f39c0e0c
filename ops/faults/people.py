"""People who use the server: they open cases and take what a case offers, each request with an idempotency key."""
import json
import random
import time
import urllib.parse

from .server import LOST, Connection


class Person:
    """One person with a stream of choices that a seed repeats."""

    def __init__(self, name, account, server, seed, unanswered=None):
        self.name, self.account, self.server = name, account, server
        self.random = random.Random(seed)
        self.unanswered = unanswered
        self.steps, self.refusals, self.resent, self.strange = [], 0, 0, []
        self.cases, self.serial = [], 0
        self.connection = None
        self.session = None  # the token of a console's session, while there is one

    # Requests

    def ask(self, method, path, body=None, key=None):
        """One request; gives back status, headers and the body's JSON."""
        if self.connection is None:
            self.connection = Connection(self.server.socket)
        headers = {"Anwei-Account": self.account}
        if self.session:
            headers["Anwei-Session"] = self.session
        if body is not None:
            body = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, json.loads(answer.read())
        except (*LOST, ValueError):
            self.hang_up()
            raise ConnectionError("no answer") from None

    def hang_up(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def visit(self):
        """A console's session: looks at a few cases, tries what it may not do, reveals one, and leaves."""
        self.hang_up()
        status, _, begun = self.ask("POST", "/api/v1/console/sessions", {"reason": "查核案件進度"})
        if status != 201:
            raise RuntimeError(begun)
        self.session, place = begun["token"], f"/api/v1/console/sessions/{begun['id']}"
        for number in self.cases[-3:]:
            path = "/api/v1/cases/" + urllib.parse.quote(number)
            self.ask("GET", path)
            self.ask("POST", place + "/reveal", {"number": number, "minutes": 1, "reason": "核對當事人陳述"})
            self.ask("GET", path)
            self.ask("POST", path + "/actions/close", {"data": {}})
        self.ask("POST", place + "/close", {})
        self.session = None
        self.hang_up()

    def command(self, path, body):
        self.serial += 1
        self.unanswered = (path, body, f"{self.name}-{self.serial}")
        return self.settle()

    def settle(self):
        """Sends what has not been answered; only an answer takes it off the list. Gives back the status."""
        path, body, key = self.unanswered
        status, _, answer = self.ask("POST", path, body, key)
        if status in (503, 507):
            return status
        self.unanswered = None
        if status in (200, 201):
            step = {"key": key, "account": self.account, "request": [path, body]}
            # A change set is answered with what it is now; what was entered shows by the key alone.
            if "sequence" in answer:
                step |= {name: answer[name] for name in ("number", "sequence", "revision")}
                step["repeated"] = answer.get("repeated", False)
                self.cases = [*self.cases, answer["number"]][-8:]
            self.steps.append(step)
        elif 400 <= status < 500:
            self.refusals += 1
        else:
            self.strange.append((status, answer))
        return status

    # Work

    def work(self):
        """One thing: the unanswered one again, an action, or a new case. Gives back the status, None without one."""
        if self.unanswered:
            self.resent += 1
            return self.settle()
        if self.cases and self.random.random() < 0.8:
            return self.act()
        return self.open()

    def open(self):
        choices = self.server.workflows.get(self.account)
        if choices is None:
            status, _, page = self.ask("GET", "/api/v1/workflows")
            choices = [w for w in page.get("items", []) if w.get("units")] if status == 200 else []
            self.server.workflows[self.account] = choices
        if not choices:
            return None
        workflow = self.random.choice(choices)
        unit = self.random.choice(workflow["units"])
        data = self.fill(workflow.get("asks", []), unit)
        return self.command("/api/v1/cases", {"workflow": workflow["name"], "unit": unit, "data": data})

    def act(self):
        number = self.random.choice(self.cases)
        path = "/api/v1/cases/" + urllib.parse.quote(number, safe="")
        status, _, page = self.ask("GET", path + "/actions")
        actions = [a for a in page.get("items", []) if a.get("permitted")] if status == 200 else []
        if not actions:
            self.cases.remove(number)
            return None
        action = self.random.choice(actions)
        name = urllib.parse.quote(action["name"], safe="")
        return self.command(f"{path}/actions/{name}", {"data": self.fill(action["asks"], None)})

    def fill(self, asks, unit):
        data = {}
        for field in asks:
            if field["required"] or self.random.random() < 0.5:
                data[field["name"]] = self.value(field["schema"], unit)
        return {name: value for name, value in data.items() if value is not None}

    def value(self, schema, unit):
        """Something that a field's schema takes."""
        kind = schema.get("type")
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if kind == "array":
            return [v for v in [self.value(schema["items"], unit)] if v is not None]
        if kind == "object":
            members = {n: self.value(s, unit) for n, s in schema.get("properties", {}).items()}
            return {name: value for name, value in members.items() if value is not None}
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "integer":
            return max(schema.get("minimum", 0), min(schema.get("maximum", 3), self.random.randint(0, 3)))
        if kind == "number":
            return max(schema.get("minimum", 0.5), min(schema.get("maximum", 1.5), 1.5))
        return self.text(schema, unit) if kind == "string" else None

    def text(self, schema, unit):
        if schema.get("format") == "date-time":
            return {"$timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 60))}
        if schema.get("format") == "date":
            return time.strftime("%Y-%m-%d")
        reference = schema.get("x-anwei")
        if reference == "person":
            return self.random.choice(self.server.people)
        if reference:
            return unit if reference == "unit" else None
        return "測試內容"[: schema.get("maxLength", 9)]


class Corrector(Person):
    """Somebody who also puts cases right: goes on with a change set from wherever the server says that it stands."""

    def work(self):
        if self.unanswered or self.random.random() < 0.5:
            return super().work()
        return self.correct()

    def correct(self):
        """One step of a change set: begin, add, propose, or withdraw what can no longer be proposed."""
        status, _, page = self.ask("GET", "/api/v1/proposals")
        drafts = [d for d in page.get("items", []) if d["author"] == self.account and d["state"] == "draft"]
        if status != 200 or not drafts:
            return self.begin() if status == 200 else None
        place = "/api/v1/change-sets/" + drafts[0]["id"]
        if not drafts[0]["cases"]:
            return self.add(place)
        status, _, seen = self.ask("GET", place)
        if status != 200 or "fingerprint" not in seen:
            return self.command(place + "/withdraw", {})
        count = len(seen["cases"])
        reason = {"code": "entry-error", "text": "登錄錯誤", "basis": "府社字第1150000000號"}
        status = self.command(place + "/propose", {**reason, "fingerprint": seen["fingerprint"], "count": count})
        if status in (200, 503, 507):
            return status
        return self.command(place + "/withdraw", {})

    def begin(self):
        """A draft; now and then one that undoes the last correction."""
        receipts = self.server.receipts
        if receipts and self.random.random() < 0.2:
            return self.command("/api/v1/change-sets", {"text": "撤銷更正", "undo": receipts[-1]})
        return self.command("/api/v1/change-sets", {"text": "更正登錄"})

    def add(self, place):
        """An operation on a case of the last that there are; one that the draft does not take ends it."""
        status, _, page = self.ask("GET", "/api/v1/cases?limit=20")
        operation = self.operation(self.random.choice(page["items"])["number"]) if page.get("items") else None
        status = self.command(place + "/operations", operation) if operation else 404
        if status in (200, 503, 507):
            return status
        return self.command(place + "/withdraw", {})

    def operation(self, number):
        """Something to put right: a field, an act's time, an act itself, one that was forgotten, or who has the case."""
        path = "/api/v1/cases/" + urllib.parse.quote(number, safe="")
        lot = self.random.random()
        if lot < 0.5:
            _, _, page = self.ask("GET", path + "/actions")
            actions = [action for action in page.get("items", []) if action.get("asks")]
            if actions and lot < 0.1:
                action = self.random.choice(actions)
                return {"case": number, "verb": "append", "action": action["name"], "at": self.earlier(self.random.choice((0, 60))),
                        "data": self.fill(action["asks"], None)}
            fields = [field for action in actions for field in action["asks"]]
            fields = [field for field in fields if field["schema"].get("type") in ("string", "boolean", "integer")]
            if fields:
                field = self.random.choice(fields)
                value = self.value(field["schema"], None)
                return {"case": number, "verb": "setfield", "field": field["name"], "value": value}
        if lot < 0.85:
            _, _, page = self.ask("GET", path + "/history")
            entry = self.random.choice(page.get("items", []) or [{}])
            if "revision" in entry:
                place = {"case": number, "entry": entry["revision"]}
                return {**place, "verb": "void"} if lot < 0.67 else {**place, "verb": "retime", "at": self.earlier(120)}
        if lot < 0.95:
            people = ("wang", "lin", "gao", "wu", "li")
            one, other = self.random.sample(people, 2)
            return {"case": number, "verb": "reassign", "from": one, "to": other}
        return {"case": number, "verb": "recompute"}

    @staticmethod
    def earlier(seconds):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - seconds))


class Approver(Person):
    """The second person: agrees to what is proposed, or refuses."""

    def work(self):
        if self.unanswered:
            self.resent += 1
            return self.settle()
        status, _, page = self.ask("GET", "/api/v1/proposals")
        proposed = [d for d in page.get("items", []) if d["state"] == "proposed" and d["author"] != self.account]
        if status != 200 or not proposed:
            return None
        place = "/api/v1/change-sets/" + proposed[0]["id"]
        status, _, seen = self.ask("GET", place)
        if status != 200 or "fingerprint" not in seen or self.random.random() < 0.2:
            return self.command(place + "/reject", {"text": "請補依據"})
        digits = seen["cases"][0]["number"][-4:]
        status = self.command(place + "/approve", {"fingerprint": seen["fingerprint"], "digits": digits})
        if status in (200, 503, 507):
            _, _, done = self.ask("GET", place)
            if "receipt" in done:
                self.server.receipts.append(done["receipt"])
            return status
        return self.command(place + "/reject", {"text": "內容已變動,請重新提出"})


def person(account):
    """What somebody with this account of the invented county does all day."""
    return {"wang": Corrector, "zhou": Approver}.get(account, Person)


def crew(server, name, seed, accounts=("wang", "lin", "gao", "wu", "li", "zhou")):
    """The people of a run; the same choices for the same seed."""
    return [person(account)(f"{name}{place}", account, server, f"{seed} {place}")
            for place, account in enumerate(accounts)]
