#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Short stories of our own, read whole: what the program must find in each.

    python3 tests/stories/stories_test.py            all stories
    python3 tests/stories/stories_test.py --dump STORY…   what it finds, in the form of expected.txt
    python3 tests/stories/stories_test.py --promote  takes the marks away that are no longer true

A folder holds one story: input.json, as `marsad extract` reads it, and expected.txt. A line of
expected.txt is one time, claim, event or figure; fields at its end may be left away:

    time    QUOTE | VALUE
    claim   CUE | STANCE | SOURCES | TOLD TO
    event   TRIGGER | TYPE | STATUS | FROM..TO
    figure  QUOTE | KIND | LOW..HIGH | VICTIMS | STATUS | SOURCES

All lines must be found, and nothing else of these kinds. What is right but not yet found is
marked "todo:"; what is found but wrong, "wrong:". When the program learns it, the test asks to
take the mark away, so that it cannot be unlearned."""
import json
import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = pathlib.Path(os.environ.get("MARSAD_PROGRAM", ROOT / "build" / "marsad"))
STORIES = sorted(path.parent.name for path in HERE.glob("*/input.json"))
MARKS = ("todo:", "wrong:")


def extract(story):
    done = subprocess.run([PROGRAM, "extract", "--json", HERE / story / "input.json"],
                          stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return json.loads(done.stdout)


def number(value):
    return "" if value is None else f"{value:g}"


def span(thing):
    return f"{thing['from'] or ''}..{thing['to'] or ''}"


def found(analysis):
    """The analysis as lines: (kind, fields)."""
    quote = {mention["id"]: mention["text"] for mention in analysis["mentions"]}
    names = lambda ids: " + ".join(quote[one] for one in ids)
    lines = [("time", (mention["text"], mention["value"]))
             for mention in analysis["mentions"] if mention["type"] == "time"]
    for claim in analysis["claims"]:
        lines.append(("claim", (claim["cue"]["text"], claim["stance"], names(claim["sources"]),
                                quote.get(claim["told_to"], ""))))
    for event in analysis["events"]:
        lines.append(("event", (event["trigger"]["text"], event["type"], event["status"],
                                span(event))))
    for figure in analysis["figures"]:
        about = "~" if figure["approximate"] else ""
        lines.append(("figure", (figure["text"], figure["kind"],
                                 f"{about}{number(figure['low'])}..{number(figure['high'])}",
                                 figure["victims"], figure["status"], names(figure["sources"]))))
    return lines


def show(line):
    kind, fields = line
    return f"{kind:<7} {' | '.join(fields)}".rstrip(" |")


def expected(story):
    """The lines of expected.txt: (mark or "", kind, fields)."""
    out = []
    for row in (HERE / story / "expected.txt").read_text(encoding="utf-8").splitlines():
        row = row.strip()
        if not row or row.startswith("#"):
            continue
        mark = next((mark for mark in MARKS if row.startswith(mark)), "")
        kind, _, rest = row[len(mark):].strip().partition(" ")
        out.append((mark, kind, tuple(field.strip() for field in rest.split("|"))))
    return out


def take(left, kind, fields):
    """Takes the line that begins with these fields out of the list, if there is one."""
    for line in left:
        if line[0] == kind and line[1][:len(fields)] == fields:
            left.remove(line)
            return True
    return False


def compare(wanted, made):
    """Complaints, none where the story is read as expected."""
    left = list(made)
    complaints = []

    for mark, kind, fields in sorted(wanted, key=lambda row: row[0]):  # those without mark first
        hit = take(left, kind, fields)
        text = show((kind, fields))
        if not mark and not hit:
            complaints.append(f"not found:        {text}")
        if mark == "todo:" and hit:
            complaints.append(f"learned, unmark:  {text}")
        if mark == "wrong:" and not hit:
            complaints.append(f"no longer made, take the line out:  {text}")
    return complaints + [f"found, but wrong: {show(line)}" for line in left]


def promote(story):
    """Never marks anything: what the program has unlearned stays a failure."""
    path = HERE / story / "expected.txt"
    left = found(extract(story))
    for mark, kind, fields in expected(story):
        if not mark:
            take(left, kind, fields)
    rows = []
    for row in path.read_text(encoding="utf-8").splitlines():
        mark = next((mark for mark in MARKS if row.startswith(mark)), "")
        if mark:
            kind, _, rest = row[len(mark):].strip().partition(" ")
            hit = take(left, kind, tuple(field.strip() for field in rest.split("|")))
            if mark == "todo:" and hit:
                row = row[len(mark):].strip()
            if mark == "wrong:" and not hit:
                continue
        rows.append(row)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


class StoriesTest(unittest.TestCase):
    def test_every_story_is_read_as_expected(self):
        self.assertGreaterEqual(len(STORIES), 12)
        for story in STORIES:
            with self.subTest(story):
                complaints = compare(expected(story), found(extract(story)))
                self.assertFalse(complaints, "\n" + "\n".join(complaints))

    def test_every_line_of_expected_is_of_the_form(self):
        widest = {"time": 2, "claim": 4, "event": 4, "figure": 6}
        for story in STORIES:
            for _, kind, fields in expected(story):
                with self.subTest(story, kind=kind, fields=fields):
                    self.assertIn(kind, widest)
                    self.assertLessEqual(len(fields), widest[kind])

    def test_the_comparison_can_fail(self):
        made = [("time", ("أمس", "1991-09-19")), ("event", ("قصف", "shelling", "reported", ".."))]
        right = [("", "time", ("أمس",)), ("", "event", ("قصف", "shelling"))]
        self.assertEqual([], compare(right, made))
        self.assertEqual(1, len(compare(right[:1], made)))
        self.assertEqual(1, len(compare(right + [("", "time", ("غدا",))], made)))
        self.assertEqual([], compare(right + [("todo:", "time", ("غدا",))], made))
        self.assertEqual(1, len(compare(right[:1] + [("todo:",) + right[1][1:]], made)))
        self.assertEqual([], compare(right[:1] + [("wrong:",) + right[1][1:]], made))
        self.assertEqual(1, len(compare(right + [("wrong:", "time", ("غدا",))], made)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--dump"]:
        for name in sys.argv[2:] or STORIES:
            print(f"# {name}")
            print("\n".join(show(line) for line in found(extract(name))))
    elif sys.argv[1:] == ["--promote"]:
        for name in STORIES:
            promote(name)
    else:
        unittest.main()
