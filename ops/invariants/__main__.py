"""Checks a database of Anwei from its file alone: python3 ops/invariants FILE [options]; 0 sound, 1 problems.

Reads the file with its log (on a copy, or beside a running server with --live), knows the layout from Schema/ and
shares no code with the program. One line for each problem; sensitive values are never printed.
"""
import argparse
import base64
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from invariants import check  # noqa: E402


def lines(path):
    """The JSON objects of a file, one a line."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def noted(text):
    """A pair from N:HASH."""
    sequence, _, found = text.partition(":")
    return int(sequence), found.lower()


def noted_heads(path):
    """Pairs from a file of heads, and triples of the streams: the signed ones of the program (their signatures are
    not looked at here), or lines with sequence and hash in hexadecimal. An accepted restoration puts what was noted
    before it out of force.
    """
    found, streams = [], []
    for line in lines(path):
        if "accepted" in line:
            found, streams = [], []
        if "size" in line:
            found.append((1, base64.b64decode(line["journal"]).hex()))
            found.append((line["size"], base64.b64decode(line["hash"]).hex()))
        else:
            found.append((line["sequence"], line["hash"].lower()))
        for stream, (count, value) in line.get("streams", {}).items():
            streams.append((stream, count, base64.b64decode(value).hex()))
    return list(dict.fromkeys(found)), list(dict.fromkeys(streams))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--acknowledged", metavar="FILE", help="what clients were told: lines of JSON with key, sequence")
    parser.add_argument("--since", type=int, metavar="N", help="after entry N every act is in --acknowledged")
    parser.add_argument("--key", metavar="FILE", help="the master key, to check the digests of requests")
    parser.add_argument("--head", action="append", default=[], type=noted, metavar="N:HASH", help="a head noted earlier")
    parser.add_argument("--heads", metavar="FILE", help="noted heads: the program's signed heads, or lines with sequence, hash")
    parser.add_argument("--live", action="store_true", help="read beside a running server")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args()
    if not os.path.exists(options.file):
        parser.exit(4, f"there is no {options.file}\n")
    key = open(options.key, "rb").read() if options.key else None
    heads, streams = noted_heads(options.heads) if options.heads else ([], [])
    heads += options.head
    told = lines(options.acknowledged) if options.acknowledged else ()
    problems = check(options.file, told, key, heads, options.since, options.live, streams)
    if options.format == "json":
        print(json.dumps({"problems": [problem.members() for problem in problems]}, ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} problems" if problems else "sound")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
