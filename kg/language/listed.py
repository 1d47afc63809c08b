"""Names of the alias table and of countries in a text, and whether they act there or only say where something is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.aliases import fold
from kg.language.gazetteer import Form, Gazetteer, Proposal, is_capital
from kg.language.people import is_junior
from kg.language.tokens import Doc
from kg.rules import Lexicon

_MODEL = re.compile(r"[A-Z]{0,3}-?\d[\w-]*\Z")


_CALLED_BY_IT = frozenset({"Day", "Avenue", "Boulevard", "Square"})
"""What is called like an institution and is none: "Liberation Day", "Congress Avenue"."""


_REACHED = frozenset({"visit", "tour", "reach", "enter", "leave", "revisit"})


def listed_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    elsewhere = _other_namesakes(doc, gazetteer)
    surnames: set[str] | None = None
    cricket: bool | None = None
    for start, end, entry in gazetteer.match(doc):
        form = entry.form
        if end - start == 1 and doc[start].lower_ in gazetteer.lexicon["acronyms_in_cricket"]:
            cricket = _speaks_of(doc, gazetteer.lexicon["cricket"]) if cricket is None else cricket
            if cricket:
                continue
        if entry.kind == "institution" and entry.acronym is None and end - start == 1:
            if surnames is None:
                surnames = _surnames(doc, gazetteer)
            if doc[start].lower_ in surnames:
                continue
        if form == "capital" and end - start == 1:
            if surnames is None:
                surnames = _surnames(doc, gazetteer)
            if doc[start].lower_ in surnames and not as_a_place(doc, start, end):
                continue  # "Denzel Washington": what Washington says is his
        if entry.kind == "person" and (junior := _junior(doc, end)) and not is_junior(doc[start:end].text):
            yield Proposal(start, junior, "person", "name", "title")
            continue
        if entry.kind == "country" and form in ("adjective", "people") and _language(doc, start, end):
            continue
        if form in ("adjective", "people") and _of_a_continent(doc, start):
            continue
        if entry.kind == "country" and _prefixed(doc, start):
            continue
        if form == "country" and (entry.key in elsewhere or _in_a_state(doc, start, gazetteer, entry.key)):
            yield Proposal(start, end, None, "name", "namesake")
            continue
        if entry.kind == "institution" and end < len(doc) and doc[end].text in _CALLED_BY_IT:
            yield Proposal(start, end + 1, None, "name", "namesake")
            continue
        if entry.kind == "institution" and _model_number(doc, end):
            yield Proposal(start, end + 1, None, "name", "product")
            continue
        if doc[end - 1].lower_ == "military" and end < len(doc) and doc[end].lower_ in MILITARY_RULE:
            yield from _country_inside(doc, start, end, gazetteer)  # "Sudan's| military ruler"
            continue
        if entry.kind == "person" and end - start > 3 and doc[end - 2].lower_ == "of":
            country = gazetteer.by_country_name.get(fold(doc[end - 1].text))
            if country is not None:
                # "King Abdullah II | of Jordan": whose king he is, not what he is called.
                yield Proposal(start, end - 2, "person", form, f"table:{entry.key}", entry.key)
                yield Proposal(end - 1, end, "country", "country", f"table:{country}", country)
                continue
        if form == "adjective" and entry.acronym is not None:
            form = "country"
        if form == "region":
            near_town = start > 1 and doc[start - 1].text == "," and doc[start - 2].ent_type_ == "GPE"
            reached = start > 0 and doc[start - 1].lemma_.lower() in _REACHED
            if near_town or reached or as_a_place(doc, start, end) or _tells_whence(doc, end, gazetteer.lexicon):
                yield Proposal(start, end, "country", "region", f"table:{entry.key}", entry.key, passing=True)
            continue
        seat = entry.kind == "institution" and fold(doc[start:end].text) in gazetteer.lexicon["places"]
        place = (form == "capital" or seat) and as_a_place(doc, start, end)
        if seat:
            place = (
                start > 0
                and (doc[start - 1].lower_ if doc[start - 1].lower_ != "the" else doc[start - 2].lower_) in _BESIDE
            )
        after_town = form == "country" and start > 1 and doc[start - 1].text == ","
        if (form == "capital" or after_town) and not place and _in_dateline(doc, start, end):
            place = True
        place = place or (seat is False and entry.kind == "institution" and _dateline_agency(doc, start, end))
        if entry.kind == "institution" and (behind := _chapter(doc, start, end, gazetteer)):
            yield Proposal(start, behind, entry.kind, form, f"table:{entry.key}", entry.key, passing=place)
            continue
        yield Proposal(start, end, entry.kind, form, f"table:{entry.key}", entry.key, passing=place)
        if entry.kind == "institution" and end - start > 1 and not place:
            yield from _country_inside(doc, start, end, gazetteer)


MILITARY_RULE = frozenset({"leader", "ruler", "strongman", "president", "governor", "dictator"})
"""Before these "military" tells how somebody came to rule, not whom he serves."""


def _chapter(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """The end of the country that tells which part of a body is meant: "UNICEF | Afghanistan said"; 0 without one."""
    last = doc[end - 1]
    at = start - 1 - (start > 1 and doc[start - 1].lower_ == "the")
    if at >= 0 and doc[at].lemma_.lower() in _TELLING:
        return 0  # "told Reuters Kenya would leave"
    for size in (2, 1):
        behind = end + size
        if behind > len(doc) or not is_capital(doc[behind - 1]):
            continue
        if fold(doc[end:behind].text) not in gazetteer.by_country_name:
            continue
        joined = last.dep_ == "compound" and end <= last.head.i < behind and doc[start].left_edge.i >= start - 1
        possessed = behind < len(doc) and (doc[behind].text in ("'s", "’s", "-") or doc[behind].pos_ == "NOUN")
        return behind if joined and not possessed and doc[behind - 1].dep_ in _STANDS_ALONE else 0
    return 0


_TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "show", "give", "at", "in"})
_STANDS_ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj"})


def _speaks_of(doc: Doc, words: frozenset[str]) -> bool:
    return any(token.lower_ in words for token in doc)


_SEATED = frozenset({"based", "headquartered", "registered", "listed"})


def _tells_whence(doc: Doc, end: int, lexicon: Lexicon) -> bool:
    """ "Toronto-based X", "a New York hedge fund", "Texas lawyer X", "his Florida home": a town before what tells that
    somebody or a firm is there."""
    if end + 1 < len(doc) and doc[end].text == "-":
        return doc[end + 1].lower_ in _SEATED
    for i in range(end, min(end + 4, len(doc))):
        if not doc[i].is_lower or doc[i].pos_ not in ("NOUN", "ADJ"):
            return False
        low = doc[i].lower_
        if any(low in lexicon[words] for words in _THERE):
            return True
        if i > end and f"{doc[i - 1].lower_} {low}" in lexicon["firms"]:
            return True
    return False


_THERE = ("firms", "kinds_of_body", "callings", "homes")


def _junior(doc: Doc, end: int) -> int:
    """The end of a name with "Jr." behind it, which makes it another person's than the table's; 0 without."""
    at = end + (end < len(doc) and doc[end].text == ",")
    return at + 1 if at < len(doc) and is_junior(doc[at].text) else 0


def _surnames(doc: Doc, gazetteer: Gazetteer) -> set[str]:
    """What stands behind a given name or "Mr": an article that names Anna Ferrari means her by "Ferrari"."""
    people = (entity for entity in doc.ents if entity.label_ == "PERSON" and entity.end - entity.start > 1)
    return {doc[person.end - 1].lower_ for person in people} | {
        token.lower_
        for before, token in pairwise(doc)
        if is_capital(before)
        and is_capital(token)
        and not (token.i + 1 < len(doc) and is_capital(token.nbor()) and token.nbor().pos_ == "PROPN")
        and before.pos_ in ("PROPN", "NOUN", "ADJ")
        and (before.lower_ in gazetteer.given or before.lower_ in _MISTER)
    }


_MISTER = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr."})


def _country_inside(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """The country in the name of an institution of the table: "US" in "US Southern Command"."""
    if only_called_after(doc, start, end):
        return
    for size in (2, 1):
        for first in range(start, end - size + 1):
            word = fold(doc[first : first + size].text)
            country = gazetteer.by_demonym.get(word) or gazetteer.by_country_name.get(word)
            after_of = first > start and doc[first - 1].lower_ in ("of", "the", "on", "for", "and")
            if after_of and not any(
                token.lower_ in gazetteer.lexicon["state_bodies"] or token.lower_ == "party"
                for token in doc[start:first]
            ):
                continue
            if country and size < end - start and is_capital(doc[first]):
                form: Form = "adjective" if word in gazetteer.by_demonym else "country"
                yield Proposal(first, first + size, "country", form, f"table:{country}", country)
                return


def only_called_after(doc: Doc, start: int, end: int) -> bool:
    """ "Turkish Airlines", "Agence France-Presse", "France 24": who says such a name speaks of no country."""
    return any(
        (
            token.lower_ in _CALLED_AFTER
            and not (token.lower_ == "air" and token.i + 1 < end and _is_force(doc, token.i))
        )
        or token.text.isdigit()
        for token in doc[start:end]
    )


def _is_force(doc: Doc, at: int) -> bool:
    """ "Royal Saudi Air Force" is the country's, "Air France" only called after it."""
    return doc[at + 1].lower_ in ("force", "forces", "defence", "defense", "corps")


