"""Spans that name an actor: by the alias table, the gazetteer of countries, the model's entities, and their shape.

``find_names`` returns ``Name`` records over tokens. A name may lie inside another ("US" in "US Southern Command"):
the outer one is the actor of the phrase, the inner one tells whose it is. Which names are one actor is decided later,
in ``kg.language.coreference``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Span, Token

from kg.aliases import AliasTable, fold, is_acronym
from kg.models import Kind
from kg.rules import Lexicon, Rulebook

Form = Literal["name", "country", "adjective", "people", "capital", "generic"]
"""How an actor is named: by its name, as a country, by a nationality adjective, as a people ("the Cubans"), by a
capital, or by a common noun with its country ("the Venezuelan opposition")."""


@dataclass(frozen=True, slots=True)
class Name:
    """One naming of an actor: tokens ``start:end``, syntactic head ``head``; ``key`` is an id of the alias table or of
    a country when the name alone settles who it is; ``owner`` the country that a generic institution belongs to."""

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


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    kind: Kind
    form: Form
    acronym: str | None


class Gazetteer:
    """Folded word sequences -> entries of the alias table and of the country list."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.lexicon: Lexicon = rulebook.lexicon
        self.aliases: AliasTable = rulebook.aliases
        self.countries = {country.id: country for country in rulebook.countries}
        self.demonym_of = {country.id: (country.demonyms or (country.name,))[0] for country in rulebook.countries}
        self._by_word: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
        self._seen: set[tuple[tuple[str, ...], str | None]] = set()
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
        for options in self._by_word.values():
            options.sort(key=lambda option: -len(option[0]))

    def _add(self, name: str, key: str, kind: Kind, form: Form) -> None:
        words = tuple(fold(name).split())
        if not words:
            return
        acronym = name.replace(".", "") if is_acronym(name) else None
        if (words, acronym) in self._seen:
            return
        self._seen.add((words, acronym))
        self._by_word.setdefault(words[0], []).append((words, _Entry(key, kind, form, acronym)))

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
            found = self._longest(doc, words, origin, at)
            if found is None:
                at += 1
                continue
            length, entry = found
            yield origin[at], origin[at + length - 1] + 1, entry
            at += length

    def _longest(
        self, doc: Doc, words: Sequence[str], origin: Sequence[int], at: int
    ) -> tuple[int, _Entry] | None:
        if at and origin[at - 1] == origin[at]:
            return None
        for pattern, entry in self._by_word.get(words[at], ()):
            end = at + len(pattern)
            if tuple(words[at:end]) != pattern:
                continue
            if end < len(words) and origin[end - 1] == origin[end]:
                continue
            first, last = doc[origin[at]], doc[origin[end - 1]]
            written = doc.text[first.idx : last.idx + len(last)]
            if "\n" in written:
                continue
            if entry.acronym is not None:
                if written.replace(".", "").removesuffix("'s").removesuffix("’s") != entry.acronym:
                    continue
            elif not first.text[:1].isupper() or (len(pattern) > 1 and not _mostly_capital(doc, first.i, last.i + 1)):
                continue
            return len(pattern), entry
        return None


def _fold_token(token: Token) -> str:
    text = token.text
    if text.isascii() and text.isalpha():
        low = text.lower()
        return "" if low in ("the", "a", "an") else low
    if text in ("'s", "’s", "'", "’"):
        return ""
    return fold(text)


def _mostly_capital(doc: Doc, start: int, end: int) -> bool:
    words = [token for token in doc[start:end] if token.is_alpha and len(token) > 3]
    return sum(token.text[0].isupper() for token in words) * 2 >= len(words)


