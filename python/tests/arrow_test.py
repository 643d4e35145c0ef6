# SPDX-License-Identifier: Apache-2.0
"""Tables go to others through the PyCapsule protocol, whole and without a copy."""
import gc

import duckdb
import pandas
import polars
import pyarrow
import pytest

import marsad


@pytest.fixture(scope="module")
def tables(news):
    return marsad.tables([one | {"id": f"{one['id']}-{turn}"} for turn in range(5) for one in news])


def test_arrow_itself_finds_every_buffer_in_order(tables):
    for table in tables.values():
        arrow = pyarrow.table(table)
        arrow.validate(full=True)
        assert arrow.num_rows == len(table) > 0
        assert tuple(arrow.column_names) == table.columns
        assert pyarrow.schema(table).equals(arrow.schema)
        for field in arrow.schema:
            if not field.nullable:
                assert arrow.column(field.name).null_count == 0, field.name


def test_all_readers_see_the_same(tables):
    for table in tables.values():
        table_ = table  # `table` is a word of SQL
        arrow = pyarrow.table(table)
        assert table_.to_arrow().equals(arrow)
        assert polars.DataFrame(table).equals(polars.from_arrow(arrow))
        assert table.to_polars().height == len(table)
        pandas.testing.assert_frame_equal(table.to_pandas(),
                                          arrow.to_pandas(date_as_object=False))
        told = duckdb.sql("from table_").to_arrow_table()
        assert told.to_pylist() == arrow.to_pylist()


def test_a_frame_of_pandas_can_count_days(tables):
    frame = tables.statements.to_pandas()
    assert pandas.api.types.is_datetime64_any_dtype(frame["published"])
    assert frame.groupby(frame["published"].dt.year)["low"].sum().size >= 1


def test_nothing_is_copied(tables):
    def addresses(table):
        return [buffer.address for chunk in pyarrow.table(table).column("text").chunks
                for buffer in chunk.buffers() if buffer is not None]

    assert addresses(tables.claims) == addresses(tables.claims) != []


def test_what_was_handed_over_outlives_the_table(news):
    table = marsad.tables(news, layers=["claims"]).claims
    expected = pyarrow.table(table).to_pylist()
    arrow = pyarrow.table(table)
    column = arrow.column("text")
    del table, arrow
    gc.collect()
    assert column.to_pylist() == [row["text"] for row in expected]


def test_batches_are_record_batches(tables):
    batches = [pyarrow.record_batch(batch) for batch in tables.figures.batches()]
    assert len(batches) > 1
    assert [len(batch) for batch in tables.figures.batches()] == [
        batch.num_rows for batch in batches]
    assert pyarrow.Table.from_batches(batches).equals(pyarrow.table(tables.figures))


def test_capsules_that_nobody_takes_are_released(tables):
    for _ in range(3):
        tables.claims.__arrow_c_stream__()
        tables.claims.__arrow_c_schema__()
        tables.claims.batches()[0].__arrow_c_array__()
    gc.collect()
    assert pyarrow.table(tables.claims).num_rows == len(tables.claims)


def test_an_empty_table_has_its_columns():
    tables = marsad.tables([])
    for table in tables.values():
        arrow = pyarrow.table(table)
        assert (arrow.num_rows, tuple(arrow.column_names)) == (0, table.columns)
        assert polars.DataFrame(table).height == 0
    # Rows without any list or text in some column.
    arrow = pyarrow.table(marsad.tables(["ذهب الرجل"]).articles)
    arrow.validate(full=True)
    assert arrow.column("title").to_pylist() == [None]
