"""The cast of one article: its actors in the making, and which token stands for whom."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from kg.aliases import Gender, fold, slug
from kg.language.mentions import Gazetteer, Name
from kg.language.structure import Block, BlockKind
from kg.language.tokens import Doc
from kg.models import Kind
from kg.rules import Lexicon


@dataclass(slots=True)
class Entity:
    """An actor in the making. ``posts`` are those that the article gives a person, with the country if it is said;
    ``present`` those of them of which it does not say that they are over."""

    id: str
    kind: Kind
    name: str
    key: str | None
    names: list[Name] = field(default_factory=list)
    how: dict[str, None] = field(default_factory=dict)
    gender: Gender | None = None
    posts: set[tuple[str, str | None]] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    _forms: set[str] = field(default_factory=set)
    _counted: tuple[list[Name], int] = ([], 0)
    """The names that ``_forms`` is made of: this list, up to here."""

    def forms(self) -> Set[str]:
        """The proper names that it is called by. They are asked for at every name of the article, so that what is
        known of them is kept: ``names`` only grows, or is another list."""
        counted, number = self._counted
        if counted is not self.names:
            self._forms, number = {self.name}, 0
        self._forms.update(name.text for name in self.names[number:] if name.form == "name")
        self._counted = self.names, len(self.names)
        return self._forms

    def note(self, why: str) -> None:
        """Keeps the reason of a decision, for ``kg explain``."""
        self.how.setdefault(why)


class Cast:
    """The entities by id, in the order in which they came; ``resolved`` maps a head token to an entity's id."""

    def __init__(self, doc: Doc, blocks: Sequence[Block], gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.lexicon: Lexicon = gazetteer.lexicon
        self.block_of = _block_of_tokens(doc, blocks)
        self._starts = [block.span.start for block in blocks]
        self.entities: dict[str, Entity] = {}
        self.resolved: dict[int, str] = {}

    @cached_property
    def sentence_number(self) -> dict[int, int]:
        """Token -> the number of its sentence."""
        return {token.i: number for number, sentence in enumerate(self.doc.sents) for token in sentence}

    def entity(self, kind: Kind, name: str) -> Entity:
        """The entity that the article alone knows under this name."""
        return self._entity(f"{kind}/{slug(name)}", kind, name, None)

    def listed(self, key: str) -> Entity:
        """The entity of the alias table or of the country list with this id."""
        if key in self.gazetteer.countries:
            return self._entity(key, "country", self.gazetteer.countries[key].name, key)
        alias = self.gazetteer.aliases.entries[key]
        return self._entity(key, alias.kind, alias.name, key)

    def _entity(self, ident: str, kind: Kind, name: str, key: str | None) -> Entity:
        if ident not in self.entities:
            entity = Entity(ident, kind, name, key)
            if key is not None and key in self.gazetteer.aliases.entries:
                entity.gender = self.gazetteer.aliases.entries[key].gender
            self.entities[ident] = entity
        return self.entities[ident]

    def add(self, entity: Entity, name: Name) -> None:
        """``name`` names ``entity``."""
        entity.names.append(name)
        self.resolved[name.head if not name.inner else -1 - name.head] = entity.id

    def of(self, kind: Kind) -> list[Entity]:
        """The entities of one kind."""
        return [entity for entity in self.entities.values() if entity.kind == kind]

    def at(self, token: int) -> Entity | None:
        """The entity that the noun phrase headed by ``token`` names."""
        ident = self.resolved.get(token)
        return self.entities[ident] if ident is not None else None

    def merge(self, loser: Entity, winner: Entity, why: str) -> None:
        """All that ``loser`` was called names ``winner`` from now on."""
        if loser.id == winner.id:
            return
        del self.entities[loser.id]
        winner.names += loser.names
        winner.posts |= loser.posts
        winner.present |= loser.present
        winner.note(why)
        for place, ident in self.resolved.items():
            if ident == loser.id:
                self.resolved[place] = winner.id

    def hand_over(self, loser: Entity, winner: Entity, folded: str, why: str) -> None:
        """The namings of ``loser`` that fold to ``folded`` name ``winner`` instead."""
        moved = [name for name in loser.names if fold(name.text) == folded]
        loser.names = [name for name in loser.names if fold(name.text) != folded]
        winner.note(why)
        for name in moved:
            self.add(winner, name)

    def drop_unnamed(self) -> None:
        """Entities that no name is left for are no actors of the article."""
        for ident in [ident for ident, entity in self.entities.items() if not entity.names]:
            del self.entities[ident]

    def in_one_block(self, one: int, other: int) -> bool:
        """Whether two tokens stand in one paragraph, list item or heading."""
        return bisect(self._starts, self.doc[one].idx) == bisect(self._starts, self.doc[other].idx)

    def nearest_before(self, entities: Iterable[Entity], at: int) -> Entity | None:
        """The entity named last before token ``at``."""
        best: tuple[int, Entity] | None = None
        for entity in entities:
            position = max((name.start for name in entity.names if name.start < at), default=-1)
            if position >= 0 and (best is None or position > best[0]):
                best = (position, entity)
        return best[1] if best else None


def _block_of_tokens(doc: Doc, blocks: Sequence[Block]) -> list[BlockKind]:
    kinds: list[BlockKind] = ["furniture"] * len(doc)
    at = 0
    for block in blocks:
        while at < len(doc) and doc[at].idx < block.span.start:
            at += 1
        while at < len(doc) and doc[at].idx < block.span.end:
            kinds[at] = block.kind
            at += 1
    return kinds
