"""What Gephi's importers make of a file, whatever its format: nodes that look as in the page, and one bug to name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.export.looks import KIND_COLOURS, radius, rgb
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
    articles = {node.id: node.articles for node in network.nodes()}
    most = max(articles.values(), default=1)
    sizes = {node: radius(count, most) for node, count in articles.items()}
    places: Mapping[str, tuple[int, int]] = {}
    if len(sizes) <= MOST_PLACED:
        # Brings numpy, which kg --help need not wait for.
        from kg.export.layout import positions

        places = positions(network.graph(), sizes)
    for node in network.nodes():
        place = places.get(node.id)
        at = None if place is None else (float(place[0]), float(-place[1]))
        yield node, Look(sizes[node.id], rgb(KIND_COLOURS[node.kind][0]), at)


@dataclass(slots=True)
class Infinities:
    """Gephi reads "INF" in any text as "Infinity" ("INF Treaty", "INFLATION"); there is no way to write it that
    survives, so that the values are counted and named."""

    file: str
    count: int = 0
    first: list[str] = field(default_factory=list)

    def note(self, attribute: str, owner: str) -> None:
        """A value of the node or edge ``owner`` holds "INF"."""
        self.count += 1
        if len(self.first) < 3:
            self.first.append(f"{attribute} of {owner}")

    def notes(self) -> tuple[str, ...]:
        """A line for the person at the keyboard, if there is something to say."""
        if not self.count:
            return ()
        named = ", ".join(self.first) + (" ..." if self.count > len(self.first) else "")
        values = "1 value holds" if self.count == 1 else f"{self.count} values hold"
        return (f"{self.file}: {values} 'INF', which Gephi will show as 'Infinity' (the file is right): {named}",)
