"""What Gephi's importers (0.10.1 and 0.11) were found to do with GraphML and GEXF: a test for each fact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from sample_records import ACTORS, ASSIGNED, DISPUTE, EXTRACTIONS, ONTOLOGY, THIRD, sample_store

from kg.export import EXPORTERS
from kg.export.times import days, spells
from kg.graph import Network
from kg.store import Store

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
CAPTURED = {"x", "y", "z", "r", "g", "b", "size", "label", "weight", "color"}
"""Ids of keys that Gephi takes for its own, whatever their attr.name says."""
FILES = ("graph.graphml", "claims.graphml")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus with its dispute, in which two claims of one edge say the same of the same pair."""
    folder = tmp_path_factory.mktemp("gephi")
    with sample_store(folder / "s.sqlite", disputed=True) as store:
        for name in ("graphml", "gexf"):
            EXPORTERS[name].write(Network(store, ONTOLOGY), folder)
    return folder


def elements(path: Path, kind: str) -> Iterator[ElementTree.Element]:
    return ElementTree.parse(path).getroot().iter(kind)


def data(element: ElementTree.Element) -> dict[str, str]:
    return {value.attrib["key"]: value.text or "" for value in element.iter(f"{GRAPHML}data")}


@pytest.mark.parametrize("file", FILES)
def test_no_edge_id_stands_twice_in_a_file(out: Path, file: str) -> None:
    ids = [edge.attrib["id"] for edge in elements(out / file, f"{GRAPHML}edge")]
    assert len(ids) == len(set(ids)) > 5


def test_edges_of_one_pair_differ_in_the_kind_that_the_label_of_the_edge_element_gives(out: Path) -> None:
    edges = list(elements(out / "graph.graphml", f"{GRAPHML}edge"))
    told = Counter((edge.attrib["source"], edge.attrib["target"], edge.attrib["label"]) for edge in edges)
    assert max(told.values()) == 1
    assert len({pair for *pair, _ in map(list, told) for pair in [tuple(pair)]}) < len(edges)
    assert {edge.attrib["label"] for edge in edges} >= {"detained", "met with", "attacked"}
    assert all(data(edge)["e_label"] == edge.attrib["label"] for edge in edges)


def test_only_the_file_of_claims_needs_that_gephi_merges_nothing(out: Path) -> None:
    edges = list(elements(out / "claims.graphml", f"{GRAPHML}edge"))
    told = Counter((edge.attrib["source"], edge.attrib["target"], edge.attrib["label"]) for edge in edges)
    assert max(told.values()) > 1
    assert {data(edge)["e_quote"] for edge in edges} >= {claim.evidence.text for claim in DISPUTE.claims}


@pytest.mark.parametrize("file", FILES)
def test_a_weight_is_a_number_of_articles_and_never_nothing(out: Path, file: str) -> None:
    weights = [data(edge)["weight"] for edge in elements(out / file, f"{GRAPHML}edge")]
    assert all(re.fullmatch(r"[1-9]\d*", weight) for weight in weights)


@pytest.mark.parametrize("file", FILES)
def test_ids_of_keys_that_gephi_would_capture_are_only_those_that_it_shall(out: Path, file: str) -> None:
    keys = {key.attrib["id"]: key.attrib for key in elements(out / file, f"{GRAPHML}key")}
    assert len(keys) == len(list(elements(out / file, f"{GRAPHML}key")))
    meant = {"node": {"label", "x", "y", "size", "r", "g", "b"}, "edge": {"weight"}}
    for key, attributes in keys.items():
        kind = attributes["for"]
        assert key in meant[kind] if key in CAPTURED else key.startswith(f"{kind[0]}_")
        assert attributes["attr.name"] == key.removeprefix(f"{kind[0]}_")
        assert attributes["attr.type"] in {"string", "int", "long", "double", "boolean"}
    # A node attribute called id is lost, and a column has one type.
    assert "id" not in {attributes["attr.name"] for attributes in keys.values()}
    names = Counter((attributes["for"], attributes["attr.name"]) for attributes in keys.values())
    assert max(names.values()) == 1
    assert not list(elements(out / file, f"{GRAPHML}default"))


