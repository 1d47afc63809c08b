"""A stand-in for ``EnglishReader`` that knows one form of sentence: what surrounds reading is tested in an instant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.models import Actor, Claim, Document, Evidence, Extraction, Mention, Span, Status, claim_id
from kg.rules import Rulebook

_SENTENCE = re.compile(r"(?P<source>[A-Z]\w+) (?P<said>met|maybe met) (?P<target>[A-Z]\w+)\.")


class PlainReader:
    """Reads "Ardania met Belmark." as a claim of the rule ``meet``; "maybe met" is hypothetical."""

    def __init__(self, rulebook: Rulebook, model: object = None) -> None:
        self.rulebook = rulebook

    def read(self, documents: Iterable[Document], parses: object = None) -> Iterator[Extraction]:
        for document in documents:
            yield self._extract(document)

    def _extract(self, document: Document) -> Extraction:
        mentions: list[Mention] = []
        actors: dict[str, Actor] = {}
        claims: list[Claim] = []
        for found in _SENTENCE.finditer(document.text, document.body):
            for end in ("source", "target"):
                name = found[end]
                actors[_id(name)] = Actor(_id(name), name, "country")
                mentions.append(Mention(document.id, Span(*found.span(end)), name, "country", _id(name)))
            span = Span(*found.span())
            source, target = _id(found["source"]), _id(found["target"])
            status: Status = "asserted" if found["said"] == "met" else "hypothetical"
            claim = Claim(
                claim_id(document.id, source, "met_with", target, span), document.id, source, "met_with", target,
                status, "guest", "", None, 0.9, "meet", Evidence(document.id, span, found[0]),
            )  # fmt: skip
            claims.append(claim)
        return Extraction(document, tuple(mentions), tuple(actors.values()), tuple(claims))


def _id(name: str) -> str:
    return f"country/{name.lower()}"
