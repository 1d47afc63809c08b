"""rules/judgements.yaml -> human decisions on who is who, replayed in every build.

A judgement speaks of names (or actor ids), everywhere or in one article. "same" joins what a build would keep apart,
"different" keeps apart what it would join; both outrank the alias table and every guess. Names are compared folded
(``kg.aliases.fold``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import yamlfile
from kg.aliases import fold
from kg.errors import JudgementError
from kg.yamlfile import Problems

_KEYS = ("same", "different", "article", "note")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. ``names`` are folded (ids stay as they are); ``article`` is a document id, or "" for everywhere.

    ``different`` with one name given twice says that its bearer in ``article`` is somebody else than elsewhere.
    """

    same: bool
    names: tuple[str, ...]
    article: str
    path: str
    line: int

    @property
    def reason(self) -> str:
        """What ``kg explain`` shows for a name that this decision settled."""
        return f"the judgement '{'same' if self.same else 'different'}' of {self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Judgements:
    """All decisions, in the order of the file."""

    decisions: tuple[Judgement, ...] = ()

    def same(self, article: str | None = None) -> Iterator[Judgement]:
        """The decisions that join names everywhere (``article`` None) or in one article."""
        return self._of(True, article)

    def different(self, article: str | None = None) -> Iterator[Judgement]:
        """The decisions that keep names apart everywhere (``article`` None) or in one article."""
        return self._of(False, article)

    def _of(self, same: bool, article: str | None) -> Iterator[Judgement]:
        scopes = ("",) if article is None else ("", article)
        return (judgement for judgement in self.decisions if judgement.same == same and judgement.article in scopes)


def load_judgements(path: Path) -> Judgements:
    """The decisions in ``path``; none if there is no such file. JudgementError lists everything that is wrong, among
    it decisions that contradict each other."""
    if not path.exists():
        return Judgements()
    problems = Problems.none()
    decisions: list[Judgement] = []
    for entry in yamlfile.records(path, problems, "judgement"):
        entry.only(*_KEYS)
        kinds = [kind for kind in ("same", "different") if entry.has(kind)]
        if len(kinds) != 1:
            entry.problem("a judgement has either 'same' or 'different', with a list of names")
            continue
        names = entry.texts(kinds[0])
        article = entry.text("article") if entry.has("article") else ""
        if len(names) < 2:
            entry.problem(f"'{kinds[0]}' must list two names or more")
            continue
        folded = tuple(_key(name) for name in names)
        if len(set(folded)) == 1 and (kinds[0] == "same" or not article):
            entry.problem(f"'{names[0]}' stands twice; name two actors, or with 'different' the article that is meant")
            continue
        decisions.append(Judgement(kinds[0] == "same", folded, article, str(path), entry.line))
    _contradictions(decisions, path, problems)
    problems.stop(JudgementError)
    return Judgements(tuple(decisions))


def _key(name: str) -> str:
    return name if "/" in name else fold(name)


def _contradictions(decisions: Iterable[Judgement], path: Path, problems: Problems) -> None:
    decisions = list(decisions)
    for article in sorted({judgement.article for judgement in decisions}):
        joined = Groups()
        because: dict[str, int] = {}
        for judgement in decisions:
            if judgement.same and judgement.article in ("", article):
                joined.join(judgement.names)
                because |= {name: judgement.line for name in judgement.names if name not in because}
        for judgement in decisions:
            if judgement.same or judgement.article != article:
                continue
            first, *others = judgement.names
            for other in others:
                if first != other and joined.of(first) == joined.of(other):
                    problems.add(
                        path, judgement.line,
                        f"'{first}' and '{other}' are different here and the same on line {because[other]}; drop one",
                    )  # fmt: skip


class Groups:
    """Disjoint sets of names; the representative of a set is its first name in the order of joining."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The representative of the set that ``name`` is in."""
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def join(self, names: Iterable[str]) -> None:
        """Put the sets of all ``names`` together."""
        first, *others = names
        for other in others:
            if self.of(other) != self.of(first):
                self._parent[self.of(other)] = self.of(first)
