"""Role frames: what a person or an institution is said to be ("X, head of Y", "Cuban doctor X", "Iran's Quds Force").

A role noun is found by its name (``rolenouns``), then who is it (``holders``) and what it is a role in (``seats``);
people and institutions without a role noun are read from what they are named with (``introduced``, ``institutions``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.language.coreference import Article, Reference
from kg.language.grammar import (
    JOINT_EVENTS,
    SUBJECTS,
    Argument,
    Frame,
    companions_of,
    lemma_of,
    prepositions_of,
)
from kg.language.holders import HolderReader, Holders
from kg.language.institutions import InstitutionReader
from kg.language.introduced import PeopleReader
from kg.language.placed import (
    POSSESSIVE,
    PlacedNames,
    in_series,
    listed_after,
    name_before_comma,
    phrase_after,
    place_names,
    together,
)
from kg.language.rolenouns import RoleNouns, portfolio_end
from kg.language.seats import (
    SeatReader,
    is_nationality,
    is_party,
    stands_for,
)
from kg.language.tokens import Token
from kg.rules import Lexicon

_PLACED = frozenset({"based", "headquartered", "registered"})
"""After a place and a hyphen these tell where somebody works: "Moscow-based"."""
_OF_PARTIES = frozenset({"modifier", "owner", "of", "from", "with", "for", "home"})
_ADJECTIVES = frozenset({"democratic", "republican", "democrat"})
"""Of parties; they also go before posts held elsewhere ("the Republican leader of the Senate")."""
_INNER = frozenset({"compound", "nmod", "amod", "poss"})
_NO_ROLES = frozenset({"PUNCT", "SPACE", "DET", "CCONJ", "PART", "SYM"})


class RoleReader:
    """Finds role nouns, who they are said of, and the body or country they belong to. ``known`` are the role names
    (lower case, one to four words) that some rule looks for.

    Three names stand for what has no noun of its own: ``person`` (somebody named with an institution, "X of Y"),
    ``partisan`` (named with a party, "Republican X", "X (D-Ohio)") and ``native`` (named with a nationality and no
    more, "the Cuban X", "X, a Canadian"); ``named body`` is an institution whose name has no known head word.
    """

    def __init__(self, known: frozenset[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._nouns = RoleNouns(known | lexicon["candidates"], lexicon)
        self._holders = HolderReader(self._nouns)
        self._seats = SeatReader(self._nouns, self._holders)
        self._people = PeopleReader(self._nouns, self._holders)
        self._institutions = InstitutionReader(self._nouns)
        self._index: PlacedNames | None = None

    def frames(self, article: Article, token: Token) -> Iterable[Frame]:
        """The role frames whose noun is ``token``."""
        names = self._placed(article)
        covering = names.cover.get(token.i)
        if (
            covering is None and token.pos_ in _NO_ROLES and token.lower_ not in names.party
            and token.tag_ not in ("NN", "NNP")
        ):  # fmt: skip
            return ()
        return self._frames(names, covering, token)

    def _frames(self, names: PlacedNames, covering: Reference | None, token: Token) -> Iterator[Frame]:
        article = names.article
        if covering is not None and token.lower_ in names.party and covering.end - covering.start == 1:
            yield from self._people.partisan(names, token)
            return
        if covering is None:
            # "Ajax forward X", "telecoms giants X and Y", "the start-up X": the place tells what the tag does not.
            titled = token.i + 1 in names.start and (
                token.pos_ == "ADV"
                or (token.pos_ in ("VERB", "ADP") and self._nouns.is_firm(token))
                or (token.tag_ == "VBZ" and token.dep_ == "compound")  # "Boeing engineers X and Y"
            )
            if (titled or token.pos_ in ("NOUN", "PROPN", "ADJ")) and self._nouns.is_role(token):
                yield from self._role(names, token)
            elif token.lower_ in names.party and token.text[0].isupper():
                yield from self._people.partisan(names, token)
            elif self._nouns.names_a_doer(token):
                yield from self._role(names, token)
        elif covering.kind == "person" and covering.start == token.i < covering.head and self._nouns.is_role(token):
            yield from self._role(names, token, covering)
            return
        if covering is not None and token.i == covering.head:
            if covering.kind == "institution":
                yield from self._institutions.frames(names, covering)
            elif covering.kind == "person":
                yield from self._people.person(names, covering)
            elif (
                token.i in article.owner or token.lower_ in names.lexicon["peoples"] or token.tag_ in ("NNS", "NNPS")
                or (token.text.endswith("ns") and covering.end in names.start)
            ):  # fmt: skip
                yield from self._people.native(names, covering)

    def described(self, article: Article, noun: Token) -> Token:
        """The head of the name that ``noun`` stands behind in apposition or is a word of, else ``noun``: "X (Y), the
        movement | founded by Z", "the Alliance of Sahel States, | which"."""
        if noun.i in article.at or noun.i in article.owner or noun.pos_ not in ("NOUN", "PROPN"):
            return noun
        names = self._placed(article)
        named = names.cover.get(noun.i)
        if named is None:
            first = noun.left_edge
            if first.lower_ in ("a", "an", "the") and first.dep_ == "det":
                named = name_before_comma(names, noun.doc, first.i, noun.sent.start)
        if named is None or named.kind == "country":
            return noun
        return article.doc[named.head]

    def body_before(self, article: Article, participle: Token) -> Token | None:
        """The body that a participle stands behind with a comma: "the Committee on Trade (INTA), | chaired by X"; not
        where it only tells of what another noun is: "a meeting of the Committee, chaired by X"."""
        if participle.i < 2 or participle.nbor(-1).text != ",":
            return None
        named = name_before_comma(self._placed(article), participle.doc, participle.i, participle.sent.start)
        if named is None or named.kind != "institution":
            return None
        head = participle.doc[named.head]
        of = head.head if head.dep_ == "pobj" else head
        return head if of.lower_ != "of" or lemma_of(of.head) not in JOINT_EVENTS else None

    def titled(self, article: Article, token: Token) -> Token | None:
        """The head of the person's name behind the title that the parse takes for the noun phrase: "| Senator from
        Vermont X", "| Thailand Prime Minister X", "the UN High | Commissioner for Refugees X"; that of the name
        of which the parse takes another word for the head ("X Wei-| ling"). None where ``token`` is neither."""
        names = self._placed(article)
        covering = names.cover.get(token.i)
        noun: Token | None = token
        if covering is not None:
            doc, end = token.doc, covering.end
            if token.i not in article.at and token.i not in article.owner:
                inside = covering.start <= token.head.i < end and token.head is not token
                return doc[covering.head] if not inside and covering.head in article.at else None
            if covering.kind == "person":
                return None
            behind = names.start.get(end)
            if behind is not None and behind.kind == "person" and covering.kind == "institution":
                called = any(doc[i].lower_ in self._lexicon["posts"] for i in range(covering.start, end - 1))
                return doc[behind.head] if called else None
            near = doc[end : min(end + 4, len(doc))]
            noun = next((word for word in near if not self._before_a_post(names, word)), None)
        if noun is None or noun.pos_ not in ("NOUN", "PROPN") or not self._nouns.is_role(noun):
            return None
        phrase = self._nouns.phrase(names, noun)
        named = self._holders.name_after(names, noun, phrase[1]) if phrase is not None else None
        if named is None or named.kind != "person":
            return None
        head = noun.doc[named.head]
        if head.dep_ in _INNER and head.head.i >= named.end:
            return None  # "members of the X government", "the Major X Partnership"
        if head.dep_ in SUBJECTS and head.head is not token.head and not noun.text[0].isupper():
            return None  # "told the minister X was ill"
        return head

    def series(self, article: Article) -> Mapping[int, tuple[int, ...]]:
        """By the head of each name that stands in a list the heads of all names in it."""
        return self._placed(article).series

    def _of_an_officer(self, noun: Token, start: int) -> bool:
        """ "Chairman of | trustees X", "the head of | teachers": over whom somebody is, not what he is."""
        if start < 2 or noun.doc[start - 1].lower_ != "of":
            return False
        above = noun.doc[start - 2]
        return above.tag_ in ("NN", "NNP") and self._nouns.is_role(above) and not self._nouns.is_firm(above)

    def _before_a_post(self, names: PlacedNames, token: Token) -> bool:
        return token.i not in names.cover and token.pos_ in ("NOUN", "PROPN", "ADJ") and not self._nouns.is_role(token)

    def _placed(self, article: Article) -> PlacedNames:
        if self._index is None or self._index.article is not article:
            self._index = place_names(article, self._lexicon)
            self._index.series = in_series(self._index, self._nouns.last_words)
        return self._index

    def _role(self, names: PlacedNames, noun: Token, inside: Reference | None = None) -> Iterator[Frame]:
        """``inside`` is the name that the role noun is part of ("President Biden" as a name of the alias table)."""
        phrase = self._nouns.phrase(names, noun)
        if phrase is None:
            return
        start, end, lemma = phrase
        doc = noun.doc
        if self._nouns.goes_on(noun, end) or (noun.tag_ in ("NNS", "NNPS") and self._of_an_officer(noun, start)):
            return
        following = doc[end] if end < len(doc) else None
        if following is not None and following.lower_ in names.lexicon["not_yet_posts"]:
            return
        if following is not None and noun.lower_ == "couple" and following.lower_ == "of":
            return  # "a couple of Republicans, X and Y"
        several = noun.lower_.endswith(("s", "men", "women")) and lemma in names.lexicon["posts"]
        turns = _in_turn(names, noun, end) if several else []
        for holder, seat in turns:
            each = (Argument("holder", holder, alone=True), Argument("of", seat, alone=True))
            how = "each after his own"
            yield Frame("role", lemma, noun.i, holder, companions_of(noun), each, role=lemma, how=how)
        if turns:
            return
        left = self._nouns.left_of(names, noun, start)
        if inside is not None:
            found = Holders([doc[inside.head]], doc[inside.head], "title before the name", title=True)
        else:
            found = self._holders.holders(names, noun, left[0].i if left else start, start, end)
        if not found.holders or _of_several(names, noun, found):
            return
        arguments = self._seats.arguments(names, noun, phrase, left, found)
        seated = any(a.role != "home" and names.kind(a.token) in ("institution", "country") for a in arguments)
        party = next((t for t in left if t.lower_ in names.party and t.text[0].isupper() and _alone(names, t.i)), None)
        if (
            party is not None
            and lemma in names.lexicon["party_posts"]
            and not seated
            and party.lower_ not in _ADJECTIVES
        ):
            arguments.append(Argument("modifier", names.party[party.lower_]))  # "Labour leader X"
        seat = lemma.endswith("minister") or lemma in names.lexicon["seats_of_parties"]
        behind = [a for a in arguments if seat and a.role in _OF_PARTIES and is_party(names, a.token)]
        arguments = [a for a in arguments if a not in behind]  # "a Left Party veteran", "the ANC's finance minister X"
        if lemma == "representative" and any(a.role == "home" for a in arguments):
            lemma = "congressmember"  # "Representative X" where the article speaks of the House
        if lemma == "attorney" and found.title and noun.text[0].isupper() and any(a.role == "from" for a in arguments):
            lemma = "us attorney"  # the state's, while "an American attorney" is only a lawyer
        if any(t.lemma_.lower() in self._lexicon["national_posts"] and t.dep_ == "poss" for t in left):
            lemma = "presidential aide" if lemma in self._lexicon["posts"] else lemma  # "the president's spokesman"
        role = self._nouns.written(names, left, noun, portfolio_end(names, doc, lemma, end))
        scope = found.scope
        one_country_each = lemma in self._lexicon["national_posts"]
        pairs = _paired(names, found.holders, arguments, noun.tag_ in ("NNS", "NNPS"), one_country_each)
        apart = not arguments and lemma in self._lexicon["posts"]  # "Presidents X and Y": each of his own country
        if apart or found.how == "named as an example":
            # Examples of allies are not allies of one another.
            pairs = (([holder], arguments) for holder in found.holders)
        towns = [
            Argument("in", t.i) for t in left
            if names.kind(t.i) == "country" and t.i in names.head and not is_nationality(names, t.i)
            and doc[t.i + 1].text not in POSSESSIVE
        ]  # fmt: skip
        if names.kind(found.holders[0].i) == "institution":
            arguments += towns  # "Masdar, the Abu Dhabi company"
        for holders, own in pairs:
            held = [Argument("holder", holder.i) for holder in holders]
            yield Frame("role", lemma, noun.i, scope.i, companions_of(noun), (*held, *own), role=role, how=found.how)
        if lemma in names.lexicon["callings"] and names.kind(found.holders[0].i) == "person":
            # "Texas lawyer X", "X, a farmer in northern Kenya"
            there = [a for a in arguments if a.role == "in" and noun.i < a.token and names.kind(a.token) == "country"]
            there = towns or [a for a in there if not {",", "and"} & {t.lower_ for t in doc[end : a.token]}]
            held = [Argument("holder", holder.i) for holder in found.holders]
            if there:
                yield Frame("role", "based", noun.i, scope.i, frozenset(), (*held, there[0]), how="based in")
        based = next(
            (
                t
                for t in left
                if t.lower_ in _PLACED and t.i >= 2 and doc[t.i - 1].text == "-" and names.kind(t.i - 2) == "country"
            ),
            None,
        )
        if based is not None:
            held = [Argument("holder", holder.i) for holder in found.holders]
            yield Frame(
                "role", "based", noun.i, scope.i, frozenset(), (*held, Argument("in", based.i - 2)), how="based in"
            )
        if behind:
            held = [Argument("holder", holder.i) for holder in found.holders]
            of_party = (*held, behind[0])
            yield Frame("role", "partisan", noun.i, scope.i, frozenset(), of_party, how="party before the role")
        parties = [a for a in arguments if stands_for(names, a)] if lemma in names.lexicon["candidates"] else []
        if lemma in names.lexicon["candidates"] and not parties:
            parties = _of_a_primary(names, noun)
        if parties:
            held = [Argument("holder", holder.i) for holder in found.holders]
            of_party = (*held, parties[0])
            yield Frame("role", "partisan", noun.i, scope.i, frozenset(), of_party, how="stands for the party")
        if party is not None and not (lemma in names.lexicon["party_posts"] and party.lower_ not in _ADJECTIVES):
            held = [Argument("holder", holder.i) for holder in found.holders]
            modifier = Argument("modifier", names.party[party.lower_])
            yield Frame(
                "role", "partisan", noun.i, scope.i, frozenset(), (*held, modifier), how="party before the role"
            )


