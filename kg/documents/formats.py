"""The table of formats.

A new format is one function that turns bytes into a ``Reading``, in a module of its family, and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.documents.reading import Reading
from kg.documents.text import read_text

Reader = Callable[[bytes, str], Reading]
"""Takes the bytes of an article and its place (for messages); raises DocumentError."""

READERS: Mapping[str, Reader] = {
    ".md": read_text,
    ".txt": read_text,
}
"""Suffix, in small letters -> the reader of that format. Tables of articles have their own table, ``TABLES``."""
