"""Where the nodes of the page stand: computed here, once, so that a browser need not push a thousand nodes about.

Each connected component is laid out with the forces of ForceAtlas2 in LinLog mode (Jacomy et al. 2014, PLoS ONE
9(6): e98679; Noack 2009, Phys. Rev. E 79: 026102), which draws groups of closely related actors apart; then nodes are
moved until each has room for its name, and the components are set side by side. In a small graph that room is as large
as the name will be when the page opens. A large component is laid out in two steps: its communities (Louvain; Blondel
et al. 2008, J. Stat. Mech. P10008) each by itself, then the communities as if they were nodes, each turned so that its
actors face those of other communities that they have to do with. The start is a fixed spiral, not chance, so that the
same graph stands the same way in every build; and a graph that has changed a little keeps nearly all its communities.
"""

from __future__ import annotations

import hashlib
import random
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from kg import fingerprint
from kg.export.files import whole_file
from kg.graph import Outline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Points = NDArray[np.float64]
    type _Edges = NDArray[np.int64]

_EDGE = 150.0  # wanted length of a typical edge, in pixels at zoom 1
_ROOM = np.array([36.0, 20.0])  # around a node, for its name: to the sides, above and below
_PICTURE = np.array([560.0, 600.0])  # the part of a small laptop's screen in which picture.js first shows all nodes
_HEIGHT = 0.9  # of that part and thus of a component, to its width, at least
_NAMED = 80  # nodes of the largest graph whose names can all be read when the page opens
_LEAST_ZOOM = 0.65
_LETTER, _LINE = 6.9, 17.0  # width and height of a name's letters on the screen
_WRAP = 20  # letters after which names.js breaks a name, into three lines at most
_LONGEST = 40  # letters that it leaves of a word
_LARGE = 150  # nodes of a component from which its communities are laid out one by one
_DOT_ROOM = np.array([15.0, 13.0])  # around a node of a large graph, where few names can be read at once
_BETWEEN = 34.0  # between communities
_STRETCH = 1.4  # of a picture that is too flat, at most
_EVEN = 0.7  # power of the distance from the middle; 1 leaves a layout as the forces made it
_SPARSE = 0.6  # of a square as wide as a typical edge, for each node at most
_GAP = 70.0  # between components
_BLOCK = 1 << 14  # distances that are worked on together, few enough for a processor's cache
_STRIP = 64  # nodes whose neighbours are looked for together
_SLACK = 12.0  # added to the room of nodes, so that their neighbours need not be looked for in every round


def positions(
    outline: Outline, radii: Mapping[str, float], drafts: Path | None = None
) -> Mapping[str, tuple[int, int]]:
    """Node -> (x, y) in pixels at zoom 1, y downwards, for nodes drawn with these radii.

    Nodes without an edge stand in rows beneath all others. ``drafts`` is a file that keeps from build to build what the
    forces made of each group of nodes: of a graph in which little has changed, little is laid out again, and it stands
    as if all had been.
    """
    return _positions(outline, tuple(radii[node] for node, *_ in outline.nodes), drafts)


@lru_cache(maxsize=1)  # the page and GraphML of a build share them
def _positions(outline: Outline, sizes: Sequence[float], kept: Path | None) -> Mapping[str, tuple[int, int]]:
    drafts = _Drafts(kept)
    placed = _placed(outline, sizes, drafts)
    drafts.keep()
    return placed


def _placed(outline: Outline, sizes: Sequence[float], drafts: _Drafts) -> Mapping[str, tuple[int, int]]:
    radii = {node: radius for (node, *_), radius in zip(outline.nodes, sizes, strict=True)}
    undirected: nx.Graph[str] = nx.Graph()
    undirected.add_nodes_from(radii)
    undirected.add_edges_from(pair[:2] for pair in outline.pairs)
    components = sorted((sorted(nodes) for nodes in nx.connected_components(undirected)), key=lambda c: (-len(c), c))
    edges = _within(components, outline.pairs)
    small = sum(len(nodes) for nodes in components if len(nodes) > 1) <= _NAMED
    if sum(map(len, components)) > _LARGE:
        return _large(components, edges, radii, drafts)
    names = {node: _name_size(label) for node, label, _ in outline.nodes}
    loose = [(nodes, _group(len(nodes), own, drafts)) for nodes, own in zip(components, edges, strict=True)]
    zoom = 1.0
    while True:
        blocks = []
        for nodes, draft in loose:
            halves = np.array([radii[node] for node in nodes])[:, None] + _ROOM
            if small:
                size = np.array([names[node] for node in nodes]) / zoom
                halves = np.maximum(halves, np.column_stack((size[:, 0] / 2, halves[:, 1] - _ROOM[1] + size[:, 1])))
            blocks.append((nodes, _apart(draft, halves), halves))
        placed: dict[str, tuple[int, int]] = {}
        _set_in_rows([block for block in blocks if len(block[0]) > 1], 0.0, placed)
        # More room for the names takes the picture further away, which makes the names larger, measured in nodes.
        needed = _zoom(placed)
        if not small or needed >= 0.97 * zoom or zoom == _LEAST_ZOOM:
            break
        zoom = max(_LEAST_ZOOM, min(needed, 0.95 * zoom))
    bottom = _stretch(placed)
    _set_in_rows([block for block in blocks if len(block[0]) == 1], bottom, placed)
    return placed


