#!/usr/bin/env python3
"""Runs every script of ops/cookbook against the real server with what `anwei demo` invents: first what it would do,
then, where it can do something, with the fingerprint that it has shown.

Usage: cookbook_tests.py ANWEI
"""

import datetime
import glob
import os
import re
import shutil
import sys
import tempfile
import unittest

from session_tests import ROOT, Replay

ACCOUNTS = ["wang", "zhou", "cai", "qian", "admin", "audit", "lin"]
ANWEI = []


class Cookbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="anwei-cookbook-")
        invented = os.path.join(cls.folder, "invented")
        os.mkdir(invented)
        cls.replay = Replay(ANWEI[0], invented, cls.folder, 100)
        cls.replay.shell("anwei demo --database invented/a.db", 0)
        for account in ACCOUNTS:
            cls.replay.shell("umask 077; anwei user token %s --database invented/a.db > invented/%s.token" % (account, account), 0)
        cls.replay.serve()
        cls.script("qian", "-c 'open{workflow = \"crisis\", unit = \"yunxi\", data = {protective = false, offHours = false, "
                   "category = \"accident\", awareAt = os.date(\"%Y-%m-%dT%H:%M:%S+08:00\")}}' --apply")

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def script(cls, account, rest, code=0):
        cls.replay.shell("anwei console -S s -u %s -r 執行範例程式 --write --credential-file %s.token %s"
                         % (account, account, rest), code)
        return cls.replay.said

    def run_recipe(self, account, name, variables, code=0, options=""):
        self.ran.add(name)
        words = " ".join("-v %s='%s'" % pair for pair in variables.items())
        return self.script(account, "%s -f $TOUR/cookbook/%s.lua %s" % (options, name, words), code)

    ran = set()

    def fingerprint(self, shown):
        return re.search(r"fingerprint\s+(\S+)", shown).group(1)

    def number(self, account, workflow):
        return self.script(account, "run l --all --csv 流程=%s" % workflow).splitlines()[1].split(",")[0].strip('"')

    def test_a_looking(self):
        self.assertNotIn("yunxi", self.run_recipe("cai", "overdue-by-unit", {}, options="--csv"))
        self.assertIn("notPossible", self.run_recipe("wang", "why-not-closed", {"workflow": "threat-report", "action": "close"}))
        shown = self.run_recipe("wang", "events-by-kind", {"year": self.year()}, options="--csv")
        self.assertIn("身體攻擊,2", shown)
        self.assertNotIn("林示例", shown)
        self.assertIn("\tok\n", self.run_recipe("wang", "prove", {"unit": "haifeng-shegong"}))
        number = self.number("wang", "threat-report")
        self.assertIn("GET /api/v1/cases/{number}", self.run_recipe("audit", "who-looked", {"case": number}))

    def year(self):
        return str(int(re.search(r"-(\d{3})-", self.number("wang", "threat-report")).group(1)))

    def test_b_correction_agreement_and_undoing(self):
        number = self.number("cai", "crisis")
        what = {"case": number, "field": "awareAt", "value": "昨日 09:00", "code": "entry-error", "text": "登錄錯誤", "doc": "電話紀錄第12號"}
        shown = self.run_recipe("cai", "correct-field", what)
        self.assertIn("變為逾期", shown)
        stale = self.run_recipe("cai", "correct-field", {**what, "sha": "0000"}, code=5)
        self.assertIn("後果已變更", stale)
        # The draft is another one, so its fingerprint is looked at in the same run.
        self.assertIn("待核可", self.run_recipe("cai", "correct-field", {**what, "apply": "1"}))
        waiting = self.run_recipe("zhou", "agree", {})
        self.assertIn("變為逾期", waiting)
        name = re.findall(r"D-\d+", waiting)[0]
        agree = {"set": name, "digits": number[-4:]}
        self.run_recipe("zhou", "agree", {**agree, "sha": "0000"}, code=5)
        receipt = re.search(r"更-\d+-\d+", self.script(
            "zhou", "--apply -f $TOUR/cookbook/agree.lua -v set=%s -v digits=%s" % (name, number[-4:]))).group(0)
        self.assertIn("yunxi,2,", self.run_recipe("cai", "overdue-by-unit", {}, options="--csv"))
        undo = {"receipt": receipt, "text": "更正有誤", "doc": "府社字第2號"}
        self.assertIn("不再逾期", self.run_recipe("cai", "undo", undo))
        self.assertIn("待核可", self.run_recipe("cai", "undo", {**undo, "apply": "1"}))

    def test_c_handing_over(self):
        what = {"from": "lin", "to": "chen", "text": "林員離職", "doc": "人事令第3號"}
        self.assertIn("lin → chen", self.run_recipe("wang", "hand-over", what))
        self.run_recipe("wang", "hand-over", {**what, "apply": "1"}, code=5, options="--expect-count 3")
        self.assertIn("已執行", self.run_recipe("wang", "hand-over", {**what, "apply": "1"}, options="--expect-count 2"))

    def test_d_days_off_and_versions(self):
        # The first working day from a week on.
        for days in range(7, 20):
            date = (datetime.date.today() + datetime.timedelta(days=days)).isoformat()
            day = {"date": date, "name": "颱風停止上班"}
            try:
                self.assertIn("試行", self.run_recipe("admin", "day-off", day))
                break
            except AssertionError:
                continue
        self.assertIn("已登記", self.run_recipe("admin", "day-off", day, options="--apply"))
        self.run_recipe("admin", "day-off", day, code=3, options="--apply")
        self.run_recipe("wang", "migrate", {"workflow": "threat-report"}, code=3)

    def test_e_every_recipe_was_run(self):
        files = {os.path.basename(path)[:-4] for path in glob.glob(os.path.join(ROOT, "ops", "cookbook", "*.lua"))}
        self.assertEqual(files, self.ran)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    ANWEI.append(os.path.abspath(sys.argv.pop(1)))
    result = unittest.main(exit=False).result
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - failed, failed))
    sys.exit(failed != 0)
