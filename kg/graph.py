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

============= ================= ======================================================================
id            str               hash of source, relation and target: the same in every build
label         str               the relation in words, read from source to target: "detained"
inverse_label str               read from target to source: "was detained by"
relation      str               its id in rules/ontology.yaml
family        str               its family there
plover        str               its PLOVER event type, or "none" for a state of affairs
symmetric     bool              whether it reads the same both ways
status        str               the firmest status among its claims; ``denied`` only if all of them are denied
weight        int               the number of articles that say it, never 0
claims        int               the number of claims
first_date    str               the earliest date told for it, else of an article that says it (ISO), or ""
last_date     str               the latest
articles      tuple[str, ...]   ids of the articles that say it
evidence      tuple[Claim, ...] all its claims in text order, with corpus actor ids
confidence    float             the highest confidence among the claims that have the edge's status
============= ================= ======================================================================

A symmetric relation is one edge from the lexically smaller id, with the claims of both directions; the claims
themselves stay as they were said. Nodes are the actors that the articles name, also those without an edge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.errors import InputError
from kg.models import STATUSES, Claim, RelationType, Status, content_id
from kg.store import Store


def build_graph(store: Store, ontology: Mapping[str, RelationType]) -> nx.MultiDiGraph[str]:
    """The graph of a settled store; its nodes, edges and attributes are described at the top of this module.

    Raises:
        InputError: the store holds a relation that the ontology lacks.
    """
    dates = {document.id: document.date for document in store.documents()}
    mentions: Counter[str] = Counter()
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for mention in store.mentions():
        mentions[mention.actor] += 1
        articles[mention.actor].add(mention.doc)
    said: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in store.claims():
        said[_ends(claim, ontology)].append(claim)
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
        status = edge_status(claims)
        docs = tuple(sorted({claim.doc for claim in claims}))
        first, last = _extremes(claim.date or dates[claim.doc] for claim in claims)
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
            status=status,
            weight=len(docs),
            claims=len(claims),
            first_date=first,
            last_date=last,
            articles=docs,
            evidence=tuple(claims),
            confidence=max(claim.confidence for claim in claims if claim.status == status),
        )
    return graph


def edge_status(claims: Iterable[Claim]) -> Status:
    """The status of an edge with these claims: the firmest but ``denied``, which an edge has only if all of them do.

    So that one denial does not hide what another article tells, and a denied thing alone is never drawn as a fact.
    """
    present = {claim.status for claim in claims}
    return min(present - {"denied"} or present, key=STATUSES.index)


def _ends(claim: Claim, ontology: Mapping[str, RelationType]) -> tuple[str, str, str]:
    """The (source, target, relation) of the edge that a claim belongs to."""
    kind = ontology.get(claim.relation)
    if kind is None:
        raise InputError(
            f"the store holds the relation '{claim.relation}' (article {claim.doc}), which rules/ontology.yaml "
            "does not define; add it there or run 'kg build' again"
        )
    source, target = claim.source, claim.target
    if kind.symmetric and target < source:
        source, target = target, source
    return source, target, claim.relation


def _extremes(dates: Iterable[str]) -> tuple[str, str]:
    """The earliest and the latest of the dates that are known; ISO dates of any precision sort as text."""
    known = sorted(date for date in dates if date)
    return (known[0], known[-1]) if known else ("", "")
