"""How the article tells a claim, all in one: how firmly (``status``), by whom (``voices``), and of when (``dates``)."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.coreference import Article
from kg.language.dates import Dates
from kg.language.grammar import Frame
from kg.language.status import in_the_present, predicating_verb, status_of
from kg.language.voices import Voices
from kg.models import Speaker, Status
from kg.rules import Lexicon

_UNDATED = frozenset({"citizen_of", "part_of"})
"""Relations that no date belongs to: "born in Paris in 1932" dates the birth."""

_FIRMNESS: tuple[Status, ...] = ("asserted", "alleged", "planned", "hypothetical", "denied")


@dataclass(frozen=True, slots=True)
class Telling:
    """How one claim is told: how firmly, by whom (None: the outlet), of what date ("" where the text gives none)."""

    status: Status
    speaker: Speaker | None
    date: str


class Context:
    """How one article tells its claims. ``published`` is the article's date (ISO or empty), ``events`` the noun lemmas
    that name events."""

    def __init__(self, article: Article, published: str, lexicon: Lexicon, events: frozenset[str]) -> None:
        self.article = article
        self._published = published
        self._lexicon = lexicon
        self._voices = Voices(article, lexicon)
        self._dates = Dates(article.doc, published, events)

    def of(self, frame: Frame, relation: str, fixed: Status | None = None, *, negation: bool = True) -> Telling:
        """How the claims of ``frame`` are told; ``fixed`` is the status that a rule gives what is told as fact
        ("asserted": also to what is only sought or planned); without ``negation`` the rule has taken in "not"
        ("does not recognise")."""
        token, scope = self.article.doc[frame.token], self.article.doc[frame.scope]
        role = frame.kind == "role"
        status = status_of(token, self._lexicon, None if role else scope, role=role, negation=negation)
        if role and status == "asserted":
            status = _by_its_title(frame.role)
        aside = role and predicating_verb(token) is None
        if status in ("planned", "hypothetical") and (
            fixed == "asserted" or (aside and relation == "member_of" and frame.lemma != "member")
        ):
            status = "asserted"  # who seeks a party's nomination, or will likely have it, is of that party already
        status = max(status, fixed or status, key=_FIRMNESS.index)
        date = (
            ""
            if relation in _UNDATED
            else self._dates.date_of(token, None if role else scope, ahead=status in ("planned", "hypothetical"))
        )
        if status == "asserted" and not role and self._published and date > self._published and in_the_present(scope):
            status = "planned"  # "is travelling to Paris on June 2", printed on June 1
        return Telling(status, self._voices.speaker_of(token if role else scope, aside=aside), date)


def _by_its_title(title: str) -> Status:
    """How firmly a title itself says that the post is held: "president-elect", "self-declared president"."""
    words = title.lower().replace("-", " ").split()
    if "elect" in words or "designate" in words:
        return "planned"
    return "alleged" if "self" in words and {"declared", "proclaimed", "styled", "appointed"} & {*words} else "asserted"
