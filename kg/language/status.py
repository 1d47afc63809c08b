"""How firmly the article tells a claim: as fact, alleged, denied, planned or hypothetical.

The status of a predicate is read by climbing from it to the root of its sentence. Each step has a *cue*: what stands
beside the predicate (modals, negation, hedges, "if"), then what governs it ("denied", "plans to", "evidence of").
The nearest cue wins and outer ones can only take firmness away: "denied that it planned to attack" is denied. The climb
ends where what is told no longer depends on what stands above: at relative clauses, appositions, "after", "because",
plain speech ("said that"), and at events that are merely talked of ("condemned the invasion").

The idea that scope runs from a cue down the parse is that of NegEx and its heirs; the governing words are word lists
of rules/lexicon/grammar.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.language.grammar import asked_from, phones_to
from kg.language.tokens import Token, is_to_infinitive
from kg.models import STATUSES, Status
from kg.rules import Lexicon

Cue = Status | Literal["ended"]
"""A status, or "ended": it went on until now (denied when told as fact, asserted when its end is only demanded)."""

_DEPTH = 14
_NEGATIONS = frozenset({"never", "neither", "nor", "nowhere"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing", "no-one"})
_FOCUS = frozenset({"only", "just", "merely", "simply", "solely", "alone", "because"})
_AT_NO = frozenset({"way", "time", "point", "circumstance", "condition", "case"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "providing", "assuming", "supposing"})
_LATER = frozenset({"later", "eventually", "subsequently", "ultimately", "then", "soon"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "oprd"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_UNDOING = frozenset({"without", "instead", "rather", "short", "far", "lieu", "nowhere"})
_PRESUPPOSING = frozenset(
    "after before because since while although though whereas as when until till once where like than despite "
    "following".split()
)
_CONTENT = frozenset("of for to on about with against in".split())
_IN_COURT = frozenset({"court", "jury", "juror", "judge", "tribunal"})
"""Who hears what is still to be proved."""
_TALES = frozenset({"story", "narrative", "tale", "news", "statement"})
"""Like the claiming nouns, what these say may be called false."""
_DENYING = frozenset({"deny", "dispute", "refute", "disavow"})
_CONTESTED = frozenset({"which", "that", "something"})
_TOLD_ANYWAY = frozenset({"convict", "detain", "jail", "sentence", "fine", "imprison", "try"})
"""What is denied after these is the crime, not what befell its doer: "was jailed for murder, which he denies"."""
_OFFERED = frozenset({"commitment", "loyalty", "allegiance"})
"""Who questions these says that they are not there."""
_TALKED_OVER = frozenset({"discuss", "explore", "consider", "debate", "weigh"})
_STRESSED = frozenset({"importance", "necessity", "urgency"})
"""Who stresses these of doing something does not tell that it is done."""
_WAGED = frozenset("war invasion aggression attack assault offensive occupation bombardment".split())
_GOING = frozenset({"travel", "go", "fly", "head", "come"})
_UNREAL = frozenset("condition demand option possibility scenario prospect goal priority aim objective dream".split())
"""What is named so has not happened."""
_STEPS = frozenset({"action", "step", "measure"})
"""Who takes these to do something does it."""
_OCCASIONS = frozenset({"opportunity", "chance", "occasion", "time", "moment", "trouble", "liberty", "pains", "turn"})
_TAKING = frozenset({"take", "seize", "use", "find", "grab", "make", "get"})
"""Who takes or finds such a thing to do something does it."""
_MISSING = frozenset({"miss", "lose", "forgo", "pass", "waste", "squander", "decline", "turn"})
"""Who misses it, or passes it up, does not."""
_ONGOING = frozenset({"continued", "continuing", "ongoing", "existing", "longstanding", "long-standing", "enduring"})
_KEEPING = frozenset(
    "strengthen deepen expand enhance bolster boost advance cement broaden intensify preserve reaffirm consolidate "
    "elevate upgrade sustain continue maintain reinforce fortify".split()
)
"""What is strengthened or kept up is there: "discussed ways of strengthening the alliance"."""
_DEALS = frozenset(
    {"deal", "agreement", "treaty", "pact", "accord", "ceasefire", "truce", "settlement", "contract", "peace"}
)
_FACTS = frozenset({"accident", "coincidence", "surprise", "secret", "wonder", "shame", "pity", "chance", "miracle"})
"""That something is one of these, or is none, takes for granted that it is so."""
_TIPPING = frozenset(
    {"tip", "tout", "float", "mention", "consider", "shortlist", "suggest", "propose", "favor", "favour"}
)
_SELLING = frozenset({"sell", "offload", "divest", "dump", "unload"})
_HOLDINGS = frozenset({"stake", "share", "shareholding", "holding"})
_POLITE = frozenset({"like", "wish", "want", "love"})
_COURTESIES = frozenset(
    "thank congratulate commend praise express extend offer convey salute applaud apologize apologise acknowledge pay "
    "reiterate appreciate commiserate honor honour welcome".split()
)
"""What is done by saying that one would like to do it."""
_CLEARING = frozenset({"acquit", "clear", "exonerate", "absolve"})
_WAITING = frozenset({"after", "before", "when", "until", "till", "once"})


@dataclass(frozen=True, slots=True)
class _Step:
    """One step up the parse: the cue of the governor, where the climb goes on (None: nowhere), and whether what stands
    beside the governor is still to be read there: its negation (where ``cue`` has not taken it in), all the rest."""

    cue: Cue = "asserted"
    on: Token | None = None
    negation: bool = True
    beside: bool = True


_STOP = _Step()


def status_of(
    token: Token, lexicon: Lexicon, scope: Token | None = None, *, role: bool = False, negation: bool = True
) -> Status:
    """How firmly the article tells the predicate ``token``.

    ``scope`` is the light verb (or the participle after a noun: "sanctions imposed by") that carries it. The noun of a
    ``role`` ("minister") names a standing fact unless it is predicated with a verb ("became", "is not", "serve as").
    Without ``negation`` the deed is not doing it ("will not negotiate"): what stands beside it has been taken in.
    """
    if not role and token.lemma_.lower() in lexicon["standing"] and _goes_on(token):
        return "asserted"
    here = token
    told = _beside(token, lexicon) if negation else "hypothetical" if _supposed(token) else "asserted"
    if role:
        if any(child.lower_ in ("future", "eventual", "soon-to-be") for child in token.children):
            told = "asserted"  # who writes "future president" knows how it went
        verb = predicating_verb(token)
        if verb is None:
            return _firm(told)
        here, told = verb, _compose(told, _beside(verb, lexicon))
        if verb.lemma_.lower() in _TIPPING:
            told = _compose(told, "hypothetical")  # "tipped as the next head of X"
    elif scope is not None and token.is_ancestor(scope):
        told = _compose(told, _beside(scope, lexicon))
    light = scope if scope is not None and scope.is_ancestor(token) else None
    for _ in range(_DEPTH):
        step = _governed(here, token, light, lexicon)
        told = _compose(told, step.cue)
        if step.on is None:
            break
        if step.beside:
            told = _compose(told, _beside(step.on, lexicon, negation=step.negation))
        here = step.on
    if told == "asserted" and _asked(token):
        return "hypothetical"
    if told == "asserted" and not role and _contested(token, lexicon):
        return "alleged"
    if told == "asserted" and not role and _scheduled(scope or token):
        return "planned"
    return _firm(told)


def in_the_present(verb: Token) -> bool:
    """True of "travels" and "is travelling", not of "travelled", "has travelled"."""
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in verb.children)


_SURELY_AHEAD = re.compile(r"(on )?(next|tomorrow|later this|this coming)\b")
_AHEAD = re.compile(_SURELY_AHEAD.pattern + r"|on (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b")


def _scheduled(verb: Token) -> bool:
    """ "Meets X next week", "is travelling to X on Tuesday"; the plain present with a weekday may be a caption."""
    if not in_the_present(verb):
        return False
    ahead = _AHEAD if verb.tag_ == "VBG" else _SURELY_AHEAD
    return any(
        ahead.match(child.doc[child.left_edge.i : child.i + 4].text.lower())
        for child in verb.children
        if child.i > verb.i and child.dep_ in ("npadvmod", "advmod", "prep")
    )


def _supposed(verb: Token) -> bool:
    """ "If X does not agree with Y"."""
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS for child in verb.children)


def _contested(token: Token, lexicon: Lexicon) -> bool:
    """ "A struck B, which A denies", "A struck B, a charge A denies"."""
    lemma = token.lemma_.lower()
    if lemma in _TOLD_ANYWAY or lemma in lexicon["claiming"] or lemma in lexicon["speech_verbs"]:
        return False
    for verb in token.doc[token.i + 1 : token.sent.end]:
        if verb.dep_ not in ("relcl", "acl") or verb.lemma_.lower() not in _DENYING or not _finite(verb):
            continue
        what = verb.head
        named = what.lower_ in _CONTESTED or (what.dep_ != "pobj" and what.lemma_.lower() in lexicon["claiming"])
        if not named and not any(c.lower_ == "which" and c.dep_ in _OBJECTS for c in verb.children):
            continue
        first = what.left_edge if named else verb.left_edge
        if first.i == 0 or first.nbor(-1).text != ",":
            continue
        while what != token and what.head != what and what.dep_ in (*_OBJECTS, "pobj", "prep", "appos", "npadvmod"):
            if what.lower_ in ("of", "for", "over"):
                break
            what = what.head
        if what == token:
            return True
    return False


def _goes_on(noun: Token) -> bool:
    """ "the need for continued cooperation": it is there, whatever is wished."""
    words = {child.lower_ for child in noun.children if child.dep_ in ("amod", "det")}
    return bool(words & _ONGOING) and "no" not in words


def _firm(cue: Cue) -> Status:
    return "denied" if cue == "ended" else cue


def _compose(inner: Cue, outer: Cue) -> Cue:
    """The cue nearer to the predicate with one that governs it: denial holds through claims and plans ("allegedly
    refused", "will not"), the less firm of two others wins, and what has not ended goes on."""
    if outer == "asserted":
        return inner
    if inner == "asserted":
        return outer
    if inner == "ended":
        return "ended" if outer in ("alleged", "ended") else "asserted"
    if outer in ("denied", "ended"):
        return "denied"
    if inner == "denied":
        return "hypothetical" if outer == "hypothetical" else "denied"
    return max(inner, outer, key=STATUSES.index)


def _asked(token: Token) -> bool:
    """True in a direct question ("Did Iran attack Israel?")."""
    begin = asked_from(token.sent)
    return begin is not None and begin <= token.i


# -- what stands beside the predicate ----------------------------------------------------------------------------------


def _beside(token: Token, lexicon: Lexicon, *, negation: bool = True) -> Cue:
    if token.pos_ in _VERBS or any(child.dep_ in ("aux", "neg") for child in token.children):
        return _beside_verb(token, lexicon, negation)
    return _beside_noun(token, lexicon)


def _beside_verb(verb: Token, lexicon: Lexicon, negation: bool) -> Cue:
    told: Cue = "asserted"
    modal = ""
    perfect = conditional = False
    for child in verb.children:
        low = child.lower_
        match child.dep_:
            case "aux":
                if child.tag_ == "MD" or low in ("will", "would", "may", "might"):
                    modal = low
                elif child.lemma_ == "have":
                    perfect = True
                    if (
                        low == "had"
                        and verb.dep_ == "advcl"
                        and any(s.i > child.i for s in verb.children if s.dep_ in _SUBJECTS)
                    ):
                        conditional = True  # "had Iran attacked"
            case "mark" | "advmod" if low in _CONDITIONS:
                conditional = True
            case "advmod" | "amod" | "npadvmod" | "acomp" | "dep" | "oprd":
                told = _compose(told, _word_beside(child, lexicon))
            case "prep" | "advcl" | "pcomp" if low == "according" and _doubtful(source_of(child), lexicon):
                told = _compose(told, "alleged")
            case "parataxis" | "advcl" if child.lemma_.lower() in lexicon["speech_verbs"] and child.pos_ == "VERB":
                told = _compose(told, _parenthesis(child, lexicon))
    if _imperative(verb):
        conditional = True
    if conditional:
        told = _compose(told, "hypothetical")
    if modal in ("would", "'d", "’d") and any(_said_politely(verb, child) for child in verb.children):
        modal = ""
    negated = negation and _negated(verb)
    return _compose(_modal(verb, modal, perfect, negated), told)


def _modal(verb: Token, modal: str, perfect: bool, negated: bool) -> Cue:
    if not modal:
        return "denied" if negated else "asserted"
    if modal in ("will", "shall", "'ll", "’ll", "wo", "sha"):
        if negated:
            return "denied"
        return "hypothetical" if _depends(verb) else "planned"
    if modal in ("would", "'d", "’d"):
        if negated:
            return "hypothetical" if perfect else "denied"
        if perfect or _depends(verb):
            return "hypothetical"
        if any(child.lower_ in _LATER for child in verb.children if child.dep_ == "advmod") and verb.dep_ != "ccomp":
            return "asserted"  # "would later become": told from the future
        if any(c.lower_ == "according" or (c.dep_ == "parataxis" and c.tag_ == "VBD") for c in verb.children):
            return "planned"
        return "planned" if _reported_in_past(verb) else "hypothetical"
    if modal in ("could", "can", "ca"):
        return "denied" if negated else "hypothetical"
    if modal in ("may", "might") or (modal == "must" and perfect):
        return "alleged" if perfect and not negated else "hypothetical"
    return "hypothetical"


def _depends(verb: Token) -> bool:
    """True where an if-clause hangs on the verb or on what it stands with: "will leave if", "in case of"."""
    top = verb
    for _ in range(4):
        if top.dep_ not in ("xcomp", "conj") or top.head.pos_ not in _VERBS:
            break
        top = top.head
    return any(
        (
            child.dep_ == "advcl"
            and any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in child.children)
        )
        or (child.dep_ in ("prep", "advcl") and child.lower_ in ("if", "unless"))
        or (
            child.lower_ == "in"
            and any(c.lower_ == "case" or (c.lower_ == "event" and c.n_rights) for c in child.children)
        )
        for clause in {verb.i: verb, top.i: top}.values()
        for child in clause.children
    )


