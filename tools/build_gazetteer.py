#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds language/world/places.tsv, the gazetteer that Marsad reads places with.

usage: build_gazetteer.py RAW [--world DIR] [--output FILE]

RAW is the folder of raw facts; it holds
  gazetteer/mena.tsv.gz               Who's On First and GeoNames, 27 countries
  gazetteer/world_cities_ar.tsv       GeoNames cities elsewhere
  gazetteer/cldr_territories_ar.json  names of countries, CLDR
  lexicon/*.tsv                       words of the language, to know a place name that is also a word
DIR (default: language/world of this tree) holds what is written by hand
  places_overlay.tsv   rows that the sources lack or have wrong
  places_fixes.tsv     corrections to single rows of the sources, by id
  places_words.tsv     rulings on names that are also words (or look like it and are not)

The result depends on these files alone: same files, same bytes. Rows and names that come
from OCHA COD alone are left out, because their terms are not confirmed.
Standard library only. Tested by check_places.py, which reads the result.
"""

import argparse
import csv
import gzip
import json
import math
import pathlib
import re
import sys
import unicodedata
from collections import defaultdict

COLUMNS = ("id", "name_en", "names_ar", "lat", "lon", "level", "kind", "country", "parent",
           "population", "flags", "source")

# A place of the same name and class nearer than this is the same place.
SAME_PLACE_KM = 15.0
# A quarter and a town of one name are one place when nearer than this.
SAME_QUARTER_KM = 4.0
# An admin unit and its overlay row may have centres far apart.
SAME_UNIT_KM = 200.0
# A unit whose namesake town is farther from its middle than this stands at the town.
SEAT_KM = 60.0
# A name that is also a word still reads as a place when the place is as large as this.
KNOWN_CITY = 150_000
CITY_POPULATION = 10_000

MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b\u200d-\u200f\ufeff]")
ARABIC_NAME = re.compile(r"[\u0621-\u064a\u0686\u067e\u06a4\u06af\u0698 0-9.'-]+")
LETTERS = str.maketrans({
    "ک": "ك", "ڪ": "ك", "ګ": "ك", "ی": "ي", "ۍ": "ي", "ې": "ي", "ے": "ي", "ۓ": "ي", "ھ": "ه",
    "ە": "ه", "ۀ": "ه", "ہ": "ه", "ں": "ن", "ٱ": "ا", "ٲ": "أ", "ۆ": "و", "ڭ": "ك", "ݣ": "ك",
    "ڨ": "ق", "ﭬ": "ف", "ڤ": "ف", "گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ج", "ڌ": "د", "ڊ": "د",
    "ڀ": "ب", "ڄ": "ج", "\u200c": " ", "_": " ", "\u00a0": " ", "ﷲ": "الله", "–": "-", "—": "-",
    "‘": "'", "’": "'", "`": "'",
    **{chr(0x0660 + i): str(i) for i in range(10)}, **{chr(0x06f0 + i): str(i) for i in range(10)},
})
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "-": " ",
                      ".": " ", "'": None, "ء": None})

# How a unit of each rank is called, country by country: first the word that the row carries.
ADMIN1_WORD = {
    "SY": "محافظة", "IQ": "محافظة", "YE": "محافظة", "EG": "محافظة", "JO": "محافظة", "LB": "محافظة",
    "PS": "محافظة", "KW": "محافظة", "BH": "محافظة", "OM": "محافظة", "IR": "محافظة", "TR": "ولاية",
    "AF": "ولاية", "PK": "إقليم", "SA": "منطقة", "DZ": "ولاية", "TN": "ولاية", "MA": "جهة",
    "LY": "شعبية", "SD": "ولاية", "SS": "ولاية", "SO": "إقليم", "MR": "ولاية", "AE": "إمارة",
    "QA": "بلدية", "IL": "منطقة",
}
ADMIN2_WORD = {
    "SY": "منطقة", "IQ": "قضاء", "YE": "مديرية", "EG": "مركز", "JO": "لواء", "LB": "قضاء",
    "PS": "محافظة", "IR": "مقاطعة", "TR": "قضاء", "AF": "مديرية", "SA": "محافظة", "DZ": "دائرة",
    "TN": "معتمدية", "MA": "إقليم", "SD": "محلية", "SS": "مقاطعة", "SO": "مقاطعة",
    "MR": "مقاطعة", "OM": "ولاية", "IL": "قضاء", "LY": "بلدية",
}
ADMIN3_WORD = {"SY": "ناحية", "IQ": "ناحية", "LB": "بلدية", "TN": "عمادة", "DZ": "بلدية",
               "MA": "جماعة", "YE": "عزلة", "IR": "ناحية", "TR": "ناحية"}
# Countries whose villages matter: those of mena.tsv.gz.
REGION = set("AE AF BH DZ EG IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SS SY TN TR YE".split())
UNIT_WORDS = ("محافظة|ولاية|إقليم|اقليم|منطقة|جهة|شعبية|إمارة|امارة|بلدية|قضاء|مديرية|مركز|لواء|"
              "مقاطعة|دائرة|معتمدية|محلية|ناحية|جماعة|عزلة|محافظه|"
              "مديريه|ولايه|منطقه|مقاطعه|بلديه|ناحيه|قسم|عمالة|شهرستان|استان").split("|")
TOWN_WORDS = "مدينة بلدة قرية مدينه بلده قريه".split()
# Rows of neighbourhoods that are sites, by the first word of the name.
SITE_WORDS = {"مطار": "airport", "جامعة": "university", "ميناء": "port"}
# Rows of the sources that are no places, or buildings too small to matter.
NO_PLACE_WORDS = set("وزارة شركة بنك سفارة فندق مدرسة مدارس حركة قبيلة عائلة مستشفى مسجد جامع مول برج "
                     "أبراج حديقة متحف محطة نادي جمعية مؤسسة مركز مجمع كلية معهد منتجع ملعب "
                     "صباح اكسبو إكسبو شارع طريق سكة السكة مصنع مزرعة".split())


def normalise(name):
    """Spelling as news writes it: no marks, Arabic letters for Persian ones, single spaces."""
    name = unicodedata.normalize("NFKC", name.translate(LETTERS)).translate(LETTERS)
    name = MARKS.sub("", name)
    name = re.sub(r"[(\[].*?[)\]]|[)(\]\[]", " ", name)
    name = re.sub(r"\s*-\s*", "-", name)
    return unicodedata.normalize("NFC", " ".join(name.split()).strip("-.' "))


def fold(name):
    """What two spellings of one name have in common."""
    return " ".join(name.translate(FOLD).split())


# Bare words for kinds and sides of places. As names of villages they only mislead.
GENERIC = set((
    "مدينه المدينه مدينتي بلده البلده قريه القريه محافظه المحافظه ولايه الولايه اقليم الاقليم منطقه المنطقه "
    "مديريه المديريه ناحيه الناحيه قضا القضا حي مخيم المخيم معبر المعبر مطار المطار جبل الجبل وادي نهر "
    "الدوله دوله البلاد العاصمه عاصمه المملكه الحدود حدود الساحل ساحل مينا القاعده قاعده شمال جنوب شرق "
    "غرب الشمال الجنوب الشرق الغرب وسط الوسط شمالي جنوبي شرقي غربي الشرقي الغربي الشمالي الجنوبي كان "
    "ابو له بن بين في من مقر المقر مركز المركز دعم هجوم كمين لقد قد هو هي").split())
GENERIC |= {f"{a} {b}" for a in ("شمال", "جنوب") for b in ("شرق", "غرب", "شرقي", "غربي")}


def split_names(text, first_part_only=False):
    """names_ar of a raw row: normalised, unusable ones dropped, one for each folded form."""
    names = []
    for part in text.split("|"):
        parts = re.split("[،,/;:]", part)
        for piece in parts[:1] if first_part_only else parts:
            name = normalise(piece)
            letters = re.sub("[^\u0621-\u064a]", "", name)
            if len(letters) >= 2 and name[0] != "ئ" and fold(name) not in GENERIC and ARABIC_NAME.fullmatch(name):
                names.append(name)
    return unique(names)


def better_spelling(a, b):
    """Of two spellings that fold alike, the one with hamza, ة and final ي."""
    def weight(n):
        return (sum(n.count(c) for c in "أإئؤء") * 2
                + sum(w.startswith("آ") for w in n.split()) * 2 - sum("آ" in w[1:] for w in n.split())
                + sum(w.endswith("ة") for w in n.split())
                + sum(w.endswith("ي") for w in n.split()) * 0.5 - n.count("-") * 0.25)
    return b if weight(b) > weight(a) else a


def unique(names):
    best = {}
    for name in names:
        key = fold(name)
        best[key] = better_spelling(best[key], name) if key in best else name
    return list(best.values())


def bare(name):
    """The name of a unit without the word for the unit."""
    first, _, rest = name.partition(" ")
    return rest if first in UNIT_WORDS and rest else name


def kilometres(a, b):
    la, lo, lb, lp = (math.radians(x) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lo - lp) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def read_tsv(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        # Some rows name two ids; the first stands for both.
        if "," in (row.get("geonameid") or ""):
            row["geonameid"] = row["geonameid"].split(",")[0]
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            sys.exit(f"{path}: row {number}: wrong number of columns; count the tabs of the row")
    return rows


def number(text):
    return int(float(text)) if text not in ("", None) else 0


def source_of(raw):
    """wof, geonames or both; what OCHA COD added is not counted."""
    tags = raw["source"].split("+")
    found = (["geonames"] if "cities500" in tags or raw.get("geonameid") else []) + (
        ["wof"] if "wof" in tags else [])
    return "|".join(found)


def classify(raw, population):
    """(level, kind) of a raw row."""
    code, placetype = raw["feature_code"], raw.get("wof_placetype", "")
    if code == "PCLI":
        return "country", ""
    if code == "ADM1":
        return "admin1", ""
    if code == "ADM2":
        return "admin2", ""
    if placetype == "localadmin" or code == "ADM3":
        return "district", "subdistrict"
    if placetype == "disputed":
        return "region", "disputed"
    if raw["feature_class"] == "S":
        return "site", "airport"
    if code == "PPLX" or placetype in ("neighbourhood", "microhood"):
        return "district", "quarter"
    if code == "STLMT":
        return ("city" if population >= CITY_POPULATION else "village"), "settlement"
    if code in ("PPLW", "PPLQ", "PPLH"):
        return "village", "ruin"
    if code == "PPLC":
        return "city", "capital"
    if code in ("PPLA", "PPLG") or population >= CITY_POPULATION:
        return "city", ""
    if code == "PPLA2" or (code == "PPLA3" and population >= CITY_POPULATION / 2):
        return "city", ""
    return "village", ""


def row_class(row):
    """Rows of one class may be one place; a town and its district never are."""
    if row["level"] in ("city", "village"):
        return "settled"
    if row["level"] == "district" and row["kind"] != "subdistrict":
        return "quarter"
    if row["level"] == "district":
        return "subdistrict"
    return row["level"]


def settled_names(names):
    """Names of a town or quarter without those of its unit and without doubled forms."""
    forms = {fold(n) for n in names}
    out = []
    for name in names:
        first, _, rest = name.partition(" ")
        if first in UNIT_WORDS + TOWN_WORDS and fold(rest) in forms:
            continue
        if first == "بطولة" and rest:
            continue
        # Dialect spellings without alif (لقاهرة for القاهرة) read as ل before a name.
        if name.startswith("ل") and fold("ا" + name) in forms:
            continue
        if "ال" + fold(name) in forms and len(fold(name)) <= 4:
            continue
        out.append(name)
    return out or names[:1]


def joined_forms(names):
    """News joins كفر to the name that follows, and parts it, as it likes."""
    out = list(names)
    for name in names:
        first, _, rest = name.partition(" ")
        if first == "كفر" and len(rest) > 2 and " " not in rest and not rest.startswith("ال"):
            out.append(first + rest)
        elif name.startswith("كفر") and " " not in name and len(name) > 6:
            out.append(f"كفر {name[3:]}")
    return unique(out)


def admin_names(names, level, kind, country):
    """'محافظة X' first, then X, for every name of a unit."""
    word = (ADMIN1_WORD if level == "admin1" else ADMIN2_WORD if level == "admin2" else
            ADMIN3_WORD if kind == "subdistrict" else {}).get(country)
    bares = unique([bare(n) for n in names])
    given = {}
    for name in names:
        if bare(name) != name and fold(bare(name)) not in given:
            given[fold(bare(name))] = name
    out = []
    for name in bares:
        if name.startswith("ال") and country == "IL":
            out.append(given.get(fold(name), name))
        elif fold(name) in given:
            out.append(given[fold(name)])
        elif word and not name.startswith(("الولاية", "المنطقة", "المحافظة")):
            out.append(f"{word} {name}")
    return unique(out + bares)


def load_raw(raw_dir):
    rows, unit_names = [], {}
    raws = [r for r in read_tsv(raw_dir / "gazetteer/mena.tsv.gz")
            if r["source"] not in ("cod", "")]
    for r in raws:
        if r["feature_code"] == "ADM1":
            names = split_names(r["names_ar"])
            if names:
                unit_names[r["wof_id"]] = bare(names[0])
    taken = set()
    # The row that GeoNames cities500 confirms keeps the GeoNames id where two rows share one.
    raws.sort(key=lambda r: ("cities500" not in r["source"], r["geonameid"], r["wof_id"]))
    for r in raws:
        names = split_names(r["names_ar"])
        if "cod" in r["source"].split("+") and len(names) > 1:
            # The spelling of OCHA COD stands last where it differs.
            names = names[:-1]
        if not names or not r["lat"]:
            continue
        population = number(r["population"])
        level, kind = classify(r, population)
        ident = f"gn-{r['geonameid']}" if r["geonameid"] else f"wof-{r['wof_id']}"
        if ident in taken:
            ident = f"wof-{r['wof_id']}"
        if ident in taken or ident == "wof-":
            continue
        taken.add(ident)
        if level in ("admin1", "admin2") or kind == "subdistrict":
            names = admin_names(names, level, kind, r["country"])
        elif level in ("city", "village", "district"):
            names = joined_forms(settled_names(names))
            first = names[0].split()[0]
            if level == "district" and len(names[0].split()) > 1:
                if first in SITE_WORDS:
                    level, kind = "site", SITE_WORDS[first]
                elif first in NO_PLACE_WORDS:
                    continue
            if first in ("حركة", "قبيلة", "شركة", "وزارة") and len(names[0].split()) > 1:
                continue
        if not kind and level in ("village", "city"):
            kind = "camp" if names[0].startswith("مخيم ") else ""
        parent = unit_names.get(r["parent1_wof"], "") if level not in ("country", "admin1") else ""
        rows.append(make_row(ident, r["name_ascii"], names, r["lat"], r["lon"], level, kind,
                             "" if r["country"] == "XX" else r["country"], parent, population,
                             source_of(r)))
    return rows, taken


def load_world(raw_dir, taken, countries):
    rows = []
    for r in read_tsv(raw_dir / "gazetteer/world_cities_ar.tsv"):
        ident = f"gn-{r['geonameid']}"
        names = split_names(r["names_ar"], first_part_only=True)
        if ident in taken or not names:
            continue
        taken.add(ident)
        names = settled_names(names)
        population = number(r["population"])
        level, kind = classify(r, population)
        rows.append(make_row(ident, r["name_ascii"], names, r["lat"], r["lon"], level, kind,
                             r["country"], countries.get(r["country"], ""), population,
                             "geonames"))
    return rows


def load_countries(raw_dir):
    """ISO code → names, best first."""
    data = json.loads((raw_dir / "gazetteer/cldr_territories_ar.json").read_text(encoding="utf-8"))
    names = defaultdict(list)
    for code, name in data["main"]["ar"]["localeDisplayNames"]["territories"].items():
        # The short and variant forms are what news writes.
        if re.fullmatch("[A-Z]{2}(-alt-.*)?", code):
            names[code[:2]].insert(0 if "-alt-" in code else len(names[code[:2]]), name)
    return {code: unique([normalise(n) for n in found]) for code, found in names.items()}


def make_row(ident, name_en, names, lat, lon, level, kind, country, parent, population, source):
    name_en = unicodedata.normalize("NFC", " ".join(name_en.split()))
    return {"id": ident, "name_en": name_en, "names": names, "lat": float(lat),
            "lon": float(lon), "level": level, "kind": kind, "country": country,
            "parent": parent, "population": population, "flags": set(),
            "source": set(filter(None, source.split("|"))), "overlay": False,
            "own": len(names)}


def load_overlay(path, countries, rulings):
    rows = []
    for r in read_tsv(path):
        cells = [n for n in [r["name_ar"], *r["aliases_ar"].split("|")] if n]
        cells = cells[:1] + ["?" + n if rulings.get(fold(normalise(n))) == "word"
                             and not n.startswith("?") else n for n in cells[1:]]
        names = unique([normalise(n) for n in cells if not n.startswith("?")])
        doubtful = unique([normalise(n[1:]) for n in cells if n.startswith("?")])
        flags = set(filter(None, r["flags"].split("|")))
        if not names:
            names, doubtful, flags = doubtful, [], flags | {"common-word"}
        source = "marsad"
        code = r["id"][5:]
        if r["id"].startswith("cldr-") and code in countries:
            names = unique(names + countries[code])
            source = "cldr|marsad"
        row = make_row(r["id"], r["name_en"], names, r["lat"], r["lon"], r["level"], r["kind"],
                       r["country"], r["parent"], number(r["population"]), source)
        row["flags"] = flags
        row["overlay"] = True
        rows.append(row)
        if doubtful:
            # Names marked ? are also words: a row of their own, read after a cue only.
            twin = make_row(f"{r['id']}-short", r["name_en"], doubtful, r["lat"], r["lon"],
                            r["level"], r["kind"], r["country"], r["parent"], 0, source)
            twin["flags"] = {"common-word"}
            twin["overlay"] = True
            rows.append(twin)
    return rows


def merge_into(keep, other):
    """`other` is the same place: its names and figures go to `keep`."""
    if not (keep["overlay"] and keep["level"] in ("country", "admin1", "region")):
        have = {fold(n) for n in keep["names"]}
        keep["names"] = (keep["names"] + [n for n in other["names"] if fold(n) not in have]
                         if keep["overlay"] else unique(keep["names"] + other["names"]))
    keep["population"] = max(keep["population"], other["population"])
    keep["parent"] = keep["parent"] or other["parent"]
    keep["country"] = keep["country"] or other["country"]
    keep["kind"] = keep["kind"] or other["kind"]
    keep["source"] |= other["source"]
    if not keep["overlay"] and keep["level"] == "village" and other["level"] == "city":
        keep["level"] = "city"


def richness(row):
    return (not row["overlay"], -row["population"], row["level"] != "city",
            not row["id"].startswith("gn-"), len(row["id"]), row["id"])


def same_place(a, b):
    kinds = {row_class(a), row_class(b)}
    unit = kinds & {"admin1", "admin2", "country", "region"}
    if unit and a["country"] and b["country"] and a["country"] != b["country"]:
        return False
    if kinds == {"country"} and a["country"]:
        return True
    if kinds == {"quarter", "settled"} or kinds & {"site"}:
        return kilometres(a, b) <= SAME_QUARTER_KM
    return kilometres(a, b) <= (SAME_UNIT_KM if unit else SAME_PLACE_KM)


def deduplicate(rows):
    rows = sorted(rows, key=richness)
    kept, index = [], defaultdict(list)
    for row in rows:
        group = row_class(row)
        group = "settled" if group == "quarter" or row["kind"] == "camp" else group
        unit = group in ("admin1", "admin2", "subdistrict")
        first = fold(bare(row["names"][0]) if unit else row["names"][0])
        match = None
        for other in index[(group, first)]:
            if row["overlay"] and other["overlay"]:
                continue
            if same_place(row, other):
                match = other
                break
        if match is not None:
            merge_into(match, row)
        else:
            kept.append(row)
            match = row
        for name in match["names"]:
            key = (group, fold(bare(name) if unit else name))
            if match not in index[key]:
                index[key].append(match)
    return kept


def drop_borrowed_names(rows):
    """An alias that is the chief name of a much larger place is a slip of the source."""
    chief = defaultdict(list)
    countries = set()
    for row in rows:
        if row["level"] in ("country", "admin1") or row["population"] >= 100_000:
            chief[fold(bare(row["names"][0]))].append(row)
        if row["level"] == "country":
            countries.update(fold(n) for n in row["names"])
    for row in rows:
        if row["overlay"]:
            continue
        kept = row["names"][:1]
        for name in row["names"][1:]:
            borrowed = any(
                other is not row and kilometres(row, other) > 40
                and (other["level"] == "country" or other["population"] > 3 * row["population"])
                and (row["level"] != "admin1" or other["level"] in ("admin1", "country"))
                for other in chief[fold(bare(name))])
            if not borrowed and fold(name) not in countries:
                kept.append(name)
        row["names"] = kept


def move_to_seats(rows):
    """The middle of a governorate is often desert: where a town of its name lies far from it,
    the town stands for the unit."""
    towns = defaultdict(list)
    for row in rows:
        if row["level"] == "city":
            for name in row["names"]:
                towns[(fold(name), row["country"])].append(row)
    for row in rows:
        if row["level"] != "admin1" or row["overlay"] or row["country"] not in REGION:
            continue
        seats = [t for n in row["names"] for t in towns[(fold(bare(n)), row["country"])]]
        if seats:
            seat = max(seats, key=lambda t: (t["population"], t["id"]))
            if SEAT_KM < kilometres(row, seat) < 400:
                row["lat"], row["lon"] = seat["lat"], seat["lon"]


def drop_namesakes(rows, region):
    """Small towns far away that carry the name of a large city (Paris, Texas) only mislead.

    Towns of the countries of `region`, which the news is about, stay."""
    chief = defaultdict(int)
    for row in rows:
        weight = row["population"]
        if row["overlay"] and "common-word" not in row["flags"]:
            # What is written by hand is what news means.
            weight = max(weight, 10**9 if row["level"] == "country" else 300_000)
        for name in row["names"]:
            chief[fold(name)] = max(chief[fold(name)], weight)
    countries = {fold(name) for row in rows if row["level"] == "country" for name in row["names"]}
    rows = [row for row in rows
            if row["overlay"] or row["level"] not in ("village", "district")
            or fold(row["names"][0]) not in countries]
    return [row for row in rows
            if row["overlay"] or row["country"] in region or row["population"] >= 200_000
            or chief[fold(row["names"][0])] < max(300_000, 10 * row["population"])]


def word_forms(lexicon):
    """Folded words of the language: ordinary ones, and names of persons."""
    words, persons = set(), set()

    def add(target, *cells):
        for cell in cells:
            for form in (cell or "").split("|"):
                form = fold(normalise(form))
                if form:
                    target.add(form)

    for r in read_tsv(lexicon / "nouns.tsv"):
        add(words, r["lemma"], r["plurals"])
    for r in read_tsv(lexicon / "adjectives.tsv"):
        add(words, r["lemma"], r["feminine"], r["plurals"], r["elative"])
    for r in read_tsv(lexicon / "verbs.tsv"):
        add(words, r["lemma"], r["present"], r["masdar"], r["active_participle"],
            r["passive_participle"])
    for r in read_tsv(lexicon / "particles.tsv"):
        add(words, r["form"])
    for r in read_tsv(lexicon / "numbers.tsv"):
        add(words, r["form"])
    for r in read_tsv(lexicon / "times.tsv"):
        add(words, r["form"])
    for r in read_tsv(lexicon / "titles.tsv"):
        add(words, r["form"], r["feminine"], r["plural"])
    for r in read_tsv(lexicon / "person_names.tsv"):
        add(persons, r["name"])
    return words, persons


def without_article(form):
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def reads_as_word(form, words, persons):
    """Whether a folded name is also a word, a person's name or a number."""
    tokens = form.split()
    if len(tokens) == 1:
        stem = without_article(form)
        feminine = stem[:-1] if stem.endswith("ه") and len(stem) > 3 else stem
        return any(f in words or f in persons for f in (form, stem, feminine)) or form.isdigit()
    if form in words or form in persons:
        return True
    if len(tokens) > 3:
        return False
    kin = {"ابو", "ابي", "ابا", "ام", "بن", "ابن", "بني", "ال", "عبد"}
    plain = [t for t in tokens if t not in kin]
    named = [t for t in plain if t in persons or without_article(t) in persons]
    return bool(plain) and len(named) == len(plain)


def is_unit(row):
    return row["level"] in ("admin1", "admin2") or row["kind"] == "subdistrict"


def flag_lesser_namesakes(rows):
    """A hamlet called Damascus is meant only where the text says that it is a hamlet."""
    known = defaultdict(list)
    for row in rows:
        if "common-word" in row["flags"]:
            continue
        if row["level"] in ("country", "admin1") or row["population"] >= KNOWN_CITY or (
                row["overlay"] and row["level"] in ("city", "region")):
            for name in row["names"]:
                known[fold(name)].append(row)
    for row in rows:
        if row["overlay"] or row["population"] >= 20_000 or row["level"] not in (
                "village", "district"):
            continue
        if any(kilometres(row, other) > 30 for other in known[fold(row["names"][0])]):
            row["flags"].add("common-word")


def flag_rows(rows, words, persons, rulings):
    """Adds `common-word` and `admin-needs-cue`, and drops further names that are words."""

    def is_word(name, row, known):
        form = fold(name)
        ruling = rulings.get(form)
        if ruling:
            return ruling == "word" or (ruling != "place" and row["population"] < int(ruling))
        if known:
            return False
        return (reads_as_word(form, words, persons)
                or form[0].isdigit()
                or (len(form.replace(" ", "")) <= 3 and row["population"] < 20_000))

    for row in rows:
        known = (row["population"] >= KNOWN_CITY or row["level"] in ("admin1", "country")
                 or row["overlay"])
        if "place" in row["flags"]:
            row["flags"].discard("place")
        elif is_unit(row):
            # 'محافظة X' carries its own cue; a bare X that is a word would not.
            kept = [n for n in row["names"] if rulings.get(fold(n)) != "word"
                    and (bare(n) != n or not is_word(n, row, known))]
            if kept:
                row["names"] = kept
            else:
                row["flags"].add("common-word")
        elif is_word(row["names"][0], row, known):
            plain = [n for n in row["names"] if not is_word(n, row, False)]
            if plain and row["population"] >= 50_000 and not row["overlay"]:
                row["names"] = plain
            else:
                row["flags"].add("common-word")
        elif row["level"] != "country":
            own = row["own"] if row["overlay"] else 1
            row["names"] = row["names"][:own] + [n for n in row["names"][own:]
                                                 if not is_word(n, row, False)]
    flag_lesser_namesakes(rows)
    # Whatever is no unit and as well known as one has the bare name first.
    others = {(fold(name), row["country"]) for row in rows
              if not is_unit(row) and "common-word" not in row["flags"]
              and (row["level"] in ("city", "region", "country") or row["overlay"])
              for name in row["names"]}
    for row in rows:
        if is_unit(row) and any(bare(n) == n and (fold(n), row["country"]) in others
                                for n in row["names"]):
            row["flags"].add("admin-needs-cue")


def load_rulings(path):
    """Folded name → 'word', 'place', or the population from which it is a place."""
    rulings = {}
    for r in read_tsv(path) if path.exists() else []:
        for name in r["names"].split("|"):
            rulings[fold(normalise(name))] = r["reading"]
    return rulings


def apply_fixes(rows, path):
    by_id = {row["id"]: row for row in rows}
    dropped = set()
    for r in read_tsv(path) if path.exists() else []:
        row = by_id.get(r["id"])
        if row is None:
            sys.exit(f"{path}: {r['id']} is not a row of the sources; remove the fix")
        column, value = r["column"], r["value"]
        if column == "drop":
            dropped.add(r["id"])
        elif column == "names_ar":
            row["names"] = unique([normalise(n) for n in value.split("|")])
        elif column == "first":
            # The spelling of the news first; the sources list theirs by the alphabet.
            row["names"] = unique([normalise(n) for n in value.split("|")] + row["names"])
        elif column == "flags":
            row["flags"] = set(filter(None, value.split("|")))
        elif column in ("lat", "lon"):
            row[column] = float(value)
        elif column == "population":
            row[column] = int(value)
        elif column in ("name_en", "level", "kind", "country", "parent"):
            row[column] = value
        else:
            sys.exit(f"{path}: {r['id']}: unknown column {column}")
    return [row for row in rows if row["id"] not in dropped]


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("raw", type=pathlib.Path)
    parser.add_argument("--world", type=pathlib.Path, default=root / "language/world")
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    output = options.output or options.world / "places.tsv"

    countries = load_countries(options.raw)
    rows, taken = load_raw(options.raw)
    rows += load_world(options.raw, taken, {c: n[0] for c, n in countries.items()})
    rows = apply_fixes(rows, options.world / "places_fixes.tsv")
    rulings = load_rulings(options.world / "places_words.tsv")
    rows += load_overlay(options.world / "places_overlay.tsv", countries, rulings)
    rows = deduplicate(rows)
    drop_borrowed_names(rows)
    move_to_seats(rows)
    rows = drop_namesakes(rows, REGION)
    words, persons = word_forms(options.raw / "lexicon")
    flag_rows(rows, words, persons, rulings)

    rows.sort(key=lambda row: row["id"].encode())
    with open(output, "w", encoding="utf-8", newline="\n") as stream:
        stream.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            stream.write("\t".join((
                row["id"], row["name_en"], "|".join(row["names"]), f"{row['lat']:.4f}",
                f"{row['lon']:.4f}", row["level"], row["kind"], row["country"], row["parent"],
                str(row["population"]) if row["population"] else "",
                "|".join(sorted(row["flags"])), "|".join(sorted(row["source"])))) + "\n")
    print(f"{output}: {len(rows)} places")


if __name__ == "__main__":
    main()
