"""What a plain article says of itself above and below its text: title line, dateline, publisher, copyright, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.documents.reading import Found, iso_date, one_line

_HEAD = 10
_TAIL = 6
"""Lines with words, from the beginning and from the end, that may tell something."""
_LONGEST_LINE = 200
"""In code points: a line that only tells the date, the publisher or the title is shorter."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH}),? (?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))(?:\b|(?=T\d))",
    re.IGNORECASE,
)
_AROUND_A_DATE = re.compile(
    r"""(?xi) [\s,.|·•:()/–—-]* (?: (?:first\ )?(?:published|posted|issued|released|date[d]?)(?:\ on|\ at)? | on | at
    | by | \b(?:mon|tues|wednes|thurs|fri|satur|sun)day | \d{1,2}[:.]\d{2}(?:[:.]\d{2})? | [ap]\.?m\.?
    | \b(?-i:[A-Z]{2,4}T?)\b | \d\ min\ read | T\d{2}:\d{2}\S* | for\ immediate\ release ) [\s,.|·•:()/–—-]*"""
)
"""What may stand on a line beside its date."""
_PLACE_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}(?:, [A-ZÀ-Þ][\w. ]{1,20})?[,:;–— -]*\Z")
_AGENCIES = (
    "Reuters|Thomson Reuters|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|UPI|EFE|dpa|ANSA|Xinhua|"
    "TASS|Interfax|RIA Novosti|Ukrinform|Bloomberg|Kyodo|Kyodo News|Jiji Press|Yonhap|PTI|ANI|IANS|APP|Anadolu|AA|IRNA|"
    "Mehr|MENA|SPA|WAM|QNA|NNA|ANP|Belga|APA|PAP|CTK|MTI|Prensa Latina|ACN|Notimex|Lusa|Agencia Brasil|NAN|GNA|SAPA|"
    "Bernama|Antara|VNA|CNA|PNA|Canadian Press|The Canadian Press|AAP|RNZ|VOA|RFE/RL|RFA|RFI|BBC|CNN|IPS"
)
"""News agencies and broadcasters as datelines name them."""
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w.,'’/ -]{1,60}?(?P<date>,? [\w. ,]{3,20})? ?\((?P<agency>" + _AGENCIES + r")\)\s?[-–—:]{1,2}\s"
)
"""CARACAS, Jan 26 (Reuters) - ..."""
_LABEL = re.compile(
    r"(?i)(?P<label>publisher|published by|source|outlet|title|headline|date|url|link)\s*:\s*(?P<value>\S.*)"
)
_LABELS = {
    "published by": "publisher",
    "source": "publisher",
    "outlet": "publisher",
    "headline": "title",
    "link": "url",
}
_COPYRIGHT = re.compile(
    r"(?i)(?:copyright|©|\(c\))(?:\s|©|\(c\))*(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?[\s,]*(?:by\s+)?(?P<name>[^.©|\d]{2,60}?)\s*"
    r"(?:[.|,;]|all rights reserved|\d{4}|\Z)"
)
_ADDRESS = re.compile(r"https?://\S{4,300}\Z")
_SENTENCE_END = re.compile(r"""[.!?:;…]["'”’»)\]]*\Z""")
_NO_TITLE = re.compile(
    r"(?i)(?:by|from|photo|image|advertisement|share|home|menu|news|world|politics|breaking news|exclusive|opinion|"
    r"press release|for immediate release|office of|media note|updated|published)\b"
    r"|(?:[^\W\d_][\w.'’-]* ){1,4}[^\W\d_][\w'’-]+, (?:[\w'’-]+ ){0,3}(?:secretary|spokes\w+|minister|ambassador|"
    r"president|director|commissioner|administrator|representative|envoy|chair\w*|governor|mayor|general|senator|advis[eo]r)\b"
)
"""Lines above an article that are no title: kinds of text, sections, names of who speaks."""


def read_head(text: str, body: int) -> tuple[Found, ...]:
    """Metadata from the first and the last lines of ``text[body:]``, with the line of the file it stands on."""
    return tuple(_found(text, body))


