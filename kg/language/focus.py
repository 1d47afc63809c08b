"""Which body or person a description means by its sort: "the carmaker", "the militant group", "the party" after
"Fidesz"; "the striker", "the ousted leader".

The article need not have called the body so. Taken is the one body that this sentence and the one before speak of and
that can be of that sort, as the word lists ``*_called`` and ``*_named`` of rules/lexicon tell; where two are left, or
the article speaks of another such body without a name, none.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from kg.aliases import fold
from kg.language.cast import Cast, Entity
from kg.language.tokens import Span, Token
from kg.rules import SORTS_OF_BODIES, WALKS_OF_LIFE

_TOLD_BY_NAME = frozenset({"agency", "bloc", "court", "university", "union", "club"})
"""Sorts that a name always tells: "the court" is never a body of which no word says so."""
_SURE = frozenset(
    "rebels insurgents militants jihadists jihadis islamists paramilitaries guerrillas separatists extremists".split()
)
"""Nouns for much else: a body's name must tell that it is such a one."""
_SPECIAL, _GENERAL = frozenset({"airline", "bank"}), frozenset({"company"})
"""Sorts of which a body that is known as one of the general sort may be."""
_ARMED_BY = frozenset({"backed", "aligned", "allied", "linked", "affiliated"})
_ANY = frozenset({"group", "organisation", "organization", "movement"})
_REACH = 4
"""Sentences back in which a body that is by name of the sort may have been named last."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHIN = frozenset({"conj", "appos", "compound", "nmod", "poss"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some"})


class Focus:
    """The bodies of one article in the order in which they are named. Make one per article, once the names are known;
    tell it of every description that has been given to a body (``add``)."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        lexicon = cast.lexicon
        self._sorts = {sort: lexicon[f"{sort}_called"] for sort in SORTS_OF_BODIES}
        self.nouns = frozenset().union(*self._sorts.values())
        self._mentions = sorted(
            (name.head, entity.id)
            for entity in cast.of("institution") for name in entity.names if not name.inner and name.form != "adjective"
        )  # fmt: skip
        self._named: dict[str, frozenset[str]] = {}

    def add(self, head: int, entity: Entity) -> None:
        """``entity`` is described by the phrase with this head."""
        insort(self._mentions, (head, entity.id))

    def may_be(self, ident: str, noun: str) -> bool:
        """Whether by its names a body may be called by the noun; one of which they tell nothing may be a firm."""
        wanted = {sort for sort, nouns in self._sorts.items() if noun in nouns}
        if not wanted:
            return noun in self._words(ident) or bool(self._words(ident) & self._cast.lexicon["state_bodies"])
        fits = self._fits(ident, wanted, {})
        return bool(fits) or (fits is None and not wanted <= _TOLD_BY_NAME)

    def body(self, phrase: Span, called: Mapping[str, Set[str]]) -> Entity | None:
        """The body that the definite ``phrase`` means; ``called`` has the nouns that the article calls each body."""
        noun = phrase[-1]
        between = {token.lower_ for token in phrase[1:-1]}
        if not self._qualities(phrase):
            return None
        wanted = {sort for sort, nouns in self._sorts.items() if noun.lower_ in nouns}
        if between & self._cast.lexicon["armed_before"]:
            wanted &= {"armed"}
        elif noun.lower_ in _ANY and between and not between & _ARMED_BY:
            wanted -= {"armed"}
        if not wanted:
            return None
        place = self._cast.sentence_number
        number = place[phrase.start]
        end = bisect_left(self._mentions, (phrase.start,))
        barred = self._beside(noun)
        countries = {named.id for t in phrase[1:-1] if (named := self._cast.at(t.i)) is not None} | {
            owner for t in phrase[1:-1] if (owner := self._cast.resolved.get(-1 - t.i)) is not None
        }
        told = (wanted <= _TOLD_BY_NAME or noun.lower_ in _SURE) and noun.lower_ != "alliance"
        near: list[tuple[int, str]] = []
        back: list[tuple[int, str]] = []
        for head, ident in reversed(self._mentions[:end]):
            if number - place[head] > _REACH:
                break
            if ident in barred or ident not in self._cast.entities or self._of_elsewhere(ident, countries):
                continue
            fits = self._fits(ident, wanted, called)
            if fits is False or (told and not fits):
                continue
            (near if number - place[head] <= 1 else back).append((head, ident))
        sure = {ident for _, ident in (*near, *back) if self._fits(ident, wanted, called)}
        ids = {ident for _, ident in near}
        if not ids and len(sure) == 1 and {ident for _, ident in back} == sure:
            ids, near = sure, back
        if len(ids) > 1 and noun.lower_ not in _ANY:
            doubtful = {
                ident for head, ident in near
                if ident not in sure and self._prominent(head) and not self._sorts_of(ident, called)
            }  # fmt: skip
            ids = ids & sure if not doubtful else ids
        if len(ids) != 1:
            return None
        found = self._cast.entities[next(iter(ids))]
        if found.id not in sure and (wanted <= _TOLD_BY_NAME or told or not self._spoken_of(near, back, number)):
            return None
        return None if self._unnamed_one(noun, min(head for head, _ in near), phrase.start) else found

    def _fits(self, ident: str, wanted: set[str], called: Mapping[str, Set[str]]) -> bool | None:
        """True or False as the body's names and what it is called tell; None if they tell nothing."""
        sorts = self._sorts_of(ident, called)
        if sorts & wanted:
            return True
        if (
            sorts - (_GENERAL if wanted <= _SPECIAL else set())
            or self._words(ident) & self._cast.lexicon["state_bodies"]
        ):
            return False
        return None

    def _sorts_of(self, ident: str, called: Mapping[str, Set[str]]) -> set[str]:
        words = self._words(ident)
        told = called.get(ident, set())
        lexicon = self._cast.lexicon
        sorts = {s for s in SORTS_OF_BODIES if words & lexicon[f"{s}_named"]}
        return sorts | {s for s, nouns in self._sorts.items() if told & nouns}

    def _words(self, ident: str) -> frozenset[str]:
        known = self._named.get(ident)
        if known is None:
            entity = self._cast.entities[ident]
            found: set[str] = set()
            for text in (entity.name, *(name.text for name in entity.names if name.form != "generic")):
                words = fold(text).split()
                found.update(words)
                found.update(" ".join(pair) for pair in pairwise(words))
            known = self._named[ident] = frozenset(found)
        return known

    def _of_elsewhere(self, ident: str, countries: set[str]) -> bool:
        """True of Petróleos de Venezuela where "the American company" is meant."""
        if not countries:
            return False
        gazetteer = self._cast.gazetteer
        entity = self._cast.entities[ident]
        own = {gazetteer.country_of(entity.key)} if entity.key is not None else set()
        own |= {gazetteer.by_country_name.get(w) or gazetteer.by_demonym.get(w) for w in self._words(ident)}
        own.discard(None)
        return bool(own) and not own & countries

    def _qualities(self, phrase: Span) -> bool:
        """True if what stands before the noun makes it no other body: "the Lebanese militant group", "the Iran-backed
        movement"; not "the district court", "the test group"."""
        lexicon = self._cast.lexicon
        words = phrase[1:-1]
        for token in words:
            named = self._cast.at(token.i)
            low = token.lower_
            if token.i + 2 < phrase.end and phrase.doc[token.i + 1].text == "-" and named is not None:
                continue  # "the Brussels-based bloc"
            if named is not None and named.kind != "country" and low not in lexicon["body_qualities"]:
                return False
            known = low in lexicon["body_qualities"] or low in lexicon["armed_before"]
            if named is None and not (known or token.ent_type_ in ("NORP", "GPE") or self._hyphened(phrase, token)):
                return False
        return True

    def _hyphened(self, phrase: Span, token: Token) -> bool:
        """A part of "Iran-backed", "Berlin-based", "pro-independence"."""
        if token.text == "-" or (token.i + 1 < phrase.end and phrase.doc[token.i + 1].text == "-"):
            return True
        if phrase.doc[token.i - 1].text != "-":
            return False
        whole = phrase.doc[token.i - 2 : token.i + 1].text.lower()
        return (
            token.lower_.endswith("ed")
            or token.lower_ in ("led", "run")
            or whole in self._cast.lexicon["body_qualities"]
        )

    def _beside(self, noun: Token) -> set[str]:
        """Who cannot be meant: the subject of the verb that the noun is an object of, and who stands in a row with
        it ("Shell sued the company", "Shell and the company")."""
        others: list[Token] = []
        if noun.dep_ == "conj":
            others.append(noun.head)
        others += [child for child in noun.children if child.dep_ == "conj"]
        if noun.dep_ in ("dobj", "pobj", "dative", "conj"):
            verb = noun
            while verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
                verb = verb.head
            others += [child for child in verb.children if child.dep_ in _SUBJECTS]
        return {named.id for token in others if (named := self._cast.at(token.i)) is not None}

    def _spoken_of(self, near: Sequence[tuple[int, str]], back: Sequence[tuple[int, str]], number: int) -> bool:
        """True where what was said was said of the body: it is the subject or a part of it, is named in this very
        sentence, or is the only one of which the sentences before speak."""
        place = self._cast.sentence_number
        if any(place[head] == number or self._prominent(head) for head, _ in near):
            return True
        return {ident for _, ident in back} <= {ident for _, ident in near}

    def _prominent(self, head: int) -> bool:
        token = self._cast.doc[head]
        for _ in range(5):
            if token.dep_ in _WITHIN or (token.dep_ == "pobj" and token.head.lower_ == "of"):
                token = token.head if token.dep_ != "pobj" else token.head.head
            else:
                break
        return token.dep_ in _SUBJECTS

    def _unnamed_one(self, noun: Token, first: int, end: int) -> bool:
        """True where the article has just spoken of another such body without a name: "a Danish company"."""
        begin = self._cast.doc[first].sent.start
        for token in self._alike(noun, begin, end):
            if token.i in self._cast.resolved or token.dep_ in ("appos", "attr", "oprd", "compound", "nmod"):
                continue
            if token.i + 1 in self._starts() or any(self._cast.at(c.i) for c in token.children if c.dep_ == "appos"):
                continue
            left = self._cast.doc[token.left_edge.i]
            if left.lower_ in _INDEFINITE or token.lower_ == noun.lower_:
                return True
        return False

    def _alike(self, noun: Token, begin: int, end: int) -> Iterator[Token]:
        nouns = frozenset().union(*(listed for listed in self._sorts.values() if noun.lower_ in listed))
        for token in self._cast.doc[begin:end]:
            if token.lower_ in nouns and token.tag_ == "NN":
                yield token

    def _starts(self) -> set[int]:
        return {name.start for entity in self._cast.of("institution") for name in entity.names}


