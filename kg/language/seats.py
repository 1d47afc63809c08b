"""What a role is held in: the institution, the country, the person that stands before or behind the role noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.aliases import fold
from kg.language.coreference import Reference
from kg.language.grammar import Argument, is_passive, prepositions_of, subject_of
from kg.language.holders import MADE, HolderReader, Holders
from kg.language.placed import POSSESSIVE, PlacedNames, is_described, phrase_after, together, tokens_of
from kg.language.relatives import owners_in_the_row
from kg.language.rolenouns import RoleNouns, is_portfolio, of_both
from kg.language.tokens import Doc, Token
from kg.language.understood import CHAMBER_OF, body_meant, body_of_members, body_of_title, chamber_of

_HAS = frozenset({"have", "leave", "adopt", "raise", "bear", "marry", "lose", "father"})
"""The subject of these is whose the object is: "X had a daughter, Y"."""
_OF_RANK = frozenset(
    "detective senior acting interim longtime chief deputy national general veteran outgoing incoming current new "
    "executive managing group".split()
)
"""What stands before a post and tells not whose it is."""
_HEADS = frozenset({"prime minister", "deputy prime minister"})
"""Ministers who may stand beside another country's president: "Russian President X and Prime Minister Y"."""
_OF_SPORT = frozenset({"champion", "winner", "runner-up", "finalist", "seed"})
_RETURNED = frozenset(
    {"mp", "mep", "member of parliament", "senator", "councillor", "councilor", "lawmaker", "legislator"}
)
"""Whom a constituency sends: "for" it."""
_SENT_BY_STATES = frozenset("senator sen. sen congressman congresswoman representative rep. rep".split())


_STATES = frozenset({"countries", "states", "nations"})
_LOCAL = frozenset({
    "mayor", "governor", "police chief", "fire chief", "bishop", "archbishop", "imam", "councillor", "councilman",
    "councilwoman", "councilor", "sheriff", "attorney", "prosecutor", "principal", "coroner", "magistrate",
})  # fmt: skip
"""Posts that a capital has for itself."""
_PRIVATE = frozenset(
    "airline association bank charity church club coalition college company firm foundation hospital magazine "
    "newspaper ngo organisation organization orchestra school startup university".split()
)
"""Between a country and a post these tell that it is not the state's."""
_AT_BODIES = frozenset({"at", "with", "for", "of"})
"""Before the organisation that has a post."""
_IN_BODIES = frozenset(
    "deputy president|general secretary|secretary general|secretary-general|"
    "deputy secretary general|chief executive|deputy chief executive|chief of staff|leader|deputy leader".split("|")
)
"""Posts that an organisation has too where its other officers stand beside."""


