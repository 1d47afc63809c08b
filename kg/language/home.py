"""The country or chamber of a post that is named without one: "President Biden", "the foreign minister, X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.aliases import Role
from kg.language.coreference import Article
from kg.language.grammar import Frame, subject_of
from kg.language.tokens import Token
from kg.rules import Lexicon

_OF_CONGRESS = frozenset({"senator", "sen.", "congressman", "congresswoman"})
"""Titles that in an article about America mean its Congress."""
_SAME_TITLES = ("Philippines", "Mexico")
"""Countries whose governments give their posts the names that American ones have."""
_BEFORE_THE_POST = frozenset({"poss", "compound", "nmod"})
"""How a leader's name stands before the post of his staff: "Putin's spokesman", "Putin | spokesman X"."""
_JOURNEYS = frozenset({"visit", "trip", "tour", "arrival", "journey", "travel", "return"})
_TRAVELS = frozenset({"travel", "fly", "visit", "arrive", "head", "depart", "leave", "land", "go", "come", "tour"})
_COMPANY = frozenset({"accompany", "flank", "escort", "join"})
_RECEIVES = frozenset({"meet", "host", "visit", "phone", "call", "welcome", "receive"})


def home_of(
    article: Article,
    frame: Frame,
    lexicon: Lexicon,
    listed: Mapping[str, Sequence[Role]],
    countries: Mapping[str, str],
) -> Iterator[str]:
    """The body or country of the post that ``frame`` tells of, or nothing.

    A legislator's is the chamber that the role reader found. Who is the adviser or minister of somebody serves the
    country that this one leads ("Putin's spokesman"). A national post's is the country that the alias table
    (``listed``: its dated posts by person) gives its holder, if the article names it, else the only country with such a
    post, else the one that he speaks for, else that of another post of his in this article, else the scene ("in
    Panama, X met President Y"), else the country that the article names most. For the other party of a meeting nothing
    is guessed: he is likely a foreigner. ``countries`` maps names to ids.
    """
    told = [article.at[a.token] for a in frame.arguments if a.role == "home" and a.token in article.at]
    if told:
        yield from told
        return
    served = _served(article, frame, lexicon, listed, countries)
    if served is not None:
        yield served
        return
    token = next((article.doc[a.token] for a in frame.arguments if a.role == "holder"), None)
    holder = article.at.get(token.i) if token is not None else None
    if token is None or holder is None or not _is_national(article, frame, lexicon):
        return
    holders = sum(a.role == "holder" for a in frame.arguments)
    if holders > 1 and frame.how.startswith("title") and not frame.role.lower().startswith("former"):
        return  # "Presidents X and Y": no country has two
    held = _countries_of_posts(holder, listed, countries)
    if held:
        # Where the article does not name the holder's country, no other one is guessed.
        yield from [country for country in held if country in article.actors][:1]
        return
    only = _only_country(article, frame, holder, lexicon, countries)
    if only is not None:
        if only in article.actors:
            yield only
        return
    if frame.lemma in _OF_CONGRESS:
        of_a_state = "state" in frame.role.lower().split()
        of_congress = frame.role[:1].isupper() and not of_a_state
        if of_congress and article.home is not None and article.home == countries.get("United States"):
            yield article.home
        return
    if _is_american(frame, lexicon):
        return  # who else has an assistant secretary, nobody can guess
    if token.i + 1 < len(article.doc) and article.doc[token.i + 1].text == ":":
        return  # "PRESIDENT X:" in a transcript of two sides
    spoken = _spoken_for(article, token)
    if spoken is not None:
        yield from () if _has_no_such_post(frame, spoken, lexicon, countries) else (spoken,)
        return
    if article.home in _destinations(article, token, lexicon):
        return  # "Foreign Minister X is travelling to Kenya": not Kenya's
    if _speaks_of_another_capital(article, token):
        return  # "Government spokesman X said Paris wished ..." in an article on Gabon
    led = _leader_of_the_delegation(article, token, listed, countries) or article.leads.get(holder)
    scene = _scene(article, article.doc[frame.token], token.i)
    subject = _is_subject(token)
    guessed: str | None = None
    if led is not None and led != article.home:
        guessed = led
    elif not subject and len(scene) == 1:
        guessed = next(iter(scene))
    elif subject or not _is_other_party(token):
        guessed = article.home
    if guessed is not None and not _has_no_such_post(frame, guessed, lexicon, countries):
        yield guessed


