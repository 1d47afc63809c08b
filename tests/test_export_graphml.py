"""GraphML: networkx reads back what was written, whatever the text, and no two edges share an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import DENIAL, ONTOLOGY, RAID, RAID_AGAIN, sample_store

from kg.errors import ExportError
from kg.export import EXPORTERS
from kg.export.layout import positions
from kg.export.looks import KIND_COLOURS, radii
from kg.graph import Edge, Network, Node, Outline, summarise
from kg.models import STATUSES, Claim, Document, Evidence, Kind, Span

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


class Given(Network):
    """These nodes and edges, whatever a store would give."""

    def __init__(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        self._nodes, self._edges, self.drafts = tuple(nodes), tuple(edges), None

    articles = 1  # type: ignore[assignment]

    def article(self, doc: str) -> Document:
        return Document(doc, doc, "")

    def nodes(self) -> Iterator[Node]:
        return iter(self._nodes or ())

    def outline(self) -> Outline:
        nodes = tuple((node.id, node.label, node.articles) for node in self._nodes or ())
        return Outline(nodes, tuple((edge.source, edge.target, edge.weight) for edge in self._edges or ()))

    def edges(self) -> Iterator[Edge]:
        return iter(self._edges or ())


def written(network: Network, out: Path) -> Path:
    EXPORTERS["graphml"].write(network, out)
    return out / "graph.graphml"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with sample_store(tmp_path / "s.sqlite") as store:
        yield Network(store, ONTOLOGY)


@pytest.fixture
def graph(network: Network) -> nx.MultiDiGraph[str]:
    return network.graph()


def test_networkx_reads_back_the_same_graph(network: Network, graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    back = nx.read_graphml(written(network, tmp_path), force_multigraph=True)
    assert back.is_directed()
    assert list(back) == list(graph)
    for node, attributes in graph.nodes(data=True):
        expected = attributes | {"aliases": "\n".join(attributes["aliases"]), "actor": node}
        del expected["id"]
        looks = {key: back.nodes[node].pop(key) for key in ("x", "y", "size", "r", "g", "b")}
        assert back.nodes[node] == {name: value for name, value in expected.items() if value != ""}
        assert all(type(looks[key]) is float for key in ("x", "y", "size"))
    assert back.number_of_edges() == graph.number_of_edges()
    for source, target, attributes in graph.edges(data=True):
        edge = back[source][target][attributes["id"]]
        lines = edge.pop("evidence").splitlines()
        for line, claim in zip(lines, attributes["evidence"], strict=True):
            assert line.startswith(f"[{claim.doc} | {claim.status}")
            assert line.endswith(f"] {claim.evidence.text}")
        assert edge.pop("articles").splitlines() == list(attributes["articles"])
        assert edge.pop("edge") == attributes["id"]
        skipped = ("id", "evidence", "articles", "symmetric", "inverse_label")
        assert edge == {name: value for name, value in attributes.items() if name not in skipped}
        assert type(edge["contested"]) is type(edge["unnamed_only"]) is bool
        assert type(edge["weight"]) is int
        assert edge["weight"] > 0


def test_who_says_it_how_firmly_and_when_stands_before_every_quote(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        back = nx.read_graphml(written(Network(store, ONTOLOGY), tmp_path), force_multigraph=True)
    (raid,) = (edge for *_, edge in back.edges(data=True) if edge["relation"] == "attacked")
    assert raid["evidence"].splitlines() == [
        f"[2026/denial | denied | says Tamm] {DENIAL}",
        f"[2026/dispute | asserted | an unnamed source: “two sources”, via Harbour Wire | 2026-01] {RAID}",
        f"[2026/dispute | alleged | an unnamed source: “The two sources”] {RAID_AGAIN}",
    ]
    assert raid["contested"] is raid["unnamed_only"] is True
    assert [raid[f"claims_{status}"] for status in STATUSES] == [1, 1, 1, 0, 0]


def test_nodes_stand_and_look_as_in_the_page(network: Network, graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    back = nx.read_graphml(written(network, tmp_path), force_multigraph=True)
    sizes = radii(dict(graph.nodes.data("articles")))
    for node, (x, y) in positions(network.outline(), sizes).items():
        looks = back.nodes[node]
        assert (looks["x"], looks["y"], looks["size"]) == (x, -y, sizes[node])
        colour = f"#{looks['r']:02x}{looks['g']:02x}{looks['b']:02x}"
        assert colour == KIND_COLOURS[looks["kind"]][0]


def test_a_very_large_graph_is_left_to_the_layouts_of_gephi(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.export.gephi.MOST_PLACED", network.number_of_nodes() - 1)
    back = nx.read_graphml(written(network, tmp_path), force_multigraph=True)
    assert all("x" not in node and "size" in node for _, node in back.nodes(data=True))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("plain", "plain"),
        ("a & b < c", "<![CDATA[a & b < c]]>"),
        ("a ]]> & b", "a ]]&gt; &amp; b"),
        ("a & b\rc", "a &amp; b&#13;c"),
    ],
)
def test_a_value_is_one_section_where_gephi_would_drop_white_space(
    network: Network, tmp_path: Path, text: str, form: str
) -> None:
    first, *others = network.nodes()
    path = written(Given([replace(first, label=text), *others], []), tmp_path)
    assert f'<data key="label">{form}</data>' in path.read_text(encoding="utf-8")
    assert nx.read_graphml(path, force_multigraph=True).nodes["ardania"]["label"] == text


hostile = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(hostile, hostile)
def test_any_text_survives_but_for_what_xml_forbids(
    tmp_path_factory: pytest.TempPathFactory, name: str, quote: str
) -> None:
    evidence = Evidence("d", Span(0, len(quote)), quote)
    claim = Claim("", "d", "a", "r", "b", "asserted", "", "", None, 1.0, "r", evidence)
    nodes = [Node(identity, name, "person", (name,), "", 1, 1, "", "") for identity in ("a", "b")]
    edge = Edge(
        "a", "b", "e", name, name, "r", "f", "none", False,
        **asdict(summarise([claim], {"d": ""}, {"d": ""})), articles=("d",), evidence=(claim,), confidence=0.5,
    )  # fmt: skip
    path = written(Given(nodes, [edge]), tmp_path_factory.mktemp("any"))
    back = nx.read_graphml(path, force_multigraph=True)

    def legal(text: str) -> str:
        allowed = "\t\n\r"
        return "".join(c if c in allowed or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)

    assert back.nodes["a"]["label"] == back.nodes["a"]["aliases"] == legal(name)
    assert back["a"]["b"]["e"]["label"] == legal(name)
    (element,) = ElementTree.parse(path).getroot().iter(f"{NAMESPACE}edge")
    assert element.get("label") == legal(name)
    assert back["a"]["b"]["e"]["evidence"] == legal(" ".join(f"[d | asserted] {quote}".split()))


def test_an_old_file_stays_when_the_new_one_cannot_be_written(network: Network, tmp_path: Path) -> None:
    path = written(network, tmp_path / "out")
    before = path.read_bytes()
    nodes = [replace(node, kind=cast(Kind, "unheard of")) for node in network.nodes()]
    with pytest.raises(KeyError):
        written(Given(nodes, []), tmp_path / "out")
    assert path.read_bytes() == before
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["claims.graphml", "graph.graphml"]
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"graph\.graphml: cannot be"):
        written(network, tmp_path / "file")