class PeopleInFocus:
    """The people of one article in the order in which they are named; ``called`` has the nouns that the article calls
    each. Make one per article, once the names are known."""

    def __init__(self, cast: Cast, called: Mapping[str, Set[str]]) -> None:
        self._cast = cast
        self._walks = {walk: cast.lexicon[f"{walk}_people"] for walk in WALKS_OF_LIFE}
        self._called = called
        self.nouns = cast.lexicon["people_again"]
        self._mentions = sorted(
            (name.head, entity.id) for entity in cast.of("person") for name in entity.names if not name.inner
        )

    def person(self, phrase: Span, noun: str, once: bool) -> Entity | None:
        """Whom the definite ``phrase`` means: the only person that this sentence so far and the one before name, who is
        of no other walk of life. ``once`` says that it tells of a post that is over."""
        cast = self._cast
        if noun not in self.nouns and not once:
            return None
        if any(t.lower_ not in cast.lexicon["people_qualities"] and t.ent_type_ != "NORP" for t in phrase[1:-1]):
            return None
        place = cast.sentence_number
        number = place[phrase.start]
        end = bisect_left(self._mentions, (phrase.start,))
        near: set[str] = set()
        for head, ident in reversed(self._mentions[:end]):
            if number - place[head] > 1:
                break
            near.add(ident)
        if len(near) != 1:
            return None
        found = cast.entities[next(iter(near))]
        if self._says(found, phrase[-1]):
            return None
        walks = self._of({noun})
        known = self._called.get(found.id, set()) | {post for post, _ in found.posts}
        own = self._of(known)
        if own and walks and not own & walks:
            return None
        if any(noun in nouns for ident, nouns in self._called.items() if ident != found.id):
            return None
        return found

    def _says(self, person: Entity, noun: Token) -> bool:
        """True where the person is the subject above the noun, who would be "he" there: "X said the tycoon fled"."""
        verb = noun.head
        for _ in range(10):
            for child in verb.children:
                if child.dep_ in _SUBJECTS and any(
                    self._cast.at(t.i) is person for t in (child, *(c for c in child.children if c.dep_ == "appos"))
                ):
                    return True
            joined = verb.dep_ == "conj" and any(child.dep_ in _SUBJECTS for child in verb.children)
            if joined or verb.head == verb:
                break
            verb = verb.head
        return False

    def _of(self, nouns: Set[str]) -> set[str]:
        return {walk for walk, listed in self._walks.items() if nouns & listed}
