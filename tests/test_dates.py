"""When an event happened, on the sentences of context_cases.yaml, read in one pass through the model."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from kg.language.dates import Dates
from kg.language.english import load_model
from kg.language.grammar import governing_verb
from kg.rules import load_rulebook

CASES = [
    tuple(case) for case in
    yaml.safe_load((Path(__file__).parent / "context_cases.yaml").read_text(encoding="utf-8"))["dates"]
]  # fmt: skip
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@pytest.fixture(scope="module")
def events() -> frozenset[str]:
    return _shared()[1]


@pytest.fixture(scope="module")
def docs() -> Mapping[str, Doc]:
    return _shared()[0]


def date(docs: Mapping[str, Doc], word: str, text: str, published: str, events: frozenset[str]) -> str:
    predicate: Token = next(t for t in docs[text] if t.text == word.removeprefix("ahead "))
    scope = governing_verb(predicate) if predicate.pos_ == "NOUN" else None
    return Dates(docs[text], published, events).date_of(predicate, scope, ahead=word.startswith("ahead "))


@pytest.mark.parametrize(("word", "text", "expected", "published"), CASES)
def test_date(
    word: str, text: str, expected: str, published: str, docs: Mapping[str, Doc], events: frozenset[str]
) -> None:
    assert date(docs, word, text, published, events) == expected


def test_the_cases_are_many() -> None:
    assert len(CASES) >= 80
    assert sum(not expected for _, _, expected, _ in CASES) >= 15


def test_without_an_articles_date_no_year_is_invented(docs: Mapping[str, Doc], events: frozenset[str]) -> None:
    for word, text, _, _ in CASES:
        found = date(docs, word, text, "", events)
        if found and found[:4] not in text:  # "a year later" counts from a year that the text gives
            assert any(year in text for year in ("1999", "2022")), (text, found)


@settings(max_examples=40)
@given(published=st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31)))
def test_every_date_is_one_of_the_calendar(published: datetime.date) -> None:
    docs, events = _shared()
    for word, text, _, _ in CASES:
        found = date(docs, word, text, published.isoformat(), events)
        assert not found or ISO.fullmatch(found)
        if len(found) == 10:
            datetime.date.fromisoformat(found)
        if found and not re.search(r"\d{4}| next ", text) and not word.startswith("ahead "):
            # What has happened was printed afterwards (three days' grace for clocks and corrections).
            assert found <= (published + datetime.timedelta(days=3)).isoformat(), (text, found)


_CACHE: list[tuple[Mapping[str, Doc], frozenset[str]]] = []


def _shared() -> tuple[Mapping[str, Doc], frozenset[str]]:
    """Parses and event nouns once for all; hypothesis cannot be given module fixtures."""
    if not _CACHE:
        rules = load_rulebook().rules
        texts = dict.fromkeys(case[1] for case in CASES)
        _CACHE.append((
            {doc.text: doc for doc in load_model().pipe(texts)},
            frozenset(t.lemma for rule in rules for t in rule.triggers if t.kind == "noun"),
        ))  # fmt: skip
    return _CACHE[0]
