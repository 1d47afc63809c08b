"""From names to actors, on parses built by hand: no model, so that only the logic can fail."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.coreference import Article, read_actors
from kg.language.mentions import Gazetteer, Name
from kg.language.structure import Block, BlockKind
from kg.models import Kind, Span
from kg.rules import load_rulebook


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(load_rulebook())


def read(
    gazetteer: Gazetteer,
    text: str,
    *names: tuple[str, Kind],
    kind: BlockKind = "prose",
    passing: bool = False,
) -> Article:
    """An article of one block; ``names`` in the order in which they stand."""
    words = text.split()
    verbs = {"met", "left", "spoke", "said"}
    pos = ["VERB" if word in verbs else "PUNCT" if word in ".,()" else "PROPN" for word in words]
    starts = [i == 0 or words[i - 1] == "." for i in range(len(words))]
    size = len(words)
    heads = list(range(size))
    doc = Doc(
        Vocab(), words, pos=pos, tags=["NNP"] * size, lemmas=words, deps=["dep"] * size, heads=heads, sent_starts=starts
    )  # fmt: skip
    found, at = [], 0
    for written, actor_kind in names:
        parts = written.split()
        start = next(i for i in range(at, len(words)) if words[i : i + len(parts)] == parts)
        at = start + len(parts)
        key = gazetteer.by_country_name.get(written.lower()) if actor_kind == "country" else None
        form = "country" if key else "name"
        found.append(Name(start, at, at - 1, actor_kind, form, written, key, passing=passing))
    return read_actors(doc, found, [Block(Span(0, len(doc.text)), kind)], gazetteer, "")


def named(article: Article) -> dict[str, list[str]]:
    """Actor name -> what it is called, in text order."""
    called: dict[str, list[str]] = {actor.name: [] for actor in article.actors.values()}
    for reference in article.references:
        called[article.actors[reference.actor].name].append(article.doc[reference.start : reference.end].text)
    return called


def test_a_surname_goes_back_to_the_full_name(gazetteer: Gazetteer) -> None:
    article = read(
        gazetteer,
        "Ada Voss met Bo Lund . Voss left .",
        ("Ada Voss", "person"),
        ("Bo Lund", "person"),
        ("Voss", "person"),
    )
    assert named(article) == {"Ada Voss": ["Ada Voss", "Voss"], "Bo Lund": ["Bo Lund"]}
    assert any("Voss" in reason for actor in article.actors.values() for reason in actor.how)


def test_a_surname_before_its_full_name_is_found_too(gazetteer: Gazetteer) -> None:
    article = read(gazetteer, "Voss left . Ada Voss spoke .", ("Voss", "person"), ("Ada Voss", "person"))
    assert named(article) == {"Ada Voss": ["Voss", "Ada Voss"]}


def test_of_two_namesakes_the_one_named_last_is_meant(gazetteer: Gazetteer) -> None:
    names: tuple[tuple[str, Kind], ...] = (("Ada Voss", "person"), ("Bo Voss", "person"), ("Voss", "person"))
    assert named(read(gazetteer, "Ada Voss met Bo Voss . Voss left .", *names))["Bo Voss"] == ["Bo Voss", "Voss"]


def test_a_namesake_of_nobody_named_yet_is_nobody(gazetteer: Gazetteer) -> None:
    names: tuple[tuple[str, Kind], ...] = (("Voss", "person"), ("Ada Voss", "person"), ("Bo Voss", "person"))
    assert named(read(gazetteer, "Voss left . Ada Voss met Bo Voss .", *names)) == {
        "Ada Voss": ["Ada Voss"],
        "Bo Voss": ["Bo Voss"],
    }


def test_a_name_in_brackets_is_the_short_form(gazetteer: Gazetteer) -> None:
    article = read(
        gazetteer, "Upper Rhine Board ( URB ) spoke . URB left .",
        ("Upper Rhine Board", "institution"), ("URB", "institution"), ("URB", "institution"),
    )  # fmt: skip
    assert named(article) == {"Upper Rhine Board": ["Upper Rhine Board", "URB", "URB"]}


def test_a_heading_makes_no_actor(gazetteer: Gazetteer) -> None:
    assert (
        read(gazetteer, "Ada Voss met Chile", ("Ada Voss", "person"), ("Chile", "country"), kind="heading").actors == {}
    )


def test_a_passing_name_makes_no_actor(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, "Ada Voss spoke", ("Ada Voss", "person"), passing=True).actors == {}


def test_home_is_the_country_named_most(gazetteer: Gazetteer) -> None:
    article = read(
        gazetteer, "Chile met Peru . Peru left .", ("Chile", "country"), ("Peru", "country"), ("Peru", "country")
    )
    assert article.home == "country/peru"
