"""What a person mended in Gephi, as drafts for rules/: merged nodes are judgements, new labels are aliases.

Gephi gives a merged node a new id, and new edges: what a node was before is told by its id, by its attribute ``actor``
(in which Gephi may have joined several), and by its edges, whose attribute ``edge`` or ``claim`` is an id of the store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kg.aliases import fold, slug
from kg.errors import InputError
from kg.graph import Network, Node


@dataclass(frozen=True, slots=True)
class Corrections:
    """``merged``: nodes that became one, with its label; ``renamed``: nodes with their new label; ``deleted``: nodes
    that are gone; each in the order of the graph. ``kept`` counts those that are as they were."""

    merged: tuple[tuple[tuple[Node, ...], str], ...]
    renamed: tuple[tuple[Node, str], ...]
    deleted: tuple[Node, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A file as it is: node -> (label, value of ``actor``); edges as (source, target, ids of an edge or a claim)."""

    nodes: Mapping[str, tuple[str, str]]
    edges: Sequence[tuple[str, str, str]]


def corrections(network: Network, path: Path) -> Corrections:
    """How the nodes in ``path`` (GraphML or GEXF, saved by Gephi) differ from those of the graph.

    Raises:
        InputError: the file cannot be read, is neither GraphML nor GEXF, or has nothing of this graph in it.
    """
    drawn = _read(path)
    known = {node.id: node for node in network.nodes()}
    became: defaultdict[str, set[str]] = defaultdict(set)  # node of the file -> actors
    for node, (_, actors) in drawn.nodes.items():
        became[node] |= {actor for actor in (node, actors, *re.split(r"[,;|\s]+", actors)) if actor in known}
    ends: dict[str, tuple[str, str]] = {}
    for one in network.edges() if drawn.edges else ():
        ends[one.id] = one.source, one.target
        ends |= {claim.id: (claim.source, claim.target) for claim in one.evidence}
    for source, target, told in drawn.edges:
        for edge in re.findall(r"[0-9a-f]{16}", told):
            for now, before in zip((source, target), ends.get(edge, ()), strict=False):
                if before not in drawn.nodes:
                    became[now].add(before)
    if not any(became.values()) and known:
        raise InputError(f"{path}: none of its nodes is an actor of this graph; name the build it was made from: --out")
    merged, renamed = [], []
    for node in drawn.nodes:
        label, was = drawn.nodes[node][0], sorted(became[node])
        if len(was) > 1:
            merged.append((tuple(known[actor] for actor in was), label))
        elif was and label and label != " ".join(known[was[0]].label.split()):
            renamed.append((known[was[0]], label))
    left = set().union(*became.values()) if became else set()
    deleted = tuple(node for node in known.values() if node.id not in left)
    kept = len(known) - len(deleted) - sum(len(nodes) for nodes, _ in merged) - len(renamed)
    return Corrections(tuple(sorted(merged, key=lambda one: one[0][0].id)), tuple(renamed), deleted, kept)


def as_yaml(found: Corrections, path: Path, limit: int = 40) -> Iterator[str]:
    """The drafts as lines to read, mend and paste; at most ``limit`` names of deleted nodes."""
    yield f"# {path.name}: {len(found.merged)} merged, {len(found.renamed)} renamed, {len(found.deleted)} deleted"
    yield f"# nodes, {found.kept} as they were"
    if found.merged:
        yield "#"
        yield "# for judgements.yaml:"
    for nodes, label in found.merged:
        yield f"- same: [{', '.join(_quoted(name) for name in _names(nodes))}]"
        yield f"  note: {_quoted(f'merged in Gephi as {label}')}"
    entries = [(nodes, label) for nodes, label in found.merged if fold(label) not in {fold(n.label) for n in nodes}]
    entries += [((node,), label) for node, label in found.renamed]
    if entries:
        yield "#"
        yield "# for aliases.yaml (an actor that stands there already: change the name of its entry):"
    for nodes, label in entries:
        others = sorted({form for node in nodes for form in (node.label, *node.aliases) if fold(form) != fold(label)})
        yield f"- id: {slug(label) or slug(nodes[0].label)}"
        yield f"  name: {_quoted(label)}"
        yield f"  kind: {nodes[0].kind}"
        for key, words in (("aliases", range(2, 99)), ("weak", range(2))):
            forms = [form for form in others if len(fold(form).split()) in words]
            if forms:
                yield f"  {key}: [{', '.join(map(_quoted, forms))}]"
    if found.deleted:
        yield "#"
        yield "# deleted: a name that names nobody belongs into not_names of lexicon/actors.yaml, a wrong spelling into"
        yield "# judgements.yaml (same: [...]); what was deleted only to see the rest better needs nothing:"
    for node in found.deleted[:limit]:
        times = f"{node.mentions} mention{'s' if node.mentions != 1 else ''}"
        yield f"#   {_quoted(node.label)}  ({node.kind}, {times}, id {node.id})"
    if len(found.deleted) > limit:
        yield f"#   and {len(found.deleted) - limit} more; see them with --limit {len(found.deleted)}"


def _names(nodes: Sequence[Node]) -> list[str]:
    """The names of the nodes, or their ids where names do not tell them apart."""
    folded = {fold(node.label) for node in nodes}
    return [node.label if len(folded) == len(nodes) else node.id for node in nodes]


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _read(path: Path) -> _Drawn:
    nodes: dict[str, tuple[str, str]] = {}
    edges: list[tuple[str, str, str]] = []
    columns: dict[tuple[str, str], str] = {}  # (node or edge, id of a column) -> its name
    try:
        with path.open("rb") as file:
            context = etree.iterparse(
                file, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
            )
            for _, element in context:
                name = etree.QName(element).localname
                if name == "key":
                    columns[element.get("for", ""), element.get("id", "")] = element.get("attr.name", "")
                elif name == "attributes":
                    for column in element:
                        columns[element.get("class", ""), column.get("id", "")] = column.get("title", "")
                elif name in ("node", "edge"):
                    values = _values(element, name, columns)
                    if name == "node":
                        label = element.get("label") or values.get("label", "")
                        nodes[element.get("id", "")] = " ".join(label.split()), values.get("actor", "")
                    else:
                        told = values.get("claim") or values.get("edge", "")
                        edges.append((element.get("source", ""), element.get("target", ""), told))
                    element.clear()
            root = etree.QName(context.root).localname if context.root is not None else ""
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}:{error.lineno}: is no GraphML or GEXF: {error.msg}") from error
    if root not in ("graphml", "gexf"):
        raise InputError(f"{path}: is no GraphML or GEXF; save the graph in one of these from Gephi")
    return _Drawn(nodes, edges)


def _values(element: etree._Element, kind: str, columns: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Name of the column -> value."""
    found: dict[str, str] = {}
    for value in element.iter():
        local = etree.QName(value).localname if isinstance(value.tag, str) else ""
        if local == "data":
            key, text = value.get("key", ""), value.text or ""
        elif local == "attvalue":
            key, text = value.get("for", ""), value.get("value", "")
        else:
            continue
        found[columns.get((kind, key)) or columns.get(("all", key)) or key] = text
    return found
