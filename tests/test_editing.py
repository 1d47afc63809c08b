"""What an editor of rules/ works with: why a sentence was read so, what the rules miss, how sure a rule is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT

from kg.cli import main
from kg.pipeline import Settings, build, drafts, trace
from kg.rules import default_folder


def kg(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_a_sentence_is_explained_from_its_actors_to_its_claims() -> None:
    sentence = "The United States urged Cuba on Friday to release José Daniel Ferrer."
    told = kg("explain", "--date", "2026-02-01", "--sentence", sentence).output
    assert "United States = United States (country)" in told
    assert "rule demand (demanded_of, trigger 'urge'): United States → Cuba" in told
    assert "country/united-states demanded_of country/cuba: asserted, 2026-01-30" in told
    assert "released jose-daniel-ferrer: hypothetical" in told.replace("person/", "")


def test_what_stopped_a_rule_is_said() -> None:
    (found,) = trace("Maduro was captured on January 3.")
    assert not found.claims
    assert "no actor is its source (agent)" in next(tried.stopped for tried in found.tried if tried.rule == "detain")


def test_a_sentence_of_one_actor_is_explained_too() -> None:
    told = kg("explain", "--sentence", "Nothing happened.").output
    assert "actors\n    none" in told
    assert "claims: 0" in told


@pytest.fixture(scope="module")
def unread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of three articles with one predicate that no rule knows and one that a rule reads."""
    folder = tmp_path_factory.mktemp("unread")
    (folder / "in").mkdir()
    for number, (one, other) in enumerate((("France", "Spain"), ("Peru", "Chile"), ("Japan", "India"))):
        text = f"{one} outmanoeuvred {other} at the summit on Monday. Brazil attacked Kenya."
        (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    build(Settings((folder / "in",), folder / "out", formats=("jsonl",), jobs=1))
    return folder / "out"


def test_a_predicate_that_no_rule_reads_becomes_a_draft_and_one_that_is_read_does_not(unread: Path) -> None:
    found = drafts(unread)
    assert [(d.kind, d.lemma, d.source, d.target, d.count, d.articles) for d in found] == [
        ("verb", "outmanoeuvre", "agent", "patient", 3, 3)
    ]
    printed = yaml.safe_load(kg("rules", "suggest", "--out", unread).output)
    assert printed[0]["verbs"] == ["outmanoeuvre"]
    assert printed[0]["examples"][0]["claim"] == ["France", "TODO", "Spain"]


def test_calibrating_writes_counts_that_the_next_build_uses(built: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(default_folder(), rules)
    (rules / "confidence.yaml").unlink(missing_ok=True)
    told = kg("calibrate", ROOT / "tests" / "gold", "--out", built, "--rules", rules).output
    assert str(rules / "confidence.yaml") in told
    counts = yaml.safe_load((rules / "confidence.yaml").read_text(encoding="utf-8"))
    assert sum(entry["judged"] for entry in counts) > 50
    assert all(0 <= entry["right"] <= entry["judged"] for entry in counts)
    build(Settings((ROOT / "seeds" / "01-doctors-fly-home.md",), tmp_path / "out", rules, formats=("jsonl",), jobs=1))
    confidences = {
        yaml.safe_load(line)["confidence"]
        for line in (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    }
    assert len(confidences) > 1
    assert all(0.3 < confidence < 1 for confidence in confidences)
