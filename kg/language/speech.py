"""What somebody does in saying something: "X said Y must leave" demands it of Y, "said Y was behind the attack" accuses
Y, "called Y a liar" blames, "said Y's laws were draconian" finds fault.

Words alone decide, so the lists (rules/lexicon/senses.yaml) hold only what is clear without its context. The act is a
companion of the verb's frame, which rules name like any other word: "say demanding".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.grammar import (
    RELATIVES,
    SUBJECTS,
    is_passive,
    lemma_of,
    objects_of,
    prepositions_of,
    subject_of,
)
from kg.language.tokens import Token, is_to_infinitive
from kg.rules import Lexicon

_COPULAS = frozenset({"be", "become", "remain", "seem", "look"})
_OF_A_NOUN = frozenset({"best", "great", "dear", "warm", "fantastic", "amazing", "incredible"})
"""Praise with a noun ("a great man"), less without ("great at maths")."""
_DUE = frozenset(
    "helpful acceptable fair serious sincere honest credible legitimate trustworthy constructive appropriate "
    "transparent justified democratic reasonable competent worthy fit".split()
)
"""What one finds fault with where it is missing: "X said Y was not serious"."""
_OUT_OF = frozenset({"touch", "depth", "order", "line", "mind", "idea", "step", "tune"})
_ASTRAY = frozenset(
    {("in", "denial"), ("at", "fault"), ("in", "contempt"), ("out of", "touch"), ("beneath", "contempt")}
)
_RIGHT_ABOUT = frozenset({"about", "on", "in", "when", "that"})
_NOT_SO = frozenset("no not n't never nor hardly without".split())
_BOUNDS = frozenset({",", ".", ";", ":", "?", "!", "—", "–"})
_MUST = frozenset({"must", "should", "ought"})
_NOT_ASKED = frozenset("feel win face suffer cope survive live expect deserve hope die lose deal".split())
"""What nobody asks of another: "must win two games", "has to deal with many problems"."""
_FELT = frozenset({"proud", "glad", "happy", "pleased", "delighted", "safe", "able", "grateful", "thrilled", "worried"})
_HAVE_TO = frozenset({"need", "have", "ought"})
_TO_BLAME = frozenset("responsible guilty complicit culpable liable accountable".split())
_TOGETHER = frozenset({"unite", "heal", "come", "move"})
_DONE = frozenset(
    "carry commit perpetrate stage plan orchestrate mastermind launch conduct organise organize order".split()
)
_POSING = frozenset({"pose", "present", "represent", "constitute"})
_DANGERS = frozenset({"threat", "danger", "menace"})
_GUILT = frozenset({"responsibility", "blame", "guilt", "fault"})
_WITHHELD = frozenset({"may", "might", "could"})
_MISHAPS = frozenset({"fire", "crash", "outage", "blackout", "spill", "outbreak", "derailment"})
"""What somebody is said to be behind only by who accuses him, though it may be an accident."""
_CONTEMPT = frozenset("contempt disregard disrespect indifference disdain".split())
_SPORT = frozenset("mockery farce fool joke".split())
_BINDING = frozenset(
    "law rule promise word pledge commitment ceasefire truce treaty agreement oath vow embargo".split()
)
_NOT_DONE = frozenset("if whether would could might may can should must".split())


def acts_of(verb: Token, lemma: str, lexicon: Lexicon) -> Iterator[tuple[str, Token | None]]:
    """What is done by saying so, and to whom where the frame does not tell: "praising", "blaming", "faulting" (what
    is theirs is called bad), "demanding", "accusing"."""
    if lemma in lexicon["saying"]:
        if any(child.dep_ == "neg" for child in verb.children):
            return
        if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX"):  # "Y, X said, must leave"
            subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
            cut_off = _behind_a_quote(verb.head) if subject is None else None
            for act, whom in _of_clause(verb.head, lexicon, cut_off):
                yield act, whom or subject or cut_off
        for clause in verb.children:
            if clause.dep_ == "ccomp" and clause.pos_ in ("VERB", "AUX"):
                yield from _of_clause(clause, lexicon)
                if lemma == "warn" and (struck := _would_do(clause, lexicon)) is not None:
                    yield "threatening", struck
                elif lemma == "warn" and (warned := _would_act(verb, clause, lexicon)) is not None:
                    yield "threatening", warned
                if (inner := _held_true(clause)) is not None:
                    for act, whom in _of_clause(inner, lexicon):
                        yield act, whom or next((c for c in inner.children if c.dep_ in SUBJECTS), None)
                for second in clause.children:  # "said X had lied and was trying to hide it"
                    if second.dep_ == "conj" and second.pos_ in ("VERB", "AUX"):
                        own = next((c for c in second.children if c.dep_ in SUBJECTS), None)
                        for act, whom in _of_clause(second, lexicon, None if own is not None else subject_of(clause)):
                            yield act, whom or own
    elif lemma in ("question", "doubt") and any(_doubts_worth(c) for c in verb.children):
        yield "doubting", None
    elif lemma in lexicon["calling"] | lexicon["seeing"] and (judged := _of_name(verb, lexicon)):
        yield judged, None


def _behind_a_quote(clause: Token) -> Token | None:
    """ "'X,' Y said, 'is a coward'": X, whom the parse hangs on the quotation mark."""
    for mark in clause.children:
        if mark.is_punct and mark.i < clause.i:
            for child in mark.children:
                if child.dep_ in ("nsubj", "dep") and child.pos_ in ("NOUN", "PROPN"):
                    return child
    return None


def acts_of_clause(clause: Token, lexicon: Lexicon, shared: Token | None = None) -> Iterator[tuple[str, Token]]:
    """What is done by saying the clause ("Y is lying, according to X"), and to whom. ``shared`` is the subject of the
    clause that this one goes on from."""
    subject = shared or next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    for act, whom in _of_clause(clause, lexicon, shared):
        content = whom or subject
        if content is not None:
            yield act, content


def plainly(verb: Token) -> Token | None:
    """ "made it clear that Y must leave", "made clear Y must leave": what is made clear."""
    for child in verb.children:
        if child.lower_ == "clear" and child.dep_ in ("ccomp", "oprd", "acomp", "xcomp"):
            for clause in (*child.children, *verb.children):
                doubted = any(c.dep_ == "mark" and c.lower_ != "that" for c in clause.children)
                if clause.dep_ in ("ccomp", "advcl") and clause.i > child.i and not doubted:
                    return clause
    return None


def _would_do(clause: Token, lexicon: Lexicon) -> Token | None:
    """ "warned that it would strike X": X."""
    if lemma_of(clause) not in lexicon["hostile"] or is_passive(clause):
        return None
    beside = {c.lower_ for c in clause.children if c.dep_ in ("aux", "neg", "nsubj")}
    if not beside & {"will", "would", "'ll", "’ll"} or not beside & {"it", "he", "she", "they", "we", "i"}:
        return None
    if beside & _NOT_SO:
        return None
    return next((c for c in clause.children if c.dep_ in ("dobj", "obj")), None)


def _would_act(warning: Token, clause: Token, lexicon: Lexicon) -> Token | None:
    """ "warned X that it would cut aid", "warned X it will sue": X, who is warned of what the speaker will do."""
    warned = next((c for c in warning.children if c.dep_ in ("dobj", "dative") and c.i < clause.i), None)
    if warned is None or is_passive(clause) or lemma_of(clause) not in lexicon["hostile"] | lexicon["ended"]:
        return None
    beside = {c.lower_ for c in clause.children if c.dep_ in ("aux", "neg", "nsubj")}
    own = beside & {"it", "he", "she", "they", "we", "i"} and beside & {"will", "would", "'ll", "’ll"}
    return warned if own and not beside & _NOT_SO else None


_SURE = frozenset("certain sure convinced confident clear obvious evident".split())


def _held_true(clause: Token) -> Token | None:
    """ "We believe that X must leave", "he had no doubt that X was behind it", "the evidence shows that X ...", said by
    somebody: the clause that he holds true."""
    denied = any(c.dep_ == "neg" or c.tag_ == "MD" for c in clause.children)
    inner = next((c for c in clause.children if c.dep_ == "ccomp" and c.i > clause.i), None)
    for child in () if denied or lemma_of(clause) not in ("be", "have") else clause.children:
        of_doubt = child.lower_ == "doubt" and any(c.lower_ in ("no", "little") for c in child.children)
        if of_doubt or (child.dep_ == "acomp" and child.lower_ in _SURE):
            return next((c for c in child.children if c.dep_ in ("ccomp", "acl") and c.i > child.i), inner)
    showing = lemma_of(clause) in ("show", "suggest", "indicate", "prove") and not denied
    if showing and any(
        c.dep_ == "nsubj" and c.lower_ in ("evidence", "intelligence", "proof") for c in clause.children
    ):
        return inner
    if lemma_of(clause) not in ("believe", "think") or not any(
        c.dep_ in SUBJECTS and c.lower_ in ("we", "i") for c in clause.children
    ):
        return None
    if any(c.dep_ in ("neg", "aux") for c in clause.children):
        return None
    return next((c for c in clause.children if c.dep_ == "ccomp"), None)


def _of_clause(clause: Token, lexicon: Lexicon, shared: Token | None = None) -> Iterator[tuple[str, Token | None]]:
    """``shared`` is the subject of the clause that this one goes on from."""
    subject = shared or next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        for child in clause.children:  # "what X is doing is a crime"
            if child.dep_ == "csubj" and lemma_of(clause) in _COPULAS and _is_bad(clause, lexicon):
                doing = next((c for c in child.children if c.dep_ == "nsubj" and c.lower_ not in RELATIVES), None)
                if doing is not None:
                    yield "blaming", doing
        return
    if subject.lower_ in RELATIVES:
        if clause.dep_ != "ccomp" or clause.head.dep_ not in ("relcl", "acl") or shared is not None:
            return
        of = clause.head.head  # "a bloc that he said had failed the country"
        yield from ((act, whom or of) for act, whom in _of_clause(clause, lexicon, of) if of != subject)
        return
    beside = {child.lower_ for child in clause.children if child.dep_ in ("aux", "neg", "mark")}
    lemma = lemma_of(clause)
    if lemma in ("lie", "rest", "fall") and subject.lemma_.lower() in _GUILT:
        yield from (("accusing", pobj) for role, pobj in prepositions_of(clause) if role in ("with", "on", "upon"))
        return
    if lemma == "be" and not beside & (_NOT_DONE | {"not", "n't"}):
        for blamed in (c for c in clause.children if c.dep_ == "attr" and c.lemma_.lower() in ("fault", "doing")):
            yield from (("accusing", pobj) for role, pobj in prepositions_of(blamed) if role == "of")
            yield from (("accusing", c) for c in blamed.children if c.dep_ == "poss" and c.pos_ != "PRON")
    if subject.lemma_.lower() in ("onus", "burden") and lemma in ("be", "lie", "rest", "fall"):
        yield from (("demanding", pobj) for role, pobj in prepositions_of(clause) if role in ("on", "upon", "with"))
        return
    if subject.lower_ == "it" and lemma in _COPULAS:
        if (asked := _time_for(clause) or _up_to(clause)) is not None:
            yield "demanding", asked
        elif (doing := _whose_deed(clause)) is not None and _is_bad(clause, lexicon):
            yield "blaming", doing
        return
    inverted = any(c.dep_ == "aux" and c.i < subject.i for c in clause.children)  # "should X attack, we will ..."
    if _must(clause, beside) and not inverted:
        shame = any(c.lower_ in ("ashamed", "embarrassed") for c in clause.children if c.dep_ == "acomp")
        yield "blaming" if shame else "demanding", None
    if subject.lower_ in ("we", "i") and lemma in lexicon["crushing"] and beside & {"will", "'ll", "’ll"}:
        if not beside & _NOT_SO:  # "we will sue X"
            yield from (("threatening", c) for c in clause.children if c.dep_ in ("dobj", "obj"))
        return
    if _will_rue(clause, lemma, beside):
        yield "threatening", subject if is_passive(clause) else None
    denied = any(child.dep_ == "neg" for child in clause.children)
    if denied and not beside & (_NOT_DONE - {"can"}) and _lacks_heart(clause, lemma):
        yield "blaming", subject
    if beside & _WITHHELD and "have" in beside and not denied and not is_passive(clause) and _is_crime(clause, lexicon):
        yield "accusing", None  # "may have committed war crimes": nobody says so but to accuse
    if denied and lemma == "be" and not beside & _NOT_DONE and _falls_short(clause):
        yield "blaming", None
    if beside & _NOT_DONE or denied:
        return
    if is_passive(clause) and _is_wrong(clause, lexicon):  # "said he had been tortured by the police"
        yield from (("accusing", pobj) for c in clause.children if c.dep_ == "agent" for pobj in objects_of(c))
    if (doer := _by_whom(clause, subject, lexicon)) is not None:
        yield "accusing", doer
        return
    to_come = bool(beside & {"will", "'ll", "’ll", "wo"})  # a fear or a forecast, no accusation
    if (not is_passive(clause) or lemma == "engage") and not to_come:
        with_it = _words_with(clause)
        if any(f"{lemma} {word}" in lexicon["foul_play"] for word in with_it):
            yield "accusing", None
        elif any(f"{lemma} {word}" in lexicon["bad_ways"] for word in with_it):
            yield "blaming", None
    if lemma in ("try", "seek", "attempt", "continue", "keep"):
        tried = next((child for child in clause.children if child.dep_ == "xcomp"), None)
        if tried is not None and (_is_wrong(tried, lexicon) or _hides(tried, lexicon)):
            yield "accusing", None
    if lemma == "have" and any(
        t.tag_ == "VBN" and t.dep_ == "amod" and t.i == clause.i + 1 and lemma_of(t) in lexicon["wrongs"]
        for c in clause.children if c.dep_ == "dobj" for t in c.children
    ):  # fmt: skip
        yield "accusing", None  # "said X had tortured detainees", read as X's detainees
    if lemma == "do" and any(_bad_thing(c, lexicon) for c in clause.children if c.dep_ == "dobj"):
        yield "blaming", None
    if lemma == "do" and any(c.dep_ == "dobj" and c.lower_ == "nothing" and _wrong(c) for c in clause.children):
        yield "praising", None
    if lemma in _POSING and any(c.dep_ == "dobj" and c.lemma_.lower() in _DANGERS for c in clause.children):
        yield "blaming", None
    if lemma in ("make", "take", "do") and (chosen := _of_choice(clause)):
        yield chosen, None
    if lemma in _COPULAS:
        said = [child for child in clause.children if child.dep_ in ("attr", "acomp")]
        if not said and _astray(clause):
            yield "blaming", None
        if subject.lemma_.lower() in lexicon["claimed"] and _is_untrue(said, lexicon):
            yield "denying", None
        elif said and (judged := _in_doing(said)):
            yield judged, None
        elif any(_wanted(word) for word in said):
            yield "praising", None
        elif said:
            words = [t for word in said for t in word.subtree if word.lower_ == "one" or not _of_a_clause(t, word)]
            if judged := _judgement(words, lexicon):
                yield judged, None
            elif {form for token in words for form in _forms(token)} & (
                lexicon["bad_names"] | lexicon["bad_qualities"]
            ) and not _denied(words):
                yield "faulting", None
        if lemma == "be" and _behind(clause, lexicon):
            yield "accusing", None
    elif not is_passive(clause) and not to_come and _is_wrong(clause, lexicon):
        yield "accusing", None
    elif lemma == "commit" and _is_crime(clause, lexicon):
        yield "accusing", None
    elif lemma in ("bear", "bore", "share", "have") and not to_come and (had := _had(clause)):
        yield had, None
    elif (
        not is_passive(clause)
        and (lemma in lexicon["failings"] or lemma in ("show", "make"))
        and (fault := _fails(clause, lemma, lexicon))
    ):
        yield fault, None


def _is_crime(clause: Token, lexicon: Lexicon) -> bool:
    """ "violated the treaty", "committed war crimes"."""
    if lemma_of(clause) != "commit":
        return _is_wrong(clause, lexicon)
    return any(c.lemma_.lower() in lexicon["crimes"] for c in clause.children if c.dep_ == "dobj")


def _is_untrue(said: list[Token], lexicon: Lexicon) -> bool:
    """ "are false", "were a pack of lies"."""
    words = {form for word in said for token in word.subtree for form in _forms(token)}
    return bool(words & lexicon["untrue"]) and not words & _NOT_SO


def _astray(clause: Token) -> bool:
    """ "was out of touch", "is in denial"."""
    for role, pobj in prepositions_of(clause):
        if (role, pobj.lemma_.lower()) in _ASTRAY:
            return True
    out = (child for child in clause.children if child.dep_ == "prep" and child.lower_ == "out")
    return any(pobj.lemma_.lower() in _OUT_OF for phrase in out for of in phrase.children for pobj in objects_of(of))


def _wrong(nothing: Token) -> bool:
    """ "(had done) nothing wrong"."""
    return any(child.lower_ in ("wrong", "illegal", "improper", "unlawful") for child in nothing.children)


def _wanted(styled: Token) -> bool:
    """ "(is) the leader we need"."""
    return styled.pos_ == "NOUN" and any(
        clause.dep_ == "relcl" and clause.lemma_ in ("need", "deserve", "want")
        and any(c.dep_ == "nsubj" and c.lower_ in ("we", "i") for c in clause.children)
        and not any(c.dep_ == "neg" for c in clause.children)
        for clause in styled.children
    )  # fmt: skip


def _bad_thing(done: Token, lexicon: Lexicon) -> bool:
    """ "(is doing) a horrible thing"."""
    return done.lemma_ == "thing" and any(c.lower_ in lexicon["bad_qualities"] for c in done.lefts)


def _doubts_worth(clause: Token) -> bool:
    """ "(questioned) whether X is fit", "if X was serious"."""
    if clause.dep_ not in ("ccomp", "advcl") or lemma_of(clause) != "be":
        return False
    marked = any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in clause.children)
    return marked and _falls_short(clause)


def _falls_short(clause: Token) -> bool:
    """ "is not serious", "were not helpful"."""
    return any(c.dep_ in ("acomp", "attr") and c.lower_ in _DUE for c in clause.children)


def _in_doing(said: list[Token]) -> str:
    """ "was wrong to leave", "is right to ask"."""
    for word in said:
        if word.lower_ in ("wrong", "right", "correct") and not any(c.lower_ in _NOT_SO for c in word.children):
            after = [c for c in (*word.children, *word.head.children) if c.i > word.i and not c.is_punct]
            if all(c.lower_ in _RIGHT_ABOUT or c.dep_ in ("advmod", "ccomp", "cc", "conj") for c in after):
                return "blaming" if word.lower_ == "wrong" else "praising"
            done = (c for c in (*word.children, *word.head.children) if c.dep_ in ("xcomp", "advcl") and c.i > word.i)
            if any(is_to_infinitive(c) for c in done):
                return "blaming" if word.lower_ == "wrong" else "praising"
    return ""


def _is_bad(clause: Token, lexicon: Lexicon) -> bool:
    """ "is a disgrace", "was unacceptable"."""
    said = [child for child in clause.children if child.dep_ in ("attr", "acomp")]
    words = [t for word in said for t in (word, *word.children) if t.dep_ not in ("relcl", "acl", "prep", "ccomp")]
    forms = {form for token in words for form in _forms(token)}
    denied = any(child.dep_ == "neg" or child.lower_ in _NOT_SO for child in clause.children)
    return bool(forms & (lexicon["bad_names"] | lexicon["bad_qualities"])) and not denied and not _denied(words)


def _whose_deed(clause: Token) -> Token | None:
    """ "it is shameful that X has jailed her", "a disgrace how X treats them": X."""
    said = [child for child in clause.children if child.dep_ in ("attr", "acomp")]
    for inner in (child for word in (clause, *said) for child in word.children):
        if inner.dep_ in ("ccomp", "advcl", "acl", "relcl", "csubj") and inner.i > clause.i and not is_passive(inner):
            marks = {c.lower_ for c in inner.children if c.dep_ in ("mark", "advmod", "dobj")}
            if not marks & {"if", "whether", "when", "because", "since", "as"}:
                return next((c for c in inner.children if c.dep_ == "nsubj" and c.lower_ not in RELATIVES), None)
    return None


def _lacks_heart(clause: Token, lemma: str) -> bool:
    """ "does not care about the poor", "cannot be trusted"."""
    if lemma == "trust":
        return is_passive(clause)
    return lemma in ("care", "respect", "listen") and not is_passive(clause)


def _words_with(clause: Token) -> set[str]:
    """The lemmas of objects and phrases of the clause, and "no-shame" where it is denied."""
    words: set[str] = set()
    for child in clause.children:
        if child.dep_ in ("dobj", "obj", "attr", "oprd", "acomp", "prt", "advmod", "xcomp") and child.i > clause.i:
            lemma = child.lemma_.lower()
            words.add(f"no-{lemma}" if any(c.lower_ == "no" for c in child.children) else lemma)
            if lemma == "politic":  # of which the model makes the singular
                words.add(child.lower_)
            words.update(c.lemma_.lower() for c in child.children if c.dep_ in ("amod", "compound"))
        elif child.dep_ == "prep":
            for pobj in objects_of(child):
                words.add(pobj.lemma_.lower())
                words.update(c.lemma_.lower() for c in pobj.children if c.dep_ == "amod")
    return words


def _had(clause: Token) -> str:
    """ "bears responsibility", "has a duty to leave"."""
    for child in clause.children:
        if child.dep_ == "dobj":
            noun = child.lemma_.lower()
            deeds = (c for c in child.children if c.dep_ in ("acl", "relcl"))
            if noun == "right" and any(lemma_of(c) in ("defend", "exist") for c in deeds):
                return "praising"
            if noun in ("duty", "obligation", *_GUILT) and any(
                c.dep_ in ("acl", "relcl") and is_to_infinitive(c) for c in child.children
            ):
                return "demanding"
            if noun in _GUILT:
                return "accusing"
    return ""


def _fails(clause: Token, lemma: str, lexicon: Lexicon) -> str:
    """ "has failed the people", "has failed to keep its word", "shows contempt for the law"."""
    for child in clause.children:
        if child.dep_ == "xcomp" and lemma == "fail":
            return "accusing" if lemma_of(child) in lexicon["owed"] else ""
        if child.dep_ == "dobj":
            if lemma not in ("show", "make"):
                return "blaming" if lemma == "fail" else "accusing"
            if child.lemma_.lower() in (_CONTEMPT if lemma == "show" else _SPORT):
                return "blaming"
    return ""


def _is_wrong(verb: Token, lexicon: Lexicon) -> bool:
    lemma = lemma_of(verb)
    if lemma == "break":
        return any(c.lemma_.lower() in _BINDING for c in verb.children if c.dep_ == "dobj")
    return lemma in lexicon["wrongs"] or (
        lemma == "cover" and any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children)
    )


def _will_rue(clause: Token, lemma: str, beside: set[str]) -> bool:
    """ "will pay a heavy price", "would face consequences", "will regret it"."""
    if not beside & {"will", "would", "'ll", "’ll"} or beside & {"not", "n't", "n’t", "if", "whether"}:
        return False
    if lemma == "regret":
        return True
    if lemma in ("punish", "crush", "destroy", "defeat", "annihilate"):
        return is_passive(clause) and not any(c.dep_ == "agent" for c in clause.children)
    if lemma == "have":  # "will have to answer before the law"
        answering = (c for c in clause.children if c.dep_ == "xcomp" and lemma_of(c) == "answer")
        return any(role in ("before", "for", "to") for c in answering for role, _ in prepositions_of(c))
    suffered = {c.lemma_.lower() for c in clause.children if c.dep_ in ("dobj", "obj")}
    return bool(
        (lemma == "pay" and "price" in suffered)
        or (
            lemma == "pay"
            and any(r == "for" and t.lower_ in ("this", "that", "it") for r, t in prepositions_of(clause))
        )
        or (
            lemma in ("face", "suffer")
            and suffered & {"consequence", "retaliation", "wrath", "destruction", "reprisal"}
        )
    )


def _hides(verb: Token, lexicon: Lexicon) -> bool:
    return lemma_of(verb) in ("hide", "conceal") and any(
        c.lemma_.lower() in lexicon["crimes"] for c in verb.children if c.dep_ == "dobj"
    )


def _of_choice(clause: Token) -> str:
    """ "made the right decision", "made a grave mistake"."""
    for child in clause.children:
        if child.dep_ != "dobj":
            continue
        if child.lemma_.lower() in ("mistake", "error", "blunder"):
            return "blaming"
        words = {c.lower_ for c in child.children if c.dep_ == "amod"}
        if child.lemma_.lower() in ("choice", "decision", "move", "step", "job"):
            if words & {"right", "correct", "wise", "good", "great", "brave", "courageous", "historic", "fantastic"}:
                return "praising"
            if words & {"wrong", "bad", "terrible", "poor", "disastrous", "foolish"}:
                return "blaming"
    return ""


def _must(clause: Token, beside: set[str]) -> bool:
    """ "must leave", "should not attack", "needs to stop"; not "must have left", "should be punished"."""
    done = clause
    if lemma_of(clause) in _HAVE_TO and not beside & _MUST:
        inner = next((child for child in clause.children if child.dep_ == "xcomp"), None)
        if inner is None or not is_to_infinitive(inner):
            return False
        if beside & (_NOT_DONE | {"will", "'ll", "’ll"}) or "do" in {
            c.lemma_ for c in clause.children if c.dep_ == "aux"
        }:
            return False
        if lemma_of(clause) == "have" and clause.tag_ == "VBD":
            return False  # "said X had to leave" may tell what happened
        done = inner
    elif not beside & _MUST or "have" in beside:
        return False
    if is_passive(done) or any(child.dep_ == "auxpass" for child in done.children) or lemma_of(done) in _NOT_ASKED:
        return False
    said = [child.lower_ for child in done.children if child.dep_ == "acomp"]
    return lemma_of(done) != "be" or (bool(said) and not _FELT.intersection(said))


def _time_for(clause: Token) -> Token | None:
    """ "it is time for X to leave": X."""
    if lemma_of(clause) != "be":
        return None
    for child in clause.children:
        if child.dep_ == "attr" and child.lemma_.lower() == "time":
            if any(inner.lemma_.lower() in _TOGETHER for inner in clause.subtree if inner.pos_ == "VERB"):
                return None  # "time for the country to unite": asks everybody
            for inner in child.children:  # "it is time that X left"
                if inner.dep_ in ("relcl", "acl") and inner.tag_ in ("VBD", "VB"):
                    return next((c for c in inner.children if c.dep_ == "nsubj" and c.lower_ not in RELATIVES), None)
        if child.dep_ in ("attr", "acomp") and child.lemma_.lower() in (
            "time",
            "essential",
            "imperative",
            "vital",
            "crucial",
            "critical",
            "necessary",
            "incumbent",
        ):
            for inner in (*child.children, *clause.children):
                if any(c.dep_ == "mark" and c.lower_ == "for" for c in inner.children):
                    return next((c for c in inner.children if c.dep_ in SUBJECTS), None)
    return None


def _up_to(clause: Token) -> Token | None:
    """ "it is up to X to act": X."""
    if lemma_of(clause) != "be" or not any(c.dep_ in ("xcomp", "advcl", "acl", "ccomp") for c in clause.children):
        return None
    for child in clause.children:
        if child.lower_ == "up" and child.dep_ in ("prep", "advmod", "acomp", "prt"):
            for to in (*child.children, *clause.children):
                if to.dep_ == "prep" and to.lower_ == "to":
                    return next(iter(objects_of(to)), None)
    return None


def _by_whom(clause: Token, subject: Token, lexicon: Lexicon) -> Token | None:
    """ "the attack was carried out by X", "was the work of X": X."""
    if subject.lemma_.lower() not in lexicon["crimes"] | lexicon["harms"]:
        return None
    if lemma_of(clause) == "cause" and is_passive(clause):
        return next((pobj for c in clause.children if c.dep_ == "agent" for pobj in objects_of(c)), None)
    if subject.lemma_.lower() not in lexicon["crimes"]:
        return None
    if lemma_of(clause) == "be":
        works = (c for c in clause.children if c.dep_ == "attr" and c.lemma_.lower() in ("work", "handiwork", "doing"))
        return next((pobj for work in works for role, pobj in prepositions_of(work) if role == "of"), None)
    if lemma_of(clause) in _DONE and is_passive(clause):
        return next((pobj for c in clause.children if c.dep_ == "agent" for pobj in objects_of(c)), None)
    return None


def _behind(clause: Token, lexicon: Lexicon) -> bool:
    """ "was behind the attack", "was responsible for the killing", "is to blame", "was in breach of the treaty"."""
    for child in clause.children:
        if child.dep_ == "prep" and child.lower_ == "behind":
            return any(pobj.lemma_.lower() in lexicon["crimes"] | _MISHAPS for pobj in objects_of(child))
        if child.dep_ == "prep" and child.lower_ == "at":
            return any(pobj.lower_ == "fault" for pobj in objects_of(child))
        if child.dep_ == "acomp" and child.lower_ in ("engaged", "involved", "implicated"):
            return any(
                role == "in" and pobj.lemma_.lower() in lexicon["crimes"] for role, pobj in prepositions_of(child)
            )
        if child.dep_ == "acomp" and child.lower_ in _TO_BLAME:
            of = [pobj for c in child.children if c.dep_ == "prep" for pobj in objects_of(c)]
            return child.lower_ != "responsible" or any(
                pobj.lemma_.lower() in lexicon["crimes"] | lexicon["harms"] for pobj in of
            )
        if child.dep_ == "xcomp" and child.lemma_.lower() == "blame":
            return True
        if child.dep_ == "attr" and child.lemma_.lower() in (
            "perpetrator",
            "culprit",
            "mastermind",
            "aggressor",
            "accomplice",
            "instigator",
        ):
            return True
        if child.dep_ == "prep" and child.lower_ == "in":
            return any(pobj.lemma_.lower() in ("breach", "violation", "contravention") for pobj in objects_of(child))
    return False


def _of_name(verb: Token, lexicon: Lexicon) -> str:
    """What somebody is called, where it is clearly good or bad: "called Y a hero", "described Y as a thug"."""
    named = next((c for c in verb.children if c.dep_ in ("dobj", "obj", "nsubjpass")), None)
    inner = next((c for c in verb.children if c.dep_ in ("ccomp", "oprd", "xcomp")), None)
    if named is None and inner is not None:
        named = next((c for c in inner.children if c.dep_ in SUBJECTS), None)
    if named is None:
        return ""
    for styled in named.children:  # "called X one of the greatest", "the best" taken for an apposition
        if styled.dep_ == "appos" and styled.i > named.i and styled.nbor(-1).text != ",":
            return _judgement(list(styled.subtree), lexicon)
    begin = max(named.right_edge.i if named.dep_ in ("dobj", "obj") else named.i, verb.i) + 1
    words: list[Token] = []
    for token in verb.doc[begin : begin + 10]:
        of_one = token.lower_ == "of" and bool(words) and words[-1].lower_ == "one"  # "one of the greatest"
        if token.text in _BOUNDS or token.pos_ == "VERB" or token.lower_ == "but":
            break
        if token.is_quote and any(word.is_quote for word in words):
            break  # "called Y a "decent man" but did not ..."
        if token.pos_ == "ADP" and token.lower_ != "as" and not of_one:
            break
        words.append(token)
    if words and (words[0].lower_ in ("as", "a", "an", "the", "one") or not words[0].is_alpha or inner):
        return _judgement(words, lexicon)
    return ""


def _of_a_clause(token: Token, top: Token) -> bool:
    """True for a word of a clause or phrase that goes on after the predicate: "a great man, who ...", "great for X"."""
    for _ in range(8):
        if token == top:
            return False
        if token.dep_ in ("relcl", "acl", "advcl", "prep", "ccomp", "xcomp", "poss"):
            return True
        token = token.head
    return True


def _forms(token: Token) -> tuple[str, str]:
    return token.lower_, token.lemma_.lower()


def _denied(words: list[Token]) -> bool:
    return any(form in _NOT_SO for token in words for form in _forms(token))


def _judgement(words: list[Token], lexicon: Lexicon) -> str:
    lemmas = {form for token in words for form in _forms(token)}
    good = lemmas & lexicon["praise"]
    if good <= _OF_A_NOUN and not any(token.pos_ == "NOUN" for token in words):
        good = set()
    if lemmas & {"right", "perfect", "ideal"} and lemmas & {"person", "man", "woman", "choice", "candidate", "leader"}:
        good = lemmas & {"right", "perfect", "ideal"}
    praised, blamed = bool(good), bool(lemmas & lexicon["blame"])
    if praised == blamed or lemmas & _NOT_SO:
        return ""
    return "praising" if praised else "blaming"
