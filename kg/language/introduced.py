"""People named with their organisation, party or country alone: "X of Oxfam", "Republican X", "the Briton X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.aliases import fold
from kg.language.coreference import Reference
from kg.language.grammar import SUBJECTS, Argument, Frame, subject_of
from kg.language.holders import HolderReader
from kg.language.placed import (
    POSSESSIVE,
    PlacedNames,
    is_described,
    listed_before,
    name_after_comma,
    phrase_after,
    qualifies,
)
from kg.language.rolenouns import RoleNouns
from kg.language.seats import country_after_comma, is_party, of_a_party
from kg.language.tokens import Doc, Token


class PeopleReader:
    """Role frames of people without a role noun: ``person``, ``partisan``, ``native`` and ``based``."""

    def __init__(self, nouns: RoleNouns, holders: HolderReader) -> None:
        self._nouns = nouns
        self._holders = holders

    def person(self, names: PlacedNames, named: Reference) -> Iterator[Frame]:
        """ "X of the Center for Y", "X from Y", "CNN's X", "X (D-Ohio)"."""
        doc = names.article.doc
        head = doc[named.head]
        holder = Argument("holder", named.head)
        fellows: list[Argument] = []
        end = named.end
        if end + 2 < len(doc) and doc[end].text == "," and doc[end + 1].text in _DEGREES and doc[end + 2].text == ",":
            end += 2  # "X, MD, of Y"
        if end + 1 < len(doc) and doc[end].lower_ == "also":
            end += 1
        elif end + 2 < len(doc) and doc[end].lower_ in ("and", "&") and (past := _past_colleagues(doc, end + 1)):
            end = past
        elif end + 1 < len(doc) and doc[end].text == ",":
            if end + 3 < len(doc) and doc[end + 1].like_num and doc[end + 2].text == ",":
                end += 2  # "X, 34, from Kenya,"
            end += 2 if doc[end + 1].lower_ in _AT_TIMES else 1
            told = doc[end - 1].lower_ in _AT_TIMES and doc[end].lower_ in ("with", "at")  # "all with the weekly Y"
            if doc[end].lower_ not in ("of", "from") and not told:
                end = named.end
            elif doc[end - 1].lower_ in ("both", "all"):
                row = names.series.get(named.head, ())
                listed = listed_before(names, named)
                told_of = row if len(row) > len(listed) and row[-1] == named.head else listed
                fellows = [Argument("holder", i) for i in told_of if i != named.head]
        yield from self._from_a_country(names, named, fellows, end)
        relative = _sharing_a_surname(names, named)
        if relative is not None:
            couple = (holder, Argument("holder", relative.head))
            yield Frame("role", "namesake", head.i, head.i, frozenset(), couple, how="one surname for both")
        after = phrase_after(names, doc, end)
        if after is not None and is_described(names, after[1]):
            after = None  # "X, of the EU-funded project"
        arguments: list[Argument] = []
        if after is not None and names.kind(after[1]) == "institution":
            preposition = doc[end]
            own = preposition.head.i in range(named.start, named.end)
            if (
                after[0] == "of"
                or end > named.end
                or (after[0] in ("from", "with") and own)
                or (after[0] in ("at", "with") and _is_given_the_floor(doc[named.start]))
                or (after[0] == "at" and own and head.dep_ in SUBJECTS and not self._titled_before(names, named))
            ):
                arguments.append(Argument(after[0], after[1]))
        if qualifies(names, named):
            return
        if named.start >= 2 and doc[named.start - 1].text in POSSESSIVE:
            owner = names.end.get(named.start - 1) or names.end.get(named.start)
            if owner is not None and owner.kind == "institution":
                arguments.append(Argument("owner", owner.head))
            elif (
                owner is not None
                and owner.kind == "country"
                and named.end - named.start > 1
                and not self._nouns.is_role(doc[named.start])  # "the United Kingdom's Queen Elizabeth"
            ):
                native = (holder, Argument("from", owner.head))
                yield Frame("role", "native", head.i, head.i, frozenset(), native, how="named with it")
        inside = names.start.get(named.end + 1)
        bracketed = inside is not None and inside.end < len(doc) and doc[named.end].text + doc[inside.end].text == "()"
        lone = not named.start or not doc[named.start - 1].text[:1].isupper()
        if (
            inside is not None
            and inside.kind == "country"
            and bracketed
            and lone
            and not self._titled_before(names, named)
        ):
            native = (holder, Argument("from", inside.head))  # "X (Kenya) won"
            yield Frame("role", "native", head.i, head.i, frozenset(), native, how="named with it")
        if inside is not None and inside.kind == "institution" and bracketed:
            arguments.append(Argument("of", inside.head))
        if arguments:
            before = doc[named.start - 1] if named.start else head
            short = bracketed and inside is not None and _is_party_short(names, inside)
            partisan = short or any(
                is_party(names, argument.token) or of_a_party(before, names, argument.token) for argument in arguments
            )
            yield Frame(
                "role",
                "partisan" if partisan else "person",
                head.i,
                head.i,
                frozenset(),
                (holder, *fellows, *arguments),
                how="named with it",
            )
        if named.end + 1 < len(doc) and doc[named.end].text in ("(", ","):
            letter = doc[named.end + 1]
            party = letter.lower_.split("-")[0].rstrip(".")
            state = "-" in letter.text or (named.end + 2 < len(doc) and doc[named.end + 2].text == "-")
            if party in names.party and letter.text[0].isupper() and (doc[named.end].text == "(" or state):
                modifier = Argument("modifier", names.party[party])
                yield Frame(
                    "role", "partisan", head.i, head.i, frozenset(), (holder, modifier), how="party in brackets"
                )

    def _from_a_country(
        self, names: PlacedNames, named: Reference, fellows: list[Argument], end: int
    ) -> Iterator[Frame]:
        """ "X and Y, both from Kenya,", "X of Kenya": where they are from; "X, from Turin, Italy,": where they live."""
        doc = names.article.doc
        if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "from"):
            return
        head = doc[named.head]
        holders = (Argument("holder", named.head), *fellows)
        after = phrase_after(names, doc, end)
        if after is None or is_described(names, after[1]):
            return
        if after[1] in names.article.places:
            if not qualifies(names, named) and not self._titled_before(names, named, names.lexicon["callings"]):
                arguments = (*holders, Argument("in", after[1]))
                yield Frame("role", "based", head.i, head.i, frozenset(), arguments, how="named with it")
            return
        if names.kind(after[1]) == "country":
            own = doc[end].head.i in range(named.start, named.end) or head.head.dep_ == "agent"
            lone = doc[end].lower_ == "of" or (_does(head) and own)
            closed = end == named.end and lone and not self._titled_before(names, named, _OF_SPORT)
            if (end > named.end or closed) and not qualifies(names, named):
                arguments = (*holders, Argument("from", after[1]))
                yield Frame("role", "native", head.i, head.i, frozenset(), arguments, how="named with it")
            return
        town = next((e for e in doc[head.i].sent.ents if e.start == end + 1 and e.label_ in ("GPE", "LOC")), None)
        place = country_after_comma(names, town.end) if town is not None else None
        if place is not None:
            arguments = (*holders, Argument("in", place))
            yield Frame("role", "based", head.i, head.i, frozenset(), arguments, how="named with it")

    def _titled_before(self, names: PlacedNames, named: Reference, but: frozenset[str] = frozenset()) -> bool:
        """Whether a role noun stands right before the name: "President X of Kenya"; those in ``but`` do not count."""
        at = named.start - 1
        while at > 0 and names.article.doc[at].lower_ in names.lexicon["before_names"]:
            at -= 1
        if at < 0:
            return False
        before = names.article.doc[at]
        if at < named.start - 1 and names.article.doc[named.start - 1].lower_ not in ("mr.", "mr", "mrs.", "ms."):
            return True
        if any(self._nouns.is_role(t) for t in names.article.doc[named.start : named.head]):
            return True
        if at > 0 and before.lower_ in ("and", ","):
            return self._titled_in_a_list(names, at, but)
        return before.lower_ not in but and (self._nouns.is_role(before) or self._nouns.names_a_doer(before))

    def _titled_in_a_list(self, names: PlacedNames, at: int, but: frozenset[str]) -> bool:
        """Whether the name that a list goes on from at token ``at`` has a title: "Presidents X of Kenya and | Y"."""
        before = names.end.get(at - 1 if names.article.doc[at - 1].text == "," else at)
        if before is not None and before.kind != "person" and names.article.doc[before.start - 1].lower_ in _FROM:
            before = names.end.get(before.start - 1)
        return before is not None and (before.kind != "person" or self._titled_before(names, before, but))

    def partisan(self, names: PlacedNames, token: Token) -> Iterator[Frame]:
        """ "Republican X", "fellow Democrats X and Y", "X, a Republican", "X is a Democrat"."""
        if (
            token.i + 1 < len(token.doc)
            and self._nouns.is_role(token.nbor())
            and token.dep_ in ("amod", "compound", "nmod")
        ):
            return
        left = self._nouns.left_of(names, token, token.i)
        found = self._holders.holders(names, token, left[0].i if left else token.i, token.i, token.i + 1)
        holders = [holder for holder in found.holders if names.kind(holder.i) == "person"]
        if holders:
            arguments = (*(Argument("holder", h.i) for h in holders), Argument("modifier", names.party[token.lower_]))
            yield Frame("role", "partisan", token.i, found.scope.i, frozenset(), arguments, how=found.how)

    def native(self, names: PlacedNames, named: Reference) -> Iterator[Frame]:
        """ "Briton X", "X, a native Nigerien", "X is a Canadian": a nationality and no more."""
        doc = names.article.doc
        token = doc[named.head]
        after = names.start.get(named.end)
        holders: list[Token] = []
        scope = token
        before = doc[named.start - 1] if named.start else None
        if before is not None and before.text.istitle() and before.pos_ in ("ADJ", "PROPN") and before.ent_type_:
            return  # "American Samoan"
        alone = named.end - named.start == 1 and after is not None and after.kind == "person"
        people = alone and token.text.istitle() and token.text.endswith("ns")  # "Kenyans X and Y", tagged as a name
        if token.tag_ in ("NNS", "NNPS") or people:
            if token.text == names.article.actors[named.actor].name:
                return  # "the Philippines"
            found = self._holders.holders(names, token, named.start, named.start, named.end)
            holders, scope = [h for h in found.holders if names.kind(h.i) == "person"], found.scope
        elif after is not None and after.kind == "person" and token.dep_ in ("amod", "compound", "nmod"):
            if doc[after.start].lower_ in names.lexicon["posts"] and after.end - after.start > 1:
                return  # "Russian | President Putin"
            holders = [doc[after.head]]
        elif before is not None and before.lower_ in ("himself", "herself") and doc[before.i - 1].text == ",":
            other = names.end.get(before.i - 1)  # "X, himself Congolese,"
            holders = [doc[other.head]] if other is not None and other.kind == "person" else []
        elif token.dep_ in ("appos", "attr") and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            clause = any(child.dep_ == "relcl" for child in token.children)
            if token.left_edge.lower_ in ("a", "an") or (token.left_edge.lower_ == "the" and clause):
                found = self._holders.by_comma(
                    names, token, token.left_edge.i, named.end, plural=False
                ) or self._holders.by_parse(names, token, plural=False)
                holders, scope = found.holders, found.scope
        elif token.dep_ == "acomp" and token.head.lemma_ == "be":
            subject = subject_of(token.head, 0, names.control)
            holders = [subject] if subject is not None and names.kind(subject.i) == "person" else []
            scope = token.head
        elif token.dep_ in SUBJECTS and named.start and doc[named.start - 1].lower_ in ("a", "an"):
            other = name_after_comma(names, doc, token, named.end)  # "An Australian, X, appeared"
            holders = [doc[other.head]] if other is not None and other.kind == "person" else []
        if holders:
            arguments = (*(Argument("holder", h.i) for h in holders), Argument("from", token.i))
            yield Frame("role", "native", token.i, scope.i, frozenset(), arguments, how="nationality")


def _is_party_short(names: PlacedNames, named: Reference) -> bool:
    """ "X (GIS) was elected": the short form of a body that no list knows, behind a candidate's name."""
    actor = names.article.actors[named.actor]
    text = names.article.doc[named.start : named.end].text
    words = {word for form in (actor.name, *actor.aliases) for word in fold(form).split()}
    known = words & (names.lexicon["outlet_named"] | names.lexicon["company_named"] | names.lexicon["university_named"])
    ballots = names.lexicon["ballots"] | names.lexicon["prizes"] | {"defeated", "beat", "candidate", "candidates"}
    near = names.article.doc[named.head].sent
    return text.isupper() and actor.alias is None and not known and any(t.lower_ in ballots for t in near)