_CALLED_AFTER = frozenset({
    "24", "agence", "air", "airlines", "airways", "broadcasting", "daily", "express", "film", "films", "herald",
    "hospital",
    "journal", "mail", "motors", "news", "post", "press", "presse", "radio", "steel", "studios", "telecom", "telekom",
    "television", "times", "today", "tribune", "türk", "drama",
})  # fmt: skip


def _other_namesakes(doc: Doc, gazetteer: Gazetteer) -> set[str]:
    """Countries whose name means something else in this article: Georgia with Atlanta and without Tbilisi."""
    present = {token.lower_ for token in doc if token.lower_ in gazetteer.namesakes}
    found: set[str] = set()
    if not present:
        return found
    words = {token.lower_ for token in doc}
    for name in present:
        country, near, instead = gazetteer.namesakes[name]
        if words & set(instead) and not words & set(near):
            found.add(country)
    return found


def _in_a_state(doc: Doc, start: int, gazetteer: Gazetteer, country: str) -> bool:
    """ "Athens, Georgia": after a town and a comma the namesake of a country is the state, unless its own towns."""
    if start < 2 or doc[start - 1].text != "," or fold(doc[start].text) not in gazetteer.namesakes:
        return False
    town = doc[start - 2]
    return town.ent_type_ == "GPE" and town.text not in gazetteer.countries[country].capitals


