#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a store costs, measured on the program as a whole: ./dev bench store

    python3 bench/store.py build/marsad [--articles 200000] [--corpus news.jsonl.gz] [--rounds 3]

Three tables: adding beside bare extraction of the same articles, in turns; adding the same again;
and a store that grows by tenths of generated articles (bench/generate.py), with the price of an
article in each tenth and, at the end, of the questions that a desk asks. Seconds of processor time
are of all threads together and change little on a busy machine; seconds of the clock change."""
import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TENTHS = 10
ASKED = 7  # the median of so many answers stands


def run(*command):
    """Processor seconds, clock seconds and output of a command that must succeed."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.monotonic() - begun
        output.seek(0)
        answer = output.read()
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, clock, answer


def beside_extraction(marsad, corpus, rounds, folder):
    extracted, added = [], []
    for turn in range(rounds):
        store = folder / f"news{turn}.db"
        extracted.append(run(marsad, "extract", "--json", corpus)[:2])
        added.append(run(marsad, "ingest", "--json", "--store", store, corpus))
    tally = json.loads(added[-1][2])
    best = [min(x[0] for x in extracted), min(x[1] for x in extracted),
            min(x[0] for x in added), min(x[1] for x in added)]
    again = run(marsad, "ingest", "--json", "--store", store, corpus)
    articles = tally["articles"]
    print(f"{articles} articles of {Path(corpus).name}, best of {rounds}")
    print(f"  extract --json      {best[1]:8.2f} s   {best[0]:8.2f} s of processor")
    print(f"  ingest              {best[3]:8.2f} s   {best[2]:8.2f} s of processor   "
          f"{articles / best[3]:.0f} articles/s")
    print(f"  extract / ingest    {best[1] / best[3]:8.2f}     {best[0] / best[2]:8.2f}")
    print(f"  ingest again        {again[1]:8.2f} s   {best[3] / again[1]:.0f} times faster, "
          f"{'changes nothing' if json.loads(again[2])['checkpoint'] == tally['checkpoint'] else 'CHANGED'}")
    print(f"  size                {store.stat().st_size / articles / 1000:8.2f} kB an article\n")


def grown(marsad, articles, folder):
    store = folder / "grown.db"
    part = folder / "part.jsonl"
    made = subprocess.Popen([sys.executable, HERE / "generate.py", str(articles)],
                            stdout=subprocess.PIPE)
    print(f"{articles} generated articles, by tenths")
    used = []
    for tenth in range(TENTHS):
        with open(part, "wb") as out:
            out.writelines(itertools.islice(made.stdout, articles // TENTHS))
        used.append(run(marsad, "ingest", "--store", store, part)[:2])
        print(f"  tenth {tenth + 1:2}            {used[-1][1]:8.2f} s   {used[-1][0]:8.2f} s of processor",
              flush=True)
    made.wait()
    print(f"  last / first        {used[-1][1] / used[0][1]:8.2f}     {used[-1][0] / used[0][0]:8.2f}")
    print(f"  size                {store.stat().st_size / articles / 1000:8.2f} kB an article\n")
    return store


def questions(marsad, store):
    largest = json.loads(run(marsad, "incidents", "--store", store, "--json", "--by-size", "--limit",
                             "1")[2].splitlines()[0])["id"]
    print("questions, whole process, median")
    for name, *command in (
            ("search a word", "search", "سوق"),
            ("search two words in a year", "search", "قصف", "مستشفى", "--from", "1995-01-01", "--to",
             "1995-12-31"),
            ("search near a place", "search", "--near", "حلب"),
            ("claims of a kind by a source", "claims", "--type", "airstrike", "--source", "طبي"),
            ("incidents, latest", "incidents"),
            ("incidents, largest of a country", "incidents", "--by-size", "--country", "SY"),
            ("one incident", "incident", largest)):
        times = [run(marsad, command[0], "--store", store, *command[1:])[1] for _ in range(ASKED)]
        print(f"  {name:32} {statistics.median(times) * 1000:6.0f} ms")


def main():
    ask = argparse.ArgumentParser(description="what a store costs")
    ask.add_argument("marsad")
    ask.add_argument("--articles", type=int, default=200000)
    ask.add_argument("--corpus", help="articles that are also extracted")
    ask.add_argument("--rounds", type=int, default=3)
    options = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as name:
        folder = Path(name)
        if options.corpus:
            beside_extraction(options.marsad, options.corpus, options.rounds, folder)
        questions(options.marsad, grown(options.marsad, options.articles, folder))


if __name__ == "__main__":
    main()
