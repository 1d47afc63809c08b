"""GraphML as Gephi, Gephi Lite, yEd, Cytoscape, igraph and networkx all read it, in two files.

``graph.graphml`` has one edge for each relation of a pair, with the attributes of ``kg.graph``: lists are joined by
line feeds, the ids are the XML ids, and empty values are left out. ``evidence`` has one line ``[article | status |
speaker | date] quoted sentence`` for each claim, without the parts that are not told. ``claims.graphml`` has one edge
for each claim, from and to whom its sentence says it, with the sentence and its article.

An own writer, because networkx's repeats edge ids in a multigraph, of which Gephi then keeps one, and stops at control
characters. What Gephi's importer makes of a file decides the rest. Every edge has the id of its content. The relation
in words is the XML attribute ``label`` of ``<edge>`` too, where Gephi looks for the kind of an edge: edges of one kind
between the same nodes would be merged, so that only claims.graphml needs "Don't merge". The ids of keys are what Gephi
knows ``label``, ``weight``, ``x``, ``y``, ``size``, ``r``, ``g`` and ``b`` by, whatever their names, so that every
other id has a prefix. A node attribute named ``id`` would be lost, and igraph loses the ids of edges: ``actor``,
``edge`` and ``claim`` repeat them, and tell ``kg import-gephi`` what a node was before somebody merged it. ``weight``
is never 0, which would take the edge away. Nodes have the places, sizes and colours of graph.html; a graph of more than
``gephi.MOST_PLACED`` nodes has no places, for Gephi's own layouts are faster there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from kg.export.files import whole_file
from kg.export.gephi import Changes, Look, drawn, is_changed
from kg.export.markup import content, quoted
from kg.graph import Network, Node, is_named, quote_line
from kg.models import STATUSES, Claim

_NODE_KEYS = {
    "label": ("label", "string"),
    "n_actor": ("actor", "string"),
    "n_kind": ("kind", "string"),
    "n_aliases": ("aliases", "string"),
    "n_wikidata": ("wikidata", "string"),
    "n_mentions": ("mentions", "int"),
    "n_articles": ("articles", "int"),
    "n_first_seen": ("first_seen", "string"),
    "n_last_seen": ("last_seen", "string"),
    "x": ("x", "double"),
    "y": ("y", "double"),
    "size": ("size", "double"),
    "r": ("r", "int"),
    "g": ("g", "int"),
    "b": ("b", "int"),
}
_RELATION_KEYS = {
    "e_edge": ("edge", "string"),
    "e_label": ("label", "string"),
    "e_relation": ("relation", "string"),
    "e_family": ("family", "string"),
    "e_plover": ("plover", "string"),
}
_WEIGHT_KEYS = {
    "e_status": ("status", "string"),
    "weight": ("weight", "int"),
}
_EDGE_KEYS = {
    **_RELATION_KEYS,
    **_WEIGHT_KEYS,
    "e_claims": ("claims", "int"),
    **{f"e_claims_{status}": (f"claims_{status}", "int") for status in STATUSES},
    "e_contested": ("contested", "boolean"),
    "e_unnamed_only": ("unnamed_only", "boolean"),
    "e_origins": ("origins", "int"),
    "e_publishers": ("publishers", "int"),
    "e_named_speakers": ("named_speakers", "int"),
    "e_unnamed_speakers": ("unnamed_speakers", "int"),
    "e_first_date": ("first_date", "string"),
    "e_last_date": ("last_date", "string"),
    "e_summary": ("summary", "string"),
    "e_articles": ("articles", "string"),
    "e_evidence": ("evidence", "string"),
    "e_confidence": ("confidence", "double"),
}
_OWN_KEYS = {
    **_WEIGHT_KEYS,
    "e_role": ("role", "string"),
    "e_date": ("date", "string"),
    "e_speaker": ("speaker", "string"),
    "e_speaker_actor": ("speaker_actor", "string"),
    "e_speaker_named": ("speaker_named", "boolean"),
    "e_via": ("via", "string"),
    "e_confidence": ("confidence", "double"),
    "e_rule": ("rule", "string"),
    "e_quote": ("quote", "string"),
    "e_start": ("start", "int"),
    "e_end": ("end", "int"),
}
_ARTICLE_KEYS = {
    "e_article": ("article", "string"),
    "e_title": ("title", "string"),
    "e_publisher": ("publisher", "string"),
    "e_article_date": ("article_date", "string"),
    "e_url": ("url", "string"),
}
_NAME_KEYS = {"e_claim": ("claim", "string")}
_CLAIM_KEYS = {**_NAME_KEYS, **_RELATION_KEYS, **_OWN_KEYS, **_ARTICLE_KEYS}
"""Key id -> attribute (of ``kg.graph``, of a claim, or of the look of a node), GraphML type."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

