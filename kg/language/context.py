"""How the article tells a claim: as fact, alleged, denied, planned or hypothetical; who says it; when it happened.

Status is read from what governs the predicate in the parse, nearest cue first, and nested cues are composed:
"denied that it planned to attack" is denied. The order of firmness is that of ``models.STATUSES``.
"""

from __future__ import annotations

import datetime
import re

from spacy.tokens import Token

from kg.language.coreference import Article
from kg.models import Speaker, Status
from kg.rules import Lexicon

_MODAL: dict[str, Status] = {
    "will": "planned", "shall": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned",
    "would": "hypothetical", "could": "hypothetical", "may": "hypothetical", "might": "hypothetical",
    "should": "hypothetical", "must": "hypothetical", "ought": "hypothetical", "can": "hypothetical", "ca": "hypothetical",
}  # fmt: skip
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "without", "hardly", "nobody", "none"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl", "csubj", "csubjpass"})


def status_of(token: Token, lexicon: Lexicon) -> Status:
    """How firmly the article tells the predicate ``token``."""
    status: Status = "asserted"
    here = token
    for _ in range(12):
        status = _compose(status, _own_cue(here, lexicon))
        head = here.head
        if head == here:
            break
        status = _compose(status, _governor_cue(here, head, lexicon))
        if here.dep_ in ("relcl",) or (here.dep_ == "ccomp" and _reports(here, head, lexicon)):
            # What is said of a noun by a relative clause does not take the status of the noun's own clause.
            if here.dep_ == "relcl":
                break
        if here.dep_ == "conj" and any(c.dep_ == "aux" for c in here.children) and here.pos_ == "VERB":
            here = head
            while here.dep_ == "conj" and here.head != here:
                here = here.head
            if here.head == here:
                break
            head = here.head
            status = _compose(status, _governor_cue(here, head, lexicon))
        here = head
    return status


def _compose(inner: Status, outer: Status) -> Status:
    """The inner cue is nearer; an outer one can only make what is told less firm, or deny it."""
    if outer == "asserted":
        return inner
    if inner == "asserted":
        return outer
    if "denied" in (inner, outer):
        return "denied" if inner != "hypothetical" else "hypothetical"
    if "hypothetical" in (inner, outer):
        return "hypothetical"
    return "alleged" if "alleged" in (inner, outer) else inner


def _own_cue(token: Token, lexicon: Lexicon) -> Status:
    status: Status = "asserted"
    have = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    for child in token.children:
        low = child.lower_
        if child.dep_ == "neg" or (low in ("neither", "never", "nor") and child.dep_ in ("preconj", "advmod", "cc", "neg")):
            status = _compose(status, "denied")
        elif child.dep_ == "det" and low in ("no", "neither") and token.pos_ in ("NOUN", "PROPN"):
            status = _compose(status, "denied")
        elif child.dep_ == "aux" and low in _MODAL:
            modal = _MODAL[low]
            if low == "would" and have:
                modal = "hypothetical"
            status = _compose(status, modal)
        elif child.dep_ in ("advmod", "amod") and low in lexicon["hedges"]:
            status = _compose(status, "alleged")
        elif child.dep_ == "advmod" and low == "longer" and any(c.lower_ == "no" for c in child.children):
            status = _compose(status, "denied")
        elif child.dep_ == "mark" and low in ("if", "unless", "whether"):
            status = _compose(status, "hypothetical")
        elif child.dep_ in _SUBJECTS and any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in child.children):
            status = _compose(status, "denied")
        elif child.dep_ == "advmod" and low in ("possibly", "perhaps", "maybe", "potentially", "probably"):
            status = _compose(status, "hypothetical")
    return status


_SUBJECTS = ("nsubj", "nsubjpass")


