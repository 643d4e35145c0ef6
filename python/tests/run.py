#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The package as a user gets it: a wheel, built and installed into a fresh virtual environment,
then its tests.

    python3 python/tests/run.py BUILD_FOLDER [--install-only | pytest arguments]

The wheel links the rooms that BUILD_FOLDER holds, so only the module's own files are compiled.
What the environment needs comes from the package index; where none answers, nothing can be
tested: that is said, and the exit code is 77."""
import os
import pathlib
import shutil
import subprocess
import sys

PYTHON = pathlib.Path(__file__).resolve().parents[1]
# The index is asked for this first, since it is small and needed.
SMALL = next(line.strip() for line in (PYTHON / "tests" / "requirements.txt").read_text().split("\n")
             if line.startswith("scikit_build_core"))
SKIPPED = 77
# The system's own Python where there is one: others may come and go.
INTERPRETER = next((path for path in ("/usr/bin/python3",) if os.access(path, os.X_OK)),
                   sys.executable)


def run(*command, **more):
    return subprocess.run([*map(str, command)], stdin=subprocess.DEVNULL, check=True, **more)


def main(build, *arguments):
    build = pathlib.Path(build).resolve()
    folder = build / "python"
    environment = folder / "venv"
    shutil.rmtree(environment, ignore_errors=True)
    shutil.rmtree(folder / "wheel", ignore_errors=True)
    folder.mkdir(exist_ok=True)
    run(INTERPRETER, "-m", "venv", environment)
    python = environment / "bin" / "python"
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    asked = subprocess.run([*map(str, pip), "install", "--retries", "1", SMALL], stdin=subprocess.DEVNULL,
                           capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        print("skipped: the Python package is not tested, since no package index answers here:",
              asked.stderr.strip().split("\n")[-1])
        return SKIPPED
    run(*pip, "install", "--no-compile", "--requirement", PYTHON / "tests" / "requirements.txt")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "wheel",
        f"--config-settings=cmake.define.MARSAD_BUILD={build}",
        f"--config-settings=build-dir={folder / 'objects'}", PYTHON,
        env=dict(os.environ, PATH=f"{environment / 'bin'}:{os.environ['PATH']}"))
    wheel, = (folder / "wheel").glob("marsad-*.whl")
    run(*pip, "install", wheel)
    if arguments == ("--install-only",):
        return 0
    # Not from the source tree, where a folder is called marsad too; -P keeps it from being found.
    done = subprocess.run([python, "-P", "-B", "-m", "pytest", "-p", "no:cacheprovider", "--quiet",
                           *(arguments or [PYTHON / "tests"])], stdin=subprocess.DEVNULL,
                          env=dict(os.environ, MARSAD_PROGRAM=build / "marsad"), check=False)
    return done.returncode


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: run.py BUILD_FOLDER [--install-only | pytest arguments]")
    sys.exit(main(*sys.argv[1:]))
