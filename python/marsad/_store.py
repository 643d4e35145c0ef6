# SPDX-License-Identifier: Apache-2.0
"""A store of ``marsad ingest``, read as tables. Examples ask one of docs/samples/archive."""
from __future__ import annotations

import datetime
import json
import os
from typing import Any

from . import _core
from ._extract import Day, Language, usual_language
from ._tables import Table


def _written(value: str | datetime.date) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _conditions(**given: Day) -> dict[str, str]:
    # Python's own words end in an underscore.
    return {name.rstrip("_"): _written(value) for name, value in given.items() if value is not None}


class Store:
    """The claims, incidents and articles of a store, read only; nothing is ever written.

    The questions are those of ``marsad claims``, ``search`` and ``incidents``, and so are their
    answers. Raises StoreError where there is no store, InputError for a condition that there is
    not.

    >>> import marsad
    >>> marsad.Store("desk.db").claims("سوق", figure="killed", limit=5)
    <marsad.Table claims: 5 rows, 36 columns>
    """

    __slots__ = ("_core", "_language", "path")

    def __init__(self, path: str | os.PathLike[str], *, language: Language | None = None) -> None:
        self.path = os.fspath(path)
        self._core = _core.Ledger(self.path)
        self._language = language or usual_language()

    def claims(self, words: str | None = None, *, from_: Day = None, to: Day = None,
               published_from: Day = None, published_to: Day = None, type: str | None = None,
               figure: str | None = None, stance: str | None = None, outlet: str | None = None,
               source: str | None = None, actor: str | None = None, country: str | None = None,
               in_: str | None = None, near: str | None = None, within: float = 25,
               limit: int | None = None) -> Table:
        """One row for each speaker, happening and figure of the articles in the store.

        Every condition must hold of the claim itself: `words` that stand in the article in any
        form, days of the happening (`from_`, `to`) and of publication, `type` of event, `figure`
        kind, `stance`, `outlet`, `source`, `actor`, `country` (ISO 3166-1), `in_` a province,
        district, town or country by its name or id, `near` a place by its name or "LAT,LON"
        `within` so many km. The article added last comes first.

        >>> denied = store.claims("سوق", stance="denies", published_to="1987-04-03").to_arrow()
        >>> denied.column("source").to_pylist()
        ['متحدث باسم الجيش الاتحادي']
        """
        conditions = _conditions(words=words, from_=from_, to=to, published_from=published_from,
                                 published_to=published_to, type=type, figure=figure,
                                 stance=stance, outlet=outlet, source=source, actor=actor,
                                 country=country, in_=in_, near=near)
        return Table(self._core.claims(self._language._core, conditions, within, limit))

    def articles(self, words: str | None = None, *, from_: Day = None, to: Day = None,
                 published_from: Day = None, published_to: Day = None, type: str | None = None,
                 figure: str | None = None, stance: str | None = None, outlet: str | None = None,
                 source: str | None = None, actor: str | None = None, country: str | None = None,
                 in_: str | None = None, near: str | None = None, within: float = 25,
                 limit: int | None = None) -> Table:
        """The articles in which such claims stand, with the opening of each.

        >>> found = store.articles("أسواق", published_to="1987-04-02").to_arrow()
        >>> found.column("article").to_pylist()
        ['nawa-03', 'wadi-02', 'sahl-01']
        """
        conditions = _conditions(words=words, from_=from_, to=to, published_from=published_from,
                                 published_to=published_to, type=type, figure=figure,
                                 stance=stance, outlet=outlet, source=source, actor=actor,
                                 country=country, in_=in_, near=near)
        return Table(self._core.articles(self._language._core, conditions, within, limit))

    def incidents(self, *, since: Day = None, until: Day = None, type: str | None = None,
                  country: str | None = None, in_: str | None = None,
                  policy: str = "ucdp-like", limit: int | None = None) -> Table:
        """One row for each happening that an article leads with, the latest first.

        `policy` (a name or a .toml file) makes the ranges of the killed and injured; they are
        documented, not total.

        >>> of_nawa = store.incidents(until="1987-04-03", policy="airwars-like").to_arrow()
        >>> of_nawa.select(["place", "killed_low", "killed_high", "grade"]).to_pylist()
        [{'place': 'Nawa', 'killed_low': 3.0, 'killed_high': 9.0, 'grade': 'contested'}]
        """
        conditions = _conditions(since=since, until=until, type=type, country=country, in_=in_)
        return Table(self._core.incidents(self._language._core, conditions, policy, limit))

    def incident(self, id: str, *, policy: str = "ucdp-like") -> dict[str, Any]:
        """All that is claimed about one happening, by origin (marsad.incident/1).

        Raises KeyError where there is none; one that was merged gives what it was merged into.

        >>> store.incident("i-2cf8cccada")["type"]
        'protest'
        """
        found = self._core.incident(id, policy)
        if found is None:
            raise KeyError(id)
        whole: dict[str, Any] = json.loads(found)
        return whole

    def __repr__(self) -> str:
        return f"<marsad.Store {self.path}>"
