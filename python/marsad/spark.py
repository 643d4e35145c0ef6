# SPDX-License-Identifier: Apache-2.0
"""More articles than one machine reads: the same tables, made by Apache Spark.

    articles = session.read.parquet("news/")                    # columns id, text, published, …
    marsad.spark.table(articles, "statements").write.parquet("statements/")

    marsad.spark.extract(articles).write.parquet("read/")       # with a column arrival
    read = session.read.parquet("read/")
    marsad.spark.origins(read).write.parquet("claims/")
    marsad.spark.incidents(read).write.parquet("incidents/")

Every worker must have this package, with the same language pack: that is checked there. What
comes out is what one machine gives for the same articles, row for row within each article; in
which order articles come is Spark's. docs/spark.md says how it is done and what it costs. Needs
pyspark 4 and pyarrow."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow
from pyspark.sql import Window, functions, types

from . import _core, _scale
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
                           (pyarrow.types.is_binary, types.BinaryType),
                           (pyarrow.types.is_int32, types.IntegerType),
                           (pyarrow.types.is_int64, types.LongType),
                           (pyarrow.types.is_float64, types.DoubleType),
                           (pyarrow.types.is_boolean, types.BooleanType)):
        if is_kind(kind):
            return spark()
    return types.DateType()


def _struct(form: Any) -> types.StructType:
    return types.StructType([types.StructField(field.name, _type_of(field.type), field.nullable)
                             for field in form])


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


def _demand(frame: DataFrame, names: Iterable[str], remedy: str) -> None:
    for name in names:
        if name not in frame.columns:
            raise InputError("articles", f"the table has no column {name}, but: "
                             + ", ".join(frame.columns), remedy)


def _map(articles: DataFrame, work: Callable[[Iterable[Any]], _Batches],
         schema: types.StructType) -> DataFrame:
    _demand(articles, ("id", "text"), "rename columns to " + ", ".join(_FIELDS))
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
    schema = _struct(form)
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


def extract(articles: DataFrame, *, joining: str | os.PathLike[str] | None = None) -> DataFrame:
    """One row an article: what origins and incidents are made of. Write it to Parquet and go on
    from there, since it holds what was costly.

    `articles` is as `table` takes it, and has a column `arrival`: whole numbers, each once, in
    whose order one machine would read the articles. `joining` is a file as ``marsad ingest
    --joining`` takes it. Columns: `arrival`, `article`, `key`, `content`, `incident`, `title`,
    `outlet`, `outlet_entity`, `url`, `published`, `analysis` (a line of marsad.analysis/1 with the
    text), `sketch` and `reports` (lines of JSON as a store keeps them). Raises InputError for a
    column that there is not.

    >>> articles = session.createDataFrame([(1, "n1", "قتل جندي في حماة")], ["arrival", "id", "text"])
    >>> extract(articles).selectExpr("article", "size(reports) as reports").first()
    Row(article='n1', reports=1)
    """
    _demand(articles, ("arrival", "id", "text"),
            "rename columns to arrival, " + ", ".join(_FIELDS))
    pack = usual_language().hash
    rules = _rules(joining)
    form = pyarrow.schema([pyarrow.field("arrival", pyarrow.int64(), nullable=False),
                           *pyarrow.record_batch(_core.prepared_batch()).schema])
    names = [name for name in _FIELDS if name in articles.columns]
    return articles.select(*names, articles["arrival"].cast("long")).mapInArrow(
        lambda batches: _scale.prepared(batches, _same_language(pack)._core, rules), _struct(form))


def _rules(joining: str | os.PathLike[str] | None) -> _scale.Written:
    rules = _scale.written(joining)
    _core.Rules(*rules)  # a fault is told here, not by a worker
    return rules


def _kept(frame: DataFrame) -> DataFrame:
    """Computed once; of what it was made of nothing is remembered, so that rounds do not pile up.
    Where the session has a checkpoint folder it outlives its executors."""
    folder = frame.sparkSession.sparkContext.getCheckpointDir()
    return frame.checkpoint() if folder else frame.localCheckpoint()


def _versions(read: DataFrame, *more: str) -> DataFrame:
    """Each version of each article: `version` from 1, `superseded` the arrival of the next."""
    _demand(read, ("arrival", "key", "content", *more), "give what marsad.spark.extract makes")
    by_key = Window.partitionBy("key").orderBy("arrival")
    return (read.select("arrival", "key", "content", *more)
            .withColumn("before", functions.lag("content").over(by_key))
            .where("before is null or before != content")  # the same again changes nothing
            .withColumn("version", functions.row_number().over(by_key))
            .withColumn("superseded", functions.lead("arrival").over(by_key))
            .drop("key", "content", "before"))


def _once(read: DataFrame) -> None:
    again = read.groupBy("arrival").count().where("count > 1").limit(1).count()
    if again:
        raise InputError("articles", "two of them have one number in the column arrival",
                         "number them as one machine would read them, each once")


def _roots(edges: DataFrame) -> DataFrame:
    """(node, root): the least of all that it hangs together with, of pairs (node, least) with the
    greater first. Large and small stars in turns (Kiveris and others, 2014): every round is two
    shuffles, and their number grows as the logarithm of the longest chain."""
    by_node = Window.partitionBy("node")
    edges = _kept(edges.distinct())
    before = None
    while True:
        now = edges.selectExpr("count(*)", "bit_xor(xxhash64(node, least))").collect()[0]
        if now == before or now[0] == 0:
            return edges.withColumnRenamed("least", "root")
        before = now
        both = edges.union(edges.selectExpr("least as node", "node as least"))
        large = (both.withColumn("root", functions.least(
                     "node", functions.min("least").over(by_node)))
                 .where("least > node").selectExpr("least as node", "root as least").distinct())
        small = large.withColumn("root", functions.min("least").over(by_node))
        edges = _kept(small.selectExpr("explode(array(struct(node, root as least), "
                                       "struct(least as node, root as least))) as one")
                      .select("one.*").where("node > least").distinct())


def families(read: DataFrame, *, joining: str | os.PathLike[str] | None = None) -> DataFrame:
    """Which articles are copies of one text: one row a version of an article, with the `arrival`
    of the first of its family as `family`, `version` and, where a later version took its place,
    the arrival of that as `superseded`.

    `read` is what `extract` made. Some jobs run at once, and only counts come to the driver.

    >>> text = "قتل 12 شخصا وأصيب 30 آخرون في قصف مدفعي على سوق في مدينة حماة، وقال سكان إن القذائف "
    >>> text += "سقطت عند الظهر حين كان السوق مزدحما بالناس ونقل الجرحى إلى مستشفى المدينة القريب"
    >>> articles = session.createDataFrame([(1, "a", text), (2, "b", text + " وكالات")],
    ...                                    ["arrival", "id", "text"])
    >>> families(extract(articles)).select("arrival", "family").orderBy("arrival").collect()
    [Row(arrival=1, family=1), Row(arrival=2, family=1)]
    """
    rules = _rules(joining)
    _once(read)
    kept = _kept(_versions(read, "sketch"))
    closest = _kept(
        kept.where("sketch is not null").select("arrival", "sketch")
        .mapInArrow(_scale.bands, _struct(_scale.BANDS))
        .repartition("band").sortWithinPartitions("band", "arrival")
        .mapInArrow(_scale.met, _struct(_scale.MET))
        .repartition("arrival").sortWithinPartitions("arrival")
        .mapInArrow(lambda batches: _scale.closest(batches, rules), _struct(_scale.CLOSEST)))
    roots = _roots(closest.selectExpr("arrival as node", "copied as least"))
    first = (closest.join(roots.withColumnRenamed("node", "arrival"), "arrival")
             .select("root", "arrival", "copied")
             .repartition("root").sortWithinPartitions("root", "arrival")
             .mapInArrow(_scale.families, _struct(_scale.FAMILIES)))
    return (kept.drop("sketch").join(first, "arrival", "left")
            .withColumn("family", functions.coalesce("family", "arrival")))


def reports(read: DataFrame, *, joining: str | os.PathLike[str] | None = None,
            days: int = 8) -> DataFrame:
    """Which articles tell of which incident: one row for each report that joined or began one.

    `read` is what `extract` made. Columns: `arrival`, `article`, `version`, `current`, `incident`,
    `leads`, `nearest` (the article whose report it is most like; null: it began the incident),
    `score`, `reasons` (JSON) and `report`. A block holds `days` days: more make fewer and larger
    tasks. Some jobs run at once, and only counts come to the driver.

    >>> from datetime import date
    >>> articles = session.createDataFrame(
    ...     [(1, "a", "12 قتيلا بقصف سوق في حماة", "قتل 12 شخصا في قصف على سوق في حماة", date(2014, 6, 3)),
    ...      (2, "b", "قصف سوق حماة يوقع 12 قتيلا", "سقط 12 قتيلا في قصف سوق بحماة", date(2014, 6, 3))],
    ...     ["arrival", "id", "title", "text", "published"])
    >>> reports(extract(articles)).select("article", "leads", "nearest").orderBy("arrival").collect()
    [Row(article='a', leads=True, nearest=None), Row(article='b', leads=True, nearest='a')]
    """
    rules = _rules(joining)
    _once(read)
    told = _kept(_versions(read, "article", "incident", "reports").where("size(reports) > 0"))
    each = told.select("arrival", "superseded", functions.posexplode("reports").alias(
        "number", "report"))
    best = (
        each.select("arrival", "superseded", "number", "report")
        .mapInArrow(lambda batches: _scale.blocks(batches, rules, days), _struct(_scale.BLOCKS))
        .repartition("block").sortWithinPartitions("block", "cell", "at", "step", "number")
        .mapInArrow(lambda batches: _scale.near(batches, rules), _struct(_scale.NEAR))
        # Of equals the one whose day is first, then the one that came first.
        .groupBy("arrival", "number").agg(functions.expr(
            "max_by(struct(nearest, score, reasons), struct(score, -day, -nearest)) as best"))
        .select("arrival", "number", "best.*"))
    linked = _kept(each.withColumn("leads", functions.expr("get_json_object(report, '$.leads')")
                                   .cast("boolean"))
                   .join(best, ["arrival", "number"], "left")
                   .where("leads or nearest is not null"))
    # Whom each leading report is most like makes a tree, whose first report began the incident.
    roots = _roots(linked.where("leads and nearest is not null")
                   .selectExpr("arrival as node", "nearest as least"))
    begun = linked.where("nearest is null").select("arrival").join(told, "arrival").select(
        functions.col("arrival").alias("root"), "incident", functions.row_number().over(
            Window.partitionBy("incident").orderBy("arrival")).alias("again"))
    names = begun.selectExpr(
        "root", "if(again = 1, incident, concat(incident, '-', again)) as incident")
    # An article that tells of an incident as its leading happening tells of it once.
    first = Window.partitionBy("arrival", "root").orderBy("number")
    articles = told.select("arrival", "article")
    return (linked.withColumn("node", functions.coalesce("nearest", "arrival"))
            .join(roots, "node", "left").withColumn("root", functions.coalesce("root", "node"))
            .withColumn("told", functions.row_number().over(first)).where("told = 1")
            .join(names, "root")
            .join(told.selectExpr("arrival", "article", "version", "superseded is null as current"),
                  "arrival")
            .withColumnRenamed("nearest", "node_near")
            .join(articles.selectExpr("arrival as node_near", "article as nearest"), "node_near",
                  "left")
            .selectExpr("arrival", "article", "version", "current", "incident", "leads", "nearest",
                        "coalesce(score, 0D) as score", "coalesce(reasons, '[]') as reasons",
                        "report"))


def _with_first(read: DataFrame, known: DataFrame, *more: str) -> DataFrame:
    """Current versions, with who published the first article of their family."""
    outlets = read.selectExpr("arrival as family", "outlet as first_outlet",
                              "outlet_entity as first_entity")
    return (read.select("arrival", "article", "published", "analysis", *more)
            .join(known.where("superseded is null").select("arrival", "version", "family"),
                  "arrival")
            .join(outlets, "family"))


def origins(read: DataFrame, *, families: DataFrame | None = None,
            joining: str | os.PathLike[str] | None = None) -> DataFrame:
    """The ledger: one row for each speaker, happening and figure, with whom it goes back to.

    `read` is what `extract` made; `families` is what `families` made of it, where that is there.
    Columns and rows are those of marsad.Store.claims: `origin` is equal for claims that are not
    independent of each other.

    >>> articles = session.createDataFrame(
    ...     [(1, "a", "قال المرصد السوري لحقوق الإنسان إن 12 شخصا قتلوا في حماة", "صوت الوادي"),
    ...      (2, "b", "أعلن المرصد السوري لحقوق الإنسان مقتل 15 شخصا في حماة", "بريد السهل")],
    ...     ["arrival", "id", "text", "outlet"])
    >>> rows = origins(extract(articles)).where("figure = 'killed'")
    >>> rows.select("origin").distinct().count(), rows.count()
    (1, 2)
    """
    known = families if families is not None else _families(read, joining=joining)
    form = pyarrow.record_batch(_core.Claims().take()).schema
    return _with_first(read, known, "title", "outlet", "url").select(
        "article", "version", "title", "outlet", "url", "published", "analysis", "first_outlet",
        "first_entity").mapInArrow(_scale.claims, _struct(form))


_families = families


def incidents(read: DataFrame, *, policy: str = "ucdp-like", families: DataFrame | None = None,
              reports: DataFrame | None = None, joining: str | os.PathLike[str] | None = None,
              days: int = 8) -> DataFrame:
    """One row an incident that an article leads with: day, place, kind, articles, independent
    origins, and the range of the killed and injured that `policy` makes.

    `read` is what `extract` made; `families` and `reports` are what the functions of these names
    made of it, where that is there. Columns, ids and rows are those of marsad.Store.incidents.

    >>> articles = session.createDataFrame(
    ...     [(1, "a", "قتل 12 شخصا الثلاثاء في قصف مدفعي على سوق في مدينة حماة", "صوت الوادي"),
    ...      (2, "b", "سقط 15 قتيلا في قصف على سوق في مدينة حماة", "بريد السهل")],
    ...     ["arrival", "id", "text", "outlet"]).selectExpr("*", "date'1998-06-02' as published")
    >>> incidents(extract(articles)).select("place", "articles", "killed_low", "killed_high").first()
    Row(place='Hamah', articles=2, killed_low=12.0, killed_high=15.0)
    """
    known = families if families is not None else _families(read, joining=joining)
    joined = reports if reports is not None else _reports(read, joining=joining, days=days)
    toml = _scale.written(policy)[0] if policy.endswith(".toml") else ""
    form = pyarrow.record_batch(_core.Dossiers(policy, toml).take()).schema
    members = joined.where("current").select("arrival", "incident", "report")
    return (members.join(_with_first(read, known), "arrival")
            .repartition("incident")
            .sortWithinPartitions("incident", functions.asc_nulls_first("published"), "arrival")
            .select("incident", "article", "version", "published", "report", "analysis",
                    "first_outlet", "first_entity")
            .mapInArrow(lambda batches: _scale.dossiers(batches, policy, toml), _struct(form)))


_reports = reports
