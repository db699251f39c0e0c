#!/usr/bin/env python3
"""Kills the server under load and proves that nothing acknowledged is lost and nothing happens twice.

Clients open cases and take random actions over HTTP, each request with an idempotency key. At random moments
the server is killed with SIGKILL and started again. What was not answered is sent again with the same key.
In the end every acknowledged step must stand in the journal exactly once (read from the file itself), no step may
stand there that nobody was told of, and `anwei verify` must pass. Standard library only; `--seed` repeats the choices.
"""
import argparse
import http.client
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

LOST = (OSError, http.client.HTTPException)


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket, or over TCP where the place is HOST:PORT."""

    def __init__(self, place):
        super().__init__("localhost", timeout=20)
        self.place = place

    def connect(self):
        if "/" in self.place:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.sock.settimeout(self.timeout)
            self.sock.connect(self.place)
        else:
            host, port = self.place.rsplit(":", 1)
            self.sock = socket.create_connection((host, int(port)), self.timeout)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Server:
    """One database with the real program on it."""

    def __init__(self, binary, folder, extra):
        self.binary, self.extra = binary, extra
        self.database = os.path.join(folder, "anwei.db")
        self.socket = os.path.join(folder, "s")
        self.log = os.path.join(folder, "serve.log")
        self.process = None
        self.people, self.workflows = [], {}

    def run(self, *arguments):
        return subprocess.run(
            [self.binary, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600
        )

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--database", self.database, "--listen", "127.0.0.1:0",
                 "--socket", self.socket, *self.extra],
                stdout=log, stderr=log)
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}; see {self.log}")
            try:
                connection = Connection(self.socket)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except LOST:
                pass
            time.sleep(0.005)
        raise SystemExit(f"the server is not ready after a minute; see {self.log}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


class Client(threading.Thread):
    """One person who never stops working: opens cases and takes what the case offers."""

    def __init__(self, name, account, server, seed, unanswered=None):
        super().__init__(name=name, daemon=True)
        self.account, self.server = account, server
        self.random = random.Random(seed)
        self.unanswered = unanswered
        self.steps, self.refusals, self.resent, self.strange = [], 0, 0, []
        self.cases, self.serial = [], 0
        self.halt = threading.Event()
        self.connection = None

    # Requests

    def ask(self, method, path, body=None, key=None):
        if self.connection is None:
            self.connection = Connection(self.server.socket)
        headers = {"Anwei-Account": self.account}
        if body is not None:
            body = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, json.loads(answer.read())
        except LOST:
            self.connection.close()
            self.connection = None
            raise

    def command(self, path, body):
        self.serial += 1
        self.unanswered = (path, body, f"{self.name}-{self.serial}")
        self.settle()

    def settle(self):
        """Sends what has not been answered; only an answer takes it off the list."""
        path, body, key = self.unanswered
        status, answer = self.ask("POST", path, body, key)
        if status == 503:
            return
        self.unanswered = None
        if status in (200, 201):
            self.steps.append((answer["number"], answer["sequence"], key, answer.get("repeated", False)))
            self.cases.append(answer["number"])
            self.cases = self.cases[-8:]
        elif 400 <= status < 500:
            self.refusals += 1
        else:
            self.strange.append((status, answer))

    # Work

    def run(self):
        while not self.halt.is_set():
            try:
                if self.unanswered:
                    self.resent += 1
                    self.settle()
                elif self.cases and self.random.random() < 0.8:
                    self.act()
                else:
                    self.open()
            except LOST:
                self.halt.wait(0.01)

    def open(self):
        choices = self.server.workflows.get(self.account)
        if choices is None:
            status, page = self.ask("GET", "/api/v1/workflows")
            choices = [w for w in page.get("items", []) if w.get("units")] if status == 200 else []
            self.server.workflows[self.account] = choices
        if not choices:
            self.halt.wait(0.05)
            return
        workflow = self.random.choice(choices)
        unit = self.random.choice(workflow["units"])
        data = self.fill(workflow.get("asks", []), unit)
        self.command("/api/v1/cases", {"workflow": workflow["name"], "unit": unit, "data": data})

    def act(self):
        number = self.random.choice(self.cases)
        path = "/api/v1/cases/" + urllib.parse.quote(number, safe="")
        status, page = self.ask("GET", path + "/actions")
        actions = [a for a in page.get("items", []) if a.get("permitted")] if status == 200 else []
        if not actions:
            self.cases.remove(number)
            return
        action = self.random.choice(actions)
        name = urllib.parse.quote(action["name"], safe="")
        self.command(f"{path}/actions/{name}", {"data": self.fill(action["asks"], None)})

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
        if kind != "string":
            return None
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


def journal(database):
    """The entries by position, read from the file itself and not through the program under test."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT sequence, case_id, revision, kind, account FROM entries ORDER BY sequence")
        return {row[0]: row[1:] for row in rows}
    finally:
        connection.close()


