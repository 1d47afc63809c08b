"""Files that hold many articles, and standard input."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from conftest import Write

from kg.documents import STANDARD_LIMITS, Limits, find_articles, fingerprint, read_article
from kg.errors import DocumentError, InputError
from kg.models import Document


def read(path: Path, *columns: str, limits: Limits = STANDARD_LIMITS) -> list[Document | str]:
    found: list[Document | str] = []
    for article in find_articles([path], columns, limits):
        try:
            found.append(read_article(article, limits))
        except DocumentError as error:
            found.append(str(error))
    return found


ROWS = [
    {"id": "a1", "text": "Cuba said.", "title": "Talks", "date": "2026-01-26", "source": {"name": "The Post"}},
    {"id": "a2", "text": "Peru said.\nSpain did not.", "title": "", "date": "01/02/2026", "url": "https://a.example/2"},
]


def test_a_line_of_json_is_an_article(write: Write) -> None:
    folder = write({"news/wire.jsonl": "".join(json.dumps(row) + "\n" for row in ROWS)})
    first, second = read(folder / "news/wire.jsonl")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.path) == ("wire/a1", f"{folder}/news/wire.jsonl:1")
    assert (first.text, first.title, first.date, first.publisher) == ("Cuba said.", "Talks", "2026-01-26", "The Post")
    assert (second.id, second.text, second.url) == ("wire/a2", "Peru said.\nSpain did not.", "https://a.example/2")
    assert dict(first.provenance) == {"title": "column title", "date": "column date", "publisher": "column source"}


def test_a_date_that_can_be_read_two_ways_is_none_and_says_so(write: Write) -> None:
    (_, second) = read(write({"a.jsonl": "".join(json.dumps(row) + "\n" for row in ROWS)}) / "a.jsonl")
    assert isinstance(second, Document)
    assert second.date == ""
    assert dict(second.provenance)["date"] == "none: '01/02/2026' in column date can be read two ways or none"


def test_a_text_that_is_a_web_page_is_read_as_one(write: Write) -> None:
    text = "<p>Cuba <b>said</b> that it would talk.</p><p>Peru&nbsp;said no.</p><script>no()</script>"
    (document,) = read(write({"a.jsonl": json.dumps({"text": text, "title": "A"})}) / "a.jsonl")
    assert isinstance(document, Document)
    assert document.text == "Cuba said that it would talk.\n\nPeru said no."
    assert document.title == "A"


def test_the_line_in_which_excel_is_told_the_separator_is_none_of_names(write: Write) -> None:
    table = 'sep=;\r\nText;Headline\r\n"Peru said: ""no"".";"Müller – again"\r\n'
    (document,) = read(write({"a.csv": table.encode("cp1252")}) / "a.csv")
    assert isinstance(document, Document)
    assert (document.text, document.title) == ('Peru said: "no".', "Müller – again")
    assert document.path.endswith("a.csv:3")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_row_of_csv_is_an_article(write: Write, mark: str) -> None:
    rows = [
        ["Headline", "Body", "Published at"],
        ['"He, said"', '"Cuba\nsaid; ""no""."', "3 Feb 2026"],
        ["B", "Peru.", ""],
    ]
    folder = write({"a.csv": "\ufeff" + "\r\n".join(mark.join(row) for row in rows)})
    first, second = read(folder / "a.csv")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.text, first.title, first.date) == ("a/2", 'Cuba\nsaid; "no".', "He, said", "2026-02-03")
    assert (second.id, second.path, second.text) == ("a/4", f"{folder}/a.csv:4", "Peru.")


def test_columns_can_be_named(write: Write) -> None:
    folder = write({"a.csv": "Titel,Volltext,text\nA,Cuba said.,wrong\n"})
    (document,) = read(folder / "a.csv", "title=Titel", "text=Volltext")
    assert isinstance(document, Document)
    assert (document.title, document.text) == ("A", "Cuba said.")


def test_wrong_names_of_columns_are_told_before_anything_is_read(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        find_articles([write({"a.csv": "text\nA"})], ["titel=A", "text"])
    assert [problem.split(";")[0] for problem in caught.value.problems] == [
        "--map titel=A: write FIELD=COLUMN with one of text, title, date, publisher, url, id (did you mean 'title'?)",
        "--map text: write FIELD=COLUMN with one of text, title, date, publisher, url, id",
    ]


def test_a_table_without_a_column_of_texts_costs_one_message(write: Write) -> None:
    folder = write({"a.csv": "a,b\n1,2\n3,4\n"})
    assert read(folder / "a.csv") == [
        f"{folder}/a.csv:1: has no column of texts, only 'a', 'b'; name it with --map text=COLUMN"
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is not valid JSON: "),
        ("[1]", "must be one JSON object"),
        ('{"a": 1}', "holds no text in the columns 'a'; name another with --map text=COLUMN"),
        ('{"text": " "}', "holds no text in the column 'text'"),
        ('{"text": ["a"]}', "holds no text in the column 'text'"),
        ("[" * 200_000, "is not valid JSON: its lists or objects are nested too deeply"),
        ('{"text": ' + "1" * 5000 + "}", "is not valid JSON: "),
        ('{"text": "' + "x" * 3000 + '"}', "is longer than 2,000 characters"),
    ],
)
def test_a_broken_line_costs_one_article(write: Write, line: str, told: str) -> None:
    limits = Limits(bytes=2000 if "xxx" in line else 1_000_000)
    good = '{"text": "Cuba said."}'
    folder = write({"a.jsonl": f"{good}\n{line}\n\n{good}"})
    first, broken, last = read(folder / "a.jsonl", limits=limits)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert last.id == "a/4"
    assert isinstance(broken, str)
    assert broken.startswith(f"{folder}/a.jsonl:2: {told}")


def test_a_table_of_something_else_costs_one_message(write: Write) -> None:
    folder = write({"a.jsonl": '{"name": "A"}\n' * 5000, "b.csv": "text\n" + " ,x\n" * 5000, "c.jsonl": "x\n" * 3})
    assert read(folder / "a.jsonl") == [
        f"{folder}/a.jsonl:1: 10 of its first 10 rows hold no article, so the rest is not read: "
        "holds no text in the columns 'name'; name another with --map text=COLUMN"
    ]
    assert len(read(folder / "b.csv")) == 1
    assert len(read(folder / "c.jsonl")) == 3


def test_a_table_in_which_most_is_broken_is_given_up(write: Write) -> None:
    good = '{"text": "Cuba said."}\n'
    found = read(write({"a.jsonl": good + "x\n" * 5000 + good}) / "a.jsonl")
    assert len(found) < 25
    assert str(found[-1]).endswith(
        "so the rest is not read: is not valid JSON: Expecting value: line 1 column 1 (char 0)"
    )


def test_rows_with_one_id_stay_apart(write: Write) -> None:
    folder = write({"a.jsonl": '{"id": 1, "text": "A."}\n{"id": 1, "text": "B."}\n', "a/1.txt": "C."})
    assert [article.id for article in find_articles([folder])] == ["a/1'", "a/1''", "a/1"]


def test_an_unclosed_quotation_mark_ends_the_table_with_a_message(write: Write) -> None:
    folder = write({"a.csv": 'text\n"Cuba said.' + "\nmore" * 1000})
    (told,) = read(folder / "a.csv", limits=Limits(bytes=500))
    assert told.startswith(f"{folder}/a.csv:2: is no CSV that can be read: field larger than field limit (500); ")


def test_packed_files_are_unpacked(write: Write) -> None:
    line = json.dumps(ROWS[0]).encode()
    folder = write({"a.jsonl.gz": gzip.compress(line), "b.txt.gz": gzip.compress(b"Cuba said.")})
    assert [(article.id, article.format) for article in find_articles([folder])] == [("a/a1", ".row"), ("b", ".txt")]
    one, two = read(folder)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.text == two.text == "Cuba said."


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.txt.gz"])
def test_what_cannot_be_unpacked_costs_one_message(write: Write, name: str) -> None:
    whole = gzip.compress(b'text\n{"text": "Cuba said."}\n' * 5000)
    bomb = gzip.compress(b" " * 60_000_000)
    for data, told in (
        (b"no gzip", "cannot be unpacked: Not a gzipped file"),
        (whole[: len(whole) // 2], "cannot be unpacked: Compressed file ended"),
        (bomb, "unpacks to more than 100 times its size"),
    ):
        folder = write({name: data})
        refused = [one for one in read(folder / name) if isinstance(one, str)]
        assert len(refused) == 1
        assert told in refused[0]


def test_the_fingerprint_of_an_article_changes_with_its_bytes_alone(write: Write) -> None:
    folder = write({"a.jsonl": '{"text": "A."}\n{"text": "B."}\n{"text": "A."}', "b.txt": "A."})
    one, two, three, four = find_articles([folder])
    assert fingerprint(one) == fingerprint(three) != fingerprint(two)
    before = fingerprint(four)
    (folder / "b.txt").write_text("B.")
    assert fingerprint(four) != before


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        (b"Cuba said.", ["stdin"]),
        (b'{"text": "Cuba said."}\n{"text": "Cuba said.", "id": "x"}\n', ["stdin/1", "stdin/x"]),
        (b"title,text\nA,Cuba said.\n", ["stdin/2"]),
    ],
)
def test_standard_input_is_read_in_any_format(monkeypatch: pytest.MonkeyPatch, typed: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    articles = find_articles([Path("-")])
    assert [article.id for article in articles] == [article.id for article in articles] == ids
    assert {read_article(article).text for article in articles} == {"Cuba said."}


def test_limits_are_told_in_words_or_refused() -> None:
    assert Limits.parse(["bytes=5", "tokens=1_000"]) == Limits(bytes=5, tokens=1000)
    with pytest.raises(InputError) as caught:
        Limits.parse(["bytes=0", "size=3", "tokens"])
    assert len(caught.value.problems) == 3
