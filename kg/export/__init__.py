"""The formats that a graph is written in. To add one: a file here with ``write``, and a line of ``EXPORTERS``.

Importing this package imports no format's library: ``kg --help`` shows the table and must stay quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.export import graphml, html, jsonl
from kg.graph import Network


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. ``write(network, out)`` puts ``files`` into the folder ``out``, each whole or not at all."""

    files: tuple[str, ...]
    write: Callable[[Network, Path], None]
    description: str


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "html": Exporter(
            ("graph.html",),
            html.write,
            "One page for the browser: search, filter and read the sentences behind every edge; works offline.",
        ),
        "graphml": Exporter(
            ("graph.graphml",),
            graphml.write,
            "The graph with its quotes as attributes, for Gephi, yEd, Cytoscape, igraph and networkx.",
        ),
        "jsonl": Exporter(
            ("documents.jsonl", "actors.jsonl", "claims.jsonl"),
            jsonl.write,
            "One JSON record a line: every article, every actor with its mentions, every claim with its sentence.",
        ),
    }
)
