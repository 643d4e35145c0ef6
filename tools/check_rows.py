#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the row files of the language: language/ar/lexicon/*.tsv and language/world/actors.tsv.

    tools/check_rows.py [LANGUAGE_DIR]

Each file must be UTF-8 in NFC with LF line ends, hold the header below, the same number of
columns in every row, rows sorted by column (code points) and unique, no space at either end of a
cell or doubled inside it, no empty or repeated member in a list cell, and only the words of the
closed vocabularies in the columns that have one. A key column never repeats.
Prints one line a fault (file:line: what) and exits 1 when there is any, 0 when there is none.
"""

import pathlib
import sys
import unicodedata

EVENT_TYPES = set(
    "clash shelling airstrike bombing chemical_attack shooting abduction arrest abuse territory "
    "siege displacement aid destruction ceasefire talks withdrawal support protest sanction "
    "release violence".split()
)
HARM = set(
    "killed injured missing abducted detained displaced affected released surrendered".split()
)
VICTIMS = set("civilians children women combatants medics journalists mixed people".split())
ACTOR_CLASSES = set(
    "government military armed-group monitor media medical international official civilian "
    "person other".split()
)
ACLED_SUB = {
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike", "Suicide bomb",
    "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade",
    "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement", "Arrests",
    "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
    "Looting/property destruction", "Non-violent transfer of territory", "Other",
}
STANCES = set("asserts confirms denies accuses doubts demands promises".split())

# file → header, key columns, closed vocabularies (column → words; a cell is a list of them).
FILES = {
    "ar/lexicon/verbs.tsv": (
        "lemma vocalised root form present masdar active_participle passive_participle gloss tags "
        "subject_role object_role prepositions",
        None,
        {
            "form": set("I II III IV V VI VII VIII IX X Q1 Q2 Q4".split()),
            "tags": set(
                "abduct abuse accuse aid airstrike arrest attack be become begin besiege bomb "
                "cause chemical claim-responsibility clash confirm continue demand deny destroy "
                "die displace do doubt end enter fall find injure kill leave lose move other plan "
                "prevent promise protest release rise sanction say shell shoot support take-ground "
                "talk truce try want withdraw".split()
            ),
            "subject_role": set("agent source victim target place".split()),
            "object_role": set("content target victim place".split()),
        },
    ),
    "ar/lexicon/nouns.tsv": (
        "lemma vocalised gender plurals root kind victims harm tags gloss",
        None,
        {
            "gender": {"m", "f"},
            "kind": set(
                "person abstract thing event place-kind quantity building speech state body group "
                "time institution weapon document vehicle".split()
            ),
            "victims": VICTIMS,
            "harm": HARM,
        },
    ),
    "ar/lexicon/adjectives.tsv": (
        "lemma feminine plurals elative kind of gloss",
        "lemma",
        {"kind": set("nisba participle quality colour ordinal".split())},
    ),
    "ar/lexicon/particles.tsv": (
        "form category features effect gloss",
        "form",
        {
            "category": set(
                "preposition conjunction complementizer relative demonstrative pronoun negation "
                "modal adverb focus interrogative".split()
            ),
            "effect": set("negates possible future time place cause contrast quotes".split()),
        },
    ),
    "ar/lexicon/numbers.tsv": (
        "form value role gender case effect note side",
        "form",
        {
            "role": set(
                "unit teen ten hundred scale ordinal fraction multiplier vague modifier negative "
                "decimal".split()
            ),
            "gender": {"m", "f"},
            "case": set(
                "nom acc gen obl nom-construct obl-construct construct".split()
            ),
            "effect": set(
                "at-least at-most more-than less-than about exactly between range up-to among "
                "additional out-of of one-of".split()
            ),
            "side": {"before", "after", "both"},
        },
    ),
    "ar/lexicon/times.tsv": (
        "form role value calendar region note",
        "form",
        {
            "role": set(
                "weekday month hijri-month season unit part-of-day relative-day direction-past "
                "direction-future current adverb reference set told past-verb anchor-since anchor-until anchor-by before after during "
                "boundary clock timezone decade era festival".split()
            ),
            "calendar": set("gregorian hijri coptic".split()),
            "region": set(
                "general levantine egyptian maghrebi-fr moroccan gulf libyan-old".split()
            ),
        },
    ),
    "ar/lexicon/titles.tsv": (
        "form feminine plural kind class takes example gloss",
        "form",
        {
            "kind": set(
                "office rank title honorific profession kinship descriptive-source group facility".split()
            ),
            "class": ACTOR_CLASSES,
            "takes": set("name institution place adjective".split()),
        },
    ),
    "ar/lexicon/weapons.tsv": (
        "form plural aliases kind event_type acled_sub_event gloss",
        "form",
        {
            "kind": set(
                "missile rocket artillery mortar small-arms aircraft helicopter drone bomb cluster "
                "incendiary explosive vehicle-bomb suicide mine improvised chemical blade tank "
                "ship other".split()
            ),
            "event_type": EVENT_TYPES,
            "acled_sub_event": ACLED_SUB,
        },
    ),
    "ar/lexicon/person_names.tsv": (
        "name kind note",
        "name",
        {"kind": set("given-male given-female family prefix nickname-pattern".split())},
    ),
    "ar/lexicon/cues.tsv": (
        "cue category stance frame example gloss",
        "cue",
        {
            "category": set("verb noun participle preposition phrase punctuation".split()),
            "stance": STANCES,
        },
    ),
    "ar/lexicon/triggers.tsv": (
        "trigger pos type harm status_hint acled_event acled_sub_event plover plover_mode cameo "
        "frame ambiguous_with example gloss strength",
        "trigger",
        {
            "pos": set("verb masdar noun participle phrase".split()),
            "type": EVENT_TYPES,
            "harm": HARM,
            "status_hint": set("planned negated possible".split()),
            "strength": {"weak", "last", "armed", "counted"},
            "acled_event": {
                "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests",
                "Riots", "Strategic developments",
            },
            "acled_sub_event": ACLED_SUB,
        },
    ),
    "ar/lexicon/false_friends.tsv": ("phrase why", "phrase", {}),
    "world/actors.tsv": (
        "id name_en name_ar aliases_ar aliases_en class country parent valid_from valid_to note "
        "kind generic_ar",
        "id",
        {
            "class": ACTOR_CLASSES,
            "kind": set("person body state outlet collective".split()),
        },
    ),
}
# Columns that hold lists: no empty member, none twice. (Elsewhere `|` joins alternatives that may
# repeat, as the categories of a homograph particle.)
LISTS = {
    "plurals", "elative", "masdar", "tags", "prepositions", "aliases", "aliases_ar", "aliases_en",
    "generic_ar", "takes", "stance", "type", "harm",
}


def check_file(path, header_text, key, vocabularies):
    """Yields (line, fault) for one file; line numbers start at 1."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield 0, f"not UTF-8: {error}"
        return
    if "\r" in text:
        yield 0, "holds a carriage return"
    if not text.endswith("\n"):
        yield 0, "does not end with a line end"
    if not unicodedata.is_normalized("NFC", text):
        yield 0, "not in NFC"
    lines = text.split("\n")[:-1]
    header = header_text.split()
    if not lines or lines[0].split("\t") != header:
        yield 1, "header is not: " + " ".join(header)
        return
    previous = None
    seen = {}
    for number, line in enumerate(lines[1:], 2):
        row = tuple(line.split("\t"))
        if len(row) != len(header):
            yield number, f"{len(row)} columns, not {len(header)}"
            continue
        if not row[0]:
            yield number, "first column is empty"
        if previous is not None and row <= previous:
            yield number, "repeats the row before" if row == previous else "out of order"
        previous = row
        for name, cell in zip(header, row):
            if cell != " ".join(cell.split(" ")).strip() or "  " in cell:
                yield number, f"{name}: space at an end, or doubled: {cell!r}"
            if name in LISTS and cell:
                members = cell.split("|")
                if "" in members:
                    yield number, f"{name}: empty member: {cell}"
                if len(set(members)) != len(members):
                    yield number, f"{name}: member twice: {cell}"
            if name in vocabularies and cell:
                for word in cell.split("|"):
                    if word and word not in vocabularies[name]:
                        yield number, f"{name}: not a word of the vocabulary: {word!r}"
        if key is not None:
            value = row[header.index(key)]
            if value in seen:
                yield number, f"{key} {value!r} also in line {seen[value]}"
            seen[value] = number


