"""What is somebody's own: "his country", "her party", "X's company", by what the article says of the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.language.anaphora import BELOW, Pointer
from kg.language.cast import Cast, Entity
from kg.language.focus import Focus
from kg.language.structure import NAMING
from kg.language.tokens import Token

_COUNTRY = frozenset({"country", "homeland", "nation"})
_BODIES = frozenset(
    "party company firm agency club university college ministry department bank newspaper magazine employer "
    "organization organisation group charity foundation union startup airline union commission movement militia".split()
)
_GOVERNMENT = frozenset({"government", "administration", "regime"})
_NOUNS = _COUNTRY | _BODIES | _GOVERNMENT
_JOINING = frozenset(
    {"join", "lead", "head", "run", "found", "co-found", "chair", "own", "represent", "direct", "captain"}
)
_PLAIN = frozenset({"own", "former", "native", "home", "-", "'s", "’s", "political", "ruling", "opposition"})
_NOT_NOW = frozenset({"former", "old", "previous", "new", "next", "future", "first", "second", "last", "other"})


def own_bodies(cast: Cast, pointers: Sequence[Pointer], leads: Mapping[str, str]) -> list[Pointer]:
    """The nouns for a country or a body that stand behind "his", "her" or "X's", where the article ties the person to
    one such country or body alone. ``leads`` tells whose government is which country's."""
    if not any(cast.of("person")):
        return []
    nouns = [t for t in cast.doc if t.lower_ in _NOUNS and t.i not in cast.resolved]
    if not nouns:
        return []
    meant = {pointer.token: pointer.actor for pointer in pointers}
    focus: Focus | None = None
    found: list[Pointer] = []
    for noun in nouns:
        if noun.tag_ not in ("NN", "NNP") or noun.dep_ in ("compound", "nmod") or cast.block_of[noun.i] not in NAMING:
            continue
        whose = next((child for child in noun.lefts if child.dep_ == "poss"), None)
        ident = (cast.resolved.get(whose.i) or meant.get(whose.i)) if whose is not None else None
        if whose is None or ident is None or cast.entities[ident].kind != "person":
            continue
        between = cast.doc[whose.i + 1 : noun.i]
        if any(t.lower_ in _NOT_NOW or (t.lower_ not in _PLAIN and t.ent_type_) for t in between):
            continue
        person = cast.entities[ident]
        if noun.lower_ in _COUNTRY:
            ids = set(_countries(cast, person))
        elif noun.lower_ in _GOVERNMENT:
            national = {post for post, _ in person.posts if post.split()[0] not in BELOW}
            governs = ident in leads and not national.isdisjoint(cast.lexicon["national_posts"])
            ids = {leads[ident]} & cast.entities.keys() if governs else set()
        else:
            focus = focus or Focus(cast)
            tied = dict.fromkeys(_bodies(cast, person, noun.i))
            ids = {body for body in tied if focus.may_be(body, noun.lower_)}
        if len(ids) == 1:
            found.append(Pointer(noun.i, ids.pop()))
    return found


def _countries(cast: Cast, person: Entity) -> Iterator[str]:
    """The countries of the person's posts, and those that stand before or behind his name."""
    yield from (country for _, country in person.posts if country is not None)
    for name in person.names:
        if name.form != "generic":
            for token in _beside(cast, name.start, name.end, cast.doc[name.head]):
                owner = cast.resolved.get(token.i) or cast.resolved.get(-1 - token.i)
                if owner is not None and cast.entities[owner].kind == "country":
                    yield owner


def _bodies(cast: Cast, person: Entity, before: int) -> Iterator[str]:
    """The institutions beside the person's name, and those that he is said to join, lead or found."""
    for name in person.names:
        head = cast.doc[name.head]
        if name.start > before or name.form == "generic":
            continue
        for token in _beside(cast, name.start, name.end, head):
            body = cast.at(token.i)
            if body is not None and body.kind == "institution":
                yield body.id
        if head.dep_ == "nsubj" and head.head.lemma_.lower() in _JOINING:
            for child in head.head.children:
                body = cast.at(child.i)
                if child.dep_ == "dobj" and body is not None and body.kind == "institution":
                    yield body.id


def _beside(cast: Cast, start: int, end: int, head: Token) -> Iterator[Token]:
    """The words of the noun phrase before a name, those of its appositions, "of X" behind it, and what he "is"."""
    doc = cast.doc
    at = start - 1
    while at >= 0 and start - at < 8 and not doc[at].is_punct and doc[at].pos_ not in ("VERB", "AUX", "CCONJ", "PRON"):
        yield doc[at]
        at -= 1
    for child in head.children:
        if child.dep_ == "appos" and child.i >= end and child.i not in cast.resolved:
            yield from (t for t in child.subtree if not _clause_between(t, child))
        elif child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == end:
            yield from child.children
    if head.dep_ == "appos" and head.head.i < head.i and head.head.i not in cast.resolved:
        yield from (t for t in doc[head.head.left_edge.i : start] if not _clause_between(t, head.head))
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for child in head.head.children:
            if child.dep_ == "attr":
                yield from (t for t in child.subtree if not _clause_between(t, child))


def _clause_between(token: Token, top: Token) -> bool:
    """True for what stands in a clause or a further apposition inside the phrase."""
    while token != top and token.head != token:
        if token.dep_ in ("relcl", "acl", "appos"):
            return True
        token = token.head
    return False


__all__ = ["own_bodies"]
