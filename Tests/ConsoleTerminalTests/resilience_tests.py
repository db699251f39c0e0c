#!/usr/bin/env python3
"""What goes wrong around a console: interrupts, ends and losses in each state; input and files as they should not be.

Usage: resilience_tests.py CONSOLE... [-- UNITTEST-ARGUMENTS]
Where the other rows of the table are: `python3 resilience_tests.py --table`.
"""

import os
import signal
import socket
import stat
import subprocess
import sys
import termios
import time
import unittest

from console_bench import CONSOLE, Session, main
from fake_server import NUMBER

# What may happen, and the tests that show what the console does then.
TABLE = [
    ("typing, Ctrl-C", ["AtThePrompt.test_interrupt_drops_the_line_and_the_pending_block",
                        "Typing.test_what_is_typed_right_after_an_interrupt_is_kept"]),
    ("typing, Ctrl-D", ["AtThePrompt.test_end_of_input_detaches", "Typing.test_leaving_an_open_draft_is_said_once"]),
    ("typing, connection lost", ["AtThePrompt.test_a_server_that_goes_and_comes_is_told_above_the_line",
                                 "Typing.test_an_interrupt_during_a_look_for_news_clears_the_line"]),
    ("Lua, Ctrl-C", ["Stopping.test_an_interrupt_stops_a_script", "Stopping.test_a_second_interrupt_ends_the_console"]),
    ("Lua, connection lost", ["Scripting.test_a_lost_server_is_not_asked_again_by_the_same_input"]),
    ("waiting, Ctrl-C", ["Stopping.test_an_interrupt_leaves_a_server_that_does_not_answer",
                         "Waiting.test_a_write_that_is_not_waited_for_names_its_key"]),
    ("waiting, connection lost", ["Stopping.test_a_server_that_is_killed_in_the_middle_leaves_a_prompt",
                                  "Waiting.test_a_write_in_the_middle_of_which_the_server_dies_names_its_key"]),
    ("pager and editor, Ctrl-C", ["Children.test_an_interrupt_belongs_to_the_editor",
                                  "Children.test_an_interrupt_belongs_to_the_pager"]),
    ("question, Ctrl-C", ["Asking.test_interrupting_the_question_means_no", "Questions.test_two_interrupts_end_nothing"]),
    ("question, Ctrl-D", ["Questions.test_the_end_of_input_means_no"]),
    ("question, connection lost", ["Questions.test_a_server_that_has_gone_means_no"]),
    ("question, SIGTERM", ["Questions.test_a_termination_ends_the_console"]),
    ("reconnect", ["Waiting.test_a_server_that_was_started_again_finds_a_console_that_reads"]),
    ("prompt width", ["Typing.test_the_prompt_is_as_wide_as_its_text"]),
    ("paste of 50 lines", ["AtThePrompt.test_a_paste_of_fifty_lines_runs_once_and_only_after_enter"]),
    ("resize", ["AtThePrompt.test_what_is_wider_than_the_terminal_stands_upright",
                "Typing.test_a_new_size_leaves_the_line_as_it_was"]),
    ("notice while typing", ["AtThePrompt.test_news_stand_above_the_line_which_keeps_its_text"]),
    ("completion with CJK", ["Completing.test_chinese_commands", "Completing.test_case_numbers_inside_quotes"]),
    ("history", ["History.test_is_private_and_comes_back", "History.test_of_others_is_not_used",
                 "Typing.test_a_history_that_is_a_link_or_others_is_left_alone"]),
    ("TERM=dumb", ["AtThePrompt.test_a_dumb_terminal_works_without_editing", "Dumb.test_an_interrupt_drops_the_line",
                   "Dumb.test_an_interrupt_leaves_a_server_that_does_not_answer"]),
    ("no terminal", ["Batches.test_all_ways_of_not_being_a_terminal"]),
    ("NO_COLOR", ["Batches.test_colour_only_where_it_is_wanted"]),
    ("less quits early", ["Batches.test_a_pager_that_is_left_early_is_no_error", "Batches.test_a_reader_who_leaves_is_no_error",
                          "Children.test_less_that_is_left_early_is_no_error"]),
    ("server stopped", ["Waiting.test_a_stopped_server_is_left_within_a_second", "Hanging.test_a_batch_gives_up_in_time"]),
    ("server restarted", ["Waiting.test_a_write_is_repeated_with_its_key"]),
    ("stale socket, 108-byte path", ["Batches.test_missing_stale_and_overlong_sockets_are_told_apart",
                                     "Hanging.test_a_path_of_107_bytes_is_one"]),
    ("wrong group", ["Batches.test_a_socket_of_another_group_is_refused_in_so_many_words"]),
    ("other release", ["Batches.test_another_release_is_said_before_anything_else", "Hanging.test_another_release_ends_a_batch"]),
    ("not HTTP", ["Hanging.test_what_does_not_speak_http_is_said"]),
    ("nonsense, half UTF-8, 1 MB", ["Input.test_nonsense_has_an_answer", "Input.test_half_a_character_is_no_crash",
                                    "Input.test_a_line_of_a_megabyte_is_refused"]),
    ("exit codes", ["Batches.test_exit_codes"]),
]
PROMPT = "測試:唯讀 林示例> "


