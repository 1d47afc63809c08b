"""The store as a multigraph: what the corpus, not one sentence, says of two actors.

``Network`` gives its nodes and edges one by one, and as a networkx graph to those who need it whole. The tables below
are the contract of both; every format of ``out/`` uses the same names.

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

Edges, keyed by the id of the relation, one for each (source, relation, target), in (source, target, relation) order;
the record has the ids of its ``source`` and ``target``, too:

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
origins             int               how many of these articles are independent: copies of one text count once, and
                                      what another outlet is named for ("Reuters reported") counts as that one's
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
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby, zip_longest
from operator import attrgetter, itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.models import STATUSES, Claim, Document, Kind, RelationType, Speaker, Status, content_id
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx


_FEW = 10_000
"""Nodes, or claims of edges, that are kept for the next exporter instead of being read again: some ten megabytes."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor that articles name; the fields are described at the top of this module."""

    id: str
    label: str
    kind: Kind
    aliases: tuple[str, ...]
    wikidata: str
    mentions: int
    articles: int
    first_seen: str
    last_seen: str


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
    origins: int
    publishers: int
    named_speakers: int
    unnamed_speakers: int
    first_date: str
    last_date: str
    summary: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What the corpus says of two actors in one relation; the fields are described at the top of this module."""

    source: str
    target: str
    id: str
    label: str
    inverse_label: str
    relation: str
    family: str
    plover: str
    symmetric: bool
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
    origins: int
    publishers: int
    named_speakers: int
    unnamed_speakers: int
    first_date: str
    last_date: str
    summary: str
    articles: tuple[str, ...]
    evidence: tuple[Claim, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A network without what is said in it: ``nodes`` as (id, label, number of articles), ``pairs`` that have edges as
    (the smaller id, the other, weight in all)."""

    nodes: tuple[tuple[str, str, int], ...]
    pairs: tuple[tuple[str, str, int], ...]


class Network:
    """The nodes and edges of a settled store, read from it in order whenever they are asked for.

    Nothing is kept but a few articles, and the nodes and edges of a small graph: the memory needed does not grow with
    the corpus. ``ontology`` says what the relations of the store mean.
    """

    def __init__(self, store: Store, ontology: Mapping[str, RelationType], drafts: Path | None = None) -> None:
        """``drafts`` is a file in which layouts are kept from build to build.

        Raises:
            InputError: the store holds a relation that the ontology lacks.
        """
        self.store = store
        self.ontology = ontology
        self.drafts = drafts
        self._symmetric = frozenset(kind.id for kind in ontology.values() if kind.symmetric)
        unknown = {relation: doc for relation, doc in store.relations().items() if relation not in ontology}
        if unknown:
            raise InputError([
                f"the store holds the relation '{relation}' (article {doc}), which rules/ontology.yaml does not define;"
                " add it there or run 'kg build' again"
                for relation, doc in unknown.items()
            ])  # fmt: skip
        self._graph: nx.MultiDiGraph[str] | None = None
        self._outline: Outline | None = None
        self._nodes: tuple[Node, ...] | None = None
        self._edges: tuple[Edge, ...] | None = None
        self._article = lru_cache(maxsize=4096)(store.article)

    @property
    def articles(self) -> int:
        """The number of articles read."""
        return self.store.number_of_documents()

    def number_of_nodes(self) -> int:
        """How many nodes there are."""
        return sum(self.store.kinds().values())

    def number_of_edges(self) -> int:
        """How many edges there are."""
        return self.store.number_of_edges(self._symmetric)

    def nodes(self) -> Iterator[Node]:
        """Every node, by id."""
        if self._nodes is None and self.store.counts()["actors"] <= _FEW:
            self._nodes = tuple(self._read_nodes())
        return self._read_nodes() if self._nodes is None else iter(self._nodes)

    def edges(self) -> Iterator[Edge]:
        """Every edge with its claims, by source, target and relation."""
        if self._edges is None and self.store.counts()["claims"] <= _FEW:
            self._edges = tuple(self._read_edges())
        return self._read_edges() if self._edges is None else iter(self._edges)

    def claims(self) -> Iterator[Claim]:
        """Every claim, in text order."""
        if self._edges is None:
            return self.store.claims()
        return iter(sorted((claim for edge in self._edges for claim in edge.evidence), key=_in_text_order))

    def _read_nodes(self) -> Iterator[Node]:
        for actor, mentions, articles, dates in self.store.named_actors():
            wikidata = actor.wikidata or ""
            seen = _extremes(dates)
            yield Node(actor.id, actor.name, actor.kind, actor.aliases, wikidata, mentions, articles, *seen)

    def _read_edges(self) -> Iterator[Edge]:
        for (source, target, relation), rows in groupby(self.store.claims_by_edge(self._symmetric), key=itemgetter(0)):
            claims: list[Claim] = []
            dates: dict[str, str] = {}
            publishers: dict[str, str] = {}
            origins: dict[str, str] = {}
            for _, claim, date, publisher, origin in rows:
                claims.append(claim)
                dates[claim.doc], publishers[claim.doc], origins[claim.doc] = date, publisher, origin
            kind = self.ontology[relation]
            told = summarise(claims, dates, publishers, origins)
            values: tuple[Any, ...] = (
                source,
                target,
                content_id(source, relation, target),
                kind.label,
                kind.inverse_label,
                relation,
                kind.family,
                kind.plover,
                kind.symmetric,
                *_summary_fields(told),
                tuple(sorted(dates)),
                tuple(claims),
                max(claim.confidence for claim in claims if claim.status == told.status),
            )
            yield Edge(*values)

    def named(self) -> Iterator[tuple[str, str, int, int]]:
        """(claim, actor, start, end): where the sentences of the claims name their sources and targets, in the order of
        the edges and their claims."""
        return self.store.named_in_claims(self._symmetric)

    def article(self, doc: str) -> Document:
        """The article with this id, without its text. KeyError if there is none."""
        return self._article(doc)

    def outline(self) -> Outline:
        """What a layout needs of it; it is read once."""
        if self._outline is None:
            nodes = tuple((node.id, node.label, node.articles) for node in self.nodes())
            self._outline = Outline(nodes, tuple(self.store.pairs(self._symmetric)))
        return self._outline

    def graph(self) -> nx.MultiDiGraph[str]:
        """All of it as a networkx graph, for graphs that fit into memory; it is built once and frozen."""
        if self._graph is not None:
            return self._graph
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles=self.articles)
        for node in self.nodes():
            graph.add_node(node.id, **{name: getattr(node, name) for name in NODE_FIELDS})
        for edge in self.edges():
            attributes = {name: getattr(edge, name) for name in EDGE_FIELDS}
            graph.add_edge(edge.source, edge.target, edge.relation, **attributes)
        self._graph = nx.freeze(graph)
        return graph


