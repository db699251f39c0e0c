"""A pseudo-terminal with a program in it, for tests that type and look."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07")


class Terminal:
    def __init__(self, command, environment=None, columns=100):
        self.raw = b""
        self.seen = 0
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null", "PAGER": "cat"})
            os.environ.update(environment or {})
            os.execv(command[0], command)
        self.resize(columns)

    def resize(self, columns):
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    @property
    def text(self):
        """Everything shown so far, without escapes."""
        return ESCAPES.sub("", self.raw.decode("utf-8", "replace")).replace("\r", "")

    def pump(self, seconds):
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return False
        try:
            more = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.raw += more
        return bool(more)

    def expect(self, wanted, seconds=10):
        """Waits until the text appears after what was expected before."""
        end = time.monotonic() + seconds
        while wanted not in self.text[self.seen:]:
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError("%r not in %r" % (wanted, self.text[self.seen:]))
            self.pump(min(left, 0.2))
        self.seen = self.text.index(wanted, self.seen) + len(wanted)
        return self.text

    def send(self, text):
        os.write(self.descriptor, text.encode() if isinstance(text, str) else text)

    def line(self, text):
        self.send(text + "\r")

    def rest(self, seconds=0.3):
        """What more is shown until nothing comes for a while."""
        while self.pump(seconds):
            pass
        more = self.text[self.seen:]
        self.seen = len(self.text)
        return more

    def modes(self):
        return termios.tcgetattr(self.descriptor)[3]

    def finish(self, seconds=10):
        """The exit code, once the program has ended; 128 + n for a signal."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.pump(0.05):
                    pass
                self.pid = 0
                code = os.waitstatus_to_exitcode(status)
                return 128 - code if code < 0 else code
            self.pump(0.05)
        raise AssertionError("still running; shows %r" % self.text[-400:])

    def kill(self):
        """Ends the program as a power cut would."""
        self.close()

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.descriptor)