def _stretch(placed: dict[str, tuple[int, int]]) -> float:
    """Draw the nodes apart downwards where the picture, which is higher than wide, has room for it; the new bottom."""
    if not placed:
        return 0.0
    width, height = (
        max(at[axis] for at in placed.values()) - min(at[axis] for at in placed.values()) for axis in (0, 1)
    )
    factor = min(max(width * _PICTURE[1] / _PICTURE[0] / max(height, 1), 1.0), _STRETCH)
    placed.update({node: (x, round(y * factor)) for node, (x, y) in placed.items()})
    return max(y for _, y in placed.values()) + _GAP


def _large(
    components: Sequence[Sequence[str]], edges: Sequence[_Edges], radii: Mapping[str, float], drafts: _Drafts
) -> Mapping[str, tuple[int, int]]:
    """Positions in a graph of which few names can be read when it opens; tiny components take little of the picture."""
    blocks = []
    rooms = np.array([radii[node] for nodes in components for node in nodes])[:, None] + _DOT_ROOM
    end = 0
    for nodes, own in zip(components, edges, strict=True):
        start, end = end, end + len(nodes)
        halves = rooms[start:end]
        if len(nodes) > _LARGE:
            points = _communities(len(nodes), own, halves, drafts)
        elif len(nodes) > 1:
            points = drafts.placed(len(nodes), own, 0.75 if len(nodes) > 3 else 0.4, halves)
        else:
            points = np.zeros((1, 2))
        blocks.append((nodes, points, halves))
    placed: dict[str, tuple[int, int]] = {}
    _set_in_rows([block for block in blocks if len(block[0]) > 1], 0.0, placed, _GAP / 2)
    bottom = _stretch(placed)
    _set_in_rows([block for block in blocks if len(block[0]) == 1], bottom, placed, 0.0)
    return placed


class _AsGiven(random.Random):
    """Chance that leaves a list in its order."""

    def shuffle(self, x: Any) -> None:
        pass


