"""What the lines of an article are: what may assert something and what may not.

A page of news is more than its prose: headlines, bylines, captions, questions, lists of related stories. Read as
sentences they make false claims ("Is Havana evacuating its personnel?"). Blocks are found by their looks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.models import Span

BlockKind = Literal[
    "prose", "heading", "dateline", "caption", "question", "related", "byline", "furniture", "faq", "table", "biography"
]  # fmt: skip

ASSERTING: frozenset[BlockKind] = frozenset({"prose"})
"""The kinds of block whose sentences can become claims."""

PRESUPPOSING: frozenset[BlockKind] = frozenset({"prose", "question", "byline"})
"""The kinds of block, and questions among the prose, that still tell who somebody is ("President X", "X, envoy")."""

NAMING: frozenset[BlockKind] = frozenset({"prose", "question", "byline"})
"""The kinds of block whose names can become actors of their own; elsewhere only actors known from these count."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line of an article."""

    span: Span
    kind: BlockKind


_RELATED = re.compile(
    r"(?:see also|(?:also )?read(?: (?:more|also|next|on))?|also read|related(?: \w+){0,2}|"
    r"you (?:may|might) (?:also|have) (?:like|enjoy|missed?)|more (?:on this|from|stories|news|"
    r"in)(?: [\w’' ]{1,40})?|"
    r"recommended(?: for you)?|most (?:read|popular|viewed|shared)|don['’]?t miss|in case you missed it|"
    r"(?:latest|top|other|more|today['’]s) (?:news|stories|headlines|articles|videos)|what to read next|"
    r"editors?['’]?s? picks?|"
    r"sources?|sister links?|external links?|references|further reading|in pictures|"
    r"keep reading|trending(?: now)?|from (?:the web|our partners)|sponsored(?: content)?|promoted(?: stories)?)\W*\Z",
    re.IGNORECASE,
)
_RELATED_LINE = re.compile(
    r"\W*(?:see also|(?:also )?read (?:more|also|next)|also read|read|related(?: (?:story|article|news|"
    r"coverage|video))?|"
    r"more (?:on this|from [\w ]{1,30})|don['’]?t miss|recommended|watch(?: (?:also|more|now))?|listen|"
    r"in pictures|opinion)"
    r"\s*(?::|\||>>|»|→)\s*\S",
    re.IGNORECASE,
)
"""READ MORE: a headline, on one line."""
_LINK_LINE = re.compile(
    r"(?:[-*•–\d.)\s|,;>]*+(?>\[[^\[\]]{1,300}\]\([^()\s]{0,500}\)|(?:https?://|www\.)\S+))++[\s.,;|]*\Z"
)
_SEPARATED = re.compile(r"\S {0,2}[•·»|] {0,2}\S")
_FURNITURE = re.compile(
    r"(?:filed under|tags?|topics|categories|share (?:this|on)|leave a (?:comment|reply)|"
    r"comments?|advertisement|sign up|subscribe|"
    r"follow us|click here|copyright|all rights reserved|©|\(c\) ?\d{4}|posted (?:in|on|by)|"
    r"published|updated|last modified|reading time|download|"
    r"listen|watch|print|email|source:|terms of (?:use|service)|privacy policy|cookie policy)\b",
    re.IGNORECASE,
)
_LONG_FURNITURE = re.compile(
    r"\W*(?:filed under|tags|topics|categories|keywords|in this (?:story|article)|more on)\s*:|"
    r"\W*(?:©|\(c\) ?\d{4}|copyright\b(?: ©)? ?(?:\(c\) ?)?\d{4})|"
    r"(?:sign up|subscribe|share this|leave a (?:comment|reply)|advertisement|click here|click on|tap here|"
    r"enter your e?-?mail|join our|download our|"
    r"get (?:the latest|our|all the|"
    r"breaking)|follow (?:us|our)|support (?:our|independent|quality)|donate|make a donation|want more|"
    r"already a subscriber|"
    r"register (?:for|to)|log ?in|create an account|this site uses|we use cookies|by (?:clicking|signing up|"
    r"continuing))\b|"
    r"(?:for (?:more|further|additional|media|press) (?:information|details|inquiries|enquiries|updates)\b.{0,60}"
    r"(?:contact|visit|e-?mail|call|follow|see|go to|check)|(?:media|press) contacts?\b|contact:)|"
    r"[—–-] .{1,60}\(@\w+\)",
    re.IGNORECASE | re.DOTALL,
)
"""What begins a block of any length that is no part of the article."""
_NOTICE = re.compile(
    r"all rights reserved|may not be (?:published|broadcast|reproduced|rewritten|republished)|(?:an?|"
    r"the) (?:earlier|previous|"
    r"original) version of this (?:article|story|report|post)|(?:this|the) (?:article|story|report|post|"
    r"piece) (?:was|has been|"
    r"is) (?:originally |first |re|automatically |also )?(?:published|updated|amended|corrected|translated|"
    r"edited|produced|"
    r"republished|appeared|generated)|(?:first|originally) (?:appeared|published) (?:in|on|at|by)\b|"
    r"(?:views|opinions) expressed (?:in this|here|are|by the)|do(?:es)? not (?:necessarily )?(?:reflect|"
    r"represent) the (?:views|"
    r"opinions|editorial)|licen[sc]ed under|republish(?:ed)? (?:this|"
    r"with|under|from)|"
    r"pic\.twitter\.com/|https?://t\.co/\w+\s*\Z",
    re.IGNORECASE,
)
"""Words of rights, corrections, disclaimers: a correction repeats what was wrong."""
_BYLINE = re.compile(
    r"(?i:by|from|report(?:ing|ed) by|written by|edited by|additional reporting|"
    r"photograph(?:s|y)? by)\s+[A-Z]",
    re.ASCII,
)
_CREDITS = re.compile(
    r"\W*(?i:(?:additional |with |editing and )?(?:report(?:ing|ed)|writing|written|editing|edited|compiled|"
    r"translat(?:ion|ed)|"
    r"contribut(?:ed|ions?)|production)(?: and (?:writing|editing|reporting))?(?: to this (?:report|story|"
    r"article))? (?:by|from))"
    r" [A-ZÀ-Þ]|[A-ZÀ-Þ][^.!?]{2,120} contributed (?:to this|reporting)"
)
"""Who else wrote it: "Reporting by A in Caracas; Editing by B"."""
_FAQ = re.compile(
    r"\W*(?:frequently asked questions|faqs?|key questions|common questions|questions (?:and|&) answers|q ?& ?a|"
    r"(?:your )?questions answered|people also ask)\b",
    re.IGNORECASE,
)
_QUESTIONS = 3
_LONGEST_ANSWER = 90
"""In words."""
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|(?i:my|me|we|we['’](?:re|ve|d|ll)|our|us(?! (?-i:[A-Z]))))\b")
_QUOTED = re.compile(r"[\"“][^\"“”]{0,2000}[\"”]")
_LABELLED = re.compile(
    r"\W{0,4}(?!(?:Q|A|Question|Answer)\b)[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}\W{0,3}:\W{0,3}\s"
)
"""Who asks or answers, at the beginning of a line: "Ana Ruiz: Why ...?"."""
_OCCUPATION = (
    r"(?:reporter|correspondent|journalist|editor|columnist|writer|author|photographer|producer|contributor|blogger|"
    r"bureau chief|news anchor|presenter|host|analyst|researcher|fellow|professor|lecturer|scholar|historian|"
    r"freelancer?)"
)
_BIOGRAPHY = re.compile(
    rf"(?:[A-ZÀ-Þ][\w.'’-]*\s+){{1,4}}(?:is|was|has been|works as|joined|covers|reports|writes)\s.{{0,80}}?\b"
    rf"(?:{_OCCUPATION}|covering|based in|about|for)\b|"
    rf"(?i:(?:the|about the) (?:author|writer|reporter)s?)\b",
    re.DOTALL,
)
_OF_THE_PRESS = re.compile(
    r"\b(?:report(?:er|s|ing)|correspondent|journalist|editor|columnist|staff writer|freelancer?|bureau chief|"
    r"covers?|covering|"
    r"writes|newsletter|podcast|twitter|@\w+|follow (?:him|her|them)|e-?mail|latest book|author of|byline|"
    r"photographer)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]+,\s+(?:[\w'’-]+\s+){0,4}(?i:secretary|spokes\w+|minister|"
    r"ambassador|president|director|"
    r"commissioner|administrator|representative|envoy|chair\w*|governor|mayor|general|senator|adviser|advisor)\b[^.!?:]{0,60}\Z",
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATELINE = re.compile(
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+\d{{4}}\b.{{0,60}}\Z", re.IGNORECASE
)
_MON = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_WHEN = rf"(?:(?:{_DAY}|(?:mon|tue|wed|thu|fri|sat|sun)\.?),? )?(?:{_MON} \d{{1,2}}|\d{{1,2}} {_MON})(?:,? \d{{4}})?"
_PLACE = r"[A-ZÀ-Þ][\w.'’/-]*(?:,? (?:(?:de|la|el|al|of|the) )?[A-ZÀ-Þ][\w.'’/-]*){0,5}"
_SHOUTED_PLACE = rf"[A-ZÀ-Þ]{{3}}[A-ZÀ-Þ.'’/-]*(?: [A-ZÀ-Þ.'’/-]{{2,}}){{0,3}}(?:, {_PLACE})?"
_DATELINED = re.compile(
    rf"(?:(?:{_SHOUTED_PLACE}(?:,? (?i:{_WHEN}))?|(?:{_PLACE},? )?(?i:{_WHEN}))(?: ?\([^()]{{2,40}}\)|, [A-Z]{{2,6}})?|"
    rf"{_PLACE} \((?:[A-Z]{{2,6}}|(?i:{_WHEN}))\)|\({_PLACE}(?:,? (?i:{_WHEN}))?\)|"
    rf"{_PLACE} [–—-] (?i:{_WHEN})|{_PLACE}\.)"
    r"(?: ?(?:--|[–—]) *| ?- +)(?=[\"“‘'(]?[A-ZÀ-Þ][\w’'])"
)
"""Where and when a story was written, before its first sentence: "NAIROBI, Kenya, March 3 (Reuters) -", "(Tunis) –"."""
_LONGEST_DATELINE = 160
_DATELINED_WITH_COLON = re.compile(
    r"(?!(?i:NOTE|UPDATE|EXCLUSIVE|WATCH|BREAKING|READ|FACT|ANALYSIS|OPINION|QUESTION|ANSWER|MODERATOR|EDITOR|MR|MS|MRS|"
    r"DR|SECRETARY|MINISTER|PRIME|FOREIGN|PRESIDENT|VICE|AMBASSADOR|SENATOR|SPEAKER|JUDGE|DIRECTOR|GENERAL|EDITORIAL|"
    r"COMMENT|COMMENTARY|EXPLAINER|EXPLAINED|REVIEW|INTERVIEW|PROFILE|OBITUARY|REPORT|JUST|LIVE|VIDEO|PHOTOS?|LETTER|"
    r"HOST|CORRECTION|WARNING|SUMMARY|BACKGROUND|CONTEXT|STATEMENT|PRESS|RELATED|TOPIC|TAGS?|SOURCE|TITLE|DATE)\b)"
    rf"(?:[A-ZÀ-Þ]{{3,}}(?: [A-ZÀ-Þ]{{3,}}){{0,2}}|{_PLACE},? (?i:{_WHEN})|[A-ZÀ-Þ][a-zß-ÿ]+(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+)?)"
    r": (?=[\"“‘'(]?[A-ZÀ-Þ][\w’'])"
)
_BRACKETED_PLACE = re.compile(r"\[[A-ZÀ-Þ][\w.'’ -]{2,30}\] (?=[\"“‘'(]?[A-ZÀ-Þ][\w’'])")
_BULLET = re.compile(r"[-–—*•·▪■●] +(?=[\"“‘'(]?[A-ZÀ-Þ])")
_CAPTION = re.compile(
    r"(?:photo|image|picture|illustration|graphic|file photo|photograph|video|credit|courtesy)\s*"
    r"(?:by|:|credit|courtesy|/|-)|"
    r"[-–—(/]\s*(?:image|photo|picture|file)\b|©|\b(?:getty images|shutterstock)\b|"
    r"\(file\)|via (?:ap|reuters|getty)\W*\Z|"
    r"\b(?:reuters|ap|afp|epa|efe|epa-efe|getty|xinhua|tass|sipa|anadolu|afp via getty images)(?: (?:photo|"
    r"images))?\s?/\s?\w|"
    r"\b(?:ap|afp|epa|reuters|handout|pool|undated) (?:photo|images?|file photo)\b|\[[^\]]{0,60}/[^\]]{0,40}\]\W*\Z|"
    r"\bcredit\s?(?:\.\.\.|…)|\((?:ap|afp|reuters|efe|handout)\)\W*\Z",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"\W*(?:(?:file |stock )?(?:photo(?:graph)?|image|picture|illustration|graphic|video|caption|cover image|"
    r"featured image)"
    r"(?: credits?| courtesy)?|credit)\s*(?::|/|\.\.\.|…|\||by\b)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:\([^()]{0,80}(?:photo|image|reuters|getty|afp|\bap\b|\bepa\b|handout|courtesy)[^()]{0,60}\)|"
    r"\b(?:REUTERS|AFP|AP|EPA|EFE)\s?/\s?[A-ZÀ-Þ][\w.'’ -]{2,40}|(?:photo|image)s?: ?[^.]{2,60}|"
    r"[.!?][\"'”’)]* (?:photo|image)(?:graph)? by [^.]{2,60})\W*\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_PROSE_WORDS = 18
_LEADS = 3
"""Paragraphs of prose that a dateline may stand before."""


def blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of ``text[start:]`` in order, as code-point spans without surrounding white space."""
    spans = list(_lines(text, start))
    lines = [text[span.start : span.end] for span in spans]
    kinds = [_kind(line, first=number == 0) for number, line in enumerate(lines)]
    _mark_tables(lines, kinds)
    _mark_related(lines, kinds)
    _mark_questions_and_answers(lines, kinds)
    _mark_unnamed_questions_and_answers(lines, kinds)
    _mark_biographies(lines, kinds)
    return tuple(_datelines_apart(text, spans, lines, kinds))


def _datelines_apart(
    text: str, spans: Sequence[Span], lines: Sequence[str], kinds: Sequence[BlockKind]
) -> Iterator[Block]:
    """The blocks; the dateline of a story and the bullet of a list are blocks of their own, which else are read with
    the sentence behind them ("Kenya -- Peter Lund said")."""
    told = 0
    for span, line, kind in zip(spans, lines, kinds, strict=True):
        told += kind == "prose"
        apart = _before_the_story(line, told, lines) if kind == "prose" else None
        if apart is None:
            yield Block(span, kind)
            continue
        yield Block(Span(span.start, span.start + len(apart[0].rstrip())), "dateline")
        yield Block(Span(span.start + apart.end(), span.end), kind)


def _before_the_story(line: str, number: int, lines: Sequence[str]) -> re.Match[str] | None:
    """The dateline or bullet that the paragraph, the ``number``-th of prose, begins with."""
    if bullet := _BULLET.match(line):
        return bullet
    if number > _LEADS:
        return None
    if dateline := _DATELINED.match(line[:_LONGEST_DATELINE]) or _BRACKETED_PLACE.match(line):
        return dateline
    alone = number == 1 and sum(bool(_DATELINED_WITH_COLON.match(other)) for other in lines) == 1
    return _DATELINED_WITH_COLON.match(line) if alone else None  # of several, each tells who speaks


def _mark_related(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """What follows "See also" belongs to it, until prose begins."""
    related = False
    for at, kind in enumerate(kinds):
        if _RELATED.match(lines[at]):
            related = True
        elif related and kind == "prose" and not _short(lines[at]):
            related = False
        if related:
            kinds[at] = "related"


def _mark_tables(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Neighbouring rows with as many cells each, and any row with many."""
    cells = [max(_cells(part) for part in line.split("\n")) for line in lines]
    for at, count in enumerate(cells):
        if len(lines[at].split()) > 12 * count:
            continue  # running text with a stroke in it
        neighbours = count in (cells[at - 1] if at else 0, cells[at + 1] if at + 1 < len(cells) else 0)
        if count > 2 or (count == 2 and neighbours):
            kinds[at] = "table"


def _cells(line: str) -> int:
    line = line.strip().strip("|")
    return 1 + max(len(re.findall(r" ?\| ?", line)), len(re.findall(r"\t+", line)))


def _mark_questions_and_answers(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Below a title that says so: each question, with the block or two that answer it. They repeat the article, often
    in the words of a program."""
    inside, answers = False, 0
    for at, kind in enumerate(kinds):
        if _FAQ.match(lines[at]) and _short(lines[at]) and kind in ("heading", "question", "prose"):
            inside, answers = True, 0
        elif inside and (kind == "question" or _asks(lines[at])):
            kinds[at], answers = "faq", 2
        elif inside and kind == "prose" and answers:
            kinds[at], answers = "faq", answers - 1
        elif kind in ("heading", "prose"):
            inside = False


def _mark_unnamed_questions_and_answers(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """The same without a title: below the article three short questions or more, each with one or two short paragraphs.

    Longer answers are those of a reporter who explains; answers in the first person, or with the name of who gives
    them, are those of an interview. Both stay.
    """
    for group in _questions_with_answers(kinds, lines):
        answers = [at for section in group for at in section[1:]]
        above = sum(kind == "prose" for kind in kinds[: group[0][0]])
        if (
            len(group) >= _QUESTIONS
            and above >= _QUESTIONS
            and all(2 <= len(section) <= 3 for section in group)
            and all(len(lines[at].split()) <= _LONGEST_ANSWER for at in answers)
            and not any(_FIRST_PERSON.search(_QUOTED.sub("", lines[at])) for at in answers)
            and sum(bool(_LABELLED.match(lines[at])) for section in group for at in section) < 2
        ):
            for at in (at for section in group for at in section):
                kinds[at] = "faq"


def _questions_with_answers(kinds: Sequence[BlockKind], lines: Sequence[str]) -> Iterator[list[list[int]]]:
    """Groups of (question, the paragraphs below it) that follow each other, as places of lines."""
    group: list[list[int]] = []
    for at, kind in enumerate(kinds):
        if kind in ("question", "heading") and _asks(lines[at]):
            group.append([at])
        elif group and kind == "prose":
            group[-1].append(at)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _mark_biographies(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Below the article, lines on who wrote it."""
    authors = {
        name
        for line, kind in zip(lines, kinds, strict=True)
        if kind in ("dateline", "byline") and len(line) < 200
        for name in re.findall(r"[A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ]\. )?[A-ZÀ-Þ][\w'’-]+", line)
    }
    prose = [at for at, kind in enumerate(kinds) if kind == "prose"]
    for at in prose[-3:] if len(prose) > 3 else prose[-1:] if len(prose) > 1 else []:
        line = lines[at]
        if (
            len(line) < 700
            and _BIOGRAPHY.match(line)
            and (_OF_THE_PRESS.search(line) or line.startswith(tuple(authors)))
        ):
            kinds[at] = "biography"


def _lines(text: str, start: int) -> Iterator[Span]:
    """Paragraphs: lines, with hard-wrapped ones joined (a full-width line that ends in mid-sentence goes on)."""
    position = start
    held: Span | None = None
    for line in text[start:].splitlines(keepends=True):
        stripped = line.strip()
        begin = position + (len(line) - len(line.lstrip()))
        span = Span(begin, begin + len(stripped))
        position += len(line)
        if not stripped:
            if held:
                yield held
            held = None
            continue
        if held is None:
            held = span
            continue
        previous = text[held.start : held.end].rsplit("\n", 1)[-1]
        wrapped = 55 <= len(previous) <= 100 and not _END.search(previous) and len(stripped) <= 100
        if wrapped or (stripped[0].islower() and not _SENTENCE_END.search(previous)):
            held = Span(held.start, span.end)
        else:
            yield held
            held = span
    if held:
        yield held


def _asks(line: str) -> bool:
    return line.rstrip("\"'”’*_ ").endswith("?")


def _short(line: str) -> bool:
    return len(line.split()) < _PROSE_WORDS


def _kind(line: str, *, first: bool) -> BlockKind:
    words = line.split()
    if not any(char.isalpha() for char in line):
        return "furniture"
    if _RELATED.match(line) or _LINK_LINE.match(line) or (_RELATED_LINE.match(line) and len(words) < 40):
        return "related"
    if _DATELINE.match(line):
        return "dateline"
    if (
        (_FURNITURE.match(line) and _short(line) and not _SENTENCE_END.search(line))
        or _LONG_FURNITURE.match(line)
        or _NOTICE.search(line)
    ):
        return "furniture"
    if _short(line) and _BYLINE.match(line) and not _SENTENCE_END.search(line):
        return "dateline"
    if _CREDITS.match(line) and len(words) < 50:
        return "dateline"
    if len(words) < 60 and (_CAPTION_LABEL.match(line) or _CREDIT_AT_END.search(line)):
        return "caption"
    if len(words) < 40 and not _SENTENCE_END.search(line) and _CAPTION.search(line):
        return "caption"
    if _short(line) and _asks(line):
        return "heading" if _title_case(words) else "question"
    if _short(line) and len(words) <= 10 and _SPEAKER.match(line):
        return "byline"
    if not _SENTENCE_END.search(line) and len(_SEPARATED.findall(line)) > 1:
        return "related"
    if _short(line) and (not _END.search(line) or (line[-1] in "!…" and _title_case(words)) or _is_shouted(line)):
        return "heading"
    return "prose"


def _is_shouted(line: str) -> bool:
    return line.isupper() and ":" not in line and len(line.split()) > 2


def _title_case(words: Sequence[str]) -> bool:
    """A headline in title case: "Is Havana Evacuating Its Doctors?"."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) * 4 >= len(long) * 3
