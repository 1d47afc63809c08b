"""Frames of hand-built parses: a case for each construction that ``kg.language.frames`` undoes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.language.coreference import Article
from kg.language.frames import FrameReader
from kg.language.grammar import Frame, lemma_of
from kg.models import Actor
from kg.rules import LEXICON_LISTS, Lexicon, TriggerKind

VOCAB = English().vocab
_TAGS = {
    "NOUN": "NN NNS", "PROPN": "NNP", "PRON": "PRP PRP$ WP WDT", "VERB": "VB VBD VBZ VBN VBG VBP", "ADP": "IN",
    "PART": "TO POS", "ADJ": "JJ", "ADV": "RB", "DET": "DT", "CCONJ": "CC",
}  # fmt: skip
POS = {tag: pos for pos, tags in _TAGS.items() for tag in tags.split()}
LEXICON = Lexicon(
    {
        **{name: frozenset[str]() for name in LEXICON_LISTS},
        "light_verbs": frozenset({"hold", "impose", "give", "sign", "take", "stage", "have"}),
        "light_verbs_reversed": frozenset({"receive", "come", "win", "secure"}),
        "object_control": frozenset({"urge", "help"}),
        "groups": frozenset({"troops"}),
        "transparent": frozenset({"thousand"}),
        "saying": frozenset({"say"}),
        "calling": frozenset({"call"}),
        "writings": frozenset({"message"}),
        "summaries": frozenset({"move"}),
        "judging": frozenset({"condemn"}),
        "speech_verbs": frozenset({"say"}),
        "praise": frozenset({"hero", "honest"}),
        "blame": frozenset({"liar"}),
        "seeing": frozenset[str](),
        "bad_names": frozenset({"disgrace"}),
        "bad_qualities": frozenset({"draconian"}),
        "wrongs": frozenset({"violate"}),
        "crimes": frozenset({"attack"}),
    }
)


def parsed(parse: str) -> Doc:
    """The Doc of "word/TAG/dep/head[/lemma[/ENTITY]] ...", heads counted from 0."""
    rows = [(*token.split("/"), "", "")[:6] for token in parse.split()]
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=["AUX" if row[0] in ("is", "was", "were", "have") else POS.get(row[1], "PUNCT") for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[row[4] or row[0].lower() for row in rows],
        ents=[f"B-{row[5]}" if row[5] else "O" for row in rows],
    )


def frames_of(doc: Doc, actors: str, kind: str, lemma: str, owner: str = "") -> list[Frame]:
    """The frames of that predicate. ``actors`` are the words that name an actor, ``owner`` those that name one as an
    adjective."""
    at = {token.i: token.text for token in doc if token.text in actors.split()}
    owners = {token.i: token.text for token in doc if token.text in owner.split()}
    known = {word: Actor(word, word, "country", (word,)) for word in (*actors.split(), *owner.split())}
    article = Article(doc, known, (), at, owners, None, {})
    kinds: tuple[TriggerKind, ...] = ("verb", "noun", "adjective", "role")
    lemmas = {k: frozenset({lemma}) if k == kind else frozenset[str]() for k in kinds}
    return [frame for frame in FrameReader(LEXICON, lemmas).frames(article, doc) if frame.kind == kind]


def arguments(doc: Doc, frames: Iterable[Frame]) -> set[str]:
    return {f"{argument.role}:{doc[argument.token].text}" for frame in frames for argument in frame.arguments}


@dataclass(frozen=True, slots=True)
class Case:
    """A parse, the words that name actors, the predicate, and the arguments that its frames have and lack."""

    name: str
    parse: str
    actors: str
    predicate: str
    has: str
    lacks: str = ""
    owner: str = ""


CASES = [
    Case(
        "its, in response to which: whose, only sense can tell",
        "France/NNP/nsubj/1 fined/VBD/ROOT/1/fine Iran/NNP/dobj/1 in/IN/prep/1 response/NN/pobj/3 to/IN/prep/4 "
        "its/PRP$/poss/7 invasion/NN/pobj/5 of/IN/prep/7 Cuba/NNP/pobj/8",
        "France Iran Cuba its",
        "noun invasion",
        has="patient:Cuba",
        lacks="agent:its",
    ),
    Case(
        "a question that is asked asks nobody to do anything",
        "France/NNP/nsubj/1 asked/VBD/ROOT/1/ask Iran/NNP/dobj/1 if/IN/mark/5 Cuba/NNP/nsubj/5 left/VBD/ccomp/1/leave",
        "France Iran Cuba",
        "verb ask",
        has="agent:France patient:Iran",
        lacks="content:Cuba",
    ),
    Case(
        "a second deed that the parser hangs on an infinitive",
        "Maduro/NNP/nsubj/1 asked/VBD/ROOT/1/ask Iran/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 and/CC/cc/4 "
        "praised/VBD/conj/4/praise Cuba/NNP/dobj/6",
        "Maduro Iran Cuba",
        "verb praise",
        has="agent:Maduro patient:Cuba",
        lacks="agent:Iran",
    ),
    Case(
        "a subject that the parser makes an apposition of the name before it",
        "After/IN/prep/6 talks/NNS/pobj/0/talk with/IN/prep/1 Modi/NNP/pobj/2 ,/,/punct/3 Scholz/NNP/appos/3 "
        "left/VBD/ROOT/6/leave",
        "Modi Scholz",
        "verb leave",
        has="agent:Scholz",
        lacks="agent:Modi",
    ),
    Case(
        "participle of a message",
        "Haley/NNP/nsubj/1 posted/VBD/ROOT/1/post a/DT/det/3 message/NN/dobj/1 blaming/VBG/acl/3/blame Iran/NNP/dobj/4",
        "Haley Iran",
        "verb blame",
        has="agent:Haley patient:Iran",
        lacks="agent:message",
    ),
    Case(
        "relative clause of what somebody is",
        "Musk/NNP/nsubj/1 is/VBZ/ROOT/1/be a/DT/det/3 man/NN/attr/1 who/WP/nsubj/5 helped/VBD/relcl/3/help "
        "Iran/NNP/dobj/5",
        "Musk Iran",
        "verb help",
        has="agent:Musk patient:Iran",
    ),
    Case(
        "whom a threatened deed would be done to",
        "Musk/NNP/nsubj/1 threatened/VBD/ROOT/1/threaten to/TO/aux/3 sue/VB/xcomp/1 Apple/NNP/dobj/3",
        "Musk Apple",
        "verb threaten",
        has="agent:Musk deed:Apple",
    ),
    Case(
        "who is to do what a noun calls for",
        "France/NNP/poss/2 's/POS/case/0 call/NN/ROOT/2 for/IN/mark/6 Iran/NNP/nsubj/6 to/TO/aux/6 leave/VB/relcl/2",
        "France Iran",
        "noun call",
        has="agent:France content:Iran",
    ),
    Case(
        "at the request of somebody",
        "France/NNP/nsubj/1 left/VBD/ROOT/1/leave at/IN/prep/1 the/DT/det/4 request/NN/pobj/2 of/IN/prep/4 "
        "Iran/NNP/pobj/5",
        "France Iran",
        "noun request",
        has="agent:Iran for:France",
        lacks="agent:France patient:Iran",
    ),
    Case(
        "by behind the object of an active verb",
        "Iran/NNP/nsubj/1 rejected/VBD/ROOT/1/reject the/DT/det/3 demand/NN/dobj/1 by/IN/prep/1 France/NNP/pobj/4",
        "Iran France",
        "noun demand",
        has="agent:France",
    ),
    Case(
        "a name, under pressure",
        "France/NNP/nsubj/6 ,/,/punct/0 under/IN/prep/0 pressure/NN/pobj/2 from/IN/prep/3 Iran/NNP/pobj/4 "
        "left/VBD/ROOT/6/leave",
        "France Iran",
        "noun pressure",
        has="patient:France agent:Iran",
    ),
    Case(
        "sanctions that somebody imposes, condemned by another",
        "Iran/NNP/nsubj/1 denounced/VBD/ROOT/1/denounce sanctions/NNS/dobj/1/sanction that/WDT/dobj/5 "
        "France/NNP/nsubj/5 imposed/VBD/relcl/2/impose on/IN/prep/5 Cuba/NNP/pobj/6",
        "Iran France Cuba",
        "noun sanction",
        has="agent:France on:Cuba",
        lacks="agent:Iran",
    ),
    Case(
        "on behalf of somebody I cannot name",
        "On/IN/prep/5 behalf/NN/pobj/0 of/IN/prep/1 Iran/NNP/pobj/2 I/PRP/nsubj/5 thank/VBP/ROOT/5 Cuba/NNP/dobj/5",
        "Iran Cuba",
        "verb thank",
        has="agent:Iran patient:Cuba",
    ),
    Case(
        "examples at the end of the sentence belong to the nearest noun of their kind",
        "Countries/NNS/nsubj/1/country condemned/VBD/ROOT/1/condemn Iran/NNP/dobj/1 ,/,/punct/1 including/VBG/prep/2 "
        "France/NNP/pobj/4 and/CC/cc/5 Spain/NNP/conj/5 ././punct/1",
        "Iran France Spain",
        "verb condemn",
        has="agent:France agent:Spain patient:Iran",
    ),
    Case(
        "no examples for a noun of another kind",
        "Reporters/NNS/nsubj/1/reporter left/VBD/ROOT/1/leave Iran/NNP/dobj/1 ,/,/punct/1 including/VBG/prep/2 "
        "France/NNP/pobj/4 ././punct/1",
        "Iran France",
        "verb leave",
        has="patient:Iran",
        lacks="agent:France",
    ),
    Case(
        "relative clause whose past tense is tagged as a participle",
        "Sechin/NNP/nsubj/5 ,/,/punct/0 whom/WP/dobj/4 Canada/NNP/nsubj/4 sanctioned/VBN/relcl/0/sanction "
        "left/VBD/ROOT/5/leave",
        "Sechin Canada",
        "verb sanction",
        has="agent:Canada patient:Sechin",
        lacks="patient:Canada",
    ),
    Case(
        "took over as something from somebody",
        "Draghi/NNP/nsubj/1 took/VBD/ROOT/1/take over/RP/prt/1 as/IN/prep/1 leader/NN/pobj/3 from/IN/prep/4 "
        "Conte/NNP/pobj/5",
        "Draghi Conte",
        "verb take",
        has="agent:Draghi from:Conte",
    ),
    Case(
        "survivors in a list",
        "Falk/NNP/nsubjpass/2 is/VBZ/auxpass/2/be survived/VBN/ROOT/2/survive by/IN/agent/2 "
        "daughters/NNS/pobj/3/daughter Catherine/NNP/appos/4 and/CC/cc/5 Jackie/NNP/conj/5",
        "Falk Catherine Jackie",
        "verb survive",
        has="patient:Falk agent:Catherine agent:Jackie",
    ),
    Case(
        "congratulations uttered",
        "Trudeau/NNP/nsubj/1 wrote/VBD/ROOT/1/write :/:/punct/1 Congratulations/NNS/dobj/1/congratulation to/IN/prep/3 "
        "Stubb/NNP/pobj/4",
        "Trudeau Stubb",
        "noun congratulation",
        has="agent:Trudeau to:Stubb",
    ),
    Case(
        "two countries joined by a hyphen before a name of talks",
        "The/DT/det/5 US/NNP/compound/3 -/HYPH/punct/3 Spain/NNP/compound/4 Cyber/NNP/compound/5 "
        "Dialogue/NN/nsubj/6/dialogue opened/VBD/ROOT/6/open",
        "US Spain",
        "noun dialogue",
        has="modifier:US modifier:Spain",
    ),
    Case(
        "passive with by",
        "Navalny/NNP/nsubjpass/2 was/VBD/auxpass/2/be freed/VBN/ROOT/2/free by/IN/agent/2 "
        "Russia/NNP/pobj/3 ././punct/2",
        "Navalny Russia",
        "verb free",
        has="agent:Russia patient:Navalny",
        lacks="agent:Navalny",
    ),
    Case(
        "passive without by",
        "Navalny/NNP/nsubjpass/2 was/VBD/auxpass/2/be freed/VBN/ROOT/2/free on/IN/prep/2 "
        "Monday/NNP/pobj/3/Monday/DATE ././punct/2",
        "Navalny",
        "verb free",
        has="patient:Navalny",
        lacks="agent:Navalny",
    ),
    Case(
        "participle before the noun",
        "The/DT/det/4 US/NNP/npadvmod/3 -/HYPH/punct/3 backed/VBN/amod/4/back militia/NN/nsubj/5 "
        "left/VBD/ROOT/5/leave ././punct/5",
        "militia US",
        "verb back",
        has="agent:US patient:militia",
        lacks="agent:militia",
    ),
    Case(
        "reduced relative after the noun",
        "Hezbollah/NNP/nsubj/6 ,/,/punct/0 funded/VBN/acl/0/fund by/IN/agent/2 Iran/NNP/pobj/3 "
        ",/,/punct/6 agreed/VBD/ROOT/6/agree ././punct/6",
        "Hezbollah Iran",
        "verb fund",
        has="agent:Iran patient:Hezbollah",
    ),
    Case(
        "relative clause, subject",
        "Macron/NNP/nsubj/6 ,/,/punct/0 who/WP/nsubj/3 visited/VBD/relcl/0/visit Kenya/NNP/dobj/3 "
        ",/,/punct/6 agreed/VBD/ROOT/6/agree ././punct/6",
        "Macron Kenya",
        "verb visit",
        has="agent:Macron patient:Kenya",
        lacks="agent:who",
    ),
    Case(
        "relative clause, object",
        "Kenya/NNP/nsubj/6 ,/,/punct/0 which/WDT/dobj/4 Macron/NNP/nsubj/4 visited/VBD/relcl/0/visit "
        ",/,/punct/6 agreed/VBD/ROOT/6/agree ././punct/6",
        "Macron Kenya",
        "verb visit",
        has="agent:Macron patient:Kenya",
        lacks="patient:which",
    ),
    Case(
        "relative clause, preposition",
        "Biden/NNP/nsubj/7 ,/,/punct/7 with/IN/prep/5 whom/WP/pobj/2 Macron/NNP/nsubj/5 "
        "spoke/VBD/relcl/0/speak ,/,/punct/7 agreed/VBD/ROOT/7/agree ././punct/7",
        "Macron Biden",
        "verb speak",
        has="agent:Macron with:Biden",
        lacks="with:whom",
    ),
    Case(
        "relative clause, stranded preposition",
        "The/DT/det/1 minister/NN/nsubj/5 Macron/NNP/nsubj/3 talked/VBD/relcl/1/talk to/IN/prep/3 "
        "is/VBZ/ROOT/5/be ill/JJ/acomp/5 ././punct/5",
        "Macron minister",
        "verb talk",
        has="agent:Macron to:minister",
    ),
    Case(
        "relative clause on two verbs",
        "Macron/NNP/nsubj/9 ,/,/punct/0 who/WP/nsubj/3 met/VBD/relcl/0/meet Scholz/NNP/dobj/3 and/CC/cc/3 "
        "visited/VBD/conj/3/visit Kenya/NNP/dobj/6 ,/,/punct/9 agreed/VBD/ROOT/9/agree ././punct/9",
        "Macron Scholz Kenya",
        "verb visit",
        has="agent:Macron patient:Kenya",
    ),
    Case(
        "subject control",
        "Iran/NNP/nsubj/1 agreed/VBD/ROOT/1/agree to/TO/aux/3 release/VB/xcomp/1 Gross/NNP/dobj/3 ././punct/1",
        "Iran Gross",
        "verb release",
        has="agent:Iran patient:Gross",
    ),
    Case(
        "raising",
        "Macron/NNP/nsubjpass/2 is/VBZ/auxpass/2/be expected/VBN/ROOT/2/expect to/TO/aux/4 "
        "visit/VB/xcomp/2 Kenya/NNP/dobj/4 ././punct/2",
        "Macron Kenya",
        "verb visit",
        has="agent:Macron patient:Kenya",
    ),
    Case(
        "raising with an adjective",
        "Macron/NNP/nsubj/1 is/VBZ/ROOT/1/be ready/JJ/acomp/1 to/TO/aux/4 visit/VB/xcomp/2 "
        "Kenya/NNP/dobj/4 ././punct/1",
        "Macron Kenya",
        "verb visit",
        has="agent:Macron patient:Kenya",
    ),
    Case(
        "object control",
        "France/NNP/nsubj/1 urged/VBD/ROOT/1/urge Iran/NNP/dobj/1 to/TO/aux/4 release/VB/xcomp/1 "
        "Gross/NNP/dobj/4 ././punct/1",
        "France Iran Gross",
        "verb release",
        has="agent:Iran patient:Gross",
        lacks="agent:France",
    ),
    Case(
        "no object control",
        "France/NNP/nsubj/1 promised/VBD/ROOT/1/promise Iran/NNP/dobj/1 to/TO/aux/4 release/VB/xcomp/1 "
        "Gross/NNP/dobj/4 ././punct/1",
        "France Iran Gross",
        "verb release",
        has="agent:France",
        lacks="agent:Iran",
    ),
    Case(
        "sent to do",
        "Biden/NNP/nsubj/1 sent/VBD/ROOT/1/send Kerry/NNP/dobj/1 to/TO/aux/4 meet/VB/advcl/1 Xi/NNP/dobj/4 ././punct/1",
        "Biden Kerry Xi",
        "verb meet",
        has="agent:Kerry patient:Xi",
        lacks="agent:Biden",
    ),
    Case(
        "purpose clause",
        "Biden/NNP/nsubj/1 visited/VBD/ROOT/1/visit Poland/NNP/dobj/1 to/TO/aux/4 meet/VB/advcl/1 "
        "Duda/NNP/dobj/4 ././punct/1",
        "Biden Poland Duda",
        "verb meet",
        has="agent:Biden patient:Duda",
        lacks="agent:Poland",
    ),
    Case(
        "gerund after a preposition",
        "After/IN/prep/5 meeting/VBG/pcomp/0/meet Duda/NNP/dobj/1 ,/,/punct/5 Biden/NNP/nsubj/5 "
        "left/VBD/ROOT/5/leave ././punct/5",
        "Biden Duda",
        "verb meet",
        has="agent:Biden patient:Duda",
    ),
    Case(
        "quoted imperative",
        "\"/``/punct/6 Help/VB/ccomp/6 Ukraine/NNP/dobj/1 ,/,/punct/6 \"/''/punct/6 Biden/NNP/nsubj/6 "
        "said/VBD/ROOT/6/say ././punct/6",
        "Biden Ukraine",
        "verb help",
        has="",
        lacks="agent:Biden",
    ),
    Case(
        "conjoined verbs",
        "Macron/NNP/nsubj/1 landed/VBD/ROOT/1/land and/CC/cc/1 met/VBD/conj/1/meet Scholz/NNP/dobj/3 ././punct/1",
        "Macron Scholz",
        "verb meet",
        has="agent:Macron patient:Scholz",
    ),
    Case(
        "shared object",
        "The/DT/det/1 US/NNP/nsubj/2 trained/VBD/ROOT/2/train and/CC/cc/2 equipped/VBN/conj/2/equip "
        "Iraq/NNP/dobj/4 ././punct/2",
        "US Iraq",
        "verb train",
        has="agent:US patient:Iraq",
    ),
    Case(
        "dative",
        "Cuba/NNP/nsubj/1 gave/VBD/ROOT/1/give Shakur/NNP/dative/1 asylum/NN/dobj/1 ././punct/1",
        "Cuba Shakur",
        "verb give",
        has="agent:Cuba recipient:Shakur",
    ),
    Case(
        "dative read as a modifier",
        "Qatar/NNP/nsubj/1 paid/VBD/ROOT/1/pay Hamas/NNP/compound/3 millions/NNS/dobj/1/million ././punct/1",
        "Qatar Hamas",
        "verb pay",
        has="recipient:Hamas",
    ),
    Case(
        "no dative in a modifier",
        "Qatar/NNP/nsubj/1 paid/VBD/ROOT/1/pay US/NNP/compound/3 millions/NNS/dobj/1/million ././punct/1",
        "Qatar US",
        "verb pay",
        has="",
        lacks="recipient:US",
    ),
    Case(
        "phrase of the object",
        "Russia/NNP/nsubj/1 sold/VBD/ROOT/1/sell its/PRP$/poss/3 missiles/NNS/dobj/1/missile to/IN/prep/3 "
        "Iran/NNP/pobj/4 ././punct/1",
        "Russia Iran",
        "verb sell",
        has="agent:Russia to:Iran",
    ),
    Case(
        "phrase of the object, from",
        "France/NNP/nsubj/1 withdrew/VBD/ROOT/1/withdraw soldiers/NNS/dobj/1/soldier from/IN/prep/2 "
        "Mali/NNP/pobj/3 ././punct/1",
        "France Mali",
        "verb withdraw",
        has="agent:France from:Mali",
    ),
    Case(
        "out of",
        "France/NNP/nsubj/1 pulled/VBD/ROOT/1/pull out/IN/prep/1 of/IN/prep/2 Mali/NNP/pobj/3 ././punct/1",
        "France Mali",
        "verb pull",
        has="agent:France of:Mali out:Mali",
    ),
    Case(
        "along with",
        "France/NNP/nsubj/6 ,/,/punct/6 along/IN/prep/6 with/IN/prep/2 Germany/NNP/pobj/3 ,/,/punct/6 "
        "urged/VBD/ROOT/6/urge Iran/NNP/dobj/6 ././punct/6",
        "France Germany Iran",
        "verb urge",
        has="agent:France agent:Germany patient:Iran",
        lacks="with:Germany",
    ),
    Case(
        "together with, first",
        "Together/RB/advmod/1 with/IN/prep/5 Germany/NNP/pobj/1 ,/,/punct/5 France/NNP/nsubj/5 "
        "visited/VBD/ROOT/5/visit Kenya/NNP/dobj/5 ././punct/5",
        "France Germany Kenya",
        "verb visit",
        has="agent:France agent:Germany",
        lacks="with:Germany",
    ),
    Case(
        "together with, after the verb",
        "Senegal/NNP/nsubj/2 is/VBZ/aux/2/be working/VBG/ROOT/2/work together/RB/advmod/4 with/IN/prep/2 "
        "France/NNP/pobj/4 ././punct/2",
        "Senegal France",
        "verb work",
        has="agent:Senegal with:France",
        lacks="agent:France",
    ),
    Case(
        "alongside after the verb",
        "Biden/NNP/nsubj/1 appeared/VBD/ROOT/1/appear alongside/IN/prep/1 Macron/NNP/pobj/2 ././punct/1",
        "Biden Macron",
        "verb appear",
        has="agent:Biden alongside:Macron",
        lacks="agent:Macron",
    ),
    Case(
        "accompanied by",
        "Macron/NNP/nsubj/6 ,/,/punct/6 accompanied/VBN/acl/0/accompany by/IN/agent/2 Scholz/NNP/pobj/3 "
        ",/,/punct/6 visited/VBD/ROOT/6/visit Kenya/NNP/dobj/6 ././punct/6",
        "Macron Scholz Kenya",
        "verb visit",
        has="agent:Macron agent:Scholz",
    ),
    Case(
        "joined in",
        "France/NNP/nsubj/1 joined/VBD/ROOT/1/join Germany/NNP/dobj/1 in/IN/prep/1 "
        "condemning/VBG/pcomp/3/condemn Iran/NNP/dobj/4 ././punct/1",
        "France Germany Iran",
        "verb condemn",
        has="agent:France agent:Germany patient:Iran",
    ),
    Case(
        "each other",
        "Biden/NNP/nsubj/3 and/CC/cc/0 Macron/NNP/conj/0 met/VBD/ROOT/3/meet in/IN/prep/3 Kenya/NNP/pobj/4 ././punct/3",
        "Biden Macron Kenya",
        "verb meet",
        has="between:Biden",
        lacks="patient:Macron",
    ),
    Case(
        "no each other with a second side",
        "Biden/NNP/nsubj/3 and/CC/cc/0 Macron/NNP/conj/0 met/VBD/ROOT/3/meet Xi/NNP/dobj/3 ././punct/3",
        "Biden Macron Xi",
        "verb meet",
        has="patient:Xi",
        lacks="between:Biden among:Biden",
    ),
    Case(
        "among themselves",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Iraq/NNP/conj/0 exchanged/VBD/ROOT/3/exchange "
        "prisoners/NNS/dobj/3/prisoner ././punct/3",
        "Iran Iraq",
        "verb exchange",
        has="among:Iran",
        lacks="between:Iran",
    ),
    Case(
        "verb understood",
        "Macron/NNP/nsubj/1 met/VBD/ROOT/1/meet with/IN/prep/1 Scholz/NNP/pobj/2 ,/,/punct/1 and/CC/cc/1 "
        "Biden/NNP/conj/1 with/IN/prep/6 Xi/NNP/pobj/7 ././punct/1",
        "Macron Scholz Biden Xi",
        "verb meet",
        has="agent:Biden with:Xi",
    ),
    Case(
        "on one day and on another",
        "Macron/NNP/nsubj/1 visited/VBD/ROOT/1/visit Kenya/NNP/dobj/1 on/IN/prep/1 "
        "Monday/NNP/pobj/3/Monday/DATE and/CC/cc/4 Ghana/NNP/conj/4 on/IN/prep/1 "
        "Tuesday/NNP/pobj/7/Tuesday/DATE ././punct/1",
        "Macron Kenya Ghana",
        "verb visit",
        has="patient:Kenya patient:Ghana",
    ),
    Case(
        "such as",
        "Hunter/NNP/nsubj/1 worked/VBD/ROOT/1/work with/IN/prep/1 artists/NNS/pobj/2/artist "
        "such/JJ/amod/5 as/IN/prep/3 Dylan/NNP/pobj/5 ././punct/1",
        "Hunter Dylan",
        "verb work",
        has="with:Dylan",
    ),
    Case(
        "including",
        "Leaders/NNS/nsubj/7/leader of/IN/prep/0 countries/NNS/pobj/1/country ,/,/punct/0 "
        "including/VBG/prep/2/include France/NNP/pobj/4 ,/,/punct/7 met/VBD/ROOT/7/meet Biden/NNP/dobj/7 "
        "././punct/7",
        "France Biden",
        "verb meet",
        has="agent:France",
    ),
    Case(
        "named to a post",
        "Johnson/NNP/nsubj/1 named/VBD/ROOT/1/name Truss/NNP/nmod/4 foreign/JJ/amod/4 secretary/NN/oprd/1 ././punct/1",
        "Johnson Truss",
        "verb name",
        has="agent:Johnson patient:Truss",
    ),
    Case(
        "resigned as",
        "Rossello/NNP/nsubj/1 resigned/VBD/ROOT/1/resign as/IN/prep/1 governor/NN/pobj/2 of/IN/prep/3 "
        "Texas/NNP/pobj/4 ././punct/1",
        "Rossello Texas",
        "verb resign",
        has="agent:Rossello from:Texas",
    ),
    Case(
        "quit as somebody's",
        "Ardern/NNP/nsubj/1 quit/VBD/ROOT/1 as/IN/prep/1 Ghana/NNP/poss/5 's/POS/case/3 leader/NN/pobj/2 ././punct/1",
        "Ardern Ghana",
        "verb quit",
        has="from:Ghana",
    ),
    Case(
        "content",
        "France/NNP/nsubj/1 demanded/VBD/ROOT/1/demand that/IN/mark/4 Russia/NNP/nsubj/4 leave/VB/ccomp/1 ././punct/1",
        "France Russia",
        "verb demand",
        has="agent:France content:Russia",
        lacks="patient:Russia",
    ),
    Case(
        "lemma mended",
        "Swapo/NNP/nsubj/1 staged/VBD/ROOT/1/stag rallies/NNS/dobj/1/rally ././punct/1",
        "Swapo",
        "verb stage",
        has="agent:Swapo",
    ),
    Case(
        "light verb",
        "Iran/NNP/nsubj/1 held/VBD/ROOT/1/hold talks/NNS/dobj/1/talk with/IN/prep/2 Iraq/NNP/pobj/3 ././punct/1",
        "Iran Iraq",
        "noun talk",
        has="agent:Iran with:Iraq",
    ),
    Case(
        "light verb, passive",
        "Talks/NNS/nsubjpass/4/talk with/IN/prep/0 Iraq/NNP/pobj/1 were/VBD/auxpass/4/be "
        "held/VBN/ROOT/4/hold by/IN/agent/4 Iran/NNP/pobj/5 ././punct/4",
        "Iran Iraq",
        "noun talk",
        has="agent:Iran with:Iraq",
    ),
    Case(
        "light verb with a preposition",
        "Iran/NNP/nsubj/1 took/VBD/ROOT/1/take part/NN/dobj/1 in/IN/prep/1 talks/NNS/pobj/3/talk "
        "with/IN/prep/4 Iraq/NNP/pobj/5 ././punct/1",
        "Iran Iraq",
        "noun talk",
        has="agent:Iran with:Iraq",
    ),
    Case(
        "light verb, recipient",
        "Iran/NNP/nsubj/1 gave/VBD/ROOT/1/give Iraq/NNP/dative/1 support/NN/dobj/1 ././punct/1",
        "Iran Iraq",
        "noun support",
        has="agent:Iran recipient:Iraq",
        lacks="agent:Iraq",
    ),
    Case(
        "light verb, participle after the noun",
        "The/DT/det/1 talks/NNS/nsubj/7/talk held/VBN/acl/1/hold by/IN/agent/2 Iran/NNP/pobj/3 "
        "with/IN/prep/2 Iraq/NNP/pobj/5 failed/VBD/ROOT/7/fail ././punct/7",
        "Iran Iraq",
        "noun talk",
        has="agent:Iran with:Iraq",
    ),
    Case(
        "light verb, relative clause",
        "The/DT/det/1 deal/NN/nsubj/7 that/WDT/dobj/4 Iran/NNP/nsubj/4 signed/VBD/relcl/1/sign "
        "with/IN/prep/4 Iraq/NNP/pobj/5 failed/VBD/ROOT/7/fail ././punct/7",
        "Iran Iraq",
        "noun deal",
        has="agent:Iran with:Iraq",
    ),
    Case(
        "no light verb",
        "France/NNP/nsubj/1 praised/VBD/ROOT/1/praise the/DT/det/3 deal/NN/dobj/1 with/IN/prep/3 "
        "Iraq/NNP/pobj/4 ././punct/1",
        "France Iraq",
        "noun deal",
        has="with:Iraq",
        lacks="agent:France",
    ),
    Case(
        "reversed light verb",
        "Iran/NNP/nsubj/1 received/VBD/ROOT/1/receive support/NN/dobj/1 from/IN/prep/2 Iraq/NNP/pobj/3 ././punct/1",
        "Iran Iraq",
        "noun support",
        has="agent:Iraq patient:Iran",
        lacks="agent:Iran",
    ),
    Case(
        "reversed, under",
        "Iran/NNP/nsubj/1 came/VBD/ROOT/1/come under/IN/prep/1 pressure/NN/pobj/2 from/IN/prep/3 "
        "Iraq/NNP/pobj/4 ././punct/1",
        "Iran Iraq",
        "noun pressure",
        has="agent:Iraq patient:Iran",
        lacks="agent:Iran",
    ),
    Case(
        "reversed with of",
        "Iran/NNP/nsubj/1 won/VBD/ROOT/1/win the/DT/det/3 support/NN/dobj/1 of/IN/prep/3 Iraq/NNP/pobj/4 ././punct/1",
        "Iran Iraq",
        "noun support",
        has="agent:Iraq patient:Iran",
    ),
    Case(
        "reversed, deed of",
        "Carter/NNP/nsubj/1 secured/VBD/ROOT/1/secure the/DT/det/3 release/NN/dobj/1 of/IN/prep/3 "
        "Gross/NNP/pobj/4 from/IN/prep/3 Iran/NNP/pobj/6 ././punct/1",
        "Carter Gross Iran",
        "noun release",
        has="agent:Iran patient:Gross",
        lacks="patient:Carter",
    ),
    Case(
        "have the backing of",
        "Iran/NNP/nsubj/1 has/VBZ/ROOT/1/have the/DT/det/3 backing/NN/dobj/1 of/IN/prep/3 Iraq/NNP/pobj/4 ././punct/1",
        "Iran Iraq",
        "noun backing",
        has="agent:Iraq patient:Iran",
        lacks="agent:Iran",
    ),
    Case(
        "of and by",
        "The/DT/det/1 release/NN/nsubj/6 of/IN/prep/1 Gross/NNP/pobj/2 by/IN/prep/1 Cuba/NNP/pobj/4 "
        "pleased/VBD/ROOT/6/please us/PRP/dobj/6/we ././punct/6",
        "Gross Cuba",
        "noun release",
        has="agent:Cuba patient:Gross",
        lacks="agent:Gross",
    ),
    Case(
        "owner and of",
        "Cuba/NNP/poss/2 's/POS/case/0 release/NN/nsubj/5 of/IN/prep/2 Gross/NNP/pobj/3 "
        "pleased/VBD/ROOT/5/please us/PRP/dobj/5/we ././punct/5",
        "Gross Cuba",
        "noun release",
        has="agent:Cuba patient:Gross",
    ),
    Case(
        "owner and by",
        "Gross/NNP/poss/2 's/POS/case/0 release/NN/nsubj/5 by/IN/prep/2 Cuba/NNP/pobj/3 "
        "pleased/VBD/ROOT/5/please us/PRP/dobj/5/we ././punct/5",
        "Gross Cuba",
        "noun release",
        has="agent:Cuba patient:Gross",
        lacks="agent:Gross",
    ),
    Case(
        "between",
        "The/DT/det/1 deal/NN/nsubj/6 between/IN/prep/1 Iran/NNP/pobj/2 and/CC/cc/3 Iraq/NNP/conj/3 "
        "failed/VBD/ROOT/6/fail ././punct/6",
        "Iran Iraq",
        "noun deal",
        has="between:Iran",
    ),
    Case(
        "modifiers on both sides",
        "US/NNP/compound/2 -/HYPH/punct/2 China/NNP/compound/3 talks/NNS/nsubj/4/talk "
        "failed/VBD/ROOT/4/fail ././punct/4",
        "US China",
        "noun talk",
        has="modifier:US modifier:China between:US between:China",
    ),
    Case(
        "nationality as doer",
        "American/JJ/amod/1 support/NN/nsubj/4 for/IN/prep/1 Iraq/NNP/pobj/2 grew/VBD/ROOT/4/grow ././punct/4",
        "Iraq",
        "noun support",
        has="agent:American for:Iraq",
        owner="American",
    ),
    Case(
        "from as doer",
        "Pressure/NN/nsubj/5 from/IN/prep/0 France/NNP/pobj/1 on/IN/prep/0 Iran/NNP/pobj/3 "
        "grew/VBD/ROOT/5/grow ././punct/5",
        "France Iran",
        "noun pressure",
        has="agent:France on:Iran",
    ),
    Case(
        "from is no doer beside of",
        "The/DT/det/1 withdrawal/NN/nsubj/6 of/IN/prep/1 France/NNP/pobj/2 from/IN/prep/1 Mali/NNP/pobj/4 "
        "began/VBD/ROOT/6/begin ././punct/6",
        "France Mali",
        "noun withdrawal",
        has="of:France from:Mali",
        lacks="agent:Mali",
    ),
    Case(
        "phrase of the name",
        "The/DT/det/1 visit/NN/nsubj/6 of/IN/prep/1 Xi/NNP/pobj/2 to/IN/prep/3 Serbia/NNP/pobj/4 "
        "ended/VBD/ROOT/6/end ././punct/6",
        "Xi Serbia",
        "noun visit",
        has="of:Xi to:Serbia",
    ),
    Case(
        "event that qualifies a clause",
        "On/IN/prep/7 a/DT/det/2 visit/NN/pobj/0 to/IN/prep/2 Poland/NNP/pobj/3 ,/,/punct/7 "
        "Biden/NNP/nsubj/7 met/VBD/ROOT/7/meet Duda/NNP/dobj/7 ././punct/7",
        "Biden Duda Poland",
        "noun visit",
        has="agent:Biden to:Poland",
    ),
    Case(
        "event of somebody else",
        "Police/NNS/nsubj/1 arrested/VBD/ROOT/1/arrest Navalny/NNP/dobj/1 during/IN/prep/1 a/DT/det/5 "
        "visit/NN/pobj/3 to/IN/prep/5 Poland/NNP/pobj/6 ././punct/1",
        "Police Navalny Poland",
        "noun visit",
        has="to:Poland",
        lacks="agent:Police",
    ),
    Case(
        "event with its own doer",
        "After/IN/prep/8 talks/NNS/pobj/0/talk between/IN/prep/1 Iran/NNP/pobj/2 and/CC/cc/3 "
        "Iraq/NNP/conj/3 ,/,/punct/8 Biden/NNP/nsubj/8 left/VBD/ROOT/8/leave ././punct/8",
        "Biden Iran Iraq",
        "noun talk",
        has="between:Iran",
        lacks="agent:Biden",
    ),
    Case(
        "in support of",
        "Macron/NNP/nsubj/1 spoke/VBD/ROOT/1/speak in/IN/prep/1 support/NN/pobj/2 of/IN/prep/3 "
        "Israel/NNP/pobj/4 ././punct/1",
        "Macron Israel",
        "noun support",
        has="agent:Macron for:Israel",
    ),
    Case(
        "in somebody's honour",
        "France/NNP/nsubj/1 held/VBD/ROOT/1/hold a/DT/det/3 vigil/NN/dobj/1 in/IN/prep/1 "
        "Chirac/NNP/poss/7 's/POS/case/5 honor/NN/pobj/4 ././punct/1",
        "France Chirac",
        "noun honor",
        has="agent:France for:Chirac",
        lacks="agent:Chirac",
    ),
    Case(
        "in talks",
        "Israel/NNP/nsubj/1 is/VBZ/ROOT/1/be in/IN/prep/1 talks/NNS/pobj/2/talk with/IN/prep/3 "
        "Egypt/NNP/pobj/4 ././punct/1",
        "Israel Egypt",
        "noun talk",
        has="agent:Israel with:Egypt",
    ),
    Case(
        "with the help of",
        "Assad/NNP/nsubj/1 ruled/VBD/ROOT/1/rule with/IN/prep/1 the/DT/det/4 help/NN/pobj/2 of/IN/prep/4 "
        "Russia/NNP/pobj/5 ././punct/1",
        "Assad Russia",
        "noun help",
        has="agent:Russia for:Assad",
        lacks="agent:Assad",
    ),
    Case(
        "resignation as",
        "Ardern/NNP/poss/2 's/POS/case/0 resignation/NN/nsubj/7 as/IN/prep/2 leader/NN/pobj/3 "
        "of/IN/prep/4 Ghana/NNP/pobj/5 came/VBD/ROOT/7/come ././punct/7",
        "Ardern Ghana",
        "noun resignation",
        has="agent:Ardern from:Ghana",
    ),
    Case(
        "active verb misread as a participle",
        "Trump/NNP/ROOT/0 named/VBD/acl/0/name Rubio/NNP/compound/3 secretary/NN/oprd/1 ././punct/0",
        "Trump Rubio",
        "verb name",
        has="agent:Trump patient:Rubio",
        lacks="patient:Trump",
    ),
    Case(
        "participle of an apposition",
        "Hezbollah/NNP/nsubj/8 ,/,/punct/0 a/DT/det/3 group/NN/appos/0 funded/VBN/acl/3/fund "
        "by/IN/agent/4 Iran/NNP/pobj/5 ,/,/punct/8 left/VBD/ROOT/8/leave ././punct/8",
        "Hezbollah Iran",
        "verb fund",
        has="agent:Iran patient:Hezbollah",
        lacks="patient:group",
    ),
    Case(
        "participle after a comma and a phrase",
        "Biden/NNP/nsubj/1 dined/VBD/ROOT/1/din with/IN/prep/1 Xi/NNP/pobj/2 ,/,/punct/3 "
        "hosted/VBN/acl/3/host by/IN/agent/5 Egypt/NNP/pobj/6 ././punct/1",
        "Biden Xi Egypt",
        "verb host",
        has="agent:Egypt",
        lacks="patient:Xi",
    ),
    Case(
        "by inside a passive",
        "Truss/NNP/nsubjpass/2 was/VBD/auxpass/2/be elected/VBN/ROOT/2/elect leader/NN/oprd/2 "
        "by/IN/prep/3 Labour/NNP/pobj/4 ././punct/2",
        "Truss Labour",
        "verb elect",
        has="agent:Labour patient:Truss",
    ),
    Case(
        "to the aid of",
        "Russia/NNP/nsubj/1 came/VBD/ROOT/1/come to/IN/prep/1 the/DT/det/4 aid/NN/pobj/2 of/IN/prep/4 "
        "Syria/NNP/pobj/5 ././punct/1",
        "Russia Syria",
        "verb come",
        has="agent:Russia for:Syria",
    ),
    Case(
        "measured noun",
        "Iran/NNP/nsubj/1 held/VBD/ROOT/1/hold a/DT/det/4 second/JJ/amod/4 day/NN/dobj/1 of/IN/prep/4 "
        "talks/NNS/pobj/5/talk with/IN/prep/6 Iraq/NNP/pobj/7 ././punct/1",
        "Iran Iraq",
        "noun talk",
        has="agent:Iran with:Iraq",
    ),
    Case(
        "ended, not done",
        "Germany/NNP/nsubj/1 halted/VBD/ROOT/1/halt its/PRP$/poss/3 support/NN/dobj/1 for/IN/prep/3 "
        "Mali/NNP/pobj/4 ././punct/1",
        "Germany Mali",
        "noun support",
        has="",
        lacks="for:Mali agent:Germany",
    ),
    Case(
        "nearer than the governing verb",
        "France/NNP/nsubj/1 hailed/VBD/ROOT/1/hail a/DT/det/3 deal/NN/dobj/1 signed/VBN/acl/3/sign "
        "by/IN/agent/4 Iran/NNP/pobj/5 with/IN/prep/4 Iraq/NNP/pobj/7 ././punct/1",
        "France Iran Iraq",
        "noun deal",
        has="agent:Iran with:Iraq",
        lacks="agent:France",
    ),
    Case(
        "under a deal",
        "Under/IN/prep/7 a/DT/det/2 deal/NN/pobj/0 with/IN/prep/2 Rwanda/NNP/pobj/3 ,/,/punct/7 "
        "Britain/NNP/nsubj/7 paid/VBD/ROOT/7/pay ././punct/7",
        "Britain Rwanda",
        "noun deal",
        has="agent:Britain with:Rwanda",
    ),
    Case(
        "their own",
        "Iran/NNP/nsubj/4 and/CC/cc/0 Iraq/NNP/conj/0 have/VBP/aux/4 deepened/VBN/ROOT/4/deepen "
        "their/PRP$/poss/6 cooperation/NN/dobj/4 ././punct/4",
        "Iran Iraq",
        "noun cooperation",
        has="agent:Iran between:Iran",
    ),
    Case(
        "before a visit of one's own",
        "During/IN/prep/7 his/PRP$/poss/2 visit/NN/pobj/0 to/IN/prep/2 Cuba/NNP/pobj/3 ,/,/punct/7 "
        "Obama/NNP/nsubj/7 met/VBD/ROOT/7/meet Castro/NNP/dobj/7 ././punct/7",
        "Obama Cuba Castro",
        "noun visit",
        has="agent:Obama to:Cuba",
    ),
    Case(
        "with the help of, set apart",
        "Police/NNS/nsubj/1 arrested/VBD/ROOT/1/arrest Navalny/NNP/dobj/1 in/IN/prep/2 Mali/NNP/pobj/3 "
        ",/,/punct/1 with/IN/prep/1 the/DT/det/8 help/NN/pobj/6 of/IN/prep/8 Russia/NNP/pobj/9 "
        "././punct/1",
        "Police Navalny Mali Russia",
        "noun help",
        has="of:Russia",
        lacks="for:Police",
    ),
    Case(
        "relative clause with its thing",
        "The/DT/det/1 arms/NNS/nsubj/6/arm that/WDT/dobj/4 Denmark/NNP/nsubj/4 gave/VBD/relcl/1/give "
        "Mali/NNP/dative/4 vanished/VBD/ROOT/6/vanish ././punct/6",
        "Denmark Mali",
        "verb give",
        has="agent:Denmark recipient:Mali patient:arms",
    ),
    Case(
        "adjective",
        "Zelensky/NNP/nsubj/1 is/VBZ/ROOT/1/be grateful/JJ/acomp/1 to/IN/prep/2 Ghana/NNP/pobj/3 ././punct/1",
        "Zelensky Ghana",
        "adjective grateful",
        has="agent:Zelensky to:Ghana",
    ),
    Case(
        "adjective after its noun",
        "Zelensky/NNP/nsubj/6 ,/,/punct/6 grateful/JJ/advcl/6 to/IN/prep/2 Ghana/NNP/pobj/3 ,/,/punct/6 "
        "left/VBD/ROOT/6/leave ././punct/6",
        "Zelensky Ghana",
        "adjective grateful",
        has="agent:Zelensky to:Ghana",
    ),
    Case(
        "agreed to a truce",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Iraq/NNP/conj/0 agreed/VBD/ROOT/3/agree to/IN/prep/3 a/DT/det/6 truce/NN/pobj/4",
        "Iran Iraq",
        "noun truce",
        has="agent:Iran between:Iran",
    ),
    Case(
        "agreed to a truce, each other",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Iraq/NNP/conj/0 agreed/VBD/ROOT/3/agree to/IN/prep/3 a/DT/det/6 truce/NN/pobj/4",
        "Iran Iraq",
        "verb agree",
        has="between:Iran",
    ),
    Case(
        "to somebody's aid",
        "Russia/NNP/nsubj/1 came/VBD/ROOT/1/come to/IN/prep/1 Syria/NNP/poss/5 's/POS/case/3 aid/NN/pobj/2",
        "Russia Syria",
        "verb come",
        has="agent:Russia for:Syria",
    ),
    Case(
        "left a post as somebody",
        "Ardern/NNP/nsubj/1 quit/VBD/ROOT/1 her/PRP$/poss/3 post/NN/dobj/1 as/IN/prep/3 leader/NN/pobj/4 "
        "of/IN/prep/5 Ghana/NNP/pobj/6",
        "Ardern Ghana",
        "verb quit",
        has="agent:Ardern from:Ghana",
    ),
    Case(
        "each other, as the object",
        "France/NNP/nsubj/3 and/CC/cc/0 Germany/NNP/conj/0 met/VBD/ROOT/3/meet each/DT/det/5 other/JJ/dobj/3",
        "France Germany",
        "verb meet",
        has="between:France",
        lacks="among:France patient:other",
    ),
    Case(
        "each other, after a preposition",
        "France/NNP/nsubj/3 and/CC/cc/0 Germany/NNP/conj/0 talked/VBD/ROOT/3/talk with/IN/prep/3 "
        "each/DT/det/6 other/JJ/pobj/4",
        "France Germany",
        "verb talk",
        has="between:France",
        lacks="with:other",
    ),
    Case(
        "shared object, same form",
        "The/DT/det/1 US/NNP/nsubj/2 trained/VBD/ROOT/2/train and/CC/cc/2 armed/VBD/conj/2/arm Iraq/NNP/dobj/4",
        "US Iraq",
        "verb train",
        has="agent:US patient:Iraq",
    ),
    Case(
        "those who undergo it, named by what they are said to be",
        "Among/IN/prep/5 those/DT/pobj/0 jailed/VBN/acl/1/jail by/IN/agent/2 Spain/NNP/pobj/3 are/VBP/ROOT/5/be "
        "Hale/NNP/attr/5 and/CC/cc/6 Foster/NNP/conj/6",
        "Spain Hale Foster",
        "verb jail",
        has="agent:Spain patient:Hale",
        lacks="patient:those",
    ),
    Case(
        "officials met on a journey are those of the country",
        "Hale/NNP/nsubj/1 flew/VBD/ROOT/1/fly to/IN/prep/1 Spain/NNP/pobj/2 to/TO/aux/5 meet/VB/advcl/1/meet "
        "officials/NNS/dobj/5/official",
        "Hale Spain",
        "verb meet",
        has="host:Spain",
    ),
    Case(
        "officials whose country is told are not those of the place",
        "Hale/NNP/nsubj/1 flew/VBD/ROOT/1/fly to/IN/prep/1 Spain/NNP/pobj/2 to/TO/aux/5 meet/VB/advcl/1/meet "
        "Iranian/JJ/amod/7 officials/NNS/dobj/5/official",
        "Hale Spain",
        "verb meet",
        owner="Iranian",
        has="patient:officials",
        lacks="host:Spain",
    ),
    Case(
        "whoever may be one of them is none",
        "Hale/NNP/nsubj/2 may/MD/aux/2 be/VB/ROOT/2 among/IN/prep/2 those/DT/pobj/3 jailed/VBN/acl/4/jail "
        "by/IN/agent/5 Spain/NNP/pobj/6",
        "Spain Hale",
        "verb jail",
        has="agent:Spain",
        lacks="patient:Hale",
    ),
    Case(
        "a passive gift and its giver, whom the parser hangs on the gift",
        "Spain/NNP/nsubjpass/2 was/VBD/auxpass/2 given/VBN/ROOT/2/give tanks/NNS/dobj/2/tank by/IN/prep/3 "
        "Iran/NNP/pobj/4",
        "Spain Iran",
        "verb give",
        has="agent:Iran recipient:Spain patient:tanks",
    ),
    Case(
        "a source that the parser hangs on what is counted",
        "Spain/NNP/nsubj/1 gets/VBZ/ROOT/1/get most/JJS/dobj/1 of/IN/prep/2 its/PRP$/poss/5 oil/NN/pobj/3 "
        "from/IN/prep/5 Iran/NNP/pobj/6",
        "Spain Iran",
        "verb get",
        has="agent:Spain from:Iran",
    ),
    Case(
        "a list whose second name the parser takes for a time",
        "Spain/NNP/nsubj/1 met/VBD/ROOT/1/meet Hale/NNP/dobj/1 ,/,/punct/1 Foster/NNP/npadvmod/1 and/CC/cc/4 "
        "Weber/NNP/conj/4",
        "Spain Hale Foster Weber",
        "verb meet",
        has="patient:Hale patient:Foster",
    ),
    Case(
        "who defends himself against an invasion undergoes it",
        "Spain/NNP/nsubj/1 defended/VBD/ROOT/1/defend itself/PRP/dobj/1 against/IN/prep/1 the/DT/det/6 "
        "Iranian/JJ/amod/6 invasion/NN/pobj/3",
        "Spain",
        "noun invasion",
        owner="Iranian",
        has="agent:Iranian patient:Spain",
    ),
    Case(
        "who a call is on is the one to do what it asks",
        "Spain/NNP/nsubj/1 renewed/VBD/ROOT/1/renew its/PRP$/poss/3 call/NN/dobj/1 on/IN/prep/3 Hale/NNP/pobj/4 "
        "to/TO/aux/7 jail/VB/advcl/1 Foster/NNP/dobj/7",
        "Spain Hale Foster",
        "verb jail",
        has="agent:Hale patient:Foster",
        lacks="agent:Spain",
    ),
    Case(
        "of whom a group somebody says what is done to it",
        "group/NN/ROOT/0 which/WDT/nsubjpass/4 Spain/NNP/nsubj/3 says/VBZ/relcl/0/say jailed/VBN/ccomp/3/jail "
        "by/IN/agent/4 Hale/NNP/pobj/5",
        "Spain Hale",
        "verb jail",
        has="patient:group agent:Hale",
    ),
    Case(
        "a deed by somebody that is demanded of him",
        "Spain/NNP/nsubj/1 demanded/VBD/ROOT/1/demand changes/NNS/dobj/1/change by/IN/prep/2 Hale/NNP/pobj/3",
        "Spain Hale",
        "verb demand",
        has="agent:Spain content:Hale",
    ),
    Case(
        "blame whose bearer the parser hangs on another noun",
        "Spain/NNP/nsubj/1 blamed/VBD/ROOT/1/blame blast/NN/dobj/1 at/IN/prep/1 plant/NN/pobj/3 on/IN/prep/4 "
        "Hale/NNP/pobj/5",
        "Spain Hale",
        "verb blame",
        has="agent:Spain on:Hale",
    ),
    Case(
        "who is asked in a letter",
        "In/IN/prep/6 a/DT/det/2 letter/NN/pobj/0 to/IN/prep/2 Hale/NNP/pobj/3 Spain/NNP/nsubj/6 "
        "demanded/VBD/ROOT/6/demand answers/NNS/dobj/6/answer",
        "Spain Hale",
        "verb demand",
        has="agent:Spain recipient:Hale",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_construction(case: Case) -> None:
    doc = parsed(case.parse)
    kind, lemma = case.predicate.split()
    found = arguments(doc, frames_of(doc, case.actors, kind, lemma, case.owner))
    assert set(case.has.split()) <= found
    assert not set(case.lacks.split()) & found


def test_respectively_pairs_the_members() -> None:
    doc = parsed(
        "France/NNP/nsubj/3 and/CC/cc/0 Germany/NNP/conj/0 met/VBD/ROOT/3/meet Iran/NNP/dobj/3 and/CC/cc/4 "
        "China/NNP/conj/4 ,/,/punct/3 respectively/RB/advmod/3 ././punct/3"
    )
    frames = frames_of(doc, "France Germany Iran China", "verb", "meet")
    assert [arguments(doc, [frame]) & {f"agent:{n}" for n in ("France", "Germany")} for frame in frames] == [
        {"agent:France"}, {"agent:Germany"},
    ]  # fmt: skip
    assert [arguments(doc, [frame]) & {f"patient:{n}" for n in ("Iran", "China")} for frame in frames] == [
        {"patient:Iran"}, {"patient:China"},
    ]  # fmt: skip
    assert all(argument.alone for frame in frames for argument in frame.arguments)


def test_members_are_not_paired_without_respectively() -> None:
    doc = parsed(
        "France/NNP/nsubj/3 and/CC/cc/0 Germany/NNP/conj/0 met/VBD/ROOT/3/meet Iran/NNP/dobj/3 and/CC/cc/4 "
        "China/NNP/conj/4 ././punct/3"
    )
    (frame,) = frames_of(doc, "France Germany Iran China", "verb", "meet")
    assert not any(argument.alone for argument in frame.arguments)


def test_light_verb_is_scope_and_companion_of_its_noun() -> None:
    doc = parsed("Iran/NNP/nsubj/1 held/VBD/ROOT/1/hold talks/NNS/dobj/1/talk with/IN/prep/2 Iraq/NNP/pobj/3")
    (frame,) = frames_of(doc, "Iran Iraq", "noun", "talk")
    assert frame.scope == 1
    assert "hold" in frame.companions


def test_companions_name_the_object_and_its_preposition() -> None:
    doc = parsed("Iran/NNP/nsubj/1 put/VBD/ROOT/1 strong/JJ/amod/3 pressure/NN/dobj/1 on/IN/prep/3 Iraq/NNP/pobj/4")
    (frame,) = frames_of(doc, "Iran Iraq", "verb", "put")
    assert {"pressure", "on", "strong"} <= frame.companions


def test_gift_taken_for_an_apposition_is_a_companion() -> None:
    doc = parsed(
        "Trump/NNP/nsubj/1 granted/VBD/ROOT/1/grant Milken/NNP/dative/1 a/DT/det/4 pardon/NN/appos/2 ././punct/1"
    )
    (frame,) = frames_of(doc, "Trump Milken", "verb", "grant")
    assert "pardon" in frame.companions


@pytest.mark.parametrize(
    ("parse", "verb", "companion"),
    [
        ("Iran/NNP/nsubj/1 let/VBD/ROOT/1 Gross/NNP/nsubj/3 go/VB/ccomp/1", "let", "go"),
        ("Pope/NNP/nsubj/1 made/VBD/ROOT/1/make Zuppi/NNP/nsubj/4 a/DT/det/4 cardinal/NN/ccomp/1", "make", "cardinal"),
    ],
)
def test_small_clause_is_a_companion(parse: str, verb: str, companion: str) -> None:
    (frame,) = frames_of(parsed(parse), "Iran Gross Pope Zuppi", "verb", verb)
    assert companion in frame.companions


@pytest.mark.parametrize(("form", "lemma"), [("staged/VBD/ROOT/0/stag", "stage"), ("held/VBD/ROOT/0/hold", "hold")])
def test_lemma(form: str, lemma: str) -> None:
    assert lemma_of(parsed(form)[0]) == lemma


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        ("called/VBD/ROOT/1/call Brown/NNP/dobj/1 a/DT/det/4 hero/NN/oprd/1 ././punct/1", "praising"),
        ("called/VBD/ROOT/1/call Brown/NNP/dobj/1 a/DT/det/4 liar/NN/oprd/1 ././punct/1", "blaming"),
        ("called/VBD/ROOT/1/call Brown/NNP/dobj/1 a/DT/det/4 friend/NN/oprd/1 ././punct/1", ""),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/3 was/VBD/ccomp/1/be honest/JJ/acomp/3", "praising"),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/3 was/VBD/ccomp/1/be not/RB/neg/3 honest/JJ/acomp/3", "blaming"),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/3 was/VBD/ccomp/1/be not/RB/neg/3 brave/JJ/acomp/3", ""),
        ("called/VBD/ROOT/1/call Brown/NNP/dobj/1 ././punct/1", "phoning"),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/4 must/MD/aux/4 leave/VB/ccomp/1", "demanding"),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/3 needs/VBZ/ccomp/1/need to/TO/aux/5 leave/VB/xcomp/3", "demanding"),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/5 must/MD/aux/5 have/VB/aux/5 left/VBN/ccomp/1/leave", ""),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubjpass/5 must/MD/aux/5 be/VB/auxpass/5 helped/VBN/ccomp/1/help", ""),
        (
            "said/VBD/ROOT/1/say Brown/NNP/nsubj/3 was/VBD/ccomp/1/be behind/IN/prep/3 the/DT/det/6 attack/NN/pobj/4",
            "accusing",
        ),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/3 was/VBD/ccomp/1/be behind/IN/prep/3 schedule/NN/pobj/4", ""),
        (
            "said/VBD/ROOT/1/say Brown/NNP/nsubj/4 had/VBD/aux/4/have violated/VBN/ccomp/1/violate it/PRP/dobj/4",
            "accusing",
        ),
        ("said/VBD/ROOT/1/say Brown/NNP/nsubj/4 would/MD/aux/4 violate/VB/ccomp/1 it/PRP/dobj/4", ""),
        (
            "said/VBD/ROOT/1/say Brown/NNP/poss/4 's/POS/case/2 laws/NNS/nsubj/5/law were/VBD/ccomp/1/be "
            "draconian/JJ/acomp/5",
            "faulting",
        ),
        (
            "said/VBD/ROOT/1/say Brown/NNP/nsubj/4 had/VBD/aux/4/have made/VBN/ccomp/1/make the/DT/det/7 "
            "right/JJ/amod/7 choice/NN/dobj/4",
            "praising",
        ),
    ],
)
def test_what_somebody_is_called(said: str, judged: str) -> None:
    verb = said.split()[0].rpartition("/")[2]
    (frame,) = frames_of(parsed("Blair/NNP/nsubj/1 " + said), "Blair Brown", "verb", verb)
    acts = {"praising", "blaming", "faulting", "demanding", "accusing", "phoning"}
    assert frame.companions & acts == ({judged} if judged else set())


def test_compound_is_no_predicate() -> None:
    doc = parsed("The/DT/det/2 trade/NN/compound/2 war/NN/nsubj/5 with/IN/prep/2 Iran/NNP/pobj/3 hurts/VBZ/ROOT/5/hurt")
    assert frames_of(doc, "Iran", "noun", "trade") == []


def test_words_that_no_rule_looks_for_make_no_frame() -> None:
    doc = parsed("Iran/NNP/nsubj/1 held/VBD/ROOT/1/hold talks/NNS/dobj/1/talk with/IN/prep/2 Iraq/NNP/pobj/3")
    assert frames_of(doc, "Iran Iraq", "noun", "treaty") == []
