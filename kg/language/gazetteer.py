"""Names that are known before an article is read: the alias table and the countries, as folded word sequences.

Also the records of a naming: what is proposed (``Proposal``) and what stands (``Name``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.aliases import AliasTable, fold, is_acronym
from kg.language.tokens import Doc, Token
from kg.models import Kind
from kg.rules import Lexicon, Rulebook

_BREAKS = re.compile(r"[\n\"“”;:!?()]|\s[-–—]\s")
_INNER_OWNER = re.compile(r"['’]s ")
_OWNED = re.compile(r"^[A-Z]{2,5}['’]s ")
_ARTICLES = frozenset({"the", "a", "an"})

Form = Literal["name", "country", "adjective", "people", "capital", "region", "generic"]
"""How an actor is named: by its name, as a country, by a nationality adjective, as a people ("the Cubans"), by a
capital, by one of its states or great cities ("in Texas"), or by a common noun ("the Supreme Court")."""


@dataclass(frozen=True, slots=True)
class Name:
    """One naming of an actor: tokens ``start:end``, syntactic head ``head``; ``key`` is an id of the alias table or of
    a country when the name alone settles who it is; ``owner`` the country that a generic institution belongs to.

    A ``passing`` name says who is meant but makes no actor by itself: a seat of power as a place ("in Caracas", "at
    the White House"), a person whose name only labels a thing ("the Webb telescope")."""

    start: int
    end: int
    head: int
    kind: Kind
    form: Form
    text: str
    key: str | None = None
    owner: str | None = None
    inner: bool = False
    evidence: str = ""
    passing: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    kind: Kind
    form: Form
    acronym: str | None
    comma: bool = False
    possessive: bool = False
    loose: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed name; ``kind`` None for what names no actor."""

    start: int
    end: int
    kind: Kind | None
    form: Form
    source: str
    key: str | None = None
    owner: str | None = None
    text: str = ""
    passing: bool = False


class Gazetteer:
    """Folded word sequences -> entries of the alias table and of the country list."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.lexicon: Lexicon = rulebook.lexicon
        self.aliases: AliasTable = rulebook.aliases
        self.countries = {country.id: country for country in rulebook.countries}
        self.demonym_of = {country.id: (country.demonyms or (country.name,))[0] for country in rulebook.countries}
        self.by_country_name = {fold(name): country.id for country in rulebook.countries for name in country.names}
        self.by_demonym = {fold(word): country.id for country in rulebook.countries for word in country.demonyms}
        self.namesakes = {
            fold(country.name): (country.id, country.near, country.instead)
            for country in rulebook.countries if country.instead
        }  # fmt: skip
        titles = set().union(
            *(rulebook.lexicon[name] for name in ("honorifics", "kin", "posts", "occupations", "ranks"))
        )
        self.given = (rulebook.lexicon["female_words"] | rulebook.lexicon["male_words"]) - titles
        # By the first two words (or the only one): "US" alone starts hundreds of names.
        self._by_words: dict[tuple[str, ...], list[tuple[tuple[str, ...], _Entry]]] = {}
        self._seen: set[tuple[tuple[str, ...], str | None]] = set()
        self._heads = rulebook.lexicon["organisation_heads"]
        for alias in rulebook.aliases.entries.values():
            for name in alias.strong:
                self._add(name, alias.id, alias.kind, "name")
        for country in rulebook.countries:
            for name in country.names:
                self._add(name, country.id, "country", "country")
        for country in rulebook.countries:
            for word in country.demonyms:
                self._add(word, country.id, "country", "adjective")
            for word in country.peoples:
                self._add(word, country.id, "country", "people")
            for word in country.capitals:
                self._add(word, country.id, "country", "capital")
        regions = Counter(fold(word) for country in rulebook.countries for word in set(country.regions))
        for country in rulebook.countries:
            for word in country.regions:
                if regions[fold(word)] == 1:
                    self._add(word, country.id, "country", "region")
        for options in self._by_words.values():
            options.sort(key=lambda option: -len(option[0]))
        self._first_words = frozenset(words[0] for words in self._by_words)

    def _add(self, name: str, key: str, kind: Kind, form: Form) -> None:
        # As ``_fold_token`` reads a text: without articles inside the name.
        words = tuple(word for word in fold(name).split() if word not in _ARTICLES)
        if not words:
            return
        acronym = name.replace(".", "") if is_acronym(name) else None
        if (words, acronym) in self._seen:
            return
        self._seen.add((words, acronym))
        # "State department" is the State Department; "Iran air" and "First solar" begin other nouns.
        loose = len(words) != 2 or not name.split()[-1][:1].isupper() or words[-1] in self._heads
        self._by_words.setdefault(words[:2], []).append(
            (words, _Entry(key, kind, form, acronym, "," in name, "'" in name, loose))
        )

    def country_of(self, alias: str) -> str | None:
        """The country that a name of an institution of the table says: "US Senate", "Central Bank of Venezuela"."""
        for name in self.aliases.entries[alias].strong:
            words = fold(name).split()
            for size in (3, 2, 1):
                first = " ".join(words[:size])
                last = " ".join(words[-size:])
                found = self.by_demonym.get(first) or self.by_country_name.get(first)
                if found is None and len(words) > size + 1 and words[-size - 1] in ("of", "the", "on"):
                    found = self.by_country_name.get(last)
                if found and len(words) > size:
                    return found
        return None

    def match(self, doc: Doc) -> Iterator[tuple[int, int, _Entry]]:
        """(start, end, entry) over tokens, longest first at each place, without overlaps."""
        words: list[str] = []
        origin: list[int] = []
        for token in doc:
            folded = _fold_token(token)
            for word in folded.split():
                words.append(word)
                origin.append(token.i)
        at = 0
        while at < len(words):
            found = self._longest(doc, words, origin, at) if words[at] in self._first_words else None
            if found is None:
                at += 1
                continue
            length, entry = found
            later = next((
                k for k in range(1, length)
                if (other := self._longest(doc, words, origin, at + k)) is not None
                and other[1].key == entry.key and k + other[0] > length
            ), 0)  # fmt: skip
            if later:
                # "President Xi" of "President Xi Jinping": the fuller name of the same actor begins inside.
                at += later
                continue
            yield origin[at], origin[at + length - 1] + 1, entry
            at += length

    def _longest(self, doc: Doc, words: Sequence[str], origin: Sequence[int], at: int) -> tuple[int, _Entry] | None:
        if at and origin[at - 1] == origin[at]:
            return None
        pair = tuple(words[at : at + 2])
        options = [*self._by_words.get(pair, ()), *(self._by_words.get(pair[:1], ()) if len(pair) > 1 else ())]
        for pattern, entry in options:
            end = at + len(pattern)
            if tuple(words[at:end]) != pattern:
                continue
            if end < len(words) and origin[end - 1] == origin[end]:
                continue
            first, last = doc[origin[at]], doc[origin[end - 1]]
            if first.i > 1 and first.nbor(-1).text == "-" and first.nbor(-2).lower_ == "non":
                continue  # "a major non-NATO ally"
            written = doc[first.i : last.i + 1].text
            if _BREAKS.search(written) or ("," in written and not entry.comma):
                # 'said of Russia," the Foreign Ministry': folding reads over what parts two names.
                continue
            if entry.kind == "institution" and not entry.possessive and len(pattern) > 2 and _OWNED.search(written):
                continue  # "the UN's World Food Programme": the UN and one of its bodies
            if entry.kind == "country" and last.i + 1 < len(doc) and doc[last.i + 1].text in _NAMED_AFTER_THEM:
                continue
            if entry.acronym is not None:
                if written.replace(".", "").removesuffix("'s").removesuffix("’s") != entry.acronym:
                    continue
            elif not (_named(first) or first.text in ("al", "el", "ash", "an")) or (
                len(pattern) > 1 and not _mostly_capital(doc, first.i, last.i + 1)
            ):
                continue
            elif entry.kind == "institution" and not entry.loose and (last.is_lower or _INNER_OWNER.search(written)):
                continue
            return len(pattern), entry
        return None


_NAMED_AFTER_THEM = frozenset("County Creek Street Avenue Boulevard Heights Hill Springs Parish Township".split())
"""What is called after a people or a country without being theirs: "Dane County", "Turkey Creek"."""


def _fold_token(token: Token) -> str:
    text = token.text
    if text.isascii() and text.isalpha():
        low = text.lower()
        return "" if low in _ARTICLES else low
    if text in ("'s", "’s", "'", "’"):
        return ""
    return fold(text)


def _mostly_capital(doc: Doc, start: int, end: int) -> bool:
    words = [token for token in doc[start:end] if token.is_alpha and len(token) > 3]
    return sum(token.text[0].isupper() for token in words) * 2 >= len(words)


def _named(token: Token) -> bool:
    """Written as a name may be: "Ofcom", "eBay", "4chan"."""
    return is_capital(token) or token.text[:1].isdigit() or not token.is_lower


def is_capital(token: Token) -> bool:
    return token.text[:1].isupper()
