"""What an attacker sends: it costs a message at most, and nothing in it is executed, fetched or obeyed."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hostile_files
import psutil
import pytest
import sample_formats as sample
from browser import OpenPage
from click.testing import CliRunner
from conftest import Write
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plain_reader import PlainReader

from kg import cli, language, pipeline
from kg.documents import READERS, TABLES, Article, Limits, find_articles, read_article
from kg.errors import DocumentError
from kg.language.parse import in_one_script, in_plain_marks
from kg.models import Document, Extraction
from kg.pipeline import Settings, build
from kg.rules import Rulebook, load_rulebook
from kg.store import Store

SECONDS = 5
"""For one article in these tests; a file that needs longer than a second is one that never ends."""


def run(*arguments: object) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """kg with these arguments: what it says, its seconds and the greatest memory of all its processes in gigabytes;
    what they share counts once where the system tells (Linux)."""
    most = 0.0
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:

        def watch() -> None:
            nonlocal most
            root = psutil.Process(process.pid)
            while process.poll() is None:
                total = 0
                try:
                    for one in (root, *root.children(recursive=True)):
                        memory = one.memory_full_info()
                        total += getattr(memory, "pss", memory.rss)
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
                most = max(most, total / 1e9)
                time.sleep(0.1)

        watcher = threading.Thread(target=watch)
        watcher.start()
        out, err = process.communicate()
        watcher.join()
    told = subprocess.CompletedProcess(command, process.returncode, out, err)
    return told, time.monotonic() - started, most


# --- a hundred files --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("hostile") / "in"
    folder.mkdir()
    hostile_files.write(folder)
    yield folder
    for path in folder.rglob("line.*"):  # four hundred megabytes
        path.unlink()


@pytest.mark.skipif(os.name == "nt", reason="pipes, sockets and such names are files on POSIX systems only")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_hundred_hostile_files_cost_a_message_each_and_ten_articles_are_built(folder: Path, jobs: int) -> None:
    out = folder.parent / f"out{jobs}"
    told, seconds, gigabytes = run("build", folder, "--out", out, "--jobs", jobs, "--limit", f"seconds={SECONDS}")
    assert told.returncode == 0, told.stderr[-2000:]
    read = [json.loads(line)["path"] for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    good = [name + (":1" if ".jsonl" in name else "") for name in hostile_files.good()]
    assert sorted(read) == sorted(f"{folder}/{name}" for name in good)
    lines = told.stderr.splitlines()
    assert all(line.startswith(f"kg: skipped {folder}/") for line in lines), told.stderr
    names = [re.split(r":\d+: |: ", line.removeprefix(f"kg: skipped {folder}/"))[0] for line in lines]
    shown = [name.replace("\n", "\u240a").replace("\x1b", "\u241b") for name in hostile_files.bad()]
    assert Counter(names) == Counter([*shown, *(f"special/{name}" for name in hostile_files.SPECIAL)])
    assert len(lines) > 100
    assert re.search(rf"^articles skipped +{len(lines)}  \(1 in Chinese, ", told.stdout, re.MULTILINE)
    assert not any(char in told.stdout + told.stderr for char in "\x1b\x07\u202e")
    assert gigabytes < 1.5
    assert seconds < 120


@cache
def _rulebook(folder: Path | None) -> Rulebook:
    return load_rulebook(folder)


@pytest.mark.parametrize(
    "name",
    [
        "empty/a.txt", "blank/a.html", "foreign/es.txt", "front/twice.md", "text/nul.txt", "text/tokens.txt",
        "page/navigation.html", "mail/picture.eml", "mail/none.mhtml", "word/zip.docx", "pdf/garbage.pdf",
        "pdf/no_text.pdf", "packed/truncated.txt.gz", "bomb/a.jsonl.gz", "table/none.csv", "table/not.jsonl",
    ],
)  # fmt: skip
def test_with_strict_a_bad_file_of_any_kind_ends_the_build(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(language, "EnglishReader", PlainReader)
    monkeypatch.setattr(pipeline, "load_rulebook", _rulebook)
    written = write({"in/z.txt": "Ardania met Belmark.", f"in/{name}": (folder / name).read_bytes()})
    strict = CliRunner().invoke(
        cli.main, ["build", f"{written}/in", "--out", f"{written}/out", "--jobs", "1", "--strict"]
    )
    assert strict.exit_code == 1
    (line,) = strict.stderr.splitlines()
    assert line.startswith(f"kg: {written}/in/{name}")
    assert not (written / "out" / "graph.sqlite").exists()


# --- what comes and goes ----------------------------------------------------------------------------------------------


class Vanishing(language.EnglishReader):
    """Deletes the other articles while it reads the first."""

    folder: Path

    def read(self, documents: object, parses: object = None) -> Iterator[Extraction]:
        for path in self.folder.glob("z*.txt"):
            path.unlink()
        yield from super().read(documents, parses)  # type: ignore[arg-type]


def test_files_may_vanish_while_they_are_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    # 16 articles are a batch: those of the second are found, and gone when they are read.
    names = [f"in/a{number:02}.txt" for number in range(16)] + ["in/z1.txt", "in/z2.txt"]
    folder = write(dict.fromkeys(names, "Cuba accused Peru of theft."))
    monkeypatch.setattr(Vanishing, "folder", folder / "in", raising=False)
    monkeypatch.setattr(language, "EnglishReader", Vanishing)
    report = build(Settings((folder / "in",), folder / "out", jobs=1))
    assert report.read == 16
    assert [str(error) for error in report.skipped] == [
        f"{folder}/in/{name}: cannot be read: No such file or directory" for name in ("z1.txt", "z2.txt")
    ]


def test_a_folder_that_may_not_be_read_costs_one_message(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"in/a.txt": "Cuba said.", "in/closed/b.txt": "Cuba said."})
    scan = os.scandir

    def scandir(path: str) -> object:  # the superuser, who runs some tests, may read every folder
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    first, closed = find_articles([folder / "in"])
    assert read_article(first).text == "Cuba said."
    with pytest.raises(DocumentError, match=r"in/closed: the folder cannot be read: Permission denied"):
        read_article(closed)


class Endless(language.EnglishReader):
    """Never comes to the end of an article that says so."""

    def extract(self, document: Document, *parsed: Any) -> Extraction:
        while "for ever" in document.text:
            pass
        return super().extract(document, *parsed)


def test_an_article_that_takes_too_long_is_left_out_and_the_others_are_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({
        "in/a.txt": "Cuba accused Peru of theft.",
        "in/b.txt": "Peru will accuse Cuba for ever.",
        "in/c.txt": "Peru accused Cuba of theft.",
    })  # fmt: skip
    monkeypatch.setattr(language, "EnglishReader", Endless)
    report = build(Settings((folder / "in",), folder / "out", formats=("jsonl",), jobs=1, limits=Limits(seconds=2)))
    assert report.read == 2
    (error,) = report.skipped
    assert str(error).startswith(f"{folder}/in/b.txt: takes longer than 2 seconds to read")


# --- what stands in the files that come out ---------------------------------------------------------------------------

MARK = "<img src=x onerror=window.pwned=1><script>window.pwned=2</script>"
HOSTILE = {
    "a": f'---\ntitle: "{MARK}"\npublisher: "{MARK}"\nurl: "javascript:window.pwned=3"\ndate: 2026-02-03\n---\n',
    "b": "---\ntitle: \"=HYPERLINK('https://x.example/')\"\npublisher: '{{7*7}} ${7*7} <%= 7*7 %>'\n---\n",
    "c": '---\ntitle: "</script></textarea></style><svg onload=window.pwned=4>"\nurl: "data:text/html,x"\n---\n',
    "d": "---\ntitle: \"a \\u202egnp.exe \\u2028 \\x1b[31m `code` [x](javascript:window.pwned=5)\"\n---\n",
}  # fmt: skip
SAID = (
    f"Cuba accused Peru of theft {MARK} in Lima.\n\n"
    "Mexico criticized the United States </script><script>window.pwned=6</script> on Monday.\n\n"
    "The Kestrel<svg/onload=window.pwned=7> Group sued Acme & Sons \"'><b>Inc</b> in Peru.\n\n"
    "Spain sanctioned Venezuela {{constructor.constructor('window.pwned=8')()}} \u202eand\u202c Cuba.\n\n"
    "=cmd|'/c calc'!A1 Brazil expelled the ambassador of Chile. \x1b[2J\x07\x9b31m Peru arrested Juan \u0430lvarez.\n"
)


@pytest.fixture(scope="module")
def built_of_hostile_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    for name, front in HOSTILE.items():
        (folder / f"{name}.md").write_text(front + SAID, encoding="utf-8")
    (folder / "e.html").write_bytes(sample.page().replace(sample.TITLE.encode(), MARK.encode()))
    (folder / '"><script>window.pwned=9</script>.txt'.replace("/", "∕")).write_text(SAID, encoding="utf-8")
    report = build(Settings((folder,), folder / "out", formats=("html", "graphml", "jsonl", "csv"), jobs=1))
    assert (report.read, report.skipped) == (6, ())
    assert report.edges >= 4
    return folder / "out"


def test_no_script_of_an_article_runs_and_no_request_leaves_the_page(
    built_of_hostile_articles: Path, open_page: OpenPage
) -> None:
    page = open_page(built_of_hostile_articles / "graph.html")
    dialogs: list[str] = []
    page.tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    opened: list[object] = []
    page.tab.context.on("page", lambda other: opened.append(other))
    actors = page.js("kgPage.records.actors.length")
    assert actors >= 6
    shown = ""
    for number in range(actors):
        page.press("Escape")
        page.js("(n) => { location.hash = 'actor=' + kgPage.records.actors[n].id; }", number)
        page.tab.wait_for_timeout(60)
        for row in range(page.one("#panel .rows button").count()):
            rows = page.one("#panel .rows button")
            if row < rows.count() and rows.nth(row).is_visible():
                rows.nth(row).click(force=True)
                page.tab.wait_for_timeout(30)
                shown += page.panel
    assert "onerror=window.pwned=1" in shown, "the words are not shown at all, so nothing is proved"
    page.tab.wait_for_timeout(200)
    assert page.js("window.pwned") is None
    assert dialogs == []
    assert opened == []
    asked = [address for address in page.requests if not address.startswith(("blob:", "data:"))]
    assert asked == [(built_of_hostile_articles / "graph.html").as_uri()]
    assert (
        page.js(
            "() => [...document.querySelectorAll('[href], [src], [action]')].map((e) => e.getAttribute('href') || '')"
            ".filter((address) => /^\\s*(javascript|data|vbscript):/i.test(address))"
        )
        == []
    )
    assert page.js("() => document.querySelectorAll('img[onerror], svg[onload], [onload], [onerror]').length") == 0


def test_the_other_files_hold_the_words_as_words(built_of_hostile_articles: Path) -> None:
    from lxml import etree

    etree.parse(built_of_hostile_articles / "graph.graphml")  # well formed, whatever stands in it
    for path in built_of_hostile_articles.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-\D", cell)], path
    for line in (built_of_hostile_articles / "claims.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        json.loads(line)
    with Store.open(built_of_hostile_articles / "graph.sqlite") as store:
        for claim in store.claims():
            text, span = store.text(claim.doc), claim.evidence.span
            assert text[span.start : span.end] == claim.evidence.text


def test_names_in_letters_that_only_look_alike_and_marks_that_are_not_seen(write: Write) -> None:
    folder = write({
        "in/a.txt": "Nicolás Maduro met Marco Rubio in Caracas.",
        "in/b.txt": "Nicolás M\u0430dur\u043e met M\u0430rco Rubi\u043e in Caracas.",
        "in/c.txt": "Nicolás \u202eMaduro\u202c met Marco\u200b Rubio in Caracas.",
    })  # fmt: skip
    report = build(Settings((folder / "in",), folder / "out", formats=("jsonl",), jobs=1))
    assert (report.read, report.skipped) == (3, ())
    with Store.open(folder / "out" / "graph.sqlite") as store:
        assert {actor.id for actor in store.actors()} == {"nicolas-maduro", "marco-rubio"}
        quotes = {claim.doc: claim.evidence.text for claim in store.claims()}
    assert quotes["b"] == "Nicolás M\u0430dur\u043e met M\u0430rco Rubi\u043e in Caracas."  # as it stands there


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Karl Hale - the mayor - left", "Karl Hale – the mayor – left"),
        ("won 2 - 1 in Oslo, 3 - a record", "won 2 - 1 in Oslo, 3 – a record"),
        ("- a list\n- of two", "- a list\n- of two"),
        ("a left-handed man -- a mayor -", "a left-handed man -- a mayor -"),
        ("Norway´s and Peru‘s, the states´ plan, a ‘plan’", "Norway’s and Peru’s, the states’ plan, a ‘plan’"),
        ("Oslo\u2011based, Oslo\u2010based", "Oslo-based, Oslo-based"),
        ("Nukuʻalofa", "Nukuʻalofa"),
    ],
)  # fmt: skip
def test_marks_are_those_that_the_model_has_learned(text: str, plain: str) -> None:
    assert in_plain_marks(text) == plain
    assert len(in_plain_marks(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("M\u0430dur\u043e", "Maduro"),
        ("\u03a1utin said", "Putin said"),
        ("Владимир Путин и Maduro", "Владимир Путин и Maduro"),
        ("Ἀθήνα, Cuba", "Ἀθήνα, Cuba"),
        ("plain", "plain"),
    ],
)
def test_only_words_that_mix_scripts_are_read_in_one(text: str, plain: str) -> None:
    assert in_one_script(text) == plain
    assert len(in_one_script(text)) == len(text)


# --- any bytes at all -------------------------------------------------------------------------------------------------

FORMATS = sorted({*READERS, *TABLES})
SEEDS = {Path(name).suffix: data for name, data in sample.every_format().items() if not name.endswith(".gz")}


def outcome(format: str, data: bytes, folder: Path) -> list[Document | DocumentError]:
    path = folder / f"it{format}"
    path.write_bytes(data)
    found: list[Document | DocumentError] = []
    for article in find_articles([path]):
        try:
            found.append(read_article(article, Limits(seconds=SECONDS)))
        except DocumentError as error:
            found.append(error)
    return found


def writable(document: Document) -> None:
    """Everything told of a document can be written as UTF-8."""
    for words in (document.text, document.title, document.publisher, document.url, document.id, document.path):
        words.encode()
    for field, where in document.provenance:
        f"{field}{where}".encode()


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sample of a format with some bytes cut out, changed or put in."""
    format = draw(st.sampled_from(FORMATS))
    data = bytearray(SEEDS[format])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        what = draw(
            st.binary(max_size=12)
            | st.sampled_from([b"<", b"\xff\xfe", b"]]>", b"&a;", b'"', b"\n\n", b"--", b"%%EOF"])
        )
        data[at : at + draw(st.sampled_from([0, 0, 1, 3, 40, 900]))] = what * draw(st.sampled_from([1, 1, 1, 50]))
    return format, bytes(data)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(broken())
