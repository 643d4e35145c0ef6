# SPDX-License-Identifier: Apache-2.0
"""One tree of errors; each says where, what and how to mend it."""
import pickle

import pyarrow
import pytest

import marsad


def told(kind, call):
    with pytest.raises(kind) as caught:
        call()
    error = caught.value
    assert error.where and error.what and error.remedy
    assert str(error) == f"{error.where}: {error.what}; {error.remedy}"
    assert "\n" not in str(error)
    return error


def test_one_tree():
    for kind in (marsad.InputError, marsad.PackError, marsad.StoreError):
        assert issubclass(kind, marsad.Error)
    assert issubclass(marsad.InputError, ValueError)
    error = marsad.StoreError("desk.db", "is locked", "wait")
    assert str(pickle.loads(pickle.dumps(error))) == "desk.db: is locked; wait"


def test_what_is_no_article_is_named():
    assert told(marsad.InputError, lambda: marsad.extract(b"\xd9\x82")).where == "text"
    assert told(marsad.InputError, lambda: marsad.extract("نص", title=5)).where == "title"
    for wrong in ("نص", {"text": "نص"}, 5, None):
        assert told(marsad.InputError, lambda: marsad.extract_many(wrong)).where == "articles"
        assert told(marsad.InputError, lambda: marsad.tables(wrong)).where == "articles"


@pytest.mark.parametrize("wrong, where", [
    (5, "article 3"), ({"id": "x"}, "article 3"), ({"text": None}, "article 3"),
    ({"text": "نص", "published": "الخميس"}, "article 3, field published"),
    ({"text": "نص", "published": "1998-02-30"}, "article 3, field published"),
    ({"text": "نص", "title": 1}, "article 3, field title")])
def test_an_error_comes_after_the_answers_before_it(wrong, where):
    for threads in (1, 2):
        answers = marsad.extract_many(["قتل جندي", "نص", wrong, "نص"], threads=threads)
        assert [next(answers).text, next(answers).text] == ["قتل جندي", "نص"]
        assert told(marsad.InputError, lambda: next(answers)).where == where
        assert told(marsad.InputError, lambda: marsad.tables(["نص", "نص", wrong])).where == where


def test_an_exception_of_the_source_is_passed_on():
    def broken():
        yield "قتل جندي"
        raise LookupError("no more")

    for threads in (1, 2):
        answers = marsad.extract_many(broken(), threads=threads)
        assert next(answers).text == "قتل جندي"
        with pytest.raises(LookupError, match="no more"):
            next(answers)
        with pytest.raises(LookupError, match="no more"):
            marsad.tables(broken(), threads=threads)


def test_tables_that_are_no_articles():
    column = told(marsad.InputError, lambda: marsad.tables(pyarrow.table({"body": ["نص"]})))
    assert "body" in column.what
    kind = told(marsad.InputError, lambda: marsad.tables(pyarrow.table({"text": [1]})))
    assert kind.where == "article 1, column text"
    null = told(marsad.InputError, lambda: marsad.tables(pyarrow.table({"text": ["نص", None]})))
    assert null.where == "article 2"
    day = told(marsad.InputError, lambda: marsad.tables(
        pyarrow.table({"text": ["نص"], "published": ["الخميس"]})))
    assert day.where == "article 1, column published"
    layer = told(marsad.InputError, lambda: marsad.tables([], layers=["claim"]))
    assert "claims" in layer.remedy

    def broken():
        yield pyarrow.record_batch({"text": ["نص"]})
        raise LookupError("the disk is gone")

    reader = pyarrow.RecordBatchReader.from_batches(
        pyarrow.schema([("text", pyarrow.string())]), broken())
    assert "the disk is gone" in told(marsad.InputError, lambda: marsad.tables(reader)).what


def test_packs(tmp_path):
    missing = tmp_path / "none.pack"
    assert told(marsad.PackError, lambda: marsad.Language(missing)).where == str(missing)
    damaged = tmp_path / "damaged.pack"
    damaged.write_bytes(b"no pack" * 100)
    told(marsad.PackError, lambda: marsad.Language(damaged))


def test_stores(tmp_path):
    told(marsad.StoreError, lambda: marsad.Store(tmp_path / "none.db"))
    other = tmp_path / "other.db"
    other.write_bytes(b"no store at all " * 1000)
    told(marsad.StoreError, lambda: marsad.Store(other))


def test_analyses_that_are_none():
    for line in ("", "{}", '{"schema":"other/1"}'):
        told(marsad.InputError, lambda: marsad.Analysis.from_json(line))
