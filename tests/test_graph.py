"""The graph: one edge for each (source, relation, target), with what all its claims add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import cast

import networkx as nx
import pytest
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, ONTOLOGY, sample_store

import kg.graph
from kg.errors import InputError
from kg.graph import Network, Summary, date_in_words, edge_status, speaker_in_words, summarise
from kg.models import Claim, Document, Evidence, Span, Speaker, Status
from kg.store import Store


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[nx.MultiDiGraph[str]]:
    with sample_store(tmp_path / "s.sqlite") as store:
        yield Network(store, ONTOLOGY).graph()


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
        "claims_asserted": 1,
        "claims_alleged": 0,
        "claims_denied": 0,
        "claims_planned": 0,
        "claims_hypothetical": 0,
        "contested": False,
        "unnamed_only": False,
        "origins": 1,
        "publishers": 1,
        "named_speakers": 0,
        "unnamed_speakers": 0,
        "first_date": "2026-01-03",
        "last_date": "2026-01-03",
        "summary": "asserted once; 1 article of 1 publisher; 3 January 2026",
        "articles": ("2026/arrest",),
        "confidence": 0.9,
    }


def test_nodes_and_edges_come_one_by_one_and_say_what_the_graph_says(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        network = Network(store, ONTOLOGY)
        graph, nodes, edges = network.graph(), list(network.nodes()), list(network.edges())
        assert (network.number_of_nodes(), network.number_of_edges()) == (len(graph), graph.number_of_edges())
        assert next(network.edges()) == edges[0]
        assert network.article("2026/arrest") == replace(EXTRACTIONS[0].document, text="")
    assert [asdict(node) for node in nodes] == [attributes for _, attributes in graph.nodes(data=True)]
    ends = [(edge.source, edge.target, edge.relation) for edge in edges]
    assert ends == sorted(ends) == sorted(graph.edges(keys=True))
    for edge in edges:
        attributes = graph.edges[edge.source, edge.target, edge.relation]
        assert {name: getattr(edge, name) for name in attributes} == attributes


def test_a_graph_that_is_not_small_is_read_again_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        small, large = Network(store, ONTOLOGY), Network(store, ONTOLOGY)
        kept = list(small.nodes()), list(small.edges())
        monkeypatch.setattr(kg.graph, "_FEW", 0)
        for _ in range(2):
            assert (list(large.nodes()), list(large.edges())) == kept
        read = list[str]()
        monkeypatch.setattr(store, "claims_by_edge", lambda symmetric: read.append("edges") or iter(()))
        assert (list(small.edges()), list(large.edges()), read) == (kept[1], [], ["edges"])


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


NAMED, OTHER = Speaker("Frank Mora", None, True), Speaker("Ana Ruiz", "a9", True)
SOURCE, OFFICIAL = Speaker("two sources"), Speaker("an official", via="Reuters")


def summary(
    *told: tuple[Status, Speaker | None] | tuple[Status, Speaker | None, str, str],
    dates: dict[str, str] | None = None,
    publishers: dict[str, str] | None = None,
    origins: dict[str, str] | None = None,
) -> Summary:
    """The summary of claims given as status and speaker, and date and article."""
    claims = []
    for status, speaker, *rest in told:
        date, doc = rest or ("", "d")
        claims.append(
            Claim("", doc, "a", "r", "b", status, "", date, speaker, 1.0, "r", Evidence(doc, Span(0, 1), "x"))
        )
    known = {claim.doc: "" for claim in claims}
    return summarise(claims, known | (dates or {}), known | (publishers or {}), origins or {})


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("asserted denied", True),
        ("alleged denied", True),
        ("asserted alleged planned", False),
        ("denied denied", False),
        ("denied hypothetical", False),
        ("planned denied", False),
    ],
)
def test_an_edge_is_contested_if_some_assert_or_allege_what_others_deny(statuses: str, expected: bool) -> None:
    told = summary(*((cast(Status, status), None) for status in statuses.split()))
    assert told.contested is expected
    assert ("contested" in told.summary) is expected
    assert sum((told.claims_asserted, told.claims_alleged, told.claims_denied)) <= told.claims == len(statuses.split())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("asserted", SOURCE)], True),
        ([("asserted", SOURCE), ("hypothetical", OFFICIAL)], True),
        ([("asserted", SOURCE), ("asserted", None)], False),
        ([("asserted", SOURCE), ("alleged", NAMED)], False),
        ([("asserted", Speaker("the minister", "a9", False))], False),
        ([("asserted", None)], False),
        # that somebody denies it does not give it a source
        ([("asserted", SOURCE), ("denied", NAMED)], True),
        ([("asserted", SOURCE), ("denied", None)], True),
        ([("denied", SOURCE)], True),
        ([("denied", NAMED)], False),
    ],
)
def test_an_edge_rests_on_unnamed_sources_alone(told: list[tuple[Status, Speaker | None]], expected: bool) -> None:
    assert summary(*told).unnamed_only is expected
    assert ("unnamed sources only" in summary(*told).summary) is expected


def test_speakers_are_counted_once_each() -> None:
    told = summary(
        ("asserted", NAMED),
        ("asserted", Speaker("FRANK  Mora", None, True)),
        ("asserted", OTHER),
        ("asserted", Speaker("she", "a9", False)),
        ("asserted", Speaker("a source")),
        ("asserted", Speaker("The source")),
        ("asserted", Speaker("another source")),
        ("asserted", None),
    )
    assert (told.named_speakers, told.unnamed_speakers) == (2, 2)
    assert "; 2 named speakers; 2 unnamed sources" in told.summary


def test_articles_publishers_and_dates_are_counted_over_all_claims() -> None:
    told = summary(
        ("asserted", None, "2026-01-03", "d1"),
        ("asserted", None, "", "d2"),
        ("denied", None, "2025-11", "d2"),
        ("asserted", None, "", "d3"),
        dates={"d1": "2026-01-04", "d2": "2026-02-01"},
        publishers={"d1": "The Gazette", "d2": "the  gazette"},
    )
    assert (told.weight, told.publishers, told.claims) == (3, 1, 4)
    # The dates told for the event, not those of the articles; the vague 2026-01 of another claim would add nothing.
    assert (told.first_date, told.last_date) == ("2025-11", "2026-01-03")
    assert told.summary == (
        "asserted 3 times, denied once; contested; 3 articles of 1 publisher; November 2025 to 3 January 2026"
    )


def test_a_vague_date_is_that_of_the_fuller_one_and_an_undated_event_has_its_reports() -> None:
    told = summary(("asserted", None, "2026-01", "d1"), ("asserted", None, "2026-01-03", "d1"), dates={"d1": "2026-02"})
    assert (told.first_date, told.last_date) == ("2026-01-03", "2026-01-03")
    undated = summary(("asserted", None, "", "d1"), dates={"d1": "2026-02-01"})
    assert undated.summary.endswith("reported 1 February 2026")


def test_a_summary_begins_with_the_status_of_the_edge_and_leaves_out_what_is_not_known() -> None:
    assert summary(("denied", None), ("denied", None), ("hypothetical", None)).summary == (
        "hypothetical once, denied twice; 1 article"
    )


def test_a_graph_has_what_others_dispute(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        graph = Network(store, ONTOLOGY).graph()
    raid = graph.edges["ardania", "country/belmark", "attacked"]
    assert raid["summary"] == (
        "asserted once, alleged once, denied once; contested; unnamed sources only; 2 articles of 2 publishers; "
        "1 named speaker; 1 unnamed source; January 2026"
    )
    assert (raid["status"], raid["claims_denied"], raid["contested"], raid["unnamed_only"]) == (
        "asserted", 1, True, True
    )  # fmt: skip
    arrest = graph.edges["ardania", "person/zoe-marquez", "detained"]
    assert (arrest["contested"], arrest["unnamed_only"], arrest["publishers"]) == (True, False, 1)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (None, ""),
        (NAMED, "says Frank Mora"),
        (SOURCE, "an unnamed source: “two sources”"),
        (OFFICIAL, "an unnamed source: “an official”, via Reuters"),
        (Speaker("", via="Reuters"), "via Reuters"),
    ],
)
def test_a_speaker_in_words(speaker: Speaker | None, expected: str) -> None:
    assert speaker_in_words(speaker) == expected


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2026-01-03", "3 January 2026"),
        ("2026-12", "December 2026"),
        ("2026", "2026"),
        ("", ""),
        ("2026-13-01", "2026-13-01"),
        ("last week", "last week"),
    ],
)
def test_a_date_in_words_is_as_precise_as_it_is_told(iso: str, expected: str) -> None:
    assert date_in_words(iso) == expected


def test_actors_without_an_edge_are_nodes_and_unnamed_ones_are_not(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add([replace(extraction, claims=()) for extraction in EXTRACTIONS])
        lonely = replace(EXTRACTIONS[0], document=Document("undated", "undated.md", ""), mentions=(), claims=())
        store.add([replace(lonely, rejections=(), actors=())])
        store.settle(ASSIGNED, [*ACTORS, replace(ACTORS[0], id="country/nowhere")])
        graph = Network(store, ONTOLOGY).graph()
    assert list(graph) == sorted(actor.id for actor in ACTORS)
    assert graph.number_of_edges() == 0
    assert graph.graph == {"articles": 3}


def test_articles_without_a_date_give_none(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        undated = [replace(extraction, document=replace(extraction.document, date="")) for extraction in EXTRACTIONS]
        store.add(undated)
        store.settle(ASSIGNED, ACTORS)
        graph = Network(store, ONTOLOGY).graph()
    assert (graph.nodes["ardania"]["first_seen"], graph.nodes["ardania"]["last_seen"]) == ("", "")
    assert graph.edges["person/ivo-tamm", "ardania", "holds_position"]["last_date"] == ""


def test_a_relation_that_the_ontology_lacks_is_named(tmp_path: Path) -> None:
    with (
        sample_store(tmp_path / "s.sqlite") as store,
        pytest.raises(InputError, match=r"'detained' \(article 2026/arrest\)"),
    ):
        Network(store, {name: kind for name, kind in ONTOLOGY.items() if name != "detained"})


def test_the_contract_names_every_attribute(graph: nx.MultiDiGraph[str]) -> None:
    """The docstring is what users of the graph read: its two tables list exactly the attributes there are."""
    nodes, edges = (kg.graph.__doc__ or "").split("Edges, keyed by")
    for table, attributes in (
        (nodes.split("Nodes, keyed by")[1], graph.nodes["ardania"]),
        (edges, next(iter(graph.edges(data=True)))[2]),
    ):
        assert re.findall(r"^(\w+) +(?:str|int|float|bool|tuple)", table, re.MULTILINE) == list(attributes)


# --- independent origins ---------------------------------------------------------------------------------------------

HEARD = Speaker("two sources", via="Reuters")
REPORTED = Speaker("Reuters", None, True, via="Reuters")
LOCAL = Speaker("local media", None, True, via="local media")


def test_copies_of_one_text_are_one_origin() -> None:
    told = [("asserted", None, "", doc) for doc in ("d1", "d2", "d3")]
    assert summary(*told).origins == 3
    assert summary(*told, origins={"d2": "d1"}).origins == 2
    assert summary(*told, origins={"d2": "d1", "d3": "d1"}).summary == "asserted 3 times; 3 articles from 1 origin"
    assert summary(*told, origins={"d2": "elsewhere", "d3": "elsewhere"}).origins == 2


def test_what_another_outlet_is_named_for_is_its_origin() -> None:
    heard = [("alleged", HEARD, "", "d1"), ("alleged", REPORTED, "", "d2")]
    assert summary(*heard).origins == 1
    assert summary(*heard, ("asserted", None, "", "d3")).origins == 2
    assert summary(*heard, ("asserted", None, "", "d3"), publishers={"d3": "REUTERS"}).origins == 1


def test_local_media_are_somebody_else_in_every_article() -> None:
    assert summary(("alleged", LOCAL, "", "d1"), ("alleged", LOCAL, "", "d2")).origins == 2
