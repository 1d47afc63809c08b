"""Opening what somebody else put there: only regular files, nothing that grows out of bounds when it is unpacked."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

_BOMB = 100
"""A packed file that unpacks to more than this many times its size is none of text, which packs to a fifth or so."""
_SMALL = 1_000_000
"""Bytes that may be unpacked from anything: a short file of blanks packs better than that."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at ``path``, unpacked while it is read if its name ends in .gz.

    OSError for what is no regular file, without waiting for anybody to write to a pipe; for what cannot be read or
    unpacked; and as soon as more is unpacked than any text packs to.
    """
    # Opened without blocking and looked at afterwards: what stands at the path can change in between.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(number, "rb") as file:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise OSError("is not a regular file")
        if path.suffix.lower() != ".gz":
            yield file
            return
        with gzip.open(file) as unpacked, io.BufferedReader(_Bounded(unpacked, found.st_size)) as bounded:
            yield cast(BinaryIO, bounded)


class _Bounded(io.RawIOBase):
    """Unpacked bytes, up to a limit; every way in which unpacking fails is an OSError."""

    def __init__(self, unpacked: gzip.GzipFile, packed: int) -> None:
        super().__init__()
        self._unpacked = unpacked
        self._most = max(_SMALL, packed * _BOMB)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._unpacked.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._unpacked.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise OSError(f"cannot be unpacked: {error}") from error
        if self._unpacked.tell() > self._most:
            raise OSError(f"unpacks to more than {_BOMB} times its size")
        buffer[: len(data)] = data
        return len(data)
