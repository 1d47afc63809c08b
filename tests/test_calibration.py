"""Confidence from measured counts: shrunk where little was seen, exact where much was, kept in a file that loads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.calibration import Calibration, Outcome, as_yaml, load_calibration
from kg.errors import RuleError

type Write = Callable[[Mapping[str, str | bytes]], Path]

POST = Outcome("post", "holds_position", "role, apposition", 95, 100)
RARE = Outcome("post", "holds_position", "role, as", 0, 1)
MEET = Outcome("meet", "met_with", "verb", 50, 100)


def test_much_evidence_speaks_for_itself() -> None:
    assert Calibration.of([POST]).confidence("holds_position", "post", "role, apposition") == pytest.approx(
        0.95, abs=0.01
    )


def test_a_single_miss_does_not_condemn_a_construction() -> None:
    calibration = Calibration.of([POST, RARE])
    rare = calibration.confidence("holds_position", "post", "role, as")
    assert 0.75 < rare < calibration.confidence("holds_position", "post", "role, apposition")


def test_what_was_not_measured_takes_the_estimate_of_its_kin() -> None:
    calibration = Calibration.of([POST, MEET])
    assert calibration.confidence("holds_position", "new-rule", "verb") > 0.85
    assert calibration.confidence("met_with", "new-rule", "verb") < 0.6
    assert 0.6 < calibration.confidence("visited", "visit", "verb") < 0.85
    assert Calibration.of([]).confidence("visited", "visit", "verb") == 0.75


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_an_estimate_is_a_chance(counts: list[tuple[int, int]]) -> None:
    outcomes = [Outcome("r", "met_with", f"c{i}", min(pair), max(pair)) for i, pair in enumerate(counts)]
    assert 0 <= Calibration.of(outcomes).confidence("met_with", "r", "c0") <= 1


def test_the_file_holds_what_was_measured(write: Write) -> None:
    outcomes = (POST, RARE, MEET)
    path = write({"confidence.yaml": "\n".join(as_yaml(outcomes))}) / "confidence.yaml"
    assert set(load_calibration(path).outcomes) == set(outcomes)
    assert load_calibration(path.with_name("none.yaml")).outcomes == ()


def test_impossible_counts_are_told(write: Write) -> None:
    text = "- {rule: post, relation: holds_position, construction: verb, right: 3, judged: 2}\n"
    path = write({"confidence.yaml": text}) / "confidence.yaml"
    with pytest.raises(RuleError, match=r"confidence.yaml:1: 'right' and 'judged'"):
        load_calibration(path)
