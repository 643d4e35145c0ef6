#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Marsad beside programs that read times in Arabic, on the same text in one run: ./dev bench peers

    python3 bench/peers.py build-release/marsad [--corpus FILE] [--articles N] [--rounds N]

HeidelTime (Java) and dateparser (Python) are fetched into .cache/peers/ by Maven and pip. All read
the same lines of id, text and day of publication, each alone on one core. They look for times
only; Marsad's figures are those of `marsad extract`, its whole chain. Three tables: speed and
memory; how many times each found and on how many it agrees with Marsad; and how many of the times
of annotated articles (../shared/eval/gold, where there is one) each finds, counted by one function
for all. Start is the whole process on one article; steady is what the others take on top of it.
Seconds are of processor time, since the clock of a busy machine tells of the others on it."""
import argparse
import collections
import gzip
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
KEPT = ROOT / ".cache" / "peers"
JARS = {
    "heideltime-2.2.1.jar": "e10e664ce488b70e037321dda1dbfda6bbc5ab9e57b4b7b400a38ff569fd7e3d",
    "uimaj-core-2.8.1.jar": "3fa4cc7e714f20e58b743068d73eeca11b43e18219b532d10ab3c9568090d96d",
    "stanford-corenlp-3.3.1.jar":
        "dc6c08680dfabb71970f845bd2f85086cecf058155d76ccfaa7bedf7ff409f4f",
    "stanford-corenlp-3.9.2-models-arabic.jar":
        "7d102f4586731a4b15e8f109f879286790e74e6bdc3eb2e4ab09e99fd7375ba1",
    "gson-2.10.1.jar": "4241c14a7727c34feea6507ec801318a3d4a90f070e4525681079fb94ee4c593",
}
TAGGER = "edu/stanford/nlp/models/pos-tagger/arabic/arabic.tagger"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies"
DATEPARSER = "dateparser==1.5.0"
EXAMPLES = 10

Time = collections.namedtuple("Time", "begin end value")  # code points of the text, TIMEX3
Score = collections.namedtuple("Score", "there given extent value")


def code_points(text, units):
    """Positions in code points for such in UTF-16 units, as Java counts; both ascending or not."""
    ends = list(itertools.accumulate((2 if ord(sign) > 0xFFFF else 1 for sign in text), initial=0))
    known = {unit: point for point, unit in enumerate(ends)}
    return [known[unit] for unit in units]


def comparable(value):
    """Without the part of the day (TMO, TNI, …), which docs/quality.md leaves out too."""
    return re.sub(r"T(MO|MI|AF|EV|NI|DT)$", "", value or "")


def is_of_calendar(one):
    """Whether it names a day, month, year or hour: no duration, no PAST_REF."""
    return one.value[:4].isdigit()


def pairs(ours, theirs):
    """One to one, those that overlap most (by the part of both that both hold) first."""
    likest = []
    for (i, a), (j, b) in itertools.product(enumerate(ours), enumerate(theirs)):
        both = min(a.end, b.end) - max(a.begin, b.begin)
        if both > 0:
            likest.append((-both / (max(a.end, b.end) - min(a.begin, b.begin)), i, j))
    seen, out = (set(), set()), []
    for _, i, j in sorted(likest):
        if i not in seen[0] and j not in seen[1]:
            seen[0].add(i)
            seen[1].add(j)
            out.append((ours[i], theirs[j]))
    return out


def agreement(ours, theirs):
    """How many overlap, have the same extent, and have the same extent and value."""
    met = pairs(ours, theirs)
    same = [(a, b) for a, b in met if a[:2] == b[:2]]
    return len(met), len(same), sum(comparable(a.value) == comparable(b.value) for a, b in same)


def score(gold, given):
    """Of two lists of lists, one list an article: found is what overlaps, right what also has the
    value."""
    met = [pair for one, other in zip(gold, given, strict=True) for pair in pairs(one, other)]
    return Score(sum(map(len, gold)), sum(map(len, given)), len(met),
                 sum(comparable(a.value) == comparable(b.value) for a, b in met))


def rates(hit, there, given):
    """Precision, recall and F1."""
    precision, recall = hit / given if given else 0.0, hit / there if there else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def times_of_marsad(analysis, text):
    times = [one for one in analysis["mentions"] if one["type"] == "time"]
    for one in times:
        if text[one["start"]:one["end"]] != one["text"]:
            sys.exit(f"peers: {analysis['document']['id']}: Marsad counts positions in another text; "
                     "leave this article out of --corpus")
    return [Time(one["start"], one["end"], one["value"] or "") for one in times]


def times_of_heideltime(line, text):
    points = iter(code_points(text, [x for one in line["times"] for x in (one["begin"], one["end"])]))
    return [Time(next(points), next(points), one.get("value") or "") for one in line["times"]]


def times_of_dateparser(line, _):
    return [Time(one["begin"], one["end"], one["value"]) for one in line["times"]]


def fetched(command, what):
    """Runs a command whose output matters only when it fails."""
    try:
        done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except FileNotFoundError:
        sys.exit(f"peers: {what} needs {command[0]}; on Debian 12: apt-get install maven "
                 "openjdk-17-jdk-headless")
    if done.returncode != 0:
        print(done.stdout[-2000:], file=sys.stderr)
        sys.exit(f"peers: {what} failed, see above; it needs Maven Central and the package index")


def heideltime():
    """The command and a model for it, after fetching, checking and compiling what it needs."""
    jars = KEPT / "jars"
    if not all((jars / name).exists() for name in JARS):
        fetched(["mvn", "-q", "-B", "-f", HERE / "heideltime" / "pom.xml", COPY,
                 f"-DoutputDirectory={jars}", f"-Dmaven.repo.local={KEPT / 'maven'}"],
                "fetching HeidelTime by Maven")
    for name, wanted in JARS.items():
        if hashlib.sha256((jars / name).read_bytes()).hexdigest() != wanted:
            sys.exit(f"peers: {jars / name} is not the file that was measured (SHA-256 differs); "
                     "remove it and run again")
    path = os.pathsep.join([str(KEPT / "classes"), *(str(jars / name) for name in JARS)])
    fetched(["javac", "-cp", path, "-d", KEPT / "classes", HERE / "heideltime" / "Times.java"],
            "compiling Times.java")
    with zipfile.ZipFile(jars / "stanford-corenlp-3.9.2-models-arabic.jar") as models:
        model = models.extract(TAGGER, KEPT)
    return ["java", "-cp", path, "Times"], model


def dateparser():
    python = KEPT / "venv" / "bin" / "python"
    if not python.exists():
        fetched([sys.executable, "-m", "venv", KEPT / "venv"], "making a Python environment")
    fetched([python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", DATEPARSER],
            "installing dateparser by pip")
    return [python, "-B", HERE / "dateparser_times.py"]


class Program:
    """One of those measured: its command, how its lines are read, and what a run of it took."""

    def __init__(self, name, command, times, core):
        self.name, self.times = name, times
        self.command = ["taskset", "-c", str(core), *map(str, command)]

    def run(self, articles):
        """Clock seconds, processor seconds, MB of memory at most, times of each article, and what
        the program says itself."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as given, \
                tempfile.TemporaryFile("w+", encoding="utf-8") as out, \
                tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            given.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
            given.seek(0)
            begun = time.monotonic()
            process = subprocess.Popen(self.command, stdin=given, stdout=out, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            clock = time.monotonic() - begun
            out.seek(0)
            said.seek(0)
            words = said.read().strip()
            if process.returncode != 0:
                sys.exit(f"peers: {self.name} ended with {process.returncode}: {words[-500:]}")
            lines = [json.loads(line) for line in out]
        found = [self.times(line, one["text"]) for line, one in zip(lines, articles, strict=True)]
        return (clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, found,
                words.rpartition("\n")[2])


def measured(programs, articles, rounds):
    """Prints the first table, gives the times that each found."""
    size = sum(len(one["text"].encode()) for one in articles[1:]) / 1e6
    best, found, said, memory = {}, {}, {}, collections.defaultdict(float)
    for _ in range(rounds):
        for program in programs:
            start = program.run(articles[:1])
            clock, processor, peak, times, words = program.run(articles)
            new = (start[1], processor, clock)
            best[program.name] = tuple(map(min, best.get(program.name, new), new))
            memory[program.name] = max(memory[program.name], peak)
            found[program.name], said[program.name] = times, words
    print("| program | start, s | steady, articles/s | steady, MB/s | whole, s | by the clock, s "
          "| memory, MB |\n|---|--:|--:|--:|--:|--:|--:|")
    for name, (start, processor, clock) in best.items():
        steady = processor - start
        print(f"| {name} | {start:.2f} | {(len(articles) - 1) / steady:.1f} | {size / steady:.3f} "
              f"| {processor:.2f} | {clock:.2f} | {memory[name]:.0f} |")
    print()
    for name, words in said.items():
        if words:
            print(f"{name} says of its last run: {words}")
    return found


def compared(found, first):
    print("\n| program | times found | overlap one of Marsad's | same extent | same extent and value |"
          "\n|---|--:|--:|--:|--:|")
    for name, theirs in found.items():
        met = [agreement(a, b) for a, b in zip(found[first], theirs, strict=True)]
        overlap, extent, value = map(sum, zip(*met))
        print(f"| {name} | {sum(map(len, theirs))} | {overlap} | {extent} | {value} |")


def differences(ours, theirs):
    """What one found and the other did not, or with another extent or value: (one, other)."""
    met = pairs(ours, theirs)
    yield from ((a, b) for a, b in met
                if a[:2] != b[:2] or comparable(a.value) != comparable(b.value))
    yield from ((a, None) for a in ours if a not in [one for one, _ in met])
    yield from ((None, b) for b in theirs if b not in [one for _, one in met])


def show_examples(articles, ours, theirs, name):
    print(f"\nMarsad | {name}")
    every = ((article, pair) for article, a, b in zip(articles, ours, theirs, strict=True)
             for pair in itertools.islice(differences(a, b), 1))
    for article, pair in itertools.islice(every, EXAMPLES):
        print(f"  {article['id']} ({article['published']}): " + " | ".join(
            f"{article['text'][one.begin:one.end]} {one.value}" if one else "nothing"
            for one in pair))


def judged(programs, gold):
    articles = [{key: one["document"][key] for key in ("id", "text", "published")} for one in gold]
    there = [[Time(m["start"], m["end"], m["value"] or "") for m in one["mentions"]
              if m["type"] == "time"] for one in gold]
    found = {program.name: program.run(articles)[3] for program in programs}
    for title, wanted in (("all times", lambda one: True),
                          ("days, months, years and hours alone", is_of_calendar)):
        kept = lambda lists: [list(filter(wanted, one)) for one in lists]
        print(f"\n{len(gold)} annotated articles, {title} ({sum(map(len, kept(there)))})\n\n"
              "| program | found | P | R | F1 | and right value | P | R | F1 |\n"
              "|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        for name, given in found.items():
            one = score(kept(there), kept(given))
            print(f"| {name} | {one.extent} of {one.given} | "
                  + " | ".join(f"{x:.3f}" for x in rates(one.extent, one.there, one.given))
                  + f" | {one.value} | "
                  + " | ".join(f"{x:.3f}" for x in rates(one.value, one.there, one.given)) + " |")


def articles_of(corpus, most):
    """So many, evenly spread, of those that have a day of publication."""
    if corpus:
        with (gzip.open if corpus.suffix == ".gz" else open)(corpus, "rt", encoding="utf-8") as lines:
            every = [json.loads(line) for line in lines]
    else:
        made = subprocess.run([sys.executable, HERE / "generate.py", str(most)], check=True,
                              stdout=subprocess.PIPE).stdout
        every = [json.loads(line) for line in made.splitlines()]
    every = [{key: one[key] for key in ("id", "text", "published")} for one in every
             if one.get("published") and one.get("text")]
    if len(every) < 2:
        sys.exit(f"peers: {corpus} holds no two articles with text and published; name another "
                 "file with --corpus")
    return every[::max(1, len(every) // most)][:most]


def main():
    usual = SHARED / "corpus" / "news.jsonl.gz"
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("marsad")
    ask.add_argument("--corpus", type=Path, default=usual if usual.exists() else None,
                     help="JSON lines; else ../shared/corpus, else bench/generate.py")
    ask.add_argument("--articles", type=int, default=300)
    ask.add_argument("--rounds", type=int, default=2)
    ask.add_argument("--core", type=int, default=0, help="on which all run")
    ask.add_argument("--examples", action="store_true", help="print ten differences to each peer")
    options = ask.parse_args()
    marsad = Program("marsad extract", [Path(options.marsad).resolve(), "extract", "--json",
                                        "--threads", "1", "--from", "jsonl", "-"],
                     times_of_marsad, options.core)
    java, model = heideltime()
    peers = (("HeidelTime 2.2.1, with the tagger", [*java, model], times_of_heideltime),
             ("HeidelTime 2.2.1, without a tagger", java, times_of_heideltime),
             (DATEPARSER.replace("==", " "), dateparser(), times_of_dateparser))
    programs = [marsad, *(Program(*peer, options.core) for peer in peers)]
    articles = articles_of(options.corpus, options.articles)
    print(f"{len(articles)} articles of {options.corpus.name if options.corpus else 'generate.py'}, "
          f"{sum(len(one['text'].encode()) for one in articles) / 1e6:.2f} MB of text, one core, best of "
          f"{options.rounds}; seconds are of processor time\n", flush=True)
    found = measured(programs, articles, options.rounds)
    compared(found, marsad.name)
    gold = [json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((SHARED / "eval" / "gold").glob("*.json"))]
    if gold:
        judged(programs, gold)
    for program in programs[1:] if options.examples else []:
        show_examples(articles, found[marsad.name], found[program.name], program.name)


if __name__ == "__main__":
    main()
