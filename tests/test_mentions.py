"""Who is who within an article: tests/actor_cases.yaml, each case with all the actors that must come out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from conftest import ROOT

from kg.aliases import fold
from kg.language.coreference import Article, read_actors
from kg.language.mentions import Gazetteer, find_names
from kg.language.parse import Parser
from kg.language.voices import with_persons
from kg.models import Document, Kind
from kg.rules import load_rulebook

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "actor_cases.yaml").read_text(encoding="utf-8"))
KINDS: Mapping[str, Kind] = {"people": "person", "institutions": "institution", "countries": "country"}


@dataclass(frozen=True, slots=True)
class Read:
    """One case, read."""

    document: Document
    article: Article


@pytest.fixture(scope="module")
def articles() -> list[Read]:
    """Every case through the language stage, in one pass of the model."""
    gazetteer = Gazetteer(load_rulebook())
    documents = [
        Document(str(n), "", case["text"], date=case.get("date", "2025-06-01")) for n, case in enumerate(CASES)
    ]
    found: list[Read] = []
    for document, blocks, doc in Parser().parse(documents):
        article = read_actors(doc, find_names(doc, gazetteer), blocks, gazetteer, document.date)
        found.append(Read(document, with_persons(article, gazetteer.lexicon)))
    return found


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: f"{n}-{CASES[n]['text'][:40]}")
def test_the_actors_of_a_text(articles: list[Read], number: int) -> None:
    case, article = CASES[number], articles[number].article
    unmet = {(name, kind) for key, kind in KINDS.items() for name in case.get(key, ())}
    extra = []
    for actor in (actor for ident, actor in article.actors.items() if ident not in article.seats):
        fitting = [(name, kind) for name, kind in unmet if kind == actor.kind and fold(name) == fold(actor.name)]
        if fitting:
            unmet.remove(fitting[0])
        else:
            extra.append((actor.name, actor.kind))
    assert (unmet, extra) == (set(), []), f"missing {sorted(unmet)}, too many {sorted(extra)}: {case['text']}"
    for place, name in case.get("means", {}).items():
        found = meant(articles[number], place)
        assert found == name, f"{place!r} means {found} in {case['text']!r}"


def meant(read: Read, place: str) -> str | None:
    """The name of the actor that a stretch of the text refers to, None for nobody."""
    words, _, nth = place.partition(" #")
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", read.document.text))
    match = found[int(nth or 1) - 1]
    article = read.article
    inside = [t.i for t in article.doc if match.start() <= t.idx and t.idx + len(t) <= match.end()]
    actors = {article.at[i] for i in inside if i in article.at} or {
        article.owner[i] for i in inside if i in article.owner
    }
    assert len(actors) <= 1, f"{place!r} refers to several actors"
    return article.actors[actors.pop()].name if actors else None
