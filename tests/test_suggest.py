"""Suggestions for the alias table and the judgements: the right pairs first, with quotes, as YAML that loads."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.aliases import Alias, AliasTable
from kg.judgements import Judgement, Judgements, load_judgements
from kg.models import Actor, Document, Extraction, Kind, Mention, Span
from kg.resolve import resolve
from kg.store import Store
from kg.suggest import as_yaml, coverage, draft_entries, idle, likeness, suggestions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qasem Soleimani", "Qasem Soleymani"),
        ("John Bulga-Hesimovic", "John Polga-Hecimovich"),
        ("Hamza bin Laden", "Hamza bin Ladin"),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("Recording Industry Association", "Recording Industries Association"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.84
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Mario Ruiz"),
        ("North Korea Desk", "South Korea Desk"),
        ("Unit 29155", "Unit 26165"),
        ("Ministry of Health", "Ministry of Justice"),
        ("Ruiz", "Ana Ruiz"),
    ],
)
def test_different_names_are_not(one: str, other: str) -> None:
    assert likeness(one, other) < 0.84


def extraction(doc: str, text: str, *names: tuple[str, str, Kind]) -> Extraction:
    mentions = []
    for form, ident, kind in names:
        at = text.index(form)
        mentions.append(Mention(doc, Span(at, at + len(form)), form, kind, ident))
    actors = {i: Actor(i, next(f for f, j, _ in names if j == i), k) for _, i, k in names}
    return Extraction(Document(doc, doc, text), tuple(mentions), tuple(actors.values()))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    read = [
        extraction("a", "Qasem Soleimani met the Casla Institute of Law.",
                   ("Qasem Soleimani", "person/qasem-soleimani", "person"),
                   ("Casla Institute of Law", "institution/casla", "institution")),
        extraction("b", "The CIL praised Qasem Soleymani.",
                   ("CIL", "institution/cil", "institution"), ("Qasem Soleymani", "person/qasem-soleymani", "person")),
        extraction("c", "Ana Ruiz and Mario Ruiz came; Ruiz spoke.".replace("; Ruiz", "; then Ruiz "),
                   ("Ana Ruiz", "person/ana-ruiz", "person"), ("Mario Ruiz", "person/mario-ruiz", "person")),
    ]  # fmt: skip
    lone = read[2]
    at = lone.document.text.index("then Ruiz") + 5
    bare = Mention("c", Span(at, at + 4), "Ruiz", "person", "person/ana-ruiz")
    read[2] = Extraction(lone.document, (*lone.mentions, bare), lone.actors)
    with Store.create(tmp_path / "graph.sqlite") as made:
        made.add(read)
        resolution = resolve(made.article_actors(), Judgements())
        made.settle(resolution, resolution.actors)
    return Store.open(tmp_path / "graph.sqlite")


def test_candidates_come_with_reason_and_quote(store: Store, tmp_path: Path) -> None:
    found = {frozenset(s.names): s for s in suggestions(store)}
    near = found[frozenset(("Qasem Soleimani", "Qasem Soleymani"))]
    assert near.verdict == "same"
    assert [doc for doc, _ in near.quotes] == ["a", "b"]
    assert "Casla" in near.quotes[0][1]
    assert found[frozenset(("Casla Institute of Law", "CIL"))].verdict == "same"
    split = found[frozenset(("Ruiz", "Ana Ruiz"))]
    assert (split.verdict, split.article, split.why) == ("different", "c", "Mario Ruiz is in this article too")

    pasted = tmp_path / "judgements.yaml"
    pasted.write_text("\n".join(as_yaml(found.values())), encoding="utf-8")
    assert len(load_judgements(pasted).decisions) == len(found)


def test_best_first(store: Store) -> None:
    scores = [suggestion.score for suggestion in suggestions(store)]
    assert scores == sorted(scores, reverse=True)


def test_judgements_that_speak_of_nobody_are_told(store: Store) -> None:
    known = Judgement(True, ("ana ruiz", "ruiz"), "c", "judgements.yaml", 1)
    strange = Judgement(False, ("ana ruiz", "ana rui"), "d", "judgements.yaml", 4)
    assert list(idle(store, Judgements((known, strange)))) == [
        "judgements.yaml:4: no article has the id 'd'",
        "judgements.yaml:4: no actor is called 'ana rui'",
    ]


def test_coverage_lists_entries_never_named_and_frequent_actors_that_the_table_lacks(store: Store) -> None:
    table = AliasTable.of([Alias("nobody", "Nobody", "person", (), (), None, None, (), "aliases.yaml", 1)])
    found = coverage(store, table, at_least=1)
    assert found.unseen == ("Nobody",)
    drafts = yaml.safe_load("\n".join(draft_entries(found.missing)))
    assert {draft["name"] for draft in drafts} >= {"Ana Ruiz", "Casla Institute of Law"}
