"""Who came where in a contest, told over a sentence or two; with the model."""

from __future__ import annotations

import pytest

from kg.language import EnglishReader
from kg.models import Document
from kg.rules import load_rulebook


@pytest.fixture(scope="module")
def reader() -> EnglishReader:
    return EnglishReader(load_rulebook())


def _competed(reader: EnglishReader, text: str) -> dict[frozenset[str], str]:
    """The pairs that competed, by name, with the evidence."""
    (extraction,) = reader.read([Document("a", "", text, date="2024-05-01")])
    names = {actor.id: actor.name for actor in extraction.actors}
    return {
        frozenset((names[c.source], names[c.target])): c.evidence.text
        for c in extraction.claims
        if c.relation == "competed_with"
    }


def test_each_place_is_set_against_the_winner(reader: EnglishReader) -> None:
    told = "Anna Foster won the primary with 31% of the ballots. Tom Hale came in second."
    found = _competed(reader, f"{told} Nadia Karim came in fourth with 9%.")
    assert set(found) == {
        frozenset(("Anna Foster", "Tom Hale")),
        frozenset(("Anna Foster", "Nadia Karim")),
    }
    assert found[frozenset(("Anna Foster", "Tom Hale"))] == told  # both sentences, or nobody could check it


@pytest.mark.parametrize(
    "text",
    [
        "Anna Foster has amassed 640 delegates by now, while Senator Peter Lund has earned 505.",
        "Anna Foster won 290 electoral votes to Peter Lund's 214.",
        "Anna Foster secured 300 delegates fewer than former Senator Peter Lund.",
        "Anna Foster received more votes than Peter Lund.",
        "Anna Foster won the race, followed by Nadia Karim and Peter Lund.",
        "Anna Foster took gold, with Peter Lund taking silver.",
    ],
)
def test_a_number_or_a_place_that_leaves_the_word_out(reader: EnglishReader, text: str) -> None:
    assert frozenset(("Anna Foster", "Peter Lund")) in _competed(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Foster won the lawsuit, followed by an apology by Peter Lund.",
        "Anna Foster has 1,217 shares, while Peter Lund has 914.",
        "Anna Foster won the primary. In 2016, Peter Lund came in second.",
        "Anna Foster won the primary.\n\nPeter Lund came in second.",
        "Anna Foster won the primary for the second time, Peter Lund said.",
        "Anna Foster owns 56% of the firm and Peter Lund 44%.",
        "Anna Foster may win the primary. Peter Lund came in second.",
        "Anna Foster got 20 percent in her race and Peter Lund received five percent in his.",
    ],
)
def test_no_contest(reader: EnglishReader, text: str) -> None:
    assert not _competed(reader, text)
