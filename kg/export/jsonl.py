"""JSON Lines: one record a line, UTF-8, keys in the order of the contract (DESIGN section 5), for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from kg.export.files import whole_file
from kg.graph import Network
from kg.models import Claim
from kg.store import Store


def write(network: Network, out: Path) -> None:
    """Write documents.jsonl, actors.jsonl (the actors of the graph) and claims.jsonl into the folder ``out``.

    Raises:
        ExportError: a file cannot be written.
    """
    store = network.store
    _write(out / "documents.jsonl", _documents(store))
    _write(out / "actors.jsonl", _actors(network))
    _write(out / "claims.jsonl", map(_claim, network.claims()))


_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with whole_file(path) as file:
        for record in records:
            file.write(f"{_encoded(record)}\n".encode())


def _documents(store: Store) -> Iterator[dict[str, Any]]:
    for document in store.documents():
        yield {
            "id": document.id,
            "path": document.path,
            "title": document.title,
            "date": document.date,
            "publisher": document.publisher,
            "url": document.url,
            "sha256": document.sha256,
            "provenance": dict(document.provenance),
        }


def _actors(network: Network) -> Iterator[dict[str, Any]]:
    named = groupby(network.store.named_where(), key=itemgetter(0))
    actor, where = next(named, ("", ()))
    for node in network.nodes():
        mentions: list[dict[str, Any]] = []
        if actor == node.id:  # both are in the order of the ids
            mentions += ({"doc": doc, "start": start, "end": end, "text": text} for _, doc, start, end, text in where)
            actor, where = next(named, ("", ()))
        yield {
            "id": node.id,
            "name": node.label,
            "kind": node.kind,
            "aliases": list(node.aliases),
            "wikidata": node.wikidata or None,
            "mentions": mentions,
        }


def _claim(claim: Claim) -> dict[str, Any]:
    said = claim.speaker
    return {
        "id": claim.id,
        "doc": claim.doc,
        "source": claim.source,
        "relation": claim.relation,
        "target": claim.target,
        "status": claim.status,
        "role": claim.role,
        "date": claim.date,
        "speaker": said and {"text": said.text, "actor": said.actor, "named": said.named, "via": said.via},
        "confidence": claim.confidence,
        "rule": claim.rule,
        "construction": claim.construction,
        "evidence": {
            "text": claim.evidence.text,
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
        },
    }
