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

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kg.export.files import whole_file
from kg.export.gephi import Changes, Look, drawn
from kg.export.markup import content, quoted
from kg.graph import EDGE_FIELDS, NODE_FIELDS, Edge, Network, Node, is_named, quote_line
from kg.models import STATUSES, Claim, Document

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
    "e_status": ("status", "string"),
    "weight": ("weight", "int"),
}
_EDGE_KEYS = {
    **_RELATION_KEYS,
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
_CLAIM_KEYS = {
    "e_claim": ("claim", "string"),
    **_RELATION_KEYS,
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
    "e_article": ("article", "string"),
    "e_title": ("title", "string"),
    "e_publisher": ("publisher", "string"),
    "e_article_date": ("article_date", "string"),
    "e_url": ("url", "string"),
}
"""Key id -> attribute (of ``kg.graph``, of a claim, or of the look of a node), GraphML type."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

type _Keys = Mapping[str, tuple[str, str]]


def write(network: Network, out: Path) -> tuple[str, ...]:
    """Write graph.graphml and claims.graphml into the folder ``out``; notes on what Gephi will show wrongly.

    Raises:
        ExportError: a file cannot be written.
    """
    names = ("graph.graphml", "claims.graphml")
    with whole_file(out / names[0]) as first, whole_file(out / names[1]) as second:
        graph, claims = _GraphML(first, names[0], _EDGE_KEYS), _GraphML(second, names[1], _CLAIM_KEYS)
        for node, look in drawn(network):
            values = _node(node, look)
            graph.node(node.id, values)
            claims.node(node.id, values)
        for edge in network.edges():
            values = {name: getattr(edge, name) for name in EDGE_FIELDS} | {"edge": edge.id}
            graph.edge(edge.id, edge.source, edge.target, edge.label, values)
            for claim in edge.evidence:
                values = _claim(claim, edge, network.article(claim.doc))
                claims.edge(claim.id, claim.source, claim.target, edge.label, values)
        graph.end()
        claims.end()
    return graph.changes.notes() + claims.changes.notes()


class _GraphML:
    """A file to which nodes, then edges are written, then the end."""

    def __init__(self, file: BinaryIO, name: str, edge_keys: _Keys) -> None:
        self._file = file
        self.changes = Changes(name)
        self._keys = {
            kind: [(name, f'      <data key="{key}">') for key, (name, _) in keys.items()]
            for kind, keys in (("node", _NODE_KEYS), ("edge", edge_keys))
        }
        file.write(_HEAD.encode())
        for kind, keys in (("node", _NODE_KEYS), ("edge", edge_keys)):
            for key, (name, type_) in keys.items():
                file.write(f'  <key id="{key}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'.encode())
        file.write(b'  <graph edgedefault="directed">\n')

    def node(self, identity: str, values: Mapping[str, Any]) -> None:
        self._write("node", identity, "", values)

    def edge(self, identity: str, source: str, target: str, label: str, values: Mapping[str, Any]) -> None:
        ends = f" source={quoted(source)} target={quoted(target)} label={quoted(label)}"
        self._write("edge", identity, ends, values)

    def end(self) -> None:
        self._file.write(b"  </graph>\n</graphml>\n")

    def _write(self, kind: str, identity: str, ends: str, values: Mapping[str, Any]) -> None:
        lines = [f"    <{kind} id={quoted(identity)}{ends}>\n"]
        for name, start in self._keys[kind]:
            # An empty value becomes none in Gephi: it is left out for all.
            value = values.get(name, "")
            if isinstance(value, tuple):
                value = "\n".join(item if isinstance(item, str) else quote_line(item) for item in value)
            if not isinstance(value, str):
                lines.append(f"{start}{_scalar(value)}</data>\n")
            elif value:
                self.changes.look(value, name, identity)
                lines.append(f"{start}{content(value)}</data>\n")
        lines.append(f"    </{kind}>\n")
        self._file.write("".join(lines).encode())


def _node(node: Node, look: Look) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(node, name) for name in NODE_FIELDS}
    values |= {"actor": node.id, "size": look.size} | dict(zip("rgb", look.colour, strict=True))
    if look.place is not None:
        values["x"], values["y"] = look.place
    return values


def _claim(claim: Claim, edge: Edge, article: Document) -> dict[str, Any]:
    said = claim.speaker
    values = {
        "claim": claim.id,
        "edge": edge.id,
        "label": edge.label,
        "relation": edge.relation,
        "family": edge.family,
        "plover": edge.plover,
        "status": claim.status,
        "weight": 1,
        "role": claim.role,
        "date": claim.date,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "quote": claim.evidence.text,
        "start": claim.evidence.span.start,
        "end": claim.evidence.span.end,
        "article": claim.doc,
        "title": article.title,
        "publisher": article.publisher,
        "article_date": article.date,
        "url": article.url,
    }
    if said is not None:
        values |= {
            "speaker": said.text,
            "speaker_actor": said.actor or "",
            "speaker_named": is_named(said),
            "via": said.via or "",
        }
    return values


def _scalar(value: bool | int | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