_CONNECTORS = frozenset({"of", "for", "on", "the", "de", "del", "la", "las", "los", "el", "des", "du", "di", "da", "do", "dos", "al", "&", "to", "in"})
_TRIM_LEFT = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "'", '"', "“", "‘", "-", "–", "—", ",", ".", "(", ":", ";", "’", "and", "of", "[", "’s", "'s", "former", "then"})
_TRIM_RIGHT = frozenset({"'s", "’s", "'", "’", '"', "”", "-", "–", "—", ",", ".", ")", ":", ";", "(", "and", "of", "the", "]", "’S", "'S", "in", "for", "on"})


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """Every name in ``doc``, outer before inner, in text order."""
    lexicon = gazetteer.lexicon
    listed = [_listed(doc, start, end, entry) for start, end, entry in gazetteer.match(doc)]
    listed = [name for name in listed if name is not None]
    entities = list(_entities(doc, lexicon))
    patterns = list(_organisations(doc, lexicon))
    generic = list(_generic_institutions(doc, listed, gazetteer))
    return _settle(doc, listed, entities, patterns, generic, lexicon)


def _listed(doc: Doc, start: int, end: int, entry: _Entry) -> Name | None:
    span = doc[start:end]
    form = entry.form
    if form == "capital" and doc[start].ent_type_ not in ("GPE", "LOC", "FAC", ""):
        return None
    if entry.kind == "country" and form in ("adjective", "people") and _language(doc, start, end):
        return None
    if form == "adjective" and entry.acronym is not None:
        form = "country"
    return Name(start, end, span.root.i, entry.kind, form, span.text, entry.key, evidence=f"table:{entry.key}")


def _language(doc: Doc, start: int, end: int) -> bool:
    """ "in Spanish", "speaks Korean": the language, not the people."""
    if end - start != 1 or doc[start].pos_ not in ("PROPN", "NOUN"):
        return False
    token = doc[start]
    before = doc[start - 1].lower_ if start else ""
    following = doc[end].lower_ if end < len(doc) else ""
    if following == "language" or following == "-":
        return following == "language"
    return token.dep_ in ("pobj", "dobj") and not token.text.endswith("s") and (
        before == "in" or token.head.lemma_ in ("speak", "learn", "teach", "study", "translate")
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in _TRIM_LEFT or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _TRIM_RIGHT or doc[end - 1].is_space):
        end -= 1
    return start, end


def _entities(doc: Doc, lexicon: Lexicon) -> Iterator[Name]:
    for entity in doc.ents:
        if entity.label_ not in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"):
            continue
        start, end = entity.start, entity.end
        for token in entity:
            if "\n" in token.text:
                end = token.i
                break
        start, end = _trim(doc, start, end)
        if start >= end:
            continue
        span = doc[start:end]
        if entity.label_ == "PERSON":
            start = _skip_titles(doc, start, end, lexicon)
            span = doc[start:end]
            if start < end and _person_shaped(span, lexicon):
                yield Name(start, end, span.root.i, "person", "name", span.text, evidence="model:PERSON")
        elif entity.label_ == "ORG" and _organisation_shaped(span, lexicon):
            yield Name(start, end, span.root.i, "institution", "name", span.text, evidence="model:ORG")
        elif entity.label_ not in ("ORG", "NORP"):
            # No actor by itself, but it keeps shorter names out of its inside ("New Jersey", "the Cuba Street fire").
            yield Name(start, end, span.root.i, "country", "name", span.text, evidence=f"model:{entity.label_}")


