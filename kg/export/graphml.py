"""GraphML as Gephi, yEd, Cytoscape, igraph and networkx all read it.

An own writer, because networkx's repeats edge ids in a multigraph, of which Gephi then keeps one, and stops at
control characters. Here every edge has the id of its content; the relation in words is the XML attribute ``label`` of
``<edge>`` too, where Gephi looks for the kind of an edge; ids of keys are unique, ``label`` and ``weight`` being
the two that Gephi knows by name. Attributes are those of ``kg.graph``: lists are joined by line feeds, ``evidence`` has
one line ``[article] quoted sentence`` for each claim, the ids are the XML ids, and empty values are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from kg.export.files import whole_file
from kg.models import Claim
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

_NODE_KEYS = {
    "label": ("label", "string"),
    "n_kind": ("kind", "string"),
    "n_aliases": ("aliases", "string"),
    "n_wikidata": ("wikidata", "string"),
    "n_mentions": ("mentions", "int"),
    "n_articles": ("articles", "int"),
    "n_first_seen": ("first_seen", "string"),
    "n_last_seen": ("last_seen", "string"),
}
_EDGE_KEYS = {
    "e_label": ("label", "string"),
    "e_relation": ("relation", "string"),
    "e_family": ("family", "string"),
    "e_plover": ("plover", "string"),
    "e_status": ("status", "string"),
    "weight": ("weight", "int"),
    "e_claims": ("claims", "int"),
    "e_first_date": ("first_date", "string"),
    "e_last_date": ("last_date", "string"),
    "e_articles": ("articles", "string"),
    "e_evidence": ("evidence", "string"),
    "e_confidence": ("confidence", "double"),
}
"""Key id -> attribute of ``kg.graph``, GraphML type."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

# Everything but https://www.w3.org/TR/xml/#charsets: no XML parser reads it, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(store: Store, graph: nx.MultiDiGraph[str], out: Path) -> None:
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
        for node, attributes in graph.nodes(data=True):
            file.write(f"    <node id={_quoted(node)}>\n{_data(_NODE_KEYS, attributes)}    </node>\n".encode())
        for source, target, attributes in graph.edges(data=True):
            start = (
                f"    <edge id={_quoted(attributes['id'])} source={_quoted(source)} target={_quoted(target)}"
                f" label={_quoted(attributes['label'])}>\n"
            )
            file.write(f"{start}{_data(_EDGE_KEYS, attributes)}    </edge>\n".encode())
        file.write(b"  </graph>\n</graphml>\n")


def _data(keys: Mapping[str, tuple[str, str]], attributes: Mapping[str, Any]) -> str:
    values = ((key, _scalar(attributes[name])) for key, (name, _) in keys.items())
    return "".join(
        f'      <data key="{key}">{escape(_legal(text), {chr(13): "&#13;"})}</data>\n' for key, text in values if text
    )


def _scalar(value: str | int | float | tuple[str | Claim, ...]) -> str:
    if isinstance(value, tuple):
        return "\n".join(_line(item) for item in value)
    return str(value)


def _line(item: str | Claim) -> str:
    """One line for one item of a list: a quoted sentence may run over several lines of its article."""
    return item if isinstance(item, str) else f"[{item.doc}] {' '.join(item.evidence.text.split())}"


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
