"""Who the article has say a claim: a named actor, somebody described without a name, or nobody but the outlet.

In the sentence the speaker is found by the parse ("said that", "according to", "accused X of"); in quotation marks by
the sentence in which the quotation begins or ends, also for sentences that name nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.language.coreference import Article, Reference
from kg.language.grammar import subject_of
from kg.language.status import source_of
from kg.language.tokens import Token
from kg.models import Speaker
from kg.rules import Lexicon

_DEPTH = 14
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})
_OPENING, _CLOSING, _SINGLE = "“«", "”»", "‘’'"
_NO_OUTLET = frozenset(
    "statement interview conference release briefing reporter reporters secretary official officials source "
    "sources journalist journalists".split()
)
_A_SENTENCE = 4
"""Words in quotation marks that make more than a name or a phrase."""
_FULL_STOPS = frozenset(".!?,…")
_OF_ITSELF = frozenset(
    "appear seem report reject believe think suppose presume assume understand suspect rumor".split()
)
"""Before an infinitive ("X, believed to be owned by Y") these tell what is thought of the subject, not what it says."""
_PRONOUNS = frozenset("he him she her they them it we us i me you this that these those one".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what stands in quotation marks: ``by`` heads the words that name him, ``verb`` is the predicate that
    says so, ``to`` names whom he tells it."""

    speaker: Speaker
    verb: Token
    by: Token
    to: Token | None = None


