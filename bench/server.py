#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a served store costs: ./dev bench server

    python3 bench/server.py build/marsad [--articles 200000] [--store FILE] [--seconds 300]

Two tables: the data of each screen on loopback, as the median of kAsked answers; and how 50
readers and 5 writers get on with one another. A writer accepts readings and decides on incidents,
and looks afterwards whether every edit that was acknowledged is there."""
import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent
PASSWORD = "a password of the bench"
ASKED = 15
READERS, WRITERS = 50, 5


class Browser:
    """Signed in over one connection that is kept."""

    def __init__(self, port):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {}
        status, headers, body = self.raw("POST", "/session", {"name": "bench", "password": PASSWORD})
        assert status == 200, body
        self.headers = {"Cookie": headers["Set-Cookie"].split(";")[0],
                        "X-CSRF-Token": json.loads(body)["csrf"]}

    def raw(self, method, path, body=None):
        data = None if body is None else json.dumps(body)
        for again in (False, True):
            try:
                self.connection.request(method, "/api/v1" + path, data, self.headers)
                answer = self.connection.getresponse()
                return answer.status, dict(answer.getheaders()), answer.read()
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # A connection that was kept too long; a change is not sent twice.
                self.connection.close()
                if again or method != "GET":
                    raise
        raise AssertionError

    def ask(self, method, path, body=None):
        status, _, answer = self.raw(method, path, body)
        return status, json.loads(answer)


def screens(browser):
    incident = browser.ask("GET", "/incidents?order=size&limit=1")[1]["rows"][0]["id"]
    article = browser.ask("GET", "/inbox?limit=1")[1]["rows"][0]["article"]
    word = urllib.parse.quote("سوق")
    print("data of a screen, median")
    for name, path in (
            ("overview of filters", "/overview"), ("inbox", "/inbox"),
            ("inbox by harm", "/inbox?order=harm"), ("article", f"/articles/{article}"),
            ("incidents", "/incidents"), ("incidents by size", "/incidents?order=size"),
            ("incident", f"/incidents/{incident}"), ("ledger", "/claims"),
            ("ledger, denials of a year", "/claims?stance=denies&from=1995-01-01&to=1995-12-31"),
            ("search", f"/articles?words={word}"), ("map of a month", "/map?since=1995-03-01&until=1995-03-31"),
            ("timeline", "/timeline"), ("sources", "/sources"), ("exports", "/exports"),
            ("audit", "/audit"), ("policies", "/policies"), ("quality", "/quality")):
        times, size = [], 0
        for _ in range(ASKED):
            begun = time.monotonic()
            status, _, body = browser.raw("GET", path)
            times.append(time.monotonic() - begun)
            size = len(body)
            if status != 200:
                sys.exit(f"bench: {path} answered {status}: {body[:200]}")
        print(f"  {name:28} {statistics.median(times) * 1000:6.0f} ms  {size / 1000:8.1f} kB")


def together(port, seconds):
    stop = time.monotonic() + seconds
    asked, edits, conflicts, faults, kept = [0], [0], [0], [], {}
    lock = threading.Lock()

    def note(box, more=1):
        with lock:
            box[0] += more

    def read(seed):
        dice = random.Random(seed)
        browser = Browser(port)
        while time.monotonic() < stop:
            path = dice.choice(["/inbox", "/incidents", "/timeline", "/claims?stance=denies&limit=20",
                                f"/incidents?page={dice.randint(1, 50)}"])
            status, _, body = browser.raw("GET", path)
            note(asked)
            if status != 200:
                faults.append((path, status, body[:200]))
            time.sleep(dice.uniform(0.2, 1.0))

    def write(seed):
        dice = random.Random(seed)
        browser = Browser(port)
        while time.monotonic() < stop:
            rows = browser.ask("GET", f"/inbox?page={dice.randint(1, 20)}")[1]["rows"]
            article = dice.choice(rows)["article"]
            page = browser.ask("GET", f"/articles/{article}")[1]
            if not page["analysis"]["claims"]:
                continue
            status, answer = browser.ask("POST", f"/articles/{article}/corrections", {
                "version": page["article"]["version"], "revision": page["revision"],
                "action": "accept", "subject": "claim/0"})
            if status == 200:
                note(edits)
                with lock:
                    kept[answer["correction"]] = article
            elif status == 409:
                note(conflicts)
            else:
                faults.append((article, status, answer))
            time.sleep(dice.uniform(0.05, 0.3))

    threads = [threading.Thread(target=read, args=(i,)) for i in range(READERS)]
    threads += [threading.Thread(target=write, args=(1000 + i,)) for i in range(WRITERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    browser = Browser(port)
    lost = 0
    for number, article in kept.items():
        page = browser.ask("GET", f"/articles/{article}")[1]
        lost += all(row["number"] != number for row in page["corrections"])
    print(f"{READERS} readers and {WRITERS} writers for {seconds} s: {asked[0]} answers, {edits[0]} edits, "
          f"{conflicts[0]} told that somebody was faster, {len(faults)} errors, {lost} edits lost")
    for fault in faults[:5]:
        print("  error:", fault)


def main():
    ask = argparse.ArgumentParser(description="what a served store costs")
    ask.add_argument("marsad")
    ask.add_argument("--articles", type=int, default=200000)
    ask.add_argument("--store", help="one that is there, with generated articles")
    ask.add_argument("--seconds", type=int, default=300)
    options = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as folder:
        store = options.store or os.path.join(folder, "desk.db")
        if not options.store:
            made = subprocess.Popen([sys.executable, HERE / "generate.py", str(options.articles)],
                                    stdout=subprocess.PIPE)
            subprocess.run([options.marsad, "ingest", "--store", store, "--from", "jsonl", "-"],
                           stdin=made.stdout, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([options.marsad, "user", "add", "bench", "--roles", "lead,auditor", "--store",
                        store], input=PASSWORD.encode(), check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([options.marsad, "serve", "--store", store, "--port", "0"],
                                  stdout=subprocess.PIPE)
        try:
            port = urllib.parse.urlparse(server.stdout.readline().decode().strip()).port
            screens(Browser(port))
            together(port, options.seconds)
        finally:
            server.terminate()
            server.wait(120)


if __name__ == "__main__":
    main()
