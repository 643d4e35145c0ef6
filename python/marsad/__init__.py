# SPDX-License-Identifier: Apache-2.0
"""Marsad reads news of armed conflict, in Arabic first, and keeps what it claims.

>>> import marsad
>>> analysis = marsad.extract("نفى الجيش مقتل ثلاثة مدنيين في القصف", published="1998-03-12")
>>> claim = analysis.claims[0]
>>> claim.stance, analysis[claim.sources[0]].text, claim.text
('denies', 'الجيش', 'مقتل ثلاثة مدنيين في القصف')

extract reads one text, extract_many many, tables many into Arrow tables, Store what ``marsad
ingest`` keeps. docs/python.md in the source tree goes from a folder of articles to a chart."""
from ._analysis import Analysis
from ._core import version as __version__
from ._errors import Error, InputError, PackError, StoreError
from ._extract import Language, extract, extract_many, layers, read, tables
from ._model import (Actor, Claim, Codes, Document, Event, Figure, Mention, Place, Quantity, Span,
                     Time, Weapon)
from ._store import Store
from ._tables import Table, Tables

__all__ = [
    "Actor", "Analysis", "Claim", "Codes", "Document", "Error", "Event", "Figure", "InputError",
    "Language", "Mention", "PackError", "Place", "Quantity", "Span", "Store", "StoreError", "Table",
    "Tables", "Time", "Weapon", "__version__", "extract", "extract_many", "layers", "read", "tables",
]
