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
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.export.looks import KIND_COLOURS, family_colours
from kg.graph import Network
from kg.models import KINDS, STATUSES, Claim, Document, Mention, Span

if TYPE_CHECKING:
    import networkx as nx

_SOURCE, _TRIGGER, _TARGET = range(1, 4)
_CONTESTED, _UNNAMED_ONLY = 1, 2


def page_data(network: Network, graph: nx.MultiDiGraph[str]) -> tuple[dict[str, Any], str]:
    """What the page reads when it opens, and the packed evidence (JSON, gzip, base64).

    Actors are in the order of the graph's nodes, relations in that of its edges, claims in that of the relations.
    """
    number = {node: n for n, node in enumerate(graph)}
    relations = [(source, target, attributes) for source, target, attributes in graph.edges(data=True)]
    claims = [claim for *_, attributes in relations for claim in attributes["evidence"]]
    documents = [network.article(doc) for doc in sorted({claim.doc for claim in claims})]
    article = {document.id: n for n, document in enumerate(documents)}
    types = {attributes["relation"]: attributes for *_, attributes in relations}
    type_number = {relation: n for n, relation in enumerate(types)}
    families = family_colours(attributes["family"] for attributes in types.values())
    actors = [attributes for _, attributes in graph.nodes(data=True)]
    core = {
        "articles": graph.graph.get("articles", len(documents)),
        "kinds": [{"name": kind, "colours": KIND_COLOURS[kind]} for kind in KINDS],
        "families": [{"name": family, "colours": colours} for family, colours in families.items()],
        "statuses": STATUSES,
        "types": [
            {key: attributes[key] for key in ("relation", "label", "inverse_label", "family", "plover", "symmetric")}
            for attributes in types.values()
        ],
        "documents": _columns(documents, ("id", "title", "publisher", "date", "url")),
        "actors": {
            "name": [attributes["label"] or node for node, attributes in graph.nodes(data=True)],
            "kind": [KINDS.index(attributes["kind"]) for attributes in actors],
            **{
                key: [attributes[key] for attributes in actors]
                for key in ("id", "aliases", "wikidata", "mentions", "articles", "first_seen", "last_seen")
            },
        },
        "relations": {
            "id": [attributes["id"] for *_, attributes in relations],
            "source": [number[source] for source, *_ in relations],
            "target": [number[target] for _, target, _ in relations],
            "type": [type_number[attributes["relation"]] for *_, attributes in relations],
            "claims": [len(attributes["evidence"]) for *_, attributes in relations],
            "flags": [
                _CONTESTED * attributes["contested"] + _UNNAMED_ONLY * attributes["unnamed_only"]
                for *_, attributes in relations
            ],
            "origins": [attributes["origins"] for *_, attributes in relations],
        },
        "claims": {
            "document": [article[claim.doc] for claim in claims],
            "status": [STATUSES.index(claim.status) for claim in claims],
            "confidence": [round(100 * claim.confidence) for claim in claims],
            "date": [claim.date for claim in claims],
        },
    }
    return core, _packed(_evidence(network, relations, claims, documents, number))


def _columns(records: Sequence[Document], fields: Sequence[str]) -> dict[str, list[str]]:
    return {field: [getattr(record, field) for record in records] for field in fields}


def _evidence(
    network: Network,
    relations: Sequence[tuple[str, str, Mapping[str, Any]]],
    claims: Sequence[Claim],
    documents: Sequence[Document],
    number: Mapping[str, int],
) -> dict[str, Any]:
    """The sentences, and of every claim what the page shows with its sentence."""
    copies = network.store.copies()
    mentions = _Mentions(network, {claim.doc for claim in claims})
    sentences: dict[str, int] = {}
    rules: dict[str, int] = {}
    texts: dict[str, int] = {"": 0}  # roles, and the words for speakers

    def place(table: dict[str, int], value: str) -> int:
        return table.setdefault(value, len(table))

    of_claims: dict[str, list[Any]] = defaultdict(list)
    sources = [source for source, _, attributes in relations for _ in attributes["evidence"]]
    for source, claim in zip(sources, claims, strict=True):
        said = claim.speaker
        of_claims["sentence"].append(place(sentences, claim.evidence.text))
        of_claims["start"].append(claim.evidence.span.start)
        of_claims["marks"].append(_marks(claim, mentions))
        of_claims["rule"].append(place(rules, claim.rule))
        of_claims["role"].append(place(texts, claim.role))
        # A relation without a direction is told in either.
        of_claims["turned"].append(int(claim.source != source))
        of_claims["speaker"].append(
            said
            and [
                place(texts, said.text),
                -1 if said.actor is None else number.get(said.actor, -1),
                int(said.named),
                place(texts, said.via or ""),
            ]
        )
    return {
        "sentences": list(sentences),
        "rules": list(rules),
        "texts": list(texts),
        "summaries": [attributes["summary"] for *_, attributes in relations],
        "claims": of_claims or {"sentence": []},
        "paths": [document.path for document in documents],
        "copies": [_title(network, copies.get(document.id, "")) for document in documents],
    }


def _title(network: Network, doc: str) -> str:
    """How a reader knows an article; "" for none."""
    return (network.article(doc).title or doc) if doc else ""


def _packed(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate, which JSON and a file name may hold, is no text for anybody else.
    octets = text.encode("utf-8", errors="replace")
    return base64.b64encode(gzip.compress(octets, compresslevel=9, mtime=0)).decode()


class _Mentions:
    """The mentions of some articles, to be asked for those in a sentence."""

    def __init__(self, network: Network, docs: set[str]) -> None:
        self._of: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in network.store.mentions():
            if mention.doc in docs:
                self._of[mention.doc].append(mention)

    def inside(self, doc: str, span: Span) -> list[Mention]:
        found = self._of[doc]
        first = bisect_left(found, span.start, key=lambda mention: mention.span.start)
        last = bisect_left(found, span.end, key=lambda mention: mention.span.start)
        return [mention for mention in found[first:last] if mention.span.end <= span.end]


def _marks(claim: Claim, mentions: _Mentions) -> list[int]:
    """Where the sentence names the source, the trigger and the target: start, end and which of the three, flat."""
    span, text = claim.evidence.span, claim.evidence.text
    named = mentions.inside(claim.doc, span)
    roles = bytearray(len(text))

    def paint(at: Span | None, role: int, over: bool = True) -> None:
        if at is not None and span.start <= at.start and at.end <= span.end:
            for place in range(at.start - span.start, at.end - span.start):
                if over or not roles[place]:
                    roles[place] = role

    for actor, role in ((claim.source, _SOURCE), (claim.target, _TARGET)):
        for mention in named:
            if mention.actor == actor:
                paint(mention.span, role)
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