def _skip_titles(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    while start < end - 1:
        low = doc[start].lower_.rstrip(".")
        if low in lexicon["posts"] or low in lexicon["honorifics"] or low in lexicon["ranks"] or low in lexicon["kin"]:
            start += 1
        elif low in lexicon["former"] or not doc[start].text[0].isalpha():
            start += 1
        else:
            break
    return start


def _person_shaped(span: Span, lexicon: Lexicon) -> bool:
    words = [token for token in span if token.is_alpha or "-" in token.text or "'" in token.text or "." in token.text]
    if not words or not words[0].text[0].isupper() and not any(t.text[0].isupper() for t in words[-1:]):
        return False
    if any(token.like_num or token.is_digit or "@" in token.text or "/" in token.text for token in span):
        return False
    if len(words) > 6 or all(len(token.text) < 2 for token in words):
        return False
    low = span.text.lower()
    return low not in lexicon["not_names"] and low not in lexicon["posts"] and words[-1].lower_ not in lexicon["places"]


def _organisation_shaped(span: Span, lexicon: Lexicon) -> bool:
    low = span.text.lower()
    if low in lexicon["not_names"] or low in lexicon["peoples_only"] or low in lexicon["posts"]:
        return False
    if not any(token.text[:1].isupper() or token.text[1:2].isupper() for token in span):
        return False
    last = span[-1].lower_
    if last in lexicon["not_names"] and len(span) > 1:
        return False
    if any(token.like_url or token.is_currency for token in span) or span.text.replace(",", "").isdigit():
        return False
    if len(span) == 1 and (span[0].pos_ not in ("PROPN", "NOUN", "X") or len(span.text) < 2):
        return False
    return last not in lexicon["places"] or span[0].lower_ in lexicon["organisation_heads"]


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and (token.text[0].isalpha())


def _organisations(doc: Doc, lexicon: Lexicon) -> Iterator[Name]:
    """Runs of capitalised words around a word that heads organisations: "Ministry of Public Health"."""
    heads = lexicon["organisation_heads"]
    i = 0
    while i < len(doc):
        if not _capital(doc[i]) or doc[i].lower_ in ("the", "a", "an"):
            i += 1
            continue
        end = i + 1
        while end < len(doc):
            token = doc[end]
            if _capital(token) and not token.is_space:
                end += 1
                continue
            if token.text == "-" and end + 1 < len(doc) and _capital(doc[end + 1]) and not token.whitespace_:
                end += 2
                continue
            if token.text in ("'s", "’s") and end + 1 < len(doc) and _capital(doc[end + 1]) and _heads_inside(doc, end + 1, heads):
                break
            after = end + 1
            while after < len(doc) and doc[after].lower_ in _CONNECTORS:
                after += 1
            if token.lower_ in _CONNECTORS and after < len(doc) and _capital(doc[after]) and after - end <= 2:
                # "of" and the like go on only from a word that heads an organisation.
                if doc[end - 1].lower_ in heads or any(doc[k].lower_ in heads for k in range(i, end)):
                    if token.lower_ in ("in", "to") or (token.lower_ in ("for", "on") and doc[end - 1].lower_ not in heads):
                        break
                    end = after + 1
                    continue
            if token.lower_ == "and" and after < len(doc) and end + 1 < len(doc) and _capital(doc[end + 1]):
                inside_of = any(doc[k].lower_ in ("of", "for") for k in range(i, end))
                if inside_of and doc[i].lower_ in heads and doc[end + 1].ent_type_ in ("ORG", "") and doc[end + 1].ent_iob_ != "B" and doc[end + 1].lower_ not in heads:
                    end += 2
                    continue
            break
        start, stop = _trim(doc, i, end)
        if stop - start >= 2 and any(token.is_lower for token in doc[start:stop]) | True:
            first_of = next((k for k in range(start, stop) if doc[k].lower_ in ("of", "for", "on")), stop)
            head = doc[first_of - 1]
            if (head.lower_ in heads or doc[stop - 1].lower_ in heads) and doc[stop - 1].lower_ not in lexicon["places"]:
                if not all(token.is_upper for token in doc[start:stop] if token.is_alpha):
                    yield Name(start, stop, doc[start:stop].root.i, "institution", "name", doc[start:stop].text, evidence="shape")
        i = max(end, i + 1)


def _heads_inside(doc: Doc, start: int, heads: frozenset[str]) -> bool:
    k = start
    while k < len(doc) and _capital(doc[k]):
        if doc[k].lower_ in heads:
            return True
        k += 1
    return False


def _generic_institutions(doc: Doc, listed: Sequence[Name], gazetteer: Gazetteer) -> Iterator[Name]:
    """A country and a common noun for one of its bodies: "the Israeli army", "Iran's Foreign Ministry"."""
    nouns = gazetteer.lexicon["institutions_of_a_country"]
    for name in listed:
        if name.kind != "country" or name.form not in ("adjective", "country"):
            continue
        at = name.end
        possessive = at < len(doc) and doc[at].text in ("'s", "’s", "'", "’")
        if possessive:
            at += 1
        best = None
        for skipped in range(0, 4):
            begin = at + skipped
            if begin >= len(doc) or doc[begin].is_punct and doc[begin].text != "-" or doc[begin].is_space:
                break
            for length in (5, 4, 3, 2, 1):
                phrase = doc[begin : begin + length]
                if len(phrase) == length and _phrase(phrase) in nouns:
                    best = (begin, begin + length)
                    break
            if best or doc[begin].pos_ not in ("ADJ", "PROPN", "NOUN") or doc[begin].dep_ not in ("amod", "compound", "nmod"):
                break
        if best is None:
            continue
        begin, end = best
        if doc[end - 1].dep_ in ("compound", "amod", "nmod") and doc[end - 1].head.i == end and doc[end].pos_ in ("NOUN", "PROPN") and (
            doc[end].lower_ not in gazetteer.lexicon["representatives"] and doc[end].lower_ not in gazetteer.lexicon["posts"]
        ):
            continue
        words = doc[at:end].text
        adjective = gazetteer.demonym_of[name.key] if name.key else name.text
        yield Name(
            name.start, end, doc[begin:end].root.i, "institution", "generic",
            f"{adjective} {words}", owner=name.key, evidence="generic",
        )  # fmt: skip


def _phrase(span: Span) -> str:
    return " ".join([*(token.lower_ for token in span[:-1]), span[-1].lemma_.lower() if span[-1].tag_ == "NNS" else span[-1].lower_])


def _settle(
    doc: Doc,
    listed: Iterable[Name],
    entities: Iterable[Name],
    patterns: Iterable[Name],
    generic: Iterable[Name],
    lexicon: Lexicon,
) -> list[Name]:
    """Overlaps: the table before the longer span, the longer before the shorter; a country within an organisation's
    name stays as an inner name."""
    rank: Mapping[str, int] = {"table": 0, "generic": 1, "shape": 2, "model": 3}

    def weight(name: Name) -> tuple[int, int, int]:
        source = name.evidence.split(":")[0]
        table_actor = source == "table" and name.kind != "country"
        blocker = name.evidence in ("model:GPE", "model:LOC", "model:FAC", "model:PRODUCT", "model:WORK_OF_ART", "model:EVENT", "model:LAW")
        length = name.end - name.start
        return (0 if table_actor else 1, -length + (0 if not blocker else 0), rank[source])

    chosen: list[Name] = []
    taken: list[Name | None] = [None] * len(doc)
    inner: list[Name] = []
    everything = sorted([*listed, *entities, *patterns, *generic], key=weight)
    for name in everything:
        cover = {id(taken[i]): taken[i] for i in range(name.start, name.end) if taken[i] is not None}
        if cover:
            outer = next(iter(cover.values()))
            inside = len(cover) == 1 and outer is not None and outer.start <= name.start and name.end <= outer.end
            if inside and outer is not None and name.kind == "country" and name.key and outer.kind == "institution":
                inner.append(replace(name, inner=True))
            continue
        chosen.append(name)
        for i in range(name.start, name.end):
            taken[i] = name
    blockers = ("model:GPE", "model:LOC", "model:FAC", "model:PRODUCT", "model:WORK_OF_ART", "model:EVENT", "model:LAW")
    kept = [name for name in chosen if name.evidence not in blockers]
    return sorted([*kept, *inner], key=lambda name: (name.start, name.inner, -name.end))
