# SPDX-License-Identifier: Apache-2.0
"""What the tests of the package share: the samples of the source tree and the program."""
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEWS = ROOT / "docs" / "samples" / "archive" / "news.jsonl"


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def news():
    """The sample articles as dicts, in the order of their file."""
    with open(NEWS, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def program():
    """Runs the program of the same build; gives what it printed."""
    path = os.environ.get("MARSAD_PROGRAM", ROOT / "build" / "marsad")

    def run(*arguments, stdin=None):
        done = subprocess.run([path, *map(str, arguments)], input=stdin, check=True,
                              capture_output=True, text=True)
        return done.stdout

    return run
