"""The actors of single articles -> the actors of the corpus, with the reason of every decision.

Strong before weak: the alias table's id, then the folded full name with its kind (both are what an article's actor id
is made of), then a lone surname or acronym to the one actor of the corpus that bears it. Where two could, it stays a
node of its own. The result is a mapping, never an edit: what the articles said is untouched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.aliases import fold
from kg.models import Actor

_REASONS_KEPT = 12


@dataclass(frozen=True, slots=True)
class Resolution:
    """``assigned`` maps (document id, the article's actor id) to the id of one of ``actors``."""

    assigned: Mapping[tuple[str, str], str]
    actors: tuple[Actor, ...]


def resolve(article_actors: Iterable[tuple[str, Actor]]) -> Resolution:
    """Join what is the same across articles. The order of the input does not matter."""
    by_id: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
    for doc, actor in article_actors:
        by_id[actor.id].append((doc, actor))
    joined = _short_names(by_id)
    assigned: dict[tuple[str, str], str] = {}
    members: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for ident in sorted(by_id):
        target, reason = joined.get(ident, (ident, ""))
        if reason:
            reasons[target].setdefault(reason)
        for doc, actor in sorted(by_id[ident], key=lambda pair: pair[0]):
            assigned[doc, actor.id] = target
            members[target].append((doc, actor))
    actors = tuple(_corpus_actor(ident, members[ident], reasons[ident]) for ident in sorted(members))
    return Resolution(assigned, actors)


def _short_names(by_id: Mapping[str, list[tuple[str, Actor]]]) -> dict[str, tuple[str, str]]:
    """Ids of lone surnames and acronyms -> (the one actor of the corpus that bears it, why)."""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for ident, found in by_id.items():
        kind = found[0][1].kind
        forms = {fold(form) for _, actor in found for form in (actor.name, *actor.aliases)}
        for form in forms:
            words = form.split()
            if kind == "person" and len(words) > 1:
                bearers["person", words[-1]].add(ident)
            elif kind == "institution" and len(words) == 1 and len(fold(found[0][1].name).split()) > 1:
                bearers["institution", form].add(ident)
    joined: dict[str, tuple[str, str]] = {}
    for ident, found in by_id.items():
        actor = found[0][1]
        name = fold(actor.name)
        if actor.alias or len(name.split()) != 1 or actor.kind == "country":
            continue
        fitting = bearers[actor.kind, name] - {ident}
        if len(fitting) == 1:
            target = next(iter(fitting))
            what = "surname" if actor.kind == "person" else "short name"
            docs = ", ".join(sorted(doc for doc, _ in found)[:3])
            reason = f"'{actor.name}' (in {docs}) is the {what} of only one actor of this corpus: {target}"
            joined[ident] = (target, reason)
    return joined


def _corpus_actor(ident: str, members: Iterable[tuple[str, Actor]], reasons: Iterable[str]) -> Actor:
    members = list(members)
    first = next((actor for _, actor in members if actor.id == ident), members[0][1])
    names = Counter(actor.name for _, actor in members if actor.id == ident)
    name = first.name if first.alias else min(names, key=lambda n: (-names[n], -len(n), n))
    how = dict.fromkeys(line for _, actor in members for line in actor.how)
    kept = [*reasons, *how]
    if len(kept) > _REASONS_KEPT:
        kept = [*kept[:_REASONS_KEPT], f"and {len(kept) - _REASONS_KEPT} more of the same sort"]
    return Actor(
        id=ident,
        name=name,
        kind=first.kind,
        aliases=tuple(sorted({form for _, actor in members for form in (actor.name, *actor.aliases)} - {name})),
        wikidata=first.wikidata,
        alias=first.alias,
        how=tuple(kept),
    )
