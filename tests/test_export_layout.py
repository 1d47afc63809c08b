"""The layout: every node has a place of its own, the same in every build, and strangers stand apart."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from conftest import ROOT
from numpy.typing import NDArray

from kg.export import layout
from kg.graph import Outline


def positions(
    graph: nx.MultiDiGraph[str], radii: Mapping[str, float], drafts: Path | None = None
) -> Mapping[str, tuple[int, int]]:
    weights = Counter[tuple[str, str]]()
    for source, target, weight in graph.edges.data("weight"):
        weights[min(source, target), max(source, target)] += weight
    nodes = tuple((node, str(label), 1) for node, label in graph.nodes.data("label", ""))
    return layout.positions(Outline(nodes, tuple((*pair, n) for pair, n in sorted(weights.items()))), radii, drafts)


def made_up(size: int) -> nx.MultiDiGraph[str]:
    """Hubs with many neighbours, a pair on its own, and nodes without an edge."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{n:03}" for n in range(size))
    for n in range(1, size - 4):
        graph.add_edge(f"n{n:03}", f"n{n // 7:03}", "r", weight=1 + n % 3)
        graph.add_edge(f"n{n:03}", f"n{(n * n) % (size - 4):03}", "s", weight=1)
    graph.add_edge(f"n{size - 4:03}", f"n{size - 3:03}", "r", weight=1)
    return graph


@pytest.mark.parametrize("size", [8, 60, 200])
def test_no_two_nodes_stand_on_each_other(size: int) -> None:
    graph = made_up(size)
    radii = dict.fromkeys(graph, 12.0)
    where = positions(graph, radii)
    assert set(where) == set(graph)
    nearest = min(abs(complex(*where[a]) - complex(*where[b])) for a, b in combinations(graph, 2))
    assert nearest > 2 * 12


@pytest.mark.parametrize("size", [25, 30, 33])
def test_the_names_of_a_small_graph_have_room_at_the_zoom_at_which_it_opens(size: int) -> None:
    graph = made_up(size)
    nx.set_node_attributes(graph, {node: f"Ministry {node} of Affairs" for node in graph}, "label")
    connected = [node for node in graph if graph.degree(node)]
    named = positions(graph, dict.fromkeys(graph, 12.0))
    nx.set_node_attributes(graph, "", "label")
    unnamed = positions(graph, dict.fromkeys(graph, 12.0))

    def hits(where: Mapping[str, tuple[int, int]]) -> int:
        """How many pairs of names, of 20 letters and a line and a half, stand on each other on a small screen."""
        width, height = (np.ptp([where[node][axis] for node in connected]) for axis in (0, 1))
        zoom = min(1.0, 560 / width, 600 / height)
        return sum(
            abs(where[a][0] - where[b][0]) * zoom < 110 and abs(where[a][1] - where[b][1]) * zoom < 20
            for a, b in combinations(connected, 2)
        )

    assert hits(unnamed)
    assert hits(named) <= hits(unnamed) / 2


def test_a_sparse_graph_does_not_lose_itself_in_empty_space() -> None:
    graph = made_up(200)
    where = np.array(list(positions(graph, dict.fromkeys(graph, 8.0)).values()))
    width, height = np.ptp(where, axis=0)
    assert width * height < 200 * 165**2  # a square of a typical edge for each node, and the stretch to the picture
    assert 0.4 < width / height < 2.5


def test_neighbours_stand_nearer_than_strangers() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for a, b in [*combinations("abcdef", 2), *combinations("uvwxyz", 2), ("a", "u")]:
        graph.add_edge(a, b, "r", weight=1)
    where = positions(graph, dict.fromkeys(graph, 5.0))

    def mean(pairs: list[tuple[str, str]]) -> float:
        return sum(abs(complex(*where[a]) - complex(*where[b])) for a, b in pairs) / len(pairs)

    within = [*combinations("abcdef", 2), *combinations("uvwxyz", 2)]
    assert 2 * mean(within) < mean([(a, b) for a in "abcdef" for b in "uvwxyz"])


def test_nodes_without_an_edge_stand_beneath_all_others() -> None:
    graph = made_up(60)
    where = positions(graph, dict.fromkeys(graph, 12.0))
    alone = [node for node in graph if graph.degree(node) == 0]
    assert alone
    lowest = max(where[node][1] for node in graph if node not in alone)
    assert all(where[node][1] > lowest for node in alone)


def scattered(size: int) -> nx.MultiDiGraph[str]:
    """Names, weights and neighbours like those of the news: a few in many articles, most in one or two."""
    chance = random.Random(5)
    names = [f"{chance.randrange(10**9)} of {n}" for n in range(size)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for n in range(2 * size):
        hub, other = names[int(size * chance.random() ** 3)], names[n % size]
        if hub != other:
            graph.add_edge(other, hub, "r", weight=int(1 / (chance.random() + 0.01)))
    # More than half of the names are in none of this.
    for n in range(size):
        graph.add_edge(f"{chance.randrange(10**9)} or {n}", f"{chance.randrange(10**9)} or else {n}", "r", weight=1)
    return graph


@pytest.mark.parametrize("graph", ["made_up(60)", "scattered(1500)"])
def test_the_same_graph_stands_the_same_way_whatever_the_hash_seed_is(graph: str) -> None:
    program = (
        "from test_export_layout import made_up, positions, scattered;"
        f"graph = {graph}; print(sorted(positions(graph, dict.fromkeys(graph, 12.0)).items()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, cwd=ROOT / "tests",
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_what_was_laid_out_before_is_kept_and_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[int] = []
    forces = layout._forces

    def counted(size: int, ends: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        laid.append(size)
        return forces(size, ends, weights)

    def placed(drafts: Path | None) -> Mapping[str, tuple[int, int]]:
        layout._positions.cache_clear()
        return positions(graph, dict.fromkeys(graph, 8.0), drafts)

    monkeypatch.setattr(layout, "_forces", counted)
    graph, kept = scattered(400), tmp_path / "layout.npz"
    first = placed(kept)
    assert first == placed(None)
    all_of_it = len(laid) // 2
    laid.clear()
    assert placed(kept) == first
    assert not laid
    # Somebody new, and who knows him: the communities of all others stay.
    one, other, *_ = graph
    graph.add_edge("a newcomer", one, "s", weight=1)
    graph.add_edge("a newcomer", other, "s", weight=1)
    changed = placed(kept)
    assert 0 < len(laid) < all_of_it / 3
    assert changed == placed(None)
    kept.write_bytes(b"no layout at all")
    assert placed(kept) == changed
    assert kept.read_bytes()[:2] == b"PK"
