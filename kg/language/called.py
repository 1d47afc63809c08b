"""Names told by the common noun behind them, and bodies that need no name of their own: "the Kavač clan", "police"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.aliases import fold
from kg.language.gazetteer import Gazetteer, Proposal, is_capital
from kg.language.shapes import clipped
from kg.language.tokens import Doc, Token
from kg.rules import Lexicon

_JOINING = frozenset({"and", "for", "of", "per", "&", "the", "de", "a"})


def called_before(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "the Homeland and Bread party", "the Kavač clan"; "the Nyiragongo hospital", "Kuje prison" with their noun."""
    lexicon = gazetteer.lexicon
    for noun in doc:
        low = noun.lower_
        house = low in lexicon["houses_of_people"]
        if not noun.is_lower or not noun.i or not (house or low in lexicon["called_before"]):
            continue
        start = _run_before(doc, noun.i, house)
        while start < noun.i and (
            doc[start].lower_ in _JOINING or (doc[start].is_sent_start and doc[start].pos_ != "PROPN")
        ):
            start += 1
        name = doc[start : noun.i]
        if not len(name) or any(token.ent_type_ in ("DATE", "MONEY", "CARDINAL") for token in name[:1]):
            continue
        first = fold(name[0].text)
        if (
            first in gazetteer.by_demonym
            or fold(name.text) in gazetteer.by_country_name
            or name.text.lower() in lexicon["peoples_only"]
            or any(token.lower_ in lexicon["posts"] for token in name)
        ):
            continue
        definite = start > 0 and doc[start - 1].lower_ in (
            "the",
            "rival",
            "ruling",
            "opposition",
            "banned",
            "junior",
            "own",
        )
        if house:
            one_of_many = start > 0 and doc[start - 1].lower_ in ("a", "an")  # "a Wisconsin jail"
            if one_of_many or name[-1].ent_type_ == "NORP" or name[-1].pos_ not in ("PROPN", "NUM"):
                continue
            yield Proposal(start, noun.i + 1, "institution", "name", "shape")
        elif definite and not all(token.ent_type_ == "GPE" for token in name) and first not in gazetteer.given:
            yield Proposal(start, noun.i + (low in _IN_THE_NAME), "institution", "name", "shape")


_IN_THE_NAME = frozenset({"cartel", "clan", "gang", "guerrillas", "sect"})


def _run_before(doc: Doc, end: int, house: bool) -> int:
    start = end
    while start and end - start < 6:
        token = doc[start - 1]
        if is_capital(token) and token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB") and not token.is_punct:
            start -= 1
        elif token.text == "-" and not token.whitespace_ and start < end:
            start -= 1
        elif house and token.text.isdigit() and start == end:
            start -= 1  # "the Kilo 8 prison"
        elif not house and token.lower_ in ("and", "for", "per", "of") and start < end and is_capital(doc[start - 2]):
            start -= 1
        else:
            break
    return start


def police_alone(doc: Doc, lexicon: Lexicon) -> Iterator[Proposal]:
    """ "Police raided the bar", "arrested by police": who does something; the article tells whose. What police only say
    makes them no actor."""
    for token in doc:
        if token.lower_ != "police" or not (token.is_sent_start or token.is_lower) or _qualified(token):
            continue
        by = token.dep_ == "pobj" and token.head.dep_ == "agent"
        verb = token.head.lemma_.lower()
        acts = token.dep_ == "nsubj" and token.head.pos_ == "VERB" and verb not in lexicon["speech_verbs"]
        if by or (acts and verb not in _SEEING):
            yield Proposal(token.i, token.i + 1, "institution", "generic", "body", text="police")


def camps(doc: Doc) -> Iterator[Proposal]:
    """ "The pro-democracy camp", "the anti-reform bloc": who stands for or against something, as one."""
    for token in doc:
        if token.lower_ in ("camp", "bloc") and token.i > 3 and doc[token.i - 2].text == "-":
            side, the = doc[token.i - 3], doc[token.i - 4]
            if side.lower_ in ("pro", "anti") and the.lower_ == "the" and token.dep_ != "compound":
                span = doc[side.i : token.i + 1]
                yield Proposal(side.i, token.i + 1, "institution", "generic", "generic", text=span.text)


