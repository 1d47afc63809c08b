"""kg verify: what it finds when a source, a table or an export no longer agrees with the others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Write
from plain_reader import PlainReader

from kg import language
from kg.cli import main
from kg.pipeline import STORE, Settings, build, cache, verify

NEWS = {
    "in/a.txt": "Ardania met Belmark. Belmark maybe met Cardona.",
    "in/b.md": "---\ntitle: Talks\ndate: 2026-01-02\n---\nCardona met Ardania.\n",
    "in/c.jsonl": '{"text": "Ardania met Yonder."}\n{"text": "Zembla met Ardania."}\n',
}


@pytest.fixture
def built(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles in in/ and a build of them in out/."""
    monkeypatch.setattr(language, "EnglishReader", PlainReader)
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def statement(sql: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "out" / STORE)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(sql)
            connection.commit()

    return run


def test_a_whole_build_holds(built: Path) -> None:
    found = verify(built / "out")
    assert found.problems == []
    assert (found.articles, found.exports) == (4, 6)
    assert found.quotes == 5 + 10  # claims and mentions


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda f: edit(f / "in/a.txt", "Ardania met", "So Ardania met"), r"in/a\.txt: has changed .* the quotes at 0"),
        (lambda f: edit(f / "in/a.txt", "Cardona.", "Cardona. "), r"in/a\.txt: has changed .* all quotes are still"),
        (lambda f: (f / "in/b.md").unlink(), r"in/b\.md: is missing .*3 quotes rest on it"),
        (lambda f: edit(f / "in/c.jsonl", "Zembla", "Nobody"), r"in/c\.jsonl:2: has changed .* the quotes at 0"),
        (lambda f: edit(f / "out/graph.html", "</title>", "!</title>"), r"graph\.html: is not what the store says"),
        (lambda f: edit(f / "out/graph.graphml", '<node id="country/ardania"', '<node id="x"'),
         r"graph\.graphml: is not what the store says \(lacks node country/ardania\) \(has besides node x\)"),
        (lambda f: (f / "out/claims.jsonl").unlink(), r"claims\.jsonl: is missing, while the rest of --format jsonl"),
        (statement("DELETE FROM claim_ids WHERE doc = 'b'"), r"1 claims that are neither kept nor refused"),
        (statement("DELETE FROM article_actors WHERE doc = 'b'"), r"rows of mentions refer to rows of article_actors"),
        (statement("UPDATE article_claims SET text = 'x' WHERE doc = 'b'"), r"in/b\.md: the quotes at 38 are not in"),
    ],
)  # fmt: skip
def test_what_no_longer_holds_is_told(built: Path, damage: Callable[[Path], None], told: str) -> None:
    damage(built)
    result = CliRunner().invoke(main, ["verify", str(built / "out")])
    assert result.exit_code == 1
    assert re.search(told, result.output), result.output


def test_a_build_that_holds_exits_with_0(built: Path) -> None:
    result = CliRunner().invoke(main, ["verify", str(built / "out")])
    assert (result.exit_code, result.output) == (0, "4 articles with 15 quotes and 6 files compared; no problems\n")


def test_the_cache_tells_its_size_and_forgets_what_is_of_no_use(tmp_path: Path, write: Write) -> None:
    folder = write({"in/a.txt": "France expelled the ambassador of Peru.", "in/b.txt": "Peru met Chile."})
    build(Settings((folder / "in",), folder / "out", jobs=1))
    (folder / "in" / "b.txt").unlink()
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert (cache(folder / "out").parses, cache(folder / "out").unused) == (2, 1)
    assert (cache(folder / "out", prune=True).parses, cache(folder / "out").unused) == (1, 0)
    result = CliRunner().invoke(main, ["cache", "--out", str(folder / "out")])
    assert result.output.startswith("1 parses, 0.0 MB, 0 of them")
