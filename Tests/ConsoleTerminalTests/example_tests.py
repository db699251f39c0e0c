#!/usr/bin/env python3
"""Runs the example of every command's help page, against the real server with what `anwei demo` invents.

Usage: example_tests.py ANWEI
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PAPER = {"workflow": "threat-report", "unit": "haifeng-shegong", "at": "2026-11-20T01:00:00Z",
         "paper": {"reference": "紙-12"}, "steps": [],
         "data": {"victims": [{"person": "chen", "protectedAs": "social-worker", "harm": "none"}],
                  "occurredAt": {"$timestamp": "2026-11-20T00:00:00Z"}, "kinds": ["intimidation"],
                  "harmStatus": "likely", "workplace": "center"}}
# What needs a terminal, where other tests run it.
AT_A_TERMINAL = {"e", "q"}
# What goes on with a change set that somebody has begun, and who ends another's session.
WALKED_ELSEWHERE = {"add", "drop", "set", "diff", "propose", "approve", "reject", "withdraw", "kick", "migrate"}
ADMIN = {"begin", "pending", "verify", "dayoff"}
# What has findings, or is not possible where the example stands, says so by its exit code.
FINDS = {"cmp": 1, "note": 3}


class Examples:
    def __init__(self, anwei, folder):
        self.anwei = os.path.abspath(anwei)
        self.folder = folder

    def serve(self):
        demo = [self.anwei, "demo", "--database", "a.db"]
        subprocess.run(demo, check=True, capture_output=True, timeout=120, cwd=self.folder)
        for account in ("wang", "admin"):
            token = subprocess.run([self.anwei, "user", "token", account, "--database", "a.db"], check=True,
                                   capture_output=True, timeout=60, cwd=self.folder).stdout
            path = os.path.join(self.folder, account + ".token")
            with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
                file.write(token)
        self.server = subprocess.Popen(
            [self.anwei, "serve", "--database", "a.db", "--listen", "127.0.0.1:0", "--socket", "s", "--environment", "訓練"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        end = time.monotonic() + 60
        while not os.path.exists(os.path.join(self.folder, "s")):
            assert time.monotonic() < end and self.server.poll() is None
            time.sleep(0.05)

    def console(self, account, *words, text=None):
        environment = {**os.environ, "XDG_STATE_HOME": os.path.join(self.folder, "state"), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [self.anwei, "console", "-S", "s", "-u", account, "-r", "依說明試行範例",
             "--write", "--credential-file", account + ".token", *words], input=text, capture_output=True, text=True,
            timeout=60, cwd=self.folder, env=environment)

    def run(self):
        """How many examples did what they say, and the others."""
        year = str(time.gmtime(time.time() + 8 * 3600).tm_year - 1911)
        with open(os.path.join(self.folder, "report.lua"), "w", encoding="utf-8") as file:
            file.write("print('報表', #cases{})\n")
        with open(os.path.join(self.folder, "paper-12.json"), "w", encoding="utf-8") as file:
            json.dump(PAPER, file, ensure_ascii=False)
        listed = self.console("wang", "run", "h", "--format", "json")
        assert listed.returncode == 0, listed.stderr
        commands = json.loads(listed.stdout)["rows"]
        passed, failed = 0, []
        for command in commands:
            if command["name"] in AT_A_TERMINAL | WALKED_ELSEWHERE:
                continue
            example = command["example"].replace("-115-", "-%s-" % year)
            # Something has to be there that can be shown again and kept.
            text = "print('甲')\n\\due\n%s\n" % example
            done = self.console("admin" if command["name"] in ADMIN else "wang", "--meta", "-", text=text)
            if done.returncode == FINDS.get(command["name"], 0):
                passed += 1
            else:
                failed.append("%s (%d): %s" % (example, done.returncode, done.stderr.strip()[-300:]))
        return passed, failed


def main(anwei):
    folder = tempfile.mkdtemp(prefix="anwei-examples-")
    examples = Examples(anwei, folder)
    try:
        examples.serve()
        passed, failed = examples.run()
        examples.server.send_signal(signal.SIGTERM)
        examples.server.wait(30)
    finally:
        shutil.rmtree(folder)
    for line in failed:
        print("FAILED", line)
    print("%d passed, %d failed" % (passed, len(failed)))
    return bool(failed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
