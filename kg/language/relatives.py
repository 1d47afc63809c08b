"""Rows of relatives: "X's father, Y, and mother, Z", "his wife, X; their sons, Y and Z; and a sister, W"."""

from __future__ import annotations

from kg.language.grammar import subject_of
from kg.language.placed import POSSESSIVE, PlacedNames
from kg.language.tokens import Doc, Token

_SPOUSES = frozenset("wife husband spouse fiancee fiancée fiance fiancé ex-wife ex-husband".split())
_LONGEST = 60
"""How many words back a row of relatives may begin."""
_BETWEEN = frozenset({",", ";", "and", "(", ")", "of", "as", "well", "years", "year", "his", "her", "their", "late"})
_SEX = {
    "his": frozenset("wife mother sister daughter widow girlfriend ex-wife granddaughter niece aunt".split()),
    "her": frozenset("husband father brother son widower boyfriend ex-husband grandson nephew uncle".split()),
}
"""Relatives of the other sex than the pronoun's: "X's wife, Y, and | his son" is X's son."""


def owners_in_the_row(names: PlacedNames, start: int, kin: frozenset[str]) -> list[int]:
    """Whose relative the noun is that a phrase beginning at token ``start`` names, told by the row that it goes on
    with: the heads of names or pronouns; both of a couple for "their". Empty where there is no row."""
    doc = names.article.doc
    own = doc[start].lower_ if doc[start].tag_ == "PRP$" else ""
    first = doc[start].sent.start
    spouses: list[int] = []
    relative: Token | None = None
    named: int | None = None
    at = start - 1
    if at <= first or doc[at].lower_ not in (",", ";", "and"):
        return _owner_of_the_clause(names, doc, at) if not own and at > first else []
    while at > max(first, start - _LONGEST):
        reference = names.end.get(at + 1)
        if reference is not None and reference.kind == "person":
            named, at = reference.head, reference.start - 1
            continue
        token = doc[at]
        if token.lemma_.lower() in kin:
            whose = doc[at - 1]
            while whose.i > first and whose.tag_ in ("JJ", "CD", "NN") and whose.text not in POSSESSIVE:
                whose = doc[whose.i - 1]
            if token.lemma_.lower() in _SPOUSES and named is not None:
                spouses.append(named)
            relative = relative or token
            at, named = whose.i, None
            owner = None
            if whose.text in POSSESSIVE:
                possessor = names.end.get(whose.i) or names.end.get(whose.i + 1)
                if possessor is None or possessor.kind != "person":
                    return []
                owner = possessor.head
            elif whose.lower_ in ("his", "her") and whose.i in names.article.at:
                owner = whose.i
            elif whose.lower_ in ("a", "an", ",", ";", "and"):
                at -= whose.lower_ in ("a", "an")
                continue
            elif whose.lower_ != "their":
                return _owner_of_the_clause(names, doc, whose.i) if not own else []
            else:
                at -= 1
                continue
            return _told(own, owner, spouses, relative)
        if token.lower_ not in _BETWEEN and token.pos_ not in ("NUM", "ADJ") and token.tag_ != "CD":
            return _owner_of_the_clause(names, doc, at) if not own and relative is not None else []
        at -= 1
    return []


def _told(own: str, owner: int, spouses: list[int], relative: Token | None) -> list[int]:
    """Of the row's ``owner`` and the spouses named in it those whom the noun's own possessive means."""
    if own == "their":
        return [owner, *spouses] if spouses else []
    if own and relative is not None:
        return [owner] if relative.tag_ == "NNS" or relative.lemma_.lower() in _SEX.get(own, ()) else []
    return [owner] if not own else []


def _owner_of_the_clause(names: PlacedNames, doc: Doc, at: int) -> list[int]:
    """ "X is survived by a sister, Y", "X left with wife Y": whose the bare kin noun is."""
    before = doc[at]
    if (before.lower_ == "by" or (before.lower_ == "with" and doc[at + 1].lemma_.lower() in _SPOUSES)) and (
        before.head.pos_ in ("VERB", "AUX")
    ):
        subject = subject_of(before.head, 0, names.control)
        if subject is not None and names.kind(subject.i) == "person":
            return [subject.i]
    return []
