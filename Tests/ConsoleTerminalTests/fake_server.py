"""A server for the terminal tests: the console's API over a Unix socket, from fixed answers.

Usage: fake_server.py SOCKET. The unit `silence` and the action `hang` are never answered; what else is posted is kept and changes the case.
SIGUSR1 makes a deadline overdue. FAKE_API is the number of the API that it says it speaks. The unit `many` has
FAKE_CASES cases.
"""

import json
import os
import signal
import socketserver
import sys
import time
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, unquote, urlsplit

NUMBER = "危-社工科-115-0042"


def text(zh, en):
    return {"zh-Hant": zh, "en": en}


STATE = {"revision": 3, "state": {"id": "received", "title": text("已受理", "Received")}, "keys": {}}
FORM = [
    {"name": "companion", "type": "person", "label": text("陪同人員", "Companion"), "required": True,
     "clause": "K-15.1b", "options": None, "current": None},
    {"name": "count", "type": "integer", "label": text("人數", "Count"), "required": False},
]
DEADLINE = {"number": NUMBER, "name": "initial", "title": text("初報", "Initial report"),
            "due": "2026-11-24T04:30:00Z", "state": "running", "clause": "K-15.1", "unit": "north"}
CREDENTIAL = "anwei_secret"
# A server that was started again knows the sessions of the one before no more.
TOKEN = "fake-%d" % os.getpid()
SESSION = {"id": 7, "account": "lin", "name": "林示例", "environment": "測試", "mode": "reading",
           "began": "2026-11-24T01:00:00Z", "lastUsed": "2026-11-24T01:00:00Z"}
REQUIREMENT = {"outcome": "undecided", "text": text("應填寫處理結果", "The result must be filled in"),
               "clause": "K-16.0", "citation": text("要點第16點", "Point 16"),
               "reads": [{"field": "result", "value": None}], "missing": ["result"]}


OVERDUE = []


def many(query):
    """One page of the cases of the unit `many`; the cursor is how many came before."""
    start, limit = int(query.get("cursor", 0)), int(query.get("limit", 50))
    total = int(os.environ.get("FAKE_CASES", 1000))
    items = [dict(summary(), number="危-社工科-115-%06d" % n) for n in range(start, min(start + limit, total))]
    return {"items": items, "next": str(start + limit) if start + limit < total else None}


def actions():
    return [
        {"name": "assign-companion", "title": text("指派陪同人員", "Assign a companion"), "clauses": ["K-15.1b"],
         "enabled": True, "asks": FORM},
        {"name": "close", "title": text("結案", "Close"), "clauses": ["K-16.0"], "enabled": False, "asks": [],
         "permitted": True, "refusals": [REQUIREMENT]},
    ]


def case_file():
    return {
        "number": NUMBER, "workflow": "threat-report", "title": text("危害事件通報", "Harm-event report"),
        "unit": "north", "revision": STATE["revision"], "closed": False, "openedAt": "2026-11-24T01:00:00Z",
        "configuration": [STATE["state"]],
        "data": {"place": "某某公所 \u001b]0;pwned\u0007\u001b[2J○ \u202eevil", "injured": 1},
        "labels": {"place": text("發生地點", "Place"), "injured": text("受傷人數", "Injured"),
                   "narrative": text("事件經過", "What happened")},
        "order": ["place", "injured", "narrative"], "masked": ["narrative"], "deadlines": [DEADLINE],
        "actions": actions(), "parent": None, "children": [],
    }


def summary():
    return {"number": NUMBER, "workflow": "threat-report", "title": text("危害事件通報", "Harm-event report"),
            "unit": "north", "states": [STATE["state"]], "closed": False, "revision": STATE["revision"],
            "openedAt": "2026-11-24T01:00:00Z", "nextDeadline": DEADLINE}


