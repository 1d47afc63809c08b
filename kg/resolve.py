"""The actors of single articles -> the actors of the corpus, with the reason of every decision.

Strong before weak: a human judgement; the alias table's id, or the folded full name with its kind (an article's actor
id is made of these); full names that differ in middle initials only; then a lone surname or acronym, to the one actor
of the corpus that bears it, or to the one who is in ten times as many articles as its other bearers together. Where
two could, it stays a node of its own. The result is a mapping, never an edit: what
the articles said is untouched, and a changed judgement needs no article to be read again unless it splits a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

from kg.aliases import fold
from kg.judgements import Groups, Judgements
from kg.models import Actor, Kind

_OVERWHELMING = 10
"""How many times as many articles as all other bearers of a surname one must be in to be meant by it alone."""
_BEFORE_GIVEN_NAMES = frozenset(
    "king queen prince princess emperor empress tsar emir sultan pope saint st patriarch duke duchess sister".split()
)
"""Titles with which a given name is a whole one: "Elizabeth" in one article is not the Queen Elizabeth of another."""
_REASONS_KEPT = 12
"""Reasons that an actor of many articles keeps; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """``assigned`` maps the id of an article's actor, whichever the article, to the id of one of ``actors``."""

    assigned: Mapping[str, str]
    actors: tuple[Actor, ...]

    def get(self, key: tuple[str, str], /) -> str | None:
        """Which actor of the corpus an article's actor is; by (document id, the article's actor id), as the store asks
        for it."""
        return self.assigned.get(key[1])


class _Candidate:
    """What all article actors of one id are together; of single articles it holds nothing but what is told of them."""

    def __init__(self, ident: str) -> None:
        self.id = ident
        self.articles = 0
        self.docs: list[str] = []
        """The first articles, three at most."""
        self.spelled: Counter[str] = Counter()
        self.written: set[str] = set()
        self.reasons: dict[str, tuple[str, int]] = {}
        """Reason -> the first article that has it, and where there."""
        self._kind: tuple[str, Kind] | None = None
        self._wikidata: tuple[str, str] | None = None
        self._alias: tuple[str, str] | None = None

    def add(self, doc: str, actor: Actor) -> None:
        self.articles += 1
        self.docs = sorted((*self.docs, doc))[:3]
        self.spelled[actor.name] += 1
        self.written.update((actor.name, *actor.aliases))
        for at, reason in enumerate(actor.how):
            self.reasons[reason] = min(self.reasons.get(reason, (doc, at)), (doc, at))
        self._kind = min(self._kind or (doc, actor.kind), (doc, actor.kind))
        if actor.wikidata:
            self._wikidata = min(self._wikidata or (doc, actor.wikidata), (doc, actor.wikidata))
        if actor.alias:
            self._alias = min(self._alias or (doc, actor.alias), (doc, actor.alias))

    @property
    def kind(self) -> Kind:
        assert self._kind is not None
        return self._kind[1]

    @property
    def wikidata(self) -> str | None:
        return self._wikidata and self._wikidata[1]

    @property
    def alias(self) -> str | None:
        return self._alias and self._alias[1]

    @cached_property
    def listed(self) -> bool:
        return self._alias is not None or self.kind == "country"

    @cached_property
    def display(self) -> str:
        """The most frequent of its names."""
        return min(self.spelled, key=lambda name: (-self.spelled[name], -len(name), name))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(map(fold, self.spelled))

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(map(fold, self.written))

    def called(self, name: str) -> bool:
        return name == self.id or name in self.forms


def resolve(article_actors: Iterable[tuple[str, Actor]], judgements: Judgements) -> Resolution:
    """Join what is the same across articles. The order of ``article_actors`` (document id, actor) does not matter."""
    candidates = _candidates(article_actors)
    groups = Groups()
    reasons: dict[str, list[str]] = defaultdict(list)
    kept_apart = [
        frozenset((a.id, b.id))
        for judgement in judgements.different()
        for a, b in combinations([c for c in candidates.values() if any(map(c.called, judgement.names))], 2)
        if _named_apart(a, b, judgement.names)
    ]
    for winner, loser, reason in _joins(candidates, judgements):
        merged = (groups.of(winner), groups.of(loser))
        if any(all(groups.of(ident) in merged for ident in pair) for pair in kept_apart):
            continue
        groups.join((winner, loser))
        reasons[winner].append(reason)
    members: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        members[groups.of(candidate.id)].append(candidate)
    assigned = {candidate.id: group for group, found in members.items() for candidate in found}
    actors = tuple(
        _actor(group, members[group], [r for c in members[group] for r in reasons[c.id]]) for group in sorted(members)
    )
    return Resolution(assigned, actors)


def _candidates(article_actors: Iterable[tuple[str, Actor]]) -> dict[str, _Candidate]:
    by_id: dict[str, _Candidate] = {}
    for doc, actor in article_actors:
        if actor.id not in by_id:
            by_id[actor.id] = _Candidate(actor.id)
        by_id[actor.id].add(doc, actor)
    return {ident: by_id[ident] for ident in sorted(by_id)}


