"""Names of organisations that are no plain run of capitalised words round a head: eBay, News 12, Sons for Peace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.aliases import fold
from kg.language.gazetteer import Gazetteer, Proposal, is_capital
from kg.language.shapes import headed, is_a_class
from kg.language.tokens import Doc, Span

_CAMEL = re.compile(r"(?=.{3})[a-z]{1,6}[A-Z][A-Za-z]+\Z")
_NO_BODY = frozenset({
    "iphone", "iphones", "ipad", "ipads", "ipod", "ipods", "imac", "itunes", "icloud", "ios", "ipados", "macos",
    "watchos", "tvos", "imessage", "iwatch", "iplayer", "esim", "esports", "ebook", "ebooks", "ecommerce", "egov",
    "elearning", "evtol", "evisa", "mrna", "trna", "sirna", "mrnas", "ebike", "ebikes", "etoken", "ecigarette",
    "ecigarettes", "webos", "ihealth", "ereader", "ereaders", "epub", "egfr", "mtor", "kwh", "mwh", "mah",
    "khz", "mhz", "kpa", "mpa", "gev", "mev", "kev", "eid", "mrem", "msv", "dbm", "rrna", "cdna", "dsrna",
    "ssrna", "ncrna",
})  # fmt: skip
_DIGIT_FIRST = re.compile(r"\d{1,3}(?:[A-Z]?[a-z]{4,}|[A-Z][a-z]+|[a-z]{3,}[A-Z][a-z]*)\Z")
_MEASURES = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|k|m|bn|mn|tn|km|kms|kph|mph|kmh|kg|kgs|lbs|mm|cm|ft|min|mins|hrs|secs|days?|weeks?|months?|"
    r"years?|yrs?|hours?|minutes?|seconds?|metres?|meters?|miles?|yards?|foot|feet|inch|inches|pounds?|tons?|tonnes?|"
    r"watts?|volts?|percent|million|billion|trillion|thousand|hundred|degrees?|people|dollars?|euros?|"
    r"fold|plus|some|something|ers?|[A-Z]|ghz|mhz|kwh|mwh|gwh|gb|tb|mb|bps|mbps|gbps)\Z",
    re.IGNORECASE,
)
_OUTLETS = frozenset({"news", "channel", "radio", "fox", "nbc", "abc", "cbs", "itv", "cw", "canal", "telemundo"})
_AFTER_NUMBER = frozenset({"news", "radio", "tv", "television", "network", "sports"})
_PAPERS = frozenset({"minutos", "minutes", "minuten", "minut", "horas", "heures", "ore", "news"})
_TEAMS = frozenset({"49ers", "76ers"})


def unusual_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Names with digits or small letters, and names whose head is a group of people or stands before "His"."""
    for token in doc:
        text = token.text
        first = text[:1]
        if (first.isdigit() and _SCORE.match(text)) or (text in ("-", "–") and token.i and doc[token.i - 1].is_digit):
            yield from _teams(doc, token.i)
        elif token.lower_ in _OF_A_MATCH:
            yield from _teams(doc, token.i)
        elif first.isdigit():
            yield from _numbered(doc, token.i)
        elif (
            first.islower()
            and not token.is_lower
            and _CAMEL.match(text)
            and text.lower() not in _NO_BODY
            and token.ent_type_ != "PERSON"
        ):
            yield Proposal(token.i, token.i + 1, "institution", "name", "site")
        elif text == "(":
            yield from _spelled_out(doc, token.i, gazetteer)
        elif text == "-" and token.i and token.i + 1 < len(doc):
            yield from _two_acronyms(doc, token.i, gazetteer)
        elif text == "in" and token.head.lemma_ == "publish":
            yield from _journal(doc, token.i)
        elif first.isupper():
            low = token.lower_
            if low in gazetteer.lexicon["united_people"]:
                yield from _united_for(doc, token.i)
            elif low == "conference" or low == "conferences":
                yield from _conference(doc, token.i)
            elif low in gazetteer.lexicon["mastheads"]:
                yield from _paper(doc, token.i)
            elif low in ("his", "her", "their") and token.i >= 2 and doc[token.i - 1].lower_ in ("and", "&"):
                yield from _band(doc, token.i)


