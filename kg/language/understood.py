"""Bodies that a post leaves to be understood: "ministry spokesman X", "Senator Y", "Chief executive Z".

Each finds the head of the name of one body that the article has named, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.aliases import fold
from kg.language.coreference import Article, Reference
from kg.language.placed import PlacedNames
from kg.language.tokens import Doc, Token
from kg.rules import Lexicon

CHAMBER_OF = {
    "senator": ("senate",), "sen.": ("senate",), "senators": ("senate",), "sen": ("senate",), "sens.": ("senate",),
    "congressman": ("house of representatives", "congress"), "congresswoman": ("house of representatives", "congress"),
    "rep.": ("house of representatives",), "reps.": ("house of representatives",), "rep": ("house of representatives",),
    "speaker": ("house of representatives",), "representative": ("house of representatives",),
    "representatives": ("house of representatives",),
    "mp": ("house of commons", "parliament"), "mps": ("house of commons", "parliament"),
    "mep": ("european parliament",), "meps": ("european parliament",),
    "judge": ("court",), "magistrate": ("court",), "justice": ("high court",),
}  # fmt: skip
"""Titles of legislators and judges and the chamber that they sit in, if the article names only one such."""
_PARLIAMENTS = frozenset({
    "parliament", "assembly", "congress", "legislature", "knesset", "duma", "bundestag", "sejm", "legislative", "diet",
    "senate", "majlis",
})  # fmt: skip
_SITS_IN = {
    **dict.fromkeys(
        ("legislator", "lawmaker", "parliamentarian", "mp", "deputy", "assemblyman", "assemblywoman", "speaker",
         "majority leader", "minority leader", "deputy speaker"), _PARLIAMENTS,
    ),
    **dict.fromkeys(("councillor", "councilor", "councilman", "councilwoman"), frozenset({"council"})),
    **dict.fromkeys(("sheriff", "deputy sheriff", "undersheriff"), frozenset({"sheriff", "sheriffs"})),
    **dict.fromkeys(("district attorney", "assistant district attorney"), frozenset({"attorney", "attorneys"})),
    **dict.fromkeys(("police chief", "chief of police", "police commissioner", "trooper"), frozenset({"police"})),
    **dict.fromkeys(("fire chief", "firefighter", "fire captain"), frozenset({"fire"})),
    **dict.fromkeys(("curator", "chief curator"), frozenset({"museum", "gallery"})),
    **dict.fromkeys(("vicar", "parish priest"), frozenset({"parish", "cathedral"})),
    **dict.fromkeys(("conductor", "principal conductor"), frozenset({"orchestra", "philharmonic", "symphony"})),
    "warden": frozenset({"prison", "jail", "penitentiary"}),
    **dict.fromkeys(
        ("inspector", "chief inspector", "superintendent", "sergeant", "constable", "detective", "chief constable",
         "detective inspector", "detective sergeant", "detective chief inspector", "insp", "insp.", "supt", "supt.",
         "detective superintendent", "chief superintendent", "det", "det."),
        frozenset({"police", "constabulary"}),
    ),
}  # fmt: skip
"""Other titles, and words of the names of the bodies that their holders belong to."""
_TEAM = frozenset({"coach", "head coach", "assistant coach", "captain", "skipper", "manager", "midfielder", "striker",
                   "goalkeeper", "defender", "winger", "forward"})  # fmt: skip
_TAUGHT = frozenset({"dean", "provost", "rector", "vice-chancellor", "vice chancellor"})
_PARTISAN = frozenset({"leader", "deputy leader", "general secretary", "secretary general", "secretary-general"})
_ARTS = frozenset({"film", "movie", "stage", "theatre", "theater", "documentary"})
"""A director of these has no organisation by that."""
_STAFF = frozenset({"officer", "economist", "scientist", "engineer"})
"""With "chief" before it a post that only an organisation has."""


def chamber_of(names: PlacedNames, title: Token, start: int) -> int | None:
    """The head of the name of the only chamber or court of the article that somebody with this title sits in."""
    if start and title.doc[start - 1].lower_ in ("state", "provincial", "of"):
        return None  # "State Senator X", "Secretary of Justice X"
    if title.lower_.startswith("representative") and title.is_lower:
        return None  # of whom, nobody can tell
    return next((names.chamber[c] for c in CHAMBER_OF.get(title.lower_, ()) if c in names.chamber), None)


def body_meant(names: PlacedNames, noun: Token, start: int, lemma: str) -> int | None:
    """ "Ministry spokeswoman X", "company chairman Y": the head of the name of the body that the bare word means, the
    last one called by that word or, for a company or a group, the only one near."""
    doc = noun.doc
    first = doc[start]
    word = first.lower_ if " " in lemma and start < noun.i else doc[start - 1].lower_ if start else ""
    only = word in names.lexicon["any_bodies"]
    if not only and word not in names.lexicon["bare_bodies"]:
        return None
    if word == doc[start - 1].lower_ and start - 1 in names.cover:
        return None
    near: dict[str, int] = {}
    called: dict[str, list[int]] = {}
    sentence = noun.sent.start
    reach = doc[sentence - 1].sent.start if sentence else 0
    for named in _bodies(names):
        if word in _words(names, named):
            called.setdefault(named.actor, []).append(named.head)
        elif reach <= named.head < noun.i:
            near.setdefault(named.actor, named.head)
    before = {actor: heads for actor, heads in called.items() if any(head < noun.i for head in heads)}
    called = before or called
    if called:
        most = sorted(called.values(), key=len, reverse=True)
        clear = len(most) == 1 or len(most[0]) > 2 * len(most[1])
        return most[0][0] if clear else None
    return next(iter(near.values())) if len(near) == 1 and only else None


def body_of_title(
    names: PlacedNames, noun: Token, start: int, lemma: str, holder: Token, before: Sequence[Token] = ()
) -> int | None:
    """ "Lawmaker X", "Harris County Sheriff Y": the only parliament or sheriff's office that the article names and
    whose name has the words ``before`` the title; "chief executive X", "coach Y": the only body that this sentence and
    the one before speak of, or the one that the article is about, where X is first named."""
    doc = noun.doc
    words = _SITS_IN.get(lemma)
    if words is not None:
        wanted = {token.lower_ for token in before if token.text[:1].isupper()}
        fitting = {
            named.actor: named.head for named in _bodies(names)
            if words & (found := _words(names, named)) and wanted <= found
        }  # fmt: skip
        return next(iter(fitting.values())) if len(fitting) == 1 else None
    posts = names.lexicon["posts_of_a_body"] | _TEAM | _TAUGHT | _PARTISAN
    last = lemma.split()[-1]
    staff = last in _STAFF and lemma.startswith("chief ")
    if lemma.split()[0] in _ARTS:
        return None
    if not staff and lemma not in posts and last not in names.lexicon["posts_of_a_body"]:
        return None
    person = names.head.get(holder.i)
    if person is None or person.kind != "person" or lemma in names.lexicon["national_posts"]:
        return None
    if any(other.actor == person.actor and other.start < person.start for other in names.head.values()):
        return None  # who has been named before has been told of before
    sentence = noun.sent.start
    reach = doc[sentence - 1].sent.start if sentence else 0
    near = {named.actor: named.head for named in _bodies(names) if reach <= named.head < noun.i}
    topic = _topic(names, noun.i)
    head = next(iter(near.values())) if len(near) == 1 else topic if not near else None
    if head is None or _goes_on(names, doc, person.end) or not _may_have(names, names.head[head], lemma):
        return None
    about = topic is not None and names.head[topic].actor == names.head[head].actor
    return head if about or _is_spoken_of(doc, head) else None


def _topic(names: PlacedNames, at: int) -> int | None:
    """The last naming before token ``at`` of the body that the article has been about: named twice or more, and twice
    as often as any other but the outlets that it quotes."""
    heads: dict[str, list[int]] = {}
    for named in _bodies(names):
        if named.head < at:
            heads.setdefault(named.actor, []).append(named.head)
    most = sorted(heads.values(), key=len, reverse=True)
    if not most or len(most[0]) < 2 or (len(most) > 1 and len(most[0]) < 2 * len(most[1])):
        return None
    return most[0][0]


def body_of_members(article: Article, lexicon: Lexicon, at: Token, kind: str) -> int | None:
    """ "Fellow members Poland and Malta", "Croatia, a member since 2013,", "Croatia joined in 2013": where the only
    body with members is named of which this sentence so far, or one not long before, speaks. ``kind`` tells what is a
    member: states are of unions, people of parties, boards and clubs."""
    sentence, before = at.sent, at.i
    for _ in range(3 if kind == "country" else 2):
        near: dict[str, int] = {}
        for token in at.doc[sentence.start : before]:
            actor = article.at.get(token.i)
            if actor is not None and article.actors[actor].kind == "institution":
                near[actor] = token.i
        fitting = {actor: head for actor, head in near.items() if _has_members(article, lexicon, actor, kind)}
        if len(fitting) > 1 or (near and kind == "person"):
            fitting = {actor: head for actor, head in fitting.items() if _is_spoken_of(at.doc, head)}
        if len(fitting) == 1:
            return next(iter(fitting.values()))
        if near and (kind == "person" or fitting):
            return None
        if sentence.start == 0:
            return None
        before = sentence.start
        sentence = at.doc[before - 1].sent
    return None


def _has_members(article: Article, lexicon: Lexicon, actor: str, kind: str) -> bool:
    told = article.actors[actor]
    words = {word for form in (told.name, *told.aliases) for word in fold(form).split()}
    if kind == "country":
        return bool(words & lexicon["bloc_named"])
    firms = words & (lexicon["company_named"] | lexicon["outlet_named"] | lexicon["university_named"])
    return not firms and bool(
        words & (lexicon["party_named"] | lexicon["association_named"] | lexicon["bloc_named"] | _WITH_MEMBERS)
    )


_WITH_MEMBERS = frozenset({
    "committee", "board", "panel", "jury", "court", "tribunal", "parliament", "senate", "assembly", "caucus", "band",
    "choir", "orchestra", "quartet", "trio", "squad", "team", "club", "brigade", "church", "order", "academy",
})  # fmt: skip


def _bodies(names: PlacedNames) -> Iterator[Reference]:
    """Every naming of an institution, the last first."""
    for head in sorted(names.head, reverse=True):
        named = names.head[head]
        if named.kind == "institution":
            yield named


def _words(names: PlacedNames, named: Reference) -> set[str]:
    actor = names.article.actors[named.actor]
    return {word for form in (actor.name, *actor.aliases) for word in fold(form).split()}


def _may_have(names: PlacedNames, named: Reference, lemma: str) -> bool:
    """Whether a body of that name may have such a post: a club a coach, a university a dean, no ministry a chairman."""
    words = _words(names, named)
    lexicon = names.lexicon
    if words & lexicon["outlet_named"] and not words & lexicon["company_named"]:
        return False
    university = bool(words & lexicon["university_named"])
    state = bool(words & lexicon["state_bodies"])
    if lemma in _TAUGHT:
        return university
    if lemma in _PARTISAN:
        return bool(words & (lexicon["party_named"] | lexicon["party_names"] | lexicon["union_named"]))
    if lemma in _TEAM:
        return not (state or university or words & (lexicon["company_named"] - lexicon["club_named"]))
    spoken = lemma.startswith("spokes")
    return spoken or not state


def _is_spoken_of(doc: Doc, head: int) -> bool:
    """True of a subject and of what stands in one."""
    token = doc[head]
    for _ in range(5):
        if token.dep_ in ("conj", "appos", "compound", "nmod", "poss"):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of":
            token = token.head.head
        else:
            break
    return token.dep_ in ("nsubj", "nsubjpass")


def _goes_on(names: PlacedNames, doc: Doc, end: int) -> bool:
    """ "Director X of Oxfam", "captain X, of Leeds,": the body is told behind the name."""
    at = end + (1 if end < len(doc) and doc[end].text == "," else 0)
    return at < len(doc) and doc[at].lower_ in ("of", "from", "at", "for")


__all__ = ["CHAMBER_OF", "body_meant", "body_of_members", "body_of_title", "chamber_of"]
