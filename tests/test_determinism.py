"""The same articles give the same bytes: in two builds, with any number of jobs, whatever Python's hash seed is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT

from kg import pipeline
from kg.pipeline import STORE, Settings, build

type Content = bytes | tuple[str, ...]


def contents(out: Path) -> Mapping[str, Content]:
    """File name -> its bytes; of the store, its dump, for SQLite's pages may lie in another order."""
    found: dict[str, Content] = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    with closing(sqlite3.connect(out / STORE)) as connection:
        found[STORE] = tuple(connection.iterdump())
    return found


def assert_same(out: Path, reference: Mapping[str, Content]) -> None:
    mine = contents(out)
    assert mine.keys() == reference.keys()
    assert [name for name in mine if mine[name] != reference[name]] == []


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """seeds/ twice, under two names: more articles than one batch holds."""
    folder = tmp_path_factory.mktemp("twice")
    for name in ("one", "two"):
        shutil.copytree(ROOT / "seeds", folder / name)
    assert pipeline._BATCH < len(list(folder.rglob("*.md"))) <= 2 * pipeline._BATCH
    return folder


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of rules/, so that somebody who edits them while the tests run does not look like chance."""
    return shutil.copytree(ROOT / "rules", tmp_path_factory.mktemp("frozen") / "rules")


@pytest.fixture(scope="session")
def reference(articles: Path, rules: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Content]:
    out = tmp_path_factory.mktemp("reference")
    build(Settings((articles,), out, rules, jobs=1))
    return contents(out)


def test_two_jobs_give_what_one_gives(
    articles: Path, rules: Path, reference: Mapping[str, Content], tmp_path: Path
) -> None:
    build(Settings((articles,), tmp_path / "out", rules, jobs=2))
    assert_same(tmp_path / "out", reference)


def test_an_earlier_build_in_the_same_folder_does_not_matter(
    articles: Path, rules: Path, reference: Mapping[str, Content], tmp_path: Path
) -> None:
    earlier, *_ = sorted((articles / "one").iterdir())
    build(Settings((earlier,), tmp_path / "out", rules, jobs=1))
    build(Settings((articles,), tmp_path / "out", rules, jobs=1))
    assert_same(tmp_path / "out", reference)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_does_not_matter(
    articles: Path, rules: Path, reference: Mapping[str, Content], tmp_path: Path, seed: str
) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "kg", "build", articles, "--out", tmp_path / "out", "--rules", rules, "--jobs", "1"],
        env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert_same(tmp_path / "out", reference)
