"""The grammar under the frames: subjects, objects, prepositions, voice, control, over spaCy's dependency parse.

Functions of tokens alone; what an actor is, they do not know.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from kg.language.tokens import Span, Token, is_to_infinitive
from kg.rules import TriggerKind

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVES = frozenset({"who", "which", "that", "whom"})

_ORDINALS = frozenset({"first", "only", "last", "second", "third", "latest", "next"})
_NO_VERBS: frozenset[str] = frozenset()
_ESCORTED = frozenset({"accompany", "join", "flank", "escort"})
_SENDS = frozenset({"send", "dispatch", "despatch", "deploy", "summon", "invite", "hire", "order"})
_BARE_INFINITIVE = frozenset({"help", "let", "make", "see", "watch", "hear", "have", "dare", "need"})
GIVING = frozenset(
    "sell send give provide deliver supply ship donate export transfer offer lend loan grant award pay hand return "
    "extend allocate channel funnel smuggle lease furnish contribute distribute pledge promise approve authorize "
    "authorise commit airlift dispatch fly make cede repay refund remit wire leak pass gift deploy rush truck "
    "disburse concede".split()
)
GIVEN_TO = GIVING | {"deny", "refuse", "issue", "assign", "present", "serve", "show", "guarantee"}
"""Verbs with two objects, of which the passive may make either its subject."""
_OBJECT_PHRASES: dict[str, frozenset[str]] = {
    "to": GIVING
    | {"freeze", "halt", "suspend", "cut", "block", "withhold", "cancel", "terminate", "pause", "stop", "slash", "end"},
    "from": frozenset(
        "withdraw pull remove evacuate buy purchase import receive obtain acquire get procure borrow accept order "
        "source secure seek bring request demand want expect solicit steal seize confiscate extort wrest capture loot "
        "grab annex expropriate expel ban bar recall suspend take inherit assume raise rent win".split()
    ),
    "on": frozenset("blame pin impose inflict levy slap declare".split()),
    "against": frozenset(
        "mobilize mobilise launch level bring file deploy wage impose stage mount direct use lodge unleash fire".split()
    ),
    "at": frozenset("fire launch lob hurl throw shoot unleash".split()),
    "for": frozenset(
        "procure purchase buy obtain approve pledge promise announce provide allocate earmark authorize "
        "authorise".split()
    ),
    "over": frozenset({"win"}),
    "in": frozenset(
        "join host receive greet welcome buy purchase acquire hold own take sell raise increase invest deposit".split()
    ),
    "into": frozenset(
        "inject invest pour pump put plough plow sink channel funnel pay fire launch lob hurl throw shoot".split()
    ),
    "with": frozenset(
        "share exchange join make place do coordinate swap establish restore discuss normalize normalise resume "
        "sign raise negotiate develop design produce manufacture invent restructure reschedule renegotiate".split()
    ),
}
"""Verbs whose object is often followed by a phrase that belongs to the verb: "sold [tanks to Ukraine]"."""

OBJECTIVE = frozenset(
    "release arrest detention capture killing murder assassination execution imprisonment jailing impeachment ouster "
    "ousting removal dismissal firing sacking expulsion deportation extradition conviction sentencing prosecution "
    "persecution kidnapping abduction poisoning invasion bombing bombardment shelling occupation annexation siege "
    "destruction liberation rescue appointment nomination hiring recognition treatment abuse torture".split()
)
"""Nouns of deeds: who stands after "of" undergoes them ("the killing of X", "the invasion of X")."""

GIVEN = frozenset(
    "support backing help aid assistance blessing endorsement protection funding financing sponsorship patronage "
    "trust confidence approval solidarity".split()
)
"""What one has from somebody: "with the help of X", "has the backing of X": X gives it to the subject."""

JOINT_EVENTS = frozenset(
    "visit trip tour stopover journey meeting talk call conversation summit interview negotiation discussion lunch "
    "dinner breakfast consultation dialogue encounter audience conference reception banquet interaction deliberation "
    "engagement".split()
)
"""Nouns whose doer is the subject of the clause they qualify: "on a visit to Y, X said"."""

RESULTS = frozenset("win victory triumph defeat draw thrashing drubbing".split())
"""Nouns of how a match ended, whose doer is the subject of the clause: "reached the final with a win over Y"."""

REQUESTS = frozenset("request behest urging insistence instruction order".split())
"""Nouns after "at" or "on" whose author asks it of the subject: "at the request of Y, X left"."""

AGREEMENTS = frozenset(
    "deal agreement accord pact treaty contract truce arrangement memorandum ceasefire cease-fire settlement merger "
    "compromise swap".split()
)
"""Nouns after "under" that the subject of the clause is party to: "under a deal with Y, X will pay"."""

STATES = frozenset(
    "support favor favour defense defence honor honour praise solidarity cooperation co-operation collaboration "
    "partnership coordination conjunction concert tandem alliance league talk negotiation contact touch dialogue "
    "discussion cahoots swipe jab dig rebuke snub defiance retaliation reprisal protest opposition agreement "
    "consultation recognition".split()
)
"""Nouns after "in" whose doer is the subject of the clause: "spoke in support of Y", "is in talks with Y"."""

FOR_SOMEBODY = frozenset("support favor favour defense defence honor honour praise recognition".split())
"""Of ``STATES`` those where "of" names the one whom it is for."""


DONE_FOR = frozenset("aid rescue assistance help defense defence support".split())
"""Nouns after "to" that name whom it is for: "came to the aid of X", "leapt to X's defence"."""

TRIBUTES = frozenset(
    "congratulation congratulations condolence condolences kudos felicitation felicitations thank thanks shame".split()
)
"""Nouns that are a speaker's own deed where he utters them: X wrote, "Congratulations to Y"."""

SUCCEEDING = frozenset("take assume inherit".split())
"""Verbs of coming into a post, whose "from" the parser may hang on the post: "took over as leader from X"."""

_CALLED_TO = frozenset(
    "discuss congratulate apologize apologise thank say tell express offer ask warn talk convey wish inform reassure "
    "assure condole commend praise complain invite brief pledge reiterate extend share apprise reaffirm concede".split()
)
_MEASURES = frozenset(
    "day round series set session hour week month number range wave package string bout spate lot barrage storm "
    "torrent chorus flurry campaign salvo volley hail".split()
)

ENDS = frozenset(
    "cut sever suspend halt freeze cancel withhold terminate revoke rescind scrap slash stop end discontinue pause "
    "axe abandon lift relinquish lose forfeit cede surrender break".split()
)
"""Verbs that end what their object names: to cut aid is not to aid, to lift sanctions not to sanction."""

POST_VERBS = frozenset(
    "resign quit step retire stand leave depart withdraw bow resignation retirement departure".split()
)
"""Verbs and nouns of leaving a post: "resigned as governor of X", "quit her post at X" leave X."""

