"""The table of formats.

A new format is one function that turns bytes into a ``Reading``, in a module of its family, and one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from kg.documents.reading import Reader

READERS: Mapping[str, str] = {
    ".docx": "papers.read_docx",
    ".eml": "mail.read_eml",
    ".htm": "page.read_page",
    ".html": "page.read_page",
    ".md": "text.read_text",
    ".mht": "mail.read_mhtml",
    ".mhtml": "mail.read_mhtml",
    ".pdf": "papers.read_pdf",
    ".txt": "text.read_text",
}
"""Suffix, in small letters -> the reader of that format, module.function of this package: most need libraries that take
long to load and only the process that reads such a file needs them. Tables of articles have a table of their own,
``TABLES``."""

PLAIN = frozenset({".md", ".txt"})
"""Formats whose text is that of the file, read by code that no file can hang: they need no process of their own."""


def reader(format: str) -> Reader:
    """The reader of a format of ``READERS``."""
    module, _, name = READERS[format].partition(".")
    return cast(Reader, getattr(import_module(f"kg.documents.{module}"), name))
