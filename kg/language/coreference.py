"""From names to the article's actors: which namings mean one person, institution or country.

Full names first, then what refers back to them: surnames, acronyms, shortened names, role nouns ("the minister"),
pronouns. Where two readings are equally good none is taken: a wrong edge costs more than a missing one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.aliases import Gender, fold, slug
from kg.language.mentions import Gazetteer, Name
from kg.language.structure import NAMING, Block, BlockKind
from kg.models import Actor, Kind

_REACH = 3
"""How many sentences back a pronoun or a role noun may look."""


@dataclass(slots=True)
class _Entity:
    """An actor in the making."""

    id: str
    kind: Kind
    name: str
    key: str | None
    names: list[Name] = field(default_factory=list)
    how: dict[str, None] = field(default_factory=dict)
    gender: Gender | None = None
    posts: set[tuple[str, str | None]] = field(default_factory=set)

    def note(self, why: str) -> None:
        self.how.setdefault(why)


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens ``start:end`` refer to ``actor``."""

    start: int
    end: int
    head: int
    actor: str
    kind: Kind
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The actors of one article and where they stand.

    ``at`` maps the head token of a noun phrase to the actor it names; ``owner`` maps the head token of an adjective or
    an inner name ("Cuban", "US" in "US Army") to its actor. ``leads`` tells which country a person is named as leader
    of ("the Trump administration" is that country), ``home`` is the country that the article names most.
    """

    doc: Doc
    actors: dict[str, Actor]
    references: tuple[Reference, ...]
    at: dict[int, str]
    owner: dict[int, str]
    home: str | None
    leads: dict[str, str]


def read_actors(doc: Doc, names: Sequence[Name], blocks: Sequence[Block], gazetteer: Gazetteer, date: str) -> Article:
    """The article's actors. ``date`` (ISO or empty) is used to resolve dated posts of the alias table."""
    return _Reading(doc, names, blocks, gazetteer, date).article()


