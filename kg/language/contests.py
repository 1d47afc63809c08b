"""Who came where in a contest: "X won the primary with 26 % of the vote. Y came in second".

Reports give the winner and, often a sentence later, the places and shares of the others; no verb joins them. A place or
a share that somebody has is set against the winner of the same sentence or of the few before it in its paragraph. A
share alone is none: it must be of votes, delegates or seats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.language.coreference import Article
from kg.language.grammar import (
    Argument,
    Frame,
    coordinated,
    doers_of,
    is_passive,
    lemma_of,
    objects_of,
    prepositions_of,
    subject_of,
)
from kg.language.tokens import Token
from kg.rules import Lexicon

CONTEST = "contest standing"
"""The lemma of the frames, for rules to name."""

SHARES = frozenset({"%", "percent", "cent", "votes", "delegates", "seats"})
_PLACES = frozenset({"second", "third", "fourth", "fifth", "silver", "bronze"})
_BEHIND = frozenset({"followed"})
STANDINGS = SHARES | _PLACES | _BEHIND
"""Words that may tell where somebody came."""
_FINISHING = frozenset("come finish place rank end".split())
_TAKING = frozenset("take win go claim earn get amass collect secure receive capture".split())
_SHARING = _TAKING | frozenset(
    "garner poll obtain gain attract draw trail lead score follow compare have amass".split()
)
_MORE = frozenset({"more", "fewer", "less", "many"})
_AMOUNT = frozenset("dobj obj attr npadvmod appos conj".split())
_WINNING = frozenset({"win", "lead", "top", "elect", "reelect", "re-elect", "capture", "clinch"})
_TOPS = frozenset({"gold", "title", "crown", "victory"})
"""What only the winner takes."""
_BARE = frozenset("advmod acomp amod oprd pobj dep npadvmod conj".split())
_ELSEWHERE = frozenset("in elsewhere meanwhile earlier last previously at for".split())
_BACK = 3
"""How many sentences back the winner may be named."""


def contest_frames(article: Article, words: Sequence[Token], lexicon: Lexicon) -> Iterator[Frame]:
    """The frames of ``words``, those of ``STANDINGS`` in one sentence: holder who has the standing, over the winner."""
    held: dict[str, tuple[Token, Token]] = {}  # actor -> (where he is named, his standing)
    for word in words:
        if _is_standing(word) and (holder := _holder(article, word)) is not None:
            held.setdefault(article.at[holder.i], (holder, word))
    if not held:
        return
    sentence = words[0].sent
    shared = any(word.lower_ in SHARES for _, word in held.values())
    votes = any(token.lower_ in lexicon["ballots"] for token in sentence)
    if shared and votes:
        for holder, number in _bare_shares(article, sentence):
            held.setdefault(article.at[holder.i], (holder, number))
    winner = _winner(article, sentence, lexicon)
    if winner is None and sentence[0].lower_ not in _ELSEWHERE:
        winner, votes = _winner_before(article, sentence.start, votes, lexicon)
    own = any(token.lower_ in ("his", "her", "their") for token in sentence)  # "20 % in her race, and Y 5 % in his"
    if winner is None and shared and votes and len(held) > 1 and not own:
        winner = next(holder for holder, _ in held.values())
    if winner is None:
        return
    kind = article.actors[article.at[winner.i]].kind
    for actor, (holder, word) in held.items():
        if actor == article.at[winner.i] or article.actors[actor].kind != kind:
            continue
        if word.lower_ in SHARES and not votes:
            continue
        pair = (*(Argument("holder", other.i) for other in coordinated(holder)), Argument("over", winner.i))
        yield Frame("role", CONTEST, word.i, word.i, frozenset(), pair, how="place in a contest")


def _bare_shares(article: Article, sentence: Iterable[Token]) -> Iterator[tuple[Token, Token]]:
    """Who has how many of what the sentence counts, where it leaves the word out, and with whom it compares him:
    "290 votes to Y's 214", "X has 1,217 delegates, while Y has 914", "300 votes fewer than Y"."""
    for token in sentence:
        if token.pos_ == "NUM" and (token.i + 1 == len(token.doc) or token.nbor().lower_ not in SHARES):
            owned = any(child.dep_ == "poss" for child in token.children)
            if (owned or token.dep_ in _AMOUNT) and (holder := _holder(article, token)) is not None:
                yield holder, token
        elif token.lower_ in ("than", "as") and token.dep_ == "prep":
            before = token.doc[max(token.sent.start, token.i - 5) : token.i]
            if any(t.lower_ in SHARES for t in before) and any(t.lower_ in _MORE for t in before):
                yield from ((other, token) for other in objects_of(token) if _rival(article, other))


def _is_standing(word: Token) -> bool:
    low = word.lower_
    if low == "cent":
        return word.i > 1 and word.nbor(-1).lower_ == "per" and word.nbor(-2).pos_ == "NUM"
    if low in SHARES:
        return any(t.pos_ == "NUM" or t.lower_ in _MORE for t in word.lefts)
    if low in _BEHIND:
        return is_passive(word)
    top = word
    if top.dep_ in ("amod", "compound", "conj") and top.head.lower_ in ("place", "medal", "silver", "second"):
        top = top.head
    verb = top.head
    if top.dep_ == "pobj" and verb.lower_ in ("in", "for"):
        verb = verb.head
    lemma = lemma_of(verb)
    if lemma in _FINISHING:
        return low not in ("silver", "bronze")
    if top is word and low not in ("silver", "bronze"):
        return top.dep_ in _BARE and word.i > 0 and word.nbor(-1).pos_ == "PROPN"
    return lemma in _TAKING


def _holder(article: Article, word: Token) -> Token | None:
    """Whose the share or the place is."""
    if word.lower_ in _BEHIND:
        return next((doer for doer in doers_of(word) if _rival(article, doer)), None)
    before = word.nbor(-1) if word.i else word
    if _rival(article, before) and word.lower_ in _PLACES:
        return before  # "with Y second and Z third"
    for child in word.children:
        if child.dep_ == "poss" and _rival(article, child):
            return child  # "to Y's 47 %"
    beside = _named_beside(article, word)
    if beside is not None:
        return beside
    following = word.doc[word.i + 1 : word.i + 7]
    if len(following) and following[0].lower_ == "for":
        return next((token for token in following if _rival(article, token)), None)  # "against 44 % for Y"
    token = word
    for _ in range(7):
        above = token.head
        if above == token or (token.dep_ == "prep" and token.lower_ in ("against", "to", "than", "over")):
            return None
        if _rival(article, above) and above.i < word.i:
            return above  # "followed by Y with 30 %"
        if above.pos_ in ("VERB", "AUX"):
            break
        token = above
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or lemma_of(verb) not in _SHARING | _FINISHING:
        return None
    if any(child.dep_ == "neg" for child in verb.children):
        return None
    gone = token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "conj" and token.head.dep_ == "nsubj")
    if gone and lemma_of(verb) == "go":  # "third place went to Y"
        return next((pobj for role, pobj in prepositions_of(verb) if role == "to" and _rival(article, pobj)), None)
    doers = doers_of(verb) if is_passive(verb) else [subject_of(verb)]
    named = ((doer, doer.doc[doer.right_edge.i]) for doer in doers if doer is not None)  # "former Senator of Ohio X"
    return next((token for pair in named for token in pair if _rival(article, token)), None)


def _named_beside(article: Article, share: Token) -> Token | None:
    """ "Y (47 %)", "with Y on 47 %": Y."""
    number = share.i - (2 if share.lower_ == "cent" else 1)
    if number < 2 or share.doc[number].pos_ != "NUM" or share.doc[number - 1].lower_ not in _BETWEEN:
        return None
    name = share.doc[number - 2]
    return name if _rival(article, name) else None


_BETWEEN = frozenset({"(", "on", "at"})
"""What stands between a name and its share, where no verb does."""


def _rival(article: Article, token: Token) -> bool:
    actor = article.at.get(token.i)
    return actor is not None and token.i not in article.places and article.actors[actor].kind != "country"


def _winner(article: Article, tokens: Iterable[Token], lexicon: Lexicon) -> Token | None:
    for verb in tokens:
        lemma = lemma_of(verb)
        if (
            verb.pos_ != "VERB"
            or lemma not in _WINNING | _TAKING
            or any(c.dep_ in ("neg", "aux") for c in verb.children)
        ):
            continue
        subject = subject_of(verb)
        if subject is None or not _rival(article, subject):
            continue
        if lemma in ("elect", "reelect", "re-elect"):
            if is_passive(verb):
                return subject
            continue
        won = [c for c in verb.children if c.dep_ in ("dobj", "obj", "npadvmod", "prep")]
        named = {lemma_of(t) for c in won for t in (c, *c.children)} | {t.lower_ for c in won for t in c.children}
        if lemma not in _WINNING and not named & _TOPS:
            continue
        if named & (lexicon["prizes"] | STANDINGS) and not (named & _PLACES and not named & {"race", "gold"}):
            return subject
    return None


def _winner_before(article: Article, start: int, votes: bool, lexicon: Lexicon) -> tuple[Token | None, bool]:
    """The winner that one of the sentences before ``start`` names, in the same paragraph; and whether of votes."""
    doc = article.doc
    for _ in range(_BACK):
        if start == 0 or doc[start - 1].is_space or "\n" in doc[start - 1].text:
            break
        sentence = doc[start - 1].sent
        votes = votes or any(token.lower_ in lexicon["ballots"] for token in sentence)
        if (winner := _winner(article, sentence, lexicon)) is not None:
            return winner, votes
        start = sentence.start
    return None, votes