def _louvain(size: int, edges: _Edges, strengths: Points) -> list[list[int]]:
    """The communities of a graph, the largest first.

    The method goes through the nodes in any order. After a shuffle, one edge more would send most of them elsewhere; in
    an order of their own, the weakest first, it changes one or two communities, and their modularity is no worse.
    """
    total = np.bincount(edges[:, :2].ravel(), np.repeat(strengths, 2), size).round(4).tolist()
    # Numbers, whose order in a set is no chance: the same communities in every build.
    order = sorted(range(size), key=lambda n: (total[n], n))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(order)
    graph.add_weighted_edges_from(zip(*edges[:, :2].T.tolist(), strengths.tolist(), strict=True))
    as_given: Any = _AsGiven(1)
    found = nx.community.louvain_communities(graph, seed=as_given)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _communities(size: int, edges: _Edges, halves: Points, drafts: _Drafts) -> Points:
    """Positions of the nodes of a large component, community by community."""
    strengths = _strengths(edges)
    groups = _louvain(size, edges, strengths)
    inner = []
    for group, own in zip(groups, _within(groups, edges.tolist()), strict=True):
        points = drafts.placed(len(group), own, 0.75, halves[group])
        inner.append(points - (points.min(axis=0) + points.max(axis=0)) / 2)
    reach = np.array([
        np.quantile(np.linalg.norm(points, axis=1), 0.9) + halves[group].max() + _BETWEEN / 2
        for group, points in zip(groups, inner, strict=True)
    ])  # fmt: skip
    if len(groups) == 1:
        return inner[0][np.argsort(groups[0])]

    of = np.empty(size, int)
    for place, group in enumerate(groups):
        of[group] = place
    crossing = of[edges[:, 0]] != of[edges[:, 1]]
    sources, targets = edges[crossing, :2].T
    ends = np.sort(np.column_stack((of[sources], of[targets])), axis=1)
    pairs, number = np.unique(ends, axis=0, return_inverse=True)
    weights = np.log2(1 + np.bincount(number.ravel(), strengths[crossing]))
    centres = _lie_down(drafts.forces(len(groups), pairs, weights))
    # About as large as the communities together; who then overlaps moves away.
    centres *= float(np.sqrt(1.1 * (np.pi * reach**2).sum() / max(float(np.prod(np.ptp(centres, axis=0))), 1e-9)))
    centres = _apart(centres, np.column_stack((reach, reach)))

    result = np.zeros((size, 2))
    outward = np.zeros((size, 2))
    way = centres[of[targets]] - centres[of[sources]]
    way *= (strengths[crossing] / np.maximum(_length(way), 1e-9))[:, None]
    np.add.at(outward, sources, way)
    np.subtract.at(outward, targets, way)
    for place, group in enumerate(groups):
        points, wanted = inner[place], outward[group]
        turn = np.arctan2(
            (points[:, 0] * wanted[:, 1] - points[:, 1] * wanted[:, 0]).sum(), (points * wanted).sum()
        )  # fmt: skip
        result[group] = centres[place] + _turned(points, turn)
    # Turned, the room of two nodes, which is wider than high, may touch.
    return _apart(np.round(result, 4), halves, 40)


def _within[N: (int, str)](groups: Sequence[Sequence[N]], pairs: Iterable[Sequence[Any]]) -> list[_Edges]:
    """For each group of nodes, of which none is in two, its edges: (place in the group, a later place, weight), in
    order, for another order of adding up gives other last bits, and in the end another picture."""
    place = {node: (number, n) for number, group in enumerate(groups) for n, node in enumerate(group)}
    found: list[list[tuple[int, int, int]]] = [[] for _ in groups]
    for source, target, weight in pairs:
        (one, first), (other, second) = place[source], place[target]
        if one == other:
            found[one].append((min(first, second), max(first, second), weight))
    return [np.array(sorted(edges), dtype="<i8").reshape(-1, 3) for edges in found]


def _strengths(edges: _Edges) -> Points:
    """How strongly edges pull."""
    strengths: Points = np.log2(1 + edges[:, 2].astype(float))
    return strengths


def _zoom(placed: Mapping[str, tuple[int, int]]) -> float:
    """The zoom at which these nodes fill the picture, 1 at most."""
    if not placed:
        return 1.0
    points = np.array(list(placed.values()), dtype=float)
    return float(np.min(_PICTURE / np.maximum(points.max(axis=0) - points.min(axis=0), _PICTURE)))


def _name_size(name: str) -> tuple[float, float]:
    """Width and height on the screen of a name that is broken like those of the page."""
    lines = textwrap.wrap(name[: 3 * _LONGEST], _WRAP, break_long_words=False)[:3]
    return min(max(map(len, lines), default=0), _LONGEST) * _LETTER + 8, len(lines) * _LINE


def _group(size: int, edges: _Edges, drafts: _Drafts) -> Points:
    """Positions of nodes that are all connected, whatever room they need."""
    if size == 1:
        return np.zeros((1, 2))
    ends = edges[:, :2]
    points = _lie_down(drafts.forces(size, ends, _strengths(edges)))
    if size > 4:
        width, height = np.ptp(points, axis=0)
        points[:, 1] *= np.clip(_HEIGHT * width / max(height, 1e-9), 1, 2)
    # Far from the middle there are few nodes: drawn nearer to it, they leave the others more of the picture.
    points -= np.median(points, axis=0)
    radius = np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-6)
    points *= (radius / radius.max()) ** (_EVEN - 1)
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    points *= _EDGE / max(float(np.median(lengths)), 1e-9)
    extent = float(np.prod(np.maximum(np.ptp(points, axis=0), _EDGE)))
    points *= min(1.0, float(np.sqrt(_SPARSE * len(points) * _EDGE**2 / extent)))
    return points