class Voices:
    """Who speaks where in one article. Make one per article: quotations that run over several sentences keep the
    speaker of the sentence that names him."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article = article
        self._lexicon = lexicon
        self._said: dict[int, Saying] | None = None

    def speaker_of(self, token: Token, *, aside: bool = False) -> Speaker | None:
        """Who the article has say what ``token`` is the predicate of; None for the outlet itself. An ``aside`` ("X,
        the minister, ...") is somebody else's only in quotation marks.

        ``text`` is the description as written, without relative clauses; for a pronoun the name it stands for.
        ``via`` is the outlet through which the article has it ("Reuters quoted a source", "told the BBC"), be it the
        speaker itself ("Reuters reported").
        """
        found = None if aside else self._in_sentence(token)
        if found is None:
            said = self.sayings().get(token.i)
            return said.speaker if said is not None else None
        return found

    # -- in the sentence ----------------------------------------------------------------------------------------

    def _in_sentence(self, token: Token) -> Speaker | None:
        """The speakers above ``token``, the nearest first; an outlet above another speaker is where it was read."""
        voices: list[Speaker] = []
        here, below = token, token
        for _ in range(_DEPTH):
            voices += self._beside(here, below)
            head = here.head
            if head == here or len(voices) > 1:
                break
            if self._is_content(here, head):
                voices += self._of_verb(head)
            here, below = head, here
        if not voices:
            return None
        first = voices[0]
        if first.via is None and not self._outlet(first):
            via = next((voice.text for voice in voices[1:] if self._outlet(voice)), None)
            return Speaker(first.text, first.actor, first.named, via)
        if first.via is None and (first.named or first.actor is not None):
            return Speaker(first.text, first.actor, first.named, first.text)
        return first

    def _is_content(self, here: Token, head: Token) -> bool:
        word = head.lemma_.lower()
        lexicon = self._lexicon
        accusing = word in lexicon["claiming"] or word in lexicon["denial"]
        match here.dep_:
            case "ccomp" | "parataxis":
                return (word in lexicon["speech_verbs"] or accusing) and head.pos_ in _VERBS
            case "xcomp":
                return accusing and head.pos_ in _VERBS and word not in _OF_ITSELF
            case "prep":
                return (
                    accusing
                    and here.lower_ in ("of", "for", "with")
                    and any(c.dep_ in ("pcomp", "pobj") for c in here.children)
                )
            case "dobj" | "nsubjpass":
                return word in lexicon["denial"] and word not in ("reject", "dismiss", "dispute")
        return False

    def _beside(self, clause: Token, below: Token) -> list[Speaker]:
        """ "according to X", "X said" between commas, "as X put it"; but what is told of X in such words (``below``
        is the way up from there) is not what X says."""
        found: list[Speaker] = []
        for child in clause.children:
            if child == below:
                continue
            if child.lower_ in ("according", "per") and child.dep_ in ("prep", "advmod", "advcl", "pcomp"):
                source = source_of(child)
                described = self._describe(source) if source is not None else None
                if described is not None:
                    found.append(described)
            elif (
                child.dep_ in ("parataxis", "advcl", "ccomp")
                and child.pos_ == "VERB"
                and child.lemma_.lower() in self._lexicon["speech_verbs"]
            ):
                subject = next((c for c in child.children if c.dep_ in _SUBJECTS), None)
                full = {"ccomp", "xcomp", "mark"} if child.lemma_ == "tell" else {"ccomp", "xcomp", "mark", "dobj"}
                bare = not any(c.dep_ in full and c.lower_ != "as" for c in child.children)
                as_said = any(c.lower_ == "as" for c in child.children)
                before = child.dep_ == "ccomp" and child.i < clause.i  # "X reported, citing Y, that": read upside down
                after = child.dep_ == "advcl" and child.i > clause.i and child.left_edge.nbor(-1).text == ","
                if subject is not None and bare and (child.dep_ == "parataxis" or as_said or before or after):
                    found += self._of_verb(child)
        return found

    def _of_verb(self, verb: Token) -> list[Speaker]:
        """The speaker of a verb of speech, and after him the outlet he speaks through."""
        subject = _speaking_subject(verb)
        described = self._describe(subject) if subject is not None else None
        for child in verb.children:  # "reported, citing eleven sources"
            if child.dep_ in ("advcl", "prep") and child.lemma_.lower() in ("cite", "quote", "cit"):
                cited = next((c for c in child.children if c.dep_ in ("dobj", "pobj", "obj")), None)
                inner = self._describe(cited) if cited is not None else None
                if inner is not None:
                    return [inner, *([described] if described else [])]
        if verb.lemma_ in ("quote", "cite") and (
            _passive(verb) or any(child.dep_ in ("dobj", "obj") for child in verb.children)
        ):
            return self._quoted_by(verb)
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in ("quote", "cite"):
            return self._quoted_by(verb.head.head)
        if described is None:
            return []
        for child in verb.children:
            heard = [child] if child.dep_ in ("dobj", "dative", "obj") and verb.lemma_ == "tell" else []
            if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "in", "with", "on", "by"):
                heard += [p for p in child.children if p.dep_ == "pobj"]
                heard += [
                    q
                    for p in child.children
                    for c in p.children
                    if c.lower_ in ("with", "to", "by", "for", "in")
                    for q in c.children
                    if q.dep_ == "pobj"
                ]
            for each in reversed(heard):
                outlet_voice = self._describe(each)
                if outlet_voice is not None and self._outlet(outlet_voice) and outlet_voice.actor != described.actor:
                    return [described, outlet_voice]
        return [described]

    def _quoted_by(self, quoting: Token) -> list[Speaker]:
        """ "Reuters quoted X as saying", "X was quoted by Reuters as saying", "X was quoted as saying by Reuters"."""
        arguments = {child.dep_: child for child in quoting.children}
        if _passive(quoting):
            said = arguments.get("nsubjpass") or arguments.get("nsubj")
            saying = [verb for as_ in quoting.children if as_.lower_ == "as" for verb in as_.children]
            by = [c for verb in (quoting, *saying) for c in verb.children if c.lower_ == "by"]
            outlet = next((p for c in by for p in c.children if p.dep_ == "pobj"), None)
        else:
            said, outlet = arguments.get("dobj") or arguments.get("obj"), arguments.get("nsubj")
        return [voice for token in (said, outlet) if token is not None and (voice := self._describe(token)) is not None]

    def _outlet(self, voice: Speaker) -> bool:
        if voice.actor is not None and self.article.actors[voice.actor].kind != "institution":
            return False
        words = voice.text.lower().replace("'s", "").replace("’s", "").split()
        if voice.actor is None and any(word in self._lexicon["posts"] or word in _NO_OUTLET for word in words):
            return False
        return any(word in self._lexicon["outlets"] for word in words)

    def _describe(self, noun: Token) -> Speaker | None:
        article = self.article
        noun = _antecedent(noun)
        actor = article.at.get(noun.i)
        if noun.lower_ in _PRONOUNS and not any(True for _ in noun.rights):
            return Speaker(article.actors[actor].name, actor, True) if actor else None
        if actor is None:
            actor = next((article.at[c.i] for c in noun.children if c.dep_ == "appos" and c.i in article.at), None)
        if actor is None and noun.lemma_.lower() in self._lexicon["statements"]:
            actor = self._owner(noun)
        text = " ".join(article.doc[noun.left_edge.i : _phrase_end(noun)].text.split()).strip(" ,;:“”\"'’‘—–-")
        return Speaker(text, actor, actor is not None) if text else None

    def _owner(self, noun: Token) -> str | None:
        """Whose statement or spokesperson it is."""
        article = self.article
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                actor = article.at.get(child.i) or article.owner.get(child.i)
                if actor:
                    return actor
            if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "for", "from", "by"):
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and pobj.i in article.at:
                        return article.at[pobj.i]
        return None

    # -- over sentences -----------------------------------------------------------------------------------------

    def sayings(self) -> dict[int, Saying]:
        """Token -> who says it, for all tokens in quotation marks whose speaker is named before, between or after."""
        if self._said is None:
            self._said = self._sayings()
        return self._said

    def told(self, said: Saying) -> str | None:
        """Whom the speaker says it to, if that is an actor and no outlet that prints it."""
        heard = self._describe(said.to) if said.to is not None and said.to.i in self.article.at else None
        if heard is None or heard.actor == said.speaker.actor or self._outlet(heard):
            return None
        return heard.actor

    def _sayings(self) -> dict[int, Saying]:
        out: dict[int, Saying] = {}
        held: Saying | None = None
        held_end = -1
        regions = list(_quote_regions(self.article))
        inside = {i for start, end, _ in regions for i in range(start, end)}
        for start, end, goes_on in regions:
            said = self._attribution(start, end, inside)
            if said is None and held is not None and (goes_on or self._follows(held_end, start, inside)):
                said = held
            if said is None:
                said = self._announced(start, end)
            if said is not None:
                for i in range(start, end):
                    out[i] = said
                held, held_end = said, end
            elif end - start > 5:
                held = None
        return out

    def _attribution(self, start: int, end: int, inside: set[int]) -> Saying | None:
        """The subject of the verb of speech that stands nearest to the quotation, in its first or last sentence; of
        any verb that it follows at once or that follows it with the subject behind (" fumed X")."""
        doc = self.article.doc
        first, last = doc[start].sent, doc[end - 1].sent
        around = dict.fromkeys((*range(first.start, first.end), *range(last.start, last.end)))
        speech = self._lexicon["speech_verbs"]
        verbs = [
            doc[i] for i in around
            if i not in inside and doc[i].pos_ == "VERB"
            and (doc[i].lemma_.lower() in speech or (i == end + 1 and _turned_round(doc[i])))
        ]  # fmt: skip
        for verb in sorted(verbs, key=lambda v: (min(abs(v.i - start), abs(v.i - end)), v.i)):
            if (said := self._said_with(verb)) is not None:
                return said
        return None

    def _said_with(self, verb: Token) -> Saying | None:
        voices = self._of_verb(verb)
        if not voices:
            return None
        first = voices[0]
        via = next((v.text for v in voices[1:] if self._outlet(v)), None)
        by = _antecedent(_speaking_subject(verb) or verb)
        if first.actor is not None and self._describe(by) != first:  # "Reuters quoted X as saying"
            by = next((t for t in verb.subtree if self.article.at.get(t.i) == first.actor), by)
        speaker = Speaker(first.text, first.actor, first.named, via)
        return Saying(speaker, verb, by, _told(verb))

    def _announced(self, start: int, end: int) -> Saying | None:
        """ "X was blunt: '...'", "X criticized Y. '...'": the subject of the clause before the colon, or of the
        sentence before a quotation that is a sentence of its own."""
        doc = self.article.doc
        mark = start - 1  # the quotation mark
        if mark < 2 or end - start < _A_SENTENCE:
            return None
        before = doc[mark - 1]
        if before.text == ":":
            clause = before.sent
        elif before.text == "." and doc[mark].sent.start >= mark - 1 and doc[end - 1].text in _FULL_STOPS:
            clause = before.sent
        else:
            return None
        verb = next((t for t in clause if t.pos_ in _VERBS and (t.head == t or t.head.i >= mark)), clause.root)
        if before.text == "." and verb.lemma_.lower() not in self._lexicon["speech_verbs"] | self._lexicon["judging"]:
            return None
        if verb.pos_ not in _VERBS or verb.i >= mark or _passive(verb):
            return None
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        described = self._describe(subject) if subject is not None else None
        if subject is None or described is None or described.actor is None:
            return None
        return Saying(described, verb, subject)

    def _follows(self, end: int, start: int, inside: set[int]) -> bool:
        """True where nothing but the attribution's sentence lies between two quotations."""
        doc = self.article.doc
        if not 0 <= end < start or start - end > 40:
            return False
        sentences = sum(
            1
            for i in range(end, start)
            if doc[i].is_sent_start and i not in inside and not doc[i].is_quote and not doc[i].is_space
        )
        return sentences == 0


_FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SECOND = frozenset({"you", "your", "yours"})
_SPOKEN_ACTS = frozenset({
    "accept", "accuse", "admire", "agree", "apologise", "apologize", "appeal", "applaud", "appreciate", "approve",
    "ask", "back", "beg", "blame", "call", "celebrate", "challenge", "commend", "condemn", "congratulate", "criticise",
    "criticize", "decry", "defend", "demand", "denounce", "deplore", "dispute", "encourage", "endorse", "expect",
    "favor", "favour", "forgive", "hail", "implore", "insist", "invite", "oppose", "praise", "promise", "propose",
    "protest", "question", "recognise", "recognize", "recommend", "reject", "remind", "request", "respect", "salute",
    "stand", "support", "thank", "threaten", "trust", "urge", "want", "warn", "welcome", "wish", "refuse",
    "disagree", "object", "honor", "honour", "value", "share", "hold", "express", "extend", "mourn", "regret",
    "reaffirm", "reiterate", "pledge",
})  # fmt: skip
"""What a speaker does in the very act of speaking, also where he says "we"."""
_PERSONS = _FIRST_SINGULAR | _FIRST_PLURAL | _SECOND
_FELT = frozenset(
    "grateful thankful proud disappointed outraged appalled alarmed dismayed concerned committed sorry confident "
    "shocked horrified saddened disgusted opposed indebted".split()
)
"""What a speaker says that he feels: "we are grateful to X", "we are outraged by X's decision"."""


def with_persons(article: Article, lexicon: Lexicon) -> Article:
    """``article`` with the first person inside attributed quotations standing for who speaks, and "you" for the one
    who is told so.

    "I" and "my" are the speaker if he is a named person. "We" is the institution or the country that speaks; said by a
    person it is he himself where speaking is the act ("we urge Iran"). What else "we" do and who "us" are when a person
    speaks is left alone: it may be his country, his party or everybody. "He" in a whole clause is never the speaker.
    """
    wanted = [
        token for token in article.doc
        if token.pos_ == "PRON" and token.i not in article.at and token.lower_ in _PERSONS
    ]  # fmt: skip
    others = [r for r in article.references if r.pronoun and r.kind == "person"]
    if not wanted and not others:
        return article
    voices = Voices(article, lexicon)
    quoted = voices.sayings()
    at = dict(article.at)
    references = list(article.references)
    for token in wanted:
        said = quoted.get(token.i)
        if said is None or said.speaker.actor is None:
            continue
        second = token.lower_ in _SECOND
        actor = voices.told(said) if second else _first_person(article, token, said.speaker.actor)
        if actor is not None:
            at[token.i] = actor
            kind = article.actors[actor].kind
            references.append(Reference(token.i, token.i + 1, token.i, actor, kind, pronoun=True))
    for reference in others:
        said = quoted.get(reference.head)
        if said is None or reference.actor != said.speaker.actor or not _in_whole_clause(article, reference, quoted):
            continue
        references.remove(reference)
        at.pop(reference.head, None)
        meant = _spoken_of(article, reference, said, references)
        if meant is not None:
            at[reference.head] = meant
            references.append(replace(reference, actor=meant))
    if at == article.at:
        return article
    references.sort(key=lambda r: (r.start, r.end, r.actor))
    return replace(article, at=at, references=tuple(references))


_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_NEAR = 2
"""Sentences before a quotation in which the one may be named of whom it speaks."""


def _in_whole_clause(article: Article, pronoun: Reference, quoted: Mapping[int, Saying]) -> bool:
    """True where the pronoun's clause is quoted with its subject; of "said he was 'proud of his team'" the speaker may
    be meant."""
    top = article.doc[pronoun.head]
    while top.head != top and top.head.i in quoted:
        top = top.head
    return top.pos_ in _VERBS and any(child.dep_ in _SUBJECTS and child.i in quoted for child in top.children)


def _spoken_of(article: Article, pronoun: Reference, said: Saying, references: Sequence[Reference]) -> str | None:
    """Whom a speaker means by "he": of whom the sentence says that he speaks ("said of X"), else the last person whom
    the quotation, the sentence with the speaker or one of those before names, where it names one."""
    word = article.doc[pronoun.head]
    other = _SHE if word.lower_ in _HE else _HE
    barred = {r.actor for r in references if r.pronoun and article.doc[r.head].lower_ in other}
    barred.add(said.speaker.actor or "")

    def person(i: int) -> str | None:
        actor = article.at.get(i)
        known = actor is not None and article.actors[actor].kind == "person" and actor not in barred
        return actor if known else None

    for child in said.verb.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "about"):
            told = next((pobj for pobj in child.children if pobj.dep_ == "pobj" and pobj.pos_ == "PROPN"), None)
            if told is not None:
                return person(told.i)
    first = min(word.sent.start, said.verb.sent.start)
    spans = [(word.sent.start, word.i)]
    if said.verb.sent.start != word.sent.start:
        spans.append((said.verb.sent.start, said.verb.sent.end))
    elif word.i < said.verb.i:
        spans.append((word.sent.start, word.sent.end))
    for _ in range(_NEAR):
        if first == 0:
            break
        before = article.doc[first - 1].sent
        spans.append((before.start, before.end))
        first = before.start
    for start, end in spans:
        named = {actor for i in range(start, end) if i != word.i and (actor := person(i))}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _first_person(article: Article, token: Token, speaker: str) -> str | None:
    if article.actors[speaker].kind == "person":
        if token.lower_ in _FIRST_SINGULAR:
            return speaker
        if token.lower_ != "we":
            return None
        head = token.head
        if head.lemma_.lower() in _SPOKEN_ACTS or head.lower_ in _FELT:
            return speaker
        if head.lemma_ in ("be", "remain", "stand") and any(
            c.dep_ in ("acomp", "attr") and c.lower_ in _FELT for c in head.children
        ):
            return speaker
        return None
    return speaker if token.lower_ in _FIRST_PLURAL else None


