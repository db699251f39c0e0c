"""One database with the real program on it: made, started, killed, stopped, and spoken to over its socket."""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time

LOST = (OSError, http.client.HTTPException)


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket, or over TCP where the place is HOST:PORT."""

    def __init__(self, place, timeout=20):
        super().__init__("localhost", timeout=timeout)
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


ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
WORKFLOWS = (os.path.join(ROOT, "Workflows", "files"), os.path.join(ROOT, "Tests", "InvariantTests", "workflows"))


def richer_workflows(folder):
    """Options of a server whose people also have children, messages, delayed events and periods that end soon."""
    place = os.path.join(folder, "workflows")
    if not os.path.exists(place):
        shutil.copytree(WORKFLOWS[0], place)
        shutil.copytree(WORKFLOWS[1], place, dirs_exist_ok=True)
    return ["--workflows", place]


class Ended(Exception):
    """The server ended before it was ready; carries its exit code."""

    def __init__(self, code):
        super().__init__(f"the server ended with {code}")
        self.code = code


class Server:
    """A database in a folder of its own and the program that serves it."""

    def __init__(self, binary, folder, extra=()):
        self.binary, self.extra = os.path.abspath(binary), list(extra)
        self.folder = folder
        self.database = os.path.join(folder, "anwei.db")
        self.socket = os.path.join(folder, "s")
        self.log = os.path.join(folder, "serve.log")
        self.process = None
        self.before = []
        self.environment = {}
        self.people, self.workflows = [], {}
        self.receipts = []  # of corrections, as the people were told

    def run(self, *arguments):
        return subprocess.run(
            [self.binary, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600
        )

    def make(self):
        """Makes the invented county and learns who is in it."""
        made = self.run("demo", "--database", self.database, *self.extra)
        if made.returncode != 0:
            raise SystemExit(f"anwei demo ended with {made.returncode}:\n{made.stderr}")
        listed = self.run("user", "list", "--database", self.database, "--format", "json")
        self.people = [row["account"] for row in json.loads(listed.stdout)["items"]]

    def key(self):
        """The master key."""
        with open(self.database + ".key", "rb") as file:
            return file.read()

    def start(self, limit=60):
        """Starts the server, with what `before` puts in front of it, and waits until it is ready."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.before, self.binary, "serve", "--database", self.database, "--listen", "127.0.0.1:0",
                 "--socket", self.socket, *self.extra],
                stdout=log, stderr=log, env={**os.environ, **self.environment}, start_new_session=True)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            code = self.process.poll()
            if code is not None:
                raise Ended(code)
            if self.isReady():
                return
            time.sleep(0.002)
        raise SystemExit(f"the server is not ready after {limit} s; see {self.log}")

    def isReady(self):
        try:
            connection = Connection(self.socket, timeout=5)
            connection.request("GET", "/healthz")
            status = connection.getresponse().status
            connection.close()
            return status == 200
        except LOST:
            return False

    def kill(self):
        """SIGKILL to the server and to what was put in front of it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """SIGTERM to the group, because strace keeps it from its own; gives back the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=60)
