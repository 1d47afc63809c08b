"""Builds that are killed with SIGKILL, and workers that are: nothing stored is lost, and the end is the same."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from conftest import ROOT
from test_again import contents

from kg.pipeline import STORE, WORK

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX systems")


def command(articles: Path, out: Path, jobs: int) -> list[str | Path]:
    return [sys.executable, "-m", "kg", "build", articles, "--out", out, "--jobs", str(jobs), "--format", "jsonl"]


def start(articles: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(articles, out, jobs), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def finish(articles: Path, out: Path, jobs: int) -> None:
    done = subprocess.run(command(articles, out, jobs), cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def stored(out: Path) -> int:
    """Articles in the store, finished or not; a build may be writing it."""
    for store in (out / WORK / STORE, out / STORE):
        if store.exists():
            try:
                with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
                    return int(connection.execute("SELECT COUNT(*) FROM readings").fetchone()[0])
            except sqlite3.Error:
                pass
    return 0


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(36):
        text = f"France expelled the ambassador of Peru on Monday. President Mario Ruiz met John Smith {number} times."
        (folder / f"{number:02}.txt").write_text(text)
    return folder


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, object], float]:
    """The files of a build that nobody kills, and its seconds."""
    out = tmp_path_factory.mktemp("undisturbed")
    started = time.monotonic()
    finish(articles, out, 1)
    return contents(out), time.monotonic() - started


@pytest.mark.parametrize("turn", range(2))
def test_a_killed_build_is_finished_by_the_next(
    articles: Path, undisturbed: tuple[Mapping[str, object], float], tmp_path: Path, turn: int
) -> None:
    wanted, seconds = undisturbed
    jobs = turn % 2 + 1
    process = start(articles, tmp_path, jobs)
    end = time.monotonic() + random.Random(turn).uniform(0.3, 1.0) * seconds
    before = 0
    while time.monotonic() < end and process.poll() is None:
        before = max(before, stored(tmp_path))
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert stored(tmp_path) >= before
    finish(articles, tmp_path, jobs)
    assert contents(tmp_path) == wanted


def test_a_worker_that_is_killed_costs_nothing(
    articles: Path, undisturbed: tuple[Mapping[str, object], float], tmp_path: Path
) -> None:
    process = start(articles, tmp_path, 2)
    workers: list[psutil.Process] = []
    while not workers and process.poll() is None:
        time.sleep(0.02)
        workers = [
            child for child in psutil.Process(process.pid).children(recursive=True)
            if "spawn_main" in " ".join(child.cmdline()) and child.cpu_times().user > 0.5
        ]  # fmt: skip
    workers[0].send_signal(signal.SIGKILL)
    process.wait()  # not well if the worker had not begun to read: then none could, for all one knows
    finish(articles, tmp_path, 1)
    assert contents(tmp_path) == undisturbed[0]
