"""The arrows of the design: which module may import which, who may touch a heavy library, what may stand in a file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "kg"
SOURCES = sorted(PACKAGE.rglob("*.py"))

EVERYWHERE = {"models", "errors", "yamlfile"}

# Part of kg -> the other parts it may import, besides EVERYWHERE and itself. A new part gets a line here, which is the
# moment to ask where it stands in the way of the data.
ARROWS: dict[str, set[str]] = {
    "models": set(),
    "errors": set(),
    "yamlfile": set(),
    # what lets a build do only what is not done yet
    "fingerprint": set(),
    "deferred": set(),
    "parses": {"fingerprint"},
    "workers": set(),
    # rules/*.yaml -> tables
    "ontology": set(),
    "aliases": set(),
    "countries": {"aliases"},
    "judgements": {"aliases"},
    "calibration": set(),
    "rules": {"ontology", "aliases", "calibration", "countries", "judgements"},
    # the stages, in the order of the data
    "origins": set(),
    "documents": {"origins"},
    "language": {"deferred", "fingerprint", "aliases", "calibration", "countries", "judgements", "ontology", "rules"},
    "stages": {"documents", "fingerprint", "language"},
    "resolve": {"aliases", "judgements"},
    "store": set(),
    "graph": {"store"},
    "export": {"aliases", "deferred", "fingerprint", "graph", "store"},
    "evaluate": {"calibration"},
    "explain": {"aliases", "graph", "language", "store"},
    "corrections": {"aliases", "graph"},
    "verify": {"documents", "export", "graph", "store"},
    "suggest": {"aliases", "judgements", "store"},
}
ROOTS = {"__init__", "__main__", "cli", "pipeline"}
MAY_IMPORT_PIPELINE = {"__init__", "cli"}


def part(path: Path) -> str:
    """The part of kg that a source file belongs to: a module, or a package with all that is in it."""
    inner = path.relative_to(PACKAGE)
    return inner.parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything a file imports, in functions and for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the whole name of the module"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def kg_imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, part of kg) of what a file imports from kg itself."""
    names = {part(source) for source in SOURCES}
    for line, name in imports(path):
        head, _, rest = name.partition(".")
        if head == "kg":
            first = rest.split(".")[0]
            yield line, first if first in names else "__init__"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_part_imports_only_what_the_design_lets_it(path: Path) -> None:
    me = part(path)
    if me in ROOTS:
        return
    assert me in ARROWS, f"{path.relative_to(ROOT)}: say in ARROWS of {Path(__file__).name} what it may import"
    allowed = ARROWS[me] | EVERYWHERE | {me}
    assert [f"{path}:{line}: imports kg.{name}" for line, name in kg_imports(path) if name not in allowed] == []


def test_the_arrows_go_one_way() -> None:
    seen: set[str] = set()
    for name, allowed in ARROWS.items():
        assert allowed <= seen, f"{name} may only import parts that stand above it in ARROWS"
        seen.add(name)


def test_every_part_named_in_the_arrows_exists() -> None:
    assert set(ARROWS) | ROOTS == {part(path) for path in SOURCES}


def test_only_the_command_line_and_the_package_import_the_pipeline() -> None:
    found = {part(path) for path in SOURCES for _, name in kg_imports(path) if name == "pipeline"}
    assert found <= MAY_IMPORT_PIPELINE


@pytest.mark.parametrize(
    ("library", "home"),
    [("spacy", "language/"), ("thinc", "language/"), ("pyvis", "export/html.py"), ("click", "cli.py")],
)
def test_a_library_has_one_home(library: str, home: str) -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        for _, name in imports(path)
        if name.split(".")[0] == library
    }
    assert {path for path in found if not path.startswith(home)} == set()


@pytest.mark.parametrize(
    "program",
    [
        "import kg",
        "import sys, runpy; sys.argv = ['kg', '--help']\n"
        "try: runpy.run_module('kg', run_name='__main__', alter_sys=True)\n"
        "except SystemExit as stop: assert not stop.code, stop.code",
        # all that an edited rule needs: the parses are kept
        "from kg.rules import load_rulebook; from kg.language import EnglishReader; EnglishReader(load_rulebook())",
    ],
    ids=["import kg", "python -m kg --help", "a reader without a text to parse"],
)
def test_looking_at_kg_loads_no_heavy_library(program: str) -> None:
    ask = "import sys; print('loaded:', *sorted({'spacy', 'thinc', 'pyvis', 'numpy'} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", f"{program}\n{ask}"], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "loaded:"


def test_no_line_names_a_package_registry_or_a_path_of_one_machine() -> None:
    # The brackets keep this very line from being found.
    wrong = re.compile(
        r"(files|registry|deb)\.[a-z]+\.org|[a-z]+\.org/simple|py[p]i\.org|python[h]osted|npm[j]s"
        r"|(^|[^\w.~-])/(root|work|home|Users|tmp)/\w"
    )
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    if listing.returncode:
        pytest.skip("not a git clone")
    found = []
    for name in filter(None, listing.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", errors="replace").split("\n"), start=1):
            if wrong.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_lock_file_pins_every_dependency_with_hashes_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    entries = lock.replace("\\\n", " ").splitlines()
    pinned = {entry.split("==")[0] for entry in entries if "==" in entry and "--hash=sha256:" in entry}
    assert len(pinned) == len(entries), "a line of the lock file is no pin with hashes"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in asked} - {project["name"]}
    assert names <= pinned, "run `make lock`"
