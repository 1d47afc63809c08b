"""Sentence -> frames: who does what to whom in one normal form, however the sentence puts it.

A ``Frame`` is a predicate (verb, noun, adjective or role noun) with named arguments; arguments point at head tokens of
noun phrases. Undone here: passive, relative and reduced relative clauses, control and raising, shared subjects and
objects, light verbs ("held talks with", "received support from"), nominalisation ("X's capture by Y"), events that
qualify a clause ("on a visit to Y, X said", "with the help of Y"), company ("X, along with Y"), "respectively", a verb
understood ("X met Y, and Z with W"), titles, apposition, copula, possessives.

What the arguments are called:

    agent      who does it: subject, "by" phrase, owner or nationality of an event noun, light verb's subject
    patient    who undergoes it: object, passive subject, "of" phrase of an event noun
    recipient  indirect object
    holder     of a role noun: the person or institution that is it ("X, head of Y": holder X)
    owner      possessor: "X's talks", "Iran's army"
    modifier   name or nationality before the noun: "US sanctions", "Hamas leader"
    content    subject of the clause that is the verb's or noun's object ("demands that X leave": X)
    deed       whom the infinitive is done to: "threatened to bomb X", "refused to talk to X"
    host       the country whose officials are met, where only the place tells it: "flew to X to meet officials"
    between    who does it to each other: "talks between X and Y", and the doers where no other side is named
               ("X and Y met"); "among" where the verb has a thing for its object ("X and Y exchanged letters")
    alongside  "along with X", "together with X", "alongside X" after the verb; before it they are agents
    with, to, against, of, ...   the object of that preposition
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.language.contests import CONTEST, STANDINGS, contest_frames
from kg.language.coreference import Article
from kg.language.grammar import (
    AGREEMENTS,
    ASSAULTS,
    DONE_FOR,
    ENDS,
    FATES,
    FOR_SOMEBODY,
    GIVEN,
    GIVEN_TO,
    GIVING,
    JOINT_EVENTS,
    OBJECTIVE,
    POST_VERBS,
    RELATIVES,
    REQUESTS,
    RESULTS,
    STATES,
    SUBJECTS,
    SUCCEEDING,
    TRIBUTES,
    Argument,
    Frame,
    aimed_at,
    bearing,
    companions_of,
    coordinated,
    defender,
    doers_of,
    examples_of,
    governing_verb,
    identified,
    is_passive,
    lemma_of,
    measured,
    misread_by,
    misread_object,
    noun_agent,
    object_phrases,
    objects_of,
    participle,
    phrase_behind,
    prepositions_of,
    relative_object,
    seat_phrases,
    set_adrift,
    shared_object,
    subject_of,
    subjects_of,
    sums_up,
    swallowed,
    swallowed_subject,
    telephones,
    tried_by,
    undergoer,
)
from kg.language.holders import MADE, part_of_title
from kg.language.roles import RoleReader
from kg.language.speech import acts_of, acts_of_clause, plainly
from kg.language.tokens import Token, is_to_infinitive, verb_above
from kg.language.understood import body_of_members
from kg.language.voices import Saying, Voices
from kg.models import Kind
from kg.rules import Lexicon, TriggerKind

_CLASSES: Mapping[str, frozenset[str]] = {
    "institution": frozenset(
        "entity company firm organization organisation group bank agency corporation business retailer airline "
        "university party ngo charity institution manufacturer network outlet newspaper club team partner "
        "foundation".split()
    ),
    "person": frozenset(
        "individual elite oligarch official leader politician lawmaker senator celebrity minister executive "
        "figure critic dignitary artist musician republican democrat lawyer colleague economist scientist "
        "candidate member nominee person people man woman player relative friend activist journalist judge governor "
        "mayor president premier athlete singer actor suspect defendant detainee prisoner hostage victim general "
        "commander officer businessman businesswoman tycoon banker militant dissident blogger reporter aide "
        "student author writer winner soldier pilot".split()
    ),
    "country": frozenset("country nation state government ally neighbor neighbour".split()),
}
"""Nouns for several actors of a kind, whose names may follow at the end of the sentence."""
_NO_CALLS = frozenset({"action", "arms", "order", "duty", "prayer", "attention"})
_ANNOUNCES = frozenset("announce declare order demand seek propose delay postpone".split())
_OWN_MOVES = frozenset(
    "withdrawal exit departure resignation retirement pullout pull-out retreat secession accession candidacy "
    "evacuation".split()
)
"""Nouns of what nobody does for another: who announces somebody else's exit does not leave."""
_RESTATES = frozenset("reaffirm reiterate underscore stress underline emphasize highlight restate confirm".split())
"""Verbs whose subject may tell of another's attitude: "X underscored American support for Y"."""
_TURNING_DOWN = frozenset({"reject", "deny", "refuse"})
"""Verbs whose object somebody else has said, where it is something said."""
_JOINING = frozenset({"join", "echo", "repeat"})
"""Verbs whose subject says what others have said: "joined calls for X to leave"."""
_CARE = frozenset({"defense", "defence", "protection"})
"""Who is committed to this of somebody is for him."""
_PLEAS = frozenset({"appeal", "plea"})
_PLACED = frozenset({"on", "in", "via", "to"})
"""What stands between something written and where or to whom it was: "a post on X", "a letter to Y"."""
_HELD = frozenset({"hold", "collapse"})
_FILING = frozenset({"file", "lodge", "bring", "submit", "make", "level", "raise", "press", "hurl", "lay"})
_MEETING = frozenset("meet engage consult confer talk speak".split())
_DOERS = frozenset({"agent", "between", "among"})
"""Arguments that the same names may fill."""
_OFFICIALS = frozenset({"officials", "leaders", "authorities", "counterparts", "ministers"})
"""Whose officials these are, where nothing else is said, the place of a meeting tells."""
_GIFTS = frozenset({"dobj", "obj", "oprd", "attr"})
"""What stands behind the passive of giving: "was given a loan"."""
_MEASURED = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL", "PERCENT"})
_NAMING = frozenset({"name", "identify", "know"})
_OF_BLOWS = frozenset("war barrage salvo volley campaign onslaught".split())
"""Nouns for many blows, which "of" may name before it is told whom they hit."""
_DEALING_OUT = frozenset("give hand grant issue serve".split())
_TRIED = frozenset({"of", "for", "in", "over", "to", "with"})
"""What stands between a charge and the crime: "convicted of", "jailed for", "guilty to", "charged with"."""
_OVER_ANYWAY = JOINT_EVENTS | {"bid", "candidacy", "run", "campaign"}
"""Nouns of what took place although it was ended or lost: "cut short a visit", "lost her bid against X"."""
_ADDRESSING = frozenset({"tell", "warn", "remind"})
_SUPPLYING = frozenset({"supply", "donate", "provide", "deliver", "sell", "gift"})
_USING = frozenset(
    "use fire launch receive deploy operate fly hit strike attack destroy shoot sink bomb down intercept "
    "wield get".split()
)
_THEY = frozenset({"they", "them", "those", "among"})
_MEANT_BY = {"it": "country", "he": "person", "she": "person"}
"""The kind of hearer that a pronoun in what he is told may mean; an outlet is told what others must do."""
_ASKING = frozenset("ask call demand request urge press push appeal seek recommend propose insist plead".split())
_COMING_INTO_OFFICE = frozenset("become take assume swear come ascend inherit elect appoint name".split())
_THEREUPON = frozenset({"after", "when", "once", "following", "as"})
_ENDING = frozenset({"with", "after", "following", "in", "by", "despite", "to"})
_UPON = frozenset({"upon", "on", "with", "since"})
_FOLLOWING = frozenset({"replace", "succeed"})
_REACTIONS = frozenset("condemnation criticism rebuke praise applause acclaim censure ridicule denunciation".split())
"""What somebody's words or deeds bring him from others: "X's remarks brought condemnation from Y"."""
_BACKING = frozenset("vote support back elect reelect re-elect endorse choose pick rally".split())
_VOTERS = frozenset(
    "voter supporter follower constituent electorate citizen people member delegate fan congregation resident believer "
    "worker woman man youth backer activist countryman public elector parliamentarian lawmaker".split()
)
"""Who may be asked to vote for somebody."""
_DOUBTING = frozenset({"question", "doubt", "probe", "investigate", "examine"})
_AS_BLOWS = frozenset(
    "attack rebuke swipe jab dig rebuff snub slap criticism nod tribute homage warning threat".split()
)
"""What a deed is to somebody: "in a rebuke to X, Y left", "in a veiled attack on X, Y said"."""
_IN_SPEECH = frozenset("veiled verbal scathing blistering stinging withering personal thinly fierce bitter".split())
_OPPOSITE = frozenset({"counterpart", "counterparts", "host", "hosts", "guest"})
_BODILY = frozenset("steal rob injure wound stab beat hit punch kick shoot burn loot destroy kill bite maim".split())
"""What is done to somebody in an attack that is none in words."""
_ADDRESSED = frozenset({"thank", "rest", "vote"})
"""Verbs whose subject is the speaker's hearer: "Thank you, X", "Rest in peace, X", "Vote for X"."""
_NAMED_ILL = frozenset({"brand", "label"})
"""Verbs that name nobody well: "labelled X 'yesterday's man'"."""
_RECEIVING = frozenset("have pick score land bag nab snag collect boast claim notch rack".split())
"""Whose object somebody has given: "has support from X", "picked up the endorsement of X"."""
_OF_WHAT_SORT = frozenset(
    {"understanding", "intent", "friendship", "cooperation", "co-operation", "association", "peace"}
)
_CHARGES = frozenset({"allegation", "accusation", "claim", "complaint", "charge"})
_TRUST = frozenset({"confidence", "trust", "faith"})
_NO_TRUST = frozenset({"motion", "vote", "resolution", "petition"})
_SET_FOR = frozenset({"set", "schedule", "slate"})
_HITTING = frozenset({"attack", "hammer", "hit", "pummel", "assail"})
_LETTERS = frozenset("letter email message note memo petition memorandum".split())
_PROPOSED = frozenset("plan proposal bill offer idea deal book film law policy decision".split())
"""What is somebody's before anything is done with it: whoever asks for support of a plan by X asks nothing of X."""
_TRAFFIC = frozenset({"to", "from", "with", "into"})
"""What stands between goods or journeys and those who are cut off from them by a ban."""
_COUNTING = frozenset("worth range billion million most dollar euro list number lot variety array host bulk".split())
_BROUGHT = frozenset({"import", "make", "produce", "ship", "bring", "come", "manufacture", "originate"})
_HELPED_TO = frozenset("arrest find free capture rescue win beat defeat fight flee escape oust charge catch".split())
_DUTIES = frozenset({"tariff", "duty", "levy", "tax", "surcharge"})
_WILL = frozenset("will would wo 'll ’ll can ca could shall".split())
_CLOSERS = frozenset({",", '"', "”", "’", "''"})
_WILLING = _WILL - {"can", "ca", "could"}
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute"})
_IN_NOUN = frozenset({"compound", "nmod"})
_EARSHOT = 700
"""Characters between a speaker's name and what he says: more is no quote that shows who says it."""
_OF_ADJECTIVES = frozenset({"of", "for", "about", "with", "at", "over", "toward", "towards"})
_CLAUSED = frozenset({"that", "that-do"})
_HELD_TRUE = frozenset("think believe know say feel mean repeat insist tell maintain see".split())
"""What one says to lead up to what one says: "I think X must go"."""
_NOMINAL = frozenset({"NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_KINDS_OF = frozenset("act form piece kind sort campaign example case policy display sign symbol tool".split())
"""Nouns that only say that something is one of what "of" goes on to name: "an act of piracy"."""
_SEATS = frozenset({"headquarters", "headquarter", "office", "seat"})
_STINTS = frozenset({"year", "decade", "stint", "spell", "career", "tenure"})
_BEFORE_NOUNS = frozenset({"owner", "modifier"})
_OF_ANYTHING = frozenset({"of", "for", "by", "in", "at", "as", "like"})
"""Prepositions that belong to the word before them more often than to the verb."""
_SAID_OF = frozenset({"ccomp", "acomp", "xcomp"})
_UTTERED = frozenset("ccomp dep parataxis intj dobj obj".split())
_LISTED = frozenset("appos conj nsubj dobj attr".split())
_ADJUNCT_OF = frozenset("on during in at after before following amid ahead".split())
_JOURNEYS = frozenset(
    "travel fly go come arrive head return land stop be stay gather sit visit depart leave remain convene jet journey "
    "drive reach".split()
)
"""Verbs of those who go somewhere for a meeting."""
_ESCORTING = frozenset(
    "arrest detain kill attack receive host welcome greet assassinate shoot poison hit injure escort accompany "
    "interview seize capture join invite ask question follow".split()
)
"""Verbs whose object, not subject, may be the one that is on the visit that the sentence goes on to name."""


class FrameReader:
    """Finds the frames of an article. ``lemmas`` limits the work to predicates that some rule looks for."""

    def __init__(self, lexicon: Lexicon, lemmas: Mapping[TriggerKind, frozenset[str]]) -> None:
        self._lexicon = lexicon
        self._lemmas = lemmas
        self._roles = RoleReader(lemmas["role"], lexicon)
        self._deeds = ASSAULTS.union(*(lexicon[name] for name in ("attacks", "summaries", "writings")))
        self._blows = lexicon["attacks"] | lexicon["goods"] | {"aggression", "choice"}
        self._traffic = lexicon["traffic"] | lexicon["goods"] | lexicon["trade_goods"]
        self._voices: Voices | None = None  # of the article that is being read

    def frames(self, article: Article, tokens: Iterable[Token]) -> Iterator[Frame]:
        """The frames whose predicate is among ``tokens``."""
        verbs, nouns, adjectives = self._lemmas["verb"], self._lemmas["noun"], self._lemmas["adjective"]
        standings: list[Token] = []
        sayings = self._sayings(article)
        for token in tokens:
            if token.lower_ in STANDINGS:
                standings.append(token)
            pos, tag = token.pos_, token.tag_
            if pos in ("PUNCT", "DET", "SPACE", "CCONJ") and tag not in ("VBN", "VBG", "NN"):
                yield from self._roles.frames(article, token)
                continue
            lemma = lemma_of(token)
            if pos in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                if lemma in verbs:
                    yield from self._verb(article, token, lemma)
                elif lemma == "accord" and token.dep_ == "prep":
                    yield from self._according(token)
                if token.lower_.startswith(("re-", "co-")):  # "co-wrote", with the lemma of "wrote"
                    prefixed = token.lower_[:3] + lemma
                    if prefixed in verbs:
                        yield from self._verb(article, token, prefixed)
                if lemma == "make" and (said := plainly(token)) is not None:
                    yield from self._made_clear(token, said)
                if token.i in sayings:
                    yield from self._uttered(sayings[token.i], token, sayings)
            elif pos == "NOUN" and lemma in verbs and token.dep_ in ("ROOT", "ccomp", "relcl", "conj"):
                if {"nsubj", "dobj"} <= {child.dep_ for child in token.children}:  # "Actions by X target Y"
                    yield from self._verb(article, token, lemma)
            elif tag == "VBN" or (pos == "ADJ" and tag == "JJ" and token.text.endswith("ed")):
                base = participle(token, verbs)
                if base in verbs:
                    yield from self._verb(article, token, base)
            if (pos in ("NOUN", "PROPN") or tag in ("VBG", "NN")) and pos != "VERB":
                form = lemma if lemma in nouns else token.lower_
                if form in nouns and (frame := self._noun(article, token, form)) is not None:
                    yield frame
            if pos in ("ADJ", "ADV", "VERB"):
                form = token.lower_ if token.dep_ == "acomp" and tag in ("VBN", "VBG") else lemma  # "is opposed to"
                if form in adjectives and not (pos == "VERB" and any(c.dep_ == "dobj" for c in token.children)):
                    yield self._adjective(token, form)  # but "closed its border with X" is not close to X
            yield from self._roles.frames(article, token)
        if standings and CONTEST in self._lemmas["role"]:
            yield from contest_frames(article, standings, self._lexicon)

    # -- verbs -------------------------------------------------------------------------------------------------

    def _union_joined(self, article: Article, verb: Token, subjects: list[Token]) -> Token | None:
        """ "Croatia joined in 2013": the union of which the article speaks."""
        states = [s for s in subjects if s.i in article.at and article.actors[article.at[s.i]].kind == "country"]
        if not states:
            return None
        head = body_of_members(article, self._lexicon, verb, "country")
        return article.doc[head] if head is not None else None

    def _verb(self, article: Article, verb: Token, lemma: str) -> Iterator[Frame]:
        """The frame of ``verb``; two or more where "respectively" pairs its arguments or where it is understood
        with a second subject ("X met Y, and Z, W")."""
        if verb.lower_ == "opposed" and verb.i > 0 and verb.nbor(-1).lower_ == "as":
            return  # "X as opposed to Y" compares
        arguments = _Arguments()
        words: set[str] = set()
        control = self._lexicon["object_control"]
        passive = is_passive(verb)
        subjects = [self._meant(article, subject, verb) for subject in subjects_of(verb, control)]
        if verb.tag_ == "VBG" and verb.dep_ == "advcl" and lemma in _FOLLOWING and lemma_of(verb.head) in MADE:
            # "named X minister, replacing Y": X does, not who names him.
            made = [c for c in verb.head.children if c.dep_ in ("dobj", "obj", "nsubjpass") and c.i in article.at]
            subjects = made or subjects
        if (quoted := _quoted_as_saying(verb)) is not None:
            subjects = [quoted]
        if verb.dep_ in ("relcl", "acl"):
            subjects = [
                meant for subject in subjects
                for meant in self._summed_up(subject, lemma) or (self._roles.described(article, subject),)
            ]  # fmt: skip
        if lemma in _ADDRESSED and not subjects and (said := self._sayings(article).get(verb.i)) is not None:
            arguments.add("agent", said.by if said.speaker.actor is not None else None)  # "Thank you, Y," said X
        after_comma = passive and verb.dep_ == "acl" and verb.head.dep_ == "pobj" and verb.i > 0
        led = self._roles.body_before(article, verb) if passive and lemma in _OF_BODIES | _LED else None
        nearer = led is not None and verb.head.i < led.i < verb.i  # "A, led by X; B, | led by Y", hung on A
        if led is not None and (after_comma or nearer or verb.dep_ == "advcl"):
            subjects = [led]
        elif after_comma and verb.nbor(-1).text == "," and not self._only_of(article, verb.head, lemma):
            subjects = []  # "a dinner with X, hosted by Y": which noun is meant, the parser cannot know
        elif (
            passive
            and verb.dep_ == "advcl"
            and lemma in _OF_BODIES | _LED
            and verb.i > verb.head.i + 1
            and (verb.nbor(-1).text == ",")
        ):
            subjects = [verb.nbor(-2)]  # "urged the junta, led by X": not those who urged it
        elif passive and verb.dep_ == "advcl" and (described := _right_before(verb)) is not None:
            subjects = [described] if described.pos_ == "NOUN" else []
        cut = passive and verb.i > 2 and verb.nbor(-1).text == "-" and verb.head.i < verb.i  # not "New York-based X"
        if cut and verb.nbor(-3).pos_ in ("NOUN", "PROPN"):
            subjects = []  # "a dinner in May co-hosted by X": the parser, which sees three words, knows it even less
        for subject in subjects:
            # "A, led by X; B, led by Y; and C, led by Z": what comes behind the participle has its own.
            goes_on = passive and verb.dep_ == "acl" and any(
                c.dep_ in ("conj", "appos") and c.i > verb.i for c in subject.children
            )  # fmt: skip
            arguments.add("patient" if passive else "agent", subject, alone=goes_on)
        if verb.dep_ == "compound" and verb.tag_ == "VBD" and verb.head.i in article.at and subjects:
            arguments.add("patient", verb.head)  # "X beat Y in the final", Y read as a noun phrase of its own
        listed: list[tuple[str, Token]] = []
        for child in verb.children:
            if child.dep_ == "agent":
                for pobj in objects_of(child):
                    arguments.add("agent", pobj)
            elif child.dep_ == "npadvmod" and child.i > verb.i and child.pos_ == "NOUN" and child.i not in article.at:
                listed += list(prepositions_of(child)) if verb.doc[child.left_edge.i - 1].text == "," else []
            elif child.dep_ in ("dobj", "obj") and child.lower_ not in RELATIVES:
                if child.lower_ == "it" and lemma in self._lexicon["calling"]:
                    continue  # what is called names is a deed more often than the last body that was named
                if arguments.has("patient") and not passive and child.left_edge.nbor(-1).text == ",":
                    continue  # "captured two of them, ..., X's secret service": an apposition, read as a second object
                arguments.add("patient", child if not _reciprocal(child) else None)
                if _swallows(article, child):  # "took X hostage"
                    arguments.add("patient", next(c for c in child.lefts if c.i in article.at))
                if lemma in MADE and child.i not in article.at:
                    arguments.add("patient", part_of_title(article, child))
            elif child.dep_ == "dative":
                if child.pos_ == "ADP":
                    for pobj in objects_of(child):
                        arguments.add("recipient", pobj)
                        arguments.add(child.lower_, pobj)
                else:
                    arguments.add("recipient", child)
            elif lemma in _ADDRESSED and child.dep_ == "npadvmod" and child.i in article.at and child.i > verb.i:
                if verb.i in self._sayings(article):  # not in a transcript, where it is the turn of the next to speak
                    arguments.add("patient", child)
            elif (
                child.dep_ == "npadvmod"
                and lemma == "back"
                and child.i in article.at
                and child.left_edge.i == verb.i + 1
            ):
                arguments.add("patient", child)  # "refused to back X", read like a measure
            elif child.dep_ == "npadvmod" and verb.dep_ in ("amod", "acl", "compound") and child.i < verb.i:
                arguments.add("agent", child)
            elif child.dep_ == "oprd" and child.i in article.at and not passive and _has_particle(verb):
                arguments.add("patient", child)  # "called out X", "named X as", X misread as what somebody is called
            elif not passive and (child.dep_ == "oprd" or (child.dep_ in _SAID_OF and _swallows(article, child))):
                # "called X's remarks absurd": read as a clause of its own.
                if (called := next((c for c in child.lefts if c.dep_ == "nsubj"), None)) is not None:
                    arguments.add("patient", called)
                    words.add(lemma_of(called))
                # "named X foreign secretary", "holds X accountable": the parser may make X part of the title.
                for name in child.lefts:
                    if name.dep_ in ("nmod", "compound") and name.i in article.at and child.i not in article.at:
                        arguments.add("patient", name)
            elif not passive and (so_called := _so_called(child, self._lexicon)) is not None:
                arguments.add("patient", so_called)
            elif child.dep_ in ("ccomp", "xcomp") or (
                child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children)
            ):
                inner = next((c for c in child.children if c.dep_ in SUBJECTS), None) or swallowed_subject(child)
                if inner is not None and passive and _marked(child):
                    if not is_passive(child):
                        arguments.add("content", inner)  # "was appalled that X had left"
                elif inner is not None and not passive:
                    infinitive = is_to_infinitive(child) or child.tag_ in ("VBG", "VB")
                    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
                    if infinitive and not marked and lemma in control and not is_passive(child):
                        arguments.add("patient", inner)
                    doubted = any(
                        (c.dep_ == "mark" and c.lower_ in ("if", "whether")) or c.tag_ == "WRB" for c in child.children
                    )  # "asked whether X", "asked why X"
                    if not is_passive(child) and (not doubted or lemma in _DOUBTING):
                        arguments.add("content", inner)
                elif child.dep_ == "xcomp" and not passive and is_to_infinitive(child):
                    self._add_deed(article, arguments, child)
        if lemma in _ASKING and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and not passive:
            for receiver in _written_to(verb.head):
                arguments.add("recipient", receiver)
        if verb.dep_ == "pcomp" and not arguments.has("patient"):
            for child in verb.head.head.lefts:
                if child.dep_ in SUBJECTS and misread_object(child) is verb:
                    arguments.add("patient", child)
        if not passive:
            for role, name in _list_goes_on(article, verb, arguments.found):
                arguments.add(role, name)
        for role, pobj in prepositions_of(verb):
            if role == "into" and pobj.lemma_.lower() in _CHARGES:
                for inner_role, charged in prepositions_of(pobj):  # "is looking into allegations against X"
                    arguments.add("into", charged if inner_role in ("against", "about") else None)
            if role == "on" and pobj.lower_ == "behalf" and not any(s.i in article.at for s in subjects):
                for inner_role, meant in prepositions_of(pobj):
                    arguments.add("agent", meant if inner_role == "of" else None)  # "On behalf of X, I congratulate"
            if _reciprocal(pobj):
                continue  # "are running against each other": the doers are both sides
            arguments.add(role, pobj)
            if role == "for" and lemma in _ASKING and _goes_on_to(pobj):
                arguments.add("content", pobj)  # "called [for X] to leave", read as two phrases
            if role == "in" and lemma in _ASKING and pobj.lemma_.lower() in _LETTERS:
                for inner_role, reader in prepositions_of(pobj):
                    arguments.add("recipient", reader if inner_role == "to" else None)  # "in a letter to X, demanded"
            if role == "in" and pobj.pos_ == "PROPN" and subjects and pobj.i < subjects[0].i:
                words.add("in-first")  # "In Rome, X will meet Y" tells where X goes; "X met Y in Rome" may be at home
            for doer in _including_by(pobj) if passive else ():
                arguments.add("agent", doer)
            if role == "by" and passive:
                arguments.add("agent", pobj)
            elif role == "to" and pobj.lemma_.lower() in DONE_FOR:
                for helped in (c for c in pobj.children if c.dep_ == "poss"):
                    arguments.add("for", helped)
                for inner_role, helped in prepositions_of(pobj):
                    arguments.add("for", helped if inner_role == "of" else None)
            elif pobj.ent_type_ in ("DATE", "TIME") and not passive and arguments.has("patient"):
                # "visited X on Monday and Y on Tuesday": the parser ties Y to Monday.
                for other in coordinated(pobj)[1:]:
                    if other.ent_type_ not in ("DATE", "TIME") and other.pos_ == "PROPN":
                        arguments.add("patient", other)
        for child in verb.children:  # "is looking at whether X lied"
            if child.dep_ == "prep" and child.lower_ in ("into", "at"):
                arguments.add(child.lower_, _asked_about(child))
        for role, pobj in listed:  # "got tanks from X, drones from Y": the parser makes an adverbial of the drones
            arguments.add(role, pobj if arguments.has(role) else None)
        for role, pobj in self._stray_phrases(article, verb):
            if role not in _OF_ANYTHING and not arguments.has(role):
                arguments.add(role, pobj)
        for name, noun in _named_behind(article, verb):
            for role in dict.fromkeys(a.role for a in arguments.found if a.token == noun.i):
                arguments.add(role, name)
        if passive and not arguments.has("agent"):
            arguments.add("agent", misread_by(verb))
        if (
            not passive
            and (lemma in GIVING or lemma == "fine")
            and not arguments.has("recipient")
            and not arguments.has("to")
        ):
            arguments.add("recipient", _misread_recipient(article, verb, self._lexicon))
        for role, pobj in object_phrases(verb, lemma):
            known = arguments.of(role)  # "bought a stake in X in 2019" says more than when
            if all(article.doc[a.token].ent_type_ in ("DATE", "TIME") for a in known):
                arguments.add(role, pobj)
            words.add(role)
        if passive and lemma in GIVEN_TO and subjects and any(c.dep_ in _GIFTS and c.i > verb.i for c in verb.children):
            arguments.add("recipient", subjects[0])  # "X was given a loan by Y"
        if lemma in GIVING and not passive and arguments.has("patient") and not arguments.has("to"):
            for other in verb.children if not arguments.has("recipient") else ():  # "shipped oil and paid money [to X]"
                if other.dep_ == "conj" and lemma_of(other) in GIVING and subject_of(other) in subjects:
                    for role, pobj in (*prepositions_of(other), *object_phrases(other, lemma_of(other))):
                        arguments.add("to", pobj if role == "to" else None)
        if lemma in GIVING and verb.dep_ == "relcl" and not passive and not arguments.has("to"):
            given_to = next((c for c in verb.children if c.dep_ == "dobj" and c.i in article.at), None)
            if given_to is not None and verb.head.i not in article.at:  # "the tanks that X gave Y"
                arguments.add("recipient", given_to)
                words.add(verb.head.lemma_.lower())
        if passive and lemma in _SUPPLYING and verb.dep_ in ("acl", "amod") and not arguments.has("to"):
            arguments.add("recipient", _user_of(verb.head))  # "hit it with British-supplied missiles"
        if lemma == "help" and not passive and (aided := _helped_to(verb)) is not None:
            arguments.found = [argument for argument in arguments.found if argument.role != "patient"]
            arguments.add("patient", aided)
        if lemma in SUCCEEDING and not arguments.has("from"):
            posts = [article.doc[argument.token] for argument in (*arguments.of("as"), *arguments.of("patient"))]
            for role, pobj in (phrase for post in posts for phrase in prepositions_of(post)):
                if role == "from":
                    arguments.add("from", pobj)
                    words.add("from")
        if lemma in _ASKING:
            for asked_for in (article.doc[a.token] for a in (*arguments.of("patient"), *arguments.of("for"))):
                # "called for an inquiry by X", "demanded the implementation of measures by X"
                of_it = [t for role, t in prepositions_of(asked_for) if role == "of" and t.i not in article.at]
                for thing in (asked_for, *of_it) if asked_for.i not in article.at else ():
                    if thing.lemma_.lower() not in self._lexicon["writings"] | _PROPOSED:
                        for role, pobj in prepositions_of(thing):
                            arguments.add("content", pobj if role == "by" else None)
        blamed_on = lemma in ("blame", "pin") or (lemma in ("lay", "put", "place") and "blame" in companions_of(verb))
        if blamed_on and not passive and not arguments.has("on") and not arguments.has("for"):
            # "blamed the blast at the plant on X": the parser may hang "on" on any noun before it.
            blamed = [t for t in verb.subtree if t.i > verb.i and t.dep_ == "prep" and t.lower_ == "on"]
            if blamed and not any(a.token in article.at for a in arguments.of("patient")):
                for pobj in objects_of(blamed[-1]):
                    arguments.add("on", pobj)
                    words.add("on")
        if lemma in _MEETING and not passive:
            arguments.add("host", self._host(article, verb))
        if lemma in ("answer", "take", "field") and not arguments.has("from"):
            asked = next((article.doc[a.token] for a in arguments.of("patient")), None)
            if asked is not None and asked.lemma_.lower() in ("question", "query"):
                # "answered questions about the war from X": the parser may hang "from" on any noun before it.
                for inner in asked.subtree:
                    if inner.dep_ == "prep" and inner.lower_ == "from":
                        for pobj in objects_of(inner):
                            arguments.add("from", pobj)
                            words.add("from")
        if lemma == "survive" and passive:
            # The kin that somebody leaves are a long list of appositions, of which parsers make anything.
            for heir in (article.doc[argument.token] for argument in arguments.of("agent")):
                for kin in heir.subtree:
                    arguments.add("agent", kin if kin.i in article.at and kin.dep_ in _LISTED else None)
        if lemma in _COMING_INTO_OFFICE:
            for before in self._left_office(verb):
                arguments.add("after", before)
                words |= {"after"} if passive or lemma not in MADE else {"after", "another"}
        if lemma in POST_VERBS:
            for body in seat_phrases(verb, article.at.keys() | article.owner.keys()):
                arguments.add("from", body)
        if not passive and verb.dep_ == "amod" and swallowed(verb) is not None:
            for role, pobj in prepositions_of(verb.head):
                arguments.add(role, pobj)
                words.add(role)
            words.add(verb.head.lemma_.lower())
        if not passive and not arguments.has("patient"):
            arguments.add("patient", verb.head if verb.dep_ == "amod" else None)  # "X jailed dissident Y", misread
            antecedent = relative_object(verb)
            for doer in self._summed_up(antecedent, lemma) if antecedent is not None else ():
                arguments.add("patient", doer)
            arguments.add("patient", self._meant(article, antecedent, verb) if antecedent is not None else None)
            if antecedent is not None:
                words.add(antecedent.lemma_.lower())
            arguments.add("patient", shared_object(verb))
        if lemma == "join" and not passive and not arguments.has("patient") and _tells_only_when(verb):
            arguments.add("home", self._union_joined(article, verb, subjects))
        sides = (argument for role in ("with", "to", "against", "content") for argument in arguments.of(role))
        if not passive and all(article.doc[side.token].lemma_.lower() in AGREEMENTS for side in sides):
            things = [argument.token for argument in arguments.of("patient")]
            if lemma == "discuss" or not any(token in article.at for token in things):
                for subject in subjects:
                    arguments.add("among" if things else "between", subject)
        self._read_names(article, arguments, verb)
        arguments.add_examples(article)
        if not passive and lemma in self._lexicon["calling"] and lemma != "dismiss":
            words |= _bad_name(verb, arguments, article)
        if not subjects and lemma in self._lexicon["saying"] and verb.head == verb:
            arguments.add("agent", _named_right_before(article, verb))
        acts = [
            (act, self._roles.described(article, self._meant(article, whom, verb)) if whom is not None else None)
            for act, whom in acts_of(verb, lemma, self._lexicon)
        ]
        plain = [act for act, whom in acts if whom is None]
        if lemma in _ADDRESSING and "demanding" in plain and not passive:  # "told X that it must leave": X
            for who in (article.doc[a.token] for a in arguments.of("content")):
                for hearer in (a.token for a in arguments.of("patient") if who.i not in article.at):
                    kind = article.actors[article.at[hearer]].kind if hearer in article.at else ""
                    if _MEANT_BY.get(who.lower_) == kind:
                        arguments.add("content", article.doc[hearer])
        words.update(plain[:1])
        if lemma == "call" and not passive and telephones(verb):
            words.add("phoning")
        if lemma == "call" and not passive and _drops_in(verb, article):
            words.add("visiting")
        if not passive and any(_backs(child) for child in verb.children):
            asked_through = (pobj for role, pobj in prepositions_of(verb) if role in ("on", "to"))
            if any(hearer.lemma_.lower() in _VOTERS for hearer in (*verb.children, *asked_through)):
                words.add("for-votes")
        if (
            lemma in _NAMED_ILL
            and not passive
            and (
                any(_styled(child) for child in verb.children)
                or sum(child.dep_ in ("dobj", "obj") for child in verb.children) > 1
            )
        ):
            words.add("styled")
        if lemma == "have" and any(c.lower_ in _TRUST and _denied(c) for c in verb.children if c.dep_ == "dobj"):
            words.add("not-trusting")
        if lemma in _HITTING and _in_words(verb, self._lexicon):
            words.add("in-words")
        if lemma == "attack" and any(
            lemma_of(c) in _BODILY for c in verb.children if c.dep_ in ("conj", "advcl", "dep")
        ):
            words.add("bodily")
        if any(child.dep_ == "neg" for child in verb.children):
            words.add("not")
            helping = {child.lower_ for child in verb.children if child.dep_ == "aux"}
            if helping & _WILL:
                words.add("will-not")
            if helping & _WILLING:
                words.add("would-not")
        words |= companions_of(verb) | {subject.lemma_.lower() for subject in subjects if subject.pos_ == "NOUN"}
        for subject in subjects:  # "thousands of doctors work in X": doctors
            if lemma_of(subject) in self._lexicon["transparent"] or subject.pos_ == "NUM":
                words.update(lemma_of(pobj) for role, pobj in prepositions_of(subject) if role == "of")
        how = "passive" if passive else ""
        paired = list(_respectively(verb, arguments.found)) or [tuple(arguments.found)]
        for found in paired:
            yield Frame("verb", lemma, verb.i, verb.i, frozenset(words), found, how=how)
        for act in plain[1:]:  # "said X was a liar and must leave"
            yield Frame(
                "verb", lemma, verb.i, verb.i, frozenset({act, *words & _CLAUSED}), tuple(arguments.found), how=how
            )
        for act, whom in acts:  # "said X must leave and Y was a liar"
            if whom is not None:
                others = tuple(a for a in arguments.found if a.role not in ("content", "patient"))
                said_of = (*others, Argument("content", whom.i))
                yield Frame("verb", lemma, verb.i, verb.i, frozenset({act, *words & _CLAUSED}), said_of, how=how)
        for child in verb.children:
            if child.dep_ == "conj" and child.pos_ in ("PROPN", "NOUN") and verb.pos_ == "VERB":
                phrases = [(role, pobj) for role, pobj in prepositions_of(child) if role != "of"]
                if phrases:
                    second = (Argument("agent", child.i), *(Argument(role, t.i) for role, t in phrases))
                    at = next((c.i for c in child.children if c.i > child.i), child.i)
                    yield Frame("verb", lemma, at, verb.i, frozenset(words), second, how="verb understood")

    def _only_of(self, article: Article, named: Token, lemma: str) -> bool:
        """Whether the verb is said of such as ``named`` alone: of organisations that they were founded, of people
        that they were jailed, so that it cannot be said of the thing before ("a visit to X, jailed by Y")."""
        if named.i not in article.at:  # "the journalist X, jailed by Y"
            called = (c for c in named.children if c.dep_ == "appos" and c.i > named.i and c.left_edge.i == named.i + 1)
            named = next(called, named)
        if named.i not in article.at:
            return False
        person = article.actors[article.at[named.i]].kind == "person"
        return lemma in self._lexicon["done_to_people"] if person else lemma in _OF_BODIES

    def _read_names(self, article: Article, arguments: _Arguments, predicate: Token) -> None:
        """Puts the one who has a title in the place of the title where the parse takes that for the argument, and adds
        the members of a list that the parse has lost: "NATO Secretary General X, OSCE Chairman-in-Office Y and Z"."""
        doc, found = article.doc, arguments.found
        series = self._roles.series(article)
        for place, argument in enumerate(tuple(found)):
            if argument.role in _BEFORE_NOUNS or argument.alone:
                continue
            title = doc[argument.token]
            if title.ent_type_ == "DATE" or title.lemma_ in _TIMES:
                # "traveled to Chad days before the vote", "will travel to Chad March 31"
                named = next((c for c in title.lefts if c.dep_ in _IN_NOUN and c.i in article.at), None)
                if named is not None and named.i == title.i - 1:
                    found[place] = Argument(argument.role, named.i)
                continue
            if title.pos_ in _NOMINAL and (holder := self._roles.titled(article, title)) is not None:
                argument = found[place] = Argument(argument.role, holder.i)
                for other in coordinated(title)[1:]:
                    arguments.add(argument.role, other)
            if argument.token not in series:
                continue
            members = series[argument.token]
            following = members[members.index(argument.token) + 1 :]
            if not following or argument.token < predicate.i < following[-1]:
                continue
            taken = {
                other.token for other in found
                if other.role != argument.role and not {other.role, argument.role} <= _DOERS
            }  # fmt: skip
            if taken.intersection(following) or (predicate.i < argument.token and _goes_on(doc[following[-1]])):
                continue
            for name in following:
                arguments.add(argument.role, doc[name])

    def _sayings(self, article: Article) -> Mapping[int, Saying]:
        if self._voices is None or self._voices.article is not article:
            self._voices = Voices(article, self._lexicon)
        return self._voices.sayings()

    def _uttered(self, said: Saying, clause: Token, sayings: Mapping[int, Saying]) -> Iterator[Frame]:
        """What somebody does in saying a clause in quotation marks that hangs on no verb of speech: "'...,' X said.
        'Y is lying.'" """
        if said.speaker.actor is None or abs(said.by.idx - clause.idx) > _EARSHOT or not _stands_alone(clause, sayings):
            return
        told = clause.head == said.verb and said.by.head == said.verb and said.by.dep_ in SUBJECTS
        if told and lemma_of(said.verb) in self._lexicon["saying"]:
            return  # which the frame of that verb tells
        subject = subject_of(clause) if clause.dep_ == "conj" else None
        for act, whom in acts_of_clause(clause, self._lexicon, subject):
            arguments = (Argument("agent", said.by.i), Argument("content", whom.i))
            at = said.verb.i
            yield Frame("verb", "say", at, at, frozenset({act}), arguments, how="in quotation marks")

    def _made_clear(self, making: Token, clause: Token) -> Iterator[Frame]:
        """ "X made it clear that Y must leave"."""
        doers = [Argument("agent", doer.i) for doer in doers_of(making, self._lexicon["object_control"])]
        for act, whom in acts_of_clause(clause, self._lexicon) if doers else ():
            arguments = (*doers, Argument("content", whom.i))
            yield Frame("verb", "say", making.i, making.i, frozenset({act}), arguments, how="made clear")

    def _according(self, according: Token) -> Iterator[Frame]:
        """What somebody does in saying what the clause tells: "Y is lying, according to X"."""
        told = according.head
        if told.pos_ not in ("VERB", "AUX"):
            return
        by = [Argument("agent", pobj.i) for role, pobj in prepositions_of(according) if role == "to"]
        for act, whom in acts_of_clause(told, self._lexicon) if by else ():
            arguments = (*by, Argument("content", whom.i))
            yield Frame("verb", "say", according.i, according.i, frozenset({act}), arguments, how="according to")

    def _left_office(self, verb: Token) -> Iterator[Token]:
        """Who has left before the subject of ``verb`` comes: "after X resigned", "following the death of X"."""
        leaving = self._lexicon["leaving_office"]
        posts = (c for c in verb.children if c.dep_ in ("attr", "oprd"))
        for child in (c for head in (verb, *posts) for c in head.children):
            if child.dep_ == "advcl" and lemma_of(child) in leaving:
                if any(c.lower_ in _THEREUPON for c in child.children):
                    yield from subjects_of(child)
            elif child.dep_ in ("prep", "advcl") and child.lower_ in _THEREUPON | _UPON:
                objects = (*objects_of(child), *(c for c in child.children if c.dep_ == "dobj"))
                for event in (t for t in objects if t.lemma_.lower() in leaving):
                    yield from (c for c in event.children if c.dep_ == "poss")
                    yield from (pobj for role, pobj in prepositions_of(event) if role == "of")
        yield from self._left_before(verb)

    def _left_before(self, verb: Token) -> Iterator[Token]:
        """Who goes in the clause before: "X resigned as mayor and Y was sworn in", "The club sacked X and appointed Y",
        "X stepped down as mayor. Y took over"."""
        before = verb.head if verb.dep_ == "conj" else None
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
            before = verb.head  # "resigned as mayor and Y was sworn in", where the parser makes a clause of "as"
        if before is None:  # two clauses that a semicolon parts
            before = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.doc[c.right_edge.i + 1].text == ";"), None)
        if before is None and verb.dep_ == "ROOT" and verb.sent.start:
            before = verb.doc[verb.sent.start - 1].sent.root
            if not _same_post(before, verb):
                return
        if before is None or lemma_of(before) not in self._lexicon["leaving_office"] or before.pos_ != "VERB":
            return
        subject = subject_of(verb)
        own = subject is not None and subject != subject_of(before)
        if own and (is_passive(before) or not any(c.dep_ == "dobj" and c.ent_type_ for c in before.children)):
            yield from subjects_of(before)
        elif not own and not is_passive(verb) and lemma_of(verb) in MADE:
            yield from (child for child in before.children if child.dep_ == "dobj")

    def _host(self, article: Article, verb: Token) -> Token | None:
        """The country whose officials are met: "travels to X to meet government officials", "in X, Y met officials"."""
        met = [c for c in verb.children if c.dep_ == "dobj"] + [
            pobj for role, pobj in prepositions_of(verb) if role == "with"
        ]
        if not met or met[0].lower_ not in _OFFICIALS or any(self._says_whose(article, c) for c in met[0].subtree):
            return None
        clause = verb
        for _ in range(3):
            for role, place in prepositions_of(clause):
                if role in ("in", "to") and place.i < met[0].i and self._country(article, place):
                    return place
            if clause.dep_ not in ("xcomp", "advcl", "conj", "relcl", "acl", "pcomp", "prep") or clause.head == clause:
                return None
            if clause.dep_ == "relcl" and self._country(article, clause.head):
                return clause.head  # "in X, where he met officials"
            clause = clause.head
            visited = next((c for c in clause.children if c.dep_ == "dobj"), None)
            if lemma_of(clause) == "visit" and visited is not None and self._country(article, visited):
                return visited
        return None

    def _country(self, article: Article, token: Token) -> bool:
        return token.i in article.at and article.actors[article.at[token.i]].kind == "country"

    def _says_whose(self, article: Article, token: Token) -> bool:
        return token.i in article.at or token.i in article.owner or token.dep_ == "poss"

    def _stray_phrases(self, article: Article, verb: Token) -> Iterator[tuple[str, Token]]:
        """Phrases that the parse hangs on a word inside the verb's own clause which is neither an actor nor an event:
        "flew unannounced [into X]", "signed a paper last week [with Y]"."""
        inner = [c for c in verb.children if c.dep_ in ("acomp", "advmod", "oprd", "npadvmod") and c.i > verb.i]
        inner += [
            pobj for role, pobj in prepositions_of(verb)
            if pobj.i > verb.i and (pobj.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY") or role in ("by", "for"))
        ]  # fmt: skip
        for word in inner:
            if word.i in article.at or word.i in article.owner or lemma_of(word) in self._lemmas["noun"]:
                continue
            if word.tag_ in ("VBN", "VBG") or lemma_of(word) in self._lemmas["adjective"]:
                continue
            for role, pobj in prepositions_of(word):
                if pobj.i in article.at and pobj.i > word.i:
                    yield role, pobj

    def _add_deed(self, article: Article, arguments: _Arguments, infinitive: Token) -> None:
        """ "threatened to bomb X", "refused to talk to X": the one to whom it is done or not done."""
        if is_passive(infinitive):
            return
        if lemma_of(infinitive) in GIVING:
            arguments.add("deed", _misread_recipient(article, infinitive, self._lexicon))
        for child in infinitive.children:
            if child.dep_ in ("dobj", "obj", "dative") and child.pos_ != "ADP":
                arguments.add("deed", child)
                if child.lemma_.lower() in self._lexicon["blows"]:  # "to impose sanctions on X"
                    for role, pobj in prepositions_of(child):
                        if role in ("on", "against"):
                            arguments.add("deed", pobj)
                elif (
                    lemma_of(infinitive) in self._lexicon["ended"] and child.lemma_.lower() in self._lexicon["standing"]
                ):
                    for role, pobj in prepositions_of(child):  # "to cut ties with X", "to halt shipments to X"
                        arguments.add("deed", pobj if role in ("with", "to", "from", "for") else None)
        for role, pobj in prepositions_of(infinitive):
            if role in ("to", "with", "against", "from", "on") or (role == "for" and _backs(infinitive)):
                arguments.add("deed", pobj)

    def _meant(self, article: Article, subject: Token, verb: Token) -> Token:
        """The noun that names the subject: "X, a group backed by Y", "X is a man who gave to Y" (X); "a statement by X
        that condemned Y", "X posted a message blaming Y" (X)."""
        if (author := self._author(subject, verb)) is not None:
            return author
        if subject.i in article.at:
            return subject
        if subject.dep_ == "nsubj" and (named := self._set_before(article, subject)) is not None:
            return named
        if subject.dep_ == "appos" and subject.head.i in article.at and subject.head.i < subject.i:
            of_another = any(child.lower_ == "whose" for child in subject.lefts)
            return subject if of_another or sums_up(subject, self._lexicon["summaries"]) else subject.head
        named = identified(subject) if verb.dep_ in ("acl", "relcl", "conj") else None
        if named is not None and any(t.i in article.at for t in (named, *named.children) if t.dep_ != "conj"):
            return named
        if verb.tag_ == "VBG" and verb.dep_ == "acl" and lemma_of(subject) in self._lexicon["writings"]:
            return noun_agent(subject, self._lexicon["object_control"]) or subject
        if verb.dep_ in ("acl", "relcl") and not is_passive(verb):
            return self._behind(article, subject) or subject
        return subject

    def _set_before(self, article: Article, noun: Token) -> Token | None:
        """ "X, the firm that drills in Y, sued Z": X, where the parse takes it for an adverb and the firm for the
        subject."""
        first = noun.left_edge
        if first.dep_ != "det" or first.i < 2 or first.nbor(-1).text != ",":
            return None
        named = self._roles.described(article, noun)
        return named if named.i != noun.i and set_adrift(named, noun) else None

    def _behind(self, article: Article, deed: Token) -> Token | None:
        """Who does the deed that does something: "a raid by X that killed Y", "X passed a law that bans Y", "the
        Iranian attack that hit Y": X, the Iranian."""
        if lemma_of(deed) not in self._deeds:
            return None
        by = next((pobj for role, pobj in prepositions_of(deed) if role == "by"), None)
        if by is not None:
            return by
        owner = next((c for c in deed.lefts if c.dep_ == "poss"), None)
        if owner is not None:
            return owner if owner.pos_ != "PRON" or owner.i in article.at else None
        named = next((c for c in _named_modifiers(article, deed) if c.i in article.owner or c.text.isupper()), None)
        if named is not None:
            return named
        light = measured(deed).head if measured(deed).dep_ in ("dobj", "obj") else None
        if light is None or lemma_of(light) not in self._lexicon["issuing"] or is_passive(light):
            return None
        return subject_of(light, 0, self._lexicon["object_control"])

    def _summed_up(self, noun: Token, judging: str) -> list[Token]:
        """Who did what ``noun`` sums up, where somebody judges it: "X jailed Y, a move that Z condemned" (X)."""
        if judging not in self._lexicon["judging"] or (verb := sums_up(noun, self._lexicon["summaries"])) is None:
            return []
        if lemma_of(verb) in self._lexicon["speech_verbs"] and lemma_of(noun) not in self._lexicon["verbal_acts"]:
            return []
        return doers_of(verb, self._lexicon["object_control"])

    def _author(self, subject: Token, verb: Token) -> Token | None:
        """ "a message on Twitter blaming Y": who wrote it, where the parse makes the place do the blaming."""
        clause = subject if verb.dep_ == "acl" and subject.dep_ == "pobj" else verb if verb.dep_ == "pcomp" else None
        if verb.tag_ != "VBG" or clause is None or subject.i > verb.i or clause.head.lower_ not in _PLACED:
            return None
        if subject.left_edge.i != clause.head.i + 1:
            return None
        written: Token | None = clause.head.head
        if written is not None and written.pos_ == "VERB":
            written = next((c for c in written.children if c.dep_ in ("dobj", "obj")), None)
        if written is None or written.i > subject.i or lemma_of(written) not in self._lexicon["writings"]:
            return None
        return noun_agent(written, self._lexicon["object_control"])

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, article: Article, noun: Token, lemma: str) -> Frame | None:
        trusted = lemma == "confidence" and lemma_of(noun.head) in _NO_TRUST
        if noun.dep_ == "compound" and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i > noun.i and not trusted:
            return None  # "trade war", "aid worker": not the predicate
        if lemma == "call" and any(role == "to" and t.lower_ in _NO_CALLS for role, t in prepositions_of(noun)):
            return None
        arguments = _Arguments()
        control = self._lexicon["object_control"]
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is not None and owner.pos_ == "PRON" and noun.dep_ == "pobj" and noun.head.head.lemma_ == "response":
            owner = None  # "X imposes sanctions on Y in response to its invasion": whose, only sense can tell
        if owner is not None and owner.pos_ == "PRON" and owner.i not in article.at:
            if lemma in JOINT_EVENTS:
                owner = None  # "during his visit to Y, X said": the subject that follows
            elif noun.dep_ in ("dobj", "obj") and noun.head.pos_ == "VERB":
                owner = subject_of(noun.head, 0, control)  # "X and Y have deepened their cooperation"
        of: Token | None = None
        by: Token | None = None
        if lemma in JOINT_EVENTS:
            for party in _his_counterpart(article, noun):
                arguments.add("agent", party)
        if owner is None and lemma in _SEATS and noun.dep_ == "pobj" and noun.head.lower_ == "with":
            owner = _named_beside(article, noun.head, "institution")  # "X, with headquarters in Y"
        if owner is None and lemma == "exile" and noun.dep_ == "pobj" and noun.head.lower_ == "in":
            owner = _named_beside(article, noun.head, "person")
        if owner is None and noun.head.i == noun.i - 1 > 0 and noun.head.tag_ == "VBG":
            mark = noun.nbor(-2)
            if mark.dep_ == "case":  # "underscored the United States' unwavering commitment", read as a participle
                owner = mark.head
        for role, pobj in prepositions_of(noun):
            arguments.add(role, pobj)
            if role == "to" and lemma == "commitment" and pobj.lemma_.lower() in _CARE:
                for inner_role, meant in prepositions_of(pobj):
                    arguments.add("for", meant if inner_role == "of" else None)
            if role == "by" and by is None:
                by = pobj
            elif role == "of" and of is None:
                of = pobj
            self._add_traffic(article, arguments, role, pobj)
        took_place = noun.dep_ in ("nsubj", "nsubjpass") and lemma_of(noun.head) in self._lexicon["occurring"] | _HELD
        if took_place and lemma in JOINT_EVENTS and not arguments.has("between"):
            phrases = (t for t in noun.head.subtree if t.dep_ == "prep" and t.i > noun.head.i)
            for phrase in (t for t in phrases if t.lower_ in ("between", "with")):
                for pobj in objects_of(phrase):  # "a meeting took place on Monday | between Y and Z"
                    arguments.add(phrase.lower_, pobj)
        for child in noun.children:
            if child.dep_ == "acl" and child.lemma_ == "involve" and lemma in JOINT_EVENTS:
                for member in (c for c in child.children if c.dep_ == "dobj"):  # "talks involving X, Y and Z"
                    arguments.add("between", member)
        for aimed in aimed_at(noun):  # "sanctions targeting X", "a strike aimed at X"
            arguments.add("on", aimed)
        if of is not None and lemma_of(of) in ("percent", "%", "cent") and lemma in _DUTIES:
            for role, pobj in prepositions_of(of):  # "tariffs of 25 percent | on cars from X"
                arguments.add(role, pobj)
                self._add_traffic(article, arguments, role, pobj)
            of = None
        if of is not None and lemma in _OF_BLOWS and of.lemma_.lower() in self._blows:
            for role, pobj in prepositions_of(of):  # "X's war of aggression against Y", "a barrage of missiles at Y"
                arguments.add(role, pobj)
            of = None
        source = next((pobj for role, pobj in prepositions_of(noun) if role == "from"), None)
        for name in (of, by, source):
            # "the visit of X to Y": the parser ties "to Y" to the name.
            if name is not None and name.i in article.at and name.pos_ == "PROPN":
                for role, pobj in prepositions_of(coordinated(name)[-1]):
                    if role == "alongside":  # "the choice of X, along with Y, by Z"
                        arguments.add("patient" if name == of else "agent", pobj)
                    if (
                        role == "of"
                        and name == by
                        and of is None
                        and article.actors[article.at[name.i]].kind == "country"
                    ):
                        of = pobj  # "the capture by X of Y"
                    if role in ("to", "from", "with", "against", "on", "for", "as", "by") and not arguments.has(role):
                        arguments.add(role, pobj)
                        by = pobj if role == "by" and by is None else by
        if lemma in AGREEMENTS and of is not None and of.lemma_.lower() in _OF_WHAT_SORT:
            for role, pobj in prepositions_of(of):  # "a memorandum of understanding with X"
                arguments.add(role, pobj if role in ("with", "between") else None)
        if lemma in ASSAULTS and of is None and not arguments.has("on") and not arguments.has("against"):
            arguments.add("patient", defender(noun))
        if lemma in POST_VERBS:
            for body in seat_phrases(noun, article.at.keys() | article.owner.keys()):
                arguments.add("from", body)
        for child in noun.children:
            marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
            if (child.dep_ == "acl" and "that" in marks) or (
                child.dep_ in ("acl", "relcl", "advcl") and "for" in marks
            ):
                # "allegations by X that Y lied", "a call for Y to leave"
                inner = next((c for c in child.children if c.dep_ in SUBJECTS), None)
                arguments.add("content", inner if not is_passive(child) and not _may(child) else None)
            elif child.dep_ == "acl" and is_to_infinitive(child):
                self._add_deed(article, arguments, child)
        modifiers = _named_modifiers(article, noun)
        if lemma == "confidence":
            return self._no_confidence(noun, arguments)
        light = governing_verb(noun)
        if light is not None and lemma_of(light) in ENDS and lemma not in _OVER_ANYWAY and _carried(noun, light):
            return None
        scope, how, reversed_, answered = noun, "noun", False, False
        if noun.dep_ == "nsubj" and noun.head.lemma_ == "come" and owner is None and by is None:
            for role, pobj in prepositions_of(noun.head):  # "the sharpest criticism of X came from Y"
                arguments.add("agent", pobj if role == "from" else None)
        if (undergone := undergoer(noun)) is not None:
            patient, light, doer = undergone
            arguments.add("patient", patient)
            arguments.add("agent", doer)
            for role, pobj in prepositions_of(light):
                if pobj.i != noun.i:
                    arguments.add(role, pobj)
                    if role == "by" or (role == "from" and doer is None):
                        arguments.add("agent", pobj)
            for child in noun.children:
                if child.dep_ == "acl" and child.tag_ == "VBN":  # "sanctions imposed by X"
                    for doer in doers_of(child, control):
                        arguments.add("agent", doer)
            if lemma not in OBJECTIVE:
                arguments.add("agent", of)
            reversed_, scope, how = True, light, f"'{light.lemma_}' + noun: somebody undergoes it"
        elif light is not None:
            word = lemma_of(light)
            from_somebody = of is not None or owner is not None or bool(modifiers) or arguments.has("from")
            given = lemma in GIVEN and word in _RECEIVING and from_somebody
            answered = (
                word in self._lexicon["answering"] and lemma in self._lexicon["asked_for"] and _answered(noun, owner)
            )
            if answered:  # "rejected X's request", "complied with a request by X": X asked
                arguments.add("agent", of if owner is None and by is None else None)
                for doer in doers_of(light, control):
                    arguments.add("for", doer)
            elif (
                word in self._lexicon["light_verbs_reversed"] or given or (word == "bring" and lemma in _REACTIONS)
            ) and _undergone(noun, light):
                reversed_, scope, how = True, light, f"'{word}' + noun: the subject undergoes it"
                if of is None or lemma not in OBJECTIVE:
                    arguments.add("patient", subject_of(light, 0, control) if not is_passive(light) else None)
                    arguments.add("agent", of)
                else:
                    arguments.add("patient", of)
                for role, pobj in prepositions_of(light):
                    arguments.add(role, pobj)
                    if role in ("from", "by"):
                        arguments.add("agent", pobj)
            elif word in _TURNING_DOWN and lemma in self._lexicon["verbal_acts"]:
                pass  # "rejected the claim that X did it": somebody else's
            elif word in _JOINING and lemma in self._lexicon["verbal_acts"] and noun.dep_ == "dobj":
                if by is None and (owner is None or owner.pos_ == "PRON") and not modifiers:
                    scope, how = light, f"light verb '{word}'"
                    for doer in doers_of(light, control):
                        arguments.add("agent", doer)
            elif word in self._lexicon["light_verbs"] and ((dealt := _dealt(noun, light)) or _carried(noun, light)):
                scope, how = light, f"light verb '{word}'"
                if dealt:
                    arguments.add("recipient", subject_of(light))
                restated = word in _RESTATES or (word in _ANNOUNCES and lemma in _OWN_MOVES)
                if not restated or not (modifiers or (owner is not None and owner.pos_ != "PRON")):
                    for doer in doers_of(light, control):
                        arguments.add("agent", doer)
                        if light.dep_ == "acl" and lemma_of(doer) in self._lexicon["writings"]:
                            arguments.add("agent", noun_agent(doer, control))  # "X signed an order imposing tariffs"
                for role, pobj in prepositions_of(light):
                    if pobj.i != noun.i:
                        arguments.add(role, pobj)
                        arguments.add("agent", pobj if dealt and role == "by" else None)
                        self._add_traffic(article, arguments, role, pobj)
                if word in _FILING and not arguments.has("against"):
                    # "filed a complaint with the court against X": the parser may hang "against" on any noun.
                    against = [
                        t for t in light.subtree
                        if t.i > noun.i and t.dep_ == "prep" and t.lower_ == "against" and t.head.pos_ != "VERB"
                    ]  # fmt: skip
                    for pobj in objects_of(against[0]) if against else ():
                        arguments.add("against", pobj)
                for child in light.children:
                    if child.dep_ == "dative":
                        for receiver in [child] if child.pos_ != "ADP" else objects_of(child):
                            arguments.add("recipient", receiver)
                            arguments.add("to", receiver)
        if lemma in AGREEMENTS and light is not None and light.dep_ == "conj" and not arguments.has("with"):
            for other in _met_before(light.head):
                arguments.add("with", other)
        outer = bearing(noun, light, self._lexicon["light_verbs_reversed"]) if light is not None else None
        if outer is not None:
            arguments.add("patient", subject_of(outer, 0, control))
        uttered = noun.dep_ in _UTTERED or noun.head == noun or (noun.i > 0 and noun.nbor(-1).is_quote)
        if lemma in TRIBUTES and uttered and not arguments.has("agent"):
            said = self._sayings(article).get(noun.i)
            if said is not None and said.speaker.actor is not None:
                arguments.add("agent", said.by)  # "Congratulations to Y," wrote X
            elif noun.head.pos_ == "VERB" and lemma_of(noun.head) not in self._lexicon["light_verbs_reversed"]:
                for doer in doers_of(noun.head, control):
                    arguments.add("agent", doer)
        arguments.add("owner", owner)
        for token in modifiers:
            arguments.add("modifier", token)
        if not reversed_:
            adjunct = self._adjunct(noun, lemma, arguments, of, by, owner, modifiers)
            if adjunct:
                how = adjunct
                if how.startswith(("with", "at")):
                    of = None
        if by is not None:
            arguments.add("agent", by)
            arguments.add("patient", owner if of is None else None)
        elif owner is not None and not arguments.has("agent"):
            arguments.add("agent", owner)
        if not arguments.has("agent"):
            for token in modifiers:
                arguments.add("agent", token)
        if not arguments.has("agent") and (of is None or reversed_):
            for argument in arguments.of("from"):
                arguments.add("agent", article.doc[argument.token])
        if not reversed_:
            arguments.add("patient", of)
        if not any(arguments.has(role) for role in ("with", "to", "against", "between", "among", "from")):
            for argument in arguments.of("agent"):
                arguments.add("between", article.doc[argument.token])
        self._read_names(article, arguments, noun)
        arguments.add_examples(article)
        words = companions_of(noun) | companions_of(scope)
        if scope != noun:
            words |= {lemma_of(scope)}
        if outer is not None:
            words |= {lemma_of(outer)}
        if noun.dep_ == "pobj":
            words |= {noun.head.lower_}
        if answered:
            words |= {"answered", lemma_of(light)} if light is not None else {"answered"}
        return Frame("noun", lemma, noun.i, scope.i, words, tuple(arguments.found), how=how)

    def _no_confidence(self, noun: Token, arguments: _Arguments) -> Frame | None:
        """ "voted no confidence in X", "filed a no-confidence motion against X": who is behind it."""
        motion = noun.head if noun.dep_ in ("compound", "nmod", "amod") else noun
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma_of(noun.head.head) in _NO_TRUST:
            motion = noun.head.head
        before = (noun.nbor(-1).lower_, noun.nbor(-2).lower_) if noun.i > 1 else ()
        denied = "no" in before or any(t.lower_ == "no" for t in noun.lefts)
        if not denied or (motion != noun and lemma_of(motion) not in _NO_TRUST):
            return None
        for role, pobj in (*prepositions_of(noun), *prepositions_of(motion)):
            arguments.add("in", pobj if role in ("in", "against") else None)
        verb = motion.head if motion.dep_ in ("dobj", "obj") else None
        for doer in doers_of(verb, self._lexicon["object_control"]) if verb is not None else ():
            arguments.add("agent", doer)
        at = (verb or noun).i  # of which it is asked whether it is so: what is told is no denial of trust
        return Frame("noun", "confidence", at, at, frozenset({"not"}), tuple(arguments.found), how="no confidence")

    def _add_traffic(self, article: Article, arguments: _Arguments, role: str, goods: Token) -> None:
        """ "a ban on flights to X", "tariffs on cars from X": X, whom it is on as well."""
        if role not in ("on", "against", "of") or goods.i in article.at:
            return
        for thing in _counted_goods(goods) if role != "of" else (goods,):
            if thing.i != goods.i:
                arguments.add("on", thing)  # "tariffs on $2 billion worth of Chinese goods"
            if lemma_of(thing) in self._traffic or thing.lower_ in self._traffic:
                for inner_role, other in (*prepositions_of(thing), *phrase_behind(thing), *_brought_from(thing)):
                    arguments.add("on", other if inner_role in _TRAFFIC else None)

    def _adjunct(
        self, noun: Token, lemma: str, arguments: _Arguments, of: Token | None, by: Token | None, owner: Token | None,
        modifiers: list[Token],
    ) -> str:  # fmt: skip
        """Whose the event is that qualifies a clause: "on a visit to Y, X said" (X's), "spoke in support of Y", "won
        with the help of Y" (Y's, for the subject). What it is, or "" where the noun is no such event."""
        if noun.dep_ != "pobj" or noun.head.dep_ not in ("prep", "advmod") or arguments.has("agent"):
            return ""
        outer = noun.head.head
        parted = noun.head.lower_ == "of" and outer.dep_ == "pobj" and outer.lemma_.lower() in ("term", "part")
        if (
            parted and lemma in AGREEMENTS and outer.head.lower_ in ("under", "as")
        ):  # "under the terms of a deal with X"
            return self._party_to(outer.head.head, arguments, of or by or owner, modifiers)
        verb = noun.head.head
        preposition = noun.head.lower_
        if verb.pos_ == "ADP" and preposition == "of":  # "ahead of", "as part of"
            preposition, verb = verb.lower_, verb.head
        control = self._lexicon["object_control"]
        if preposition == "in" and lemma in STATES and by is None and (owner is None or lemma in FOR_SOMEBODY):
            for doer in doers_of(verb, control):
                arguments.add("agent", doer)
            if lemma in FOR_SOMEBODY:
                arguments.add("for", owner or of)
            return "in + noun: the subject does it"
        if preposition == "for" and noun.head.head.lemma_.lower() == "responsibility":
            verb = governing_verb(noun.head.head) or verb
            if lemma_of(verb) in ("claim", "take", "accept", "assume", "admit"):
                for doer in doers_of(verb, control):
                    arguments.add("agent", doer)
                return "responsibility for: the subject does it"
        unowned = of is None and by is None and owner is None and not modifiers and verb.pos_ == "VERB"
        if preposition == "in" and _is_a_blow(noun, lemma) and noun.head.i < verb.i and unowned:
            for doer in doers_of(verb, control):
                arguments.add("agent", doer)
            return "in + verbal act: the subject does it"
        within = preposition in ("in", "during") and lemma in self._lexicon["attacks"] and not modifiers
        if within and by is None and owner is None and lemma_of(verb) in self._lexicon["harming"]:
            for doer in doers_of(verb, control):  # "killed two men in a raid on X"
                arguments.add("agent", doer)
            return "in + attack: of who kills in it"
        if preposition in _TRIED and by is None and owner is None and lemma in self._lexicon["crimes"]:
            tried = tried_by(noun.head)
            arguments.add("agent", tried)
            return f"{preposition} + crime: of who is tried for it" if tried is not None else ""
        if verb.pos_ == "NOUN" and preposition == "at" and lemma in REQUESTS and (of is not None or owner is not None):
            arguments.add("agent", of or owner)
            arguments.add("for", noun_agent(verb, control))
            return "at + noun: of who does what the noun before names"
        if verb.pos_ not in ("VERB", "AUX"):
            return ""
        asking = of or (owner if owner is not None and owner.pos_ != "PRON" else None)
        after = preposition in ("after", "following") and asking is None
        if after and lemma in REQUESTS | _PLEAS:  # "after a request from X, Y left"
            asking = by or next((t for role, t in prepositions_of(noun) if role == "from"), None)
        if (preposition in ("at", "on", "upon") or after) and lemma in REQUESTS | _PLEAS and asking is not None:
            arguments.add("agent", asking)
            for doer in doers_of(verb, control):
                arguments.add("for", doer)
            return "at + noun: of the subject"
        if preposition in ("with", "under", "through", "without") and lemma in GIVEN:
            if noun.head.i > verb.i and noun.head.nbor(-1).text == ",":
                return ""  # a phrase set apart at the end may belong to anything before it
            arguments.add("agent", of)
            for doer in doers_of(verb, control):
                arguments.add("for", doer)
            return "with + noun: for the subject"
        if preposition in ("after", "following") and lemma in _STINTS and owner is None:
            for doer in doers_of(verb, control):
                arguments.add("agent", doer)
            for child in noun.head.children:  # "after a decade | at X"
                for pobj in objects_of(child) if child.dep_ == "prep" else ():
                    arguments.add(child.lower_, pobj)
            return "after + time: the subject spent it"
        if preposition == "for" and lemma in JOINT_EVENTS and lemma_of(verb) in _SET_FOR and arguments.has("with"):
            arguments.add("agent", subject_of(verb, 0, control))
            return "set for + event: the subject does it"
        joint = lemma in JOINT_EVENTS and (
            preposition in _ADJUNCT_OF or (preposition == "for" and lemma_of(verb) in _JOURNEYS)
        )  # "flew to X for talks with Y"
        agreed = lemma in AGREEMENTS and (preposition == "under" or (preposition == "to" and lemma_of(verb) == "agree"))
        ended = lemma in RESULTS and preposition in _ENDING
        if ended or ((joint or agreed) and not is_passive(verb)):
            if (
                of is not None
                or (by is not None and not ended)
                or owner is not None
                or modifiers
                or arguments.has("between")
            ):
                return ""
            if noun.head.i > verb.i and verb.lemma_.lower() in _ESCORTING:
                return ""
            for doer in subjects_of(verb, control):
                arguments.add("agent", doer)
            if lemma in ("visit", "trip", "tour") and lemma_of(verb) in ("be", "stay") and not arguments.has("to"):
                for role, place in prepositions_of(verb):  # "is in X on a visit"
                    arguments.add("in", place if role == "in" else None)
            return f"{preposition} + event: the subject does it"
        return ""

    def _party_to(self, verb: Token, arguments: _Arguments, named: Token | None, modifiers: list[Token]) -> str:
        if verb.pos_ not in ("VERB", "AUX") or named is not None or modifiers or arguments.has("between"):
            return ""
        for doer in subjects_of(verb, self._lexicon["object_control"]):
            arguments.add("agent", doer)
        return "under + event: the subject does it"

    # -- adjectives ----------------------------------------------------------------------------------------------

    def _adjective(self, adjective: Token, lemma: str) -> Frame:
        arguments: list[Argument] = []
        head = adjective.head
        scope = adjective
        own = next((child for child in adjective.children if child.dep_ == "nsubj"), None)
        if own is not None:  # "X was scathing about Y", where the parse puts the adjective at the top
            arguments.append(Argument("agent", own.i))
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
            elif child.dep_ == "ccomp" and child.i > adjective.i and not is_passive(child):
                arguments += [Argument("content", c.i) for c in child.children if c.dep_ == "nsubj"]
        arguments += [Argument(role, pobj.i) for role, pobj in prepositions_of(adjective)]
        # "was full of praise for Y": the parser ties "for Y" to "was" or to "praise".
        loose = [*prepositions_of(scope)] if scope != adjective and scope.pos_ == "AUX" else []
        for _, thing in prepositions_of(adjective) if lemma == "full" else ():
            loose += prepositions_of(thing)
        known = {argument.role for argument in arguments}
        arguments += [
            Argument(role, pobj.i) for role, pobj in loose
            if role in _OF_ADJECTIVES and role not in known and pobj.i > adjective.i
        ]  # fmt: skip
        words = companions_of(adjective)
        return Frame("adjective", lemma, adjective.i, scope.i, words, tuple(arguments), how="adjective")


