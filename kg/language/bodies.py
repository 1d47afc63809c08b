"""Bodies of a state or a town named by a common noun: "Iran's parliament", "the Supreme Court", "Toronto police"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.aliases import fold
from kg.language.gazetteer import Gazetteer, Proposal, is_capital
from kg.language.listed import MILITARY_RULE
from kg.language.shapes import trimmed
from kg.language.tokens import Doc, Span
from kg.rules import Lexicon


def bodies_of_a_country(doc: Doc, listed: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """A country and a common noun for one of its bodies: "the Israeli army", "Iran's Foreign Ministry"."""
    nouns = gazetteer.lexicon["institutions_of_a_country"]
    for name in listed:
        if name.kind != "country" or name.form not in ("adjective", "country"):
            continue
        of_it = _body_before(doc, name.start, nouns) if name.form == "country" else None
        if of_it is not None:
            begin, end = of_it
            adjective = gazetteer.demonym_of[name.key] if name.key else doc[name.start : name.end].text
            yield Proposal(
                begin,
                name.end,
                "institution",
                "generic",
                "generic",
                owner=name.key,
                text=f"{adjective} {doc[begin:end].text}",
            )
            continue
        at = name.end
        possessive = at < len(doc) and doc[at].text in ("'s", "’s", "'", "’")
        if possessive:
            at += 1
        found = None
        lone = not possessive and _one_of_many(doc, name.start)
        for skipped in range(0, 4):
            begin = at + skipped
            if begin >= len(doc) or (doc[begin].is_punct and doc[begin].text != "-") or doc[begin].is_space:
                break
            found = _longest_phrase(doc, begin, nouns)
            if not lone:
                found = max(found or 0, called_by_its_field(doc, begin, gazetteer.lexicon)) or None
            if (
                found
                or (begin == name.end and name.form == "country" and doc[begin].is_lower and doc[begin].tag_ != "JJ")
                or doc[begin].pos_ not in ("ADJ", "PROPN", "NOUN")
                or doc[begin].dep_ not in ("amod", "compound", "nmod")
            ):
                break
        if found is None:
            continue
        end = found
        last = doc[end - 1]
        if lone and last.is_lower and last.lower_ not in _ALSO_WITH_A and last.dep_ not in ("compound", "nmod"):
            continue  # "Mirvat, a Chilean news agency", not "a Kenyan police spokesman"
        goes_on = is_capital(doc[begin]) and end + 1 < len(doc) and doc[end].lower_ in ("of", "for")
        if goes_on and is_capital(doc[end + 1]) and doc[end + 1].ent_type_ != "GPE":
            continue  # "Kenya's Court | of Appeal"
        if (
            _modifies_the_next(doc, end, gazetteer.lexicon)
            or _adjective(doc, end)
            or _named_behind(doc, end, gazetteer.lexicon)
        ):
            continue
        if any(word.tag_ == "JJS" for word in doc[at:begin]):
            continue  # "Britain's biggest rail workers' union" only says what is named beside it
        if doc[end - 1].lower_ == "opposition" and end < len(doc) and doc[end].lower_ in ("to", "towards", "toward"):
            continue  # "U.S. opposition to the pipeline"
        end = _posted_to(doc, end)
        while at < begin and doc[at].lower_ in _SAID_OF_MANY:
            at += 1
        words = doc[at:end].text
        adjective = gazetteer.demonym_of[name.key] if name.key else doc[name.start : name.end].text
        called = _by_its_name(doc, begin, end, nouns) or f"{adjective} {words}"
        yield Proposal(name.start, end, "institution", "generic", "generic", owner=name.key, text=called)


def bodies_in_a_row(doc: Doc, listed: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Bodies of a country that share its name or their noun: "the Kenyan parliament, supreme court and police", "the
    U.S. Departments of State, Defense and Energy", "Kenya's Foreign and Interior Ministries"."""
    for name in listed:
        if name.kind != "country" or name.key is None or name.form not in ("adjective", "country"):
            continue
        at = name.end
        if at < len(doc) and doc[at].text in ("'s", "’s", "'", "’"):
            at += 1
        row = list(_small_bodies(doc, at, gazetteer) or _fields(doc, at))
        adjective = gazetteer.demonym_of[name.key]
        for number, (start, end, called) in enumerate(row):
            with_it = not number and (doc[start].is_lower or doc[start].lower_ in _MINISTRIES)
            begin = name.start if with_it else start  # "the Kenyan | Foreign and Interior Ministries"
            text = f"{adjective} {called}"
            yield Proposal(begin, end, "institution", "generic", "generic", owner=name.key, text=text)


