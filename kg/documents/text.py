"""Text and Markdown, with or without YAML front matter."""

from __future__ import annotations

import re

from kg import yamlfile
from kg.documents.encoding import decode
from kg.documents.reading import FIELDS, Found, Reading, iso_date, one_line
from kg.errors import DocumentError

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:(?P<yaml>.*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENS_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[A-Za-z_][\w \t.-]*:(?:[ \t]|\n|\Z)")
_YAML_HINTS = (
    ("mapping values are not allowed", '; a value that holds a colon needs quotation marks: title: "Cuba: a report"'),
    ("unexpected end of stream", "; is a quotation mark missing?"),
)
"""Words of a message of libyaml, and what to add to it."""
_LONGEST_FRONT_MATTER = 10_000
"""In code points. What is longer is an article; and hundred thousands of brackets overflow the stack of libyaml."""


def read_text(data: bytes, path: str) -> Reading:
    """Text or Markdown, with or without YAML front matter.

    The text is what ``open(path, encoding=...).read()`` gives: every line end becomes a line feed, and a UTF-8 byte
    order mark stays in the text as its first code point, so that offsets hold, but before ``body``.
    """
    text, notes = decode(data, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("{\\rtf"):
        raise DocumentError(path, "is an RTF file; save it as .docx or as plain text")
    block = _FRONT_MATTER.match(text)
    if block and not (block["yaml"] or "").strip():
        return Reading(text, body=block.end(), notes=notes)
    if not _OPENS_FRONT_MATTER.match(text):
        return Reading(text, body=start, notes=notes)  # "---" may also be a rule drawn above the first paragraph
    if not block or block.end() > _LONGEST_FRONT_MATTER:
        raise DocumentError(f"{path}:1", "front matter begins here and has no closing line '---'")
    return Reading(text, body=block.end(), found=_metadata(block["yaml"], path), notes=notes)


def _metadata(block: str, path: str) -> tuple[Found, ...]:
    problems = yamlfile.Problems.none()
    root = yamlfile.parse(block, path, problems, first_line=2)
    if problems.found or root is None:
        line, _, problem = problems.found[0].removeprefix(f"{path}:").partition(": ")
        hint = next((hint for cause, hint in _YAML_HINTS if cause in problem), "")
        raise DocumentError(f"{path}:{line}", f"front matter: {problem}{hint}")
    if not isinstance(root.value, dict):
        raise DocumentError(f"{path}:{root.line}", "front matter must be lines of 'key: value'")
    found = []
    for key in FIELDS:
        node = root.value.get(key)
        if node is None:
            continue
        if not isinstance(node.value, str):
            raise DocumentError(f"{path}:{node.line}", f"front matter: '{key}' must be one text")
        value = one_line(node.value)
        if value in ("", "~", "null"):
            continue
        if key == "date":
            date = iso_date(value)
            if date is None:
                raise DocumentError(
                    f"{path}:{node.line}",
                    f"front matter: '{value}' is not a date that can be read one way only; write it as 2026-01-31",
                )
            value = date
        found.append(Found(key, value, "front matter"))
    return tuple(found)