def _reported_in_past(verb: Token) -> bool:
    """ "said she would leave": the future as seen from the past."""
    here = verb
    for _ in range(6):
        if here.dep_ in ("ccomp", "acl") and here.head != here:
            governor = here.head
            if governor.tag_ in ("VBD", "VBN") or governor.pos_ == "NOUN":
                return True
        if here.dep_ not in ("conj", "xcomp") or here.head == here:
            return False
        here = here.head
    return False


def _negated(token: Token) -> bool:
    """Not, never, no longer, neither-nor, "at no time", "no country did", "signed no deal"; not "not only"."""
    for child in token.children:
        low = child.lower_
        if child.dep_ == "neg" or (low in _NEGATIONS and child.dep_ in ("preconj", "advmod", "cc", "neg")):
            if low == "nor" and child.dep_ == "cc" and child.i > token.i:
                continue  # it negates the conjunct that follows
            after = token.doc[child.i + 1] if child.i + 1 < len(token.doc) else None
            if after is not None and after.lower_ in _FOCUS:
                continue
            if any(
                c.lower_ in ("until", "till") and c.dep_ in ("prep", "mark")
                for t in token.children
                for c in (t, *t.children)
            ):
                continue  # "did not sign until 2015"
            return True
        if child.dep_ == "advmod" and low == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
        if (
            child.dep_ in _SUBJECTS or ((child.dep_ in _OBJECTS or child.dep_ == "attr") and token.pos_ in _VERBS)
        ) and _nobody(child):
            return True
        if child.dep_ == "prep" and any(
            _nobody(c) and (c.lemma_.lower() in _AT_NO or c.lower_ in ("one", "nobody", "none", "neither"))
            for c in child.children if c.dep_ == "pobj"
        ):  # fmt: skip
            return True
    if token.dep_ == "conj":  # "neither confirmed nor denied"
        return any(child.lower_ == "nor" and child.dep_ == "cc" for child in token.head.children)
    return False


