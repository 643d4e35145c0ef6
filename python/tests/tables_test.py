# SPDX-License-Identifier: Apache-2.0
"""The flat tables hold what the analyses hold, row by row."""
import json
import re

import pytest

import marsad


@pytest.fixture(scope="module")
def tables(news):
    return marsad.tables(news)


def rows(table):
    return table.to_arrow().to_pylist()


def test_there_is_a_table_for_each_layer(tables):
    assert list(tables) == marsad.layers()
    assert tables.claims is tables["claims"]
    assert len(tables) == len(marsad.layers())
    with pytest.raises(AttributeError, match="claims"):
        tables.claim
    only = marsad.tables(["قتل جندي"], layers=["figures", "claims"])
    assert list(only) == ["figures", "claims"]
    assert "figures 1" in repr(only) and "figures: 1 rows" in repr(only.figures)


@pytest.mark.parametrize("layer, own", [
    ("actors", ("name", "entity", "class")),
    ("places", ("name", "entity", "country", "lat", "lon", "level")),
    ("times", ("value", "from", "to")), ("quantities", ("low", "high", "approximate")),
    ("weapons", ("kind",)), ("claims", ("stance", "sources", "told_to", "about", "within")),
    ("events", ("type", "status", "agents", "targets", "weapons", "places", "times", "claims",
                "from", "to")),
    ("figures", ("kind", "low", "high", "approximate", "victims", "status", "event", "claims",
                 "sources", "within", "from", "to"))])
def test_a_row_is_what_the_analysis_holds(news, tables, layer, own):
    expected = []
    for analysis in marsad.extract_many(news):
        for one in getattr(analysis, layer):
            row = {"article": analysis.document.id, "id": one.id}
            span = one.trigger if layer == "events" else one
            row |= {"start": span.start, "end": span.end, "text": span.text}
            for name in own:
                value = getattr(one, name + "_" if name in ("from", "class") else name)
                row[name] = list(value) if isinstance(value, tuple) else value
            expected.append(row)
    assert expected, "the samples should hold some"
    found = []
    for row in rows(tables[layer]):
        own_id = {"claims": "claim", "events": "event", "figures": "figure"}.get(layer, "mention")
        row = row | {"id": row[own_id], "text": row.get("text", row.get("trigger"))}
        found.append({name: row[name] for name in ("article", "id", "start", "end", "text", *own)})
    assert found == expected


def test_names_beside_ids(news, tables):
    analyses = {one.document.id: one for one in marsad.extract_many(news)}
    named = 0
    for row in rows(tables.claims):
        actors = [analyses[row["article"]][id] for id in row["sources"]]
        assert row["source"] == (actors[0].name if actors else None)
        assert row["source_class"] == (actors[0].class_ if actors else None)
        named += bool(actors)
    for row in rows(tables.figures):
        place = analyses[row["article"]][row["place_mention"]] if row["place_mention"] else None
        assert (row["place"], row["lat"]) == ((place.name, place.lat) if place else (None, None))
        named += place is not None
    for row in rows(tables.events):
        places = [analyses[row["article"]][id] for id in row["places"]]
        assert row["place"] == (places[0].name if places else None)
        named += bool(places)
    for row in rows(tables.mentions):
        assert analyses[row["article"]][row["mention"]].text == row["text"]
    assert named > 20


def test_articles_are_counted(news, tables):
    counted = rows(tables.articles)
    assert [row["article"] for row in counted] == [one["id"] for one in news]
    for layer in ("mentions", "claims", "events", "figures"):
        assert sum(row[layer] for row in counted) == len(tables[layer])
    assert {row["pack"] for row in counted} == {marsad.Language().hash}


def test_statements_are_the_ledger_of_the_program(news, program, tmp_path):
    store = tmp_path / "desk.db"
    lines = tmp_path / "news.jsonl"
    # Of some, since a store folds the copies among many.
    some = news[:12]
    lines.write_text("".join(json.dumps(one) + "\n" for one in some), encoding="utf-8")
    program("ingest", "--store", store, lines)
    told = [json.loads(line) for line in
            program("claims", "--store", store, "--json", "--limit", "1000").splitlines()]
    names = ("source", "stance", "type", "status", "figure", "low", "high", "start", "end",
             "quote", "chain", "agents", "targets")
    expected = {(one["article"], one["id"]): [one[name] or None for name in names] for one in told}
    found = []
    for row in rows(marsad.tables(some, layers=["statements"]).statements):
        found.append((row["article"], [row[name] or None for name in names]))
    key = lambda pair: (pair[0], str(pair[1]))
    assert sorted(found, key=key) == sorted(((article, row) for (article, _), row
                                             in expected.items()), key=key)


def test_threads_and_pieces_change_nothing(news):
    articles = [one | {"id": f"{one['id']}-{turn}"} for turn in range(6) for one in news]
    one = marsad.tables(articles, threads=1)
    two = marsad.tables(iter(articles), threads=2)
    for layer in marsad.layers():
        assert one[layer].to_arrow().equals(two[layer].to_arrow()), layer
    assert len(one.claims.batches()) > 1


def test_the_document_names_every_column(root, tables):
    document = (root / "docs" / "python.md").read_text(encoding="utf-8")
    told = {}
    for layer, cell in re.findall(r"^\| `(\w+)` \| (.*) \|$", document, re.M):
        told[layer] = re.findall(r"`(\w+)`", cell.split(" — ")[0])
    for layer in tables:
        assert told.get(layer) == list(tables[layer].columns), layer
