"""Clients who open cases, write them with the revision they know, read and list, and note all of it with times.

Some requests are sent by two at once with the same key, some again later, some with the same key and another text.
A request that got no answer is sent again with its key when the server is back, most of the time.
"""
import datetime
import json
import random
import threading
import time
import urllib.parse

from faults.server import LOST, Connection

BODY = {"Anwei-Account": "bench", "Content-Type": "application/json"}


class Work:
    """One history in the making: its cases, its requests, and what was sent last for others to send again."""

    def __init__(self, name, seed, cases):
        self.name, self.seed, self.wanted = name, seed, cases
        self.lock = threading.Lock()
        self.history, self.cases, self.recent = [], [], []

    def note(self, record):
        with self.lock:
            self.history.append(record)


class Client:
    """One client with a connection of its own, used for one history after the other."""

    def __init__(self, number, server):
        self.number, self.server = number, server
        self.connection, self.serial = None, 0

    # Requests

    def send(self, method, path, headers, body):
        """Status, headers and JSON of an answer; None without one, False where nobody was there to be asked."""
        try:
            if self.connection is None:
                self.connection = Connection(self.server.socket)
                self.connection.connect()
        except LOST:
            self.hang_up()
            return False
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, json.loads(answer.read())
        except (*LOST, ValueError):
            self.hang_up()
            return None

    def hang_up(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def ask(self, work, record, method, path, headers=BODY, body=None):
        """Sends a request and notes it with what came back; gives back the record."""
        record = {"client": self.number, "case": None, "status": None, "end": None, **record}
        record["start"] = time.monotonic_ns()
        answer = self.send(method, path, headers, body)
        if answer:
            record["end"], record["status"] = time.monotonic_ns(), answer[0]
            understand(record, answer[1], answer[2])
        if answer is not False:
            work.note(record)
        return record

    # What a client does

    def take_part(self, work, steps):
        """Does so many things in a history."""
        chance = random.Random(f"{work.seed} {self.number}")
        for _ in range(steps):
            self.step(work, chance)

    def step(self, work, chance):
        lot = chance.random()
        if len(work.cases) < work.wanted and (not work.cases or lot < 0.2):
            self.open(work, chance)
        elif lot < 0.2 and work.recent:
            self.send_again(work, chance)
        elif lot < 0.65:
            self.write(work, chance)
        else:
            self.look(work, chance)

    def look(self, work, chance):
        lot, case = chance.random(), chance.choice(work.cases)
        if lot < 0.7:
            self.ask(work, {"op": "read", "case": case}, "GET", place(case))
        elif lot < 0.9:
            self.ask(work, {"op": "list"}, "GET", "/api/v1/cases?limit=100")
        else:
            self.ask(work, {"op": "trail", "case": case}, "GET", place(case) + "/history?limit=200")

    def open(self, work, chance):
        body = json.dumps({"workflow": "bench", "unit": "bench", "data": {}})
        record = {"op": "open", "key": self.key(work), "request": body, "note": ""}
        self.insist(work, chance, record, "/api/v1/cases", body)

    def write(self, work, chance):
        """Writes a case, most of the time from the revision that a look at it gave."""
        case, expected = chance.choice(work.cases), None
        if chance.random() < 0.8:
            seen = self.ask(work, {"op": "read", "case": case}, "GET", place(case))
            expected = seen.get("revision")
        key = self.key(work)
        record = {"op": "write", "case": case, "key": key, "note": f"note {key}", "expected": expected}
        with work.lock:
            work.recent = [*work.recent, record][-8:]
        self.write_this(work, chance, record)

    def send_again(self, work, chance):
        """Sends what somebody has sent, perhaps at the same time: as it was, or with another text."""
        record = dict(chance.choice(work.recent))
        if chance.random() < 0.3:
            record["note"] += " changed"
        self.write_this(work, chance, record)

    def write_this(self, work, chance, record):
        body = json.dumps({"data": {"note": record["note"]}})
        path = place(record["case"]) + "/actions/advance"
        self.insist(work, chance, {**record, "request": f"{path} {body}"}, path, body)

    def insist(self, work, chance, record, path, body):
        """Sends until there is an answer, or gives up and never knows; a busy server is asked again."""
        headers = {**BODY, "Idempotency-Key": record["key"]}
        if record.get("expected") is not None:
            headers["If-Match"] = f'"{record["expected"]}"'
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            told = self.ask(work, record, "POST", path, headers, body.encode())
            if told["status"] in (200, 201) and record["op"] == "open":
                with work.lock:
                    work.cases.append(told["case"])
            if told["status"] not in (None, 503) or chance.random() < 0.05:
                return
            time.sleep(0.02)

    def key(self, work):
        self.serial += 1
        return f"{work.name}-{self.number}-{self.serial}"


def place(case):
    return "/api/v1/cases/" + urllib.parse.quote(case, safe="")


def understand(record, headers, answer):
    """Takes what a record holds of an answer."""
    if record["status"] >= 400:
        record["problem"] = answer.get("type", "").rpartition(":")[2]
        record["revision"] = answer.get("refusal", {}).get("revision")
    elif record["op"] in ("open", "write"):
        record["case"] = answer["number"]
        for name in ("revision", "sequence", "repeated"):
            record[name] = answer[name]
        record["at"] = datetime.datetime.fromisoformat(answer["at"]).timestamp()
    elif record["op"] == "read":
        record["revision"], record["note"] = answer["revision"], answer["data"].get("note", "")
        if headers["etag"] != f'"{answer["revision"]}"':
            record["problem"] = "etag"
    elif record["op"] == "list":
        record["items"] = [(item["number"], item["revision"]) for item in answer["items"]]
    else:
        record["items"] = [(item["sequence"], item["revision"]) for item in answer["items"]]
