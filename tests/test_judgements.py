"""Human decisions on who is who: the file, and what it does to ada build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg.errors import InputError, JudgementError
from kg.judgements import load_judgements
from kg.language import EnglishReader
from kg.models import Document, Extraction
from kg.resolve import resolve
from kg.rules import default_folder, load_rulebook

type Write = Callable[[Mapping[str, str | bytes]], Path]

MEMORIAL = (
    "Mario Ruiz spoke in Lima. Ruiz thanked the crowd. "
    "The lawyer Ana Solano answered him. The Solano family stayed away."
)
FOOTBALL = "Mario Ruiz scored twice in Quito. Mario Ruiz thanked the crowd."
OTHER = "Mario A. Ruis spoke in Lima on Monday."


@pytest.fixture(scope="module")
def model() -> EnglishReader:
    return EnglishReader(load_rulebook())


type Built = tuple[dict[str, Extraction], dict[str, str]]


def build(tmp_path: Path, judgements: str, model: EnglishReader) -> Built:
    """The extractions by article and where resolve puts each article's actors, under these judgements."""
    folder = tmp_path / "rules"
    shutil.copytree(default_folder(), folder, dirs_exist_ok=True)
    (folder / "judgements.yaml").write_text(judgements, encoding="utf-8")
    rulebook = load_rulebook(folder)
    reader = EnglishReader(rulebook, model._parser._model)
    articles = {"memorial": MEMORIAL, "football": FOOTBALL, "other": OTHER}
    read = {x.document.id: x for x in reader.read(Document(name, name, text) for name, text in articles.items())}
    resolution = resolve([(doc, actor) for doc, x in read.items() for actor in x.actors], rulebook.judgements)
    return read, dict(resolution.assigned)


def nodes(assigned: Mapping[str, str], start: str) -> set[str]:
    return {node for actor, node in assigned.items() if actor.startswith(start)}


def test_without_judgements_equal_names_are_one_actor(tmp_path: Path, model: EnglishReader) -> None:
    _, assigned = build(tmp_path, "", model)
    assert nodes(assigned, "person/mario-ruiz") == {"person/mario-ruiz"}
    assert nodes(assigned, "person/mario-a-ruis") == {"person/mario-a-ruis"}


def test_same_joins_what_a_build_splits(tmp_path: Path, model: EnglishReader) -> None:
    _, assigned = build(tmp_path, "- same: [Mario Ruiz, Mario A. Ruis]\n", model)
    assert nodes(assigned, "person/mario") == {"person/mario-ruiz"}


def test_different_in_one_article_makes_its_bearer_another(tmp_path: Path, model: EnglishReader) -> None:
    _, assigned = build(tmp_path, "- different: [Mario Ruiz, mario ruiz]\n  article: football\n", model)
    assert nodes(assigned, "person/mario-ruiz") == {"person/mario-ruiz", "person/mario-ruiz@football"}


def test_different_splits_a_surname_from_the_full_name(tmp_path: Path, model: EnglishReader) -> None:
    before, _ = build(tmp_path, "", model)
    after, _ = build(tmp_path, "- different: [Ruiz, Mario Ruiz]\n  article: memorial\n", model)

    def bearer(read: Mapping[str, Extraction]) -> str:
        return next(m.actor for m in read["memorial"].mentions if m.text == "Ruiz")

    assert bearer(before) == "person/mario-ruiz"
    assert bearer(after) == "person/ruiz"
    names = {actor.id: actor for actor in after["memorial"].actors}
    assert any("judgements.yaml:1" in line for line in names["person/ruiz"].how)


def test_different_outranks_joining_across_articles(tmp_path: Path, model: EnglishReader) -> None:
    both = "- same: [Mario Ruiz, Mario A. Ruis]\n- different: [Mario A. Ruis, Mario Ruiz]\n"
    with pytest.raises(InputError, match=r"judgements.yaml:2: .* the same on line 1"):
        build(tmp_path, both, model)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- same: [Ada B]\n", "must list two names"),
        ("- other: [Ada B, C D]\n", "unknown key 'other'"),
        ("- {same: [Ada B, C D], different: [Ada B, C D]}\n", "either 'same' or 'different'"),
        ("- different: [Ada B, ada b]\n", "stands twice"),
        (
            "- same: [Ada B, C D]\n- same: [C D, E F]\n- different: [Ada B, E F]\n  article: x\n",
            r":3: 'ada b' and 'e f' are different here and the same on line 2",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(write: Write, text: str, message: str) -> None:
    path = write({"judgements.yaml": text}) / "judgements.yaml"
    with pytest.raises(JudgementError, match=message):
        load_judgements(path)


def test_no_file_is_no_judgement(tmp_path: Path) -> None:
    assert load_judgements(tmp_path / "judgements.yaml").decisions == ()
