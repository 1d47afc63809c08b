"""Spans that name an actor: by the alias table, the gazetteer of countries, the model's entities, and their shape.

``find_names`` returns ``Name`` records over tokens. A name may lie inside another ("US" in "US Southern Command"):
the outer one is the actor of the phrase, the inner one tells whose it is. Which names are one actor is decided later,
in ``kg.language.coreference``.

Five sources propose spans (the table, the model, the shape of organisations, titles, a country's bodies); ``_settle``
lets the better one stand where they overlap, and ``_agree`` gives each name the kind that all its uses in the article
support best. Whatever names no actor (places, events, laws, storms) is proposed too, so that it keeps shorter names
out of its inside ("New Jersey", "the NATO Summit").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from kg.aliases import fold, is_acronym
from kg.language.bodies import (
    bodies_alone,
    bodies_in_a_row,
    bodies_of_a_country,
    bodies_of_a_town,
    bodies_of_the_country,
    campaigns_of,
    named_by_the_noun_after,
    phrase_of,
    teams_of_a_school,
)
from kg.language.called import (
    OTHER_DEMOCRATS,
    called_before,
    camps,
    credits,
    in_brackets,
    outlets_with_the,
    parties_before_members,
    police_alone,
)
from kg.language.chained import links
from kg.language.gazetteer import Form, Gazetteer, Name, Proposal, is_capital
from kg.language.kinds import told_a_body
from kg.language.listed import listed_names, only_called_after
from kg.language.shapes import (
    CONNECTORS,
    between_countries,
    campus,
    grow_person,
    headed,
    is_a_class,
    labels_a_thing,
    organisation_shaped,
    organisations,
    person_shaped,
    portfolio,
    rulers_named,
    sites,
    skip_titles,
    trimmed,
)
from kg.language.tokens import Doc, Span, Token
from kg.language.unusual import unusual_names
from kg.models import Kind
from kg.rules import Lexicon

_WEATHER = frozenset({"hurricane", "typhoon", "cyclone", "storm"})


_SHIPS = frozenset({"uss", "hms", "ss", "mv", "rms", "hmcs", "ins", "hmas", "usns", "mt", "fv", "u.s.s.", "h.m.s."})


_STORMS = frozenset({
    "hurricane", "typhoon", "cyclone", "storm", "mount", "lake", "operation", "project", "uss", "hms", "ss", "mv",
    "rms", "route", "camp", "fort", "cape", "port", "san", "santa", "saint", "st", "st.", "new", "exercise", "planet",
    "airport", "street",
})  # fmt: skip


_NO_ACTOR = ("GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE")


_TRUST = frozenset({"confidence", "trust", "faith", "interest", "believe", "disappoint", "confide"})


_SPEECH = frozenset({"say", "tell", "add", "write", "tweet", "explain", "ask", "reply", "argue", "recall", "testify"})


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """Every name in ``doc``, outer before inner, in text order."""
    lexicon = gazetteer.lexicon
    listed = list(listed_names(doc, gazetteer))
    proposed = [
        *listed,
        *_entities(doc, gazetteer),
        *organisations(doc, gazetteer),
        *_titled(doc, gazetteer),
        *_given(doc, gazetteer),
        *_natives(doc, gazetteer),
        *_described(doc, gazetteer),
        *_teams_of(doc, gazetteer),
        *sites(doc),
        *_waters(doc),
        *unusual_names(doc, gazetteer),
        *bodies_of_a_town(doc, gazetteer),
        *teams_of_a_school(doc, gazetteer),
        *campaigns_of(doc),
        *bodies_of_a_country(doc, listed, gazetteer),
        *bodies_of_the_country(doc, listed, gazetteer),
        *named_by_the_noun_after(doc, gazetteer),
        *bodies_alone(doc, lexicon),
        *called_before(doc, gazetteer),
        *parties_before_members(doc, lexicon),
        *in_brackets(doc, gazetteer),
        *police_alone(doc, lexicon),
        *outlets_with_the(doc, gazetteer),
        *camps(doc),
        *_weak(doc, gazetteer),
    ]
    if row := list(bodies_in_a_row(doc, listed, gazetteer)):
        told = {at for span in row for at in range(span.start, span.end)}
        alone = [span for span in proposed if span.kind == "country" or not told & set(range(span.start, span.end))]
        proposed = [*alone, *row]
    proposed = [link for span in proposed for link in links(doc, span, gazetteer)]
    linked = {(span.start, span.end) for span in proposed if span.source == "shape" and span.text}
    proposed = [span for span in proposed if span.source != "body" or (span.start, span.end) not in linked]
    proposed += _members(doc, proposed)
    made = {span.start for span in credits(doc)}
    if made:
        proposed = [span for span in proposed if not made & set(range(span.start, span.end))]
    chosen, inner = _settle(doc, proposed, gazetteer)
    names = _agree(doc, chosen, gazetteer) + [_name(doc, span, inner=True) for span in inner]
    return sorted(names, key=lambda name: (name.start, name.inner, -name.end))


def _name(doc: Doc, span: Proposal, *, inner: bool = False) -> Name:
    words = doc[span.start : span.end]
    kind: Kind = span.kind or "institution"
    head = words.root.i
    if head + 1 < span.end and doc[head + 1].text in ("'s", "’s"):
        # "[Chile's Senate] and Court", where the parse gives Chile and Senate to Court.
        roots = (k for k in range(span.end - 1, head, -1) if not span.start <= doc[k].head.i < span.end)
        head = next(roots, head)
    text = span.text or words.text.lstrip("|*_").rstrip(_STRAY)
    return Name(
        span.start, span.end, head, kind, span.form, text, span.key, span.owner, inner, span.source, span.passing
    )  # fmt: skip


_STRAY = " -–—|*_"
"""Signs that a page leaves on its words: "|Boston Tea Party", "Bolton Wanderers- has"."""


def _entities(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    lexicon = gazetteer.lexicon
    for entity in doc.ents:
        label = entity.label_
        if label not in ("PERSON", "ORG", "NORP", *_NO_ACTOR):
            continue
        start, end = entity.start, entity.end
        for token in entity:
            if "\n" in token.text:
                end = token.i
                break
        start, end = trimmed(doc, start, end) if label != "PERSON" else trimmed(doc, start, end, dates=False)
        while start < end - 1 and doc[start].is_lower and doc[start].is_alpha and doc[start].lower_ not in _SMALL_FIRST:
            # "prorogue Parliament": a word that the name does not begin with.
            start += 1
        if start >= end:
            continue
        rulers = rulers_named(doc, start, end, gazetteer)
        if rulers:
            yield from (Proposal(at, at + 1, "person", "name", "title") for at in rulers)
        elif label == "PERSON":
            yield from _person(doc, start, end, gazetteer)
        elif label == "NORP":
            if is_capital(doc[start]) and gazetteer.aliases.weak.get(fold(doc[start:end].text)):
                yield Proposal(start, end, "institution", "name", "model:NORP")
        elif label == "ORG":
            if start and end - start == 1 and _of_a_state(doc, start, lexicon):
                yield Proposal(start - 1, end, "institution", "name", "model:ORG")  # "the state | Senate"
                continue
            end = campus(doc, start, end)
            phrase = phrase_of(doc[start:end])
            titled = end < len(doc) and (
                f"{phrase} {doc[end].lower_}" in lexicon["ranks"]  # "Army General X"
                or (phrase in lexicon["ranks"] and is_capital(doc[end]) and doc[end].pos_ == "PROPN")  # "ASP X"
            )
            if phrase in lexicon["institutions_of_a_country"] and phrase not in lexicon["vague_bodies"] and not titled:
                yield Proposal(start, end, "institution", "generic", "body", text=doc[start:end].text)
            elif not titled:
                yield from _organisation(doc, start, end, gazetteer)
        else:
            yield Proposal(start, end, None, "name", f"model:{label}")


def _of_a_state(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """Whether the chamber at token ``at`` is one of a federation's states: "the state | Senate"."""
    return doc[at - 1].lower_ in ("state", "provincial") and doc[at].lower_ in lexicon["contested"]


def _person(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Proposal]:
    lexicon = gazetteer.lexicon
    dash = next((i for i in range(start + 1, end - 1) if doc[i].text in ("—", "–")), None)
    if dash is not None:
        # "Ollie Vance — Jodie": a dash stands between two names.
        yield from _person(doc, start, dash, gazetteer)
        yield from _person(doc, dash + 1, end, gazetteer)
        return
    if doc[start].lower_ == "sultan" and start and doc[start - 1].lower_ == "in":
        yield Proposal(start, end, None, "name", "storm")  # "in Sultan Kudarat": a province
        return
    if end - start > 1 and doc[start].is_sent_start and doc[start].tag_ in _STARTERS:
        start += doc[start].lower_ not in gazetteer.given  # "Regarding Ashodaya"
    start = skip_titles(doc, start, end, lexicon)
    first = fold(doc[start].text)
    if end - start >= 3 and first in gazetteer.by_demonym and first not in gazetteer.given:
        start += 1  # "Briton | Tom Hale"
    if (
        end - start >= 3
        and start
        and doc[start - 1].lower_ in ("and", "for", "of", "&")
        and doc[start].lower_ not in gazetteer.given
        and (doc[start + 1].lower_ in gazetteer.given)
    ):
        # The end of a portfolio: "for Population, Refugees, and Migration Julieta Noyes".
        start += 1
    end = grow_person(doc, end, lexicon)
    while end < len(doc) and doc[end - 1].lower_ in _BETWEEN and end - start > 1 and is_capital(doc[end]):
        end += 1  # "Ronald dela | Rosa"
    if (
        end - start == 1
        and end < len(doc)
        and doc[start].lower_ in gazetteer.given
        and _bears_a_title(doc, end, lexicon)
    ):
        end += 1
    while end - start > 2 and doc[end - 1].text in _LETTERS_BEHIND:
        end -= 1
    start, end = _whole_name(doc, start, end, gazetteer)
    span = doc[start:end]
    if start >= end or not person_shaped(span, gazetteer) or _names_a_chair(doc, start, end, lexicon):
        return
    if start and doc[start - 1].lower_ in _STORMS and is_capital(doc[start - 1]):
        yield Proposal(start - 1, end, None, "name", "storm")
        return
    named_after = doc[start].lower_ in _WEATHER or doc[start].lower_ == "county"  # "Storm Ada", "County Mayo"
    if (doc[start].lower_ in _SHIPS and doc[start].is_upper) or (named_after and end - start > 1):
        yield Proposal(start, end, None, "name", "storm")
        return
    passing = labels_a_thing(doc, start, end, lexicon) and (end - start == 1 or span.root.head.lower_ in _CALLED_AFTER)
    yield Proposal(start, end, "person", "name", "model:PERSON", passing=passing)


