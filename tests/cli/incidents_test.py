#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""marsad incidents over articles of our own about an invented happening.

    python3 tests/cli/incidents_test.py build/marsad"""
import json
import pathlib
import subprocess
import sys
import unittest

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad"
SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared"

ARTICLES = [
    {"id": "mail", "published": "1998-06-03", "outlet": "بريد السهل",
     "title": "12 قتيلا بقصف سوق في حماة",
     "text": "قتل 12 شخصا وأصيب 30 آخرون الثلاثاء في قصف مدفعي على سوق في مدينة حماة، بحسب مصدر طبي."},
    {"id": "voice", "published": "1998-06-03", "outlet": "صوت الوادي",
     "title": "قصف سوق حماة يوقع 12 قتيلا",
     "text": "سقط 12 قتيلا في قصف بالمدفعية استهدف الثلاثاء سوقا في مدينة حماة، وفق شهود عيان."},
    {"id": "other", "published": "1998-06-03", "outlet": "بريد السهل",
     "title": "مقتل ثلاثة جنود باشتباكات في درعا",
     "text": "قتل ثلاثة جنود الثلاثاء في اشتباكات مع مسلحين قرب مدينة درعا، بحسب مصدر عسكري."},
    {"id": "match", "published": "1998-06-03", "outlet": "بريد السهل",
     "title": "فوز فريق حماة", "text": "فاز فريق حماة على ضيفه بهدفين في مباراة أقيمت الثلاثاء."},
]


def run(*arguments, articles=ARTICLES):
    feed = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
    return subprocess.run([PROGRAM, "incidents", *arguments, "--from", "jsonl", "-"],
                          input=feed.encode(), capture_output=True, check=False)


class IncidentsTest(unittest.TestCase):
    def test_reports_of_one_happening_meet(self):
        done = run("--json")
        self.assertEqual(0, done.returncode, done.stderr.decode())
        incidents = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual([["mail", "voice"], ["other"]], [one["leads"] for one in incidents])
        market = incidents[0]
        self.assertEqual(("shelling", "1998-06-02", "SY"),
                         (market["type"], market["from"], market["place"]["country"]))
        (link,) = market["links"]
        self.assertEqual(("voice", "mail"), (link["article"], link["to"]))
        self.assertAlmostEqual(link["score"], sum(one["points"] for one in link["reasons"]))
        self.assertIn({"article": "mail", "kind": "killed", "low": 12, "high": 12},
                      market["tolls"])

    def test_the_form_is_the_documented_one(self):
        schema = json.loads((pathlib.Path(__file__).resolve().parents[2] / "docs" /
                             "incident.schema.json").read_text("utf-8"))
        for line in run("--json").stdout.decode().splitlines():
            self.check(json.loads(line), schema)

    def check(self, value, schema):
        """As far as this schema goes: keys of objects, items of arrays, constants."""
        if isinstance(value, dict) and "properties" not in schema:
            for inner in value.values() if "additionalProperties" in schema else ():
                self.check(inner, schema["additionalProperties"])
        elif isinstance(value, dict):
            self.assertEqual(set(schema["required"]), value.keys())
            for key, inner in value.items():
                self.check(inner, schema["properties"][key])
        elif isinstance(value, list):
            for inner in value:
                self.check(inner, schema["items"])
        elif "const" in schema:
            self.assertEqual(schema["const"], value)
        elif "enum" in schema:
            self.assertIn(value, schema["enum"])

    def test_one_thread_and_two_say_the_same(self):
        self.assertEqual(run("--json", "--threads", "1").stdout,
                         run("--json", "--threads", "2").stdout)

    def test_the_page_says_why(self):
        page = run().stdout.decode()
        self.assertIn("2 of 2 articles lead with it", page)
        self.assertIn("like mail by", page)
        self.assertIn("killed 12", page)

    def test_a_bad_line_is_named_and_the_rest_goes_on(self):
        feed = json.dumps(ARTICLES[0], ensure_ascii=False) + "\n{broken\n"
        done = subprocess.run([PROGRAM, "incidents", "--json", "--from", "jsonl", "-"],
                              input=feed.encode(), capture_output=True, check=False)
        self.assertEqual(4, done.returncode)
        self.assertIn("-:2", done.stderr.decode())
        self.assertEqual(1, len(done.stdout.splitlines()))

    def test_groups_known_to_report_one_happening(self):
        suite = SHARED / "eval" / "incidents"
        if not suite.is_dir():
            self.skipTest(f"no {suite}: pairs of real articles are not compared")
        articles = [json.loads(line) for line in
                    (SHARED / "corpus" / "conflict.jsonl").read_text("utf-8").splitlines()]
        articles += [json.loads(path.read_text("utf-8"))["document"]
                     for path in sorted((SHARED / "eval" / "gold").glob("*.json"))]
        done = run("--json", articles=articles)
        known = json.loads((suite / "open.json").read_text("utf-8"))
        group = {one: at for at, ids in enumerate(known["groups"]) for one in ids}
        group.update({one: one for one in known["singles"]})
        pairs = {(a, b) for a in group for b in group if a < b and group[a] == group[b]}
        linked = set()
        for line in done.stdout.decode().splitlines():
            leads = sorted(set(json.loads(line)["leads"]) & group.keys())
            linked |= {(a, b) for a in leads for b in leads if a < b}
        self.assertGreaterEqual(len(pairs & linked), 0.8 * len(pairs))
        self.assertGreaterEqual(len(pairs & linked), 0.9 * len(linked))


if __name__ == "__main__":
    unittest.main()
