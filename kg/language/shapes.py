"""What names look like: how far a name reaches, and whether a run of words can be a person or an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.aliases import fold, is_acronym
from kg.language.gazetteer import Gazetteer, Proposal, is_capital
from kg.language.kinds import told_a_body
from kg.language.listed import as_a_place
from kg.language.tokens import Doc, Span, Token
from kg.rules import Lexicon

CONNECTORS = frozenset({
    "of", "for", "on", "the", "de", "del", "la", "las", "los", "el", "des", "du", "di", "da", "do", "dos", "al", "&",
    "to", "in", "against", "pour", "et", "para", "por", "für", "und", "voor", "sans", "contre", "y", "e",
})  # fmt: skip


_TRIM_LEFT = frozenset({
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "that", "'", '"', "“", "‘", "-", "–",
    "—", ",", ".", "(", ":", ";", "’", "and", "or", "of", "[", "#", "@", "*", "’s", "'s", "former", "then", "ex",
    "late", "no", "all", "some", "any", "both", "these", "those", "many", "most", "each", "every", "when", "while",
    "as", "if", "but", "several", "various", "numerous", "prospective", "presumptive",
    "potential", "would-be", "aspiring",
})  # fmt: skip


_TRIM_RIGHT = frozenset({
    "'s", "’s", "'", "’", '"', "”", "-", "–", "—", ",", ")", ":", ";", "(", "and", "or", "of", "the", "]", "’S", "'S",
    "in", "for", "on", "at", "to", "by", "a",
})  # fmt: skip


_PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "el", "al", "van", "von", "der",
    "den", "ter", "zu", "dela", "bin", "bint", "ibn", "ben", "abu", "abd", "ould", "ag", "af", "y", "e", "ul", "ur",
    "-",
})  # fmt: skip


_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip


def trimmed(doc: Doc, start: int, end: int, *, dates: bool = True) -> tuple[int, int]:
    while start < end:
        first, low = doc[start], doc[start].lower_
        article = low in _TRIM_LEFT and not _begins_a_name(doc, start, end)
        if not (article or first.is_space or (dates and low in _CALENDAR and end - start > 1)):
            break
        start += 1
    while start < end:
        last = doc[end - 1]
        outside = last.text in _TRIM_RIGHT or last.is_space or (dates and last.lower_ in _CALENDAR)
        if not (outside or (end - start > 1 and _is_result(last))):
            break
        end -= 1
    if end - start > 3 and doc[end - 2].text in ("-", "–") and doc[end - 1].is_digit and doc[end - 3].is_digit:
        end -= 3  # "beat Everton | 2-1" in three words
    while (
        dates and end - start > 1 and doc[start].is_sent_start and doc[start].like_num and doc[start].is_alpha
        and doc[start].lower_ not in _FIRST_WORDS
    ):  # fmt: skip
        start += 1  # "Four | Navy ships"
    # An unpaired bracket cuts a name: "Internet Economy (IED".
    for token in doc[start:end]:
        if token.text == "(" and not any(other.text == ")" for other in doc[token.i : end]):
            end = token.i
            break
    return start, end


_FIRST_WORDS = frozenset({"one", "first", "third", "fifth"})
"""Numbers that names begin with: "First Solar", "Fifth Third Bank"; "Four Navy ships" does not."""
_SHARES = frozenset({"percent", "%", "points", "votes"})


def _is_result(token: Token) -> bool:
    """ "beat Everton | 2-1", "with Rai Benjamin second and Abderrahman Samba | third", "led Trump | 47 percent"."""
    text = token.text
    if text in _SHARES or (token.like_num and token.i + 1 < len(token.doc) and token.nbor().text in _SHARES):
        return True
    return text in ("second", "third", "fourth") or (
        text[0].isdigit() and text[-1].isdigit() and not text.isdigit() and all(c.isdigit() or c in "-–—" for c in text)
    )


def _begins_a_name(doc: Doc, start: int, end: int) -> bool:
    """ "the | All India Bank Officers' Forum", "the All Progressives Congress"."""
    return (
        doc[start].text == "All"
        and start > 0
        and doc[start - 1].lower_ == "the"
        and is_capital(doc[min(start + 1, end)])
    )


def grow_person(doc: Doc, end: int, lexicon: Lexicon) -> int:
    """Takes in what the model left outside: "Valéry Giscard | d'Estaing", "James | (Jim) Hedges", "Marcos | , Jr."."""
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in ("Jr.", "Sr.", "Jr", "Sr", "III"):
        return end + 2
    if (
        end + 3 < len(doc)
        and doc[end].text in ("(", '"', "“", "'", "‘")
        and is_capital(doc[end + 1])
        and not doc[end + 1].is_upper
    ):
        for close in (end + 2, end + 3):
            if (
                close + 1 < len(doc)
                and doc[close].text in (")", '"', "”", "'", "’")
                and is_capital(doc[close + 1])
                and doc[close + 1].pos_ == "PROPN"
            ):
                end = close + 2
                break
    for _ in range(3):
        if end >= len(doc):
            break
        token = doc[end]
        low = token.lower_
        if (
            token.ent_type_ == "PERSON"
            and token.ent_iob_ == "B"
            and is_capital(token)
            and token.pos_ == "PROPN"
            and end
            and doc[end - 1].ent_type_ == "PERSON"
        ):
            # The model cuts long names in two: "Andrés Felipe | Quintero Rojas".
            end += 1
            while end < len(doc) and doc[end].ent_iob_ == "I" and (is_capital(doc[end]) or hyphened(doc, end)):
                end += 1
            continue
        if re.match(r"(?:d|l|al|el|ul)['’-]?[A-ZÀ-Þ]\w+\Z", token.text) and not token.text[0].isupper():
            end += 1
        elif (
            low in _PARTICLES
            and token.text == low
            and low not in ("-", "y", "e", "la", "do", "den", "der")
            and end + 1 < len(doc)
            and (
                is_capital(doc[end + 1])
                and doc[end + 1].pos_ == "PROPN"
                and doc[end + 1].ent_type_ not in ("GPE", "ORG")
            )
        ):
            end += 2
        elif token.text in ("Jr.", "Sr.", "Jr", "Sr", "III", "II", "IV"):
            end += 1
        elif _second_syllable(doc, end):
            end += 2
        else:
            break
    return end


def hyphened(doc: Doc, at: int) -> bool:
    """The hyphen in "Opoku-Agyemang": between two parts of a name, without spaces."""
    if doc[at].text != "-" or doc[at].whitespace_ or not at or at + 1 >= len(doc) or doc[at - 1].whitespace_:
        return False
    return is_capital(doc[at - 1]) and is_capital(doc[at + 1])


_LINKED = frozenset("led based era style like born run held owned made bred free wide pro only mania time".split())
"""What a hyphen ties to a name that is no part of it: "Biden-era", "Oslo-born"."""


def _second_syllable(doc: Doc, hyphen: int) -> bool:
    """ "Park Geun | -soo", "Chen Wei | -lun": a small second half of a given name, behind a surname."""
    if hyphen < 2 or hyphen + 1 >= len(doc) or doc[hyphen].text != "-" or doc[hyphen].whitespace_:
        return False
    half, after = doc[hyphen + 1], doc[hyphen + 2] if hyphen + 2 < len(doc) else None
    if doc[hyphen - 1].whitespace_ or not half.is_lower or not half.is_alpha or not 2 <= len(half) <= 5:
        return False
    if half.lower_ in _LINKED or half.tag_ in ("VBN", "VBD", "VBG") or len(doc[hyphen - 1]) > 6:
        return False
    return after is None or after.pos_ not in ("NOUN", "ADJ") or half.head.i < half.i


_JOINT_BODIES = frozenset({
    "council", "commission", "committee", "chamber", "university", "association", "foundation", "institute", "center",
    "centre", "bank",
})  # fmt: skip


def between_countries(span: Span, gazetteer: Gazetteer) -> bool:
    """ "U.S.-Japan Policy Dialogue": what two countries do together is no organisation, unless a standing body; nor is
    "the Mekong-U.S. Partnership"."""
    words = [word for token in span for word in re.split(r"[-–]", token.text) if word]
    countries = [fold(word) in gazetteer.by_country_name or fold(word) in gazetteer.by_demonym for word in words]
    joined = len(words) > 1 and countries[0] and countries[1] and "-" in span.text.replace("–", "-")
    return (
        (all(countries) and len(words) > 1)
        or (joined and words[-1].lower() not in _JOINT_BODIES)
        or (words[-1].lower() == "partnership" and any(countries[:2]) and "-" in span.text)
    )


def is_a_title_of_a_work(doc: Doc, start: int, end: int) -> bool:
    """A name that alone stands in quotation marks: a song, a slogan, a title."""
    if not start or end >= len(doc):
        return False
    return doc[start - 1].text in ('"', "“") and (
        doc[end].text in ('"', "”")
        or (doc[end].text in (",", ".") and end + 1 < len(doc) and doc[end + 1].text in ('"', "”"))
    )


def skip_titles(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    while start < end - 1:
        low = doc[start].lower_.rstrip(".")
        if low in _TITLES_AND_NAMES and end - start == 3 and doc[start + 1].lower_ in _PARTICLES:
            break  # "Sultan Al Jaber" is called Sultan
        if end - start > 2 and (low, doc[start + 1].lower_) in _TITLES_OF_TWO:
            start += 2
            continue
        if doc[start].text in _POLICE and end - start > 2:
            start += 1
            continue
        if (
            low in ("don", "dean", "earl", "duke", "guy", "major")
            and end - start == 2
            and is_capital(doc[start])
            and doc[start].ent_type_ == "PERSON"
        ):
            break
        if (
            low in lexicon["posts"]
            or low in lexicon["honorifics"]
            or low in lexicon["ranks"]
            or low in lexicon["kin"]
            or (low in lexicon["occupations"] or low in lexicon["former"] or not doc[start].text[0].isalpha())
            or doc[start].text in ("II", "III")  # "Foreign Minister II | Erywan Yusof"
        ):
            start += 1
        else:
            break
    return start


_POLICE = frozenset({"ACC", "DC", "DCC", "DCI", "DI", "DS", "DSI", "PC", "PS"})
"""Ranks that British police put before their names."""


_TITLES_AND_NAMES = frozenset({"sultan", "malik", "amir", "emir", "imam", "sheikh", "prince"})


_TITLES_OF_TWO = frozenset({
    ("tan", "sri"), ("datuk", "seri"), ("datuk", "sri"), ("dato", "sri"), ("dato", "seri"), ("toh", "puan"),
    ("hojat", "al-islam"), ("al", "hajj"), ("right", "honourable"), ("right", "reverend"), ("his", "excellency"),
    ("her", "excellency"), ("his", "holiness"), ("his", "majesty"), ("her", "majesty"), ("his", "eminence"),
    ("dato", "'"), ("dato", "’"), ("datuk", "patinggi"),
})  # fmt: skip


def person_shaped(span: Span, gazetteer: Gazetteer) -> bool:
    lexicon = gazetteer.lexicon
    if len(span) > 3 and span[-2].text == ",":
        span = span[:-2]  # "Ferdinand Marcos, Jr."
    words = [token for token in span if token.text[:1].isalpha()]
    if not words or (not words[0].text[0].isupper() and not any(t.text[0].isupper() for t in words[-1:])):
        return False
    if any(
        token.like_num
        or token.is_digit
        or "@" in token.text
        or "/" in token.text
        or re.search(r"[,&:‘_*|]", token.text)
        for token in span
    ):
        return False
    if _odd_start(span) or (span.start and span.doc[span.start - 1].text in ("#", "@")):
        return False
    if any(re.fullmatch(r"[a-z]{1,2}\.", token.text) for token in span):
        return False  # "£4.5m. He"
    if sum(token.text != "Al" for token in words) > 6 or all(len(token.text) < 2 for token in words):
        return False
    if len(words) == 1 and len(words[0].text) <= 3 and words[0].text.isupper():
        return False
    if any(token.pos_ in ("VERB", "AUX") and token.text.islower() for token in words):
        return False
    if len(words) > 1 and sum(token.text[0].isupper() for token in words) * 2 < len(words):
        return False
    if len(span) == 2 and span[1].is_lower and span[1].is_alpha and span[0].lower_ not in gazetteer.given:
        return False  # "Acropora millepora"
    if len(words) > 2 and words[-1].text in ("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"):
        words = words[:-1]
    low = span.text.lower()
    last = words[-1].lower_
    if any(low in lexicon[words_of] for words_of in _NEVER_A_NAME):
        return False
    if len(words) == 2 and words[0].lower_ in gazetteer.given and last in lexicon["posts"]:
        return True  # "Michel Mayor"
    if len(words) > 1 and last in lexicon["surnames_too"]:
        return True
    if len(words) > 1 and last in lexicon["not_names"]:
        return False
    return last not in lexicon["places"]


def _odd_start(span: Span) -> bool:
    """A lone common noun that only starts a sentence or a quotation: "Guardrails can only take so much"."""
    if len(span) > 1 or span[0].tag_ in ("NNP", "NNPS") or span[0].text.isupper():
        return False
    before = span.doc[span.start - 1] if span.start else None
    return before is None or span[0].is_sent_start is True or before.text in ('"', "“", "'", "‘", ":")


def _goes_on(span: Span, k: int) -> bool:
    """Whether the head of a name stands before token ``k``: "Strategy | to Prevent Conflict", "Prize | in Physics"."""
    low = span[k].lower_
    return low in ("of", "for", "on", "to", "against") or (low == "in" and k > 0 and span[k - 1].lower_ in _WON)


_WON = frozenset({"prize", "award", "medal", "scholarship", "fellowship"})


_NEVER_A_NAME = ("not_names", "peoples_only", "posts", "places_alone")


def organisation_shaped(span: Span, lexicon: Lexicon) -> bool:
    low = span.text.lower()
    if _odd_start(span) or (span.start and span.doc[span.start - 1].text in ("#", "@")):
        return False
    if any(low in lexicon[words_of] for words_of in _NEVER_A_NAME):
        return False
    if low in lexicon["governments"] or low in lexicon["groups"]:
        return False
    if low.startswith(("order in council", "orders in council")) or "executive order" in low:
        return False
    if not any(token.text[:1].isupper() or token.text[1:2].isupper() for token in span):
        return False
    if any(
        (token.like_url and len(span) > 1) or token.is_currency or token.text in ("]", "[", "#", "@", ":", ";", "…")
        for token in span
    ):
        return False
    if span.text.replace(",", "").isdigit() or re.search(r"[\]\[#@]", span.text):
        return False
    if any(token.text == "," for token in span) and not headed(span, lexicon):
        return False
    first_of = next((k for k in range(len(span)) if _goes_on(span, k)), len(span))
    while first_of > 1 and (span[first_of - 1].like_num or span[first_of - 1].is_punct):
        first_of -= 1
    head = span[first_of - 1].lower_.rstrip(".") if first_of else span[0].lower_
    if len(span) > 1 and first_of < len(span) and head in lexicon["named_chairs"] and head != "chair":
        return False  # "Smith Family Professor of Physics"
    if (
        len(span) > 1
        and head in lexicon["governments"]
        and head not in ("authority", "authorities", "administration", "executive", "republic")
    ):
        return any(token.lower_ in ("national", "accord", "unity") for token in span[first_of:])
    if (
        len(span) == 2
        and head == "administration"
        and (span[0].ent_type_ in ("PERSON", "GPE", "NORP") or "-" in span[0].text)
    ):
        return False
    if span[-1].lower_ in ("al", "etc") or any(
        token.pos_ in ("VERB", "AUX") and token.is_lower and token.lower_ not in CONNECTORS for token in span
    ):
        return False
    last = span[-1].lower_
    if len(span) > 1 and head not in lexicon["organisation_heads"] and {head, last} & lexicon["not_names"]:
        return _standing_conference(span)
    if len(span) > 1 and last in lexicon["posts"] and last not in ("general", "house"):
        return _for_a_post(span, lexicon)
    if 0 < first_of < len(span) and span[:first_of].text.lower() in lexicon["posts"] and not headed(span, lexicon):
        return False  # "Supreme Leader of Iran"
    if len(span) == 1 and (span[0].pos_ not in ("PROPN", "NOUN", "X", "ADJ") or len(span.text) < 2):
        return False
    if len(span) == 1 and span[0].is_lower:
        return False
    return head not in lexicon["places"] or head in lexicon["organisation_heads"] or last == "fame"


def _for_a_post(span: Span, lexicon: Lexicon) -> bool:
    """ "Department of Justice", "Office of the Vice President": the post is what the body is called after."""
    of = next((k for k in range(len(span) - 2, 0, -1) if span[k].lower_ == "of"), 0)
    if not of or not headed(span[:of], lexicon):
        return False
    return span[of + 1].lower_ == "the" or span[of + 1 :].text.lower() in lexicon["posts"]


def headed(span: Span, lexicon: Lexicon) -> bool:
    """True if a word of ``span`` heads organisations: last, or before "of"."""
    first_of = next((k for k in range(len(span)) if span[k].lower_ in _BEHIND_A_HEAD), len(span))
    heads = lexicon["organisation_heads"]
    if len(span) > 1 and (fold(span[0].text) in lexicon["heads_first"] or _standing_conference(span)):
        return True
    return span[-1].lower_.rstrip(".") in heads or (first_of > 0 and span[first_of - 1].lower_ in heads)


def _standing_conference(span: Span) -> bool:
    """ "the Catholic Bishops' Conference of the Philippines", "the Christian Leadership Conference": a body."""
    words = {token.lower_ for token in span}
    return "conference" in words and bool(words & {"bishops", "bishop", "episcopal", "leadership", "judicial"})


_BEHIND_A_HEAD = frozenset({"of", "for", "on", "to", "in", "against", "pour", "para", "für", "voor"})


_IN_CHARGE = frozenset({
    ("minister", "of"), ("minister", "for"), ("ministers", "of"), ("secretary", "for"), ("undersecretary", "for"),
    ("commissioner", "for"), ("commissioner", "of"),
})  # fmt: skip


def portfolio(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Assistant Secretary for International Affairs", "Emergencies Minister": what a minister is in charge of."""
    if start > 1 and (doc[start - 2].lower_, doc[start - 1].lower_) in _IN_CHARGE:
        return True  # "Minister of | Energy and Natural Resources"
    if headed(doc[start:end], lexicon):
        return False
    following = doc[end].lower_ if end < len(doc) else ""
    if (
        following in ("minister", "ministers", "secretary", "undersecretary", "portfolio", "commissioner")
        and end - start <= 4
    ):
        general = end + 1 < len(doc) and doc[end + 1].lower_ in ("-", "general")
        abroad = start > 0 and doc[start - 1].ent_type_ == "NORP"  # "French MFA Secretary General X"
        return abroad or not (general and is_acronym(doc[start].text))  # "UDA secretary-general"
    if doc[start].lower_ in ("secretary", "minister", "undersecretary") and not is_acronym(doc[start].text):
        return True
    before = doc[start - 1].lower_ if start else ""
    if doc[start].lower_ == "state" and before == "of":
        return True
    if before in ("for", "of", "to", "and", ",", "the") and start >= 2:
        for i in range(start - 1, max(-1, start - 9), -1):
            low = doc[i].lower_
            if (
                low in ("for", "of")
                and i
                and doc[i - 1].lower_
                in (
                    "secretary",
                    "minister",
                    "undersecretary",
                    "commissioner",
                    "state",
                    "envoy",
                    "representative",
                    "coordinator",
                )
            ):
                return True
            if not (is_capital(doc[i]) or low in ("and", ",", "the", "of", "for", "&")):
                return False
    return False


