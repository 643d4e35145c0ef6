#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""marsad score: its own small gold, its faults, and the annotated articles, where there are any.

    python3 tests/cli/score_test.py build/marsad

Where ../shared/eval stands beside the project, the table must be the one of score.py there,
to the last digit.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SHARED = SOURCE.parent / "shared" / "eval"
PROGRAM = pathlib.Path("build/marsad").resolve()

# Invented: the town is real, the happening and the speakers are not.
TEXT = "قال ناشطون إن تسعة مدنيين قتلوا في قصف على بلدة الرستن."
GOLD = {
    "schema": "marsad.analysis/1",
    "document": {"id": "rastan", "published": "1987-05-14", "text": TEXT},
    "mentions": [
        {"id": "a", "type": "actor", "start": 4, "end": 10, "text": "ناشطون", "name": "activists",
         "class": "civilian"},
    ],
    "claims": [
        {"id": "c", "sources": ["a"], "cue": {"start": 0, "end": 3, "text": "قال"},
         "stance": "asserts", "start": 14, "end": 54, "text": TEXT[14:54]},
    ],
    "events": [],
    "figures": [
        {"id": "f", "kind": "killed", "low": 9, "high": 9, "approximate": False,
         "victims": "civilians", "start": 14, "end": 25, "text": "تسعة مدنيين", "sources": ["a"],
         "claims": ["c"], "status": "reported", "from": "1987-05-14", "to": "1987-05-14"},
    ],
}


def run(*words):
    done = subprocess.run([PROGRAM, "score", *map(str, words)], capture_output=True, text=True,
                          timeout=600)
    return done.returncode, done.stdout, done.stderr


class ScoreTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="marsad-score-")
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.gold = self.dir / "gold"
        self.gold.mkdir()
        (self.gold / "rastan.json").write_text(json.dumps(GOLD, ensure_ascii=False), "utf8")

    def test_the_texts_are_read_anew(self):
        code, out, err = run(self.gold, "--json")
        self.assertEqual((code, err), (0, ""))
        table = json.loads(out)
        self.assertEqual((table["documents"], table["unanswered"]), (1, 0))
        self.assertEqual(table["layers"]["figure+source"]["hit"], 1)
        self.assertEqual(table["layers"]["claim"]["f1"], 1.0)

    def test_given_analyses_are_taken_as_they_are(self):
        answers = self.dir / "answers"
        answers.mkdir()
        table = json.loads(run(self.gold, answers, "--json")[1])
        self.assertEqual((table["unanswered"], table["layers"]["figure"]["hit"]), (1, 0))
        (answers / "rastan.json").write_text(json.dumps(GOLD, ensure_ascii=False), "utf8")
        table = json.loads(run(self.gold, answers, "--json")[1])
        told = [layer["f1"] for layer in table["layers"].values() if layer["gold"] > 0]
        self.assertEqual(set(told), {1.0})

    def test_errors_name_the_article_the_place_and_the_words(self):
        answers = self.dir / "answers"
        answers.mkdir()
        wrong = json.loads(json.dumps(GOLD))
        wrong["figures"][0]["high"] = None
        (answers / "rastan.json").write_text(json.dumps(wrong, ensure_ascii=False), "utf8")
        out = run(self.gold, answers, "--errors", "figure")[1]
        self.assertIn("figure\trastan\t14..25\tkilled 9..9 got killed 9..open\tتسعة مدنيين\n", out)

    def test_a_fault_of_the_gold_is_one_line(self):
        (self.gold / "rastan.json").write_text('{"schema": "other"}', "utf8")
        code, out, err = run(self.gold)
        self.assertNotEqual(code, 0)
        self.assertEqual(out, "")
        self.assertIn("rastan.json", err)
        self.assertEqual(err.count("\n"), 1)
        code, _, err = run(self.dir / "nowhere")
        self.assertNotEqual(code, 0)
        self.assertIn("nowhere", err)

    def test_the_table_is_that_of_the_examiners(self):
        if not (SHARED / "score.py").exists():
            self.skipTest(f"there is no {SHARED.name} beside the project")
        theirs = subprocess.run(
            [sys.executable, "-B", "run.py", "gold", "--", PROGRAM, "extract", "--json", "--from",
             "jsonl", "-"],
            cwd=SHARED, capture_output=True, text=True, timeout=600)
        self.assertEqual(run(SHARED / "gold")[1], theirs.stdout)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
