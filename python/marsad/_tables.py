# SPDX-License-Identifier: Apache-2.0
"""Tables of what was read, which Arrow's PyCapsule protocol hands to others without a copy."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import _core

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """Rows under named columns. pyarrow, polars, pandas and DuckDB take it as it is:

    >>> import marsad, pyarrow
    >>> figures = marsad.tables(["أعلنت الوزارة مقتل 12 شخصا"]).figures
    >>> pyarrow.table(figures).column("low").to_pylist()
    [12.0]
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Table) -> None:
        self._core = core

    @property
    def name(self) -> str:
        """Of the layer: ``claims``."""
        return self._core.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Names, in their order."""
        return self._core.columns

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        return f"<marsad.Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def __arrow_c_schema__(self) -> object:
        return self._core.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._core.__arrow_c_stream__(requested_schema)

    def batches(self) -> list[_core.Batch]:
        """The record batches that it is made of, each with ``__arrow_c_array__``."""
        return self._core.batches()

    def to_arrow(self) -> pyarrow.Table:
        """As a pyarrow.Table over the same memory."""
        import pyarrow
        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas.DataFrame; days become datetime64, so that they can be counted with."""
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """As a polars.DataFrame."""
        import polars
        return polars.DataFrame(self)


class Tables(Mapping[str, Table]):
    """One Table for each layer, by name or as an attribute: ``tables.claims``."""

    __slots__ = ("_tables",)

    def __init__(self, tables: list[_core.Table]) -> None:
        self._tables = {one.name: Table(one) for one in tables}

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __getattr__(self, name: str) -> Table:
        try:
            return self._tables[name]
        except KeyError:
            raise AttributeError(f"there is no table {name} here, but: "
                                 + ", ".join(self._tables)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __dir__(self) -> list[Any]:
        return [*super().__dir__(), *self._tables]

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(one)}" for name, one in self._tables.items())
        return f"<marsad.Tables {rows}>"
