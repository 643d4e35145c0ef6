# SPDX-License-Identifier: Apache-2.0
"""Reading articles: one, many, or many into tables."""
from __future__ import annotations

import contextlib
import datetime
import functools
import os
import pathlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from typing import Any, Protocol

from . import _core
from ._analysis import Analysis
from ._errors import Error
from ._model import Document, day
from ._tables import Tables


class SpeaksArrow(Protocol):
    """A table of the PyCapsule protocol: pyarrow, polars, pandas, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


Day = datetime.date | str | None
Articles = Iterable[Any] | SpeaksArrow


class Language:
    """A language pack, opened; immutable and shared by all threads.

    Without a path: $MARSAD_PACK, else the pack of this package, which reads Arabic.

    >>> import marsad
    >>> marsad.extract("قتل 12 شخصا", language=marsad.Language()).figures[0].kind
    'killed'
    """

    __slots__ = ("_core", "path")

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        if path is None:
            path = os.environ.get("MARSAD_PACK") or pathlib.Path(__file__).parent / "marsad.pack"
        self.path = os.fspath(path)
        self._core = _core.Language(self.path)

    @property
    def hash(self) -> str:
        """SHA-256 of the pack, which stands on every analysis."""
        return self._core.hash

    def __repr__(self) -> str:
        return f"<marsad.Language {self.path}: {self.hash[:12]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Language, (self.path,)


@functools.cache
def usual_language() -> Language:
    """The one that is used where none is named."""
    return Language()


def _threads(threads: int | None) -> int:
    return len(os.sched_getaffinity(0)) if threads is None else max(1, threads)


@contextlib.contextmanager
def _bar(progress: bool, articles: Articles) -> Iterator[Callable[[int], Any] | None]:
    if not progress:
        yield None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError("progress=True needs tqdm; pip install tqdm, or leave it out") from None
    total = len(articles) if isinstance(articles, Sized) else None
    with tqdm(total=total, unit="article") as bar:
        yield bar.update


def read(*paths: str | os.PathLike[str], form: str | None = None, published: Day = None,
         faults: list[Error] | None = None) -> Iterator[Document]:
    """The articles of files and folders, as the program reads them: text, HTML, JSON, JSON lines,
    feeds, WARC, packed with gzip or zstd or not.

    A folder gives all in it and below whose ending is known; `form` overrules the endings;
    `published` dates articles that bear no day. What cannot be read is raised as InputError or, if
    a list is given as `faults`, added to it while the rest goes on. One file or folder is held in
    memory at a time; of very large ones hand your own iterator to extract_many.

    >>> import marsad, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "a.txt").write_text("قتل جندي", encoding="utf-8")
    ...     [(one.id, one.text) for one in marsad.read(folder)]
    [('a.txt', 'قتل جندي')]
    """
    for path in paths:
        for one in _core.read_input(os.fspath(path), form or "", published):
            if isinstance(one, tuple):
                id, title, written, outlet, url, text = one
                yield Document(id, title, day(written), outlet, url, text)
            elif faults is None or not isinstance(one, Error):
                raise one
            else:
                faults.append(one)


def extract(text: str, *, published: Day = None, id: str = "", title: str | None = None,
            outlet: str | None = None, url: str | None = None, why: bool = False,
            language: Language | None = None) -> Analysis:
    """What one text claims.

    `published` (a datetime.date or YYYY-MM-DD) is the day that ``أمس`` and ``الخميس`` are counted
    from; without it they stay unresolved. `why` keeps the rules and rows behind each value.
    Raises InputError for what is no text or day, PackError where there is no language pack.

    >>> import marsad
    >>> analysis = marsad.extract("قتل ثلاثة مدنيين أمس في قصف على حماة", published="1998-03-13")
    >>> analysis.figures[0].low, analysis.figures[0].victims, analysis.figures[0].from_
    (3, 'civilians', datetime.date(1998, 3, 12))
    """
    used = language or usual_language()
    return Analysis(_core.extract(used._core, text, id, title, published, outlet, url, why), why)


def extract_many(articles: Articles, *, threads: int | None = None, published: Day = None,
                 why: bool = False, progress: bool = False,
                 language: Language | None = None) -> Iterator[Analysis]:
    """What many articles claim, one Analysis after another, in their order.

    An article is a str, or a dict or object with `text` and, as far as known, `id`, `title`,
    `published`, `outlet`, `url`; or `articles` is an Arrow table, frame or iterator of record
    batches with such columns. They are read without the GIL on `threads` threads (all cores
    without it), a few ahead of what was asked for, so an endless source is fine. `published` dates
    those that bear no day; one without an id is called by its number. `progress` shows a bar
    (needs tqdm). Raises InputError, after the answers to what came before, at what is no article.

    >>> import marsad
    >>> for analysis in marsad.extract_many(["قتل جنديان", "نفى الجيش مقتل مدنيين"], threads=2):
    ...     print(analysis.document.id, len(analysis.figures), len(analysis.claims))
    1 1 0
    2 0 1
    """
    used = language or usual_language()
    reader = _core.Reader(used._core, articles, published, _threads(threads), why)

    def each() -> Iterator[Analysis]:
        with _bar(progress, articles) as update:
            for answer in reader:
                yield Analysis(answer, why)
                if update is not None:
                    update(1)

    return each()


def layers() -> list[str]:
    """Names of the tables that `tables` can make; docs/python.md documents their columns.

    >>> import marsad
    >>> marsad.layers()[-1]
    'statements'
    """
    return _core.layer_names()


def tables(articles: Articles, *, layers: Sequence[str] | None = None, threads: int | None = None,
           published: Day = None, progress: bool = False,
           language: Language | None = None) -> Tables:
    """What many articles claim, as one flat table a layer; all layers where none are named.

    Takes the same articles as extract_many. The tables are Arrow's: hand them to pyarrow, polars,
    pandas or DuckDB as they are. All are kept in memory; of more articles than that allows, ask
    for one batch of them after another.

    >>> import marsad
    >>> made = marsad.tables(["قالت الوزارة إن 12 قتلوا"], layers=["statements"])
    >>> made.statements.to_arrow().select(["stance", "figure", "low"]).to_pylist()
    [{'stance': 'asserts', 'figure': 'killed', 'low': 12.0}]
    """
    used = language or usual_language()
    wanted = _core.layer_names() if layers is None else list(layers)
    with _bar(progress, articles) as update:
        return Tables(_core.make_tables(used._core, articles, published, _threads(threads), wanted,
                                        update))