def _named_apart(a: _Candidate, b: _Candidate, names: Iterable[str]) -> bool:
    called_a = {name for name in names if a.called(name)}
    called_b = {name for name in names if b.called(name)}
    return any(one != other for one in called_a for other in called_b)


def _joins(candidates: Mapping[str, _Candidate], judgements: Judgements) -> Iterator[tuple[str, str, str]]:
    """(id that stays, id that joins it, why), strongest first."""
    for judgement in judgements.same():
        named = [c for name in judgement.names for c in candidates.values() if c.called(name)]
        unique = list({c.id: c for c in named}.values())
        unique.sort(key=lambda c: not c.listed)
        for other in unique[1:]:
            yield unique[0].id, other.id, f"'{other.display}' joined by {judgement.reason}"
    yield from _equal_names(candidates)
    yield from _middle_initials(candidates)
    yield from _short_names(candidates)


def _equal_names(candidates: Mapping[str, _Candidate]) -> Iterator[tuple[str, str, str]]:
    """The same folded name and kind under two ids: one of the table, one made from the name in another article."""
    by_name: dict[tuple[Kind, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        if "@" not in candidate.id:
            by_name[candidate.kind, fold(candidate.display)].append(candidate)
    for same in by_name.values():
        kept, *others = sorted(same, key=lambda candidate: (not candidate.listed, candidate.id))
        if sum(candidate.listed for candidate in same) <= 1:
            for other in others:
                yield kept.id, other.id, f"'{other.display}' is the same name and kind"


def _middle_initials(candidates: Mapping[str, _Candidate]) -> Iterator[tuple[str, str, str]]:
    """ "Antony J. Blinken" is Antony Blinken, where only one of each is known."""
    by_core: dict[tuple[str, ...], list[_Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        if candidate.kind == "person" and "@" not in candidate.id:
            words = fold(candidate.display).split()
            if len(words) >= 2:
                by_core[tuple(w for i, w in enumerate(words) if len(w) > 1 or i == 0)].append(candidate)
    for same in by_core.values():
        if len(same) == 2 and _words(same[0]) != _words(same[1]):
            kept, other = sorted(same, key=lambda candidate: (not candidate.listed, _words(candidate)))
            yield kept.id, other.id, f"'{kept.display}' and '{other.display}' differ only in a middle initial"


def _words(candidate: _Candidate) -> int:
    return len(fold(candidate.display).split())


def _short_names(candidates: Mapping[str, _Candidate]) -> Iterator[tuple[str, str, str]]:
    """Lone surnames and acronyms, each to the one actor of the corpus that bears it or does so in nearly every article
    that names a bearer."""
    bearers: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    for candidate in candidates.values():
        for form in candidate.forms:
            words = form.split()
            if (
                candidate.kind == "person"
                and len(words) > 1
                and not (len(words) == 2 and words[0] in _BEFORE_GIVEN_NAMES)
            ):
                bearers["person", words[-1]].add(candidate.id)
            elif candidate.kind == "institution" and len(words) == 1 and all(" " in name for name in candidate.names):
                bearers["institution", form].add(candidate.id)
    for candidate in candidates.values():
        name = fold(candidate.display)
        if candidate.listed or " " in name or "@" in candidate.id:
            continue
        fitting = bearers[candidate.kind, name] - {candidate.id}
        if len(fitting) == 1:
            target = next(iter(fitting))
            what = "surname" if candidate.kind == "person" else "short name"
            docs = ", ".join(candidate.docs)
            yield target, candidate.id, f"'{candidate.display}' (in {docs}) is the {what} of only one actor here"
        elif candidate.kind == "person" and len(fitting) > 1:
            most, *others = sorted((candidates[ident] for ident in fitting), key=lambda c: (-c.articles, c.id))
            rest = sum(other.articles for other in others)
            if most.articles >= _OVERWHELMING * rest:
                told = f"{most.display} in {most.articles} articles, of others in {rest}"
                docs = ", ".join(candidate.docs)
                yield most.id, candidate.id, f"'{candidate.display}' (in {docs}) is the surname of {told}"


def _actor(ident: str, members: list[_Candidate], reasons: Iterable[str]) -> Actor:
    main = next((candidate for candidate in members if candidate.id == ident), members[0])
    read = (sorted(candidate.reasons, key=candidate.reasons.__getitem__) for candidate in members)
    how = list(dict.fromkeys([*reasons, *chain.from_iterable(read)]))
    if len(how) > _REASONS_KEPT:
        how = [*how[:_REASONS_KEPT], f"and {len(how) - _REASONS_KEPT} more of the same sort"]
    return Actor(
        id=ident,
        name=main.display,
        kind=main.kind,
        aliases=tuple(sorted(set[str]().union(*(c.written for c in members)) - {main.display})),
        wikidata=next((candidate.wikidata for candidate in members if candidate.wikidata), None),
        alias=next((candidate.alias for candidate in members if candidate.alias), None),
        how=tuple(how),
    )