_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}\Z")
_BEAT = frozenset(
    "beat defeat thrash edge trounce overcome rout down hammer outclass lose draw win tie fall hold stun".split()
)
_OPPONENT = frozenset({"to", "with", "against", "over"})


_TEAM_SPORTS = frozenset({"rugby", "football", "soccer", "hockey", "netball", "cricket", "league"})


def _team_sport(doc: Doc) -> bool:
    """True if the article is about teams: a score is then none of tennis."""
    return any(token.lower_ in _TEAM_SPORTS for token in doc)


def _teams(doc: Doc, score: int) -> Iterator[Proposal]:
    """ "Rovaniemi beat Oulu 3-1", "Boston will face Miami in the final": with a score or a word that only a match has,
    the towns are their teams."""
    told = doc[score].text[0].isalpha()
    for verb in doc[doc[score].sent.start : score]:
        if verb.lemma_.lower() not in (_MEET if told else _BEAT) or verb.pos_ != "VERB" or score - verb.i > 8:
            continue
        sides: list[Span] = []
        other = (p for c in verb.children if c.dep_ == "prep" and c.lower_ in _OPPONENT for p in c.children)
        for child in (*verb.children, *other):
            if child.dep_ in ("nsubj", "dobj", "pobj") and child.ent_type_ in _NAMED_LIKE_TEAMS and is_capital(child):
                entity = next((e for e in doc.ents if e.start <= child.i < e.end), None)
                if entity is not None and (entity.label_ != "PERSON" or len(entity) == 1):
                    sides.append(entity)
        towns = any(side.label_ in ("GPE", "LOC", "FAC") or (told and side.label_ == "ORG") for side in sides)
        if told and (len(sides) < 2 or not towns):
            continue
        for side in sides:
            if side.label_ in ("GPE", "LOC", "FAC") or (side.label_ == "PERSON" and (towns or _team_sport(doc))):
                start = side.start + (doc[side.start].lower_ == "the")
                yield Proposal(start, side.end, "institution", "name", "shape")


_NAMED_LIKE_TEAMS = frozenset({"GPE", "LOC", "FAC", "PERSON", "ORG"})
_MEET = _BEAT | {"play", "face", "host", "meet", "eliminate", "oust", "knock", "see"}
_OF_A_MATCH = frozenset({
    "semi-final", "semifinal", "quarter-final", "quarterfinal", "semifinals", "quarterfinals", "wickets", "overtime",
    "playoffs", "playoff", "play-off", "shootout", "innings", "kick-off", "tie-break", "goals", "half-time", "derby",
})  # fmt: skip
"""Words that tell of a match between teams."""


