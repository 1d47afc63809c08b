"""The store as a networkx multigraph: what the corpus, not one sentence, says of two actors.

The contract of ``build_graph``; GraphML, the page and ``out/`` use the same names.

Graph: ``articles`` (int), the number of articles read.

Nodes, keyed by the id of the actor, in id order:

========== ================ =======================================================================
id         str              the actor's id
label      str              its name
kind       str              person | institution | country
aliases    tuple[str, ...]  other names it goes by
wikidata   str              its Wikidata id, or ""
mentions   int              how often it is named
articles   int              in how many articles
first_seen str              the earliest date of an article that names it (ISO), or ""
last_seen  str              the latest
========== ================ =======================================================================

Edges, keyed by the id of the relation, one for each (source, relation, target), in (source, target, relation) order:

=================== ================= ==============================================================================
id                  str               hash of source, relation and target: the same in every build
label               str               the relation in words, read from source to target: "detained"
inverse_label       str               read from target to source: "was detained by"
relation            str               its id in rules/ontology.yaml
family              str               its family there
plover              str               its PLOVER event type, or "none" for a state of affairs
symmetric           bool              whether it reads the same both ways
status              str               the firmest status among its claims; ``denied`` only if all of them are denied
weight              int               the number of articles that say it, never 0
claims              int               the number of claims
claims_asserted     int               how many of them are told as fact
claims_alleged      int               ... alleged
claims_denied       int               ... denied
claims_planned      int               ... planned
claims_hypothetical int               ... hypothetical
contested           bool              whether some claims assert or allege what others deny
unnamed_only        bool              whether it rests on unnamed sources alone: every claim but denials has one
publishers          int               the number of publishers of its articles, as far as they are known
named_speakers      int               the number of actors and other named people that its claims are ascribed to
unnamed_speakers    int               the number of differing descriptions of unnamed ones ("two sources")
first_date          str               the earliest date told for it, or if none is, of an article on it (ISO); or ""
last_date           str               the latest
summary             str               all of this in a line of words
articles            tuple[str, ...]   ids of the articles that say it
evidence            tuple[Claim, ...] all its claims in text order, with corpus actor ids
confidence          float             the highest confidence among the claims that have the edge's status
=================== ================= ==============================================================================

A symmetric relation is one edge from the lexically smaller id, with the claims of both directions; the claims
themselves stay as they were said. Nodes are the actors that the articles name, also those without an edge.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

import networkx as nx

from kg.errors import InputError
from kg.models import STATUSES, Claim, RelationType, Speaker, Status, content_id
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Summary:
    """What the claims of one edge add up to; the fields are described at the top of this module."""

    status: Status
    weight: int
    claims: int
    claims_asserted: int
    claims_alleged: int
    claims_denied: int
    claims_planned: int
    claims_hypothetical: int
    contested: bool
    unnamed_only: bool
    publishers: int
    named_speakers: int
    unnamed_speakers: int
    first_date: str
    last_date: str
    summary: str


def build_graph(store: Store, ontology: Mapping[str, RelationType]) -> nx.MultiDiGraph[str]:
    """The graph of a settled store; its nodes, edges and attributes are described at the top of this module.

    Raises:
        InputError: the store holds a relation that the ontology lacks.
    """
    dates: dict[str, str] = {}
    publishers: dict[str, str] = {}
    for document in store.documents():
        dates[document.id], publishers[document.id] = document.date, document.publisher
    mentions: Counter[str] = Counter()
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for mention in store.mentions():
        mentions[mention.actor] += 1
        articles[mention.actor].add(mention.doc)
    said: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in store.claims():
        if claim.relation not in ontology:
            raise InputError(
                f"the store holds the relation '{claim.relation}' (article {claim.doc}), which rules/ontology.yaml "
                "does not define; add it there or run 'kg build' again"
            )
        said[edge_of(claim, ontology)].append(claim)
        articles[claim.source].add(claim.doc)
        articles[claim.target].add(claim.doc)

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles=len(dates))
    for actor in store.actors():
        if actor.id not in articles:
            continue
        first, last = _extremes(dates[doc] for doc in articles[actor.id])
        graph.add_node(
            actor.id,
            id=actor.id,
            label=actor.name,
            kind=actor.kind,
            aliases=actor.aliases,
            wikidata=actor.wikidata or "",
            mentions=mentions[actor.id],
            articles=len(articles[actor.id]),
            first_seen=first,
            last_seen=last,
        )
    for source, target, relation in sorted(said):
        claims = said[source, target, relation]
        kind = ontology[relation]
        summary = summarise(claims, dates, publishers)
        graph.add_edge(
            source,
            target,
            relation,
            id=content_id(source, relation, target),
            label=kind.label,
            inverse_label=kind.inverse_label,
            relation=relation,
            family=kind.family,
            plover=kind.plover,
            symmetric=kind.symmetric,
            **asdict(summary),
            articles=tuple(sorted({claim.doc for claim in claims})),
            evidence=tuple(claims),
            confidence=max(claim.confidence for claim in claims if claim.status == summary.status),
        )
    return graph


def edge_status(claims: Iterable[Claim]) -> Status:
    """The status of an edge with these claims: the firmest but ``denied``, which an edge has only if all of them do.

    So that one denial does not hide what another article tells, and a denied thing alone is never drawn as a fact.
    """
    present = {claim.status for claim in claims}
    return min(present - {"denied"} or present, key=STATUSES.index)


def summarise(claims: Collection[Claim], dates: Mapping[str, str], publishers: Mapping[str, str]) -> Summary:
    """What these claims, at least one, add up to as an edge.

    ``dates`` and ``publishers`` are those of the articles, by id; "" where an article gives none.
    """
    status = edge_status(claims)
    docs = {claim.doc for claim in claims}
    told = Counter(claim.status for claim in claims)
    houses = {name for doc in docs if (name := _folded(publishers[doc]))}
    speakers = [claim.speaker for claim in claims if claim.speaker is not None]
    named = {said.actor or _folded(said.text) for said in speakers if is_named(said)}
    # "a source" and "the source" may be one person: what is counted is how many there are at least.
    unnamed = {_without_article(_folded(said.text)) for said in speakers if not is_named(said)}
    # A denial is nothing that an edge could rest on, unless there is nothing else.
    carrying = [claim for claim in claims if claim.status != "denied"] or claims
    contested = bool(told["denied"] and (told["asserted"] or told["alleged"]))
    unnamed_only = all(claim.speaker is not None and not is_named(claim.speaker) for claim in carrying)
    # The articles' own dates tell when it was reported: they count only where nobody dates the event.
    dated = [claim.date for claim in claims if claim.date]
    first, last = _extremes(dated or [dates[doc] for doc in docs])

    in_order = sorted(told, key=lambda one: (one != status, STATUSES.index(one)))
    words = [
        ", ".join(f"{one} {_times(told[one])}" for one in in_order),
        "contested" if contested else "",
        "unnamed sources only" if unnamed_only else "",
        _count(len(docs), "article") + (f" of {_count(len(houses), 'publisher')}" if houses else ""),
        _count(len(named), "named speaker") if named else "",
        _count(len(unnamed), "unnamed source") if unnamed else "",
        ("" if dated or not first else "reported ")
        + date_in_words(first)
        + (f" to {date_in_words(last)}" if last != first else ""),
    ]
    return Summary(
        status=status,
        weight=len(docs),
        claims=len(claims),
        claims_asserted=told["asserted"],
        claims_alleged=told["alleged"],
        claims_denied=told["denied"],
        claims_planned=told["planned"],
        claims_hypothetical=told["hypothetical"],
        contested=contested,
        unnamed_only=unnamed_only,
        publishers=len(houses),
        named_speakers=len(named),
        unnamed_speakers=len(unnamed),
        first_date=first,
        last_date=last,
        summary="; ".join(word for word in words if word),
    )


def is_named(speaker: Speaker) -> bool:
    """Whether the article tells who the speaker is."""
    return speaker.named or speaker.actor is not None


def speaker_in_words(speaker: Speaker | None) -> str:
    """Who says it, for a reader: "says Frank Mora, via Reuters", "an unnamed source: “two sources”"; "" for the outlet
    itself."""
    if speaker is None:
        return ""
    said = f"says {speaker.text}" if is_named(speaker) else f"an unnamed source: “{speaker.text}”"
    return ", ".join(part for part in (speaker.text and said, speaker.via and f"via {speaker.via}") if part)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def date_in_words(iso: str) -> str:
    """An ISO date in words, as precise as it is: "3 January 2026", "January 2026"; any other text stays as it is."""
    match = _ISO.fullmatch(iso)
    if not match or int(match["month"] or 1) not in range(1, 13):
        return iso
    day, month = match["day"], match["month"]
    return " ".join([*([str(int(day))] if day else []), *([_MONTHS[int(month) - 1]] if month else []), match["year"]])


_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)


def _count(number: int, one: str) -> str:
    return f"{number} {one}" + ("" if number == 1 else "s")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_article(text: str) -> str:
    return re.sub(r"^(?:an?|the) (?=\S)", "", text)


def edge_of(claim: Claim, ontology: Mapping[str, RelationType]) -> tuple[str, str, str]:
    """The (source, target, relation) of the edge that a claim belongs to; a relation that ``ontology`` lacks has a
    direction."""
    kind = ontology.get(claim.relation)
    source, target = claim.source, claim.target
    if kind is not None and kind.symmetric and target < source:
        source, target = target, source
    return source, target, claim.relation


def _extremes(dates: Iterable[str]) -> tuple[str, str]:
    """The earliest and the latest of the dates that are known; ISO dates of any precision sort as text.

    A vague date ("2026-01") that a fuller one falls in ("2026-01-03") is taken for the same.
    """
    told = {date for date in dates if date}
    known = sorted(date for date in told if not any(other != date and other.startswith(date) for other in told))
    return (known[0], known[-1]) if known else ("", "")