class SeatReader:
    """Finds what a role is held in."""

    def __init__(self, nouns: RoleNouns, holders: HolderReader) -> None:
        self._nouns = nouns
        self._holders = holders
        self._lexicon = nouns.lexicon

    def arguments(
        self, names: PlacedNames, noun: Token, phrase: tuple[int, int, str], left: list[Token], found: Holders
    ) -> list[Argument]:
        """Every argument of the role but its holders: by preposition, ``modifier``, ``owner``, ``from``, and ``home``
        for the body that the article leaves to be understood. ``phrase`` is the role's name, ``left`` what stands
        before it."""
        start, end, lemma = phrase
        barred = {i for holder in found.holders for i in tokens_of(names, holder)}
        arguments = self._behind(names, noun, end, lemma, barred, found)
        arguments += _left_arguments(names, left, start, lemma, barred)
        arguments = self._without_beats(names, lemma, arguments)
        arguments += [Argument("modifier", i) for i in _coordinated(names, noun.doc, left) if i not in barred]
        fields = all(
            _is_a_field(names, noun.doc[a.token]) for a in arguments
        )  # "Oxfam's founder and head | of research"
        if fields and lemma not in _STATES:  # "G7 partners, but also countries like X" are two groups
            arguments += self._shared(names, noun, lemma, barred)
        had = noun
        while had.dep_ == "conj" and had.head.pos_ == "NOUN":
            had = had.head  # "had two sons, X and Y, and a daughter, Z"
        listed = found.how in ("apposition", "named as an example")
        if listed and had.dep_ in ("dobj", "obj") and had.head.lemma_.lower() in _HAS:
            subject = subject_of(had.head, 0, names.control)
            owners = together(subject) if subject is not None else []
            arguments += [Argument("owner", owner.i) for owner in owners if owner.i not in barred]
        if lemma.split()[-1] in self._lexicon["kin"]:
            arguments = self._among_relatives(names, noun.doc, left[0].i if left else start, arguments, barred, found)
        seated = any(names.kind(a.token) in ("institution", "country") for a in arguments)
        former = self._lexicon["former"]
        plain = all(t.lower_ in _OF_RANK or t.lower_ in former for t in left)
        if found.title and plain and not seated and self._held_in_bodies(lemma):
            shared_body = self._shared_body(names, left[0].i if left else start, found.holders[-1], barred)
            arguments += [Argument("modifier", shared_body)] if shared_body is not None else []
            seated = shared_body is not None
        if found.how == "as" and found.scope.lemma_.lower() in _UNMADE:  # "sacked as manager | by Acme"
            arguments += [Argument("at", a.token) for a in arguments if a.role == "by"]
        if found.how in ("as", "made it", "copula") and not seated:
            arguments += _employers(names, found.scope)
            at = _where_it_was(names, noun) if found.how == "copula" else None
            arguments += [Argument("at", at)] if at is not None else []
        if found.title and not seated and lemma.endswith("minister") and lemma not in _HEADS:
            shared = self._shared_country(names, noun, left[0].i if left else start, lemma, found.holders[0])
            arguments += [Argument("modifier", shared)] if shared is not None else []
            seated = shared is not None
        # "A board member of the Norrland Centre": told, whether or not it is an actor.
        elsewhere = any(a.role in ("of", "at") and noun.doc[a.token].pos_ == "PROPN" for a in arguments)
        if not (seated or elsewhere):
            meant = body_meant(names, noun, start, lemma)
            if meant is None and not arguments and _bare(names, noun, left, found):
                meant = body_of_title(names, noun, start, lemma, found.holders[0], left)
            kind = names.kind(found.holders[0].i)
            if meant is None and _bare_member(names, lemma, kind, left, arguments):
                meant = body_of_members(names.article, self._lexicon, left[0] if left else noun, kind)
            if meant is not None and meant not in barred:
                arguments.append(Argument("home", meant))
        chamber = chamber_of(names, noun, start)
        if chamber is not None and not any(names.kind(a.token) == "institution" for a in arguments):
            arguments.append(Argument("home", chamber))
        return arguments

    def _without_beats(self, names: PlacedNames, lemma: str, arguments: list[Argument]) -> list[Argument]:
        """ "| Kenya programme manager for Oxfam": by its name a country before a post that an organisation
        behind it has is what the post deals with."""
        if lemma in self._lexicon["national_posts"] or lemma.split()[-1] in self._lexicon["sent_posts"]:
            return arguments
        if not any(a.role in _AT_BODIES and names.kind(a.token) == "institution" for a in arguments):
            return arguments
        article = names.article
        beats = {
            a.token for a in arguments
            if a.role == "modifier" and names.kind(a.token) == "country" and a.token not in article.owner
        }  # fmt: skip
        return [a for a in arguments if a.token not in beats]

    def _held_in_bodies(self, lemma: str) -> bool:
        """Whether only organisations have such a post: no state's, and no trade that somebody has by himself."""
        last = lemma.split()[-1]
        return lemma not in self._lexicon["national_posts"] and (
            last in self._lexicon["posts_of_a_body"] or lemma in _IN_BODIES
        )

    def _shared_body(self, names: PlacedNames, begin: int, holder: Token, barred: set[int]) -> int | None:
        """ "Oxfam chairman X and | secretary-general Y": the body of the one before in the row; "Editor | X and
        reporter Y of Oxfam": that behind the row, where every name in it has a title."""
        doc = holder.doc
        named = names.head.get(holder.i)
        if named is None:
            return None
        before = self._titled_before(names, begin)
        if before is not None:
            _, left = before
            told = [names.cover[t.i] for t in left if t.i in names.cover and t.i == names.cover[t.i].head]
            bodies = [n.head for n in told if n.kind == "institution"]
            if bodies:
                return bodies[-1] if bodies[-1] not in barred else None
        last = named
        for head in names.series.get(named.head, ()):
            other = names.head.get(head)
            if other is not None and other.start > last.start and self._titled_before(names, other.end) is not None:
                last = other
        if last is named:
            return None
        after = phrase_after(names, doc, last.end)
        if after is None or after[0] not in ("of", "at", "from", "with"):
            return None
        return after[1] if names.kind(after[1]) == "institution" and after[1] not in barred else None

    def _titled_before(self, names: PlacedNames, at: int) -> tuple[Reference, list[Token]] | None:
        """The person named right before ``at``, or before an "and" or a comma there, whose title is one that only
        organisations have, and what stands before that title."""
        doc = names.article.doc
        while at > 1 and doc[at - 1].lower_ in (",", "and", "&"):
            at -= 1
        named = names.end.get(at)
        if named is None or named.kind != "person":
            return None
        title = named.start - 1
        while title > 0 and doc[title].lower_ in self._lexicon["before_names"]:
            title -= 1
        if title < 0 or not self._nouns.is_role(doc[title]):
            return None
        phrase = self._nouns.phrase(names, doc[title])
        if phrase is None or not (self._held_in_bodies(phrase[2]) or phrase[2] in self._lexicon["occupations"]):
            return None
        return named, self._nouns.left_of(names, doc[title], phrase[0])

    def _among_relatives(
        self, names: PlacedNames, doc: Doc, begin: int, arguments: list[Argument], barred: set[int], found: Holders
    ) -> list[Argument]:
        """The arguments of a noun for a relative with whose he is, where the row of relatives tells it."""
        named = [a for a in arguments if a.token in names.article.at or names.kind(a.token)]
        whose = [a for a in named if a.role in ("owner", "of")]
        for parent in [a for a in whose if a.role == "of"]:
            other = _other_parent(names, doc, parent.token)
            if other is not None and other not in barred and other not in {a.token for a in whose}:
                whose.append(Argument("of", other))
                arguments = [*arguments, Argument("of", other)]
        own = doc[begin].tag_ == "PRP$"
        if whose and not own:
            return arguments
        if row := [i for i in owners_in_the_row(names, begin, self._lexicon["kin"]) if i not in barred]:
            return [*(a for a in arguments if a not in whose), *(Argument("owner", i) for i in row)]
        if not own and found.title and begin > 1 and doc[begin - 1].lower_ == "and":
            owner = names.end.get(begin - 1)  # "X and wife Y"
            if owner is not None and owner.kind == "person":
                return [*arguments, Argument("owner", owner.head)]
        return arguments

    def _behind(
        self, names: PlacedNames, noun: Token, end: int, lemma: str, barred: set[int], found: Holders
    ) -> list[Argument]:
        """Prepositional phrases of the role noun and, for a title, of the name behind it."""
        doc = noun.doc
        out: dict[tuple[str, int], None] = {}
        pending = [(role, pobj, 0) for role, pobj in prepositions_of(noun)]
        pending = [told for told in pending if not noun.i < told[1].i < end or names.kind(told[1].i)]
        pending += [("of", whole, 0) for whole in _of_which(noun)]
        if found.title:
            for holder in found.holders:
                place = names.head.get(holder.i)
                if place is not None:
                    after = phrase_after(names, doc, place.end)
                    inside = (
                        names.start.get(place.end + 1) if place.end < len(doc) and doc[place.end].text == "(" else None
                    )
                    if inside is not None and inside.kind == "country" and doc[inside.end : inside.end + 1].text == ")":
                        out["of", inside.head] = None  # "Foreign Minister X (Chile)"
                    if (
                        after is not None
                        and after[0] in self._behind_a_title(lemma)
                        and not is_party(names, after[1])
                        and not of_a_party(noun, names, after[1])
                        and not (names.kind(after[1]) == "country" and lemma in _OF_SPORT)  # "champion X of Kenya"
                    ):
                        pending.append((after[0], doc[after[1]], 0))
        beside = phrase_after(names, doc, end) or (_between(names, doc, end, lemma, found) if found.title else None)
        if beside is None and not pending:
            beside = self._titled_behind(names, doc, end)
        if beside is not None and is_described(names, beside[1]) and self._nouns.is_employed(lemma):
            beside = None  # "leader of the Iran-backed rebels", but "opponent of the Iran-backed rebels"
        if beside is not None:
            # What stands right behind the role is its own; a parse may hang on it what belongs to a later one.
            pending = [(beside[0], doc[beside[1]], 0)]
        if found.how == "apposition" and end + 1 < len(doc) and doc[end].text == "," and doc[noun.i - 1].text == ",":
            listed = names.start.get(end + 1) or (names.start.get(end + 2) if doc[end + 1].lower_ == "the" else None)
            if listed is not None and listed.kind == "institution" and listed.head not in barred:
                out["at", listed.head] = None  # "X, Director, Institute of Y"
        while pending and len(out) < 12:
            role, pobj, depth = pending.pop(0)
            if pobj.i in barred:
                continue
            if (first := _first_of_a_name(names, pobj)) is not None:
                pobj = first
            if role in ("to", "of", "for") and pobj.lemma_.lower() in self._lexicon["national_posts"]:
                # "adviser to the Emirati president", "spokesman for the president of Kenya"
                led = [c for c in pobj.lefts if names.kind(c.i) == "country"]
                led += [t for inner, t in prepositions_of(pobj) if inner == "of" and names.kind(t.i) == "country"]
                for country in led[:1]:
                    out[role, country.i] = None
            if pobj.i not in names.article.at and pobj.i not in names.article.owner and depth < 3:
                titled = self._titled(names, pobj)
                if titled is None and (apposed := _named_after(names, pobj)) is not None:
                    titled = apposed
                if titled not in barred:
                    out[role, titled if titled is not None else pobj.i] = None
                nested = [
                    (inner, t, depth + 1)
                    for inner, t in prepositions_of(pobj)
                    if inner in ("of", "in", "at", "for", "within")
                ]
                pending += nested
                if (
                    titled is None
                    and role in ("of", "at", "for")
                    and pobj.lemma_.lower() in self._lexicon["parts_of_a_body"]
                ):
                    # "head of Hamas's political bureau", "commander of Ukrainian ground forces"
                    owners = [
                        c
                        for c in pobj.lefts
                        if c.dep_ in ("poss", "amod", "compound", "nmod")
                        and names.kind(c.i) in ("country", "institution")
                    ]
                    # "head of the Ukrainian president's office"
                    of_leader = (c for c in pobj.lefts if c.lemma_.lower() in self._lexicon["national_posts"])
                    owners += [g for c in of_leader for g in c.lefts if names.kind(g.i) == "country"]
                    for owner in owners[:1]:
                        out[role, owner.i] = None
                continue
            if role in ("of", "for") and is_portfolio(lemma) and not self._is_body(names, pobj):
                continue
            if lemma in _SENT_BY_STATES and pobj.i in names.article.places:
                continue  # "Senator X of Texas"
            if role == "in" and lemma.split()[-1] in names.lexicon["sent_posts"] and names.kind(pobj.i) == "country":
                continue  # "WHO's representative in Kenya"
            if role == "for" and lemma in _RETURNED and not is_party(names, pobj.i):
                continue  # "MP for Derby"
            if (
                role == "for"
                and names.kind(pobj.i) == "country"
                and any(names.kind(holder.i) == "person" for holder in found.holders)
                and lemma.split()[-1] not in names.lexicon["speaks_for"]
            ):
                continue  # "Special Envoy for Iran", "director for Russia": a field of work
            if lemma.split()[-1] in self._lexicon["staff_posts"] and names.kind(pobj.i) == "person":
                out |= dict.fromkeys((role, i) for i in self._led_by(names, pobj))
            out["of" if role == "from" and lemma in _SENT_BY_STATES else role, pobj.i] = None
        return [Argument(role, i) for role, i in out]

    def _titled_behind(self, names: PlacedNames, doc: Doc, end: int) -> tuple[str, int] | None:
        """ "Son-in-law | of President X", where the parser hangs the phrase on another noun: X."""
        if end + 2 >= len(doc) or doc[end].lower_ not in ("of", "to"):
            return None
        at = end + 1
        while at < min(end + 5, len(doc)) and at not in names.start and doc[at].text[:1].isupper():
            if not (self._nouns.is_role(doc[at]) or doc[at].pos_ in ("PROPN", "ADJ")):
                return None
            at += 1
        named = names.start.get(at)
        titled = at > end + 1 and self._nouns.is_role(doc[at - 1])
        return (doc[end].lower_, named.head) if named is not None and named.kind == "person" and titled else None

    def _behind_a_title(self, lemma: str) -> tuple[str, ...]:
        """The prepositions that tell of the post behind a name with its title: "Professor X at Y", but not "President
        X at Y", who only is there."""
        if lemma in self._lexicon["national_posts"] or is_portfolio(lemma):
            return ("of",)
        return ("of", "from", "for", "with", "at")

    def _led_by(self, names: PlacedNames, leader: Token) -> list[int]:
        """ "spokesman for | UN Secretary-General X": the body or country before the title of the one who is served."""
        named = names.head.get(leader.i)
        title = leader.doc[named.start - 1] if named is not None and named.start else None
        phrase = self._nouns.phrase(names, title) if title is not None and self._nouns.is_role(title) else None
        left = self._nouns.left_of(names, title, phrase[0]) if title is not None and phrase is not None else []
        return [t.i for t in left if names.kind(t.i) in ("institution", "country") and t.i in names.head][-1:]

    def _titled(self, names: PlacedNames, noun: Token) -> int | None:
        """The head of the name that ``noun`` is a title of: "sister of singer X"."""
        if not self._nouns.is_role(noun):
            return None
        phrase = self._nouns.phrase(names, noun)
        named = self._holders.name_after(names, noun, phrase[1]) if phrase is not None else None
        return named.head if named is not None else None

    def _is_body(self, names: PlacedNames, token: Token) -> bool:
        """False for a field of work that a model took for an organisation ("Foreign Affairs")."""
        named = names.head.get(token.i) or names.cover.get(token.i)
        if named is None or named.kind != "institution":
            return True
        words = [t.lower_ for t in token.doc[named.start : named.end]]
        if names.article.actors[named.actor].alias is not None or any(w.isupper() for w in (token.text,)):
            return True
        if words[0] in self._nouns.known and "of" in words:
            return True  # "the Bureau of Western Hemisphere Affairs"
        return words[-1] != "affairs" and (
            words[-1] in self._nouns.known or words[0] in self._nouns.known or "of" in words
        )

    def _shared(self, names: PlacedNames, noun: Token, lemma: str, barred: set[int]) -> list[Argument]:
        """ "president and CEO of Y", "Y's president and CEO": what the coordinated role has."""
        others = [c for c in noun.children if c.dep_ == "conj"]
        if noun.dep_ == "conj":
            others.append(noun.head)
        own = self._nouns.phrase(names, noun)
        joint = own[1] if own is not None else noun.i + 1
        if joint < noun.sent.end and noun.doc[joint].lower_ in ("and", "&"):
            # "CEO and co-founder of Y", whose hyphen parsers stumble over
            others += [t for t in noun.doc[joint + 1 : min(joint + 5, noun.sent.end)] if self._nouns.is_role(t)]
        begin = own[0] if own is not None else noun.i
        if begin - 2 > noun.sent.start and noun.doc[begin - 1].lower_ in ("and", "&"):
            others.append(noun.doc[begin - 2])  # "Oxfam founder and | chief X"
        for other in others:
            if other.pos_ not in ("NOUN", "PROPN") or other.i in names.cover or not self._nouns.is_role(other):
                continue
            phrase = self._nouns.phrase(names, other)
            if phrase is None:
                continue
            found = [Argument(role, pobj.i) for role, pobj in prepositions_of(other) if pobj.i not in barred]
            beside = phrase_after(names, noun.doc, phrase[1])
            if beside is not None and beside[1] not in barred and other.i > noun.i:
                found = [Argument(*beside)]
            if other.i < noun.i:
                before = _left_arguments(names, self._nouns.left_of(names, other, phrase[0]), phrase[0], lemma, barred)
                # "American writer and | director X" holds no post there.
                tied = "conj" in (other.dep_, noun.dep_) or phrase[2] in self._lexicon["posts"]
                found += [a for a in before if tied or names.kind(a.token) == "institution"]
            if found:
                return found
        return []

    def _shared_country(self, names: PlacedNames, noun: Token, begin: int, lemma: str, holder: Token) -> int | None:
        """ "Kenyan President X, Foreign Minister Y and | Defense Minister Z": the country of those before in the row,
        if all their posts are different ones."""
        doc = noun.doc
        named = names.head.get(holder.i)
        if named is None or names.article.actors[named.actor].alias is not None:
            return None  # the alias table knows better
        at = begin
        for _ in range(6):
            while at > noun.sent.start and doc[at - 1].lower_ in (",", "and"):
                at -= 1
            before = names.end.get(at) if at < begin else None
            if before is None:
                return None
            if before.kind == "country" and doc[before.start - 1].lower_ == "of":
                at = before.start - 1
                told: int | None = before.head
                before = names.end.get(at)
            else:
                told = None
            if before is None or before.kind != "person" or before.actor == named.actor:
                return None
            title = before.start - 1
            while title > noun.sent.start and doc[title].lower_ in names.lexicon["before_names"]:
                title -= 1
            phrase = self._nouns.phrase(names, doc[title]) if self._nouns.is_role(doc[title]) else None
            if phrase is None or phrase[2] == lemma or phrase[2] not in names.lexicon["national_posts"]:
                return None
            left = self._nouns.left_of(names, doc[title], phrase[0])
            told = told or next((t.i for t in left if names.kind(t.i) == "country"), None)
            if told is not None:
                return told
            begin = at = left[0].i if left else phrase[0]
        return None


