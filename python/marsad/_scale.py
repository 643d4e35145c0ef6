# SPDX-License-Identifier: Apache-2.0
"""What the tasks of marsad.spark do, each with one sorted stream of rows: they hold one key's state
and no more, and every rule is the compiled one. Rows come and go as Arrow record batches."""
from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow

from . import _core

Batches = Iterator[pyarrow.RecordBatch]
# A text and the name that its faults bear, as they travel to the workers; empty: the package's.
Written = tuple[str, str]

_AT_ONCE = 2000  # rows of one batch that goes out
_ARTICLES = 200  # of those with analyses, which are larger


def written(path: str | os.PathLike[str] | None) -> Written:
    """A file, read where the work is given out."""
    if path is None:
        return "", ""
    with open(path, encoding="utf-8") as file:
        return file.read(), os.fspath(path)


def _rows(batches: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        # A batch of analyses becomes Python objects piece by piece.
        for start in range(0, batch.num_rows, _ARTICLES):
            piece = batch.slice(start, _ARTICLES)
            yield from zip(*(column.to_pylist() for column in piece.columns))


def _batches(rows: Iterable[tuple[Any, ...]], form: pyarrow.Schema) -> Batches:
    rows = iter(rows)
    while some := list(itertools.islice(rows, _AT_ONCE)):
        columns = [pyarrow.array(column, kind) for column, kind in zip(zip(*some), form.types)]
        yield pyarrow.RecordBatch.from_arrays(columns, schema=form)


def _form(*fields: tuple[str, Any]) -> pyarrow.Schema:
    return pyarrow.schema(list(fields))


_LONG, _INT, _REAL = pyarrow.int64(), pyarrow.int32(), pyarrow.float64()
_TEXT, _FLAG = pyarrow.string(), pyarrow.bool_()
BANDS = _form(("band", _LONG), ("arrival", _LONG), ("sketch", pyarrow.binary()))
MET = _form(("arrival", _LONG), ("met", _LONG), ("share", _REAL))
CLOSEST = _form(("arrival", _LONG), ("copied", _LONG))
FAMILIES = _form(("arrival", _LONG), ("family", _LONG))
BLOCKS = _form(("block", _LONG), ("cell", _FLAG), ("at", _LONG), ("step", _INT), ("number", _INT),
               ("arrival", _LONG), ("asks", _FLAG), ("waits", _FLAG), ("report", _TEXT))
NEAR = _form(("arrival", _LONG), ("number", _INT), ("nearest", _LONG), ("day", _INT),
             ("score", _REAL), ("reasons", _TEXT))


def prepared(batches: Iterable[Any], language: _core.Language, joining: Written) -> Batches:
    """What ingest makes of each article, behind its `arrival`, the last column of what comes."""
    preparer = _core.Preparer(language, _core.Rules(*joining))
    for batch in batches:
        made = pyarrow.record_batch(preparer.batch(batch))
        yield pyarrow.RecordBatch.from_arrays(
            [batch.column("arrival"), *made.columns],
            schema=pyarrow.schema([("arrival", _LONG), *made.schema]))


def bands(batches: Iterable[Any]) -> Batches:
    """(arrival, sketch) under each of its bands."""
    return _batches(((band, arrival, sketch) for arrival, sketch in _rows(batches)
                     for band in _core.bands_of(sketch)), BANDS)


def met(batches: Iterable[Any]) -> Batches:
    """By band and arrival: each with the newest before it, and how alike they are."""
    def each() -> Iterator[tuple[Any, ...]]:
        for _, rows in itertools.groupby(_rows(batches), lambda row: row[0]):
            newest: deque[tuple[int, bytes]] = deque(maxlen=_core.most_looked())
            for _, arrival, sketch in rows:
                for other, its in newest:
                    yield arrival, other, _core.alike(sketch, its)
                newest.append((arrival, sketch))
    return _batches(each(), MET)


def closest(batches: Iterable[Any], joining: Written) -> Batches:
    """By arrival: of those that an article met, those that it is a copy of."""
    rules = _core.Rules(*joining)

    def each() -> Iterator[tuple[Any, ...]]:
        for arrival, rows in itertools.groupby(_rows(batches), lambda row: row[0]):
            pairs = [(other, share) for _, other, share in rows]
            shares = dict(pairs)
            looked = _core.looked_at([other for other, _ in pairs])
            for place in _core.closest([shares[other] for other in looked], rules):
                yield arrival, looked[place]
    return _batches(each(), CLOSEST)


def families(batches: Iterable[Any]) -> Batches:
    """By group of copies and arrival: the first article of each one's family."""
    def each() -> Iterator[tuple[Any, ...]]:
        for _, rows in itertools.groupby(_rows(batches), lambda row: row[0]):
            first: dict[int, int] = {}
            for arrival, copies in itertools.groupby(rows, lambda row: row[1]):
                first[arrival] = min(first.get(copied, copied) for _, _, copied in copies)
                yield arrival, first[arrival]
    return _batches(each(), FAMILIES)


def blocks(batches: Iterable[Any], joining: Written, days: int) -> Batches:
    """(arrival, superseded, number, report) in each of its blocks; of one that another version
    takes the place of also when that happens (step 1)."""
    rules = _core.Rules(*joining)

    def each() -> Iterator[tuple[Any, ...]]:
        for arrival, superseded, number, report in _rows(batches):
            for key, cell, asks, waits in _core.blocks_of(report, rules, days):
                yield key, cell, arrival, 0, number, arrival, asks, waits, report
                if waits and superseded is not None:
                    yield key, cell, superseded, 1, number, arrival, False, False, report
    return _batches(each(), BLOCKS)


def near(batches: Iterable[Any], joining: Written) -> Batches:
    """By block, then as things happened: the nearest report of each that asks."""
    rules = _core.Rules(*joining)

    def each() -> Iterator[tuple[Any, ...]]:
        for (_, cell), rows in itertools.groupby(_rows(batches), lambda row: row[:2]):
            waiting = _core.Waiting(rules, cell)
            for _, _, _, step, number, arrival, asks, waits, report in rows:
                if step == 1:
                    waiting.forget(arrival, report)
                elif (found := waiting.meet(arrival, report, asks, waits)) is not None:
                    yield arrival, number, *found
    return _batches(each(), NEAR)


def _taken(maker: Any, add: Callable[..., None], rows: Iterable[tuple[Any, ...]]) -> Batches:
    for number, row in enumerate(rows, 1):
        add(*row)
        if number % _AT_ONCE == 0:
            yield pyarrow.record_batch(maker.take())
    yield pyarrow.record_batch(maker.take())


def claims(batches: Iterable[Any]) -> Batches:
    """The rows of the ledger of each article."""
    maker = _core.Claims()
    return _taken(maker, maker.add, _rows(batches))


def dossiers(batches: Iterable[Any], policy: str, toml: str) -> Batches:
    """By incident, day of publication and arrival: one row an incident that an article leads with."""
    maker = _core.Dossiers(policy, toml)

    def add(incident: str, members: Iterable[tuple[Any, ...]]) -> None:
        for _, *member in members:
            maker.add(*member)
        maker.end(incident)

    return _taken(maker, add, itertools.groupby(_rows(batches), lambda row: row[0]))
