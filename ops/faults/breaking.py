"""Ways to put something between a server and its disk: the shim (shim.c, compiled here) or strace."""
import os
import struct
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
EVER = 10**12


class Breaker:
    """Breaks chosen calls of a server on chosen files; one for a folder."""

    def __init__(self, server):
        self.server = server
        self.library = os.path.join(server.folder, "shim.so")
        self.state = os.path.join(server.folder, "state")
        source = os.path.join(HERE, "shim.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", self.library, source, "-ldl"], check=True)

    def arm(self, action, first=0, last=None, files="dw", calls="wst"):
        """The next start fails the calls first to last (one if not given), until `fail` says otherwise."""
        self.server.before, self.server.environment = [], {
            "LD_PRELOAD": self.library, "FAULT_BASE": self.server.database, "FAULT_FILES": files,
            "FAULT_CALLS": calls, "FAULT_ACTION": action, "FAULT_STATE": self.state,
        }
        self.fail(first, last)

    def fail(self, first, last=None):
        """Counts anew from here; the calls first to last fail, none if first is 0."""
        with open(self.state, "r+b" if os.path.exists(self.state) else "w+b") as file:
            file.write(struct.pack("<3q", 0, first, first if last is None else last))

    def count(self):
        """How many calls were counted since `fail`."""
        with open(self.state, "rb") as file:
            return struct.unpack("<3q", file.read(24))[0]

    def arm_strace(self, first):
        """The next start is traced and killed at a write; strace counts for each thread."""
        calls = "pwrite64,fdatasync,fsync,ftruncate"
        paths = [word for ending in ("", "-wal") for word in ("-P", self.server.database + ending)]
        self.server.environment = {}
        self.server.before = [
            "strace", "-f", "-qq", "-o", "/dev/null", *paths, "-e", f"trace={calls}",
            "-e", f"inject={calls}:signal=SIGKILL:when={first}",
        ]

    def disarm(self):
        self.server.before, self.server.environment = [], {}