def _found(text: str, body: int) -> Iterator[Found]:
    first = text.count("\n", 0, body) + 1
    lines = [(number, line) for number, line in enumerate(text[body:].split("\n"), first) if line.strip()]
    shown = [(number, line.strip() if len(line) <= _LONGEST_LINE else "") for number, line in lines]
    head = shown[:_HEAD]
    # Prose ends the head: dates and names below belong to what is told.
    end = next((at for at, (_, line) in enumerate(head) if _is_prose(line)), len(head))
    if len(shown) > 2:
        yield from _title(head[: end + 1])
    for number, line in [*head[:end], *shown[max(end, len(shown) - _TAIL) :]]:
        if line:
            yield from _labelled(number, line)
    for number, line in head[:end]:
        date = _date_alone(line)
        if date:
            yield Found("date", date, f"line {number}")
    for number, line in lines[:_HEAD]:
        dateline = _DATELINE.match(line[:_LONGEST_LINE].strip())
        if dateline:
            date = _date_in(dateline["date"] or "")
            if date:
                yield Found("date", date, f"line {number}, dateline")
            yield Found("publisher", one_line(dateline["agency"]), f"line {number}, dateline")
            break


def _title(head: list[tuple[int, str]]) -> Iterator[Found]:
    for (number, line), (_, after) in pairwise(head):
        words = line.split()
        if len(words) < 2 or _date_alone(line):  # a section, a kicker
            continue
        if len(words) < 4 or _is_prose(line) or _NO_TITLE.match(line) or _LABEL.match(line) or _COPYRIGHT.search(line):
            return
        # A title is no sentence, and what follows is longer, or tells who wrote it and when.
        if not _SENTENCE_END.search(line) and (not after or len(after.split()) > len(words) or _tells(after)):
            yield Found("title", one_line(line), f"line {number}")
        return


def _is_prose(line: str) -> bool:
    words = len(line.split())
    return not line or words > 24 or (words > 12 and _SENTENCE_END.search(line) is not None)


def _tells(line: str) -> bool:
    return bool(_date_alone(line) or re.match(r"(?i)by\s+[^\W\d_]", line) or _NO_TITLE.match(line))


def _labelled(number: int, line: str) -> Iterator[Found]:
    label = _LABEL.fullmatch(line)
    where = f"line {number}"
    if _ADDRESS.match(line):
        yield Found("url", line, where)
    elif label:
        field = label["label"].lower()
        field, value = _LABELS.get(field, field), one_line(label["value"])
        if _ADDRESS.match(value):
            yield Found("url", value, where)
        elif field == "date":
            date = iso_date(value) or _date_in(value)
            if date:
                yield Found("date", date, where)
        elif field != "url" and len(value.split()) <= (24 if field == "title" else 6):
            yield Found(field, value, where)
    else:
        right = _COPYRIGHT.match(line)
        name = one_line(right["name"]).strip(" ,-–") if right else ""
        if re.search(r"[^\W\d_]{2}", name) and len(name.split()) <= 6 and not name.lower().startswith("all rights"):
            yield Found("publisher", name, where)


def _date_alone(line: str) -> str:
    """The date that a line consists of, with a place, a weekday or a time of day at most; "" for any other line."""
    found = _DATE.search(line)
    if not found or re.match(r"(?i)[-–—]|\W*(?:last )?(?:updated|modified)", line):
        return ""
    before, after = _PLACE_BEFORE.sub("", _stripped(line[: found.start()])), _stripped(line[found.end() :])
    return "" if before or after else _iso(found)


def _stripped(rest: str) -> str:
    while rest and (around := _AROUND_A_DATE.match(rest)):
        rest = rest[around.end() :]
    return rest.strip(" ,.|·•:()/–—-")


def _date_in(written: str) -> str:
    found = _DATE.search(written)
    return _iso(found) if found else ""


def _iso(found: re.Match[str]) -> str:
    if found["iso"]:
        return iso_date(found["iso"]) or ""
    month, day, year = (found[name] or found[f"{name}2"] for name in ("month", "day", "year"))
    return iso_date(f"{day} {month[:3]} {year}") or ""
