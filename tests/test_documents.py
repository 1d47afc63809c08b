from __future__ import annotations

import codecs
import os
import pickle
import stat
from pathlib import Path

import pytest
from conftest import Write
from hypothesis import example, given
from hypothesis import strategies as st

from kg.documents import READERS, STANDARD_LIMITS, TABLES, Article, find_articles, read_article, read_documents
from kg.errors import DocumentError, InputError
from kg.models import Document


def document(path: Path) -> Document:
    return read_article(Article("it", path))


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        document(path)
    return str(caught.value)


# --- which files -----------------------------------------------------------------------------------------------------


def test_folder_is_searched_to_the_bottom_in_path_order(write: Write) -> None:
    folder = write({"b.txt": "b", "a/z.md": "z", "a/b/c.TXT": "c", "notes.odt": "x"})
    assert [(a.id, a.path) for a in find_articles([folder])] == [
        ("a/b/c", folder / "a/b/c.TXT"),
        ("a/z", folder / "a/z.md"),
        ("b", folder / "b.txt"),
    ]


def test_hidden_files_and_folders_are_passed_over_unless_they_are_the_input(write: Write) -> None:
    folder = write({"a.txt": "a", ".b.txt": "b", ".git/c.txt": "c"})
    assert [a.id for a in find_articles([folder])] == ["a"]
    assert [a.id for a in find_articles([folder / ".git"])] == ["c"]


def test_the_folder_that_kg_writes_to_is_passed_over(write: Write) -> None:
    folder = write({"a.txt": "a", "out/claims.jsonl": "{}", "deep/out/b.txt": "b"})
    assert [a.id for a in find_articles([folder], out=folder / "out")] == ["a", "deep/out/b"]


def test_a_file_named_directly_has_its_stem_as_id(write: Write) -> None:
    folder = write({"deep/down/report.v2.txt": "a"})
    assert [a.id for a in find_articles([folder / "deep/down/report.v2.txt"])] == ["report.v2"]


def test_the_order_of_the_inputs_does_not_matter(write: Write) -> None:
    folder = write({"a/x.txt": "1", "b/x.txt": "2", "b/y.txt": "3"})
    inputs = [folder / "a", folder / "b", folder / "b/y.txt"]
    assert list(find_articles(inputs)) == list(find_articles(inputs[::-1]))


def test_an_id_that_is_taken_gets_as_many_folder_names_as_it_needs(write: Write) -> None:
    folder = write({"one/news/x.txt": "1", "two/news/x.txt": "2", "zzz/x.txt": "3", "zzz/news/x.txt": "4"})
    inputs = [folder / "one/news", folder / "two/news", folder / "zzz"]
    assert [a.id for a in find_articles(inputs)] == ["x", "news/x", "zzz/news/x", "zzz/x"]


def test_neighbours_with_one_stem_keep_the_suffix(write: Write) -> None:
    folder = write({"x.md": "1", "x.txt": "2"})
    assert [a.id for a in find_articles([folder])] == ["x", "x.txt"]


def test_a_file_found_twice_counts_once(write: Write) -> None:
    folder = write({"sub/x.txt": "1"})
    (folder / "link").symlink_to(folder / "sub")
    inputs = [folder / "sub/x.txt", folder, folder / "sub", folder / "sub/../sub", folder / "link"]
    assert [a.id for a in find_articles(inputs)] == ["sub/x"]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab"), st.sampled_from(["x.txt", "x.md"])), min_size=1),
    st.lists(st.sampled_from(["", "a", "b", "a/a", "a/b"]), min_size=1, max_size=3),
)
def test_ids_are_unique(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, str, str]], inputs: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("ids")
    for inner in ("a/a", "a/b", "b"):
        (folder / inner).mkdir(parents=True)
        (folder / inner / "x.txt").write_text("text")
    for parts in files:
        path = folder.joinpath(*parts)
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    articles = find_articles([folder / name for name in inputs])
    assert len({a.id for a in articles}) == len({a.path for a in articles}) == len(articles)


def test_all_wrong_inputs_are_named_at_once(write: Write) -> None:
    folder = write({"x.odt": "", "others/y.odt": "", "others/z.doc": "", "good/a.txt": "a"})
    (folder / "empty").mkdir()
    inputs = [folder / name for name in ("good", "missing", "x.odt", "others", "empty")]
    with pytest.raises(InputError) as caught:
        find_articles(inputs)
    formats = f"{', '.join(sorted([*READERS, *TABLES]))}, also packed as .gz"
    assert caught.value.problems == (
        f"{folder}/empty: holds no article that kg can read ({formats}); it is empty",
        f"{folder}/missing: there is no such file or folder",
        f"{folder}/others: holds no article that kg can read ({formats}), only .doc, .odt",
        f"{folder}/x.odt: kg does not read this format, only {formats}",
    )