def outlets_with_the(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "told The Atlantic", "according to The Herald Sun", "The Times reported": a capital article tells a newspaper,
    where it is spoken to or tells something."""
    lexicon = gazetteer.lexicon
    for the in doc[:-2]:
        if the.text != "The":
            continue
        end = the.i + 1
        while end < len(doc) - 1 and end - the.i < 5 and is_capital(doc[end]) and doc[end].is_alpha:
            end += 1
        name = doc[the.i + 1 : end]
        if not len(name) or name[-1].ent_type_ in ("GPE", "DATE") or fold(name.text) in gazetteer.by_country_name:
            continue
        known = name[-1].lower_ in lexicon["outlets"] or name[-1].lower_ in lexicon["mastheads"]
        tells = doc[end].lemma_.lower() in lexicon["outlets_tell"] and doc[end].tag_ in ("VBD", "VBZ")
        spoken_to = the.i > 1 and (
            bool({doc[the.i - 1].lower_, doc[the.i - 2 : the.i].text.lower()} & lexicon["before_outlets"])
            or (doc[the.i - 1].lower_ in _AT and doc[the.i - 2].lower_ in _WRITERS)
        )
        if tells and known if the.is_sent_start else tells or spoken_to:
            yield Proposal(the.i + 1, end, "institution", "name", "title")


_AT = frozenset({"at", "for", "of", "with"})
_WRITERS = frozenset({
    "writer", "reporter", "correspondent", "columnist", "editor", "journalist", "photographer", "blogger", "chief",
    "contributor", "critic", "writes", "wrote", "reports", "reported", "writing", "reporting", "intern",
})  # fmt: skip
"""Before "at The ..." or "for The ..." these tell a newspaper."""
_SEEING = frozenset({"believe", "think", "know", "see", "have", "be", "want", "receive", "suspect", "expect", "hope"})


def _qualified(token: Token) -> bool:
    """ "riot police", "two police", "police in Kenya", "Toronto police"."""
    return any(
        child.dep_ in ("amod", "compound", "nummod", "poss", "nmod")
        or (child.lower_ in ("in", "of", "from") and child.i > token.i)
        for child in token.children
    ) or (
        token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].pos_ in ("NOUN", "PROPN")
        and token.head.i > token.i
        and token.dep_ == "compound"
    )


def parties_before_members(doc: Doc, lexicon: Lexicon) -> Iterator[Proposal]:
    """ "Greens MP X", "the Nationals senator Y", "sided with the Socialists", "Liberal Democrat peer X": a party by the
    name of its members; by an adjective only before legislators ("Conservative MP X")."""
    for token in doc:
        if token.text in _ADJECTIVES and token.i + 2 < len(doc) and doc[token.i + 1].lower_ in _LEGISLATORS:
            if token.i and doc[token.i - 1].text in OTHER_DEMOCRATS:
                continue
            if is_capital(doc[token.i + 2]) or not (token.is_sent_start or doc[token.i + 1].lower_ == "lawmakers"):
                yield Proposal(token.i, token.i + 1, "institution", "name", "team", text=f"{token.text} Party")
            continue
        if token.lower_ not in lexicon["party_names"] and token.text not in ("Democrat", "Democratic"):
            continue
        if not is_capital(token) or token.i + 1 >= len(doc):
            continue
        start = token.i
        following = doc[token.i + 1].lower_
        other = start > 0 and doc[start - 1].text in OTHER_DEMOCRATS
        if other and token.text in ("Democrat", "Democratic"):
            whole = f"{doc[start - 1].text} Democratic Party"
            party = whole if whole in doc.text else f"{doc[start - 1].text} Democrats"
            if (following != "party" and not is_capital(doc[start + 1])) or following in _MEMBERS:
                yield Proposal(start - 1, start + 1, "institution", "name", "team", text=party)
            continue
        if token.lower_ not in lexicon["party_names"]:
            continue
        if other and not doc[start - 1].is_sent_start:
            start -= 1
        many = token.tag_ == "NNPS" or (token.tag_ == "NNP" and token.lower_.endswith("s"))
        plural = many and start > 0 and doc[start - 1].lower_ == "the"
        if following in _MEMBERS or (plural and following != "("):
            yield Proposal(start, token.i + 1, "institution", "name", "team")


_ADJECTIVES = frozenset(
    {"Conservative", "Liberal", "Labour", "Labor", "Tory", "Green", "Socialist", "Communist", "Libertarian"}
)
_LEGISLATORS = frozenset(
    "mp mps senator senators lawmaker lawmakers backbencher backbenchers councillor councillors peer peers mep meps "
    "msp msps candidate candidates deputy deputies politician politicians co-leader".split()
)
_MEMBERS = frozenset(
    "mp mps senator senators lawmaker lawmakers deputy deputies councillor councillors candidate candidates mep meps "
    "leader peer peers".split()
)
OTHER_DEMOCRATS = frozenset({"Social", "Christian", "Liberal", "National", "Free"})
"""Before "Democrat" these make it another party's than America's."""


_MARKS = {"R": "US Republican Party", "D": "US Democratic Party"}


def in_brackets(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """What brackets and commas tell in a letter or two: "the Democratic Alliance (DA)", "the Philippine Institute of
    Volcanology (Phivolc)", and every "DA" after it, which the model takes for nothing; "Senator X (R-Texas)", "X,
    D-Minn.": the party."""
    short: set[str] = set()
    for token in doc:
        if token.text in short:
            yield Proposal(token.i, token.i + 1, "institution", "name", "team")
        if token.text not in ("(", ",") or token.i + 3 >= len(doc) or not token.i:
            continue
        inside, after = doc[token.i + 1], doc[token.i + 2]
        if token.text == "(" and after.text == ")" and len(inside) > 3 and inside.text.istitle():
            if clipped(inside.text, doc[max(0, token.i - 9) : token.i].text):
                short.add(inside.text)
                yield Proposal(inside.i, inside.i + 1, "institution", "name", "team")
        elif token.text == "(" and after.text == ")" and len(inside) == 2 and inside.is_upper and inside.is_alpha:
            before = [t for t in doc[max(0, token.i - 6) : token.i] if t.text.istitle()]
            spelled = [t.text[0] for t in before[-2:]] == list(inside.text)
            if spelled and any(t.lower_ in gazetteer.lexicon["said_after_names"] for t in before[-2:]):
                short.add(inside.text)
        elif token.text == "(" and after.text == ")" and 2 < len(inside) < 7 and inside.is_upper and inside.is_alpha:
            before = [t for t in doc[max(0, token.i - 2 * len(inside)) : token.i] if is_capital(t) and t.is_alpha]
            if [t.text[0] for t in before[-len(inside) :]] == list(inside.text) and before[-1].ent_type_:
                short.add(inside.text)
                yield Proposal(inside.i, inside.i + 1, "institution", "name", "team")
        elif inside.text in _MARKS and doc[token.i - 1].pos_ == "PROPN" and after.text in ("-", "–"):
            state = doc[token.i + 3]
            if state.text[:1].isupper() and (after.whitespace_ or inside.whitespace_) == "":
                party = _MARKS[inside.text]
                key = gazetteer.aliases.strong.get(fold(party))
                yield Proposal(
                    inside.i, inside.i + 1, "institution", "name", f"table:{key}" if key else "team", key, text=party
                )


def credits(doc: Doc) -> Iterator[Proposal]:
    """ "(Reporting by A; Editing by B)", "NAIROBI, March 3 (TSW) -": who made the story names no actor of it."""
    for token in doc:
        if token.text != "(" or token.i + 2 >= len(doc):
            continue
        first = doc[token.i + 1]
        if first.lower_ in _MADE and any(t.lower_ == "by" for t in doc[token.i + 2 : token.i + 6]):
            end = token.i + 1
            while end < len(doc) and doc[end].text != ")" and end - token.i < 60:
                end += 1
            yield from (
                Proposal(i, i + 1, None, "name", "credit") for i in range(token.i + 1, end) if is_capital(doc[i])
            )
        elif doc[token.i + 2].text == ")" and token.i + 3 < len(doc) and doc[token.i + 3].text in ("-", "–", "—", "--"):
            line = token.i
            while line and not doc[line - 1].is_space and token.i - line < 10:
                line -= 1
            if token.i - line < 10 and doc[line].text[:1].isupper():
                yield Proposal(first.i, first.i + 1, None, "name", "credit")


_MADE = frozenset({"reporting", "editing", "writing", "compiled", "additional", "written", "edited"})


__all__ = [
    "called_before",
    "camps",
    "credits",
    "in_brackets",
    "outlets_with_the",
    "parties_before_members",
    "police_alone",
]
