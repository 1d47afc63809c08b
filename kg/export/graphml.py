"""GraphML as Gephi, yEd, Cytoscape, igraph and networkx all read it.

An own writer, because networkx's repeats edge ids in a multigraph, of which Gephi then keeps one, and stops at
control characters. Attributes are those of ``kg.graph``: lists are joined by line feeds, the ids are the XML ids, and
empty values are left out. ``evidence`` has one line ``[article | status | speaker | date] quoted sentence`` for each
claim, without the parts that are not told.

What Gephi's importer makes of a file decides the rest. Every edge has the id of its content. The relation in words is
the XML attribute ``label`` of ``<edge>`` too, where Gephi looks for the kind of an edge: edges of one kind between the
same nodes would be merged. The ids of keys are what Gephi knows ``label``, ``weight``, ``x``, ``y``, ``size``, ``r``,
``g`` and ``b`` by, whatever their names, so that every other id has a prefix. ``weight`` is never 0, which would take
the edge away. Nodes have the places, sizes and colours of graph.html (y upwards, as plotting programs have it); a
graph of more than ``MOST_PLACED`` nodes has no places, for Gephi's own layouts are faster there. A value with
characters that XML escapes is one CDATA section where it can be, because Gephi drops white space between entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.export.files import whole_file
from kg.export.looks import KIND_COLOURS, radius, rgb
from kg.graph import EDGE_FIELDS, NODE_FIELDS, Network, Node, speaker_in_words
from kg.models import STATUSES, Claim

_NODE_KEYS = {
    "label": ("label", "string"),
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
_EDGE_KEYS = {
    "e_label": ("label", "string"),
    "e_relation": ("relation", "string"),
    "e_family": ("family", "string"),
    "e_plover": ("plover", "string"),
    "e_status": ("status", "string"),
    "weight": ("weight", "int"),
    "e_claims": ("claims", "int"),
    **{f"e_claims_{status}": (f"claims_{status}", "int") for status in STATUSES},
    "e_contested": ("contested", "boolean"),
    "e_unnamed_only": ("unnamed_only", "boolean"),
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
"""Key id -> attribute (of ``kg.graph``, or of the looks of a node), GraphML type."""

MOST_PLACED = 5000
"""Nodes of the largest graph whose nodes are given places: the time for them grows with the square of the number."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

# Everything but https://www.w3.org/TR/xml/#charsets: no XML parser reads it, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(network: Network, out: Path) -> None:
    """Write graph.graphml into the folder ``out``.

    Raises:
        ExportError: the file cannot be written.
    """
    with whole_file(out / "graph.graphml") as file:
        file.write(_HEAD.encode())
        for element, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
            for key, (name, kind) in keys.items():
                line = f'  <key id="{key}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'
                file.write(line.encode())
        file.write(b'  <graph edgedefault="directed">\n')
        for node, looks in _drawn(network):
            data = _data(_NODE_KEYS, {name: getattr(node, name) for name in NODE_FIELDS} | looks)
            file.write(f"    <node id={_quoted(node.id)}>\n{data}    </node>\n".encode())
        for edge in network.edges():
            start = (
                f"    <edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
                f" label={_quoted(edge.label)}>\n"
            )
            data = _data(_EDGE_KEYS, {name: getattr(edge, name) for name in EDGE_FIELDS})
            file.write(f"{start}{data}    </edge>\n".encode())
        file.write(b"  </graph>\n</graphml>\n")


def _drawn(network: Network) -> Iterator[tuple[Node, dict[str, float]]]:
    """Every node with its size, its colour and, unless the graph is too large, its place."""
    articles = {node.id: node.articles for node in network.nodes()}
    most = max(articles.values(), default=1)
    sizes = {node: radius(count, most) for node, count in articles.items()}
    places: Mapping[str, tuple[int, int]] = {}
    if len(sizes) <= MOST_PLACED:
        # Brings numpy, which kg --help needs no more than networkx.
        from kg.export.layout import positions

        places = positions(network.graph(), sizes)
    for node in network.nodes():
        red, green, blue = rgb(KIND_COLOURS[node.kind][0])
        looks: dict[str, float] = {"size": sizes[node.id], "r": red, "g": green, "b": blue}
        if node.id in places:
            x, y = places[node.id]
            looks |= {"x": float(x), "y": float(-y)}
        yield node, looks


def _data(keys: Mapping[str, tuple[str, str]], attributes: Mapping[str, Any]) -> str:
    values = ((key, _scalar(attributes.get(name, ""))) for key, (name, _) in keys.items())
    return "".join(f'      <data key="{key}">{_content(_legal(text))}</data>\n' for key, text in values if text)


def _content(text: str) -> str:
    """Text as the content of an element; XML reads a carriage return as such only when it is escaped."""
    if _ESCAPED.search(text) and "]]>" not in text and "\r" not in text:
        return f"<![CDATA[{text}]]>"
    return escape(text, {"\r": "&#13;"})


_ESCAPED = re.compile("[&<>]")


def _scalar(value: str | bool | int | float | tuple[str | Claim, ...]) -> str:
    if isinstance(value, tuple):
        return "\n".join(_line(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(item: str | Claim) -> str:
    """One line for one item of a list: a quoted sentence may run over several lines of its article."""
    if isinstance(item, str):
        return item
    told = " | ".join(part for part in (item.doc, item.status, speaker_in_words(item.speaker), item.date) if part)
    return " ".join(f"[{told}] {item.evidence.text}".split())


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
