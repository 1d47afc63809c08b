"""When it happened: the date of a claim's event, ISO with the precision that the text gives.

Date expressions are found with patterns of our own and hung on what they belong to in the parse, so that a date in
another clause is not taken for this event's. A general date library reads more languages and formats, but it searches
strings, not parses, finds dates in "may" and "second", takes a guess where the text gives none, and needs longer than
the parser for a sentence; the English forms of news are few and can be told exactly.
"""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from kg.language.tokens import Doc, Token, is_to_infinitive
from kg.language.tokens import Span as TokenSpan

_MONTHS = {name: number for number, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sept sep", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}  # fmt: skip

_M = "(?:" + "|".join(name.capitalize() for name in sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_W = "(?:" + "|".join(day.capitalize() for day in _WEEKDAYS) + ")"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|,\d{3}|:\d)"
_Y = r"(?:1[89]|20)\d{2}(?!\d|,\d)"
_N = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?:day|week|month|year)"
_RANGE = rf"(?:\s*(?:-|–|—|to|and|until|through|or|&)\s*(?:{_M}\s+)?{_D})?"
_PART = r"(?:early|late|mid|the\s(?:beginning|start|middle|end)\sof)(?:\s+in)?[\s-]+"

_YEAR = rf"{_Y}|(?:this|last) year"
_FORMS = re.compile(
    rf"""
    # 2026-01-03
    \b(?P<iso>(?:1[89]|20)\d{{2}}-\d{{2}}-\d{{2}})\b
    # Saturday, January 3, 2026; March 4 to 5
    | \b(?:{_W},?\s+)?(?P<md>(?P<md_m>{_M})\s+(?P<md_d>{_D}){_RANGE}(?:,?\s+(?:of\s+)?(?P<md_y>{_YEAR}))?)
    # the 3rd of January 2026
    | \b(?:{_W},?\s+)?(?:the\s+)?(?P<dm>(?P<dm_d>{_D}){_RANGE}\s+(?:of\s+)?(?P<dm_m>{_M})(?:,?\s+(?P<dm_y>{_YEAR}))?)
    # early January 2026, March of last year
    | \b(?:(?i:{_PART}))?(?P<my>(?P<my_m>{_M}),?\s+(?:of\s+|in\s+)?(?P<my_y>{_YEAR}))
    # in January, mid-January, last May
    | \b(?P<before_month>(?i:in|since|during|until|till|by|from|last|next|this\ past|this|past|back\ in|of|{_PART})\s*)
      (?P<m>{_M})(?!,?\s+(?:of\s+|in\s+)?(?:{_D}|{_YEAR}))
    # on Saturday, next Saturday night
    | \b(?P<w_which>(?i:last|next|this|this\ past|this\ coming|the\ previous|the\ following)\s+)?(?P<w>{_W})\b(?!s\b)
      (?:\s+(?:morning|afternoon|evening|night))?
    # yesterday
    | \b(?P<day>(?i:the\ day\ before\ yesterday|the\ day\ after\ tomorrow|yesterday|today|tonight|tomorrow|last\ night
      |overnight|this\ (?:morning|afternoon|evening)|earlier\ today))\b
    # two days ago, in two days' time
    | \b(?P<ago>(?i:(?P<ago_n>{_N})\s+(?P<ago_u>{_UNIT})s?\s+ago))\b
    | \b(?P<hence>(?i:in\s(?P<hence_n>{_N})\s+(?P<hence_u>{_UNIT})s?(?:'|’)?\s+(?:time|from\ now)))\b
    # last month
    | \b(?P<which>(?i:(?:earlier\ |later\ )?(?P<which_w>last|this\ past|past|this|next|the\ coming|the\ current)\s+
      (?P<which_u>week|month|year|weekend)))\b(?!-)(?!\s+of\b)
    | \b(?P<weekend>over\ the\ weekend)\b
    # the next day, two weeks later, that year
    | \b(?P<after>(?i:
        the\s(?P<a_w>same|next|following|previous|preceding)\s(?P<a_u>day|week|month|year|morning|night|evening)
        | (?P<a_n>{_N})\s(?P<a_u2>{_UNIT})s?\s(?P<a_dir>later|earlier|before|after)
        | the\sday\s(?P<a_day>before|after)
        | that\ same\s(?P<a_u3>day|month|year)
        | that\s(?P<a_u4>year)))\b
    # on the 18th
    | \b(?P<nth>(?i:on\sthe)\s(?P<nth_d>(?:[12]?\d|3[01])(?:st|nd|rd|th)))\b(?!\s+(?:of|[a-z]+\s+(?:of|in)))
    # in 2003, summer 2003
    | \b(?P<y_in>(?i:in|since|during|from|of|by|until|till|between|spring|summer|autumn|fall|winter|back\ in|{_PART}))
      \s*(?P<y>{_Y})(?!s|\s*(?:percent|people|troops|dollars))(?!-)
    # the 2014 annexation
    | \b(?P<y_mod>{_Y})(?=\s+[A-Za-z])(?!\s*(?:people|troops|soldiers|and|or|to|in|of|on|at|dollars|miles|km|percent)\b)
    """,
    re.VERBOSE,
)
"""The forms a date has in English news; alternatives are tried from the most to the least exact."""

