#!/usr/bin/env python3
"""Replays sessions at a real terminal, against the real server with what `anwei demo` invents.

Usage: session_tests.py ANWEI [--keys] [SESSION ...]
Without a session: all that stand beside this file, and those of ops/tour. --keys prints how many keys each took.
"""

import datetime
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
ROOT = os.path.dirname(os.path.dirname(HERE))


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
        self.workflows = []
        self.server = None
        self.said = None
        # Every character and every Enter; an input method takes more for each Chinese one.
        self.keys = 0
        self.lines = 0

    @property
    def shown(self):
        """What was shown since the last line that was typed, or what a command of the shell has said."""
        return self.said if self.said is not None else self.terminal.text[self.start:]

    def serve(self):
        database = os.path.join(self.folder, "a.db")
        if not os.path.exists(database):
            shutil.copytree(self.invented, self.folder, dirs_exist_ok=True)
        log = open(os.path.join(self.folder, "serve.log"), "wb")
        server = subprocess.Popen(
            [self.anwei, "serve", "--database", database, "--listen", "127.0.0.1:0", "--socket", self.socket,
             "--environment", "訓練", *self.workflows],
            stdout=log, stderr=log)
        end = time.monotonic() + 30
        while not os.path.exists(self.socket):
            if time.monotonic() > end or server.poll() is not None:
                raise AssertionError(open(log.name, encoding="utf-8").read())
            time.sleep(0.05)
        self.server = server

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(30)

    def prepare(self, what):
        """What has to have happened before a session begins, and is no part of it."""
        kind, *rest = what.split()
        if kind == "cases":
            script = os.path.join(ROOT, "ops", "tour", "prepare-cases.lua")
            self.shell("anwei console -S s -u lin -r 準備演練案件 --write --credential-file lin.token --apply "
                       "-v count=%s -f %s" % (rest[0], script), 0)
        elif kind == "revise":
            self.stop()
            folder = os.path.join(self.folder, "workflows")
            shutil.copytree(os.path.join(ROOT, "Workflows", "files"), folder)
            path = os.path.join(folder, rest[0])
            with open(path, encoding="utf-8") as file:
                text = file.read()
            assert rest[1] in text, "nothing to revise"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace(rest[1], rest[2], 1))
            self.workflows = ["--workflows", folder]
            self.serve()
        elif kind == "sh":
            self.shell(what[3:], 0)
        elif kind == "stop":
            self.stop()
        elif kind == "serve":
            self.serve()
        elif kind == "kill":
            # As a power cut would: neither the server nor anybody's console takes leave.
            self.server.kill()
            self.server.wait()
            os.unlink(self.socket)
            for account in rest:
                self.terminals.pop(account).kill()
        else:
            raise AssertionError("nothing to prepare: %s" % what)

    def shell(self, line, code):
        """Runs a command of the shell in the session's folder; what it says is what is shown."""
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": os.path.join(self.folder, "state"),
                       "PATH": os.path.dirname(self.anwei) + ":" + os.environ["PATH"], "TOUR": os.path.join(ROOT, "ops")}
        done = subprocess.run(line, shell=True, capture_output=True, timeout=120, cwd=self.folder, env=environment)
        self.said = (done.stdout + done.stderr).decode()
        if done.returncode != code:
            raise AssertionError("%s ended with %d:\n%s" % (line, done.returncode, self.said))

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
        self.said = None
        self.account = account

    def type(self, line):
        if "{token}" in line:
            with open(os.path.join(self.folder, self.account + ".token"), encoding="ascii") as file:
                line = line.replace("{token}", file.read().strip())
        if "{receipt}" in line:
            line = line.replace("{receipt}", re.findall(r"更-\d+-\d{4}", "".join(t.text for t in self.terminals.values()))[-1])
        if "{lastday}" in line:
            # The due instant is the first that is too late.
            shown = re.findall(r"(\d{3})/(\d\d)/(\d\d)\(.\) 00:00", "".join(t.text for t in self.terminals.values()))[-1]
            day = datetime.date(int(shown[0]) + 1911, int(shown[1]), int(shown[2])) - datetime.timedelta(days=1)
            line = line.replace("{lastday}", day.isoformat())
        if "{set}" in line:
            line = line.replace("{set}", re.findall(r"D-\d+", "".join(t.text for t in self.terminals.values()))[-1])
        self.said = None
        self.keys += len(line) + 1
        self.lines += 1
        self.terminal.rest(0.1)
        self.start = len(self.terminal.text)
        # A ⇥ is the Tab key, which waits for what it completes.
        *parts, last = line.split("⇥")
        for part in parts:
            self.terminal.send(part + "\t")
            self.terminal.rest(0.4)
        self.terminal.line(last)

    def wait(self, text, seconds=20):
        """Waits until the text is among what was shown since the last line that was typed."""
        end = time.monotonic() + seconds
        while squeezed(text) not in squeezed(self.shown):
            if self.said is not None or time.monotonic() > end:
                raise AssertionError("%r not in:\n%s" % (text, self.shown))
            self.terminal.pump(0.1)

    def play(self, line):
        kind, text = line[0], line[2:]
        if kind in "@?":
            self.become(text, kind == "@")
        elif kind in "><":
            self.type(text)
        elif kind == "+":
            self.prepare(text)
        elif kind == "$":
            self.keys += len(text) + 1
            self.lines += 1
            self.shell(text, 0)
        elif kind == "=":
            self.wait(text)
        elif kind == "!":
            if self.said is None:
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
        return [line.rstrip("\n").replace("-115-", "-%s-" % year).replace("115/", year + "/")
                .replace("{year}", year) for line in file]


