"""Libraries that are imported only where somebody calls them."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from kg.deferred import deferred


def test_a_module_is_imported_when_what_it_gives_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seldom.py").write_text("def doubled(number, times=1): return number * 2 * times", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with deferred("seldom", "doubled"):
        doubled = importlib.import_module("seldom").doubled
    assert "seldom" not in sys.modules
    assert doubled(3, times=2) == 12
    assert sys.modules.pop("seldom").doubled is not doubled


def test_a_module_that_is_there_is_left_alone() -> None:
    import json

    with deferred("json", "dumps"):
        from json import dumps
    assert dumps is json.dumps
    assert sys.modules["json"] is json


def test_nothing_stays_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), deferred("antigravity", "geohash"):
        raise ZeroDivisionError
    assert "antigravity" not in sys.modules


@pytest.mark.parametrize(
    ("program", "unwanted"),
    [
        ("import kg.language.english", "spacy.cli typer weasel"),
        (
            "from kg.export.html import write; from kg.deferred import deferred\n"
            "with deferred('IPython.display', 'IFrame'): import pyvis.network",
            "IPython",
        ),
    ],
    ids=["spaCy without its commands", "pyvis without notebooks"],
)
def test_a_build_does_not_import_what_it_does_not_need(program: str, unwanted: str) -> None:
    ask = f"import sys; print('loaded:', *sorted(set({unwanted.split()}) & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", f"{program}\n{ask}"], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "loaded:"