def check_actors(path):
    """Yields faults between rows: unknown parents, one alias of two actors."""
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    header = lines[0].split("\t")
    rows = [dict(zip(header, line.split("\t"))) for line in lines[1:]]
    ids = {row["id"] for row in rows}
    owner = {}
    for number, row in enumerate(rows, 2):
        if row.get("parent") and row["parent"] not in ids:
            yield number, f"parent {row['parent']!r} has no row"
        for alias in [row["name_ar"], *filter(None, row["aliases_ar"].split("|"))]:
            folded = alias.translate(str.maketrans("أإآىة", "ااايه"))
            if owner.setdefault(folded, row["id"]) != row["id"]:
                yield number, (
                    f"{alias} also names {owner[folded]}: give it to one, or move it to "
                    "generic_ar of both"
                )


def main(arguments):
    root = pathlib.Path(arguments[0]) if arguments else (
        pathlib.Path(__file__).resolve().parent.parent / "language"
    )
    faults = 0
    for name, (header, key, vocabularies) in FILES.items():
        path = root / name
        if not path.is_file():
            print(f"{path}:0: missing")
            faults += 1
            continue
        found = list(check_file(path, header, key, vocabularies))
        if name == "world/actors.tsv" and not found:
            found = list(check_actors(path))
        for line, what in found:
            print(f"{path}:{line}: {what}")
        faults += len(found)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
