"""rules/ as a whole: what an editor can get wrong in it is told, all at once, with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from kg.errors import InputError, RuleError
from kg.models import KINDS
from kg.rules import LEXICON_LISTS, ROLES, Rulebook, Trigger, default_folder, load_rulebook

MET = """\
- id: meet
  relation: met_with
  verbs: [meet, talk with]
  nouns: [<summits>]
  source: agent
  target: [patient, with, "with's owner"]
  mutual: [between, agent]
  source_kinds: [person]
  confidence: 0.75
  examples:
    - {text: "Ana met Bo.", claim: [Ana, met_with, Bo], status: asserted}
    - {text: "Ana talked with Bo.", claim: [Ana, met_with, Bo], role: guest}
  counterexamples:
    - "Ana met resistance."
"""
ONTOLOGY = """\
- {id: met_with, label: met, inverse_label: met, family: diplomacy, plover: CONSULT, symmetric: true,
   source: [person, country], target: [person, country]}
"""
DETAINED = """\
- {id: detained, label: detained, inverse_label: was detained by, family: coercion, plover: COERCE, symmetric: false,
   source: [country], target: [person]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small rulebook: one relation type, one rule, one actor, every word list."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "relations").mkdir()
    (tmp_path / "ontology.yaml").write_text(ONTOLOGY)
    (tmp_path / "aliases.yaml").write_text("- {id: ana, name: Ana Ruiz, kind: person}\n")
    (tmp_path / "lexicon" / "countries.yaml").write_text("- {code: us, names: [America]}\n")
    # "kin" is here only to be named in a rule; the rule above speaks of <summits>, which tests rename.
    lists = "".join(f"{name}: [Word one, two]\n" for name in LEXICON_LISTS)
    (tmp_path / "lexicon" / "words.yaml").write_text(lists)
    (tmp_path / "relations" / "meet.yaml").write_text(MET.replace("<summits>", "<kin>"))
    return tmp_path


def problems(folder: Path) -> list[str]:
    """What is wrong, with paths relative to the folder."""
    with pytest.raises(InputError) as caught:
        load_rulebook(folder)
    assert all(problem.startswith(f"{folder}") for problem in caught.value.problems)
    return [problem.removeprefix(f"{folder}/") for problem in caught.value.problems]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1))


def test_a_rule_is_read_whole(folder: Path) -> None:
    book = load_rulebook(folder)
    (rule,) = book.rules
    assert (rule.id, rule.relation, rule.confidence, rule.status, rule.line) == ("meet", "met_with", 0.75, None, 1)
    assert rule.triggers == (
        Trigger("verb", "meet", ()),
        Trigger("verb", "talk", ("with",)),
        Trigger("noun", "two", ()),
        Trigger("noun", "word", ("one",)),
    )
    assert [trigger.words for trigger in rule.triggers] == ["meet", "talk with", "two", "word one"]
    assert rule.source == ("agent",)
    assert rule.target == ("patient", "with", "with's owner")
    assert rule.mutual == ("between", "agent")
    assert (rule.source_kinds, rule.target_kinds) == (frozenset({"person"}), frozenset())
    first, second = rule.examples
    assert (first.text, first.claim, first.status, first.role, first.line) == (
        "Ana met Bo.", ("Ana", "met_with", "Bo"), "asserted", None, 11,
    )  # fmt: skip
    assert (second.status, second.role) == (None, "guest")
    assert [(case.text, case.line) for case in rule.counterexamples] == [("Ana met resistance.", 14)]
    assert Path(rule.path) == folder / "relations" / "meet.yaml"


def test_a_trigger_stands_for_every_word_of_the_lists_in_it(folder: Path) -> None:
    (folder / "lexicon" / "senses.yaml").write_text("sharing: [split, divide up]\ncakes: [pie, tart]\n")
    edit(folder / RULE, "[meet, talk with]", "[<sharing> <cakes> with]")
    (rule,) = load_rulebook(folder).rules
    assert [trigger.words for trigger in rule.triggers if trigger.kind == "verb"] == [
        "divide up pie with", "divide up tart with", "split pie with", "split tart with",
    ]  # fmt: skip


def test_a_rulebook_has_everything_of_the_folder(folder: Path) -> None:
    book = load_rulebook(folder)
    assert list(book.ontology) == ["met_with"]
    assert list(book.aliases.entries) == ["ana"]
    assert any("America" in country.names for country in book.countries)
    assert book.lexicon["kin"] == {"word one", "two"}
    assert book.folder == str(folder)


