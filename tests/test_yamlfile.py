from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st

from kg import yamlfile
from kg.errors import InputError, RuleError
from kg.yamlfile import Node, Problems, Reader


def parse(text: str) -> tuple[Node | None, list[str]]:
    problems = Problems.none()
    return yamlfile.parse(text, "f.yaml", problems), problems.found


def reader(text: str) -> tuple[Reader, Problems]:
    problems = Problems.none()
    node = yamlfile.parse(text, "f.yaml", problems)
    assert node is not None
    return Reader(node, Path("f.yaml"), problems, "actor"), problems


@pytest.mark.parametrize("scalar", ["NO", "yes", "on", "1_000", "0x1F", "2026-01-03", "null", "~", "1.5", "12:30:00"])
def test_a_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    node, problems = parse(f"key: {scalar}")
    assert node == Node({"key": Node(scalar, 1)}, 1)
    assert problems == []


def test_every_value_knows_its_line() -> None:
    node, _ = parse("a: x\nb:\n  - y\n  - c: z\n")
    assert node is not None
    assert node.value["b"].line == 2
    assert [item.line for item in node.value["b"].value] == [3, 4]


def test_lines_are_counted_from_the_first_line_given() -> None:
    problems = Problems.none()
    yamlfile.parse("a: x\na: y", "f.md", problems, first_line=2)
    assert problems.found == ["f.md:3: key 'a' stands twice; keep one"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: b: c", 1), ("a:\n  - b\n c", 3), ("a: 'x", 1), ("a: b\n---\nc: d", 2)],
)
def test_broken_yaml_is_one_problem_with_its_line(text: str, line: int) -> None:
    node, problems = parse(text)
    assert node is None
    assert [problem.startswith(f"f.yaml:{line}: is not valid YAML: ") for problem in problems] == [True]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("é: x\nb: \x07", 2),
        ("a: &a [*a]", 1),
        ("a: &a [x]\nb: [*a, *a]", 1),
        ("a: " + "[" * 3000 + "]" * 3000, 1),
    ],
)
def test_hostile_yaml_is_a_problem_with_its_line(text: str, line: int) -> None:
    node, problems = parse(text)
    assert node is None
    assert [problem.startswith(f"f.yaml:{line}: is not valid YAML: ") for problem in problems] == [True]


@given(st.text() | st.text("-[]{}&*a:!?|>'\"\n \t#,%@\x07\ufeff\ufffe"))
def test_any_text_gives_nodes_or_problems(text: str) -> None:
    node, problems = parse(text)
    assert node is not None or problems


def test_load_names_files_that_cannot_be_read(write: Write) -> None:
    folder = write({"latin.yaml": b"a: b\nc: caf\xe9\n"})
    problems = Problems.none()
    assert yamlfile.load(folder / "gone.yaml", problems) is None
    assert yamlfile.load(folder / "latin.yaml", problems) is None
    assert problems.found == [
        f"{folder}/gone.yaml:1: cannot be read: No such file or directory",
        f"{folder}/latin.yaml:2: is not UTF-8 text; save it as UTF-8",
    ]


def test_stop_raises_all_problems_in_the_error_asked_for() -> None:
    problems = Problems.none()
    problems.stop(RuleError)
    problems.add("a.yaml", 1, "one")
    problems.add("b.yaml", 2, "two")
    with pytest.raises(RuleError) as caught:
        problems.stop(RuleError)
    assert isinstance(caught.value, InputError)
    assert caught.value.problems == ("a.yaml:1: one", "b.yaml:2: two")
    assert str(caught.value) == "a.yaml:1: one\nb.yaml:2: two"


def test_unknown_keys_are_problems_with_a_suggestion() -> None:
    entry, problems = reader("name: A\nalias: [B]\nxyzzy: C")
    entry.only("name", "aliases")
    assert problems.found == [
        "f.yaml:2: unknown key 'alias' in actor (did you mean 'aliases'?)",
        "f.yaml:3: unknown key 'xyzzy' in actor",
    ]


def test_a_reader_gives_values_in_their_types() -> None:
    entry, problems = reader("name: ' A '\nsymmetric: true\nkinds: [person, country]\none: person\nroles:\n  - {of: X}")
    assert entry.text("name") == "A"
    assert entry.text("note", default="none") == "none"
    assert entry.flag("symmetric") is True
    assert entry.flag("optional") is False
    assert entry.texts("kinds") == ("person", "country")
    assert entry.texts("one") == ("person",)
    assert entry.texts("none") == ()
    assert [node.line for node in entry.nodes("roles")] == [6]
    assert entry.choice("one", ["person", "country"]) == "person"
    assert entry.has("name")
    assert not entry.has("note")
    assert problems.found == []


def test_a_reader_reports_what_has_the_wrong_form() -> None:
    entry, problems = reader("a: [x]\nb: maybe\nc: persn\nd: [x, [y]]\ne: x\nf:")
    entry.text("a")
    entry.text("gone")
    entry.flag("b")
    entry.choice("c", ["person", "country"])
    assert entry.texts("d") == ("x",)
    assert entry.nodes("e") == ()
    entry.text("f")
    assert problems.found == [
        "f.yaml:1: 'a' must be a text",
        "f.yaml:1: actor has no 'gone'",
        "f.yaml:2: 'b' must be true or false, not 'maybe'",
        "f.yaml:3: 'c' is 'persn', not one of person, country (did you mean 'person'?)",
        "f.yaml:4: 'd' must be a list of texts",
        "f.yaml:5: 'e' must be a list",
        "f.yaml:6: 'f' must be a text",
    ]


def test_records_and_mapping_say_what_a_file_must_be(write: Write) -> None:
    folder = write({"list.yaml": "- a: 1\n- b: 2\n", "map.yaml": "a: 1\n", "empty.yaml": "# nothing yet\n"})
    problems = Problems.none()
    assert [entry.line for entry in yamlfile.records(folder / "list.yaml", problems, "rule")] == [1, 2]
    assert list(yamlfile.records(folder / "empty.yaml", problems, "rule")) == []
    assert problems.found == []
    assert list(yamlfile.records(folder / "map.yaml", problems, "rule")) == []
    yamlfile.mapping(folder / "list.yaml", problems, "lexicon")
    assert problems.found == [
        f"{folder}/map.yaml:1: must be a list of rules, each beginning with '- '",
        f"{folder}/list.yaml:1: lexicon must be a mapping of keys to values",
    ]
