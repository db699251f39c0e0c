#!/usr/bin/env python3
"""Breaks the disk under the server call by call and looks at what it answers, how it ends, and what the file holds.

    disk.py --binary ANWEI [--depth N] [--part NAME] [--hold SECONDS]

A full disk is a known outcome: 507, nothing done, reading goes on, and once there is room the same request succeeds
without a restart. After EIO in a write or fsync nothing is answered and the server ends with 74; started again, the
repeated request has one effect. A short write is completed. A lock held by somebody else gives 503 with Retry-After
within bounds. Each part breaks the 1st, 2nd ... N-th call of a request, until one is not hit. Standard library only.
"""
import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from faults.bench import Bench
from faults.breaking import EVER
from faults.server import Ended

PARTS = {}
STOPPED = 74


def part(function):
    """Registers a part under its name."""
    PARTS[function.__name__] = function
    return function


# What a full disk does

def full(bench, action, last, calls="w"):
    """Each n-th call on finds no room; then there is room again, without a restart."""
    bench.place = f"{action}{'' if last else ' once'}"
    bench.start(action, files="dw", calls=calls)
    bench.fresh()
    for number in range(1, bench.options.depth + 1):
        bench.place = f"{action} at write {number}{' and on' if last else ''}"
        bench.breaker.fail(number, EVER if last else None)
        status = bench.request()
        hit = bench.breaker.count() >= number
        if not hit:
            bench.expect("an unbroken request", status, 200, 201)
            break
        bench.hits += 1
        bench.expect("the answer", status, 507)
        bench.expect("reading", bench.reading(), 200)
        bench.breaker.fail(0)
        if bench.server.process.poll() is not None:
            bench.say(f"the server ended with {bench.server.process.returncode}")
            bench.restart()
        if bench.person.unanswered:
            bench.expect("the answer once there is room", bench.again(), 200, 201)
    bench.close()


@part
def full_for_good(bench):
    full(bench, "ENOSPC", EVER)


@part
def full_once(bench):
    full(bench, "ENOSPC", None)


@part
def full_in_the_middle(bench):
    full(bench, "short", EVER)


@part
def short_write(bench):
    """Half a write: the rest is written, and nobody notices."""
    bench.start("short", files="dw", calls="w")
    bench.fresh()
    for number in range(1, bench.options.depth + 1):
        bench.place = f"short write {number}"
        bench.breaker.fail(number)
        bench.expect("the answer", bench.request(), 200, 201)
        if bench.breaker.count() < number:
            break
        bench.hits += 1
    bench.close()


# What a bad disk does

def bad(bench, action, calls, files="dw"):
    """Each n-th call fails: no answer, exit 74, and after a restart one effect."""
    bench.place = f"{action} {calls}"
    for number in range(1, bench.options.depth + 1):
        bench.place = f"{action} at call {calls} {number} on {files}"
        bench.start(action, files=files, calls=calls)
        bench.fresh()
        bench.breaker.fail(number)
        status = bench.request()
        if bench.breaker.count() < number:
            bench.expect("an unbroken request", status, 200, 201)
            bench.close()
            break
        bench.hits += 1
        bench.expect("the answer", status, 0)
        bench.expect("the exit code", bench.ended(), STOPPED)
        bench.restart()
        if bench.person.unanswered:
            bench.expect("the answer after a restart", bench.again(), 200, 201)
        bench.close()


@part
def bad_write(bench):
    bad(bench, "EIO", "w")


@part
def bad_sync(bench):
    bad(bench, "EIO", "s")


@part
def full_at_sync(bench):
    """A file system that allocates late says in fsync that it is full: the outcome is unknown."""
    bad(bench, "ENOSPC", "s")