_LEMMAS = {
    form: lemma
    for lemma, forms in {
        "stage": "staged staging", "wage": "waged waging", "dine": "dined dining", "fine": "fined fining",
        "spare": "spared sparing", "slate": "slated", "hope": "hoped hoping", "install": "installed installing",
        "fulfill": "fulfilled fulfilling", "extol": "extolled extolling", "reappoint": "reappointed",
        "rape": "raped raping", "resupply": "resupplied", "handpick": "handpicked", "cofound": "cofounded",
        "appall": "appalled", "axe": "axed axing", "cane": "caned caning", "chargesheet": "chargesheeted",
        "cyberattack": "cyberattacked", "defund": "defunded defunding", "deplatform": "deplatformed",
        "enroll": "enrolled enrolling", "forgive": "forgave forgiven", "greenlight": "greenlighted greenlit",
        "gripe": "griped griping", "lambaste": "lambasted lambasting", "napalm": "napalmed",
        "outduel": "outdueled outduelled", "outgun": "outgunned", "outpoll": "outpolled", "outspend": "outspent",
        "outsprint": "outsprinted", "rage": "raged raging", "rearrest": "rearrested", "reoccupy": "reoccupied",
        "retake": "retook", "scapegoat": "scapegoated scapegoating", "scrape": "scraped scraping",
        "shame": "shamed shaming", "snipe": "sniped sniping", "underwrite": "underwrote", "wine": "wined",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Forms that spaCy's lemmatizer takes for others ("staged": stag)."""


def lemma_of(token: Token) -> str:
    """The token's lemma in lower case, where spaCy's is wrong the right one."""
    return _LEMMAS.get(token.lower_) or token.lemma_.lower()


@dataclass(frozen=True, slots=True)
class Argument:
    """A named argument: ``token`` heads the noun phrase; ``alone`` when what is coordinated with it is not meant
    (the members of "A and B met X and Y, respectively")."""

    role: str
    token: int
    alone: bool = False


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


def asked_from(sentence: Span) -> int | None:
    """The token at which the question begins with which the sentence ends: its first one, or the mark before what is
    asked in it ("X accused Y and said: | 'Why?'"); None if it asks nothing."""
    last = next((token for token in reversed(sentence) if not token.is_space and not token.is_quote), None)
    if last is None or last.text != "?":
        return None
    marks = [token.i for token in sentence if token.text in ('"', "“", "”")]
    return marks[-2] if len(marks) > 1 and marks[-1] > last.i else sentence.start


_REPORTING = frozenset({"report", "say", "announce", "note"})
"""Verbs of whose clause the parse may take the subject for their own object."""


def _joined_to_a_date(verb: Token) -> Token | None:
    """ "X left in March and Y took over": Y, whom the parser makes a second date."""
    if verb.dep_ != "conj" or verb.left_edge.i == 0:
        return None
    name = verb.doc[verb.left_edge.i - 1]
    dated = name.dep_ == "conj" and name.head.ent_type_ in ("DATE", "TIME")
    return name if dated and name.pos_ == "PROPN" and name.ent_type_ in ("PERSON", "GPE", "ORG", "NORP") else None


def _on_its_auxiliary(verb: Token) -> Token | None:
    """ "Finbank is 45% owned by X": a measure before the participle, and the parse gives the subject to "is"."""
    if verb.tag_ != "VBN":
        return None
    helper = next((child for child in verb.children if child.dep_ == "auxpass" and child.i < verb.i), None)
    return next((c for c in helper.children if c.dep_ in SUBJECTS), None) if helper is not None else None


def subject_of(verb: Token, depth: int = 0, object_control: frozenset[str] = _NO_VERBS) -> Token | None:
    """Who the verb is said of: its own subject, the antecedent of its relative pronoun, or the one it shares with
    or is controlled by a verb above it. For a passive verb that is the one who undergoes it.

    ``object_control`` lists the verbs whose object does what their infinitive says ("urged Iran to leave"); without
    it every verb with an object counts as one but "promise" and "vow"."""
    if depth > 8:
        return None
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if (verb.dep_ == "xcomp" or own is not None) and (about := _clause_of_another(verb, own)) is not None:
        return about
    if own is not None:
        if own.lower_ in RELATIVES and own.pos_ in ("PRON", "DET", "SCONJ"):
            clause = verb
            while clause.dep_ == "conj":
                clause = clause.head
            if clause.dep_ == "ccomp" and clause.head.dep_ in ("relcl", "acl") and own.i < clause.head.i:
                clause = clause.head  # "X, who Y says is backed by Z"
            return antecedent(clause)
        if own.pos_ == "NOUN" and (named := _behind_a_predicate(own, verb)) is not None:
            return named
        for child in own.children:
            if child.dep_ == "appos" and child.i < verb.i:
                if any(c.lower_ == "whose" for c in child.children):
                    return child  # "Italy, whose prime minister, X, has travelled", read as Italy's travel
                if misread_object(own) is not None:
                    return child  # "After meeting X, Y left", read as "X, Y, left"
        return own
    misread = (
        swallowed_subject(verb)
        or _after_a_comma(verb)
        or _before_an_aside(verb)
        or _named_adverbial(verb)
        or _on_its_auxiliary(verb)
    )
    misread = misread or _joined_to_a_date(verb)
    if misread is not None:
        return misread
    head = verb.head
    if head == verb:
        return None
    match verb.dep_:
        case "conj" | "dep" if head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "dep" and (verb.tag_ != head.tag_ or verb.i < head.i):
                return None  # "ordered X to leave, named Y": a list of deeds without its first "and"
            if is_passive(verb) != is_passive(head) and not is_passive(verb) and verb.tag_ == "VBN":
                return None
            if verb.tag_ in ("VBD", "VBZ") and head.tag_ in ("VB", "VBG") and _non_finite(head):
                # "X asked Y to leave and called Z": the parser hangs the second deed on the infinitive
                above = head
                while above.dep_ in ("conj", "xcomp", "advcl", "acl") and above.head != above and _non_finite(above):
                    above = above.head
                if _finite(above):
                    return subject_of(above, depth + 1, object_control)
            if _goes_on_above(verb, head):
                return subject_of(head.head, depth + 1, object_control)
            if head.dep_ == "advcl" and head.tag_ == "VBN" and is_to_infinitive(verb):
                asked = _controlled(head.head, verb, object_control)  # "urged Y, led by Z, to leave"
                if asked is not None:
                    return asked
            return subject_of(head, depth + 1, object_control)
        case "acl" | "relcl":
            if head.lemma_ in _BEFORE_JUDGES and head.dep_ == "pobj" and verb.lemma_.lower() in _BLAMING:
                # "went on trial accused of killing X", "appeared in court charged with ..."
                acting = next((token for token in head.ancestors if token.pos_ in ("VERB", "AUX")), None)
                return subject_of(acting, depth + 1, object_control) if acting is not None else None
            if verb.tag_ in ("VBN", "VBG", "VBD"):
                return head
            if head.dep_ == "attr" and any(child.lower_ in _ORDINALS for child in head.children):
                return identified(head)  # "X became the first state to ban ..."
            if (asked := asked_by_noun(head)) is not None or head.lemma_.lower() in _OTHERS_DO:
                return asked
            return _noun_agent(head, depth, object_control)
        case "amod" | "compound" if verb.tag_ in ("VBN", "JJ", "VBD"):
            return swallowed(verb) or head
        case "xcomp" | "ccomp" if head.pos_ in ("VERB", "AUX", "ADJ"):
            if head.pos_ == "ADJ":
                return subject_of(head.head, depth + 1, object_control) if head.head != head else None
            lemma = head.lemma_.lower()
            if verb.dep_ == "ccomp" and not _non_finite(verb) and lemma not in _BARE_INFINITIVE:
                # "Help Ukraine," he said: nobody has helped. "CNN reported X, a minister, left": X.
                said_of = (c for c in head.children if c.dep_ in ("dobj", "obj") and head.i < c.i < verb.i)
                return next((c for c in said_of if c.pos_ == "PROPN"), None) if lemma in _REPORTING else None
            if lemma in _ASKING_THROUGH and (asked := _asked_through(head, verb, lemma)) is not None:
                return asked
            objects = [c for c in head.children if c.dep_ in ("dobj", "obj", "dative") and c.pos_ != "ADP"]
            if (
                objects
                and not phones_to(head, verb)
                and (lemma in object_control if object_control else lemma not in ("promise", "vow"))
            ):
                if objects[0].lower_ in RELATIVES and head.dep_ == "relcl":
                    return head.head  # "the unit that X ordered to probe Y": the unit
                return objects[0]
            return subject_of(head, depth + 1, object_control)
        case "advcl" | "prep" if head.pos_ in ("VERB", "AUX"):
            lemma = head.lemma_.lower()
            if lemma in _ASKING_THROUGH and verb.i > head.i and is_to_infinitive(verb):
                asked = _asked_through(head, verb, lemma)
                if asked is not None:
                    return asked
            if verb.dep_ == "advcl" and verb.i > head.i and is_to_infinitive(verb):
                if (told := _controlled(head, verb, object_control)) is not None:
                    return told
                for thing in head.children:
                    if thing.dep_ in ("dobj", "obj") and (asked := asked_by_noun(thing)) is not None:
                        return asked
            if verb.dep_ == "advcl" and lemma in _MANDATING and is_to_infinitive(verb) and not is_passive(head):
                told = next((c for c in head.children if c.dep_ in ("dobj", "obj") and c.i < verb.i), None)
                if told is not None:  # "the unit that X ordered last week to probe Y"
                    return head.head if told.lower_ in RELATIVES and head.dep_ == "relcl" else told
            if verb.dep_ == "advcl" and head.lemma_.lower() in _SENDS and _non_finite(verb) and not is_passive(head):
                sent = next((c for c in head.children if c.dep_ in ("dobj", "obj")), None)
                if sent is not None:
                    return sent
            speaking = head.head if verb.dep_ == "advcl" and _goes_on_speaking(verb, head) else head
            return subject_of(speaking, depth + 1, object_control)
        case "pcomp":
            governor = head.head
            if governor.pos_ == "ADJ" and governor.head.pos_ in ("VERB", "AUX"):  # "guilty of killing"
                of_whom = [c for c in governor.children if c.dep_ in SUBJECTS]
                if governor.dep_ != "acomp":
                    of_whom += [c for c in governor.head.children if c.dep_ in ("dobj", "obj")]
                return of_whom[0] if of_whom else subject_of(governor.head, depth + 1, object_control)
            if governor.pos_ not in ("VERB", "AUX"):
                blamed = governor.dep_ in ("dobj", "obj") and governor.head.lemma_.lower() in _BLAMING
                if blamed and head.lower_ in ("of", "for", "with", "over"):
                    return governor  # "accused the firm of bribing X", "of" misread as the firm's
                return _noun_agent(governor, depth, object_control) if governor.pos_ == "NOUN" else None
            cheered = head.lower_ == "on" and governor.lemma_.lower() in _CHEERING
            cheered = cheered or (head.lower_ == "as" and governor.lemma_.lower() in ("quote", "cite", "describe"))
            if cheered or head.lower_ in ("of", "for", "from", "with", "into", "against", "over"):
                objects = [c for c in governor.children if c.dep_ in ("dobj", "obj", "nsubjpass")]
                if objects and objects[0].lower_ not in RELATIVES:
                    return objects[0]
                if governor.dep_ == "relcl" and (objects or governor.lemma_.lower() in _BLAMING):
                    return governor.head  # "X, whom Y accuses of killing Z", "the man Y accused of killing Z"
            return subject_of(governor, depth + 1, object_control)
    return None


def swallowed_subject(verb: Token) -> Token | None:
    """ "demanded that Russia release X", of which parsers make a compound."""
    if verb.tag_ != "VB" or verb.dep_ != "ccomp" or verb.i == 0 or verb.nbor(-1).dep_ != "compound":
        return None
    name = verb.nbor(-1)
    return name if name.head == verb and name.pos_ == "PROPN" else None


def _clause_of_another(verb: Token, own: Token | None) -> Token | None:
    """Whom a relative clause with a speaker inside it is about, where parsers lose the way: "X, whom Y believes to have
    been killed", "X, which Y claim is backed by Z"."""
    if verb.dep_ not in ("relcl", "xcomp"):
        return None
    if not any(c.dep_ in ("dobj", "obj") and c.lower_ in RELATIVES for c in verb.children) or not is_passive(verb):
        return None
    if own is None:
        return verb.head.head if verb.dep_ == "xcomp" and verb.head.dep_ == "relcl" else None
    return verb.head if verb.dep_ == "relcl" and own.lower_ in ("claim", "claims", "report", "reports") else None


_REMARKS = frozenset(
    "accuse add allege argue assert attack blame brand call caution charge chide cite claim commend condemn criticise "
    "criticize declare decry demand denounce deplore describe dismiss dub exhort hail implore insist insult label "
    "lament laud liken mock note plead praise question rebuke reject remind ridicule slam stress thank threaten urge "
    "vow warn welcome".split()
)
"""What one does in speaking on, as a participle: "X said Y was wrong, urging Z to leave"."""
_SAYS = frozenset("say tell claim argue warn insist add note write allege state declare complain assert tweet".split())
_STANDS = frozenset("be have need lack face remain seem deserve want".split())
"""Verbs of the one who is spoken of that leave the speaker alone to speak on ("said Y was unsafe, urging Z ...", but
"said Y left the room, accusing Z ...")."""


def _goes_on_speaking(remark: Token, clause: Token) -> bool:
    """ "X said Y was a victim, accusing Z of fraud": X accuses, whom the parse has Y do it."""
    said = clause.head
    if remark.tag_ != "VBG" or clause.dep_ != "ccomp" or said.i > clause.i or lemma_of(remark) not in _REMARKS:
        return False
    if lemma_of(said) not in _SAYS or remark.i < clause.i or remark.nbor(-1).text != ",":
        return False
    modal = any(child.tag_ == "MD" for child in clause.children)
    return modal or is_passive(clause) or clause.lemma_.lower() in _STANDS


_MANDATING = frozenset(
    "mandate ask order instruct direct urge tell authorise authorize force compel request command persuade task".split()
)
_CHEERING = frozenset(
    {"congratulate", "compliment", "commend", "felicitate", "praise", "tease", "challenge", "question"}
)
"""On what somebody did, not on what they do themselves."""
_BEFORE_JUDGES = frozenset({"trial", "court", "dock", "custody", "judge", "magistrate"})
_ADRIFT = frozenset({"advmod", "npadvmod", "dep", "nsubj", "intj", "nmod", "dobj", "ccomp"})


def set_adrift(name: Token, noun: Token) -> bool:
    """ "X, the firm that drills in Y, sued Z": X, where the parse makes it an adverb and the firm the subject."""
    return noun.dep_ == "nsubj" and name.head == noun.head and name.dep_ in _ADRIFT and name.i < noun.i


def _behind_a_predicate(noun: Token, verb: Token) -> Token | None:
    """ "A critic of X, Y fled": Y, whom the parse makes an apposition of X. No second comma follows the name."""
    if noun.i + 3 > verb.i or verb.dep_ not in ("ROOT", "conj", "ccomp", "advcl"):
        return None
    last = verb.nbor(-1)
    while last.pos_ in ("AUX", "ADV", "PART") and last.head == verb and last.i > noun.i:
        last = last.nbor(-1)
    if last.pos_ != "PROPN" or last.dep_ not in ("appos", "pobj") or last.right_edge.i != last.i:
        return None
    comma = last.left_edge.i - 1
    commas = [token.i for token in noun.doc[noun.i : last.i] if token.text == ","]
    return last if commas == [comma] and noun.is_ancestor(last) else None


def _controlled(head: Token, verb: Token, object_control: frozenset[str]) -> Token | None:
    """The object of ``head`` that is to do what the infinitive ``verb`` says: "urged Y, the leader of Z, to leave"."""
    lemma = head.lemma_.lower()
    if lemma not in object_control or lemma in _BARE_INFINITIVE or is_passive(head) or phones_to(head, verb):
        return None  # "had an opportunity to leave"
    return next((c for c in head.children if c.dep_ in ("dobj", "obj") and head.i < c.i < verb.i), None)


_BLAMING = frozenset("accuse suspect convict acquit blame charge indict criticize criticise fault condemn".split())
_ASKING_THROUGH = {
    "call": ("on", "upon"), "count": ("on",), "rely": ("on",), "prevail": ("on", "upon"), "lean": ("on",),
    "depend": ("on",), "appeal": ("to",), "look": ("to",), "plead": ("with",), "wait": ("for",), "press": ("on",),
}  # fmt: skip
"""Verbs with the preposition whose object is to do what their infinitive says: "called on X to leave"."""


_ASKED_BY_NOUN = {
    "call": ("on", "upon", "to"), "appeal": ("to",), "request": ("to",), "plea": ("to",), "pressure": ("on",),
    "demand": ("on",), "order": ("to",), "invitation": ("to",), "instruction": ("to",), "ultimatum": ("to",),
}  # fmt: skip

_OTHERS_DO = frozenset({"call", "appeal", "plea", "ultimatum", "instruction", "pressure"})
"""Of these, the nouns whose author never is the one who is to do it: "X's appeal to leave"."""


def asked_by_noun(noun: Token) -> Token | None:
    """ "a call on X to leave", "pressure on X to leave": who is to do it."""
    wanted = _ASKED_BY_NOUN.get(noun.lemma_.lower())
    return next((pobj for role, pobj in prepositions_of(noun) if role in wanted), None) if wanted else None


def _asked_through(head: Token, verb: Token, lemma: str) -> Token | None:
    for role, pobj in prepositions_of(head):
        if role in _ASKING_THROUGH[lemma] and head.i < pobj.i < verb.i:
            return pobj
    return None


def _after_a_comma(verb: Token) -> Token | None:
    """ "After talks with X, Y called for peace": Y, which the parser makes an apposition of X; "... made by X, Minister
    Y said": Y, which it makes a second X."""
    if verb.dep_ not in ("ROOT", "ccomp", "conj") or not _finite(verb):
        return None
    if verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    while before.pos_ in ("AUX", "ADV", "PART") and before.head == verb and before.i > verb.sent.start:
        before = before.nbor(-1)
    first = next((token for token in (before, *before.ancestors) if token.dep_ in ("appos", "conj")), None)
    if first is not None and first.dep_ == "conj" and any(c.dep_ == "cc" for c in first.head.children):
        return None
    if before.pos_ != "PROPN" or first is None or first.i > before.i or first.right_edge.i != before.i:
        return None
    outer = first.head
    comma = first.left_edge.i - 1
    over = verb.head if first.dep_ == "conj" and verb.dep_ == "conj" else verb
    if outer.i > verb.i or verb.doc[comma].text != "," or not over.is_ancestor(outer) or outer.dep_ in SUBJECTS:
        return None
    return first


def misread_object(subject: Token) -> Token | None:
    """ "After meeting X, Y left": the participle that has X for its object, where the parse makes X the subject."""
    first = subject.left_edge.i
    if first <= subject.sent.start:
        return None
    before = subject.doc[first - 1]
    return before if before.dep_ == "pcomp" and before.tag_ == "VBG" and before.head.head is subject.head else None


_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def _named_adverbial(verb: Token) -> Token | None:
    """ "X in turn urged Y to leave": X, which the parser makes an adverbial like "last week"."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and verb.dep_ == "ROOT")
    if not finite and not any(child.dep_ == "aux" for child in verb.children):
        return None
    for child in verb.lefts:
        if child.dep_ == "npadvmod" and child.tag_ in ("NNP", "NNPS") and child.ent_type_ in _NAMED:
            first = child.left_edge.i
            before = verb.doc[first - 1] if first > verb.sent.start else None
            if before is None or before.is_punct or before.pos_ in ("CCONJ", "SCONJ", "SPACE"):
                return child
    return None


def _before_an_aside(verb: Token) -> Token | None:
    """ "X, Y recalled, had received ...": X, which the parser gives to the verb between the commas."""
    for aside in verb.children:
        if aside.dep_ != "parataxis" or aside.pos_ != "VERB" or aside.i > verb.i:
            continue
        teller = next((c for c in aside.children if c.dep_ == "nsubj"), None)
        if teller is None or teller.i > aside.i:
            continue
        for child in aside.children:
            if child.i < teller.i and child.pos_ in ("NOUN", "PROPN") and child.right_edge.nbor().text == ",":
                return child
    return None


def subjects_of(verb: Token, object_control: frozenset[str] = _NO_VERBS) -> list[Token]:
    """``subject_of``, and those who do it with the subject: "X, along with Y, ...", "X, accompanied by Y, ...",
    "X joined Y in urging ..."."""
    subject = subject_of(verb, 0, object_control)
    if subject is None:
        return []
    found = [subject]
    for child in (*subject.children, *verb.children):
        if child.dep_ in ("prep", "advmod") and (child.i < verb.i or child.head == subject) and _accompanies(child):
            found += objects_of(child)
        elif (child.dep_ == "acl" or (child.dep_ == "advcl" and child.i < verb.i)) and lemma_of(child) in _ESCORTED:
            found += [pobj for c in child.children if c.dep_ == "agent" for pobj in objects_of(c)]
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and verb.head.head.lemma_.lower() == "join":
        found += [c for c in verb.head.head.children if c.dep_ in ("dobj", "obj")]
    return found


def doers_of(verb: Token, object_control: frozenset[str] = _NO_VERBS) -> list[Token]:
    """The subjects of an active verb, the "by" phrase of a passive one."""
    if not is_passive(verb):
        return subjects_of(verb, object_control)
    return [pobj for child in verb.children if child.dep_ == "agent" for pobj in objects_of(child)]


def _goes_on_above(verb: Token, clause: Token) -> bool:
    """ "warns that Y will worsen it and calls on Z": who warns calls, for no verb of this form goes on from "will"."""
    if clause.dep_ != "ccomp" or clause.tag_ != "VB" or clause.head.tag_ != verb.tag_:
        return False
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False
    return any(child.tag_ == "MD" for child in clause.children)


def _finite(verb: Token) -> bool:
    """ "visited", "has visited", "will visit": by its own form or that of the auxiliary before it."""
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "VBD", "VBZ", "VBP") for child in verb.lefts)


def _non_finite(verb: Token) -> bool:
    return verb.tag_ == "VBG" or is_to_infinitive(verb)


def _accompanies(preposition: Token) -> bool:
    """ "along with", "together with", "alongside"; after its verb "together with" is a plain "with"."""
    low = preposition.lower_
    if low == "alongside":
        return True
    if low in ("along", "together"):
        return any(child.lower_ == "with" for child in preposition.children)
    if low != "with" or preposition.i == 0:
        return False
    before = preposition.nbor(-1).lower_
    after_verb = preposition.i > preposition.head.i and preposition.head.dep_ not in SUBJECTS
    return before == "along" or (before == "together" and not after_verb)


def noun_agent(noun: Token, object_control: frozenset[str]) -> Token | None:
    """Whose the noun is: "X's plan", "a message by X", "X posted a message": X."""
    return _noun_agent(noun, 0, object_control)


def _noun_agent(noun: Token, depth: int, object_control: frozenset[str]) -> Token | None:
    """ "X's plan to attack", "X has a plan to attack": X. Leave is given to whoever does it: Y in "Y has X's approval
    to buy", "X gave Y permission to buy"."""
    if noun.lemma_.lower() in _LEAVE:
        verb = noun.head
        if noun.dep_ not in ("dobj", "obj") or verb.pos_ not in ("VERB", "AUX"):
            return None
        if verb.lemma_.lower() not in GIVEN_TO:
            return subject_of(verb, depth + 1, object_control)
        taken = (pobj for role, pobj in prepositions_of(verb) if role == "to")
        return next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None) or next(
            taken, None
        )
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        author = next(iter(objects_of(child)), None) if child.dep_ == "prep" else None
        if author is not None and child.lower_ in ("by", "of", "from"):
            return author
    for child in noun.lefts:  # "discussed US and French efforts to help X"
        if child.dep_ in ("compound", "amod", "nmod") and child.ent_type_ in ("GPE", "NORP", "ORG"):
            return child
    if noun.dep_ in ("dobj", "attr", "pobj") and noun.head != noun:
        verb = noun.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX") and lemma_of(verb) not in _OF_OTHERS:
            return subject_of(verb, depth + 1, object_control)
    return None


_OF_OTHERS = frozenset(
    "condemn denounce criticize criticise slam blast decry deplore lambast lambaste deride ridicule mock "
    "attack welcome praise applaud hail laud commend endorse back support reject oppose protest lament "
    "call describe brand label dub term block thwart foil avert prevent stop resist veto expose uncover "
    "discover reveal bemoan regret question challenge dispute overturn quash cheer celebrate assail "
    "castigate rebuke mourn slate pan".split()
)
"""Verbs whose subject judges or hinders what others decide: who "condemned the plan to bomb X" does not bomb."""
_LEAVE = frozenset(
    "approval authorisation authorization clearance consent go-ahead invitation leave permission permit".split()
)
_PERFECT = frozenset({"have", "has", "had", "having", "'ve", "’ve"})


def is_passive(verb: Token) -> bool:
    """True where the verb's subject undergoes it: passive, reduced relative or participle before or after a noun."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.dep_ in ("relcl", "acl") and any(c.dep_ == "nsubj" and c.lower_ not in RELATIVES for c in verb.children):
        return False  # "X, whom Y sanctioned", the tagger mixes up the forms
    if (
        verb.tag_ == "VBD"
        and verb.dep_ == "acl"
        and any(c.dep_ in ("dobj", "oprd", "dative", "xcomp", "ccomp") for c in verb.children)
    ):
        return False  # "X named Y minister", misread as "X, named ..."
    if verb.dep_ == "amod" and (any(child.dep_ == "nsubj" for child in verb.children) or swallowed(verb) is not None):
        return False  # "X jailed dissident Y", misread as a noun phrase
    if verb.tag_ == "VBN" or (verb.tag_ in ("JJ", "VBD") and verb.dep_ in ("amod", "acl")):
        if verb.dep_ in ("acl", "amod", "compound", "relcl"):
            return not any(child.dep_ == "aux" and child.lower_ in _PERFECT for child in verb.children)
        if any(child.dep_ == "agent" for child in verb.children):
            return True
        if verb.dep_ == "advcl" and not any(child.dep_ in ("aux", "dobj", "nsubj") for child in verb.children):
            return True
        if verb.dep_ == "conj" and is_passive(verb.head) and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
            return True
    return _set_apart(verb)


FATES = frozenset({"hostage", "captive", "prisoner", "persona"})
"""What is said of somebody right after his name: "took X hostage", "declared X persona non grata"."""


def _set_apart(verb: Token) -> bool:
    """ "X, backed in the dispute by Y, said": a participle that the parser takes for a verb of its own."""
    if verb.tag_ not in ("VBN", "VBD") or verb.i <= verb.sent.start + 1 or verb.nbor(-1).text != ",":
        return False
    if any(child.dep_ in ("aux", "auxpass", "ccomp", "dative") for child in verb.children):
        return False
    if any(child.dep_ in ("dobj", "obj") and lemma_of(child) not in FATES for child in verb.children):
        # "X, awarded the prize by Y, said", too
        by = (t for c in verb.children if c.dep_ in ("prep", "agent") and c.lower_ == "by" for t in objects_of(c))
        return lemma_of(verb) in GIVEN_TO and any(t.pos_ == "PROPN" and t.ent_type_ not in ("DATE", "TIME") for t in by)
    return any(child.dep_ == "agent" for child in verb.children) or misread_by(verb) is not None


def swallowed(verb: Token) -> Token | None:
    """The subject of a sentence that the parse takes for one noun phrase: "X severed diplomatic relations with Y"; of
    "X had tortured detainees", "X has frozen aid to Y" where it takes the participle for an adjective."""
    head = verb.head
    if verb.dep_ == "amod" and verb.tag_ == "VBN" and head.i > verb.i and verb.i > verb.sent.start:
        having = verb.nbor(-1)
        while having.dep_ == "advmod" and having.i > verb.sent.start:
            having = having.nbor(-1)
        if having.lower_ in ("has", "have", "had") and (having.head == verb or verb.left_edge.i > having.i):
            return next((c for c in having.children if c.dep_ in SUBJECTS and c.lower_ not in RELATIVES), None)
    if verb.dep_ != "amod" or verb.tag_ not in ("VBD", "VBN") or head.i < verb.i:
        return None
    if head.dep_ == "appos" and verb.tag_ == "VBD" and head.head.dep_ == "ROOT" and head.head.ent_type_ in _NAMED:
        # "Colombia, in turn, shared intelligence with X", read as "Colombia, an intelligence"
        return head.head if verb.i > verb.sent.start and verb.nbor(-1).text == "," else None
    name = head
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    if name.dep_ == "appos" and name.head.dep_ == "ROOT":  # "A court on Monday jailed activist X"
        dated = (c for c in name.head.rights if c.dep_ == "prep" and c.right_edge.i == verb.left_edge.i - 1)
        return name.head if any(_of_time(c) for c in dated) else None
    day = verb.nbor(-1) if verb.i > verb.sent.start + 1 else None
    if name.dep_ == "pobj" and day is not None and day.ent_type_ == "DATE" and day.nbor(-1).i == name.head.i:
        # the same, where the parse takes "Monday jailed activist X" for when
        return name.head.head if name.head.dep_ == "prep" and name.head.head.dep_ == "ROOT" else None
    late = head.dep_ == "nsubj" and verb.tag_ == "VBD"  # "X severed relations with Y after Z hinted", Z's relations
    if head.dep_ != "ROOT" and not (head.dep_ == "pobj" and head.head.dep_ == "ROOT") and not late:
        return None
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    while before is not None and before.dep_ == "advmod" and before.i > verb.sent.start:
        before = before.nbor(-1)
    if before is None or before.text in ("-", ",") or not before.text[:1].isupper():
        return None
    if before.head is verb:
        return before if before.dep_ == "npadvmod" and before.ent_type_ in _NAMED else None
    return (
        before if before.head == head and before.dep_ in ("amod", "compound", "nmod") and before.tag_ != "DT" else None
    )


def participle(token: Token, verbs: frozenset[str]) -> str:
    """The verb of ``verbs`` that a participle tagged as an adjective comes from ("US-backed": back), else its lemma."""
    lemma = token.lemma_.lower()
    if lemma.endswith("ed") and lemma not in verbs:
        for base in (lemma[:-1], lemma[:-2], lemma[:-3]):
            if base in verbs:
                return base
    return lemma


def objects_of(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in ("prep", "pcomp") and child.pos_ == "ADP":
            yield from objects_of(child)


_PHRASES = ("prep", "dative", "agent", "advmod", "prt")


_WHOLE = frozenset(
    "according as because contrary depending due instead owing pending prior pursuant regardless subsequent "
    "thanks".split()
)
"""First words of compound prepositions whose second says nothing by itself: "according to X" is no "to X"."""


def prepositions_of(head: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, object) for each prepositional phrase of ``head``; "out of X" counts as both "out" and "of",
    "along with X" as "alongside". In a relative clause the object may be the noun before it ("with whom")."""
    for child in (*head.children, *_by_whom(head)):
        if child.lower_ == "home" and child.dep_ == "oprd":  # "called its envoy home from X"
            yield from prepositions_of(child)
        if child.dep_ == "advcl" and child.tag_ == "VB" and child.i > head.i:
            yield from _asked_with(child)
        if child.dep_ in _PHRASES and child.pos_ in ("ADP", "SCONJ", "ADV", "PART", "VERB"):
            role = "by" if child.dep_ == "agent" else child.lower_
            if role == "toward":
                role = "towards"
            if _accompanies(child):
                for pobj in objects_of(child):
                    yield "alongside", pobj
                continue
            bare = child.dep_ == "prep"
            for pobj in child.children:
                bare = False
                if pobj.dep_ == "pobj":
                    if pobj.lower_ in RELATIVES:
                        before = _clause_antecedent(head)
                        if before is not None:
                            yield role, before
                        continue
                    if pobj.tag_ == "VB" and pobj.lefts and role in _ASKED:  # "called [on X to leave]", read as one
                        yield from ((role, c) for c in pobj.lefts if c.dep_ == "nsubj")
                        continue
                    yield role, pobj
                    if role == "at" and pobj.lower_ == "hands":  # "a defeat at the hands of X"
                        yield from (
                            ("by", doer) for of in pobj.children if of.lower_ == "of" for doer in objects_of(of)
                        )
                elif pobj.dep_ in ("prep", "pcomp") and pobj.pos_ == "ADP":
                    for inner in pobj.children:
                        if inner.dep_ == "pobj":
                            yield role, inner
                            if role not in _WHOLE:
                                yield pobj.lower_, inner
            own = any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVES for c in head.children)
            if bare and head.dep_ == "relcl" and own:
                yield role, head.head  # "the minister (whom) X talked to"
            for conj in child.children:
                if conj.dep_ == "conj" and conj.pos_ == "ADP":
                    for pobj in conj.children:
                        if pobj.dep_ == "pobj":
                            yield conj.lower_, pobj