def play(anwei, invented, session, columns, keys):
    """Plays one session at a terminal of a width; how much of it was shown as it says, and whether all was."""
    folder = tempfile.mkdtemp(prefix="anwei-session-")
    replay = Replay(anwei, invented, folder, columns)
    passed = 0
    try:
        replay.serve()
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
        keys[session] = (replay.lines, replay.keys)
        return passed, True
    finally:
        replay.close()
        if replay.server and replay.server.poll() is None:
            replay.stop()
        shutil.rmtree(folder)


def equip(anwei, invented, sessions):
    """Gives everybody who speaks in a session a credential."""
    accounts = {word[:-6] for session in sessions for line in read(session) if line[:1] in "+$"
                for word in line.split() if word.endswith(".token")} | {"lin"}
    accounts |= {line[2:] for session in sessions for line in read(session) if line[:2] in ("@ ", "? ")}
    for account in sorted(accounts):
        command = [anwei, "user", "token", account, "--database", os.path.join(invented, "a.db")]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60)
        path = os.path.join(invented, account + ".token")
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            file.write(done.stdout)


def title(session):
    """What a session is about: its first line."""
    with open(session, encoding="utf-8") as file:
        return file.readline().strip("# \n").rstrip(".。")


def main(anwei, sessions, tells_keys):
    anwei = os.path.abspath(anwei)
    passed = failed = 0
    keys = {}
    tour = sorted(glob.glob(os.path.join(ROOT, "ops", "tour", "*.txt")))
    sessions = sessions or sorted(glob.glob(os.path.join(HERE, "*.txt"))) + tour
    # Made once; each session begins with a copy.
    with tempfile.TemporaryDirectory(prefix="anwei-session-") as invented:
        demo = [anwei, "demo", "--database", os.path.join(invented, "a.db")]
        subprocess.run(demo, check=True, capture_output=True, timeout=60)
        equip(anwei, invented, sessions)
        for session in sessions:
            for columns in (80, 200) if os.path.abspath(session) in tour else (110, 80, 60):
                shown, whole = play(anwei, invented, session, columns, keys)
                passed += shown
                failed += not whole
    if tells_keys:
        print("| task | lines | keys |\n|---|---|---|")
        for session, (lines, count) in keys.items():
            print("| %s | %d | %d |" % (title(session), lines, count))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--keys"]
    if not words:
        sys.exit(__doc__)
    sys.exit(main(words[0], words[1:], "--keys" in sys.argv))