_OF_BODIES = frozenset({"found", "co-found", "own", "headquarter", "base"})
"""What is said of organisations: "with X, founded by Y" means X, whatever stands before "with"."""


_LED = frozenset({"chair", "head", "lead", "run", "control", "operate", "back", "fund", "publish", "edit"})
"""What is said of a body named right before the comma."""


class _Arguments:
    """Arguments in the order in which they are found, each once."""

    def __init__(self) -> None:
        self.found: list[Argument] = []

    def add(self, role: str, token: Token | None, *, alone: bool = False) -> None:
        if token is None:
            return
        at = token.i
        for known in self.found:
            if known.token == at and known.role == role and known.alone <= alone:
                return
        self.found.append(Argument(role, at, alone))

    def has(self, role: str) -> bool:
        for argument in self.found:  # noqa: SIM110 - asked so often that a generator shows
            if argument.role == role:
                return True
        return False

    def of(self, role: str) -> list[Argument]:
        return [argument for argument in self.found if argument.role == role]

    def add_examples(self, article: Article) -> None:
        """ "with countries such as X and Y", "neighbours, including Z": the named ones fill the same argument."""
        for argument in list(self.found):
            noun = article.doc[argument.token]
            if argument.token not in article.at and lemma_of(noun) not in OBJECTIVE:
                if noun.pos_ == "NUM":  # "two of the nominees: X and Y"
                    noun = next((pobj for role, pobj in prepositions_of(noun) if role == "of"), noun)
                found = [example for example in examples_of(noun) if example.i in article.at]
                for example in found or _named_later(article, noun) or _named_next(article, noun):
                    self.add(argument.role, example)


