"""Which articles are one text: the same wire story in two papers, a page saved twice, a reprint cut short.

Each text is sketched by MinHash over its runs of five words (Broder, "On the resemblance and containment of
documents", 1997). Texts that share enough of them are one origin; so are a text and a shorter one that is nearly all in
it. What an article is a copy of is the earliest of its kind: counting origins counts who found it out, not who printed
it.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise

_RUN = 5
_SLOTS = 256
_BAND = 2
"""Slots that two sketches must share at one place to be compared: with 128 places, texts that have a third of their
runs in common are all compared, and of unrelated ones nearly none."""
_ALIKE = 0.65
"""Share of common runs, of all runs of both, from which two texts are one. Statements after one pattern, on the
national days of two countries, have up to 0.57 in common; a wire story with another first paragraph has more."""
_WITHIN = 0.9
"""Share of the runs of the shorter text, from which it is a part of the longer one."""
_SOME = 0.2
"""Share of common runs below which the estimate is too rough to call a text a part of another one."""
_SHORT = 40
"""Runs below which texts are only one if they are the same: short notices are alike without being copies."""
_AT_ONCE = 512
"""Runs that are hashed together: what stays in the processor's cache."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketched:
    """An article: its id, its date (ISO or "") and the sketch of its text."""

    doc: str
    date: str
    sketch: bytes


def sketch(text: str) -> bytes:
    """The MinHash of a text and the number of its runs: about a kilobyte, the same wherever it is made."""
    import numpy as np  # an article that is not read anew has its sketch

    words = _WORD.findall(text.casefold())
    numbers = np.array([0] * max(0, _RUN - len(words)) + list(map(_number, words)), np.uint64)
    # All arithmetic is modulo 2**64. A run's hash is a sum of those of its words, each with a factor of its place; the
    # hash functions of the slots are multiply-shift (Dietzfelbinger et al., J. Algorithms 25, 1997).
    factors, odd, plus = np.split(np.array(_constants(), np.uint64), (_RUN, _RUN + _SLOTS))
    windows = np.lib.stride_tricks.sliding_window_view(numbers, _RUN)
    runs = np.unique((windows * factors).sum(axis=1, dtype=np.uint64))
    least = np.full(_SLOTS, 2**64 - 1, np.uint64)
    for start in range(0, len(runs), _AT_ONCE):
        hashes = odd[:, None] * runs[start : start + _AT_ONCE] + plus[:, None]
        np.minimum(least, hashes.min(axis=1), out=least)
    return array("I", [len(runs), *(least >> np.uint64(32)).tolist()]).tobytes()


@lru_cache(maxsize=1 << 15)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


@cache
def _constants() -> tuple[int, ...]:
    """Odd numbers of 64 bits: factors of a run's words and of the slots, and what is added for the slots."""
    drawn = (blake2b(b"%d" % at, digest_size=8).digest() for at in range(_RUN + 2 * _SLOTS))
    return tuple(int.from_bytes(number, "little") | 1 for number in drawn)


def origins(articles: Iterable[Sketched]) -> Mapping[str, str]:
    """The id of each article -> that of the article it is a copy of, by way of others perhaps: the earliest dated, then
    the first by id. An article that is no copy is its own origin."""
    known = {article.doc: article for article in articles}
    read = {doc: array("I", article.sketch) for doc, article in known.items()}
    parents = {doc: doc for doc in known}

    def top(doc: str) -> str:
        while parents[doc] != doc:
            parents[doc] = parents[parents[doc]]
            doc = parents[doc]
        return doc

    compared: set[tuple[str, str]] = set()
    for start in range(1, _SLOTS + 1, _BAND):
        # One band at a time: all of them at once would take a hundred times the room of the sketches.
        band: defaultdict[bytes, list[str]] = defaultdict(list)
        for doc, values in read.items():
            band[values[start : start + _BAND].tobytes()].append(doc)
        for docs in band.values():
            # Of many that share a band nearly all are the same text: neighbours are enough to join them.
            for pair in combinations(docs, 2) if len(docs) <= 12 else pairwise(docs):
                if pair in compared:
                    continue
                compared.add(pair)
                if _is_copy(read[pair[0]], read[pair[1]]):
                    parents[top(pair[1])] = top(pair[0])
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for doc in known:
        groups[top(doc)].append(doc)
    return {
        doc: min(group, key=lambda one: (known[one].date or "9999", one)) for group in groups.values() for doc in group
    }


def _is_copy(one: array[int], other: array[int]) -> bool:
    if min(one[0], other[0]) < _SHORT:
        return one == other
    common = sum(a == b for a, b in zip(one[1:], other[1:], strict=True)) / _SLOTS
    if common >= _ALIKE:
        return True
    shared = common / (1 + common) * (one[0] + other[0])
    return common >= _SOME and shared >= _WITHIN * min(one[0], other[0])
