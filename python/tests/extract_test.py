# SPDX-License-Identifier: Apache-2.0
"""extract and extract_many: the same as the program gives, whatever goes in and on however many
threads."""
import dataclasses
import datetime
import itertools
import json
import pickle
import sys
import threading

import pytest

import marsad
from conftest import NEWS

TEXT = "قالت وزارة الصحة إن 12 شخصا على الأقل قتلوا أمس في قصف على سوق نوى"


def test_it_reads_what_the_program_reads(news, program):
    told = program("extract", "--json", NEWS).splitlines()
    assert [one.to_json() for one in marsad.extract_many(news)] == told
    one = news[0]
    alone = marsad.extract(one["text"], **{key: one[key] for key in
                                           ("id", "title", "published", "outlet", "url")})
    assert alone.to_json() == told[0]


def test_the_values_are_those_of_the_json(news):
    for analysis in marsad.extract_many(news):
        whole = analysis.to_dict()
        for layer in ("mentions", "claims", "events", "figures"):
            values = getattr(analysis, layer)
            assert len(values) == len(whole[layer])
            for value, told in zip(values, whole[layer]):
                assert analysis[value.id] is value
                for key, expected in told.items():
                    got = getattr(value, key + "_" if key in ("from", "class") else key)
                    if isinstance(got, datetime.date):
                        got = got.isoformat()
                    if dataclasses.is_dataclass(got):
                        got = {name: one for name, one in dataclasses.asdict(got).items()
                               if one is not None}
                    assert got == (tuple(expected) if isinstance(expected, list) else expected)


def test_every_span_carries_its_quote(news):
    for analysis in marsad.extract_many(news):
        spans = [*analysis.mentions, *analysis.claims, *analysis.figures,
                 *(claim.cue for claim in analysis.claims),
                 *(event.trigger for event in analysis.events)]
        assert spans
        for span in spans:
            assert analysis.text[span.start:span.end] == span.text


def test_the_classes_have_the_fields_of_the_schema(root):
    schema = json.loads((root / "docs" / "analysis.schema.json").read_text(encoding="utf-8"))
    for name, cls in (("actor", marsad.Actor), ("place", marsad.Place), ("time", marsad.Time),
                      ("quantity", marsad.Quantity), ("weapon", marsad.Weapon),
                      ("claim", marsad.Claim), ("event", marsad.Event),
                      ("figure", marsad.Figure), ("document", marsad.Document)):
        told = set(schema["$defs"][name]["properties"])
        assert {field.name.rstrip("_") for field in dataclasses.fields(cls)} == told, name
    codes = schema["$defs"]["event"]["properties"]["codes"]["properties"]
    assert {field.name for field in dataclasses.fields(marsad.Codes)} == set(codes)


def test_values_cannot_be_changed():
    analysis = marsad.extract(TEXT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        analysis.figures[0].low = 13
    with pytest.raises(AttributeError):
        analysis.figures = ()


def test_a_day_resolves_what_is_told_by_it():
    for published in ("1998-03-13", datetime.date(1998, 3, 13), datetime.datetime(1998, 3, 13, 9),
                      "1998-03-13T09:00:00Z"):
        figure = marsad.extract(TEXT, published=published).figures[0]
        assert (figure.from_, figure.to) == (datetime.date(1998, 3, 12),) * 2
    assert marsad.extract(TEXT).figures[0].from_ is None
    many = list(marsad.extract_many([TEXT, {"text": TEXT, "published": "1998-04-02"}],
                                    published="1998-03-13"))
    assert [one.figures[0].from_.day for one in many] == [12, 1]


def test_any_number_of_threads_gives_the_same_in_the_same_order(news):
    articles = news * 5
    expected = [one.to_json() for one in marsad.extract_many(articles, threads=1)]
    for threads in (2, 3, 8):
        assert [one.to_json() for one in marsad.extract_many(articles, threads=threads)] == expected


def test_an_endless_source_is_read_a_little_ahead():
    taken = 0

    def endless():
        nonlocal taken
        for taken in itertools.count(1):
            yield f"قتل {taken} جنود"

    answers = marsad.extract_many(endless(), threads=2)
    firsts = [one.document.id for one in itertools.islice(answers, 50)]
    assert firsts == [str(number) for number in range(1, 51)]
    assert taken < 50 + 2 * 64
    answers.close()


def test_the_gil_is_free_while_articles_are_read(news):
    # Nobody is made to give the GIL up here, so another thread comes to its turn during the call
    # only if the call lets it.
    begun, seen = threading.Event(), []

    def watch():
        begun.wait()
        seen.append("during")

    watcher = threading.Thread(target=watch)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        watcher.start()
        text = "\n".join(one["text"] for one in news) * 40
        begun.set()
        marsad.extract(text)
        seen.append("after")
        watcher.join()
    finally:
        sys.setswitchinterval(usual)
    assert seen == ["during", "after"]


def test_why_names_rows_and_rules_on_request():
    assert all(one.why for one in marsad.extract(TEXT, why=True).mentions)
    assert not any(one.why for one in marsad.extract(TEXT).mentions)
    assert "why" in json.loads(marsad.extract(TEXT, why=True).to_json())["figures"][0]


def test_an_analysis_can_be_kept_and_compared():
    analysis = marsad.extract(TEXT, published="1998-03-13", id="n1")
    again = pickle.loads(pickle.dumps(analysis))
    assert again == analysis and hash(again) == hash(analysis)
    assert again.text == TEXT and again.figures == analysis.figures
    assert analysis != marsad.extract(TEXT, id="n1")
    assert marsad.Analysis.from_json(analysis.to_json(with_text=True)) == analysis
    assert "n1" in repr(analysis)
    for unknown in ("m99", "m0", "x1", "", "m"):
        with pytest.raises(KeyError):
            analysis[unknown]


def test_strange_text_is_never_an_error():
    for text in ("", "\ud83d", "\x00", "\ufeff" + TEXT, "\u202eقتل 12", "a\udfff" + TEXT,
                 "😀" * 500 + TEXT, "\u0651" * 1000):
        analysis = marsad.extract(text)
        assert len(analysis.text) == len(text)
        for figure in analysis.figures:
            assert text[figure.start:figure.end] == figure.text
    assert marsad.extract("a\ud83d").text == "a\ufffd"


def test_two_languages_do_not_mix():
    usual = marsad.Language()
    other = pickle.loads(pickle.dumps(usual))
    assert other.hash == usual.hash == marsad.extract(TEXT, language=other).pack
    assert marsad.extract(TEXT, language=usual) == marsad.extract(TEXT, language=other)


def test_a_bar_counts_what_was_read(news, capsys):
    assert len(list(marsad.extract_many(news, progress=True))) == len(news)
    assert f"{len(news)}/{len(news)}" in capsys.readouterr().err
    marsad.tables(news, progress=True)
    assert f"{len(news)}/{len(news)}" in capsys.readouterr().err
