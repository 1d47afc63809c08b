"""rules/ontology.yaml: every mistake is told, all at once, with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Write

from kg.errors import RuleError
from kg.models import KINDS, RelationType
from kg.ontology import load_ontology

DETAINED = """\
- id: detained
  label: detained
  inverse_label: was detained by
  family: coercion
  plover: COERCE
  symmetric: false
  source: [institution, country]
  target: [person]
  meaning: arrests, captures
"""
MET = """\
- id: met_with
  label: met
  inverse_label: met
  family: diplomacy
  plover: CONSULT
  symmetric: true
  source: [person, country]
  target: [country, person]
"""


def problems(write: Write, text: str | bytes) -> list[str]:
    """What is wrong with an ontology of this text, without the path in front."""
    path = write({"ontology.yaml": text}) / "ontology.yaml"
    with pytest.raises(RuleError) as caught:
        load_ontology(path)
    assert all(problem.startswith(f"{path}:") for problem in caught.value.problems)
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


def test_relation_types_come_in_the_order_of_the_file(write: Write) -> None:
    types = load_ontology(write({"ontology.yaml": MET + DETAINED}) / "ontology.yaml")
    assert list(types) == ["met_with", "detained"]
    assert types["met_with"].symmetric
    assert types["detained"] == RelationType(
        id="detained", label="detained", inverse_label="was detained by", family="coercion", plover="COERCE",
        symmetric=False, source_kinds=frozenset({"institution", "country"}), target_kinds=frozenset({"person"}),
        meaning="arrests, captures",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (DETAINED.replace("label: det", "lable: det", 1),
         ["2: unknown key 'lable' in relation type (did you mean 'label'?)", "1: relation type has no 'label'"]),
        (DETAINED.replace("[person]", "[persons]"),
         ["8: 'persons' is not a kind of actor (did you mean 'person'?)"]),
        (DETAINED.replace("  target: [person]\n", ""),
         ["1: 'target' must list the kinds of actor that may stand there: person, institution, country"]),
        (DETAINED.replace("false", "no"), ["6: 'symmetric' must be true or false, not 'no'"]),
        (DETAINED + DETAINED, ["10: relation type 'detained' stands twice; keep one"]),
        (MET.replace("[country, person]", "[country]"),
         ["1: symmetric relation type 'met_with' must have the same kinds at both ends"]),
        (DETAINED.replace("  family: coercion", "  family: coercion\n  family: force"),
         ["5: key 'family' stands twice; keep one"]),
        ("", ["1: holds no relation type"]),
        ("# nothing yet\n", ["1: holds no relation type"]),
        ("detained: {}\n", ["1: must be a list of relation types, each beginning with '- '"]),
        ("- detained\n", ["1: relation type must be a mapping of keys to values"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(write: Write, text: str, told: list[str]) -> None:
    assert set(told) <= set(problems(write, text))


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    text = DETAINED.replace("[person]", "[human]") + MET.replace("plover", "plower") + DETAINED
    found = problems(write, text)
    assert len(found) == 4
    assert [what for what in ("human", "plower", "no 'plover'", "twice") if what not in "\n".join(found)] == []


def test_broken_yaml_is_told_with_its_line(write: Write) -> None:
    (problem,) = problems(write, DETAINED + "- id: [open\n")
    assert problem.startswith(("10: is not valid YAML", "11: is not valid YAML"))


def test_a_missing_file_and_one_that_is_no_text_are_told(write: Write, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"nowhere\.yaml:1: cannot be read: No such file"):
        load_ontology(tmp_path / "nowhere.yaml")
    assert problems(write, b"- id: caf\xe9\n") == ["1: is not UTF-8 text; save it as UTF-8"]


# --- the one that kg ships --------------------------------------------------------------------------------------------


def test_the_shipped_relation_types_are_complete(ontology: Mapping[str, RelationType]) -> None:
    assert len(ontology) >= 39
    plain = "abcdefghijklmnopqrstuvwxyz_"
    assert [name for name in ontology if set(name) - set(plain)] == []
    assert [name for name, kind in ontology.items() if kind.symmetric and kind.label != kind.inverse_label] == []
    assert [name for name, kind in ontology.items() if not kind.symmetric and kind.label == kind.inverse_label] == []
    assert [name for name, kind in ontology.items() if kind.meaning in ("", "-")] == []
    assert [name for name, kind in ontology.items() if not kind.source_kinds <= set(KINDS)] == []


def test_no_two_shipped_relation_types_read_alike(ontology: Mapping[str, RelationType]) -> None:
    labels = [kind.label for kind in ontology.values()]
    assert len(labels) == len(set(labels))


def test_plover_classes_of_the_shipped_types_are_those_of_the_standard(ontology: Mapping[str, RelationType]) -> None:
    # The sixteen event classes of PLOVER 1.0.
    plover = set(
        "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
        "ASSAULT CONCEDE RETREAT none".split()
    )
    assert {kind.plover for kind in ontology.values()} <= plover


def test_the_shipped_file_is_the_one_that_is_read(ontology: Mapping[str, RelationType]) -> None:
    assert load_ontology(ROOT / "rules" / "ontology.yaml") == ontology
