"""Which word of a spaCy model has which row of its vectors, as its file tells it, without a table of all of them.

spaCy makes a dictionary of the file: for the default model 685,000 entries, which take a fifth of a second and 85 MB of
every process, of which an article asks for some hundred. Here the file's bytes are put in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAP = 0xDF  # of MessagePack: a map, the number of its entries in four bytes
_UINT16, _UINT64 = 0xCD, 0xCF
_SIZES = {0xCC: 1, _UINT16: 2, 0xCE: 4, _UINT64: 8}
"""First byte of a number that is not its own value -> the number of bytes after it."""
_USUAL = 12
"""Bytes of an entry with a key of 64 bits and a row of 16, as nearly all are."""
_MOST_KNOWN = 100_000


class Rows(Mapping[int, int]):
    """The hash of a word -> its row; as a mapping, all that the file has."""

    def __init__(self, packed: bytes) -> None:
        """``packed`` is a MessagePack map of unsigned integers. ValueError if it is anything else."""
        keys, rows = _read(packed)
        # Hashes are spread evenly: sorted by their first 16 bits, some ten stand together.
        first = (keys >> np.uint64(48)).astype(np.uint16)
        order = np.argsort(first, kind="stable")
        self._keys, self._rows = keys[order], rows[order]
        self._ends = np.cumsum(np.bincount(first, minlength=1 << 16)).tolist()
        self._known: dict[int, int] = {}

    def get(self, key: int, default: int | None = None) -> int | None:  # type: ignore[override]
        row = self._known.get(key)
        if row is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            row = self._known[key] = self._find(key)
        return default if row < 0 else row

    def _find(self, key: int) -> int:
        """The row of a word; -1 if it has none."""
        first = key >> 48
        start, end = self._ends[first - 1] if first else 0, self._ends[first]
        try:
            return int(self._rows[start + self._keys[start:end].tolist().index(key)])
        except ValueError:
            return -1

    def __getitem__(self, key: int) -> int:
        row = self.get(key)
        if row is None:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys.tolist())

    def __len__(self) -> int:
        return len(self._keys)


def _read(packed: bytes) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys and the rows: those of the usual entries, then those of the others."""
    size = len(packed)
    data = np.frombuffer(packed + bytes(2 * _USUAL), np.uint8)
    if data[0] != _MAP:
        raise ValueError("is no MessagePack map of 2**16 entries or more")
    # Where a usual entry may begin, and where the last of some that follow each other may. Other bytes look so, too;
    # but what begins where an entry is known to begin is one.
    usual = (data[:-_USUAL] == _UINT64) & (data[9 : 9 - _USUAL] == _UINT16)
    ends = np.flatnonzero(usual[:-_USUAL] & ~usual[_USUAL:]).tolist()
    runs: list[NDArray[np.uint8]] = []
    others: list[tuple[int, int]] = []
    at, turn = 5, 0
    while at < size:
        if usual[at]:
            while ends[turn] < at or (ends[turn] - at) % _USUAL:
                turn += 1
            start, at = at, ends[turn] + _USUAL
            runs.append(data[start:at])
        else:
            key, at = _number(packed, at)
            row, at = _number(packed, at)
            others.append((key, row))
    entries = np.concatenate([data[:0], *runs]).reshape(-1, _USUAL)
    if at != size or len(entries) + len(others) != int.from_bytes(packed[1:5]):
        raise ValueError("is a MessagePack map that is not whole")
    keys = [entries[:, 1:9].copy().view(">u8").ravel(), np.array([key for key, _ in others], np.uint64)]
    rows = [entries[:, 10:].copy().view(">u2").ravel(), np.array([row for _, row in others], np.int64)]
    return np.concatenate(keys, dtype=np.uint64), np.concatenate(rows, dtype=np.int64)


def _number(packed: bytes, at: int) -> tuple[int, int]:
    """The number that begins here, and where the next one does."""
    first = packed[at : at + 1]
    if first < b"\x80":
        return int.from_bytes(first), at + 1
    size = _SIZES.get(first[0])
    if size is None:
        raise ValueError("holds something else than unsigned integers")
    return int.from_bytes(packed[at + 1 : at + 1 + size]), at + 1 + size