def _coordinated(names: PlacedNames, doc: Doc, left: list[Token]) -> Iterator[int]:
    """ "| Acme and Zentrix director X": the bodies coordinated with the first one before the post."""
    first = names.cover.get(left[0].i) if left else None
    while first is not None and first.kind != "person" and first.start > 1:
        head = doc[first.head]
        other = names.end.get(first.start - 1) if doc[first.start - 1].lower_ in ("and", "&", ",") else None
        if other is None or other.kind != "institution" or head.dep_ != "conj" or head.head.i != other.head:
            return
        above = doc[other.head]
        if above.dep_ not in ("nmod", "compound", "conj"):
            return
        yield other.head
        first = other


def _first_of_a_name(names: PlacedNames, last: Token) -> Token | None:
    """The head of the actor's name that a firm's goes on from: "of | Samsung Electronics Co."."""
    if last.i in names.cover or last.tag_ != "NNP" or last.lower_.rstrip(".") not in _FIRM_ENDS:
        return None
    at = last.i
    while at > 0 and at not in names.cover and last.doc[at].text[:1].isupper():
        at -= 1
    named = names.cover.get(at)
    return last.doc[named.head] if named is not None and named.kind == "institution" and last.i - at < 4 else None


_FIRM_ENDS = frozenset("co corp inc ltd plc group holdings company corporation motors electronics sa ag se nv".split())