def _governor_cue(token: Token, head: Token, lexicon: Lexicon) -> Status:
    lemma = head.lemma_.lower()
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children)
    if token.dep_ in ("xcomp", "ccomp", "csubj", "csubjpass") or (token.dep_ in ("acl", "advcl") and _infinitive(token)):
        if lemma in lexicon["undone"] and token.dep_ == "xcomp":
            return "denied"
        if lemma in lexicon["denial"]:
            return "denied"
        if lemma in lexicon["wishing"]:
            return "hypothetical"
        if lemma in lexicon["planning"]:
            if lemma in ("announce", "expect") and token.dep_ == "ccomp" and not _infinitive(token):
                return "asserted" if lemma == "announce" else "planned"
            return "planned"
        if lemma in lexicon["claiming"]:
            return "alleged"
        if lemma == "be" and _infinitive(token) and token.dep_ == "xcomp":
            return "planned"
        if token.dep_ in ("acl", "advcl") and head.pos_ in ("VERB", "AUX") and _infinitive(token):
            return "hypothetical"
    if token.dep_ in ("dobj", "obj", "nsubjpass", "pobj", "attr", "acl") or token.dep_ == "prep":
        governor = head
        if token.dep_ == "pobj" and head.dep_ in ("prep", "agent"):
            if head.lower_ == "without":
                return "denied"
            governor = head.head
        if token.pos_ in ("NOUN", "PROPN") or token.tag_ == "VBG":
            word = governor.lemma_.lower()
            if governor.pos_ in ("VERB", "NOUN"):
                if word in ("deny", "refute", "disavow"):
                    return "denied"
                if word in lexicon["wishing"] and not (token.dep_ == "nsubjpass" and word == "allow"):
                    return "hypothetical"
                if word in ("announce", "plan", "schedule", "promise", "pledge", "propose", "prepare", "expect", "vow", "intend"):
                    return "planned"
                if word in ("allege", "claim", "suspect", "rumor", "rumour", "allegation"):
                    return "alleged"
                if word in ("stop", "prevent", "avoid", "avert", "block", "cancel", "refuse", "reject"):
                    return "denied"
    if token.dep_ == "pcomp":
        governor = head.head
        word = governor.lemma_.lower()
        if head.lower_ == "without":
            return "denied"
        if word in lexicon["claiming"] or word in ("investigate", "charge", "criticize", "criticise", "probe"):
            return "alleged" if word not in ("criticize", "criticise") else "asserted"
        if word in ("stop", "prevent", "keep", "bar", "block", "ban", "prohibit", "discourage", "deter", "refrain"):
            return "denied"
        if word in lexicon["wishing"]:
            return "hypothetical"
        if word in lexicon["planning"]:
            return "planned"
    return "asserted"


def _infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children) or token.tag_ == "VB"


def _reports(token: Token, head: Token, lexicon: Lexicon) -> bool:
    return head.lemma_.lower() in lexicon["speech_verbs"]


def speaker_of(token: Token, article: Article, lexicon: Lexicon) -> Speaker | None:
    """Who the article has say it: the subject of the governing verb of speech or the object of "according to";
    None for the outlet itself."""
    here = token
    while True:
        for child in here.children:
            if child.lower_ == "according" and child.dep_ in ("prep", "advmod"):
                for inner in child.children:
                    for pobj in ([inner] if inner.dep_ == "pobj" else [c for c in inner.children if c.dep_ == "pobj"]):
                        return _speaker(pobj, article)
        head = here.head
        if head == here:
            return None
        if here.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in lexicon["speech_verbs"]:
            subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                return _speaker(subject, article)
        here = head


def _speaker(token: Token, article: Article) -> Speaker:
    actor = article.at.get(token.i)
    span = article.doc[token.left_edge.i : token.i + 1]
    text = article.actors[actor].name if actor else span.text
    return Speaker(" ".join(text.split()), actor, actor is not None)


_MONTHS = {name: number for number, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sept sep", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{{4}}))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH})\.?,?\s+(?P<y3>\d{{4}})"
    rf"|(?:in|since|during|of|by)\s+(?P<y4>(?:19|20)\d{{2}})"
    rf"|(?P<rel>yesterday|today|tonight|on (?P<wd>{'|'.join(_WEEKDAYS)})))\b",
    re.IGNORECASE,
)


def date_of(sentence: str, published: str) -> str:
    """The first date that ``sentence`` gives, ISO with its own precision ("2026-01-03", "2026-01", "2026"), relative
    ones counted from ``published``; "" when it gives none or the year cannot be known."""
    found = _DATE.search(sentence)
    if not found:
        return ""
    try:
        base = datetime.date.fromisoformat(published)
    except ValueError:
        base = None
    if found["rel"]:
        if base is None:
            return ""
        low = found["rel"].lower()
        if found["wd"]:
            back = (base.weekday() - _WEEKDAYS.index(found["wd"].lower())) % 7
            return (base - datetime.timedelta(days=back)).isoformat()
        return (base - datetime.timedelta(days=low == "yesterday")).isoformat()
    if found["y4"]:
        return found["y4"]
    month = _MONTHS[(found["m"] or found["m2"] or found["m3"]).lower()]
    if found["y3"]:
        return f"{found['y3']}-{month:02d}"
    day = int(found["d"] or found["d2"])
    year = found["y"] or found["y2"]
    try:
        if year:
            return datetime.date(int(year), month, day).isoformat()
        if base is None:
            return ""
        candidates = [datetime.date(base.year + shift, month, day) for shift in (-1, 0, 1)]
        return min(candidates, key=lambda date: abs((date - base).days)).isoformat()
    except ValueError:
        return ""