def test_a_broken_file_of_any_format_is_a_document_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[str, bytes]
) -> None:
    format, data = file
    for found in outcome(format, data, tmp_path_factory.getbasetemp()):
        if isinstance(found, Document):
            assert 0 <= found.body <= len(found.text)
            writable(found)
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", found.date)
        else:
            assert "\n" not in str(found)


@settings(max_examples=60)
@given(st.sampled_from(FORMATS), st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
@example(".jsonl", b'{"text": "\\ud800 Cuba said.", "title": "\\udfff", "date": "\\ud800"}')
@example(".csv", b'text,text\n"a"b,c\n')
@example(".eml", b"Date: Mon, 99 Foo 99999999999999 99:99:99 +9999\nSubject: =?x?q?=FF?=\n\nCuba said.")
@example(".html", b"<p>&#xD800;&#x110000;&#0;Cuba said that it would not.")
def test_any_bytes_are_documents_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, format: str, data: bytes
) -> None:
    for found in outcome(format, data, tmp_path_factory.getbasetemp()):
        if isinstance(found, Document):
            writable(found)


def test_an_article_of_a_hostile_name_keeps_to_one_line() -> None:
    article = Article("it", Path("a\n\x1b[31m\u202e\u2028.txt"), refusal="is not there")
    with pytest.raises(DocumentError) as caught:
        read_article(article)
    assert str(caught.value).isprintable()
