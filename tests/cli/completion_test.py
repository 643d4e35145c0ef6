#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What TAB offers in bash, zsh and fish, asked of the shells themselves.

    python3 tests/cli/completion_test.py build/marsad

bash is asked on every machine, the others where they are."""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad").resolve()
STANCES = {"asserts", "confirms", "denies", "accuses", "doubts", "demands", "promises"}


def script(shell):
    return subprocess.run([PROGRAM, "completion", shell], capture_output=True, text=True,
                          check=True).stdout


class Laws:
    """What holds in every shell; `offers(*words)` completes the last of the words."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        (self.dir / "an article.txt").write_text("x", encoding="utf-8")
        (self.dir / "extra").mkdir()

    def test_verbs(self):
        self.assertLessEqual({"extract", "claims", "serve", "user"}, self.offers(""))
        self.assertEqual({"explain", "export", "extract"}, self.offers("ex"))

    def test_verbs_of_a_verb(self):
        self.assertEqual({"add", "list"}, self.offers("user", ""))
        self.assertLessEqual({"--roles", "--store"}, self.offers("user", "add", "--"))
        self.assertNotIn("--roles", self.offers("user", "list", "--"))

    def test_options_are_those_of_the_verb(self):
        self.assertLessEqual({"--json", "--from", "--output"}, self.offers("extract", "--"))
        self.assertNotIn("--stance", self.offers("extract", "--"))
        self.assertEqual({"--published-from", "--published-to"}, self.offers("claims", "--publ"))
        self.assertEqual({"--published"}, self.offers("extract", "--json", "--publ"))

    def test_words_of_an_option(self):
        self.assertEqual(STANCES, self.offers("claims", "--stance", ""))
        self.assertEqual({"denies", "demands"} | {"doubts"}, self.offers("claims", "--stance", "d"))
        self.assertEqual({"html"}, self.offers("extract", "--from", "h"))
        self.assertIn("acled-like", self.offers("incident", "--policy", ""))
        self.assertEqual({"geojson"}, self.offers("export", "--format", "g"))
        # --from of claims is a day, not a form.
        self.assertEqual(set(), self.offers("claims", "--from", "h"))

    def test_words_without_an_option(self):
        self.assertEqual({"bash", "fish", "zsh"}, self.offers("completion", ""))
        self.assertEqual({"merge", "move"}, self.offers("decide", "m"))

    def test_files(self):
        self.assertEqual({"an article.txt"}, self.offers("extract", "an"))
        self.assertEqual({"an article.txt"}, self.offers("extract", "--json", "--pack", "an"))
        self.assertEqual(set(), self.offers("incident", "an"))


class BashTest(Laws, unittest.TestCase):
    def offers(self, *words):
        line = ["marsad", *words]
        ask = (f"{script('bash')}\nCOMP_WORDS=({' '.join(map(shlex.quote, line))})\n"
               f"COMP_CWORD={len(line) - 1}\n_marsad\n"
               "[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' \"${COMPREPLY[@]}\"\n")
        done = subprocess.run(["bash", "--norc", "-uc", ask], capture_output=True, text=True,
                              check=True, cwd=self.dir)
        self.assertEqual("", done.stderr)
        return set(done.stdout.splitlines())

    def test_an_option_with_its_value_in_one_word(self):
        # As bash takes --stance=d apart.
        self.assertEqual({"denies", "demands", "doubts"}, self.offers("claims", "--stance", "=", "d"))
        self.assertEqual(STANCES, self.offers("claims", "--stance", "="))

    def test_lists_with_commas(self):
        self.assertEqual({"lead,steward"}, self.offers("user", "add", "--roles", "lead,st"))


@unittest.skipUnless(shutil.which("fish"), "needs fish")
class FishTest(Laws, unittest.TestCase):
    def offers(self, *words):
        (self.dir / "extra" / "script.fish").write_text(script("fish"), encoding="utf-8")
        line = " ".join(["marsad", *words])
        done = subprocess.run(
            ["fish", "--no-config", "-c", f"source extra/script.fish; complete -C {shlex.quote(line)}"],
            capture_output=True, text=True, check=True, cwd=self.dir, env={"HOME": str(self.dir)})
        self.assertEqual("", done.stderr)
        return {one.split("\t")[0].replace("\\ ", " ") for one in done.stdout.splitlines()}


@unittest.skipUnless(shutil.which("zsh"), "needs zsh")
class ZshTest(Laws, unittest.TestCase):
    """A zsh on a terminal of its own, whose completer writes down what it was given."""
    SETUP = r"""
PROMPT= fpath=($PWD/extra $fpath)
autoload -U compinit; compinit -u -D
bindkey '^I' complete-word
zstyle ':completion:*' completer _complete
compadd() {
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
    local -a given; builtin compadd -A given "$@"; print -rl -- $given >> extra/answer
  fi
  builtin compadd "$@"
}
comppostfuncs=(ready)
ready() { : > extra/done }
: > extra/started
"""
    ASK = r"""
zmodload zsh/zpty zsh/zselect
await() { repeat 1000; do [[ -e $1 ]] && return; zpty -r -t asked said; zselect -t 2; done; exit 1 }
zpty asked zsh --no-rcs -i
zpty -w asked 'source extra/setup'
await extra/started
zpty -w -n asked "$1"$'\t'
await extra/done
zpty -d asked
"""

    def offers(self, *words):
        folder = self.dir / "extra"
        for name in ("started", "done", "answer"):
            (folder / name).unlink(missing_ok=True)
        (folder / "_marsad").write_text(script("zsh"), encoding="utf-8")
        (folder / "setup").write_text(self.SETUP, encoding="utf-8")
        (folder / "answer").touch()
        subprocess.run(["zsh", "--no-rcs", "-c", self.ASK, "ask", " ".join(["marsad", *words])],
                       check=True, cwd=self.dir, stdin=subprocess.DEVNULL,
                       env={"HOME": str(self.dir), "TERM": "dumb", "PATH": os.environ["PATH"]})
        given = (folder / "answer").read_text(encoding="utf-8").replace("\\ ", " ")
        return {one for one in given.splitlines() if one}


if __name__ == "__main__":
    unittest.main()