_IN_A_FIELD = frozenset({"of", "for", "and", "the"})


def _is_a_field(names: PlacedNames, token: Token) -> bool:
    """ "head of | research": a common noun by itself, which tells what somebody is in charge of and not where."""
    if token.i in names.article.at or names.kind(token.i) or token.pos_ != "NOUN":
        return False
    return not any(child.dep_ in ("det", "poss", "prep") for child in token.children)


def _other_parent(names: PlacedNames, doc: Doc, one: int) -> int | None:
    """ "The son of King X and Queen Y,", "the son of X, a lawyer, and Y": the second, whom the parser may join to
    "son"."""
    named = names.head.get(one)
    if named is None or named.kind != "person":
        return None
    at = named.end
    if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ in ("a", "an", "the"):
        at = next((i + 1 for i in range(at + 2, min(at + 9, len(doc))) if doc[i].text == ","), at)
        if any(t.pos_ in ("VERB", "AUX") for t in doc[named.end : at]) or any(
            i in names.cover for i in range(named.end, at)
        ):
            return None
    if at + 1 >= len(doc) or doc[at].lower_ != "and":
        return None
    at += 1
    while at < len(doc) and at not in names.start and doc[at].text[:1].isupper() and at - named.end < 16:
        at += 1  # "and Queen | Y"
    other = names.start.get(at)
    if other is None or other.kind != "person" or other.end >= len(doc) or doc[other.end].pos_ in ("VERB", "AUX"):
        return None
    return other.head if doc[other.end].text in (",", ".", ";", ")") else None