def _nobody(noun: Token) -> bool:
    if noun.lower_ in _NOBODY and noun.pos_ in ("PRON", "NOUN", "DET"):
        return True
    return any(
        child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc", "neg") for child in noun.children
    )


def _imperative(verb: Token) -> bool:
    return (
        verb.tag_ == "VB"
        and verb.dep_ == "ROOT"
        and not any(c.dep_ in (*_SUBJECTS, "aux", "expl") for c in verb.children)
    )


def _word_beside(word: Token, lexicon: Lexicon) -> Cue:
    for form in dict.fromkeys((word.lower_, word.lemma_.lower())):
        if form in lexicon["hedges"]:
            return "alleged"
        if form in lexicon["possible"]:
            return "hypothetical"
        if form in lexicon["failed"]:
            return "denied"
        if form in lexicon["planned"]:
            return "planned"
    return "asserted"


def _beside_noun(noun: Token, lexicon: Lexicon) -> Cue:
    told: Cue = "asserted"
    for child in noun.children:
        low = child.lower_
        if child.dep_ in ("amod", "compound", "advmod", "nmod", "dep"):
            told = _compose(told, _word_beside(child, lexicon))
            for inner in child.children:
                if inner.dep_ == "advmod":  # "an allegedly planned attack"
                    told = _compose(told, _word_beside(inner, lexicon))
        elif low in ("no", "neither") and child.dep_ in ("det", "preconj", "neg"):
            told = _compose(told, "denied")
        elif low == "any" and child.dep_ == "det":
            told = _compose(told, "hypothetical")
        elif (
            child.dep_ == "acl"
            and child.tag_ == "VBN"
            and child.lemma_.lower() in ("schedule", "plan", "expect", "slate", "set")
        ):
            told = _compose(told, "planned")
    return told


