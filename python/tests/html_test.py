# SPDX-License-Identifier: Apache-2.0
"""The view of a notebook: the text whole, from right to left, no word ever split."""
import html.parser
import re
import unicodedata

import marsad
from marsad._html import bounds, highlighted, whole_words


class Pieces(html.parser.HTMLParser):
    """The texts between tags."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.marks, self.open = [], [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.open += tag == "mark"
        if tag == "mark":
            self.marks.append(dict(attrs))
        if tag == "br":
            self.texts.append("\n")

    def handle_endtag(self, tag):
        self.open -= tag == "mark"

    def handle_data(self, data):
        self.texts.append(data)


def letter(one):
    return unicodedata.category(one)[0] in "LMN"


def test_the_text_stands_whole_and_no_word_is_split(news):
    marked = 0
    for analysis in marsad.extract_many(news):
        pieces = Pieces(highlighted(analysis))
        assert "".join(pieces.texts) == analysis.text
        assert pieces.open == 0
        for before, after in zip(pieces.texts, pieces.texts[1:]):
            assert not (letter(before[-1]) and letter(after[0])), (before, after)
        marked += len(pieces.marks)
    assert marked > 100


def test_a_clitic_is_coloured_with_its_word():
    analysis = marsad.extract("وقال مصدر طبّي لوكالة الأنباء إن 12 مدنيا قُتلوا")
    shown = highlighted(analysis)
    assert re.search(r"<mark[^>]*>لوكالة", shown)
    assert "طبّي</mark>" in shown or "طبّي" in re.sub(r"<[^>]*>", "", shown)


def test_words_are_widened_to_their_ends():
    text = "قال لوكالة، قُتلوا"
    assert whole_words(text, 5, 8) == (4, 10)
    assert whole_words(text, 4, 10) == (4, 10)
    assert whole_words(text, 14, 16) == (12, len(text))
    assert whole_words(text, 0, len(text)) == (0, len(text))
    assert whole_words("كتاب\u200cها", 0, 2) == (0, 7)


def test_the_page_says_who_says_what_and_is_safe():
    analysis = marsad.extract("قالت <b>الوزارة</b> إن 12 قتلوا & أصيب 3", title="<script>",
                              outlet="\"outlet\"")
    page = analysis._repr_html_()
    assert 'dir="rtl"' in page and "<b>الوزارة" not in page and "<script>" not in page
    assert "asserts" in page
    # Between Arabic words a day would be turned round.
    assert "<bdi>1998-03-12</bdi>" in marsad.extract("نص", published="1998-03-12")._repr_html_()
    for claim in analysis.claims:
        assert claim.stance in page


def test_bounds_are_no_more_certain_than_the_words():
    assert [bounds(12, None), bounds(None, 50), bounds(12, 17), bounds(4, 4), bounds(None, None)] \
        == ["12+", "up to 50", "12–17", "4", "?"]