def _his_counterpart(article: Article, event: Token) -> Iterator[Token]:
    """ "(made during) talks with his counterpart X": he, whoever the sentence is about."""
    for role, other in prepositions_of(event):
        if role in ("with", "between") and any(t.lower_ in _OPPOSITE for t in other.subtree if t.i <= other.i + 1):
            yield from (t for t in other.subtree if t.tag_ == "PRP$" and t.i < other.i and t.i in article.at)


def _met_before(verb: Token) -> Iterator[Token]:
    """ "spoke with X and reached an agreement", "met X and signed a pact": X."""
    if lemma_of(verb) in ("meet", "speak", "talk", "negotiate", "confer", "consult") and not is_passive(verb):
        yield from (child for child in verb.children if child.dep_ == "dobj" and lemma_of(verb) == "meet")
        yield from (pobj for role, pobj in prepositions_of(verb) if role in ("with", "to"))


def _asked_about(preposition: Token) -> Token | None:
    """ "(a probe into) whether X lied": X."""
    for clause in preposition.children:
        marked = any(c.lower_ in ("whether", "how", "if") for c in clause.children)
        if clause.dep_ == "pcomp" and marked and not is_passive(clause):
            return next((c for c in clause.children if c.dep_ == "nsubj"), None)
    return None


def _styled(said: Token) -> bool:
    """ "branded X | a thief", "labelled X | as weak"."""
    return said.dep_ in ("oprd", "attr", "ccomp", "acomp", "xcomp") or (said.dep_ == "prep" and said.lower_ == "as")


