#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""bench/peers.py: positions, what agrees, what is right. Nothing is fetched and nothing is timed.

    python3 tests/bench/peers_test.py
"""

import contextlib
import datetime
import io
import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import dateparser_times  # noqa: E402
import peers  # noqa: E402
from peers import Time  # noqa: E402

# Invented; the sign before the first word takes two units of UTF-16.
TEXT = "🚨 قال ناشطون يوم الخميس إن سوقا قصفت مساء الأربعاء."
THURSDAY = TEXT.index("يوم"), TEXT.index("يوم") + len("يوم الخميس")
WEDNESDAY = TEXT.index("مساء"), TEXT.index("مساء") + len("مساء الأربعاء")


def refused(call, *arguments):
    """What a call says as it ends the program."""
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            call(*arguments)
        except SystemExit as end:
            return str(end)
    return ""


class Positions(unittest.TestCase):
    def test_units_of_utf16_become_code_points(self):
        units = [len(TEXT[:point].encode("utf-16-le")) // 2 for point in range(len(TEXT) + 1)]
        self.assertEqual(3, units[2])
        self.assertEqual(list(range(len(TEXT) + 1)), peers.code_points(TEXT, units))
        self.assertEqual([2, 0], peers.code_points(TEXT, [3, 0]), "in any order")

    def test_a_position_inside_of_a_sign_is_an_error(self):
        self.assertRaises(KeyError, peers.code_points, TEXT, [1])

    def test_lines_of_heideltime(self):
        line = {"id": "a", "times": [{"begin": THURSDAY[0] + 1, "end": THURSDAY[1] + 1,
                                      "type": "DATE", "value": "1987-05-14"},
                                     {"begin": WEDNESDAY[0] + 1, "end": WEDNESDAY[1] + 1}]}
        self.assertEqual([Time(*THURSDAY, "1987-05-14"), Time(*WEDNESDAY, "")],
                         peers.times_of_heideltime(line, TEXT))

    def test_lines_of_marsad(self):
        mention = {"type": "time", "start": THURSDAY[0], "end": THURSDAY[1],
                   "text": "يوم الخميس", "value": "1987-05-14"}
        analysis = {"document": {"id": "a"}, "mentions": [{"type": "place"}, mention]}
        self.assertEqual([Time(*THURSDAY, "1987-05-14")], peers.times_of_marsad(analysis, TEXT))
        self.assertIn("a: Marsad counts positions in another text",
                      refused(peers.times_of_marsad, analysis, TEXT[1:]))

    def test_pieces_of_dateparser_are_placed_in_their_order(self):
        text = "الخميس ثم الأحد ثم الخميس"
        self.assertEqual([(0, 6), (19, 25), None],
                         list(dateparser_times.placed(text, ["الخميس", "الخميس", "الأحد"])))

    def test_moments_of_dateparser_are_written_as_coarse_as_they_are(self):
        moment = datetime.datetime(987, 5, 14, 9, 30)
        self.assertEqual(["0987", "0987-05", "0987-05-14", "0987-05-14T09:30"],
                         [dateparser_times.value_of(moment, period)
                          for period in ("year", "month", "day", "time")])
        self.assertEqual("2021-W01", dateparser_times.value_of(datetime.datetime(2021, 1, 4), "week"))
        self.assertEqual("2020-W53", dateparser_times.value_of(datetime.datetime(2021, 1, 3), "week"))


class Counting(unittest.TestCase):
    def test_pairs_are_one_to_one_and_the_likest_first(self):
        wide, narrow, apart = Time(0, 10, "a"), Time(4, 10, "b"), Time(20, 25, "c")
        self.assertEqual([(narrow, narrow)], peers.pairs([wide, narrow, apart], [narrow]))
        self.assertEqual([], peers.pairs([Time(0, 4, "a")], [Time(4, 8, "a")]), "they only touch")

    def test_agreement_counts_overlap_extent_and_value(self):
        ours = [Time(0, 5, "1987-05-14"), Time(10, 20, "1987"), Time(30, 40, "P1D"), Time(50, 55, "P2D")]
        theirs = [Time(0, 5, "1987-05-14"), Time(12, 20, "1987"), Time(30, 40, "PXD")]
        self.assertEqual((3, 2, 1), peers.agreement(ours, theirs))
        self.assertEqual((3, 2, 1), peers.agreement(theirs, ours))
        self.assertEqual((0, 0, 0), peers.agreement([], ours))

    def test_parts_of_the_day_are_not_compared_and_hours_are(self):
        self.assertEqual((1, 1, 1), peers.agreement([Time(0, 5, "1987-05-14TEV")],
                                                    [Time(0, 5, "1987-05-14")]))
        self.assertEqual((1, 1, 0), peers.agreement([Time(0, 5, "1987-05-14T09:00")],
                                                    [Time(0, 5, "1987-05-14")]))
        self.assertEqual("PT10M", peers.comparable("PT10M"))

    def test_score_is_of_overlap_and_of_value(self):
        gold = [[Time(0, 5, "1987"), Time(8, 12, "P1D")], [Time(3, 6, "PAST_REF")]]
        given = [[Time(2, 5, "1987"), Time(9, 12, "P2D"), Time(40, 44, "1")], []]
        self.assertEqual(peers.Score(there=3, given=3, extent=2, value=1), peers.score(gold, given))
        self.assertEqual(peers.Score(3, 3, 3, 3), peers.score(gold, gold))
        with self.assertRaises(ValueError, msg="an article is missing"):
            peers.score(gold, given[:1])

    def test_rates(self):
        self.assertEqual((0.5, 0.25, 1 / 3), peers.rates(1, there=4, given=2))
        self.assertEqual((0.0, 0.0, 0.0), peers.rates(0, there=0, given=0))

    def test_of_the_calendar_are_days_years_and_hours(self):
        self.assertEqual([True, True, False, False, False],
                         [peers.is_of_calendar(Time(0, 1, value))
                          for value in ("1987", "1987-05-14T09:00", "P2D", "PRESENT_REF", "")])

    def test_differences_are_what_one_lacks_or_reads_otherwise(self):
        same, other, alone = Time(0, 5, "1987"), Time(10, 15, "P1D"), Time(20, 25, "P3D")
        wider = Time(9, 15, "P1D")
        self.assertEqual([(other, wider), (alone, None)],
                         list(peers.differences([same, other, alone], [same, wider])))
        self.assertEqual([(None, alone)], list(peers.differences([same], [same, alone])))


class Articles(unittest.TestCase):
    def test_they_are_spread_evenly_and_have_a_day(self):
        with tempfile.TemporaryDirectory() as name:
            path = pathlib.Path(name) / "news.jsonl"
            lines = [{"id": str(number), "text": TEXT, "title": "خبر", "published": "1987-05-14"}
                     for number in range(10)]
            del lines[0]["published"]
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
            self.assertEqual([{"id": number, "text": TEXT, "published": "1987-05-14"}
                              for number in "147"], peers.articles_of(path, 3))
            path.write_text(json.dumps(lines[0]) + "\n", encoding="utf-8")
            self.assertIn("name another file with --corpus", refused(peers.articles_of, path, 3))

    def test_without_a_corpus_they_are_generated(self):
        made = peers.articles_of(None, 5)
        self.assertEqual(5, len(made))
        self.assertEqual({"id", "text", "published"}, set(made[0]))


if __name__ == "__main__":
    unittest.main()
