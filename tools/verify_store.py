#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check a store of Marsad without Marsad: python3 verify_store.py STORE.db [SEQ:HASH]

Standard library only; docs/store.md documents the form that is checked. Prints every fault with
its place and exits 0 only when there is none. SEQ:HASH is a checkpoint that was printed earlier
and kept elsewhere; only it shows that the end of the log was cut off."""
import hashlib
import re
import sqlite3
import struct
import sys

OBJECTS = {  # kind: the rows that its digest runs over, and the numbers that there are
    "original": (["SELECT * FROM original WHERE number = ?"], "SELECT number FROM original"),
    "article": (["SELECT * FROM article WHERE number = ?",
                 "SELECT * FROM report WHERE article = ? ORDER BY number"],
                "SELECT number FROM article UNION SELECT article FROM report"),
    "incident": (["SELECT * FROM incident WHERE number = ?"], "SELECT number FROM incident"),
    "rejected": (["SELECT * FROM rejected WHERE number = ?"], "SELECT number FROM rejected"),
    "decision": (["SELECT * FROM decision WHERE number = ?"], "SELECT number FROM decision"),
    "correction": (["SELECT * FROM correction WHERE number = ?"], "SELECT number FROM correction"),
    "release": (["SELECT * FROM release WHERE number = ?"], "SELECT number FROM release"),
    "person": (["SELECT * FROM person WHERE number = ?"], "SELECT number FROM person"),
}


def value_bytes(value):
    """A letter for the type, the length in bytes, a colon, the bytes."""
    if value is None:
        letter, data = b"n", b""
    elif isinstance(value, int):
        letter, data = b"i", str(value).encode()
    elif isinstance(value, float):
        letter, data = b"r", struct.pack(">d", value).hex().encode()
    elif isinstance(value, bytes) and not isinstance(value, Text):
        letter, data = b"b", value
    else:
        letter, data = b"t", bytes(value)
    return letter + str(len(data)).encode() + b":" + data


class Text(bytes):
    """Text as its bytes, so that ill-formed UTF-8 counts as it is."""


def digest(base, kind, number):
    total = hashlib.sha256()
    for query in OBJECTS[kind][0]:
        for row in base.execute(query, (number,)):
            for value in row:
                total.update(value_bytes(value))
            total.update(b"\n")
    return total.hexdigest()


def check_chain(base, checkpoint, fault):
    """The last digest of each object, as the log says."""
    last, previous, expected, met = {}, b"", 1, checkpoint is None
    for row in base.execute("SELECT seq, at, actor, action, detail, objects, previous, hash "
                            "FROM log ORDER BY seq"):
        seq, objects, said, bears = row[0], row[5], row[6], row[7]
        if seq != expected:
            fault(f"log: entries {expected} to {seq - 1} are missing")
        expected = seq + 1
        line = b"".join(str(v).encode() + b"\n" if isinstance(v, int) else bytes(v) + b"\n"
                        for v in row[:7])
        if hashlib.sha256(line).hexdigest().encode() != bears:
            fault(f"log: entry {seq} was changed")
        if said != previous:
            fault(f"log: entry {seq} does not follow the one before it")
        previous = bears
        if checkpoint and seq == checkpoint[0]:
            met = bears.decode() == checkpoint[1]
        for one in objects.decode().split():
            name, _, value = one.partition("=")
            last[name] = (value, seq)
    if not met:
        fault(f"log: it does not hold the checkpoint {checkpoint[0]}: cut or changed")
    return last


def check_objects(base, last, fault):
    for kind, (_, numbers) in OBJECTS.items():
        for (number,) in base.execute(numbers).fetchall():
            name = f"{kind}/{number}"
            if name not in last:
                fault(f"{name}: stands in no entry of the log")
                continue
            value, seq = last.pop(name)
            if digest(base, kind, number) != value:
                fault(f"{name}: was changed after entry {seq} of the log")
    for name, (_, seq) in last.items():
        fault(f"{name}: is missing; entry {seq} of the log wrote it")


def check_words(base, fault):
    """The index of words against the sum of hashes (FNV-1a) that each article keeps. Facets of claims
    are in no sum: marsad verify makes them from the analyses."""
    base.execute("CREATE VIRTUAL TABLE temp.word_instance USING fts5vocab(main, word, instance)")
    sums = {}
    for term, number in base.execute("SELECT term, doc FROM temp.word_instance"):
        if re.fullmatch(b"x[sf][0-9a-f]{16}", term):
            continue
        value = 0xCBF29CE484222325
        for byte in term:
            value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        sums[number] = (sums.get(number, 0) + value) & 0xFFFFFFFFFFFFFFFF
    for number, words in base.execute("SELECT number, words FROM article"):
        if sums.pop(number, 0) != words & 0xFFFFFFFFFFFFFFFF:
            fault(f"article/{number}: the index of words has others than it was given")
    for number in sums:
        fault(f"article/{number}: stands in the index of words only")


def main(path, checkpoint=None):
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    base.text_factory = Text
    faults = []
    point = None
    if checkpoint:
        seq, _, value = checkpoint.partition(":")
        point = (int(seq), value)
    for (line,) in base.execute("PRAGMA integrity_check"):
        if line != b"ok":
            faults.append("file: " + line.decode())
    last = check_chain(base, point, faults.append)
    check_objects(base, last, faults.append)
    check_words(base, faults.append)
    print("\n".join(faults) if faults else f"clean: {len(OBJECTS)} kinds of objects checked")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