def test_no_input_at_all_is_an_input_error() -> None:
    with pytest.raises(InputError, match="no input"):
        find_articles([])


def test_read_documents_checks_the_inputs_before_it_reads(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_documents([tmp_path / "missing"])


def test_read_documents_goes_on_after_an_unreadable_article(write: Write) -> None:
    folder = write({"a.txt": "one", "b.txt": b"\0", "c.txt": "three"})
    first, second, third = read_documents([folder])
    assert isinstance(first, Document)
    assert first.id == "a"
    assert isinstance(second, DocumentError)
    assert second.path == f"{folder}/b.txt"
    assert isinstance(third, Document)
    assert third.id == "c"


# --- text and offsets ------------------------------------------------------------------------------------------------


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
@example("Caracas\r\nHavana\rMadrid\n")
@example("\ufeffCaracas")
@example("\ufeff---\r\ntitle: Caf\u00e9\r\n---\r\nCaracas \U0001f1fb\U0001f1ea")
@example("a\u2028b\x85c\x0bd")
def test_text_is_what_open_reads(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_bytes(text.encode())
    try:
        read = document(path)
    except DocumentError:
        return  # empty, or something that looks like front matter and is not
    with open(path, encoding="utf-8") as file:
        assert read.text == file.read() or "mended" in dict(read.provenance)["text"]
    assert 0 <= read.body <= len(read.text)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF16_LE + "Sí\n".encode("utf-16-le"), "Sí\n"),
        (codecs.BOM_UTF16_BE + "Sí\n".encode("utf-16-be"), "Sí\n"),
        (codecs.BOM_UTF32_LE + "Sí\n".encode("utf-32-le"), "Sí\n"),
        (codecs.BOM_UTF32_BE + "Sí\n".encode("utf-32-be"), "Sí\n"),
        (codecs.BOM_UTF8 + "Sí\n".encode(), "\ufeffSí\n"),
        ("Sí\n".encode("cp1252"), "Sí\n"),
        ("Sí,\rdijo “Peña”\r".encode("mac_roman"), "Sí,\ndijo “Peña”\n"),
        ("Así fue".encode("utf-16-le"), "Así fue"),
        ("Así fue".encode("utf-16-be"), "Así fue"),
    ],
)
def test_the_encoding_is_told_by_a_mark_or_by_the_bytes(write: Write, data: bytes, text: str) -> None:
    read = document(write({"a.txt": data}) / "a.txt")
    assert read.text == text
    assert read.text[read.body :] == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfea\0\0\xd8b\0", "begins like UTF-16 text and is none; save it as UTF-8"),
        (b"h\0i", "is not text: it holds a NUL character at byte offset 1; save it as UTF-8"),
        (b"", "holds no text"),
        (b" \n\t\r\n", "holds no text"),
        (codecs.BOM_UTF8, "holds no text"),
        (b"---\ntitle: A\n---\n\n", "holds no text after its front matter"),
    ],
)
def test_what_is_not_text_is_refused(write: Write, data: bytes, message: str) -> None:
    path = write({"a.txt": data}) / "a.txt"
    assert refusal(path) == f"{path}: {message}"


def test_what_is_longer_than_any_article_is_refused(write: Write) -> None:
    folder = write({"a.txt": "é" * STANDARD_LIMITS.characters, "b.txt": "é" * (STANDARD_LIMITS.characters + 1)})
    assert len(document(folder / "a.txt").text) == STANDARD_LIMITS.characters
    told = f"{folder}/b.txt: is 250,001 characters long, kg reads up to 250,000"
    assert refusal(folder / "b.txt").startswith(told)