def _bare_member(names: PlacedNames, lemma: str, kind: str, left: list[Token], arguments: list[Argument]) -> bool:
    """ "Fellow members X and Y", "X, a member since 2013": nothing tells of what; "a family member", "a member of the
    crew" tell it."""
    if lemma not in _MEMBERS or kind == "institution" or any(a.role in _OF_WHAT for a in arguments):
        return False
    return not any(t.pos_ in ("NOUN", "PROPN") and t.i not in names.cover for t in left)


_MEMBERS = frozenset({
    "member", "member state", "member-state", "member country", "member nation", "founding member", "founder member",
    "permanent member", "full member", "associate member",
})  # fmt: skip
_OF_WHAT = frozenset({"of", "in", "at", "on", "from", "with", "for", "within", "owner", "modifier"})


def _bare(names: PlacedNames, noun: Token, left: list[Token], found: Holders) -> bool:
    """ "Chief executive X", "the leader, X,": nothing tells whose the post is."""
    if found.title:
        holder = names.head.get(found.holders[0].i)
        between = list(noun.doc[noun.i + 1 : holder.start]) if holder is not None else []
        field = bool(between) and between[0].lower_ in ("of", "for")  # "Chairman | of trustees X"
        styled = all(
            t.lower_ in names.lexicon["before_names"] or (field and (t.pos_ == "NOUN" or t.lower_ in _IN_A_FIELD))
            for t in between
        )  # not "Executive | Vice-President X"
        of_a_place = noun.text[0].isupper() and all(t.text[0].isupper() and t.i not in names.cover for t in left)
        return styled and (of_a_place or all(t.lower_ in _OF_RANK for t in left))
    after = found.how == "apposition" and len(found.holders) == 1 and found.holders[0].i > noun.i
    return after and [t.lower_ for t in left] == ["the"]