type _Keys = Mapping[str, tuple[str, str]]
type _Data = tuple[str, Sequence[tuple[str, str]]]
"""Values as GraphML, and those that Gephi will change, with their names."""

_NODE, _EDGE, _NAME, _RELATION, _OWN, _ARTICLE = (
    tuple((name, f'      <data key="{key}">') for key, (name, _) in keys.items())
    for keys in (_NODE_KEYS, _EDGE_KEYS, _NAME_KEYS, _RELATION_KEYS, _OWN_KEYS, _ARTICLE_KEYS)
)
"""Attribute, and how its value begins."""
_edge = attrgetter(*("id" if name == "edge" else name for name, _ in _EDGE_KEYS.values()))
_relation = attrgetter(*("id" if name == "edge" else name for name, _ in _RELATION_KEYS.values()))
_article = attrgetter("id", "title", "publisher", "date", "url")


def write(network: Network, out: Path) -> tuple[str, ...]:
    """Write graph.graphml and claims.graphml into the folder ``out``; notes on what Gephi will show wrongly.

    Raises:
        ExportError: a file cannot be written.
    """

    @lru_cache(maxsize=1000)
    def article(doc: str) -> _Data:
        return _data(_ARTICLE, _article(network.article(doc)))

    names = ("graph.graphml", "claims.graphml")
    with whole_file(out / names[0]) as first, whole_file(out / names[1]) as second:
        graph, claims = _GraphML(first, names[0], _EDGE_KEYS), _GraphML(second, names[1], _CLAIM_KEYS)
        for node, look in drawn(network):
            data = _data(_NODE, _node(node, look))
            graph.node(node.id, data)
            claims.node(node.id, data)
        for edge in network.edges():
            graph.edge(edge.id, edge.source, edge.target, edge.label, _data(_EDGE, _edge(edge)))
            relation = _data(_RELATION, _relation(edge))
            for claim in edge.evidence:
                own = _data(_OWN, _own(claim))
                name = _data(_NAME, (claim.id,))
                claims.edge(claim.id, claim.source, claim.target, edge.label, name, relation, own, article(claim.doc))
        graph.end()
        claims.end()
    return graph.changes.notes() + claims.changes.notes()


class _GraphML:
    """A file to which nodes, then edges are written, then the end."""

    def __init__(self, file: BinaryIO, name: str, edge_keys: _Keys) -> None:
        self._file = file
        self.changes = Changes(name)
        file.write(_HEAD.encode())
        for kind, keys in (("node", _NODE_KEYS), ("edge", edge_keys)):
            for key, (name, type_) in keys.items():
                file.write(f'  <key id="{key}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'.encode())
        file.write(b'  <graph edgedefault="directed">\n')

    def node(self, identity: str, *data: _Data) -> None:
        self._write("node", identity, "", data)

    def edge(self, identity: str, source: str, target: str, label: str, *data: _Data) -> None:
        ends = f" source={quoted(source)} target={quoted(target)} label={quoted(label)}"
        self._write("edge", identity, ends, data)

    def end(self) -> None:
        self._file.write(b"  </graph>\n</graphml>\n")

    def _write(self, kind: str, identity: str, ends: str, data: Sequence[_Data]) -> None:
        for _, changed in data:
            for value, name in changed:
                self.changes.look(value, name, identity)
        inner = "".join(text for text, _ in data)
        self._file.write(f"    <{kind} id={quoted(identity)}{ends}>\n{inner}    </{kind}>\n".encode())


def _data(keys: Iterable[tuple[str, str]], values: Iterable[Any]) -> _Data:
    lines: list[str] = []
    changed: list[tuple[str, str]] = []
    for (name, start), value in zip(keys, values, strict=True):
        if isinstance(value, tuple):
            value = "\n".join(item if isinstance(item, str) else quote_line(item) for item in value)
        # An empty value becomes none in Gephi: it is left out for all.
        if not isinstance(value, str):
            if value is not None:
                lines.append(f"{start}{_scalar(value)}</data>\n")
        elif value:
            if is_changed(value):
                changed.append((value, name))
            lines.append(f"{start}{content(value)}</data>\n")
    return "".join(lines), changed


def _node(node: Node, look: Look) -> tuple[Any, ...]:
    return (
        node.label, node.id, node.kind, node.aliases, node.wikidata, node.mentions, node.articles, node.first_seen,
        node.last_seen, *(look.place or (None, None)), look.size, *look.colour,
    )  # fmt: skip


def _own(claim: Claim) -> tuple[Any, ...]:
    said, span = claim.speaker, claim.evidence.span
    speaker = ("", "", None, "") if said is None else (said.text, said.actor or "", is_named(said), said.via or "")
    return (
        claim.status, 1, claim.role, claim.date, *speaker, claim.confidence, claim.rule, claim.evidence.text,
        span.start, span.end,
    )  # fmt: skip


def _scalar(value: bool | int | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
