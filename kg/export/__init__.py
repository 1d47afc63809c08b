"""The formats that a graph is written in. To add one: a file here with ``write``, and a line of ``EXPORTERS``.

Importing this package imports no format's library: ``kg --help`` shows the table and must stay quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.export import csvfiles, ftm, gexf, graphml, html, jsonl, neo4j, parquet, plover, rdf
from kg.graph import Network


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. ``write(network, out)`` puts ``files`` into the folder ``out``, each whole or not at all, and may
    return notes for the person at the keyboard; ``keeps`` and ``loses`` tell what of the store is in them."""

    files: tuple[str, ...]
    write: Callable[[Network, Path], tuple[str, ...] | None]
    description: str
    keeps: str
    loses: str


_THREE = ("actors", "edges", "claims")

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "html": Exporter(
            ("graph.html",),
            html.write,
            "One page for the browser: search, filter and read the sentences behind every edge; works offline.",
            "everything a reader needs",
            "mentions; the sentences of articles that make no claim",
        ),
        "graphml": Exporter(
            ("graph.graphml", "claims.graphml"),
            graphml.write,
            "The graph for Gephi, Gephi Lite, yEd, Cytoscape, igraph and networkx: one edge for each relation of a"
            ' pair, or one for each claim (in Gephi choose "Don\'t merge").',
            "all attributes and quotes; places, sizes and colours",
            "time as time (dates are texts), control characters",
        ),
        "jsonl": Exporter(
            ("documents.jsonl", "actors.jsonl", "claims.jsonl"),
            jsonl.write,
            "One JSON record a line: every article, every actor with its mentions, every claim with its sentence.",
            "all that was read, with offsets",
            "edges (group the claims by source, relation and target)",
        ),
        "gexf": Exporter(
            ("graph.gexf",),
            gexf.write,
            "The same graph with time, for the timeline of Gephi.",
            "all attributes and quotes, when each edge held, places, sizes and colours",
            "claims as edges of their own, control characters",
        ),
        "csv": Exporter(
            tuple(f"csv/{name}.csv" for name in _THREE),
            csvfiles.write,
            "Three tables for pandas, R, databases and spreadsheets.",
            "all attributes, quotes, offsets and articles",
            "mentions; a text that begins like a formula gets an apostrophe before it",
        ),
        "excel": Exporter(
            tuple(f"excel/{name}.csv" for name in _THREE),
            csvfiles.write_for_excel,
            "The same three tables for a double click: with the byte order mark by which Excel knows UTF-8.",
            "as csv",
            "as csv; what is longer than a cell can be (32,767 characters); Excel makes a day of a vague date, so that"
            " claims.csv has its precision",
        ),
        "parquet": Exporter(
            tuple(f"parquet/{name}.parquet" for name in _THREE),
            parquet.write,
            "The same three tables with types and lists, for DuckDB, pandas, polars and Spark; needs"
            " `pip install 'kg[parquet]'`.",
            "all attributes, quotes, offsets and articles, unchanged",
            "mentions",
        ),
        "ftm": Exporter(
            ("ftm/entities.ftm.json", "ftm/statements.csv"),
            ftm.write,
            "FollowTheMoney for Aleph, OpenAleph and OpenSanctions' tools: entities, links with their proof, and"
            " statements whose dataset is the publisher.",
            "actors, articles, every edge as a link with quotes, articles, dates and statuses",
            "offsets, confidences; a relation that FollowTheMoney has no schema for is an UnknownLink, and so is what"
            " is not asserted or alleged",
        ),
        "neo4j": Exporter(
            (*(f"neo4j/{name}.csv" for name in (*_THREE, "articles", "claim_actors", "claim_articles")),
             "neo4j/graph.cypher"),
            neo4j.write,
            "A property graph for Neo4j, Memgraph and their kin: files for bulk import, and a Cypher script.",
            "all attributes, quotes, offsets and articles",
            "mentions, control characters",
        ),
        "turtle": Exporter(
            ("graph.ttl",),
            rdf.write_turtle,
            "RDF: every edge and claim a reified statement with its source in PROV-O; Wikidata ids as owl:sameAs.",
            "all attributes, quotes, offsets and articles",
            "mentions; only what is asserted and uncontested is also a plain triple",
        ),
        "jsonld": Exporter(
            ("graph.jsonld",),
            rdf.write_jsonld,
            "The same RDF as JSON-LD.",
            "as turtle",
            "as turtle",
        ),
        "plover": Exporter(
            ("events.tsv",),
            plover.write,
            "Event data in the columns of POLECAT (PLOVER): date, actor, recipient, event type, sentence, source.",
            "each asserted or alleged claim of an event, with its quote",
            "states of affairs, and what is denied, planned or hypothetical; POLECAT's modes, contexts, intensities,"
            " sectors and places stay empty",
        ),
    }
)  # fmt: skip

DEFAULTS = ("html", "graphml", "jsonl")
"""What ``kg build`` and ``kg export`` write unless they are told otherwise."""