def _named_after(names: PlacedNames, noun: Token) -> int | None:
    """ "director of Ukraine's spy agency, the SBU,": the head of the institution that commas set apart right behind the
    noun for it, whatever a parse makes it an apposition of."""
    doc, at = noun.doc, noun.i + 1
    if (
        at + 1 >= len(doc)
        or doc[at].text != ","
        or noun.tag_ != "NN"
        or noun.lower_ not in names.lexicon["organisation_heads"]
    ):
        return None
    if not any(child.dep_ == "poss" or child.lower_ == "the" for child in noun.lefts):
        return None
    named = names.start.get(at + 2 if doc[at + 1].lower_ == "the" else at + 1)
    if (
        named is None
        or named.kind != "institution"
        or named.end >= len(doc)
        or doc[named.end].text not in (",", ".", "(")
    ):
        return None
    following = doc[named.end + 1].lower_ if named.end + 1 < len(doc) else ""
    return named.head if following not in ("and", "or") else None


def _between(names: PlacedNames, doc: Doc, end: int, lemma: str, found: Holders) -> tuple[str, int] | None:
    """ "Chief Executive of Hong Kong | X", "Leader of the Opposition in the Senate | X": what stands between a title
    and the name, where a parser makes it part of the name."""
    holder = names.head.get(found.holders[0].i)
    if holder is None or end + 1 >= len(doc):
        return None
    last = end + 1 if is_portfolio(lemma) else holder.start - 1
    for at in range(end, last):
        begins = at == end and " of " not in lemma  # "Leader of the Opposition | in the Senate X"
        if doc[at].lower_ not in (("of", "for", "at") if begins else ("of", "in", "at", "on")):
            continue
        named = names.start.get(at + 1) or (names.start.get(at + 2) if doc[at + 1].lower_ == "the" else None)
        if named is None or named.kind == "person" or named.end > holder.start:
            continue
        return (doc[at].lower_, named.head) if doc[named.end].text not in POSSESSIVE else None
    return None


