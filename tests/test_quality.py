"""The quality ratchet: what kg reads from seeds/ may get better, never worse.

``tests/quality.json`` holds a floor for each figure. After an improvement ``KG_RATCHET=1 pytest tests/test_quality.py``
raises the floors to just below what is reached today; it never lowers one.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ROOT

from kg.evaluate import evaluate
from kg.models import RelationType

FLOORS = ROOT / "tests" / "quality.json"
MARGIN = 0.01
"""How far a floor stays below what is reached: one relation more or less in some rewording is no news."""
SLACK = 0.02
"""How far a figure may rise above its floor before the floor ought to follow."""

type Figures = Mapping[str, float]


def raised(figures: Figures, floors: Figures) -> dict[str, float]:
    """The floors that ``figures`` allow: none lower than it was."""
    allowed = {name: math.floor((figure - MARGIN) * 1000) / 1000 for name, figure in figures.items()}
    return {name: max(floor, floors.get(name, 0.0)) for name, floor in allowed.items()}


def judge(figures: Figures, floors: Figures) -> tuple[list[str], list[str]]:
    """(what fell below its floor, which floors ought to rise), a line each."""
    fallen = [
        f"{name} fell to {figures.get(name, 0.0):.3f}; its floor is {floor:.3f}"
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor
    ]
    risen = [
        f'  "{name}": {floor},   was {floors.get(name, 0.0):.3f}; reached {figures[name]:.3f}'
        for name, floor in raised(figures, floors).items()
        if figures[name] > floors.get(name, 0.0) + SLACK
    ]
    return fallen, risen


@pytest.fixture(scope="session")
def figures(built: Path, ontology: Mapping[str, RelationType]) -> Figures:
    """What kg reaches today on seeds/, as annotated in tests/gold."""
    result = evaluate(ROOT / "tests" / "gold", built / "actors.jsonl", built / "claims.jsonl", ontology)
    assert result.articles == len(list((ROOT / "seeds").glob("*.md")))
    # Precision may be traded for recall where F1 rises, but not among types: wrong edges cost more than missing ones.
    return {
        "actor_f1": result.actors.f1,
        "kind": result.kind.share or 0.0,
        "pair_f1": result.pairs.f1,
        "family_f1": result.families.f1,
        "type_precision": result.types.precision,
        "type_f1": result.types.f1,
        "status": result.status.share or 0.0,
    }


def test_quality_does_not_fall(figures: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    floors: Figures = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors.keys() == figures.keys()
    if os.environ.get("KG_RATCHET"):
        FLOORS.write_text(json.dumps(raised(figures, floors), indent=2) + "\n", encoding="utf-8")
    fallen, risen = judge(figures, floors)
    assert not fallen, "\n" + "\n".join(fallen)
    if risen:
        with capsys.disabled():
            print(f"\n{FLOORS.name}: KG_RATCHET=1 pytest tests/test_quality.py raises these floors:", *risen, sep="\n")


def test_the_floors_are_not_below_what_the_project_promises() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors["actor_f1"] >= 0.80
    assert floors["type_precision"] >= 0.65
    assert floors["type_f1"] >= 0.30


def test_a_figure_below_its_floor_is_told_with_both_numbers() -> None:
    fallen, risen = judge({"a": 0.499, "b": 0.51}, {"a": 0.5, "b": 0.5})
    assert fallen == ["a fell to 0.499; its floor is 0.500"]
    assert risen == []
    assert judge({}, {"a": 0.5})[0] == ["a fell to 0.000; its floor is 0.500"]


def test_a_figure_far_above_its_floor_is_told_with_the_line_to_write() -> None:
    fallen, risen = judge({"a": 0.6}, {"a": 0.5})
    assert fallen == []
    assert risen == ['  "a": 0.59,   was 0.500; reached 0.600']


def test_floors_rise_and_never_fall() -> None:
    assert raised({"a": 0.3, "b": 0.9, "c": 0.505}, {"a": 0.5, "b": 0.5, "c": 0.5}) == {"a": 0.5, "b": 0.89, "c": 0.5}
    assert raised({"new": 0.75}, {}) == {"new": 0.74}
