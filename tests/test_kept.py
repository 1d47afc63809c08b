"""What is kept of a text: its names, which an edited relation rule does not find anew, and an edited name does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Write

from kg import documents
from kg.language import EnglishReader, reader
from kg.language.kept import names_from_bytes, names_to_bytes
from kg.models import Document
from kg.parses import Made, ParseCache
from kg.pipeline import PARSES, STORE, WORK, Settings, build
from kg.rules import load_rulebook

SEEDS = sorted((ROOT / "seeds").glob("*.md"))[:2]


class Memory:
    """What a reader keeps, in a dictionary."""

    def __init__(self) -> None:
        self.parses: dict[str, bytes] = {}
        self.found: dict[tuple[str, str], bytes] = {}

    def get(self, text: str) -> bytes | None:
        return self.parses.get(text)

    def put(self, text: str, parse: bytes) -> None:
        self.parses[text] = parse

    def names(self, text: str, told: str) -> bytes | None:
        return self.found.get((text, told))

    def put_names(self, text: str, told: str, names: bytes) -> None:
        self.found[text, told] = names


@pytest.fixture(scope="module")
def english() -> EnglishReader:
    return EnglishReader(load_rulebook())


def articles() -> list[Document]:
    read = list(documents.read_documents(SEEDS))
    assert all(isinstance(document, Document) for document in read)
    return [document for document in read if isinstance(document, Document)]


def exports(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != STORE}


def test_names_that_were_kept_make_the_same_claims(english: EnglishReader, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    first = list(english.read(articles(), memory))
    assert len(memory.found) == len(SEEDS)
    assert any(extraction.claims for extraction in first)
    monkeypatch.setattr(reader, "find_names", lambda *_: pytest.fail("names were looked for again"))
    assert list(english.read(articles(), memory)) == first == list(english.read(articles(), memory))


def test_all_of_an_article_comes_back(english: EnglishReader, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def same(article: object) -> bytes:
        nonlocal compared
        kept = names_to_bytes(article)  # type: ignore[arg-type]
        assert names_from_bytes(article.doc, kept) == article  # type: ignore[attr-defined]
        compared += 1
        return kept

    monkeypatch.setattr(reader, "names_to_bytes", same)
    list(english.read(articles(), Memory()))
    assert compared == len(SEEDS)


def test_another_date_is_another_article(english: EnglishReader) -> None:
    memory = Memory()
    text = "President Joe Biden met Olaf Scholz in Berlin."
    for date, publisher in (("2022-05-01", ""), ("2022-05-02", ""), ("2022-05-01", "The Herald")):
        list(english.read([Document("a", "a.txt", text, date=date, publisher=publisher)], memory))
    assert (len(memory.parses), len(memory.found)) == (1, 2)


def test_names_go_by_what_found_them(tmp_path: Path) -> None:
    def kept(fingerprint: str, naming: str, *told: str) -> list[bytes | None]:
        with ParseCache(tmp_path / "p.sqlite", fingerprint, naming) as cache:
            return [cache.get("text"), *(cache.names("text", date) for date in told)]

    def keep(**made: Made) -> None:
        with ParseCache(tmp_path / "p.sqlite", "model", "names") as cache:
            cache.add(made)

    keep(text=Made(b"parse", b"found", "2020"), bare=Made(b"parse"))
    assert kept("model", "names", "2020", "2021") == [b"parse", b"found", None]
    keep(text=Made(names=b"anew", told="2021"))
    assert kept("model", "names", "2020", "2021") == [b"parse", None, b"anew"]
    assert kept("model", "other", "2021") == [b"parse", None]
    assert kept("other", "names", "2021") == [None, None]


def test_an_edited_rule_finds_no_names_and_an_edited_alias_does(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({})
    shutil.copytree(ROOT / "rules", folder / "rules")
    (folder / "in").mkdir()
    for path in SEEDS:
        shutil.copy(path, folder / "in")
    looked = 0
    find = reader.find_names

    def counted(*given: object) -> object:
        nonlocal looked
        looked += 1
        return find(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "find_names", counted)

    def looked_for(edited: str, line: str) -> int:
        nonlocal looked
        with (folder / "rules" / edited).open("a", encoding="utf-8") as file:
            file.write(line)
        looked = 0
        build(Settings((folder / "in",), folder / "out", folder / "rules", jobs=1))
        return looked

    assert looked_for("relations/ties.yaml", "\n") == len(SEEDS)
    assert looked_for("relations/ties.yaml", "# edited\n") == 0
    built = exports(folder / "out")
    (folder / "out" / WORK / PARSES).unlink()
    assert looked_for("relations/ties.yaml", "# again\n") == len(SEEDS)
    assert exports(folder / "out") == built
    assert looked_for("aliases.yaml", "# edited\n") == len(SEEDS)
    assert looked_for("lexicon/" + sorted(path.name for path in (ROOT / "rules" / "lexicon").iterdir())[0], "#\n") == 2
