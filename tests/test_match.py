"""Frames x rules -> claims, on hand-built sentences: who fills which argument, what is refused and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast

import pytest
import spacy
from spacy.tokens import Doc, Token

from kg.aliases import AliasTable
from kg.calibration import Calibration
from kg.explain import explain_trace
from kg.language.coreference import Article, Reference
from kg.language.grammar import Argument, Frame
from kg.language.match import Matcher, actors_of, owners_of
from kg.language.trace import explain
from kg.models import Actor, Claim, Document, Kind, Rejection, RelationType
from kg.rules import LEXICON_LISTS, Lexicon, Rule, Rulebook, Trigger, TriggerKind

VOCAB = spacy.blank("en").vocab
LEXICON = Lexicon(
    dict.fromkeys(LEXICON_LISTS, frozenset[str]())
    | {
        "groups": frozenset({"doctor", "soldiers", "officials", "troops"}),
        "governments": frozenset({"government"}),
        "representatives": frozenset({"leaders", "lawyer", "officials"}),
        "writings": frozenset({"report"}),
        "issuing": frozenset({"propose", "proposed"}),  # the lemmas of a parse written by hand are its words
        "held": frozenset({"policy"}),
        "bodies": frozenset({"network"}),
        "national_posts": frozenset({"president"}),
        "posts": frozenset({"governor"}),
        "transparent": frozenset({"thousands"}),
        "occupations": frozenset({"student"}),
        "kin": frozenset({"wife"}),
    }
)
KINDS: Mapping[str, Kind] = {
    "Cuba": "country", "Iran": "country", "Iraq": "country", "Syria": "country", "Hamas": "institution",
    "Google": "institution", "Trump": "person", "Biden": "person",
}  # fmt: skip
ADJECTIVES = {"Cuban": "Cuba", "Iranian": "Iran", "Syrian": "Syria"}


def sentence(text: str) -> Doc:
    """A parse written by hand: ``word/POS/dep/head`` for each token, the head as a position counted from 0."""
    parts = [token.rsplit("/", 3) for token in text.split()]
    tags = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADP": "IN"}
    return Doc(
        VOCAB,
        words=[part[0] for part in parts],
        lemmas=[part[0].lower() for part in parts],
        pos=[part[1] for part in parts],
        tags=["VBN" if part[2] == "acl" else tags.get(part[1], "XX") for part in parts],
        deps=["ROOT" if part[2] == "ROOT" else part[2] for part in parts],
        heads=[int(part[3]) for part in parts],
        sent_starts=[not i for i in range(len(parts))],
    )


def article(doc: Doc) -> Article:
    """The article of one sentence: every name of ``KINDS`` is an actor with the name as its id."""
    at = {token.i: token.text for token in doc if token.text in KINDS}
    owner = {token.i: ADJECTIVES[token.text] for token in doc if token.text in ADJECTIVES}
    named = sorted({*at.values(), *owner.values()})
    references = tuple(Reference(i, i + 1, i, name, KINDS[name]) for i, name in at.items())
    return Article(
        doc, {name: Actor(name, name, KINDS[name]) for name in named}, references, at, owner, None, {"Trump": "Cuba"}
    )


def rule(
    name: str, relation: str, *triggers: str, kind: TriggerKind = "verb", source: Sequence[str] = ("agent",),
    target: Sequence[str] = ("patient",), mutual: Sequence[str] = (), target_kinds: Iterable[Kind] = (),
    confidence: float = 0.8,
) -> Rule:  # fmt: skip
    words = [trigger.split() for trigger in triggers]
    return Rule(
        name, relation, tuple(Trigger(kind, first, tuple(rest)) for first, *rest in words), tuple(source),
        tuple(target), tuple(mutual), frozenset(), frozenset(target_kinds), None, confidence, (), (), "rules.yaml", 1,
    )  # fmt: skip


def frame(lemma: str, token: int, *arguments: tuple[str, int], words: str = "", kind: TriggerKind = "verb") -> Frame:
    found = tuple(Argument(role, i) for role, i in arguments)
    return Frame(kind, lemma, token, token, frozenset(words.split()), found)


@dataclass
class Reading:
    """What a matcher with some rules makes of one sentence."""

    claims: list[Claim]
    rejections: list[Rejection]

    @property
    def triples(self) -> list[tuple[str, str, str]]:
        return [(claim.source, claim.relation, claim.target) for claim in self.claims]

    @property
    def reasons(self) -> list[str]:
        return [rejection.reason for rejection in self.rejections]


type MatcherOf = Callable[..., Matcher]


@pytest.fixture
def matcher_of(ontology: Mapping[str, RelationType]) -> MatcherOf:
    """A matcher that knows only the given rules."""

    def matcher(*rules: Rule) -> Matcher:
        empty = {field.name: () for field in fields(Rulebook)}
        given = {
            "ontology": ontology, "aliases": AliasTable({}, {}, {}), "lexicon": LEXICON, "rules": rules,
            "calibration": Calibration.of(()),
        }  # fmt: skip
        return Matcher(Rulebook(**cast("dict[str, Any]", empty | given)))

    return matcher


def read(matcher: Matcher, doc: Doc, *frames: Frame) -> Reading:
    text = doc.text
    found = list(matcher.claims(Document("1", "1.txt", text), article(doc), doc[:], frames))
    for item in found:
        assert text[item.evidence.span.start : item.evidence.span.end] == item.evidence.text
    return Reading(
        [item for item in found if isinstance(item, Claim)], [item for item in found if isinstance(item, Rejection)]
    )


ATTACK = rule("attack", "attacked", "attack")
HIT = sentence("Iran/PROPN/nsubj/1 attacked/VERB/ROOT/1 Iraq/PROPN/dobj/1 and/CCONJ/cc/2 Syria/PROPN/conj/2")
ATTACKED = frame("attack", 1, ("agent", 0), ("patient", 2))


def test_one_claim_for_each_member_of_a_compound_argument(matcher_of: MatcherOf) -> None:
    reading = read(matcher_of(ATTACK), HIT, ATTACKED)
    assert reading.triples == [("Iran", "attacked", "Iraq"), ("Iran", "attacked", "Syria")]
    assert reading.claims[0].rule == "attack"
    assert 0 < reading.claims[0].confidence < 1


def test_a_member_that_stands_alone_does_not_bring_the_others(matcher_of: MatcherOf) -> None:
    alone = Frame("verb", "attack", 1, 1, frozenset(), (Argument("agent", 0), Argument("patient", 2, alone=True)))
    assert read(matcher_of(ATTACK), HIT, alone).triples == [("Iran", "attacked", "Iraq")]


def test_a_triple_is_claimed_once_in_a_sentence_with_its_firmest_status(matcher_of: MatcherOf) -> None:
    doc = sentence(
        "Iran/PROPN/nsubj/2 may/AUX/aux/2 attack/VERB/ROOT/2 Iraq/PROPN/dobj/2 as/SCONJ/mark/6 it/PRON/nsubj/6 "
        "attacked/VERB/parataxis/2 Iraq/PROPN/dobj/6"
    )
    modal = frame("attack", 2, ("agent", 0), ("patient", 3))
    plain = frame("attack", 6, ("agent", 0), ("patient", 7))
    for frames in ((modal, plain), (plain, modal)):
        claims = read(matcher_of(ATTACK), doc, *frames).claims
        assert [claim.status for claim in claims] == ["asserted"]
    assert [claim.status for claim in read(matcher_of(ATTACK), doc, modal).claims] == ["hypothetical"]


def test_kinds_that_the_relation_cannot_join_are_refused_with_the_reason(matcher_of: MatcherOf) -> None:
    doc = sentence("Iran/PROPN/nsubj/1 visited/VERB/ROOT/1 Trump/PROPN/dobj/1")
    reading = read(matcher_of(rule("visit", "visited", "visit")), doc, frame("visit", 1, ("agent", 0), ("patient", 2)))
    assert reading.triples == []
    assert reading.reasons == ["target of visited cannot be a person"]
    assert reading.rejections[0].rule == "visit"
    assert reading.rejections[0].detail == "Iran visited Trump"


def test_kinds_that_the_rule_narrows_are_refused_with_the_reason(matcher_of: MatcherOf) -> None:
    only_people = rule("fire", "dismissed", "attack", target_kinds=["person"])
    reading = read(matcher_of(only_people), HIT, ATTACKED)
    assert reading.triples == []
    assert reading.reasons[0] == "target of rule fire must be person, not a country"


def test_an_argument_of_the_right_kind_is_preferred_to_an_earlier_one(matcher_of: MatcherOf) -> None:
    doc = sentence("Iran/PROPN/nsubj/1 moved/VERB/ROOT/1 Trump/PROPN/dobj/1 to/ADP/prep/1 Syria/PROPN/pobj/3")
    deploy = rule("deploy", "deployed_to", "move", target=["patient", "to"])
    reading = read(matcher_of(deploy), doc, frame("move", 1, ("agent", 0), ("patient", 2), ("to", 4)))
    assert reading.triples == [("Iran", "deployed_to", "Syria")]


def test_nobody_does_it_to_himself(matcher_of: MatcherOf) -> None:
    doc = sentence("Iranian/ADJ/amod/1 troops/NOUN/nsubj/2 attacked/VERB/ROOT/2 Iran/PROPN/dobj/2")
    reading = read(matcher_of(ATTACK), doc, frame("attack", 2, ("agent", 1), ("patient", 3)))
    assert reading.triples == []
    assert reading.reasons == ["source and target are the same"]


def test_the_rule_with_more_words_reads_the_predicate(matcher_of: MatcherOf) -> None:
    closer = rule("open-fire", "attacked", "open fire", confidence=0.5)
    vaguer = rule("open", "supported", "open", confidence=0.9)
    opened = frame("open", 1, ("agent", 0), ("patient", 2), words="fire")
    reading = read(matcher_of(vaguer, closer), HIT, opened)
    assert {relation for _, relation, _ in reading.triples} == {"attacked"}
    assert reading.reasons == ["rule open-fire describes it more closely"] * 2


def test_a_rule_whose_words_are_missing_is_not_read(matcher_of: MatcherOf) -> None:
    opened = frame("open", 1, ("agent", 0), ("patient", 2))
    assert read(matcher_of(rule("fire", "attacked", "open fire")), HIT, opened).triples == []


def test_a_closer_rule_that_is_refused_leaves_the_predicate_to_the_others(matcher_of: MatcherOf) -> None:
    people = rule("people", "dismissed", "attack hard", target_kinds=["person"])
    hard = frame("attack", 1, ("agent", 0), ("patient", 2), words="hard")
    assert read(matcher_of(ATTACK, people), HIT, hard).triples[0] == ("Iran", "attacked", "Iraq")


def test_the_target_may_not_stand_inside_the_phrase_of_the_source(matcher_of: MatcherOf) -> None:
    inside = sentence(
        "Hamas/PROPN/nsubj/3 in/ADP/prep/0 Iraq/PROPN/pobj/1 attacked/VERB/ROOT/3 at/ADP/prep/3 dawn/NOUN/pobj/4"
    )
    struck = rule("attack", "attacked", "attack", target=["in"])
    reading = read(matcher_of(struck), inside, frame("attack", 3, ("agent", 0), ("in", 2)))
    assert reading.triples == []
    assert reading.reasons == ["target stands inside the source's own phrase"]


def test_what_a_relative_clause_tells_of_the_source_is_not_inside_its_phrase(matcher_of: MatcherOf) -> None:
    clause = sentence("Hamas/PROPN/nsubj/4 which/PRON/nsubj/2 attacked/VERB/relcl/0 Iraq/PROPN/dobj/2 left/VERB/ROOT/4")
    reading = read(matcher_of(ATTACK), clause, frame("attack", 2, ("agent", 0), ("patient", 3)))
    assert reading.triples == [("Hamas", "attacked", "Iraq")]


def test_each_other_makes_every_doer_undergo_it_too(matcher_of: MatcherOf) -> None:
    doc = sentence(
        "Iran/PROPN/nsubj/3 and/CCONJ/cc/0 Iraq/PROPN/conj/0 attacked/VERB/ROOT/3 each/DET/det/5 other/NOUN/dobj/3"
    )
    reading = read(matcher_of(ATTACK), doc, frame("attack", 3, ("agent", 0), ("patient", 5)))
    assert reading.triples == [("Iran", "attacked", "Iraq"), ("Iraq", "attacked", "Iran")]
    assert reading.rejections == []


def test_a_mutual_argument_joins_its_members_in_the_order_of_their_ids(matcher_of: MatcherOf) -> None:
    doc = sentence("Iraq/PROPN/nsubj/3 and/CCONJ/cc/0 Iran/PROPN/conj/0 competed/VERB/ROOT/3")
    race = rule("race", "competed_with", "compete", source=(), target=(), mutual=["agent"])
    assert read(matcher_of(race), doc, frame("compete", 3, ("agent", 0))).triples == [("Iran", "competed_with", "Iraq")]


TOOK_AIM = sentence(
    "Iran/PROPN/nsubj/1 took/VERB/ROOT/1 aim/NOUN/dobj/1 at/ADP/prep/2 Iraq/PROPN/pobj/3 in/ADP/prep/2 "
    "Syria/PROPN/pobj/5"
)


def test_an_object_that_the_trigger_names_lends_its_prepositions(matcher_of: MatcherOf) -> None:
    aim = rule("aim", "criticized", "take aim", target=["at"])
    took = frame("take", 1, ("agent", 0), ("patient", 2), words="aim")
    assert read(matcher_of(aim), TOOK_AIM, took).triples == [("Iran", "criticized", "Iraq")]
    plain = rule("aim", "criticized", "take", target=["at"])
    assert read(matcher_of(plain), TOOK_AIM, took).triples == []


# --- noun phrases -----------------------------------------------------------------------------------------------------


def named(text: str, head: int) -> list[str]:
    doc = sentence(text)
    return list(actors_of(article(doc), doc[head], LEXICON))


@pytest.mark.parametrize(
    ("phrase", "head", "expected"),
    [
        ("thousands/NOUN/ROOT/0 of/ADP/prep/0 Cuban/ADJ/amod/3 doctor/NOUN/pobj/1", 0, ["Cuba"]),
        ("leaders/NOUN/ROOT/0 of/ADP/prep/0 Hamas/PROPN/pobj/1", 0, ["Hamas"]),
        (
            "officials/NOUN/ROOT/0 from/ADP/prep/0 Iran/PROPN/pobj/1 and/CCONJ/cc/2 Iraq/PROPN/conj/2", 0,
            ["Iran", "Iraq"],
        ),
        (
            "officials/NOUN/ROOT/0 from/ADP/prep/0 Iran/PROPN/pobj/1 and/CCONJ/cc/2 Hamas/PROPN/conj/2", 0,
            ["Iran", "Hamas"],
        ),
        ("delegation/NOUN/ROOT/0 lead/VERB/acl/0 by/ADP/agent/1 Trump/PROPN/pobj/2", 0, ["Trump"]),
        ("report/NOUN/nsubj/3 by/ADP/prep/0 Hamas/PROPN/pobj/1 shows/VERB/ROOT/3", 0, ["Hamas"]),
        ("sent/VERB/ROOT/0 a/DET/det/2 report/NOUN/dobj/0 by/ADP/prep/2 Hamas/PROPN/pobj/3", 2, []),
        ("the/DET/det/2 Google/PROPN/compound/2 network/NOUN/ROOT/2", 2, ["Google"]),
        ("governor/NOUN/ROOT/0 of/ADP/prep/0 Kano/PROPN/pobj/1 ,/PUNCT/punct/0 Trump/PROPN/dobj/0 ,/PUNCT/punct/0", 0,
         ["Trump"]),
        ("governor/NOUN/ROOT/0 of/ADP/prep/0 Kano/PROPN/pobj/1 ,/PUNCT/punct/0 Trump/PROPN/dobj/0 left/VERB/conj/0", 0,
         []),
        ("Syrian/ADJ/amod/3 and/CCONJ/cc/0 Iranian/ADJ/conj/0 troops/NOUN/ROOT/3", 3, ["Syria", "Iran"]),
        ("the/DET/det/1 government/NOUN/ROOT/1 of/ADP/prep/1 Iraq/PROPN/pobj/2", 1, ["Iraq"]),
        ("the/DET/det/2 Trump/PROPN/compound/2 government/NOUN/ROOT/2", 2, ["Cuba"]),
        ("officials/NOUN/ROOT/0 in/ADP/prep/0 Iran/PROPN/pobj/1", 0, ["Iran"]),
        ("soldiers/NOUN/ROOT/0 in/ADP/prep/0 Iran/PROPN/pobj/1", 0, []),
        ("Trump/PROPN/poss/2 's/PART/case/0 lawyer/NOUN/ROOT/2", 2, []),
        ("Trump/PROPN/poss/2 's/PART/case/0 wife/NOUN/ROOT/2", 2, []),
        ("student/NOUN/ROOT/0 named/VERB/acl/0 Biden/PROPN/oprd/1", 0, []),
    ],
)  # fmt: skip
def test_who_a_noun_phrase_stands_for(phrase: str, head: int, expected: list[str]) -> None:
    assert named(phrase, head) == expected


def owning(text: str, head: int) -> list[str]:
    doc = sentence(text)
    token: Token = doc[head]
    return list(owners_of(article(doc), token, LEXICON, frozenset({"arrest", "treatment"})))


@pytest.mark.parametrize(
    ("phrase", "head", "expected"),
    [
        ("Iranian/ADJ/amod/1 invasion/NOUN/ROOT/1 of/ADP/prep/1 Iraq/PROPN/pobj/2", 1, ["Iran"]),
        ("Iranian/ADJ/amod/3 and/CCONJ/cc/0 Cuban/ADJ/conj/0 firms/NOUN/ROOT/3", 3, ["Iran", "Cuba"]),
        ("Hamas/PROPN/ROOT/0 sanctioned/VERB/acl/0 by/ADP/agent/1 Iran/PROPN/pobj/2", 0, []),
        ("Trump/PROPN/poss/2 's/PART/case/0 demand/NOUN/ROOT/2", 2, ["Trump"]),
        ("policy/NOUN/ROOT/0 of/ADP/prep/0 Iran/PROPN/pobj/1", 0, ["Iran"]),
        ("treatment/NOUN/ROOT/0 of/ADP/prep/0 Iran/PROPN/pobj/1", 0, []),
        ("invasion/NOUN/ROOT/0 of/ADP/prep/0 Iraq/PROPN/pobj/1", 0, []),
        ("Trump/PROPN/poss/2 's/PART/case/0 arrest/NOUN/ROOT/2", 2, []),
        ("Trump/PROPN/poss/2 's/PART/case/0 arrest/NOUN/ROOT/2 by/ADP/prep/2 Iran/PROPN/pobj/3", 2, ["Iran"]),
        ("Iran/PROPN/poss/2 's/PART/case/0 arrest/NOUN/ROOT/2 of/ADP/prep/2 Trump/PROPN/pobj/3", 2, ["Iran"]),
        ("bill/NOUN/ROOT/0 proposed/VERB/acl/0 by/ADP/agent/1 Trump/PROPN/pobj/2", 0, ["Trump"]),
        ("bill/NOUN/ROOT/0 feared/VERB/acl/0 by/ADP/agent/1 Trump/PROPN/pobj/2", 0, []),
        ("bill/NOUN/ROOT/0 Trump/PROPN/nsubj/2 propose/VERB/relcl/0", 0, ["Trump"]),
        ("town/NOUN/ROOT/0 Trump/PROPN/nsubj/2 propose/VERB/relcl/0 taxes/NOUN/dobj/2", 0, []),
        ("use/NOUN/ROOT/0 of/ADP/prep/0 rules/NOUN/pobj/1 by/ADP/prep/2 Trump/PROPN/pobj/3", 0, ["Trump"]),
        ("use/NOUN/ROOT/0 of/ADP/prep/0 report/NOUN/pobj/1 by/ADP/prep/2 Trump/PROPN/pobj/3", 0, []),
        ("Iranian/ADJ/amod/1 student/NOUN/ROOT/1", 1, []),
        ("Trump/PROPN/poss/2 's/PART/case/0 lawyer/NOUN/ROOT/2", 2, []),
    ],
)
def test_whose_a_thing_is(phrase: str, head: int, expected: list[str]) -> None:
    assert owning(phrase, head) == expected


# --- why and why not --------------------------------------------------------------------------------------------------


def test_a_trace_tells_what_matched_and_what_stopped_the_nearest_others(matcher_of: MatcherOf) -> None:
    doc = sentence("Iran/PROPN/nsubj/1 attacked/VERB/ROOT/1 Iraq/PROPN/dobj/1 on/ADP/prep/1 Monday/NOUN/pobj/3")
    rules = (
        ATTACK,
        rule("attack-in-words", "criticized", "attack for"),
        rule("attack-on", "attacked", "attack", target=["on"]),
        rule("tour", "visited", "monday", kind="verb"),
    )
    matcher = matcher_of(*rules)
    attacked = frame("attack", 1, ("agent", 0), ("patient", 2), ("on", 4))
    trace = explain(Document("1", "1.txt", doc.text), article(doc), doc[:], [attacked], matcher)
    assert [(actor.text, actor.kind) for actor in trace.actors] == [("Iran", "country"), ("Iraq", "country")]
    assert trace.frames[0].arguments == (("agent", "Iran"), ("patient", "Iraq"), ("on", "Monday"))
    assert [(tried.rule, tried.pairs, tried.stopped, tried.near) for tried in trace.tried] == [
        ("attack", (("Iran", "Iraq"),), "", False),
        ("attack-on", (), "no actor is its target (on): 'Monday' names none", False),
        ("attack-in-words", (), "'attack for' wants 'for' with 'attack'", True),
    ]
    assert [(unread.word, unread.reason) for unread in trace.unread] == [
        ("Monday", "rules look for it as a verb; here it is a NOUN")
    ]
    assert [(claim.source, claim.relation, claim.target) for claim in trace.claims] == [("Iran", "attacked", "Iraq")]
    assert trace.rejections == ()


def test_a_rule_that_lacks_words_is_told_once_by_its_nearest_trigger(
    matcher_of: MatcherOf,
) -> None:
    doc = sentence("Iran/PROPN/nsubj/1 sent/VERB/ROOT/1 Iraq/PROPN/dative/1 word/NOUN/dobj/1")
    matcher = matcher_of(rule("send", "supplied", "send gas for winter", "send oil", "send ore", target=["recipient"]))
    sent = frame("send", 1, ("agent", 0), ("recipient", 2), ("patient", 3))
    trace = explain(Document("1", "1.txt", doc.text), article(doc), doc[:], [sent], matcher)
    assert [(tried.trigger, tried.others) for tried in trace.tried] == [("send oil", 2)]
    assert "'send oil' wants 'oil' with 'send' (so with 2 more of its triggers)" in "\n".join(explain_trace(trace))


def test_a_trace_names_the_verbs_that_no_rule_looks_for(matcher_of: MatcherOf) -> None:
    doc = sentence("Iran/PROPN/nsubj/1 befriended/VERB/ROOT/1 Iraq/PROPN/dobj/1")
    trace = explain(Document("1", "1.txt", doc.text), article(doc), doc[:], [], matcher_of(ATTACK))
    assert [(unread.lemma, unread.reason) for unread in trace.unread] == [("befriended", "no rule looks for it")]
