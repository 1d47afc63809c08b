"""What graph.html knows: the records of a graph as columns of plain values, small enough to be mailed.

Two parts. What every view needs (names, ends of relations, and of each claim its article, status, confidence and date)
stands in the page as JSON and is read when it opens. The sentences with all that is told of them are needed only where
somebody reads them: they are packed, a sentence once however many claims it makes, and unpacked on demand.

Numbers are positions in the lists; offsets count UTF-16 units, as JavaScript does.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import batched
from typing import Any

from kg.export.looks import KIND_COLOURS, family_colours
from kg.graph import Edge, Network
from kg.models import KINDS, STATUSES, Claim, Document, Span

_SOURCE, _TRIGGER, _TARGET = range(1, 4)
_OF_A_TYPE = ("relation", "label", "inverse_label", "family", "plover", "symmetric")
_CONTESTED, _UNNAMED_ONLY = 1, 2


@dataclass(frozen=True, slots=True)
class PageData:
    """What the page reads when it opens, and the packed evidence (JSON, gzip, base64).

    Actors are in the order of the network's nodes, relations in that of its edges, claims in that of the relations.
    """

    core: dict[str, Any]
    evidence: str


def page_data(network: Network) -> PageData:
    """What the page knows of a network. Of the claims, only numbers and differing sentences are kept in memory."""
    number: dict[str, int] = {}
    actors = _Columns()
    for node in network.nodes():
        number[node.id] = len(number)
        actors.add(
            name=node.label or node.id, kind=KINDS.index(node.kind),
            id=node.id, aliases=node.aliases, wikidata=node.wikidata, mentions=node.mentions, articles=node.articles,
            first_seen=node.first_seen, last_seen=node.last_seen,
        )  # fmt: skip
    documents = [network.article(doc) for doc in network.store.claiming()]
    article = {document.id: n for n, document in enumerate(documents)}
    types: dict[str, dict[str, Any]] = {}
    type_number: dict[str, int] = {}
    relations, claims, evidence = _Columns(), _Columns(), _Evidence(network, number)
    for edge in network.edges():
        if edge.relation not in types:
            type_number[edge.relation] = len(types)
            types[edge.relation] = {key: getattr(edge, key) for key in _OF_A_TYPE}
        relations.add(
            id=edge.id, source=number[edge.source], target=number[edge.target], type=type_number[edge.relation],
            claims=len(edge.evidence), flags=_CONTESTED * edge.contested + _UNNAMED_ONLY * edge.unnamed_only,
            origins=edge.origins,
        )  # fmt: skip
        for claim in edge.evidence:
            claims.add(
                document=article[claim.doc], status=STATUSES.index(claim.status),
                confidence=round(100 * claim.confidence), date=claim.date,
            )  # fmt: skip
        evidence.add(edge)
    families = family_colours(kind["family"] for kind in types.values())
    core = {
        "articles": network.articles,
        "kinds": [{"name": kind, "colours": KIND_COLOURS[kind]} for kind in KINDS],
        "families": [{"name": family, "colours": colours} for family, colours in families.items()],
        "statuses": STATUSES,
        "types": list(types.values()),
        "documents": {
            field: [getattr(document, field) for document in documents]
            for field in ("id", "title", "publisher", "date", "url")
        },
        "actors": actors.of(
            "name", "kind", "id", "aliases", "wikidata", "mentions", "articles", "first_seen", "last_seen"
        ),
        "relations": relations.of("id", "source", "target", "type", "claims", "flags", "origins"),
        "claims": claims.of("document", "status", "confidence", "date"),
    }
    return PageData(core, _packed(evidence.told(documents)))


class _Columns:
    """Records as one list for each field."""

    def __init__(self) -> None:
        self._of: dict[str, list[Any]] = {}

    def add(self, **values: Any) -> None:
        for name, value in values.items():
            self._of.setdefault(name, []).append(value)

    def of(self, *names: str) -> dict[str, list[Any]]:
        """The columns, also those of no record."""
        return {name: self._of.get(name, []) for name in names}


_encoded = json.JSONEncoder(separators=(",", ":")).encode


class _Written:
    """A list of values as the JSON that they will be, which takes a tenth of the memory."""

    def __init__(self) -> None:
        self._json = bytearray()

    def add(self, value: Any) -> None:
        self._json += (b"," if self._json else b"[") + _encoded(value).encode()

    def __str__(self) -> str:
        return f"{self._json.decode()}]" if self._json else "[]"


class _Evidence:
    """The sentences, and of every claim what the page shows with its sentence."""

    def __init__(self, network: Network, number: Mapping[str, int]) -> None:
        self._network = network
        self._number = number
        self._sentences: dict[str, int] = {}
        self._rules: dict[str, int] = {}
        self._texts: dict[str, int] = {"": 0}  # roles, and the words for speakers
        self._summaries: list[str] = []
        self._claims = _Columns()
        self._marks, self._speakers = _Written(), _Written()
        self._named = network.named()
        self._next = next(self._named, None)

    def _names(self, claim: Claim) -> Iterator[tuple[str, int, int]]:
        """(actor, start, end) of the names of the ends of the next claim in its sentence."""
        while self._next is not None and self._next[0] == claim.id:
            yield self._next[1:]
            self._next = next(self._named, None)

    def add(self, edge: Edge) -> None:
        """Note what the claims of an edge say; edges come in the order of the page."""
        self._summaries.append(edge.summary)
        for claim in edge.evidence:
            said = claim.speaker
            self._claims.add(
                sentence=_place(self._sentences, claim.evidence.text),
                start=claim.evidence.span.start,
                rule=_place(self._rules, claim.rule),
                role=_place(self._texts, claim.role),
                # A relation without a direction is told in either.
                turned=int(claim.source != edge.source),
            )
            self._marks.add(_marks(claim, list(self._names(claim))))
            self._speakers.add(
                said
                and [
                    _place(self._texts, said.text),
                    -1 if said.actor is None else self._number.get(said.actor, -1),
                    int(said.named),
                    _place(self._texts, said.via or ""),
                ]
            )

    def told(self, documents: Sequence[Document]) -> dict[str, Any]:
        """All of it, for the articles in the order of the page."""
        copies = self._network.store.copies()
        return {
            "sentences": list(self._sentences),
            "rules": list(self._rules),
            "texts": list(self._texts),
            "summaries": self._summaries,
            "claims": {
                **self._claims.of("sentence", "start"),
                "marks": self._marks,
                **self._claims.of("rule", "role", "turned"),
                "speaker": self._speakers,
            },
            "paths": [document.path for document in documents],
            "copies": [_title(self._network, copies.get(document.id, "")) for document in documents],
        }


def _place(table: dict[str, int], value: str) -> int:
    return table.setdefault(value, len(table))


def _title(network: Network, doc: str) -> str:
    """How a reader knows an article; "" for none."""
    return (network.article(doc).title or doc) if doc else ""


def _packed(value: Mapping[str, Any]) -> str:
    """JSON, packed piece by piece: a large page's evidence as one text, and again as octets, would take the most
    memory of a build."""
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as file:
        for text in _pieces(value):
            # A lone surrogate, which JSON and a file name may hold, is no text for anybody else.
            file.write(text.encode("utf-8", errors="replace"))
    return base64.b64encode(packed.getbuffer()).decode()


_AT_ONCE = 500
"""Values of a list that are made JSON together."""


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for place, (key, inner) in enumerate(value.items()):
            yield f"{',' if place else '{'}{json.dumps(key)}:"
            yield from _pieces(inner)
        yield "}" if value else "{}"
    elif isinstance(value, _Written):
        yield str(value)
    elif isinstance(value, list):
        yield "["
        for place, some in enumerate(batched(value, _AT_ONCE)):
            yield ("," if place else "") + json.dumps(some, ensure_ascii=False, separators=(",", ":"))[1:-1]
        yield "]"
    else:
        yield json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _marks(claim: Claim, named: Collection[tuple[str, int, int]]) -> list[int]:
    """Where the sentence names the source, the trigger and the target: start, end and which of the three, flat."""
    span, text = claim.evidence.span, claim.evidence.text
    roles = bytearray(len(text))

    def paint(at: Span | None, role: int, over: bool = True) -> None:
        if at is not None and span.start <= at.start and at.end <= span.end:
            place = slice(at.start - span.start, at.end - span.start)
            mark = bytes((role,))
            roles[place] = mark * (at.end - at.start) if over else roles[place].replace(b"\0", mark)

    for actor, role in ((claim.source, _SOURCE), (claim.target, _TARGET)):
        for of, start, end in named:
            if of == actor:
                paint(Span(start, end), role)
    # The words that fill the roles may be no names: "he", "the troops". A name that lies within stays what it is.
    paint(claim.source_at, _SOURCE, over=False)
    paint(claim.target_at, _TARGET, over=False)
    paint(claim.trigger, _TRIGGER)
    marks: list[int] = []
    place, units = 0, 0  # in the text, in UTF-16
    for run in _RUN.finditer(roles):
        start = units + _utf16(text[place : run.start()])
        place, units = run.end(), start + _utf16(text[run.start() : run.end()])
        marks += [start, units, roles[run.start()]]
    return marks


_RUN = re.compile(rb"([^\0])\1*", re.DOTALL)


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
