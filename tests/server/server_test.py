#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""marsad serve over sockets: headers, cookies, hostile requests, changes told, kills during saves.

usage: server_test.py MARSAD
MARSAD_SERVER_KILLS=100 kills the server so often (10)."""
import http.client
import json
import os
import pathlib
import random
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "كلمة سر طويلة"
KILLS = int(os.environ.get("MARSAD_SERVER_KILLS", "10"))


class Server:
    """A server over a store of its own; gone with its folder at the end."""

    def __init__(self, marsad, store, *options, trusted=None):
        self.process = subprocess.Popen([marsad, "serve", "--store", store, "--port", "0", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.address = self.process.stdout.readline().decode().strip()
        if not self.address:
            raise AssertionError(self.process.stderr.read().decode())
        self.port = urllib.parse.urlparse(self.address).port
        self.trusted = trusted  # an SSL context: asked over TLS

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(20)
        self.process.stdout.close()
        self.process.stderr.close()
        return self.process.returncode

    def ask(self, method, path, body=None, headers=None):
        if self.trusted:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20,
                                                     context=self.trusted)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
        connection.request(method, path, data, headers or {})
        answer = connection.getresponse()
        out = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return out


class Browser:
    """Somebody who is signed in."""

    def __init__(self, server, name):
        self.server = server
        status, headers, body = server.ask("POST", "/api/v1/session",
                                           {"name": name, "password": PASSWORD})
        assert status == 200, body
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.attributes = headers["Set-Cookie"]
        self.csrf = json.loads(body)["csrf"]

    def ask(self, method, path, body=None):
        status, _, answer = self.server.ask(method, "/api/v1" + path, body,
                                            {"Cookie": self.cookie, "X-CSRF-Token": self.csrf})
        return status, json.loads(answer)


class ServerTest(unittest.TestCase):
    marsad = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="marsad-server-")
        self.store = os.path.join(self.folder.name, "desk.db")
        self.run_marsad("ingest", "--store", self.store, str(ROOT / "docs/samples/archive/news.jsonl"))
        for role in ("reader", "annotator", "reviewer", "lead", "steward", "auditor"):
            self.run_marsad("user", "add", role, "--roles", role, "--store", self.store,
                            given=PASSWORD + "\n")
        self.server = Server(self.marsad, self.store)

    def tearDown(self):
        if self.server.process.returncode is None:
            self.server.stop()
        self.assertIn("clean", self.run_marsad("verify", "--store", self.store))
        self.folder.cleanup()

    def run_marsad(self, *arguments, given=""):
        done = subprocess.run([self.marsad, *arguments], input=given.encode(), capture_output=True)
        self.assertEqual(0, done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def test_the_page_keeps_to_itself(self):
        status, headers, body = self.server.ask("GET", "/")
        self.assertEqual(200, status)
        self.assertIn("default-src 'self'", headers["Content-Security-Policy"])
        self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
        self.assertEqual("nosniff", headers["X-Content-Type-Options"])
        for word in (b"http://", b"https://"):
            self.assertNotIn(word, body)
        status, headers, _ = self.server.ask("GET", "/app.js")
        self.assertEqual((200, "text/javascript; charset=utf-8"), (status, headers["Content-Type"]))
        status, _, _ = self.server.ask("GET", "/app.js", headers={"If-None-Match": headers["ETag"]})
        self.assertEqual(304, status)

    def test_a_cookie_is_kept_from_scripts_and_other_sites(self):
        attributes = Browser(self.server, "lead").attributes
        self.assertIn("HttpOnly", attributes)
        self.assertIn("SameSite=Strict", attributes)

    def test_another_name_of_the_host_is_refused(self):
        status, _, _ = self.server.ask("GET", "/api/v1/session", headers={"Host": "evil.example"})
        self.assertEqual(421, status)

    def test_no_path_leads_out(self):
        for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
                     "//etc/passwd", "/api/v1/../../etc/passwd", "/api/v1/articles/..%2f..%2fetc"):
            status, _, body = self.server.ask("GET", path)
            self.assertIn(status, (400, 401, 404), path)
            self.assertNotIn(b"root:", body)

    def test_a_body_is_bounded(self):
        lead = Browser(self.server, "lead")
        status, _, _ = self.server.ask("POST", "/api/v1/articles", b"x" * (9 << 20),
                                       {"Cookie": lead.cookie, "X-CSRF-Token": lead.csrf})
        self.assertIn(status, (400, 413))
        self.assertEqual(200, lead.ask("GET", "/overview")[0])

    def test_slow_clients_hold_nobody_up(self):
        slow = []
        for _ in range(60):
            one = socket.create_connection(("127.0.0.1", self.server.port), timeout=20)
            one.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\n{")
            slow.append(one)
        begun = time.monotonic()
        self.assertEqual(401, self.server.ask("GET", "/api/v1/session")[0])
        self.assertLess(time.monotonic() - begun, 9)
        for one in slow:
            one.close()

    def test_bytes_that_are_no_http_are_survived(self):
        dice = random.Random(7)
        for length in (1, 10, 1000, 100000):
            with socket.create_connection(("127.0.0.1", self.server.port), timeout=20) as one:
                try:
                    one.sendall(dice.randbytes(length))
                except OSError:
                    pass
        self.assertEqual(200, Browser(self.server, "lead").ask("GET", "/overview")[0])

    def test_no_header_is_injected(self):
        lead = Browser(self.server, "lead")
        for name in ("x\r\nSet-Cookie: a=b", "x%0d%0aSet-Cookie:%20a=b"):
            status, headers, _ = self.server.ask(
                "GET", "/api/v1/articles/" + urllib.parse.quote(name), headers={"Cookie": lead.cookie})
            self.assertEqual(404, status)
            self.assertNotIn("Set-Cookie", headers)

    def test_markup_stays_text(self):
        lead = Browser(self.server, "lead")
        evil = "<script>alert(1)</script><img src=x onerror=alert(1)> قتل 7 أشخاص في قصف على حماة أمس."
        status, sent = lead.ask("POST", "/articles", {"text": evil, "title": evil, "outlet": evil,
                                                       "published": "1998-06-02"})
        self.assertEqual(200, status)
        status, headers, body = self.server.ask("GET", "/api/v1/articles/" + sent["article"],
                                                headers={"Cookie": lead.cookie})
        self.assertTrue(headers["Content-Type"].startswith("application/json"))
        self.assertEqual(evil, json.loads(body)["article"]["title"])
        status, headers, _ = self.server.ask("GET", f"/api/v1/articles/{sent['article']}/original",
                                             headers={"Cookie": lead.cookie})
        self.assertEqual("application/octet-stream", headers["Content-Type"])
        self.assertTrue(headers["Content-Disposition"].startswith("attachment"))

    def test_changes_are_told(self):
        lead = Browser(self.server, "lead")
        heard = []

        def listen():
            with socket.create_connection(("127.0.0.1", self.server.port), timeout=20) as one:
                one.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {lead.cookie}"
                            "\r\n\r\n".encode())
                got = b""
                while b"event: change" not in got or b"\n\n" not in got.split(b"event: change")[1]:
                    piece = one.recv(4096)
                    if not piece:
                        break
                    got += piece
                heard.append(got.decode(errors="replace"))

        listener = threading.Thread(target=listen)
        listener.start()
        time.sleep(0.5)
        lead.ask("POST", "/articles", {"text": "قتل 7 أشخاص في قصف على حماة أمس.", "published": "1998-06-02"})
        listener.join(20)
        self.assertIn('"what":"article"', heard[0])

    def test_two_who_decide_at_once_lose_nothing(self):
        reviewer, lead = Browser(self.server, "reviewer"), Browser(self.server, "lead")
        page = reviewer.ask("GET", "/incidents?order=size")[1]["rows"][0]
        answers = []

        def decide(who):
            answers.append(who.ask("POST", f"/incidents/{page['id']}/decisions",
                                   {"action": "range", "version": page["version"], "reason": "x"})[0])

        both = [threading.Thread(target=decide, args=(who,)) for who in (reviewer, lead)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        self.assertEqual([200, 409], sorted(answers))
        decisions = reviewer.ask("GET", "/incidents/" + page["id"])[1]["decisions"]
        self.assertEqual(1, len(decisions))

    def test_killed_during_saves_every_acknowledged_one_is_there(self):
        dice = random.Random(11)
        kept = {}
        for turn in range(KILLS):
            browser = Browser(self.server, "annotator")
            articles = [row["article"] for row in browser.ask("GET", "/inbox?state=all")[1]["rows"]]
            stop = time.monotonic() + dice.uniform(0.05, 0.5)
            killer = threading.Timer(stop - time.monotonic(),
                                     lambda: self.server.process.send_signal(signal.SIGKILL))
            killer.start()
            try:
                while True:
                    article = dice.choice(articles)
                    page = browser.ask("GET", "/articles/" + article)[1]
                    status, answer = browser.ask("POST", f"/articles/{article}/corrections", {
                        "version": page["article"]["version"], "revision": page["revision"],
                        "action": "add", "subject": "claim", "reason": f"turn {turn}",
                        "after": {"note": turn}})
                    if status == 200:
                        kept[answer["correction"]] = article
            except (OSError, http.client.HTTPException, ValueError):
                pass
            killer.join()
            self.server.process.wait(20)
            self.server.process.stdout.close()
            self.server.process.stderr.close()
            self.assertIn("clean", self.run_marsad("verify", "--store", self.store))
            self.server = Server(self.marsad, self.store)
        browser = Browser(self.server, "annotator")
        there = {}
        for article in set(kept.values()):
            for row in browser.ask("GET", "/articles/" + article)[1]["corrections"]:
                self.assertNotIn(row["number"], there)
                there[row["number"]] = article
        self.assertGreater(len(kept), KILLS)
        for number, article in kept.items():
            self.assertEqual(article, there.get(number))

    def test_it_ends_gracefully(self):
        self.assertEqual(0, self.server.stop())
        for _ in range(5):  # as soon as its address is known
            self.server = Server(self.marsad, self.store)
            self.assertEqual(0, self.server.stop())

    def test_beyond_the_machine_only_with_tls(self):
        refused = subprocess.run([self.marsad, "serve", "--store", self.store, "--host", "0.0.0.0",
                                  "--port", "0"], capture_output=True, timeout=20)
        self.assertEqual(2, refused.returncode)
        self.assertIn(b"--behind-proxy", refused.stderr)


class TlsTest(unittest.TestCase):
    """With a certificate made for the test, trusted by nobody else."""
    marsad = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="marsad-tls-")
        self.store = self.path("desk.db")
        self.cert, self.key = self.certificate("own")
        made = subprocess.run([self.marsad, "user", "add", "lead", "--roles", "lead", "--store",
                               self.store], input=(PASSWORD + "\n").encode(), capture_output=True)
        self.assertEqual(0, made.returncode, made.stderr.decode())
        self.trusted = ssl.create_default_context(cafile=self.cert)

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def certificate(self, name):
        cert, key = self.path(name + ".pem"), self.path(name + ".key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert,
                        "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=IP:127.0.0.1,DNS:localhost"],
                       check=True, capture_output=True)
        return cert, key

    def serve(self, *options, trusted=None):
        server = Server(self.marsad, self.store, *options, trusted=trusted)
        self.addCleanup(server.stop)
        return server

    def test_a_desk_is_asked_over_tls(self):
        server = self.serve("--cert", self.cert, "--key", self.key, trusted=self.trusted)
        self.assertTrue(server.address.startswith("https://"), server.address)
        status, headers, _ = server.ask("GET", "/")
        self.assertEqual(200, status)
        self.assertIn("max-age", headers["Strict-Transport-Security"])
        lead = Browser(server, "lead")
        self.assertIn("Secure", lead.attributes)
        self.assertEqual(200, lead.ask("GET", "/overview")[0])

    def test_a_certificate_that_nobody_trusts_is_told(self):
        server = self.serve("--cert", self.cert, "--key", self.key,
                            trusted=ssl.create_default_context())
        with self.assertRaises(ssl.SSLCertVerificationError):
            server.ask("GET", "/")

    def test_without_tls_nothing_is_answered_there(self):
        for host in ((), ("--host", "0.0.0.0")):
            server = self.serve("--cert", self.cert, "--key", self.key, *host)
            with self.assertRaises((OSError, http.client.HTTPException)):
                server.ask("GET", "/")
            server.trusted = self.trusted
            self.assertEqual(200, server.ask("GET", "/")[0])

    def test_beyond_the_machine_behind_a_proxy(self):
        server = self.serve("--host", "0.0.0.0", "--behind-proxy")
        self.assertIn("Secure", Browser(server, "lead").attributes)

    def test_what_does_not_fit_is_refused(self):
        _, other = self.certificate("other")
        for options, why in (((), "unprotected"),
                             (("--cert", self.cert), "without the other"),
                             (("--key", self.key), "without the other"),
                             (("--cert", self.cert, "--key", other), "no certificate with this key"),
                             (("--cert", self.path("none"), "--key", self.key),
                              "no certificate with this key")):
            with self.subTest(options=[os.path.basename(one) for one in options]):
                refused = subprocess.run([self.marsad, "serve", "--store", self.store, "--host",
                                          "0.0.0.0", "--port", "0", *options],
                                         capture_output=True, timeout=20)
                self.assertEqual(2, refused.returncode)
                self.assertIn(why, refused.stderr.decode())


class SamplesTest(unittest.TestCase):
    """The first run, with the sample articles, in an empty store."""
    marsad = None

    def test_how_far_they_are_is_told_as_they_are_read(self):
        with tempfile.TemporaryDirectory(prefix="marsad-samples-") as folder:
            server = Server(self.marsad, os.path.join(folder, "desk.db"))
            self.addCleanup(server.stop)
            told = json.loads(server.ask("GET", "/api/v1/session")[2])
            self.assertEqual((True, True), (told["first_run"], told["samples"]))
            status, headers, body = server.ask(
                "POST", "/api/v1/first-run",
                {"name": "lead", "password": PASSWORD, "language": "ar", "alone": True})
            self.assertEqual(200, status)
            cookie, csrf = headers["Set-Cookie"].split(";")[0], json.loads(body)["csrf"]
            ready, heard = threading.Event(), []

            def listen():
                with socket.create_connection(("127.0.0.1", server.port), timeout=60) as one:
                    one.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}"
                                "\r\n\r\n".encode())
                    got = b""
                    while b'"what":"article"' not in got:
                        piece = one.recv(4096)
                        if not piece:
                            break
                        got += piece
                        ready.set()
                    heard.append(got.decode(errors="replace"))

            listener = threading.Thread(target=listen)
            listener.start()
            self.assertTrue(ready.wait(20))
            mine = {"Cookie": cookie, "X-CSRF-Token": csrf}
            status, _, body = server.ask("POST", "/api/v1/samples", {}, mine)
            self.assertEqual((200, {"added": 58, "revised": 2, "unchanged": 0}),
                             (status, json.loads(body)))
            listener.join(60)
            self.assertIn('{"id":{"done":60,"total":60},"what":"samples"}', heard[0])
            self.assertGreater(heard[0].count('"what":"samples"'), 5)
            self.assertEqual(409, server.ask("POST", "/api/v1/samples", {}, mine)[0])
            articles = json.loads(server.ask("GET", "/api/v1/overview", headers=mine)[2])["articles"]
            self.assertEqual(58, articles)


if __name__ == "__main__":
    for tested in (ServerTest, TlsTest, SamplesTest):
        tested.marsad = os.path.abspath(sys.argv[1])
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
