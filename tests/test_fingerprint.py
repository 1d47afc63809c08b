"""Fingerprints change with what they stand for, and with nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from kg import fingerprint
from kg.documents import STANDARD_LIMITS
from kg.errors import ModelMissing
from kg.fingerprint import digest, of_code, of_files, of_libraries
from kg.language.model import model_fingerprint
from kg.stages import Stages


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that fingerprints are taken of."""
    folder = shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "_HOME", folder)
    of_code.cache_clear()
    return folder


def test_where_a_part_ends_makes_a_difference() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")


def test_files_count_with_names_and_contents_but_not_with_their_place(tmp_path: Path) -> None:
    found = set()
    for folder, name, text in (("a", "x", "1"), ("b", "x", "1"), ("c", "y", "1"), ("d", "x", "2")):
        path = tmp_path / folder / name
        path.parent.mkdir()
        path.write_text(text)
        found.add(of_files([path], path.parent))
    assert len(found) == 3


@pytest.mark.parametrize(
    ("module", "edited", "changes"),
    [
        ("language.parse", "language/structure.py", True),  # where blocks begin, sentences do
        ("language.parse", "language/frames.py", False),
        ("language.reader", "language/grammar.py", True),  # through frames.py
        ("language.reader", "export/html.py", False),
        ("export", "export/html.py", True),
        ("export", "graph.py", True),
        ("resolve", "aliases.py", True),
        ("resolve", "cli.py", False),
    ],
)
def test_code_counts_with_all_that_it_imports_and_with_nothing_else(
    package: Path, module: str, edited: str, changes: bool
) -> None:
    before = of_code(module)
    with (package / edited).open("a") as file:
        file.write("# edited\n")
    of_code.cache_clear()
    assert (of_code(module) != before) == changes


def test_a_package_counts_with_files_that_are_no_code(package: Path) -> None:
    before = of_code("export")
    (package / "export" / "page.txt").write_text("a template")
    of_code.cache_clear()
    assert of_code("export") != before


def test_versions_of_libraries_count_also_of_those_that_are_not_installed() -> None:
    assert of_libraries("click", "no-such-library") == of_libraries("no-such-library", "click") != of_libraries("click")


def test_a_model_that_is_not_there_is_told_without_spacy() -> None:
    program = (
        "import sys\nfrom kg.errors import ModelMissing\nfrom kg.language.model import model_fingerprint\n"
        "model_fingerprint()\n"
        "try: model_fingerprint('en_no_such_model')\nexcept ModelMissing as error: print(error)\n"
        "assert 'spacy' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert "'en_no_such_model' cannot be loaded" in result.stdout


def test_a_model_in_a_folder_counts_with_its_weights(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "en", "pipeline": ["tagger", "parser", "lemmatizer", "ner"]}')
    (tmp_path / "weights").write_text("1")
    before = model_fingerprint(str(tmp_path))
    (tmp_path / "weights").write_text("2")
    assert model_fingerprint(str(tmp_path)) != before
    (tmp_path / "meta.json").write_text('{"lang": "en", "pipeline": ["tagger"]}')
    with pytest.raises(ModelMissing, match="is no English model with tagger, parser"):
        model_fingerprint(str(tmp_path))


def test_an_edited_rule_changes_what_is_read_and_not_what_is_parsed(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    before = Stages.of(rules, None, STANDARD_LIMITS)
    with (rules / "relations" / "ties.yaml").open("a") as file:
        file.write("# edited\n")
    after = Stages.of(rules, None, STANDARD_LIMITS)
    assert (after.parsing, after.settling, after.exporting) == (before.parsing, before.settling, before.exporting)
    assert after.reading != before.reading
