#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page over a real server in a real Chromium: a desk's day (web/dev/try.mjs), then every screen
in both languages and sizes as axe, the console and the network see it (web/dev/look.mjs).

usage: browser_test.py MARSAD      exit 77: there is no Chromium"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
WEB = ROOT / "web"


def main():
    marsad = os.path.abspath(sys.argv[1])
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("browser_test: skipped, since there is no chromium; ./dev test installs it")
        return 77
    with tempfile.TemporaryDirectory(prefix="marsad-browser-") as folder:
        store = os.path.join(folder, "desk.db")
        subprocess.run([marsad, "ingest", "--store", store, WEB / "dev/fixtures/articles.jsonl"],
                       check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([marsad, "serve", "--store", store, "--port", "0"],
                                  stdout=subprocess.PIPE)
        try:
            address = server.stdout.readline().decode().strip().rstrip("/")
            asked = {**os.environ, "BASE": address, "CHROMIUM": chromium}
            failed = subprocess.run(["node", "dev/try.mjs"], cwd=WEB, env=asked).returncode
            # The day above made an account of everything.
            asked.update(NAME="salma", PASSWORD="a long password")
            failed |= subprocess.run(["node", "dev/look.mjs", os.path.join(folder, "pictures")],
                                     cwd=WEB, env=asked).returncode
        finally:
            server.terminate()
            failed |= server.wait(20)
        verified = subprocess.run([marsad, "verify", "--store", store], stdout=subprocess.PIPE)
        sys.stdout.write(verified.stdout.decode())
        return 1 if failed or verified.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
