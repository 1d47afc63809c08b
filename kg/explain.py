"""Why a node or an edge is there, as lines of text: names, reasons, and every claim with its sentence and its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.aliases import fold
from kg.errors import InputError
from kg.graph import edge_of, speaker_in_words, summarise
from kg.models import Actor, Claim, Document, RelationType
from kg.store import Store

if TYPE_CHECKING:
    from kg.language import Trace

_NONE: Mapping[str, RelationType] = MappingProxyType({})


def explain_node(store: Store, name: str, ontology: Mapping[str, RelationType] = _NONE) -> Iterator[str]:
    """The actor called ``name`` (an id, a name or an alias, accents and case aside) with all its claims by edge.

    ``ontology`` tells which relations have no direction, so that an edge gathers the claims that it has in the graph.
    InputError if no actor, or more than one, is called so.
    """
    actors = {actor.id: actor for actor in store.actors()}
    actor = find_actor(actors, name)
    forms = Counter(mention.text for mention in store.mentions(actor.id))
    articles = {mention.doc for mention in store.mentions(actor.id)}
    yield f"{actor.name} ({actor.kind}, id {actor.id})"
    if actor.wikidata:
        yield f"  Wikidata {actor.wikidata}"
    yield f"  named {_number(sum(forms.values()), 'time')} in {_number(len(articles), 'article')}:"
    yield from (f"    {count:>4} × {form}" for form, count in forms.most_common(20))
    if actor.how:
        yield "  why these names are one actor:"
        yield from (f"    {reason}" for reason in actor.how)
    claims = [*store.claims(source=actor.id), *store.claims(target=actor.id)]
    yield from _claims(store, actors, claims, ontology)


def explain_edge(store: Store, one: str, other: str, ontology: Mapping[str, RelationType] = _NONE) -> Iterator[str]:
    """Every edge between two actors, in both directions, with its claims. InputError as for ``explain_node``."""
    actors = {actor.id: actor for actor in store.actors()}
    a, b = find_actor(actors, one), find_actor(actors, other)
    claims = [*store.claims(source=a.id, target=b.id), *store.claims(source=b.id, target=a.id)]
    yield f"{a.name} and {b.name}"
    yield from _claims(store, actors, claims, ontology)


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


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


def _claims(
    store: Store, actors: dict[str, Actor], claims: list[Claim], ontology: Mapping[str, RelationType]
) -> Iterator[str]:
    documents = {document.id: document for document in store.documents()}
    dates = {doc: document.date for doc, document in documents.items()}
    publishers = {doc: document.publisher for doc, document in documents.items()}
    copies = store.copies()
    yield f"  {_number(len(claims), 'claim')}" if claims else "  no claim"
    edges: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        edges.setdefault(edge_of(claim, ontology), []).append(claim)
    for (source, target, relation), members in sorted(edges.items()):
        arrow = "↔" if relation in ontology and ontology[relation].symmetric else "→"
        yield f"  {actors[source].name} — {relation} {arrow} {actors[target].name}"
        yield f"    {summarise(members, dates, publishers, copies).summary}"
        for claim in sorted(members, key=lambda c: (c.doc, c.evidence.span)):
            yield from _claim(claim, documents[claim.doc], actors)
            if claim.doc in copies:
                yield f"      a copy of {documents[copies[claim.doc]].path}"
    yield from _provenance(documents[doc] for doc in sorted({claim.doc for claim in claims}))


def _provenance(documents: Iterable[Document]) -> Iterator[str]:
    """Where the titles, dates, publishers and addresses of articles come from, and what was guessed of their texts."""
    told = [document for document in documents if document.provenance]
    if told:
        yield "  where it stands what these articles are:"
    for document in told:
        where = "; ".join(f"{field}: {place}" for field, place in document.provenance)
        yield f"    {document.path} ({where})"


def _claim(claim: Claim, document: Document, actors: dict[str, Actor]) -> Iterator[str]:
    told = [claim.status, claim.role and f"as {claim.role}", claim.date, speaker_in_words(claim.speaker)]
    said = claim.speaker
    if said and said.actor and actors[said.actor].name != said.text:
        told[-1] += f" ({actors[said.actor].name})"
    yield f"    {', '.join(part for part in told if part)}; rule {claim.rule}"
    yield f"      “{' '.join(claim.evidence.text.split())}”"
    about = ", ".join(part for part in (document.title, document.publisher, document.date) if part)
    place = f"{document.path}:{claim.evidence.span.start}-{claim.evidence.span.end}"
    yield f"      {place}" + (f" ({about})" if about else "")


def explain_trace(trace: Trace) -> Iterator[str]:
    """What was read in one sentence: its actors, frames, the rules tried on each, and what came of it."""
    yield f"“{trace.sentence}”"
    yield "  actors"
    yield from (f"    {a.text} = {a.actor} ({a.kind})" for a in trace.actors) if trace.actors else ["    none"]
    for number, frame in enumerate(trace.frames):
        arguments = ", ".join(f"{name}: {words}" for name, words in frame.arguments) or "no arguments"
        yield f"  {frame.kind} '{frame.lemma}' ({arguments})" + (f" [{frame.how}]" if frame.how else "")
        for tried in (tried for tried in trace.tried if tried.frame == number):
            what = f"    rule {tried.rule} ({tried.relation}, trigger '{tried.trigger}')"
            yield from (f"{what}: {source} → {target}" for source, target in tried.pairs)
            if tried.stopped:
                others = f" (so with {tried.others} more of its triggers)" if tried.others else ""
                yield f"{what} stopped: {tried.stopped}{others}"
    yield from (f"  '{unread.word}' was not read: {unread.reason}" for unread in trace.unread)
    names = {claim.source for claim in trace.claims} | {claim.target for claim in trace.claims}
    yield f"  claims: {len(trace.claims)}" + (f" between {len(names)} actors" if names else "")
    for claim in trace.claims:
        told = [claim.status, claim.role and f"as {claim.role}", claim.date]
        told.append(f"says {claim.speaker.text}" if claim.speaker else "")
        yield f"    {claim.source} {claim.relation} {claim.target}: {', '.join(filter(None, told))}; rule {claim.rule}"
    yield from (f"    refused: {r.detail}: {r.reason} (rule {r.rule})" for r in trace.rejections)
