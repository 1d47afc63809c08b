"""What the tests of several modules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from browser import OpenPage, chromium, opener
from hypothesis import settings
from playwright.sync_api import Browser
from sample_records import ONTOLOGY, sample_store

from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import RelationType
from kg.ontology import load_ontology
from kg.pipeline import Settings, build

# The same examples in every run, and no deadline on a machine that is busy with something else.
settings.register_profile("kg", derandomize=True, deadline=None)
settings.load_profile("kg")

ROOT = Path(__file__).resolve().parent.parent

type Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files, given as {path in the folder: content}, and returns the folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def ontology() -> Mapping[str, RelationType]:
    """The relation types that kg ships."""
    return load_ontology(ROOT / "rules" / "ontology.yaml")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of seeds/ with the rules and the model that kg ships. Read it, never write to it."""
    out = tmp_path_factory.mktemp("built") / "out"
    build(Settings((ROOT / "seeds",), out, jobs=1))
    return out


@pytest.fixture(scope="session")
def dispute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of five actors and six relations, of which one is denied and two are contested; three articles of two
    publishers. Read it, never write to it."""
    out = tmp_path_factory.mktemp("dispute")
    with sample_store(out / "s.sqlite", disputed=True) as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), out)
    return out / "graph.html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, for all tests of graph.html in this process."""
    with chromium() as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a graph.html, offline. A page that complains on its console or asks any host fails the test."""
    with opener(browser) as open_one:
        yield open_one