_DEADLINE = frozenset("as by until till before after to through than for beyond following".split())
"""Prepositions that put an event before or after the date, not on it. ("Since" keeps it: the state began then.)"""


@dataclass(frozen=True, slots=True)
class _Found:
    """A date expression: tokens ``start:end``, its value looking back and looking ahead ("on Friday"), ISO or ""."""

    start: int
    end: int
    top: int
    past: str
    ahead: str


class Dates:
    """The dates that one article gives to events. ``published`` (ISO, or empty) is what "Saturday" is counted from:
    without it only dates with a year are told. ``events`` are noun lemmas that name events: a date hung on one of
    them is that event's alone."""

    def __init__(self, doc: Doc, published: str, events: frozenset[str]) -> None:
        self._doc = doc
        self._events = events
        self._base = _day(published)
        self._read: dict[int, tuple[_Found, ...]] = {}
        self._known: dict[int, tuple[str, int]] = {}

    def date_of(self, predicate: Token, scope: Token | None = None, *, ahead: bool = False) -> str:
        """The date of the event named by ``predicate`` (carried by the light verb ``scope``), "2026-01-03", "2026-01",
        "2026" or "". ``ahead`` for what is still to come: "on Friday" is then the next one."""
        found = self._in(predicate.sent)
        if not found:
            return ""
        chain = _chain(predicate, scope)
        best: tuple[int, int, _Found] | None = None
        for each in found:
            rank = self._belongs(each, predicate, chain)
            if rank is not None and (best is None or (rank, each.start) < best[:2]):
                best = (rank, each.start, each)
        if best is None:
            return ""
        return best[2].ahead if ahead else best[2].past

    def _belongs(self, found: _Found, predicate: Token, chain: dict[int, int]) -> int | None:
        """How near the date is to the event (0: hung on it), None where it is another's."""
        here = self._doc[found.top]
        left = False
        for _ in range(12):
            head = here.head
            if head == here:
                return chain.get(here.i)
            low = here.lower_
            if here.dep_ in ("prep", "mark") and low in _DEADLINE:
                return None
            if (
                here.pos_ in ("NOUN", "PROPN")
                and here.dep_ in ("compound", "amod", "nmod", "poss", "nummod")
                and here.i < head.i
            ):
                left = True
            if (
                here.dep_ in ("nummod", "amod", "poss", "npadvmod", "compound", "nmod")
                and here.i < head.i
                and head.pos_ in ("NOUN", "PROPN")
            ):
                left = True
            if head.i in chain:
                if head.i == predicate.i and len(found.past) < 10 and self._talked_of(head, here):
                    return None
                if head.pos_ in ("VERB", "AUX", "ADJ") or head.i == predicate.i:
                    conjunct = chain[head.i]
                    if conjunct >= 10 and here.i > head.i and head.i != predicate.i:
                        return None  # "met X on Monday and visited Y": only a date before both is shared
                    return conjunct % 10
                return chain[head.i] % 10 if not left else None
            if head.pos_ in ("VERB", "AUX"):
                return None
            if head.pos_ in ("NOUN", "PROPN") and (left or head.lemma_.lower() in self._events):
                setting = not left and (
                    (head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "during"))
                    or (head.dep_ == "nsubj" and head.head.i == predicate.i)
                )
                if not setting:  # what was said at a meeting on Monday was said then, and "a strike on Monday killed"
                    return None
            if here.dep_ in ("relcl", "acl", "advcl", "ccomp"):
                return None
            here = head
        return None

    def _talked_of(self, verb: Token, date: Token) -> bool:
        """ "condemned the invasion of Ukraine in 2022": hung on the verb by the parser, but the event's."""
        return (
            verb.lemma_ in _TALKING
            and date.i > verb.i
            and any(
                child.dep_ == "dobj" and child.lemma_.lower() in self._events and child.i < date.i
                for child in verb.children
            )
        )

    # -- finding -----------------------------------------------------------------------------------------------

    def _in(self, sentence: TokenSpan) -> tuple[_Found, ...]:
        if sentence.start not in self._read:
            before = sentence.start - 1
            context: tuple[str, int] | None = None
            if before >= 0:
                previous = self._doc[before].sent
                if previous.start not in self._read:
                    self._read[previous.start] = tuple(self._find(previous, None))
                dated = [f for f in self._read[previous.start] if f.past]
                context = (dated[-1].past, 1) if dated else None
            self._read[sentence.start] = tuple(self._find(sentence, context[0] if context else None))
        return self._read[sentence.start]

    def _find(self, sentence: TokenSpan, context: str | None) -> Iterator[_Found]:
        """``context`` is the date last told before the sentence: what "the next day" is counted from."""
        text = sentence.text
        if not _ANY.search(text):
            return
        starts = [token.idx - sentence.start_char for token in sentence]
        told = context
        for match in _FORMS.finditer(text):
            past, ahead = self._value(match, told)
            if not past and not ahead:
                continue
            begin, stop = match.span()
            for name in ("before_month", "y_in"):  # the preposition is not part of the date
                if match[name]:
                    begin = match.end(name)
            while begin < stop and text[begin] in " -":
                begin += 1
            first = sentence.start + bisect_right(starts, begin) - 1
            last = sentence.start + bisect_right(starts, stop - 1) - 1
            top = self._doc[first]
            for _ in range(last - first):
                if not first <= top.head.i <= last or top.head == top:
                    break
                top = top.head
            yield _Found(first, last + 1, top.i, past, ahead)
            told = past or told

    def _value(self, match: re.Match[str], told: str | None) -> tuple[str, str]:
        """(looking back, looking ahead) in ISO; both empty where the year cannot be known."""
        base = self._base
        group = match.lastgroup
        if match["iso"]:
            return (match["iso"], match["iso"]) if _day(match["iso"]) else ("", "")
        for kind in ("md", "dm"):
            if match[kind]:
                month = _month(match[f"{kind}_m"])
                day = int(re.sub(r"\D", "", match[f"{kind}_d"]))
                year = self._year(match[f"{kind}_y"])
                return self._both(partial(_iso, month=month, day=day), year, told)
        if match["my"]:
            year = self._year(match["my_y"])
            month = _month(match["my_m"])
            return (f"{year}-{month:02d}",) * 2 if year else ("", "")
        if match["m"]:
            month = _month(match["m"])
            return self._both(partial(_iso, month=month, day=None), None, told)
        if match["y"] or match["y_mod"]:
            year_text = match["y"] or match["y_mod"]
            return year_text, year_text
        if match["after"]:
            value = _relative(match, told)
            return value, value
        if base is None:
            return "", ""
        if match["w"]:
            return self._weekday(base, match["w"], (match["w_which"] or "").strip().lower())
        if match["day"]:
            value = (base + datetime.timedelta(days=_days(match["day"].lower()))).isoformat()
            return value, value
        if match["ago"] or match["hence"]:
            kind = "ago" if match["ago"] else "hence"
            count = _count(match[f"{kind}_n"]) * (-1 if kind == "ago" else 1)
            value = _shift(base, match[f"{kind}_u"].lower(), count)
            return value, value
        if match["which"]:
            count = {"last": -1, "this past": -1, "past": -1, "next": 1, "the coming": 1}.get(
                match["which_w"].lower(), 0
            )
            unit = match["which_u"].lower()
            value = _shift(base, "week" if unit == "weekend" else unit, count)
            return value, value
        if match["weekend"]:
            value = (base - datetime.timedelta(days=(base.weekday() - 5) % 7 or 7)).isoformat()[:7]
            return value, value
        if match["nth"]:
            day = int(re.sub(r"\D", "", match["nth_d"]))
            return _nth(base, day, -1), _nth(base, day, 1)
        raise AssertionError(f"no value for the form {group}")

    def _year(self, text: str | None) -> int | None:
        if not text:
            return None
        if text[0].isdigit():
            return int(text)
        if self._base is None:
            return None
        return self._base.year - (text.lower().startswith("last"))

    def _both(self, iso: Callable[[int], str], year: int | None, told: str | None) -> tuple[str, str]:
        """A month or day without a year: the nearest one before (or after) the article's date. A text that has just
        told of another year goes on in it."""
        if year is not None:
            return iso(year), iso(year)
        if told and (self._base is None or abs(int(told[:4]) - self._base.year) > 1) and len(told) >= 4:
            return iso(int(told[:4])), iso(int(told[:4]))
        if self._base is None:
            return "", ""
        late = (self._base + datetime.timedelta(days=3)).isoformat()
        now = self._base.isoformat()[:7]
        recent = (self._base - datetime.timedelta(days=31)).isoformat()  # a plan may be printed again after its day
        years = [y for y in range(self._base.year - 4, self._base.year + 5) if iso(y)]
        past = max((iso(y) for y in years if iso(y) <= late), default="")
        ahead = min((iso(y) for y in years if iso(y) >= (recent if len(iso(y)) > 7 else now)), default="")
        return past, ahead

    @staticmethod
    def _weekday(base: datetime.date, name: str, which: str) -> tuple[str, str]:
        day = _WEEKDAYS.index(name.lower())
        back = (base.weekday() - day) % 7
        forward = (day - base.weekday()) % 7
        if which in ("last", "this past", "the previous") and back == 0:
            back = 7
        if which in ("next", "the following", "this coming") and forward == 0:
            forward = 7
        past = (base - datetime.timedelta(days=back)).isoformat()
        ahead = (base + datetime.timedelta(days=forward)).isoformat()
        if which in ("next", "this coming"):
            return ahead, ahead
        if which in ("last", "this past", "the previous"):
            return past, past
        return past, ahead


