#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program as a user meets it: good and bad input, exit codes, one clear line.

    python3 tests/cli/test_cli.py build/marsad

Every fault must name the file (and line) and the remedy on one line of standard
error, and end with the exit code of src/marsad/base/result.h. The pack is the
one that the program finds by itself, or MARSAD_PACK.
"""

import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(os.environ.get("MARSAD_PROGRAM", "build/marsad")).resolve()
SOURCE = pathlib.Path(__file__).resolve().parents[2]
ANSI = re.compile(r"\x1b\[")

ARTICLE = (
    "قال المرصد السوري لحقوق الإنسان إن 15 مدنيا على الأقل قتلوا في قصف على مدينة الرستن "
    "يوم الأربعاء. ونفى الجيش السوري ذلك.\n"
)
SCHEMA_WORD = "marsad.analysis/1"


def run(*words, stdin=None, env=None, cwd=None):
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    environment.update(env or {})
    done = subprocess.run(
        [PROGRAM, *map(str, words)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=cwd,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Case(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="marsad-cli-"))
        self.addCleanup(shutil.rmtree, self.dir)

    def file(self, name, content):
        path = self.dir / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def jsonl(self, name, count, bad=()):
        lines = []
        for i in range(1, count + 1):
            article = {"id": f"a{i}", "published": "2019-05-02", "text": ARTICLE * (i % 5 + 1)}
            lines.append("{oops" if i in bad else json.dumps(article, ensure_ascii=False))
        return self.file(name, "\n".join(lines) + "\n")

    def assert_one_line(self, stderr, *parts):
        self.assertEqual(stderr.count("\n"), 1, stderr)
        self.assertTrue(stderr.startswith("marsad: "), stderr)
        self.assertIn("; ", stderr, "the line names no remedy")
        for part in parts:
            self.assertIn(str(part), stderr)


class GoodInput(Case):
    def test_text_gives_a_report(self):
        path = self.file("news.txt", ARTICLE)
        code, out, err = run("extract", "--published", "2019-05-02", path)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("WHO SAYS", out)
        self.assertIn("\u2068", out)
        self.assertEqual(out.count("\u2068"), out.count("\u2069"))
        self.assertNotRegex(out, ANSI)

    def test_report_keeps_the_width_and_can_leave_isolates_out(self):
        path = self.file("news.txt", ARTICLE * 3)
        for columns in (60, 120):
            _, out, _ = run("extract", "--no-isolates", path, env={"COLUMNS": str(columns)})
            self.assertNotIn("\u2068", out)
            self.assertLessEqual(max(map(len, out.splitlines())), columns + 2)

    def test_json_is_one_line_an_article_and_quotes_hold(self):
        path = self.file("news.txt", ARTICLE)
        code, out, err = run("extract", "--json", "--with-text", "--published", "2019-05-02", path)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out.count("\n"), 1)
        analysis = json.loads(out)
        self.assertEqual(analysis["schema"], SCHEMA_WORD)
        self.assertEqual(analysis["document"]["published"], "2019-05-02")
        text = analysis["document"]["text"]
        self.assertGreater(len(analysis["claims"]), 0)
        spans = [*analysis["mentions"], *analysis["claims"], *analysis["figures"]]
        spans += [c["cue"] for c in analysis["claims"]]
        spans += [e["trigger"] for e in analysis["events"]]
        for span in spans:
            self.assertEqual(text[span["start"] : span["end"]], span["text"])

    def test_output_is_valid_by_the_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs" / "analysis.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        path = self.jsonl("some.jsonl", 3)
        for options in ((), ("--with-text", "--why")):
            _, out, _ = run("extract", "--json", *options, path)
            for line in out.splitlines():
                jsonschema.Draft202012Validator(schema).validate(json.loads(line))

    def test_standard_input_and_from(self):
        line = json.dumps({"id": "x1", "text": ARTICLE}) + "\n"
        code, out, err = run("extract", "--json", "--from", "jsonl", "-", stdin=line)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(json.loads(out)["document"]["id"], "x1")

    def test_gzip_reads_as_what_it_holds(self):
        plain = self.jsonl("some.jsonl", 3)
        packed = self.file("packed.jsonl.gz", gzip.compress(plain.read_bytes()))
        self.assertEqual(run("extract", "--json", plain)[1], run("extract", "--json", packed)[1])

    def test_order_and_bytes_are_the_same_for_any_number_of_threads(self):
        path = self.jsonl("many.jsonl", 300, bad=(7, 200))
        one = run("extract", "--json", "--threads", 1, path)
        self.assertEqual(
            [json.loads(line)["document"]["id"] for line in one[1].splitlines()],
            [f"a{i}" for i in range(1, 301) if i not in (7, 200)],
        )
        for threads in (2, 7):
            self.assertEqual(run("extract", "--json", "--threads", threads, path), one)

    def test_output_file_appears_whole(self):
        path = self.jsonl("some.jsonl", 5)
        target = self.file("out.jsonl", "old\n")
        code, out, err = run("extract", "--json", "--output", target, path)
        self.assertEqual((code, out, err), (0, "", ""))
        self.assertEqual(target.read_text(), run("extract", "--json", path)[1])
        self.assertEqual(sorted(p.name for p in self.dir.iterdir()), ["out.jsonl", "some.jsonl"])

    def test_why_names_rules_and_rows(self):
        path = self.file("news.txt", ARTICLE)
        _, out, _ = run("extract", "--json", "--why", path)
        self.assertTrue(any(c["why"] for c in json.loads(out)["claims"]))

    def test_explain_shows_the_sentence(self):
        code, out, err = run("explain", "-", stdin=ARTICLE)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("المرصد", out)

    def test_version_help_and_examples(self):
        self.assertRegex(run("--version")[1], r"^marsad \d+\.\d+\.\d+\n$")
        for words in ((), ("extract",), ("explain",), ("pack",), ("completion",)):
            code, out, err = run(*words, "--help")
            self.assertEqual((code, err), (0, ""))
            self.assertRegex(out, "Examples?:\n +(\\w+ )?.*marsad")

    def test_completion_knows_verbs_and_options(self):
        for shell in ("bash", "zsh", "fish"):
            code, out, err = run("completion", shell)
            self.assertEqual((code, err), (0, ""))
            self.assertIn("extract", out)
            self.assertIn("published", out)
        script = self.file("completion.bash", run("completion", "bash")[1])
        subprocess.run(["bash", "-n", script], check=True)


class BadInput(Case):
    def bad(self, code, name, *words, parts=()):
        """Runs on file `name` beside a good one: alone the fault decides, together 4."""
        for program in (("extract", "--json"), ("extract",)):
            got, out, err = run(*program, *words, self.dir / name)
            self.assertEqual((got, out), (code, ""), err)
            self.assert_one_line(err, name, *parts)

    def test_missing_file(self):
        self.bad(3, "nowhere.txt")

    def test_directory(self):
        (self.dir / "folder.txt").mkdir()
        self.bad(3, "folder.txt")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_unreadable_file(self):
        self.file("secret.txt", ARTICLE).chmod(0)
        self.bad(3, "secret.txt")

    def test_empty_file(self):
        self.file("empty.txt", "")
        self.bad(3, "empty.txt")

    def test_binary_file(self):
        self.file("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
        self.bad(3, "picture.txt")

    def test_file_of_another_form_than_said(self):
        self.file("news.txt", ARTICLE)
        self.bad(3, "news.txt", "--from", "warc")

    def test_unknown_ending(self):
        self.file("news.docx", ARTICLE)
        self.bad(3, "news.docx", parts=("--from",))

    def test_damaged_gzip(self):
        self.file("cut.jsonl.gz", gzip.compress(b"{}\n" * 1000)[:-20])
        code, _, err = run("extract", "--json", self.dir / "cut.jsonl.gz")
        self.assertIn(code, (3, 4))
        self.assertIn("cut.jsonl.gz", err)

    def test_one_missing_file_among_others_leaves_the_others_answered(self):
        good = self.file("good.txt", ARTICLE)
        code, out, err = run("extract", "--json", self.dir / "nowhere.txt", good)
        self.assertEqual(code, 4)
        self.assertEqual(out.count("\n"), 1)
        self.assert_one_line(err, "nowhere.txt")

    def test_bad_jsonl_line_is_named_and_the_rest_goes_on(self):
        path = self.jsonl("lines.jsonl", 5, bad=(3,))
        code, out, err = run("extract", "--json", path)
        self.assertEqual(code, 4)
        self.assertEqual(
            [json.loads(line)["document"]["id"] for line in out.splitlines()],
            ["a1", "a2", "a4", "a5"],
        )
        self.assert_one_line(err, "lines.jsonl:3")

    def test_words_that_are_not_of_the_call(self):
        path = self.file("news.txt", ARTICLE)
        for words, part in (
            (("extract", "--from", "docx", path), "docx"),
            (("extract", "--published", "2016-02-30", path), "2016-02-30"),
            (("extract", "--published", "yesterday", path), "yesterday"),
            (("explain", "--published", "2016-13-01", path), "2016-13-01"),
            (("extract", "--threads", "0", path), "threads"),
            (("extract", "--threads", "many", path), "threads"),
            (("extract", "--jsn", path), "--jsn"),
            (("extract",), "INPUT"),
            (("extrct", path), "extrct"),
            (("pack", "somewhere"), "output"),
            (("completion", "tcsh"), "tcsh"),
        ):
            with self.subTest(words=words[:2]):
                code, out, err = run(*words)
                self.assertEqual((code, out), (2, ""), err)
                self.assert_one_line(err, part)

    def test_no_words_at_all_show_the_help(self):
        code, out, err = run()
        self.assertEqual((code, out), (2, ""))
        self.assertIn("extract", err)


class BadPack(Case):
    def bad(self, pack, name):
        path = self.file("news.txt", ARTICLE)
        for words, env in (
            (("extract", "--pack", pack), None),
            (("explain", "--pack", pack), None),
            (("extract",), {"MARSAD_PACK": str(pack)}),
        ):
            code, out, err = run(*words, path, env=env)
            self.assertEqual((code, out), (5, ""), err)
            self.assert_one_line(err, name)

    def good_pack(self):
        for path in (os.environ.get("MARSAD_PACK"), PROGRAM.parent / "marsad.pack"):
            if path and pathlib.Path(path).exists():
                return pathlib.Path(path)
        self.skipTest("no pack stands beside the program")

    def test_missing_pack(self):
        self.bad(self.dir / "none.pack", "none.pack")

    def test_directory_as_pack(self):
        (self.dir / "dir.pack").mkdir()
        self.bad(self.dir / "dir.pack", "dir.pack")

    def test_empty_pack(self):
        self.bad(self.file("empty.pack", ""), "empty.pack")

    def test_foreign_file_as_pack(self):
        self.bad(self.file("foreign.pack", b"%PDF-1.7 " + bytes(5000)), "foreign.pack")

    def test_damaged_pack(self):
        whole = bytearray(self.good_pack().read_bytes())
        whole[len(whole) // 2] ^= 0xFF
        self.bad(self.file("damaged.pack", bytes(whole)), "damaged.pack")

    def test_cut_pack(self):
        whole = self.good_pack().read_bytes()
        self.bad(self.file("cut.pack", whole[: len(whole) // 2]), "cut.pack")

    def test_no_pack_anywhere(self):
        lonely = self.dir / "bin"
        lonely.mkdir()
        shutil.copy(PROGRAM, lonely / "marsad")
        path = self.file("news.txt", ARTICLE)
        env = {k: v for k, v in os.environ.items() if k != "MARSAD_PACK"}
        done = subprocess.run([lonely / "marsad", "extract", path], capture_output=True, env=env)
        self.assertEqual((done.returncode, done.stdout), (5, b""))
        self.assert_one_line(done.stderr.decode(), "marsad.pack", "--pack")


class MakingPacks(Case):
    def test_a_folder_that_is_missing_leaves_the_pack_as_it_was(self):
        target = self.file("old.pack", "old")
        code, out, err = run("pack", self.dir / "nolanguage", "-o", target)
        self.assertEqual((code, out), (6, ""), err)
        self.assert_one_line(err, "nolanguage")
        self.assertEqual(target.read_text(), "old")

    def test_the_same_folder_gives_the_same_bytes(self):
        language = SOURCE / "language" / "ar"
        if not language.is_dir():
            self.skipTest("no language/ar")
        for name in ("one.pack", "two.pack"):
            code, out, err = run("pack", language, "-o", self.dir / name)
            self.assertEqual((code, out), (0, ""), err)
            self.assertRegex(err, r"bytes, [0-9a-f]{64}\n$")
        one, two = ((self.dir / n).read_bytes() for n in ("one.pack", "two.pack"))
        self.assertEqual(one, two)
        news = self.file("news.txt", ARTICLE)
        code, out, _ = run("extract", "--json", "--pack", self.dir / "one.pack", news)
        self.assertEqual(code, 0)
        self.assertRegex(json.loads(out)["pack"], "^[0-9a-f]+$")


class LostOutput(Case):
    def test_full_disk_on_standard_output(self):
        path = self.file("news.txt", ARTICLE)
        for words in (("extract", "--json"), ("extract",), ("explain",)):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(
                    [PROGRAM, *words, path], stdout=full, stderr=subprocess.PIPE, timeout=60
                )
            self.assertEqual(done.returncode, 7)
            self.assert_one_line(done.stderr.decode(), "standard output", "space")

    def test_full_disk_on_a_named_file(self):
        path = self.file("news.txt", ARTICLE)
        code, _, err = run("extract", "--json", "-o", "/dev/full", path)
        self.assertEqual(code, 7)
        self.assert_one_line(err, "/dev/full", "space")
        self.assertFalse(os.path.exists("/dev/full.part"))

    def test_closed_pipe_ends_in_silence(self):
        path = self.jsonl("many.jsonl", 2000)
        for threads in (1, 3):
            command = [PROGRAM, "extract", "--json", "--threads", str(threads), path]
            with subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as process:
                process.stdout.readline()
                process.stdout.close()
                err = process.stderr.read().decode()
                self.assertEqual((process.wait(timeout=60), err), (7, ""))

    def test_a_folder_that_is_missing(self):
        path = self.file("news.txt", ARTICLE)
        target = self.dir / "no" / "such" / "out.jsonl"
        code, out, err = run("extract", "--json", "-o", target, path)
        self.assertEqual((code, out), (7, ""))
        self.assert_one_line(err, target)

    def test_a_folder_as_file(self):
        path = self.file("news.txt", ARTICLE)
        code, _, err = run("extract", "--json", "-o", self.dir, path)
        self.assertEqual(code, 7)
        self.assert_one_line(err, self.dir)

    def test_nothing_answered_leaves_the_file_as_it_was(self):
        target = self.file("out.jsonl", "old\n")
        code, _, _ = run("extract", "--json", "-o", target, self.dir / "nowhere.txt")
        self.assertEqual(code, 3)
        self.assertEqual(target.read_text(), "old\n")
        self.assertEqual([p.name for p in self.dir.iterdir()], ["out.jsonl"])


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=1)
