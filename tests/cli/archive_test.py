#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The sixty sample articles: all are read, and what their README says of them is found.

    python3 tests/cli/archive_test.py build/marsad"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad")
ARCHIVE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "samples" / "archive"


class ArchiveTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = os.path.join(cls.folder.name, "archive.db")
        pages = sorted(map(str, (ARCHIVE / "pages").glob("*.html")))
        cls.first = cls.ask("ingest", str(ARCHIVE / "news.jsonl"), *pages, str(ARCHIVE / "feed.xml"))[0]
        cls.second = cls.ask("ingest", str(ARCHIVE / "corrections.jsonl"))[0]
        cls.incidents = cls.ask("incidents", "--limit", "100")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def ask(cls, verb, *arguments):
        done = subprocess.run([PROGRAM, verb, "--store", cls.store, "--json", *arguments],
                              capture_output=True, check=True)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def incident(self, place, day):
        found = [one for one in self.incidents if one["place"] and one["place"]["name"] == place
                 and one["from"] == day]
        self.assertEqual(1, len(found), (place, day))
        return found[0]

    def test_all_sixty_are_read(self):
        self.assertEqual((58, 0, 0), tuple(self.first[key] for key in ("added", "revised", "rejected")))
        self.assertEqual((0, 2, 58), tuple(self.second[key] for key in ("added", "revised", "articles")))

    def test_reports_of_one_happening_meet(self):
        for place, day, least in (("Nawa", "1987-04-02", 7), ("Tafas", "1987-04-07", 4),
                                  ("Izra`", "1987-04-05", 4), ("Suwayda", "1987-04-14", 3),
                                  ("Busr al-Harir", "1987-04-11", 2), ("Nawa", "1987-04-15", 3)):
            self.assertGreaterEqual(len(self.incident(place, day)["leads"]), least, (place, day))

    def test_a_toll_of_one_source_rises_and_copies_are_no_second_origin(self):
        market = self.incident("Nawa", "1987-04-02")
        rising = [[point["low"] for point in one["points"]] for one in market["series"]
                  if one["kind"] == "killed"]
        self.assertTrue(any(values[0] == 3 and values[-1] == 7 for values in rising), rising)
        copies = [origin for origin, claims in market["claims"].items()
                  if any(claim["article"].startswith("daffa") for claim in claims)]
        for origin in copies:
            articles = {claim["article"].split("-")[0] for claim in market["claims"][origin]}
            self.assertIn("sahl", articles, origin)
        self.assertTrue(any(claim["stance"] == "denies" for claims in market["claims"].values()
                            for claim in claims))

    def test_other_news_leads_no_incident(self):
        leads = {article for one in self.incidents for article in one["leads"]}
        titles = {one["article"]: one["title"] for one in
                  self.ask("search", "--limit", "100")}
        for word in ("فوز", "حادث سير", "طقس", "أسعار", "معرض", "المدارس", "قافلة"):
            quiet = [article for article, title in titles.items() if word in title]
            self.assertTrue(quiet, word)
            self.assertFalse(leads & set(quiet), word)


if __name__ == "__main__":
    unittest.main()
