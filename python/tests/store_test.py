# SPDX-License-Identifier: Apache-2.0
"""A store, read as tables: the same rows in the same order as the program prints."""
import datetime
import hashlib
import json
import threading

import pytest

import marsad
from conftest import NEWS


@pytest.fixture(scope="module")
def path(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "desk.db"
    program("ingest", "--store", path, NEWS)
    return path


@pytest.fixture(scope="module")
def store(path):
    return marsad.Store(path)


def told(program, path, *arguments):
    return [json.loads(line) for line in
            program(*arguments, "--store", path, "--json", "--limit", "1000").splitlines()]


def rows(table):
    out = table.to_arrow().to_pylist()
    for row in out:
        for name, value in row.items():
            if isinstance(value, datetime.date):
                row[name] = value.isoformat()
    return out


@pytest.mark.parametrize("conditions, options", [
    ({}, []), ({"figure": "killed"}, ["--figure", "killed"]),
    ({"stance": "denies"}, ["--stance", "denies"]),
    ({"words": "سوق"}, ["سوق"]),
    ({"type": "shelling", "published_from": datetime.date(1987, 4, 3)},
     ["--type", "shelling", "--published-from", "1987-04-03"]),
    ({"from_": "1987-04-05", "to": datetime.datetime(1987, 4, 12, 8)},
     ["--from", "1987-04-05", "--to", "1987-04-12"]),
    ({"near": "32.89,36.04", "within": 20}, ["--near", "32.89,36.04", "--within", "20"]),
    ({"in_": "محافظة درعا"}, ["--in", "محافظة درعا"]),
    ({"limit": 3}, [])], ids=str)
def test_claims_are_those_of_the_program(program, path, store, conditions, options):
    expected = told(program, path, "claims", *options)[:conditions.get("limit")]
    found = rows(store.claims(**conditions))
    assert len(found) == len(expected) > 0
    for row, one in zip(found, expected):
        for name in ("id", "article", "version", "origin", "source", "source_entity", "chain",
                     "stance", "type", "status", "from", "to", "agents", "targets", "weapons",
                     "figure", "low", "high", "start", "end", "quote", "outlet", "title", "url",
                     "published"):
            assert (row[name] or None) == (one[name] or None), name
        place = one["place"] or {}
        assert [row["place"], row["lat"], row["lon"]] == [
            place.get("name"), place.get("lat"), place.get("lon")]


def test_incidents_are_those_of_the_program(program, path, store):
    for policy in ("ucdp-like", "airwars-like"):
        expected = told(program, path, "incidents", "--policy", policy)
        found = rows(store.incidents(policy=policy))
        assert len(found) == len(expected) > 3
        for row, one in zip(found, expected):
            assert [row["id"], row["type"], row["from"], row["to"], row["dated"]] == [
                one["id"], one["type"], one["from"], one["to"], one["dated"]]
            assert (row["articles"], row["leads"]) == (len(one["reports"]), len(one["leads"]))
            ranges = {measure["kind"]: measure for measure in one["range"]["measures"]}
            for kind in ("killed", "injured"):
                measure = ranges.get(kind, {})
                assert [row[f"{kind}_{bound}"] for bound in ("low", "best", "high")] == [
                    measure.get(bound) for bound in ("low", "best", "high")]
            assert row["policy"] == f"{policy} {one['range']['version']}"
            assert (row["grade"] or "") == one["range"]["grade"]
            assert store.incident(row["id"], policy=policy) == one


def test_incidents_can_be_narrowed(program, path, store):
    some = rows(store.incidents(since="1987-04-10", type="bombing", limit=1))
    expected = told(program, path, "incidents", "--since", "1987-04-10", "--type", "bombing")[:1]
    assert [row["id"] for row in some] == [one["id"] for one in expected] != []
    inside = rows(store.incidents(in_="محافظة درعا"))
    expected = told(program, path, "incidents", "--in", "محافظة درعا")
    assert [row["id"] for row in inside] == [one["id"] for one in expected] != []


def test_articles_are_those_of_the_program(program, path, store):
    for conditions, options in (({"words": "أسواق"}, ["أسواق"]), ({}, []),
                                ({"stance": "denies"}, ["--stance", "denies"])):
        expected = told(program, path, "search", *options)
        assert [(row["article"], row["opening"], row["claims"]) for row in
                rows(store.articles(**conditions))] == [
            (one["article"], one["opening"], one["claims"]) for one in expected] != []


def test_nothing_is_written(path):
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    store = marsad.Store(path)
    store.claims(), store.incidents(), store.articles("سوق")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert str(path) in repr(store)


def test_unknown_words_and_incidents_are_told(store):
    for conditions in ({"type": "battle"}, {"stance": "says"}, {"from_": "yesterday"},
                       {"near": "كوكب زحل"}):
        with pytest.raises(marsad.InputError):
            store.claims(**conditions)
    with pytest.raises(marsad.InputError):
        store.incidents(policy="nobody-like")
    with pytest.raises(KeyError):
        store.incident("i-0000000000")


def test_threads_may_share_a_store(store):
    expected = rows(store.claims())
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(rows(store.claims())))
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4