def _left_arguments(names: PlacedNames, left: list[Token], start: int, lemma: str, barred: set[int]) -> list[Argument]:
    """Possessor, institution and nationality before the role noun. A nationality is ``from`` and, where no institution
    stands there too, ``modifier``."""
    out: list[Argument] = []
    institutions: list[int] = []
    countries: list[int] = []
    doc = left[0].doc if left else None
    for token in left:
        i = token.i
        if i in barred or doc is None:
            continue
        named = names.cover.get(i)
        if named is None:
            possessive = token.tag_ in ("PRP$", "WP$") or doc[i + 1].text in POSSESSIVE  # "its", "the government's"
            if possessive and i in names.article.at:
                out.append(Argument("owner", i))
            continue
        if i != named.head:
            continue
        if named.end < len(doc) and doc[named.end].text in POSSESSIVE:
            out.append(Argument("owner", i))
        elif named.kind == "institution" and token.lower_ in names.party and named.end - named.start == 1:
            continue
        elif named.kind == "institution" and _names_portfolio(lemma, doc, named, start):
            countries += [k for k in range(named.start, named.end) if k in names.article.owner and k != named.head]
        elif named.kind == "institution":
            if not (is_portfolio(lemma) and named.end == start and not _known_body(names, named)):
                institutions.append(i)
        elif named.kind == "country":
            if i not in names.article.owner and _names_a_beat(names, doc, named, start, lemma):
                continue
            if any(doc[k].lower_ in _PRIVATE for k in range(named.end, start)):
                continue  # "Kenyan bank director X"
            if named.end + 1 < len(doc) and doc[named.end].text == "-" and doc[named.end + 1].lower_.endswith("ed"):
                continue  # "US-sanctioned oligarch X"; a frame of its own: "Moscow-based analyst X"
            local = lemma.split()[-1] in _LOCAL or lemma in _LOCAL
            if not (local and i not in names.article.owner and not is_nationality(names, i)):
                countries.append(i)  # but not for "the Nairobi mayor X"
        else:
            out.append(Argument("modifier", i))
    sent = lemma.split()[-1] in names.lexicon["sent_posts"]
    if sent and (countries or any(names.kind(a.token) == "country" for a in out)):
        institutions = []  # "Kenya's U.N. ambassador" is Kenya's
    ethnic = len(countries) > 1 and max(countries) - min(countries) < len(countries)
    if lemma.split()[-1] in names.lexicon["named_chairs"] and any(names.kind(a.token) == "institution" for a in out):
        institutions = []  # "Yale's Early Career Professor X": the chair's name is no body
    if any(_tells_whose_citizen(names, i, lemma) for i in countries):
        ethnic = True
    both = len(institutions) > 1 and of_both(names, names.head[institutions[-1]].start - 1)
    out += [Argument("modifier", i) for i in institutions[-2 if both else -1 :] or ([] if ethnic else countries)]
    out += [Argument("from", i) for i in countries if is_nationality(names, i)]
    return out


def _tells_whose_citizen(names: PlacedNames, i: int, lemma: str) -> bool:
    """ "Nigerian archbishop X", "US rabbi Y": an adjective of a country before a post that no country gives."""
    named = names.head.get(i)
    if lemma not in names.lexicon["posts_of_no_state"] or named is None:
        return False
    text = names.article.doc[named.start : named.end].text
    if fold(text) == fold(names.article.actors[named.actor].name):
        return False
    return lemma not in names.lexicon["posts_of_teams"] or not text.replace(".", "").isupper()


def is_nationality(names: PlacedNames, i: int) -> bool:
    """True for an adjective or a country's name before a noun, not for its capital ("Washington lobbyist")."""
    if i in names.article.owner:
        return True
    named = names.head.get(i)
    if named is None:
        return False
    text = names.article.doc[named.start : named.end].text
    return text.replace(".", "").isupper() or fold(text) == fold(names.article.actors[named.actor].name)


def _names_a_beat(names: PlacedNames, doc: Doc, named: Reference, start: int, lemma: str) -> bool:
    """ "Oxfam's | Kenya | researcher X": by its name, not its adjective, a country is what somebody deals with. In
    capitals it is short for the adjective ("US adviser X")."""
    text = doc[named.start : named.end].text
    return (
        named.end == start and lemma.split()[-1] in names.lexicon["of_a_beat"] and not text.replace(".", "").isupper()
    )


def _known_body(names: PlacedNames, named: Reference) -> bool:
    actor = names.article.actors[named.actor]
    return actor.alias is not None or named.end - named.start > 1 or names.article.doc[named.head].text.isupper()


def _names_portfolio(lemma: str, doc: Doc, named: Reference, start: int) -> bool:
    """ "US Treasury | Secretary X": the institution's name is the field of the post, which is its country's."""
    last = doc[named.end - 1]
    return (
        lemma in ("minister", "secretary", "deputy minister", "deputy secretary")
        and named.end == start
        and last.lower_ not in ("ministry", "department", "office", "agency", "council", "party", "committee")
        and not last.text.isupper()
    )


def _employers(names: PlacedNames, verb: Token) -> list[Argument]:
    """ "joined X as engineer", "worked at X as", "X named Y director", "sacked by X as": the organisation stands with
    the verb; "rose through the ranks at X to become": with the verb above."""
    lemma = verb.lemma_.lower()
    if lemma in MADE | _UNMADE:
        by = next((child for child in verb.children if child.dep_ == "agent"), None)
        subject = next(iter(by.children), None) if by is not None else None
        if not is_passive(verb):
            subject = subject_of(verb, 0, names.control)
        if subject is not None and names.kind(subject.i) in ("institution", "country"):
            return [Argument("at", subject.i)]
        if lemma not in _AT_WORK:
            return []
    if lemma in ("join", "leave", "quit", "rejoin"):
        return [Argument("at", c.i) for c in verb.children if c.dep_ == "dobj" and names.kind(c.i) == "institution"]
    if lemma == "become" and verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in _RISES:
        verb, lemma = verb.head, "rise"
    return [
        Argument("at", pobj.i) for role, pobj in _phrases(verb, lemma)
        if role in _AT_WORK.get(lemma, ()) and names.kind(pobj.i) == "institution"
    ]  # fmt: skip


