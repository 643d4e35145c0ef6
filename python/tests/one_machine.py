# SPDX-License-Identifier: Apache-2.0
"""What one machine made of the same articles, for comparing row by row with what many made: the
store of `marsad ingest`, asked through marsad.Store, and its families from the file itself."""
import contextlib
import json
import sqlite3

import pyarrow

import marsad


def of_rows(table):
    """Rows of origins or incidents by their id; days as numbers, since texts tell of years that
    Python's dates do not reach."""
    days = pyarrow.schema([
        field.with_type(pyarrow.int32()) if pyarrow.types.is_date(field.type) else field
        for field in table.schema])
    return sorted(table.cast(days).to_pylist(), key=lambda row: row["id"])


class OneMachine:
    def __init__(self, path):
        self.path = path
        self.store = marsad.Store(path)

    def origins(self):
        return of_rows(self.store.claims().to_arrow())

    def incidents(self, policy="ucdp-like"):
        return of_rows(self.store.incidents(policy=policy).to_arrow())

    def families(self):
        """(article, version, current, first article of its family, version of that)."""
        return self._asked(
            "SELECT a.id, a.version, a.current, f.id, f.version FROM article a JOIN article f ON "
            "f.number = iif(a.family = 0, a.number, a.family)", lambda row: row)

    def reports(self):
        """(article, version, current, incident, leads, nearest, score, reasons)."""
        return self._asked(
            "SELECT a.id, a.version, a.current, i.id, r.leads, n.id, r.score, r.reasons "
            "FROM report r JOIN article a ON a.number = r.article "
            "JOIN incident i ON i.number = r.incident LEFT JOIN article n ON n.number = r.nearest",
            lambda row: (*row[:7], json.loads(row[7])))

    def _asked(self, question, form):
        with contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as file:
            return sorted((form(row) for row in file.execute(question)), key=repr)


def of_families(families, read):
    """Of two tables of Arrow, as OneMachine.families gives them."""
    names = dict(zip(read["arrival"].to_pylist(), read["article"].to_pylist()))
    rows = families.to_pylist()
    versions = {row["arrival"]: row["version"] for row in rows}
    return sorted(((names[row["arrival"]], row["version"], int(row["superseded"] is None),
                    names[row["family"]], versions[row["family"]]) for row in rows), key=repr)


def of_reports(table):
    return sorted(((row["article"], row["version"], int(row["current"]), row["incident"],
                    int(row["leads"]), row["nearest"], row["score"], json.loads(row["reasons"]))
                   for row in table.to_pylist()), key=repr)
