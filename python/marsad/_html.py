# SPDX-License-Identifier: Apache-2.0
"""How a notebook shows an analysis: the text with what was read in it, and who says what.

Arabic letters join, and some browsers break the join where an element begins inside a word. So a
highlight always covers whole words: of ``لوكالة الضفة`` the ل is coloured too, though the mention
begins behind it. The tip of a highlight gives the exact words."""
from __future__ import annotations

import html
import itertools
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._analysis import Analysis

# What lies on top comes first: a figure holds a quantity, a cue stands for itself.
_LAYERS = ("cue", "figure", "event", "actor", "place", "time", "weapon", "quantity")
_STYLE = """<style>
.marsad {max-width: 60em; line-height: 1.9}
.marsad mark {color: inherit; border-radius: .2em; padding: 0 .1em; background: none}
.marsad .cue {border-bottom: .15em solid currentColor; font-weight: bold}
.marsad .figure {background: rgba(214, 69, 65, .30)}
.marsad .event {background: rgba(230, 126, 34, .28)}
.marsad .actor {background: rgba(65, 131, 215, .28)}
.marsad .place {background: rgba(38, 166, 91, .26)}
.marsad .time {background: rgba(155, 89, 182, .26)}
.marsad .weapon {background: rgba(120, 120, 120, .30)}
.marsad .quantity {background: rgba(241, 196, 15, .26)}
.marsad td, .marsad th {text-align: right; vertical-align: top}
</style>"""


def _in_word(letter: str) -> bool:
    # Letters, marks and digits; the joiners, which stand inside words.
    return unicodedata.category(letter)[0] in "LMN" or letter in "_\u200c\u200d"


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the words that it touches.

    >>> whole_words("قال لوكالة الضفة", 5, 10)
    (4, 10)
    """
    while 0 < start < len(text) and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while 0 < end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _spans(analysis: Analysis) -> list[tuple[int, int, str, str]]:
    out = [(claim.cue.start, claim.cue.end, "cue", f"{claim.id} {claim.stance}")
           for claim in analysis.claims]
    for figure in analysis.figures:
        out.append((figure.start, figure.end, "figure",
                    f"{figure.id} {figure.kind} {bounds(figure.low, figure.high)}: {figure.text}"))
    for event in analysis.events:
        out.append((event.trigger.start, event.trigger.end, "event",
                    f"{event.id} {event.type}, {event.status}: {event.trigger.text}"))
    for mention in analysis.mentions:
        named = getattr(mention, "name", None) or getattr(mention, "value", None) or mention.type
        out.append((mention.start, mention.end, mention.type,
                    f"{mention.id} {named}: {mention.text}"))
    return out


def bounds(low: float | None, high: float | None) -> str:
    """``12+``, ``up to 50``, ``12–17``, ``4``."""
    if low is None and high is None:
        return "?"
    if high is None:
        return f"{low:g}+"
    if low is None:
        return f"up to {high:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def highlighted(analysis: Analysis) -> str:
    """The text as HTML, in paragraphs, with marks around whole words."""
    text = analysis.text
    spans = [(*whole_words(text, start, end), layer, tip)
             for start, end, layer, tip in _spans(analysis)]
    cuts = sorted({0, len(text), *(cut for start, end, *_ in spans for cut in (start, end))})
    begins: dict[int, list[tuple[int, int, str, str]]] = {}
    for span in spans:
        begins.setdefault(span[0], []).append(span)
    pieces: list[str] = []
    open_spans: list[tuple[int, int, str, str]] = []
    for start, end in itertools.pairwise(cuts):
        open_spans = [span for span in open_spans if span[1] > start] + begins.get(start, [])
        shown = html.escape(text[start:end])
        if open_spans:
            over = sorted(open_spans, key=lambda span: _LAYERS.index(span[2]))
            # One colour; a cue is a line below, which goes with any.
            kinds = [span[2] for span in over]
            classes = [kind for kind in kinds if kind != "cue"][:1] + ["cue"] * ("cue" in kinds)
            tips = html.escape("\n".join(dict.fromkeys(span[3] for span in over)))
            shown = f'<mark class="{" ".join(classes)}" title="{tips}">{shown}</mark>'
        pieces.append(shown)
    return "".join(pieces).replace("\n", "<br>")


def _row(cells: list[str]) -> str:
    return "<tr>" + "".join(f'<td dir="auto">{cell}</td>' for cell in cells) + "</tr>"


def page(analysis: Analysis) -> str:
    """The whole view of one analysis."""
    document = analysis.document
    head = " · ".join(f"<bdi>{html.escape(str(part))}</bdi>" for part in
                      (document.title, document.outlet, document.published) if part)
    named = {mention.id: mention.text for mention in analysis.mentions}
    rows = []
    for claim in analysis.claims:
        sources = "، ".join(html.escape(named[id]) for id in claim.sources)
        figures = ", ".join(f"{figure.kind} {bounds(figure.low, figure.high)}"
                            for figure in analysis.figures if claim.id in figure.claims)
        rows.append(_row([sources or "—", f"{claim.stance} ({html.escape(claim.cue.text)})",
                          html.escape(claim.text), figures]))
    table = ""
    if rows:
        names = ("who", "stance", "what", "figures")
        table = ('<table dir="rtl"><tr>' + "".join(f"<th>{name}</th>" for name in names) + "</tr>"
                 + "".join(rows) + "</table>")
    return (f'{_STYLE}<div class="marsad" dir="rtl"><p><b>{head}</b></p>'
            f"<p>{highlighted(analysis)}</p>{table}</div>")
