#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/extending.md tells the truth: its rows and rules pack, and do what it says.

    python3 tests/cli/extending_test.py build/marsad

Below <!-- row: FILE --> stands a row of that table, below <!-- rule: FILE --> a rule for its
end; below <!-- read: SENTENCE --> a reading that `marsad explain` must show of the sentence, or
"actor|place WORDS: name, entity, class|country" as `marsad extract --json` gives it. Without its
row or rule none of this may be so already, or the example would show nothing."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad").resolve()
EXAMPLE = re.compile(r"<!-- (row|rule|read): (.+?) -->\n\n```\w*\n(.*?)```\n", re.S)
EXAMPLES = EXAMPLE.findall((ROOT / "docs" / "extending.md").read_text("utf-8"))


def run(*arguments, given=""):
    done = subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


def mentions(sentence, *pack):
    record = json.dumps({"id": "x", "text": sentence, "published": "1998-03-12"},
                        ensure_ascii=False)
    analysis = json.loads(run("extract", "--json", "--from", "jsonl", *pack, "-", given=record))
    return {f"{one['type']} {one['text']}: {one.get('name')}, {one.get('entity') or ''}, "
            f"{one.get('class') or one.get('country')}" for one in analysis["mentions"]}


def shows(sentence, said, *pack):
    if said.startswith(("actor ", "place ")):
        return said in mentions(sentence, *pack)
    return said in run("explain", *pack, "--from", "text", "-", given=sentence)


class ExtendingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        copy = pathlib.Path(cls.folder.name) / "language"
        shutil.copytree(ROOT / "language", copy)
        for kind, name, text in EXAMPLES:
            if kind == "row":
                cls.insert(copy / name, text.rstrip("\n"))
            elif kind == "rule":
                with open(copy / name, "a", encoding="utf-8") as file:
                    file.write("\n" + text)
        cls.pack = str(pathlib.Path(cls.folder.name) / "my.pack")
        run("pack", str(copy / "ar"), "-o", cls.pack)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def insert(table, row):
        lines = table.read_text("utf-8").rstrip("\n").split("\n")
        head = next(at for at, line in enumerate(lines) if not line.startswith("#")) + 1
        if lines[head - 1].count("\t") != row.count("\t"):
            raise AssertionError(f"{table.name}: the row has other columns: {row}")
        at = next((at for at, line in enumerate(lines[head:], head)
                   if line.encode() > row.encode()), len(lines))
        lines.insert(at, row)
        table.write_text("\n".join(lines) + "\n", "utf-8")

    def test_the_page_has_examples(self):
        self.assertEqual({"row", "rule", "read"}, {kind for kind, _, _ in EXAMPLES})

    def test_each_example_does_what_the_page_says_and_only_with_its_row(self):
        for kind, sentence, text in EXAMPLES:
            if kind != "read":
                continue
            for said in text.splitlines():
                with self.subTest(said):
                    self.assertTrue(shows(sentence, said, "--pack", self.pack),
                                    mentions(sentence, "--pack", self.pack))
                    self.assertFalse(shows(sentence, said), "it is so already")


if __name__ == "__main__":
    unittest.main()
