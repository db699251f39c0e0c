#!/usr/bin/env python3
"""The console at a real terminal, against a server of fixed answers.

Usage: terminal_tests.py CONSOLE... [-- UNITTEST-ARGUMENTS]
CONSOLE is what starts the console, such as: .build/debug/anwei console
"""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import termios
import time
import unittest

from fake_server import NUMBER
from terminal import Terminal

HERE = os.path.dirname(os.path.abspath(__file__))
CONSOLE = []


class Session(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="anwei-console-")
        self.socket = os.path.join(self.folder, "s")
        self.server = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "fake_server.py"), self.socket], stdout=subprocess.PIPE)
        self.server.stdout.readline()
        self.terminals = []
        self.environment = {"XDG_STATE_HOME": os.path.join(self.folder, "state")}

    def tearDown(self):
        for terminal in self.terminals:
            terminal.close()
        self.server.send_signal(signal.SIGCONT)
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()
        shutil.rmtree(self.folder)

    def start(self, *more, environment=None, columns=100):
        command = CONSOLE + ["--socket", self.socket, *more]
        terminal = Terminal(command, {**self.environment, **(environment or {})}, columns)
        self.terminals.append(terminal)
        return terminal

    def attached(self, **more):
        terminal = self.start(**more)
        terminal.expect("測試:唯讀 林示例> ")
        return terminal

    def batch(self, *more, stdin="", environment=None):
        return subprocess.run(
            CONSOLE + ["--socket", self.socket, *more], input=stdin.encode(), capture_output=True, timeout=30,
            env={**os.environ, **self.environment, "LC_ALL": "C.UTF-8", **(environment or {})})


class Modes(Session):
    def asked(self):
        """A console that was started without a reason."""
        terminal = Terminal(CONSOLE[:-2] + ["--socket", self.socket], self.environment, 100)
        self.terminals.append(terminal)
        terminal.expect("使用理由")
        return terminal

    def test_asks_why_before_anything_else(self):
        terminal = self.asked()
        terminal.line("inquiry 查詢民眾陳情")
        terminal.expect("稽核人員檢視")
        terminal.expect("測試:唯讀 林示例> ")

    def test_leaves_without_a_reason(self):
        terminal = self.asked()
        terminal.send("\x04")
        self.assertEqual(terminal.finish(), 6)

    def test_a_reason_that_says_nothing_is_refused(self):
        terminal = self.asked()
        terminal.line("看看")
        terminal.expect("至少 6 個字")
        self.assertEqual(terminal.finish(), 2)

    def test_scripts_say_why_on_the_command_line(self):
        done = subprocess.run(CONSOLE[:-2] + ["--socket", self.socket, "run", "l"], capture_output=True, timeout=30)
        self.assertEqual(done.returncode, 6)
        self.assertIn("-r 理由".encode(), done.stderr)

    def test_a_credential_is_not_shown_and_the_prompt_tells_the_mode(self):
        terminal = self.attached()
        terminal.line("\\unlock 辦理派案事項")
        terminal.expect("個人憑證")
        terminal.rest()
        terminal.line("anwei_secret")
        terminal.expect("已解鎖")
        terminal.expect("測試:可寫 林示例> ")
        self.assertNotIn("anwei_secret", terminal.text)
        terminal.line("\\reveal " + NUMBER + " 5 核對當事人陳述")
        terminal.expect("測試:可寫+揭示 " + NUMBER + " 14:02> ")
        terminal.line("\\mask")
        terminal.expect("測試:可寫 林示例> ")
        terminal.line("\\lock")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("\\q")
        terminal.finish()
        with open(os.path.join(self.folder, "state", "anwei", "console", "history"), encoding="utf-8") as file:
            kept = file.read()
        self.assertNotIn("unlock", kept)
        self.assertNotIn("reveal", kept)

    def test_a_credential_file_is_for_its_owner_alone(self):
        path = os.path.join(self.folder, "token")
        with open(path, "w", encoding="ascii") as file:
            file.write("anwei_secret\n")
        for mode, code in ((0o644, 6), (0o600, 0)):
            os.chmod(path, mode)
            done = self.batch("--write", "--credential-file", path, "run", "l")
            self.assertEqual(done.returncode, code, done.stderr)


