"""A graph that comes back from Gephi: what was merged, renamed or deleted becomes drafts for rules/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from sample_records import ONTOLOGY, sample_store

from kg import cli
from kg.corrections import Corrections, as_yaml, corrections
from kg.errors import InputError
from kg.export import EXPORTERS
from kg.graph import Network
from kg.judgements import load_judgements

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
ZOE, IVO, FRONT, BELMARK = "person/zoe-marquez", "person/ivo-tamm", "institution/harbour-front", "country/belmark"

type Edit = Callable[[ElementTree.Element], None]


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with sample_store(tmp_path / "graph.sqlite") as store:
        network = Network(store, ONTOLOGY)
        for name in ("graphml", "gexf"):
            EXPORTERS[name].write(network, tmp_path)
        yield network


def edited(path: Path, *edits: Edit) -> Path:
    tree = ElementTree.parse(path)
    for edit in edits:
        edit(tree.getroot())
    tree.write(path, encoding="utf-8", xml_declaration=True)
    return path


def node(root: ElementTree.Element, identity: str) -> ElementTree.Element:
    (found,) = (one for one in root.iter(f"{GRAPHML}node") if one.get("id") == identity)
    return found


def delete(*ids: str) -> Edit:
    """As Gephi does: with their edges."""

    def edit(root: ElementTree.Element) -> None:
        graph = root.find(f"{GRAPHML}graph")
        assert graph is not None
        for one in list(graph):
            if {one.get("id"), one.get("source"), one.get("target")} & set(ids):
                graph.remove(one)

    return edit


def merge(into: str, *ids: str, joined: bool = True) -> Edit:
    """As Gephi does: a new node, whose columns may join those of the old ones; edges are made anew to it."""

    def edit(root: ElementTree.Element) -> None:
        graph = root.find(f"{GRAPHML}graph")
        assert graph is not None
        for one in list(graph):
            if one.get("id") in ids:
                graph.remove(one)
        new = ElementTree.SubElement(graph, f"{GRAPHML}node", id="90001")
        ElementTree.SubElement(new, f"{GRAPHML}data", key="label").text = into
        if joined:
            ElementTree.SubElement(new, f"{GRAPHML}data", key="n_actor").text = ", ".join(ids)
        for number, one in enumerate(root.iter(f"{GRAPHML}edge")):
            for end in ("source", "target"):
                if one.get(end) in ids:
                    one.set(end, "90001")
                    one.set("id", str(70000 + number))

    return edit


def rename(identity: str, label: str) -> Edit:
    def edit(root: ElementTree.Element) -> None:
        (data,) = (one for one in node(root, identity) if one.get("key") == "label")
        data.text = label

    return edit


def ids(found: Corrections) -> tuple[list[tuple[str, ...]], list[str], list[str]]:
    merged = [tuple(one.id for one in nodes) for nodes, _ in found.merged]
    return merged, [one.id for one, _ in found.renamed], [one.id for one in found.deleted]


@pytest.mark.parametrize("file", ["graph.graphml", "claims.graphml", "graph.gexf"])
def test_a_graph_that_nobody_touched_needs_nothing(network: Network, tmp_path: Path, file: str) -> None:
    assert corrections(network, tmp_path / file) == Corrections((), (), (), 5)


@pytest.mark.parametrize("joined", [True, False])
def test_merged_nodes_are_known_by_their_attribute_or_by_their_edges(
    network: Network, tmp_path: Path, joined: bool
) -> None:
    path = edited(tmp_path / "graph.graphml", merge("Zoë Márquez", ZOE, IVO, joined=joined))
    found = corrections(network, path)
    assert ids(found) == ([(IVO, ZOE)], [], [])
    lines = list(as_yaml(found, path))
    assert '- same: ["Ivo Tamm", "Zoë Márquez"]' in lines
    assert not any(line.startswith("- id:") for line in lines)
    (tmp_path / "judgements.yaml").write_text("\n".join(lines), encoding="utf-8")
    (decision,) = load_judgements(tmp_path / "judgements.yaml").decisions
    assert decision.same


def test_a_merged_node_with_a_name_of_its_own_drafts_an_alias_too(network: Network, tmp_path: Path) -> None:
    path = edited(tmp_path / "graph.graphml", merge("Zoë Tamm-Márquez", ZOE, IVO))
    lines = list(as_yaml(corrections(network, path), path))
    start = lines.index("- id: zoe-tamm-marquez")
    assert lines[start + 1 : start + 5] == [
        '  name: "Zoë Tamm-Márquez"',
        "  kind: person",
        '  aliases: ["Ivo Tamm", "Zoë Márquez"]',
        '  weak: ["Márquez", "Tamm"]',
    ]


def test_new_labels_draft_aliases_and_deletions_are_named(network: Network, tmp_path: Path) -> None:
    path = edited(tmp_path / "graph.graphml", rename(FRONT, "Port Front"), delete(BELMARK, IVO))
    found = corrections(network, path)
    assert ids(found) == ([], [FRONT], [BELMARK, IVO])
    assert found.kept == 2
    lines = list(as_yaml(found, path, limit=1))
    assert '  name: "Port Front"' in lines
    assert '  aliases: ["Harbour Front"]' in lines
    assert f'#   "Belmark"  (country, 2 mentions, id {BELMARK})' in lines
    assert lines[-1] == "#   and 1 more; see them with --limit 2"


def test_a_merge_in_the_claims_and_a_file_of_gephi_with_its_own_column_ids_are_read(
    network: Network, tmp_path: Path
) -> None:
    path = edited(tmp_path / "claims.graphml", merge("Zoë Márquez", ZOE, IVO, joined=False))
    text = path.read_text(encoding="utf-8").replace('"n_actor"', '"actor"').replace('"e_edge"', '"edge"')
    path.write_text(text, encoding="utf-8")
    assert ids(corrections(network, path)) == ([(IVO, ZOE)], [], [])


def test_a_claim_told_the_other_way_round_than_its_edge_joins_nobody_else(network: Network, tmp_path: Path) -> None:
    """ "The Harbour Front met Ardania" is a claim of the edge from Ardania to the Harbour Front."""
    path = edited(tmp_path / "claims.graphml", merge("Ardania", "ardania", BELMARK, joined=False))
    assert ids(corrections(network, path)) == ([("ardania", BELMARK)], [], [])


def test_a_merge_in_gexf_is_read(network: Network, tmp_path: Path) -> None:
    """As Gephi saves it: the merged node has joined the values of the column actor."""
    text = (tmp_path / "graph.gexf").read_text(encoding="utf-8")
    for one in (ZOE, IVO):
        text = re.sub(rf'<node id="{one}".*?</node>\s*', "", text, flags=re.DOTALL)
        text = text.replace(f'source="{one}"', 'source="90001"').replace(f'target="{one}"', 'target="90001"')
    values = f'<attvalues><attvalue for="actor" value="{ZOE}, {IVO}"/></attvalues>'
    text = text.replace("</nodes>", f'<node id="90001" label="Zoë Márquez">{values}</node></nodes>')
    for path, content in ((tmp_path / "joined.gexf", text), (tmp_path / "edges.gexf", text.replace(values, ""))):
        path.write_text(content, encoding="utf-8")
        assert ids(corrections(network, path)) == ([(IVO, ZOE)], [], [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<graphml><graph><node id='a'/></graph></graphml>", "none of its nodes"),
        ("<gexf><graph><nodes><node id='a'/></nodes></graph></gexf>", "none of its nodes"),
        ("<html/>", "is no GraphML or GEXF"),
        ("not XML", r"drawn:1: is no GraphML or GEXF"),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><graphml>&a;<graph/></graphml>", "none of its nodes"),
        ("", "is no GraphML or GEXF"),
    ],
)
def test_a_file_that_is_no_graph_of_this_build_is_refused(
    network: Network, tmp_path: Path, content: str, message: str
) -> None:
    (tmp_path / "drawn").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        corrections(network, tmp_path / "drawn")


def test_a_file_that_is_not_there_is_an_input_error(network: Network, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        corrections(network, tmp_path / "nowhere.graphml")


def test_the_command_prints_the_drafts(tmp_path: Path, network: Network) -> None:
    path = edited(tmp_path / "graph.graphml", merge("Zoë Márquez", ZOE, IVO))
    # The sample's relations are all in the ontology that kg ships.
    result = CliRunner().invoke(cli.main, ["import-gephi", str(path), "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert re.search(r"^# graph\.graphml: 1 merged, 0 renamed, 0 deleted$", result.stdout, re.MULTILINE)
    assert '- same: ["Ivo Tamm", "Zoë Márquez"]' in result.stdout