def phrase_behind(noun: Token) -> Iterator[tuple[str, Token]]:
    """The phrase right behind a noun phrase that the parse hangs on a word above it: "banned cars | from X"."""
    at = noun.right_edge.i + 1
    if at >= len(noun.doc):
        return
    preposition = noun.doc[at]
    if preposition.dep_ == "prep" and preposition.head.i < noun.i and preposition.head in tuple(noun.ancestors):
        yield from ((preposition.lower_, pobj) for pobj in preposition.children if pobj.dep_ == "pobj")


def _asked_with(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "pleaded with the government to act", "called this week on X to act", where the parse makes a clause of it."""
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "aux")}
    asked = _ASKED & marks
    if asked and "to" in marks:
        yield from ((next(iter(asked)), child) for child in verb.children if child.dep_ == "nsubj")


_ASKED = frozenset({"with", "on", "upon"})


def _by_whom(noun: Token) -> Iterator[Token]:
    """ "rejected the demand [by X]": behind the object of an active verb "by" belongs to the object."""
    if noun.dep_ in ("dobj", "obj") and noun.pos_ == "NOUN" and noun.head.i < noun.i and not is_passive(noun.head):
        for child in noun.head.children:
            if child.dep_ == "prep" and child.lower_ == "by" and child.i == noun.right_edge.i + 1:
                yield child


def _clause_antecedent(verb: Token) -> Token | None:
    """The noun that a relative pronoun somewhere in the clause of ``verb`` stands for."""
    for _ in range(4):
        if verb.dep_ in ("relcl", "acl") and verb.head != verb:
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "dobj", "prep") or verb.head == verb:
            return None
        verb = verb.head
    return None


def object_phrases(verb: Token, lemma: str) -> Iterator[tuple[str, Token]]:
    """Phrases that the parse gives to the object and that belong to the verb: "sold [tanks to Ukraine]", "gets most of
    its [oil from Iran]", "took $2 million in [bribes from X]"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") or (child.dep_ == "nsubjpass" and is_passive(verb)):
            worth = (c for c in child.children if c.lower_ == "worth")  # "seized assets worth millions [from X]"
            for role, pobj in (phrase for noun in (child, *worth) for phrase in prepositions_of(noun)):
                if lemma in _OBJECT_PHRASES.get(role, _NO_VERBS):
                    yield role, pobj
                elif role in ("of", "in", "worth") and _counts(child):
                    for inner_role, inner in prepositions_of(pobj):
                        if lemma in _OBJECT_PHRASES.get(inner_role, _NO_VERBS):
                            yield inner_role, inner