class AtThePrompt(Session):
    def test_attaches_shows_and_leaves(self):
        terminal = self.attached()
        terminal.line("\\l")
        terminal.expect("危害事件通報")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("\\q")
        self.assertEqual(terminal.finish(), 0)

    def test_full_width_backslash_and_chinese_names(self):
        terminal = self.attached()
        terminal.line("＼時限")
        terminal.expect("初報")
        terminal.line("\\為何 " + NUMBER + " close")
        terminal.expect("要點第16點")

    def test_end_of_input_detaches(self):
        terminal = self.attached()
        terminal.send("\x04")
        terminal.expect("已離線")
        self.assertEqual(terminal.finish(), 0)

    def test_interrupt_drops_the_line_and_the_pending_block(self):
        terminal = self.attached()
        terminal.send("nonsense")
        terminal.send("\x03")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("for i = 1, 2 do")
        terminal.expect("…> ")
        terminal.send("\x03")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("20 + 22")
        terminal.expect("\n42\n")

    def test_a_block_over_several_lines_runs_as_one(self):
        terminal = self.attached()
        for line in ["for i = 1, 2 do", "print('row', i)", "end"]:
            terminal.line(line)
        terminal.expect("row\t1\nrow\t2\n")

    def test_two_empty_lines_leave_a_block(self):
        terminal = self.attached()
        for line in ["f(", "", ""]:
            terminal.line(line)
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_text_of_a_case_cannot_steer_the_terminal(self):
        terminal = self.attached()
        terminal.line("\\show " + NUMBER)
        terminal.expect("<U+202E>evil")
        terminal.line("print(case('%s')['發生地點'])" % NUMBER)
        terminal.expect("<U+202E>evil")
        for sequence in [b"\x1b]0;", b"\x1b[2J\xe2", "\u202e".encode()]:
            self.assertNotIn(sequence, terminal.raw)

    def test_a_paste_waits_for_enter(self):
        terminal = self.attached()
        terminal.send("\x1b[200~print('pasted', 1)\nprint('pasted', 2)\x1b[201~")
        self.assertNotIn("pasted\t", terminal.rest())
        terminal.send("\r")
        terminal.expect("pasted")
        self.assertIn("2", terminal.rest())

    def test_what_is_wider_than_the_terminal_stands_upright(self):
        terminal = self.attached(columns=40)
        terminal.rest()
        terminal.line("\\l")
        terminal.expect("-[ 1 ]-")
        terminal.resize(200)
        terminal.rest()
        terminal.line("\\l")
        terminal.expect("剩")

    def test_a_terminated_console_gives_the_terminal_back(self):
        terminal = self.attached()
        self.assertFalse(terminal.modes() & termios.ICANON)
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertEqual(terminal.finish(), 143)
        self.assertTrue(terminal.modes() & termios.ICANON)

    def test_a_dumb_terminal_works_without_editing(self):
        terminal = self.start(environment={"TERM": "dumb"})
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("1 + 1")
        terminal.expect("2\n")
        self.assertNotIn(b"\x1b[", terminal.raw)
        terminal.send("\x04")
        self.assertEqual(terminal.finish(), 0)


