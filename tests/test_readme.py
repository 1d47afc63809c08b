from __future__ import annotations

import re
from pathlib import Path

import pytest
import readme
from conftest import ROOT
from sample_records import sample_store

PAGES = sorted(ROOT.glob("*.md"))


def test_the_tables_are_those_of_the_code() -> None:
    text = readme.README.read_text(encoding="utf-8")
    assert readme.render(text, readme.tables()) == text, "run `make docs`"


def test_every_table_has_its_place() -> None:
    named = re.findall(r"<!-- generated: (\w+) -->", readme.README.read_text(encoding="utf-8"))
    assert sorted(named) == sorted(readme.tables())


def test_render_replaces_what_stands_between_the_markers_and_nothing_else() -> None:
    text = "a\n<!-- generated: t -->\nold\n<!-- end -->\nb\n<!-- generated: u -->\n<!-- end -->\n"
    assert readme.render(text, {"t": "T|\n", "u": r"\1"}) == (
        "a\n<!-- generated: t -->\n\nT|\n\n<!-- end -->\nb\n<!-- generated: u -->\n\n\\1\n<!-- end -->\n"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_into_the_project_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_backticks_exist(page: Path) -> None:
    named = re.findall(r"`((?:kg|rules|tests|seeds)/[\w./-]*)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_schema_of_the_store_is_documented(tmp_path: Path) -> None:
    text = (ROOT / "FORMATS.md").read_text(encoding="utf-8").split("## graph.sqlite")[1]
    with sample_store(tmp_path / "s.sqlite") as store:
        for name, kind in store._rows("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')"):
            assert f"`{name}`" in text, f"FORMATS.md does not tell what the {kind} {name} is"
        for view in ("edges", "evidence"):
            columns = [row[0] for row in store._rows(f"SELECT name FROM pragma_table_info('{view}')")]
            (line,) = (line for line in text.splitlines() if line.startswith(f"| `{view}` |"))
            assert re.findall(r"`(\w+)`", line)[1:] == columns