def _names_a_chair(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Yale's | Mary Lee Professor of History", "the | Mary Lee | Senior Fellow": a post named after somebody."""
    if start == 0 or doc[start - 1].lower_ not in ("the", "a", "'s", "’s"):
        return False
    for token in doc[end - 1 : min(end + 3, len(doc))]:
        if not token.text.istitle():
            return False
        if token.lower_ in lexicon["named_chairs"]:
            return True
    return False


def _whole_name(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """A name of which the model saw a part: "John Horton | Conway", "Zine | El Abidine"."""
    lexicon = gazetteer.lexicon
    if start > 1 and doc[start - 1].text == "-" and doc[start].is_lower and is_capital(doc[start - 2]):
        start -= 2  # "Man- | kei Tam"
    before = doc[start - 1] if start else None
    if before is not None and doc[start].lower_ in _BETWEEN and _unseen(before, lexicon) and not before.is_sent_start:
        start -= 1
    elif before is not None and end - start == 1 and _first_name(doc, start - 1, gazetteer):
        start -= 1
    last = doc[end - 1]
    if (
        end - start == 2
        and doc[start].lower_ in gazetteer.given
        and (before is None or before.lower_ != "the")  # "the Ben Franklin Room"
        and end < len(doc)
        and last.dep_ == "compound"
        and last.head.i == end
        and (_unseen(doc[end], lexicon) or _surname_taken_for_a_place(last, doc[end], gazetteer))
        and not (end + 1 < len(doc) and is_capital(doc[end + 1]) and doc[end + 1].pos_ == "PROPN")
        and person_shaped(doc[start : end + 1], gazetteer)
    ):
        end += 1
    return start, end


def _first_name(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    """ "Zdravko | Krivokapić", "Lucky | Mokgatle": a word before a lone surname that can only be the first name."""
    token = doc[at]
    if token.tag_ != "NNP" or token.dep_ != "compound" or token.head.i != at + 1 or token.ent_type_ not in ("", "NORP"):
        return False
    if not token.text.istitle() or not token.is_alpha or len(token) < 3:
        return False
    low, folded = token.lower_, fold(token.text)
    lexicon = gazetteer.lexicon
    forms = {low, token.lemma_.lower(), low.removesuffix("s")}
    if low == "attorney" or any(forms & lexicon[words] for words in (*_NO_PART_OF_A_NAME, *_NO_FIRST_NAMES)):
        return False
    if folded in gazetteer.by_demonym or folded in gazetteer.by_country_name or folded in gazetteer.aliases.weak:
        return False
    return not token.is_sent_start or not any(other.text == low for other in doc)


_NO_FIRST_NAMES = ("occupations", "kin", "former", "peoples_only", "party_names", "team_posts", "forces", "firms")


def _unseen(token: Token, lexicon: Lexicon) -> bool:
    """A capitalised name that the model took for nothing and that no list knows for anything else."""
    return (
        token.text.istitle()
        and token.is_alpha
        and token.pos_ == "PROPN"
        and not token.ent_type_
        and not any({token.lower_, token.lemma_.lower()} & lexicon[words] for words in _NO_PART_OF_A_NAME)
    )


_NO_PART_OF_A_NAME = ("organisation_heads", "not_names", "posts", "ranks", "honorifics", "places", "works", "styles")


_BETWEEN = frozenset({"de", "dela", "del", "della", "di", "da", "dos", "van", "von", "der", "bin", "al", "el", "ben"})


_STARTERS = frozenset({"VBG", "IN", "CC", "UH", "DT", "WRB"})
"""What a sentence begins with and a name does not."""


_LETTERS_BEHIND = frozenset({"KC", "QC", "MP", "MEP", "OBE", "MBE", "CBE", "SC", "MSP"})


def _bears_a_title(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """ "Didier Queloz and Michel | Mayor": a surname that is also a post, where no other name follows."""
    return (
        is_capital(doc[at])
        and doc[at].pos_ == "PROPN"
        and not doc[at].ent_type_
        and doc[at].lower_ in lexicon["posts"]
        and not (at + 1 < len(doc) and (is_capital(doc[at + 1]) or doc[at + 1].lower_ in ("of", "for", "-")))
    )


_CALLED_AFTER = frozenset(
    {"telescope", "award", "prize", "trophy", "stadium", "airport", "medal", "cup", "bridge", "arena", "prison"}
)


def _organisation(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Proposal]:
    lexicon = gazetteer.lexicon
    if doc[end - 1].lower_.endswith("affaires"):
        return  # "the U.S. Chargé d'Affaires"
    if doc[start].text == "New" and doc[start].is_sent_start and _is_new(doc, start, end, gazetteer):
        start += 1  # "New | IAG chief X"
    if end - start > 2 and doc[start].lower_ == "non" and doc[start + 1].text == "-" and doc[start + 2].is_upper:
        return  # "Non-EU | Norway"
    if end < len(doc) and fold(doc[end - 1].text) not in gazetteer.aliases.weak:
        for size in range(min(3, end - start), 0, -1):
            title = doc[end - size : end + 1].text.lower()
            ranked = end - size > start and doc[end - size].lower_ in _RANKED and _is_post(doc, end, lexicon)
            if ranked or (title in lexicon["posts"] and doc[end - 1].lower_ not in lexicon["organisation_heads"]):
                # "Iran's Supreme | Leader X", "National Security | Advisor X", "Bureau of Energy | Senior Bureau
                # Official X": the words belong to the title.
                start, end = trimmed(doc, start, end - size)
                break
        if start >= end:
            return
    for size in (3, 2, 1):
        if end - start > size + 1 and doc[end - size : end].text.lower() in lexicon["posts"]:
            if headed(doc[start : end - size], lexicon) and doc[end - size - 1].lower_ not in CONNECTORS:
                end -= size  # "London Stock Exchange | Chief Executive"
            break
    if end - start > 1 and doc[end - 1].lower_ in _LEGISLATORS:
        end -= 1  # "Labour | MP"
    for i in range(start + 1, end - 1):
        if doc[i].text in ("'s", "’s") and is_capital(doc[i + 1]) and _owns(doc, start, i, end, lexicon):
            # "the Department of Justice's | Antitrust Division"
            yield from _organisation(doc, *trimmed(doc, start, i), gazetteer)
            yield from _organisation(doc, *trimmed(doc, i + 1, end), gazetteer)
            return
    for i in range(start + 1, end - 1):
        if doc[i].text in ("—", "–", "-") and doc[i - 1].whitespace_ and doc[i].whitespace_:
            # "Tesco — Netto Poland": a dash with spaces round it stands between names.
            yield from _organisation(doc, *trimmed(doc, start, i), gazetteer)
            yield from _organisation(doc, *trimmed(doc, i + 1, end), gazetteer)
            return
    for i in range(start + 1, end - 2):
        if doc[i].lower_ in ("for", "with", "from", "to") and doc[i + 1].text == "The":
            # "leaving Dream Incorporated | for The Pebbles"
            yield from _organisation(doc, *trimmed(doc, start, i), gazetteer)
            yield from _organisation(doc, *trimmed(doc, i + 2, end), gazetteer)
            return
    for i in range(start + 1, end - 1):
        behind = skip_titles(doc, i + 1, end, lexicon)
        if doc[i].text == "," and behind > i + 1 and doc[behind].lower_ in gazetteer.given:
            # "Lahun, | Det Insp Rhys Bowen": two people.
            yield from _person(doc, start, i, gazetteer)
            yield from _person(doc, behind, end, gazetteer)
            return
    span = doc[start:end]
    if _plural_group(span, lexicon) or (not headed(span, lexicon) and _names_a_chair(doc, start, end, lexicon)):
        return
    titled = skip_titles(doc, start, end, lexicon)
    if start < titled < end and doc[titled].lower_ in gazetteer.given and not headed(span, lexicon):
        yield from _person(doc, titled, end, gazetteer)  # "King Karl Hale"
        return
    if doc[start].lower_.rstrip(".") in lexicon["styles"] and end - start > 1 and not headed(span, lexicon):
        yield from _person(doc, start, end, gazetteer)
        return
    if (_suffers(span) or _initialled(span, gazetteer)) and not headed(span, lexicon):
        yield from _person(doc, start, end, gazetteer)
        return
    of = _person_of(doc, start, end, gazetteer)
    if of:
        yield from _person(doc, start, of, gazetteer)
        yield from _organisation(doc, *trimmed(doc, of + 1, end), gazetteer)
        return
    person = _person_behind(doc, start, end, gazetteer)
    if person:
        yield from _organisation(doc, *trimmed(doc, start, person), gazetteer)
        yield from _person(doc, person, end, gazetteer)
        return
    if (second := _second_body(span, lexicon)) is not None:
        for first, last in ((start, second), (second + 1, end)):
            yield from _organisation(doc, *trimmed(doc, first, last), gazetteer)
        return
    if (any(token.lower_ in _WEATHER for token in span[:-1]) and not headed(span, lexicon)) or (
        doc[start].lower_ in _SHIPS and doc[start].is_upper
    ):
        yield Proposal(start, end, None, "name", "storm")
        return
    if portfolio(doc, start, end, lexicon) and (given := _given_behind(doc, start, end, gazetteer)):
        yield from _person(doc, given, end, gazetteer)  # "Minister for Women and Gender Equality | Marci Bell"
        return
    bare_head = end - start == 1 and span[0].lower_ in lexicon["organisation_heads"]
    capitals = [token.lower_ for token in span if token.is_alpha and is_capital(token)]
    if (
        not organisation_shaped(span, lexicon)
        or _no_body(doc, start, end, lexicon)
        or portfolio(doc, start, end, lexicon)
        or is_a_class(doc, start, end)
        or between_countries(span, gazetteer)
        or (bare_head and fold(span.text) not in gazetteer.aliases.weak)
        or ("&" in span.text and bool(capitals) and all(word in gazetteer.given for word in capitals))
    ):
        yield Proposal(start, end, None, "name", "model:none")
        return
    passing = labels_a_thing(doc, start, end, lexicon) and not headed(span, lexicon)
    yield Proposal(start, end, "institution", "name", "model:ORG", passing=passing)


def _is_new(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether "New" before a name and a post says that the post's holder is: the rest is a name of its own."""
    if end - start < 2 or end >= len(doc) or not doc[end].is_lower:
        return False
    rest = doc[start + 1 : end].text
    known = is_acronym(rest) or fold(rest) in gazetteer.aliases.strong
    return known and fold(doc[start:end].text) not in gazetteer.aliases.strong


_LEGISLATORS = frozenset({"mp", "mps", "mep", "meps", "msp", "msps"})


def _given_behind(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a given name and a surname end the span, or 0."""
    for k in range(max(start + 1, end - 3), end - 1):
        if doc[k].lower_ in gazetteer.given and all(is_capital(t) and t.is_alpha for t in doc[k:end]):
            return k if doc[k - 1].lower_ not in CONNECTORS and doc[k - 1].lower_ != "and" else 0
    return 0


def _second_body(span: Span, lexicon: Lexicon) -> int | None:
    """The "and" between two bodies that the model took for one: "the Left Bloc | and Civic Union", "the Bank of Peru |
    and the Bar Association", not that of the "Department of Health and Human Services"; or the comma: "the Court |,
    Supreme Court"."""
    for k in range(1, len(span) - 2):
        left, right = span[:k], span[k + 1 :]
        if span[k].text == "," and not any(token.lower_ in ("and", ",") for token in right):
            return span[k].i if headed(left, lexicon) and right[-1].lower_ in lexicon["organisation_heads"] else None
        if span[k].lower_ != "and" or k < 2:
            continue
        if (
            right[0].lower_ in lexicon["organisation_heads"]
            and right[1].lower_ in ("of", "for")
            and headed(left, lexicon)
        ):
            return span[k].i  # "Center for Wetlands | and Center for Food Safety"
        if right[0].lower_ == "the" and headed(left, lexicon) and headed(right[1:], lexicon):
            return span[k].i
        heads = lexicon["organisation_heads"]
        if left[-1].lower_ in heads and right[-1].lower_ in heads and not {"of", "for"} & {t.lower_ for t in left}:
            return span[k].i
    return None


_NUMBERED = frozenset(
    {"annex", "appendix", "article", "chapter", "figure", "section", "table", "volume", "phase", "level"}
)


def _no_body(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Annex 1", "E.O. 13694", "R0", "Islamophobia", "((WN))" of an interview, "Best Actor", "Operation Anvil"."""
    first = doc[start]
    low = first.lower_
    if end - start == 1:
        asking = start > 1 and "((" in doc[start - 2].text + doc[start - 1].text
        return asking or low.endswith(_IDEAS) or (len(low) == 2 and low[1].isdigit())
    if low in ("cape", "lake", "mount") and end - start == 2:
        return True
    if low in ("order", "orders") and doc[start + 1].lower_ == "of":
        return True
    if low in ("operation", "exercise") and not headed(doc[start:end], lexicon):
        return True
    if low == "best" and doc[start + 1].lower_ not in ("buy", "western", "foods"):
        return True
    return low.rstrip(".") in ("e.o", "eo") or (low in _NUMBERED and doc[end - 1].like_num)


_IDEAS = ("phobia", "ology", "itis", "emia")


def _owns(doc: Doc, start: int, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the possessive at token ``at`` parts two names: "Stanford University's Hoover Institution", not "St
    Mary's Hospital", "Workers' Party" or "People's Bank of China"."""
    owner, owned = doc[start:at], doc[at + 1 : end]
    peoples = owner[-1].lower_ in lexicon["united_people"]  # "the National People's Congress"
    known = len(owner) > 1 or (start > 0 and doc[start - 1].lower_ == "the")  # "the University's | Institute of ..."
    return known and not peoples and headed(owner, lexicon) and headed(owned, lexicon)


_SMALL_FIRST = frozenset(
    {"al", "el", "ash", "an", "as", "de", "la", "le", "les", "los", "da", "di", "do", "van", "von"}
)


def _plural_group(span: Span, lexicon: Lexicon) -> bool:
    """ "U.S. Troops", "Leaders of African Union", "Royal Commissioners": people in title case, not a body."""
    first_of = next((k for k in range(1, len(span)) if span[k].lower_ in ("of", "from", "in")), len(span))
    return len(span) > 1 and span[first_of - 1].lower_ in lexicon["plural_groups"]


_SUFFERED = frozenset({
    "convict", "sentence", "arrest", "bear", "stab", "jail", "imprison", "bury", "diagnose", "behead", "pardon",
    "hospitalize", "hospitalise", "execute", "murder", "assassinate",
})  # fmt: skip


def _suffers(span: Span) -> bool:
    """ "Tynice Hall was convicted": what only a human undergoes tells a person from an organisation."""
    root = span.root
    if not 2 <= len(span) <= 3 or not all(token.text.istitle() and token.is_alpha for token in span):
        return False
    return root.dep_ == "nsubjpass" and root.head.lemma_.lower() in _SUFFERED


_INITIAL = re.compile(r"[A-Z]\.?\Z")


def _initialled(span: Span, gazetteer: Gazetteer) -> bool:
    """ "B Shiva Parvathi said", "S. Ravi Kumar": an initial before a given name, or before who does as people do."""
    if not _INITIAL.match(span[0].text) or not all(token.text.istitle() and token.is_alpha for token in span[1:]):
        return False
    verb = span.root.head
    personal = span.root.dep_ == "nsubj" and verb.lemma_.lower() in _SPEECH
    return len(span) > 2 and (span[1].lower_ in gazetteer.given or personal)


def _person_behind(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a person's name begins that the model took into the organisation's before it: "House of Representatives |
    Darin LaHood"; 0 if none does."""
    for k in range(start + 1, end - 1):
        if (
            doc[k].lower_ in gazetteer.given
            and 2 <= end - k <= 3
            and headed(doc[start:k], gazetteer.lexicon)
            and doc[k - 1].lower_ not in CONNECTORS
            and doc[k - 1].lower_ not in ("and", "-", "'", "’")
            and not headed(doc[k:end], gazetteer.lexicon)
            and all(is_capital(token) and token.is_alpha for token in doc[k:end])
        ):
            return k
    return 0


def _person_of(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where "of" stands between a person and his organisation that the model took for one name: "Chris Fallows | of
    Apex Shark Expeditions"; 0 if it does not."""
    of = next((k for k in range(start + 2, end - 1) if doc[k].lower_ in ("of", "from", "with")), 0)
    named = doc[start:of]
    if not of or of - start > 3 or doc[start].lower_ not in gazetteer.given or headed(named, gazetteer.lexicon):
        return 0
    return of if all(is_capital(token) for token in named) and person_shaped(named, gazetteer) else 0


def _titled(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """A title and the capitalised words after it: "Foreign Minister Cavusoglu", "Mr Kim"."""
    lexicon = gazetteer.lexicon
    for token in doc:
        low = token.lower_.rstrip(".")
        if not (low in lexicon["honorifics"] or low in lexicon["ranks"] or low in lexicon["posts"]) or low == "late":
            continue
        if token.i + 1 < len(doc) and f"{low} {doc[token.i + 1].lower_}" in lexicon["posts"]:
            continue
        formal = is_capital(token)
        if not formal and (low in lexicon["honorifics"] and low not in ("sheikh", "imam")):
            continue
        start = token.i + 1
        if start < len(doc) and doc[start].text == "." and not token.text.endswith("."):
            start += 1
        end = start
        while (
            end < len(doc)
            and end - start < 9
            and sum(token.text not in ("Al", "-") for token in doc[start:end]) < 5
            and is_capital(doc[end])
            and doc[end].pos_ == "PROPN"
            and not doc[end].is_space
        ):
            if (
                doc[end].lower_ in lexicon["posts"]
                or doc[end].lower_ in lexicon["organisation_heads"]
                or doc[end].ent_type_ in ("DATE", "GPE", "NORP")
            ):
                break
            end += 1
            while end + 1 < len(doc) and doc[end - 1].text == "Al" and doc[end].text == "-":
                end += 2  # "Nasser Al | -Sabah"
            end = grow_person(doc, end, lexicon)
        if end < len(doc) and (doc[end].lower_ in lexicon["posts"] or doc[end].lower_ in ("ministry", "affairs")):
            continue
        if (
            end - start == 1
            and (fold(doc[start].text) in gazetteer.aliases.weak or doc[start].tag_ != "NNP")
            and doc[start].ent_type_ not in ("PERSON", "")
        ):
            continue
        start = skip_titles(doc, start, end, lexicon)  # "Lt. | Gen. X"
        if end == start or doc[start].lower_ in lexicon["honorifics"] or doc[start].lower_ in lexicon["ranks"]:
            continue
        if not formal and end - start < 2:
            continue
        if (
            token.head.i < token.i
            and token.dep_ not in ("compound", "nmod")
            and doc[start].head.i < token.i
            and low in lexicon["posts"]
            and token.i + 1 < len(doc)
            and (
                doc[start].dep_
                not in ("compound", "appos", "nsubj", "flat", "pobj", "dobj", "conj", "poss", "nsubjpass")
            )
        ):
            continue
        if person_shaped(doc[start:end], gazetteer) and doc[end - 1].lower_ not in lexicon["not_names"]:
            yield Proposal(start, end, "person", "name", "title")


_WATERS = frozenset({"Sea", "Gulf", "Strait", "Straits", "Bay", "Isle", "Horn"})


def _waters(doc: Doc) -> Iterator[Proposal]:
    """ "the Sea of Azov", "the Gulf of Oman": no regiment and no country."""
    for of in doc[1 : len(doc) - 1]:
        if of.lower_ == "of" and doc[of.i - 1].text in _WATERS and is_capital(doc[of.i + 1]):
            yield Proposal(of.i - 1, of.i + 2, None, "name", "namesake")


def _given(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """A given name and capitalised words after it, where the model saw nothing: "Crystal Munoz"; any name between
    commas behind what only people are: "his wife, Faith Wanjiru,"."""
    lexicon = gazetteer.lexicon
    for token in doc:
        if token.ent_type_ or token.pos_ != "PROPN" or not is_capital(token):
            continue
        if token.lower_.rstrip(".") in lexicon["honorifics"]:
            continue
        given = token.lower_ in gazetteer.given
        if not given and not (token.i > 1 and doc[token.i - 1].text == "," and _post_phrase(doc, token.i - 1, lexicon)):
            continue
        end = token.i + 1
        while (
            end < len(doc)
            and end - token.i < 4
            and (doc[end].ent_type_ == "" or _surname_taken_for_a_place(token, doc[end], gazetteer))
            and is_capital(doc[end])
            and doc[end].pos_ == "PROPN"
            and not doc[end].is_space
        ):
            end = grow_person(doc, end + 1, lexicon)
        if (
            end - token.i >= 2
            and (given or (end < len(doc) and doc[end].text in (",", ".", ";", "’s", "'s")))
            and doc[end - 1].lower_ not in lexicon["organisation_heads"]
            and person_shaped(doc[token.i : end], gazetteer)
        ):
            yield Proposal(token.i, end, "person", "name", "given")


def _surname_taken_for_a_place(given: Token, after: Token, gazetteer: Gazetteer) -> bool:
    """ "Sumeet | Singh", where the model knows a town of that name."""
    return (
        after.ent_type_ == "GPE"
        and after.ent_iob_ == "B"
        and after.i == given.i + 1
        and given.head.i == after.i
        and given.dep_ == "compound"
        and fold(after.text) not in gazetteer.by_country_name
        and after.lower_ not in gazetteer.lexicon["places"]
    )


_DOES_AS_A_PERSON = _SPEECH | frozenset(
    "win beat defeat lose finish score clinch smash outsprint edge clock retire die marry".split()
)


def _natives(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """A nationality and two names of which the model saw nothing, before what people do: "Kenyan Brigid Kosgei won"."""
    for token in doc[: len(doc) - 3]:
        if token.ent_type_ != "NORP" or fold(token.text) not in gazetteer.by_demonym:
            continue
        first, last, verb = doc[token.i + 1], doc[token.i + 2], doc[token.i + 3]
        personal = verb.lemma_.lower() in _DOES_AS_A_PERSON and verb.tag_ in ("VBD", "VBZ")
        if personal and all(_unseen(name, gazetteer.lexicon) for name in (first, last)):
            yield Proposal(first.i, verb.i, "person", "name", "given")


@lru_cache(maxsize=2)
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in phrases if " " in phrase)


def _described(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """What the noun before it tells, where the model saw something else: "store chains Woolworths and Coles", "driver
    Volodymyr Zhuk"."""
    lexicon = gazetteer.lexicon
    bodies = lexicon["firms"] | lexicon["describers"]
    last_words = _last_words(bodies)
    for token in doc:
        low = token.lower_
        if not token.is_lower and token.text != "NGO":
            continue
        body = (
            low in lexicon["firms"]
            or (low.endswith("s") and low[:-1] in lexicon["firms"])
            or low in lexicon["describers"]
        )
        body = body or (
            bool(token.i)
            and low.removesuffix("s") in last_words
            and f"{doc[token.i - 1].lower_} {low.removesuffix('s')}" in bodies
        )
        body = body or (low == "up" and token.i > 1 and doc[token.i - 2 : token.i + 1].text.lower() == "start-up")
        if not (body or low in lexicon["occupations"] or low == "driver"):
            continue
        start = end = token.i + 1
        while end < len(doc) and end - start < 4 and is_capital(doc[end]) and doc[end].pos_ == "PROPN":
            end += 1
        if low in _COLLECTIVES:
            end = max(end, _sentence_like(doc, start))
        if (
            body
            and end > start
            and (
                doc[start].lower_ in gazetteer.given
                or doc[start].lower_.rstrip(".") in lexicon["posts"] | lexicon["honorifics"] | lexicon["ranks"]
                or fold(doc[start:end].text) in gazetteer.by_country_name
                or fold(doc[start].text) in gazetteer.by_demonym
            )
        ):
            continue
        known = (
            ("", "PRODUCT", "WORK_OF_ART", "GPE", "LOC", "PERSON", "ORG", "NORP")
            if body
            else ("", "PRODUCT", "WORK_OF_ART")
        )
        if end == start or doc[start].ent_type_ not in known:
            continue
        if end - start == 1 and end < len(doc) and doc[end].text in ("-", "'s", "’s"):
            continue
        if body:
            yield Proposal(start, end, "institution", "name", "title")
            second = end + 1
            if (
                low.endswith("s")
                and second < len(doc)
                and doc[end].lower_ == "and"
                and is_capital(doc[second])
                and doc[second].ent_type_ in ("", "PERSON", "PRODUCT")
                and doc[second].lower_ not in gazetteer.given
            ):
                # "store chains Woolworths and Coles"
                yield Proposal(second, second + 1, "institution", "name", "title")
        elif (
            end - start > 1
            and doc[start].lower_ not in lexicon["posts"]  # "his host President X"
            and doc[start : start + 2].text.lower() not in lexicon["posts"]
            and person_shaped(doc[start:end], gazetteer)
            and not headed(doc[start:end], lexicon)
        ):
            yield Proposal(start, end, "person", "name", "title")


_COLLECTIVES = frozenset(
    {"group", "organisation", "organization", "movement", "coalition", "ngo", "network", "charity"}
)
"""What people band together in; their names are often whole phrases: "the group Stand Up for Life"."""
_SMALL = frozenset({"for", "of", "to", "the", "on", "against", "with", "without", "not", "our", "no", "and"})
_SMALL_BEHIND = frozenset({"the", "for", "of", "against", "our"})


def _sentence_like(doc: Doc, start: int) -> int:
    """The end of a name that is a phrase: capitals joined by small words, "Rise Up for Rights and for Justice"."""
    end = start
    while end < len(doc) and end - start < 10:
        if is_capital(doc[end]) and doc[end].is_alpha and doc[end].pos_ != "PRON":
            end += 1
            continue
        small = end
        while small < len(doc) and small - end < 3 and doc[small].lower_ in (_SMALL if small == end else _SMALL_BEHIND):
            small += 1
        whole = doc[end].lower_ != "and" or small > end + 1 or doc[end].ent_type_ == doc[start].ent_type_ == "ORG"
        if end == start or small == end or small >= len(doc) or not is_capital(doc[small]) or not whole:
            break
        end = small
    return end


def _teams_of(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "Leeds United goalkeeper X", "Arsenal manager Y": the team before the post, also where it is called by its town;
    a country before it stays a country."""
    beginnings = _beginnings(gazetteer.lexicon["team_posts"])
    for token in doc:
        if (
            token.lower_ not in beginnings or not token.is_lower or not token.i
            or not _team_post(doc, token.i, gazetteer.lexicon)
        ):  # fmt: skip
            continue
        before = doc[token.i - 1]
        if not is_capital(before) or before.ent_type_ in ("DATE", "NORP", "TIME"):
            continue
        if before.pos_ != "PROPN" and not (
            before.is_sent_start
            and before.pos_ in ("ADJ", "NOUN")
            and any(other.text == before.text and not other.is_sent_start for other in doc)
        ):
            continue
        start = token.i - 1
        while (
            start and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN" and token.i - start < 4
            and not doc[start].is_sent_start
        ):  # fmt: skip
            start -= 1
        name = doc[start : token.i]
        folded = fold(name.text)
        if folded in gazetteer.by_country_name or folded in gazetteer.by_demonym or name[0].lower_ in gazetteer.given:
            continue
        if headed(name, gazetteer.lexicon) or any(t.lower_ in gazetteer.lexicon["posts"] for t in name):
            continue
        yield Proposal(start, token.i, "institution", "name", "team")


_MISTER = frozenset({"mr", "mrs", "ms", "miss"})


def _weak(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Weak names of the table where the model saw nothing: "Labour MPs", "a Republican", "Maduro"."""
    weak = gazetteer.aliases.weak
    for token in doc:
        if token.lower_ not in weak or not is_capital(token) or token.ent_type_ not in ("", "NORP", "GPE"):
            continue
        if len(token) < 4 and not (token.is_upper and len(token) == 3):
            continue
        if token.i and doc[token.i - 1].lower_.rstrip(".") in _MISTER:
            continue  # "MR ICE:" of a transcript
        if token.i and doc[token.i - 1].text in OTHER_DEMOCRATS:
            continue
        if token.tag_ == "JJ" and (token.i == 0 or not doc[token.i - 1].is_alpha):
            # "- Democratic governance": the first word of a line is capital whatever it means.
            continue
        if (token.is_sent_start and token.tag_ not in ("NNP", "NNPS", "NNS")) or token.pos_ not in (
            "PROPN",
            "ADJ",
            "NOUN",
        ):
            continue
        kinds = {gazetteer.aliases.entries[key].kind for key in weak[token.lower_]}
        if kinds == {"institution"}:
            yield Proposal(token.i, token.i + 1, "institution", "name", "weak")
        elif kinds == {"person"} and token.tag_ == "NNP" and not _part_of_a_name(doc, token) and not _town(doc, token):
            yield Proposal(token.i, token.i + 1, "person", "name", "weak")


def _town(doc: Doc, token: Token) -> bool:
    """ "the holy cities of Mecca and Medina": a place among places, or behind a word for one."""
    if token.ent_type_ != "GPE":
        return False
    others = [other for other in (token.head, *token.children) if other.i != token.i]
    if any(other.ent_type_ == "GPE" and "conj" in (other.dep_, token.dep_) for other in others):
        return True
    before = doc[token.i - 1].lower_ if token.i else ""
    return before in ("in", "near", "outside", "at")


def _part_of_a_name(doc: Doc, token: Token) -> bool:
    before = doc[token.i - 1] if token.i else None
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return any(other is not None and is_capital(other) and other.pos_ == "PROPN" for other in (before, following))


def _members(doc: Doc, proposed: Sequence[Proposal]) -> list[Proposal]:
    """Members of a list that the model overlooked: in "A, B, C and D" most are of one kind, so the others are too."""
    kind_at: dict[int, Kind | None] = {}
    end_at: dict[int, int] = {}
    for span in sorted(proposed, key=lambda s: s.start - s.end, reverse=True):
        if span.source not in ("weak", "body"):
            kind_at[span.start], end_at[span.start] = span.kind, span.end
    # The model takes names that it does not know for places.
    unsure = {span.start for span in proposed if span.source in ("model:GPE", "model:LOC")}
    unsure -= {span.start for span in proposed if span.source.startswith("table")}
    found: list[Proposal] = []
    at = 0
    for i in [token.i for token in doc if is_capital(token) and not token.is_sent_start]:
        if i < at:
            continue
        members, at = [], i
        while True:
            start = at + 1 if at < len(doc) and doc[at].lower_ == "the" else at
            end = end_at.get(start, start)
            if end == start:
                while (
                    end < len(doc)
                    and end - start < 3
                    and is_capital(doc[end])
                    and doc[end].pos_ == "PROPN"
                    and end not in end_at
                ):
                    end += 1
            if end == start:
                break
            members.append((start, end))
            at = end
            if at < len(doc) and doc[at].text == ",":
                at += 1
            elif at >= len(doc) or doc[at].lower_ not in ("and", "&", "or"):
                break
            if at < len(doc) and doc[at].lower_ in ("and", "&", "or"):
                at += 1
        kinds = [kind_at.get(start) for start, _ in members]
        named = {kind for kind in kinds if kind is not None}
        unknown = [(start, end) for start, end in members if start not in kind_at or start in unsure]
        if (len(members) >= 4 and named == {"institution"} and len(members) - len(unknown) >= 2) or (
            len(members) >= 4
            and named == {"person"}
            and len(members) - len(unknown) >= 2
            and not unsure & {s for s, _ in unknown}
        ):
            found += [Proposal(start, end, next(iter(named)), "name", "listed") for start, end in unknown]
    return found


_RANK = {
    "table": 0, "generic": 1, "body": 2, "shape": 3, "storm": 3, "namesake": 3, "product": 3, "title": 4, "site": 4,
    "model": 5, "given": 6, "listed": 4, "weak": 4, "team": 3,
}  # fmt: skip


def _settle(doc: Doc, proposed: Iterable[Proposal], gazetteer: Gazetteer) -> tuple[list[Proposal], list[Proposal]]:
    """Of overlapping spans the better one stands: actors of the table before anything that does not clearly contain
    them, then the longer, then the surer source. A country inside an institution's name stays as an inner name."""
    spans = list(proposed)
    widened = _widened(doc, spans, gazetteer)

    def weight(span: Proposal) -> tuple[int, int, int, int]:
        listed_actor = span.source.startswith("table") and span.kind != "country"
        return (0 if listed_actor else 1, span.start - span.end, _RANK[span.source.split(":")[0]], span.start)

    chosen: list[Proposal] = []
    inner: list[Proposal] = []
    taken: list[int] = [-1] * len(doc)
    for span in sorted(widened, key=weight):
        cover = {taken[i] for i in range(span.start, span.end)} - {-1}
        if cover:
            number = next(iter(cover))
            outer = chosen[number]
            if (
                len(cover) == 1
                and span.kind == "country"
                and outer.source == "model:none"
                and span.form != "capital"
                and (
                    any(doc[i].lemma_.lower() in gazetteer.lexicon["governments"] for i in (outer.start, outer.end - 1))
                    or (
                        span.start == outer.start
                        and any(_is_post(doc, at, gazetteer.lexicon) for at in (outer.end - 1, outer.end))
                    )
                )
            ):
                # "the Governments of Chile", "the U.S. Government", "PRC State | Councilor X", "a United States
                # Representative": the model's span is no name, the country in it is.
                for i in range(span.start, span.end):
                    taken[i] = len(chosen)
                chosen.append(span)
                continue
            if len(cover) == 1 and span.kind == "country" and _of_a_region(doc, span, outer, gazetteer.lexicon):
                for i in range(span.start, span.end):
                    taken[i] = len(chosen)
                chosen.append(span)
                continue
            within = len(cover) == 1 and outer.start <= span.start and span.end <= outer.end
            if (
                within
                and outer.kind == "institution"
                and span.key
                and span.form in ("country", "adjective")
                and not only_called_after(doc, outer.start, outer.end)
            ):
                inner.append(span)
            elif len(cover) == 1 and span.kind in ("person", "institution") and span.source.startswith("model"):
                rest = _rest(doc, span, outer, gazetteer)
                if rest is not None:
                    for i in range(rest.start, rest.end):
                        taken[i] = len(chosen)
                    chosen.append(rest)
            continue
        for i in range(span.start, span.end):
            taken[i] = len(chosen)
        chosen.append(span)
    inner += _parents_inside(doc, spans, chosen, taken, gazetteer)
    return chosen, inner


def _of_a_region(doc: Doc, country: Proposal, outer: Proposal, lexicon: Lexicon) -> bool:
    """ "the Menaka Region of | Mali": the country that a place's name closes with."""
    if outer.kind is not None or not outer.source.startswith("model:") or country.end != outer.end:
        return False
    at = country.start - 1 - (doc[country.start - 1].lower_ == "the")
    return at > outer.start and doc[at].lower_ == "of" and doc[at - 1].lower_ in lexicon["regions"]


def _is_post(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    return at < len(doc) and is_capital(doc[at]) and doc[at].lower_ in lexicon["posts"]


def _parents_inside(
    doc: Doc, spans: Iterable[Proposal], chosen: Sequence[Proposal], taken: Sequence[int], gazetteer: Gazetteer
) -> Iterator[Proposal]:
    """Bodies of the table whose name another body's begins with or ends on: "UN" in "UN Children's Fund", "European
    Union" in "General Court of the European Union"."""
    aliases = gazetteer.aliases
    for outer in chosen:
        if outer.kind != "institution" or outer.end - outer.start < 2:
            continue
        if outer.key is not None and outer.end - outer.start > 3:
            yield from _parents_spelled_out(doc, outer, gazetteer)
        if not is_capital(doc[outer.start + 1]):
            continue
        first = doc[outer.start].text
        key = aliases.strong.get(fold(first)) if is_acronym(first) else None
        parent = aliases.entries.get(key) if key is not None and key != outer.key else None
        if parent is None or key is None or parent.kind != "institution":
            continue
        if first not in (parent.name, "".join(letter for letter in parent.name if letter.isupper())):
            continue  # "CBS" of "CBS Radio" is short for CBS News in the table
        if fold(doc[outer.end - 1].text) in gazetteer.by_demonym:
            continue  # "CNN Türk"
        if outer.key is not None or headed(doc[outer.start : outer.end], gazetteer.lexicon):
            yield Proposal(outer.start, outer.start + 1, "institution", "name", f"table:{key}", key)
    for span in spans:
        if span.kind != "institution" or span.form != "name" or not span.source.startswith("table") or span.passing:
            continue
        numbers = {taken[i] for i in range(span.start, span.end)}
        inside = chosen[number] if len(numbers) == 1 and (number := next(iter(numbers))) >= 0 else None
        if (
            inside is not None
            and inside.kind == "institution"
            and inside.key != span.key
            and inside.end == span.end
            and _of(doc, span.start, inside.start)
            and headed(doc[inside.start : inside.end], gazetteer.lexicon)
        ):
            yield span


def _parents_spelled_out(doc: Doc, outer: Proposal, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """The body whose full name a name of the table begins with or ends on: "United Nations | General Assembly",
    "General Court of the | European Union"."""
    aliases = gazetteer.aliases
    for start, end in ((outer.start, outer.start + 2), (outer.end - 2, outer.end)):
        key = aliases.strong.get(fold(doc[start:end].text))
        if key is None or key == outer.key or aliases.entries[key].kind != "institution":
            continue
        if is_capital(doc[end]) if start == outer.start else _of(doc, start, outer.start):
            yield Proposal(start, end, "institution", "name", f"table:{key}", key)


def _of(doc: Doc, start: int, stop: int) -> bool:
    """Whether "of" or "of the" stands before token ``start``, not before ``stop``."""
    at = start - 1
    if at > stop and doc[at].lower_ == "the":
        at -= 1
    return at > stop and doc[at].lower_ == "of"


def _rest(doc: Doc, span: Proposal, outer: Proposal, gazetteer: Gazetteer) -> Proposal | None:
    """What is left of a span of the model beside a better name in it: "House of Representatives | Darin LaHood"."""
    if span.start < outer.start or outer.end >= span.end:
        return None
    lexicon = gazetteer.lexicon
    start, end = trimmed(doc, outer.end, span.end)
    start = skip_titles(doc, start, end, lexicon)
    if end - start < 2 or outer.kind == "person" or not person_shaped(doc[start:end], gazetteer):
        return None
    if headed(doc[start:end], lexicon) or not all(
        (token.pos_ == "PROPN" and is_capital(token)) or _goes_on(doc, token.i) for token in doc[start:end]
    ):
        return None
    return Proposal(start, end, "person", "name", "model:PERSON")


def _goes_on(doc: Doc, i: int) -> bool:
    """ "Man | -kei Tam": the second half of a given name."""
    return (doc[i].text == "-" and not doc[i].whitespace_) or (doc[i - 1].text == "-" and doc[i].is_lower)


_RANKED = frozenset({"special", "deputy", "senior", "permanent", "chief", "assistant", "top", "acting", "regional"})


def _widened(doc: Doc, spans: Sequence[Proposal], gazetteer: Gazetteer) -> list[Proposal]:
    """Actors of the table give way to a name that clearly contains theirs: "CBS | Radio" is not CBS, "Laurentino
    Cortizo | Cohen" is the one of the table by his full name, "the NATO | Summit" is no actor."""
    lexicon = gazetteer.lexicon
    others = [span for span in spans if not span.source.startswith("table") and span.end - span.start > 1]
    by_token: dict[int, list[Proposal]] = defaultdict(list)
    for other in others:
        for i in range(other.start, other.end):
            by_token[i].append(other)
    people = {
        i
        for span in spans
        if span.kind == "person" and span.source.startswith("table")
        for i in range(span.start, span.end)
    }
    full = [span for span in spans if span.kind == "person" and span.end - span.start > 1]
    known = {doc[i].lower_ for span in full for i in range(span.start, span.end)}
    out: list[Proposal] = []
    for span in spans:
        if not span.source.startswith("table") or span.kind == "country":
            out.append(span)
            continue
        keep: Proposal | None = None if _is_part_of_a_longer_noun(doc[span.end - 1], span, lexicon) else span
        for other in by_token[span.start] if keep is not None else ():
            if other.start > span.start or other.end < span.end or other.end - other.start == span.end - span.start:
                continue
            extra = [doc[i] for i in range(other.start, other.end) if not span.start <= i < span.end]
            joined = CONNECTORS | {"and"} if other.source == "shape" else CONNECTORS
            if not all(is_capital(token) or token.lower_ in joined or not token.is_alpha for token in extra):
                continue
            if other.source == "generic" and span.kind == "institution":
                its = other.owner is not None and span.key and gazetteer.country_of(span.key) == other.owner
                # "the United States | Central Intelligence Agency"; "the Iranian | Red Crescent" is another body.
                keep = replace(span, start=other.start) if its else None
                continue
            if span.kind == "person":
                if other.kind == "person" and other.start == span.start and len(extra) <= 2:
                    keep = replace(span, end=other.end)
                elif other.source == "shape" and any(token.lower_ in lexicon["organisation_heads"] for token in extra):
                    keep = None
                elif (
                    other.source.startswith("model:")
                    and other.kind is None
                    and not span.passing
                    and other.source != "model:none"
                    and len(extra) <= 3
                ):
                    keep = None
                continue
            if (
                other.source == "model:PERSON"
                and span.start == other.start
                and span.end == other.end - 1 == other.start + 1
            ):
                keep = None  # "Nike | Ching"
                continue
            if other.source == "model:PERSON" and span.start > other.start and doc[span.start - 1].text == "-":
                keep = None  # "Abdul-| Fatah | Ahmed"
                continue
            if people & set(range(other.start, other.end)) or any(
                token.lower_ in lexicon["posts"] or token.lower_ in known or token.lower_ in _RANKED for token in extra
            ):
                continue
            if fold(doc[other.start : span.start].text) in gazetteer.by_country_name and other.end == span.end:
                if keep is not None:
                    keep = replace(keep, start=other.start)  # "the United States | National Hurricane Center"
                continue
            if (
                all(
                    token.ent_type_ in ("GPE", "NORP")
                    or fold(token.text) in gazetteer.by_demonym
                    or token.lower_ in CONNECTORS
                    for token in extra
                )
                and other.start < span.start
            ):
                if span.key and _of_another_country(doc, extra, span, gazetteer):
                    keep = None
                continue
            if span.key and _of_its_country(extra, span.key, gazetteer):
                continue  # "the National People's Congress | of China"
            if (
                other.kind == "institution"
                and other.source in ("shape", "model:ORG")
                and any(token.is_alpha and is_capital(token) for token in extra)
            ):
                bare = fold(" ".join(token.text for token in extra))
                if (
                    (bare and not is_acronym(doc[span.start : span.end].text))
                    or other.source == "shape"
                    or extra[0].i >= span.end
                ):
                    keep = None
            elif other.kind is None and other.source in (
                "model:EVENT",
                "model:LAW",
                "model:WORK_OF_ART",
                "model:PRODUCT",
                "model:FAC",
                "storm",
            ):
                keep = None
        if keep is not None:
            out.append(keep)
    return out


def _of_another_country(doc: Doc, extra: Sequence[Token], span: Proposal, gazetteer: Gazetteer) -> bool:
    """ "the German | Council on Foreign Relations", "the Ukrainian Greek | Catholic Church": another body than the one
    of the table, whose country is another or none."""
    country = gazetteer.by_demonym.get(fold(extra[0].text))
    head = next((t for t in doc[span.start + 1 : span.end] if t.lower_ in ("of", "on", "for")), None)
    last = doc[(head.i if head is not None else span.end) - 1]
    chapter = last.lower_ in gazetteer.lexicon["national_chapters"] and span.end - span.start > 1
    return chapter and span.key is not None and country is not None and gazetteer.country_of(span.key) != country


def _of_its_country(extra: Sequence[Token], key: str, gazetteer: Gazetteer) -> bool:
    """Whether what goes on after the name of a body of the table is only the country that it is part of."""
    words = [token.text for token in extra if token.lower_ not in CONNECTORS]
    country = gazetteer.by_country_name.get(fold(" ".join(words)))
    return extra[0].lower_ == "of" and country is not None and country == gazetteer.country_of(key)


def _is_part_of_a_longer_noun(last: Token, span: Proposal, lexicon: Lexicon) -> bool:
    """ "the Russian military" in "the Russian military intelligence agency" is another body than the military, and none
    in "German military aid"."""
    head = last.head
    return (
        span.kind == "institution"
        and last.is_lower
        and last.dep_ in ("compound", "amod", "nmod")
        and head.i >= span.end
        and head.is_lower
        and not {head.lower_, head.lemma_} & (lexicon["posts"] | lexicon["ranks"])
        and (
            (head.lemma_ in lexicon["organisation_heads"] and head.lower_ not in lexicon["representatives"])
            or (last.lower_ == "military" and head.lower_ not in lexicon["representatives"])
            or (last.lower_ in lexicon["forces"] and head.lower_ in lexicon["personnel"])
        )
    )


def _agree(doc: Doc, spans: Sequence[Proposal], gazetteer: Gazetteer) -> list[Name]:
    """Each name with the kind that its uses in the whole article support best; names of places and things fall away."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    folded = {id(span): fold(doc[span.start : span.end].text) for span in spans}
    nouns = frozenset(token.text for token in doc if token.is_lower and token.pos_ == "NOUN")
    bodies: set[str] = set()
    for span in spans:
        if not span.key and span.form == "name":
            text = folded[id(span)]
            if text not in votes:
                votes[text].update(_of_the_table(text, gazetteer))
            votes[text].update(_votes(doc, span, gazetteer, nouns))
            lone_head = text in _CALLED_BY_SORT  # "University president X"
            if (
                span.source in _TOLD_BY_WORDS
                and not lone_head
                and told_a_body(doc, span.start, span.end, gazetteer.lexicon)
            ):
                votes[text]["institution"] += 4
                bodies.add(text)
    labelled = Counter(folded[id(span)] for span in spans if span.source == "model:ORG")
    shortened = _short_forms(votes, spans, folded, labelled, gazetteer.lexicon)
    for span in spans:
        text = folded[id(span)]
        if (
            span.source == "model:PERSON" and " " not in text
            and text not in shortened and text not in gazetteer.given
        ):  # fmt: skip
            # News gives people their full names once; who is only ever called by one word is seldom a person.
            votes[text]["institution"] += 1
    names: list[Name] = []
    for span in sorted(spans, key=lambda s: s.start):
        if not folded[id(span)]:
            continue
        if span.key or span.form != "name":
            if span.kind is not None:
                names.append(_name(doc, span))
            continue
        kind = _best(votes[folded[id(span)]])
        if (
            span.kind is None
            and not (votes[folded[id(span)]]["person"] > 3 and person_shaped(doc[span.start : span.end], gazetteer))
            and not (kind == "institution" and folded[id(span)] in bodies and span.source in _TOLD_BY_WORDS)
        ):
            continue
        text = folded[id(span)]
        if kind == "none" and span.kind == "person" and (" " in text or _misspelt(text, shortened)):
            kind = "person" if votes[text]["none"] < 1 else kind
        if kind == "none":
            continue
        names.append(_name(doc, replace(span, kind=kind)))
    return names


_CALLED_BY_SORT = frozenset({
    "university", "college", "school", "foundation", "institute", "association", "federation", "society", "company",
    "corporation", "center", "centre", "hospital", "academy", "organisation", "organization", "club",
})  # fmt: skip
"""What an article that named one calls it behind a capital: "Foundation President X"."""


def _misspelt(text: str, surnames: Set[str]) -> bool:
    """ "Pierliusi" in an article on Pedro Pierluisi."""
    return len(text) > 5 and any(text[:4] == other[:4] and abs(len(text) - len(other)) < 2 for other in surnames)


_TOLD_BY_WORDS = frozenset(
    f"model:{label}" for label in ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "none")
)
"""Sources whose kind gives way to what the words round a name say."""


def _of_the_table(text: str, gazetteer: Gazetteer) -> dict[str, int]:
    """What the weak names of the alias table say of a name's kind."""
    kinds = {gazetteer.aliases.entries[key].kind for key in gazetteer.aliases.weak.get(text, ())}
    return {kinds.pop(): 3} if len(kinds) == 1 else {}


def _best(votes: Counter[str]) -> Kind | Literal["none"]:
    person, institution, none = votes["person"], votes["institution"], votes["none"]
    if none > max(person, institution) or (person == institution == 1):
        return "none"  # one word, named once, of which nothing tells what it is
    return "person" if person > institution else "institution"


def _short_forms(
    votes: dict[str, Counter[str]],
    spans: Sequence[Proposal],
    folded: dict[int, str],
    labelled: Counter[str],
    lexicon: Lexicon,
) -> set[str]:
    """A short name takes the kind of the longer one that it belongs to: "Djibo" of "Ousmane Illiassou Djibo", however
    often the model labels it otherwise (``labelled``) where nothing else speaks for that. Returns the short names of
    people."""
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    listed = {folded[id(span)]: span for span in reversed(spans) if span.key}
    for text in {folded[id(span)] for span in spans}:
        words = text.split()
        if len(words) < 2:
            continue
        keyed = listed.get(text)
        if (
            len(words[0]) > 3
            and all(word in lexicon["corporate_words"] for word in words[1:])
            and words[0] not in lexicon["not_names"]
        ):
            # "Salling" of "Salling Group"
            longer[words[0]]["institution"] += 3
        kind = str(keyed.kind) if keyed else _best(votes[text])
        if kind == "institution" and len(words) <= 3 and len(words[0]) > 3:
            longer[words[0]]["institution"] += 1  # "Corvid" of "Corvid Partners"
        if keyed is not None and keyed.kind == "country":
            continue
        if kind == "person":
            for word in (words[0], *words[-2:]):
                longer[word]["person"] += 4
            longer[" ".join(words[1:])]["person"] += 4
            longer[" ".join(words[-2:])]["person"] += 4
        elif kind == "none" or not votes[text]:
            if words[0] in _STORMS or words[0] in _SHIPS:
                longer[" ".join(words[1:])]["none"] += 6
            elif len(words) == 3 and words[1] in _WEATHER:
                longer[words[2]]["none"] += 6
    for text, more in longer.items():
        if text in votes:
            if more["person"] and " " not in text and votes[text]["institution"] <= labelled[text]:
                votes[text]["institution"] = 0
            votes[text].update(more)
    return {text for text, more in longer.items() if more["person"]}


def _abbreviated(doc: Doc, span: Proposal) -> bool:
    """ "Pishro Sanat Zagros (PSZ)": people are not called by their initials in brackets."""
    if span.end + 2 >= len(doc) or doc[span.end].text != "(" or doc[span.end + 2].text != ")":
        return False
    letters = "".join(token.text[0] for token in doc[span.start : span.end] if token.text[:1].isupper())
    return len(letters) > 1 and doc[span.end + 1].text == letters


def _firm_noun(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """ "chipmaker", "think tank", "drone maker": a noun for a firm that ends at token ``i``."""
    low = doc[i].lower_
    if low in lexicon["firms"] or low in lexicon["describers"]:
        return True
    return i > 0 and f"{doc[i - 1].lower_} {low}" in lexicon["firms"]


@lru_cache(maxsize=8)
def _beginnings(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase[:size] for phrase in phrases for size in range(1, len(phrase) + 1))


def _team_post(doc: Doc, at: int, lexicon: Lexicon) -> int:
    """The end of the post in a team that stands at token ``at`` before somebody's name, or 0."""
    posts = lexicon["team_posts"]
    if doc[at].lower_ not in _beginnings(posts):
        return 0
    for size in (2, 1):
        end = at + size
        if end < len(doc) and doc[at:end].text.lower() in posts:
            return end if is_capital(doc[end]) and doc[end].pos_ == "PROPN" and doc[at].is_lower else 0
    return 0


_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,5}")
_FIRST_NAMES = frozenset({"jordan", "chad", "israel", "georgia", "india", "kenya", "holland", "ireland", "france"})


def _votes(doc: Doc, span: Proposal, gazetteer: Gazetteer, nouns: Set[str]) -> Counter[str]:
    """What one use of a name says of its kind; ``nouns`` stand in small letters somewhere in the article."""
    lexicon = gazetteer.lexicon
    votes: Counter[str] = Counter()
    words = doc[span.start : span.end]
    root = words.root
    many = len([token for token in words if token.text[:1].isalpha()]) > 1
    if _names_a_rule(doc, span) and not headed(words, lexicon):
        votes["person"] += 4
    if span.source in ("title", "given"):
        votes[str(span.kind)] += 4
    elif span.source in ("listed", "weak"):
        votes[str(span.kind)] += 2
    elif span.source in ("shape", "site", "team"):
        votes["institution"] += 4
    elif span.source == "model:PERSON":
        votes["person"] += 1
    elif span.source in ("model:ORG", "model:NORP"):
        votes["institution"] += 1
    else:
        votes["none"] += 1
        if span.source == "storm":
            votes["none"] += 5
    before = doc[span.start - 1] if span.start else None
    if many and words[0].lower_ in gazetteer.given:
        votes["person"] += 3
    if headed(words, lexicon) and span.source != "title":
        votes["institution"] += 3
    if any(token.text in ("'s", "’s") for token in words) or (many and _NO_VOWEL.fullmatch(words[0].text)):
        votes["institution"] += 4  # "Lloyd's of London", "PKN Orlen"
    if many and words[-1].lower_ in lexicon["club_words"]:
        votes["institution"] += 4
    if many and _abbreviated(doc, span):
        votes["institution"] += 4
    if before is not None and before.is_lower and before.lower_ in _CRAFT and span.source.startswith("model"):
        votes["none"] += 6  # "the frigate Admiral Essen"
    if before is not None and span.kind is not None:
        low = before.lower_.rstrip(".")
        if (
            low in lexicon["honorifics"]
            or low in lexicon["ranks"]
            or low in lexicon["posts"]
            or low in lexicon["kin"]
            or low in lexicon["occupations"]
        ):
            votes["person"] += 2
        elif before.is_lower and _firm_noun(doc, before.i, lexicon) and words[0].lower_ not in gazetteer.given:
            votes["institution"] += 3
        elif low == "the" and not _names_a_rule(doc, span) and not _labels(root, lexicon):
            votes["institution"] += 2
            if len(words) == 1 and words[0].text.istitle() and span.source == "model:PERSON":
                votes["none"] += 1
        elif low == "named" and before.i and doc[before.i - 1].lower_ in lexicon["occupations"] | _HUMANS:
            votes["person"] += 4  # "a Polish chef named Luckasz"
        elif low == "," and before.i and _post_phrase(doc, before.i, lexicon):
            votes["person"] += 2
    if span.end < len(doc) and doc[span.end].text == "," and span.kind is not None:
        for child in root.children:
            if child.dep_ == "appos" and child.i > root.i:
                low = child.lower_
                if child.i + 1 < len(doc) and doc[child.i + 1].text == "-" and not child.whitespace_:
                    continue  # "X, co | -convener of Y"
                if low in lexicon["posts"] or low in lexicon["occupations"] or low in lexicon["kin"] or low.isdigit():
                    votes["person"] += 2
                elif low in lexicon["organisation_heads"] or low in (
                    "subsidiary",
                    "newspaper",
                    "startup",
                    "maker",
                    "website",
                    "site",
                    "outlet",
                    "retailer",
                    "firm",
                    "daily",
                    "magazine",
                    "broadcaster",
                    "channel",
                    "band",
                    "airline",
                    "carrier",
                    "manufacturer",
                    "charity",
                    "nonprofit",
                    "chain",
                    "supermarket",
                    "brand",
                    "think tank",
                ):
                    votes["institution"] += 2
                elif low in lexicon["places"] or low in ("capital", "suburb", "neighborhood", "neighbourhood"):
                    votes["none"] += 3
    if any(
        child.dep_ == "relcl" and any(t.lower_ in ("who", "whom") for t in child.subtree) for child in root.children
    ):
        votes["person"] += 2
    if (
        many
        and span.source == "model:PERSON"
        and words[0].lower_ not in gazetteer.given
        and span.end + 2 < len(doc)
        and doc[span.end].text == ","
        and doc[span.end + 1].lower_ == "which"
        and doc[span.end + 2].tag_ in ("VBZ", "VBP")
    ):
        votes["institution"] += 3  # "Wesley Mission, which campaigns against ..."
    if root.dep_ == "appos" and root.head.i < root.i:
        low = root.head.lower_
        if low in lexicon["posts"] or low in lexicon["occupations"] or low in lexicon["kin"]:
            votes["person"] += 2
    if not many and span.source.startswith("model") and _called_upon(doc, span, gazetteer):
        votes["person"] += 4
    if not many:
        text = words[0].text
        if text.lower() in gazetteer.given:
            votes["person"] += 2
        elif span.source == "model:PERSON" and (_beside_a_body(root) or _its(doc, root)):
            # "Woolworths and Coles", "Naftogaz raised its prices"
            votes["institution"] += 2
        elif span.source == "model:PERSON" and (_of_a_country(doc, span, gazetteer) or _made_by(root) or _deals(root)):
            votes["institution"] += 1  # "China's Zhongliang"
        elif span.source == "model:PERSON" and (_his(doc, root) or _among_people(root, gazetteer)):
            votes["person"] += 2
        if (text.isupper() and 2 <= len(text) <= 6) or (
            any(c.isupper() for c in text[1:])
            and not text.isupper()
            and "'" not in text
            and "’" not in text
            and not text.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "O"))
        ):
            votes["institution"] += 1
    if (
        many
        and span.source in ("model:PERSON", "model:ORG")
        and words[0].lower_ not in gazetteer.given
        and not {words[0].lower_, words[-1].lower_} & _FIRST_NAMES
        and (fold(words[-1].text) in gazetteer.by_country_name or fold(words[0].text) in gazetteer.by_country_name)
    ):
        # "Transparencia Venezuela", "Cuba Decide": people are seldom called like countries.
        votes["institution"] += 2
    if "&" in words.text or "Inc" in words.text:
        votes["institution"] += 2
    if root.dep_ == "nsubj" and root.head.lemma_ in _SPEECH:
        votes["person"] += 1 if span.source == "model:PERSON" else 0
        votes["none"] -= 1
    besieged = span.source == "model:PERSON" and not many and root.dep_ == "dobj" and root.head.lemma_ in _BESIEGED
    taken = span.start > 1 and span.source.startswith("model") and not headed(words, lexicon)
    besieged = besieged or (taken and doc[span.start - 2 : span.start].text.lower() in _HELD_AS_A_PLACE)
    if besieged or _where(doc, span, root) or _held_at(doc, span, lexicon):
        votes["none"] += 3
    elif span.source.startswith("model") and (
        (span.start and _work_or_make(doc, span, root, lexicon)) or _common_noun(doc, span, nouns)
    ):
        votes["none"] += 3
    return votes


_SPOKEN_TO = frozenset({"thanks", "yes", "okay", "ok", "ahead", "well", "sorry", "you", "sure", "please"})


def _called_upon(doc: Doc, span: Proposal, gazetteer: Gazetteer) -> bool:
    """ "Yes, Said.", "Go ahead, Kylie.", "Janne?": whom a speaker calls by his first name, alone in the sentence."""
    name = doc[span.start]
    if not name.text.istitle() or not name.is_alpha or span.end >= len(doc) or doc[span.end].text not in ".?":
        return False
    if not span.start or fold(name.text) in gazetteer.by_country_name or name.lower_ in gazetteer.lexicon["not_names"]:
        return False
    before = doc[span.start - 1]
    if before.text == ",":
        return span.start > 1 and doc[span.start - 2].lower_ in _SPOKEN_TO
    return before.text == ":" and span.start > 1 and doc[span.start - 2].is_upper


_RULES = frozenset({"administration", "regime", "presidency", "era"})


def _names_a_rule(doc: Doc, span: Proposal) -> bool:
    """ "the Assad regime", "the Obama administration": a rule is called after the ruler, and its article is its own."""
    at = span.end + (span.end < len(doc) and doc[span.end].text == "-")
    return at < len(doc) and doc[at].lower_ in _RULES and span.end - span.start == 1


_HUMANS = frozenset({"man", "woman", "boy", "girl", "child", "person", "friend", "son", "daughter"})


def _post_phrase(doc: Doc, comma: int, lexicon: Lexicon) -> bool:
    """True if the words before the comma are a lone description: "a spokesperson, Morgan Ortagus"."""
    last = doc[comma - 1].lower_
    return last in lexicon["posts"] or last in lexicon["occupations"] or last in lexicon["kin"]


def _labels(root: Token, lexicon: Lexicon) -> bool:
    """ "the O'Rourke campaign": the article is the noun's, unless the noun is one for firms and groups."""
    head = root.head
    return (
        root.dep_ == "compound"
        and head.is_lower
        and head.i > root.i
        and not any(head.lower_ in lexicon[words] for words in ("firms", "kinds_of_body", "describers", "bodies"))
    )


_MAKES = frozenset({"make", "manufacture", "build", "produce", "supply", "develop", "operate", "publish", "own"})


def _made_by(root: Token) -> bool:
    """ "radars made by Halvex"."""
    by = root.head
    return root.dep_ == "pobj" and by.dep_ == "agent" and by.head.lemma_.lower() in _MAKES


_DEALS = frozenset({"acquire", "manufacture", "export", "merge", "list", "lease", "insure", "refinance", "divest"})


def _deals(root: Token) -> bool:
    """ "Voestal acquired a stake", "sales at Norven, which exports": what firms do."""
    return root.dep_ == "nsubj" and root.head.lemma_.lower() in _DEALS


def _of_a_country(doc: Doc, span: Proposal, gazetteer: Gazetteer) -> bool:
    """True if a country's possessive stands right before the name."""
    at = span.start - 1
    return at > 0 and doc[at].text in ("'s", "’s") and fold(doc[at - 1].text) in gazetteer.by_country_name


def _beside_a_body(root: Token) -> bool:
    """True if the name is joined by "and" to what the model takes for an organisation."""
    others = [child for child in root.children if child.dep_ == "conj"]
    if root.dep_ == "conj":
        others.append(root.head)
    return any(other.ent_type_ == "ORG" and other.pos_ == "PROPN" for other in others)


def _its(doc: Doc, root: Token) -> bool:
    """True if "its" in the same clause goes back to the name as the subject; nobody speaks so of people."""
    if root.dep_ != "nsubj":
        return False
    for token in doc[root.i + 1 : min(root.i + 12, root.sent.end)]:
        if token.lower_ == "its":
            return True
        if token.is_punct or token.pos_ == "PROPN" or token.lower_ in ("he", "she", "his", "her", "that", "which"):
            return False
    return False


def _his(doc: Doc, root: Token) -> bool:
    """True if "he" or "his" in the same clause goes back to the name as the subject."""
    if root.dep_ not in ("nsubj", "nsubjpass"):
        return False
    for token in doc[root.i + 1 : min(root.i + 15, root.sent.end)]:
        if token.lower_ in ("he", "she", "his", "her", "him", "himself", "herself"):
            return True
        if token.pos_ == "PROPN" or token.lower_ in ("it", "its", "they", "their"):
            return False
    return False


def _among_people(root: Token, gazetteer: Gazetteer) -> bool:
    """ "his children Brodie and Nolan": joined to what people are called, or to somebody's kin."""
    others = [child for child in root.children if child.dep_ == "conj"]
    head = root
    while head.dep_ in ("conj", "appos") and head.head is not head:
        head = head.head
        others.append(head)
    return any(other.lower_ in gazetteer.given or other.lower_ in gazetteer.lexicon["kin"] for other in others)


_HELD_AS_A_PLACE = frozenset(
    {"siege of", "outskirts of", "suburb of", "suburbs of", "town of", "city of", "village of"}
)
_BESIEGED = frozenset({"seize", "besiege", "occupy", "retake", "recapture", "encircle", "shell", "overrun", "bombard"})


def _common_noun(doc: Doc, span: Proposal, nouns: Set[str]) -> bool:
    """A lone word that starts a sentence or a quotation and stands in small letters elsewhere: "Guardrails can ..."."""
    token = doc[span.start]
    if span.end - span.start > 1 or not token.text.istitle():
        return False
    if not token.is_sent_start and (not span.start or doc[span.start - 1].text not in ('"', "“", "‘", "'")):
        return False
    return token.lower_ in nouns or token.lower_.removesuffix("s") in nouns


def _work_or_make(doc: Doc, span: Proposal, root: Token, lexicon: Lexicon) -> bool:
    """ "the romantic comedy Pillow Talk", "which makes Sorbent", "parts of Varosha": a work, a product, a place."""
    before = doc[span.start - 1]
    if before.is_lower and before.lower_ in lexicon["works"] and root.i >= span.start:
        return True
    if before.is_lower and before.lower_ in lexicon["regions"] | _BODIES_OF_WATER and before.head == root:
        return before.dep_ in ("compound", "nmod")  # "the river Seine"
    if headed(doc[span.start : span.end], lexicon):
        return False
    if (
        span.end < len(doc)
        and doc[span.end].is_lower
        and doc[span.end].lower_ in _DIVISIONS
        and root.head.i == span.end
    ):
        return True  # "the Tsuen Wan district"
    if before.lower_ == "of" and span.start > 1 and doc[span.start - 2].lower_ in lexicon["parts_of_a_place"]:
        return True
    return (
        span.source == "model:ORG"
        and root.dep_ == "dobj"
        and root.head.lemma_ in ("make", "manufacture", "brew", "bottle")
        and root.head.i == span.start - 1
        and not any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in root.head.children)
    )


_CRAFT = frozenset(
    "airliner barge bomber corvette cruiser destroyer dinghy ferry freighter frigate icebreaker locomotive minesweeper "
    "schooner ship spacecraft steamer submarine tanker telescope trawler tug tugboat vessel warship yacht".split()
)
"""Before these a name is what a ship or a machine is called: "the frigate Admiral Essen"."""
_BODIES_OF_WATER = frozenset({"river", "lake", "mount", "volcano", "stream", "creek"})
_HOLDING = frozenset({"hold", "detain", "imprison", "jail", "torture", "incarcerate", "lock", "inter", "confine"})


def _held_at(doc: Doc, span: Proposal, lexicon: Lexicon) -> bool:
    """ "was being held at El Helicoide": a prison, called by its name alone."""
    if not span.source.startswith("model") or not span.start or headed(doc[span.start : span.end], lexicon):
        return False
    before = doc[span.start - 1]
    return before.lower_ in ("in", "at", "inside") and before.head.lemma_.lower() in _HOLDING


_DIVISIONS = frozenset({"province", "district", "region", "municipality", "county", "governorate"})


_HELD_IN = frozenset({
    "stake", "share", "invest", "investment", "investor", "shareholder", "stock", "holding", "shareholding", "holder",
    "work", "role", "job", "career", "bet", "play", "participate", "membership", "member", "vote", "seat",
})  # fmt: skip
"""What is had or done in a firm or a body, not in a place."""


def _where(doc: Doc, span: Proposal, root: Token) -> bool:
    """ "in Beaver Falls, Pennsylvania", "near Tongo Tongo": a place, whatever the model thinks."""
    end = span.end
    if (
        end + 1 < len(doc)
        and doc[end].text == ","
        and doc[end + 1].ent_type_ == "GPE"
        and span.source.startswith("model")
    ):
        preposition = doc[span.start - 1].lower_ if span.start else ""
        if preposition in ("in", "near", "at", "of", "from", "to", "outside"):
            return True
    if (
        end + 2 < len(doc)
        and doc[end].lower_ == "in"
        and doc[end + 1].lower_ == "the"
        and doc[end + 2].lower_ in _DIVISIONS
        and span.source.startswith("model")
    ):
        return True  # "Makilala in the province of North Cotabato"
    if span.source not in ("model:PERSON", "model:ORG") or not span.start or span.end - span.start > 3:
        return False
    before = doc[span.start - 1]
    if span.source == "model:PERSON" and before.lower_ in ("in", "near", "outside", "around", "across", "throughout"):
        return before.head.lemma_.lower() not in _TRUST
    if span.end - span.start == 1 and before.lower_ in ("in", "near", "outside") and doc[span.start].text.istitle():
        return before.head.lemma_.lower() not in _TRUST | _HELD_IN and before.head.pos_ in ("VERB", "NOUN", "AUX")
    return before.lower_ in ("to", "from", "into") and before.head.lemma_ in (
        "fly",
        "travel",
        "move",
        "drive",
        "head",
        "flee",
        "arrive",
        "return",
        "sail",
        "redirect",
        "divert",
        "evacuate",
        "airlift",
        "march",
        "relocate",
        "transfer",
    )


__all__ = ["Form", "Gazetteer", "Name", "find_names"]
