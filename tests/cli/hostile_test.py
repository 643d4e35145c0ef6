#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""marsad extract over input that is made to break it: one clear line for each
fault, the rest read, memory bounded, nothing fetched.

    python3 tests/cli/hostile_test.py build/marsad"""
import gzip
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import zlib

PROGRAM = str(pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad").resolve())
MOST_MEMORY = 500 << 20
MOST_SECONDS = 40

SENTENCE = "قتل 12 شخصا في قصف على مدينة حماة، بحسب مصدر طبي."
PAGE = f"<html><body><article><p>{SENTENCE}</p></article></body></html>"


class Done:
    def __init__(self, code, out, err, memory):
        self.code, self.out, self.err, self.memory = code, out, err, memory
        self.analyses = [json.loads(line) for line in out.splitlines()]
        self.ids = [one["document"]["id"] for one in self.analyses]
        self.faults = err.splitlines()


def record(number, body, kind="conversion", content="text/plain", length=None):
    body = body.encode() if isinstance(body, str) else body
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <r{number}>\r\n"
            f"Content-Type: {content}\r\nContent-Length: {len(body) if length is None else length}"
            "\r\n\r\n").encode() + body + b"\r\n\r\n"


def answer(number, body, *headers):
    head = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers))
    return record(number, head.encode() + b"\r\n\r\n" + body, "response", "application/http")


def line(number, text=SENTENCE):
    return json.dumps({"id": f"a{number}", "text": text}, ensure_ascii=False).encode() + b"\n"


def item(number, inside=""):
    return (f"<item><guid>i{number}</guid><title>هدنة</title>"
            f"<description>{SENTENCE}{inside}</description></item>")


def feed(*items, before=""):
    return f'<?xml version="1.0"?>{before}<rss><channel>{"".join(items)}</channel></rss>'


def zstd_of_one_letter(letter, size):
    """A frame of blocks of 4 bytes that each stand for 128 KiB of the letter."""
    block = 128 << 10
    count = size // block
    header = [(block << 3 | 1 << 1 | (at == count - 1)).to_bytes(3, "little") + letter
              for at in (0, count - 1)]
    return b"\x28\xb5\x2f\xfd" + b"\x00\x38" + header[0] * (count - 1) + header[1]


class HostileTest(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="marsad-hostile-"))
        self.addCleanup(shutil.rmtree, self.dir)

    def file(self, name, content):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def extract(self, *words, feeding=None):
        """Runs the program; `feeding` gives the pieces of standard input."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            program = subprocess.Popen(
                [PROGRAM, "extract", "--json", "--with-text", "--threads", "2", *map(str, words)],
                stdin=subprocess.PIPE if feeding else subprocess.DEVNULL, stdout=out, stderr=err)
            too_long = threading.Timer(MOST_SECONDS, program.kill)
            too_long.start()
            try:
                for piece in feeding or ():
                    program.stdin.write(piece)
                if feeding:
                    program.stdin.close()
            except BrokenPipeError:  # it has seen enough
                pass
            _, status, usage = os.wait4(program.pid, 0)
            too_long.cancel()
            program.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            done = Done(program.returncode, out.read().decode(), err.read().decode(),
                        usage.ru_maxrss << 10)
        self.assertLess(done.memory, MOST_MEMORY, "bytes at the peak")
        for fault in done.faults:
            self.assertTrue(fault.startswith("marsad: "), fault)
            self.assertIn("; ", fault, "names no remedy")
            self.assertLess(len(fault), 500, "is no line to read")
        return done

    def refused(self, done, *parts, code=3, ids=()):
        """One line that names file, place and reason; the other articles were read."""
        self.assertEqual((code, list(ids)), (done.code, done.ids), done.err)
        self.assertEqual(1, len(done.faults), done.err)
        for part in parts:
            self.assertIn(part, done.err)

    def read(self, done, *ids):
        self.assertEqual((0, list(ids), ""), (done.code, done.ids, done.err))

    # Compressed data.

    def test_gzip_bomb(self):
        member = gzip.compress(b"\n" * (64 << 20))
        bomb = member * 165  # 10 MB that unfold to 10 GiB
        self.assertLess(len(bomb), 12 << 20)
        begun = {"bomb.jsonl.gz": (line(1), "a1"), "bomb.warc.gz": (record(1, SENTENCE), "r1"),
                 "bomb.xml.gz": (b"<rss><channel>" + item(1).encode(), "i1")}
        for name, (start, first) in begun.items():
            with self.subTest(name):
                done = self.extract(self.file(name, gzip.compress(start) + bomb))
                self.refused(done, name, "unfolds to more than 200 times", code=4, ids=(first,))
        for name in ("bomb.txt.gz", "bomb.html.gz", "bomb.json.gz"):
            with self.subTest(name):
                self.refused(self.extract(self.file(name, bomb)), name)

    def test_zstd_bomb(self):
        bomb = zstd_of_one_letter(b"\n", 11 << 30)
        self.assertLess(len(bomb), 1 << 20)
        for name in ("bomb.jsonl.zst", "bomb.txt.zst", "bomb.html.zst", "bomb.json.zst"):
            with self.subTest(name):
                self.refused(self.extract(self.file(name, bomb)), name)

    def test_gzip_within_gzip(self):
        twice = gzip.compress(gzip.compress(line(1)))
        self.refused(self.extract(self.file("twice.jsonl.gz", twice)), "twice.jsonl.gz",
                     "is gzip data within compressed data")
        self.refused(self.extract("--from", "warc", self.file("twice.warc.gz", twice)),
                     "twice.warc.gz", "is gzip data within compressed data")

    def test_bombs_within_a_web_archive_leave_the_other_records(self):
        page = PAGE.encode()
        blank = b" " * (64 << 20)
        bombs = {
            "gzip": gzip.compress(blank) * 40,
            "zstd": zstd_of_one_letter(b" ", 4 << 30),
            "deflate": zlib.compress(blank + page),
            "gzip, gzip": gzip.compress(gzip.compress(blank) * 40),
        }
        for coding, bomb in bombs.items():
            with self.subTest(coding):
                archive = (record(1, SENTENCE) + answer(2, bomb, f"Content-Encoding: {coding}") +
                           answer(3, gzip.compress(page), "Content-Encoding: gzip"))
                for packed in (archive, b"".join(map(gzip.compress, (
                        record(1, SENTENCE), answer(2, bomb, f"Content-Encoding: {coding}"),
                        answer(3, page))))):
                    done = self.extract(self.file("bombs.warc", packed))
                    self.refused(done, "bombs.warc record 2", code=4, ids=("r1", "r3"))

    def test_twice_compressed_page_is_refused(self):
        twice = gzip.compress(gzip.compress(PAGE.encode()))
        archive = answer(1, twice, "Content-Encoding: gzip") + record(2, SENTENCE)
        self.refused(self.extract(self.file("twice.warc", archive)), "twice.warc record 1",
                     code=4, ids=("r2",))

    def test_zip_is_not_read(self):
        for name in ("pages.zip", "pages.txt", "pages.warc"):
            done = self.extract(self.file(name, b"PK\x03\x04" + bytes(2000)))
            self.refused(done, name, "is a zip archive")

    def test_damaged_and_cut_data(self):
        whole = gzip.compress(b"".join(line(n) for n in range(1, 200)))
        done = self.extract(self.file("cut.jsonl.gz", whole[:-200]))
        self.refused(done, "cut.jsonl.gz", "ends early", code=4, ids=done.ids)
        broken = whole[:600] + bytes(20) + whole[620:]
        self.refused(self.extract(self.file("broken.jsonl.gz", broken)), "broken.jsonl.gz",
                     "is damaged")

    # Pages.

    def test_deeply_nested_pages(self):
        pages = {
            "open tags": "<div>" * 200_000 + SENTENCE,
            "tables": "<table><tr><td>" * 70_000 + SENTENCE + "</td></tr></table>" * 70_000,
            "formatting": "<p>" + "<b><i><font>" * 70_000 + SENTENCE,
            "lists": "<ul><li>" * 100_000 + SENTENCE,
            "links": "<a href=x>" * 200_000 + SENTENCE,
            "ends": "</div></p></td>" * 70_000 + f"<p>{SENTENCE}</p>",
            "attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{SENTENCE}</p>",
            "select": "<select><option>" * 100_000 + f"</select><p>{SENTENCE}</p>",
            "svg": "<svg><foreignObject>" * 70_000 + f"</svg><p>{SENTENCE}</p>",
        }
        for name, page in pages.items():
            with self.subTest(name):
                done = self.extract(self.file("deep.html", f"<html><body>{page}"))
                self.read(done, "deep.html")
                self.assertIn(SENTENCE, done.analyses[0]["document"]["text"])

    def test_unclosed_quotes_swallow_no_more_than_a_browser_would(self):
        page = f"<html><body><p>{SENTENCE}</p><p class='never closed>{'لا نهاية ' * 50_000}"
        done = self.extract(self.file("quote.html", page))
        self.read(done, "quote.html")
        self.assertEqual(SENTENCE, done.analyses[0]["document"]["text"].strip())
        many = f"<html><body><p>{SENTENCE}</p>" + "<a href='x>\"" * 100_000
        self.read(self.extract(self.file("quotes.html", many)), "quotes.html")
        many = f"<html><body><p>{SENTENCE}</p>" + "<!-- " * 200_000
        self.read(self.extract(self.file("comments.html", many)), "comments.html")
        many = f"<html><body><p>{SENTENCE}</p>" + "<script><style><title>" * 100_000
        self.read(self.extract(self.file("scripts.html", many)), "scripts.html")

    def test_what_no_reader_sees_is_no_text(self):
        hidden = "قتل 99 جنديا"
        nothing = (
            f"<script>'{hidden}'</script>", f"<style>p::after{{content:'{hidden}'}}</style>",
            f"<iframe src='http://127.0.0.1:9/'>{hidden}</iframe>", f"<!-- {hidden} -->",
            f"<noscript><p>{hidden}</p></noscript>", f"<template><p>{hidden}</p></template>",
            f"<svg><text>{hidden}</text></svg>", f"<textarea>{hidden}</textarea>",
            f"<object data=x>{hidden}</object>", f"<p hidden>{hidden}</p>",
            f"<!--><script>--><p>{hidden}</script>", f"<SCRIPT type='text/x'>{hidden}</SCRIPT>",
            f"<select><option>{hidden}</select>", f"<noembed>{hidden}</noembed>",
            f"<video>{hidden}</video>", f"<audio>{hidden}</audio>", f"<canvas>{hidden}</canvas>",
            f"<div aria-hidden=true>{hidden}</div>",
        )
        for one in nothing:
            with self.subTest(one):
                page = f"<html><body><article><p>{SENTENCE}</p>{one}<p>{SENTENCE}</p></article>"
                done = self.extract(self.file("page.html", page))
                self.read(done, "page.html")
                self.assertEqual(f"{SENTENCE}\n{SENTENCE}",
                                 done.analyses[0]["document"]["text"].strip())

    # Web archives.

    def test_record_of_a_gigabyte_is_passed_over(self):
        size = 1 << 30
        rng = random.Random(1)
        piece = bytes(rng.choices(b"abcdefgh \n", k=1 << 20))
        first, last = record(1, SENTENCE), record(3, SENTENCE)
        big = record(2, b"", length=size)[:-4]

        def plain():
            yield first + big
            for _ in range(size // len(piece)):
                yield piece
            yield b"\r\n\r\n" + last

        def packed():
            member = gzip.compress(piece, 1)
            yield gzip.compress(first) + gzip.compress(big)
            for _ in range(size // len(piece)):
                yield member
            yield gzip.compress(b"\r\n\r\n" + last)

        for pieces in (plain, packed):
            with self.subTest(pieces.__name__):
                done = self.extract("--from", "warc", "-", feeding=pieces())
                self.refused(done, "- record 2", "is larger than", code=4, ids=("r1", "r3"))
        sparse = self.file("sparse.warc", first + big)
        with sparse.open("r+b") as out:
            out.seek(len(first + big) + size)
            out.write(b"\r\n\r\n" + last)
        self.refused(self.extract(sparse), "sparse.warc record 2", "is larger than", code=4,
                     ids=("r1", "r3"))

    def test_wrong_lengths_in_a_web_archive(self):
        first, last = record(1, SENTENCE), record(3, SENTENCE)
        whole = len(SENTENCE.encode())
        for length in ("-1", "0x10", "abc", "", "99999999999999999999999", "1e3"):
            with self.subTest(length):
                archive = first + record(2, SENTENCE, length=length) + last
                self.refused(self.extract(self.file("length.warc", archive)),
                             "length.warc record 2", "Content-Length", code=4,
                             ids=("r1", "r3"))
        for length, faults in ((whole - 7, 1), (0, 2), (whole + 2, 0), (whole + 20, 1)):
            with self.subTest(length):
                archive = first + record(2, SENTENCE, length=length) + last + last
                done = self.extract(self.file("length.warc", archive))
                self.assertEqual(4 if faults else 0, done.code, done.err)
                self.assertEqual(("r1", "r3"), (done.ids[0], done.ids[-1]), done.err)
                self.assertEqual(faults, len(done.faults), done.err)
        for length in (whole + 400_000, 2**63 - 1, 2**64 - 1):
            with self.subTest(length):
                archive = first + record(2, SENTENCE, length=length) + last
                self.refused(self.extract(self.file("length.warc", archive)),
                             "length.warc record 2", code=4, ids=("r1",))

    # Feeds.

    def test_entity_bombs_and_outside_entities_are_refused(self):
        listening = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listening.close)
        listening.setblocking(False)
        address = "http://127.0.0.1:%d/" % listening.getsockname()[1]
        secret = self.file("secret", "كلمة سرية")
        laughs = '<!ENTITY a0 "ها">' + "".join(
            f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        declared = {
            "billion laughs": (f"<!DOCTYPE rss [{laughs}]>", "&a11;"),
            "quadratic": (f'<!DOCTYPE rss [<!ENTITY a "{"ها" * 50_000}">]>', "&a;" * 50_000),
            "file": (f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{secret}">]>', "&a;"),
            "network": (f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{address}">]>', "&a;"),
            "parameter": (f'<!DOCTYPE rss [<!ENTITY % a SYSTEM "{address}"> %a;]>', ""),
            "within the DTD": ('<!DOCTYPE rss [<!ENTITY % a "x"><!ENTITY % b "%a;%a;">%b;]>', ""),
        }
        for name, (before, inside) in declared.items():
            with self.subTest(name):
                done = self.extract(self.file("news.xml", feed(item(1, inside), before=before)))
                self.refused(done, "news.xml")
        # A DTD elsewhere is not fetched; the feed needs none.
        for kind in (f'SYSTEM "{address}"', f'PUBLIC "-//x" "{address}"', f'SYSTEM "{secret}"'):
            before = f"<!DOCTYPE rss {kind}>"
            done = self.extract(self.file("news.xml", feed(item(1, "&secret;"), before=before)))
            self.read(done, "i1")
            self.assertNotIn("سرية", done.out)
        style = f'<?xml-stylesheet href="{address}"?>'
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>'
        done = self.extract(self.file("news.xml", feed(item(1, include), before=style)))
        self.read(done, "i1")
        self.assertNotIn("سرية", done.out)
        with self.assertRaises(BlockingIOError, msg="something was fetched"):
            listening.accept()

    def test_malformed_item_among_good_ones(self):
        for bad in ("<item><guid>i2</guid><title>هدنة</description></item>",
                    "<item><guid>i2</guid><title>نصف <b>مفتوح</title></item>",
                    "<item><guid>i2</guid><title a=1 a=2 b=>هدنة</title></item>",
                    "<item></item>", "<item><guid>i2</guid><description>\x01\x02</description></item>",
                    "<item><guid>i2</guid><description>a < b & c</description></item>"):
            with self.subTest(bad):
                done = self.extract(self.file("news.xml", feed(item(1), bad, item(3))))
                self.assertIn(done.code, (0, 4), done.err)
                self.assertEqual(("i1", "i3"), (done.ids[0], done.ids[-1]), done.err)
                self.assertLessEqual(len(done.faults), 1)
                for fault in done.faults:
                    self.assertRegex(fault, r"news\.xml:\d+")

    def test_deeply_nested_feed(self):
        deep = "<a>" * 200_000
        done = self.extract(self.file("deep.xml", feed(item(1), deep, item(2))))
        self.refused(done, "deep.xml:", code=4, ids=("i1", "i2"))
        page = "&lt;div&gt;" * 200_000
        self.read(self.extract(self.file("deep.xml", feed(item(1, page), item(2)))), "i1", "i2")

    # JSON.

    def test_lines_that_are_no_articles(self):
        bad = (b"{oops\n", b"[]\n", b"1\n", b'"text"\n', b'{"text": 1}\n', b'{"id": "x"}\n',
               b'{"text": "\xd9"\n', b"\x00\x01\x02\n", b'{"text":"a"}{"text":"b"}\n', b"nul\n",
               b'{"text": "a", "published": "never"}\n', b'{"text":"\\ud800"}\n')
        lines = line(0) + b"".join(one + line(n) for n, one in enumerate(bad, 1))
        done = self.extract(self.file("lines.jsonl", lines))
        good = [f"a{n}" for n in range(len(bad) + 1)]
        self.assertEqual((4, good), (done.code, [one for one in done.ids if one in good]))
        self.assertEqual([str(2 * n) for n in range(1, len(bad) + 1)],
                         re.findall(r"lines\.jsonl:(\d+)", done.err), done.err)

    def test_line_without_end(self):
        def pieces():
            yield line(1) + b'{"text": "'
            for _ in range(100):
                yield b"a" * (1 << 20)
        done = self.extract("--from", "jsonl", "-", feeding=pieces())
        self.refused(done, "-:2", "is longer than", code=4, ids=("a1",))
        big = self.file("big.jsonl", line(1) + b"a" * (100 << 20) + b"\n" + line(3))
        self.refused(self.extract(big), "big.jsonl:2", "is longer than", code=4,
                     ids=("a1", "a3"))
        self.refused(self.extract(self.file("big.txt", b"a" * (100 << 20))), "big.txt",
                     "is larger than")

    def test_articles_as_large_as_may_be(self):
        """Whatever stands just below one limit is bounded by the others."""
        large = {
            "a.txt": b"a " * (7 << 20), "a.jsonl": b'{"text":"' + b"a " * (7 << 20) + b'"}\n',
            "numbers.jsonl": b'{"x":[' + b"1," * (7 << 20) + b"1]}\n",
            "deep.jsonl": b"[" * (15 << 20) + b"\n", "a.html": b"<p>a" * (3 << 20),
            "a.warc": record(1, b"a " * (7 << 20)), "a.json": b"[" + b'{"text":"a"},' * (3 << 19),
            "numbers.json": b"[[" + b"1," * (23 << 19) + b"1]]",
            "a.xml": feed(item(1, "a " * (3 << 20))).encode(),
        }
        for name, content in large.items():
            with self.subTest(name):
                done = self.extract(self.file(name, content))
                self.refused(done, name)

    def test_json_nested_a_million_deep(self):
        for start, end in (("[", "]"), ('{"a":', "}"), ('{"text":[', "]}")):
            deep = start * 1_000_000 + "1" + end * 1_000_000
            with self.subTest(start):
                self.refused(self.extract(self.file("deep.json", deep)), "deep.json")
                done = self.extract(self.file("deep.jsonl", line(1) + deep.encode() + b"\n" +
                                              deep[:2_000_000].encode() + b"\n" + line(4)))
                self.assertEqual((4, ["a1", "a4"]), (done.code, done.ids))
                self.assertEqual(2, len(done.faults), done.err)
                for at, fault in enumerate(done.faults, 2):
                    self.assertIn(f"deep.jsonl:{at}", fault)

    # Bytes.

    def test_nul_bytes(self):
        self.refused(self.extract(self.file("nul.txt", bytes(5000))), "nul.txt", "binary data")
        self.refused(self.extract(self.file("nul.html", b"<html>" + bytes(5000))), "nul.html",
                     "binary data")
        one = SENTENCE.encode() + b" \x00 " + SENTENCE.encode() * 2
        done = self.extract(self.file("one.txt", one))
        self.read(done, "one.txt")
        page = PAGE.replace("قصف", "قصف\0").encode() + b" " * 5000
        self.read(self.extract(self.file("one.html", page)), "one.html")
        done = self.extract(self.file("one.jsonl", line(1, "قصف\0 على حماة")))
        self.read(done, "a1")
        archive = record(1, bytes(5000)) + record(2, SENTENCE)
        done = self.extract(self.file("nul.warc", archive))
        self.assertEqual("r2", done.ids[-1])

    def test_utf_16(self):
        for codec in ("utf-16", "utf-16-be"):
            mark = b"\xfe\xff" if codec.endswith("be") else b""
            for name, text in (("a.txt", SENTENCE), ("a.html", PAGE), ("a.xml", feed(item(1)))):
                with self.subTest(codec + name):
                    text = text.replace('<?xml version="1.0"?>', "")
                    done = self.extract(self.file(name, mark + text.encode(codec)))
                    self.read(done, "i1" if name == "a.xml" else name)
                    self.assertIn(SENTENCE, done.analyses[0]["document"]["text"])
            packed = mark + line(1).decode().encode(codec)
            self.refused(self.extract(self.file("a.jsonl", packed)), "a.jsonl", "is in UTF-16")
        self.refused(self.extract(self.file("b.txt", SENTENCE.encode("utf-16-le") * 9)), "b.txt")
        self.read(self.extract(self.file("half.txt", SENTENCE.encode("utf-16") + b"x")),
                  "half.txt")

    def test_broken_utf_16_in_a_feed(self):
        whole = feed(item(1), item(2)).replace('<?xml version="1.0"?>', "").encode("utf-16")
        at = len(whole) - 200
        done = self.extract(self.file("a.xml", whole[:at] + b"\xff\xdb<\0\xff\xd8" + whole[at:]))
        self.refused(done, "a.xml", "is damaged", code=4, ids=("i1",))
        packed = b'<?xml version="1.0" encoding="iso-2022-jp"?><rss>\x1b$B\xff\xfe</rss>'
        self.refused(self.extract(self.file("b.xml", packed)), "b.xml")

    def test_empty_input(self):
        for name in ("a.txt", "a.html", "a.json", "a.jsonl", "a.xml", "a.warc"):
            with self.subTest(name):
                self.refused(self.extract(self.file(name, b"")), name, "is empty")
                self.refused(self.extract(self.file(name + ".gz", gzip.compress(b""))), name,
                             "is empty")
                self.refused(self.extract(self.file(name, b" \n\n ")), name)

    # Folders.

    def test_folder(self):
        self.file("news/b.txt", SENTENCE)
        self.file("news/1998/b.txt", SENTENCE)
        self.file("news/1998/page.html.gz", gzip.compress(PAGE.encode()))
        self.file("news/lines.jsonl", line(1) + b"{oops\n")
        self.file("news/logo.png", b"\x89PNG\r\n\x1a\n")
        self.file("news/.hidden.txt", SENTENCE)
        self.file("news/empty.txt", "")
        (self.dir / "news/1998/round").symlink_to(self.dir / "news", target_is_directory=True)
        os.mkfifo(self.dir / "news/pipe.txt")
        done = self.extract(self.dir / "news")
        self.assertEqual((4, ["1998/b.txt", "1998/page.html", "b.txt", "a1"]),
                         (done.code, done.ids))
        self.assertEqual(2, len(done.faults), done.err)
        self.assertIn("news/empty.txt: is empty", done.faults[0])
        self.assertIn("news/lines.jsonl:2", done.faults[1])

    def test_folder_in_which_nothing_fits(self):
        self.file("news/logo.png", b"\x89PNG\r\n\x1a\n")
        self.refused(self.extract(self.dir / "news"), "news", "is a folder without files")
        done = self.extract("--from", "text", self.dir / "news")
        self.refused(done, "news/logo.png", "is a PNG image")

    def test_names_of_files_that_are_no_text(self):
        path = os.fsencode(self.dir) + b"/bad\xff\n.txt"
        pathlib.Path(os.fsdecode(path)).write_text(SENTENCE, "utf-8")
        done = self.extract(self.dir)
        self.assertEqual((0, 1), (done.code, len(done.ids)), done.err)
        missing = self.extract(os.fsdecode(path + b".html"))
        self.assertEqual((3, 1), (missing.code, len(missing.faults)), missing.err)


if __name__ == "__main__":
    unittest.main()