def _parenthesis(verb: Token, lexicon: Lexicon) -> Cue:
    """ "X, critics say, attacked Y", "as Ukraine claims"."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return "asserted"
    word = verb.lemma_.lower()
    return (
        "alleged"
        if word in ("claim", "allege", "contend", "believe", "suspect") or _doubtful(subject, lexicon)
        else "asserted"
    )


def _doubtful(source: Token | None, lexicon: Lexicon) -> bool:
    return source is not None and (
        source.lemma_.lower() in lexicon["doubtful_sources"]
        or (source.lemma_.lower() in ("report", "source", "account", "claim") and any(
            c.lower_ in lexicon["hedges"] or c.lower_ in ("some", "other") for c in source.children))
    )  # fmt: skip


def source_of(according: Token) -> Token | None:
    """The head of "X" in "according to X"."""
    for inner in according.children:
        if inner.dep_ == "pobj":
            return inner
        found = next((c for c in inner.children if c.dep_ == "pobj"), None)
        if found is not None:
            return found
    return None


# -- what governs the predicate ----------------------------------------------------------------------------------------


def _governed(here: Token, start: Token, light: Token | None, lexicon: Lexicon) -> _Step:
    head = here.head
    if head == here:
        return _STOP
    match here.dep_:
        case "ccomp" if head.pos_ == "NOUN" and head.dep_ != "acomp":
            return _clause_of_noun(here, head, lexicon)
        case "xcomp" | "ccomp" | "csubj" | "csubjpass":
            return _complement(here, head, lexicon)
        case "acl":
            return _clause_of_noun(here, head, lexicon)
        case "relcl" if is_to_infinitive(here) and not _finite(here):
            return _clause_of_noun(here, head, lexicon)
        case "relcl" if _says(head, lexicon) and _complete(here):
            return _clause_of_noun(here, head, lexicon)  # "an allegation he attacked X"
        case "relcl" if head.lemma_.lower() in _FACTS and head.dep_ == "attr":
            return _STOP  # "it is no coincidence that X met Y"
        case "relcl":
            return _Step("denied" if _nobody(head) else "hypothetical" if _any(head) else "asserted")
        case "advcl":
            return _adverbial(here, head, lexicon)
        case "pcomp":
            return _after_preposition(here, head, lexicon)
        case "conj":
            return _conjunct(here, head, lexicon)
        case "acomp":
            return _Step(on=head)
        case "attr":
            return _Step(on=head) if head.pos_ in _VERBS else _STOP
    return _noun(here, head, start, light, lexicon)


def _complete(clause: Token) -> bool:
    """True for a clause that lacks neither subject nor object: what the noun before it says, not which one it is."""
    deps = [child.dep_ for child in clause.children]
    relative = any(
        child.tag_ in ("WDT", "WP", "WP$", "WRB") and child.dep_ != "mark" and deps.count(child.dep_) == 1
        for child in clause.children
    )
    return not relative and "nsubj" in deps and "dobj" in deps


def _says(noun: Token, lexicon: Lexicon) -> bool:
    return _lexical_class(noun, lexicon) in ("claiming", "denial") or noun.lemma_.lower() in _TALES


def _any(noun: Token) -> bool:
    return any(child.lower_ in ("any", "whichever") for child in noun.children) or noun.lower_ in (
        "anyone",
        "anybody",
        "whoever",
    )


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in verb.children
    )


def _complement(here: Token, head: Token, lexicon: Lexicon) -> _Step:
    """The clause is the object or subject of a verb or an adjective: "denied that", "wants to", "is unable to"."""
    if head.pos_ == "ADJ" or head.dep_ == "acomp":
        verb = head.head
        negated = _negated(head) or (verb.pos_ in _VERBS and _negated(verb))
        return _Step(_clause_cue(here, head, negated, lexicon), verb if verb != head else None, negation=False)
    if head.lemma_ == "continue" and not _negated(head) and head.tag_ not in ("VBD", "VBN"):
        return _STOP  # "the need to continue supporting X": it is supported
    if here.i < head.i and any(
        c.lower_ == "should" and any(s.dep_ in _SUBJECTS and s.i > c.i for s in head.children) for c in head.children
    ):
        return _STOP  # "threatened sanctions should X refuse", read upside down
    predicate = next((c for c in head.children if c.dep_ in ("acomp", "attr", "oprd") and c != here), None)
    negated = _negated(head)
    if (
        head.lemma_ == "be"
        and predicate is not None
        and predicate.lemma_.lower() in _FACTS
        and not is_to_infinitive(here)
    ):
        return _STOP  # "it was no accident that X went to Y"
    if head.lemma_ in ("be", "become", "seem", "remain", "appear", "look") and predicate is not None:
        negated = negated or _nobody(predicate)
        return _Step(_clause_cue(here, predicate, negated, lexicon), head, negation=False)
    if head.lemma_ == "be" and here.dep_ in ("xcomp", "ccomp"):
        subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
        if subject is not None and _lexical_class(subject, lexicon):
            return _Step(_clause_cue(here, subject, negated, lexicon), head, negation=False)
        if is_to_infinitive(here):
            return _Step("denied" if negated else "planned", head, negation=False)
        return _Step(on=head)
    if here.dep_ == "ccomp" and _finite(here) and head.lemma_.lower() in lexicon["factive"]:
        return _STOP
    if here.dep_ == "ccomp" and _finite(here) and _quotes(head, lexicon):
        return _speech(here, head, negated, lexicon)
    return _Step(_clause_cue(here, head, negated, lexicon), head, negation=False)


def _quotes(verb: Token, lexicon: Lexicon) -> bool:
    word = verb.lemma_.lower()
    if word == "report":
        return not any(child.dep_ == "auxpass" for child in verb.children)  # who reports vouches; "reports" do not
    return word in lexicon["speech_verbs"] and word not in lexicon["denial"] and word not in lexicon["claiming"]


def _speech(here: Token, head: Token, negated: bool, lexicon: Lexicon) -> _Step:
    """What is said is told as fact, whatever is told of the saying; unless nobody vouches for it."""
    subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
    if negated or (head.lemma_ == "tell" and any(c.lemma_.lower() in _IN_COURT for c in head.children)):
        return _Step("alleged")
    if _doubtful(subject, lexicon) or any(c.lower_ in lexicon["hedges"] for c in head.children):
        return _Step("alleged")
    return _STOP


def _lexical_class(word: Token, lexicon: Lexicon) -> str:
    lemma = word.lemma_.lower()
    if word.pos_ == "PROPN" and word.is_sent_start:
        lemma = lemma.removesuffix("s")  # "Allegations that ...", taken for a name
    for name in ("denial", "ended", "undone", "planning", "wishing", "enabling", "claiming"):
        if lemma in lexicon[name]:
            return name
    return ""


def _clause_cue(here: Token, governor: Token, negated: bool, lexicon: Lexicon) -> Cue:
    """The status that ``governor``, negated or not, gives to the clause ``here`` that it governs."""
    lemma = governor.lemma_.lower()
    finite = _finite(here)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in governor.children)
    if (
        (passive or (governor.dep_ == "acl" and governor.tag_ == "VBN") or _thought_to_be(governor, here))
        and here.dep_ == "xcomp"
        and lemma in ("say", "report", "think", "believe", "understand", "rumor", "rumour", "know")
    ):
        return "hypothetical" if negated else "asserted" if lemma == "know" else "alleged"
    if governor.pos_ in _VERBS and lemma == "go":
        return ("denied" if negated else "planned") if governor.tag_ == "VBG" and here.tag_ == "VB" else "asserted"
    if governor.pos_ in _VERBS and lemma == "have" and is_to_infinitive(here):
        yet = any(child.lower_ == "yet" for child in governor.children)  # "has yet to sign"
        return "denied" if negated or yet else "asserted" if governor.tag_ in ("VBD", "VBN") else "hypothetical"
    if not negated and (phones_to(governor, here) or _said_politely(governor, here)):
        return "asserted"
    if lemma in ("clear", "known", "certain", "sure", "obvious"):
        return "hypothetical" if negated or lemma == "sure" else "asserted"
    if governor.pos_ in _VERBS and lemma == "vote":
        return "denied" if negated else "asserted"
    if governor.pos_ in _VERBS and lemma in ("keep", "get") and not negated:
        return "asserted"
    if lemma in ("true", "case", "correct", "accurate"):
        return "denied" if negated else "asserted"
    if lemma == "suggest" and governor.pos_ in _VERBS:
        return "alleged" if finite and not negated else "hypothetical"
    if lemma == "rule" and governor.pos_ in _VERBS and not any(child.lower_ == "out" for child in governor.children):
        return "hypothetical" if negated else "asserted"  # "the court ruled that X may join"
    if lemma == "rule" and negated:
        return "hypothetical"  # "has not ruled out joining"
    if lemma in ("end", "wind") and any(child.lower_ == "up" for child in governor.children):
        return "denied" if negated else "asserted"  # "ended up going to X"
    match _lexical_class(governor, lexicon):
        case "denial":
            return "alleged" if negated else "denied"
        case "ended" if governor.pos_ in _VERBS and is_to_infinitive(here) and lemma != "cease":
            return "asserted" if here.lemma_ == "become" else "planned"  # "broke with Y to become Z's ally": what for
        case "ended" if governor.pos_ in _VERBS:
            return "asserted" if negated else "ended"
        case "undone" | "ended":
            return "asserted" if negated else "denied"
        case "planning":
            if (
                finite
                and here.dep_ == "ccomp"
                and lemma not in ("expect", "anticipate", "await", "forecast", "project")
            ):
                return "asserted"  # "decided that", "agreed that": a plan would say "will"
            return "denied" if negated else "planned"
        case "wishing":
            return "hypothetical"
        case "enabling":
            if negated:
                return "denied"
            verb = governor.head if governor.pos_ in ("ADJ", "NOUN") else governor
            past = verb.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in verb.children)
            return (
                "asserted"
                if past or any(c.lower_ in ("was", "were", "been") for c in verb.children)
                else "hypothetical"
            )
        case "claiming":
            if negated:
                return "denied" if lemma in ("believe", "think") else "hypothetical"
            return "alleged"
    if negated:
        return "denied" if here.dep_ == "xcomp" or governor.pos_ in _NOUNS else "asserted"
    if (
        here.dep_ == "ccomp"
        and here.tag_ == "VB"
        and not is_to_infinitive(here)
        and not finite
        and lemma not in ("help", "make", "have", "see", "watch", "hear")
    ):
        return "hypothetical"  # subjunctive: "proposed that Russia withdraw"
    return "asserted"


def _said_politely(wish: Token, deed: Token) -> bool:
    """ "I would like to thank X", "we want to congratulate X": what is done in saying so."""
    lemma = wish.lemma_.lower()
    if not is_to_infinitive(deed) or lemma not in _POLITE or deed.lemma_.lower() not in _COURTESIES:
        return False
    modal = _modal_of(wish)
    return modal in ("would", "'d", "’d") if lemma in ("like", "love") else not modal


def _thought_to_be(governor: Token, here: Token) -> bool:
    """ "X, said to be owned by Y", whatever the parse makes of "said": nobody says to be something."""
    to = governor.i + 1 < len(governor.doc) and governor.nbor().lower_ == "to"
    be = here.lemma_ in ("be", "have", "belong") or any(child.lower_ in ("be", "have") for child in here.children)
    return (
        to and be and governor.lower_ in ("said", "believed", "thought", "reported", "understood", "rumoured", "known")
    )


def _clause_of_noun(here: Token, head: Token, lexicon: Lexicon) -> _Step:
    """ "plans to attack", "no evidence that it attacked", "the accord signed by X"."""
    negated = _nobody(head)
    to = is_to_infinitive(here)
    if not to and here.tag_ in ("VBN", "VBG") and not _finite(here):
        return _Step("denied" if negated else "hypothetical" if _any(head) else "asserted")
    if to and head.lemma_.lower() in _OCCASIONS and head.dep_ in _OBJECTS and head.head.lemma_ in _TAKING | _MISSING:
        return _occasion(head.head, negated)  # "took the opportunity to criticise"
    if to and not _lexical_class(head, lexicon):
        if any(
            c.dep_ in ("amod", "nummod") and c.lower_ in ("first", "second", "third", "last", "latest", "only", "next")
            for c in head.children
        ):
            return _Step("denied" if negated else "asserted")
        if head.dep_ in _OBJECTS and head.head.lemma_ in _TALKED_OVER:
            return _Step("hypothetical", head, beside=False)  # "discussed ways to support X"
        if head.lemma_.lower() in _STEPS and not negated:
            return _Step("asserted", head, beside=False)  # "is taking action to impose sanctions"
        return _Step("denied" if negated else "planned", head, beside=False)
    cue = _clause_cue(here, head, negated, lexicon)
    told = _beside_noun(head, lexicon) if not negated else "asserted"
    untrue = [child for child in head.children if child.dep_ == "amod"]
    if head.dep_ in _OBJECTS:  # "called the claim that X paid Y false", "described it as false": tied to "paid"
        untrue += [c for c in here.children if c.dep_ in _OBJECTS and c.pos_ == "ADJ"]
        untrue += [inner for c in here.children if c.lower_ == "as" for inner in c.children]
    if any(word.lower_ in lexicon["denial"] for word in untrue):
        told = "denied"  # "the false claim that X attacked Y"
    return _Step(_compose(cue, told), head, beside=False)


def _occasion(verb: Token, negated: bool) -> _Step:
    """ "Took time to visit", "missed the chance to meet"."""
    missed = verb.lemma_ in _MISSING
    return _Step("denied" if (negated or _negated(verb)) != missed else "asserted", verb, negation=False)


def _adverbial(here: Token, head: Token, lexicon: Lexicon) -> _Step:
    """Clauses of time and reason stand for themselves; purposes and participles share what their verb has."""
    marks = {child.lower_ for child in here.children if child.dep_ in ("mark", "advmod")}
    if head.pos_ in _NOUNS and is_to_infinitive(here) and _lexical_class(head, lexicon):
        return _clause_of_noun(here, head, lexicon)  # "the need for X and Y to work together"
    if head.pos_ not in _VERBS:
        return _STOP
    before = here.left_edge.i
    if before >= 2 and here.doc[before - 1].lower_ in ("of", "than") and here.doc[before - 2].lower_ in _UNDOING:
        return _Step("denied")  # "instead of arresting", read as an adverbial clause
    if is_to_infinitive(here) and not marks & _CONDITIONS:
        lemma = head.lemma_.lower()
        if phones_to(head, here) and any(c.dep_ in _OBJECTS for c in head.children):
            return _Step(on=head)
        if lemma == "take" and any(c.lemma_.lower() in _STEPS for c in head.children if c.dep_ in _OBJECTS):
            return _Step("denied" if _negated(head) else "asserted", head, negation=False)
        occasion = any(c.lemma_.lower() in _OCCASIONS for c in head.children if c.dep_ in _OBJECTS)
        if occasion and lemma in _TAKING | _MISSING:
            return _occasion(head, negated=False)
        efforts = lemma == "step" and any(
            c.dep_ in _OBJECTS for c in head.children
        )  # "step up efforts to", "stepped up to"
        risen = here.lemma_ == "become" and lemma in lexicon["rising"]  # "beat ten rivals to become chairman"
        if head.lower_ == "about" or risen or (lemma in lexicon["fulfilled"] and not efforts):
            going = head.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in head.children)
            return _Step("planned" if going and lemma in _GOING else "asserted", head)
        by_head = {"acomp", "attr"} if lemma in ("be", "seem", "remain") else _SUBJECTS
        said_of = next((c for c in head.children if c.dep_ in by_head), None)
        # "renewed their calls | for X to leave", which the parser hangs on the verb
        asked = next((c for c in head.children if c.dep_ in _OBJECTS and c.i + 1 == before), None)
        asked = asked if "for" in marks else None
        for word in (asked, head, said_of):  # "was open to meet", "pressure grew to sell"
            if word is not None and _lexical_class(word, lexicon) not in ("", "ended", "enabling"):
                return _Step(_clause_cue(here, word, _negated(head), lexicon), head, negation=False)
        return _Step("denied" if _negated(head) else "planned", head, negation=False)
    if marks & _WAITING and here.tag_ in ("VBZ", "VBP") and _modal_of(head) in ("will", "'ll", "’ll", "shall", "would"):
        return _Step("planned")
    if marks & _PRESUPPOSING or marks & _CONDITIONS or _finite(here) or here.tag_ == "VBN":
        return _STOP
    near = 0 < here.left_edge.i - head.i <= 2
    if near and _lexical_class(head, lexicon) in ("undone", "denial", "ended"):
        return _Step(_clause_cue(here, head, _negated(head), lexicon), head, negation=False)  # "ruled out using force"
    return _Step(on=head, negation=False)


def _modal_of(verb: Token) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"), "")


def _passed(preposition: Token) -> tuple[list[str], Token]:
    """The words between a prepositional phrase and the verb, noun or adjective it hangs on ("short of"), and that."""
    passed = [preposition.lower_, *(child.lower_ for child in preposition.children if child.dep_ == "advmod")]
    governor = preposition.head
    for _ in range(4):
        if governor.pos_ in _VERBS or governor.pos_ in _NOUNS or governor.pos_ == "ADJ" or governor.head == governor:
            break
        passed.append(governor.lower_)
        governor = governor.head
    return passed, governor


def _lacking(governor: Token) -> _Step:
    """ "left without attacking"; but "would lose without support"."""
    return _Step("hypothetical" if _modal_of(governor) in ("would", "could", "might") else "denied")


def _verb_over(noun: Token, preposition: str, lexicon: Lexicon) -> Token | None:
    """ "accuses the bank of funding": the verb, where the parser hangs "of" on its object."""
    if noun.dep_ not in _OBJECTS or noun.head.pos_ not in _VERBS or _lexical_class(noun, lexicon):
        return None
    found = _lexical_class(noun.head, lexicon)
    fitting = {"claiming": ("of", "for", "with"), "undone": ("from",)}.get(found, ())
    return noun.head if preposition in fitting else None


def _after_preposition(here: Token, head: Token, lexicon: Lexicon) -> _Step:
    """ "accused of attacking", "without attacking", "kept from leaving"."""
    passed, governor = _passed(head)
    if _UNDOING.intersection(passed):
        return _lacking(governor)
    accusing = _verb_over(governor, passed[0], lexicon)
    governor = accusing or governor
    lemma = governor.lemma_.lower()
    negated = _negated(governor) or _nobody(governor)
    if any(child.lower_ == "forward" for child in governor.children):
        return _Step("planned")  # "look forward to welcoming"
    if "from" in passed:
        if lemma in lexicon["undone"]:
            return _Step("asserted" if negated else "denied", governor, negation=False)
        return _STOP
    if governor.pos_ in _NOUNS:
        if lemma in lexicon["inquiries"] and passed[0] in (*_CHARGED, "of"):
            return _Step("alleged")  # "on trial for killing", "under investigation over paying"
        if lemma in lexicon["bridging"]:
            return _Step(on=governor)
        if lemma in _STRESSED and passed[0] == "of":
            return _Step("hypothetical")
        if _lexical_class(governor, lexicon):
            return _Step(
                _compose(
                    _clause_cue(here, governor, negated, lexicon),
                    "asserted" if negated else _beside_noun(governor, lexicon),
                ),
                governor,
                beside=False,
            )
        return _Step("denied") if negated else _STOP
    found = _lexical_class(governor, lexicon)
    if lemma == "guilty":  # "pleaded not guilty to killing"
        return _Step("denied" if negated or _negated(governor.head) else "asserted")
    if passed[0] in _CHARGED and found != "claiming" and _prosecuted(governor, lexicon):
        return _Step("alleged")
    if lemma in _CLEARING and passed[0] == "of":
        return _Step("denied")  # "acquitted of killing"
    if passed[0] == "before" and _ahead(governor):
        return _Step("planned")  # "is to visit X before flying to Y"
    if found == "claiming" and passed[0] in ("of", "for", "with", "over", "in"):
        return _Step(_clause_cue(here, governor, negated, lexicon), governor, negation=False)
    if found in ("planning", "wishing", "undone") and passed[0] in _CONTENT:
        verb = governor.head if governor.pos_ == "ADJ" else governor
        return _Step(_clause_cue(here, governor, negated, lexicon), verb, negation=False)
    if passed[0] in ("by", "in", "with") and governor.pos_ in _VERBS:
        return _Step(on=governor, negation=False)
    return _STOP


_CHARGED = ("for", "over", "with", "into")


def _prosecuted(verb: Token, lexicon: Lexicon) -> bool:
    """ "Charged with", "wanted for": the deed is held against somebody. Who tries or wants for himself is none."""
    word = verb.lemma_.lower()
    if word not in lexicon["prosecuting"]:
        return False
    undergone = verb.tag_ == "VBN" or any(child.dep_ == "auxpass" for child in verb.children)
    return undergone or word not in ("try", "want", "seek", "hold", "question")


def _ahead(verb: Token) -> bool:
    """True of what is still to come: "will visit", "is due to visit", "is visiting X before ..." is not."""
    top = verb
    for _ in range(4):
        if _modal_of(top) in ("will", "'ll", "’ll", "shall"):
            return True
        if top.dep_ == "conj" and top.head.pos_ in _VERBS:
            top = top.head
        elif top.dep_ == "xcomp" and is_to_infinitive(top):
            head = top.head if top.head.pos_ in _VERBS else top.head.head
            return head.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in head.children)
        else:
            return False
    return False


def _conjunct(here: Token, head: Token, lexicon: Lexicon) -> _Step:
    """A conjunct shares its first member's governors, and modals and negation where it has no verb form of its own."""
    if here.pos_ in _NOUNS and head.pos_ in (*_NOUNS, "PRON"):
        return _Step(on=head, negation=False, beside=_beside_noun(head, lexicon) == "denied")
    first = head
    for _ in range(_DEPTH):
        if first.dep_ != "conj" or first.head == first:
            break
        first = first.head
    if head.pos_ not in _VERBS:
        return _STOP
    if _finite(here) and not _finite(head) and head.dep_ in ("xcomp", "advcl", "pcomp", "acl"):
        return _STOP  # the parser hung a finite verb on an infinitive: it belongs further up
    own = any(child.dep_ in _SUBJECTS for child in here.children) or _finite(here)
    if own:
        return _Step(on=first, beside=False)
    but = any(child.dep_ == "cc" and child.lower_ in ("but", "yet") for child in head.children if child.i < here.i)
    return _Step(on=head, negation=not but)


