#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The build refuses what reaches upward, and lets the rest pass.

Each case draws a tiny tree of its own, with the project's marsad_room.cmake,
and asks CMake to configure it:

    high   USES low      may include low
    low                  may include nothing of high
"""
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = """cmake_minimum_required(VERSION 3.25)
project(tiny LANGUAGES NONE)
include({module})
"""
DOWNWARD = "marsad_room(low)\nmarsad_room(high USES low)\n"


def configure(rooms, files):
    """Draws the tree, configures it, returns (did it pass, what CMake said on one line)."""
    with tempfile.TemporaryDirectory() as tree:
        tree = pathlib.Path(tree)
        module = ROOT / "cmake" / "marsad_room.cmake"
        (tree / "CMakeLists.txt").write_text(HEAD.format(module=module) + rooms)
        for name, text in files.items():
            path = tree / "src" / "marsad" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["cmake", "-G", "Ninja", "-S", tree, "-B", tree / "build"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.returncode == 0, " ".join((done.stdout + done.stderr).split())


@unittest.skipUnless(shutil.which("ninja"), "needs ninja")
class RoomsTest(unittest.TestCase):
    def refused(self, rooms, files, message):
        passed, said = configure(rooms, files)
        self.assertFalse(passed, f"CMake let it pass: {files}")
        self.assertIn(message, said)

    def test_downward_includes_pass(self):
        passed, said = configure(DOWNWARD, {
            "low/low.h": "// مرصد\n#include <vector>\n",
            "high/high.h": '#include "marsad/low/low.h"\n#include "marsad/high/own.h"\n',
            "high/own.h": "#pragma once\n"})
        self.assertTrue(passed, said)

    def test_a_room_inside_a_room_passes_with_its_full_name(self):
        passed, said = configure("marsad_room(low)\nmarsad_room(low/compiler USES low)\n", {
            "low/low.h": "",
            "low/compiler/compiler.h":
                '#include "marsad/low/low.h"\n#include "marsad/low/compiler/own.h"\n'})
        self.assertTrue(passed, said)

    def test_an_upward_include_is_refused(self):
        for line in ('#include "marsad/high/high.h"', '  #  include "marsad/high/high.h"  // why',
                     "#include <marsad/high/high.h>"):
            self.refused(DOWNWARD, {"low/low.h": line + "\n", "high/high.h": ""},
                         "includes from room 'high', but room 'low' may use only: low")

    def test_an_upward_include_of_a_source_and_of_a_test_is_refused(self):
        for name in ("low/low.cpp", "low/low_test.cpp"):
            self.refused(DOWNWARD, {name: '#include "marsad/high/high.h"\n', "high/high.h": ""},
                         "includes from room 'high'")

    def test_a_lower_room_that_is_not_named_is_refused(self):
        self.refused("marsad_room(low)\nmarsad_room(high)\n",
                     {"low/low.h": "", "high/high.h": '#include "marsad/low/low.h"\n'},
                     "includes from room 'low', but room 'high' may use only: high")

    def test_a_header_above_all_rooms_is_refused(self):
        self.refused(DOWNWARD, {"low/low.h": '#include "marsad/pipeline.h"\n'},
                     "includes from room 'marsad', but room 'low' may use only: low")

    def test_a_way_around_by_a_relative_path_is_refused(self):
        self.refused(DOWNWARD, {"low/low.h": '#include "../high/high.h"\n'},
                     "includes from room '../high'")

    def test_an_upward_link_is_refused(self):
        self.refused("marsad_room(low USES high)\nmarsad_room(high)\n", {},
                     "room 'low' uses 'high', which is not below it")

    def test_a_link_past_the_order_is_refused(self):
        self.refused("marsad_room(low LIBS marsad_high)\nmarsad_room(high)\n", {},
                     "room 'low' links 'marsad_high' past the order of the rooms")

    def test_every_folder_of_the_source_is_a_declared_room(self):
        declared = (ROOT / "src" / "CMakeLists.txt").read_text(encoding="utf-8")
        rooms = {path.parent.relative_to(ROOT / "src" / "marsad").as_posix()
                 for path in (ROOT / "src" / "marsad").rglob("*.h")} - {"."}
        undeclared = {room for room in rooms if f"marsad_room({room} " not in
                      declared.replace(f"({room})", f"({room} ")}
        self.assertEqual(set(), undeclared, "add marsad_room(…) to src/CMakeLists.txt")


if __name__ == "__main__":
    unittest.main()
