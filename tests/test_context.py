"""How firmly and by whom a claim is told: the sentences of context_cases.yaml, in one pass through the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.language import EnglishReader
from kg.language.coreference import read_actors
from kg.language.english import load_model
from kg.language.mentions import Gazetteer, find_names
from kg.language.status import status_of
from kg.language.structure import blocks
from kg.language.voices import Voices
from kg.models import STATUSES, Document
from kg.rules import LEXICON_LISTS, Lexicon, Rulebook, load_rulebook

CASES = yaml.safe_load((Path(__file__).parent / "context_cases.yaml").read_text(encoding="utf-8"))
STATUS = [(status, word, text) for status, cases in CASES["status"].items() for word, text in cases]
SPEAKERS = [tuple(case) for case in CASES["speakers"]]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return _shared()[0]


@pytest.fixture(scope="module")
def model() -> Language:
    return _shared()[1]


@pytest.fixture(scope="module")
def docs(model: Language) -> Mapping[str, Doc]:
    """Text -> parse, for every sentence of the status and speaker cases."""
    unparsed = []
    for text in dict.fromkeys([text for *_, text in STATUS] + [case[1] for case in SPEAKERS]):
        doc = model.make_doc(text)
        doc._.blocks = blocks(text)
        unparsed.append(doc)
    return {doc.text: doc for doc in model.pipe(unparsed)}


def word_of(doc: Doc, word: str) -> Token:
    """The token spelled ``word``; "word#2" is the second of them."""
    text, _, number = word.partition("#")
    return [token for token in doc if token.text == text][int(number or 1) - 1]


def status(docs: Mapping[str, Doc], lexicon: Lexicon, word: str, text: str) -> str:
    noun, _, verb = word.removeprefix("role ").partition("<")
    scope = word_of(docs[text], verb) if verb else None
    return status_of(word_of(docs[text], noun), lexicon, scope, role=word.startswith("role "))


@pytest.mark.parametrize(("expected", "word", "text"), STATUS)
def test_status(expected: str, word: str, text: str, docs: Mapping[str, Doc], rulebook: Rulebook) -> None:
    assert status(docs, rulebook.lexicon, word, text) == expected


def test_the_cases_are_many_and_balanced() -> None:
    counts = Counter(expected for expected, _, _ in STATUS)
    assert set(counts) == set(STATUSES)
    assert sum(counts.values()) >= 250
    assert min(counts.values()) >= 50
    assert len(SPEAKERS) >= 80


FIRMNESS_LISTS = (
    "denial", "ended", "undone", "planning", "wishing", "enabling", "claiming", "hedges", "possible", "planned",
    "failed", "wished_objects", "planned_objects", "prevented_objects", "performed", "verbal_acts", "standing",
    "gatherings", "bridging", "occurring", "fulfilled", "doubtful_sources", "speech_verbs",
)  # fmt: skip


@pytest.mark.parametrize("name", FIRMNESS_LISTS)
def test_no_word_list_is_idle(name: str, docs: Mapping[str, Doc], rulebook: Rulebook) -> None:
    """Without the list some sentence is told otherwise: each list is needed, and each is tested."""
    assert name in LEXICON_LISTS
    poorer = Lexicon({**rulebook.lexicon, name: frozenset()})
    assert any(status(docs, poorer, word, text) != expected for expected, word, text in STATUS)


@pytest.mark.parametrize(("word", "text", "who", "via"), SPEAKERS)
def test_speaker(
    word: str, text: str, who: str | None, via: str | None, docs: Mapping[str, Doc], rulebook: Rulebook
) -> None:
    doc = docs[text]
    gazetteer = Gazetteer(rulebook)
    article = read_actors(doc, find_names(doc, gazetteer), doc._.blocks, gazetteer, "")
    speaker = Voices(article, rulebook.lexicon).speaker_of(word_of(doc, word))
    assert (speaker and speaker.text, speaker and speaker.via) == (who, via)
    if speaker is not None:
        assert speaker.named == (speaker.actor is not None)
        assert speaker.actor is None or speaker.actor in article.actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Vladimir Putin said that Ukraine attacked the town.", "Vladimir Putin"),
        ("Vladimir Putin spoke. He said that Ukraine attacked the town.", "Vladimir Putin"),
        ("A spokesman for Hamas said that Ukraine attacked the town.", "Hamas"),
        ("A statement by the Kremlin said that Ukraine attacked the town.", "Kremlin"),
        ("A former intelligence official said that Ukraine attacked the town.", None),
        ("Officials said that Ukraine attacked the town.", None),
    ],
)
def test_a_speaker_is_named_if_he_is_an_actor(
    text: str, actor: str | None, model: Language, rulebook: Rulebook
) -> None:
    doc = model(text)
    gazetteer = Gazetteer(rulebook)
    article = read_actors(doc, find_names(doc, gazetteer), blocks(text), gazetteer, "")
    speaker = Voices(article, rulebook.lexicon).speaker_of(word_of(doc, "attacked"))
    assert speaker is not None
    assert speaker.named == (actor is not None)
    assert (article.actors[speaker.actor].name if speaker.actor else None) == actor


def test_an_aside_is_the_outlets_unless_it_is_quoted(model: Language, rulebook: Rulebook) -> None:
    def speaker(text: str) -> str | None:
        found = next(EnglishReader(rulebook, model).read([Document("a", "a.txt", text)]))
        posts = [claim for claim in found.claims if claim.relation == "holds_position"]
        assert len(posts) == 1
        told = posts[0].speaker
        return told.text if told else None

    assert speaker("Eleven sources said that Tom Hale, the foreign minister of Cuba, had fled.") is None
    assert speaker("Eleven sources said that Tom Hale was the foreign minister of Cuba.") == "Eleven sources"
    assert speaker("“Tom Hale, the foreign minister of Cuba, fled,” a guard said.") == "a guard"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emmanuel Macron is visiting Japan on June 2.", "planned"),
        ("Emmanuel Macron visits Japan on June 2.", "planned"),
        ("Emmanuel Macron visited Japan on May 30.", "asserted"),
        ("Emmanuel Macron is visiting Japan today.", "asserted"),
    ],
)
def test_what_lies_after_the_articles_date_is_planned(
    text: str, expected: str, model: Language, rulebook: Rulebook
) -> None:
    reader = EnglishReader(rulebook, model)
    document = Document("a", "a.txt", text, date="2025-06-01")
    claims = [claim for found in reader.read([document]) for claim in found.claims if claim.relation == "visited"]
    assert [claim.status for claim in claims] == [expected]
    undated = next(reader.read([replace(document, date="")]))
    assert [claim.status for claim in undated.claims if claim.relation == "visited"] == ["asserted"]


_WORDS = [
    *"Iran denied that it not will attack “ ” said if , to according Putin the may refused no who . plan".split(),
    *("of", "quoted", "as", "saying", '"', "\n\n"),
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25))
def test_any_text_has_a_status_and_maybe_a_speaker(words: list[str]) -> None:
    text = " ".join(words)
    rulebook, model = _shared()
    doc = model(text)
    gazetteer = Gazetteer(rulebook)
    article = read_actors(doc, find_names(doc, gazetteer), blocks(text), gazetteer, "")
    voices = Voices(article, rulebook.lexicon)
    for token in doc:
        assert status_of(token, rulebook.lexicon) in STATUSES
        speaker = voices.speaker_of(token)
        assert speaker is None or speaker.text


_CACHE: list[tuple[Rulebook, Language]] = []


def _shared() -> tuple[Rulebook, Language]:
    """Rules and model once for all; hypothesis cannot be given module fixtures."""
    if not _CACHE:
        _CACHE.append((load_rulebook(), load_model()))
    return _CACHE[0]
