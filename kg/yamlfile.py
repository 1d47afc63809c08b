"""Strict YAML: every value knows its line, keys are checked, nothing is guessed.

YAML 1.1 reads ``NO`` as false, ``1_000`` as a number and ``2026-01-03`` as a date; here every scalar stays the text
that was written, so that Norway's code is NO. Duplicate and unknown keys are problems, with a suggestion.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kg.errors import InputError


class _Strings(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A loader without types, which nobody looks at: every scalar stays what is written. To look for the type of each
    of 70,000 values takes a third of the time."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: object) -> str:
        return ""

    def descend_resolver(self, current: yaml.Node | None, index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class Node(NamedTuple):
    """A YAML value and the line it stands on (1-based). ``value`` is str, list[Node] or dict[str, Node]."""

    value: Any
    line: int


@dataclass(slots=True)
class Problems:
    """Collects every problem of a set of files so that all are shown at once."""

    found: list[str]

    @classmethod
    def none(cls) -> Problems:
        return cls([])

    def add(self, path: Path | str, line: int, message: str) -> None:
        self.found.append(f"{path}:{line}: {message}")

    def stop(self, error: type[InputError]) -> None:
        """Raise ``error`` with all problems, if there are any."""
        if self.found:
            raise error(self.found)


def load(path: Path, problems: Problems) -> Node | None:
    """The document in ``path`` as nodes; None (and a problem) when the file cannot be read or parsed."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problems.add(path, 1, f"cannot be read: {error.strerror}")
        return None
    except UnicodeDecodeError as error:
        problems.add(path, 1 + error.object[: error.start].count(b"\n"), "is not UTF-8 text; save it as UTF-8")
        return None
    return parse(text, path, problems)


def parse(text: str, path: Path | str, problems: Problems, first_line: int = 1) -> Node | None:
    """The YAML document in ``text`` as nodes, lines counted from ``first_line``."""
    try:
        composed = yaml.compose(text, _Strings)
        return Node(None, first_line) if composed is None else _node(composed, path, problems, first_line, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        problems.add(path, line, f"is not valid YAML: {error.problem or error.context}")
    except yaml.reader.ReaderError as error:
        # Where it stands is said in bytes by one loader and in code points by the other; the character says it too.
        line = text[: max(0, text.find(chr(error.character)))].count("\n") + first_line
        problems.add(path, line, f"is not valid YAML: the character U+{error.character:04X} is not allowed")
    except RecursionError:
        problems.add(path, first_line, "is not valid YAML: its lists or mappings are nested too deeply")
    return None


def _node(node: yaml.Node, path: Path | str, problems: Problems, first_line: int, seen: set[int]) -> Node:
    line = node.start_mark.line + first_line
    if isinstance(node, yaml.ScalarNode):
        return Node(node.value, line)
    if id(node) in seen:
        # A few lines of references to references can stand for more values than memory holds, or for endless ones.
        raise yaml.composer.ComposerError(
            None, None, "an alias (*name) refers to a list or mapping; write it out", node.start_mark
        )
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(child, path, problems, first_line, seen) for child in node.value], line)
    entries: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value)
        key_line = key.start_mark.line + first_line
        if name in entries:
            problems.add(path, key_line, f"key '{name}' stands twice; keep one")
        entries[name] = Node(_node(value, path, problems, first_line, seen).value, key_line)
    return Node(entries, line)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` for a near miss, else the empty string."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


_LISTED = 8
"""Choices that a message spells out; of more it only suggests the nearest."""


class Reader:
    """Reads one mapping field by field, adding a problem for each thing that is wrong."""

    def __init__(self, node: Node, path: Path, problems: Problems, what: str) -> None:
        self.line = node.line
        self._path = path
        self._problems = problems
        self._what = what
        self._entries: Mapping[str, Node] = {}
        if isinstance(node.value, dict):
            self._entries = node.value
        else:
            self.problem(f"{what} must be a mapping of keys to values")

    def problem(self, message: str, line: int | None = None) -> None:
        self._problems.add(self._path, line or self.line, message)

    def line_of(self, key: str) -> int:
        return self._entries[key].line if key in self._entries else self.line

    def has(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def only(self, *known: str) -> None:
        """Keys other than ``known`` are problems."""
        for key, node in self._entries.items():
            if key not in known:
                self.problem(f"unknown key '{key}' in {self._what}{did_you_mean(key, known)}", node.line)

    def text(self, key: str, default: str | None = None) -> str:
        node = self._entries.get(key)
        if node is None:
            if default is None:
                self.problem(f"{self._what} has no '{key}'")
            return default or ""
        if not isinstance(node.value, str) or not node.value.strip():
            self.problem(f"'{key}' must be a text", node.line)
            return default or ""
        return node.value.strip()

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.text(key, "true" if default else "false")
        if value not in ("true", "false"):
            self.problem(f"'{key}' must be true or false, not '{value}'", self.line_of(key))
        return value == "true"

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one; absent is empty."""
        node = self._entries.get(key)
        if node is None:
            return ()
        items = node.value if isinstance(node.value, list) else [node]
        out: list[str] = []
        for item in items:
            if isinstance(item.value, str) and item.value.strip():
                out.append(item.value.strip())
            else:
                self.problem(f"'{key}' must be a list of texts", item.line)
        return tuple(out)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The items of a list, as nodes; absent is empty."""
        node = self._entries.get(key)
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, list):
            self.problem(f"'{key}' must be a list", node.line)
            return ()
        return tuple(node.value)

    def choice(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        value = self.text(key, default)
        options = list(known)
        if value and value not in options:
            known_ones = (
                f"one of {', '.join(options)}" if len(options) <= _LISTED else f"one of the {len(options)} known"
            )
            self.problem(f"'{key}' is '{value}', not {known_ones}{did_you_mean(value, options)}", self.line_of(key))
        return value


def records(path: Path, problems: Problems, what: str) -> Iterator[Reader]:
    """A reader for each item of a YAML list file; an empty file is an empty list."""
    root = load(path, problems)
    if root is None or root.value in (None, ""):
        return
    if not isinstance(root.value, list):
        problems.add(path, root.line, f"must be a list of {what}s, each beginning with '- '")
        return
    for item in root.value:
        yield Reader(item, path, problems, what)


def mapping(path: Path, problems: Problems, what: str) -> Reader | None:
    """A reader for a YAML file that is one mapping."""
    root = load(path, problems)
    return None if root is None else Reader(root, path, problems, what)
