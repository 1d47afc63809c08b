"""The tables of README.md that are made from the code. ``make docs`` writes them, test_readme.py checks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from kg.cli import main
from kg.export import DEFAULTS, EXPORTERS
from kg.models import KINDS, Kind, RelationType
from kg.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

_BLOCK = re.compile(r"(?P<start><!-- generated: (?P<name>\w+) -->\n)(?P<body>.*?)(?P<end><!-- end -->)", re.DOTALL)


def render(text: str, tables: Mapping[str, str]) -> str:
    """``text`` with what stands between ``<!-- generated: NAME -->`` and ``<!-- end -->`` replaced by its table."""
    return _BLOCK.sub(lambda block: f"{block['start']}\n{tables[block['name']]}\n{block['end']}", text)


def tables() -> dict[str, str]:
    """Name of the marker -> table in Markdown."""
    return {
        "commands": _table(("command", "what it does"), _commands(main)),
        "relations": _table(
            ("relation", "the edge reads", "the other way round", "joins", "family"),
            _relations(load_ontology(ROOT / "rules" / "ontology.yaml").values()),
        ),
        "exporters": _table(
            ("`--format`", "writes", "what it is for", "keeps", "loses"),
            (
                (
                    f"**`{name}`**" if name in DEFAULTS else f"`{name}`",
                    ", ".join(f"`{file}`" for file in exporter.files),
                    exporter.description,
                    exporter.keeps,
                    exporter.loses,
                )
                for name, exporter in EXPORTERS.items()
            ),
        ),
    }


def _commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[Sequence[str]]:
    for last, command in group.commands.items():
        name = " ".join((*before, last))
        if isinstance(command, click.Group):
            yield from _commands(command, (*before, last))
            continue
        context = click.Context(command, info_name=name)
        words = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
        yield f"**`kg {' '.join((name, *words))}`**", f"**{(command.help or '').split('\n\n')[0]}**"
        for parameter in command.get_params(context):
            record = parameter.get_help_record(context)
            if record and record[1] and "--help" not in parameter.opts:
                yield f"`{record[0]}`", record[1]


def _relations(types: Iterable[RelationType]) -> Iterator[Sequence[str]]:
    for relation in types:
        arrow = "↔" if relation.symmetric else "→"
        joins = f"{_kinds(relation.source_kinds)} {arrow} {_kinds(relation.target_kinds)}"
        yield f"`{relation.id}`", relation.label, relation.inverse_label, joins, relation.family


def _kinds(kinds: frozenset[Kind]) -> str:
    return "any" if kinds == frozenset(KINDS) else ", ".join(kind for kind in KINDS if kind in kinds)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(' '.join(cell.split()).replace('|', '\\|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    README.write_text(render(README.read_text(encoding="utf-8"), tables()), encoding="utf-8")
