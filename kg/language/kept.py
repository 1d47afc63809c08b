"""Who is named where in an article, as bytes, so that the next build need not find it out again.

It takes a good third of the work that comes after the parse, and does not depend on the relation rules: an edited rule
makes other claims of the same names. JSON, so that a file that comes from elsewhere is data and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter
from typing import Any, Protocol

from kg.language.coreference import Article, Reference
from kg.language.parse import Parses
from kg.language.tokens import Doc
from kg.models import Actor


class Kept(Parses, Protocol):
    """Results of an earlier time. What it holds was made by the same model, code and tables."""

    def names(self, text: str, told: str) -> bytes | None:
        """Who is named where in a text that was parsed; ``told`` is all else that it depends on of its article."""

    def put_names(self, text: str, told: str, names: bytes) -> None: ...


_actor = attrgetter(*(field.name for field in fields(Actor)))
_reference = attrgetter(*(field.name for field in fields(Reference)))


def names_to_bytes(article: Article) -> bytes:
    """All that an ``Article`` has beside its parse."""
    return json.dumps(
        {
            "actors": list(map(_actor, article.actors.values())),
            "references": list(map(_reference, article.references)),
            "at": list(article.at.items()),
            "owner": list(article.owner.items()),
            "home": article.home,
            "leads": article.leads,
            "places": sorted(article.places),
            "pairs": list(article.pairs.items()),
            "seats": sorted(article.seats),
        },
        separators=(",", ":"),
    ).encode()


def names_from_bytes(doc: Doc, names: bytes) -> Article:
    """The ``Article`` with this parse of which ``names_to_bytes`` made the bytes."""
    read: dict[str, Any] = json.loads(names)
    actors = [
        Actor(identity, name, kind, tuple(aliases), wikidata, alias, tuple(how))
        for identity, name, kind, aliases, wikidata, alias, how in read["actors"]
    ]
    return Article(
        doc=doc,
        actors={actor.id: actor for actor in actors},
        references=tuple(Reference(*reference) for reference in read["references"]),
        at=dict(read["at"]),
        owner=dict(read["owner"]),
        home=read["home"],
        leads=read["leads"],
        places=frozenset(read["places"]),
        pairs={at: tuple(both) for at, both in read["pairs"]},
        seats=frozenset(read["seats"]),
    )
