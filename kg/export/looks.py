"""How big a node is drawn and in which colour: the same in the page, in Gephi and wherever GraphML is read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

KIND_COLOURS: Mapping[str, tuple[str, str]] = {
    "person": ("#0f7b6c", "#45b8a6"),
    "institution": ("#a87b14", "#d9b44a"),
    "country": ("#34405c", "#c4cce0"),
}
"""Kind of actor -> colour on a light and on a dark ground; dark, green and ochre tones keep apart for the
colour-blind."""

_FAMILY_COLOURS = {
    "affiliation": ("#838b95", "#7d8794"),
    "tie": ("#7c4fa3", "#b18ad6"),
    "verbal cooperation": ("#3d9ad1", "#6dbcea"),
    "material cooperation": ("#0061a1", "#3f93d8"),
    "verbal conflict": ("#dd8a00", "#efb04a"),
    "material conflict": ("#c63d17", "#f0704c"),
    "competition": ("#b8478a", "#e286bb"),
}
_OTHER_COLOURS = (("#009e73", "#35c79c"), ("#8c6d46", "#c2a279"), ("#5b5bd6", "#9a9af0"), ("#4f5b66", "#aab4bd"))


def family_colours(families: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Family of relations -> its colour on a light and on a dark ground, the known families first.

    After Okabe and Ito (https://jfly.uni-koeln.de/color/), who keep them apart for the colour-blind.
    """
    present = set(families)
    known = {family: colours for family, colours in _FAMILY_COLOURS.items() if family in present}
    others = sorted(present - set(known))
    return known | {family: _OTHER_COLOURS[n % len(_OTHER_COLOURS)] for n, family in enumerate(others)}


def radii(articles: Mapping[str, int]) -> dict[str, float]:
    """Node -> its radius in pixels at zoom 1, given the number of articles that name each."""
    most = max(articles.values(), default=1)
    return {node: round(min(8 * math.sqrt(n), 8 + 30 * math.sqrt(n / most)), 1) for node, n in articles.items()}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of "#rrggbb"."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
