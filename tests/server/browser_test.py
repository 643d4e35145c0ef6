#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page over a real server in a real Chromium: a desk's day (web/dev/try.mjs), then every screen
in both languages and sizes as axe, the console and the network see it (web/dev/look.mjs); and every
sample article of the project, whose words stand where they stood when painted (web/dev/runs.mjs);
and the first run with the sample articles (web/dev/first.mjs).

usage: browser_test.py MARSAD      exit 77: there is no Chromium"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WEB = ROOT / "web"


def over(marsad, folder, name, inputs, account, scripts):
    """Serves a store of these inputs, runs the scripts against it in turn, verifies the store."""
    store = os.path.join(folder, name + ".db")
    if inputs:
        subprocess.run([marsad, "ingest", "--store", store, *inputs], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    asked = {**os.environ, "NAME": "salma", "PASSWORD": "a long password"}
    if account:
        subprocess.run([marsad, "user", "add", asked["NAME"], "--roles", "lead", "--store", store],
                       input=(asked["PASSWORD"] + "\n").encode(), check=True,
                       stdout=subprocess.DEVNULL)
    server = subprocess.Popen([marsad, "serve", "--store", store, "--port", "0"],
                              stdout=subprocess.PIPE)
    failed = 0
    try:
        asked["BASE"] = server.stdout.readline().decode().strip().rstrip("/")
        for script in scripts:
            failed |= subprocess.run(["node", *script], cwd=WEB, env=asked).returncode
    finally:
        server.terminate()
        failed |= server.wait(20)
    verified = subprocess.run([marsad, "verify", "--store", store], stdout=subprocess.PIPE)
    sys.stdout.write(verified.stdout.decode())
    return failed or verified.returncode


def main():
    marsad = os.path.abspath(sys.argv[1])
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("browser_test: skipped, since there is no chromium; ./dev test installs it")
        return 77
    os.environ["CHROMIUM"] = chromium
    samples = ROOT / "docs/samples"
    with tempfile.TemporaryDirectory(prefix="marsad-browser-") as folder:
        # The day makes an account of everything, which the pictures use.
        failed = over(marsad, folder, "day", [WEB / "dev/fixtures/articles.jsonl"], False,
                      [["dev/try.mjs"], ["dev/look.mjs", os.path.join(folder, "pictures")]])
        failed |= over(marsad, folder, "samples",
                       [samples / "archive/news.jsonl", samples / "archive/pages",
                        samples / "archive/feed.xml", *sorted(samples.glob("*.json")),
                        ROOT / "tests/stories"], True,
                       [["dev/runs.mjs"]])
        failed |= over(marsad, folder, "first", [], False, [["dev/first.mjs"]])
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
