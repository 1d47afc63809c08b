"""rules/relations/*.yaml and rules/lexicon/*.yaml -> rules and word lists; the whole of rules/ as one ``Rulebook``.

A rule names predicates (verbs, nouns, adjectives, roles) and the arguments that are source and target. What an
argument is called, and what sentences it is found in, is said in ``kg.language.frames``; nothing here knows spaCy.
"""

from __future__ import annotations

import gc
import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal, cast

from kg import yamlfile
from kg.aliases import AliasTable, load_aliases
from kg.calibration import Calibration, load_calibration
from kg.countries import Country, load_countries
from kg.errors import InputError, RuleError
from kg.judgements import Judgements, load_judgements
from kg.models import KINDS, STATUSES, Kind, RelationType, Status
from kg.ontology import load_ontology
from kg.yamlfile import Node, Problems, Reader, did_you_mean

TriggerKind = Literal["verb", "noun", "adjective", "role"]
_TRIGGER_KEYS: Mapping[str, TriggerKind] = {
    "verbs": "verb", "nouns": "noun", "adjectives": "adjective", "roles": "role"
}  # fmt: skip
_KEYS = ("id", "relation", *_TRIGGER_KEYS, "source", "target", "mutual", "source_kinds", "target_kinds",
         "confidence", "status", "unless", "requires", "examples", "counterexamples", "note")  # fmt: skip
_LIST = re.compile(r"<([a-z_]+)>")
_EXAMPLE_KEYS = ("text", "claim", "status", "role")

PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid among around as at before behind below beneath beside "
    "between beyond by concerning despite during except for from in inside into like near of off on onto out outside "
    "over past regarding "
    "since through throughout till to toward towards under until up upon via with within without".split()
)
ROLES = (
    frozenset(
        {"agent", "patient", "recipient", "holder", "owner", "modifier", "content", "deed", "host", "home", "doer"}
    )
    | PREPOSITIONS
)
"""The names an argument can have in a rule; ``X's owner`` is who the thing named by argument X belongs to, and
``X's place`` the country it is in, ``X's doer`` who did it, as the sentence before tells; ``doer`` who did the same to
others in the sentence before."""

REQUIREMENTS = ("target itself", "small letters", "of somebody")
"""What a rule can ask for besides kinds: that its target is named itself and not by its people ("rules Cuba", not
"rules Cubans"), that its trigger begins with a small letter ("Cuban official X", not "Cuban Official X"), that its
trigger is somebody's ("his Dutch agent", not "a Dutch agent")."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate that a rule looks for: the lemma of its head and the words that must stand with it."""

    kind: TriggerKind
    lemma: str
    companions: tuple[str, ...]

    @property
    def words(self) -> str:
        return " ".join((self.lemma, *self.companions))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the claim (source name, relation, target name) that the rule must make of it."""

    text: str
    claim: tuple[str, str, str]
    status: Status | None
    role: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A sentence from which the rule's relation must not be read."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One relation rule. ``source`` and ``target`` are argument names in order of preference; between the actors of a
    ``mutual`` argument ("talks between X and Y") the relation holds pairwise. ``unless`` are predicates with words that
    make another sense of a trigger ("shoot down idea"); ``requires`` are names of ``REQUIREMENTS``."""

    id: str
    relation: str
    triggers: tuple[Trigger, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    mutual: tuple[str, ...]
    source_kinds: frozenset[Kind]
    target_kinds: frozenset[Kind]
    status: Status | None
    confidence: float
    examples: tuple[Example, ...]
    counterexamples: tuple[Counterexample, ...]
    path: str
    line: int
    unless: tuple[Trigger, ...] = ()
    requires: frozenset[str] = frozenset()


class Lexicon(dict[str, frozenset[str]]):
    """The word lists of rules/lexicon, by name (``groups``, ``posts``, ...), as lower-case lemmas or phrases."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All of rules/: what an editor without Python can change. ``fingerprint`` changes when any file does."""

    ontology: Mapping[str, RelationType]
    aliases: AliasTable
    countries: tuple[Country, ...]
    judgements: Judgements
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    calibration: Calibration
    folder: str
    fingerprint: str


def default_folder() -> Path:
    """rules/ as installed with the package, or beside it in a checkout."""
    inside = Path(str(resources.files("kg"))) / "rules"
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / "rules"


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Everything in ``folder`` (by default the rules that come with kg), cross-checked.

    InputError lists every problem of every file, so that one run shows all there is to mend. Nothing is looked for
    garbage meanwhile: the hundreds of thousands of values read stay or go by themselves, and to look at them again and
    again takes a third of the time.
    """
    looked = gc.isenabled()
    gc.disable()
    try:
        return _load_rulebook(folder)
    finally:
        if looked:
            gc.enable()


def _load_rulebook(folder: Path | None) -> Rulebook:
    folder = folder or default_folder()
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of rules; name one with --rules")
    problems: list[str] = []
    ontology: Mapping[str, RelationType] = {}
    aliases = AliasTable({}, {}, {})
    countries: tuple[Country, ...] = ()
    try:
        ontology = load_ontology(folder / "ontology.yaml")
    except InputError as error:
        problems += error.problems
    try:
        aliases = load_aliases(folder / "aliases.yaml")
    except InputError as error:
        problems += error.problems
    try:
        countries = load_countries(folder / "lexicon" / "countries.yaml")
    except InputError as error:
        problems += error.problems
    calibration = Calibration.of(())
    try:
        calibration = load_calibration(folder / "confidence.yaml")
    except InputError as error:
        problems += error.problems
    judgements = Judgements()
    try:
        judgements = load_judgements(folder / "judgements.yaml")
    except InputError as error:
        problems += error.problems
    found = Problems(problems)
    lexicon = _lexicon(folder / "lexicon", _lists_in_rules(folder / "relations"), found)
    rules = _rules(folder / "relations", ontology, lexicon, found)
    found.stop(RuleError)
    return Rulebook(
        ontology, aliases, countries, judgements, lexicon, rules, calibration, str(folder), _fingerprint(folder)
    )


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _lists_in_rules(folder: Path) -> frozenset[str]:
    """The word lists that triggers name, as in "send <goods>"."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.yaml")))
    return frozenset(name for text in texts for name in _LIST.findall(text))