def problem(status, kind, zh, **more):
    answer = {"type": "urn:anwei:problem:" + kind, "title": kind, "status": status, "detail": kind, "detail-zh": zh}
    # What is malformed, or comes without a session, no rule has refused.
    return status, answer if kind in ("malformed", "session") else {**answer, "refusal": {"kind": kind, **more}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def address_string(self):
        return "unix"

    def answer(self, status, body, chunked=False):
        payload = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        kind = "application/json" if status < 400 else "application/problem+json"
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.close_connection = True
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for start in range(0, len(payload), 7):
                part = payload[start:start + 7]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

    def parts(self):
        target = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(target.query).items()}
        return [unquote(part) for part in target.path.split("/")[3:]], query

    def do_GET(self):
        if self.headers.get("Anwei-Session", TOKEN) != TOKEN:
            return self.answer(*problem(401, "session", "主控台連線已結束"))
        match self.parts():
            case ["me"], _:
                self.answer(200, {"account": "lin", "name": "林示例", "language": "zh-Hant", "environment": "測試",
                                  "roles": [{"role": "supervisor", "unit": "north"}]})
            case ["server"], _:
                self.answer(200, {"release": "0.1.0", "api": int(os.environ.get("FAKE_API", 1)), "ready": True,
                                  "environment": "測試", "now": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())})
            case ["register"], _:
                self.answer(200, {"units": [{"id": "north", "name": text("北區", "North")}], "sites": [],
                                  "people": [{"account": "lin", "name": "林示例", "roles": []},
                                             {"account": "chen", "name": "陳測二", "roles": []}]})
            case ["workflows"], _:
                self.answer(200, {"items": [{"name": "threat-report", "title": text("危害事件通報", "Report"),
                                             "hash": "ab" * 32}], "next": None})
            case ["cases"], {"unit": "silence"}:
                time.sleep(3600)
            case ["cases"], {"unit": "many"}:
                self.answer(200, many(self.parts()[1]))
            case ["cases"], _:
                self.answer(200, {"items": [summary()], "next": None}, chunked=True)
            case ["cases", number], _ if number == NUMBER:
                self.answer(200, case_file())
            case ["cases", number, "history"], _ if number == NUMBER:
                self.answer(200, {"items": [
                    {"revision": 7, "at": "2026-11-24T01:00:00Z", "actor": "lin", "event": "open",
                     "title": text("開案", "Opened"), "entered": [STATE["state"]], "left": [],
                     "changed": ["place"], "clauses": ["K-15"]}], "next": None})
            case ["cases", number, "actions"], _ if number == NUMBER:
                self.answer(200, {"items": actions(), "next": None})
            case ["cases", number, "actions", _, "form"], _ if number == NUMBER:
                self.answer(200, {"fields": FORM})
            case ["cases", number, "actions", name, "why"], _ if number == NUMBER:
                self.answer(200, {"action": name, "requirements": [REQUIREMENT], "possible": name != "close"})
            case ["deadlines"], {"due": "overdue"}:
                self.answer(200, {"items": OVERDUE, "next": None})
            case ["deadlines"], _:
                self.answer(200, {"items": [DEADLINE], "next": None})
            case ["complete"], query:
                found = [NUMBER] if query.get("text", "") in NUMBER else []
                self.answer(200, {"items": found, "next": None})
            case _:
                self.answer(*problem(404, "unknown", "查無此案件,或您無權得知"))

    def session(self, status, **more):
        self.answer(status, {**SESSION, **more})

    def change_session(self, verb, body):
        """What the verbs of a session do to the one session there is."""
        if verb == "unlock" and body.get("credential") != CREDENTIAL:
            return self.answer(*problem(403, "notPermitted", "個人憑證不符,未解鎖"))
        SESSION["mode"] = {"unlock": "writing", "lock": "reading"}.get(verb, SESSION["mode"])
        if verb == "reveal":
            SESSION["reveal"] = {"number": body["number"], "until": "2099-12-31T06:02:00Z"}
        if verb == "mask":
            SESSION.pop("reveal", None)
        return self.session(200)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        match self.parts()[0]:
            case ["console", "sessions"] if len(body.get("reason", "")) < 6:
                self.answer(*problem(400, "malformed", "請說明理由,至少 6 個字(reason)。"))
            case ["console", "sessions"]:
                SESSION["mode"] = "reading"
                SESSION.pop("reveal", None)
                self.session(201, token=TOKEN, reason=body["reason"])
            case ["console", "sessions", _, verb]:
                self.change_session(verb, body)
            case _ if self.headers.get("Anwei-Session") != TOKEN:
                self.answer(*problem(401, "session", "主控台連線已結束"))
            case ["change-sets"]:
                self.answer(201, {"id": "D-1", "text": body["text"], "state": "draft", "author": "lin", "cases": []})
            case ["verify"]:
                self.answer(200, {"ok": False, "entries": 9, "cases": 1, "problems": [
                    text("%s: 雜湊不符" % NUMBER, "%s: hash differs" % NUMBER)]})
            case ["cases", number, "actions", "close"] if number == NUMBER:
                self.answer(*problem(409, "requirements", "要件不符,不能結案", requirements=[REQUIREMENT]))
            case ["cases", number, "actions", "hang"] if number == NUMBER and not body.get("dryRun"):
                time.sleep(3600)
            case ["cases", number, "actions", "lose"] if number == NUMBER and not body.get("dryRun"):
                self.close_connection = True
                self.connection.close()
            case ["cases", number, "actions", name] if number == NUMBER:
                self.advance(name, body)
            case _:
                self.answer(*problem(404, "unknown", "查無此案件,或您無權得知"))

    def advance(self, name, body):
        if self.headers.get("If-Match") != '"%d"' % STATE["revision"]:
            return self.answer(*problem(412, "conflict", "案件已被更新,請重新檢視"))
        after = {"id": "protecting", "title": text("保護中", "Protecting")}
        step = {"number": NUMBER, "revision": STATE["revision"] + 1, "entered": [after], "left": [STATE["state"]],
                "changed": [{"field": key, "label": text("陪同人員", "Companion"), "before": None, "after": value}
                            for key, value in body["data"].items()],
                "deadlines": [dict(DEADLINE, state="met")], "notices": 1, "started": [],
                "dryRun": bool(body.get("dryRun"))}
        if not body.get("dryRun"):
            assert self.headers.get("Idempotency-Key")
            STATE["revision"] += 1
            STATE["state"] = after
        return self.answer(200, step)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, address):
        pass  # A console that left is what some tests are about.


if __name__ == "__main__":
    path = sys.argv[1]
    if os.path.exists(path):
        os.unlink(path)
    server = Server(path, Handler)
    late = dict(DEADLINE, name="late", title=text("續報", "Second report"), state="missed")
    signal.signal(signal.SIGUSR1, lambda *_: OVERDUE.append(late))
    print("ready", flush=True)
    server.serve_forever()
