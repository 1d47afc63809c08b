"""What a result was made from, as a short text: two that are equal were made from the same code, files and libraries.

A build compares fingerprints to see what it need not do again. They hold no clock and no place on a disk, so that they
are equal on two machines. Nothing here imports what it looks at: to find that nothing has changed must cost next to
nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

_HOME = Path(__file__).parent
_IMPORT = re.compile(
    r"^[ \t]*(?:from kg\.([\w.]+) import|from kg import ([\w, ]+)|import kg\.([\w.]+))", re.MULTILINE | re.ASCII
)


def digest(*parts: str | bytes) -> str:
    """The SHA-256 of some parts, as 32 hex digits; where one ends and the next begins makes a difference."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()[:32]


def of_files(paths: Iterable[Path], root: Path) -> str:
    """The fingerprint of files: of their contents, and of their names below the folder ``root``."""
    named = sorted((path.relative_to(root).as_posix(), path) for path in paths)
    return digest(*(part for name, path in named for part in (name, path.read_bytes())))


@cache
def of_code(*modules: str) -> str:
    """The fingerprint of modules of kg ("language.parse", "export") and of every module of kg that they import,
    however far away. A package stands for all its files."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        for path in _files(waiting.pop()) - found:
            found.add(path)
            if path.suffix == ".py":
                waiting += _imports(path.read_text(encoding="utf-8"))
    return of_files(found, _HOME)


def of_libraries(*names: str) -> str:
    """The fingerprint of the versions of installed libraries; one that is not installed has none."""
    return digest(*(f"{name} {_version(name)}" for name in sorted(names)))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _files(module: str) -> set[Path]:
    inner = _HOME.joinpath(*module.split("."))
    source = inner.with_suffix(".py")
    if source.is_file():
        return {source}
    return {path for path in inner.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def _imports(source: str) -> Iterator[str]:
    for below, beside, whole in _IMPORT.findall(source):
        yield from filter(None, (below, whole, *(name.strip() for name in beside.split(","))))