def _lexicon(folder: Path, in_rules: frozenset[str], problems: Problems) -> Lexicon:
    lists: dict[str, frozenset[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "countries.yaml":
            continue
        entries = yamlfile.mapping(path, problems, "lexicon")
        if entries is None:
            continue
        for name in entries.keys():  # noqa: SIM118 - a Reader is no mapping
            if name in lists:
                entries.problem(f"word list '{name}' stands in two files; keep one", entries.line_of(name))
            lists[name] = frozenset(word.lower() for word in entries.texts(name))
    for name in LEXICON_LISTS:
        if name not in lists:
            problems.add(folder, 1, f"no file holds the word list '{name}'{did_you_mean(name, lists)}")
    for name in sorted(lists.keys() - in_rules.union(LEXICON_LISTS)):
        told = f"neither kg nor a rule reads the word list '{name}'{did_you_mean(name, LEXICON_LISTS)}"
        problems.add(folder, 1, told)
    return Lexicon(lists)


SORTS_OF_BODIES = (
    "company", "bank", "airline", "outlet", "party", "armed", "association", "club", "agency", "bloc", "court",
    "university", "union",
)  # fmt: skip
"""Each has two word lists: what news calls such a body ("company_called") and what it is named ("company_named")."""
WALKS_OF_LIFE = ("sport", "stage", "press", "power", "trade", "faith", "cause", "arms", "learned")
"""Each has a word list of the nouns for such people ("sport_people")."""
SORTS_OF_DEEDS = (
    "attack",
    "arrest",
    "ruling",
    "curb",
    "exit",
    "favour",
    "show",
    "offer",
    "word",
    "plea",
    "suit",
    "any",
)
"""Each has two word lists: what news calls such a deed ("attack_told") and the verbs for it ("attack_done")."""
SORTS_OF_COUNTRIES = (
    "west african", "east african", "central african", "southern african", "north african", "african", "sahel",
    "central asian", "south asian", "southeast asian", "east asian", "asian", "himalayan", "middle eastern",
    "arab", "gulf", "european", "eastern european", "central european", "balkan", "baltic", "nordic",
    "scandinavian", "alpine", "iberian", "mediterranean", "caucasus", "latin american", "central american",
    "south american", "andean", "caribbean", "north american", "pacific", "island", "landlocked", "soviet",
    "yugoslav", "islamic", "jewish", "kingdom", "emirate", "sultanate", "archipelago", "principality",
)  # fmt: skip
"""What news calls a country by, each with the word list of those that are meant ("west_african_states")."""
LEXICON_LISTS = (
    *(f"{sort}_{what}" for sort in SORTS_OF_BODIES for what in ("called", "named")),
    "armed_before", "body_qualities", "fields_of_bodies", "bodies_for_a_field",
    *(f"{sort}_{what}" for sort in SORTS_OF_DEEDS for what in ("told", "done")),
    *(f"{sort.replace(' ', '_')}_states" for sort in SORTS_OF_COUNTRIES), "country_qualities", "government_qualities",
    *(f"{walk}_people" for walk in WALKS_OF_LIFE), "people_again", "people_qualities",
    "attackers", "attacking", "suspects", "held_for_a_crime", "suspected_before",
    "groups", "governments", "representatives", "transparent", "blows", "organisation_heads", "state_bodies",
    "institutions_of_a_country", "posts", "national_posts", "honorifics", "ranks", "occupations", "kin", "female_words",
    "male_words", "former", "places", "light_verbs", "light_verbs_reversed", "object_control",
    "speech_verbs", "denial", "planning", "wishing", "claiming", "hedges", "not_names", "undone", "peoples_only",
    "ended", "enabling", "possible", "planned", "failed", "wished_objects", "planned_objects", "prevented_objects",
    "performed", "verbal_acts", "standing", "gatherings", "bridging", "occurring", "under_way", "fulfilled", "rising",
    "doubtful_sources",
    "statements", "outlets",
    "factive", "saying", "calling", "seeing", "bad_names", "bad_qualities", "praise", "blame",
    "wrongs", "failings", "bad_ways", "foul_play", "crimes", "harms", "owed", "writings", "summaries", "judging",
    "claimed", "untrue", "held", "shares", "asked_for", "answering", "aspects", "issuing", "answered_for", "bodies",
    "regions", "traffic", "harming", "attacks", "led", "goods", "trade_goods", "done_to_people",
    "firms", "team_posts", "club_words", "kinds_of_body", "never_companies",
    "bodies_in_apposition", "had_by_bodies", "officers", "employed", "called_before", "houses_of_people",
    "bodies_in_small_letters", "bodies_of_states", "vague_bodies", "staffed_bodies", "firms_after_a_name",
    "forces", "personnel", "styles", "plural_groups", "called_alone", "chained_parts", "furthered", "never_wholes",
    "private_pairs", "national_chapters", "acronyms_in_cricket", "cricket",
    "works", "parts_of_a_place", "corporate_words", "describers", "surnames_too", "heads_first", "mastheads",
    "before_outlets", "outlets_tell",
    "united_people", "islands", "parts_of_a_body", "posts_of_a_body", "units", "national_bodies", "public_bodies",
    "above_states", "state_words", "state_words_cut",
    "party_names", "town_bodies", "places_alone",
    "no_posts", "not_yet_posts", "candidates", "party_contests", "party_posts", "seats_of_parties", "peoples",
    "before_names", "stints", "contested", "bare_bodies", "any_bodies", "said_after_names", "speaks_for", "sent_posts",
    "staff_posts", "of_a_beat", "posts_of_no_state", "posts_of_teams", "named_chairs", "generic_bodies",
    "go_by_names", "callings", "homes",
    "private_bodies", "prizes", "ballots", "sports", "prosecuting", "inquiries", "posts_of_america", "posts_of_britain",
    "titles_of_america", "departments_of_america", "organs_of_a_state", "never_in_america",
    "without_a_president", "treating",
    "leaving_office",
)  # fmt: skip
"""The word lists that the language stage reads; kg check tells of a missing or an unknown one."""


def _rules(
    folder: Path, ontology: Mapping[str, RelationType], lexicon: Lexicon, problems: Problems
) -> tuple[Rule, ...]:
    if not folder.is_dir():
        problems.add(folder, 1, "there is no such folder of relation rules")
        return ()
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in yamlfile.records(path, problems, "rule"):
            rule = _rule(entry, path, ontology, lexicon, problems)
            if rule.id in rules:
                first = rules[rule.id]
                entry.problem(f"rule id '{rule.id}' stands twice; first at {first.path}:{first.line}")
            rules[rule.id] = rule
    # Where a file could not be read, its relations lack their rules for that reason alone.
    made = {rule.relation for rule in rules.values()}
    for relation in (name for name in ontology if name not in made and not problems.found):
        problems.add(folder, 1, f"no rule makes the relation type '{relation}'; add one, or take it from ontology.yaml")
    return tuple(rules.values())


def _rule(
    entry: Reader, path: Path, ontology: Mapping[str, RelationType], lexicon: Lexicon, problems: Problems
) -> Rule:
    entry.only(*_KEYS)
    relation = entry.choice("relation", ontology) if ontology else entry.text("relation")
    triggers = tuple(
        trigger for key, kind in _TRIGGER_KEYS.items() for word in entry.texts(key)
        for trigger in _triggers(word, kind, entry, key, lexicon)
    )  # fmt: skip
    if not triggers:
        entry.problem(f"rule has no trigger: give {', '.join(_TRIGGER_KEYS)}")
    unless = tuple(
        trigger for words in entry.texts("unless") for trigger in _triggers(words, "verb", entry, "unless", lexicon)
    )
    for other in unless:
        if not other.companions or other.lemma not in {trigger.lemma for trigger in triggers}:
            told = f"'unless: {other.words}' must begin with a trigger of the rule and name the words with it"
            entry.problem(told, entry.line_of("unless"))
    requires = entry.texts("requires")
    for name in (name for name in requires if name not in REQUIREMENTS):
        told = f"no rule can require '{name}'{did_you_mean(name, REQUIREMENTS)}; there is {', '.join(REQUIREMENTS)}"
        entry.problem(told, entry.line_of("requires"))
    mutual = _roles(entry, "mutual")
    if mutual and relation in ontology and not ontology[relation].symmetric:
        entry.problem(f"'mutual' needs a symmetric relation; {relation} is not", entry.line_of("mutual"))
    if not (entry.has("source") and entry.has("target")) and not mutual:
        entry.problem("rule has no 'source' and 'target' (or 'mutual')")
    confidence = entry.text("confidence", default="0.8")
    if not re.fullmatch(r"0?\.\d+|1(\.0)?", confidence):
        entry.problem(f"'confidence' is '{confidence}', not a number between 0 and 1", entry.line_of("confidence"))
        confidence = "0.8"
    rule = Rule(
        id=entry.text("id"),
        relation=relation,
        triggers=triggers,
        source=_roles(entry, "source"),
        target=_roles(entry, "target"),
        mutual=mutual,
        source_kinds=_kinds(entry, "source_kinds"),
        target_kinds=_kinds(entry, "target_kinds"),
        status=cast("Status", entry.choice("status", STATUSES)) if entry.has("status") else None,
        confidence=float(confidence),
        examples=tuple(_example(node, relation, path, problems) for node in entry.nodes("examples")),
        counterexamples=tuple(_counterexample(node, path, problems) for node in entry.nodes("counterexamples")),
        path=str(path),
        line=entry.line,
        unless=unless,
        requires=frozenset(requires),
    )
    if len(rule.examples) < 2 or not rule.counterexamples:
        entry.problem(f"rule '{rule.id}' needs two or more examples and one or more counterexamples")
    return rule


def _triggers(word: str, kind: TriggerKind, entry: Reader, key: str, lexicon: Lexicon) -> Sequence[Trigger]:
    """The triggers that ``word`` stands for: itself, or one for every word of each list in it ("send <goods>")."""
    if "<" not in word:
        return (_trigger(word.lower(), kind),)
    choices: list[Sequence[str]] = []
    for part in _LIST.split(word.lower()):
        if len(choices) % 2 == 0:
            choices.append((part.strip(),))
        elif part in lexicon:
            choices.append(sorted(lexicon[part]))
        else:
            entry.problem(f"no word list '{part}'{did_you_mean(part, lexicon)}", entry.line_of(key))
            return ()
    return [_trigger(" ".join(filter(None, chosen)), kind) for chosen in itertools.product(*choices)]


def _trigger(words: str, kind: TriggerKind) -> Trigger:
    lemma, *companions = [words.strip()] if kind == "role" else words.split()
    return Trigger(kind, lemma, tuple(companions))


def _roles(entry: Reader, key: str) -> tuple[str, ...]:
    roles = entry.texts(key)
    for role in roles:
        if role.removesuffix("'s owner").removesuffix("'s place").removesuffix("'s doer") not in ROLES:
            entry.problem(f"'{role}' is not the name of an argument{did_you_mean(role, ROLES)}", entry.line_of(key))
    return roles


def _kinds(entry: Reader, key: str) -> frozenset[Kind]:
    kinds = entry.texts(key)
    for kind in kinds:
        if kind not in KINDS:
            entry.problem(f"'{kind}' is not a kind of actor{did_you_mean(kind, KINDS)}", entry.line_of(key))
    return cast(frozenset[Kind], frozenset(kinds))


def _counterexample(node: Node, path: Path, problems: Problems) -> Counterexample:
    if not isinstance(node.value, str) or not node.value.strip():
        problems.add(path, node.line, "a counterexample must be a sentence")
        return Counterexample("", node.line)
    return Counterexample(node.value, node.line)


def _example(node: Node, relation: str, path: Path, problems: Problems) -> Example:
    entry = Reader(node, path, problems, "example")
    entry.only(*_EXAMPLE_KEYS)
    claim = entry.texts("claim")
    if len(claim) != 3:
        entry.problem("'claim' must be [source name, relation, target name]")
        claim = ("", "", "")
    elif claim[1] != relation:
        entry.problem(f"the example claims '{claim[1]}', its rule makes '{relation}'", entry.line_of("claim"))
    status = cast("Status", entry.choice("status", STATUSES)) if entry.has("status") else None
    role = entry.text("role") if entry.has("role") else None
    return Example(entry.text("text"), (claim[0], claim[1], claim[2]), status, role, entry.line)
