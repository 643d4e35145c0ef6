#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The man pages of a build: one for the program and each verb, without a warning of man, with
every option that --help knows.

    python3 tests/install/man_test.py build"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = BUILD / "made" / "man"


def help_of(*verb):
    return subprocess.run([BUILD / "marsad", *verb, "--help"], capture_output=True, text=True,
                          check=True).stdout


VERBS = re.findall(r"^  ([a-z]+) {2,}", help_of().split("Subcommands:")[1], re.M)


def shown(page):
    """A page as a reader sees it, and what man complains of."""
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-P", "cat", "-l", page], capture_output=True,
        text=True, check=True, env={"LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANROFFOPT": "",
                                    "PATH": "/usr/bin:/bin", "GROFF_NO_SGR": "1"})
    return re.sub(".\b", "", done.stdout), done.stderr


@unittest.skipUnless(shutil.which("man"), "needs man")
class ManTest(unittest.TestCase):
    def test_there_is_a_page_for_the_program_and_each_verb_and_no_other(self):
        self.assertGreater(len(VERBS), 15)
        self.assertEqual(sorted(["marsad.1", *(f"marsad-{verb}.1" for verb in VERBS)]),
                         sorted(path.name for path in PAGES.iterdir()))

    def test_man_has_no_warning_and_shows_what_help_knows(self):
        for verb in ("", *VERBS):
            with self.subTest(verb):
                text, warnings = shown(PAGES / ("-".join(filter(None, ("marsad", verb))) + ".1"))
                self.assertEqual("", warnings)
                for head in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES",
                             "SEE ALSO"):
                    self.assertRegex(text, rf"(?m)^{head}$", "this section is missing")
                for option in re.findall(r"^  (?:-\w,)?(--[a-z-]+)", help_of(*filter(None, (verb,))), re.M):
                    self.assertRegex(text, rf"(?m)^ +(-\w, )?{option}\b")

    def test_facts_stand_where_readers_look_for_them(self):
        text, _ = shown(PAGES / "marsad-claims.1")
        self.assertRegex(text, r"--limit INT\n +Rows on a page \(from 1 to 100000; default: 50\)\.")
        self.assertRegex(text, r"(?s)EXIT STATUS\n +0 +Found\.\n.*1 +Nothing found\.\n.*8 +Store\.")
        self.assertIn("MARSAD_STORE", text)
        self.assertIn("marsad claims --store desk.db --stance denies", text)
        text, _ = shown(PAGES / "marsad-user.1")
        self.assertIn("MARSAD USER ADD", text)
        self.assertIn("--roles", text)

    def test_a_verb_that_is_none_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            texts = pathlib.Path(folder) / "man.toml"
            texts.write_text("[page.nonsense]\n", encoding="utf-8")
            done = subprocess.run([sys.executable, "-B", ROOT / "tools" / "make_man.py",
                                   BUILD / "marsad", texts, pathlib.Path(folder) / "out"],
                                  capture_output=True, text=True, check=False)
            self.assertNotEqual(0, done.returncode)
            self.assertIn("nonsense", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