@pytest.mark.skipif(os.name == "nt", reason="names of files are always Unicode there")
def test_a_file_whose_name_is_not_utf8_is_refused_in_words_that_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text("Cuba said.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert refusal(path) == f"{tmp_path}/caf\\xe9.txt: the name of this file is not UTF-8; rename it"


def test_a_refusal_comes_back_from_a_worker_process(write: Write) -> None:
    path = write({"a.txt": b"caf\0"}) / "a.txt"
    (read,) = read_documents([path])
    assert isinstance(read, DocumentError)
    returned = pickle.loads(pickle.dumps(read))
    assert (type(returned), str(returned), returned.path) == (DocumentError, str(read), read.path)


def test_the_hash_is_that_of_the_bytes(write: Write) -> None:
    read = document(write({"a.txt": b"a\r\n"}) / "a.txt")
    assert read.sha256 == "8e4621379786ef42a4fec155cd525c291dd7db3c1fde3478522f4f61c03fd1bd"


def test_a_file_that_is_gone_or_no_file_is_a_document_error(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.txt") == f"{tmp_path}/gone.txt: cannot be read: No such file or directory"
    os.mkfifo(tmp_path / "pipe.txt")
    assert stat.S_ISFIFO((tmp_path / "pipe.txt").stat().st_mode)
    assert refusal(tmp_path / "pipe.txt") == f"{tmp_path}/pipe.txt: is not a regular file"


# --- front matter ----------------------------------------------------------------------------------------------------


def test_front_matter_is_metadata_and_the_article_begins_after_it(write: Write) -> None:
    text = '---\ntitle: "Talks: day two"\ndate: 2026-01-26\npublisher: NO\nurl:\ntags: [a, b]\n---\n\nCuba said.\n---\n'
    read = document(write({"a.md": text}) / "a.md")
    assert (read.title, read.date, read.publisher, read.url) == ("Talks: day two", "2026-01-26", "NO", "")
    assert read.text == text
    assert read.text[read.body :] == "\nCuba said.\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\nSome words between two rules.\n---\nCuba said.",
        "---\n\nBy Ana Ruiz\n\n---\nCuba said.",
        "----\ntitle: no\n----\nCuba said.",
        "Cuba said.\n---\ntitle: no\n---\n",
    ],
)
def test_a_rule_is_not_front_matter(write: Write, text: str) -> None:
    read = document(write({"a.md": text}) / "a.md")
    assert read.body == 0
    assert "front matter" not in dict(read.provenance).values()


def test_metadata_is_one_line(write: Write) -> None:
    folder = write({"a.md": "---\ntitle: |\n  Talks:\n  day two\n---\nCuba said."})
    assert document(folder / "a.md").title == "Talks: day two"


def test_front_matter_may_be_empty(write: Write) -> None:
    read = document(write({"a.md": "---\n---\nCuba said."}) / "a.md")
    assert read.text[read.body :] == "Cuba said."


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2022-04-15T12:04:52+00:00", "2022-04-15"),
        ("2022-04-15 12:04", "2022-04-15"),
        ("2022-04-15", "2022-04-15"),
        ("2022-04", "2022-04"),
        ("2022", "2022"),
        ("''", ""),
        ("", ""),
        ("null", ""),
        ("January 26, 2026", "2026-01-26"),
        ("Monday, January 26, 2026", "2026-01-26"),
        ("3 Feb 2026", "2026-02-03"),
        ("February 2026", "2026-02"),
        ("Mon, 26 Jan 2026 23:30:00 -0500", "2026-01-26"),
    ],
)
def test_dates_become_iso_dates(write: Write, written: str, date: str) -> None:
    assert document(write({"a.md": f"---\ndate: {written}\n---\nCuba said."}) / "a.md").date == date


@pytest.mark.parametrize("written", ["01/02/2026", "2026-13-01", "2026-02-30", "26-01-03", "last Friday", "20260126"])
def test_a_date_that_is_none_or_could_be_two_is_refused(write: Write, written: str) -> None:
    path = write({"a.md": f"---\ntitle: A\ndate: {written}\n---\nCuba said."}) / "a.md"
    assert refusal(path) == (
        f"{path}:3: front matter: '{written}' is not a date that can be read one way only; write it as 2026-01-31"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: A: b\n---\nx",
            "2: front matter: is not valid YAML: mapping values are not allowed in this context; "
            "a value that holds a colon needs quotation marks",
        ),
        ("---\nurl: x\ntitle: 'A\n---\nx", "3: front matter: is not valid YAML: found unexpected end of stream"),
        ("---\ntitle: A\ntitle: B\n---\nx", "3: front matter: key 'title' stands twice; keep one"),
        ("---\nurl: x\ntitle: [A]\n---\nx", "3: front matter: 'title' must be one text"),
        ("---\ntitle: A\n" + "Cuba said.\n" * 2000 + "---\n", "1: front matter begins here and has no closing line"),
        ("---\ntitle: A\nno end", "1: front matter begins here and has no closing line '---'"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(write: Write, text: str, message: str) -> None:
    path = write({"a.md": text}) / "a.md"
    assert refusal(path).startswith(f"{path}:{message}")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.text("-[]{}&*a:!?|>'\"\n \t#,\x07\ufeff"))
@example("a: " + "[" * 5000)
@example("a: " + "[" * 1_000_000)
@example("a: &a [*a]")
@example("a: \x07")
@example("title: " + " " * 20000)
def test_hostile_front_matter_gives_a_document_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, block: str
) -> None:
    path = tmp_path_factory.mktemp("front") / "a.md"
    path.write_bytes(f"---\ntitle: A\n{block}\n---\nCuba said.".encode())
    (read,) = read_documents([path])
    if isinstance(read, Document):
        assert "Cuba said." in read.text
    else:
        assert str(read).startswith(path.as_posix())
