#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the documents promise: every command and option that they show exists,
and every link between them leads somewhere.

A command is a line of a fenced block that begins with ./dev or build/marsad (a
leading "$ " is allowed); its options are looked up in the --help of the command."""
import functools
import os
import pathlib
import re
import shlex
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("MARSAD_PROGRAM", ROOT / "build" / "marsad"))
SHOWN = {"./dev": ROOT / "dev", "build/marsad": PROGRAM, "marsad": PROGRAM}
DOCUMENTS = sorted(path for path in ROOT.rglob("*.md") if not
                   any(part.startswith(("build", ".", "node_modules"))
                       for part in path.relative_to(ROOT).parts[:-1]))


@functools.cache
def help_of(*command):
    done = subprocess.run([*command, "--help"], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, check=False, cwd=ROOT)
    return done.returncode, done.stdout


def blocks(text):
    return re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S)


def commands(text):
    """The commands that a document shows: lists of words, without pipes and redirections."""
    for block in blocks(text):
        for line in block.replace("\\\n", " ").split("\n"):
            for part in re.split(r"[|;]|&&", line.removeprefix("$ ")):
                try:
                    words = shlex.split(part, comments=True)
                except ValueError:
                    continue
                if words and words[0] in SHOWN and len(words) > 1:
                    yield words


def anchors(path):
    """The anchors of a Markdown file, as web views of repositories make them."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    heads = re.findall(r"^#+ +(.*?) *$", text, re.M)
    return {re.sub(r" ", "-", re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", head).lower()))
            for head in heads}


class DocumentsTest(unittest.TestCase):
    def test_every_command_that_a_document_shows_exists(self):
        for document in DOCUMENTS:
            for program, verb, *rest in commands(document.read_text(encoding="utf-8")):
                if not SHOWN[program].exists():
                    continue
                with self.subTest(document.name, command=f"{program} {verb}"):
                    if verb.startswith("-"):
                        self.assertIn(verb, help_of(SHOWN[program])[1])
                        continue
                    code, text = help_of(SHOWN[program], verb)
                    self.assertEqual(0, code, f"'{program} {verb} --help' fails")
                    for option in (word.split("=")[0] for word in rest if word.startswith("--")):
                        self.assertRegex(text, rf"{option}\b")

    def test_the_readme_shows_the_two_commands_that_need_nothing_before_them(self):
        shown = [words for words in commands((ROOT / "README.md").read_text(encoding="utf-8"))]
        self.assertIn(["./dev", "demo"], shown)
        self.assertIn(["./dev", "test"], shown)

    def test_every_command_of_dev_has_help_and_stands_in_its_list(self):
        code, listed = help_of(SHOWN["./dev"])
        self.assertEqual(0, code)
        for command in re.findall(r"^  (\w+) ", listed, re.M):
            with self.subTest(command):
                code, text = help_of(SHOWN["./dev"], command)
                self.assertEqual(0, code)
                self.assertIn(f"usage: ./dev {command}", text)

    def test_dev_refuses_what_it_does_not_know_with_one_line(self):
        for words in (["nonsense"], ["build", "--nonsense"]):
            done = subprocess.run([ROOT / "dev", *words], stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, check=False)
            self.assertEqual(2, done.returncode)
            self.assertEqual(1, len(done.stderr.splitlines()), done.stderr)

    def test_every_link_leads_somewhere(self):
        for document in DOCUMENTS:
            text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)
            for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
                if re.match(r"[a-z]+:", target):
                    continue
                file, _, anchor = target.partition("#")
                path = (document.parent / file) if file else document
                with self.subTest(document.relative_to(ROOT).as_posix(), link=target):
                    self.assertTrue(path.exists(), "no such file")
                    if anchor and path.suffix == ".md":
                        self.assertIn(anchor, anchors(path))


if __name__ == "__main__":
    unittest.main()