def _counts(noun: Token) -> bool:
    """ "most of its oil", "$2 million in bribes", "tonnes of grain": so much of what follows."""
    return noun.pos_ == "NUM" or noun.tag_ in ("CD", "$", "DT", "JJS", "JJR") or lemma_of(noun) in _AMOUNTS


_AMOUNTS = frozenset(
    "most much all some part half third quarter lot bulk majority percent share portion number ton tonne barrel litre "
    "kilogram dollar euro pound worth thousand hundred dozen shipment batch load consignment package round dose jab "
    "vial crate box bag bottle unit set pair fleet barrage salvo volley hail wave series string".split()
)


_BY_ITSELF = frozenset({"stand", "abide", "go", "come", "live", "pass", "travel", "swear", "stop", "drop"})
"""Verbs that have "by" of their own."""


_AFTERWARDS = frozenset("rescue save free release treat find discover identify evacuate bury take hospitalize".split())
"""What others do to somebody after what was done to him: "was injured and rescued by X"."""


def _shared_doer(verb: Token, other: Token) -> Token | None:
    """ "was founded and led [by X]", "was set up, trained and paid [by X]": two participles side by side share it."""
    if other.tag_ not in ("VBN", "VBD") or other.lemma_.lower() in _AFTERWARDS or any(True for _ in objects_of(verb)):
        return None
    between = verb.doc[verb.i + 1 : other.i]
    if not 0 < len(between) < 5 or not all(t.dep_ in ("cc", "prt", "advmod", "punct", "conj") for t in between):
        return None
    if any(child.dep_ in ("auxpass", "aux", *SUBJECTS, "dobj") for child in other.children):
        return None
    by = next((child for child in other.children if child.dep_ == "agent"), None)
    if by is not None:
        return next(objects_of(by), None)
    further = next((child for child in other.children if child.dep_ == "conj"), None)
    return _shared_doer(other, further) if further is not None else None