def _antecedent(noun: Token) -> Token:
    """Whom "who" stands for."""
    if noun.lower_ in ("who", "which", "that") and noun.head.dep_ in ("relcl", "acl"):
        return noun.head.head
    return noun


def _told(verb: Token) -> Token | None:
    """ "told X", "warned X", "said to X": X."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "obj") and child.pos_ in ("PROPN", "NOUN", "PRON"):
            return child
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
    return None


def _turned_round(verb: Token) -> bool:
    """ "fumed X": the subject stands behind, where parsers may take it for the object."""
    return verb.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "dobj") and c.i > verb.i for c in verb.children)


def _speaking_subject(verb: Token) -> Token | None:
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is not None:
        return own
    if _passive(verb):
        return next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    if verb.dep_ == "ROOT":  # "..., read a statement"
        return next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    return subject_of(verb)


def _passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def _phrase_end(noun: Token) -> int:
    """The end of the noun phrase, up to its first comma, relative clause or apposition."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ not in ("prep", "acl", "amod", "conj", "cc", "nummod", "case") or child.left_edge.i != end:
            break
        stop = child.right_edge.i + 1
        comma = next((t.i for t in noun.doc[end:stop] if t.is_punct and not t.is_quote and t.text not in "-–"), stop)
        end = comma
        if comma != stop:
            break
    return end


