"""The graph as three tables, for every format that has rows: actors, edges, and claims with their sentence and article.

``claims.edge`` is ``edges.id``, ``edges.source`` and ``edges.target`` are ``actors.id``. An edge has one sentence, that
of its firmest claim; all of them stand in claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.graph import Edge, Network, Node, is_named
from kg.models import STATUSES

type Columns = Mapping[str, type]
"""Name -> str, int, float, bool, or tuple for a list of str."""

ACTORS: Columns = {
    "id": str, "name": str, "kind": str, "aliases": tuple, "wikidata": str, "mentions": int, "articles": int,
    "first_seen": str, "last_seen": str,
}  # fmt: skip
EDGES: Columns = {
    "id": str, "source": str, "source_name": str, "relation": str, "label": str, "target": str, "target_name": str,
    "family": str, "plover": str, "symmetric": bool, "status": str, "weight": int, "claims": int,
    **{f"claims_{status}": int for status in STATUSES}, "contested": bool, "unnamed_only": bool, "origins": int,
    "publishers": int, "named_speakers": int, "unnamed_speakers": int, "first_date": str, "last_date": str,
    "confidence": float, "summary": str, "quote": str,
}  # fmt: skip
CLAIMS: Columns = {
    "id": str, "edge": str, "source": str, "source_name": str, "relation": str, "label": str, "target": str,
    "target_name": str, "status": str, "role": str, "date": str, "date_precision": str, "speaker": str,
    "speaker_actor": str, "speaker_named": bool, "via": str, "confidence": float, "rule": str, "quote": str,
    "start": int, "end": int, "article": str, "path": str, "title": str, "publisher": str, "article_date": str,
    "url": str,
}  # fmt: skip

type Row = tuple[Any, ...]


def actor_row(node: Node) -> Row:
    """The values of ``ACTORS``."""
    return (
        node.id, node.label, node.kind, node.aliases, node.wikidata, node.mentions, node.articles, node.first_seen,
        node.last_seen,
    )  # fmt: skip


def edge_row(edge: Edge, names: Mapping[str, str]) -> Row:
    """The values of ``EDGES``; ``names`` are those of the actors, by id."""
    firmest = next(claim for claim in edge.evidence if claim.status == edge.status)
    return (
        edge.id, edge.source, names[edge.source], edge.relation, edge.label, edge.target, names[edge.target],
        edge.family, edge.plover, edge.symmetric, edge.status, edge.weight, edge.claims,
        *(getattr(edge, f"claims_{status}") for status in STATUSES), edge.contested, edge.unnamed_only,
        edge.origins, edge.publishers, edge.named_speakers, edge.unnamed_speakers, edge.first_date, edge.last_date,
        edge.confidence, edge.summary, firmest.evidence.text,
    )  # fmt: skip


def claim_rows(network: Network, edge: Edge, names: Mapping[str, str]) -> Iterator[Row]:
    """The values of ``CLAIMS`` for every claim of an edge, from and to whom its sentence says it."""
    for claim in edge.evidence:
        article, said, span = network.article(claim.doc), claim.speaker, claim.evidence.span
        speaker = ("", "", False, "") if said is None else (said.text, said.actor or "", is_named(said), said.via or "")
        yield (
            claim.id, edge.id, claim.source, names[claim.source], claim.relation, edge.label, claim.target,
            names[claim.target], claim.status, claim.role, claim.date, _precision(claim.date), *speaker,
            claim.confidence, claim.rule, claim.evidence.text, span.start, span.end, claim.doc, article.path,
            article.title, article.publisher, article.date, article.url,
        )  # fmt: skip


def _precision(iso: str) -> str:
    """How exact a date is: spreadsheets make the first of the month of "2026-01"."""
    return {4: "year", 7: "month", 10: "day"}.get(len(iso), "")


def fill(
    network: Network, actors: Callable[[Row], None], edges: Callable[[Row], None], claims: Callable[[Row], None]
) -> None:
    """Hand every row of the three tables, in the order of the graph, to what writes the rows of each."""
    names: dict[str, str] = {}
    for node in network.nodes():
        names[node.id] = node.label
        actors(actor_row(node))
    for edge in network.edges():
        edges(edge_row(edge, names))
        for row in claim_rows(network, edge, names):
            claims(row)
