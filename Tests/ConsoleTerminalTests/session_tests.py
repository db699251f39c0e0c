#!/usr/bin/env python3
"""Replays sessions at a real terminal, against the real server with what `anwei demo` invents.

Usage: session_tests.py ANWEI [SESSION ...]     without a session: all that stand beside this file
"""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from terminal import Terminal

HERE = os.path.dirname(os.path.abspath(__file__))


def squeezed(text):
    """The text without blanks and line ends: where a terminal breaks a line is not the question here."""
    return re.sub(r"\s+", "", text)


class Replay:
    def __init__(self, anwei, invented, folder, columns):
        self.anwei = anwei
        self.invented = invented
        self.folder = folder
        self.columns = columns
        self.socket = os.path.join(folder, "s")
        self.terminals = {}
        self.terminal = None
        self.start = 0

    @property
    def shown(self):
        """What was shown since the last line that was typed."""
        return self.terminal.text[self.start:]

    def serve(self):
        database = os.path.join(self.folder, "a.db")
        shutil.copytree(self.invented, self.folder, dirs_exist_ok=True)
        log = open(os.path.join(self.folder, "serve.log"), "wb")
        server = subprocess.Popen(
            [self.anwei, "serve", "--database", database, "--listen", "127.0.0.1:0", "--socket", self.socket,
             "--environment", "訓練"],
            stdout=log, stderr=log)
        end = time.monotonic() + 30
        while not os.path.exists(self.socket):
            if time.monotonic() > end or server.poll() is not None:
                raise AssertionError(open(log.name, encoding="utf-8").read())
            time.sleep(0.05)
        return server

    def become(self, account, writes=True):
        """Turns to the terminal of an account; a first turn attaches it, and mostly unlocks it."""
        if account not in self.terminals:
            state = {"XDG_STATE_HOME": os.path.join(self.folder, "state-" + account)}
            command = [self.anwei, "console", "-S", self.socket, "-u", account, "-q", "-r", "依說明文件演練",
                       "--reason-code", "drill"]
            if writes:
                command += ["--write", "--credential-file", os.path.join(self.folder, account + ".token")]
            self.terminals[account] = Terminal(command, state, self.columns)
            self.terminals[account].expect("> ", 30)
        self.terminal = self.terminals[account]
        self.account = account

    def type(self, line):
        if "{token}" in line:
            with open(os.path.join(self.folder, self.account + ".token"), encoding="ascii") as file:
                line = line.replace("{token}", file.read().strip())
        self.terminal.rest(0.1)
        self.start = len(self.terminal.text)
        self.terminal.line(line)

    def wait(self, text, seconds=20):
        """Waits until the text is among what was shown since the last line that was typed."""
        end = time.monotonic() + seconds
        while squeezed(text) not in squeezed(self.shown):
            if time.monotonic() > end:
                raise AssertionError("%r not in:\n%s" % (text, self.shown))
            self.terminal.pump(0.1)

    def play(self, line):
        kind, text = line[0], line[2:]
        if kind in "@?":
            self.become(text, kind == "@")
        elif kind in "><":
            self.type(text)
        elif kind == "=":
            self.wait(text)
        elif kind == "!":
            self.terminal.rest()
            assert squeezed(text) not in squeezed(self.shown), "%r in:\n%s" % (text, self.shown)
        else:
            raise AssertionError("no such line: %r" % line)

    def close(self):
        for terminal in self.terminals.values():
            terminal.close()


def read(session):
    """The lines of a session; its numbers and dates carry the year in which it is played."""
    year = str(time.gmtime(time.time() + 8 * 3600).tm_year - 1911)
    with open(session, encoding="utf-8") as file:
        return [line.rstrip("\n").replace("-115-", "-%s-" % year).replace("115/", year + "/") for line in file]


def play(anwei, invented, session, columns):
    """Plays one session at a terminal of a width; how much of it was shown as it says, and whether all was."""
    folder = tempfile.mkdtemp(prefix="anwei-session-")
    replay = Replay(anwei, invented, folder, columns)
    server = None
    passed = 0
    try:
        server = replay.serve()
        for number, line in enumerate(read(session), 1):
            if not line or line.startswith("#"):
                continue
            try:
                replay.play(line)
                passed += line[0] in "=!"
            except AssertionError as error:
                place = "%s:%d" % (os.path.basename(session), number)
                print("FAILED at %d columns, %s %s\n%s" % (columns, place, line, error))
                return passed, False
        return passed, True
    finally:
        replay.close()
        if server:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        shutil.rmtree(folder)


def equip(anwei, invented, sessions):
    """Gives everybody who speaks in a session a credential."""
    accounts = {line[2:] for session in sessions for line in read(session) if line[:2] in ("@ ", "? ")}
    for account in sorted(accounts):
        command = [anwei, "user", "token", account, "--database", os.path.join(invented, "a.db")]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60)
        path = os.path.join(invented, account + ".token")
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            file.write(done.stdout)


def main(anwei, sessions):
    anwei = os.path.abspath(anwei)
    passed = failed = 0
    # Made once; each session begins with a copy.
    with tempfile.TemporaryDirectory(prefix="anwei-session-") as invented:
        demo = [anwei, "demo", "--database", os.path.join(invented, "a.db")]
        subprocess.run(demo, check=True, capture_output=True, timeout=60)
        equip(anwei, invented, sessions or sorted(glob.glob(os.path.join(HERE, "*.txt"))))
        for session in sessions or sorted(glob.glob(os.path.join(HERE, "*.txt"))):
            for columns in (110, 80, 60):
                shown, whole = play(anwei, invented, session, columns)
                passed += shown
                failed += not whole
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
