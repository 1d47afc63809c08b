"""Every record that crosses a stage: frozen, slotted, picklable, sorted where order could leak.

Offsets are code points into ``Document.text``, half open: ``text[start:end]`` is the quoted piece, always.
A stage never changes a record it was given; it makes a new one (``dataclasses.replace``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["person", "institution", "country"]
Status = Literal["asserted", "alleged", "denied", "planned", "hypothetical"]

KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)
"""From the firmest to the least firm; an edge takes the firmest status among its claims."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    ``text`` is the whole decoded file, front matter included, so that offsets can be checked with
    ``open(path).read()[start:end]`` (for web pages, PDF and the like it is what was made of them); analysis begins at
    ``body``. ``date`` is ISO (day, month or year) or "". ``provenance`` tells of each field where it came from, and of
    ``text`` what was guessed or mended: (field, words), by field. ``sketch`` is what ``kg.origins`` knows copies by.
    """

    id: str
    path: str
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    language: str = "en"
    sha256: str = ""
    body: int = 0
    provenance: tuple[tuple[str, str], ...] = ()
    sketch: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as written. ``actor`` is the id of the article's actor it belongs to."""

    doc: str
    span: Span
    text: str
    kind: Kind
    actor: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence, verbatim: ``document.text[span.start:span.end] == text``."""

    doc: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the article has say it; a claim without a speaker is told by the outlet itself.

    ``text`` is the description as written, ``actor`` its node if it is one, ``via`` the outlet that the article has it
    from, which may be the speaker itself ("Reuters reported").
    """

    text: str
    actor: str | None = None
    named: bool = False
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says. ``source`` and ``target`` are ids of actors: the article's until resolve, the corpus's
    after.

    ``trigger`` is the word that the rule looked for, ``source_at`` and ``target_at`` the words that stand for the two
    actors ("He", "the ministry"): offsets into the document's text, inside the sentence or, where the grammar reaches
    further, outside it; None where a reader does not know."""

    id: str
    doc: str
    source: str
    relation: str
    target: str
    status: Status
    role: str
    date: str
    speaker: Speaker | None
    confidence: float
    rule: str
    evidence: Evidence
    construction: str = ""
    trigger: Span | None = None
    source_at: Span | None = None
    target_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something a stage refused, and why: nothing is dropped silently."""

    doc: str
    reason: str
    rule: str
    detail: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Actor:
    """A node: of one article when it leaves ``language``, of the corpus when it leaves ``resolve``.

    ``alias`` is the id in the alias table that the actor was recognised by, or None; ``how`` tells, a line each, why
    its names were taken for one actor.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    alias: str | None = None
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article yields. ``actors`` and ``claims`` use the article's own actor ids."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class FtmLink:
    """A FollowTheMoney schema that edges of a relation may be exported as; with ``roles``, only if one of them is the
    role that a claim tells."""

    schema: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationType:
    """One row of rules/ontology.yaml: an edge type, its direction in words and the kinds it may join. What is
    ``abroad`` goes on between states: nobody does it with the country that he serves."""

    id: str
    label: str
    inverse_label: str
    family: str
    plover: str
    symmetric: bool
    source_kinds: frozenset[Kind]
    target_kinds: frozenset[Kind]
    meaning: str = ""
    ftm: tuple[FtmLink, ...] = ()
    abroad: bool = False


def content_id(*parts: str) -> str:
    """A stable id made from content: the first 16 hex digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def claim_id(doc: str, source: str, relation: str, target: str, span: Span) -> str:
    """The id of a claim: what it says and where, so that it is the same in every build."""
    return content_id(doc, source, relation, target, str(span.start), str(span.end))