def rulers_named(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, ...]:
    """The tokens that name the rulers in "the Trump Administration", "the Biden-Harris administration", where
    ``start:end`` may leave out the noun; empty if none does ("Transportation Security Administration")."""
    if doc[end - 1].lower_ in _RULE:
        end -= 1
    elif end >= len(doc) or doc[end].lower_ not in _RULE:
        return ()
    named = doc[start:end]
    if len(named) == 3 and named[1].text in ("-", "–") and named[0].text.istitle() and named[2].text.istitle():
        known = (fold(token.text) in gazetteer.by_country_name for token in (named[0], named[2]))
        return () if any(known) else (start, end - 1)
    if len(named) != 1 or start == end:
        return ()
    keys = gazetteer.aliases.weak.get(fold(named[0].text), ())
    return (start,) if any(gazetteer.aliases.entries[key].kind == "person" for key in keys) else ()


_RULE = frozenset({"administration", "government", "regime", "ticket"})


_ONLY_ONE = frozenset({"court", "council", "tribunal"})
"""Bodies of which there is one, also where the text brings it up with "a": "a Transitional Presidential Council"."""


_GENITIVES = frozenset({"'s", "’s", "'", "’"})


def is_a_class(doc: Doc, start: int, end: int) -> bool:
    """ "a Level 1 Trauma Center", "a Foreign Terrorist Organization": one of a class, not a name."""
    root = doc[start:end].root
    if end - start < 2 or (end < len(doc) and (doc[end].dep_ in ("appos",) or doc[end].text in _GENITIVES)):
        return False  # "a Human Rights Commission's | report" is the one commission's
    if end - start > 2 and root.i == end - 1 and root.lower_ in _ONLY_ONE:
        return False
    return any(
        child.dep_ == "det" and child.lower_ in ("a", "an", "each", "every", "any", "no") and child.i < start
        for child in root.children
    )