def _model_number(doc: Doc, end: int) -> bool:
    """ "Boeing 737", "Airbus A320": a make of machine, not its maker; but "beat the Boston Celtics 110-99"."""
    if end + 2 < len(doc) and doc[end].is_digit and doc[end + 1].text in ("-", "–") and doc[end + 2].is_digit:
        return False
    return (
        end < len(doc)
        and bool(_MODEL.match(doc[end].text))
        and not doc[end].like_url
        and doc[end].ent_type_
        not in (
            "DATE",
            "CARDINAL",
            "PERCENT",
            "MONEY",
            "TIME",
        )
    ) or (
        end < len(doc)
        and doc[end].text in ("737", "747", "757", "767", "777", "787", "A320", "A321", "A330", "A350", "A380")
    )


_PARTS_OF_TOWN = frozenset({"the", "central", "downtown", "northern", "southern", "eastern", "western", "nearby"})
_PLACING = frozenset({
    "in", "at", "near", "outside", "inside", "around", "across", "through", "throughout", "within", "via", "leave",
    "left", "downtown", "into", "over",
})  # fmt: skip


def as_a_place(doc: Doc, start: int, end: int) -> bool:
    """After a preposition of place a capital or a house is where something is, not who does it."""
    at = start - 1
    while at > 0 and doc[at].lower_ in _PARTS_OF_TOWN:
        at -= 1
    if (
        end < len(doc)
        and doc[end].lower_ in ("'s", "’s")
        and at >= 0
        and doc[at].lower_ in ("in", "at", "near", "outside")
    ):
        return False
    if at < 0:
        return False
    before = doc[at]
    if before.lower_ in ("from", "of"):
        # "orders from Moscow", "the policy of Washington": what comes from a government, not from a town.
        return before.head.lemma_.lower() not in _GIVEN_BY
    if before.lower_ == "in" and before.head.lemma_.lower() in _SITTING:
        return False  # "a court in Moscow", "the authorities in Kabul": the country's
    if before.lower_ in ("in", "into", "at") and before.head.lemma_.lower() in _ARRIVING:
        return not any(child.dep_ == "nsubj" and child.pos_ in ("PROPN", "PRON") for child in before.head.children)
    return before.lower_ in _PLACING