def misread_by(verb: Token) -> Token | None:
    """The doer that the parse gives to a word inside the passive: "was elected leader [by X]", "was voted into office
    [by X]", "was told to leave [by X]", "was awarded a contract [by X]"."""
    for child in verb.children:
        if child.tag_ == "VB" and child.dep_ in ("xcomp", "advcl") and child.lemma_ not in _BY_ITSELF:
            infinitive = child.i > verb.i and any(c.tag_ == "TO" for c in child.lefts) and not is_passive(child)
            for role, pobj in prepositions_of(child) if infinitive else ():
                if role == "by" and pobj.pos_ == "PROPN":
                    return pobj
        if child.dep_ == "conj" and (by := _shared_doer(verb, child)) is not None:
            return by
        inner = next(objects_of(child), None) if child.dep_ == "prep" else child
        if child.dep_ == "dative" and child.pos_ == "ADP":  # "tributes were paid to X [by Y]"
            inner = next(objects_of(child), None)
        elif child.dep_ not in ("oprd", "attr", "prep", "dobj"):
            continue
        for role, pobj in prepositions_of(inner) if inner is not None and inner.i > verb.i else ():
            if role == "by":
                return pobj
    return None


def seat_phrases(head: Token, names: Container[int]) -> Iterator[Token]:
    """Where the post is that ``head`` (of ``POST_VERBS``) says somebody leaves: "resigned as governor of X", "quit as
    X's governor", "left his job as head of X". ``names`` are the tokens that name an actor."""
    posts = [pobj for role, pobj in prepositions_of(head) if role in ("as", "from") and pobj.i not in names]
    posts += [child for child in head.children if child.dep_ in ("dobj", "obj") and child.i not in names]
    for _ in range(3):
        inner: list[Token] = []
        for post in (other for first in posts for other in coordinated(first)):
            before = [c for c in post.lefts if c.dep_ in ("poss", "compound", "amod", "nmod") and c.pos_ != "PRON"]
            yield from (c for c in before if c.i in names)
            for role, pobj in prepositions_of(post):
                if role in ("of", "at", "in", "for", "with", "on") and pobj.i in names:
                    yield pobj
                elif role == "as":
                    inner.append(pobj)
        posts = inner


