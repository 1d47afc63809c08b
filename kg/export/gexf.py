"""GEXF 1.3, dynamic: the graph with the time that GraphML cannot carry, for Gephi's timeline.

An edge stands in the spells in which its claims happened, by their own dates or, for a claim without one, that of its
article; a node in those of its edges and of the articles that name it. A vague date is the whole month or year. What
has no known time has no spell: Gephi shows it always. Attributes, places, sizes and colours are those of
graph.graphml. The ``kind`` of an edge is its relation in words, so that Gephi merges no edges of one pair.

The schema and Gephi's reading of it: https://gexf.net/schema.html, ImporterGEXF of Gephi 0.10.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.export.files import whole_file
from kg.export.gephi import Changes, Look, drawn
from kg.export.markup import quoted
from kg.export.times import spells
from kg.graph import Edge, Network, Node, quote_line

_NODE_ATTRIBUTES = {
    "actor": "string",
    "kind": "string",
    "aliases": "string",
    "wikidata": "string",
    "mentions": "integer",
    "articles": "integer",
    "first_seen": "string",
    "last_seen": "string",
}
_EDGE_ATTRIBUTES = {
    "edge": "string",
    "relation": "string",
    "family": "string",
    "plover": "string",
    "status": "string",
    "claims": "integer",
    "claims_asserted": "integer",
    "claims_alleged": "integer",
    "claims_denied": "integer",
    "claims_planned": "integer",
    "claims_hypothetical": "integer",
    "contested": "boolean",
    "unnamed_only": "boolean",
    "origins": "integer",
    "publishers": "integer",
    "named_speakers": "integer",
    "unnamed_speakers": "integer",
    "first_date": "string",
    "last_date": "string",
    "summary": "string",
    "articles": "string",
    "evidence": "string",
    "confidence": "double",
}
"""Attribute of ``kg.graph`` -> GEXF type; ``actor`` and ``edge`` are the ids, which ``kg import-gephi`` looks for when
nodes were merged. Gephi keeps a column named ``id``, ``label`` or ``weight`` to itself."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>kg</creator>
  </meta>
  <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">
"""


def write(network: Network, out: Path) -> tuple[str, ...]:
    """Write graph.gexf into the folder ``out``; notes on what Gephi will show wrongly.

    Raises:
        ExportError: the file cannot be written.
    """
    changes = Changes("graph.gexf")
    activity = network.store.activity()
    now = next(activity, None)
    with whole_file(out / "graph.gexf") as file:
        file.write(_HEAD.encode())
        for element, attributes in (("node", _NODE_ATTRIBUTES), ("edge", _EDGE_ATTRIBUTES)):
            file.write(f'    <attributes class="{element}" mode="static">\n'.encode())
            for name, kind in attributes.items():
                file.write(f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'.encode())
            file.write(b"    </attributes>\n")
        file.write(b"    <nodes>\n")
        for node, look in drawn(network):
            while now is not None and now[0] < node.id:
                now = next(activity, None)
            dates = now[1] if now is not None and now[0] == node.id else ()
            file.write(_node(node, look, dates, changes).encode())
        file.write(b"    </nodes>\n    <edges>\n")
        for edge in network.edges():
            file.write(_edge(network, edge, changes).encode())
        file.write(b"    </edges>\n  </graph>\n</gexf>\n")
    return changes.notes()


def _node(node: Node, look: Look, dates: Iterable[str], changes: Changes) -> str:
    red, green, blue = look.colour
    # The value of the size must be its first attribute: that is all that Gephi reads.
    viz = f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n        <viz:size value="{look.size}"/>\n'
    if look.place is not None:
        viz += f'        <viz:position x="{look.place[0]}" y="{look.place[1]}" z="0.0"/>\n'
    inner = _values(_NODE_ATTRIBUTES, node, changes) + _spells(dates) + viz
    return f"      <node id={quoted(node.id)} label={quoted(node.label)}>\n{inner}      </node>\n"


def _edge(network: Network, edge: Edge, changes: Changes) -> str:
    dates = (claim.date or network.article(claim.doc).date for claim in edge.evidence)
    inner = _values(_EDGE_ATTRIBUTES, edge, changes) + _spells(dates)
    return (
        f"      <edge id={quoted(edge.id)} source={quoted(edge.source)} target={quoted(edge.target)}"
        f' kind={quoted(edge.label)} label={quoted(edge.label)} weight="{edge.weight}">\n{inner}      </edge>\n'
    )


def _values(attributes: Iterable[str], owner: Node | Edge, changes: Changes) -> str:
    lines = []
    for name in attributes:
        if (text := owner.id if name in ("actor", "edge") else _text(getattr(owner, name))) != "":
            changes.look(text, name, owner.id)
            lines.append(f'          <attvalue for="{name}" value={quoted(text)}/>\n')
    return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n"


def _spells(dates: Iterable[str]) -> str:
    found = [f'          <spell start="{first}" end="{last}"/>\n' for first, last in spells(dates)]
    return f"        <spells>\n{''.join(found)}        </spells>\n" if found else ""


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(item if isinstance(item, str) else quote_line(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
