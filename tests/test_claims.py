"""The claims of short texts, from the names to the status, with the model and the rules that kg ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.language import EnglishReader
from kg.models import Document, Extraction
from kg.rules import load_rulebook

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "claim_cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    documents = [Document(f"{n:04}", f"{n}.txt", case["text"], date="2024-05-01") for n, case in enumerate(CASES)]
    return list(EnglishReader(load_rulebook()).read(documents))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:50] for case in CASES])
def test_the_text_makes_these_claims(number: int, extractions: list[Extraction]) -> None:
    extraction, case = extractions[number], CASES[number]
    names = {actor.id: actor.name for actor in extraction.actors}
    told = [
        (one, claim.relation, other, claim.status)
        for claim in extraction.claims
        for one, other in [(names[claim.source], names[claim.target]), (names[claim.target], names[claim.source])]
        if (one, other) == (names[claim.source], names[claim.target]) or claim.relation in SYMMETRIC
    ]
    for wanted in case.get("claims", ()):
        assert any(list(claim[: len(wanted)]) == wanted for claim in told), (wanted, told)
    for unwanted in case.get("none", ()):
        assert not any(list(claim[:3]) == unwanted for claim in told), (unwanted, told)


SYMMETRIC = frozenset(relation for relation, type_ in load_rulebook().ontology.items() if type_.symmetric)