def _noun(here: Token, head: Token, start: Token, light: Token | None, lexicon: Lexicon) -> _Step:
    """An event named by a noun: what its verb says of it, if anything."""
    dep = here.dep_
    if here.pos_ not in _NOUNS and here.tag_ not in ("VBG", "VBN", "NN") and dep != "nsubj":
        return _STOP
    if dep in ("compound", "nmod") and head.pos_ in _NOUNS and here.i < head.i:
        if _lexical_class(head, lexicon) in (
            "planning",
            "wishing",
            "claiming",
            "denial",
            "undone",
        ) and head.lemma_.lower() not in ("deal", "agreement", "pact", "power", "call", "right"):
            return _Step(_clause_cue(here, head, _nobody(head), lexicon), head, beside=False)
        return _STOP
    if dep in _OBJECTS or dep == "nsubjpass":
        return _object(here, head, start, light, lexicon)
    if dep == "nsubj":
        if head.lemma_.lower() in lexicon["occurring"]:
            under_way = head.lemma_.lower() in lexicon["under_way"] and _negated(head)
            return _STOP if under_way else _Step(on=head)  # what is "not going to plan" goes on
        if _ruled_out(head):
            return _Step("denied", head)
        quality = next((c for c in head.children if c.dep_ in ("acomp", "attr")), None)
        if quality is None and head.pos_ in ("ADJ", "NOUN") and head.dep_ in ("oprd", "ccomp", "xcomp"):
            quality = head  # "called the claim that X paid Y untrue"
        if quality is None and (proved := next((c for c in head.children if c.dep_ == "xcomp"), None)) is not None:
            # "turned out to be false"
            quality = next((c for c in proved.children if c.dep_ in ("acomp", "attr")), None)
        if here != start and quality is not None:  # "the claim that X paid Y is not true"
            true = quality.lemma_.lower() in ("true", "correct", "accurate")
            if (true and _negated(head)) or (quality.lemma_.lower() in lexicon["denial"] and not _negated(head)):
                return _Step("denied")
        if (
            head.lemma_ == "be"
            and quality is not None
            and quality.lemma_.lower() in lexicon["planning"]
            and not _negated(head)
            and any(is_to_infinitive(c) for c in quality.children)
        ):
            return _Step("planned")  # "talks with X are due to resume"
        if head.lemma_ in ("be", "seem", "remain", "look") and quality is not None and not _negated(head):
            of = (
                [p for c in quality.children if c.lower_ == "of" for p in c.children] if quality.lower_ == "one" else []
            )
            if _word_beside(quality, lexicon) == "hypothetical" or {t.lemma_.lower() for t in (quality, *of)} & _UNREAL:
                return _Step("hypothetical")  # "an attack is unlikely", "a withdrawal is one of the conditions"
        if _modal_of(head) in ("would", "could", "might") and any(
            c.lower_ in ("a", "an", "such") for c in here.children
        ):
            return _Step("hypothetical")
        return _STOP
    if dep in ("pobj", "pcomp"):
        return _prepositional(here, head, start, light, lexicon)
    return _STOP