_ANY = re.compile(
    r"\d|days?\b|night|today|morrow|week|month|year|ago\b|this (?:morning|afternoon|evening)|" + _M, re.IGNORECASE
)
"""What every date expression has; sentences without it are not looked at."""


def _chain(predicate: Token, scope: Token | None) -> dict[int, int]:
    """The tokens on which a date of the event may hang -> how near: the predicate, its light verb, the verb whose
    purpose or plain complement it is. From 10 on only dates before the token's first conjunct count."""
    chain = {predicate.i: 0}
    if scope is not None and scope != predicate:
        chain[scope.i] = 1
    here = scope if scope is not None and scope.is_ancestor(predicate) else predicate
    for distance in range(2, 8):
        head = here.head
        if head == here:
            break
        if here.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ") and head.lemma_ in _SAME_TIME:
            chain[head.i] = distance
        elif here.dep_ == "acomp" or (here.dep_ == "attr" and head.pos_ in ("VERB", "AUX")) or here.dep_ == "oprd":
            chain[head.i] = distance
        elif here.dep_ == "advcl" and (is_to_infinitive(here) or _participial(here)) and head.pos_ in ("VERB", "AUX"):
            chain[head.i] = distance
        elif here.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and here.pos_ in ("VERB", "AUX"):
            chain[head.i] = 10 + distance
        elif here.dep_ in ("pobj", "pcomp") and head.lower_ == "as" and head.head.pos_ in ("VERB", "AUX"):
            chain[head.head.i] = distance
            head = head.head
        elif here.dep_ == "pobj" and head.lower_ in ("in", "at", "during") and head.head.pos_ in ("VERB", "AUX"):
            head = head.head  # "urged him in a phone call on Monday": the call was then
            chain[head.i] = distance
        elif here.dep_ == "nsubj" and head.lemma_ in (
            "take",
            "begin",
            "start",
            "happen",
            "occur",
            "come",
            "follow",
            "be",
        ):
            chain[head.i] = distance
        else:
            break
        here = head
    return chain


