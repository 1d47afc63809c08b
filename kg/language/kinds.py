"""What the words round a name tell of its kind: that a body is meant, whatever the model takes the name for.

The model labels names that it does not know by chance: a firm as a town, a union as a person. The words beside it are
surer: "Melisse, a start-up", "Histadrut chairman X", "a stake in Kassa", "Orbisoft's shareholders".
"""

from __future__ import annotations

from kg.language.gazetteer import is_capital
from kg.language.tokens import Doc
from kg.rules import Lexicon

_HELD = frozenset({"stake", "share", "shares", "shareholding", "investor", "shareholder", "holding"})
_REACH = 9
"""How many tokens a description after a comma may have up to its noun."""


def told_a_body(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """True if what stands beside tokens ``start:end`` is said of organisations only."""
    return (
        _described_after(doc, end, lexicon)
        or _described_before(doc, start, end, lexicon)
        or _has_an_officer(doc, end, lexicon)
        or _of_a_body(doc, start, lexicon)
        or _seated(doc, start, lexicon)
        or _employs(doc, start, lexicon)
        or _has_an_owner(doc, start, end)
        or _several(doc, start, end)
    )


def _described_after(doc: Doc, end: int, lexicon: Lexicon) -> bool:
    """ "X, a Danish biotech company,", "X, the powerful lobby that", "X is a subsidiary of": the noun is a body's."""
    if end + 2 >= len(doc) or doc[end].text not in (",", "-", "–", "—", "is", "was"):
        return False
    if doc[end].text in ("is", "was") and doc[end + 1].lower_ not in ("a", "an"):
        return False
    first = doc[end + 1]
    if first.lower_ == "whose":
        return doc[end + 2].lower_ in lexicon["had_by_bodies"]
    owned = False
    if first.lower_ not in ("a", "an", "the", "another", "one", "its") and first.pos_ not in ("ADJ", "PROPN", "NOUN"):
        return False
    for i in range(end + 1, min(end + _REACH, len(doc) - 1)):
        token, following = doc[i], doc[i + 1]
        owned = owned or token.text in ("'s", "’s")
        if token.pos_ in ("NOUN", "PROPN") and following.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "NUM"):
            # "..., the payments provider Kassa" goes on with another name; here nothing follows.
            low = token.lower_
            named = low in lexicon["firms"] or low in lexicon["describers"] or low in lexicon["kinds_of_body"]
            two = f"{doc[i - 1].lower_} {low}"
            pair = two in lexicon["firms"] or two in lexicon["kinds_of_body"]
            if (owned or first.lower_ in ("a", "an", "the", "another", "its")) and following.text != "-":
                return named or pair or low in lexicon["bodies_in_apposition"]
            return False
        if (
            token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET", "NUM", "ADV", "PART")
            and token.text
            not in (
                "-",
                "'s",
                "’s",
            )
            and token.dep_ != "amod"
        ):
            return False
    return False