def _ruled_out(verb: Token) -> bool:
    """ "is out of the question", "is off the table"."""
    words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5]]
    return verb.lemma_ == "be" and (words == ["out", "of", "the", "question"] or words[:3] == ["off", "the", "table"])


def _object(here: Token, verb: Token, start: Token, light: Token | None, lexicon: Lexicon) -> _Step:
    noun, word = here.lemma_.lower(), verb.lemma_.lower()
    content = here != start
    particle = any(child.dep_ == "prt" for child in verb.children)
    negated = _negated(verb)
    going_on = _Step(on=verb)
    if verb.pos_ not in _VERBS:
        return _STOP
    if not content and noun in lexicon["standing"] and word in _KEEPING and not negated:
        return _STOP
    if content and not negated and _called_untrue(here, verb, lexicon):
        return _Step("denied")
    if word == "doubt" and not content:
        return _Step("alleged" if negated else "hypothetical")
    if word == "question" and noun in _OFFERED and not content:
        return _Step("hypothetical")
    if word == "call" and particle:  # "called off the visit"
        return _Step("asserted" if negated else "denied", verb, negation=False)
    if (
        noun in lexicon["verbal_acts"]
        and not content
        and word in (*lexicon["denial"], "refuse", "decline", "receive", "face")
    ):
        return _STOP
    if word in lexicon["denial"] and word not in ("reject", "dismiss"):
        return _Step("alleged" if negated else "denied", verb, negation=False)
    if word in ("reject", "dismiss") and (content or noun in lexicon["gatherings"] or noun in lexicon["standing"]):
        if any(child.dep_ == "poss" for child in here.children) and not content:
            return _STOP
        return _Step("alleged" if negated else "denied", verb, negation=False)
    if word == "negotiate" and verb.tag_ in ("VB", "VBG") and noun in _DEALS and not content:
        return _Step("hypothetical", verb)  # "are negotiating a truce"; who negotiated one may have it
    if word in _SELLING and noun in _HOLDINGS:
        return _Step("asserted" if negated else "ended", verb, negation=False)  # "sold its stake in X"
    if word in lexicon["ended"] and not content and word != "rule":
        if noun in lexicon["standing"]:
            return _Step("asserted" if negated else "ended", verb, negation=False)
        return _STOP
    if word in lexicon["prevented_objects"] or (content and word in lexicon["undone"]):
        if word == "rule" and not particle:
            return _STOP
        return _Step(("hypothetical" if word == "rule" else "asserted") if negated else "denied", verb, negation=False)
    if word in lexicon["planned_objects"]:
        if word == "announce" and noun in lexicon["performed"]:
            return _Step("denied" if negated else "asserted", verb, negation=False)
        if word == "agree" and not particle and here.dep_ != "nsubjpass":
            return going_on
        return _Step("denied" if negated else "planned", verb, negation=False)
    if word in lexicon["wished_objects"] and word not in (
        "call",
        "appeal",
        "push",
        "press",
        "campaign",
        "hope",
        "warn",
        "wish",
        "ask",
        "lobby",
        "plead",
        "petition",
    ):
        return _Step("hypothetical", verb) if not content else _Step(on=verb)
    if word in ("allege", "suspect", "rumor", "rumour"):
        return _Step("alleged", verb)
    if (
        word in lexicon["light_verbs"]
        or word in lexicon["light_verbs_reversed"]
        or (light is not None and light == verb)
    ):
        return going_on
    return _STOP


