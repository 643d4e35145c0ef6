#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Python package beside the program, on the same articles and threads: ./dev bench python

    python bench/python.py build-release/marsad [--corpus FILE] [--articles 12000] [--threads 2]

Runs under a Python that has the package, built from the same folder as the program. One table:
whole processes in turns, start and reading of the JSON lines included, and the rate of each as a
part of that of `marsad extract --json`; the best of the rounds stands. What is wanted is 0.90 of
extract_many."""
import argparse
import gzip
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
WANTED = 0.90
READ = "import json, marsad, sys; articles = map(json.loads, open(sys.argv[1], encoding='utf-8'))\n"
WAYS = {
    "extract_many": READ + "for _ in marsad.extract_many(articles, threads=int(sys.argv[2])): pass",
    "extract_many, to_json": READ + "for one in marsad.extract_many(articles, "
                                    "threads=int(sys.argv[2])): one.to_json()",
    "extract_many, objects": READ + "for one in marsad.extract_many(articles, "
                                    "threads=int(sys.argv[2])): one.claims",
    "tables, all layers": READ + "marsad.tables(articles, threads=int(sys.argv[2]))",
    "tables, statements": READ + "marsad.tables(articles, layers=['statements'], "
                                 "threads=int(sys.argv[2]))",
}


def lines_of(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        yield from file


def write_articles(corpus, most, out):
    """So many articles, the corpus repeated as often as that takes."""
    lines = list(lines_of(corpus))
    step = max(1, len(lines) // most)
    out.writelines(itertools.islice(itertools.cycle(lines[::step]), most))
    out.flush()


def seconds(*command):
    """Of the clock and of all processors."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"bench: {command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime


def main():
    usual = HERE.parent.parent / "shared" / "corpus" / "news.jsonl.gz"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("marsad")
    parser.add_argument("--corpus", type=Path, default=usual if usual.exists() else
                        HERE.parent / "docs" / "samples" / "archive" / "news.jsonl")
    parser.add_argument("--articles", type=int, default=12000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    threads = str(options.threads)
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        write_articles(options.corpus, options.articles, file)
        commands = {"marsad extract --json":
                    (options.marsad, "extract", "--json", "--threads", threads, file.name)}
        for name, program in WAYS.items():
            commands[name] = (sys.executable, "-c", program, file.name, threads)
        best = {}
        for _ in range(options.rounds):
            for name, command in commands.items():
                clock, processor = seconds(*command)
                before = best.get(name, (clock, processor))
                best[name] = (min(before[0], clock), min(before[1], processor))
    program = best["marsad extract --json"]
    print(f"{options.articles} articles of {options.corpus.name}, {threads} threads, "
          f"best of {options.rounds}")
    for name, (clock, processor) in best.items():
        print(f"  {name:<24}{options.articles / clock:9.0f} articles/s  {clock:7.2f} s  "
              f"{processor:7.2f} s of processor  {program[0] / clock:5.2f} of the program "
              f"({program[1] / processor:.2f} by processor)")
    print(f"  wanted: extract_many at least {WANTED:.2f} of the program")


if __name__ == "__main__":
    main()
