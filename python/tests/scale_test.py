# SPDX-License-Identifier: Apache-2.0
"""The rules that marsad.spark puts together, without Spark: those of the compiled rooms."""
import json

import pyarrow
import pytest

import marsad
from marsad import _core, _scale
from marsad._extract import usual_language

RULES = ("", "")


def batch(articles):
    return pyarrow.RecordBatch.from_pylist(
        [{"arrival": at, "id": one["id"], "title": one.get("title"), "text": one["text"],
          "outlet": one.get("outlet"), "published": one.get("published"), "url": one.get("url")}
         for at, one in enumerate(articles)])


@pytest.fixture(scope="module")
def prepared(news):
    articles = batch(news).select(["id", "title", "text", "outlet", "published", "url", "arrival"])
    made, = _scale.prepared([articles], usual_language()._core, RULES)
    return made


def reports(prepared):
    return [line for lines in prepared["reports"].to_pylist() for line in lines]


def test_articles_are_made_ready_as_ingest_does(prepared, news):
    assert prepared["article"].to_pylist() == [one["id"] for one in news]
    assert prepared["arrival"].to_pylist() == list(range(len(news)))
    assert len(set(prepared["content"].to_pylist())) == len(news)
    first = json.loads(prepared["analysis"][0].as_py())
    assert first["document"]["text"] == news[0]["text"]
    assert len(reports(prepared)) > 20
    assert {len(sketch) for sketch in prepared["sketch"].to_pylist() if sketch} == {128}


def test_likeness_says_why(prepared):
    rules = _core.Rules(*RULES)
    lines = reports(prepared)
    score, excluded, linked, reasons = _core.likeness(lines[0], lines[0], rules)
    assert linked and not excluded
    assert sum(points for _, _, points in json.loads(reasons)) == pytest.approx(score)


def test_the_nearest_of_all_blocks_is_the_nearest_of_all(prepared):
    rules = _core.Rules(*RULES)
    lines = reports(prepared)
    whole = _core.Waiting(rules, False)
    expected = {}
    for at, line in enumerate(lines):
        if (found := whole.meet(at, line, True, json.loads(line)["leads"])) is not None:
            expected[at] = found
    rows = pyarrow.RecordBatch.from_pylist(
        [{"arrival": at, "superseded": None, "number": 0, "report": line}
         for at, line in enumerate(lines)],
        schema=pyarrow.schema([("arrival", pyarrow.int64()), ("superseded", pyarrow.int64()),
                               ("number", pyarrow.int32()), ("report", pyarrow.string())]))
    for days in (1, 8, 40):
        blocks = pyarrow.Table.from_batches(_scale.blocks([rows], RULES, days)).sort_by(
            [("block", "ascending"), ("cell", "ascending"), ("at", "ascending"), ("step", "ascending")])
        best = {}
        for near in _scale.near(blocks.to_batches(), RULES):
            for row in near.to_pylist():
                found = (row["nearest"], row["day"], row["score"], row["reasons"])
                before = best.setdefault(row["arrival"], found)
                best[row["arrival"]] = max(before, found,
                                           key=lambda one: (one[2], -one[1], -one[0]))
        assert best == expected != {}


def test_only_the_newest_of_a_band_are_met():
    most = _core.most_looked()
    sketch = bytes(128)
    rows = pyarrow.RecordBatch.from_pylist(
        [{"band": 1, "arrival": at, "sketch": sketch} for at in range(most + 5)]
        + [{"band": 2, "arrival": 900, "sketch": sketch}])
    met = [row for some in _scale.met([rows]) for row in some.to_pylist()]
    last = [row["met"] for row in met if row["arrival"] == most + 4]
    assert last == list(range(4, most + 4))
    assert not [row for row in met if row["arrival"] == 900]
    assert {row["share"] for row in met} == {1.0}


def test_a_family_is_that_of_the_first_of_the_closest():
    def rows(*pairs):
        return pyarrow.RecordBatch.from_pylist(
            [{"root": 1, "arrival": arrival, "copied": copied} for arrival, copied in pairs])

    made, = _scale.families([rows((3, 1), (4, 2), (5, 3), (5, 4), (6, 4))])
    assert made.to_pydict() == {"arrival": [3, 4, 5, 6], "family": [1, 2, 1, 2]}


def test_strange_sketches_and_reports_are_told():
    with pytest.raises(marsad.InputError, match="3 bytes"):
        _core.bands_of(b"abc")
    with pytest.raises(marsad.InputError, match="report"):
        _core.blocks_of("{}", _core.Rules(*RULES), 8)
    with pytest.raises(marsad.InputError, match="desk.toml:1"):
        _core.Rules("linked = many", "desk.toml")