_UNMADE = frozenset(
    {"sack", "dismiss", "fire", "remove", "oust", "suspend", "axe", "install", "recruit", "sign", "unveil"}
)
_RISES = frozenset({"rise", "climb", "progress", "work"})
_STAYS = ("at", "in", "for", "with", "by")
_AT_WORK: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("work", "serve", "spend", "start", "begin", "hire", "employ", "continue", "remain", "stay"), _STAYS
    ),
    **dict.fromkeys(("return", "move", "go", "switch", "transfer", "come"), ("to",)),
    **dict.fromkeys(("retire", "resign", "depart"), ("from",)),
    "rise": ("at", "within", "in"),
}
"""Verbs with "as" and a post -> the prepositions that stand before the organisation where it is held."""


def _phrases(verb: Token, lemma: str) -> list[tuple[str, Token]]:
    """The prepositional phrases of the verb; of "rose through the ranks at X" those of the noun too."""
    phrases = list(prepositions_of(verb))
    if lemma == "rise":
        phrases += [inner for _, noun in phrases for inner in prepositions_of(noun)]
    return phrases


def _where_it_was(names: PlacedNames, noun: Token) -> int | None:
    """ "left | Acme, where she was director": the head of the institution that the clause tells of."""
    clause = noun.head
    if clause.dep_ != "relcl" or not any(child.lower_ == "where" for child in clause.children):
        return None
    place = clause.head
    return place.i if names.kind(place.i) == "institution" and place.i in names.head else None


def _of_which(noun: Token) -> Iterator[Token]:
    """ "The Union, of which X is a member": the noun that the clause tells of."""
    clause = noun.head
    if noun.dep_ == "attr" and clause.dep_ == "relcl" and clause.head.i < clause.i:
        first = clause.left_edge
        if first.lower_ == "of" and noun.doc[first.i + 1].lower_ == "which":
            yield clause.head


def is_party(names: PlacedNames, i: int) -> bool:
    """Whether the body named at token ``i`` is a party."""
    named = names.head.get(i)
    ident = named.actor if named is not None else names.article.at.get(i)  # "its candidate", "the party's candidate"
    if ident is None:
        return False
    doc = names.article.doc
    if named is not None and named.kind == "institution" and named.end < len(doc) and doc[named.end].text == "party":
        return True  # "the far-right Dawn party"
    actor = names.article.actors[ident]
    words = {word for form in (actor.name, *actor.aliases) for word in fold(form).split()}
    return "party" in words or any(form in names.party for form in (fold(actor.name), *map(fold, actor.aliases)))


def of_a_party(title: Token, names: PlacedNames, body: int) -> bool:
    """ "Senator X of the PML-N": behind a legislator's name stands his party, if not his chamber."""
    if title.lower_ not in CHAMBER_OF or title.lower_ in ("judge", "justice", "magistrate", "speaker"):
        return False
    named = names.head.get(body)
    words = {token.lower_ for token in names.article.doc[named.start : named.end]} if named is not None else set()
    return named is not None and named.kind == "institution" and not words & names.lexicon["contested"]


def stands_for(names: PlacedNames, argument: Argument) -> bool:
    """Whether the candidate's body is his party: "National Rally candidate X", not "Senate candidate X"."""
    if names.kind(argument.token) != "institution" or argument.role not in ("modifier", "owner", "of", "for"):
        return False
    named = names.head.get(argument.token)
    words = {token.lower_ for token in names.article.doc[named.start : named.end]} if named is not None else set()
    return is_party(names, argument.token) or (argument.role == "modifier" and not words & names.lexicon["contested"])


def country_after_comma(names: PlacedNames, end: int) -> int | None:
    """ "the University of Padua, Italy," and "from Turin, Italy,": the head of the country that closes an address."""
    doc = names.article.doc
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    named = names.start.get(end + 1)
    if named is None or named.kind != "country" or named.head in names.article.owner:
        return None
    closing = doc[named.end] if named.end < len(doc) else None
    if closing is not None and closing.text not in (",", ".", ")", ";", ":", "—", "–") and closing.ent_type_ != "DATE":
        return None
    if closing is not None and closing.text == "," and named.end + 1 < len(doc):
        after = names.start.get(named.end + 1)
        if doc[named.end + 1].lower_ in ("and", "or") or (after is not None and after.kind == "country"):
            return None  # "told Oxfam, Kenya, and Uganda"
    return named.head