@pytest.mark.parametrize("file", FILES)
def test_every_value_has_the_type_of_its_column_and_is_not_empty(out: Path, file: str) -> None:
    form = {"int": r"-?\d+", "double": r"-?\d+\.\d+", "boolean": "true|false", "string": r"(?s).*\S.*"}
    types = {key.attrib["id"]: key.attrib["attr.type"] for key in elements(out / file, f"{GRAPHML}key")}
    for kind in ("node", "edge"):
        for element in elements(out / file, f"{GRAPHML}{kind}"):
            for key, value in data(element).items():
                assert re.fullmatch(form[types[key]], value), (key, value)


@pytest.mark.parametrize("file", FILES)
def test_every_edge_has_ends_that_are_nodes(out: Path, file: str) -> None:
    nodes = {node.attrib["id"] for node in elements(out / file, f"{GRAPHML}node")}
    assert "" not in nodes
    for edge in elements(out / file, f"{GRAPHML}edge"):
        assert {edge.attrib["source"], edge.attrib["target"]} <= nodes


def test_no_control_character_reaches_a_file_and_a_value_is_one_section(tmp_path: Path) -> None:
    bad = "\x00\x01\x08\x0b\x0c\x0e\x1f\ufffe\uffff"
    quote = f"{bad} a & b < c &  d\n\te"
    extractions = [
        replace(one, claims=tuple(replace(c, evidence=replace(c.evidence, text=quote)) for c in one.claims))
        for one in EXTRACTIONS
    ]
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(extractions)
        store.settle(ASSIGNED, [replace(actor, name=f"A & B{bad}  C") for actor in ACTORS])
    with Store.open(tmp_path / "s.sqlite") as store:
        for name in ("graphml", "gexf"):
            EXPORTERS[name].write(Network(store, ONTOLOGY), tmp_path)
    for file in (*FILES, "graph.gexf"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
        ElementTree.fromstring(text)
    # The JDK's parser drops white space between two entities: there are no two in one value.
    values = re.findall(r"<data [^>]*>(.*?)</data>", (tmp_path / "claims.graphml").read_text(encoding="utf-8"), re.S)
    assert [value for value in values if value.count("&") > 1 and "<![CDATA[" not in value] == []
    graph = nx.read_graphml(tmp_path / "claims.graphml", force_multigraph=True)
    assert {edge["quote"] for *_, edge in graph.edges(data=True)} == {re.sub(f"[{bad}]", "\ufffd", quote)}


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("INF Treaty", "1 value with 'INF', which Gephi will show as 'Infinity'"),
        ("null", "1 value 'null' or blank, which Gephi drops"),
        (" \t", "1 value 'null' or blank, which Gephi drops"),
    ],
)
def test_values_that_gephi_will_change_are_counted_and_named(tmp_path: Path, name: str, note: str) -> None:
    with sample_store(tmp_path / "quiet.sqlite") as store:
        for form in ("graphml", "gexf"):
            assert EXPORTERS[form].write(Network(store, ONTOLOGY), tmp_path) == ()
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(EXTRACTIONS)
        store.settle(ASSIGNED, [replace(ACTORS[0], name=name), *ACTORS[1:]])
    with Store.open(tmp_path / "s.sqlite") as store:
        notes = EXPORTERS["graphml"].write(Network(store, ONTOLOGY), tmp_path)
    assert notes == tuple(f"{file}: {note} (the file is right): label of country/belmark" for file in FILES)
    assert nx.read_graphml(tmp_path / "graph.graphml").nodes["country/belmark"]["label"] == name


# --- other readers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_igraph_and_networkx_read_the_same_nodes_edges_and_attributes(out: Path, file: str) -> None:
    ours = nx.read_graphml(out / file, force_multigraph=True)
    theirs = igraph.Graph.Read_GraphML(str(out / file))
    assert theirs.is_directed()
    nodes = {node["id"]: node.attributes() for node in theirs.vs}
    assert set(nodes) == set(ours)
    for node, attributes in ours.nodes(data=True):
        assert {name: nodes[node][name] for name in attributes} == attributes
        assert all(not nodes[node][name] for name in set(nodes[node]) - set(attributes) - {"id"})
    # igraph gives edges the ids of nodes, which is why an attribute repeats them.
    own = "edge" if file == "graph.graphml" else "claim"
    edges = {edge[own]: edge for edge in theirs.es}
    assert len(edges) == ours.number_of_edges() == len(theirs.es)
    for source, target, key, attributes in ours.edges(keys=True, data=True):
        edge = edges[key]
        assert (theirs.vs[edge.source]["id"], theirs.vs[edge.target]["id"]) == (source, target)
        assert {name: edge[name] for name in attributes} == attributes


