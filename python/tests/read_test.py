# SPDX-License-Identifier: Apache-2.0
"""Files and folders are read as the program reads them."""
import datetime

import pytest

import marsad


def test_a_folder_is_read_as_the_program_reads_it(root, program):
    folder = root / "docs" / "samples" / "archive"
    told = program("extract", "--json", "--with-text", folder).splitlines()
    faults = []
    articles = list(marsad.read(folder, faults=faults))
    assert faults == [] and len(articles) > 50
    assert [one.to_json(with_text=True) for one in marsad.extract_many(articles)] == told


def test_forms_and_days_can_be_told(tmp_path):
    page = tmp_path / "page.unknown"
    page.write_text("<title>عنوان</title><article><p>قتل جندي في قصف على نوى أمس</p></article>",
                    encoding="utf-8")
    article, = marsad.read(page, form="html", published="1998-03-13")
    assert "<p>" not in article.text
    assert article.published == datetime.date(1998, 3, 13)
    with pytest.raises(marsad.InputError, match="warc"):
        list(marsad.read(page, form="pdf"))


def test_faults_stand_apart_or_are_raised(tmp_path):
    lines = tmp_path / "news.jsonl"
    lines.write_text('{"text":"قتل جندي"}\n{"text":\n{"text":"نفى الجيش"}\n', encoding="utf-8")
    missing = tmp_path / "none.txt"
    faults = []
    articles = list(marsad.read(lines, missing, faults=faults))
    assert [one.text for one in articles] == ["قتل جندي", "نفى الجيش"]
    assert [type(one) for one in faults] == [marsad.InputError] * 2
    assert "news.jsonl:2" in faults[0].where and faults[1].where == str(missing)
    with pytest.raises(marsad.InputError, match="news.jsonl:2"):
        list(marsad.read(lines))