def labels_a_thing(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "the Lewinsky affair", "the Kepler space telescope": the name only tells which affair or telescope."""
    root = doc[start:end].root
    if root.dep_ not in ("compound", "nmod", "amod") or root.head.i < end or root.head.i > end + 2:
        return False
    head = root.head
    if _is_an_officer(head) or (head.lower_ == "secretary" and end - start == 1 and is_acronym(doc[start].text)):
        return False
    return (
        head.lower_ in lexicon["not_names"]
        or head.lower_ in lexicon["places"]
        or head.lemma_.lower() in lexicon["not_names"]
    )


_HAVE_OFFICE = frozenset({"captain", "ceo", "cfo", "chairman", "director", "president"})
_OF_AN_OFFICE = frozenset({
    "general secretary", "executive secretary", "press secretary", "organising secretary", "publicity secretary",
    "assistant secretary", "deputy secretary", "deputy minister", "permanent secretary", "cabinet secretary",
    "secretary general", "director general", "commissioner general", "controller general", "comptroller general",
})  # fmt: skip


def _is_an_officer(head: Token) -> bool:
    """ "the NLC president", "the TUC general secretary", "the CBI director-general": whose he is the name tells."""
    before = next((t for t in (head.nbor(-k) for k in range(1, min(3, head.i + 1))) if t.text != "-"), None)
    return head.lower_ in _HAVE_OFFICE or (before is not None and f"{before.lower_} {head.lower_}" in _OF_AN_OFFICE)


_WORKING_IN = frozenset(
    "alliance association campaign center centre coalition committee council foundation fund institute network "
    "organisation organization partnership society".split()
)
"""Heads whose name may go on with "in": "Campaign for Women in Science"; a party or a court only stands somewhere."""


_POSTED_IN = frozenset({"office", "mission", "force"})
"""Heads whose name goes on with the country where they are: "UN Integrated Office in Haiti"."""


def organisations(doc: Doc, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Runs of capitalised words around a word that heads organisations: "Ministry of Public Health"."""
    lexicon = gazetteer.lexicon
    heads = lexicon["organisation_heads"] | lexicon["heads_first"]
    end = 0
    for i in [token.i for token in doc if is_capital(token) and token.lower_ not in ("the", "a", "an")]:
        if i < end:
            continue
        end = _run(doc, i, heads, gazetteer.given)
        start, stop = trimmed(doc, i, end)
        if stop - start >= 2:
            start = _after_sentence_start(doc, start, stop, lexicon)
        while stop - start > 2 and (
            doc[start].lower_ in _CALENDAR
            or (doc[start].like_num and doc[start].is_sent_start and doc[start].lower_ not in _FIRST_WORDS)
        ):
            start += 1  # "On Friday Ford Motor Company", "Four Democratic Alliance members"
        stop = _without_seat(doc, start, stop)
        stop = _without_owner(doc, start, stop, gazetteer)
        stop = campus(doc, start, stop)
        span = doc[start:stop]
        core = doc[start : _before_country(doc, start, stop, gazetteer)]
        if (
            stop - start >= 2
            and headed(core, lexicon)
            and organisation_shaped(span, lexicon)
            and not is_a_class(doc, start, stop)
            and not is_a_title_of_a_work(doc, start, stop)
            and not between_countries(span, gazetteer)
            and not rulers_named(doc, start, stop, gazetteer)
            and not all(token.is_upper for token in span if token.is_alpha)
        ):
            house = doc[stop - 1].lower_ in _HOUSES and start > 1 and as_a_place(doc, start, stop)
            house = house and not _has_staff(doc, start, lexicon)
            yield Proposal(start, stop, "institution", "name", "shape", passing=house)
        elif (
            0 < stop - start < 5
            and not any(doc[k].ent_type_ for k in range(start, stop))
            and doc[start].pos_ == doc[stop - 1].pos_ == "PROPN"
            and not (stop - start == 1 and doc[start].lower_ in heads)
            and told_a_body(doc, start, stop, lexicon)
            and organisation_shaped(span, lexicon)
            and fold(span.text) not in gazetteer.by_demonym
            and not is_a_title_of_a_work(doc, start, stop)
        ):
            yield Proposal(start, stop, "institution", "name", "title")


def clipped(short: str, full: str) -> bool:
    """Whether the short form is made of first letters of words of the name in their order: "Phivolcs" of "Philippine
    Institute of Volcanology and Seismology", "Interpol"."""
    words = [word for word in fold(full).split() if word not in CONNECTORS]
    reach = {0: 0}  # letters told so far -> the fewest words they took
    for word in words:
        for told, took in list(reach.items()):
            for end in range(told + 1, min(len(short), told + len(word)) + 1):
                if fold(short)[told:end] != word[: end - told]:
                    break
                reach[end] = min(took + 1, reach.get(end, took + 1))
    return len(words) > 1 and reach.get(len(short), 0) > 1


def campus(doc: Doc, start: int, stop: int) -> int:
    """The end of a university's name with its town: "University of Colorado | at Boulder"."""
    if stop + 1 >= len(doc) or stop - start < 3 or doc[start].lower_ != "university" or doc[start + 1].lower_ != "of":
        return stop
    end = stop + (doc[stop].lower_ == "at")
    while end < len(doc) and end - stop < 3 and is_capital(doc[end]) and (doc[end].ent_type_ in _TOWNS or end > stop):
        end += 1
    return end if is_capital(doc[end - 1]) else stop


_TOWNS = frozenset({"GPE", "ORG", "FAC"})
_FIRMS = frozenset({
    "international", "inc", "inc.", "corp", "corp.", "corporation", "partnership", "llc", "llp", "ltd", "ltd.", "group",
    "co", "co.", "company", "associates", "partners", "holdings", "industries",
})  # fmt: skip


def _without_seat(doc: Doc, start: int, stop: int) -> int:
    """The end of a firm's name without its town: "Rotary International | of Birmingham"; a university keeps it."""
    for k in range(start + 2, stop - 1):
        if (
            doc[k].lower_ == "of"
            and doc[k - 1].lower_ in _FIRMS
            and all(token.ent_type_ in ("GPE", "ORG") and is_capital(token) for token in doc[k + 1 : stop])
        ):
            return k
    return stop


def _without_owner(doc: Doc, start: int, stop: int, gazetteer: Gazetteer) -> int:
    """The end of a name without the country that owns what follows: "Drug Directorate | of Peru's Federal Police"."""
    if stop >= len(doc) or doc[stop].text not in ("'s", "’s"):
        return stop
    for size in (1, 2):
        of = stop - size - 1
        if of > start and doc[of].lower_ == "of" and fold(doc[of + 1 : stop].text) in gazetteer.by_country_name:
            return of
    return stop


def _before_country(doc: Doc, start: int, stop: int, gazetteer: Gazetteer) -> int:
    """Where the name ends but for a country that goes on with it: "Fulbright University | Vietnam"; ``stop`` where the
    parse does not join the two ("in the Security Council Russia said")."""
    for size in (1, 2):
        at = stop - size
        if at - start < 2 or fold(doc[at:stop].text) not in gazetteer.by_country_name:
            continue
        if doc[at].text.lower() in CONNECTORS or doc[at - 1].lower_ in CONNECTORS or not doc[at - 1].is_alpha:
            continue
        last, country = doc[at - 1], doc[at:stop].root
        if last.head == country or (country.head == last and country.dep_ in ("compound", "nmod", "appos", "flat")):
            return at
    return stop


def _has_staff(doc: Doc, start: int, lexicon: Lexicon) -> bool:
    """ "dean of | Norrland Law School", "a professor of law at | it": who works there tells that it is no place."""
    at = start - 1 - (doc[start - 1].lower_ == "the")
    if at < 1 or doc[at].lower_ not in ("of", "at", "for"):
        return False
    nouns = {doc[at - 1].lower_, doc[at].head.lower_}
    return any(nouns & lexicon[words] for words in ("posts", "occupations", "employed"))


_HOUSES = frozenset({"mosque", "church", "synagogue", "museum", "library", "school"})


_LEGAL_FORMS = frozenset({"inc", "inc.", "incorporated", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "co", "co."})


def _run(doc: Doc, i: int, heads: frozenset[str], given: frozenset[str]) -> int:
    """The end of the run of capitalised words that starts at ``i``."""
    end = i + 1
    looked = i
    has_head = False
    while end < len(doc):
        token = doc[end]
        while looked < end and not has_head:  # a page of capitals is one run: no word of it is looked at twice
            has_head = doc[looked].lower_ in heads
            looked += 1
        if token.is_space or (doc[end - 1].is_sent_end and token.is_sent_start and not doc[end - 1].text.endswith(".")):
            break
        if is_capital(token):
            # A person's name after a finished one: "Bureau of Asia and the Pacific Anna Foster".
            if (
                has_head
                and doc[end - 1].lower_ not in CONNECTORS
                and (
                    (token.ent_type_ == "PERSON" and token.ent_iob_ == "B" and doc[end - 1].ent_type_ != "PERSON")
                    or (
                        token.lower_ in given
                        and end + 1 < len(doc)
                        and is_capital(doc[end + 1])
                        and doc[end + 1].lower_ not in heads
                    )
                )
            ):
                break
            end += 1
            continue
        if (
            token.text in ("-", "–")
            and end + 1 < len(doc)
            and is_capital(doc[end + 1])
            and not token.whitespace_
            and not doc[end - 1].whitespace_
        ):
            end += 2
            continue
        if token.text in ("'s", "’s") and end + 1 < len(doc) and is_capital(doc[end + 1]):
            # "Iran's Foreign Ministry" is a body of a country; "Workers' Party" and "St Mary's Hospital" go on.
            if doc[end + 1].text == "Office" and doc[end - 1].lower_ in _OFFICERS and (end - i < 6 or has_head):
                end += 2  # "Information Commissioner's Office"
                continue
            if has_head and doc[end - 1].lower_ in ("people", "women", "children"):
                end += 2  # "Standing Committee of the National People's Congress"
                continue
            break
        if (
            token.text in ("'", "’")
            and end + 1 < len(doc)
            and is_capital(doc[end + 1])
            and doc[end - 1].text.endswith("s")
            and doc[end - 1].ent_type_ not in ("GPE", "PERSON")
        ):
            end += 2
            continue
        after = end + 1
        while after < len(doc) and doc[after].lower_ in CONNECTORS and after - end < 3:
            after += 1
        if token.lower_ in CONNECTORS and after < len(doc) and is_capital(doc[after]) and has_head:
            union = doc[i].text in ("UN", "U.N.", "United", "OSCE", "EU")
            if token.lower_ == "in" and union and doc[end - 1].lower_ in _POSTED_IN:
                end = after + 1
                continue
            if token.lower_ in ("in", "to", "on", "against") and (
                doc[after].lower_ in _CALENDAR or doc[after].ent_type_ in ("DATE", "PERSON", "GPE", "TIME")
            ):
                break
            if token.lower_ == "in" and doc[end - 1].lower_ not in _WORKING_IN:
                break
            if token.lower_ == "for" and doc[end - 1].lower_ == "parliament":
                break  # "the Member of Parliament | for Harwick"
            if token.lower_ in ("to", "on", "against") and doc[after].ent_iob_ == "B" and doc[after].ent_type_ == "ORG":
                break  # "sold Halvex Group to | Norgold Holdings"
            definite = doc[after - 1].lower_ == "the" and after - end == 2
            if definite and token.lower_ in ("for", "to", "on") and _labels_what_follows(doc, after):
                break
            if token.lower_ in ("to", "for") and definite and _two_parties(doc, end - 1, after, heads):
                break  # "left the Left Party for | the Reform Party"
            if (
                token.lower_ in ("in", "to", "for", "against")
                and doc[end - 1].lower_ not in heads
                and not (token.lower_ == "for" and (definite or doc[end - 1].lower_ == "state"))
            ):
                break  # not in "Ministry of State for Antiquities"
            if token.lower_ == "for" and doc[after].ent_type_ in ("PERSON", "GPE") and not definite:
                break
            if token.lower_ in ("for", "in", "to", "on", "against") and doc[end - 1].lower_ in _LEGAL_FORMS:
                break
            end = after + 1
            continue
        if token.lower_ == "and" and end + 1 < len(doc) and doc[end + 1].text in ("Other", "Related", "Allied"):
            end += 2  # "Corrupt Practices and Other Related Offences Commission"
            continue
        if token.lower_ == "and" and not has_head and (_one_field(doc, i, end) or _two_trades(doc, i, end, heads)):
            end += 2  # "Disaster and Emergency Management Authority"
            continue
        if token.lower_ == "and" and end + 1 < len(doc) and has_head:
            following = end + 1 if doc[end + 1].lower_ != "the" else end + 2
            if following < len(doc) and is_capital(doc[following]) and _joined(doc, i, end, following, heads):
                end = following + 1
                continue
        if (
            token.text == ","
            and end + 1 < len(doc)
            and is_capital(doc[end + 1])
            and has_head
            and doc[end - 1].lower_ not in heads
        ):
            # "Ministry of Health, Welfare and Sport"
            k = end + 1
            while k < len(doc) and is_capital(doc[k]) and k - end < 4:
                k += 1
            k += k < len(doc) - 1 and doc[k].text == "," and doc[k + 1].lower_ == "and"  # "Refugees, and Migration"
            if (
                k < len(doc) - 1
                and doc[k].lower_ == "and"
                and is_capital(doc[k + 1])
                and any(doc[j].lower_ in ("of", "for") for j in range(i, end))
                and (
                    doc[end - 1].ent_type_ not in ("GPE", "PERSON")
                    and doc[end + 1].ent_type_ not in ("GPE", "PERSON")
                    and doc[k + 1].ent_type_ not in ("GPE", "PERSON")
                )
            ):
                end = k + 2
                continue
        break
    return end


def _labels_what_follows(doc: Doc, at: int) -> bool:
    """ "the Trade Commission for the | Shire deal": capitals that only say which deal."""
    while at + 1 < len(doc) and is_capital(doc[at + 1]):
        at += 1
    head = doc[at].head
    return doc[at].dep_ == "compound" and head.i > at and head.is_lower and head.pos_ == "NOUN"


def _two_parties(doc: Doc, last: int, first: int, heads: frozenset[str]) -> bool:
    """Whether the model takes what ends at token ``last`` and what begins at ``first`` behind "the" for two bodies, of
    which the first is one that people leave for another: not the "League for | the Defence of Human Rights"."""
    begins = "B" in (doc[first].ent_iob_, doc[first - 1].ent_iob_)
    end = first
    while end + 1 < len(doc) and is_capital(doc[end + 1]):
        end += 1
    if doc[end].lower_ not in heads and end + 1 < len(doc) and doc[end + 1].lower_ == "of":
        return False
    return begins and doc[last].ent_type_ == doc[first].ent_type_ == "ORG" and doc[last].lower_ in _LEFT_FOR_OTHERS


_LEFT_FOR_OTHERS = frozenset({
    "party", "congress", "movement", "front", "alliance", "union", "league", "coalition", "club", "company", "group",
})  # fmt: skip


_OFFICERS = frozenset({
    "commissioner", "general", "prosecutor", "ombudsman", "auditor", "comptroller", "controller", "sheriff", "mayor",
    "attorney", "coroner", "governor", "registrar",
})  # fmt: skip
"""Whose office is a body that is called after them."""


def _one_field(doc: Doc, start: int, at: int) -> bool:
    """ "Turkey's Disaster [and] Emergency Management Authority": behind a possessor, with no name of anybody in it, two
    fields of work that one body has."""
    if start == 0 or doc[start - 1].text not in ("'s", "’s") or at - start > 3:
        return False
    if doc[at - 1].lower_ in _PORTFOLIOS | _AFFAIRS and doc[at + 1].lower_ in _PORTFOLIOS | _AFFAIRS:
        return True
    return (
        doc[at].ent_type_ == doc[at + 1].ent_type_
        and doc[at].ent_iob_ != "B"
        and doc[at + 1].ent_iob_ != "B"
        and all(token.ent_type_ in ("", "ORG") for token in doc[start : at + 2])
    )


def _two_trades(doc: Doc, start: int, at: int, heads: frozenset[str]) -> bool:
    """ "the Kenya Tea Growers [and] Buyers Association": two sorts of people whom one body unites."""
    definite = start > 0 and doc[start - 1].lower_ in ("the", "'s", "’s")
    both = at + 2 < len(doc) and doc[at - 1].tag_ == doc[at + 1].tag_ == "NNPS"
    return definite and both and doc[at + 2].lower_ in heads and is_capital(doc[at + 2])


_PORTFOLIOS = frozenset({
    "social", "sport", "sports", "culture", "tourism", "trade", "industry", "industries", "energy", "mines", "mining",
    "environment", "water", "labour", "labor", "employment", "housing", "transport", "communications", "technology",
    "science", "education", "research", "family", "women", "youth", "children", "planning", "fisheries", "forestry",
    "agriculture", "food", "rural", "development", "immigration", "citizenship", "justice", "human", "public",
    "infrastructure", "welfare", "religious", "cooperation", "digital", "urban", "natural", "petroleum", "aviation",
    "commerce", "investment", "veterans", "civil", "emergency", "disaster", "equality", "innovation", "livestock",
})  # fmt: skip
"""Words that go on with a ministry's name after "and"."""


_AFFAIRS = frozenset(
    {
        "affairs",
        "security",
        "defence",
        "defense",
        "finance",
        "budget",
        "intelligence",
        "home",
        "legal",
        "constitutional",
    }
)


_PAIRS = frozenset({
    ("england", "wales"), ("bosnia", "herzegovina"), ("trinidad", "tobago"), ("antigua", "barbuda"),
    ("kitts", "nevis"), ("newfoundland", "labrador"), ("vincent", "grenadines"), ("turks", "caicos"),
    ("wallis", "futuna"), ("tyne", "wear"), ("iraq", "syria"), ("iraq", "levant"), ("america", "caribbean"),
    ("asia", "pacific"), ("east", "north"), ("africa", "middle"), ("europe", "central"), ("europe", "eurasia"),
    ("food", "drug"), ("alcohol", "tobacco"), ("jammu", "kashmir"), ("sao", "principe"), ("dadra", "nagar"),
    ("svalbard", "jan"), ("serbia", "montenegro"), ("americas", "caribbean"), ("friuli", "venezia"),
    ("yorkshire", "humber"), ("surrey", "sussex"), ("devon", "cornwall"), ("avon", "somerset"),
    ("hereford", "worcester"), ("york", "new"), ("dumfries", "galloway"), ("argyll", "bute"), ("perth", "kinross"),
})  # fmt: skip
"""Places that one name joins with "and": a court of England and Wales, a bank for Latin America and the Caribbean."""


_ADDRESSES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady rev reverend bishop archbishop sen senator rep gov capt "
    "captain sgt sergeant lt lieutenant maj major col colonel".split()
)
"""What begins a person's name behind "and"."""