@part
def bad_read(bench):
    """A failed read: an error that says nothing was done, or the end; in both cases one effect afterwards."""
    bench.start("")
    bench.fresh()
    bench.close()
    for number in range(1, bench.options.depth + 1):
        # Nothing has been read for this case since the start, so the request has to read the file.
        bench.place = f"EIO at read {number}"
        bench.start("EIO", files="dw", calls="r")
        bench.breaker.fail(number)
        before = len(bench.person.steps)
        status = bench.request()
        bench.person.strange = []
        hit = bench.breaker.count() >= number
        bench.hits += hit
        if status not in (200, 201) and status != 0:
            bench.expect("the answer", status, 500, 503)
        if status == 0:
            bench.expect("the exit code", bench.ended(), STOPPED)
        if status not in (200, 201):
            bench.person.unanswered = bench.person.unanswered or bench.last_request()
            bench.restart()
            bench.expect("the answer after a restart", bench.again(), 200, 201)
            bench.expect("effects", len(bench.person.steps) - before, 1)
            if bench.person.steps[-1]["repeated"] and status == 500:
                bench.say("500 said that nothing was done, and it was done")
        bench.close()
        if not hit:
            break


@part
def bad_start(bench):
    """Each n-th call of the start fails: it ends with 74, and the next start is sound."""
    for action, calls, files in (("EIO", "wst", "dw"), ("ENOSPC", "w", "dw"), ("EIO", "s", "p"), ("EIO", "wt", "s")):
        for number in range(1, bench.options.depth + 1):
            bench.place = f"start with {action} at call {calls} {number} on {files}"
            bench.breaker.arm(action, number, files=files, calls=calls)
            try:
                bench.server.start()
            except Ended as ended:
                bench.hits += 1
                bench.expect("the exit code", ended.code, STOPPED)
                continue
            calls_seen = bench.breaker.count()
            bench.breaker.fail(0)
            bench.server.stop()
            if calls_seen < number:
                break
            # SQLite overlooks a failed fsync of the directory; the server's own comes after it.
            if calls in ("s", "wst") and not (files == "p" and calls_seen > number):
                bench.say("it started all the same")
        bench.breaker.disarm()
        bench.server.start()
        bench.close()


@part
def bad_end(bench):
    """Each n-th call of the closing fails: whatever the exit code says, the next start is sound."""
    for action in ("EIO", "ENOSPC"):
        for number in range(1, bench.options.depth + 1):
            bench.place = f"closing with {action} at call {number}"
            bench.start(action, files="dw", calls="wst")
            bench.fresh()
            bench.breaker.fail(number)
            bench.person.hang_up()
            code = bench.server.stop()
            hit = bench.breaker.count() >= number
            bench.breaker.disarm()
            bench.expect("the exit code", code, *((0, STOPPED) if hit else (0,)))
            bench.hits += hit
            bench.check()
            if not hit:
                break


# The log's way into the database

@part
def bad_checkpoint(bench):
    """The database file cannot be written while the log is copied: EIO ends the server, no room does not."""
    for action, calls in (("EIO", "w"), ("EIO", "s"), ("ENOSPC", "w")):
        bench.place = f"checkpoint with {action} at {calls}"
        bench.start(action, files="d", calls=calls)
        bench.fresh()
        bench.breaker.fail(1, EVER)
        status = 200
        for _ in range(2_000):
            # The log may be copied at any commit: also at the one that opens the next case.
            status = bench.request() if len(bench.person.steps) % 20 else bench.opened()
            if status not in (200, 201) or bench.breaker.count() > 3 and action == "ENOSPC":
                break
        bench.hits += bench.breaker.count() > 0
        bench.expect("calls on the database", bench.breaker.count() > 0, True)
        if action == "EIO":
            bench.expect("the answer", status, 0)
            bench.expect("the exit code", bench.ended(), STOPPED)
            bench.restart()
        else:
            bench.expect("the answer", status, 200, 201)
            bench.breaker.fail(0)
        if bench.person.unanswered:
            bench.expect("the answer afterwards", bench.again(), 200, 201)
        bench.close()


# Others at the same file