def _of_a_primary(names: PlacedNames, noun: Token) -> list[Argument]:
    """ "A candidate in the Democratic primary", "the front-runner for the Republican nomination": the party."""
    return [
        Argument("modifier", names.party[word.lower_])
        for _, contest in prepositions_of(noun)
        if contest.lemma_.lower() in names.lexicon["party_contests"]
        for word in contest.lefts
        if word.lower_ in names.party and word.text[0].isupper() and _alone(names, word.i)
    ]


def _alone(names: PlacedNames, i: int) -> bool:
    """Whether token ``i`` is no part of a longer name."""
    named = names.cover.get(i)
    return named is None or named.end - named.start == 1


def _listed_before(names: PlacedNames, last: int | None) -> list[int]:
    """The adjectives of countries in one list that ends with token ``last``: "Kenyan, Chadian and | Malian"."""
    found: list[int] = []
    while last is not None and last > 0 and names.kind(last) == "country":
        found.append(last)
        before = names.article.doc[last - 1]
        last -= 2 if before.lower_ in ("and", ",") else len(names.article.doc)
    return found[::-1]


def _of_several(names: PlacedNames, noun: Token, found: Holders) -> bool:
    """ "the foreign ministers of A and B, as well as X", "our Kenyan partners, and X": several people, and one
    name that stands beside them; "one of the ministers, X" is one of them."""
    if noun.tag_ not in ("NNS", "NNPS") or len(found.holders) > 1 or found.how not in _SAID_BESIDE:
        return False
    if noun.lower_.endswith("affaires"):
        return False  # "X, the Chargé d'Affaires"
    holder = found.holders[0]
    if names.kind(holder.i) != "person" or (found.title and any(child.dep_ == "conj" for child in holder.children)):
        return False  # "Norwegian champions Rosenvik"; "her sons Karl and Tim", where only Karl is an actor
    return not (noun.dep_ == "pobj" and noun.head.lower_ in ("of", "among"))