class Typing(Session):
    def test_what_is_typed_right_after_an_interrupt_is_kept(self):
        terminal = self.attached()
        for number in range(40):
            terminal.send("half a thought\x03print('k', %d)\r" % number)
            terminal.expect("\nk\t%d\n" % number)

    def test_what_is_typed_before_an_interrupt_is_dropped(self):
        terminal = self.attached()
        terminal.send("print('lost')")
        terminal.expect("lost')")
        terminal.send("\x03")
        terminal.expect(PROMPT)
        terminal.line("print('end')")
        terminal.expect("\nend\n")
        self.assertNotIn("\nlost\n", terminal.text)

    def test_an_interrupt_during_a_look_for_news_clears_the_line(self):
        terminal = self.attached("--notice-every", "1")
        os.kill(self.server.pid, signal.SIGSTOP)
        terminal.send("print('gone')")
        terminal.expect("※ 與伺服器的連線中斷", 5)
        # Each look now takes 150 ms in every second; some of these interrupts fall into one.
        for _ in range(12):
            terminal.send("x")
            time.sleep(0.09)
            terminal.send("\x03")
        terminal.send("print('only', 'this')\r")
        terminal.expect("\nonly\tthis\n")

    def test_a_termination_during_a_look_for_news_ends_the_console(self):
        terminal = self.attached("--notice-every", "1")
        os.kill(self.server.pid, signal.SIGSTOP)
        terminal.expect("※ 與伺服器的連線中斷", 5)
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertEqual(terminal.finish(5), 143)
        self.assertTrue(terminal.modes() & termios.ICANON)

    def test_a_window_that_is_closed_ends_the_console(self):
        terminal = self.attached()
        os.kill(terminal.pid, signal.SIGHUP)
        self.assertEqual(terminal.finish(5), 129)

    def test_leaving_an_open_draft_is_said_once(self):
        terminal = self.attached()
        terminal.line("\\begin 補正地點")
        terminal.expect("(0更動)*> ")
        terminal.send("\x04")
        terminal.expect("D-1 尚未提出")
        terminal.expect("(0更動)*> ")
        terminal.send("\x04")
        terminal.expect("已離線")
        self.assertEqual(terminal.finish(), 0)

    def test_the_prompt_is_as_wide_as_its_text(self):
        """The cursor after Ctrl-A and the prompt's redrawing say how wide readline takes the prompt to be."""
        terminal = self.attached()
        terminal.send("abc\x01X\x05Y")
        terminal.rest(0.4)
        terminal.send("\r")
        terminal.rest()
        self.assertNotIn(b"\x1b", PROMPT.encode())
        terminal.send("print('甲乙')\x01\x0b")
        terminal.rest(0.4)
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_a_new_size_leaves_the_line_as_it_was(self):
        terminal = self.attached()
        terminal.send("print('大小', ")
        for columns in (40, 200, 81):
            terminal.resize(columns)
            terminal.rest(0.2)
        terminal.line("'不變')")
        terminal.expect("\n大小\t不變\n")

    def test_a_history_that_is_a_link_or_others_is_left_alone(self):
        folder = os.path.join(self.folder, "state", "anwei", "console")
        os.makedirs(folder)
        target = os.path.join(self.folder, "target")
        with open(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write("#1\nsecret\n")
        os.symlink(target, os.path.join(folder, "history"))
        terminal = self.start()
        terminal.expect("不予使用")
        terminal.expect(PROMPT)
        terminal.line("print('new')")
        terminal.expect("\nnew\n")
        terminal.line("\\q")
        self.assertEqual(terminal.finish(), 0)
        self.assertEqual(open(target).read(), "#1\nsecret\n")


class Dumb(Session):
    def dumb(self):
        terminal = self.start(environment={"TERM": "dumb"})
        terminal.expect(PROMPT)
        return terminal

    def test_an_interrupt_drops_the_line(self):
        terminal = self.dumb()
        terminal.send("print('lost') ")
        terminal.rest()
        terminal.send("\x03")
        terminal.expect(PROMPT)
        terminal.line("print('kept')")
        terminal.expect("\nkept\n")

    def test_an_interrupt_leaves_a_server_that_does_not_answer(self):
        terminal = self.dumb()
        terminal.line("\\l 單位=silence")
        terminal.rest()
        terminal.send("\x03")
        terminal.expect("已放棄等待")
        terminal.line("1 + 1")
        terminal.expect("2\n")

    def test_several_lines_that_come_at_once_run_in_order(self):
        terminal = self.dumb()
        terminal.send("print('a')\rprint('b')\r")
        terminal.expect("a\n" + PROMPT)
        terminal.expect("b\n" + PROMPT)

    def test_a_termination_ends_it(self):
        terminal = self.dumb()
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertEqual(terminal.finish(5), 143)


class Scripting(Session):
    def test_a_lost_server_is_not_asked_again_by_the_same_input(self):
        terminal = self.attached()
        self.stop()
        terminal.line("for i = 1, 3 do local ok, e = pcall(case, '%s') print(i, ok, e) end" % NUMBER)
        terminal.expect("1\tfalse\t無人接聽")
        terminal.expect("3\tfalse\t無人接聽")
        terminal.line("pcall(case, '%s') os.execute_not_there = 1 print(pcall(case, '%s'))" % (NUMBER, NUMBER))
        terminal.expect("false\t無人接聽")
        self.serve()
        terminal.line("case('%s').state" % NUMBER)
        terminal.expect("received")

    def test_what_comes_back_while_a_script_runs_is_for_the_next_input(self):
        terminal = self.attached()
        self.stop()
        terminal.line("pcall(case, 'x') local t = os.clock() print('wait' .. 'ing') "
                      "while os.clock() - t < 1.5 do end print(pcall(case, '%s'))" % NUMBER)
        terminal.expect("\nwaiting\n")
        self.serve()
        terminal.expect("false\t無人接聽")
        terminal.line("case('%s').state" % NUMBER)
        terminal.expect("received")


class Waiting(Session):
    def test_a_stopped_server_is_left_within_a_second(self):
        terminal = self.attached()
        os.kill(self.server.pid, signal.SIGSTOP)
        terminal.line("\\l")
        terminal.rest()
        start = time.monotonic()
        terminal.send("\x03")
        terminal.expect("已放棄等待")
        terminal.expect(PROMPT)
        self.assertLess(time.monotonic() - start, 1)
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertEqual(terminal.finish(4), 143)

    def test_a_write_that_is_not_waited_for_names_its_key(self):
        terminal = self.attached()
        terminal.line("\\advance %s hang --apply" % NUMBER)
        terminal.rest()
        terminal.send("\x03")
        terminal.expect("已放棄等待,結果未知")
        terminal.expect("--idem console-")
        terminal.expect(PROMPT)

    def test_a_write_in_the_middle_of_which_the_server_dies_names_its_key(self):
        terminal = self.attached()
        terminal.line("\\advance %s hang --apply" % NUMBER)
        terminal.rest()
        self.stop()
        terminal.expect("結果未知")
        terminal.expect("--idem console-")
        terminal.expect(PROMPT)

    def test_a_write_is_repeated_with_its_key(self):
        terminal = self.attached()
        terminal.line("\\advance %s hang --apply --idem k-1" % NUMBER)
        terminal.rest()
        self.stop()
        terminal.expect("--idem k-1")
        self.serve()
        terminal.line("\\advance %s assign-companion companion=lin --apply --idem k-1" % NUMBER)
        terminal.expect("已辦理")

    def test_a_server_that_was_started_again_finds_a_console_that_reads(self):
        terminal = self.attached()
        terminal.line("\\unlock 辦理派案事項")
        terminal.expect("個人憑證")
        terminal.rest()
        terminal.line("anwei_secret")
        terminal.expect("測試:可寫 林示例> ")
        self.stop()
        self.serve()
        terminal.line("\\l")
        terminal.expect("連線已更新,恢復唯讀")
        terminal.expect("已受理")
        terminal.expect(PROMPT)

    def test_a_stopped_server_goes_on_where_it_was(self):
        terminal = self.attached()
        os.kill(self.server.pid, signal.SIGSTOP)
        terminal.line("\\l")
        terminal.rest()
        os.kill(self.server.pid, signal.SIGCONT)
        terminal.expect("已受理")


class Children(Session):
    def script(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o700)
        return path

    def test_an_interrupt_belongs_to_the_editor(self):
        editor = self.script("editor", "trap 'echo interrupted; exit 3' INT\necho editing\nread line\n")
        terminal = self.attached(environment={"EDITOR": editor})
        terminal.line("\\e")
        terminal.expect("\nediting\n")
        terminal.send("\x03")
        terminal.expect("interrupted")
        terminal.expect(PROMPT)
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_an_interrupt_belongs_to_the_pager(self):
        pager = self.script("pager", "trap 'echo interrupted; exit 0' INT\necho paging\nwhile :; do sleep 0.1 < /dev/null; done\n")
        terminal = self.attached(environment={"PAGER": pager})
        terminal.line("\\l 單位=many --limit 100")
        terminal.expect("paging")
        terminal.send("\x03")
        terminal.expect("interrupted")
        terminal.expect(PROMPT)
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_less_that_is_left_early_is_no_error(self):
        terminal = self.attached(environment={"PAGER": "less", "LESS": "R"})
        terminal.line("\\l 單位=many --limit 900")
        terminal.rest(0.6)
        terminal.send("q")
        terminal.expect(PROMPT)
        terminal.line("\\q")
        self.assertEqual(terminal.finish(), 0)

    def test_an_editor_that_is_not_there_is_said(self):
        terminal = self.attached(environment={"EDITOR": "/nowhere/editor"})
        terminal.line("\\e")
        terminal.expect("找不到編輯器")


class Questions(Session):
    def asked(self):
        terminal = self.attached()
        terminal.line("\\advance %s assign-companion companion=lin" % NUMBER)
        terminal.expect("確認:")
        return terminal

    def unchanged(self, terminal):
        terminal.line("print('v' .. case('%s').ver)" % NUMBER)
        terminal.expect("\nv3\n")

    def test_the_end_of_input_means_no(self):
        terminal = self.asked()
        terminal.send("\x04")
        terminal.expect("未辦理")
        terminal.expect(PROMPT)
        self.unchanged(terminal)

    def test_two_interrupts_end_nothing(self):
        terminal = self.asked()
        terminal.send("\x03")
        terminal.send("\x03")
        terminal.expect(PROMPT)
        self.unchanged(terminal)

    def test_a_server_that_has_gone_means_no(self):
        terminal = self.asked()
        self.stop()
        terminal.line("是")
        terminal.expect("無人接聽")
        terminal.expect(PROMPT)
        self.serve()
        self.unchanged(terminal)

    def test_a_termination_ends_the_console(self):
        terminal = self.asked()
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertEqual(terminal.finish(5), 143)
        self.assertTrue(terminal.modes() & termios.ICANON)

    def test_a_script_that_asks_gets_a_no(self):
        terminal = self.attached()
        terminal.line("print('answer', confirm('su' .. 're? '))")
        terminal.expect("sure? ")
        terminal.send("\x03")
        terminal.expect("answer\tfalse")
        terminal.expect(PROMPT)


class Hanging(Session):
    def test_a_batch_gives_up_in_time(self):
        os.kill(self.server.pid, signal.SIGSTOP)
        start = time.monotonic()
        done = self.batch("--timeout", "1", "run", "l")
        self.assertEqual(done.returncode, 7, done.stderr)
        self.assertIn("未在時限內回答", done.stderr.decode())
        self.assertLess(time.monotonic() - start, 4)

    def test_an_interrupted_batch_ends_as_interrupted(self):
        console = subprocess.Popen(CONSOLE + ["--socket", self.socket, "run", "l", "單位=silence"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        console.send_signal(signal.SIGINT)
        console.communicate(timeout=5)
        self.assertIn(console.returncode, (130, -signal.SIGINT))

    def test_another_release_ends_a_batch(self):
        self.stop()
        self.serve(FAKE_API="9")
        for words in (["run", "l"], ["-c", "return me()"]):
            done = self.batch(*words)
            self.assertEqual(done.returncode, 7)
            self.assertIn("版本不合", done.stderr.decode())

    def test_a_path_of_107_bytes_is_one(self):
        folder = os.path.join(self.folder, "")
        longest = folder + "x" * (107 - len(folder.encode()))
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(longest)
        listener.close()
        for path, code, words in [(longest, 7, "無人接聽"), (longest + "y", 2, "過長")]:
            done = subprocess.run(CONSOLE + ["--socket", path, "run", "l"], capture_output=True, timeout=10)
            self.assertEqual((done.returncode, len(path.encode())), (code, 107 + (path != longest)))
            self.assertIn(words, done.stderr.decode())

    def test_what_does_not_speak_http_is_said(self):
        path = os.path.join(self.folder, "odd")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen(8)
        for answer in (b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b""):
            console = subprocess.Popen(CONSOLE + ["--socket", path, "run", "l"], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            listener.settimeout(0.1)
            while console.poll() is None:
                try:
                    peer, _ = listener.accept()
                except TimeoutError:
                    continue
                peer.recv(65536)
                peer.sendall(answer)
                peer.close()
            _, said = console.communicate(timeout=10)
            self.assertEqual(console.returncode, 7, said)
            self.assertIn("回答不完整", said.decode())
        listener.close()


class Input(Session):
    def test_nonsense_has_an_answer(self):
        terminal = self.attached()
        for line, wanted in [
            ("\\", "無此指令"), ("\\\\", "無此指令"), ("\\nonsense x", "無此指令"), ("\\shwo x", "是否為 \\show"),
            ("\\show", "用法"), ("\\show 沒有這案", "查無此案件"), ("@#$%", "輸入"), ("\\l 狀太=x", "狀態"),
            ("\\advance %s assign-companion compnion=lin" % NUMBER, "companion"),
            ("\\advance %s assign-companion companion=lin count=many --dry-run" % NUMBER, "整數"),
            ("print(“甲”)", "半形引號"), ("\\show \"open", "引號"), ("\\watch", "用法"), ("\\f yaml", "無此格式"),
        ]:
            terminal.line(line)
            terminal.expect(wanted)
            terminal.expect("林示例> ")

    def test_half_a_character_is_no_crash(self):
        terminal = self.attached()
        terminal.send(b"print('\xe7\x94')\r")
        terminal.rest()
        terminal.send("\x03")
        terminal.send(b"\xff\xfe\x80\r")
        terminal.rest()
        terminal.send("\x03")
        terminal.line("print('後', 1 + 1)")
        # Readline gives the halves to the next character that is whole.
        terminal.expect("後\t2\n")
        done = subprocess.run(CONSOLE + ["--socket", self.socket, "-"], input=b"print('\xe7\x94', 7)\n",
                              capture_output=True, timeout=10)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"\t7\n", done.stdout)
        done.stdout.decode("utf-8")
        done = subprocess.run(CONSOLE + ["--socket", self.socket, "run", "show", b"\xe7\x94"], capture_output=True, timeout=10)
        self.assertEqual(done.returncode, 4, done.stderr)

    def test_a_line_of_a_megabyte_is_refused(self):
        big = "x = '" + "甲" * 349_000 + "'"
        done = self.batch("-", stdin=big)
        self.assertEqual(done.returncode, 1)
        self.assertIn("256 KiB", done.stderr.decode())
        terminal = self.attached()
        terminal.send("\x1b[200~")
        for start in range(0, len(big), 1000):
            terminal.send(big[start:start + 1000])
            while terminal.pump(0):
                pass
        terminal.send("\x1b[201~")
        terminal.rest(1)
        terminal.send("\r")
        terminal.expect("256 KiB", 60)
        terminal.expect(PROMPT)
        terminal.line("1 + 1")
        terminal.expect("\n2\n")

    def test_a_long_command_is_refused_by_its_rule(self):
        done = self.batch("--meta", "-", stdin="\\show " + "x" * 1_000_000)
        self.assertIn(done.returncode, (2, 4), done.stderr[-300:])


def table():
    """Each row with its tests; complains of a test that is not there."""
    import terminal_tests
    missing = 0
    for row, names in TABLE:
        for name in names:
            kind, test = name.split(".")
            there = hasattr(globals().get(kind) or getattr(terminal_tests, kind, None), test)
            missing += not there
            print("%-28s %s%s" % (row, name, "" if there else "   MISSING"))
    return missing


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        sys.exit(table() != 0)
    main(__doc__, "__main__", widths=(80, 200), narrow=("Hanging", "Scripting", "Dumb"))
