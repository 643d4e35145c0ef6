#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/quality.md: its examples still show their error, and nothing that it promises is missing.

    python3 tests/cli/quality_test.py build/marsad

Its figures are not compared, or no rule could change without them: `./dev eval --page` writes
them anew. What layers, suites and outlets it must name is asked of ../shared, where it stands.
"""
import json
import pathlib
import re
import sys
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / 'tools'))
import quality  # noqa: E402 (found by the line above)

EVAL = SOURCE.parent / 'shared' / 'eval'
PAGE = (SOURCE / 'docs' / 'quality.md').read_text('utf-8')


class QualityTest(unittest.TestCase):
    marsad = None

    def test_the_examples_still_show_their_error(self):
        mended = list(quality.untrue(self.marsad, quality.told_errors()))
        self.assertEqual([], mended, 'mended, or changed: write another example in '
                         'tools/quality_errors.toml or strike the kind, then ./dev eval --page')

    def test_the_page_tells_each_kind_as_the_file_does(self):
        sections = re.findall(r'^### (.+): \d+$', PAGE, re.M)
        self.assertEqual(quality.KINDS_SHOWN, len(sections))
        told = {error['title']: error for error in quality.told_errors()['error']}
        for title in sections:
            with self.subTest(title):
                for part in ('what', 'example', 'causes', 'mend'):
                    self.assertIn(told[title][part], PAGE, './dev eval --page writes it anew')

    def test_the_page_names_all_that_was_measured(self):
        if not EVAL.exists():
            print('quality: no ../shared/eval, so what the page must name is not checked')
            self.skipTest('no ../shared/eval')
        gold = EVAL / 'gold'
        layers = json.loads(quality.run(self.marsad, 'score', gold, '--json'))['layers']
        outlets = {json.loads(file.read_text('utf-8'))['document']['outlet']
                   for file in gold.glob('*.json')}
        suites = {f'{case["suite"]} {case["kind"]}' if 'suite' in case else case['class'].lower()
                  for file in (EVAL / 'peers').glob('*.jsonl')
                  for case in map(json.loads, file.read_text('utf-8').splitlines())}
        for name in sorted({layer.strip() for layer in layers} | outlets | suites):
            with self.subTest(name):
                self.assertIn(f'\n| {name} | ', PAGE, './dev eval --page writes it anew')
        texts = {error['rows'] for error in quality.told_errors()['error']}
        for kind, count in quality.error_kinds(self.marsad, gold).most_common(quality.KINDS_SHOWN):
            self.assertIn(kind, texts, f'{count} errors; write of them in quality_errors.toml')


if __name__ == '__main__':
    QualityTest.marsad = pathlib.Path(sys.argv[1]).resolve()
    unittest.main(argv=sys.argv[:1])
