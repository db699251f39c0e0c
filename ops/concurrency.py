#!/usr/bin/env python3
"""Lets many clients work on the same cases at once and proves that each history has one order that explains it.

    ops/concurrency.py --binary PATH [--histories 60] [--clients 64] [--steps 3] [--seed 1] [--kills 6]

A real server gets one history after the other: 64 clients on one case, on few and on many, each write with an
idempotency key and most with the revision it starts from. In some histories the server is killed with SIGKILL and
started again. Each history is checked (ops/histories), and in the end the file itself (ops/invariants) with all
that clients were told. A history that cannot be explained is kept as JSON. Standard library only; `--seed` repeats
the choices, though not the order in which the machine lets the clients run. The last line is `N passed, N failed`.
"""
import argparse
import concurrent.futures
import json
import os
import random
import shutil
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from faults.server import Server  # noqa: E402
from histories import check  # noqa: E402
from histories.clients import Client, Work, place  # noqa: E402
from invariants import check as check_file  # noqa: E402


def make_server(binary, folder):
    """A database with the bench's workflow and account, which takes one action for ever."""
    workflows = os.path.join(folder, "workflows")
    shutil.copytree(os.path.join(HERE, "bench", "workflows"), workflows)
    shutil.copytree(os.path.join(HERE, "..", "Workflows", "files", "calendars"), os.path.join(workflows, "calendars"))
    server = Server(binary, folder, ["--workflows", workflows])
    made = server.run("demo", "--empty", "--database", server.database, "--workflows", workflows)
    if made.returncode != 0:
        raise SystemExit(f"anwei demo ended with {made.returncode}:\n{made.stderr}")
    return server


def play(work, crew, steps, pool, server, chance, is_killed):
    """One history: all clients at once, perhaps a kill in the midst, and a last look at every case."""
    crew[0].open(work, chance)
    jobs = [pool.submit(client.take_part, work, steps) for client in crew]
    if is_killed:
        time.sleep(chance.uniform(0, 0.15))
        server.kill()
        server.start()
    for job in jobs:
        job.result()
    for case in list(work.cases):
        crew[0].ask(work, {"op": "read", "case": case}, "GET", place(case))
        crew[0].ask(work, {"op": "trail", "case": case}, "GET", place(case) + "/history?limit=200")


def acknowledged(history):
    """What clients were told as done, as the checker of the file takes it."""
    return [
        {"key": record["key"], "account": "bench", "number": record["case"], "sequence": record["sequence"],
         "revision": record["revision"]}
        for record in history if record["status"] in (200, 201) and record["op"] in ("open", "write")
    ]


def run(options, server, folder):
    """All histories; gives back what is wrong, and what there was."""
    chance = random.Random(options.seed)
    crew = [Client(number, server) for number in range(options.clients)]
    killed = set(chance.sample(range(options.histories), min(options.kills, options.histories)))
    wrong, told, figures = [], [], {"requests": 0, "effects": 0, "refused": 0, "repeated": 0, "unanswered": 0}
    with concurrent.futures.ThreadPoolExecutor(options.clients) as pool:
        for number in range(options.histories):
            work = Work(f"h{options.seed}-{number}", chance.random(), (1, 1, 4, 16)[number % 4])
            play(work, crew, options.steps, pool, server, chance, number in killed)
            problems = check(work.history)
            if problems:
                kept = os.path.join(folder, f"{work.name}.json")
                with open(kept, "w", encoding="utf-8") as file:
                    json.dump(work.history, file, ensure_ascii=False)
                wrong += [f"{kept}: {problem}" for problem in problems]
            count(figures, work.history)
            told += acknowledged(work.history)
    for client in crew:
        client.hang_up()
    return wrong, told, figures


def count(figures, history):
    """Adds a history to the figures."""
    figures["requests"] += len(history)
    figures["effects"] += sum(record.get("repeated") is False for record in history)
    figures["repeated"] += sum(record.get("repeated") is True for record in history)
    figures["refused"] += sum(record.get("problem") is not None for record in history)
    figures["unanswered"] += sum(record["status"] is None for record in history)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/anwei")
    parser.add_argument("--histories", type=int, default=60)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--steps", type=int, default=3, help="what each client does in a history")
    parser.add_argument("--kills", type=int, default=6, help="in how many histories the server is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the database")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="anwei-histories-")
    server = make_server(options.binary, folder)
    server.start()
    try:
        wrong, told, figures = run(options, server, folder)
        code = server.stop()
        if code != 0:
            wrong.append(f"the server ended with {code} after SIGTERM")
        wrong += check_file(server.database, told, server.key())
    finally:
        server.kill()
    print(f"{options.histories} histories of {options.clients} clients: "
          + ", ".join(f"{value} {name}" for name, value in figures.items()))
    if not figures["effects"]:
        wrong.append("nothing was ever done: nothing was tried")
    for line in wrong[:50]:
        print("WRONG", line)
    if wrong or options.keep:
        print("kept", folder)
    else:
        shutil.rmtree(folder)
    print(f"{0 if wrong else options.histories} passed, {len(wrong)} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
