"""Types into the line editor that was built for the sanitizers: line_addresses.py PROGRAM."""

import os
import random
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "Tests", "ConsoleTerminalTests"))
from terminal import Terminal  # noqa: E402

PIECES = ["abc", "甲乙丙", "\t", "\t\t", "\x03", "\r", "\x01", "\x05", "\x0b", "\x15", "\x1b[A", "\x1b[B", "\x12ab\r", "\x7f", "○",
          b"\xe7\x94", b"\xff", "\x1b[200~" + "行\n" * 50 + "\x1b[201~\r", "x" * 3000 + "\r", "e\u0301"]


def main(program):
    # Readline itself keeps what it has until the end; what our code loses is what counts.
    environment = {"ASAN_OPTIONS": "detect_leaks=1:exitcode=23", "LSAN_OPTIONS": "suppressions=" + suppressions()}
    for seed, name in ((1, "xterm"), (2, "xterm"), (3, "dumb")):
        chance = random.Random(seed)
        terminal = Terminal([program], {**environment, "TERM": name}, 80)
        terminal.rest(0.3)
        for _ in range(120):
            terminal.send(chance.choice(PIECES))
            if chance.random() < 0.1:
                terminal.resize(chance.choice((20, 80, 200)))
            if terminal.pump(0.02):
                pass
        os.kill(terminal.pid, signal.SIGTERM)
        code = terminal.finish(20)
        if code != 0:
            print(terminal.text[-3000:])
            print("line editor, %s: ended with %d" % (name, code))
            return 1
    print("line editor: 360 pieces of input, three terminals: nothing was left behind")
    return 0


def suppressions():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "line_addresses.supp")
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
