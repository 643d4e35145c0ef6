# SPDX-License-Identifier: Apache-2.0
"""Spark gives what one machine gives, row for row, in and out of Parquet.

A cluster of two workers, each a process of its own with its own Python. Skipped where pyspark or
Java is missing; ctest's python.spark brings pyspark."""
import datetime
import doctest
import json
import shutil
import sys

import pyarrow
import pyarrow.parquet
import pytest

import marsad

pytest.importorskip("pyspark", reason="pyspark is not installed here")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not installed here", allow_module_level=True)

import marsad.spark
from one_machine import OneMachine, of_families, of_reports, of_rows
from pyspark.errors import PySparkException
from pyspark.sql import Row, SparkSession


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    patch = pytest.MonkeyPatch()
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    patch.chdir(folder)
    session = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("marsad")
               .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
               .config("spark.sql.session.timeZone", "UTC")
               .config("spark.task.maxFailures", "1")
               .config("spark.sql.shuffle.partitions", "2").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
    patch.undo()


@pytest.fixture(scope="module")
def parquet(news, tmp_path_factory):
    """The sample articles in four files, so that both workers have some; days are days."""
    folder = tmp_path_factory.mktemp("articles")
    days = [datetime.date.fromisoformat(one["published"]) for one in news]
    table = pyarrow.table({key: [one.get(key) for one in news]
                           for key in ("id", "title", "outlet", "url", "text")}
                          | {"published": days})
    for part in range(4):
        pyarrow.parquet.write_table(table.slice(part * 12, 12), folder / f"{part}.parquet")
    return folder


def by_article(rows, key="article"):
    # A stable sort: rows of one article stay in their order.
    return sorted(rows, key=lambda row: row[key])


def test_tables_in_and_out_of_parquet(session, parquet, news, tmp_path):
    articles = session.read.parquet(str(parquet))
    here = marsad.tables(news)
    for layer in ("statements", "events", "figures", "articles"):
        out = tmp_path / layer
        marsad.spark.table(articles, layer).write.parquet(str(out))
        made = pyarrow.parquet.read_table(out)
        assert tuple(made.column_names) == here[layer].columns
        expected = pyarrow.table(here[layer])
        assert by_article(made.to_pylist()) == by_article(expected.to_pylist())
        assert made.num_rows == expected.num_rows > 0


def test_analyses_are_the_same_lines(session, parquet, news):
    made = marsad.spark.analyses(session.read.parquet(str(parquet))).collect()
    here = {one.document.id: one.to_json() for one in marsad.extract_many(news)}
    assert {row["id"]: row["analysis"] for row in made} == here and len(made) == len(news)


def test_what_is_no_table_of_articles_is_told(session, monkeypatch):
    frame = session.createDataFrame([("n1", "قتل جندي")], ["id", "body"])
    with pytest.raises(marsad.InputError, match="body"):
        marsad.spark.table(frame, "claims")
    named = frame.withColumnRenamed("body", "text")
    with pytest.raises(marsad.InputError, match="statements"):
        marsad.spark.table(named, "claim")
    nothing = session.createDataFrame([Row(id="n1", text=None)], "id string, text string")
    with pytest.raises(PySparkException, match="its text is null"):
        marsad.spark.table(nothing, "claims").collect()


def test_workers_of_another_pack_are_refused(session, monkeypatch):
    frame = session.createDataFrame([("n1", "قتل جندي")], ["id", "text"])
    monkeypatch.setattr(marsad.Language, "hash", "0" * 64)
    made = marsad.spark.table(frame, "claims")
    with pytest.raises(PySparkException, match="another language pack"):
        made.collect()


def told_again(news):
    """The sample articles, some without a day, and behind them corrections, copies at other
    outlets and the same once more."""
    out = [{**one, "published": None} if at % 9 == 4 else one for at, one in enumerate(news)]
    for at, one in enumerate(news):
        if at % 4 == 0:
            out.append({**out[at], "text": one["text"] + " وقتل 12 شخصا أمس في قصف على سوق في حماة."})
        elif at % 3 == 0:
            out.append(out[at])
        if at % 5 == 0:
            out.append({**out[at], "id": f"copy-{at}", "url": None, "outlet": "موقع الوادي",
                        "text": one["text"] + " (وكالات)"})
    return out


