"""graph.cypher in an engine of Cypher that is not ours (velr, in the process): what the script builds is the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, ONTOLOGY, sample_store

from kg.export import EXPORTERS
from kg.graph import Network
from kg.store import Store

velr = pytest.importorskip("velr.driver", reason="velr has no wheel for this machine: see tests/cypher/requirements.in")

HOSTILE = "'}) DETACH DELETE n; // \\' \\\\ \u2028 \u202e `"


class Server:
    """An empty graph database, and what it answers."""

    def __init__(self, db: Any) -> None:
        self._db = db

    def run(self, script: Path) -> None:
        """Each line by itself, as a reporter would paste it."""
        for line in script.read_text(encoding="utf-8").split("\n"):
            # Constraints are Neo4j's own, beyond openCypher.
            if line and not line.startswith("CREATE CONSTRAINT "):
                self._db.run(line)

    def ask(self, question: str) -> list[list[Any]]:
        with self._db.exec_one(question) as table:
            rows: list[list[Any]] = table.collect(lambda row: [cell.as_python() for cell in row])
        return sorted(rows)


@pytest.fixture
def server() -> Iterator[Server]:
    with velr.Velr.open(None) as db:
        yield Server(db)


@pytest.mark.parametrize("times", [1, 2])
def test_the_script_builds_every_actor_edge_and_claim_and_a_second_run_adds_nothing(
    tmp_path: Path, server: Server, times: int
) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        network = Network(store, ONTOLOGY)
        EXPORTERS["neo4j"].write(network, tmp_path)
        nodes, edges = list(network.nodes()), list(network.edges())
    for _ in range(times):
        server.run(tmp_path / "neo4j" / "graph.cypher")

    assert server.ask("MATCH (n:Actor) RETURN n.id, n.name, n.kind, n.articles") == sorted(
        [node.id, node.label, node.kind, node.articles] for node in nodes
    )
    for kind in ("Person", "Institution", "Country"):
        assert [row[0] for row in server.ask(f"MATCH (n:{kind}) RETURN n.id")] == sorted(
            node.id for node in nodes if node.kind == kind.lower()
        )
    assert server.ask(
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN r.id, a.id, type(r), b.id, r.weight, r.contested"
    ) == sorted(
        [edge.id, edge.source, edge.relation.upper(), edge.target, edge.weight, edge.contested] for edge in edges
    )
    assert server.ask(
        "MATCH (a:Actor)<-[:SOURCE]-(c:Claim)-[:TARGET]->(b:Actor), (c)-[:SAID_IN]->(d:Article)"
        " RETURN c.id, a.id, b.id, d.id, c.edge, c.status, c.quote, c.confidence"
    ) == sorted(
        [c.id, c.source, c.target, c.doc, edge.id, c.status, c.evidence.text, c.confidence]
        for edge in edges
        for c in edge.evidence
    )


def test_hostile_text_comes_back_as_it_was_and_runs_nothing(tmp_path: Path, server: Server) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(EXTRACTIONS)
        store.settle(ASSIGNED, [replace(actor, name=HOSTILE, aliases=(HOSTILE,)) for actor in ACTORS])
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["neo4j"].write(Network(store, ONTOLOGY), tmp_path)
    server.run(tmp_path / "neo4j" / "graph.cypher")
    found = server.ask("MATCH (n:Actor) RETURN n.id, n.name, n.aliases")
    assert [row[0] for row in found] == sorted(actor.id for actor in ACTORS)
    assert {row[1] for row in found} == {HOSTILE}
    assert {tuple(json.loads(row[2])) for row in found} == {(HOSTILE,)}