NODE_FIELDS = tuple(field.name for field in fields(Node))
EDGE_FIELDS = tuple(field.name for field in fields(Edge) if field.name not in ("source", "target"))
"""Names of the attributes of nodes and of edges, as described at the top of this module."""
_in_text_order = attrgetter("doc", "evidence.span.start", "evidence.span.end", "source", "relation", "target", "id")
_summary_fields = attrgetter(*(field.name for field in fields(Summary)))


def edge_status(claims: Iterable[Claim]) -> Status:
    """The status of an edge with these claims: the firmest but ``denied``, which an edge has only if all of them do.

    So that one denial does not hide what another article tells, and a denied thing alone is never drawn as a fact.
    """
    present = {claim.status for claim in claims}
    return min(present - {"denied"} or present, key=STATUSES.index)


def summarise(
    claims: Collection[Claim],
    dates: Mapping[str, str],
    publishers: Mapping[str, str],
    origins: Mapping[str, str] = MappingProxyType({}),
) -> Summary:
    """What these claims, at least one, add up to as an edge.

    ``dates`` and ``publishers`` are those of the articles, by id; "" where an article gives none. ``origins`` names the
    article that each is a copy of; those that it leaves out are copies of none.
    """
    status = edge_status(claims)
    docs = {claim.doc for claim in claims}
    told = Counter(claim.status for claim in claims)
    houses = {name for doc in docs if (name := _folded(publishers[doc]))}
    independent = _origins(claims, publishers, origins)
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
        _count(len(docs), "article")
        + (f" of {_count(len(houses), 'publisher')}" if houses else "")
        + (f" from {_count(independent, 'origin')}" if independent < len(docs) else ""),
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
        origins=independent,
        publishers=len(houses),
        named_speakers=len(named),
        unnamed_speakers=len(unnamed),
        first_date=first,
        last_date=last,
        summary="; ".join(word for word in words if word),
    )


def _origins(claims: Collection[Claim], publishers: Mapping[str, str], origins: Mapping[str, str]) -> int:
    own = {_outlet(publishers[claim.doc]): origins.get(claim.doc, claim.doc) for claim in claims if not _via(claim)}
    return len({own.get(_via(claim), _via(claim)) if _via(claim) else origins.get(claim.doc, claim.doc)
                for claim in claims})  # fmt: skip


def _via(claim: Claim) -> str:
    """The outlet that an article has a claim from, for comparison; "" if the article has it itself."""
    via = claim.speaker.via if claim.speaker else None
    # "Local media" are somebody else in every article: only what has a name can be the same origin in two of them.
    return _outlet(via) if via and all(word[0].isupper() for word in _without_article(via).split()) else ""


def _outlet(name: str) -> str:
    return _without_article(_folded(name))


def is_named(speaker: Speaker) -> bool:
    """Whether the article tells who the speaker is."""
    return speaker.named or speaker.actor is not None


def speaker_in_words(speaker: Speaker | None) -> str:
    """Who says it, for a reader: "says Frank Mora, via Reuters", "an unnamed source: “two sources”"; "" for the outlet
    itself."""
    if speaker is None:
        return ""
    said = f"says {speaker.text}" if is_named(speaker) else f"an unnamed source: “{speaker.text}”"
    via = f"via {speaker.via}" if speaker.via and speaker.via != speaker.text else ""
    return ", ".join(part for part in (speaker.text and said, via) if part)


def quote_line(claim: Claim) -> str:
    """A claim as one line, for formats that keep many in one value: ``[article | status | speaker | date] sentence``,
    without what is not told; a sentence may run over several lines of its article."""
    told = " | ".join(part for part in (claim.doc, claim.status, speaker_in_words(claim.speaker), claim.date) if part)
    return " ".join(f"[{told}] {claim.evidence.text}".split())


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
    told = sorted({date for date in dates if date})
    # Sorted, the first date that begins with another follows it at once.
    known = [date for date, following in zip_longest(told, told[1:], fillvalue="") if not following.startswith(date)]
    return (known[0], known[-1]) if known else ("", "")
