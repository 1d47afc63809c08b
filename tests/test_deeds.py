"""Who did what "the move" or "the ruling" means, told in the sentence before; with the model."""

from __future__ import annotations

import pytest

from kg.language import EnglishReader
from kg.models import Document
from kg.rules import load_rulebook


@pytest.fixture(scope="module")
def reader() -> EnglishReader:
    return EnglishReader(load_rulebook())


def _judged(reader: EnglishReader, text: str) -> dict[tuple[str, str, str], str]:
    (extraction,) = reader.read([Document("a", "", text, date="2024-05-01")])
    names = {actor.id: actor.name for actor in extraction.actors}
    return {
        (names[c.source], c.relation, names[c.target]): c.evidence.text
        for c in extraction.claims
        if c.relation in ("criticized", "supported", "rejected")
    }


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("Kenya closed the camp. Amnesty International condemned the move.", ("criticized", "Kenya")),
        ("Ghana said it would close the camp. Amnesty International condemned the plan.", ("criticized", "Ghana")),
        ("The camp was closed by Kenya. Amnesty International praised the decision.", ("supported", "Kenya")),
        ("Peru accused Chile of spying. Amnesty International dismissed the accusation.", ("rejected", "Peru")),
        ("Turkey imposed a curfew on Izmir. Amnesty International called the curfew illegal.", None),
        ("Kenya might close the camp. Amnesty International condemned the move.", None),
        ("Kenya did not arrest Omar Faki. Amnesty International condemned the arrest.", None),
        (
            "Kenya arrested Omar Faki, and Ghana arrested Ama Sarpong. Amnesty International deplored the arrests.",
            None,
        ),
        ("Peru accused Chile of spying. Amnesty International denied the accusation.", None),
    ],
)
def test_the_doer_of_a_deed(reader: EnglishReader, text: str, judged: tuple[str, str] | None) -> None:
    found = _judged(reader, text)
    about = {(relation, target): quote for (source, relation, target), quote in found.items() if "Amnesty" in source}
    assert list(about) == ([judged] if judged else [])
    assert all(quote == text for quote in about.values())  # both sentences, or nobody could check it


def test_judgements_between(reader: EnglishReader) -> None:
    text = (
        "Oman banned the march. Amnesty International condemned the move. Human Rights Watch deplored the decision too."
    )
    assert ("Human Rights Watch", "criticized", "Oman") in _judged(reader, text)
