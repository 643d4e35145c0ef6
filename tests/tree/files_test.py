#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How the files of the tree stand: each opens with its licence, each header with
an essay that names its test, each source has a test, and no word of Arabic that
the program could match stands in C++ (words live in language/)."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARTS = ("src", "apps", "capi", "include", "bench", "fuzz", "python", "tests", "tools")
SPDX = "SPDX-License-Identifier: Apache-2.0"
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# Characters that make a source read otherwise than it compiles.
BIDI = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PIECES = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


def files(*endings, parts=PARTS):
    return sorted(path for part in parts for path in (ROOT / part).rglob("*")
                  if path.is_file() and path.suffix in endings)


def read(path):
    return path.read_text(encoding="utf-8")


def name(path):
    return path.relative_to(ROOT).as_posix()


def without_comments(text):
    keep_lines = lambda match: (re.sub(r"[^\n]", "", match[0]) if match[0].startswith("/")
                                else match[0])
    return PIECES.sub(keep_lines, text)


def tests_named(path):
    """The tests that a file says it is tested by."""
    said = re.sub(r"\n// ?", " ", read(path))
    sentences = re.findall(r"[Tt]ested by (.*?_test\.(?:cpp|py)[^.]*)", said)
    return [test for one in sentences for test in re.findall(r"[\w/]+_test\.(?:cpp|py)", one)]


class FilesTest(unittest.TestCase):
    def test_every_file_opens_with_its_licence(self):
        for path in files(".h", ".hpp", ".c", ".cpp", ".py"):
            with self.subTest(name(path)):
                self.assertIn(SPDX, "\n".join(read(path).split("\n")[:2]))

    def test_every_header_of_a_room_opens_with_an_essay(self):
        for path in files(".h", parts=("src", "python")):
            with self.subTest(name(path)):
                lines = read(path).split("\n")
                essay = 0
                while lines[1 + essay].startswith("//"):
                    essay += 1
                self.assertGreaterEqual(essay, 3, "say what it is, why, one example, what holds")
                self.assertIn("#pragma once", lines)

    def test_a_test_that_a_file_names_exists(self):
        for path in files(".h", ".hpp", ".c", ".cpp", parts=("src", "apps", "capi", "include", "python")):
            for test in tests_named(path):
                with self.subTest(name(path), test=test):
                    self.assertTrue((path.parent / test).exists() or (ROOT / test).exists(),
                                    f"{test} does not exist")

    def test_every_source_of_a_room_has_a_test(self):
        for path in files(".cpp", parts=("src",)):
            if path.stem.endswith("_test"):
                continue
            with self.subTest(name(path)):
                header = ROOT / "src" / re.search(r'#include "([^"]+)"', read(path))[1]
                self.assertTrue(
                    path.with_name(path.stem + "_test.cpp").exists()
                    or tests_named(path) or tests_named(header),
                    f"write {path.stem}_test.cpp, or say in its header by which test it is "
                    "'Tested by …'")

    def test_no_arabic_that_a_program_matches_stands_in_cpp(self):
        for path in files(".h", ".hpp", ".c", ".cpp", parts=("src", "apps", "capi", "include", "python")):
            if path.stem.endswith("_test"):
                continue
            for number, line in enumerate(without_comments(read(path)).split("\n"), 1):
                with self.subTest(f"{name(path)}:{number}"):
                    self.assertIsNone(ARABIC.search(line), "words and letters are rows of language/")

    def test_no_file_reads_otherwise_than_it_compiles(self):
        for path in files(".h", ".hpp", ".c", ".cpp", ".py", ".cmake", ".txt"):
            with self.subTest(name(path)):
                self.assertIsNone(BIDI.search(read(path)), "write a bidi control as an escape")

    def test_the_comment_filter_keeps_strings_and_lines(self):
        self.assertEqual('f("// a");\n\ng(\'"\');  ',
                         without_comments('f("// a");/* قال\n*/\ng(\'"\');  // قال'))


if __name__ == "__main__":
    unittest.main()
