# SPDX-License-Identifier: Apache-2.0
"""What is read in one article, as plain values: marsad.analysis/1 in Python.

Names are those of docs/analysis.schema.json; where Python keeps a word for itself it ends in an
underscore (``from_``, ``class_``). Days are datetime.date, lists are tuples, what is not known is
None; so is a day before the year 1, which datetime.date cannot hold. Offsets count code points: ``text[start:end]`` is the quote, always."""
from __future__ import annotations

import dataclasses
import datetime
from typing import Any, TypeVar

@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, ``قالت`` 0–4."""
    start: int
    end: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """The article as it was given."""
    id: str
    title: str | None
    published: datetime.date | None
    outlet: str | None
    url: str | None
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class _Marked:
    """What every mention has: where it stands, and its words."""
    id: str
    type: str
    start: int
    end: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Actor(_Marked):
    """Who acts, suffers or speaks: ``وزارة الصحة``, class government."""
    name: str
    class_: str
    entity: str | None = None
    why: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Place(_Marked):
    """A named place: ``مدينة نوى``, level village, 32.89°N 36.04°E."""
    name: str
    lat: float
    lon: float
    level: str
    entity: str | None = None
    country: str | None = None
    why: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Time(_Marked):
    """When: ``أمس`` of an article of 13 March 1998 is from_ = to = 1998-03-12."""
    value: str
    from_: datetime.date | None
    to: datetime.date | None
    why: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Quantity(_Marked):
    """A number with what it counts: ``نحو 40 آخرين``, low 40, approximate."""
    low: float | None
    high: float | None
    approximate: bool
    why: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Weapon(_Marked):
    """The means of an event: ``قذائف هاون``, kind mortar."""
    kind: str
    why: tuple[str, ...] = ()


Mention = Actor | Place | Time | Quantity | Weapon


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """Who says what: in ``نفى الجيش مقتل مدنيين`` the army denies. Its span is what is told."""
    id: str
    sources: tuple[str, ...]
    cue: Span
    stance: str
    start: int
    end: int
    text: str
    told_to: str | None
    about: str | None
    within: str | None
    why: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Codes:
    """The event in the codebooks of others; None where words leave it open."""
    acled_event: str | None = None
    acled_sub_event: str | None = None
    plover: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """What happened, as one place of the text tells it: ``قصف``, type shelling."""
    id: str
    type: str
    trigger: Span
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]
    from_: datetime.date | None
    to: datetime.date | None
    status: str
    claims: tuple[str, ...]
    codes: Codes
    why: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """People counted: ``12 شخصا على الأقل`` killed, low 12, high None (open)."""
    id: str
    kind: str
    low: float | None
    high: float | None
    approximate: bool
    victims: str
    start: int
    end: int
    text: str
    event: str | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    within: str | None
    place: str | None
    from_: datetime.date | None
    to: datetime.date | None
    status: str
    why: tuple[str, ...] = ()


MENTIONS: dict[str, type[Any]] = {
    "actor": Actor, "place": Place, "time": Time, "quantity": Quantity, "weapon": Weapon}

T = TypeVar("T")


def day(value: str | None) -> datetime.date | None:
    if value is None or value.startswith("0000"):
        return None
    return datetime.date.fromisoformat(value)


def _value(key: str, value: Any) -> Any:
    if key in ("from", "to", "published"):
        return day(value)
    if key in ("cue", "trigger"):
        return Span(**value)
    if key == "codes":
        return Codes(**value)
    return tuple(value) if isinstance(value, list) else value


def _attribute(key: str) -> str:
    return key + "_" if key in ("from", "class") else key


def build(cls: type[T], fields: dict[str, Any]) -> T:
    """A value of `cls` from an object of marsad.analysis/1."""
    return cls(**{_attribute(key): _value(key, value) for key, value in fields.items()})
