"""The graph: one edge for each (source, relation, target), with what all its claims add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, ONTOLOGY, sample_store

import kg.graph
from kg.errors import InputError
from kg.graph import build_graph, edge_status
from kg.models import Claim, Document, Evidence, Span, Status
from kg.store import Store


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[nx.MultiDiGraph[str]]:
    with sample_store(tmp_path / "s.sqlite") as store:
        yield build_graph(store, ONTOLOGY)


def test_nodes_are_the_actors_that_are_named(graph: nx.MultiDiGraph[str]) -> None:
    assert list(graph) == sorted(actor.id for actor in ACTORS)
    assert graph.nodes["ardania"] == {
        "id": "ardania",
        "label": "Ardania",
        "kind": "country",
        "aliases": ("Republic of Ardania",),
        "wikidata": "Q999999",
        "mentions": 6,
        "articles": 2,
        "first_seen": "2026-01-05",
        "last_seen": "2026-02",
    }


def test_an_edge_has_what_its_claims_add_up_to(graph: nx.MultiDiGraph[str]) -> None:
    edge = graph.edges["ardania", "person/zoe-marquez", "detained"]
    (claim,) = edge.pop("evidence")
    assert claim.evidence.text == "Police of Ardania arrested Zoë Márquez on Monday."
    assert edge == {
        "id": edge["id"],
        "label": "detained",
        "inverse_label": "was detained by",
        "relation": "detained",
        "family": "coercion",
        "plover": "COERCE",
        "symmetric": False,
        "status": "asserted",
        "weight": 1,
        "claims": 1,
        "first_date": "2026-01-03",
        "last_date": "2026-01-03",
        "articles": ("2026/arrest",),
        "confidence": 0.9,
    }


def test_a_symmetric_relation_is_one_edge_with_the_claims_of_both_directions(graph: nx.MultiDiGraph[str]) -> None:
    edge = graph.edges["ardania", "institution/harbour-front", "met_with"]
    assert ("institution/harbour-front", "ardania") not in graph.edges()
    assert [(c.source, c.target) for c in edge["evidence"]] == [
        ("institution/harbour-front", "ardania"),
        ("ardania", "institution/harbour-front"),
    ]
    assert (edge["weight"], edge["claims"], edge["articles"]) == (2, 2, ("2026/arrest", "2026/denial"))
    assert (edge["first_date"], edge["last_date"]) == ("2025-05", "2025-06")
    assert edge["confidence"] == 0.95


def test_relations_of_one_pair_are_edges_of_their_own(graph: nx.MultiDiGraph[str]) -> None:
    assert sorted(graph["ardania"]["country/belmark"]) == ["attacked", "met_with"]
    assert graph.edges["ardania", "country/belmark", "attacked"]["status"] == "denied"
    ids = [edge["id"] for *_, edge in graph.edges(data=True)]
    assert len(set(ids)) == len(ids) == 6


def test_dates_come_from_the_claim_else_from_the_article(graph: nx.MultiDiGraph[str]) -> None:
    assert graph.edges["person/zoe-marquez", "institution/harbour-front", "accused"]["first_date"] == "2026-01-05"
    assert graph.edges["ardania", "country/belmark", "met_with"]["first_date"] == "2026-03"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["denied"], "denied"),
        (["denied", "denied"], "denied"),
        (["denied", "asserted"], "asserted"),
        (["hypothetical", "denied"], "hypothetical"),
        (["hypothetical", "planned", "alleged"], "alleged"),
    ],
)
def test_an_edge_has_the_firmest_status_but_denied_only_alone(statuses: list[Status], expected: Status) -> None:
    evidence = Evidence("d", Span(0, 1), "x")
    claims = [Claim("", "d", "a", "r", "b", status, "", "", None, 1.0, "r", evidence) for status in statuses]
    assert edge_status(claims) == expected


def test_actors_without_an_edge_are_nodes_and_unnamed_ones_are_not(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add([replace(extraction, claims=()) for extraction in EXTRACTIONS])
        lonely = replace(EXTRACTIONS[0], document=Document("undated", "undated.md", ""), mentions=(), claims=())
        store.add([replace(lonely, rejections=(), actors=())])
        store.settle(ASSIGNED, [*ACTORS, replace(ACTORS[0], id="country/nowhere")])
        graph = build_graph(store, ONTOLOGY)
    assert list(graph) == sorted(actor.id for actor in ACTORS)
    assert graph.number_of_edges() == 0
    assert graph.graph == {"articles": 3}


def test_articles_without_a_date_give_none(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        undated = [replace(extraction, document=replace(extraction.document, date="")) for extraction in EXTRACTIONS]
        store.add(undated)
        store.settle(ASSIGNED, ACTORS)
        graph = build_graph(store, ONTOLOGY)
    assert (graph.nodes["ardania"]["first_seen"], graph.nodes["ardania"]["last_seen"]) == ("", "")
    assert graph.edges["person/ivo-tamm", "ardania", "holds_position"]["last_date"] == ""


def test_a_relation_that_the_ontology_lacks_is_named(tmp_path: Path) -> None:
    with (
        sample_store(tmp_path / "s.sqlite") as store,
        pytest.raises(InputError, match=r"'detained' \(article 2026/arrest\)"),
    ):
        build_graph(store, {name: kind for name, kind in ONTOLOGY.items() if name != "detained"})


def test_the_contract_names_every_attribute(graph: nx.MultiDiGraph[str]) -> None:
    """The docstring is what users of the graph read: its two tables list exactly the attributes there are."""
    nodes, edges = (kg.graph.__doc__ or "").split("Edges, keyed by")
    for table, attributes in (
        (nodes.split("Nodes, keyed by")[1], graph.nodes["ardania"]),
        (edges, next(iter(graph.edges(data=True)))[2]),
    ):
        assert re.findall(r"^(\w+) +(?:str|int|float|bool|tuple)", table, re.MULTILINE) == list(attributes)