class _Drafts:
    """What the forces made of groups of nodes, in memory and, if there is a path, in a file from build to build.

    A large graph has many pairs, and many threes, that are all alike; and after a small change most of its groups are
    what they were. A draft is found by all that it was made from; a file that cannot be read costs time and nothing
    else.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._made_by = f"{fingerprint.of_code('export.layout')} {np.__version__}".encode()
        self._earlier: dict[str, Points] = {}
        self._used: dict[str, Points] = {}
        if path is not None:
            with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile), np.load(path) as file:
                keys, drafts = file["keys"].tolist(), np.split(file["points"], file["ends"][:-1])
                self._earlier = dict(zip(keys, drafts, strict=True))

    def forces(self, size: int, pairs: NDArray[np.int64], strengths: Points) -> Points:
        """As ``_forces``, done once."""
        return self._once(lambda: _forces(size, pairs, strengths), b"forces %d" % size, pairs, strengths)

    def placed(self, size: int, edges: _Edges, scale: float, halves: Points) -> Points:
        """As ``_group``, times ``scale``, and moved apart; done once."""

        def make() -> Points:
            return _apart(_group(size, edges, self) * scale, halves)

        made = self._once(make, b"placed %d %a" % (size, scale), edges, halves)
        # What it was made from is needed when only the room of a node has changed.
        self.forces(size, edges[:, :2], _strengths(edges))
        return made

    def _once(self, make: Callable[[], Points], what: bytes, *given: NDArray[np.generic]) -> Points:
        read = hashlib.sha256(self._made_by + what)
        for array in given:
            read.update(b"%d:" % array.size + array.tobytes())
        key = read.hexdigest()
        if key not in self._used:
            self._used[key] = self._earlier[key] if key in self._earlier else make()
        return self._used[key]

    def keep(self) -> None:
        """Write what this layout used, if it is not what the file holds."""
        if self._path is not None and self._used.keys() != self._earlier.keys():
            points = np.concatenate([np.zeros((0, 2)), *self._used.values()])
            ends = np.cumsum([len(draft) for draft in self._used.values()], dtype=int)
            with whole_file(self._path) as file:
                np.savez(file, allow_pickle=False, keys=np.array(list(self._used)), points=points, ends=ends)


def _forces(size: int, ends: NDArray[np.int64], weights: Points) -> Points:
    """ForceAtlas2, LinLog, from a sunflower spiral with the best connected nodes in the middle."""
    degree = np.bincount(ends.ravel(), minlength=size).astype(float)
    mass = degree + 1
    rank = np.empty(size)
    rank[np.argsort(-degree, kind="stable")] = np.arange(size)
    angle = rank * np.pi * (3 - np.sqrt(5))
    points = np.column_stack((np.cos(angle), np.sin(angle))) * np.sqrt(rank + 0.5)[:, None] * 3
    # Few nodes find their places soon; of very many, each round takes long: some seconds in all for 1,000 nodes.
    rounds = int(np.clip(4e8 / size**2, 30, min(100 + 8 * size, 500)))
    height = max(1, min(size, _BLOCK // size))
    blocks = np.empty((4, height, size))
    for step in range(rounds):
        force = np.empty_like(points)
        along_x, along_y = points.T.copy()
        for start in range(0, size, height):
            rows = slice(start, start + height)
            x, y, push, square = (block[: size - start] for block in blocks)
            np.subtract(along_x[rows, None], along_x, out=x)
            np.subtract(along_y[rows, None], along_y, out=y)
            np.multiply(x, x, out=push)
            np.multiply(y, y, out=square)
            push += square
            np.maximum(push, 0.01, out=push)
            np.multiply(mass[rows, None], mass, out=square)
            np.divide(square, push, out=push)
            # einsum adds up in one order everywhere; a BLAS need not.
            force[rows, 0] = np.einsum("ij,ij->i", push, x)
            force[rows, 1] = np.einsum("ij,ij->i", push, y)
        delta = points[ends[:, 0]] - points[ends[:, 1]]
        length = np.maximum(_length(delta), 1e-6)
        pull = delta * (4 * weights * np.log1p(length) / length)[:, None]
        np.subtract.at(force, ends[:, 0], pull)
        np.add.at(force, ends[:, 1], pull)
        radius = np.maximum(_length(points), 1e-6)
        force -= points * (0.8 * mass / radius)[:, None]
        # Fruchterman and Reingold's cooling: nobody moves further than the temperature.
        temperature = 0.3 * np.sqrt(size) * (1 - step / rounds) ** 1.5 + 0.01
        norm = np.maximum(_length(force), 1e-9)
        points += force * (np.minimum(norm / mass, temperature) / norm)[:, None]
        # The last bits, in which processors differ, must not grow from round to round.
        points = np.round(points, 4)
    return points


def _length(vectors: Points) -> Points:
    return np.sqrt(vectors[:, 0] ** 2 + vectors[:, 1] ** 2)


def _lie_down(points: Points) -> Points:
    """The points turned so that they spread most from left to right: a page is wider than it is high."""
    centred = points - points.mean(axis=0)
    a, b, c = (centred[:, 0] ** 2).sum(), (centred[:, 0] * centred[:, 1]).sum(), (centred[:, 1] ** 2).sum()
    return _turned(centred, -0.5 * float(np.arctan2(2 * b, a - c)))


def _turned(points: Points, angle: float) -> Points:
    x, y, cos, sin = points[:, 0], points[:, 1], np.cos(angle), np.sin(angle)
    return np.column_stack((x * cos - y * sin, x * sin + y * cos))


def _apart(points: Points, halves: Points, rounds: int = 200) -> Points:
    """The points moved, each away from its neighbour, until ellipses with these half axes touch no more."""
    if len(points) == 1:
        return points
    listed = np.full_like(points, np.inf)  # where the points were when their neighbours were looked for
    for _ in range(rounds):
        if np.abs(points - listed).max() > _SLACK / 2:
            listed = points
            first, second, room = _neighbours(points, halves)
        delta = points[first] - points[second]
        distance = _length(delta / room)
        near = np.flatnonzero((distance < 1) & (distance > 0))
        if not len(near):
            break
        push = delta[near] * (0.35 * (1 / np.maximum(distance[near], 0.05) - 1))[:, None]
        shift = [
            np.bincount(first[near], push[:, axis], len(points)) - np.bincount(second[near], push[:, axis], len(points))
            for axis in (0, 1)
        ]
        points = np.round(points + np.column_stack(shift), 4)
    return points


def _neighbours(points: Points, halves: Points) -> tuple[NDArray[np.int_], NDArray[np.int_], Points]:
    """The pairs of points that touch, or may when each has moved by half of the slack, and the room of each pair."""
    order = np.argsort(points[:, 0], kind="stable")
    x, y = points[order].T
    wide, tall = halves[order].T
    ends = np.searchsorted(x, x + wide + wide.max() + _SLACK)
    firsts, seconds = [], []
    # From left to right, so that the neighbours of some points that follow each other are a slice.
    for start in range(0, len(points), _STRIP):
        stop = min(start + _STRIP, len(points))
        end = int(ends[start:stop].max())
        some, others = (slice(start, stop), None), (None, slice(start, end))
        touch = np.abs(y[some] - y[others]) < tall[some] + tall[others] + _SLACK
        touch &= x[others] - x[some] < wide[some] + wide[others] + _SLACK
        first, second = np.nonzero(np.triu(touch, 1))
        firsts.append(first + start)
        seconds.append(second + start)
    first, second = order[np.concatenate(firsts)], order[np.concatenate(seconds)]
    return first, second, halves[first] + halves[second]


def _set_in_rows(
    blocks: Sequence[tuple[Sequence[str], Points, Points]],
    top: float,
    placed: dict[str, tuple[int, int]],
    gap: float = _GAP,
) -> float:
    """Set blocks (nodes, points, half axes) in rows from ``top``, together about as wide as high; the new bottom."""
    boxes = [((points - halves).min(axis=0), (points + halves).max(axis=0)) for _, points, halves in blocks]
    sizes = [tuple(map(float, high - low)) for low, high in boxes]
    area = sum((wide + gap) * (tall + gap) for wide, tall in sizes)
    width, x, height = max([900.0, area**0.5, *(wide for wide, _ in sizes)]), 0.0, 0.0
    for (nodes, points, _), (low, _), (wide, tall) in zip(blocks, boxes, sizes, strict=True):
        if x and x + wide > width:
            x, top, height = 0.0, top + height + gap, 0.0
        for node, (left, up) in zip(nodes, points - low, strict=True):
            placed[node] = round(x + float(left)), round(top + float(up))
        x += wide + gap
        height = max(height, tall)
    return top + height
