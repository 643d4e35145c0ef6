#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a package of Debian holds, as ./dev package asks once it has made one.

    python3 tests/install/package_test.py build-package/marsad_0.1.0-1_amd64.deb"""
import gzip
import pathlib
import subprocess
import sys
import tempfile
import unittest

PACKAGE = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]


def dpkg(*words):
    return subprocess.run(["dpkg-deb", *map(str, words)], capture_output=True, text=True,
                          check=True).stdout


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name)
        dpkg("-x", PACKAGE, cls.root)
        cls.files = [path for path in cls.root.rglob("*") if path.is_file()]

    def test_it_says_what_it_is_in_both_languages_and_what_it_needs(self):
        self.assertEqual("marsad", dpkg("-f", PACKAGE, "Package").strip())
        described = dpkg("-f", PACKAGE, "Description")
        self.assertIn("who says it", described)
        self.assertIn("من يقول", described)
        needs = dpkg("-f", PACKAGE, "Depends")
        for library in ("libc6", "libicu", "libfmt", "libsqlite3-0", "libssl3"):
            self.assertIn(library, needs)

    def test_nothing_stands_outside_usr_and_nobody_may_write_it(self):
        for line in dpkg("-c", PACKAGE).splitlines():
            mode, owner, *_, path = line.split(" -> ")[0].split()
            self.assertTrue(path in ("./",) or path.startswith("./usr/"), path)
            self.assertEqual("root/root", owner)
            if not mode.startswith("l"):
                self.assertIn(mode[1:], ("rw-r--r--", "rwxr-xr-x"), path)

    def test_nothing_names_the_folder_in_which_it_was_made(self):
        for path in self.files:
            data = path.read_bytes()
            self.assertNotIn(str(ROOT).encode(), data, path)
            if data.startswith(b"\x7fELF"):
                told = subprocess.run(["readelf", "-dS", path], capture_output=True, text=True,
                                      check=True).stdout
                self.assertNotRegex(told, "RPATH|RUNPATH")
                self.assertNotIn(".debug_info", told)

    def test_documents_stand_as_debian_asks(self):
        documents = self.root / "usr" / "share" / "doc" / "marsad"
        self.assertIn("/usr/share/common-licenses/Apache-2.0",
                      (documents / "copyright").read_text(encoding="utf-8"))
        changes = gzip.decompress((documents / "changelog.Debian.gz").read_bytes()).decode()
        self.assertTrue(changes.startswith(f"marsad ({dpkg('-f', PACKAGE, 'Version').strip()}) "))
        self.assertTrue((documents / "changelog.gz").exists())
        manuals = self.root / "usr" / "share" / "man" / "man1"
        self.assertTrue((manuals / "marsad-extract.1.gz").exists())
        self.assertEqual([], [path.name for path in manuals.iterdir() if path.suffix != ".gz"])

    def test_completion_stands_where_shells_look(self):
        for path in ("bash-completion/completions/marsad", "zsh/vendor-completions/_marsad",
                     "fish/vendor_completions.d/marsad.fish"):
            self.assertTrue((self.root / "usr" / "share" / path).is_file(), path)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=0)
