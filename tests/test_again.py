"""A second build: what it reads again, what it forgets, and that its files are those of a build from nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, Write
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_reader import PlainReader

from kg import language
from kg.errors import ExportError, InputError
from kg.export import DEFAULTS, EXPORTERS
from kg.models import Document, Extraction
from kg.pipeline import STORE, WORK, Settings, build
from kg.rules import load_rulebook
from kg.store import Store

NEWS = {f"in/{n:02}.txt": f"Ardania met Belmark. Land{n} met Cardona." for n in range(40)}


_rulebook = cache(load_rulebook)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of articles as they are read."""
    seen: list[str] = []
    monkeypatch.setattr("kg.pipeline.load_rulebook", _rulebook)  # which costs most of such a build

    class Reader(PlainReader):
        def read(self, documents: Iterable[Document], parses: object = None) -> Iterator[Extraction]:
            for document in documents:
                seen.append(document.id)
                yield from super().read([document])

    monkeypatch.setattr(language, "EnglishReader", Reader)
    return seen


def contents(out: Path) -> Mapping[str, object]:
    found: dict[str, object] = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    with closing(sqlite3.connect(out / STORE)) as connection:
        found[STORE] = tuple(connection.iterdump())
    return found


@pytest.fixture
def afresh(tmp_path: Path) -> Callable[[Path], Mapping[str, object]]:
    """What a build from nothing makes of a folder."""

    def afresh(folder: Path) -> Mapping[str, object]:
        shutil.rmtree(tmp_path / "afresh", ignore_errors=True)
        build(Settings((folder,), tmp_path / "afresh", jobs=1))
        return contents(tmp_path / "afresh")

    return afresh


def test_nothing_changed_reads_and_writes_nothing(write: Write, read: list[str]) -> None:
    folder = write(NEWS)
    first = build(Settings((folder / "in",), folder / "out", jobs=1))
    times = {path: path.stat().st_mtime_ns for path in (folder / "out").iterdir() if path.is_file()}
    read.clear()
    second = build(Settings((folder / "in",), folder / "out", jobs=1))
    assert read == []
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert (second.read, second.actors, second.claims, second.edges) == (
        first.read, first.actors, first.claims, first.edges,
    )  # fmt: skip
    assert set(second.files) == set(first.files)


def test_changed_and_new_articles_are_read_and_those_that_are_gone_forgotten(
    write: Write, read: list[str], afresh: Callable[[Path], Mapping[str, object]]
) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    write({"in/07.txt": "Ardania maybe met Yonder.", "in/99.txt": "Zembla met Ardania."})
    (folder / "in" / "03.txt").unlink()
    read.clear()
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert read == ["07", "99"]
    assert contents(folder / "out") == afresh(folder / "in")
    assert b"Land3 " not in (folder / "out" / "claims.jsonl").read_bytes()


def test_fresh_forgets_everything(write: Write, read: list[str]) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    read.clear()
    build(Settings((folder / "in",), folder / "out", jobs=1, fresh=True))
    assert len(read) == 40


def test_another_rule_reads_all_again_and_a_judgement_moves_actors(write: Write, read: list[str]) -> None:
    rules = shutil.copytree(ROOT / "rules", write(NEWS) / "rules")
    folder = Path(rules).parent
    build(Settings((folder / "in",), folder / "out", folder / "rules", jobs=1))
    read.clear()
    with (folder / "rules" / "relations" / "ties.yaml").open("a") as file:
        file.write("# edited\n")
    build(Settings((folder / "in",), folder / "out", folder / "rules", jobs=1))
    assert len(read) == 40


def test_an_export_that_somebody_changed_or_deleted_is_written_again(write: Write, read: list[str]) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    (folder / "out" / "claims.jsonl").unlink()
    (folder / "out" / "graph.html").write_text("mine")
    (folder / "out" / WORK / "exports.json").write_text("{")
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert contents(folder / "out") == before


def test_a_file_that_becomes_unreadable_leaves_the_graph(
    write: Write, read: list[str], afresh: Callable[[Path], Mapping[str, object]]
) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    write({"in/05.txt": b"\0"})
    report = build(Settings((folder / "in",), folder / "out", jobs=1))
    assert [error.path for error in report.skipped] == [f"{folder}/in/05.txt"]
    assert report.read == 39
    assert contents(folder / "out") == afresh(folder / "in")


@pytest.mark.parametrize("damage", [b"not a database", b""])
def test_a_damaged_cache_or_unfinished_store_costs_only_time(write: Write, read: list[str], damage: bytes) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    (folder / "out" / WORK / STORE).write_bytes(damage)
    (folder / "out" / WORK / "parses.sqlite").write_bytes(damage)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert contents(folder / "out") == before
    assert not (folder / "out" / WORK / STORE).exists()


def test_a_store_of_another_version_is_made_anew(write: Write, read: list[str]) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    with closing(sqlite3.connect(folder / "out" / STORE)) as connection:
        connection.execute("PRAGMA user_version = 1")
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert contents(folder / "out") == before


