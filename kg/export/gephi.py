"""What GraphML and GEXF have in common for Gephi: nodes that look as in the page, and texts that Gephi will change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.export.looks import KIND_COLOURS, radii, rgb
from kg.graph import Network, Node

MOST_PLACED = 5000
"""Nodes of the largest graph whose nodes are given places: the time for them grows with the square of the number."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn: its radius, its colour, and its place (y upwards), or None in a graph too large to lay out
    here."""

    size: float
    colour: tuple[int, int, int]
    place: tuple[float, float] | None


def drawn(network: Network) -> Iterator[tuple[Node, Look]]:
    """Every node as graph.html draws it."""
    outline = network.outline()
    sizes = radii({node: articles for node, _, articles in outline.nodes})
    places: Mapping[str, tuple[int, int]] = {}
    if len(sizes) <= MOST_PLACED:
        # Brings numpy, which kg --help need not wait for.
        from kg.export.layout import positions

        places = positions(outline, sizes, network.drafts)
    for node in network.nodes():
        place = places.get(node.id)
        at = None if place is None else (float(place[0]), float(-place[1]))
        yield node, Look(sizes[node.id], rgb(KIND_COLOURS[node.kind][0]), at)


def is_changed(text: str) -> bool:
    """Whether Gephi will make something else of a text that is not empty."""
    return "INF" in text or text == "null" or text.isspace()


class Changes:
    """What Gephi will make of some texts of a file, whatever is done: it reads "INF" anywhere as "Infinity" ("INF
    Treaty", "INFLATION"), and takes "null" or nothing but blanks for no value. Such values are counted and named."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._count = {"with 'INF', which Gephi will show as 'Infinity'": 0, "'null' or blank, which Gephi drops": 0}
        self._first: dict[str, list[str]] = {what: [] for what in self._count}

    def look(self, text: str, attribute: str, owner: str) -> None:
        """Note the value of an attribute of the node or edge ``owner`` if Gephi will change it."""
        infinity, nothing = self._count
        if "INF" in text:
            self._note(infinity, f"{attribute} of {owner}")
        elif is_changed(text):
            self._note(nothing, f"{attribute} of {owner}")

    def _note(self, what: str, where: str) -> None:
        self._count[what] += 1
        if len(self._first[what]) < 3:
            self._first[what].append(where)

    def notes(self) -> tuple[str, ...]:
        """Lines for the person at the keyboard, if there is something to say."""
        return tuple(
            f"{self._file}: {count} value{'' if count == 1 else 's'} {what} (the file is right):"
            f" {', '.join(self._first[what])}{' ...' if count > 3 else ''}"
            for what, count in self._count.items()
            if count
        )