def _is_a_blow(noun: Token, lemma: str) -> bool:
    """ "(in) a rebuke to X", "(in) a veiled attack on X"; a plain attack is none in words."""
    return lemma in _AS_BLOWS and (lemma != "attack" or any(c.lower_ in _IN_SPEECH for c in noun.lefts))


def _denied(noun: Token) -> bool:
    return any(child.lower_ in ("no", "little") for child in noun.lefts)


def _backs(infinitive: Token) -> bool:
    """ "(urged people) to vote for X"."""
    return (
        infinitive.dep_ in ("xcomp", "ccomp", "advcl")
        and infinitive.lemma_.lower() in _BACKING
        and is_to_infinitive(infinitive)
        and not is_passive(infinitive)
    )


def _in_words(verb: Token, lexicon: Lexicon) -> bool:
    """ "attacked X for his stance", "attacked X by calling him a liar", "attacked X, saying ...": a blow in words."""
    speaking = lexicon["speech_verbs"] | lexicon["calling"] | {"accuse"}
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "over", "by"):
            for inner in child.children:
                done = inner.dep_ == "pcomp" and inner.tag_ == "VBG"
                if done and (child.lower_ == "for" or lemma_of(inner) in speaking):
                    return True
                if inner.dep_ == "pobj" and child.lower_ != "by" and inner.lemma_.lower() in lexicon["held"]:
                    return any(c.dep_ == "poss" for c in inner.children)
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and child.i > verb.i and lemma_of(child) in speaking:
            return True
    return False


