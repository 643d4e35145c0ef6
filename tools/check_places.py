#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the form of the gazetteer, language/world/places.tsv.

usage: check_places.py [FILE] [--least N]

Prints one line for each fault (file:row: what) and exits with 1 if there is any, else with 0.
Standard library only.
"""

import argparse
import pathlib
import re
import sys
import unicodedata

COLUMNS = ("id", "name_en", "names_ar", "lat", "lon", "level", "kind", "country", "parent",
           "population", "flags", "source")
LEVELS = {"country", "region", "admin1", "admin2", "city", "district", "village", "site"}
FLAGS = {"common-word", "admin-needs-cue"}
SOURCES = {"wof", "geonames", "cldr", "marsad"}
IDENT = re.compile(r"gn-\d+|wof-\d+|cldr-[A-Z]{2}(-short)?|[a-z0-9]+(-[a-z0-9]+)*")
COORDINATE = re.compile(r"-?\d{1,3}\.\d{4}")
# Marks, tatweel, presentation forms, Persian letters: news does not write them in names.
FOREIGN = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
NAME = re.compile("[\u0621-\u063a\u0641-\u064a0-9 .'A-Za-z-]+")


def faults_of(cells):
    """What is wrong with one row, as texts."""
    ident, name_en, names, lat, lon, level, kind, country, _, population, flags, source = cells
    if not IDENT.fullmatch(ident):
        yield f"id {ident!r} is neither gn-, wof-, cldr- nor a slug"
    if not name_en:
        yield "name_en is empty"
    for name in names.split("|"):
        if not name or name != name.strip() or "  " in name:
            yield f"name {name!r} is empty or has stray spaces"
        elif FOREIGN.search(name):
            yield f"name {name!r} has marks or letters that are folded away"
        elif not NAME.fullmatch(name) or not re.search("[\u0621-\u064a]", name):
            yield f"name {name!r} has signs that are no letters"
    if len(set(names.split("|"))) != len(names.split("|")):
        yield "a name stands twice"
    for value, limit in ((lat, 90), (lon, 180)):
        if not COORDINATE.fullmatch(value) or abs(float(value)) > limit:
            yield f"coordinate {value!r} is out of range or has not 4 decimals"
    if level not in LEVELS:
        yield f"level {level!r} is unknown"
    if not re.fullmatch("[a-z]*", kind):
        yield f"kind {kind!r} is no word"
    if not re.fullmatch("([A-Z]{2})?", country):
        yield f"country {country!r} is no ISO code"
    if population and not re.fullmatch("[1-9][0-9]*", population):
        yield f"population {population!r} is no number"
    for value, known in ((flags, FLAGS), (source, SOURCES)):
        parts = value.split("|") if value else []
        if parts != sorted(set(parts)) or not set(parts) <= known:
            yield f"{value!r} is not a sorted list of {', '.join(sorted(known))}"
    if not source:
        yield "source is empty: a row without a known origin may not ship"


def check(path, least):
    faults = []
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if lines.pop() != "":
        faults.append((len(lines), "the last line does not end with a line feed"))
    if "\r" in text or unicodedata.normalize("NFC", text) != text:
        faults.append((0, "not NFC, or with carriage returns"))
    if lines[0].split("\t") != list(COLUMNS):
        faults.append((1, f"the header is not {' '.join(COLUMNS)}"))
    before = b""
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            faults.append((number, f"{len(cells)} columns, not {len(COLUMNS)}"))
            continue
        ident = cells[0].encode()
        if ident <= before:
            faults.append((number, f"id {cells[0]!r} is out of order or stands twice"))
        before = ident
        faults += [(number, fault) for fault in faults_of(cells)]
    if len(lines) - 1 < least:
        faults.append((len(lines), f"{len(lines) - 1} places, at least {least} are expected"))
    return faults


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("file", nargs="?", type=pathlib.Path,
                        default=root / "language/world/places.tsv")
    parser.add_argument("--least", type=int, default=90_000, metavar="N")
    options = parser.parse_args()
    faults = check(options.file, options.least)
    for number, fault in faults:
        print(f"{options.file}:{number}: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