@settings(max_examples=8)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["Ardania", "Belmark", "Cardona"]), min_size=1),
        min_size=2, max_size=4,
    )
)  # fmt: skip
def test_any_history_of_folders_ends_where_a_build_from_nothing_does(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "EnglishReader", PlainReader)
        patch.setattr("kg.pipeline.load_rulebook", _rulebook)
        for files in history:
            shutil.rmtree(folder / "in", ignore_errors=True)
            (folder / "in").mkdir()
            for name, country in files.items():
                (folder / "in" / f"{name}.txt").write_text(f"{country} met Yonder. Yonder met {country}.")
            build(Settings((folder / "in",), folder / "out", jobs=1, formats=("jsonl",)))
        build(Settings((folder / "in",), folder / "afresh", jobs=1, formats=("jsonl",)))
    assert contents(folder / "out") == contents(folder / "afresh")


# --- interrupted ------------------------------------------------------------------------------------------------------


class Stopped(BaseException):
    """What Ctrl-C is to a build."""


def _stopping(after: int) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= after:
            raise Stopped

    return progress


def test_an_interrupted_build_goes_on_where_it_stopped(
    write: Write, read: list[str], afresh: Callable[[Path], Mapping[str, object]]
) -> None:
    folder = write(NEWS)
    with pytest.raises(Stopped):
        build(Settings((folder / "in",), folder / "out", jobs=1), _stopping(32))
    assert [path.name for path in (folder / "out").iterdir()] == [WORK]
    read.clear()
    told: list[tuple[int, int]] = []
    build(Settings((folder / "in",), folder / "out", jobs=1), lambda done, total: told.append((done, total)))
    assert read == [f"{n:02}" for n in range(32, 40)]
    assert told == [(32, 40), (40, 40)]
    assert contents(folder / "out") == afresh(folder / "in")


def test_an_interrupted_second_build_leaves_the_first_as_it_was(write: Write, read: list[str]) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    write({name: text.replace("Belmark", "Yonder") for name, text in NEWS.items()})
    with pytest.raises(Stopped):
        build(Settings((folder / "in",), folder / "out", jobs=1), _stopping(16))
    assert contents(folder / "out") == before


def test_a_build_that_dies_between_two_exports_writes_the_rest_next_time(
    write: Write, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(NEWS)

    def full(*_: object) -> None:
        raise ExportError("no room")

    with monkeypatch.context() as patch:
        last = EXPORTERS[DEFAULTS[-1]]
        broken = {**EXPORTERS, DEFAULTS[-1]: type(last)(last.files, full, "", "", "")}
        patch.setattr("kg.pipeline.EXPORTERS", broken)
        with pytest.raises(ExportError, match="no room"):
            build(Settings((folder / "in",), folder / "out", jobs=1))
    read.clear()
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert read == []
    assert (folder / "out" / EXPORTERS[DEFAULTS[-1]].files[0]).exists()


def test_a_full_disk_loses_no_batch_that_was_stored(
    write: Write, read: list[str], monkeypatch: pytest.MonkeyPatch, afresh: Callable[[Path], Mapping[str, object]]
) -> None:
    folder = write(NEWS)
    add = Store.add
    calls = 0

    def filling(self: Store, *arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
            self._connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own "disk is full"
        add(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Store, "add", filling)
        said = "On day {} the minister spoke about the harvest in the province, and Land{} met Cardona."
        text = " ".join(said.format(k, k) for k in range(300))
        big = {f"in/{n}.txt": text for n in range(32, 40)}
        write(big)
        with pytest.raises(ExportError, match=r"graph\.sqlite: cannot be written: database or disk is full"):
            build(Settings((folder / "in",), folder / "out", jobs=1))
    assert [path.name for path in (folder / "out").iterdir()] == [WORK]
    read.clear()
    build(Settings((folder / "in",), folder / "out", jobs=1))
    assert read == [f"{n}" for n in range(32, 40)]
    assert contents(folder / "out") == afresh(folder / "in")


@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files is a thing of POSIX systems")
def test_wherever_the_room_ends_the_build_says_so_and_the_next_goes_on(
    write: Write, afresh: Callable[[Path], Mapping[str, object]]
) -> None:
    import resource

    folder = write(NEWS)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told: list[str] = []
    for size in (60_000 * 2**n for n in range(10)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            build(Settings((folder / "in",), folder / "out", jobs=1))
            break
        except ExportError as error:
            told.append(str(error))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert not list((folder / "out").rglob("*.part"))
    failed = [re.fullmatch(r"\S*/([\w.]+): cannot be written: [\w/ ]+", one) for one in told]
    assert {one[1] if one else "" for one in failed} == {STORE, "graph.html"}
    assert contents(folder / "out") == afresh(folder / "in")


def test_a_second_build_into_the_folder_says_so_and_stops(write: Write, read: list[str]) -> None:
    folder = write(NEWS)
    refused: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        if not refused:
            with pytest.raises(InputError) as caught:
                build(Settings((folder / "in",), folder / "out", jobs=1))
            refused.append(str(caught.value))

    build(Settings((folder / "in",), folder / "out", jobs=1), meanwhile)
    assert refused == [
        f"{folder}/out: another kg is writing into this folder; let it end first, or name another folder with --out"
    ]
    assert len(json.loads((folder / "out" / WORK / "exports.json").read_text())) > 3
