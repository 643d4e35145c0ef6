#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A second language is a folder: language/en reads a sentence of our own.

    python3 tests/cli/english_test.py build/marsad"""
import json
import pathlib
import subprocess
import sys
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad").resolve()
PACK = PROGRAM.parent / "marsad-en.pack"
SENTENCE = ("The spokesman for the United Nations said on Monday that at least twelve soldiers "
            "were killed in Aleppo.")


class EnglishTest(unittest.TestCase):
    def test_who_says_when_how_many_and_where(self):
        record = json.dumps({"id": "x", "text": SENTENCE, "published": "1998-03-12"})
        done = subprocess.run([PROGRAM, "extract", "--json", "--pack", PACK, "--from", "jsonl", "-"],
                              input=record, capture_output=True, text=True, check=True)
        analysis = json.loads(done.stdout)
        mention = {one["id"]: one for one in analysis["mentions"]}
        kinds = {one["type"]: one for one in analysis["mentions"]}
        (claim,) = analysis["claims"]
        self.assertEqual(("said", "asserts"), (claim["cue"]["text"], claim["stance"]))
        self.assertEqual(["spokesman for the United Nations"],
                         [mention[one]["text"] for one in claim["sources"]])
        self.assertEqual("at least twelve soldiers were killed in Aleppo", claim["text"])
        self.assertEqual((12, None), (kinds["quantity"]["low"], kinds["quantity"]["high"]))
        self.assertEqual("1998-03-09", kinds["time"]["from"])
        self.assertEqual(("Aleppo", "SY"), (kinds["place"]["name"], kinds["place"]["country"]))


if __name__ == "__main__":
    unittest.main()