_FROM = frozenset({"of", "from", "("})
_DEGREES = frozenset({"MD", "M.D.", "PhD", "Ph.D.", "DPhil", "MPH", "JD", "J.D.", "RN", "MBA", "KC", "QC", "SC", "SJ"})
_COLLEAGUES = frozenset({"colleagues", "team", "coworkers", "collaborators", "students", "researchers", "coauthors"})


def _past_colleagues(doc: Doc, at: int) -> int:
    """ "X and | his team | at Y", "X and | colleagues | at Y": the place behind them, or 0."""
    if at + 2 < len(doc) and doc[at].lower_ in ("his", "her", "their", "other", "fellow"):
        at += 1
    there = at + 1 < len(doc) and doc[at].lower_ in _COLLEAGUES and doc[at + 1].lower_ in ("at", "from", "of")
    return at + 1 if there else 0


_OF_SPORT = frozenset({"champion", "winner", "runner-up", "finalist", "seed", "holder", "medalist", "medallist"})
"""Titles that go with a country only as a nationality does."""
_AT_TIMES = frozenset({"formerly", "now", "currently", "originally", "both", "all", "also"})


def _does(head: Token) -> bool:
    """Whether the name is that of a doer: who is "invited from Kenya" is only fetched there."""
    return head.dep_ in SUBJECTS or (head.dep_ == "pobj" and head.head.dep_ == "agent")


def _sharing_a_surname(names: PlacedNames, named: Reference) -> Reference | None:
    """ "| Anna and Tom Hale": the second of two given names that one surname follows."""
    doc = names.article.doc
    if named.end - named.start > 1 or named.end + 1 >= len(doc) or doc[named.end].lower_ not in ("and", "&"):
        return None
    other = names.start.get(named.end + 1)
    if other is None or other.kind != "person" or other.end - other.start < 2 or other.actor == named.actor:
        return None
    whole = names.article.actors[named.actor].name.split()
    return other if len(whole) == 2 and whole == [doc[named.start].text, doc[other.end - 1].text] else None


def _is_given_the_floor(first: Token) -> bool:
    """ "Let's go to X at Y", "the line of X with Y", "a question from X with Y": how briefings call up reporters."""
    if first.i < 2:
        return False
    doc, before = first.doc, first.nbor(-1).lower_
    said = doc[first.i - 2].lower_
    return (before == "of" and said == "line") or (
        before == "to" and said in ("go", "over", "back", "turn", "goes", "now")
    )
