#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""marsad coverage over a sentence of our own.

    python3 tests/cli/coverage_test.py build/marsad"""
import json
import subprocess
import sys
import unittest

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad"
TEXT = "وصل زغلبوط إلى السوق. عاد زغلبوط من السوق ومعه طرنبوش."


def run(*arguments, given=TEXT):
    return subprocess.run([PROGRAM, "coverage", *arguments, "-"], input=given.encode(),
                          capture_output=True, check=False)


class CoverageTest(unittest.TestCase):
    def test_what_no_row_knows_is_counted_and_listed(self):
        counted = json.loads(run("--json", "--from", "text").stdout)
        self.assertEqual((10, 0, 3),
                         (counted["words"], counted["names_only"], counted["unknown"]))
        self.assertEqual([{"word": "زغلبوط", "count": 2}, {"word": "طرنبوش", "count": 1}],
                         counted["lacking"])

    def test_the_page_says_the_same(self):
        page = run("--top", "1", "--from", "text").stdout.decode()
        self.assertIn("10 running words", page)
        self.assertIn("30.00 % not at all", page)
        self.assertNotIn("طرنبوش", page)

    def test_nothing_to_read_is_an_error(self):
        done = run("--from", "text", given="")
        self.assertEqual(3, done.returncode)
        self.assertIn("is empty", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