def _countries_of_posts(person: str, listed: Mapping[str, Sequence[Role]], countries: Mapping[str, str]) -> list[str]:
    """The countries in which the alias table gives somebody a post."""
    return [countries[role.of] for role in listed.get(person, ()) if role.of in countries]


def _leader_of_the_delegation(
    article: Article, holder: Token, listed: Mapping[str, Sequence[Role]], countries: Mapping[str, str]
) -> str | None:
    """ "X travelled to Kenya accompanied by Minister Y", "X arrived in Kenya with Minister Y": the country of X."""
    top = _top(holder)
    verb = top.head
    if top.dep_ == "pobj" and verb.lower_ in ("by", "with", "alongside"):
        beside, verb = verb.lower_, verb.head
        if not (verb.lemma_.lower() in _COMPANY if beside == "by" else verb.lemma_.lower() in _TRAVELS):
            return None
        head = subject_of(verb)
    elif top.dep_ == "nsubj" and verb.lemma_.lower() in _COMPANY:
        head = next((child for child in verb.children if child.dep_ in ("dobj", "obj")), None)
    else:
        return None
    leader = article.at.get(head.i) if head is not None else None
    if leader is None:
        return None
    held = _countries_of_posts(leader, listed, countries)
    return article.leads.get(leader) or next((country for country in held if country in article.actors), None)


def _has_no_such_post(frame: Frame, country: str, lexicon: Lexicon, countries: Mapping[str, str]) -> bool:
    """America has no ministers, a crowned head no president beside him: whoever is called so is somebody else's."""
    post = frame.lemma.split()[-1]
    if country == countries.get("United States"):
        return post in lexicon["never_in_america"]
    crowned = lexicon["without_a_president"]
    return post == "president" and country in {ident for name, ident in countries.items() if name.lower() in crowned}


def _served(
    article: Article, frame: Frame, lexicon: Lexicon, listed: Mapping[str, Sequence[Role]], countries: Mapping[str, str]
) -> str | None:
    """ "X, Trump's defence secretary", "Trump aide X", "X, an adviser to Lula": the country of whose leader's staff he
    is."""
    if frame.lemma.split()[-1] not in lexicon["staff_posts"] or article.doc[frame.token].dep_ == "conj":
        return None
    for argument in frame.arguments:
        token = article.doc[argument.token]
        above = token.head if token.dep_ in _BEFORE_THE_POST else token.head.head if token.dep_ == "pobj" else None
        master = article.at.get(argument.token)
        served = argument.role in ("owner", "modifier", "to", "for")
        if not served or master is None or above is None or above.i != frame.token:
            continue  # the parse and the order of the words have to agree
        if article.actors[master].kind != "person":
            continue
        held = _countries_of_posts(master, listed, countries)
        led = article.leads.get(master)
        # The country that the article is about is given to everybody who has no other.
        held += [led] if led is not None and led != article.home else []
        return next((country for country in held if country in article.actors), None)
    return None


def _is_national(article: Article, frame: Frame, lexicon: Lexicon) -> bool:
    """True for a post of a state, as far as its words tell: not for a "company president"."""
    noun = article.doc[frame.token]
    if _is_american(frame, lexicon) or frame.lemma in _OF_CONGRESS:
        return True
    national = lexicon["national_posts"]
    first, _, rest = frame.lemma.partition(" ")
    if frame.lemma not in national and not (first in ("deputy", "vice") and rest in national):
        return False
    if frame.lemma in ("minister", "secretary") and any(child.lower_ in ("a", "an") for child in noun.lefts):
        return False  # "a minister" may be a clergyman, "a secretary" a clerk
    before = frame.role.lower().removesuffix(frame.lemma).split()
    if "vice" in frame.lemma and "senior" in before:
        return False  # of a company
    left = article.doc[max(noun.sent.start, noun.i - len(frame.lemma.split()) - 1) : noun.i]
    if any(word.pos_ == "ADJ" and word.text[:1].isupper() and word.ent_type_ == "NORP" for word in left):
        return False  # "the Vincentian prime minister": of a country that no list knows
    return not any(word in lexicon["organisation_heads"] for word in before)


def _is_american(frame: Frame, lexicon: Lexicon) -> bool:
    """For a title, in capitals, that hardly any other government gives: "Under Secretary X"."""
    return frame.lemma in lexicon["titles_of_america"] and frame.role[:1].isupper() and "Permanent" not in frame.role