_NAMES = ("PROPN", "NOUN", "PRON")
_MODALS = frozenset("may might could would should can must".split())


def identified(noun: Token) -> Token | None:
    """Who an unnamed noun is said to be: "X is a man who ...", "among those who ... are X and Y", "the people whom ...
    include X and Y", "X was one of the first to ...". What is denied or merely possible names nobody."""
    if noun.pos_ in ("PROPN", "VERB", "AUX"):
        return None
    top = noun
    if top.dep_ == "pobj" and top.head.lower_ == "of":
        some = top.head.head
        top = some if some.pos_ == "NUM" or some.lower_ in _SOME else top
    clause = top.head
    if top.dep_ == "pobj" and clause.lower_ == "among":
        clause = clause.head
    elif top.dep_ not in ("nsubj", "attr"):
        return None
    wanted = {"be": ("nsubj", "attr"), "become": ("nsubj",), "include": ("dobj",)}.get(clause.lemma_.lower())
    if wanted is None or (clause.lemma_.lower() == "include" and top.dep_ != "nsubj"):
        return None
    if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in _MODALS) for c in clause.children):
        return None
    beside = [c for c in clause.children if c.dep_ in wanted and c != top and c.pos_ in _NAMES]
    if top.dep_ == "attr" and not (beside and beside[0].lower_ not in RELATIVES):
        return subject_of(clause)
    return beside[0] if len(beside) == 1 else None


_SOME = frozenset("one some many several most few none two three four five six".split())


def examples_of(noun: Token) -> Iterator[Token]:
    """The instances that a phrase names: "states such as X and Y", "leaders of countries including Z"."""
    for member in coordinated(noun):
        for child in member.children:
            if child.dep_ != "prep":
                continue
            given = child.lower_ in ("including", "like") or (
                child.lower_ == "as" and any(c.lower_ == "such" for c in child.children)
            )
            for pobj in child.children:
                if pobj.dep_ == "pobj" and given:
                    yield pobj
                elif pobj.dep_ == "pobj" and child.lower_ == "of" and pobj.pos_ == "NOUN" and pobj != noun:
                    yield from examples_of(pobj)


def coordinated(token: Token) -> list[Token]:
    """``token`` and what is coordinated with it, in order."""
    found = [token]
    while len(found) < 30:
        following = next((c for c in found[-1].children if c.dep_ == "conj" and c.i > found[-1].i), None)
        if following is None:
            break
        found.append(following)
    return found


_TITLES = frozenset("president minister secretary general governor chancellor leader chairman ambassador king".split())
_COMPANIONS = frozenset(
    "prt prep dobj obj acomp attr advmod xcomp dative agent oprd amod compound npadvmod intj".split()
)


_OUGHT = frozenset({"should", "must", "ought", "shall"})


def companions_of(head: Token) -> frozenset[str]:
    """The words that stand with ``head``, as lemmas and as written, and what they do there: "to-do" for an infinitive
    ("told X to leave"), "that" for a clause, "that-do" for one in the subjunctive, "doing" for a preposition with a
    verb, "bare" where there is no object."""
    words: set[str] = set()
    for child in head.children:
        if child.dep_ in ("dobj", "obj") and (child.ent_type_ == "MONEY" or any(c.tag_ == "$" for c in child.children)):
            words.add("money")  # "lent X $1bn"
        if child.dep_ in _COMPANIONS and not (child.dep_ == "prep" and _of_time(child)):
            words.add(child.lemma_.lower())
            words.add(child.lower_)
            named = child.pos_ == "PROPN" and child.dep_ in ("dobj", "obj")
            for inner in child.children:
                if named and inner.dep_ == "compound" and inner.lower_ in _TITLES:
                    continue  # "declared President X the winner" does not make X president
                if (
                    inner.dep_ in ("pobj", "prep", "amod", "compound", "xcomp", "acomp")
                    or inner.lower_ == "together"
                    or (child.dep_ in ("dobj", "attr") and inner.dep_ in ("prep", "acl", "appos"))
                ):
                    words.add(inner.lemma_.lower())
                elif inner.dep_ == "appos" and child.dep_ == "dative":
                    words.add(inner.lemma_.lower())  # "granted X a pardon", misread as "X, a pardon"
                if inner.dep_ == "appos" and inner.i > head.i:
                    # "granted X, a former chief, a pardon": the gift as the second apposition; "labelled X a foreign
                    # agent", the label as the first
                    words.update(c.lemma_.lower() for c in inner.children if c.dep_ in ("appos", "amod"))
                if inner.dep_ == "pobj" and child.lower_ == "as":  # "designated X as a terrorist group"
                    words.update(c.lemma_.lower() for c in inner.children if c.dep_ == "amod")
                if child.dep_ == "dobj" and head.lemma_ == "give" and inner.dep_ in ("relcl", "acl", "advcl"):
                    words.update("to-do" for t in inner.children if t.tag_ == "TO")  # "gave X a month to pay"
                if child.dep_ in ("dobj", "attr", "oprd") and inner.dep_ == "prep":
                    words.update(
                        pobj.lemma_.lower()
                        for pobj in inner.children
                        if pobj.dep_ == "pobj" and pobj.ent_type_ != "ORG"
                    )
        if child.dep_ == "prep" and child.lower_ in ("out", "away", "back"):  # "walked out of talks"
            words.update(
                pobj.lemma_.lower() for inner in child.children if inner.dep_ == "prep" for pobj in objects_of(inner)
            )
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            if child.lower_ == "persona":  # "declared the envoy persona non grata", read as a clause
                words.add("persona")
            if is_to_infinitive(child):
                words.add("to-do")
                if child.dep_ == "acl":
                    words.add(child.lemma_.lower())  # "the refusal to recognise X"
                if child.dep_ == "advcl" and child.i > head.i:
                    words.update(role for role, _ in _asked_with(child))
            elif child.dep_ == "ccomp" and child.tag_ == "VB" and head.lemma_.lower() in _BARE_INFINITIVE:
                words.add(child.lemma_.lower())  # "let X go"
            elif child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX") and _joined(head, child):
                words.add("that")
                modals = [c.lower_ for c in child.children if c.tag_ == "MD"]
                if child.tag_ in ("VB", "VBP") and child.lower_ != "are" and not set(modals) - _OUGHT:
                    words.add("that-do")  # "insists that X leave", not "that X may leave"
            elif child.dep_ == "ccomp" and child.pos_ in ("ADJ", "NOUN"):
                words.add(child.lemma_.lower())
                words.update(inner.lower_ for inner in child.rights if inner.dep_ == "prep")  # "held X accountable for"
                words.update(inner.lemma_.lower() for inner in child.lefts if inner.dep_ == "amod")
        elif child.dep_ == "prep" and any(inner.dep_ == "pcomp" for inner in child.children):
            words.add("doing")
    if not any(child.dep_ in ("dobj", "obj") for child in head.children) and not _told_of_antecedent(head):
        words.add("bare")
    return frozenset(words)


