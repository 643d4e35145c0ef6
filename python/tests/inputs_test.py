# SPDX-License-Identifier: Apache-2.0
"""Every kind of source gives the same analyses as plain dicts do."""
import datetime

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import marsad


def analyses(articles, **more):
    return [one.to_json(with_text=True) for one in marsad.extract_many(articles, **more)]


@pytest.fixture(scope="module")
def table(news):
    columns = {key: [one.get(key) for one in news]
               for key in ("id", "title", "outlet", "url", "text")}
    days = [datetime.date.fromisoformat(one["published"]) for one in news]
    return pyarrow.table(columns | {"published": days, "other": list(range(len(news)))})


@pytest.mark.parametrize("form", [
    lambda table: table, lambda table: table.to_reader(), lambda table: table.to_batches(7),
    lambda table: iter(table.to_batches(7)), lambda table: polars.from_arrow(table),
    lambda table: table.to_pandas(), lambda articles: duckdb.sql("from articles"),
    lambda table: table.combine_chunks().to_batches()[0],
    lambda table: [table.slice(0, 5), table.slice(5)],
    lambda table: table.to_pandas().to_dict("records"),
    lambda table: list(table.to_pandas().itertuples())],
    ids=["table", "reader", "batches", "iterator", "polars", "pandas", "duckdb", "batch", "slices",
         "records", "tuples"])
def test_a_table_is_read_as_its_rows(news, table, form):
    expected = analyses(news)
    assert len(expected) == len(news)
    assert analyses(form(table)) == expected


@pytest.mark.parametrize("kind", [pyarrow.large_string(), pyarrow.string_view(),
                                  pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
                                  pyarrow.dictionary(pyarrow.uint32(), pyarrow.large_string())],
                         ids=str)
def test_strings_of_every_form(news, table, kind):
    arrays = {name: table.column(name) for name in table.column_names}
    for name in ("id", "title", "outlet", "url", "text"):
        arrays[name] = pyarrow.chunked_array(
            [pyarrow.array(table.column(name).to_pylist(), pyarrow.string()).cast(kind)
             if not pyarrow.types.is_dictionary(kind) else
             pyarrow.array(table.column(name).to_pylist(), kind.value_type).dictionary_encode()
             .cast(kind)])
    assert analyses(pyarrow.table(arrays)) == analyses(news)


@pytest.mark.parametrize("kind", [pyarrow.date32(), pyarrow.date64(), pyarrow.timestamp("s"),
                                  pyarrow.timestamp("ms"), pyarrow.timestamp("us", "UTC"),
                                  pyarrow.timestamp("ns"), pyarrow.string()], ids=str)
def test_days_of_every_form(news, table, kind):
    at = table.column_names.index("published")
    days = table.column("published").cast(kind)
    assert analyses(table.set_column(at, "published", days)) == analyses(news)


def test_days_before_1970_and_rows_behind_an_offset():
    moments = pyarrow.array([datetime.datetime(1, 1, 1), datetime.datetime(1967, 6, 5, 23, 59, 59),
                             None], pyarrow.timestamp("s"))
    table = pyarrow.table({"text": ["لا شيء", "قصف أمس", "قتل جندي"], "published": moments})
    assert [one.document.published for one in marsad.extract_many(table.slice(1))] == [
        datetime.date(1967, 6, 5), None]
    batch = table.to_batches()[0].slice(1)
    assert [one.text for one in marsad.extract_many([batch])] == ["قصف أمس", "قتل جندي"]


def test_what_is_not_known_may_be_none_or_nan():
    frame = pandas.DataFrame({"text": ["قتل جندي", "قتل جندي"], "title": [None, "عنوان"],
                              "published": [pandas.NaT, pandas.Timestamp("1998-03-12")]})
    for articles in (frame, frame.to_dict("records"),
                     [{"text": "قتل جندي", "title": numpy.float64("nan")},
                      {"text": "قتل جندي", "title": "عنوان", "published": "1998-03-12"}]):
        documents = [one.document for one in marsad.extract_many(articles)]
        assert [one.title for one in documents] == [None, "عنوان"]
        assert [one.published for one in documents] == [None, datetime.date(1998, 3, 12)]
        assert [one.id for one in documents] == ["1", "2"]


def test_ids_may_be_numbers_and_are_numbers_where_there_are_none():
    assert [one.document.id for one in marsad.extract_many([{"text": "نص", "id": 7}, "نص"])] == [
        "7", "2"]
    table = pyarrow.table({"text": ["نص", "نص"], "id": pyarrow.array([7, None], pyarrow.int64())})
    assert [one.document.id for one in marsad.extract_many(table)] == ["7", "2"]


def test_bytes_that_are_no_utf8_become_replacement_characters():
    bytes_ = pyarrow.array([b"\xd9\x82\xff 12"], pyarrow.binary())
    text = pyarrow.Array.from_buffers(pyarrow.string(), 1, bytes_.buffers())
    batch = pyarrow.record_batch({"text": text})
    assert next(marsad.extract_many(batch)).text == "ق\ufffd 12"


def test_no_articles_give_no_answers():
    for none in ([], iter(()), pyarrow.table({"text": pyarrow.array([], pyarrow.string())}),
                 pyarrow.schema([("text", pyarrow.string())]).empty_table().to_reader()):
        assert analyses(none) == []