def _small_bodies(doc: Doc, at: int, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """(start, end, what it is called) of two or more bodies in small letters from token ``at``, without articles."""
    nouns = gazetteer.lexicon["institutions_of_a_country"]
    row: list[tuple[int, int, str]] = []
    while at < len(doc) and doc[at].is_lower and (end := _longest_phrase(doc, at, nouns)) is not None:
        if _modifies_the_next(doc, end, gazetteer.lexicon) or _adjective(doc, end):
            break
        row.append((at, end, doc[at:end].text))
        at = _next_member(doc, end)
    return row if len(row) > 1 else []


def _fields(doc: Doc, at: int) -> list[tuple[int, int, str]]:
    """(start, end, what it is called) of the ministries whose fields are listed behind or before their plural."""
    of = at + 1 < len(doc) and doc[at].lower_ in _MINISTRIES and doc[at + 1].lower_ == "of"
    start = at + 2 if of else at
    members: list[tuple[int, int]] = []
    joined = False
    while start < len(doc) and doc[start].text[:1].isupper() and doc[start].lower_ not in _MINISTRIES:
        end = start
        while end < len(doc) and doc[end].text[:1].isupper() and doc[end].lower_ not in _MINISTRIES:
            end += 1
        members.append((start, end))
        if joined or end - start > 3:
            break
        joined = end < len(doc) and (doc[end].lower_ == "and" or doc[end : end + 2].text.lower() == ", and")
        after = _next_member(doc, end)
        if after == end:
            break
        start = after
    last = members[-1][1] if members else at
    plural = doc[at] if of else doc[last] if last < len(doc) else None
    if len(members) < 2 or not joined or plural is None or plural.lower_ not in _MINISTRIES:
        return []
    called = [f"{doc[start:end].text} {_MINISTRIES[plural.lower_]}" for start, end in members]
    spans = [(at if of and not number else start, end) for number, (start, end) in enumerate(members)]
    if not of:
        spans[-1] = (spans[-1][0], last + 1)
    return [(start, end, text) for (start, end), text in zip(spans, called, strict=True)]


def _next_member(doc: Doc, end: int) -> int:
    """Where the list goes on behind token ``end``; ``end`` where it does not."""
    at = end
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at < len(doc) and doc[at].lower_ in ("and", "&"):
        at += 1
    return at


_SAID_OF_MANY = frozenset({"main", "own", "new", "former", "current", "powerful", "influential", "respective"})
"""What stands before the name of a body and is no part of it: "Kenya's main | opposition"."""
_MINISTRIES = {"departments": "Department", "ministries": "Ministry"}
_THE_COUNTRY = frozenset({"country", "nation", "kingdom", "republic"})
_NEAR = 80
"""How many tokens back "the country" may look for its name."""


def bodies_of_the_country(doc: Doc, listed: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "The country's election commission": of the one country that the lines before it name."""
    nouns = gazetteer.lexicon["institutions_of_a_country"]
    countries = [name for name in listed if name.kind == "country" and name.key]
    for token in doc[:-2]:
        if token.lower_ not in _THE_COUNTRY or token.nbor().text not in ("'s", "’s"):
            continue
        begin = token.i + 2
        end = _longest_phrase(doc, begin, nouns)
        end = max(end or 0, called_by_its_field(doc, begin, gazetteer.lexicon)) or None
        near = {name.key for name in countries if token.i - _NEAR <= name.start < token.i}
        if end is None or len(near) != 1 or _modifies_the_next(doc, end, gazetteer.lexicon):
            continue
        owner = next(iter(near))
        text = f"{gazetteer.demonym_of[owner]} {doc[begin:end].text}" if owner else doc[begin:end].text
        yield Proposal(token.i, token.i + 1, "country", "country", "generic", key=owner)
        yield Proposal(begin, end, "institution", "generic", "generic", owner=owner, text=text)


def named_by_the_noun_after(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Names that the model may not know, told by the noun that they stand before: "the Kaufland chain", "the
    semi-official Mirvat news agency"."""
    lexicon = gazetteer.lexicon
    for noun in doc:
        low = noun.lower_
        if not noun.is_lower or noun.tag_ != "NN":
            continue
        alone = low in lexicon["firms_after_a_name"]
        both = f"{doc[noun.i - 1].lower_} {low}" if low in _PAIRED and noun.i > 1 else ""
        pair = both in lexicon["firms"] or both in lexicon["describers"]
        if not alone and not pair:
            continue
        stop = start = noun.i - pair
        while start > 0 and is_capital(doc[start - 1]) and doc[start - 1].pos_ == "PROPN" and stop - start < 4:
            start -= 1
        name = doc[start:stop]
        before = doc[start - 1].lower_ if start else ""
        definite = before == "the" or (pair and before not in _ONE_OF_THEM and not name[-1:].text.endswith("."))
        of_none = _OF_NO_BODY - {"PERSON"} if pair and low != "group" else _OF_NO_BODY
        if not len(name) or not definite or any(t.ent_type_ in of_none for t in name):
            continue
        if any(fold(t.text) in gazetteer.by_demonym or t.lower_ in lexicon["peoples_only"] for t in name):
            continue  # "the Swedish chain", "the Catholic newspaper"
        if pair and (name[0].lower_ in gazetteer.given or name.text.lower() in lexicon["not_names"]):
            continue
        end = noun.i + 1 if low == "secretariat" else stop
        yield Proposal(start, end, "institution", "name", "shape")


_OF_NO_BODY = frozenset({"GPE", "PERSON", "DATE", "LOC", "NORP"})
_PAIRED = frozenset({"agency", "group", "site", "website", "portal", "outlet", "channel", "network", "station", "tank"})
_ONE_OF_THEM = frozenset({"a", "an", "another", "any", "every", "one", "that", "this"})


def bodies_of_a_town(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "New York police", "the Los Angeles fire department", "the Catalan regional government"."""
    lexicon = gazetteer.lexicon
    by_first, bodies = _by_first(lexicon["town_bodies"]), lexicon["institutions_of_a_country"]
    ends = {entity.end: entity for entity in doc.ents}
    yield from _for_a_field_of_a_town(doc, gazetteer)
    for token in doc:
        if not token.i or token.lower_ not in by_first or not token.is_lower:
            continue
        at = token.i - (doc[token.i - 1].text in ("'s", "’s"))
        place = ends.get(token.i) or ends.get(at)
        if place is not None and place.label_ not in ("GPE", "ORG", "LOC", "FAC"):
            place = None
        for words in by_first[token.lower_]:
            end = token.i + len(words)
            if (
                end > len(doc)
                or tuple(t.lower_ for t in doc[token.i : end]) != words
                or _modifies_the_next(doc, end, lexicon)
            ):
                continue
            if place is not None and (place.label_ == "GPE" or len(words) > 1):
                start, stop = trimmed(doc, place.start, place.end)
                if fold(doc[start:stop].text) in gazetteer.by_country_name and phrase_of(doc[token.i : end]) in bodies:
                    break  # which bodies_of_a_country reads
            elif place is None and (len(words) > 1 or words == ("police",)):
                start = _unknown_place(doc, at, end, gazetteer)
            else:
                continue
            if start < at:
                yield Proposal(start, end, "institution", "generic", "generic", text=doc[start:end].text)
            break


def _for_a_field_of_a_town(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "The Toronto transit commission", "the Navajo Nation historic preservation office"."""
    for entity in doc.ents:
        start, stop = trimmed(doc, entity.start, entity.end)
        end = called_by_its_field(doc, entity.end, gazetteer.lexicon) if entity.label_ in ("GPE", "ORG") else 0
        if end - entity.end < 2 or stop != entity.end or _modifies_the_next(doc, end, gazetteer.lexicon):
            continue
        definite = start > 0 and doc[start - 1].lower_ == "the"
        known = fold(doc[start:stop].text)
        if definite and known not in gazetteer.by_country_name and known not in gazetteer.aliases.strong:
            yield Proposal(start, end, "institution", "generic", "generic", text=doc[start:end].text)


_OF_WOMEN_OR_MEN = frozenset({"women", "men", "girls", "boys"})


def teams_of_a_school(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """ "The Brackley University women's hockey team": a body of its own, named with its school or town."""
    sports = gazetteer.lexicon["sports"]
    for entity in doc.ents:
        if entity.label_ not in ("ORG", "GPE", "FAC") or fold(entity.text) in gazetteer.by_country_name:
            continue
        at = entity.end
        if at + 2 < len(doc) and doc[at].lower_ in _OF_WOMEN_OR_MEN and doc[at + 1].text in ("'s", "’s", "'", "’"):
            at += 2
        for size in (3, 2, 1):
            if at + size < len(doc) and doc[at + size].lower_ == "team" and doc[at : at + size].text.lower() in sports:
                start, _ = trimmed(doc, entity.start, entity.end)
                end = at + size + 1
                yield Proposal(start, end, "institution", "generic", "generic", text=doc[start:end].text)


def campaigns_of(doc: Doc) -> Iterator[Proposal]:
    """ "The Harris campaign accused ...": those who campaign for somebody, where they act or are spoken of as his."""
    for token in doc:
        if token.lower_ != "campaign" or not token.is_lower or token.i < 2 or token.dep_ not in _ACTING:
            continue
        name, the = token.nbor(-1), token.nbor(-2)
        named = is_capital(name) and name.pos_ == "PROPN" and name.ent_type_ in ("PERSON", "ORG", "")
        if named and name.dep_ == "compound" and name.head == token and the.lower_ == "the":
            yield Proposal(
                name.i, token.i + 1, "institution", "generic", "generic", text=token.doc[name.i : token.i + 1].text
            )


_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dobj"})


def _unknown_place(doc: Doc, at: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the name before ``at`` begins that the model took for no place ("Harwick | police"), or ``at``."""
    lexicon = gazetteer.lexicon
    start = at
    while start and at - start < 3 and is_capital(doc[start - 1]) and doc[start - 1].pos_ in ("PROPN", "ADJ"):
        start -= 1
        token, low = doc[start], doc[start].lower_
        country = fold(token.text) in gazetteer.by_demonym or fold(token.text) in gazetteer.by_country_name
        if country or low in lexicon["not_names"] or low in lexicon["posts"] or low in lexicon["ranks"]:
            return at
    if (
        start == at
        or not at <= doc[at - 1].head.i < end
        or doc[at - 1].dep_ not in ("compound", "amod", "nmod", "poss")
    ):
        return at
    titled = start and doc[start - 1].lower_ in lexicon["honorifics"] | lexicon["posts"]
    lone = start + 1 == at and doc[start].is_sent_start and doc[start].pos_ != "PROPN"
    return at if titled or lone else start


def _body_before(doc: Doc, country: int, nouns: frozenset[str]) -> tuple[int, int] | None:
    """ "the parliament of Portugal": the tokens of the body."""
    at = country - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    if at < 1 or doc[at].lower_ != "of":
        return None
    for length in (4, 3, 2, 1):
        span = doc[at - length : at] if at >= length else doc[:0]
        if len(span) and phrase_of(span) in nouns and (span[-1].tag_ != "NNS" or span.text.lower() in nouns):
            return at - length, at  # not "the navies of China, India and Oman"
    return None


def _posted_to(doc: Doc, end: int) -> int:
    """The end of an embassy's name with its town: "U.S. Embassy | in Hanoi"; in small letters ("the Cuban embassy in
    Caracas") the town only says where it is."""
    if doc[end - 1].text not in ("Embassy", "Consulate") or end + 1 >= len(doc) or doc[end].lower_ != "in":
        return end
    town = next((entity for entity in doc.ents if entity.start == end + 1 and entity.label_ == "GPE"), None)
    return town.end if town is not None else end


@cache
def _by_first(phrases: frozenset[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The phrases as tuples of tokens, longest first, by their first token."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase)):
        words = tuple(phrase.replace("'s", " 's").split())
        found.setdefault(words[0], []).append(words)
    return found


def _longest_phrase(doc: Doc, begin: int, phrases: frozenset[str]) -> int | None:
    for length in (5, 4, 3, 2, 1):
        span = doc[begin : begin + length]
        if len(span) == length and phrase_of(span) in phrases:
            return begin + length
    return None


def _by_its_name(doc: Doc, begin: int, end: int, nouns: frozenset[str]) -> str:
    """What the article calls the one body by name that the common noun tells by its field: "Competition Commission",
    where it also speaks of "the competition watchdog"; empty where it names none."""
    if not doc[begin].is_lower or phrase_of(doc[begin:end]) in nouns:
        return ""
    fields = {token.lower_.removesuffix("s") for token in doc[begin : end - 1] if token.lower_ not in _ANY_FIELD}
    named = {
        fold(entity.text): entity.text
        for entity in doc.ents
        if entity.label_ == "ORG" and fields & {token.lower_.removesuffix("s") for token in entity if is_capital(token)}
    }
    return next(iter(named.values())) if len(named) == 1 else ""


def _named_behind(doc: Doc, end: int, lexicon: Lexicon) -> bool:
    """ "the Syrian state news agency | SANA": the noun only says what the name right behind it is."""
    if end >= len(doc) or not doc[end - 1].is_lower or not is_capital(doc[end]) or doc[end].pos_ != "PROPN":
        return False
    if doc[end - 1].lower_ == "opposition":
        return (doc[end].ent_type_ != "PERSON" or _a_party_behind(doc, end)) and doc[end].lower_ not in lexicon[
            "posts"
        ]  # "Turkey's main opposition | People's Party"
    return any(child.dep_ == "appos" and child.i >= end and child.left_edge.i <= end for child in doc[end - 1].children)


def _a_party_behind(doc: Doc, at: int) -> bool:
    """Whether "party" or "coalition" stands behind the name at token ``at``."""
    return any(token.lower_ in ("party", "coalition", "alliance", "movement") for token in doc[at + 1 : at + 5])


def _one_of_many(doc: Doc, start: int) -> bool:
    """ "a | Tunisian military court", "a leading | Dutch law society": one of its kind, not the one that there is."""
    at = start - 1
    while at > 0 and start - at < 5 and (doc[at].pos_ in ("ADJ", "ADV") or doc[at].text == "-"):
        at -= 1
    return at >= 0 and doc[at].lower_ in ("a", "an", "any", "no", "every", "another")


_ALSO_WITH_A = frozenset({"court", "tribunal", "delegation", "embassy", "consulate"})
_ANY_FIELD = frozenset({"anti", "-", "and", "public", "national", "federal", "state", "human", "special", "general"})


def called_by_its_field(doc: Doc, begin: int, lexicon: Lexicon) -> int:
    """The end of a common noun that begins at ``begin`` and tells a body by what it is for: "anti-graft agency", "data
    protection authority", "teachers' union"; 0 where there is none."""
    fields, heads = lexicon["fields_of_bodies"], lexicon["bodies_for_a_field"]
    end = 0
    for at in range(begin, min(begin + 8, len(doc))):
        token = doc[at]
        if at > begin and token.is_lower and token.lower_ in heads and doc[at - 1].lower_ not in ("-", "and"):
            end = at + 1
        if not (token.is_lower and token.lower_ in fields) and not (at > begin and token.lower_ in _INNER):
            break
    return end


_INNER = frozenset({"-", "'s", "’s", "'", "’", "and"})
"""What stands inside a body's name between the words for what it does."""


def phrase_of(span: Span) -> str:
    """The words as a list has them: small, the last in the singular, "prosecutor's office" with no gap in it."""
    last = span[-1]
    words = [*(token.lower_ for token in span[:-1]), last.lemma_.lower() if last.tag_ == "NNS" else last.lower_]
    return _GAP.sub(_closed, " ".join(words)) if len(words) > 2 else " ".join(words)


_GAP = re.compile(r" ?(['’]s?|-)(?= |\Z) ?")


def _closed(mark: re.Match[str]) -> str:
    return mark[1] if mark[1] == "-" else f"{mark[1].replace('’', chr(39))} "


def _modifies_the_next(doc: Doc, end: int, lexicon: Lexicon) -> bool:
    """ "the US army base", "the Cuban embassy attack": the body only tells which base."""
    last = doc[end - 1]
    if last.dep_ not in ("compound", "amod", "nmod") or last.head.i != end or doc[end].pos_ not in ("NOUN", "PROPN"):
        return False
    following = doc[end].lower_
    if doc[end].pos_ == "PROPN" and phrase_of(doc[max(end - 2, 0) : end]) in lexicon["firms"] | lexicon["describers"]:
        return True  # "the Iranian news agency Fars"
    if last.lower_ == "military" and following in MILITARY_RULE:
        return True  # "Sudan's military ruler"
    if doc[end - 1].is_lower and doc[end - 1].lower_ in lexicon["forces"] and following in lexicon["personnel"]:
        return True  # "Kenyan police officers" are Kenya's people
    return (
        following not in lexicon["representatives"]
        and following not in lexicon["posts"]
        and following not in lexicon["ranks"]
        and doc[end].ent_type_ != "PERSON"
    )


def _serves(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Police press officer X", "X, a fire service spokesman,", "X, head of the air force,": the body is named with
    the post of somebody named."""
    before = doc[start - 1] if start else None
    if before is not None and before.dep_ in ("compound", "amod", "poss", "nmod") and before.head.i < end + 4:
        return False
    at = next((k for k in range(end, min(end + 4, len(doc))) if doc[k].lower_ in lexicon["posts"]), None)
    if at is not None:
        if f"{doc[end - 1].lower_} {doc[end].lower_}" in lexicon["posts"]:
            return False  # "Police Chief X", most often a town's
        first = start
        while at + 2 < len(doc) and doc[at + 1].lower_ in lexicon["posts"] | lexicon["before_names"]:
            at += 1
    elif start > 3 and doc[start - 1].lower_ == "the" and doc[start - 3].lower_ in lexicon["posts"]:
        if doc[start - 2].lower_ not in ("of", "for", "with", "in", "at") or doc[end].pos_ in ("NOUN", "PROPN"):
            return False
        at, first = end - 1, doc[start - 3].left_edge.i
    else:
        return False
    if first == start and at + 1 < len(doc) and doc[at + 1].lower_ == "for":
        return False  # "a military spokesman for the rebels"
    if _begins_a_name(doc, at + 1 + (first < start and at + 1 < len(doc) and doc[at + 1].text == ",")):
        return first == start or doc[at + 1].text == ","
    first -= first > 0 and doc[first - 1].lower_ in ("a", "an", "the")
    return first > 1 and doc[first - 1].text == "," and _begins_a_name(doc, first - 2)


def _begins_a_name(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].text[:1].isupper() and doc[at].pos_ == "PROPN"


def _adjective(doc: Doc, end: int) -> bool:
    """ "German military aid", "the Israeli military operation": the army is not meant."""
    last = doc[end - 1]
    return last.lower_ == "military" and last.dep_ == "amod" and last.head.i >= end and last.head.lower_ in _MILITARY


_MILITARY = frozenset(
    "aid assistance support help operation operations action intervention base bases presence exercise exercises drill "
    "drills equipment strike strikes campaign buildup personnel cooperation training power".split()
)


def bodies_alone(doc: Doc, lexicon: Lexicon) -> Iterator[Proposal]:
    """A body of a state named without its country: "the Supreme Court", "Parliament"; the article tells whose it is."""
    nouns = (lexicon["institutions_of_a_country"] - lexicon["vague_bodies"]) | lexicon["staffed_bodies"]
    starts = {phrase.split()[0] for phrase in nouns}
    after = 0
    for token in [token for token in doc if token.lower_ in starts]:
        i = token.i
        end = _longest_phrase(doc, i, nouns) if i >= after else None
        if end is None:
            continue
        after = end
        span = doc[i:end]
        phrase = phrase_of(span)
        if phrase == "military" and end < len(doc) and doc[end].lower_ in MILITARY_RULE:
            continue
        if phrase in lexicon["staffed_bodies"] and _serves(doc, i, end, lexicon):
            text = span.text if len(span) > 1 else phrase
            yield Proposal(i, end, "institution", "generic", "body", text=text)
            continue
        if phrase not in lexicon["institutions_of_a_country"] or phrase in lexicon["vague_bodies"]:
            continue
        formal = all(is_capital(t) for t in span if t.lower_ not in ("of", "the", "'s", "to")) and not (
            token.is_sent_start and len(span) == 1
        )
        before = doc[i - 1] if i else None
        definite = before is not None and (
            before.lower_ == "the" or (phrase == "parliament" and before.pos_ in ("ADP", "VERB", "CCONJ"))
        )
        followed = end < len(doc) and (
            doc[end].lower_ in ("of", "-")
            or (
                is_capital(doc[end])
                and doc[end].pos_ == "PROPN"
                and doc[end].ent_type_ != "PERSON"
                and doc[end].lower_ not in lexicon["posts"]
            )
        )
        ok = (
            formal
            or (phrase in lexicon["bodies_in_small_letters"] and definite)
            or (token.is_sent_start and phrase in lexicon["bodies_in_small_letters"])
        )
        if before is not None and before.lower_ in ("state", "provincial") and phrase in lexicon["contested"]:
            ok = False  # "the state Senate"
        if end < len(doc) and f"{phrase} {doc[end].lower_}" in lexicon["ranks"] | lexicon["posts"]:
            ok = False  # "Army General X", "Opposition Leader Y"
        if phrase == "opposition" and end < len(doc) and doc[end].lower_ in lexicon["posts"]:
            ok = False  # "Opposition chief X"
        if phrase == "opposition" and i > 1 and doc[i - 1].lower_ == "the" and doc[i - 2].lower_ == "of":
            ok = ok and doc[i - 3].lower_ not in lexicon["posts"]  # "Leader of the Opposition"
        if (
            ok
            and not followed
            and not _modifies_the_next(doc, end, lexicon)
            and not (before is not None and before.dep_ in ("compound", "amod", "poss") and before.head.i == end - 1)
        ):
            yield Proposal(i, end, "institution", "generic", "body", text=span.text)