def _drops_in(verb: Token, article: Article) -> bool:
    """ "X called on Y on Monday", "called on Y at her office": a visit. "called on Y to leave" is a demand, and so may
    be "called on Y" where anything else follows."""
    on = next((c for c in verb.children if c.dep_ in ("prep", "prt") and c.lower_ == "on" and c.i == verb.i + 1), None)
    visited = next((c for c in on.children if c.dep_ == "pobj"), None) if on is not None else None
    if visited is None or visited.i not in article.at or article.actors[article.at[visited.i]].kind != "person":
        return False
    rest = [token for token in verb.subtree if token.i > visited.i]
    if any(token.tag_ in ("TO", "VB") or token.lower_ in ("for", "that") for token in rest):
        return any(c.dep_ in ("advcl", "xcomp") and c.lemma_ == "discuss" for c in verb.children)
    after = verb.doc[visited.right_edge.i + 1]
    return after.text == "." or after.lower_ in ("at", "in", "on", "during") or after.ent_type_ in ("DATE", "TIME")


def _list_goes_on(article: Article, verb: Token, found: Iterable[Argument]) -> Iterator[tuple[str, Token]]:
    """ "met X, Y and Z": Y, which the parser hangs on the verb like a time."""
    for name in verb.children:
        if name.dep_ not in ("npadvmod", "dep", "appos", "oprd") or name.i < verb.i or name.i not in article.at:
            continue
        comma = name.left_edge.i - 1
        if verb.doc[comma].text != "," or not any(child.dep_ in ("conj", "cc") for child in name.children):
            continue
        for argument in found:
            first = verb.doc[argument.token]
            if argument.role == "patient" and argument.token in article.at and first.right_edge.i == comma - 1:
                kinds = {article.actors[article.at[token.i]].kind for token in (first, name)}
                if len(kinds) == 1:
                    yield argument.role, name
                    break


