# SPDX-License-Identifier: Apache-2.0
"""What the documents show is true: the tutorial runs from its first line to its chart, and every
example in a docstring gives what stands below it."""
import doctest
import importlib
import pkgutil
import re

import pytest

import marsad
from conftest import NEWS, ROOT


def test_the_tutorial_runs_from_a_folder_to_a_chart(tmp_path, monkeypatch, capsys):
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    assert len(blocks) >= 6
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    assert (tmp_path / "tolls.png").read_bytes().startswith(b"\x89PNG")
    # Of the samples' README: a medical source 3, witnesses at least 6, the monitor 9.
    assert set(names["tolls"]["low"]) >= {3.0, 6.0, 9.0}
    assert "asserts ['وزارة الصحة']" in capsys.readouterr().out


MODULES = ["marsad", *(f"marsad.{module.name}" for module in pkgutil.iter_modules(marsad.__path__)
                       if module.name not in ("_core", "spark"))]


@pytest.fixture(scope="module")
def desk(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    program("ingest", "--store", folder / "desk.db", NEWS)
    return folder


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings_give_what_they_say(name, desk, monkeypatch):
    monkeypatch.chdir(desk)
    module = importlib.import_module(name)
    store = marsad.Store("desk.db") if name == "marsad._store" else None
    results = doctest.testmod(module, extraglobs={"store": store})
    assert results.failed == 0


def test_every_public_function_has_an_example():
    for name in marsad.__all__:
        public = getattr(marsad, name)
        if name.startswith("_") or name == "Mention":
            continue
        assert public.__doc__, name
        # Errors but for their base, and values, are shown where they are used.
        if callable(public) and public.__module__ in ("marsad._extract", "marsad._store"):
            assert ">>>" in public.__doc__, name