class Asking(Session):
    def test_a_change_is_shown_then_asked_then_made(self):
        terminal = self.attached()
        terminal.line("\\advance %s assign-companion companion=lin" % NUMBER)
        terminal.expect("試行")
        terminal.expect("確認:")
        terminal.line("否")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("\\show " + NUMBER)
        terminal.expect("v3")
        terminal.line("\\辦理 %s assign-companion 陪同人員=lin" % NUMBER)
        terminal.expect("確認:")
        terminal.line("是")
        terminal.expect("已辦理:")

    def test_interrupting_the_question_means_no(self):
        terminal = self.attached()
        terminal.line("\\advance %s assign-companion companion=lin" % NUMBER)
        terminal.expect("確認:")
        terminal.send("\x03")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("case('%s').ver" % NUMBER)
        terminal.expect("\n3\n")


class Completing(Session):
    def completed(self, typed, wanted):
        terminal = self.attached()
        terminal.send(typed + "\t")
        terminal.expect(wanted)
        return terminal

    def test_commands(self):
        self.completed("\\adv", "\\advance ")

    def test_chinese_commands(self):
        self.completed("\\為", "\\為何 ")

    def test_case_numbers_from_any_part(self):
        self.completed("\\show 0042", NUMBER + " ")

    def test_actions_that_are_possible(self):
        self.completed("\\advance %s a" % NUMBER, "assign-companion ")
        terminal = self.completed("\\advance %s cl" % NUMBER, "cl")
        self.assertNotIn("close", terminal.rest())

    def test_fields(self):
        self.completed("\\advance %s assign-companion comp" % NUMBER, "companion=")

    def test_case_numbers_inside_quotes(self):
        self.completed('case"危', 'case"%s"' % NUMBER)

    def test_lua_names(self):
        self.completed("string.rev", "string.reverse")

    def test_a_server_that_hangs_does_not_stop_the_typing(self):
        terminal = self.attached()
        os.kill(self.server.pid, signal.SIGSTOP)
        start = time.monotonic()
        terminal.send("\\show 0042\tx")
        terminal.expect("0042x", seconds=2)
        self.assertLess(time.monotonic() - start, 1.0)


class Stopping(Session):
    def test_an_interrupt_stops_a_script(self):
        terminal = self.attached()
        terminal.line("while true do pcall(function() while true do end end) end")
        time.sleep(0.3)
        terminal.send("\x03")
        terminal.expect("已中止")
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_an_interrupt_leaves_a_server_that_does_not_answer(self):
        terminal = self.attached()
        terminal.line("\\l 單位=silence")
        time.sleep(0.3)
        terminal.send("\x03")
        terminal.expect("已放棄等待")
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_a_second_interrupt_ends_the_console(self):
        terminal = self.attached()
        # Sorting happens in C, where no hook runs: the first interrupt has to wait for its end.
        terminal.line("a = ('x'):rep(3800) s = {a .. 1, a .. 2, a .. 3} t = {} "
                      "for i = 1, 1000000 do t[i] = s[i % 3 + 1] end print('sort' .. 'ing') table.sort(t)")
        terminal.expect("\nsorting")
        time.sleep(0.2)
        terminal.send("\x03")
        time.sleep(0.05)
        terminal.send("\x03")
        self.assertEqual(terminal.finish(2), 130)


class History(Session):
    def path(self):
        return os.path.join(self.folder, "state", "anwei", "console", "history")

    def test_is_private_and_comes_back(self):
        terminal = self.attached()
        terminal.line("first = 'kept 甲'")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line(" hidden = 1")
        terminal.line("id = 'A123456789'")
        terminal.expect("測試:唯讀 林示例> ")
        terminal.line("\\q")
        self.assertEqual(terminal.finish(), 0)
        self.assertEqual(stat.S_IMODE(os.stat(self.path()).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.dirname(self.path())).st_mode), 0o700)
        with open(self.path(), encoding="utf-8") as file:
            kept = file.read()
        self.assertIn("first = 'kept 甲'", kept)
        self.assertNotIn("hidden", kept)
        self.assertNotIn("A123456789", kept)
        again = self.attached()
        again.send("\x1b[A\x1b[A")
        again.expect("kept 甲")

    def test_of_others_is_not_used(self):
        os.makedirs(os.path.dirname(self.path()))
        with open(self.path(), "w") as file:
            file.write("#1\nsecret\n")
        os.chmod(self.path(), 0o644)
        terminal = self.start()
        terminal.expect("不予使用")


