#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The observatory over a store, by its program, with articles of our own about invented
happenings: adding twice, corrections, rejected lines, questions, killing, tampering.

    python3 tests/cli/store_test.py build/marsad"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1) if len(sys.argv) > 1 else "build/marsad")
KILLS = int(os.environ.get("MARSAD_KILLS", "12"))  # of each kind
ROOT = pathlib.Path(__file__).resolve().parents[2]
TOWNS = ["حماة", "حمص", "درعا", "إدلب", "الرقة", "حلب", "تدمر", "القامشلي"]


def article(number, **more):
    town = TOWNS[number % len(TOWNS)]
    day = 1 + number % 27
    one = {"id": f"a{number}", "published": f"2014-06-{day:02}", "outlet": f"صوت {town}",
           "url": f"http://sada.example/{number}",
           "title": f"{number + 2} قتيلا بقصف سوق في {town}",
           "text": f"قتل {number + 2} شخصا وأصيب آخرون في قصف مدفعي على سوق في مدينة {town} اليوم، "
                   f"بحسب مصدر طبي. وهذا الخبر رقم {number} من أخبار مختلقة."}
    one.update(more)
    return one


class StoreTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="marsad-store-"))
        self.store = str(self.folder / "desk.db")

    def tearDown(self):
        subprocess.run(["chmod", "-R", "u+w", str(self.folder)], check=False)
        shutil.rmtree(self.folder)

    def write(self, articles, name="news.jsonl"):
        path = self.folder / name
        path.write_text("".join(one if isinstance(one, str) else
                                json.dumps(one, ensure_ascii=False) + "\n" for one in articles), "utf-8")
        return str(path)

    def run_marsad(self, verb, *arguments, code=0):
        done = subprocess.run([PROGRAM, verb, "--store", self.store, *arguments],
                              capture_output=True, check=False)
        self.assertEqual(code, done.returncode, done.stdout.decode() + done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    def ingest(self, path, code=0):
        return json.loads(self.run_marsad("ingest", path, "--json", code=code)[0])

    def verify(self, *arguments, code=0):
        return json.loads(self.run_marsad("verify", "--json", *arguments, code=code)[0])

    def test_a_folder_is_its_files(self):
        for name in ("news/1", "news/2"):
            (self.folder / name).mkdir(parents=True)
        for number, name in enumerate(("news/1/a.txt", "news/2/a.txt")):
            (self.folder / name).write_text(article(number)["text"], "utf-8")
        (self.folder / "news/2/empty.txt").touch()
        told = self.ingest(str(self.folder / "news"), code=4)
        self.assertEqual((2, 1), (told["added"], told["rejected"]))
        with sqlite3.connect(self.store) as store:
            origins = [one for one, in store.execute("SELECT origin FROM original ORDER BY 1")]
        self.assertEqual([str(self.folder / name) for name in ("news/1/a.txt", "news/2/a.txt")],
                         origins)
        self.assertEqual(2, self.ingest(str(self.folder / "news"), code=4)["unchanged"])
        (self.folder / "none").mkdir()
        (self.folder / "none/empty.txt").touch()
        self.ingest(str(self.folder / "none"), code=3)

    def test_adding_twice_changes_nothing_and_a_correction_is_a_version(self):
        path = self.write([article(n) for n in range(20)])
        first = self.ingest(path)
        self.assertEqual((20, 0, 0), (first["added"], first["unchanged"], first["rejected"]))
        again = self.ingest(path)
        self.assertEqual((0, 20, first["checkpoint"]),
                         (again["added"], again["unchanged"], again["checkpoint"]))
        # Other bytes of the same content change nothing either.
        spaced = self.write([json.dumps(article(0), ensure_ascii=False, indent=None,
                                        separators=(" , ", " : ")) + "\n"], "spaced.jsonl")
        self.assertEqual(1, self.ingest(spaced)["unchanged"])
        text = "قتل 50 شخصا في قصف مدفعي على سوق في مدينة حماة اليوم، بحسب مصدر طبي."
        revised = self.ingest(self.write([article(0, text=text)], "later.jsonl"))
        self.assertEqual((0, 1, 20), (revised["added"], revised["revised"], revised["articles"]))
        rows = [json.loads(line) for line in
                self.run_marsad("claims", "--json", "--figure", "killed", "--outlet", "صوت حماة",
                                "--published-to", "2014-06-01")[0].splitlines()]
        self.assertEqual([("a0", 2, 50)], [(r["article"], r["version"], r["low"]) for r in rows])
        self.assertTrue(self.verify("--checkpoint", first["checkpoint"])["clean"])

    def test_the_bytes_come_out_as_they_went_in(self):
        feed = ('<rss version="2.0"><channel><title>صدى</title>' + "".join(
            f"<item><title>خبر {n}</title><guid>f{n}</guid><description>قتل {n + 2} أشخاص في قصف على "
            f"سوق في حماة.</description></item>" for n in range(3)) + "</channel></rss>")
        path = self.folder / "feed.xml"
        path.write_text(feed, "utf-8")
        self.ingest(str(path))
        line = json.dumps(article(1), ensure_ascii=False)
        self.ingest(self.write([line + "\n"]))
        self.ingest(self.write([article(1, title="آخر")], "b.jsonl"))
        for name, wanted in (("f0", feed), ("f2", feed), ("a1", None)):
            out = self.run_marsad("article", name, "--original", *(["--version", "1"] if wanted is None else []))[0]
            self.assertEqual(wanted or line, out)
        versions = [json.loads(one) for one in
                    self.run_marsad("article", "http://sada.example/1", "--json")[0].splitlines()]
        self.assertEqual([(1, False), (2, True)], [(v["version"], v["current"]) for v in versions])
        self.assertIn("no such article", self.run_marsad("article", "none", code=2)[1])

    def test_a_bad_line_stops_nothing_and_is_kept_with_its_reason(self):
        path = self.write([article(0), "{broken\n", article(1)])
        done = self.ingest(path, code=4)
        self.assertEqual((2, 1), (done["added"], done["rejected"]))
        (row,) = [json.loads(line) for line in
                  self.run_marsad("ingest", "--rejected", "--json")[0].splitlines()]
        self.assertIn("news.jsonl:2", row["where"])
        self.assertEqual(len("{broken"), row["bytes"])
        log = self.verify()["checkpoint"]
        self.assertEqual(1, self.ingest(path, code=4)["rejected"])  # again: it stands there once
        self.run_marsad("ingest", "--retry", code=4)  # it is still broken, and still listed
        self.assertEqual(1, len(self.run_marsad("ingest", "--rejected")[0].splitlines()))
        self.assertEqual(log, self.verify()["checkpoint"])
        # A whole input that was missing is read once it is there.
        missing = str(self.folder / "later.jsonl")
        self.run_marsad("ingest", missing, code=3)
        self.write([article(7)], "later.jsonl")
        self.assertEqual(1, json.loads(self.run_marsad("ingest", "--retry", "--json", code=4)[0])["added"])
        self.assertEqual(1, len(self.run_marsad("ingest", "--rejected")[0].splitlines()))
        self.assertTrue(self.verify()["clean"])

    def test_questions(self):
        self.ingest(self.write([article(n) for n in range(16)]))
        listed = self.run_marsad("incidents", "--limit", "3")[0].splitlines()
        self.assertEqual(3, len(listed))
        page = self.run_marsad("incidents", "--limit", "3", "--page", "2")[0].splitlines()
        self.assertFalse(set(listed) & set(page))
        incident = json.loads(self.run_marsad("incident", listed[0].split()[0], "--json")[0])
        self.assertTrue(incident["leads"])
        self.assertTrue(incident["claims"])
        for claims in incident["claims"].values():
            for claim in claims:
                self.assertTrue(claim["quote"])
        found = self.run_marsad("search", "أسواق", "--limit", "5")[0]
        self.assertIn("سوق", found)
        self.assertEqual("", self.run_marsad("search", "زرافة", code=1)[0])
        near = self.run_marsad("claims", "--json", "--near", "حماة", "--within", "10",
                               "--figure", "killed")[0].splitlines()
        schema = json.loads((ROOT / "docs" / "claim.schema.json").read_text("utf-8"))
        for line in near:
            self.assertEqual(set(schema["required"]), json.loads(line).keys())
            self.assertEqual(set(schema["required"]), schema["properties"].keys())
        self.assertEqual({"Hamah"}, {json.loads(line)["place"]["name"] for line in near})

    def test_an_area_holds_what_lies_in_it(self):
        manbij = article(90, id="m", url="http://sada.example/m", title="9 قتلى في منبج",
                         text="قتل 9 أشخاص في قصف مدفعي على سوق في مدينة منبج اليوم، بحسب مصدر طبي.")
        self.ingest(self.write([article(n) for n in range(8)] + [manbij]))

        def places(*arguments):
            return {json.loads(line)["place"]["name"] for line in
                    self.run_marsad(*arguments, "--json")[0].splitlines()}

        for verb in ("claims", "incidents"):
            self.assertEqual({"Aleppo", "Manbij"}, places(verb, "--in", "حلب"))
            self.assertEqual({"Aleppo"}, places(verb, "--in", "مدينة حلب"))
            self.assertEqual({"Homs", "Palmyra"}, places(verb, "--in", "محافظة حمص"))
            self.assertEqual({"Manbij"}, places(verb, "--in", "gn-167357"))
            self.assertEqual(9, len(places(verb, "--in", "سوريا")))
        self.assertEqual({"Aleppo"}, places("claims", "--in", "حلب", "--near", "حلب", "--within", "20"))
        self.run_marsad("claims", "--in", "العراق", code=1)
        found = [json.loads(line)["article"] for line in
                 self.run_marsad("search", "سوق", "--in", "حلب", "--json")[0].splitlines()]
        self.assertEqual(["m", "a5"], found)
        path = self.folder / "m.json"
        table = self.run_marsad("export", "--format", "csv", "--in", "حلب", "--manifest", str(path))[0]
        self.assertTrue("Manbij" in table and "Aleppo" in table and "Homs" not in table, table)
        self.assertEqual({"in": "حلب"}, json.loads(path.read_text("utf-8"))["filter"])

    def test_a_desk_joins_by_its_own_numbers(self):
        told = [article(0), article(0, id="b", url="http://sada.example/b", outlet="بريد",
                                    text="لقي شخصان مصرعهما جراء سقوط قذائف على سوق شعبي في حماة صباح اليوم.")]
        path = self.write(told)
        rules = (ROOT / "policies" / "joining" / "default.toml").read_text("utf-8")
        self.assertEqual(1, self.ingest(path)["incidents"])
        strict = self.folder / "strict.toml"
        strict.write_text(rules.replace("linked = 4.2", "linked = 40"), "utf-8")
        bad = self.folder / "bad.toml"
        bad.write_text(rules.replace("linked = 4.2", "linked = \"often\""), "utf-8")
        joined = {}
        for name in ("desk", "strict"):
            self.store = str(self.folder / f"{name}.db")
            if name == "strict":
                self.run_marsad("ingest", path, "--joining", str(strict))
            with sqlite3.connect(self.store) as base:
                joined[name] = {json.loads(detail)["joining"] for detail, in base.execute(
                    "SELECT detail FROM log WHERE action = 'ingest'")}
        self.assertEqual(2, len(self.run_marsad("incidents")[0].splitlines()))
        self.assertEqual({hashlib.sha256(rules.encode()).hexdigest()[:16]}, joined["desk"])
        self.assertEqual({hashlib.sha256(strict.read_bytes()).hexdigest()[:16]}, joined["strict"])
        for arguments in (["ingest", path], ["incidents", path]):
            errors = self.run_marsad(*arguments, "--joining", str(bad), code=3)[1]
            self.assertIn(f"{bad}:8:10: is no number", errors)

    def test_what_is_exported_whole_comes_back_to_the_byte(self):
        self.ingest(self.write([article(n) for n in range(30)] + ["{\n"]), code=4)
        self.ingest(self.write([article(3, text="قتل 9 أشخاص في قصف على سوق في إدلب.")], "b.jsonl"))
        listed = self.run_marsad("incidents")[0].splitlines()
        first, second = (line.split()[0] for line in listed[:2])
        self.run_marsad("decide", "merge", first, second, "--reason", "واحد")
        out = [str(self.folder / name) for name in ("one.jsonl", "two.jsonl")]
        self.run_marsad("export", "-o", out[0])
        self.assertTrue(self.verify()["clean"])
        self.store = str(self.folder / "other.db")
        self.run_marsad("import", out[0])
        self.assertTrue(self.verify()["clean"])
        self.run_marsad("import", out[0])  # again: nothing new
        self.run_marsad("export", "-o", out[1])
        self.assertEqual(*(pathlib.Path(one).read_bytes() for one in out))
        self.assertTrue(self.run_marsad("search", "أسواق")[0])
        bad = self.write(['{"table":"article; DROP TABLE log","number":1}\n'], "bad.jsonl")
        self.assertIn("bad.jsonl:1", self.run_marsad("import", bad, code=3)[1])

    def test_a_manifest_says_what_changed(self):
        self.ingest(self.write([article(n) for n in range(8)]))
        one, two = (str(self.folder / name) for name in ("one.json", "two.json"))
        self.run_marsad("export", "--format", "acled", "--manifest", one)
        self.ingest(self.write([article(9, id="n", url="http://sada.example/n", text="قتل 40 شخصا في "
                                        "قصف على سوق في مدينة الحسكة اليوم.",
                                        title="40 قتيلا في الحسكة")], "n.jsonl"))
        self.run_marsad("export", "--format", "acled", "--manifest", two, "--compare", one)
        manifest = json.loads(pathlib.Path(two).read_text("utf-8"))
        self.assertEqual((1, 0, 0), tuple(len(manifest["since"][key]) for key in
                                          ("added", "changed", "withdrawn")))
        self.assertEqual("ucdp-like", manifest["policy"]["name"])
        self.assertEqual(1, len(manifest["packs"]))
        self.assertTrue(manifest["lost"])
        for other in (["--format", "ucdp"], ["--format", "acled", "--country", "SY"]):
            self.assertIn("same format and filter",
                          self.run_marsad("export", *other, "--compare", one, code=3)[1])
        self.run_marsad("export", "--compare", one, code=2)  # rows, no incidents

    def test_every_manifest_has_the_documented_form(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((ROOT / "docs" / "manifest.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        form = jsonschema.Draft202012Validator(schema)
        self.ingest(self.write([article(n) for n in range(8)]))
        first, second = (line.split()[0] for line in self.run_marsad("incidents")[0].splitlines()[:2])
        path = self.folder / "m.json"
        old = str(self.folder / "old.json")
        self.run_marsad("export", "--format", "csv", "--manifest", old)
        self.run_marsad("decide", "merge", first, second, "--reason", "why")
        for name in schema["properties"]["format"]["enum"]:
            narrowed = [] if name == "jsonl" else ["--country", "SY", "--since", "2014-06-01"]
            compared = ["--compare", old] if name == "csv" else narrowed
            self.run_marsad("export", "--format", name, "--manifest", str(path), *compared)
            manifest = json.loads(path.read_text("utf-8"))
            form.validate(manifest)
            self.assertEqual(name, manifest["format"])
            self.assertEqual(name == "csv", "since" in manifest)
        known = self.run_marsad("export", "--format", "none", code=2)[1]
        for name in schema["properties"]["format"]["enum"]:
            self.assertIn(name, known)
        self.assertEqual(len(schema["properties"]["format"]["enum"]),
                         known.split("write one of ")[1].count(",") + 1)

    def test_a_table_begins_with_a_mark_where_one_asks(self):
        self.ingest(self.write([article(0)]))
        self.assertTrue(self.run_marsad("export", "--format", "acled", "--bom")[0]
                        .startswith("\ufeffevent_id_cnty,"))
        self.run_marsad("export", "--format", "prov", "--bom", code=2)

    def test_decisions_are_undone_and_policies_change_no_claim(self):
        self.ingest(self.write([article(n) for n in range(8)]))
        before = self.run_marsad("incidents")[0]
        first, second = (line.split()[0] for line in before.splitlines()[:2])
        done = json.loads(self.run_marsad("decide", "merge", first, second, "--reason", "why", "--json")[0])
        merged = json.loads(self.run_marsad("incident", second, "--json")[0])
        self.assertEqual((first, [second]), (merged["id"], merged["former_ids"]))
        self.assertEqual("why", merged["decisions"][0]["reason"])
        self.run_marsad("decide", "undo", str(done["decision"]), "--reason", "no")
        self.assertEqual(before, self.run_marsad("incidents")[0])
        self.run_marsad("decide", "pending", first, "--reason", "later", "--settles", "number.killed")
        pending = json.loads(self.run_marsad("incident", first, "--json")[0])["decisions"][-1]
        self.assertEqual("number.killed", pending["detail"]["settles"])
        told = self.run_marsad("decide", "range", first, "--reason", "x", "--settles", "weather", code=2)
        self.assertIn("there is no such dispute", told[1])
        one, other = (json.loads(self.run_marsad("incident", first, "--json", "--policy", name)[0])
                      for name in ("acled-like", "airwars-like"))
        self.assertEqual(one["claims"], other["claims"])
        self.assertEqual("weak", other["range"]["grade"])
        self.assertIn("would change", self.run_marsad("policies", "diff", "acled-like", "ucdp-like")[0])
        self.assertTrue(self.verify()["clean"])

    def test_a_backup_comes_back_and_a_damaged_one_does_not(self):
        self.ingest(self.write([article(n) for n in range(8)]))
        backup = self.folder / "desk.marsad"
        secret = self.write(["افتح يا سمسم\n"], "secret")
        self.run_marsad("backup", str(backup), "--passphrase-file", secret)
        self.store = str(self.folder / "new.db")
        self.run_marsad("restore", str(backup), code=2)  # encrypted
        self.run_marsad("restore", str(backup), "--passphrase-file", secret)
        self.assertTrue(self.verify()["clean"])
        bytes_ = bytearray(backup.read_bytes())
        bytes_[len(bytes_) // 2] ^= 1
        backup.write_bytes(bytes_)
        self.store = str(self.folder / "third.db")
        self.run_marsad("restore", str(backup), "--passphrase-file", secret, code=3)
        self.assertFalse(os.path.exists(self.store))

    def test_faults_are_one_line_with_a_remedy(self):
        for arguments in (["claims", "--type", "rain"], ["claims", "--from", "2014-02-30"],
                          ["claims", "--near", "زغلبوط"], ["search", "--in", "زغلبوط"],
                          ["incidents", "--in", "زغلبوط"], ["incident", "i-none"]):
            self.ingest(self.write([article(0)]))
            errors = self.run_marsad(*arguments, code=2)[1]
            self.assertEqual(1, len(errors.splitlines()), errors)
            self.assertIn("; ", errors)
        self.store = str(self.folder / "none.db")
        self.assertIn("there is no such store", self.run_marsad("search", "x", code=8)[1])
        (self.folder / "letter.db").write_text("no database" * 200)
        self.store = str(self.folder / "letter.db")
        self.assertIn("no store", self.run_marsad("verify", code=8)[1])

    def test_a_store_that_may_not_be_written_says_so(self):
        path = self.write([article(0)])
        self.ingest(path)
        more = self.write([article(1)], "more.jsonl")
        os.chmod(self.store, 0o444)
        os.chmod(self.folder, 0o555)
        # Root may write everything, so that it is somebody else who tries.
        other = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        program, pack = self.where_all_may_read()
        done = subprocess.run([program, "ingest", "--store", self.store, "--pack", pack, more],
                              capture_output=True, check=False, **other)
        self.assertEqual(8, done.returncode, done.stdout.decode() + done.stderr.decode())
        self.assertEqual(1, len(done.stderr.decode().splitlines()), done.stderr.decode())
        self.assertIn("may not be written", done.stderr.decode())

    def where_all_may_read(self):
        """The program and its pack, copied: the build may lie where its owner alone may look."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="marsad-all-"))
        self.addCleanup(shutil.rmtree, folder)
        os.chmod(folder, 0o755)
        pack = os.environ.get("MARSAD_PACK") or os.path.join(os.path.dirname(PROGRAM), "marsad.pack")
        for one in (PROGRAM, pack):
            os.chmod(shutil.copy(one, folder), 0o755)
        return str(folder / os.path.basename(PROGRAM)), str(folder / os.path.basename(pack))

    def test_a_full_disk_loses_nothing(self):
        self.ingest(self.write([article(n) for n in range(40)]))
        size = os.path.getsize(self.store)
        many = self.write([article(n, text=article(n)["text"] + str(n) * 4000)
                           for n in range(100, 700)], "many.jsonl")

        def limit():
            import resource
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 65536, size + 65536))

        done = subprocess.run([PROGRAM, "ingest", "--store", self.store, many], check=False,
                              capture_output=True, preexec_fn=limit)
        self.assertEqual(8, done.returncode, done.stderr.decode())
        self.assertEqual(1, len(done.stderr.decode().splitlines()), done.stderr.decode())
        self.assertTrue(self.verify()["clean"])
        self.assertEqual(600, self.ingest(many)["added"])
        self.assertTrue(self.verify()["clean"])

    def test_killed_at_any_moment_nothing_is_lost_or_doubled(self):
        rounds = random.Random(7)
        path = self.write([article(n) for n in range(1500)])
        durable = 0
        for _ in range(KILLS):
            work = subprocess.Popen([PROGRAM, "ingest", "--store", self.store, path],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rounds.uniform(0.001, 0.25))
            work.send_signal(signal.SIGKILL)
            work.wait()
            if not os.path.exists(self.store):
                continue
            with sqlite3.connect(self.store) as base:
                try:
                    (count,) = base.execute("SELECT count(*) FROM article").fetchone()
                except sqlite3.OperationalError:  # killed before there were tables
                    count = 0
            self.assertGreaterEqual(count, durable)
            durable = count
            if count:
                self.assertTrue(self.verify()["clean"])
        done = self.ingest(path)
        self.assertEqual((1500, 1500 - durable), (done["articles"], done["added"]))
        self.assertTrue(self.verify()["clean"])

    def kill(self, after, verb, *arguments):
        work = subprocess.Popen([PROGRAM, verb, "--store", self.store, *arguments],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        work.send_signal(signal.SIGKILL)
        work.wait()

    def test_an_import_that_is_killed_is_finished_by_the_next(self):
        dice = random.Random(8)
        self.ingest(self.write([article(n) for n in range(2000)]))
        whole, again = (str(self.folder / name) for name in ("whole.jsonl", "again.jsonl"))
        self.run_marsad("export", "-o", whole)
        self.store = str(self.folder / "copy.db")
        for _ in range(KILLS):
            self.kill(dice.uniform(0.02, 0.6), "import", whole)
            if os.path.exists(self.store):
                self.verify_if_made()
        self.run_marsad("import", whole)
        self.assertTrue(self.verify()["clean"])
        self.run_marsad("export", "-o", again)
        self.assertEqual(*(pathlib.Path(one).read_bytes() for one in (whole, again)))

    def verify_if_made(self):
        done = subprocess.run([PROGRAM, "verify", "--store", self.store], capture_output=True, check=False)
        self.assertIn(done.returncode, (0, 8), done.stdout.decode())  # 8: killed before it had tables

    def test_a_merge_that_is_killed_is_whole_or_not_there(self):
        dice = random.Random(9)
        self.ingest(self.write([article(n) for n in range(8)]))
        before = self.run_marsad("incidents")[0]
        first, second = (line.split()[0] for line in before.splitlines()[:2])
        merged = 0
        for _ in range(KILLS):
            self.kill(dice.uniform(0.001, 0.03), "decide", "merge", first, second, "--reason", "why")
            self.assertTrue(self.verify()["clean"])
            now = json.loads(self.run_marsad("incident", second, "--json")[0])
            if now["id"] == first:
                merged += 1
                self.assertEqual([second], now["former_ids"])
                number = [one["number"] for one in now["decisions"] if not one["undone"]][-1]
                self.run_marsad("decide", "undo", str(number), "--reason", "no")
            self.assertEqual(before, self.run_marsad("incidents")[0])

    def test_a_backup_that_is_killed_leaves_no_half_file(self):
        dice = random.Random(10)
        self.ingest(self.write([article(n) for n in range(500)]))
        backup, restored = self.folder / "desk.marsad", str(self.folder / "new.db")
        for _ in range(KILLS):
            self.kill(dice.uniform(0.001, 0.06), "backup", str(backup))
            self.assertTrue(self.verify()["clean"])
            if backup.exists():
                subprocess.run([PROGRAM, "restore", "--store", restored, str(backup)], check=True,
                               capture_output=True)
                os.remove(restored)
                backup.unlink()

    def test_the_verifier_without_marsad_sees_what_marsad_sees(self):
        done = self.ingest(self.write([article(n) for n in range(12)] + ["{\n"]), code=4)
        verifier = [sys.executable, "-B", str(ROOT / "tools" / "verify_store.py"), self.store]
        clean = subprocess.run([*verifier, done["checkpoint"]], capture_output=True, check=False)
        self.assertEqual(0, clean.returncode, clean.stdout.decode() + clean.stderr.decode())
        for change in ("UPDATE article SET outlet = 'x' WHERE number = 3",
                       "UPDATE original SET zstd = x'00' WHERE number = 2",
                       "UPDATE incident SET killed_high = 99 WHERE number = 1",
                       "DELETE FROM log WHERE seq = 5",
                       "UPDATE report SET score = score + 1 WHERE article = 4",
                       "DELETE FROM article WHERE number = 7",
                       "INSERT INTO word(rowid, words) VALUES (1, 'x')"):
            copy = str(self.folder / "copy.db")
            shutil.copyfile(self.store, copy)
            with sqlite3.connect(copy) as base:
                base.execute(change)
            base.close()
            for command in ([*verifier[:-1], copy], [PROGRAM, "verify", "--store", copy]):
                found = subprocess.run(command, capture_output=True, check=False)
                self.assertEqual(1, found.returncode, (change, command, found.stdout.decode()))


if __name__ == "__main__":
    unittest.main()
