#!/usr/bin/env python3
"""Plants faults in a copy of the interpreter and requires of each that the test named for it fails.

usage: python3 ops/parts/soak/mutations.py [WORD ...]

Reads mutations.toml beside it; with words, only the mutations whose name contains one of them are run. The
copy stands under .build/mutations and holds all mutations at once, chosen by the environment variable MUTANT,
so that it is built once. Exit 1: a text to replace is gone, the copy does not build, its tests fail
without a mutation, or the test that stands beside a mutation in the table does not fail with it.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
COPY = ROOT / ".build" / "mutations"
FAILED = re.compile(r'✘ Test "(.+?)" (?:with \d+ test cases? )?(?:failed after|recorded an issue)')
RANDOM = re.compile(r"^random charts ")
TIME_LIMIT = 1200

PACKAGE = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(
    name: "mutations",
    dependencies: [.package(url: "{url}", exact: "{version}")],
    targets: [
        .target(
            name: "Values",
            dependencies: [.product(name: "OrderedCollections", package: "swift-collections")]
        ),
        .target(name: "Statechart", dependencies: ["Values"]),
        .testTarget(name: "StatechartTests", dependencies: ["Statechart", "Values"]),
    ],
    swiftLanguageModes: [.v6]
)
"""

SUPPORT = """import Glibc

/// Which mutation is on; 0 is none.
let mutant = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
"""


def read_mutations():
    """The table, in its order."""
    with open(HERE / "mutations.toml", "rb") as file:
        return tomllib.load(file)["mutation"]


def write_package():
    """The copy: sources, tests, and a package that knows only them."""
    manifest = (ROOT / "Package.swift").read_text()
    url, version = re.search(r'url: "(\S+/swift-collections)", exact: "(\S+)"', manifest).groups()
    for folder in ("Sources/Values", "Sources/Statechart", "Tests/StatechartTests"):
        shutil.rmtree(COPY / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, COPY / folder)
    (COPY / "Package.swift").write_text(PACKAGE.format(url=url, version=version))
    (COPY / "Sources/Statechart/Mutant.swift").write_text(SUPPORT)


def plant(mutations):
    """Writes every mutation into the copy; gives what could not be written."""
    lost = []
    for number, mutation in enumerate(mutations, start=1):
        for edit in mutation["edit"]:
            path = COPY / "Sources/Statechart" / edit["file"]
            text = path.read_text()
            found = text.count(edit["from"])
            if found != 1:
                lost.append(f"{mutation['name']}: {edit['file']} has {found} of {edit['from']!r}")
                continue
            planted = edit["to"].replace("MUTANT", f"(mutant == {number})")
            path.write_text(text.replace(edit["from"], planted))
        if "code" in mutation:
            with open(COPY / "Sources/Statechart/Mutant.swift", "a") as file:
                file.write("\n" + mutation["code"])
    return lost


def swift(*arguments, **environment):
    """Runs swift in the copy; gives the exit status and everything printed."""
    try:
        run = subprocess.run(
            ["swift", *arguments], cwd=COPY, env={**os.environ, **environment}, timeout=TIME_LIMIT,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )
    except subprocess.TimeoutExpired as late:
        return -1, (late.stdout or b"").decode(errors="replace")
    return run.returncode, run.stdout


def failing_tests(number):
    """The names of the tests that fail with a mutation, those with random charts apart."""
    chosen = {"MUTANT": str(number), "ANWEI_SOAK_COUNT": "1000"}
    status, output = swift("test", "--skip-build", "--skip", "shrink to a few states", **chosen)
    failed = sorted(set(FAILED.findall(output)))
    return status, [name for name in failed if not RANDOM.match(name)], any(map(RANDOM.match, failed))


def report(mutation, status, named, by_chance):
    """Prints a mutation with the test that must notice it; gives whether that test did."""
    is_killed = mutation["test"] in named
    chance = "random charts too" if by_chance else "not by random charts"
    late = ", timed out" if status < 0 else ""
    mark = "killed  " if is_killed else "SURVIVED"
    print(f"{mark} {mutation['name']} ({len(named)} tests, {chance}{late})")
    print(f"             {mutation['test']}")
    sys.stdout.flush()
    return is_killed


def main():
    """Plants, builds once, and runs the tests for each mutation."""
    mutations = read_mutations()
    write_package()
    lost = plant(mutations)
    if lost:
        print("\n".join(lost))
        return 1
    status, output = swift("build", "--build-tests")
    if status != 0:
        print(output[-6000:])
        return 1
    status, named, by_chance = failing_tests(0)
    if status != 0:
        print("the tests fail without any mutation:", *named, sep="\n")
        print("random charts fail too" if by_chance else "random charts agree")
        return 1
    survivors = []
    for number, mutation in enumerate(mutations, start=1):
        name = mutation["name"]
        if len(sys.argv) > 1 and not any(word in name for word in sys.argv[1:]):
            continue
        status, named, by_chance = failing_tests(number)
        if not report(mutation, status, named, by_chance):
            survivors.append(name)
    print(f"{len(mutations)} mutations, {len(survivors)} survived", *survivors, sep="\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