def _joined(doc: Doc, start: int, at: int, following: int, heads: frozenset[str]) -> bool:
    """True if "and" at ``at`` is inside one name: "Ministry of Agriculture and Fisheries", not "of Iran and Iraq"."""
    inside_of = any(doc[k].lower_ in ("of", "for", "in") for k in range(start, at))
    right = doc[following]
    if right.lower_.rstrip(".") in _ADDRESSES:
        return False
    if inside_of and (doc[at - 1].lower_, right.lower_) in _PAIRS:
        return True
    if following - at == 2:
        # "... and the Bar Association": a second name; "Latin America and the Caribbean" has no head.
        run = following
        while run < len(doc) and is_capital(doc[run]):
            if doc[run].lower_ in heads:
                return False
            run += 1
    if inside_of and right.lower_ in _PORTFOLIOS:
        return True
    if inside_of and right.ent_type_ == "NORP" and _closes_with_affairs(doc, following, heads):
        return True  # "Bureau of South and Central Asian Affairs"
    if not inside_of or right.lower_ in heads or right.ent_type_ in ("PERSON", "NORP"):
        # "Food and Drug Administration": both words stand before the head, none in front has headed yet.
        return False
    if right.ent_type_ == "GPE" or doc[at - 1].ent_type_ == "GPE":
        return right.ent_iob_ == "I" and doc[at].ent_iob_ == "I"
    if _closes_with_affairs(doc, following, heads):
        return True  # "Bureau of Oceans and International Environmental and Scientific Affairs"
    run = following
    while run < len(doc) and is_capital(doc[run]):
        run += 1
    # "the Ministry of Health and Doctors Without Borders": a new name brings its own head or its own entity.
    if any(doc[k].lower_ in heads for k in range(following, run)):
        return right.ent_iob_ == "I" and doc[at].ent_iob_ == "I"
    return right.ent_iob_ != "B"


