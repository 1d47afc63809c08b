"""Every example and counterexample of the rules that kg ships, in one pass through the model, as in ``kg check``."""

from __future__ import annotations

from kg.pipeline import check
from kg.rules import load_rulebook


def test_every_example_of_the_shipped_rules_holds() -> None:
    rules = load_rulebook().rules
    result = check()
    assert result.examples == sum(len(rule.examples) + len(rule.counterexamples) for rule in rules)
    assert result.rules == len(rules)
    assert not result.failures, "\n" + "\n".join(map(str, result.failures))