def test_the_fingerprint_changes_with_any_file_and_only_then(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = load_rulebook(folder).fingerprint
    copy = tmp_path_factory.mktemp("copy") / "rules"
    shutil.copytree(folder, copy)
    assert load_rulebook(copy).fingerprint == before
    seen = {before}
    for name in ("ontology.yaml", "aliases.yaml", "lexicon/countries.yaml", "lexicon/words.yaml", RULE):
        (copy / name).write_text((copy / name).read_text() + "# looked at\n")
        seen.add(load_rulebook(copy).fingerprint)
    assert len(seen) == 6


RULE = "relations/meet.yaml"
TWO_MORE = "needs two or more examples and one or more counterexamples"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  verbs:", "  verb:", f"{RULE}:3: unknown key 'verb' in rule (did you mean 'verbs'?)"),
        ("met_with\n", "meet_with\n",
         f"{RULE}:2: 'relation' is 'meet_with', not one of met_with (did you mean 'met_with'?)"),
        ("  relation: met_with\n", "", f"{RULE}:1: rule has no 'relation'"),
        ("- id: meet\n  relation", "- relation", f"{RULE}:1: rule has no 'id'"),
        ("source: agent", "source: agnet", f"{RULE}:5: 'agnet' is not the name of an argument (did you mean 'agent'?)"),
        ("\"with's owner\"", "\"with's father\"", f"{RULE}:6: 'with's father' is not the name of an argument"),
        ("[between, agent]", "[betwixt]", f"{RULE}:7: 'betwixt' is not the name of an argument"),
        ("  source: agent\n", "", None),
        ("  source: agent\n", "  unless: [meet halfway, greet cold]\n  source: agent\n",
         f"{RULE}:5: 'unless: greet cold' must begin with a trigger of the rule and name the words with it"),
        ("  source: agent\n", "  requires: [target it self]\n  source: agent\n",
         f"{RULE}:5: no rule can require 'target it self' (did you mean 'target itself'?); there is "
         "target itself, small letters, of somebody"),
        ("[person]", "[people]", f"{RULE}:8: 'people' is not a kind of actor"),
        ("0.75", "75%", f"{RULE}:9: 'confidence' is '75%', not a number between 0 and 1"),
        ("0.75", "1.5", f"{RULE}:9: 'confidence' is '1.5', not a number between 0 and 1"),
        ("<kin>", "<kinn>", f"{RULE}:4: no word list 'kinn' (did you mean 'kin'?)"),
        ("  verbs: [meet, talk with]\n  nouns: [<kin>]\n", "",
         f"{RULE}:1: rule has no trigger: give verbs, nouns, adjectives, roles"),
        ("  counterexamples:\n    - \"Ana met resistance.\"\n", "", f"{RULE}:1: rule 'meet' {TWO_MORE}"),
        ("    - {text: \"Ana met Bo.\", claim: [Ana, met_with, Bo], status: asserted}\n", "",
         f"{RULE}:1: rule 'meet' {TWO_MORE}"),
        ("[Ana, met_with, Bo], st", "[Ana, Bo], st",
         f"{RULE}:11: 'claim' must be [source name, relation, target name]"),
        ("[Ana, met_with, Bo], st", "[Ana, met, Bo], st",
         f"{RULE}:11: the example claims 'met', its rule makes 'met_with'"),
        ("status: asserted", "status: asserte",
         f"{RULE}:11: 'status' is 'asserte', not one of asserted, alleged, denied, planned, hypothetical "
         "(did you mean 'asserted'?)"),
        ("role: guest", "roll: guest", f"{RULE}:12: unknown key 'roll' in example (did you mean 'role'?)"),
        ("- \"Ana met resistance.\"", "- {text: Ana met resistance.}",
         f"{RULE}:14: a counterexample must be a sentence"),
        ("- id: meet", "- meet\n- id: meet", f"{RULE}:1: rule must be a mapping of keys to values"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_is_told_with_its_line(folder: Path, old: str, new: str, told: str | None) -> None:
    edit(folder / RULE, old, new)
    if told is None:
        load_rulebook(folder)  # a mutual rule needs no source
    else:
        assert told in problems(folder)


def test_a_rule_without_source_or_mutual_is_told(folder: Path) -> None:
    edit(folder / RULE, "  source: agent\n", "")
    edit(folder / RULE, "  mutual: [between, agent]\n", "")
    assert problems(folder) == [f"{RULE}:1: rule has no 'source' and 'target' (or 'mutual')"]


def test_only_a_symmetric_relation_can_be_mutual(folder: Path) -> None:
    edit(folder / "ontology.yaml", "symmetric: true", "symmetric: false")
    assert problems(folder) == [f"{RULE}:7: 'mutual' needs a symmetric relation; met_with is not"]


def test_a_rule_id_that_stands_twice_is_told_with_both_places(folder: Path) -> None:
    (folder / "relations" / "more.yaml").write_text("# more\n" + (folder / RULE).read_text())
    first = folder / RULE
    assert problems(folder) == [f"relations/more.yaml:2: rule id 'meet' stands twice; first at {first}:1"]


def test_a_relation_type_without_a_rule_is_told(folder: Path) -> None:
    (folder / "ontology.yaml").write_text(ONTOLOGY + DETAINED)
    (problem,) = problems(folder)
    assert problem == "relations:1: no rule makes the relation type 'detained'; add one, or take it from ontology.yaml"


def test_a_missing_word_list_and_an_unknown_one_are_told(folder: Path) -> None:
    edit(folder / "lexicon" / "words.yaml", "kin:", "kins:")
    told = problems(folder)
    assert "lexicon:1: no file holds the word list 'kin' (did you mean 'kins'?)" in told
    assert "lexicon:1: neither kg nor a rule reads the word list 'kins' (did you mean 'kin'?)" in told
    assert f"{RULE}:4: no word list 'kin' (did you mean 'kins'?)" in told


def test_a_word_list_in_two_files_is_told(folder: Path) -> None:
    (folder / "lexicon" / "xtra.yaml").write_text("\nkin: [uncle]\n")
    assert problems(folder) == ["lexicon/xtra.yaml:2: word list 'kin' stands in two files; keep one"]


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    edit(folder / "ontology.yaml", "label: met,", "labl: met,")
    edit(folder / "aliases.yaml", "person", "persona")
    edit(folder / "lexicon" / "countries.yaml", "us", "qq")
    edit(folder / "lexicon" / "words.yaml", "kin:", "kith:")
    edit(folder / RULE, "confidence", "confidnce")
    told = "\n".join(problems(folder))
    for name in ("ontology.yaml:1", "aliases.yaml:1", "lexicon/countries.yaml:1", "lexicon:1", f"{RULE}:9"):
        assert name in told


def test_a_broken_ontology_does_not_make_every_rule_wrong(folder: Path) -> None:
    (folder / "ontology.yaml").write_text("- id: [\n")
    (problem,) = problems(folder)
    assert problem.startswith("ontology.yaml:")
    assert "is not valid YAML" in problem


@pytest.mark.parametrize("name", ["ontology.yaml", "aliases.yaml", "lexicon/words.yaml", RULE])
def test_a_broken_file_is_named_with_its_line(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text(path.read_text() + "x: [\n")
    assert any(problem.startswith(f"{name}:") and "is not valid YAML" in problem for problem in problems(folder))


@pytest.mark.parametrize("name", ["ontology.yaml", "aliases.yaml", "lexicon/countries.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert [problem for problem in problems(folder) if problem.startswith(f"{name}:1: cannot be read")] != []


def test_a_missing_folder_of_relations_is_one_problem(folder: Path) -> None:
    shutil.rmtree(folder / "relations")
    assert problems(folder) == ["relations:1: there is no such folder of relation rules"]


def test_a_missing_folder_of_rules_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nowhere: no such folder of rules; name one with --rules"):
        load_rulebook(tmp_path / "nowhere")


# --- the one that kg ships --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook()


def test_the_shipped_rules_are_those_of_the_checkout(shipped: Rulebook) -> None:
    assert default_folder() == ROOT / "rules"
    assert shipped == load_rulebook(ROOT / "rules")


def test_every_shipped_relation_type_has_a_rule_with_examples(shipped: Rulebook) -> None:
    assert {rule.relation for rule in shipped.rules} == set(shipped.ontology)
    assert [rule.id for rule in shipped.rules if len(rule.examples) < 2 or not rule.counterexamples] == []


def test_shipped_rules_join_only_kinds_that_their_relation_joins(shipped: Rulebook) -> None:
    for rule in shipped.rules:
        relation = shipped.ontology[rule.relation]
        assert rule.source_kinds <= relation.source_kinds | set(() if not relation.symmetric else KINDS), rule.id
        assert rule.target_kinds <= relation.target_kinds | set(() if not relation.symmetric else KINDS), rule.id


def test_arguments_of_shipped_rules_are_known(shipped: Rulebook) -> None:
    used = {role for rule in shipped.rules for role in (*rule.source, *rule.target, *rule.mutual)}
    assert {role.removesuffix("'s owner").removesuffix("'s place").removesuffix("'s doer") for role in used} <= ROLES
