# SPDX-License-Identifier: Apache-2.0
"""Spark gives what one machine gives, row for row, in and out of Parquet.

A cluster of two workers, each a process of its own with its own Python. Skipped where pyspark or
Java is missing; ctest's python.spark brings pyspark."""
import datetime
import doctest
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


def test_examples_of_docstrings(session):
    assert doctest.testmod(marsad.spark, extraglobs={"session": session}).failed == 0