# --- GEXF -------------------------------------------------------------------------------------------------------------


def test_gexf_says_what_gephi_looks_for(out: Path) -> None:
    root = ElementTree.parse(out / "graph.gexf").getroot()
    assert (root.tag, root.attrib["version"]) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert graph.attrib == {
        "defaultedgetype": "directed", "idtype": "string", "mode": "dynamic", "timeformat": "date",
        "timerepresentation": "interval",
    }  # fmt: skip
    with sample_store(out / "again.sqlite", disputed=True) as store:
        network = Network(store, ONTOLOGY)
        nodes, edges = list(network.nodes()), list(network.edges())
    found = {edge.attrib["id"]: edge for edge in root.iter(f"{GEXF}edge")}
    assert len(found) == len(edges)
    for edge in edges:
        attributes = found[edge.id].attrib
        assert (attributes["source"], attributes["target"]) == (edge.source, edge.target)
        assert attributes["kind"] == attributes["label"] == edge.label
        assert attributes["weight"] == str(edge.weight)
    for element, node in zip(root.iter(f"{GEXF}node"), nodes, strict=True):
        assert element.attrib == {"id": node.id, "label": node.label}
        size, colour, place = (element.find(f"{VIZ}{name}") for name in ("size", "color", "position"))
        assert size is not None
        assert list(size.attrib) == ["value"]
        assert colour is not None
        assert set(colour.attrib) == set("rgb")
        assert place is not None
        assert set(place.attrib) == set("xyz")


def test_gexf_lets_edges_and_their_ends_stand_when_the_claims_happened(out: Path) -> None:
    root = ElementTree.parse(out / "graph.gexf").getroot()

    def times(element: ElementTree.Element) -> list[tuple[str, str]]:
        return [(spell.attrib["start"], spell.attrib["end"]) for spell in element.iter(f"{GEXF}spell")]

    edges = {(e.attrib["source"], e.attrib["kind"], e.attrib["target"]): times(e) for e in root.iter(f"{GEXF}edge")}
    assert edges["ardania", "detained", "person/zoe-marquez"] == [
        ("2026-01-03", "2026-01-03"), ("2026-02-06", "2026-02-06"),
    ]  # fmt: skip
    # Told for January; the denial and the other report are undated and have the dates of their articles.
    assert THIRD.date == "2026-02-09"
    assert edges["ardania", "attacked", "country/belmark"] == [("2026-01-01", "2026-02-28")]
    nodes = {node.attrib["id"]: times(node) for node in root.iter(f"{GEXF}node")}
    for (source, _, target), stood in edges.items():
        for first, last in stood:
            for end in (source, target):
                assert any(start <= first and last <= stop for start, stop in nodes[end]), (end, first, last)


def test_networkx_reads_the_attributes_of_the_gexf(out: Path) -> None:
    graph = nx.read_gexf(out / "graph.gexf", version="1.3")
    graphml = nx.read_graphml(out / "graph.graphml", force_multigraph=True)
    for node, attributes in graphml.nodes(data=True):
        same = set(attributes) - {"x", "y", "size", "r", "g", "b"}
        assert {name: graph.nodes[node][name] for name in same} == {name: attributes[name] for name in same}
        assert graph.nodes[node]["viz"]["size"] == attributes["size"]
        assert graph.nodes[node]["viz"]["position"]["y"] == attributes["y"]
    found = {edge["id"]: edge for *_, edge in graph.edges(data=True)}
    for *_, key, attributes in graphml.edges(keys=True, data=True):
        assert {name: found[key][name] for name in attributes} == attributes


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], []),
        (["2026-01-03"], [("2026-01-03", "2026-01-03")]),
        (["2024-02"], [("2024-02-01", "2024-02-29")]),
        (["2026"], [("2026-01-01", "2026-12-31")]),
        (["2026-01", "2026-01-31", "2026-02-01"], [("2026-01-01", "2026-02-01")]),
        (["2026-02-01", "2025-12-31", "2026-01-02"], [("2025-12-31",) * 2, ("2026-01-02",) * 2, ("2026-02-01",) * 2]),
        (["9999-12-31", "9999"], [("9999-01-01", "9999-12-31")]),
        (["", "soon", "2026-13", "2026-02-30", "0000", "２０２６", "2026-1-1"], []),
    ],
)
def test_spells_are_the_days_that_dates_name(dates: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(str(first), str(last)) for first, last in spells(dates)] == expected
    assert days("2026-13") is None