_SITTING = frozenset({"court", "tribunal", "prosecutor", "authority", "official", "judge"})
_ARRIVING = frozenset({"arrive", "land", "touch", "fly"})
"""Who arrives in a capital visits the country."""


_BESIDE = frozenset({"near", "outside", "around", "inside", "behind", "beside", "opposite"})


_GIVEN_BY = frozenset({
    "support", "help", "aid", "order", "pressure", "demand", "message", "instruction", "reaction", "response",
    "approval", "permission", "statement", "receive", "hear", "come", "backing", "criticism", "warning", "reply",
    "policy", "behalf", "threat",
})  # fmt: skip


def _in_dateline(doc: Doc, start: int, end: int) -> bool:
    """ "CARACAS, Jan. 3 (Reuters) -", "Moscow — ...": where the story was written."""
    first = start
    if start > 1 and doc[start - 1].text == ",":
        # "NAIROBI, | Kenya —"
        first = start - 2
        while first and start - first < 5 and is_capital(doc[first - 1]):
            first -= 1
    if not (first == 0 or doc[first - 1].is_space) or end >= len(doc):
        return False
    window = doc[end : end + 12]
    for following in window:
        if following.text in ("—", "–", "-", "--") and following.nbor(-1).whitespace_:
            return True
        if following.is_space or following.pos_ in ("VERB", "AUX"):
            return False
    return False


def _dateline_agency(doc: Doc, start: int, end: int) -> bool:
    """ "NAIROBI, March 3 (Reuters) -": who sent the story."""
    if (
        not start
        or doc[start - 1].text != "("
        or end + 1 >= len(doc)
        or doc[end].text != ")"
        or doc[end + 1].text not in ("-", "–", "—", "--")
    ):
        return False
    line = start
    while line > 0 and not doc[line - 1].is_space and start - line < 14:
        line -= 1
    return start - line < 14


def _of_a_continent(doc: Doc, start: int) -> bool:
    """ "Latin American", "North American", "Native American": not of the United States."""
    return (
        start > 0
        and doc[start].lower_ in ("american", "americans")
        and doc[start - 1].lower_ in ("latin", "north", "south", "central", "native")
    )


def _prefixed(doc: Doc, start: int) -> bool:
    """ "An All-American forward", "the Inter-American Commission", "a pan-India inquiry", "anti-American": of no
    country."""
    return start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in _BEFORE_PEOPLES


_BEFORE_PEOPLES = frozenset({"all", "inter", "pan", "trans", "anti", "non", "cross", "sub"})


_WORDS = frozenset(
    {"abbreviation", "acronym", "acronyms", "initials", "phrase", "pronunciation", "spelling", "term", "word"}
)


def _language(doc: Doc, start: int, end: int) -> bool:
    """ "in Spanish", "speaks Korean": the language, not the people."""
    if end - start != 1:
        return False
    token = doc[start]
    before = doc[start - 1].lower_ if start else ""
    following = doc[end].lower_ if end < len(doc) else ""
    if following in ("language", "-speaking", "translation", "subtitles", "dictionary", "lessons", "word"):
        return True
    if (
        following == "-"
        and end + 1 < len(doc)
        and doc[end + 1].lower_ in ("speaking", "language", "speaker", "speakers", "dubbed")
    ):
        return True
    if token.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    if following in _WORDS and token.pos_ == "ADJ":
        return True  # "by its Spanish acronym"
    return (
        token.dep_ in ("pobj", "dobj")
        and not token.text.endswith("s")
        and (before in ("in", "into", "from") or token.head.lemma_ in ("speak", "learn", "teach", "study", "translate"))
    )