@part
def busy(bench):
    """Somebody else holds the write lock for seconds: 503 with Retry-After within bounds, and nothing is lost."""
    bench.start("", files="dw")
    bench.fresh()
    for seconds in (1, bench.options.hold):
        bench.place = f"lock held for {seconds} s"
        other = sqlite3.connect(bench.server.database, isolation_level=None, timeout=10)
        other.execute("BEGIN IMMEDIATE")
        began, answers = time.monotonic(), []
        bench.person.serial += 1
        path, body, key = bench.person.unanswered = bench.last_request()
        while time.monotonic() - began < seconds:
            if answers and answers[-1][0] in (200, 201):
                break
            sent = time.monotonic()
            release(other, began + seconds, sent)
            try:
                status, headers, _ = bench.person.ask("POST", path, body, key)
            except OSError:
                status, headers = 0, {}
            answers.append((status, headers.get("Retry-After"), time.monotonic() - sent))
            bench.expect("reading", bench.reading(), 200)
        other.close()
        for status, after, took in answers:
            bench.expect("the answer", status, 200, 201, 503)
            if status == 503 and not after:
                bench.say("503 without Retry-After")
            if took > 15:
                bench.say(f"an answer took {took:.0f} s")
        bench.hits += 1
        bench.expect("the answer once it is free", bench.again(), 200, 201)
    bench.close()


def release(other, end, now):
    """Gives the lock back if the next request might wait beyond the end."""
    if now >= end - 0.05:
        other.rollback()


@part
def pinned(bench):
    """A reader outside holds an old state: the log grows, nothing waits, and it is used anew afterwards."""
    bench.place = "reader outside"
    bench.start("", files="dw")
    bench.fresh()
    other = sqlite3.connect(f"file:{bench.server.database}?mode=ro", uri=True, isolation_level=None)
    other.execute("BEGIN")
    before = other.execute("SELECT count(*) FROM entries").fetchone()
    for _ in range(60):
        bench.expect("the answer", bench.request(), 200, 201)
    bench.expect("the reader's state", other.execute("SELECT count(*) FROM entries").fetchone(), before)
    other.close()
    bench.hits += 1
    bench.close()


@part
def small_disk(bench):
    """A real file system of 3 MB that fills up, if mounting is allowed here."""
    place = os.path.join(bench.folder, "small")
    os.mkdir(place)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True).returncode:
        print("mounting is not allowed here: the small file system is left out")
        return
    inner = Bench(bench.options, place)
    try:
        fill(bench, inner, place)
    finally:
        if inner.server.process and inner.server.process.poll() is None:
            inner.server.kill()
        subprocess.run(["umount", place], check=False)


def fill(bench, inner, place):
    """Uses a small file system up, makes room, goes on."""
    inner.place, inner.wrong = "small disk", bench.wrong
    inner.server.start()
    inner.fresh()
    ballast = os.path.join(place, "ballast")
    with open(ballast, "wb") as file:
        left = os.statvfs(place)
        file.write(bytes(max(0, left.f_bavail * left.f_frsize - 200_000)))
    status = 200
    for _ in range(500):
        status = inner.request()
        if status not in (200, 201):
            break
    inner.expect("the answer on a full disk", status, 507)
    inner.expect("reading", inner.reading(), 200)
    os.remove(ballast)
    inner.expect("the answer once there is room", inner.again(), 200, 201)
    bench.hits += 1
    inner.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/anwei")
    parser.add_argument("--depth", type=int, default=60, help="how many calls of a request are broken at most")
    parser.add_argument("--part", action="append", choices=sorted(PARTS), help="only this; all if not given")
    parser.add_argument("--hold", type=float, default=8, help="how long a lock is held, in seconds")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passed, failed = 0, 0
    for name in options.part or PARTS:
        folder = tempfile.mkdtemp(prefix="anwei-disk-")
        bench = Bench(options, folder)
        try:
            PARTS[name](bench)
        finally:
            if bench.server.process and bench.server.process.poll() is None:
                bench.server.kill()
        if bench.hits == 0 and name != "small_disk":
            bench.wrong.append("nothing was ever broken")
        print(f"{name}: {bench.hits} broken, {len(bench.wrong)} wrong", flush=True)
        for line in bench.wrong[:30]:
            print("WRONG", line)
        if bench.wrong:
            failed += 1
            print("kept", folder)
        else:
            passed += 1
            shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