def _only_country(
    article: Article, frame: Frame, holder: str, lexicon: Lexicon, countries: Mapping[str, str]
) -> str | None:
    """The id of the only country that has a post of this name: "Secretary of State X", "Secretary X"."""
    united_states = countries.get("United States")
    if frame.role in ("Secretary", "Deputy Secretary", "Mr. Secretary", "Madam Secretary"):
        led = article.leads.get(holder)
        return united_states if led in (None, article.home) else led
    portfolio = frame.role.removeprefix("former ").removeprefix("Former ").removeprefix("Acting ")
    department = portfolio.removeprefix("Secretary of ").removeprefix("the ").lower()
    american = department != portfolio.lower() and department in lexicon["departments_of_america"]
    american = american or _is_american(frame, lexicon)
    if american and not any(countries.get(name) in article.actors for name in _SAME_TITLES):
        return united_states
    if frame.lemma == "secretary of state" and not frame.role[:1].isupper():
        return united_states if article.home == united_states else None  # states have them too
    if frame.lemma.endswith(tuple(lexicon["posts_of_america"])):
        return united_states
    return countries.get("United Kingdom") if frame.lemma.endswith(tuple(lexicon["posts_of_britain"])) else None


def _scene(article: Article, noun: Token, before: int) -> set[str]:
    """The countries that the sentence is set in: those named behind "in", "to" or "at" before the holder."""
    return {
        article.at[token.i]
        for token in noun.sent
        if token.i < before
        and token.i in article.at
        and article.actors[article.at[token.i]].kind == "country"
        and _preposition_above(token) in ("in", "to", "at")
    }


def _destinations(article: Article, holder: Token, lexicon: Lexicon) -> set[str]:
    """The countries that the holder, as a subject, travels to or treats as one treats others'."""
    verb = _top(holder).head
    verb = verb.head if verb.lower_ == "of" else verb  # "the visit of Prime Minister X to Kenya"
    of_a_journey = _top(holder).dep_ in ("pobj", "poss") and verb.lemma_.lower() in _JOURNEYS
    lemma = verb.lemma_.lower()
    if not of_a_journey and (_top(holder).dep_ != "nsubj" or not (lemma in _TRAVELS or lemma in lexicon["treating"])):
        return set()
    ends = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    ends += [p for c in verb.children if c.lower_ in ("to", "in", "for") for p in c.children if p.dep_ == "pobj"]
    return {article.at[token.i] for token in ends if token.i in article.at}


def _speaks_of_another_capital(article: Article, holder: Token) -> bool:
    """Whether what the holder says begins with a capital that stands for another government than the article's."""
    verb = _top(holder).head
    for clause in (c for c in verb.children if c.dep_ == "ccomp" and c.i > holder.i):
        subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        state = article.at.get(subject.i) if subject is not None else None
        if subject is not None and state not in (None, article.home) and subject.text not in article.actors[state].name:
            return article.actors[state].kind == "country" and subject.pos_ == "PROPN"
    return False


def _spoken_for(article: Article, holder: Token) -> str | None:
    """ "Speaking for Peru, Foreign Minister X appealed": the country, however the participle is parsed."""
    doc = article.doc
    for token in doc[holder.sent.start : holder.i]:
        if token.lower_ == "speaking" and token.i + 2 < holder.i and doc[token.i + 1].lower_ == "for":
            at = token.i + (3 if doc[token.i + 2].lower_ == "the" else 2)
            named = next((article.at[i] for i in (at, at + 1) if i in article.at), None)
            if named is not None and article.actors[named].kind == "country":
                return named
    return None


def _top(token: Token) -> Token:
    """The first member of the list or the noun that the token stands in apposition to, and how many of them it is:
    "two of her aides, X and Y, travelled"."""
    for _ in range(6):
        counted = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ in ("NUM", "DET", "PRON")
        if not counted and (token.dep_ not in ("conj", "appos", "compound") or token.head == token):
            break
        token = token.head.head if counted else token.head
    return token


def _preposition_above(token: Token) -> str:
    """The preposition that a name stands behind, also as a member of a list ("in Izmir and Ankara, Turkey")."""
    for _ in range(6):
        if token.dep_ not in ("conj", "appos") or token.head == token:
            break
        token = token.head
    return str(token.head.lower_) if token.dep_ == "pobj" else ""


def _is_subject(token: Token) -> bool:
    return _top(token).dep_ in ("nsubj", "nsubjpass", "ROOT")


def _is_other_party(token: Token) -> bool:
    """Object of a meeting, or in a phrase with "with" or "between"."""
    token = _top(token)
    if token.dep_ == "pobj":
        return token.head.lower_ in ("with", "between", "alongside")
    return token.dep_ in ("dobj", "obj") and token.head.lemma_.lower() in _RECEIVES
