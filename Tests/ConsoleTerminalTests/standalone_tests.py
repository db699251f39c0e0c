#!/usr/bin/env python3
"""A console alone with a database: it reads, writes nothing but its record, never beside a server, and repairs.

Usage: standalone_tests.py ANWEI
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from session_tests import Replay
from terminal import Terminal

ANWEI = []
NUMBER = "危-社工科-"


class Standalone(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="anwei-alone-")
        self.run_anwei("demo", "--database", "a.db")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_anwei(self, *words, code=0):
        done = subprocess.run([ANWEI[0], *words], capture_output=True, timeout=120, cwd=self.folder,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": self.folder})
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return (done.stdout + done.stderr).decode()

    def console(self, *words, code=0, account="wang"):
        return self.run_anwei("console", "--standalone", "--database", "a.db", "-u", account, "-r", "查核離線資料庫", *words, code=code)

    def entries(self):
        database = sqlite3.connect(os.path.join(self.folder, "a.db"))
        count = database.execute("SELECT count(*) FROM entries").fetchone()[0]
        database.close()
        return count

    def test_reads_and_writes_nothing_but_its_record(self):
        before = self.entries()
        shown = self.console("run", "l")
        self.assertIn(NUMBER, shown)
        number = next(word for word in shown.split() if word.startswith(NUMBER))
        self.assertIn("唯讀", self.console("run", "advance", number, "add-measure", "measureKind=patrol", "--apply", code=6))
        self.assertIn("唯讀", self.console("run", "begin", "補正", code=6))
        self.assertEqual(self.entries(), before)
        self.assertIn("查核離線資料庫", self.console("run", "audit"))
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith("anwei-")], [])

    def test_says_at_the_prompt_that_it_is_alone(self):
        terminal = Terminal([ANWEI[0], "console", "--standalone", "--database", os.path.join(self.folder, "a.db"), "-u", "wang",
                             "-r", "查核離線資料庫", "--ambiguous", "1"], {"XDG_STATE_HOME": self.folder}, 80)
        try:
            terminal.expect("獨占:唯讀 王範三> ", 30)
            terminal.line("\\l")
            terminal.expect(NUMBER)
            terminal.line("\\q")
            self.assertEqual(terminal.finish(), 0)
        finally:
            terminal.close()

    def test_is_refused_beside_a_server(self):
        replay = Replay(ANWEI[0], self.folder, self.folder, 80)
        replay.serve()
        try:
            said = self.console("run", "l", code=69)
            self.assertIn("伺服器執行中(pid %d)" % replay.server.pid, said)
        finally:
            replay.stop()

    def test_makes_anew_what_the_journal_says(self):
        database = sqlite3.connect(os.path.join(self.folder, "a.db"))
        database.executescript("UPDATE cases SET is_closed = 1 - is_closed; DELETE FROM parties; DELETE FROM numbers WHERE "
                               "number LIKE '%0002'; DELETE FROM deadlines; DELETE FROM occurrences;")
        database.close()
        self.run_anwei("verify", "--database", "a.db", code=1)
        repair = ["console", "--repair", "--database", "a.db", "-r", "修復損壞之索引"]
        self.assertIn("系統管理者", self.run_anwei(*repair, "-u", "wang", code=6))
        said = self.run_anwei(*repair, "-u", "admin")
        self.assertIn("已依歷程重建 4 件案件", said)
        self.assertIn("0 項不符", said.split("修復後")[1])
        self.run_anwei("verify", "--database", "a.db")
        self.assertIn("REPAIR rebuild", self.console("run", "audit", account="admin"))

    def test_builds_on_no_broken_chain(self):
        database = sqlite3.connect(os.path.join(self.folder, "a.db"))
        database.execute("UPDATE entries SET account = 'wang' WHERE sequence = 40")
        database.commit()
        database.close()
        said = self.run_anwei("console", "--repair", "--database", "a.db", "-u", "admin", "-r", "修復損壞之索引", code=1)
        self.assertIn("雜湊鏈已損壞,未予重建", said)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    ANWEI.append(os.path.abspath(sys.argv.pop(1)))
    result = unittest.main(exit=False).result
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - failed, failed))
    sys.exit(failed != 0)
