"""A property graph: CSV for Neo4j's bulk import, and the same as a Cypher script for any server that speaks Cypher.

(:Actor:Person | Institution | Country), (:Article), and a relationship between actors for each edge, whose type is its
relation (``DETAINED``). Every claim is a node: (:Claim)-[:SOURCE]->(:Actor), -[:TARGET]->(:Actor),
-[:SAID_IN]->(:Article); its ``edge`` is the ``id`` of the relationship. The columns of the CSV are those that
https://neo4j.com/docs/operations-manual/current/import/ asks for; lists are joined by U+001F, which no text here holds.
Each line of the script is one statement that needs no other but those before it, and holds no ``;`` but at its end.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.export.files import whole_file
from kg.export.markup import legal
from kg.graph import Edge, Network, Node, is_named, quote_line
from kg.models import STATUSES, Claim, Document

_SEPARATOR = "\x1f"

_ACTOR = {
    "id": str, "name": str, "kind": str, "aliases": tuple, "wikidata": str, "mentions": int, "articles": int,
    "first_seen": str, "last_seen": str,
}  # fmt: skip
_ARTICLE = {"id": str, "path": str, "title": str, "publisher": str, "date": str, "url": str}
_CLAIM = {
    "id": str, "edge": str, "status": str, "role": str, "date": str, "speaker": str, "speaker_actor": str,
    "speaker_named": bool, "via": str, "confidence": float, "rule": str, "quote": str, "start": int, "end": int,
}  # fmt: skip
_EDGE = {
    "id": str, "label": str, "family": str, "plover": str, "symmetric": bool, "status": str, "weight": int,
    "claims": int, **{f"claims_{status}": int for status in STATUSES}, "contested": bool, "unnamed_only": bool,
    "origins": int, "publishers": int, "named_speakers": int, "unnamed_speakers": int, "first_date": str,
    "last_date": str, "summary": str, "articles": tuple, "evidence": tuple, "confidence": float,
}  # fmt: skip
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean", tuple: "string[]"}

type _Columns = Mapping[str, type]
type _Values = dict[str, Any]


def write(network: Network, out: Path) -> None:
    """Write the CSV files and graph.cypher into the folder neo4j of ``out``.

    Raises:
        ExportError: a file cannot be written.
    """
    folder = out / "neo4j"
    with ExitStack() as files:
        actors = _Table(files, folder / "actors.csv", _nodes("actor", _ACTOR))
        articles = _Table(files, folder / "articles.csv", _nodes("article", _ARTICLE))
        claims = _Table(files, folder / "claims.csv", _nodes("claim", _CLAIM))
        edges = _Table(files, folder / "edges.csv", [*_joins("actor", "actor"), *_headers(_EDGE)])
        ends = _Table(files, folder / "claim_actors.csv", _joins("claim", "actor"))
        said_in = _Table(files, folder / "claim_articles.csv", _joins("claim", "article"))
        script = files.enter_context(whole_file(folder / "graph.cypher"))

        def run(statement: str) -> None:
            script.write(f"{statement};\n".encode())

        for label in ("Actor", "Article", "Claim"):
            run(f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        for node in network.nodes():
            values = _actor(node)
            actors.row(*_cells(values, _ACTOR), _SEPARATOR.join(("Actor", node.kind.title())))
            run(f"MERGE (n:Actor {{id: {_cypher(node.id)}}}) SET n:{node.kind.title()}, n += {_map(values)}")
        for doc in network.store.cited():
            values = _article(network.article(doc))
            articles.row(*_cells(values, _ARTICLE), "Article")
            run(f"MERGE (n:Article {{id: {_cypher(doc)}}}) SET n += {_map(values)}")
        for edge in network.edges():
            values, kind = _edge(edge), edge.relation.upper()
            edges.row(edge.source, edge.target, kind, *_cells(values, _EDGE))
            ends_of = f"MATCH (a:Actor {{id: {_cypher(edge.source)}}}), (b:Actor {{id: {_cypher(edge.target)}}})"
            run(f"{ends_of} MERGE (a)-[r:{_name(kind)} {{id: {_cypher(edge.id)}}}]->(b) SET r += {_map(values)}")
            for claim in edge.evidence:
                values = _claim(claim, edge)
                claims.row(*_cells(values, _CLAIM), "Claim")
                ends.row(claim.id, claim.source, "SOURCE")
                ends.row(claim.id, claim.target, "TARGET")
                said_in.row(claim.id, claim.doc, "SAID_IN")
                run(
                    f"MATCH (a:Actor {{id: {_cypher(claim.source)}}}), (b:Actor {{id: {_cypher(claim.target)}}}),"
                    f" (d:Article {{id: {_cypher(claim.doc)}}}) MERGE (c:Claim {{id: {_cypher(claim.id)}}})"
                    f" SET c += {_map(values)} MERGE (c)-[:SOURCE]->(a) MERGE (c)-[:TARGET]->(b)"
                    " MERGE (c)-[:SAID_IN]->(d)"
                )


class _Table:
    """A CSV file that becomes whole when ``files`` ends well."""

    def __init__(self, files: ExitStack, path: Path, header: list[str]) -> None:
        self._text = io.TextIOWrapper(files.enter_context(whole_file(path)), encoding="utf-8", newline="")
        files.callback(self._text.detach)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(header)

    def row(self, *cells: Any) -> None:
        self._writer.writerow(cells)


def _nodes(space: str, columns: _Columns) -> list[str]:
    """The header of a file of nodes: the id, the properties, the labels."""
    return [f"id:ID({space})", *_headers({name: kind for name, kind in columns.items() if name != "id"}), ":LABEL"]


def _joins(source: str, target: str) -> list[str]:
    return [f":START_ID({source})", f":END_ID({target})", ":TYPE"]


def _headers(columns: _Columns) -> list[str]:
    return [name if kind is str else f"{name}:{_TYPES[kind]}" for name, kind in columns.items()]


def _cells(values: _Values, columns: _Columns) -> Iterator[Any]:
    for name in columns:
        value = values[name]
        if isinstance(value, tuple):
            value = _SEPARATOR.join(value)
        if isinstance(value, str):
            # A carriage return alone would go without quotation marks: csv looks for its own line ends only.
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        yield str(value).lower() if isinstance(value, bool) else value


def _actor(node: Node) -> _Values:
    values = {name: getattr(node, name) for name in _ACTOR if name != "name"} | {"name": node.label}
    return _clean(values)


def _article(article: Document) -> _Values:
    return _clean({name: getattr(article, name) for name in _ARTICLE})


def _edge(edge: Edge) -> _Values:
    values = {name: getattr(edge, name) for name in _EDGE}
    return _clean(values | {"evidence": tuple(quote_line(claim) for claim in edge.evidence)})


def _claim(claim: Claim, edge: Edge) -> _Values:
    said, span = claim.speaker, claim.evidence.span
    return _clean({
        "id": claim.id, "edge": edge.id, "status": claim.status, "role": claim.role, "date": claim.date,
        "speaker": said.text if said else "", "speaker_actor": (said.actor if said else "") or "",
        "speaker_named": said is not None and is_named(said), "via": (said.via if said else "") or "",
        "confidence": claim.confidence, "rule": claim.rule, "quote": claim.evidence.text, "start": span.start,
        "end": span.end,
    })  # fmt: skip


def _clean(values: _Values) -> _Values:
    """Texts without control characters, of which one separates lists."""
    return {
        name: legal(value) if isinstance(value, str)
        else tuple(map(legal, value)) if isinstance(value, tuple) else value
        for name, value in values.items()
    }  # fmt: skip


def _map(values: _Values) -> str:
    """A map literal, without what is empty."""
    told = (f"{name}: {_cypher(value)}" for name, value in values.items() if value not in ("", ()))
    return "{" + ", ".join(told) + "}"


def _cypher(value: str | bool | int | float | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return "'" + _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04X}", value) + "'"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_cypher, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


_UNSAFE = re.compile("[\x00-\x1f;'\\\\\x7f-\x9f\u2028\u2029]")


def _name(relation: str) -> str:
    return "`" + relation.replace("`", "``") + "`"