def _closes_with_affairs(doc: Doc, at: int, heads: frozenset[str]) -> bool:
    """Whether the capitalised words from ``at`` on end in "Affairs", with no other body among them."""
    for k in range(at, min(at + 7, len(doc))):
        if doc[k].lower_ == "affairs":
            return True
        if doc[k].lower_ in heads or not (is_capital(doc[k]) or doc[k].lower_ == "and"):
            return False
    return False


def _after_sentence_start(doc: Doc, start: int, stop: int, lexicon: Lexicon) -> int:
    """Without the capitalised first word of a sentence that belongs to no name ("Remarked Center ...")."""
    first = doc[start]
    small = first.pos_ in ("VERB", "ADV", "SCONJ", "CCONJ", "ADP", "PRON", "DET", "AUX", "INTJ") and not first.ent_type_
    if first.is_sent_start and small and stop - start > 1 and first.lower_ not in lexicon["organisation_heads"]:
        start += 1
    # Titles and posts in front: "President Senate" cannot be, "Secretary ... Department" can.
    while start < stop - 1 and (doc[start].lower_ in ("president", "minister", "mr", "mrs", "ms", "then", "former")):
        start += 1
    return start


def sites(doc: Doc) -> Iterator[Proposal]:
    """News sites and shops by their address: "Znak.com"."""
    for token in doc:
        # In small letters an address needs more than two words run together by a missing space ("end.in").
        named = token.text[:1].isupper() or token.ent_type_ == "ORG" or token.text.endswith((".com", ".org", ".net"))
        if named and "." in token.text and "/" not in token.text and _SITE.match(token.text):
            yield Proposal(token.i, token.i + 1, "institution", "name", "site")


_SITE = re.compile(
    r"[A-Za-z0-9][\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|biz|gov|edu|tv|io|ai|app|co|eu|ru|ua|by|kz|uk|ie|au|nz|ca|"
    r"de|at|ch|fr|be|nl|it|es|pt|gr|se|no|fi|dk|ee|lt|lv|pl|cz|sk|hu|ro|bg|hr|si|rs|mk|al|me|in|pk|bd|lk|np|br|mx|cu|ve|"
    r"ar|cl|pe|uy|bo|ec|ng|ke|za|gh|ug|tz|zw|eg|ir|il|tr|ae|sa|cn|jp|kr|tw|hk|sg|my|ph|id|th|vn)\Z"
)
