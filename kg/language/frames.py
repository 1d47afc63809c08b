"""Sentence -> frames: who does what to whom in one normal form, however the sentence puts it.

A ``Frame`` is a predicate (verb, noun, adjective or role noun) with named arguments; arguments point at head tokens of
noun phrases. Undone here: passive, relative and reduced relative clauses, control and raising, shared subjects and
objects, light verbs ("held talks with"), nominalisation ("X's capture by Y"), titles, apposition, copula, possessives.

What the arguments are called:

    agent      who does it: subject, "by" phrase, owner or nationality of an event noun, light verb's subject
    patient    who undergoes it: object, passive subject, "of" phrase of an event noun
    recipient  indirect object
    holder     of a role noun: the person or institution that is it ("X, head of Y": holder X)
    owner      possessor: "X's talks", "Iran's army"
    modifier   name or nationality before the noun: "US sanctions", "Hamas leader"
    content    subject of the clause that is the verb's object ("demands that X leave": X)
    with, to, against, of, ...   the object of that preposition
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from kg.language.coreference import Article
from kg.language.grammar import (
    RELATIVES,
    SUBJECTS,
    Argument,
    Frame,
    companions_of,
    governing_verb,
    is_passive,
    objects_of,
    participle,
    prepositions_of,
    relative_object,
    shared_object,
    subject_of,
)
from kg.language.roles import RoleReader
from kg.rules import Lexicon, TriggerKind


class FrameReader:
    """Finds the frames of an article. ``lemmas`` limits the work to predicates that some rule looks for."""

    def __init__(self, lexicon: Lexicon, lemmas: Mapping[TriggerKind, frozenset[str]]) -> None:
        self._lexicon = lexicon
        self._lemmas = lemmas
        self._roles = RoleReader(lemmas["role"])

    def frames(self, article: Article, tokens: Iterable[Token]) -> Iterator[Frame]:
        """The frames whose predicate is among ``tokens``."""
        for token in tokens:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                if lemma in self._lemmas["verb"]:
                    yield self._verb(token, lemma)
            elif token.tag_ == "VBN" or (token.pos_ == "ADJ" and token.tag_ in ("JJ", "VBN") and token.text.endswith("ed")):
                if (base := participle(token)) in self._lemmas["verb"]:
                    yield self._verb(token, base)
            if token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("VBG", "NN"):
                for form in dict.fromkeys((lemma, token.lower_)):
                    if form in self._lemmas["noun"] and token.pos_ != "VERB":
                        yield self._noun(article, token, form)
                        break
            if token.pos_ in ("ADJ", "ADV", "VERB") and lemma in self._lemmas["adjective"]:
                yield self._adjective(token, lemma)
            yield from self._roles.frames(article, token)

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token, lemma: str) -> Frame:
        arguments: list[Argument] = []
        seen: set[tuple[str, int]] = set()

        def add(role: str, token: Token | None) -> None:
            if token is not None and (role, token.i) not in seen:
                seen.add((role, token.i))
                arguments.append(Argument(role, token.i))

        passive = is_passive(verb)
        subject = subject_of(verb)
        add("patient" if passive else "agent", subject)
        for child in verb.children:
            if child.dep_ == "agent":
                for pobj in objects_of(child):
                    add("agent", pobj)
            elif child.dep_ in ("dobj", "obj") and child.lower_ not in RELATIVES:
                add("patient", child)
            elif child.dep_ == "dative":
                if child.pos_ == "ADP":
                    for pobj in objects_of(child):
                        add("recipient", pobj)
                        add(child.lower_, pobj)
                else:
                    add("recipient", child)
            elif child.dep_ == "npadvmod" and verb.dep_ in ("amod", "acl", "compound") and child.i < verb.i:
                add("agent", child)
            elif child.dep_ in ("ccomp", "xcomp"):
                inner = next((c for c in child.children if c.dep_ in SUBJECTS), None)
                if inner is not None and not passive:
                    infinitive = any(c.tag_ == "TO" for c in child.children) or child.tag_ in ("VBG", "VB")
                    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
                    if infinitive and not marked and lemma in self._lexicon["object_control"]:
                        add("patient", inner)
                    add("content", inner)
        for role, pobj in prepositions_of(verb):
            add(role, pobj)
        if not passive and not any(argument.role == "patient" for argument in arguments):
            add("patient", relative_object(verb))
            add("patient", shared_object(verb))
        return Frame("verb", lemma, verb.i, verb.i, companions_of(verb), tuple(arguments), how="passive" if passive else "")

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, article: Article, noun: Token, lemma: str) -> Frame:
        arguments: list[Argument] = []
        how = ""

        def add(role: str, token: Token | None) -> None:
            if token is not None and Argument(role, token.i) not in arguments:
                arguments.append(Argument(role, token.i))

        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        scope = noun
        light = governing_verb(noun)
        by = None
        of = None
        for role, pobj in prepositions_of(noun):
            add(role, pobj)
            if role == "by" and by is None:
                by = pobj
            elif role == "of" and of is None:
                of = pobj
        reversed_ = False
        if light is not None and light.lemma_.lower() in self._lexicon["light_verbs_reversed"] and noun.dep_ != "nsubjpass":
            if noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ == "under"):
                subject = subject_of(light)
                if is_passive(light):
                    subject = None
                add("patient", subject)
                for role, pobj in prepositions_of(light):
                    add(role, pobj)
                    if role in ("from", "by"):
                        add("agent", pobj)
                reversed_, scope, how = True, light, f"'{light.lemma_}' + noun: the subject undergoes it"
        if light is not None and not reversed_ and light.lemma_.lower() in self._lexicon["light_verbs"]:
            passive = is_passive(light)
            undergoes = (noun.dep_ in ("dobj", "obj") and not passive) or (passive and subject_of(light) is not None and subject_of(light).i == noun.i) or (
                noun.dep_ == "pobj" and noun.head.lower_ in ("in", "into", "on", "out") and not passive
            )  # fmt: skip
            if undergoes:
                if passive:
                    for child in light.children:
                        if child.dep_ == "agent":
                            for pobj in objects_of(child):
                                add("agent", pobj)
                else:
                    add("agent", subject_of(light))
                for role, pobj in prepositions_of(light):
                    if pobj.i != noun.i:
                        add(role, pobj)
                for child in light.children:
                    if child.dep_ == "dative":
                        for receiver in ([child] if child.pos_ != "ADP" else objects_of(child)):
                            add("recipient", receiver)
                            add("to", receiver)
                scope, how = light, f"light verb '{light.lemma_}'"
        if owner is not None:
            add("owner", owner)
        modifiers = [child for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod", "npadvmod") and (child.i in article.owner or child.i in article.at)]
        spread = [t for child in modifiers for t in (child, *(c for c in child.children if c.dep_ in ("conj", "compound", "amod", "nmod", "npadvmod", "dep") and (c.i in article.owner or c.i in article.at)))]
        for token in sorted({t.i: t for t in spread}.values(), key=lambda t: t.i):
            add("modifier", token)
        has_agent = any(argument.role == "agent" for argument in arguments)
        if by is not None:
            add("agent", by)
            add("patient", owner if of is None else None)
            has_agent = True
        elif owner is not None and not has_agent:
            add("agent", owner)
            has_agent = True
        if not has_agent and not reversed_:
            for argument in list(arguments):
                if argument.role == "modifier":
                    add("agent", article.doc[argument.token])
            has_agent = any(argument.role == "agent" for argument in arguments)
        if not has_agent:
            for argument in list(arguments):
                if argument.role == "from":
                    add("agent", article.doc[argument.token])
        if not reversed_:
            add("patient", of)
        return Frame("noun", lemma, noun.i, scope.i, companions_of(noun) | companions_of(scope), tuple(arguments), how=how or "noun")

    # -- adjectives ----------------------------------------------------------------------------------------------

    def _adjective(self, adjective: Token, lemma: str) -> Frame:
        arguments: list[Argument] = []
        head = adjective.head
        scope = adjective
        if adjective.dep_ in ("acomp", "attr", "oprd", "conj", "ROOT", "xcomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
            while head.pos_ == "ADJ" and head.head != head:
                head = head.head
            subject = subject_of(head) if head.pos_ in ("VERB", "AUX") else None
            if subject is not None:
                arguments.append(Argument("agent", subject.i))
            scope = head
        elif adjective.dep_ in ("amod", "appos", "acl", "relcl", "advcl"):
            if head.pos_ in ("VERB", "AUX"):
                subject = subject_of(head)
                if subject is not None:
                    arguments.append(Argument("agent", subject.i))
            else:
                arguments.append(Argument("agent", head.i))
        for child in adjective.children:
            if child.dep_ in ("npadvmod", "compound", "nmod") and child.i < adjective.i:
                arguments.append(Argument("modifier", child.i))
        arguments += [Argument(role, pobj.i) for role, pobj in prepositions_of(adjective)]
        return Frame("adjective", lemma, adjective.i, scope.i, companions_of(adjective), tuple(arguments), how="adjective")
