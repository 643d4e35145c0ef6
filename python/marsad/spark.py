# SPDX-License-Identifier: Apache-2.0
"""More articles than one machine reads: the same tables, made by Apache Spark.

    articles = session.read.parquet("news/")                    # columns id, text, published, …
    marsad.spark.table(articles, "statements").write.parquet("statements/")

Every worker must have this package, with the same language pack: that is checked there. What
comes out is what one machine gives for the same articles, row for row within each article; in
which order articles come is Spark's. Needs pyspark 4 and pyarrow."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow
from pyspark.sql import types

from ._errors import InputError, PackError
from ._extract import Language, extract_many, layers, tables, usual_language

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_FIELDS = ("id", "text", "title", "published", "outlet", "url")
_Batches = Iterator[pyarrow.RecordBatch]


def _type_of(kind: Any) -> types.DataType:
    if pyarrow.types.is_list(kind):
        return types.ArrayType(_type_of(kind.value_type), containsNull=False)
    for is_kind, spark in ((pyarrow.types.is_string, types.StringType),
                           (pyarrow.types.is_int32, types.IntegerType),
                           (pyarrow.types.is_float64, types.DoubleType),
                           (pyarrow.types.is_boolean, types.BooleanType)):
        if is_kind(kind):
            return spark()
    return types.DateType()


def _same_language(wanted: str) -> Language:
    language = usual_language()
    if language.hash != wanted:
        raise PackError(language.path, "is another language pack than that of the driver",
                        "install the same wheel on every worker, or set MARSAD_PACK there")
    return language


def _each_table(batches: Iterable[Any], layer: str, pack: str) -> _Batches:
    language = _same_language(pack)
    for batch in batches:
        made = tables(batch, layers=[layer], threads=1, language=language)[layer]
        yield from map(pyarrow.record_batch, made.batches())


def _each_analysis(batches: Iterable[Any], with_text: bool, pack: str) -> _Batches:
    language = _same_language(pack)
    for batch in batches:
        lines = [one.to_json(with_text)
                 for one in extract_many(batch, threads=1, language=language)]
        yield pyarrow.record_batch({"id": batch.column("id").cast(pyarrow.string()),
                                    "analysis": pyarrow.array(lines, pyarrow.string())})


def _map(articles: DataFrame, work: Callable[[Iterable[Any]], _Batches],
         schema: types.StructType) -> DataFrame:
    for field in ("id", "text"):
        if field not in articles.columns:
            raise InputError("articles", f"the table has no column {field}, but: "
                             + ", ".join(articles.columns),
                             "rename columns to id, text, title, published, outlet, url")
    return articles.select(*(name for name in _FIELDS if name in articles.columns)).mapInArrow(
        work, schema)


def table(articles: DataFrame, layer: str) -> DataFrame:
    """The table of one layer (marsad.layers()) of all articles.

    `articles` has the columns `id` and `text`, and as far as known `title`, `published`, `outlet`
    and `url`; ids must be there, since workers cannot count. One task reads with one thread.
    Raises InputError for a layer or column that there is not; in the job, what marsad.tables does.

    >>> made = table(session.createDataFrame([("n1", "قتل جندي")], ["id", "text"]), "figures")
    >>> made.select("article", "kind", "low").collect()
    [Row(article='n1', kind='killed', low=1.0)]
    """
    if layer not in layers():
        raise InputError("layer", f"there is no layer {layer}",
                         "ask for one of " + ", ".join(layers()))
    form = pyarrow.schema(tables([], layers=[layer])[layer])
    schema = types.StructType([types.StructField(field.name, _type_of(field.type), field.nullable)
                               for field in form])
    pack = usual_language().hash
    return _map(articles, lambda batches: _each_table(batches, layer, pack), schema)


def analyses(articles: DataFrame, *, with_text: bool = False) -> DataFrame:
    """One row an article: its id and its analysis as a line of marsad.analysis/1.

    >>> made = analyses(session.createDataFrame([("n1", "قتل جندي")], ["id", "text"]))
    >>> made.first()["analysis"][:30]
    '{"schema":"marsad.analysis/1",'
    """
    schema = types.StructType([types.StructField("id", types.StringType(), False),
                               types.StructField("analysis", types.StringType(), False)])
    pack = usual_language().hash
    return _map(articles, lambda batches: _each_analysis(batches, with_text, pack), schema)
