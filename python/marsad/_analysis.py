# SPDX-License-Identifier: Apache-2.0
"""One analysis: the whole of what was read in one article."""
from __future__ import annotations

import json
from typing import Any, NamedTuple

from . import _core, _html
from ._model import (MENTIONS, Actor, Claim, Document, Event, Figure, Mention, Place, Quantity,
                     Time, Weapon, build)


class _Parts(NamedTuple):
    schema: str
    pack: str
    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]


class Analysis:
    """What one article claims. Never changes; its values are made when they are asked for first.

    >>> import marsad
    >>> analysis = marsad.extract("قالت وزارة الصحة إن 12 شخصا قتلوا في قصف على نوى")
    >>> claim = analysis.claims[0]
    >>> claim.stance, analysis[claim.sources[0]].text
    ('asserts', 'وزارة الصحة')
    >>> [(figure.kind, figure.low, figure.text) for figure in analysis.figures]
    [('killed', 12, '12 شخصا')]
    """

    __slots__ = ("_core", "_parts", "_why")

    def __init__(self, core: _core.Analysis, why: bool = False) -> None:
        self._core = core
        self._why = why
        self._parts: _Parts | None = None

    @classmethod
    def from_json(cls, line: str) -> Analysis:
        """Reads a line of ``marsad extract --json --with-text``, or a gold file.

        >>> import marsad
        >>> analysis = marsad.extract("نفى الجيش مقتل مدنيين")
        >>> marsad.Analysis.from_json(analysis.to_json(with_text=True)) == analysis
        True
        """
        return cls(_core.Analysis.from_json(line))

    def _read(self) -> _Parts:
        if self._parts is None:
            whole = json.loads(self.to_json())
            document = whole["document"]
            document.setdefault("url", None)
            document["text"] = self._core.text
            self._parts = _Parts(
                whole["schema"], whole["pack"], build(Document, document),
                tuple(build(MENTIONS[one["type"]], one) for one in whole["mentions"]),
                tuple(build(Claim, one) for one in whole["claims"]),
                tuple(build(Event, one) for one in whole["events"]),
                tuple(build(Figure, one) for one in whole["figures"]))
        return self._parts

    @property
    def schema(self) -> str:
        """The form: ``marsad.analysis/1``."""
        return self._read().schema

    @property
    def pack(self) -> str:
        """Hash of the language pack that read it: the same pack and text give the same."""
        return self._read().pack

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self._core.text

    @property
    def document(self) -> Document:
        """The article."""
        return self._read().document

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Actors, places, times, quantities and weapons, in the order of the text."""
        return self._read().mentions

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who says what."""
        return self._read().claims

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, once for each time that the text tells it."""
        return self._read().events

    @property
    def figures(self) -> tuple[Figure, ...]:
        """People counted."""
        return self._read().figures

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The mentions that are actors."""
        return tuple(one for one in self.mentions if isinstance(one, Actor))

    @property
    def places(self) -> tuple[Place, ...]:
        """The mentions that are places."""
        return tuple(one for one in self.mentions if isinstance(one, Place))

    @property
    def times(self) -> tuple[Time, ...]:
        """The mentions that are times."""
        return tuple(one for one in self.mentions if isinstance(one, Time))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The mentions that are quantities."""
        return tuple(one for one in self.mentions if isinstance(one, Quantity))

    @property
    def weapons(self) -> tuple[Weapon, ...]:
        """The mentions that are weapons."""
        return tuple(one for one in self.mentions if isinstance(one, Weapon))

    def __getitem__(self, id: str) -> Mention | Claim | Event | Figure:
        """What is called `id` here: ``analysis["m1"]``, ``analysis["f2"]``."""
        parts = self._read()
        layers: dict[str, tuple[Mention | Claim | Event | Figure, ...]] = {
            "m": parts.mentions, "c": parts.claims, "e": parts.events, "f": parts.figures}
        layer, number = layers.get(id[:1], ()), id[1:]
        if number.isdecimal() and 0 < int(number) <= len(layer):
            return layer[int(number) - 1]
        raise KeyError(id)

    def to_json(self, with_text: bool = False) -> str:
        """One line of marsad.analysis/1, as the program prints it."""
        return self._core.to_json(with_text, self._why)

    def to_dict(self, with_text: bool = False) -> dict[str, Any]:
        """The same as a dict."""
        whole: dict[str, Any] = json.loads(self.to_json(with_text))
        return whole

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Analysis):
            return NotImplemented
        return self.to_json(with_text=True) == other.to_json(with_text=True)

    def __hash__(self) -> int:
        return hash(self._core.text)

    def __reduce__(self) -> tuple[Any, ...]:
        # `why` is for people and is not read back.
        return Analysis.from_json, (self._core.to_json(True, False),)

    def __repr__(self) -> str:
        return (f"<marsad.Analysis {self._core.id!r}: {len(self.claims)} claims, "
                f"{len(self.events)} events, {len(self.figures)} figures>")

    def _repr_html_(self) -> str:
        return _html.page(self)