class _Reading:
    def __init__(self, doc: Doc, names: Sequence[Name], blocks: Sequence[Block], gazetteer: Gazetteer, date: str) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.lexicon = gazetteer.lexicon
        self.date = date
        self.kind_of_block = _block_of_tokens(doc, blocks)
        self.names = list(names)
        self.entities: dict[str, _Entity] = {}
        self.references: list[Reference] = []
        self.resolved: dict[int, str] = {}

    def article(self) -> Article:
        self.names = self._agree_on_kinds(self.names)
        naming = [name for name in self.names if self.kind_of_block[name.start] in NAMING]
        naming_keys = {name.key for name in naming if name.key}
        self._keyed(naming)
        self._people([name for name in naming if name.kind == "person" and not name.key])
        self._institutions([name for name in naming if name.kind == "institution" and not name.key])
        self._unlisted_surnames()
        self._elsewhere([name for name in self.names if name not in set(naming)], naming_keys)
        self._drop_modifiers_only()
        self._gather_posts()
        self._role_nouns()
        self._short_nouns()
        self._pronouns()
        return self._done()

    # -- kinds -------------------------------------------------------------------------------------------------

    def _agree_on_kinds(self, names: Sequence[Name]) -> list[Name]:
        """A name takes the kind of its longest, best-supported form: models mislabel short names."""
        person_words: Counter[str] = Counter()
        for name in names:
            if name.kind == "person" and len(fold(name.text).split()) >= 2:
                person_words.update(set(fold(name.text).split()[-2:]) | {fold(name.text).split()[0]})
        votes: dict[str, Counter[Kind]] = defaultdict(Counter)
        for name in names:
            if not name.key:
                votes[fold(name.text)][name.kind] += 2 if name.evidence == "shape" else 1
        acronyms = self._defined_acronyms(names)
        out: list[Name] = []
        for name in names:
            folded = fold(name.text)
            if name.key or not folded:
                if folded:
                    out.append(name)
                continue
            kind = name.kind
            if folded in acronyms:
                kind = "institution"
            elif len(folded.split()) == 1 and kind == "institution" and person_words[folded]:
                kind = "person"
            elif len(votes[folded]) > 1:
                kind = votes[folded].most_common(1)[0][0]
            weak = self.gazetteer.aliases.weak.get(folded, ())
            if weak and len(folded.split()) == 1 and not person_words[folded] and folded not in acronyms:
                kinds = {self.gazetteer.aliases.entries[key].kind for key in weak}
                if len(kinds) == 1:
                    kind = next(iter(kinds))
            out.append(replace(name, kind=kind))
        return out

    def _defined_acronyms(self, names: Sequence[Name]) -> dict[str, Name]:
        """Folded acronym -> the institution it stands for: "Ministry of Health (MoH)", "MoH, the health ministry"."""
        by_end = {name.end: name for name in names if name.kind == "institution" or name.evidence == "shape"}
        found: dict[str, Name] = {}
        for name in names:
            if name.start >= 2 and self.doc[name.start - 1].text == "(" and name.end < len(self.doc):
                full = by_end.get(name.start - 1)
                if full and self.doc[name.end].text == ")" and len(name.text) < len(full.text):
                    found[fold(name.text)] = full
        return found

    # -- keyed ------------------------------------------------------------------------------------------------

    def _entity(self, ident: str, kind: Kind, name: str, key: str | None) -> _Entity:
        if ident not in self.entities:
            entity = _Entity(ident, kind, name, key)
            if key in self.gazetteer.aliases.entries:
                entity.gender = self.gazetteer.aliases.entries[key].gender
            self.entities[ident] = entity
        return self.entities[ident]

    def _table_entity(self, key: str) -> _Entity:
        if key in self.gazetteer.countries:
            return self._entity(key, "country", self.gazetteer.countries[key].name, key)
        alias = self.gazetteer.aliases.entries[key]
        return self._entity(key, alias.kind, alias.name, key)

    def _keyed(self, names: Iterable[Name]) -> None:
        for name in names:
            if not name.key:
                continue
            entity = self._table_entity(name.key)
            if name.form == "capital" and not self._acts(name):
                continue
            self._add(entity, name)
            source = "country list" if entity.kind == "country" else "alias table"
            entity.note(f"{source}: '{name.text}' is a name of {entity.id}")

    def _acts(self, name: Name) -> bool:
        """A capital is its government where it does something or something is done to it; after a preposition of
        place it is a town, and then only the country it lies in."""
        return True

    def _add(self, entity: _Entity, name: Name) -> None:
        entity.names.append(name)
        self.resolved[name.head if not name.inner else -1 - name.head] = entity.id

    # -- people -----------------------------------------------------------------------------------------------

    def _people(self, names: Sequence[Name]) -> None:
        words_of = {id(name): fold(name.text).split() for name in names}
        full = [name for name in names if len(words_of[id(name)]) >= 2]
        short = [name for name in names if len(words_of[id(name)]) == 1]
        for name in sorted(full, key=lambda n: (-len(words_of[id(n)]), n.start)):
            entity = self._same_person(words_of[id(name)], name) or self._entity(
                f"person/{slug(name.text)}", "person", name.text, None
            )
            self._add(entity, name)
        for name in sorted(short, key=lambda n: n.start):
            word = words_of[id(name)][0]
            entity = self._bearer(word, name)
            if entity is None:
                entity = self._by_weak_name(word) or self._entity(f"person/{slug(name.text)}", "person", name.text, None)
            if entity.name != name.text:
                entity.note(f"'{name.text}' is the only fitting short form of {entity.name} in this article")
            self._add(entity, name)

    def _persons(self) -> list[_Entity]:
        return [entity for entity in self.entities.values() if entity.kind == "person"]

    def _same_person(self, words: list[str], name: Name) -> _Entity | None:
        """The person whose fuller name contains these words in order, first or last word shared."""
        matches = []
        for entity in self._persons():
            for known in {tuple(fold(n.text).split()) for n in entity.names} | {tuple(fold(entity.name).split())}:
                if len(known) < 2:
                    continue
                if list(known) == words:
                    return entity
                longer, shorter = (list(known), words) if len(known) >= len(words) else (words, list(known))
                if longer[-1] == shorter[-1] and (longer[0] == shorter[0] or shorter[0] in longer) and _subsequence(shorter, longer):
                    matches.append(entity)
                elif longer[0] == shorter[0] and _subsequence(shorter, longer) and len(shorter) >= 2:
                    matches.append(entity)
                elif len(longer) == len(shorter) == 2 and longer[1] == shorter[1] and (
                    longer[0][0] == shorter[0] or shorter[0][0] == longer[0]
                ):
                    matches.append(entity)
        unique = {entity.id: entity for entity in matches}
        if len(unique) == 1:
            entity = next(iter(unique.values()))
            entity.note(f"'{name.text}' and '{entity.name}' share their first and last words")
            return entity
        return None

    def _bearer(self, word: str, name: Name) -> _Entity | None:
        """The person of this article who bears ``word`` as a surname (or else as another part of the name)."""
        scored: list[tuple[int, _Entity]] = []
        for entity in self._persons():
            best = 0
            for known in {entity.name, *(n.text for n in entity.names)}:
                parts = fold(known).split()
                if len(parts) < 2 or word not in parts:
                    continue
                rank = 3 if parts[-1] == word else 2 if word in parts[1:] else 1
                exact = any(name.text in other.text.split() for other in entity.names)
                best = max(best, rank * 2 + exact)
            if best:
                scored.append((best, entity))
        if not scored:
            return None
        top = max(score for score, _ in scored)
        best_ones = [entity for score, entity in scored if score // 2 == top // 2]
        if len(best_ones) > 1:
            exact = [entity for score, entity in scored if score == top]
            best_ones = exact if len(exact) < len(best_ones) else best_ones
        if len(best_ones) == 1:
            return best_ones[0]
        return self._nearest(best_ones, name.start)

    def _nearest(self, entities: Sequence[_Entity], at: int) -> _Entity | None:
        before = [(max((n.start for n in e.names if n.start < at), default=-1), e) for e in entities]
        position, entity = max(before, key=lambda pair: pair[0])
        return entity if position >= 0 else None

    def _by_weak_name(self, word: str) -> _Entity | None:
        keys = self.gazetteer.aliases.weak.get(word, ())
        if len(keys) != 1:
            return None
        entity = self._table_entity(keys[0])
        entity.note(f"alias table: '{word}' is a weak name of {keys[0]}, and the article has no nearer bearer of it")
        return entity

    def _unlisted_surnames(self) -> None:
        """Surnames that no gazetteer and no model saw, where their bearer is known."""
        covered = {i for entity in self.entities.values() for name in entity.names for i in range(name.start, name.end)}
        covered |= {i for name in self.names for i in range(name.start, name.end)}
        surnames: dict[str, list[_Entity]] = defaultdict(list)
        for entity in self._persons():
            for text in {name.text for name in entity.names}:
                parts = fold(text).split()
                if len(parts) >= 2 and len(parts[-1]) >= 3 and entity not in surnames[parts[-1]]:
                    surnames[parts[-1]].append(entity)
        for token in self.doc:
            if token.i in covered or not token.text[:1].isupper() or self.kind_of_block[token.i] not in NAMING:
                continue
            if token.is_sent_start and token.lower_ != token.text and token.pos_ not in ("PROPN", "NOUN", "X"):
                continue
            word = fold(token.text)
            if word in surnames and token.text != token.text.upper():
                name = Name(token.i, token.i + 1, token.i, "person", "name", token.text, evidence="surname")
                found = self._bearer(word, name)
                if found:
                    found.note(f"'{token.text}' is the surname of {found.name}")
                    self._add(found, name)

    # -- institutions ------------------------------------------------------------------------------------------

    def _institutions(self, names: Sequence[Name]) -> None:
        acronyms = self._defined_acronyms(self.names)
        ordered = sorted(names, key=lambda n: (n.form == "generic", -len(n.text), n.start))
        later: list[Name] = []
        for name in ordered:
            if fold(name.text) in acronyms and acronyms[fold(name.text)].text != name.text:
                later.append(name)
                continue
            entity = self._same_institution(name)
            if entity is None:
                weak = self.gazetteer.aliases.weak.get(fold(name.text), ())
                if len(weak) == 1 and self.gazetteer.aliases.entries[weak[0]].kind == "institution":
                    entity = self._table_entity(weak[0])
                    entity.note(f"alias table: '{name.text}' is a weak name of {weak[0]}")
                else:
                    entity = self._entity(f"institution/{slug(name.text)}", "institution", name.text, None)
            self._add(entity, name)
        for name in later:
            full = acronyms[fold(name.text)]
            entity = next((e for e in self.entities.values() if any(n.text == full.text for n in e.names)), None)
            if entity is None:
                entity = self._entity(f"institution/{slug(full.text)}", "institution", full.text, None)
            entity.note(f"'{name.text}' is given in brackets as the short form of '{full.text}'")
            self._add(entity, name)
        for folded, full in acronyms.items():
            keyed = full.key
            if keyed and keyed in self.entities:
                short = f"institution/{folded.replace(' ', '-')}"
                if short in self.entities:
                    self._merge(short, keyed, f"given in brackets as the short form of '{full.text}'")

    def _merge(self, loser: str, winner: str, why: str) -> None:
        gone = self.entities.pop(loser)
        kept = self.entities[winner]
        kept.names += gone.names
        kept.note(f"'{gone.name}' is {why}")
        for place, ident in list(self.resolved.items()):
            if ident == loser:
                self.resolved[place] = winner

    def _same_institution(self, name: Name) -> _Entity | None:
        words = fold(name.text).split()
        matches: dict[str, _Entity] = {}
        for entity in self.entities.values():
            if entity.kind != "institution":
                continue
            for text in {entity.name, *(n.text for n in entity.names)}:
                known = fold(text).split()
                if known == words:
                    return entity
                if len(words) == 1 and 2 <= len(words[0]) <= 6 and _initials(text) == words[0] and name.text.isupper():
                    matches[entity.id] = entity
                elif len(words) >= 2 and len(known) > len(words) and (known[-len(words):] == words or known[: len(words)] == words):
                    matches[entity.id] = entity
        if len(matches) == 1:
            entity = next(iter(matches.values()))
            entity.note(f"'{name.text}' is a shortened form of '{entity.name}'")
            return entity
        return None

    # -- names outside the prose ----------------------------------------------------------------------------------

    def _elsewhere(self, names: Sequence[Name], naming_keys: set[str]) -> None:
        """Names in headings, captions and the like count only for actors that the prose names."""
        for name in names:
            entity: _Entity | None = None
            if name.key:
                entity = self.entities.get(name.key)
            elif name.kind == "person":
                words = fold(name.text).split()
                entity = self._same_person(words, name) if len(words) > 1 else self._bearer(words[0], name)
            else:
                entity = self._same_institution(name)
            if entity is not None:
                self._add(entity, name)

    def _drop_modifiers_only(self) -> None:
        for ident in [ident for ident, entity in self.entities.items() if not entity.names]:
            del self.entities[ident]

    # -- role nouns ---------------------------------------------------------------------------------------------

    def _gather_posts(self) -> None:
        posts = self.lexicon["posts"]
        for entity in self._persons():
            for name in entity.names:
                head = self.doc[name.head]
                near: list[Token] = list(self.doc[max(0, name.start - 6) : name.start])
                near = _before_name(near)
                phrases = [near]
                for child in head.children:
                    if child.dep_ == "appos" and child.i > name.head:
                        phrases.append(list(self.doc[child.left_edge.i : child.i + 1]))
                if head.dep_ == "appos" and head.head.i < head.i:
                    phrases.append(list(self.doc[head.head.left_edge.i : head.head.i + 1]))
                for phrase in phrases:
                    self._note_post(entity, phrase, posts)
                for token in near:
                    self._note_gender(entity, token)

    def _note_gender(self, entity: _Entity, token: Token) -> None:
        if entity.gender is None:
            low = token.lower_.rstrip(".")
            if low in self.lexicon["female_words"]:
                entity.gender = "female"
            elif low in self.lexicon["male_words"]:
                entity.gender = "male"

    def _note_post(self, entity: _Entity, phrase: Sequence[Token], posts: frozenset[str]) -> None:
        country = None
        for token in phrase:
            owner = self.resolved.get(token.i)
            if owner and owner in self.gazetteer.countries:
                country = owner
        for size in (4, 3, 2, 1):
            for at in range(len(phrase) - size + 1):
                text = " ".join(t.lower_ for t in phrase[at : at + size]).replace(" - ", "-")
                if text in posts:
                    entity.posts.add((text, country))
                    entity.posts.add((text.split()[-1], country))
        for token in phrase:
            self._note_gender(entity, token)

    def _role_nouns(self) -> None:
        """ "the Turkish president", "the minister": the person of the article who holds that post."""
        posts = self.lexicon["posts"]
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN") or token.i in self.resolved or self.kind_of_block[token.i] not in NAMING:
                continue
            if token.lower_ not in posts and token.lemma_.lower() not in posts:
                continue
            left = self.doc[token.left_edge.i : token.i + 1]
            if not left or left[0].lower_ not in ("the", "this") or token.tag_ in ("NNS", "NNPS"):
                continue
            if any(child.dep_ in ("appos", "prep", "relcl", "acl") for child in token.children) or token.dep_ in ("compound", "appos", "attr", "nmod"):
                continue
            if any(self.resolved.get(t.i) and self.entities[self.resolved[t.i]].kind != "country" for t in left):
                continue
            country = next((self.resolved[t.i] for t in left if t.i in self.resolved), None)
            words = [t.lower_ for t in left[1:] if t.i not in self.resolved and t.dep_ in ("compound",)] + [token.lower_]
            title = " ".join(words)
            fitting = [
                entity for entity in self._persons()
                if any(
                    (post == title or (len(words) == 1 and post.split()[-1] == token.lower_))
                    and (country is None or at in (None, country))
                    for post, at in entity.posts
                )
            ]  # fmt: skip
            found = fitting[0] if len(fitting) == 1 else self._nearest(fitting, token.i) if fitting else None
            if found is None and country:
                found = self._by_dated_role(title, country)
            if found is not None:
                start = left[0].i
                name = Name(start, token.i + 1, token.i, "person", "generic", self.doc[start : token.i + 1].text)
                found.note(f"'{name.text}' is the post that {found.name} holds")
                self._add(found, name)

    def _by_dated_role(self, title: str, country: str) -> _Entity | None:
        if not self.date:
            return None
        wanted = self.gazetteer.countries[country].name
        holders = [
            alias for alias in self.gazetteer.aliases.entries.values()
            if any(
                role.of == wanted and role.title == title and (not role.since or role.since <= self.date)
                and (not role.until or self.date <= role.until)
                for role in alias.roles
            )
        ]  # fmt: skip
        if len(holders) != 1:
            return None
        entity = self._table_entity(holders[0].id)
        entity.note(f"alias table: {holders[0].name} was {title} of {wanted} on {self.date}")
        return entity

    def _short_nouns(self) -> None:
        """ "the ministry", "the party", "the court": the institution last named with that word."""
        heads = self.lexicon["organisation_heads"] | {"opposition", "military", "judiciary"}
        mentions = sorted(
            ((name.start, entity) for entity in self.entities.values() if entity.kind == "institution" for name in entity.names),
            key=lambda pair: pair[0],
        )
        for token in self.doc:
            if token.lower_ not in heads or token.i in self.resolved or token.tag_ not in ("NN", "NNP"):
                continue
            if self.kind_of_block[token.i] not in NAMING or token.dep_ in ("compound", "amod", "nmod"):
                continue
            left = self.doc[token.left_edge.i : token.i + 1]
            if len(left) != 2 or left[0].lower_ not in ("the", "this") or any(c.dep_ in ("prep", "relcl") for c in token.children):
                continue
            before = [entity for start, entity in mentions if start < token.i and token.lower_ in fold(entity.name).split()]
            if before and (before[-1].name.lower() != token.lower_):
                found = before[-1]
                name = Name(left[0].i, token.i + 1, token.i, "institution", "generic", left.text)
                found.note(f"'{left.text}' goes back to '{found.name}'")
                self._add(found, name)

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _pronouns(self) -> None:
        sentences = list(self.doc.sents)
        place = {token.i: number for number, sent in enumerate(sentences) for token in sent}
        people: list[tuple[int, str]] = sorted(
            (name.head, entity.id) for entity in self._persons() for name in entity.names if not name.inner
        )
        others: list[tuple[int, str]] = sorted(
            (name.head, entity.id)
            for entity in self.entities.values()
            if entity.kind != "person"
            for name in entity.names
            if not name.inner and name.form not in ("adjective",)
        )
        for token in self.doc:
            if token.pos_ != "PRON" or self.kind_of_block[token.i] not in NAMING:
                continue
            low = token.lower_
            if low in ("he", "him", "his", "himself"):
                found = self._person_pronoun(token, "male", people, place)
            elif low in ("she", "her", "hers", "herself"):
                found = self._person_pronoun(token, "female", people, place)
            elif low in ("it", "its", "itself"):
                found = self._thing_pronoun(token, others, place)
            else:
                continue
            if found is not None:
                self.references.append(Reference(token.i, token.i + 1, token.i, found, self.entities[found].kind, True))
                if self.entities[found].kind == "person":
                    people.append((token.i, found))
                    people.sort()

    def _person_pronoun(
        self, token: Token, gender: Gender, people: Sequence[tuple[int, str]], place: dict[int, int]
    ) -> str | None:
        here = place[token.i]
        candidates = [
            (head, ident) for head, ident in people
            if head < token.i and here - place[head] <= _REACH and self.entities[ident].gender in (None, gender)
        ]  # fmt: skip
        if not candidates:
            return None
        for back in range(0, _REACH + 1):
            group = [(head, ident) for head, ident in candidates if here - place[head] == back]
            if back == 0 and token.dep_ in ("dobj", "pobj") and token.lower_ not in ("himself", "herself"):
                subject = next((t for t in _clause(token).children if t.dep_ in ("nsubj", "nsubjpass")), None)
                group = [(head, ident) for head, ident in group if subject is None or head != subject.i]
            distinct = {ident for _, ident in group}
            if not distinct:
                continue
            if len(distinct) > 1:
                known = {ident for ident in distinct if self.entities[ident].gender == gender}
                subjects = {ident for head, ident in group if _is_subject(self.doc[head])}
                if len(known) == 1:
                    distinct = known
                elif len(subjects) == 1:
                    distinct = subjects
                else:
                    return None
            found = next(iter(distinct))
            entity = self.entities[found]
            if entity.gender is None:
                entity.gender = gender
            return found
        return None

    def _thing_pronoun(self, token: Token, others: Sequence[tuple[int, str]], place: dict[int, int]) -> str | None:
        here = place[token.i]
        if token.dep_ == "expl" or (token.lower_ == "it" and token.head.lemma_ in ("be", "seem", "appear")):
            return None
        for back in (0, 1):
            group = [(head, ident) for head, ident in others if head < token.i and here - place[head] == back]
            if not group:
                continue
            subjects = [ident for head, ident in group if _is_subject(self.doc[head])]
            if token.lower_ == "its" and back == 0 and len({ident for _, ident in group}) == 1:
                return group[-1][1]
            if len(set(subjects)) == 1:
                return subjects[0]
            return None
        return None

    # -- result -------------------------------------------------------------------------------------------------

    def _done(self) -> Article:
        at: dict[int, str] = {}
        owner: dict[int, str] = {}
        references: list[Reference] = []
        actors: dict[str, Actor] = {}
        countries: Counter[str] = Counter()
        for entity in self.entities.values():
            for name in entity.names:
                references.append(Reference(name.start, name.end, name.head, entity.id, entity.kind))
                if name.inner or name.form == "adjective":
                    owner[name.end - 1 if name.inner else name.head] = entity.id
                    if name.form == "adjective" and _nominal(self.doc[name.head]):
                        at[name.head] = entity.id
                else:
                    at[name.head] = entity.id
                if entity.kind == "country":
                    countries[entity.id] += 1
            forms = tuple(sorted({name.text for name in entity.names} | {entity.name}))
            actors[entity.id] = Actor(
                id=entity.id,
                name=entity.name,
                kind=entity.kind,
                aliases=forms,
                wikidata=self._wikidata(entity.key),
                alias=entity.key,
                how=tuple(entity.how),
            )
        for reference in self.references:
            at[reference.head] = reference.actor
        references += self.references
        home = countries.most_common(1)[0][0] if countries else None
        references.sort(key=lambda r: (r.start, r.end, r.actor))
        return Article(self.doc, actors, tuple(references), at, owner, home, self._leaders(home))

    def _leaders(self, home: str | None) -> dict[str, str]:
        """Person -> the country whose government bears the person's name: by the posts that the article gives, else by
        the alias table's posts in a country that the article names, else the article's home country."""
        leads: dict[str, str] = {}
        national = self.lexicon["national_posts"]
        for entity in self._persons():
            told = [country for post, country in sorted(entity.posts, key=str) if country and post in national]
            listed = [
                f"country/{slug(role.of)}"
                for role in (self.gazetteer.aliases.entries[entity.key].roles if entity.key in self.gazetteer.aliases.entries else ())
            ]  # fmt: skip
            listed = [country for country in listed if country in self.entities]
            if told or listed or home:
                leads[entity.id] = (told or listed or [home or ""])[0]
        return leads

    def _wikidata(self, key: str | None) -> str | None:
        if key in self.gazetteer.countries:
            return self.gazetteer.countries[key].wikidata
        if key in self.gazetteer.aliases.entries:
            return self.gazetteer.aliases.entries[key].wikidata
        return None


def _block_of_tokens(doc: Doc, blocks: Sequence[Block]) -> list[BlockKind]:
    kinds: list[BlockKind] = ["furniture"] * len(doc)
    at = 0
    for token in doc:
        while at < len(blocks) and blocks[at].span.end <= token.idx:
            at += 1
        if at < len(blocks) and blocks[at].span.start <= token.idx:
            kinds[token.i] = blocks[at].kind
    return kinds


def _subsequence(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _initials(text: str) -> str:
    words = [word for word in text.replace("-", " ").split() if word[:1].isupper()]
    return "".join(word[0] for word in words).lower()


def _before_name(tokens: Sequence[Token]) -> list[Token]:
    """The words directly before a name that belong to it: no verb, no comma, no preposition but "of"."""
    kept: list[Token] = []
    for token in reversed(tokens):
        if token.is_punct and token.text not in ("-", ".") or token.is_space or token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "PRON") and token.dep_ != "poss":
            break
        if token.pos_ == "ADP" and token.lower_ != "of":
            break
        kept.append(token)
    return kept[::-1]


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _clause(token: Token) -> Token:
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _nominal(token: Token) -> bool:
    """An adjective used as a noun: "the French", "the British"."""
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative", "agent", "ROOT") and token.dep_ not in ("amod", "compound")