def _called_untrue(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """ "called the claim that X paid Y a lie", "described it as false", "was found to be baseless"."""
    said = [child for child in verb.children if child != noun and child.dep_ in (*_OBJECTS, "acomp", "ccomp", "xcomp")]
    said += [inner for child in verb.children if child.lower_ == "as" for inner in child.children]
    said += [inner for child in said if child.lemma_ == "be" for inner in child.children]
    return any(word.pos_ in (*_NOUNS, "ADJ") and word.lemma_.lower() in lexicon["denial"] for word in said)


def _prepositional(here: Token, preposition: Token, start: Token, light: Token | None, lexicon: Lexicon) -> _Step:
    passed, governor = _passed(preposition)
    if _UNDOING.intersection(passed):
        return _lacking(governor)
    if governor.lower_ in ("case", "event") and passed[0] == "of" and governor.head.lower_ == "in":
        return _Step("hypothetical")
    noun, word = here.lemma_.lower(), governor.lemma_.lower()
    negated = _negated(governor) or _nobody(governor)
    if governor.pos_ in _NOUNS:
        if word in lexicon["inquiries"] and passed[0] in _CHARGED and noun not in lexicon["inquiries"]:
            return _Step("alleged")  # "on trial for the killing of X"
        if word in ("possibility", "prospect") and passed[0] == "of":
            return _Step("denied" if negated else "hypothetical")
        if word in lexicon["bridging"] or (word == "campaign" and passed[0] == "of"):
            return _Step(on=governor)  # "a campaign of strikes" is no wish for them
        if passed[0] in ("of", "for", "to", "on", "about", "against"):
            found = _lexical_class(governor, lexicon)
            if here == start and noun in lexicon["verbal_acts"]:
                return _STOP  # "in favor of the lawsuit": it has been filed
            if (
                word in ("support", "favor", "favour")
                and noun in _WAGED
                and any(c.dep_ == "poss" for c in here.children)
            ):
                return _STOP  # "in support of Russia's war"
            if found in ("planning", "wishing", "undone") and (
                passed[0] in ("of", "for") or (found == "planning" and passed[0] != "against")
            ):
                return _Step(_clause_cue(here, governor, negated, lexicon), governor, beside=False)
            if found in ("claiming", "denial") and passed[0] in ("of", "about"):
                return _Step(_clause_cue(here, governor, negated, lexicon), governor, beside=False)
            if negated:
                return _Step("denied")  # "no evidence of an attack"
        return _STOP
    if light is not None and governor == light:
        return _Step(on=governor)
    if governor.pos_ in _VERBS:
        if passed[0] == "against" and word in ("vote", "decide", "argue", "rule", "advise"):
            return _Step("asserted" if negated else "denied", governor, negation=False)
        if passed[0] == "in" and (noun in lexicon["gatherings"] or noun == "interview"):
            return _STOP  # "in an interview with X, Y accused Z": the interview took place
        if passed[0] in ("of", "for", "with", "in", "over") and _prosecuted(governor, lexicon):
            return _Step("alleged", governor, negation=False)
        if passed[0] == "for" and word in lexicon["wished_objects"]:
            return _Step("hypothetical", governor)
        if passed[0] == "for" and word in ("prepare", "plan", "arrange"):
            return _Step("denied" if negated else "planned", governor, negation=False)
        if passed[0] in ("of", "with") and word in ("warn", "threaten"):
            return _Step("hypothetical", governor)
        if passed[0] == "to" and word in ("agree", "commit", "consent"):
            return _Step("denied" if negated else "planned", governor, negation=False)
        if passed[0] == "to" and word == "look" and any(c.lower_ == "forward" for c in governor.children):
            return _Step("denied" if negated else "planned", governor, negation=False)
        if noun in lexicon["gatherings"] and passed[0] in ("for", "in", "at", "to", "into", "on", "during"):
            return _Step(on=governor, negation=passed[0] in ("in", "at", "to", "into"))
    return _STOP


def predicating_verb(noun: Token) -> Token | None:
    """The verb that says a role of somebody: "became minister", "serves as envoy", "was elected president"."""
    for _ in range(4):
        if noun.dep_ != "conj" or noun.head.pos_ not in _NOUNS:
            break
        noun = noun.head
    if noun.dep_ in ("attr", "oprd", "xcomp", "acomp") and noun.head.pos_ in _VERBS:
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ in _VERBS:
        return noun.head.head
    return None