@pytest.fixture(scope="module")
def machine(news, program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("machine")
    articles = told_again(news)
    lines = folder / "news.jsonl"
    lines.write_text("".join(
        json.dumps({key: value for key, value in one.items() if value is not None},
                   ensure_ascii=False) + "\n" for one in articles), encoding="utf-8")
    program("ingest", "--store", folder / "desk.db", lines)
    parts = folder / "parts"
    parts.mkdir()
    for part in range(4):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(
            [{"arrival": at, **{key: one.get(key) for key in
                                ("id", "title", "outlet", "url", "text", "published")}}
             for at, one in enumerate(articles) if at % 4 == part]), parts / f"{part}.parquet")
    return OneMachine(folder / "desk.db"), parts


def test_origins_and_incidents_are_those_of_one_machine(session, machine, tmp_path):
    one, parts = machine

    def through_parquet(name, frame):
        frame.write.parquet(str(tmp_path / name))
        return session.read.parquet(str(tmp_path / name)), pyarrow.parquet.read_table(
            tmp_path / name)

    read, read_table = through_parquet(
        "read", marsad.spark.extract(session.read.parquet(str(parts))))
    families, family_table = through_parquet("families", marsad.spark.families(read))
    reports, report_table = through_parquet("reports", marsad.spark.reports(read, days=3))
    assert of_families(family_table, read_table) == one.families()
    assert of_reports(report_table) == one.reports()
    _, claims = through_parquet("claims", marsad.spark.origins(read, families=families))
    assert of_rows(claims) == one.origins()
    _, incidents = through_parquet("incidents", marsad.spark.incidents(
        read, policy="airwars-like", families=families, reports=reports))
    assert of_rows(incidents) == one.incidents("airwars-like")
    # There was something to find.
    assert len({row[3] for row in one.families()}) < len(one.families())
    assert {row[2] for row in one.reports()} == {0, 1}
    assert max(row["articles"] for row in one.incidents()) > 3


def test_incidents_come_from_what_was_read_alone(session, machine):
    one, parts = machine
    read = marsad.spark.extract(session.read.parquet(str(parts)))
    assert of_rows(marsad.spark.incidents(read).toArrow()) == one.incidents()


def test_another_joining_joins_otherwise(session, machine, root, tmp_path):
    one, parts = machine
    strict = tmp_path / "strict.toml"
    rules = (root / "policies" / "joining" / "default.toml").read_text(encoding="utf-8")
    strict.write_text(rules.replace("linked = 4.2", "linked = 99"), encoding="utf-8")
    read = marsad.spark.extract(session.read.parquet(str(parts)), joining=strict)
    made = marsad.spark.reports(read, joining=strict).where("nearest is not null")
    assert made.count() == 0
    strict.write_text("linked = 99\n", encoding="utf-8")
    with pytest.raises(marsad.InputError, match="strict.toml"):
        marsad.spark.reports(read, joining=strict)


def test_chains_have_their_least_as_root(session):
    edges = [(at + 1, at) for at in range(1, 40)] + [(102, 100), (102, 101), (103, 101)]
    frame = session.createDataFrame(edges, "node long, least long")
    roots = dict(map(tuple, marsad.spark._roots(frame).collect()))
    assert roots == {at: 1 for at in range(2, 41)} | {at: 100 for at in (101, 102, 103)}


def test_what_has_no_order_is_told(session):
    frame = session.createDataFrame([("n1", "قتل جندي")], ["id", "text"])
    with pytest.raises(marsad.InputError, match="arrival"):
        marsad.spark.extract(frame)
    with pytest.raises(marsad.InputError, match="key"):
        marsad.spark.families(frame.selectExpr("1 as arrival", "text"))
    twice = session.createDataFrame([(1, "n1", "قتل جندي"), (1, "n2", "قتل جندي")],
                                    ["arrival", "id", "text"])
    with pytest.raises(marsad.InputError, match="one number"):
        marsad.spark.families(marsad.spark.extract(twice))


def test_examples_of_docstrings(session):
    assert doctest.testmod(marsad.spark, extraglobs={"session": session}).failed == 0