def _kind_told_by(noun: Token) -> str:
    """The kind of the actors that such a noun stands for, "" if it tells none."""
    return next((kind for kind, nouns in _CLASSES.items() if noun.lemma_.lower() in nouns), "")


def _named_next(article: Article, noun: Token) -> list[Token]:
    """Those whom the next sentence names of them: "arrested ten people. Among them was X", "They include X and Y"."""
    if noun.tag_ not in ("NNS", "NNPS"):
        return []
    start = noun.sent.end
    if start >= len(noun.doc) or noun.doc[start].lower_ not in _THEY:
        return []
    kind = _kind_told_by(noun)
    they = next(objects_of(noun.doc[start]), None) if noun.doc[start].lower_ == "among" else noun.doc[start]
    if they is None or they.lower_ not in _THEY or not kind:
        return []
    those = they.lower_ != "those" or any(c.dep_ == "acl" and c.tag_ == "VBN" for c in they.children)
    named = identified(they) if those else None  # "those arrested include X", not "those who fled"
    others = coordinated(named) if named is not None else []
    return [name for name in others if name.i in article.at and article.actors[article.at[name.i]].kind == kind]


def _named_later(article: Article, noun: Token) -> list[Token]:
    """The members of a list that the sentence sets apart from what it exemplifies: "twelve companies promised X,
    including Y and Z", "officials pressed X, among them Y". They are those of the nearest noun that fits their kind."""
    kind = _kind_told_by(noun)
    if not kind or noun.tag_ not in ("NNS", "NNPS"):
        return []
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        listing = token.lower_ == "including" or (token.text == ":" and token.i <= noun.right_edge.i + 1)
        if listing or (token.lower_ == "among" and token.nbor().lower_ == "them"):
            found: list[Token] = []
            for name in noun.doc[token.i + 1 : token.sent.end]:
                if name.i in article.at:
                    if article.actors[article.at[name.i]].kind == kind:
                        found.append(name)
                elif name.pos_ in ("VERB", "AUX") or name.text in (";", "."):
                    break
                elif name.lower_ in ("in", "for", "with", "against") and not name.nbor().text[0].isupper():
                    break
            return found
        if token.lemma_.lower() in _CLASSES[kind] and token.tag_ in ("NNS", "NNPS") and token.dep_ != "conj":
            return []
    return []


