#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The output that README.md shows is what the program prints.

usage: readme_test.py MARSAD [--write]
Below a line <!-- output: ARGUMENTS --> stands a fenced block; its lines are the first
lines of `marsad ARGUMENTS` at a width of 100, up to a line "…". --write brings the
block up to date (as many lines as it had, or kLines).
"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / 'README.md'
BLOCK = re.compile(r'(<!-- output: (.+?) -->\n\n```\n)(.*?)(```\n)', re.S)
LINES = 44


def printed(marsad, arguments):
    run = subprocess.run([marsad] + arguments.split(), cwd=ROOT, capture_output=True, text=True,
                         env={**os.environ, 'COLUMNS': '100', 'NO_COLOR': '1'}, check=True)
    return run.stdout


def shown(marsad, arguments):
    lines = printed(marsad, arguments).splitlines()
    return '\n'.join(lines[:LINES] + (['…'] if len(lines) > LINES else [])) + '\n'


class ReadmeTest(unittest.TestCase):
    marsad = None

    def test_the_output_shown_is_real(self):
        blocks = BLOCK.findall(README.read_text('utf8'))
        self.assertTrue(blocks, 'README.md shows no output')
        for _, arguments, block, _ in blocks:
            with self.subTest(arguments):
                self.assertEqual(block, shown(self.marsad, arguments),
                                 'run tests/cli/readme_test.py MARSAD --write')


if __name__ == '__main__':
    program = os.path.abspath(sys.argv[1])
    if '--write' in sys.argv:
        text = README.read_text('utf8')
        README.write_text(BLOCK.sub(lambda m: m[1] + shown(program, m[2]) + m[4], text), 'utf8')
        sys.exit()
    ReadmeTest.marsad = program
    unittest.main(argv=sys.argv[:1])