def _two_acronyms(doc: Doc, hyphen: int, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "AFL-CIO", "CNDD-FDD": two acronyms that a hyphen makes one name, not two countries ("US-UK")."""
    halves = (doc[hyphen - 1], doc[hyphen + 1])
    if doc[hyphen - 1].whitespace_ or doc[hyphen].whitespace_ or (hyphen > 1 and doc[hyphen - 2].text == "-"):
        return
    behind = doc[hyphen + 2] if hyphen + 2 < len(doc) else halves[1]
    if behind.pos_ == "NOUN" and halves[1].head == behind and behind.lower_ not in gazetteer.lexicon["posts"]:
        return  # "the AB-CD alliance"
    if all(half.is_upper and half.is_alpha and len(half) > 1 for half in halves) and not any(
        fold(half.text) in gazetteer.by_country_name or fold(half.text) in gazetteer.aliases.strong
        or half.lower_ in gazetteer.lexicon["not_names"] for half in halves
    ):  # fmt: skip
        yield Proposal(hyphen - 1, hyphen + 2, "institution", "name", "site")


def _numbered(doc: Doc, i: int) -> Iterator[Proposal]:
    """14ymedio, 7News; "News 12", "WESH 2 News", "20 Minutos"; "San Francisco 49ers"."""
    text = doc[i].text
    if doc[i].lower_ in _TEAMS:
        start = i
        while start and i - start < 3 and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
            start -= 1
        yield Proposal(start, i + 1, "institution", "name", "shape")
    elif _DIGIT_FIRST.match(text) and not _MEASURES.match(text):
        yield Proposal(i, i + 1, "institution", "name", "site")
    elif text.isdigit() and len(text) <= 3:
        before = doc[i - 1] if i else None
        after = doc[i + 1] if i + 1 < len(doc) else None
        called = before is not None and is_capital(before) and before.lower_ not in ("the", "a")
        if after is not None and called and before is not None and is_capital(after) and after.lower_ in _AFTER_NUMBER:
            start = i - 1
            while start and i - start < 4 and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
                start -= 1
            yield Proposal(start, i + 2, "institution", "name", "shape")
        elif before is not None and is_capital(before) and before.lower_ in _OUTLETS:
            start = i - 1
            while start and i - start < 3 and doc[start - 1].is_upper and len(doc[start - 1]) in (3, 4):
                start -= 1
            if before.lower_ in ("news", "channel", "radio", "canal") or start == i - 1:
                yield Proposal(start, i + 1, "institution", "name", "shape")
        elif after is not None and is_capital(after) and after.lower_ in _PAPERS:
            yield Proposal(i, i + 2, "institution", "name", "shape")


_LEGAL = frozenset({"company", "inc", "corporation", "ltd", "co", "group", "limited", "plc", "corp", "university"})


def _spelled_out(doc: Doc, bracket: int, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "National Oceanic and Atmospheric Administration (NOAA)": the letters in brackets tell where the name begins."""
    if bracket + 2 >= len(doc) or doc[bracket + 2].text != ")" or not bracket:
        return
    letters = [c.lower() for c in doc[bracket + 1].text if c.isupper()]
    if not 3 <= len(letters) <= 8 or len(letters) < len(doc[bracket + 1].text) - 1:
        return
    at = bracket
    left = len(letters)
    for i in range(bracket - 1, max(-1, bracket - 14), -1):
        token = doc[i]
        if is_capital(token) and token.text[0].lower() == letters[left - 1]:
            left -= 1
            at = i
            if not left:
                break
        elif left == len(letters) and token.lower_.rstrip(".") in _LEGAL:
            continue
        elif token.lower_ not in ("of", "and", "for", "the", "on", "in", "to", "&", "-", "de", "'s", "’s", "'"):
            return
    name = doc[at:bracket]
    # In "a NOAA (...) buoy" the article belongs to the buoy.
    modifies = bracket + 3 < len(doc) and doc[bracket + 3].pos_ == "NOUN"
    agreed = name[-1].lower_ in ("partnership", "alliance", "system", "systems", "energy", "capital", "exchange")
    if not left and not agreed and headed(name, gazetteer.lexicon) and (modifies or not is_a_class(doc, at, bracket)):
        yield Proposal(at, bracket, "institution", "name", "shape")


def _journal(doc: Doc, preposition: int) -> Iterator[Proposal]:
    """ "was published on Wednesday in Science Advances"."""
    start = end = preposition + 1
    if start < len(doc) and doc[start].lower_ == "the":
        start = end = start + 1
    while end < len(doc) and end - start < 5 and is_capital(doc[end]) and doc[end].is_alpha:
        end += 1
    if end - start >= 2 and all(token.ent_type_ in ("", "ORG", "FAC", "WORK_OF_ART") for token in doc[start:end]):
        yield Proposal(start, end, "institution", "name", "shape")


def _paper(doc: Doc, i: int) -> Iterator[Proposal]:
    """ "the Baltimore Sun", "The Toronto Star": a town and a masthead."""
    start = i
    while start and i - start < 3 and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
        start -= 1
    if start == i or doc[start - 1].lower_ != "the" or (i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN"):
        return
    if all(token.ent_type_ in ("GPE", "ORG", "LOC") for token in doc[start:i]) and doc[i].dep_ != "compound":
        yield Proposal(start, i + 1, "institution", "name", "shape")


def _united_for(doc: Doc, i: int) -> Iterator[Proposal]:
    """ "Iraq Veterans Against the War", "Students for Fair Admissions": people and what unites them."""
    start = i
    while start and i - start < 3 and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
        start -= 1
    if i + 2 >= len(doc):
        return
    link = doc[i + 1]
    formal = is_capital(link)
    if link.lower_ not in ("against", "for", "without", "united"):
        return
    at = i + 2
    while at < len(doc) - 1 and at - i < 5 and doc[at].lower_ in ("a", "an", "the", "against", "for"):
        at += 1
    end = at
    while end < len(doc) and end - at < 5 and is_capital(doc[end]) and doc[end].is_alpha:
        end += 1
        if end + 1 < len(doc) and doc[end].lower_ in ("and", "of", "in", "&", "-") and is_capital(doc[end + 1]):
            end += 1
    # "Workers for Boeing", "Veterans for Trump": whom they stand by, unless the link is capitalised too.
    if end == at or (not formal and (doc[at].ent_type_ in ("PERSON", "GPE", "ORG", "DATE") or doc[i].is_sent_start)):
        return
    yield Proposal(start, end, "institution", "name", "shape")


def _conference(doc: Doc, i: int) -> Iterator[Proposal]:
    """ "National Conference of State Legislatures", "U.S. Conference of Mayors", "Episcopal Conference of Peru"."""
    start = i
    while start and i - start < 4 and is_capital(doc[start - 1]) and doc[start - 1].pos_ in ("PROPN", "ADJ"):
        start -= 1
    end = i + 1
    of = end < len(doc) and doc[end].lower_ == "of"
    if of:
        end += 1
        while end < len(doc) and end - i < 7 and is_capital(doc[end]) and doc[end].is_alpha:
            end += 1
    clerical = i and doc[i - 1].lower_ in ("episcopal", "bishops", "leadership", "rectors")
    clerical = clerical or (i > 1 and doc[i - 1].text in ("'", "’") and doc[i - 2].lower_ in ("bishops", "rectors"))
    if clerical:
        if doc[i - 1].text in ("'", "’"):
            start = i - 2
            while start and i - start < 5 and is_capital(doc[start - 1]) and doc[start - 1].pos_ in ("PROPN", "ADJ"):
                start -= 1
        yield Proposal(start, end if not of or end > i + 2 else i + 1, "institution", "name", "shape")
        return
    last = doc[end - 1]
    members = last.ent_type_ != "GPE" and last.lower_.endswith("s") and last.lower_ not in _MEETING
    if of and end > i + 2 and members:
        yield Proposal(start, end, "institution", "name", "shape")


_MEETING = frozenset({"parties", "states", "nations", "heads", "ministers", "leaders", "donors", "americas", "news"})


def _band(doc: Doc, i: int) -> Iterator[Proposal]:
    """ "Les Brown and His Band of Renown": one body, called after its leader."""
    start = i - 1
    while start and i - start < 5 and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
        start -= 1
    end = i + 1
    while end < len(doc) and end - i < 6 and is_capital(doc[end]) and doc[end].is_alpha:
        end += 1
        if end + 1 < len(doc) and doc[end].lower_ in ("of", "and", "the") and is_capital(doc[end + 1]):
            end += 1
    if start < i - 1 and end > i + 1:
        yield Proposal(start, end, "institution", "name", "shape")
