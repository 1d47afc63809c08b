"""rules/confidence.yaml: how often each rule was right on annotated articles; from that, a claim's confidence.

The confidence of a claim is an estimate of the chance that it is right. It pools what was measured: the rule in this
construction (passive, title before the name, ...), the rule in all, the relation in all, everything. The narrower
count is shrunk towards the wider one as if that had been seen ``_WEIGHT`` times (an empirical Bayes estimate), so that
two lucky hits make no certainty. ``kg calibrate`` measures again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import yamlfile
from kg.errors import RuleError
from kg.yamlfile import Problems

_KEYS = ("rule", "relation", "construction", "right", "judged")
_WEIGHT = 6
_UNMEASURED = 0.75
"""The estimate where nothing at all was measured: an empty table."""

type _Counts = Mapping[tuple[str, ...], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Claims of one rule in one construction that were compared with annotated articles: how many, how many right."""

    rule: str
    relation: str
    construction: str
    right: int
    judged: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """All outcomes, with their sums by rule, by relation and in all."""

    outcomes: tuple[Outcome, ...]
    sums: _Counts

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Calibration:
        """The calibration that these outcomes make."""
        listed = tuple(outcomes)
        right: Counter[tuple[str, ...]] = Counter()
        judged: Counter[tuple[str, ...]] = Counter()
        for outcome in listed:
            for key in _keys(outcome.relation, outcome.rule, outcome.construction):
                right[key] += outcome.right
                judged[key] += outcome.judged
        return cls(listed, {key: (right[key], judged[key]) for key in judged})

    def confidence(self, relation: str, rule: str, construction: str) -> float:
        """The estimated chance that such a claim is right, to two decimals and never certain: 0.01 to 0.99."""
        estimate = _UNMEASURED
        for key in _keys(relation, rule, construction):
            right, judged = self.sums.get(key, (0, 0))
            estimate = (right + _WEIGHT * estimate) / (judged + _WEIGHT)
        return min(max(round(estimate, 2), 0.01), 0.99)


def _keys(relation: str, rule: str, construction: str) -> Iterator[tuple[str, ...]]:
    """From the widest group of claims to the narrowest."""
    yield ()
    yield (relation,)
    yield relation, rule
    yield relation, rule, construction


def load_calibration(path: Path) -> Calibration:
    """The outcomes in ``path``; an empty calibration if there is no such file. RuleError lists what is wrong."""
    if not path.exists():
        return Calibration.of(())
    problems = Problems.none()
    outcomes = []
    for entry in yamlfile.records(path, problems, "outcome"):
        entry.only(*_KEYS)
        numbers = [entry.text(key) for key in ("right", "judged")]
        if not all(number.isdecimal() for number in numbers) or int(numbers[0]) > int(numbers[1]):
            entry.problem("'right' and 'judged' must be whole numbers, 'right' no more than 'judged'")
            continue
        names = [entry.text(key) for key in ("rule", "relation", "construction")]
        outcomes.append(Outcome(names[0], names[1], names[2], int(numbers[0]), int(numbers[1])))
    problems.stop(RuleError)
    return Calibration.of(outcomes)


def as_yaml(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The lines of a rules/confidence.yaml that holds ``outcomes``."""
    yield "# How often the claims of each rule were right, by construction, on annotated articles."
    yield "# Written by `kg calibrate`; not to be edited by hand. A claim's confidence is estimated from these counts."
    for outcome in sorted(outcomes, key=lambda o: (o.relation, o.rule, o.construction)):
        yield (
            f'- {{rule: {outcome.rule}, relation: {outcome.relation}, construction: "{outcome.construction}", '
            f"right: {outcome.right}, judged: {outcome.judged}}}"
        )