def _told_of_antecedent(verb: Token) -> bool:
    """ "the deal X signed with Y", "which X broke with Y": what stands before the clause is its object."""
    if verb.dep_ != "relcl" or verb.head.pos_ != "NOUN":
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return subject is not None and subject.lower_ not in RELATIVES and subject.i > verb.head.i


def _of_time(preposition: Token) -> bool:
    """ "In May 2019", "on Monday": says when, and nothing of the verb ("In May X fired at Y" is no "fired in")."""
    return preposition.lower_ in ("in", "on", "at") and any(
        child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in preposition.rights
    )


def phones_to(call: Token, infinitive: Token) -> bool:
    """ "X called Y to express sympathy": X does it, where "X called Y to testify" asks it of Y."""
    return call.lemma_.lower() in ("call", "phone") and lemma_of(infinitive) in _CALLED_TO and not is_passive(call)


def telephones(verb: Token) -> bool:
    """True for "call" with an object and no name that it is called: "X called Y on Monday", "called Y to thank him"."""
    called = next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)
    if called is None or called.i < verb.i or called.right_edge.i + 1 >= len(verb.doc):
        return False
    if any(c.dep_ in ("oprd", "attr", "xcomp", "ccomp", "prt") for c in verb.children) and not any(
        c.lemma_.lower() in _CALLED_TO for c in verb.children
    ):
        return False
    if any(
        t.dep_ == "appos" and (t.lower_ == "one" or any(c.lower_ in ("a", "an") for c in t.children))
        for t in called.subtree
    ):
        return False  # "called President X, Y, an old hag"
    following = called.right_edge.nbor()
    if following.lower_ == "to":
        return following.i + 1 < len(verb.doc) and following.nbor().lemma_.lower() in _CALLED_TO
    return following.text == "." or following.ent_type_ in ("DATE", "TIME") or (
        following.lower_ in ("on", "after", "by", "from") and called.pos_ != "NOUN"
    )  # fmt: skip


def _joined(verb: Token, clause: Token) -> bool:
    """True for a clause with "that" or one without a comma before it; the others are often sentences of their own."""
    if any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children):
        return True
    if any(child.dep_ == "mark" or child.tag_ in ("WRB", "WP", "WDT") for child in clause.children):
        return False
    return clause.i > verb.i and not any(token.text == "," for token in verb.doc[verb.i : clause.left_edge.i + 1])


_BY_WARRANT = frozenset({"arrest", "detain", "hold", "extradite", "apprehend", "seize"})
_UNDER = frozenset("be remain stay come fall live operate languish get".split())
_TAKEN = frozenset("take remand bring put place transfer return".split())
_PUT_UNDER = frozenset("place put keep hold bring have".split())
_HIT_WITH = frozenset("hit slap punish target serve pelt burden meet greet".split())
_HELD_IN = frozenset({"custody", "captivity", "detention"})
_LISTS = frozenset({"list", "blacklist", "watchlist"})
_SUFFERED = frozenset("pressure fire attack sanction investigation threat siege indictment order scrutiny".split())
_AMID = frozenset({"amid", "after", "following", "despite", "over"})
_VOICED = frozenset("pressure criticism condemnation opposition resistance objection".split())
"""What has come upon the subject of the clause that goes on after it: "amid criticism from Y, X left"."""
_TARGETS = frozenset("target subject victim object focus recipient".split())


def undergoer(noun: Token) -> tuple[Token, Token, Token | None] | None:
    """Who undergoes the noun where a verb and a preposition say so, that verb, and who does it if its subject does:
    "X is under attack", "X was the target of an attack", "X is subject to sanctions", "Y put X under sanctions",
    "Y hit X with tariffs"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.dep_ != "prep":
        return None
    word, verb = preposition.lower_, preposition.head
    if word == "on" and noun.lemma_.lower() == "warrant" and verb.lemma_.lower() in _BY_WARRANT:
        held = subject_of(verb) if is_passive(verb) else next((c for c in verb.children if c.dep_ == "dobj"), None)
        return (held, verb, None) if held is not None else None
    if word == "of" and verb.lemma_.lower() in _TARGETS and verb.dep_ in ("attr", "dobj", "oprd"):
        word, verb = "under", verb.head
    elif word == "to" and verb.lemma_.lower() == "subject" and verb.dep_ == "acomp":
        word, verb = "under", verb.head
    if (
        word == "under"
        and verb.pos_ == "PROPN"
        and noun.lemma_.lower() in _SUFFERED
        and preposition.nbor(-1).text == ","
    ):
        return verb, verb, None  # "X, under pressure from Y, left"
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    lemma, passive = verb.lemma_.lower(), is_passive(verb)
    voiced = word in _AMID and noun.lemma_.lower() in _VOICED and not passive
    opposed = noun.lemma_.lower() in ("opposition", "resistance", "objection")
    whose = any(role in ("from", "by") or (role == "of" and opposed) for role, _ in prepositions_of(noun)) or (
        opposed and any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.lefts)
    )
    if voiced and whose and (word != "over" or opposed):  # "Amid pressure from Y, X left", "over Y's objections"
        subject = subject_of(verb)
        return (subject, verb, None) if subject is not None else None
    if (
        word == "under" and preposition.i < verb.i and noun.lemma_.lower() in _SUFFERED
    ):  # "Under pressure from Y, X left"
        subject = subject_of(verb)
        return (subject, verb, None) if subject is not None else None
    if word == "on" and noun.lemma_.lower() in _LISTS and lemma in ("be", "remain", "stay", "appear") and not passive:
        subject = subject_of(verb)
        return (subject, verb, None) if subject is not None else None
    if word in ("into", "to") and noun.lemma_.lower() in _HELD_IN:  # "was taken into US custody"
        subject = subject_of(verb)
        return (subject, verb, None) if passive and subject is not None and lemma in _TAKEN else None
    if word == "in" and noun.lemma_.lower() in _HELD_IN and (lemma in (*_UNDER, "die", "sit", "land") or passive):
        subject = subject_of(verb)
        return (subject, verb, None) if subject is not None else None
    if (word == "under" and lemma in (*_UNDER, "become")) or (word == "with" and lemma == "meet" and not passive):
        subject = subject_of(verb)
        return (subject, verb, None) if subject is not None else None
    if (word == "under" and lemma in _PUT_UNDER) or (word == "with" and lemma in _HIT_WITH):
        subject = subject_of(verb)
        if passive:
            return (subject, verb, None) if subject is not None else None
        patient = next((child for child in verb.children if child.dep_ in ("dobj", "obj")), None)
        return (patient, verb, subject) if patient is not None else None
    return None


ASSAULTS = frozenset(
    "aggression invasion war attack offensive onslaught assault incursion bombardment coup putsch revolt rebellion "
    "uprising mutiny".split()
)
"""Nouns of deeds against which somebody defends himself."""
_DEFENDING = frozenset("defend protect fight struggle resist stand battle safeguard".split())
_DEFENCES = frozenset("defense defence resistance struggle fight battle stand".split())
_RESISTING = frozenset("resist fight oppose counter confront suffer face endure flee escape".split())


def defender(noun: Token) -> Token | None:
    """Whom the assault that ``noun`` names is made on, told by who defends himself or is defended against it: "Y
    defends itself against X's aggression", "Y's defence against ...", "Y is fighting X's invasion"."""
    if not any(c.dep_ == "poss" or c.lower_ in ("the", "this", "a") for c in noun.children):
        return None  # "defend itself against Russian aggression" may be yet to come
    noun = measured(noun)
    head = noun.head
    if noun.dep_ == "dobj" and lemma_of(head) in _RESISTING:
        return subject_of(head)
    if noun.dep_ != "pobj" or head.lower_ != "against":
        return None
    word = head.head
    while word.dep_ in ("pobj", "prep") and word.pos_ != "VERB" and word.head != word:
        if lemma_of(word) in _DEFENCES:
            break
        word = word.head  # "defend their freedom and sovereignty [against ...]"
    if word.dep_ in ("dobj", "conj") and word.pos_ == "NOUN" and lemma_of(word.head) in _DEFENDING:
        word = word.head
    if word.pos_ == "VERB" and lemma_of(word) in _DEFENDING:
        defended = next((c for c in word.children if c.dep_ == "dobj"), None)
        own = defended is None or any(c.pos_ == "PRON" for c in (defended, *defended.lefts))
        if own or defended is None:
            return subject_of(word, 0, _HELPED)
        return next((c for c in defended.children if c.dep_ == "poss"), defended)
    if lemma_of(word) in _DEFENCES:
        return next((c for c in word.children if c.dep_ in ("poss", "amod", "compound")), None)
    return None