_SAME_TIME = frozenset(
    "be begin start continue try attempt manage help go come force fail refuse decline vote use get set able "
    "due have keep stop cease expect schedule slate likely ready travel fly meet gather return".split()
)


_TALKING = frozenset(
    "accuse applaud blame celebrate commemorate condemn criticise criticize decry defend denounce deplore "
    "describe discuss hail investigate mention mourn oppose praise probe recall regret slam support welcome".split()
)
"""Verbs whose object happened at another time than they."""


def _participial(verb: Token) -> bool:
    """ "citing", "being voted"; not "elected in November", which may be long ago."""
    return verb.tag_ == "VBG" or any(child.lower_ == "being" for child in verb.children)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _month(text: str) -> int:
    return _MONTHS[text.rstrip(".").lower()]


def _iso(year: int, month: int, day: int | None) -> str:
    """ISO with the precision given, or "" for a day that the calendar does not have."""
    if day is None:
        return f"{year}-{month:02d}"
    return datetime.date(year, month, day).isoformat() if 1 <= day <= calendar.monthrange(year, month)[1] else ""


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _days(word: str) -> int:
    return {
        "yesterday": -1,
        "last night": -1,
        "overnight": 0,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }.get(word, 0)


def _shift(base: datetime.date, unit: str, count: int) -> str:
    """``base`` moved by days, weeks, months or years, no more exact than the unit: a week is told as its month where
    it lies in one, else as its year."""
    if unit == "day":
        return (base + datetime.timedelta(days=count)).isoformat()
    if unit == "week":
        monday = base + datetime.timedelta(days=7 * count - base.weekday())
        sunday = monday + datetime.timedelta(days=6)
        if monday.month == sunday.month:
            return f"{monday.year}-{monday.month:02d}"
        return str(monday.year) if monday.year == sunday.year else ""
    if unit == "month":
        months = base.year * 12 + base.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02d}"
    return str(base.year + count)