def _described_before(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "the technology vendor, X.", "its subsidiary, X,": a body's noun, and the name between commas behind it."""
    if start < 3 or doc[start - 1].text != "," or (end < len(doc) and doc[end].text not in _CLOSING):
        return False
    noun, name = doc[start - 2], doc[start:end].root
    if not noun.is_lower or noun.tag_ != "NN" or name.dep_ != "appos" or name.head.i != noun.i:
        return False
    low = noun.lower_
    told = (low in lexicon[words] for words in ("firms", "describers", "kinds_of_body", "bodies_in_apposition"))
    return any(told) or f"{doc[start - 3].lower_} {low}" in lexicon["firms"]


_CLOSING = frozenset({",", ".", ";", "(", ")", ":", "?", "!", "—", "–"})


def _has_an_officer(doc: Doc, end: int, lexicon: Lexicon) -> bool:
    """ "X chairman Y", "X's shareholders": what only an organisation has."""
    if end >= len(doc):
        return False
    own = doc[end].text in ("'s", "’s", "'", "’")
    at = end + own
    if at >= len(doc) or doc[at].is_space:
        return False
    low = doc[at].lower_
    pair = f"{low} {doc[at + 1].lower_}" if at + 1 < len(doc) else low
    if pair in ("chief minister", "chief justice", "police chief", "executive order"):
        return False
    if own:
        return low in lexicon["had_by_bodies"] or pair in lexicon["had_by_bodies"]
    person = at + 1 < len(doc) and is_capital(doc[at + 1]) and doc[at + 1].ent_type_ in ("PERSON", "")
    if low in lexicon["officers"] and at + 2 < len(doc) and doc[at + 1].lower_ in ("and", "&"):
        # "X founder and CEO Y"
        return doc[at + 2].lower_ in lexicon["officers"] or doc[at + 2 : at + 4].text.lower() in lexicon["officers"]
    two = at + 2 < len(doc) and is_capital(doc[at + 2]) and doc[at + 2].ent_type_ in ("PERSON", "")
    joined = at + 3 < len(doc) and doc[at + 1].text == "-" and is_capital(doc[at + 3])
    return (
        (person and low in lexicon["officers"])
        or (two and pair in lexicon["officers"])
        or (joined and f"{low}-{doc[at + 2].lower_}" in lexicon["officers"])
    )


def _of_a_body(doc: Doc, start: int, lexicon: Lexicon) -> bool:
    """ "the chief executive of X", "a subsidiary of X", "a stake in X"."""
    if start < 2:
        return False
    before, noun = doc[start - 1], doc[start - 2]
    if before.lower_ == "of":
        faith = noun.lower_ in _FOUNDER and (doc[start].lower_.endswith("ism") or doc[start].lower_ in _FAITHS)
        return not faith and (
            noun.lower_ in lexicon["had_by_bodies"]
            or f"{doc[start - 3].lower_} {noun.lower_}" in (lexicon["had_by_bodies"])
        )
    return before.lower_ == "in" and noun.lower_ in _HELD


_FOUNDER = frozenset({"founder", "co-founder", "cofounder"})
_FAITHS = frozenset({"islam", "christianity", "methodism", "scientology", "wicca", "rastafari"})
_PLURAL = frozenset({"have", "are", "were"})


def _several(doc: Doc, start: int, end: int) -> bool:
    """ "Coventry City have been fined", "Preston are top": one name with a plural verb is a team's or a firm's."""
    root = doc[start:end].root
    if root.dep_ not in ("nsubj", "nsubjpass") or root.tag_ != "NNP" or root.head.i < end:
        return False
    if end >= len(doc) or doc[end].lower_ not in _PLURAL or doc[end] not in (root.head, *root.head.children):
        return False
    if end - start == 1 and root.is_sent_start and root.lower_.endswith("s"):
        return False  # "Guardrails were missing"
    if start and doc[start - 1].lower_ in ("and", "or", ",", "&", "of", "in", "than", "like", "with"):
        return False
    return not any(child.dep_ in ("conj", "cc", "appos", "prep") for child in root.children)


_SEATED = frozenset({"based", "headquartered"})


def _seated(doc: Doc, start: int, lexicon: Lexicon) -> bool:
    """ "Abuja-based X", where the model sees no person."""
    seated = start > 2 and doc[start - 1].lower_ in _SEATED and doc[start - 2].text == "-"
    return seated and doc[start].ent_type_ != "PERSON" and doc[start].lower_ not in lexicon["not_names"]


_OWNED = frozenset({"owned", "founded", "co-founded", "headquartered", "acquired"})
_OWNS = frozenset({"own", "found", "co-found", "cofound"})
_HOW_OWNED = frozenset({"majority", "partly", "wholly", "fully", "now", "then", "since", "jointly", "also", "percent"})


def _has_an_owner(doc: Doc, start: int, end: int) -> bool:
    """ "X, owned by Y", "X, founded in 1996", "Y-owned X", "Y owns X": what is said of firms, not of people. Ships and
    houses, which have owners too, are told by their "the"."""
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ == "the":
        return False
    if before is not None and before.lower_ == "owned" and start > 2 and doc[start - 2].text == "-":
        return True
    if before is not None and before.pos_ == "VERB" and before.lemma_.lower() in _OWNS:
        return end >= len(doc) or (doc[end].text not in ("'s", "’s", "-") and doc[end].pos_ not in ("NOUN", "PROPN"))
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    at = end + 1
    if doc[at].lower_ in ("which", "that") and doc[at + 1].lower_ in ("is", "was"):
        at += 2
    while at < end + 6 and at + 2 < len(doc) and (doc[at].lower_ in _HOW_OWNED or doc[at].text == "-"):
        at += 1
    return at + 1 < len(doc) and doc[at].lower_ in _OWNED and doc[at + 1].lower_ in ("by", "in")


def _employs(doc: Doc, start: int, lexicon: Lexicon) -> bool:
    """ "an analyst at X", "a nurse at X"."""
    if start < 2 or doc[start - 1].lower_ != "at":
        return False
    noun = doc[start - 2]
    return noun.is_lower and noun.pos_ == "NOUN" and noun.lower_ in lexicon["employed"]


__all__ = ["told_a_body"]
