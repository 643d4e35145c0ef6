#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The package as a user gets it: a wheel, built and installed into a fresh virtual environment,
then its tests.

    python3 python/tests/run.py BUILD_FOLDER [--install-only] [--spark]

The wheel links the rooms that BUILD_FOLDER holds, so only the module's own files are compiled.
What the environment needs comes from the package index; where none answers, nothing can be
tested: that is said, and the exit code is 77. --spark adds pyspark to the environment that a run
before it made, and runs the tests that need it. --install-only runs no tests."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

PYTHON = pathlib.Path(__file__).resolve().parents[1]
TESTS = PYTHON / "tests"
SKIPPED = 77
# The system's own Python where there is one: others may come and go.
INTERPRETER = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else sys.executable


def run(*command, **more):
    return subprocess.run([*map(str, command)], stdin=subprocess.DEVNULL, check=True, **more)


def requirement(name):
    """A line of the requirements by its name."""
    lines = (TESTS / "requirements.txt").read_text(encoding="utf-8").split("\n")
    return next(line for line in lines if line.startswith(name))


class Environment:
    def __init__(self, build):
        self.build = build
        self.folder = build / "python"
        self.bin = self.folder / "venv" / "bin"
        self.pip = [self.bin / "python", "-m", "pip", "--quiet", "--disable-pip-version-check",
                    "--no-input"]

    def asked(self, *requirements):
        """Whether the index gave these; says so where it did not."""
        done = subprocess.run([*map(str, self.pip), "install", "--no-compile", "--use-pep517",
                               "--retries", "1", *requirements], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print("skipped: the Python package is not tested, since the package index does not "
                  f"give {' '.join(requirements)}:", done.stderr.strip().split("\n")[-1])
        return done.returncode == 0

    def make(self):
        """A fresh one with the wheel in it; False where there is no index."""
        for old in ("venv", "wheel"):
            shutil.rmtree(self.folder / old, ignore_errors=True)
        self.folder.mkdir(exist_ok=True)
        run(INTERPRETER, "-m", "venv", self.folder / "venv")
        # The index is asked for this first, since it is small and needed.
        if not self.asked(requirement("scikit_build_core")):
            return False
        run(*self.pip, "install", "--no-compile", "--requirement", TESTS / "requirements.txt")
        run(*self.pip, "wheel", "--no-deps", "--no-build-isolation",
            "--wheel-dir", self.folder / "wheel",
            f"--config-settings=cmake.define.MARSAD_BUILD={self.build}",
            f"--config-settings=build-dir={self.folder / 'objects'}", PYTHON,
            env=dict(os.environ, PATH=f"{self.bin}:{os.environ['PATH']}"))
        wheel, = (self.folder / "wheel").glob("marsad-*.whl")
        run(*self.pip, "install", wheel)
        return True

    def test(self, what):
        # -P: what is installed is tested, not the source beside the tests.
        done = subprocess.run(
            [*map(str, (self.bin / "python", "-P", "-B", "-m", "pytest", "-p", "no:cacheprovider",
                        "--quiet", what))], stdin=subprocess.DEVNULL, check=False,
            env=dict(os.environ, MARSAD_PROGRAM=str(self.build / "marsad")))
        return done.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--install-only", action="store_true")
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    environment = Environment(options.build.resolve())
    if options.spark:
        if shutil.which("java") is None:
            print("skipped: marsad.spark is not tested, since there is no Java here")
            return SKIPPED
        if not list((environment.folder / "wheel").glob("marsad-*.whl")):
            print("skipped: marsad.spark is not tested, since the package could not be installed")
            return SKIPPED
        if not environment.asked(requirement("# pyspark").removeprefix("# ")):
            return SKIPPED
        return 0 if options.install_only else environment.test(TESTS / "spark_test.py")
    if not environment.make():
        return SKIPPED
    return 0 if options.install_only else environment.test(TESTS)


if __name__ == "__main__":
    sys.exit(main())