def _stands_alone(clause: Token, sayings: Mapping[int, Saying]) -> bool:
    """True for a clause in quotation marks that is said on its own: no condition, reason or part of another."""
    for _ in range(6):
        head = clause.head
        if head == clause:
            return True
        if clause.dep_ in ("ccomp", "parataxis", "dep", "advcl") and head.i not in sayings:
            return not any(c.dep_ == "mark" and c.lower_ != "that" for c in clause.children)
        if clause.dep_ == "ccomp":
            deps = {c.dep_: c.lower_ for c in head.children}
            held = lemma_of(head) in _HELD_TRUE and deps.get("nsubj") in ("i", "we") and "neg" not in deps
            if not (held or clause.i < head.i):
                return False
        elif clause.dep_ not in ("conj", "parataxis"):
            return False
        clause = head
    return False


def _goes_on(name: Token) -> bool:
    """Whether a verb follows that may have the name for its subject: "told X, Y and Z | left"."""
    following = name.doc[name.i + 1] if name.i + 1 < name.sent.end else None
    return (following is not None and following.tag_ in _FINITE) or name.dep_ in SUBJECTS


def _reciprocal(token: Token) -> bool:
    """ "each other", "one another"."""
    return token.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in token.children)


def _may(infinitive: Token) -> bool:
    """ "the need for X to be able to live": asks nothing of X."""
    return infinitive.lemma_ in ("live", "enjoy") or any(
        child.dep_ == "acomp" and child.lower_ in ("able", "free", "safe", "secure") for child in infinitive.children
    )


def _written_to(word: Token) -> Iterator[Token]:
    """ "wrote to X asking for", "sent X a letter asking for", "a letter to X asking for": X."""
    if lemma_of(word) in _LETTERS and word.head.pos_ == "VERB":
        yield from (pobj for role, pobj in prepositions_of(word) if role == "to")
        word = word.head
    if lemma_of(word) in ("write", "send", "email"):
        yield from (child for child in word.children if child.dep_ == "dative" and child.pos_ != "ADP")
        yield from (pobj for role, pobj in prepositions_of(word) if role == "to")
        if lemma_of(word) == "email":
            yield from (child for child in word.children if child.dep_ == "dobj")


def _named_behind(article: Article, verb: Token) -> Iterator[tuple[Token, Token]]:
    """ "arrested the suspect, X, on Monday", "stunned the champions X 2-1", "killed a man later identified as X": X and
    the noun that it names, where the parse makes an adverbial of it."""
    for child in verb.rights:
        name: Token | None = child
        if child.dep_ == "advcl" and child.tag_ == "VBN" and child.lemma_ in _NAMING:
            name = next((pobj for role, pobj in prepositions_of(child) if role == "as"), None)
        elif child.dep_ != "npadvmod":
            continue
        if name is None or name.i not in article.at or article.actors[article.at[name.i]].kind == "country":
            continue
        end = child.left_edge.i - 1
        end -= article.doc[end].text == ","
        nouns = [t for t in (article.doc[end], *article.doc[end].ancestors) if t.right_edge.i == end and t.i > verb.i]
        noun = next((t for t in reversed(nouns) if t.pos_ == "NOUN"), None)
        if noun is not None and noun.i not in article.at and noun.ent_type_ not in _MEASURED:
            yield name, noun  # not "jailed X for a year, Y for two"


