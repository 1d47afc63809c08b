"""Countries by what they are or where they lie: "the West African country", "the Gulf emirate", "the kingdom".

Which are meant the word lists ``*_states`` of rules/lexicon tell; taken is the only one of them that the article has
named so far, else the only one that this sentence and the one before name.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.anaphora import Pointer, bare_definite, doer_of
from kg.language.cast import Cast
from kg.language.tokens import Token
from kg.rules import SORTS_OF_COUNTRIES

_LANDS = frozenset({"country", "nation", "state", "republic", "power", "neighbour", "neighbor"})
_ALONE = frozenset({"kingdom", "emirate", "sultanate", "archipelago", "principality"})
"""Nouns that are a sort themselves."""
_NOUNS = _LANDS | _ALONE
_LONGEST = 7
"""Words of a description."""


def described_countries(cast: Cast) -> list[Pointer]:
    """The nouns that stand for a country which the article has named."""
    countries = {entity.id: entity.name.lower() for entity in cast.of("country")}
    if not countries:
        return []
    found: list[Pointer] = []
    for token in [t for t in cast.doc if t.lower_ in _NOUNS]:
        phrase = bare_definite(cast, token, words=_LONGEST)
        if phrase is None:
            continue
        states = _meant(cast, [t.lower_ for t in phrase[1:-1]], token.lower_)
        if states is None:
            continue
        doer = doer_of(cast, token)
        fitting = {ident for ident, name in countries.items() if name in states and ident not in doer}
        actor = _only_one(cast, fitting, token)
        if actor is not None:
            found.append(Pointer(token.i, actor))
    return found


def _meant(cast: Cast, between: Sequence[str], noun: str) -> frozenset[str] | None:
    """The names of the countries of that sort; None if the words tell of no sort or of something else."""
    words = " ".join(t for t in between if t != ",").replace(" - ", "-").replace("south-east", "southeast").split()
    sorts: list[str] = [noun] if noun in _ALONE else []
    at = 0
    while at < len(words):
        sort = next((s for size in (3, 2, 1) if (s := " ".join(words[at : at + size])) in _SORTS), None)
        if sort is not None:
            sorts.append(sort)
            at += len(sort.split())
        elif any(part not in cast.lexicon["country_qualities"] for part in words[at].split("-")):
            return None
        else:
            at += 1
    if not sorts:
        return None
    return frozenset.intersection(*(cast.lexicon[f"{sort.replace(' ', '_')}_states"] for sort in sorts))


_SORTS = frozenset(SORTS_OF_COUNTRIES) - _ALONE


def _only_one(cast: Cast, fitting: set[str], token: Token) -> str | None:
    place = cast.sentence_number
    number = place[token.i]
    named = {
        ident: max((name.start for name in cast.entities[ident].names if name.start < token.i), default=-1)
        for ident in fitting
    }
    before = {ident: place[at] for ident, at in named.items() if at >= 0}
    near = {ident for ident, at in before.items() if number - at <= 1}
    group = set(before) if len(before) == 1 else near
    return next(iter(group)) if len(group) == 1 else None