_HELPED = frozenset("help let make enable allow permit assist support".split())


_TRIES = frozenset(
    "convict accuse suspect charge sentence jail imprison try indict prosecute condemn arrest execute hang want".split()
)
_PENALTIES = frozenset("sentence term prison jail life year month trial guilty time conviction punishment".split())


def tried_by(preposition: Token) -> Token | None:
    """Whose crime ``preposition`` goes on to name: "X was convicted [of] the murder", "a court jailed X [for]
    the attack", "X is serving a sentence [for] ...", "X pleaded guilty [to] ...". None where nobody is held to have
    done it."""
    word = preposition.head
    if preposition.lower_ == "in" and preposition.nbor(-1).i != word.i:
        return None  # "accused of complicity in the murder"
    if any(child.dep_ == "neg" or child.lower_ == "not" for child in word.children):
        return None
    if word.pos_ in ("VERB", "AUX") and word.lemma_.lower() in _TRIES:
        if word.tag_ == "VBN" or is_passive(word):
            return next(iter(subjects_of(word)), None)
        return next((child for child in word.children if child.dep_ in ("dobj", "obj")), None)
    if word.pos_ in ("VERB", "AUX") and word.lemma_.lower() in ("serve", "plead", "confess"):
        return subject_of(word)
    if word.dep_ in ("dobj", "obj") and word.pos_ == "PROPN" and word.head.lemma_.lower() in _TRIES:
        return word
    if word.lemma_.lower() not in _PENALTIES:
        return None
    verb = next((up for up in word.ancestors if up.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.lemma_.lower() not in ("serve", "be", "plead", "receive", "get", "stand", "face", "find"):
        return None
    return subject_of(verb) if not any(child.dep_ == "neg" for child in verb.children) else None


def antecedent(clause: Token) -> Token | None:
    """The noun that a relative clause says something of; of "It was X that left" X."""
    head = clause.head
    cleft = clause.dep_ == "ccomp" and head.lemma_ == "be" and clause.i > head.i
    if cleft and any(child.dep_ == "nsubj" and child.lower_ == "it" for child in head.lefts):
        return next((child for child in head.rights if child.dep_ == "attr" and child.i < clause.i), None)
    if clause.dep_ not in ("relcl", "acl", "ccomp", "advcl") or clause.head == clause:
        return None
    said = head.dep_ == "appos" and head.tag_ == "NNP" and head.head.pos_ == "PROPN"
    if said and any(child.lower_ in ("a", "an") for child in head.lefts):
        return head.head  # "X, a Texas Republican who chairs Y"
    return head


def sums_up(noun: Token, summaries: frozenset[str]) -> Token | None:
    """The verb of the clause that an apposition to all of it sums up: "X jailed Y, a move that Z condemned", "In a move
    that Z condemned, X jailed Y" (jailed). None where the noun is no such apposition."""
    if lemma_of(noun) not in summaries or not any(child.lower_ in ("a", "an") for child in noun.lefts):
        return None
    first = noun.left_edge.i
    before = noun.doc[first - 1] if first > noun.sent.start else None
    if before is None or (before.text not in (",", "–", "—", "-") and noun.dep_ != "pobj"):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ != "in":
        return None
    for verb in noun.ancestors:
        if verb.pos_ in ("VERB", "AUX") and not _non_finite(verb):
            subject = subject_of(verb)
            return verb if subject is not None and verb.dep_ not in ("acl", "relcl") else None
    return None


def relative_object(verb: Token) -> Token | None:
    """ "the deal (that) X signed": the deal."""
    that = verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    if (verb.dep_ == "relcl" or (that and verb.tag_ == "VBN")) and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        relative = next((c for c in verb.children if c.dep_ in ("dobj", "obj") and c.lower_ in RELATIVES), None)
        if relative is not None:
            return verb.head
        complete = any(c.dep_ in ("prep", "ccomp", "dobj") for c in verb.children)
        if subject is not None and subject.lower_ not in RELATIVES and not complete:
            return verb.head
    return None


def shared_object(verb: Token) -> Token | None:
    """ "arrested and jailed X": X for both."""
    if any(c.dep_ in ("prep", "ccomp", "xcomp", "dobj", "obj") for c in verb.children):
        return None
    for child in verb.children:
        if child.dep_ != "conj" or child.pos_ != "VERB" or any(c.dep_ in SUBJECTS for c in child.children):
            continue
        if _same_form(verb, child):
            return next((c for c in child.children if c.dep_ in ("dobj", "obj")), None)
    return None


def _same_form(verb: Token, other: Token) -> bool:
    """Taggers mix up the past tense and the participle, which look the same."""
    return verb.tag_ == other.tag_ or {verb.tag_, other.tag_} == {"VBD", "VBN"}


def governing_verb(noun: Token) -> Token | None:
    """The verb that has the noun as its object or passive subject; of "came under fire" and "sanctions imposed by"."""
    event = noun = measured(noun)
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun != event and noun.dep_ == "pobj" and noun.head.head.lemma_ == event.lemma_:
        noun = noun.head.head  # "held a meeting with X and meetings with Y", the second hung on X
    for child in noun.lefts if noun.dep_ in ("ROOT", "pobj", "appos") else ():
        if child.dep_ == "amod" and child.tag_ in ("VBD", "VBN") and swallowed(child) is not None:
            return child  # "X imposed sanctions on Y", read as one noun phrase
    for child in noun.children:
        aimed = _AIMING.get(lemma_of(child), ())
        told = child.dep_ == "acl" and child.tag_ == "VBN"
        if told and any(c.dep_ in ("agent", "prep") and c.lower_ not in aimed for c in child.children):
            return child  # "rejected the deal signed by X and Y": what is said of the deal itself is nearer
        had = child.dep_ == "relcl" and lemma_of(child) == "have" and noun.lemma_.lower() in JOINT_EVENTS
        if child.dep_ == "relcl" and (had or lemma_of(child) in _BRINGING) and relative_object(child) is not None:
            return child  # "denounced the sanctions that X imposed on Y", "the meeting that X had with Y"
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


def bearing(noun: Token, light: Token, undergoing: frozenset[str]) -> Token | None:
    """The verb whose subject undergoes what another brings about: "X faces charges | brought by Y", "X pleaded guilty
    to charges | brought by Y"."""
    if light.head != noun or light.dep_ != "acl":
        return None
    if noun.dep_ in ("dobj", "obj"):
        return noun.head if lemma_of(noun.head) in undergoing else None
    if noun.dep_ == "pobj" and noun.head.lower_ == "to":
        verb = noun.head.head.head if noun.head.head.pos_ == "ADJ" else noun.head.head
        return verb if lemma_of(verb) == "plead" else None
    return None


_AIMING: dict[str, tuple[str, ...]] = {
    "target": (), "hit": (), "aim": ("at", "against"), "level": ("at", "against"), "direct": ("at", "against"),
    "weigh": ("on", "upon"), "affect": (), "punish": (), "cripple": (), "apply": ("to",), "hang": ("over",),
}  # fmt: skip
"""Verbs that say of a measure or a deed whom it is meant for, with the prepositions before him; "target" has none."""


def aimed_at(noun: Token) -> Iterator[Token]:
    """Whom a participle or a relative clause says that the deed is for: "sanctions targeting X", "a strike aimed at X",
    "measures that target X"."""
    for head in dict.fromkeys((noun, measured(noun))):
        for child in head.children:
            if child.dep_ not in ("acl", "relcl") or child.i < head.i:
                continue
            for verb in (child, *(c for c in child.children if c.dep_ == "conj")):
                wanted = _AIMING.get(lemma_of(verb))
                if wanted is None or any(c.dep_ == "neg" for c in verb.children):
                    continue
                if wanted and _said_of_antecedent(verb):
                    yield from (pobj for role, pobj in prepositions_of(verb) if role in wanted)
                elif not wanted and not is_passive(verb) and _said_of_antecedent(verb):
                    yield from (c for c in verb.children if c.dep_ in ("dobj", "obj"))


def _said_of_antecedent(verb: Token) -> bool:
    """Whether the subject of a participle or relative clause is the noun before it, not another one in it."""
    return all(child.lower_ in RELATIVES for child in verb.children if child.dep_ in SUBJECTS)


_BRINGING = frozenset("impose sign reach launch wage conclude strike levy issue file bring make give hold".split())


def measured(noun: Token) -> Token:
    """ "a second day of talks", "a round of sanctions": the day, the round, in whose place the noun stands."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "including" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head  # "held several meetings, including talks with X"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _MEASURES:
        return noun.head.head
    return noun