def compare(clients, entries, before):
    """What is wrong between what was acknowledged and what the journal holds after the position `before`."""
    wrong, told = [], {}
    for client in clients:
        for number, sequence, key, _ in client.steps:
            others = told.setdefault(sequence, set())
            others.add(key)
            if len(others) > 1:
                wrong.append(f"{number} #{sequence} was given to several keys: {sorted(others)}")
            if sequence not in entries:
                wrong.append(f"{number} #{sequence} was acknowledged and is gone")
    if sorted(entries) != list(range(1, len(entries) + 1)):
        wrong.append("the chain has gaps")
    latest = {}
    for sequence, (case, revision, kind, account) in sorted(entries.items()):
        if case is not None:
            if revision != latest.get(case, 0) + 1:
                wrong.append(f"#{sequence}: case {case} goes from revision {latest.get(case, 0)} to {revision}")
            latest[case] = revision
        if sequence > before and kind in ("open", "action") and account is not None and sequence not in told:
            wrong.append(f"#{sequence} ({kind} by {account}) happened and nobody was told")
    return wrong, len(latest)


def rounds(options, server, accounts, chance):
    """Works, kills and starts again; gives back every client that ever worked."""
    everyone, left, began = [], {}, time.monotonic()
    kills = 0
    while kills < options.kills and (not options.minutes or time.monotonic() - began < options.minutes * 60):
        server.start()
        crew = []
        for place in range(options.clients):
            account = accounts[place % len(accounts)]
            client = Client(f"k{options.seed}-{kills}-{place}", account, server, chance.random(), left.get(place))
            crew.append(client)
            client.start()
        time.sleep(chance.uniform(0.05, options.longest))
        server.kill()
        kills += 1
        for client in crew:
            client.halt.set()
        for place, client in enumerate(crew):
            client.join(30)
            left[place] = client.unanswered
        everyone += crew
    server.start()
    for place, unanswered in left.items():
        if unanswered:
            account = accounts[place % len(accounts)]
            client = Client(f"k{options.seed}-end-{place}", account, server, chance.random(), unanswered)
            client.resent = 1
            client.settle()
            everyone.append(client)
    return everyone, kills


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/anwei")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--for", dest="minutes", type=float, default=0, help="minutes; 0: until --kills")
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--longest", type=float, default=1.5, help="longest life of a server in seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the database")
    parser.add_argument("extra", nargs="*", help="further options of `anwei serve`, after --")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="anwei-kill-")
    server = Server(os.path.abspath(options.binary), folder, options.extra)
    made = server.run("demo", "--database", server.database, *options.extra)
    if made.returncode != 0:
        raise SystemExit(f"anwei demo ended with {made.returncode}:\n{made.stderr}")
    listed = server.run("user", "list", "--database", server.database, "--format", "json")
    accounts = [row["account"] for row in json.loads(listed.stdout)["items"]]
    server.people = accounts
    chance = random.Random(options.seed)
    before = max(journal(server.database))
    try:
        everyone, kills = rounds(options, server, accounts, chance)
        code = server.stop()
        wrong, cases = compare(everyone, journal(server.database), before)
        wrong += [f"answered {status}: {answer}" for c in everyone for status, answer in c.strange]
        if code != 0:
            wrong.append(f"the server ended with {code} after SIGTERM")
        verified = server.run("verify", "--database", server.database, "--level", "3")
        if verified.returncode != 0:
            wrong.append(f"anwei verify ended with {verified.returncode}: {verified.stdout}{verified.stderr}")
    finally:
        if server.process and server.process.poll() is None:
            server.kill()
    steps = sum(len(c.steps) for c in everyone)
    repeated = sum(1 for c in everyone for s in c.steps if s[3])
    resent = sum(c.resent for c in everyone)
    refused = sum(c.refusals for c in everyone)
    print(f"{kills} kills, {cases} cases, {steps} acknowledged steps, {refused} refusals, "
          f"{resent} sent again, of which {repeated} had happened")
    if steps == 0:
        wrong.append("no step was ever acknowledged: nothing was tried")
    for line in wrong[:50]:
        print("WRONG", line)
    if wrong or options.keep:
        print("kept", folder)
    else:
        shutil.rmtree(folder)
    print(f"{0 if wrong else 1} passed, {1 if wrong else 0} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
