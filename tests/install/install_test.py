#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Marsad installed into a prefix, which is then moved, as its users meet it: the program, the
page, the library for C and C++, man pages and completion.

    python3 tests/install/install_test.py build C_API_TEST

C_API_TEST is the program of c_api_test.c. Programs run with an empty environment and in another
folder, so that nothing but the prefix can help them."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

BUILD = pathlib.Path(sys.argv[1]).resolve()
C_API_TEST = pathlib.Path(sys.argv[2]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "docs" / "samples" / "nawa-market.json"
PUBLISHED = "1998-03-12"
SYMBOLS = {"marsad_version", "marsad_open", "marsad_close", "marsad_extract", "marsad_free",
           "marsad_last_error"}


def run(*command, **more):
    """Standard output of a command that must succeed, in an empty environment."""
    options = {"env": {}, "stdin": subprocess.DEVNULL} | more
    if "input" in options:
        del options["stdin"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False,
                          **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.dir = pathlib.Path(folder.name)
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.dir / "before"], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        cls.prefix = cls.dir / "after wards"
        (cls.dir / "before").rename(cls.prefix)
        cls.elsewhere = cls.dir / "elsewhere"
        cls.elsewhere.mkdir()
        cls.program = cls.prefix / "bin" / "marsad"
        library, = cls.prefix.glob("lib*/**/libmarsad.so")
        cls.libraries = library.parent
        cls.text = json.loads(SAMPLE.read_text(encoding="utf-8"))["text"]
        # The analysis of a text without an id, which the library knows none of.
        cls.expected = run(BUILD / "marsad", "extract", "--json", "--published", PUBLISHED, "-",
                           input=cls.text).replace('"id":"-"', '"id":""', 1)


class ProgramTest(Case):
    def test_an_article_is_read_as_by_the_build(self):
        for words in ((), ("--json",), ("--json", "--why")):
            command = ("extract", *words, SAMPLE)
            self.assertEqual(run(BUILD / "marsad", *command),
                             run(self.program, *command, cwd=self.elsewhere))

    def test_policies_and_the_second_language_are_there(self):
        self.assertIn("acled-like", run(self.program, "policies", cwd=self.elsewhere))
        self.assertEqual(["acled-like.toml", "airwars-like.toml", "joining", "ucdp-like.toml"],
                         sorted(path.name for path in (self.prefix / "share/marsad/policies").iterdir()))
        pack = self.prefix / "share" / "marsad" / "marsad-en.pack"
        self.assertIn("Aleppo", run(self.program, "extract", "--pack", pack, "-", cwd=self.elsewhere,
                                    input="The ministry said that 12 people were killed in Aleppo."))

    def test_the_server_has_its_page_and_samples(self):
        server = subprocess.Popen(
            [self.program, "serve", "--store", self.dir / "desk.db", "--port", "0"], env={},
            cwd=self.elsewhere, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        try:
            said, address = "", None
            while address is None:
                line = server.stdout.readline()
                self.assertTrue(line, said)
                said += line
                address = re.search(r"http://[^\s/]+", said)
            with urllib.request.urlopen(address[0] + "/") as answer:
                self.assertEqual(200, answer.status)
                self.assertIn(b"<html", answer.read().lower())
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate()
        self.assertTrue((self.prefix / "share/marsad/samples/news.jsonl").is_file())

    def test_documents_and_licences_are_there(self):
        documents = self.prefix / "share" / "doc" / "marsad"
        for name in ("LICENSE", "NOTICE", "README.md", "docs/analysis.schema.json"):
            self.assertTrue((documents / name).is_file(), name)


class PrefixTest(Case):
    def test_no_file_names_the_build_or_the_source(self):
        named = [str(path).encode() for path in (BUILD, ROOT)]
        for path in self.prefix.rglob("*"):
            if not path.is_file() or path.is_symlink():
                continue
            data = path.read_bytes()
            if data.startswith(b"\x7fELF"):
                # What is compiled names its sources in asserts and for debuggers, but no folder
                # in which it would look for a library.
                self.assertNotRegex(run("/usr/bin/readelf", "-d", path), "RPATH|RUNPATH")
                continue
            for name in named:
                self.assertNotIn(name, data, path)

    def test_the_library_shows_the_c_functions_only(self):
        shown = run("/usr/bin/nm", "-D", "--defined-only", "--without-symbol-versions",
                    self.libraries / "libmarsad.so")
        self.assertEqual(SYMBOLS, {line.split()[2] for line in shown.splitlines()} - {"MARSAD_0"})
        self.assertRegex(run("/usr/bin/readelf", "-d", self.libraries / "libmarsad.so"),
                         r"SONAME.*\[libmarsad\.so\.\d+\]")


class LibraryTest(Case):
    def test_c(self):
        text, expected = self.dir / "text.txt", self.dir / "expected.json"
        text.write_text(self.text, encoding="utf-8")
        expected.write_text(self.expected, encoding="utf-8")
        for environment in ({"LD_LIBRARY_PATH": str(self.libraries)}, {}):
            # With the installed library and its pack; with those of the build.
            run(C_API_TEST, "-", text, expected, env=environment, cwd=self.elsewhere)

    def test_cpp_by_cmake(self):
        tree = self.dir / "consumer"
        shutil.copytree(ROOT / "tests" / "install" / "consumer", tree)
        environment = {"PATH": os.environ["PATH"]}
        run("cmake", "-G", "Ninja", "-S", tree, "-B", tree / "build",
            f"-DCMAKE_PREFIX_PATH={self.prefix}", env=environment)
        run("cmake", "--build", tree / "build", env=environment)
        self.assertEqual(self.expected, run(tree / "build" / "consumer", input=self.text,
                                            cwd=self.elsewhere))

    @unittest.skipUnless(shutil.which("pkg-config"), "needs pkg-config")
    def test_cpp_by_pkg_config(self):
        environment = {"PATH": os.environ["PATH"],
                       "PKG_CONFIG_PATH": str(self.libraries / "pkgconfig")}
        # A shell takes the words of pkg-config apart, which escapes the blank in the prefix.
        source = ROOT / "tests" / "install" / "consumer" / "consumer.cpp"
        run("sh", "-c", f"eval c++ -std=c++17 '{source}' -o consumer "
            "\"$(pkg-config --cflags --libs marsad)\"", env=environment, cwd=self.elsewhere)
        self.assertEqual(self.expected, run(
            self.elsewhere / "consumer", input=self.text,
            env={"LD_LIBRARY_PATH": str(self.libraries)}))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
