"""What the tests at a real terminal share: a console, a server of fixed answers, and how they are run."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
import unittest

from terminal import Terminal

HERE = os.path.dirname(os.path.abspath(__file__))
# What starts the console; filled by `main`.
CONSOLE = []


def cells(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Session(unittest.TestCase):
    columns = 100

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="anwei-console-")
        self.socket = os.path.join(self.folder, "s")
        self.serve()
        self.terminals = []
        self.environment = {"XDG_STATE_HOME": os.path.join(self.folder, "state")}

    def serve(self, **environment):
        self.server = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "fake_server.py"), self.socket], stdout=subprocess.PIPE,
            env={**os.environ, **environment})
        self.server.stdout.readline()

    def stop(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()

    def tearDown(self):
        for terminal in self.terminals:
            terminal.close()
        self.server.send_signal(signal.SIGCONT)
        self.stop()
        shutil.rmtree(self.folder)

    def start(self, *more, environment=None, columns=None):
        command = CONSOLE + ["--socket", self.socket, "--ambiguous", "1", *more]
        terminal = Terminal(command, {**self.environment, **(environment or {})}, columns or self.columns)
        self.terminals.append(terminal)
        return terminal

    def attached(self, *options, **more):
        terminal = self.start(*options, **more)
        terminal.expect("測試:唯讀 林示例> ")
        return terminal

    def batch(self, *more, stdin="", environment=None):
        return subprocess.run(
            CONSOLE + ["--socket", self.socket, *more], input=stdin.encode(), capture_output=True, timeout=30,
            env={**os.environ, **self.environment, "LC_ALL": "C.UTF-8", **(environment or {})})


def main(usage, module, widths=(100,), narrow=()):
    """Runs the tests of a module; those that are about the terminal at each width, those named in `narrow` at one."""
    rest = sys.argv[1:]
    mark = rest.index("--") if "--" in rest else len(rest)
    CONSOLE.extend(rest[:mark])
    if not CONSOLE:
        sys.exit(usage)
    CONSOLE[0] = os.path.abspath(CONSOLE[0])
    CONSOLE.extend(["-r", "終端機行為查核"])
    arguments = rest[mark + 1:]
    ran = failed = 0
    for width in widths:
        Session.columns = width
        picked = arguments
        if width != widths[0] and not [name for name in arguments if not name.startswith("-")]:
            kept = [name for name, kind in vars(sys.modules[module]).items()
                    if isinstance(kind, type) and issubclass(kind, Session) and kind is not Session and name not in narrow]
            picked = arguments + kept
        result = unittest.main(module=module, argv=[sys.argv[0]] + picked, exit=False).result
        ran += result.testsRun
        failed += len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (ran - failed, failed))
    sys.exit(failed != 0)