class Batches(Session):
    def test_piped_lua_prints_results_and_nothing_else(self):
        done = self.batch(stdin="print(case('%s').state)\n" % NUMBER)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"received\n", b""))

    def test_files_are_lua_only(self):
        path = os.path.join(self.folder, "a.lua")
        with open(path, "w") as file:
            file.write("\\verify\n")
        self.assertEqual(self.batch("-f", path).returncode, 1)

    def test_inputs_run_in_order_until_one_fails(self):
        done = self.batch("-c", "print(1)", "-c", "error('no')", "-c", "print(2)")
        self.assertEqual((done.returncode, done.stdout), (1, b"1\n"))
        self.assertIn(b"-c:1: no", done.stderr)

    def test_exit_codes(self):
        for words, code in [
            (["run", "show", NUMBER], 0), (["run", "show", "none"], 4), (["run", "verify", NUMBER], 1),
            (["run", "nonsense"], 2), (["run", "show"], 2), (["run", "advance", NUMBER, "close"], 3),
            (["-c", "exit(7)"], 7), (["-c", "while true do end", "--max-time", "1"], 8),
            (["-c", "case('none')"], 4), (["-c", "case('%s'):advance('close'):apply()" % NUMBER], 6),
            (["--apply", "-c", "case('%s'):advance('close'):apply()" % NUMBER], 3),
            (["run", "advance", NUMBER, "lose", "--apply"], 9), (["--format", "xml", "-c", "1"], 2),
        ]:
            with self.subTest(words=words):
                done = self.batch(*words)
                self.assertEqual(done.returncode, code, done.stderr.decode())

    def test_errors_are_json_where_json_was_asked_for(self):
        done = self.batch("run", "advance", NUMBER, "close", "--apply", "--format", "json")
        error = json.loads(done.stderr)["error"]
        self.assertEqual((done.returncode, error["exit"], error["refusal"]["kind"]), (3, 3, "requirements"))
        self.assertEqual(done.stdout, b"")

    def test_an_unknown_outcome_names_the_key(self):
        done = self.batch("run", "advance", NUMBER, "lose", "--apply", "--idem", "key-1")
        self.assertIn("--idem key-1", done.stderr.decode())

    def test_a_reader_who_leaves_is_no_error(self):
        program = "for i = 1, 100000 do print('line', i) end"
        console = subprocess.Popen(CONSOLE + ["--socket", self.socket, "-c", program], stdout=subprocess.PIPE)
        console.stdout.readline()
        console.stdout.close()
        self.assertEqual(console.wait(timeout=20), 0)

    def test_missing_stale_and_overlong_sockets_are_told_apart(self):
        stale = os.path.join(self.folder, "stale")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(stale)
        listener.close()
        for path, code, words in [
            (os.path.join(self.folder, "none"), 7, "無此通訊端"), (stale, 7, "無人接聽"), ("/tmp/" + "x" * 108, 2, "過長"),
        ]:
            with self.subTest(path=path):
                done = subprocess.run(CONSOLE + ["--socket", path, "run", "l"], capture_output=True, timeout=10)
                self.assertEqual(done.returncode, code)
                self.assertIn(words, done.stderr.decode())


if __name__ == "__main__":
    rest = sys.argv[1:]
    mark = rest.index("--") if "--" in rest else len(rest)
    CONSOLE.extend(rest[:mark])
    if not CONSOLE:
        sys.exit(__doc__)
    CONSOLE[0] = os.path.abspath(CONSOLE[0])
    CONSOLE.extend(["-r", "終端機行為查核"])
    result = unittest.main(argv=[sys.argv[0]] + rest[mark + 1:], exit=False).result
    failed = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - failed, failed))
    sys.exit(failed != 0)
