"""rules/aliases.yaml -> the alias table: who is who, decided by hand, the same in every build.

A strong name is that actor wherever it stands. A weak one (a lone surname, a short form) is that actor only where the
article has no nearer bearer of the name. Matching folds case, accents and punctuation (``fold``); an all-capital name
of up to five letters (WHO, US) is matched as written, or it would swallow ordinary words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

from kg import yamlfile
from kg.errors import AliasError
from kg.models import KINDS, Kind
from kg.yamlfile import Node, Problems, Reader

Gender = Literal["female", "male"]
_KEYS = ("id", "name", "kind", "aliases", "weak", "gender", "wikidata", "roles", "note")
_ROLE_KEYS = ("title", "of", "from", "until")
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
_QID = re.compile(r"Q[1-9]\d*\Z")
# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
                          "ħ": "h", "ŧ": "t", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ʻ": "", "ʼ": ""})  # fmt: skip
_POSSESSIVE = re.compile(r"['’`]s\b")
# Dots inside an acronym vanish (U.S. is US); other punctuation separates words.
_ACRONYM_DOT = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b|\W|$)")
_OTHER = re.compile(r"[^0-9a-z]+")
_ARTICLE = re.compile(r"\A(?:(?:the|a|an) )+(?=.)")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """``name`` without case, accents, punctuation, possessive ending and leading article; words joined by one space.

    >>> fold("The Díaz-Canel's")
    'diaz canel'
    """
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(char for char in text if not unicodedata.combining(char)).translate(_LETTERS)
    text = _ACRONYM_DOT.sub("", _POSSESSIVE.sub("", text))
    if text.isascii():
        text = _OTHER.sub(" ", text).strip()
    else:
        # Vowel signs of Indic and Thai are marks that belong to their word; curly quotes and dashes are punctuation.
        text = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in text)
        text = " ".join(unicodedata.normalize("NFC", text).split())
    return _ARTICLE.sub("", text)


def slug(name: str) -> str:
    """The folded name as an id: ``delcy-rodriguez``."""
    return fold(name).replace(" ", "-")


def is_acronym(name: str) -> bool:
    """True for names that must be matched as written: up to five capitals, with or without dots (WHO, U.S.)."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 5 and letters.isalpha() and letters.isupper()


@dataclass(frozen=True, slots=True)
class Role:
    """A dated post: lets "the foreign minister" resolve in an article of that date. Empty dates are open ends."""

    title: str
    of: str
    since: str
    until: str
    line: int


@dataclass(frozen=True, slots=True)
class Alias:
    """One entry of the table."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]
    weak: tuple[str, ...]
    gender: Gender | None
    wikidata: str | None
    roles: tuple[Role, ...]
    path: str
    line: int

    @property
    def strong(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class AliasTable:
    """The table and its two indexes by folded name. Iterates over nothing: use ``entries``."""

    entries: Mapping[str, Alias]
    strong: Mapping[str, str]
    weak: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Iterable[Alias]) -> AliasTable:
        listed = {entry.id: entry for entry in entries}
        strong = {fold(name): entry.id for entry in listed.values() for name in entry.strong}
        weak: dict[str, list[str]] = {}
        for entry in listed.values():
            for name in entry.weak:
                weak.setdefault(fold(name), []).append(entry.id)
        return cls(listed, strong, {name: tuple(ids) for name, ids in weak.items()})


def load_aliases(path: Path) -> AliasTable:
    """The alias table in ``path``. AliasError lists everything that is wrong with it."""
    problems = Problems.none()
    entries: dict[str, Alias] = {}
    owner: dict[str, Alias] = {}
    for entry in yamlfile.records(path, problems, "actor"):
        alias = _alias(entry, path, problems)
        if not alias.id:
            continue
        if alias.id in entries:
            entry.problem(f"id '{alias.id}' stands twice; first on line {entries[alias.id].line}")
            continue
        entries[alias.id] = alias
        for name in dict.fromkeys(fold(strong) for strong in alias.strong):
            if not name:
                entry.problem(f"a name of '{alias.id}' has no letters")
            elif name in owner:
                entry.problem(
                    f"alias '{next(n for n in alias.strong if fold(n) == name)}' belongs to both "
                    f"{owner[name].id} (line {owner[name].line}) and {alias.id}; make it weak in one"
                )
            else:
                owner[name] = alias
    for alias in entries.values():
        for name in alias.weak:
            strong = owner.get(fold(name))
            if strong is alias:
                problems.add(path, alias.line, f"'{name}' is both strong and weak in {alias.id}; keep one")
    problems.stop(AliasError)
    return AliasTable.of(entries.values())


def role_warnings(table: AliasTable) -> list[str]:
    """Dated posts that cannot tell who held them on some day: they overlap, or lack an end where a successor starts.

    ``path:line: what to do``, for ``kg check``; a warning, since some posts have two holders.
    """
    held: dict[tuple[str, str], list[tuple[Role, Alias]]] = {}
    for alias in table.entries.values():
        for role in alias.roles:
            held.setdefault((fold(role.title), fold(role.of)), []).append((role, alias))
    warnings = []
    for (title, of), holders in held.items():
        holders.sort(key=lambda pair: (pair[0].since, pair[0].line))
        for (role, alias), (following, successor) in pairwise(holders):
            if alias.id == successor.id and role.until:
                continue
            if not role.until:
                what = f"has no 'until', but {successor.id} (line {following.line}) follows"
            elif following.since < role.until[: len(following.since)]:
                what = f"ends {role.until}, after {successor.id} (line {following.line}) starts"
            else:
                continue
            warnings.append(f"{alias.path}:{role.line}: {alias.id} as {title} of {of} {what}")
    return sorted(warnings)


def _alias(entry: Reader, path: Path, problems: Problems) -> Alias:
    entry.only(*_KEYS)
    kind = entry.choice("kind", KINDS)
    wikidata = entry.text("wikidata", default="-") if entry.has("wikidata") else None
    if wikidata and not _QID.match(wikidata):
        entry.problem(f"wikidata '{wikidata}' is not an item id such as Q80", entry.line_of("wikidata"))
    gender = entry.choice("gender", ("female", "male")) if entry.has("gender") else None
    return Alias(
        id=entry.text("id"),
        name=entry.text("name"),
        kind=cast(Kind, kind),
        aliases=entry.texts("aliases"),
        weak=entry.texts("weak"),
        gender=cast("Gender | None", gender),
        wikidata=wikidata,
        roles=tuple(_role(node, path, problems) for node in entry.nodes("roles")),
        path=str(path),
        line=entry.line,
    )


def _role(node: Node, path: Path, problems: Problems) -> Role:
    entry = Reader(node, path, problems, "role")
    entry.only(*_ROLE_KEYS)
    dates = []
    for key in ("from", "until"):
        date = entry.text(key) if entry.has(key) else ""
        if date and not _ISO.match(date):
            entry.problem(f"'{key}' is '{date}', not a date such as 2026, 2026-01 or 2026-01-03", entry.line_of(key))
        dates.append(date)
    return Role(entry.text("title"), entry.text("of"), dates[0], dates[1], entry.line)