def _named_right_before(article: Article, verb: Token) -> Token | None:
    """ "..., a lawyer, Amnesty (AI) said": the name before the verb, which parsers lose in long sentences."""
    doc, at = verb.doc, verb.i
    if at > 3 and doc[at - 1].text == ")":
        at = next((i for i in range(at - 2, max(at - 6, 0), -1) if doc[i].text == "("), at)
    named = next((r for r in article.references if r.end == at and not r.pronoun), None)
    if named is None or named.start < 2 or doc[named.start - 1].text not in _CLOSERS:
        return None
    return doc[named.head]


def _quoted_as_saying(verb: Token) -> Token | None:
    """ "Reuters quoted X as saying", "X was quoted as saying": X."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or lemma_of(verb.head.head) not in ("quote", "cite"):
        return None
    quoting = verb.head.head
    wanted = "nsubjpass" if is_passive(quoting) else "dobj"
    return next((child for child in quoting.children if child.dep_ == wanted), None)


def _has_particle(verb: Token) -> bool:
    words = {child.dep_ for child in verb.children} | {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return "prt" in words or ("as" in words and "dobj" not in words)


def _marked(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _so_called(clause: Token, lexicon: Lexicon) -> Token | None:
    """ "denounced what he called Y's crimes": the crimes."""
    if clause.dep_ not in ("ccomp", "dobj", "pcomp") or lemma_of(clause) not in lexicon["calling"]:
        return None
    if not any(c.lower_ == "what" and c.dep_ in ("dobj", "obj", "nsubjpass") for c in clause.children):
        return None
    named = next((c for c in clause.children if c.dep_ in ("oprd", "attr")), None)
    return named or next((pobj for role, pobj in prepositions_of(clause) if role == "as"), None)


def _bad_name(verb: Token, arguments: _Arguments, article: Article) -> set[str]:
    """What "as" calls somebody or something, where the parse hangs it on a word inside the object ("described the
    blockade imposed by X | as piracy") or where it is one of its kind ("an act of piracy")."""
    called = [pobj for role, pobj in prepositions_of(verb) if role == "as"]
    called += [c for c in verb.children if c.dep_ in ("oprd", "attr") and c.i > verb.i]
    words: set[str] = set()
    if not called:
        for thing in (article.doc[a.token] for a in arguments.of("patient")):
            as_what = [t for t in thing.subtree if t.lower_ == "as" and t.dep_ == "prep" and t.i > thing.i]
            called += [said for t in as_what[-1:] for said in t.children if said.dep_ in ("pobj", "amod", "acomp")]
        words.update(word for name in called for word in ("as", lemma_of(name)))
    for name in called:
        if lemma_of(name) in _KINDS_OF:
            words.update(lemma_of(pobj) for role, pobj in prepositions_of(name) if role == "of")
    return words


def _swallows(article: Article, said: Token) -> bool:
    """Whether the parse makes a name part of what is said of its bearer: "held X accountable", "took X hostage"."""
    if said.pos_ != "ADJ" and lemma_of(said) not in FATES:
        return False
    return any(c.dep_ in ("nmod", "compound") and c.i in article.at for c in said.lefts)


def _including_by(noun: Token) -> Iterator[Token]:
    """ "was criticized for the delay, including by X": X, whom the parse ties to the delay."""
    for child in noun.children:
        if child.lower_ == "including":
            yield from (pobj for by in child.children if by.lower_ == "by" for pobj in objects_of(by))


def _goes_on_to(name: Token) -> bool:
    """Whether an infinitive of the same verb follows right behind the phrase: "for X | to leave"."""
    following = name.right_edge.nbor()
    return following.tag_ == "TO" and following.head.tag_ == "VB" and following.head.head == name.head.head


def _right_before(participle: Token) -> Token | None:
    """ "looked forward to a meeting hosted by X": the noun that a participle follows without a comma, where the parse
    ties it to the verb before."""
    first = participle.left_edge
    if participle.tag_ != "VBN" or first.i != participle.i or first.i <= participle.sent.start + 2:
        return None
    before = first.nbor(-1)
    return before if before.pos_ in ("NOUN", "PROPN") and before.i > participle.head.i else None


def _named_beside(article: Article, preposition: Token, kind: Kind) -> Token | None:
    """ "X, with headquarters in Y", "X (Z), in exile in Y": X, whatever the parse hangs the phrase on."""
    at = preposition.i - 1
    if at > 0 and article.doc[at].text == ",":
        at -= 1
    if at > 0 and article.doc[at].text == ")":
        at = next((i for i in range(at - 1, max(0, at - 6), -1) if article.doc[i].text == "("), 1) - 1
    named = next((r for r in article.references if r.end == at + 1 and r.kind == kind), None)
    return article.doc[named.head] if named is not None else None


def _misread_recipient(article: Article, verb: Token, lexicon: Lexicon) -> Token | None:
    """ "paid Hamas millions", "gave Ukraine 14 tanks": the parser makes the recipient a modifier of the gift. "sent US
    troops" and "sent Hamas fighters" have none."""
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "obj")), None)
    if thing is None or thing.i in article.at:
        return None
    group = bool({thing.lower_, thing.lemma_.lower()} & lexicon["groups"])
    for name in thing.lefts:
        if name.left_edge.i == verb.i + 1 and name.dep_ in ("compound", "nmod") and name.i in article.at:
            country = article.actors[article.at[name.i]].kind == "country" and name.pos_ == "PROPN"
            if name.text.replace(".", "").isupper() or (group and not country):
                return None
            return name
    return None


def _counted_goods(goods: Token) -> list[Token]:
    """The goods, and those that they count: "$2 billion worth of a wide range of US goods"; at most three."""
    found = [goods]
    while len(found) < 4:
        inner = [pobj for role, pobj in prepositions_of(found[-1]) if role in ("of", "worth")]
        if not inner or not (found[-1].pos_ == "NUM" or lemma_of(found[-1]) in _COUNTING):
            break
        found.append(inner[0])
    return found if len(found) > 1 else coordinated(goods)[:4]


def _brought_from(goods: Token) -> Iterator[tuple[str, Token]]:
    """ "cars imported from X", "steel made in X"."""
    for child in goods.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and lemma_of(child) in _BROUGHT:
            yield from (("from", pobj) for role, pobj in prepositions_of(child) if role in ("from", "in"))


def _user_of(thing: Token) -> Token | None:
    """Who uses what another has supplied: "fired missiles supplied by X", "drones supplied by X that Y flies"."""
    if thing.dep_ not in ("dobj", "obj") and not (thing.dep_ == "pobj" and thing.head.lower_ in ("with", "using")):
        return None
    verb = verb_above(thing)
    return subject_of(verb) if lemma_of(verb) in _USING else None


def _helped_to(verb: Token) -> Token | None:
    """ "helped Mozambique fight insurgents", of which parsers make one noun phrase."""
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "obj")), None)
    if thing is None:
        return None
    for inner in thing.lefts:
        if inner.tag_ == "VB":
            return next((c for c in inner.lefts if c.dep_ == "nsubj"), None)
        if inner.dep_ == "compound" and inner.lower_ in _HELPED_TO:  # "helped police arrest X"
            return next((c for c in inner.lefts if c.dep_ in ("compound", "nmod")), None)
    return None


def _named_modifiers(article: Article, noun: Token) -> list[Token]:
    """The names and nationalities before the noun: "US-China talks", "the French and German proposal"."""
    labels = ("conj", "compound", "amod", "nmod", "npadvmod", "dep")

    def named(token: Token) -> bool:
        return token.i in article.owner or token.i in article.at

    between = noun.doc[noun.left_edge.i + 1 : noun.i]
    for hyphen in between:
        if hyphen.text == "-" and named(hyphen.nbor(-1)) and named(hyphen.nbor()):
            return [hyphen.nbor(-1), hyphen.nbor()]  # "the US-Spain Cybersecurity Dialogue"
    near = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "npadvmod") and named(c)]
    found = {c.i: c for c in near}
    for child in near:
        found.update({c.i: c for c in child.children if c.dep_ in labels and named(c)})
    return [found[i] for i in sorted(found)]


def _same_post(leaving: Token, coming: Token) -> bool:
    """Whether the two clauses speak of one post: both name it, or the second only says "took over"."""
    posts = [{t.lemma_.lower() for t in clause.subtree if t.pos_ == "NOUN"} for clause in (leaving, coming)]
    bare = any(c.dep_ == "prt" and c.lower_ == "over" for c in coming.children)
    if bare:
        return not any(c.dep_ in ("dobj", "prep") and c.i > coming.i for c in coming.children)
    as_what = {pobj.lemma_.lower() for role, pobj in prepositions_of(leaving) if role == "as"}
    return bool(as_what & posts[1])


def _tells_only_when(verb: Token) -> bool:
    """ "Which joined in 2004": behind the verb stands nothing but the time."""
    behind = [child for child in verb.children if child.i > verb.i and child.pos_ not in ("PUNCT", "ADV", "CCONJ")]
    behind = [child for child in behind if child.dep_ not in ("conj", "advcl")]
    times = [t for child in behind for t in (child, *child.children) if t.ent_type_ == "DATE"]
    return len(behind) == 1 and bool(times)


def _undergone(noun: Token, light: Token) -> bool:
    """ "received support", "came under fire", "the support that X received"."""
    noun = measured(noun)
    return (
        light.head == noun
        or noun.dep_ in ("dobj", "obj")
        or (
            noun.dep_ == "pobj"
            and (noun.head.lower_ == "under" or (noun.head.lower_ == "for" and light.lemma_ == "come"))
        )
    )


def _answered(noun: Token, owner: Token | None) -> bool:
    """ "rejected X's request", "ignored calls from X": somebody's who is named, not "its request"."""
    if noun.dep_ not in ("dobj", "obj") and not (noun.dep_ == "pobj" and noun.head.lower_ in ("with", "to")):
        return False
    if owner is not None:
        return owner.pos_ != "PRON"
    return any(role in ("from", "by", "of") for role, _ in prepositions_of(noun)) or any(
        child.dep_ in ("amod", "compound") and child.text.istitle() for child in noun.lefts
    )


def _dealt(noun: Token, light: Token) -> bool:
    """ "X was handed a ban by Y"."""
    return noun.dep_ in _GIFTS and noun.i > light.i and lemma_of(light) in _DEALING_OUT and is_passive(light)


def _carried(noun: Token, light: Token) -> bool:
    """ "held talks", "talks were held", "the talks that X held", "took part in talks"."""
    noun = measured(noun)
    if is_passive(light):
        subject = subject_of(light)
        return subject is not None and subject == noun
    if noun.dep_ in ("dobj", "obj") or light.head == noun:
        return True
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "into", "on", "out"):
        return False
    return all(c.lemma_.lower() in ("part", "place", "role") for c in light.children if c.dep_ in ("dobj", "obj"))


def _respectively(verb: Token, arguments: Iterable[Argument]) -> Iterator[tuple[Argument, ...]]:
    """ "A and B met X and Y, respectively": A with X, B with Y. Nothing where the members do not pair off."""
    if "respectively" not in verb.sent.text.lower():  # which is asked of every verb
        return
    if not any(token.lower_ == "respectively" for token in verb.sent):
        return
    doc = verb.doc
    members = {argument: coordinated(doc[argument.token]) for argument in arguments}
    doers = next((m for a, m in members.items() if a.role in ("agent", "patient") and len(m) > 1), None)
    if doers is None:
        return
    lists = {a: m for a, m in members.items() if len(m) == len(doers)}
    if len(lists) < 2:
        return
    rest = [argument for argument in members if argument not in lists]
    for n in range(len(doers)):
        yield (*(Argument(a.role, m[n].i, alone=True) for a, m in lists.items()), *rest)