def _quote_regions(article: Article) -> Iterator[tuple[int, int, bool]]:
    """(start, end, goes on from the paragraph before) of everything between quotation marks, mark-less ends included:
    a quotation of several paragraphs opens anew in each and closes only in the last. Single marks, which are also
    apostrophes, have to be closed."""
    start: int | None = None
    unclosed = goes_on = single = False
    for token in article.doc:
        text = token.text
        if token.is_space and "\n" in text:
            if start is not None and token.i > start and not single:
                yield start, token.i, goes_on
            unclosed, start = start is not None and not single, None
        elif start is None:
            double = text in _OPENING or text in ('"', "``")
            if double or (text in _SINGLE and token.tag_ == "``"):
                start, goes_on, single = token.i + 1, unclosed, not double
                unclosed = False
        elif _closes(token) if single else text in _CLOSING or text in ('"', "''"):
            if token.i > start:
                yield start, token.i, goes_on
            start = None
    if start is not None and start < len(article.doc) and not single:
        yield start, len(article.doc), goes_on


def _closes(mark: Token) -> bool:
    """True of a single quotation mark that is no apostrophe ("the sailors' boat")."""
    if mark.text not in _SINGLE or mark.tag_ != "''":
        return False
    after = mark.doc[mark.i + 1] if mark.i + 1 < len(mark.doc) else None
    return mark.nbor(-1).is_punct or after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
