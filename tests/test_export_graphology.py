"""Gephi Lite, by its own parsers (graphology, npm): the same nodes, edges and attributes as networkx finds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from conftest import ROOT
from sample_records import ONTOLOGY, sample_store

from kg.export import EXPORTERS
from kg.graph import Network

HOME = ROOT / "tests" / "graphology"
NODE = shutil.which("node")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if NODE is None:
        pytest.skip("node is not installed: https://nodejs.org, or Debian's packages nodejs and npm")
    if not (HOME / "node_modules").is_dir():
        pytest.skip("the parsers of Gephi Lite are not installed: npm ci --prefix tests/graphology")
    folder = tmp_path_factory.mktemp("graphology")
    with sample_store(folder / "s.sqlite", disputed=True) as store:
        for name in ("graphml", "gexf"):
            EXPORTERS[name].write(Network(store, ONTOLOGY), folder)
    return folder


def read(path: Path) -> dict[str, Any]:
    assert NODE is not None
    done = subprocess.run([NODE, HOME / "read.mjs", path], check=True, capture_output=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("file", ["graph.graphml", "claims.graphml"])
def test_gephi_lite_reads_the_same_from_graphml_as_networkx(out: Path, file: str) -> None:
    found, expected = read(out / file), nx.read_graphml(out / file, force_multigraph=True)
    assert set(found["nodes"]) == set(expected)
    for node, attributes in expected.nodes(data=True):
        red, green, blue = (attributes.pop(name) for name in "rgb")
        assert found["nodes"][node] == attributes | {"color": f"#{red:02x}{green:02x}{blue:02x}"}
    assert {edge: ends[:2] for edge, ends in found["edges"].items()} == {
        key: [source, target] for source, target, key in expected.edges(keys=True)
    }
    for *_, key, attributes in expected.edges(keys=True, data=True):
        assert found["edges"][key][2] == attributes


def test_gephi_lite_reads_the_same_from_gexf(out: Path) -> None:
    found, expected = read(out / "graph.gexf"), nx.read_graphml(out / "graph.graphml", force_multigraph=True)
    assert set(found["nodes"]) == set(expected)
    for node, attributes in expected.nodes(data=True):
        red, green, blue = (attributes.pop(name) for name in "rgb")
        assert found["nodes"][node] == attributes | {"color": f"rgb({red},{green},{blue})", "z": 0}
    for source, target, key, attributes in expected.edges(keys=True, data=True):
        assert found["edges"][key] == [source, target, attributes | {"kind": attributes["label"]}]
