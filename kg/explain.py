"""Why a node or an edge is there, as lines of text: names, reasons, and every claim with its sentence and its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from kg.aliases import fold
from kg.errors import InputError
from kg.models import Actor, Claim, Document
from kg.store import Store


def explain_node(store: Store, name: str) -> Iterator[str]:
    """The actor called ``name`` (an id, a name or an alias, accents and case aside) with all its claims.

    InputError if no actor, or more than one, is called so.
    """
    actors = {actor.id: actor for actor in store.actors()}
    actor = find_actor(actors, name)
    forms = Counter(mention.text for mention in store.mentions(actor.id))
    articles = {mention.doc for mention in store.mentions(actor.id)}
    yield f"{actor.name} ({actor.kind}, id {actor.id})"
    if actor.wikidata:
        yield f"  Wikidata {actor.wikidata}"
    yield f"  named {sum(forms.values())} times in {len(articles)} articles:"
    yield from (f"    {count:>4} × {form}" for form, count in forms.most_common(20))
    if actor.how:
        yield "  why these names are one actor:"
        yield from (f"    {reason}" for reason in actor.how)
    claims = [*store.claims(source=actor.id), *store.claims(target=actor.id)]
    yield from _claims(store, actors, claims)


def explain_edge(store: Store, one: str, other: str) -> Iterator[str]:
    """Every claim between two actors, in both directions. InputError as for ``explain_node``."""
    actors = {actor.id: actor for actor in store.actors()}
    a, b = find_actor(actors, one), find_actor(actors, other)
    claims = [*store.claims(source=a.id, target=b.id), *store.claims(source=b.id, target=a.id)]
    yield f"{a.name} and {b.name}"
    yield from _claims(store, actors, claims)


def find_actor(actors: dict[str, Actor], name: str) -> Actor:
    """The one actor with this id, name or alias."""
    if name in actors:
        return actors[name]
    wanted = fold(name)
    fitting = [actor for actor in actors.values() if fold(actor.name) == wanted]
    fitting = fitting or [actor for actor in actors.values() if wanted in {fold(alias) for alias in actor.aliases}]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(f"'{name}' is the name of {len(fitting)} actors; use an id: "
                         + ", ".join(actor.id for actor in fitting))  # fmt: skip
    known = {fold(form): form for actor in actors.values() for form in (*actor.aliases, actor.name)}
    near = get_close_matches(wanted, sorted(known), n=1)
    raise InputError(f"no actor is called '{name}'" + (f" (did you mean '{known[near[0]]}'?)" if near else ""))


def _claims(store: Store, actors: dict[str, Actor], claims: list[Claim]) -> Iterator[str]:
    documents = {document.id: document for document in store.documents()}
    yield f"  {len(claims)} claims" if claims else "  no claim"
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.source, claim.relation, claim.target), []).append(claim)
    for (source, relation, target), members in sorted(groups.items()):
        yield f"  {actors[source].name} — {relation} → {actors[target].name}"
        for claim in sorted(members, key=lambda c: (c.doc, c.evidence.span)):
            yield from _claim(claim, documents[claim.doc], actors)


def _claim(claim: Claim, document: Document, actors: dict[str, Actor]) -> Iterator[str]:
    told = [claim.status, claim.role and f"as {claim.role}", claim.date]
    if claim.speaker:
        told.append(f"according to {claim.speaker.text}")
    yield f"    {', '.join(part for part in told if part)}; rule {claim.rule}"
    yield f"      “{' '.join(claim.evidence.text.split())}”"
    about = ", ".join(part for part in (document.title, document.publisher, document.date) if part)
    place = f"{document.path}:{claim.evidence.span.start}-{claim.evidence.span.end}"
    yield f"      {place}" + (f" ({about})" if about else "")