def _nth(base: datetime.date, day: int, direction: int) -> str:
    """The nearest day of that number before or after ``base``."""
    for months in range(3):
        total = base.year * 12 + base.month - 1 + direction * months
        found = _iso(total // 12, total % 12 + 1, day)
        if found and (found <= base.isoformat() if direction < 0 else found >= base.isoformat()):
            return found
    return ""


def _relative(match: re.Match[str], told: str | None) -> str:
    """ "the next day", "two weeks later", "the same year", counted from the date last told."""
    if not told:
        return ""
    unit = (match["a_u"] or match["a_u2"] or match["a_u3"] or match["a_u4"] or "day").lower()
    unit = {"morning": "day", "night": "day", "evening": "day"}.get(unit, unit)
    if match["a_n"]:
        count = _count(match["a_n"]) * (1 if match["a_dir"].lower() in ("later", "after") else -1)
    elif match["a_day"]:
        count = 1 if match["a_day"].lower() == "after" else -1
    else:
        count = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get((match["a_w"] or "").lower(), 0)
    exact = _day(told)
    if exact is not None:
        return _shift(exact, unit, count)
    if unit == "year":
        return str(int(told[:4]) + count)
    if unit == "month" and len(told) == 7:
        return _shift(datetime.date(int(told[:4]), int(told[5:7]), 1), "month", count)
    return ""
