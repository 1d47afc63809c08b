"""What the lines of an article are: what may assert something and what may not.

A page of news is more than its prose: headlines, bylines, captions, questions, lists of related stories. Read as
sentences they make false claims ("Is Havana evacuating its personnel?"). Blocks are found by their looks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.models import Span

BlockKind = Literal["prose", "heading", "dateline", "caption", "question", "related", "byline", "furniture"]

ASSERTING: frozenset[BlockKind] = frozenset({"prose"})
"""The kinds of block whose sentences can become claims."""

PRESUPPOSING: frozenset[BlockKind] = frozenset({"prose", "question", "byline"})
"""The kinds of block, and questions among the prose, that still tell who somebody is ("President X", "X, envoy")."""

NAMING: frozenset[BlockKind] = frozenset({"prose", "question", "byline"})
"""The kinds of block whose names can become actors of their own; elsewhere only actors known from these count."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line of an article."""

    span: Span
    kind: BlockKind


_RELATED = re.compile(
    r"(?:see also|read (?:more|also|next)|related(?: \w+){0,2}|you (?:may|might) also (?:like|enjoy)|"
    r"more (?:on this|from|stories)|recommended|most (?:read|popular|viewed)|don'?t miss|"
    r"sources?|sister links?|external links?|references|further reading|"
    r"keep reading|trending)\W*\Z",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:filed under|tags?|topics|categories|share (?:this|on)|leave a (?:comment|reply)|"
    r"comments?|advertisement|sign up|subscribe|"
    r"follow us|click here|copyright|all rights reserved|©|\(c\) ?\d{4}|posted (?:in|on|by)|"
    r"published|updated|last modified|reading time|download|"
    r"listen|watch|print|email|source:)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?i:by|from|report(?:ing|ed) by|written by|edited by|additional reporting|"
    r"photograph(?:s|y)? by)\s+[A-Z]",
    re.ASCII,
)
_SPEAKER = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]+,\s+(?:[\w'’-]+\s+){0,4}(?i:secretary|spokes\w+|minister|ambassador|president|director|"
    r"commissioner|administrator|representative|envoy|chair\w*|governor|mayor|general|senator|adviser|advisor)\b[^.!?:]{0,60}\Z",
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATELINE = re.compile(
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+\d{{4}}\b.{{0,60}}\Z", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:photo|image|picture|illustration|graphic|file photo|photograph|video|credit|courtesy)\s*"
    r"(?:by|:|credit|courtesy|/|-)|"
    r"[-–—(/]\s*(?:image|photo|picture|file)\b|©|\b(?:getty images|shutterstock)\b|"
    r"\(file\)|via (?:ap|reuters|getty)\W*\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_SPEAKER_LABEL = re.compile(
    r"(?:Q|A|QUESTION|ANSWER|MODERATOR|MR|MS|MRS|SECRETARY [A-Z]+|[A-Z]{3,}(?: [A-Z]{3,})*)\s*:\s"
)
_PROSE_WORDS = 18


def blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of ``text[start:]`` in order, as code-point spans without surrounding white space."""
    found: list[Block] = []
    related = False
    lines = list(_lines(text, start))
    for number, span in enumerate(lines):
        kind = _kind(text[span.start : span.end], first=number == 0)
        if kind == "related":
            related = True
        elif related and kind == "prose" and not _short(text[span.start : span.end]):
            related = False
        found.append(Block(span, "related" if related else kind))
    return tuple(found)


def _lines(text: str, start: int) -> Iterator[Span]:
    """Paragraphs: lines, with hard-wrapped ones joined (a full-width line that ends in mid-sentence goes on)."""
    position = start
    held: Span | None = None
    for line in text[start:].splitlines(keepends=True):
        stripped = line.strip()
        begin = position + (len(line) - len(line.lstrip()))
        span = Span(begin, begin + len(stripped))
        position += len(line)
        if not stripped:
            if held:
                yield held
            held = None
            continue
        if held is None:
            held = span
            continue
        previous = text[held.start : held.end].rsplit("\n", 1)[-1]
        wrapped = 55 <= len(previous) <= 100 and not _END.search(previous) and len(stripped) <= 100
        if wrapped or (stripped[0].islower() and not _SENTENCE_END.search(previous)):
            held = Span(held.start, span.end)
        else:
            yield held
            held = span
    if held:
        yield held


def _short(line: str) -> bool:
    return len(line.split()) < _PROSE_WORDS


def _kind(line: str, *, first: bool) -> BlockKind:
    words = line.split()
    if not any(char.isalpha() for char in line):
        return "furniture"
    if _RELATED.match(line):
        return "related"
    if _DATELINE.match(line):
        return "dateline"
    if _FURNITURE.match(line) and _short(line):
        return "furniture"
    if _short(line) and _BYLINE.match(line) and not _SENTENCE_END.search(line):
        return "dateline"
    if _CAPTION.search(line) and len(words) < 40 and not _SENTENCE_END.search(line):
        return "caption"
    if _short(line) and line.rstrip("\"'”’ ").endswith("?"):
        return "heading" if _title_case(words) else "question"
    if _short(line) and len(words) <= 10 and _SPEAKER.match(line):
        return "byline"
    if _short(line) and not _END.search(line):
        return "heading"
    return "prose"


def _title_case(words: Sequence[str]) -> bool:
    """A headline in title case: "Is Havana Evacuating Its Doctors?"."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) * 4 >= len(long) * 3