_BETWEEN = frozenset({",", "(", ")", "and", "of", "the", ";"})


def _in_turn(names: PlacedNames, noun: Token, end: int) -> list[tuple[int, int]]:
    """(person, whose) of a list that names both in turn: "the presidents of Kenya, X, and Chad, Y", "Presidents X
    (Kenya) and Y (Chad)", "Ministers X, of Kenya, and Y, of Chad"."""
    doc, stop = noun.doc, noun.sent.end
    read: list[Reference] = []
    at = end
    while at < stop:
        named = names.start.get(at)
        if named is not None and named.kind in ("person", "country", "institution"):
            read.append(named)
            at = named.end
        elif doc[at].lower_ in _BETWEEN:
            at += 1
        else:
            break
    people = [name.kind == "person" for name in read]
    if len(read) < 4 or len(read) % 2 or people != [people[0], not people[0]] * (len(read) // 2):
        return []
    pairs = list(zip(read[::2], read[1::2], strict=True))
    apart = all("," in (words := doc[one.end : other.start].text) or "(" in words for one, other in pairs)
    if not apart:
        return []  # "Ministers X of Kenya and Y of Chad", which commas do not part
    return [(one.head, other.head) if people[0] else (other.head, one.head) for one, other in pairs]


_SAID_BESIDE = frozenset({"apposition", "title before the name"})


def _paired(
    names: PlacedNames, holders: list[Token], arguments: list[Argument], plural: bool, one_country_each: bool
) -> Iterator[tuple[list[Token], list[Argument]]]:
    """One frame for all, or one each where as many places are named as holders ("Presidents X of A and Y of B",
    "X and Y, the leaders of A and B")."""
    if not plural or len(holders) < 2:
        yield holders, arguments
        return
    doc = names.article.doc
    own: list[tuple[str, int] | None] = []
    for holder in holders:
        named = names.head.get(holder.i)
        own.append(phrase_after(names, doc, named.end) if named is not None else None)
    places = [a for a in arguments if a.role in ("of", "from") and names.kind(a.token)]
    peoples = _listed_before(names, next((a.token for a in arguments if a.role == "modifier"), None))
    if len(peoples) == len(holders):  # "the Kenyan and Chadian presidents, X and Y"
        for holder, people in zip(holders, peoples, strict=True):
            yield [holder], [Argument("modifier", people)]
        return
    if len(peoples) > 1:
        return  # whose post is whose, nobody can tell
    members = together(doc[places[0].token]) if places else []
    first = names.head.get(places[0].token) if places else None
    if first is not None and len(members) != len(holders):
        members = [doc[i] for i in (first.head, *listed_after(names, first))]
    if sum(place is not None for place in own) >= 2:
        taken = {place[1] for place in own if place is not None}
        rest = [a for a in arguments if a.token not in taken]
        for holder, place in zip(holders, own, strict=True):
            yield [holder], [Argument("modifier", place[1]), *rest] if place is not None else rest
    elif len(members) == len(holders) and all(names.kind(m.i) for m in members):
        for holder, member in zip(holders, members, strict=True):
            yield [holder], [Argument("modifier", member.i)]
    elif not (one_country_each and len([m for m in members if names.kind(m.i) == "country"]) > 1):
        yield holders, arguments  # else whose post is whose, nobody can tell
