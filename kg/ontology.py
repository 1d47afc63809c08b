"""rules/ontology.yaml -> the relation types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from kg import yamlfile
from kg.errors import RuleError
from kg.models import KINDS, FtmLink, Kind, RelationType
from kg.yamlfile import Problems, Reader, did_you_mean

_KEYS = ("id", "label", "inverse_label", "family", "plover", "symmetric", "source", "target", "meaning", "ftm",
         "abroad")  # fmt: skip


def load_ontology(path: Path) -> Mapping[str, RelationType]:
    """Relation id -> its type, in the order of the file. RuleError lists everything that is wrong with it."""
    problems = Problems.none()
    types: dict[str, RelationType] = {}
    for entry in yamlfile.records(path, problems, "relation type"):
        entry.only(*_KEYS)
        relation = RelationType(
            id=entry.text("id"),
            label=entry.text("label"),
            inverse_label=entry.text("inverse_label"),
            family=entry.text("family"),
            plover=entry.text("plover"),
            symmetric=entry.flag("symmetric"),
            source_kinds=_kinds(entry, "source"),
            target_kinds=_kinds(entry, "target"),
            meaning=entry.text("meaning", default="-"),
            abroad=entry.flag("abroad"),
            ftm=tuple(_link(Reader(node, path, problems, "ftm")) for node in entry.nodes("ftm")),
        )
        if relation.id in types:
            entry.problem(f"relation type '{relation.id}' stands twice; keep one")
        if relation.symmetric and relation.source_kinds != relation.target_kinds:
            entry.problem(f"symmetric relation type '{relation.id}' must have the same kinds at both ends")
        types[relation.id] = relation
    problems.stop(RuleError)
    if not types:
        raise RuleError(f"{path}:1: holds no relation type")
    return types


def _link(entry: Reader) -> FtmLink:
    entry.only("schema", "roles")
    return FtmLink(entry.text("schema"), entry.texts("roles"))


def _kinds(entry: Reader, key: str) -> frozenset[Kind]:
    kinds = entry.texts(key)
    for kind in kinds:
        if kind not in KINDS:
            entry.problem(f"'{kind}' is not a kind of actor{did_you_mean(kind, KINDS)}", entry.line_of(key))
    if not kinds:
        entry.problem(f"'{key}' must list the kinds of actor that may stand there: {', '.join(KINDS)}")
    return cast(frozenset[Kind], frozenset(kinds))
