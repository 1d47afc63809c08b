"""The grammar under the frames: subjects, objects, prepositions, voice, control, over spaCy's dependency parse.

Functions of tokens alone; what an actor is, they do not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.rules import TriggerKind

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A named argument: ``token`` heads the noun phrase."""

    role: str
    token: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its arguments. ``token`` is the predicate, ``scope`` the token whose surroundings say how
    firmly it is told (the light verb where there is one), ``companions`` the words that stand with it."""

    kind: TriggerKind
    lemma: str
    token: int
    scope: int
    companions: frozenset[str]
    arguments: tuple[Argument, ...]
    role: str = ""
    how: str = ""


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who the verb is said of: its own subject, the antecedent of its relative pronoun, or the one it shares with
    or is controlled by a verb above it. For a passive verb that is the one who undergoes it."""
    if depth > 8:
        return None
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if own is not None:
        if own.lower_ in RELATIVES and own.pos_ in ("PRON", "DET", "SCONJ"):
            clause = verb
            while clause.dep_ == "conj":
                clause = clause.head
            return antecedent(clause)
        return own
    head = verb.head
    if head == verb:
        return None
    match verb.dep_:
        case "conj" if head.pos_ in ("VERB", "AUX"):
            if is_passive(verb) != is_passive(head) and not is_passive(verb) and verb.tag_ == "VBN":
                return None
            return subject_of(head, depth + 1)
        case "acl" | "relcl":
            if verb.tag_ in ("VBN", "VBG", "VBD"):
                return head
            return _noun_agent(head, depth)
        case "amod" | "compound" if verb.tag_ in ("VBN", "JJ", "VBD"):
            return head
        case "xcomp" | "ccomp" if head.pos_ in ("VERB", "AUX", "ADJ"):
            if head.pos_ == "ADJ":
                return subject_of(head.head, depth + 1) if head.head != head else None
            objects = [c for c in head.children if c.dep_ in ("dobj", "obj", "dative") and c.pos_ != "ADP"]
            if objects and head.lemma_.lower() not in ("promise", "vow"):
                return objects[0]
            return subject_of(head, depth + 1)
        case "advcl" | "prep" if head.pos_ in ("VERB", "AUX"):
            return subject_of(head, depth + 1)
        case "pcomp":
            governor = head.head
            if governor.pos_ not in ("VERB", "AUX"):
                return _noun_agent(governor, depth) if governor.pos_ == "NOUN" else None
            if head.lower_ in ("of", "for", "from", "with", "into", "against", "over"):
                objects = [c for c in governor.children if c.dep_ in ("dobj", "obj", "nsubjpass")]
                if objects:
                    return objects[0]
            return subject_of(governor, depth + 1)
    return None

def _noun_agent(noun: Token, depth: int) -> Token | None:
    """ "X's plan to attack", "X has a plan to attack": X."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from"):
            return next(iter(objects_of(child)), None)
    if noun.dep_ in ("dobj", "attr", "pobj") and noun.head != noun:
        verb = noun.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            return subject_of(verb, depth + 1)
    return None


def is_passive(verb: Token) -> bool:
    """True where the verb's subject undergoes it: passive, reduced relative or participle before or after a noun."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" or (verb.tag_ in ("JJ", "VBD") and verb.dep_ in ("amod", "acl")):
        if verb.dep_ in ("acl", "amod", "compound", "relcl"):
            return not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        if any(child.dep_ == "agent" for child in verb.children):
            return True
        if verb.dep_ == "advcl" and not any(child.dep_ in ("aux", "dobj", "nsubj") for child in verb.children):
            return True
        if verb.dep_ == "conj" and is_passive(verb.head) and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
            return True
    return False


def participle(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.tag_ == "VBN":
        return lemma
    if lemma.endswith("ed"):
        for base in (lemma[:-1], lemma[:-2], lemma[:-3]):
            if base in ("base", "back", "ally", "fund", "train", "support", "arm", "own", "control", "lead", "sponsor", "finance", "supply", "occupy", "appoint", "run", "sanction", "align", "affiliate", "link", "found", "brokered", "broker", "mediate"):
                return base
    return lemma


def objects_of(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in ("prep", "pcomp") and child.pos_ == "ADP":
            yield from objects_of(child)


def prepositions_of(head: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, object) for each prepositional phrase of ``head``; "out of X" counts as both "out" and "of"."""
    for child in head.children:
        if child.dep_ in ("prep", "dative", "agent", "advmod", "prt") and child.pos_ in ("ADP", "SCONJ", "ADV", "PART", "VERB"):
            role = "by" if child.dep_ == "agent" else child.lower_
            if role == "toward":
                role = "towards"
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    yield role, pobj
                elif pobj.dep_ in ("prep", "pcomp") and pobj.pos_ == "ADP":
                    for inner in pobj.children:
                        if inner.dep_ == "pobj":
                            yield role, inner
                            yield pobj.lower_, inner
            for conj in child.children:
                if conj.dep_ == "conj" and conj.pos_ == "ADP":
                    for pobj in conj.children:
                        if pobj.dep_ == "pobj":
                            yield conj.lower_, pobj


def companions_of(head: Token) -> frozenset[str]:
    words: set[str] = set()
    for child in head.children:
        if child.dep_ in ("prt", "prep", "dobj", "obj", "acomp", "attr", "advmod", "xcomp", "dative", "agent", "oprd", "amod", "compound", "npadvmod"):
            words.add(child.lemma_.lower())
            words.add(child.lower_)
            for inner in child.children:
                if inner.dep_ in ("pobj", "prep", "amod", "compound", "xcomp", "acomp") or (child.dep_ in ("dobj", "attr") and inner.dep_ in ("prep", "acl")):
                    words.add(inner.lemma_.lower())
    return frozenset(words)


def antecedent(clause: Token) -> Token | None:
    return clause.head if clause.dep_ in ("relcl", "acl", "ccomp", "advcl") and clause.head != clause else None


def relative_object(verb: Token) -> Token | None:
    """ "the deal (that) X signed": the deal."""
    if verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        relative = next((c for c in verb.children if c.dep_ in ("dobj", "obj") and c.lower_ in RELATIVES), None)
        if relative is not None:
            return verb.head
        if subject is not None and subject.lower_ not in RELATIVES and not any(c.dep_ in ("prep", "ccomp", "dobj") for c in verb.children):
            return verb.head
    return None


def shared_object(verb: Token) -> Token | None:
    """ "arrested and jailed X": X for both."""
    if any(c.dep_ in ("prep", "ccomp", "xcomp", "dobj", "obj") for c in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.tag_ == verb.tag_ and not any(c.dep_ in SUBJECTS for c in child.children):
            return next((c for c in child.children if c.dep_ in ("dobj", "obj")), None)
    return None


def governing_verb(noun: Token) -> Token | None:
    """The verb that has the noun as its object, passive subject, or in "came under fire"; also "sanctions imposed by"."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun.dep_ in ("dobj", "obj", "nsubjpass", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return noun.head
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "VERB":
        return noun.head.head
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return child
        if child.dep_ == "relcl" and (is_passive(child) or relative_object(child) is not None):
            return child
    return None
